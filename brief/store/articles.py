"""The articles of live sources: which are known, and those of some days."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from brief.model import Kept
from brief.store.columns import column, fingerprint, moment_of, packed, text_of, ticks, unpacked
from brief.store.sources import numbers

FIELDS = "id, key, url, published, first_seen, compressed, content"


def add(link: sqlite3.Connection, articles: Iterable[Kept]) -> int:
    """Keep articles; return how many of them were not known.

    An article is known by its key in its source. Where no article of the source has the key, it is the one that has its
    address, under a new key: sources change how they name things. But not where several have the address (a feed whose
    items all link to its front page), nor where the other's key is among those given too. One that is known keeps the
    moment it was first seen, and gets the text, address and date it has now. One that was pruned stays away, unless
    it is dated anew.
    """
    given = sorted(articles, key=_order)
    sources = numbers(link, (one.source for one in given), make=True)
    names = {(one.source, one.key) for one in given}
    new = 0
    for one in given:
        source = sources[one.source]
        row = _known(link, source, one, names)
        if row is None:
            new += _insert(link, source, one)
        else:
            _renew(link, row, one)
    return new


def first_seen(link: sqlite3.Connection, source: str, keys: Iterable[str]) -> dict[str, datetime]:
    """Return when articles of a source were seen first, by their keys; those that were pruned are known too."""
    number = numbers(link, [source]).get(source)
    found = {}
    for key in () if number is None else keys:
        kept = column(key)
        row = link.execute("SELECT first_seen FROM articles WHERE source = ? AND key = ?", [number, kept]).fetchone()
        row = row or _forgotten(link, number, kept)
        if row:
            found[key] = moment_of(row[0])
    return found


def kept(link: sqlite3.Connection, sources: Collection[str], start: datetime, end: datetime) -> list[Kept]:
    """Return the articles of sources from one moment to before another, in the order of source, moment and key.

    An article stands at the moment it is dated, else at the one it was first seen.
    """
    wanted = set(sources)
    names = {number: text_of(location) for number, location in link.execute("SELECT id, location FROM sources")}
    asked = [number for number, location in names.items() if location in wanted]
    # The + keeps SQLite from going through all articles of each source instead of those of the time.
    rows = link.execute(
        f"SELECT source, {FIELDS} FROM articles WHERE moment >= ? AND moment < ?"  # noqa: S608 - no input in it
        " AND +source IN (SELECT value FROM json_each(?))",
        [ticks(start), ticks(end), json.dumps(asked)],
    )
    found = [_kept(names[row[0]], row) for row in rows]
    found.sort(key=lambda one: (one.source, one.moment, one.key))
    return found


def with_keys(link: sqlite3.Connection, source: str, keys: Iterable[str]) -> list[Kept]:
    """Return those of some articles of a source that are kept, in the order of their keys."""
    number = numbers(link, [source]).get(source)
    rows = (
        link.execute(
            f"SELECT {FIELDS} FROM articles WHERE source = ? AND key = ?",  # noqa: S608 - no input in it
            [number, column(key)],
        ).fetchone()
        for key in sorted(set(keys))
    )
    return [_kept(source, (number, *row)) for row in rows if row]


def prune(link: sqlite3.Connection, before: datetime) -> int:
    """Forget the articles from before a moment, but for what tells that they were known; return how many."""
    oldest = [ticks(before)]
    link.execute(
        "INSERT OR REPLACE INTO forgotten SELECT source, fingerprint(key), first_seen, moment FROM articles"
        " WHERE moment < ?",
        oldest,
    )
    return link.execute("DELETE FROM articles WHERE moment < ?", oldest).rowcount


def _order(one: Kept) -> tuple[Any, ...]:
    """The order articles are kept in: of one that is given twice, the text of the later date stays."""
    return one.source, one.key, one.published is not None, one.moment, one.content


def _known(link: sqlite3.Connection, source: int, one: Kept, names: set[tuple[str, str]]) -> Sequence[Any] | None:
    """The row of the article that one is, or None."""
    row: Sequence[Any] | None = link.execute(
        f"SELECT {FIELDS} FROM articles WHERE source = ? AND key = ?",  # noqa: S608 - no input in it
        [source, column(one.key)],
    ).fetchone()
    if row or one.url is None:
        return row
    rows = link.execute(
        f"SELECT {FIELDS} FROM articles WHERE source = ? AND url = ? LIMIT 2",  # noqa: S608 - no input in it
        [source, column(one.url)],
    ).fetchall()
    alone = len(rows) == 1 and (one.source, text_of(rows[0][1])) not in names
    return rows[0] if alone else None


def _insert(link: sqlite3.Connection, source: int, one: Kept) -> bool:
    """Keep an article that stands in no row, and return whether it was never known."""
    key, seen = column(one.key), ticks(one.first_seen)
    before = _forgotten(link, source, key)
    if before:
        seen = before[0]
    moment = seen if one.published is None else ticks(one.published)
    if before:
        if moment <= before[1]:
            return False
        link.execute("DELETE FROM forgotten WHERE source = ? AND fingerprint = ?", [source, fingerprint(key)])
    url = None if one.url is None else column(one.url)
    published = None if one.published is None else moment
    link.execute(
        "INSERT INTO articles (source, key, url, published, first_seen, moment, compressed, content)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [source, key, url, published, seen, moment, *packed(one.content)],
    )
    return before is None


def _renew(link: sqlite3.Connection, row: Sequence[Any], one: Kept) -> None:
    """Bring a known article up to date; where nothing changed, nothing is written."""
    number, key, url, published, seen, compressed, content = row
    dated = None if one.published is None else ticks(one.published)
    now = column(one.key), None if one.url is None else column(one.url), dated
    if (key, url, published) == now and unpacked(compressed, content) == one.content:
        return
    link.execute(
        "UPDATE articles SET key = ?, url = ?, published = ?, moment = ?, compressed = ?, content = ? WHERE id = ?",
        [*now, seen if dated is None else dated, *packed(one.content), number],
    )


def _forgotten(link: sqlite3.Connection, source: int | None, key: str | bytes) -> tuple[int, int] | None:
    """When an article that was pruned was first seen, and the moment it stood at; or None."""
    found: tuple[int, int] | None = link.execute(
        "SELECT first_seen, moment FROM forgotten WHERE source = ? AND fingerprint = ?", [source, fingerprint(key)]
    ).fetchone()
    return found


def _kept(source: str, row: Sequence[Any]) -> Kept:
    _, _, key, url, published, seen, compressed, content = row
    return Kept(
        source=source,
        key=text_of(key),
        url=None if url is None else text_of(url),
        published=None if published is None else moment_of(published),
        first_seen=moment_of(seen),
        content=unpacked(compressed, content),
    )
