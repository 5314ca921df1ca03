"""What the command line says: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import re
import sys
import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from datetime import UTC, datetime
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


#: How what is said on standard error is written: `"text"`, or `"json"`.
_FORM: ContextVar[str] = ContextVar("form of what is said", default="text")


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


def say_as(form: str) -> None:
    """Have what is said on standard error written as `"text"`, or as one JSON object a line (`"json"`)."""
    _FORM.set(form)


def complain(message: str, **facts: str) -> None:
    """Say what went wrong; said even with -q. The facts are what a program wants to know of it."""
    for line in message.splitlines() or [""]:
        _say("warning" if facts else "error", line, f"brief: {line}", facts)


def note(message: str, **facts: str | int) -> None:
    """Say how the work goes on; not said with -q."""
    if not quiet():
        _say("info", message, message, facts)


def annotate(level: str, title: str, message: str) -> None:
    """Have GitHub show a message beside the run, where this is one of its runs and lines are read by people.

    Arguments: `"warning"` or `"error"`; its title; the message, whatever it holds: only this one is made of it.
    """
    if _on_github() and _FORM.get() == "text":
        head = _command(title).replace(":", "%3A").replace(",", "%2C")
        click.echo(f"::{level} title={head}::{_command(message)}", err=True)


def _command(text: str) -> str:
    """A text as it stands in a command to GitHub's runner: on one line, and read back as it was."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _say(level: str, message: str, line: str, facts: Mapping[str, str | int]) -> None:
    if _FORM.get() == "json":
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = json.dumps({"time": now, "level": level, "message": message, **facts}, ensure_ascii=False)
    if _on_github():  # the runner takes commands anywhere in a line, and headlines are strangers'
        line = line.replace("##[", "##\\u005b" if _FORM.get() == "json" else "## [")
    click.echo(line, err=True)


def _on_github() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"


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
            complain(f"{problem.where}: {problem.why}", stage=problem.stage, where=problem.where, why=problem.why)
            if not problem.slight:
                annotate("warning", "The briefing lacks a source", f"{problem.where}: {problem.why}")
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
    if not long or quiet() or not sys.stderr.isatty() or _FORM.get() == "json":
        if long or verbose() or _FORM.get() == "json":
            note(f"{what}: {len(items)}", work=what, items=len(items))
        yield from items
        return
    from tqdm import tqdm

    yield from tqdm(items, desc=what, file=sys.stderr, leave=False, ascii=bool(os.environ.get("NO_COLOR")))
