"""What earlier editions printed."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from brief.model import Past, Printed
from brief.store.columns import column, text_of

#: Days that a story is remembered after its last edition. News that rests for a month is news again.
MEMORY = 30


def past(link: sqlite3.Connection, day: date) -> Past:
    """Return what the editions before a day printed, the latest first, as far back as it is remembered."""
    (editions,) = link.execute("SELECT count(*) FROM editions WHERE day < ?", [day.isoformat()]).fetchone()
    rows = link.execute(
        "SELECT day, story, title, told, first_seen, page, memory FROM printed WHERE day >= ? AND day < ?"
        " ORDER BY day DESC, story",
        [_oldest(day).isoformat(), day.isoformat()],
    ).fetchall()
    return Past(tuple(map(_printed, rows)), editions, _failing(link, day))


def has(link: sqlite3.Connection, day: date) -> bool:
    """Return whether an edition of a day was recorded."""
    return link.execute("SELECT 1 FROM editions WHERE day = ?", [day.isoformat()]).fetchone() is not None


def record(
    link: sqlite3.Connection, day: date, title: str, stories: Iterable[Printed], asked: Mapping[str, bool]
) -> None:
    """Remember an edition; what the file knew of the same day is replaced.

    Arguments: the day; the title; what was printed; the sources that were asked for it, and whether they failed. Of
    those that were not asked this time what is known of the day stays.
    """
    rows = [
        (day.isoformat(), one.story, one.title, one.told, one.first_seen.isoformat(), one.page, _memory(one))
        for one in stories
    ]
    link.execute("DELETE FROM editions WHERE day = ?", [day.isoformat()])
    link.execute("INSERT INTO editions (day, title) VALUES (?, ?)", [day.isoformat(), title])
    link.executemany("INSERT INTO printed VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    named = [(day.isoformat(), column(source)) for source in sorted(asked)]
    link.executemany("DELETE FROM failing WHERE day = ? AND source = ?", named)
    failed = [(day.isoformat(), column(source)) for source in sorted(asked) if asked[source]]
    link.executemany("INSERT INTO failing VALUES (?, ?)", failed)


def prune(link: sqlite3.Connection, before: date) -> int:
    """Forget the stories of editions that no edition from a day on can recall; return of how many editions.

    The editions stay, with their day and title: the number of a later one is how many there were before it. So do the
    failures of a source that has failed in every edition since then: how long it does is told by them.
    """
    oldest = _oldest(before).isoformat()
    (editions,) = link.execute("SELECT count(DISTINCT day) FROM printed WHERE day < ?", [oldest]).fetchone()
    link.execute("DELETE FROM printed WHERE day < ?", [oldest])
    still = _failing(link, before)
    for (source,) in link.execute("SELECT DISTINCT source FROM failing WHERE day < ?", [oldest]).fetchall():
        days = still.get(text_of(source))
        first = min(days[-1].isoformat(), oldest) if days else oldest
        link.execute("DELETE FROM failing WHERE source = ? AND day < ?", [source, first])
    return int(editions)


def _failing(link: sqlite3.Connection, day: date) -> dict[str, tuple[date, ...]]:
    """For how many editions before a day sources have failed, without one between in which they did not."""
    days = link.execute("SELECT day FROM editions WHERE day < ? ORDER BY day DESC", [day.isoformat()]).fetchall()
    found: dict[str, tuple[date, ...]] = {}
    for number, (text,) in enumerate(days):
        rows = link.execute("SELECT source FROM failing WHERE day = ?", [text]).fetchall()
        failed = [one for (source,) in rows if len(found.get(one := text_of(source), ())) == number]
        if not failed:
            break
        found |= {one: (*found.get(one, ()), date.fromisoformat(text)) for one in failed}
    return found


def _oldest(day: date) -> date:
    """The first day that the edition of a day remembers."""
    return day - timedelta(days=MEMORY) if day.toordinal() > MEMORY else date.min


def _memory(one: Printed) -> bytes:
    """What a story is known again by, compressed: a day of 200 articles takes some 150 kB."""
    kept = {
        "articles": sorted(one.articles),
        "terms": dict(one.terms),
        "sentences": [" ".join(sorted(stems)) for stems in one.sentences],
    }
    return zlib.compress(json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), 9)


def _printed(row: Sequence[Any]) -> Printed:
    day, story, title, told, first_seen, page, memory = row
    kept = json.loads(zlib.decompress(memory))
    return Printed(
        day=date.fromisoformat(day),
        story=story,
        title=title,
        told=bool(told),
        first_seen=date.fromisoformat(first_seen),
        articles=frozenset(kept["articles"]),
        terms=kept["terms"],
        sentences=tuple(frozenset(stems.split()) for stems in kept["sentences"]),
        page=page,
    )
