"""What earlier editions printed, in a SQLite file. The only door to sqlite3.

The file is in WAL mode: a reader never waits, and a writer that is killed leaves the last whole state. Every write is
one `BEGIN IMMEDIATE` transaction, so that two runs at a time wait for each other instead of failing half way.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from brief.errors import StoreError
from brief.model import Past, Printed

#: The changes that made the schema, in order; a file has had the first `user_version` of them. Only ever added to.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE editions (
        day TEXT PRIMARY KEY,
        title TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE printed (
        day TEXT NOT NULL REFERENCES editions (day) ON DELETE CASCADE,
        story TEXT NOT NULL,
        title TEXT NOT NULL,
        told INTEGER NOT NULL,
        first_seen TEXT NOT NULL,
        page TEXT,
        memory BLOB NOT NULL,
        PRIMARY KEY (day, story)
    ) WITHOUT ROWID;
    """,
)

#: Days that a story is remembered after its last edition. News that rests for a month is news again.
MEMORY = 30
#: Seconds to wait for another run that is writing.
PATIENCE = 30


class Store:
    """The editions that were made with one file.

    Opening it makes the file, and its folder, where there is none. Raises StoreError where it cannot be opened, is no
    store, or was made by a newer version of the program.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        with self._told():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            self._link = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
            try:
                self._open()
            except BaseException:
                self._link.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._link.close()

    def past(self, day: date) -> Past:
        """Return what the editions before a day printed, the latest first, as far back as it is remembered."""
        oldest = day - timedelta(days=MEMORY) if day.toordinal() > MEMORY else date.min
        with self._told():
            (editions,) = self._link.execute(
                "SELECT count(*) FROM editions WHERE day < ?", [day.isoformat()]
            ).fetchone()
            rows = self._link.execute(
                "SELECT day, story, title, told, first_seen, page, memory FROM printed WHERE day >= ? AND day < ?"
                " ORDER BY day DESC, story",
                [oldest.isoformat(), day.isoformat()],
            ).fetchall()
            return Past(tuple(map(_printed, rows)), editions)

    def record(self, day: date, title: str, stories: Iterable[Printed]) -> None:
        """Remember an edition; what the file knew of the same day is replaced."""
        rows = [
            (day.isoformat(), one.story, one.title, one.told, one.first_seen.isoformat(), one.page, _memory(one))
            for one in stories
        ]
        with self._told(), self._writing():
            self._link.execute("DELETE FROM editions WHERE day = ?", [day.isoformat()])
            self._link.execute("INSERT INTO editions (day, title) VALUES (?, ?)", [day.isoformat(), title])
            self._link.executemany("INSERT INTO printed VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def _open(self) -> None:
        self._link.execute("PRAGMA foreign_keys = ON")
        (version,) = self._link.execute("PRAGMA user_version").fetchone()
        if version > len(MIGRATIONS):
            raise StoreError(f"{self._path}: was written by a newer version of brief; use that, or another --store")
        (tables,) = self._link.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if version == 0 and tables:
            raise StoreError(f"{self._path}: is a data base of another program; name another file as store")
        self._link.execute("PRAGMA journal_mode = WAL")
        self._link.execute("PRAGMA synchronous = NORMAL")
        if version < len(MIGRATIONS):
            with self._writing():
                self._migrate()

    def _migrate(self) -> None:
        """Bring the schema up to date; another run may have done so meanwhile."""
        (version,) = self._link.execute("PRAGMA user_version").fetchone()
        for number in range(version, len(MIGRATIONS)):
            for statement in filter(str.strip, MIGRATIONS[number].split(";")):
                self._link.execute(statement)
            self._link.execute(f"PRAGMA user_version = {number + 1}")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._link.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._link.execute("ROLLBACK")
            raise
        self._link.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell what SQLite or the disk throws as our own."""
        try:
            yield
        except OSError as error:
            raise StoreError(f"{self._path}: cannot be opened: {(error.strerror or str(error)).lower()}") from error
        except (sqlite3.Error, zlib.error, ValueError, KeyError) as error:
            raise StoreError(f"{self._path}: cannot be used as store: {error}") from error


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
