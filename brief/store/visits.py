"""The visits to live sources, and how the sources have done.

What is told of a source is brought forward with each visit, in the order in which visits are noted: a clock that was
set back changes nothing, and what a success left behind (validators, an address) outlasts any number of failures.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from statistics import median
from typing import Any

from brief.model import Health, Validators, Visit
from brief.store.columns import column, moment_of, text_of, ticks
from brief.store.sources import numbers

#: Visits that are kept of a source: two days of one an hour. The median delay is taken over those that succeeded.
VISITS = 50
#: How often in a row a source must be found at the same other address before that is asked at once.
SIGHTINGS = 3

STATE = "address, visited, succeeded, failures, why, found, new, disabled, etag, modified, moved, sightings"


def note(link: sqlite3.Connection, visits: Iterable[Visit]) -> None:
    """Remember visits, those of a source in the order of their moments."""
    given = sorted(visits, key=lambda one: (one.source, one.at))
    sources = numbers(link, (one.source for one in given), make=True)
    for visit in given:
        _note(link, sources[visit.source], visit)


def health(link: sqlite3.Connection, sources: Collection[str] | None) -> dict[str, Health]:
    """Return how sources have done, by their addresses: those given, or all that are known."""
    rows = link.execute(f"SELECT id, location, {STATE} FROM sources ORDER BY location").fetchall()  # noqa: S608 - no input
    delays: dict[int, list[float]] = {}
    for number, seconds in link.execute("SELECT source, seconds FROM visits WHERE outcome IN ('ok', 'unchanged')"):
        delays.setdefault(number, []).append(seconds)
    known = {}
    for number, location, *state in rows:
        source = text_of(location)
        delay = median(delays[number]) if number in delays else None
        known[source] = replace(_health(source, state), delay=delay)
    return known if sources is None else {one: known.get(one, Health(one, one)) for one in sorted(set(sources))}


def prune(link: sqlite3.Connection, before: datetime) -> int:
    """Forget the visits from before a moment, though not what followed from them; return how many."""
    return link.execute("DELETE FROM visits WHERE at < ?", [ticks(before)]).rowcount


def _note(link: sqlite3.Connection, number: int, visit: Visit) -> None:
    count, *state = link.execute(f"SELECT visits, {STATE} FROM sources WHERE id = ?", [number]).fetchone()  # noqa: S608
    now, moved, sightings = _after(_health(visit.source, state), state[-2] and text_of(state[-2]), state[-1], visit)
    link.execute(
        "UPDATE sources SET visits = ?, address = ?, visited = ?, succeeded = ?, failures = ?, why = ?, found = ?,"
        " new = ?, disabled = ?, etag = ?, modified = ?, moved = ?, sightings = ? WHERE id = ?",
        [count + 1, *_row(now), moved and column(moved), sightings, number],
    )
    link.execute(
        "INSERT INTO visits VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [number, count, ticks(visit.at), visit.outcome, column(visit.why), visit.seconds, visit.found, visit.new],
    )
    link.execute("DELETE FROM visits WHERE source = ? AND number <= ?", [number, count - VISITS])


def _after(before: Health, moved: str | None, sightings: int, visit: Visit) -> tuple[Health, str | None, int]:
    """How a source does after one more visit, the address it was last found at, and how often in a row.

    A visit that fails says nothing of the address: what answers is no source, and may be a hotel's page for logging in.
    """
    if not visit.succeeded:
        gone = before.disabled or visit.outcome == "gone"
        failed = replace(before, visited=visit.at, failures=before.failures + 1, why=visit.why, disabled=gone)
        return failed, moved, sightings
    now = replace(
        before,
        visited=visit.at,
        succeeded=visit.at,
        failures=0,
        why="",
        found=visit.found if visit.outcome == "ok" else before.found,
        new=visit.new,
        disabled=False,
        validators=_validators(before.validators, visit),
    )
    if visit.moved is None or visit.moved == before.address:
        return now, None, 0
    if visit.moved == before.source:  # the address it moved to failed, and its own answers again
        return replace(now, address=before.source), None, 0
    sightings = sightings + 1 if visit.moved == moved else 1
    if sightings < SIGHTINGS:
        return now, visit.moved, sightings
    return replace(now, address=visit.moved, validators=Validators()), None, 0


def _validators(before: Validators, visit: Visit) -> Validators:
    """What to ask with next: a page's own, also none; a 304 need not repeat what still holds (RFC 9110, 15.4.5)."""
    if visit.outcome == "ok":
        return visit.validators
    return Validators(visit.validators.etag or before.etag, visit.validators.modified or before.modified)


def _health(source: str, state: Sequence[Any]) -> Health:
    address, visited, succeeded, failures, why, found, new, disabled, etag, modified, *_ = state
    return Health(
        source=source,
        address=text_of(address),
        visited=None if visited is None else moment_of(visited),
        succeeded=None if succeeded is None else moment_of(succeeded),
        failures=failures,
        why=text_of(why),
        found=found,
        new=new,
        disabled=bool(disabled),
        validators=Validators(etag and text_of(etag), modified and text_of(modified)),
    )


def _row(now: Health) -> list[Any]:
    etag, modified = now.validators.etag, now.validators.modified
    return [
        column(now.address),
        None if now.visited is None else ticks(now.visited),
        None if now.succeeded is None else ticks(now.succeeded),
        now.failures,
        column(now.why),
        now.found,
        now.new,
        now.disabled,
        etag and column(etag),
        modified and column(modified),
    ]
