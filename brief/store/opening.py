"""Opening the file: what is refused, how an older one is brought up to date, and what is said where that fails."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from time import sleep

from brief.errors import StoreError
from brief.store.columns import fingerprint
from brief.store.schema import MIGRATIONS

#: Kilobytes of the file that are held in memory: the indexes of 100,000 articles.
CACHE = 16_000
#: What SQLite's faults mean to the user; the first one whose code begins so.
WHYS = {
    "SQLITE_BUSY": "it is locked: another run has not finished writing to it",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_READONLY": "it stands where nothing may be written",
    "SQLITE_CANTOPEN": "it, or a file beside it, cannot be opened or made",
    "SQLITE_IOERR": "the disk cannot be read or written",
    "SQLITE_CORRUPT": "it is damaged",
    "SQLITE_NOTADB": "it is not a database",
}
#: Seconds between two attempts at what SQLite does not itself wait for.
PAUSE = 0.02


def opened(path: str, patience: float) -> sqlite3.Connection:
    """Open a store, made or brought up to date where need be.

    Arguments: the path of the file; the seconds to wait for another run that is writing.
    Returns: the link to it, which the caller closes.
    """
    _require_file(path)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    link = sqlite3.connect(path, timeout=patience, isolation_level=None)
    try:
        link.execute("PRAGMA foreign_keys = ON")
        link.execute(f"PRAGMA cache_size = -{CACHE}")
        link.create_function("fingerprint", 1, fingerprint, deterministic=True)
        if _version(path, link) == 0:
            link.execute("PRAGMA auto_vacuum = INCREMENTAL")
        _log_ahead(link, patience)
        link.execute("PRAGMA synchronous = NORMAL")
        if _version(path, link) < len(MIGRATIONS):
            _bring_up_to_date(path, link, patience)
    except BaseException:
        link.close()
        raise
    return link


@contextmanager
def borrowed(path: str | None, patience: float) -> Iterator[str]:
    """Give the path of a copy of a store, which is gone at the end; of a new one where there is none.

    The file itself stays as it is, not even brought up to date. Arguments: its path, or None; the seconds to wait for a
    run that is writing.
    """
    if path is not None:
        _require_file(path)
    with tempfile.TemporaryDirectory(prefix="brief-", ignore_cleanup_errors=True) as folder:
        copy = str(Path(folder) / "store.sqlite")
        if path is not None and Path(path).is_file():
            address = f"{Path(path).resolve().as_uri()}?mode=rw"  # what only reads leaves its files of locks behind
            with (
                closing(sqlite3.connect(address, timeout=patience, uri=True)) as link,
                closing(sqlite3.connect(copy)) as to,
            ):
                link.backup(to)
        yield copy


@contextmanager
def writing(link: sqlite3.Connection) -> Iterator[None]:
    """One transaction that writes: whole or not at all, and waited for by those of other runs."""
    link.execute("BEGIN IMMEDIATE")
    try:
        yield
        link.execute("COMMIT")
    except BaseException:
        if link.in_transaction:  # a full disk makes SQLite itself take it back
            link.execute("ROLLBACK")
        raise


@contextmanager
def told(path: str) -> Iterator[None]:
    """Tell what SQLite or the disk throws as our own."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{path}: cannot be opened: {(error.strerror or str(error)).lower()}") from error
    except (sqlite3.Error, zlib.error, ValueError, KeyError) as error:
        code = getattr(error, "sqlite_errorname", "")
        why = next((why for start, why in WHYS.items() if code.startswith(start)), str(error))
        raise StoreError(f"{path}: cannot be used as store: {why}") from error


def _require_file(path: str) -> None:
    if Path(path).is_dir():
        raise StoreError(f"{path}: is a folder; name a file as store")


def _version(path: str, link: sqlite3.Connection) -> int:
    """Return the number of changes a file has had; raise StoreError where it is not ours to use."""
    own = not link.in_transaction
    if own:  # both numbers from the same moment, though another run is making the tables
        link.execute("BEGIN")
    try:
        (version,) = link.execute("PRAGMA user_version").fetchone()
        (tables,) = link.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        if own:
            link.execute("ROLLBACK")
    if version > len(MIGRATIONS):
        raise StoreError(f"{path}: was written by a newer version of brief; use that, or another --store")
    if version == 0 and tables:
        raise StoreError(f"{path}: is the database of another program; name another file as store")
    return int(version)


def _log_ahead(link: sqlite3.Connection, patience: float) -> None:
    """Set the file to WAL mode; SQLite itself does not wait for one that is making it, or writes to a restored copy."""
    link.execute("PRAGMA busy_timeout = 0")
    for attempt in count(1):
        try:
            link.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or attempt * PAUSE > patience:
                raise
            sleep(PAUSE)
    link.execute(f"PRAGMA busy_timeout = {round(patience * 1000)}")


def _bring_up_to_date(path: str, link: sqlite3.Connection, patience: float) -> None:
    """Make the changes that a file has not had, all or none; a copy of what it held stays beside it.

    Other runs wait meanwhile, and find it done. A copy that served nothing, since the changes failed, is taken away.
    """
    copy = None
    try:
        with writing(link):
            version = _version(path, link)
            if _holds_data(link) and version < len(MIGRATIONS):
                copy = _copied(path, version, patience)
            for number in range(version, len(MIGRATIONS)):
                for statement in filter(str.strip, MIGRATIONS[number].split(";")):
                    link.execute(statement)
                link.execute(f"PRAGMA user_version = {number + 1}")
    except BaseException:
        if copy:
            copy.unlink()
        raise


def _holds_data(link: sqlite3.Connection) -> bool:
    names = link.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    # The names are those of MIGRATIONS.
    return any(link.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() for (name,) in names)  # noqa: S608


def _copied(path: str, version: int, patience: float) -> Path:
    """Copy a file as it is before it is changed, and return the copy: `store.sqlite.v1.bak`.

    A copy that is there already is left alone, as it may be the only one of its time; this one is `….v1.2.bak` then.
    The caller has begun to write, so that no other run changes the file or makes a copy.
    """
    names = (Path(f"{path}.v{version}{f'.{number}' if number > 1 else ''}.bak") for number in count(1))
    copy = next(name for name in names if not name.exists())
    part = Path(f"{copy}.part")
    for left in (part, Path(f"{part}-journal")):  # by a run that was killed
        left.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path, timeout=patience, isolation_level=None)) as reader:
            reader.execute("VACUUM INTO ?", [str(part)])
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.rename(copy)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return copy
