"""How a build ends for what runs it: exit codes that are taken for good, and a summary for people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from brief.cli.console import complain
from brief.errors import NO_ARTICLES, NO_SOURCES, PUBLISHED_WITH_PROBLEMS, PublishError, UsageError

#: Exit codes that may be taken for good: the others mean that the command or the program is wrong.
_ACCEPTABLE = (PUBLISHED_WITH_PROBLEMS, NO_ARTICLES, NO_SOURCES)


def accepted(text: str) -> frozenset[int]:
    """Return the exit codes that a list names (`"3,4"`). Raises UsageError for others than may be taken for good."""
    codes = [one.strip() for one in text.split(",") if one.strip()]
    known = [str(code) for code in _ACCEPTABLE]
    wrong = [one for one in codes if one not in known]
    if wrong:
        raise UsageError(f"--ok {wrong[0]!r} cannot be taken for good; {', '.join(known[:-1])} and {known[-1]} can")
    return frozenset(map(int, codes))


def summarize(path: str | None, text: Callable[[], str]) -> None:
    """Add a text to the file that a run's summary goes to, where there is one.

    One that cannot be written is said and no more: the edition is there all the same.
    """
    from brief import publish

    if not path:
        return
    try:
        publish.append(Path(path), text())
    except PublishError as error:
        complain(f"--summary {error}")
