"""The editions that were made before, in the folder of results: read, and nothing else of it."""

from __future__ import annotations

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
