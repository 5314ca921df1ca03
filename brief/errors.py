"""Everything that can go wrong, and the exit code it ends with.

    BriefError                    1  the base: what the command line catches and prints as one line
    ├── UsageError                2  the command was called wrongly (unknown name, impossible combination)
    │   └── UnknownName           2  a name that no registry knows; lists the known ones and the nearest
    ├── ConfigError               2  brief.toml is wrong; carries every fault at once
    ├── NothingToPublish          4  the sources were read, and held no article
    ├── NothingReadable           5  every source given is missing or unreadable
    ├── StrictError               1  --strict, and there were problems
    ├── RenderError               1  a page could not be made
    │   ├── ThemeError            1  the theme's templates are wrong
    │   └── NativeLibraryMissing  1  Pango is not installed, so no PDF; where other formats were asked for
    │                              too, those are written, and the run ends with 3
    ├── PublishError              1  the result could not be written
    ├── StoreError                1  the file that remembers editions cannot be read or written
    └── ItemError                 -  one source, file or record failed: becomes a Problem, the run goes on
        ├── Unreadable               missing, binary, forbidden, broken
        └── Empty                    readable, and without an article

A run that published in spite of an `ItemError` ends with `PUBLISHED_WITH_PROBLEMS`, as does one that delivered to some.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import ClassVar

DONE = 0
FAILED = 1
USAGE = 2
PUBLISHED_WITH_PROBLEMS = 3
NO_ARTICLES = 4
NO_SOURCES = 5
INTERRUPTED = 130
TERMINATED = 143

#: What each exit code says, in the words of the documentation.
EXIT_CODES: dict[int, str] = {
    DONE: "done",
    FAILED: "anything else went wrong, or --strict and there were problems",
    USAGE: "wrong usage, configuration or name",
    PUBLISHED_WITH_PROBLEMS: "published, but a source, a given file or record, or a recipient failed",
    NO_ARTICLES: "nothing to publish: no article in what was given",
    NO_SOURCES: "every source given is missing or unreadable; nothing was written",
    INTERRUPTED: "interrupted (SIGINT)",
    TERMINATED: "terminated (SIGTERM)",
}


class BriefError(Exception):
    """Base of all errors; its text is one line that names the input and the mend."""

    exit_code: ClassVar[int] = FAILED


class UsageError(BriefError):
    """The command was called in a way that cannot work."""

    exit_code = USAGE


class UnknownName(UsageError):
    """A name that is not among the known ones.

    Arguments: what kind of name it is ("method"), the name given, the names there are.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, tuple(known)
        super().__init__(f"unknown {kind} {name!r}{nearest(name, self.known)}; known: {', '.join(self.known)}")

    def __reduce__(self) -> tuple[type[UnknownName], tuple[str, str, tuple[str, ...]]]:
        return type(self), (self.kind, self.name, self.known)


class ConfigError(BriefError):
    """A configuration with one or more faults, all of them told.

    Arguments: the path of the file; one line for each fault; the line of the file, where that is known.
    """

    exit_code = USAGE

    def __init__(self, path: str, faults: Sequence[str], line: int = 0) -> None:
        self.path, self.faults, self.line = path, tuple(faults), line
        super().__init__("\n".join(f"{path}: {fault}" for fault in self.faults))

    def __reduce__(self) -> tuple[type[ConfigError], tuple[str, tuple[str, ...], int]]:
        return type(self), (self.path, self.faults, self.line)


class NothingToPublish(BriefError):
    """The sources could be read and held no article."""

    exit_code = NO_ARTICLES


class NothingReadable(BriefError):
    """Not one of the sources given could be read."""

    exit_code = NO_SOURCES


class StrictError(BriefError):
    """There were problems, and --strict asks for none."""


class RenderError(BriefError):
    """A page could not be made."""


class ThemeError(RenderError):
    """A theme is missing or its templates are wrong.

    Arguments: what is wrong; where it stands, where that is known: the path of the file, and the line.
    """

    def __init__(self, message: str, file: str = "", line: int = 0) -> None:
        self.file, self.line = file, line
        super().__init__(message)


class NativeLibraryMissing(RenderError):
    """The PDF needs a library that is not part of Python; the text says how to install it."""


class PublishError(BriefError):
    """The result could not be written where it should go."""


class StoreError(BriefError):
    """The file that remembers editions cannot be read or written."""


class ItemError(BriefError):
    """One source, file or record failed; the others go on.

    Arguments: where it happened (a path, or `path:line`), and why in a few words.
    """

    def __init__(self, where: str, why: str) -> None:
        self.where, self.why = where, why
        super().__init__(f"{where}: {why}")

    def __reduce__(self) -> tuple[type[ItemError], tuple[str, str]]:
        return type(self), (self.where, self.why)


class Unreadable(ItemError):
    """The item is missing, forbidden, binary or broken."""


class Empty(ItemError):
    """The item could be read and holds no article."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return `" (did you mean 'lead'?)"` where one of the known names is close, else an empty string."""
    close = difflib.get_close_matches(name.lower(), list(known), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""
