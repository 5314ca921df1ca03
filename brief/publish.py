"""Writes an edition: everything or nothing, and never half a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from brief.errors import PublishError


def edition_files(folder: str, day: date, rendered: Mapping[str, bytes]) -> dict[Path, bytes]:
    """Return what belongs where: `<folder>/<day>/briefing.<format>`, and a copy as `<folder>/latest.<format>`.

    Arguments: the folder of results; the day of the edition; the bytes by format.
    """
    home = Path(folder)
    dated = {home / day.isoformat() / f"briefing.{name}": content for name, content in rendered.items()}
    return dated | {home / f"latest.{name}": content for name, content in rendered.items()}


def write(files: Mapping[Path, bytes]) -> None:
    """Write files together: all are first written beside their places, then moved there one after the other.

    Raises PublishError where one cannot be written; what was there before then still is.
    """
    waiting: list[tuple[Path, Path]] = []
    place = Path()
    try:
        for place, content in files.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            if place.is_dir():
                raise IsADirectoryError(None, "is a folder")
            waiting.append((_written_beside(place, content), place))
        for temporary, place in waiting:
            temporary.replace(place)
    except OSError as error:
        raise PublishError(f"{place}: cannot be written: {(error.strerror or str(error)).lower()}") from error
    finally:
        for temporary, _ in waiting:
            with suppress(OSError):
                temporary.unlink()


def _written_beside(place: Path, content: bytes) -> Path:
    """A temporary file in the same folder with the content safely on disk."""
    descriptor, name = tempfile.mkstemp(prefix=f".{place.name}.", suffix=".part", dir=place.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
    except OSError:
        Path(name).unlink()
        raise
    return Path(name)


def _umask() -> int:
    """The mask of the process, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
