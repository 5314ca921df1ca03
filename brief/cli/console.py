"""What the command line says: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import re
import sys
import textwrap
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from brief.errors import DONE, PublishError
from brief.model import Problem

if TYPE_CHECKING:
    from brief.pipeline import Arriving

T = TypeVar("T")

# A bar is drawn for work that takes a moment; for less it would only flicker.
LONG_WORK = 50
# Skipped items of feeds that are named one by one.
FEW = 3
# This takes a moment for a single thing: it waits for others.
SLOW_WORK = ("fetching", "fetching pages", "fetching pictures")


def faithful_streams() -> None:
    """Make standard output UTF-8 with plain line feeds, whatever the locale; what cannot be shown is escaped."""
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors=errors, newline="\n")


def _root() -> dict[str, Any]:
    context = click.get_current_context(silent=True)
    settings: dict[str, Any] = context.find_root().meta if context else {}
    return settings


def quiet() -> bool:
    """Whether -q was given."""
    return bool(_root().get("brief.quiet"))


def verbose() -> bool:
    """Whether -v was given."""
    return bool(_root().get("brief.verbose"))


def allows_private() -> bool:
    """Whether --allow-private was given."""
    return bool(_root().get("brief.allow_private"))


def complain(message: str) -> None:
    """Say what went wrong; said even with -q."""
    for line in message.splitlines() or [""]:
        click.echo(f"brief: {line}", err=True)


def note(message: str) -> None:
    """Say how the work goes on; not said with -q."""
    if not quiet():
        click.echo(message, err=True)


def moment(published: str | None) -> str:
    """Return when an article was published, as a reader of a terminal wants it: `2026-11-25 20:31 +01:00`."""
    return re.sub(r"T(\d\d:\d\d)[\d:.]*", r" \1 ", published) if published else "undated"


def tell_problems(problems: Iterable[Problem]) -> None:
    """Say one line for each item that failed, naming it; of items of feeds one line for all, unless -v is given."""
    told = list(problems)
    slight = [problem for problem in told if problem.slight]
    short = len(slight) > FEW and not verbose()
    for problem in told:
        if not (short and problem.slight):
            complain(f"{problem.where}: {problem.why}")
    if short:
        complain(f"{len(slight)} items of feeds were skipped; the colophon names them, and so does -v")


def emit(content: str | bytes) -> None:
    """Print a result.

    Raises PublishError where standard output is closed or full. Where its reader has gone, as `head` does, the program
    ends: nobody wants the rest.
    """
    output = sys.stdout
    if output is None:
        raise PublishError("standard output is closed")
    try:
        if isinstance(content, bytes):
            output.buffer.write(content)
        else:
            output.write(content)
        output.flush()
    except BrokenPipeError as error:
        sys.stdout = None  # else Python tries once more to write what is left, and complains
        raise SystemExit(DONE) from error
    except OSError as error:
        sys.stdout = None
        raise PublishError(f"standard output: cannot be written: {(error.strerror or str(error)).lower()}") from error


def emit_records(records: Sequence[dict[str, Any]], output: str) -> None:
    """Print records as JSON Lines, or as one JSON array."""
    if output == "jsonl":
        emit("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))
    else:
        emit_json(records)


def emit_json(value: Any) -> None:
    """Print one JSON value."""
    emit(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def wrapped(text: str, first: str = "  ", then: str = "  ") -> str:
    """Return a text as lines of at most 100 characters."""
    from brief.render.prose import prose

    plain = prose(text)  # without the control characters that would move a terminal's cursor
    return textwrap.fill(
        plain, 100, initial_indent=first, subsequent_indent=then, break_on_hyphens=False, break_long_words=False
    )


def watch(items: Collection[T] | Arriving[T], what: str) -> Iterator[T]:
    """Follow some work: where it is long a bar on a terminal, else a plain line; nothing with -q."""
    long = len(items) >= LONG_WORK or what in SLOW_WORK
    if not long or quiet() or not sys.stderr.isatty():
        if long or verbose():
            note(f"{what}: {len(items)}")
        yield from items
        return
    from tqdm import tqdm

    yield from tqdm(items, desc=what, file=sys.stderr, leave=False, ascii=bool(os.environ.get("NO_COLOR")))
