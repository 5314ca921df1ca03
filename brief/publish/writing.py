"""Writes files together: everything or nothing, and never half a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from brief.errors import PublishError


def write(files: Mapping[Path, bytes], stale: Sequence[Path] = ()) -> None:
    """Write files together: all are first written beside their places, then moved there one after the other.

    Arguments: the content of each file; files of an earlier run to take away once that is done.
    Raises PublishError where one cannot be written: what was there before then still is, unless it is the moving that
    fails, which needs no room and no rights that the writing did not; each file is then the old one or the new.
    """
    waiting: list[tuple[Path, Path]] = []
    place = Path()
    try:
        for place, content in files.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            if place.is_dir():
                raise IsADirectoryError(None, "is a folder")
            goal = _goal(place)
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


def append(path: Path, text: str) -> None:
    """Add a text at the end of a file, which is made where it is missing. Raises PublishError where that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise PublishError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from error


def _goal(place: Path) -> Path:
    """Where a file really goes: a link that leads out of its folder stays a link.

    One to a file further down, as from `latest.html` to a day's page, is replaced: that file is another edition's.
    """
    goal = place.resolve()
    return goal if place.is_symlink() and not goal.is_relative_to(place.parent.resolve()) else place


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
