"""The sources, which stand by number in the rows of articles and visits."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from brief.store.columns import column


def numbers(link: sqlite3.Connection, sources: Iterable[str], *, make: bool = False) -> dict[str, int]:
    """Return the numbers of sources, by their addresses; with `make`, those that have none get one."""
    found = {}
    for source in sorted(set(sources)):
        kept = column(source)
        if make:
            link.execute("INSERT OR IGNORE INTO sources (location, address) VALUES (?, ?)", [kept, kept])
        row = link.execute("SELECT id FROM sources WHERE location = ?", [kept]).fetchone()
        if row:
            found[source] = int(row[0])
    return found
