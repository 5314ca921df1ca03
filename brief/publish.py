"""Writes an edition: everything or nothing, and never half a file; and reads one back."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from brief.errors import PublishError, UsageError

#: The folder of results as seen from an edition's page.
HOME = "../"


#: The latest edition for programs, in the folder of results.
LATEST = "latest.json"


def page_of(day: date) -> str:
    """Return where the page of a day stands in the folder of results."""
    return f"{day.isoformat()}/briefing.html"


def stands(folder: str, day: date) -> bool:
    """Return whether the edition of a day stands in the folder of results, in any format."""
    return any((Path(folder) / day.isoformat()).glob("briefing.*"))


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


def write(files: Mapping[Path, bytes], stale: Sequence[Path] = ()) -> None:
    """Write files together: all are first written beside their places, then moved there one after the other.

    Arguments: the content of each file; files of an earlier run to take away once that is done.
    Raises PublishError where one cannot be written; what was there before then still is.
    """
    waiting: list[tuple[Path, Path]] = []
    place = Path()
    try:
        for place, content in files.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            if place.is_dir():
                raise IsADirectoryError(None, "is a folder")
            goal = place.resolve() if place.is_symlink() else place  # a link stays a link
            descriptor, name = tempfile.mkstemp(prefix=f".{goal.name}.", suffix=".part", dir=goal.parent)
            waiting.append((Path(name), goal))
            _fill(descriptor, content)
        for temporary, place in waiting:
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(place)
        for place in stale:
            place.unlink(missing_ok=True)
    except OSError as error:
        raise PublishError(f"{place}: cannot be written: {(error.strerror or str(error)).lower()}") from error
    finally:  # after a signal too
        for temporary, _ in waiting:
            with suppress(OSError):
                temporary.unlink()


def _fill(descriptor: int, content: bytes) -> None:
    """Write an open file, safely on disk."""
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _umask() -> int:
    """The mask of the process, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
