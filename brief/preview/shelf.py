"""What lies on disk: the editions that were made before, in the folder of results, and where links lead."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def editions_in(folder: str) -> dict[str, bool]:
    """Return the days of the editions that have a page in a folder of results, and whether each has a PDF."""
    found = Path(folder).glob("[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]/briefing.html")
    return {page.parent.name: page.with_suffix(".pdf").is_file() for page in found if page.is_file()}


def file_in(folder: str, place: str) -> Path | None:
    """Return a file of a folder of results, or None; no link leads out of the folder."""
    try:
        home = Path(folder).resolve()
        found = (home / place).resolve()
    except (OSError, RuntimeError):  # links that lead in a circle
        return None
    return found if found.is_file() and found.is_relative_to(home) else None


def linked_from(folder: Path) -> Iterator[Path]:
    """Yield the files that links in a folder lead to, and in the folders below it; in hidden ones nobody looks."""
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(parent, name)
            try:
                found = path.resolve() if path.is_symlink() else path
            except (OSError, RuntimeError):  # in a circle
                continue
            if found != path:
                yield found
