"""What is wrong, as the page of an error shows it: in a few words, with the lines around the place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from brief.errors import (
    BriefError,
    ConfigError,
    NativeLibraryMissing,
    NothingReadable,
    NothingToPublish,
    StoreError,
    ThemeError,
)

#: Lines before and behind the one that is wrong.
AROUND = 4
_LARGEST = 2_000_000
_HEADS = {
    ThemeError: "The theme is wrong",
    ConfigError: "The configuration is wrong",
    NothingReadable: "No source can be read",
    NothingToPublish: "There is nothing to publish",
    NativeLibraryMissing: "The PDF needs something that is not installed",
    StoreError: "The store cannot be read",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong.

    Attributes:
        head: in a few words.
        lines: what the error says, line by line.
        file, line: where, or empty and 0.
        excerpt: the lines around the place, by their numbers.
    """

    head: str
    lines: tuple[str, ...]
    file: str = ""
    line: int = 0
    excerpt: tuple[tuple[int, str], ...] = ()


def in_words(error: Exception) -> str:
    """Return what an error says; one that is none of ours says also what it is."""
    return str(error) if isinstance(error, BriefError) else f"{type(error).__name__}: {error}"


def fault_of(error: Exception) -> Fault:
    """Return what an error says, for a reader with an editor open."""
    head = next((text for kind, text in _HEADS.items() if isinstance(error, kind)), "The page could not be made")
    lines = tuple(in_words(error).splitlines())
    file, line = _place(error)
    if not line:
        return Fault(head, lines, file, line)
    # The place stands above what is wrong there, and is not told twice.
    first = lines[0].partition(f", line {line}: ")[2] or lines[0].removeprefix(f"{file}: ")
    return Fault(head, (first, *lines[1:]), file, line, _around(Path(file), line))


def _place(error: Exception) -> tuple[str, int]:
    """The file and the line that an error tells, or an empty text and 0."""
    if isinstance(error, ThemeError):
        return error.file, error.line
    if isinstance(error, ConfigError) and error.line:
        return error.path, error.line
    return "", 0


def _around(file: Path, line: int) -> tuple[tuple[int, str], ...]:
    try:
        if file.stat().st_size > _LARGEST:
            return ()
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    start = max(1, line - AROUND)
    return tuple((start + at, text) for at, text in enumerate(lines[start - 1 : line + AROUND]))
