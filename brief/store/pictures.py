"""The pictures that were printed, ready for the page, by their addresses."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from brief.model import Image
from brief.store.columns import column, ticks


def picture(link: sqlite3.Connection, url: str) -> Image | None:
    """Return the picture that is kept of an address, or None."""
    found = link.execute(
        "SELECT content, media_type, width, height FROM pictures WHERE url = ?", [column(url)]
    ).fetchone()
    return Image(*found) if found else None


def keep(link: sqlite3.Connection, url: str, image: Image, seen: datetime) -> None:
    """Keep the picture of an address; one that is kept already stays, since editions were made with it."""
    link.execute(
        "INSERT OR IGNORE INTO pictures VALUES (?, ?, ?, ?, ?, ?)",
        [column(url), ticks(seen), image.media_type, image.width, image.height, image.content],
    )


def prune(link: sqlite3.Connection, before: datetime) -> None:
    """Forget the pictures that were fetched before a moment."""
    link.execute("DELETE FROM pictures WHERE seen < ?", [ticks(before)])
