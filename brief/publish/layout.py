"""Where the files of an edition stand in the folder of results; reads one back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from brief.errors import UsageError
from brief.render import RENDERERS

#: The folder of results as seen from an edition's page.
HOME = "../"


#: The latest edition for programs, in the folder of results.
LATEST = "latest.json"


def page_of(day: date) -> str:
    """Return where the page of a day stands in the folder of results."""
    return f"{day.isoformat()}/briefing.html"


def stands(folder: str, day: date) -> bool:
    """Return whether the edition of a day stands in the folder of results, in any format."""
    return bool(files_of(Path(folder), day))


def days_in(home: Path) -> list[date]:
    """Return the days of which the folder of results has a folder, in order; those that are links do not count."""
    try:
        names = [one.name for one in home.iterdir() if one.is_dir() and not one.is_symlink()]
    except OSError:
        return []
    return sorted(day for day in map(_day, names) if day)


def files_of(home: Path, day: date) -> list[Path]:
    """Return the files of an edition that stand in its folder, in order of their formats."""
    there = home / day.isoformat()
    return [file for file in (there / f"briefing.{name}" for name in sorted(RENDERERS)) if file.is_file()]


def formats_in(home: Path, day: date) -> frozenset[str]:
    """Return the formats of an edition that stand in its folder."""
    return frozenset(file.suffix.removeprefix(".") for file in files_of(home, day))


def edition_files(
    folder: str, day: date, rendered: Mapping[str, bytes], latest: Mapping[str, bytes] | None = None
) -> dict[Path, bytes]:
    """Return what belongs where: `<folder>/<day>/briefing.<format>`, and a copy as `<folder>/latest.<format>`.

    Arguments: the folder of results; the day of the edition; the bytes by format; those that are others in `latest`,
    because a link to an earlier edition begins elsewhere.
    """
    home = Path(folder)
    dated = {home / day.isoformat() / f"briefing.{name}": content for name, content in rendered.items()}
    return dated | {home / f"latest.{name}": content for name, content in {**rendered, **(latest or {})}.items()}


def stale_files(folder: str, day: date, formats: Sequence[str], rendered: Mapping[str, bytes]) -> list[Path]:
    """Return what an earlier run left in the places of formats that were not made this time."""
    places = edition_files(folder, day, {name: b"" for name in formats if name not in rendered})
    return [place for place in places if place.is_file()]


def read_edition(path: str) -> dict[str, Any]:
    """Return an edition that was written as JSON. Raises UsageError where there is none at the path."""
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
        whole = isinstance(found, dict) and {"sections", "left_out", "day", "language"} <= found.keys()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UsageError(f"{path}: {why}; run `brief build` with the format json, or name one by --briefing") from error
    except (ValueError, RecursionError):
        whole = False
    if not whole:
        raise UsageError(f"{path}: is no briefing.json of this version; name one by --briefing, or build it again")
    return dict(found)


def _day(name: str) -> date | None:
    """The day that a folder is named by, written in this one way; None for another name."""
    try:
        day = date.fromisoformat(name)
    except ValueError:
        return None
    return day if day.isoformat() == name else None
