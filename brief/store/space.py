"""Giving the disk back what is no longer used."""

from __future__ import annotations

import sqlite3

INCREMENTAL = 2


def shrink(link: sqlite3.Connection) -> int:
    """Cut off the file what is free in it; return by how many bytes.

    Pages move from the end into what is free: as much work as was taken away, where VACUUM would write all that is
    left. A file that was made before this was foreseen is written anew, once. While another run is reading, the disk
    waits for the end of that.
    """
    before = _size(link)
    (mode,) = link.execute("PRAGMA auto_vacuum").fetchone()
    if mode == INCREMENTAL:
        link.executescript("PRAGMA incremental_vacuum")  # `execute` stops after one page
    else:
        link.execute("PRAGMA auto_vacuum = INCREMENTAL")
        link.execute("VACUUM")
    link.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    return before - _size(link)


def _size(link: sqlite3.Connection) -> int:
    (pages,) = link.execute("PRAGMA page_count").fetchone()
    (size,) = link.execute("PRAGMA page_size").fetchone()
    return int(pages * size)
