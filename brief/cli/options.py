"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from brief.cli.console import say_as
from brief.errors import UsageError
from brief.model import Source

if TYPE_CHECKING:
    from brief.summarize import Length

F = TypeVar("F", bound=Callable[..., Any])


def _remember(context: click.Context, option: click.Parameter, value: bool) -> None:
    if value:
        context.find_root().meta[f"brief.{option.name}"] = True


def chatter(function: F) -> F:
    """Add -q, -v and --debug, before or after the command's name."""
    for names, text in (
        (("--debug",), "Show where an error comes from."),
        (("-v", "--verbose"), "Say more on standard error."),
        (("-q", "--quiet"), "Say nothing but errors on standard error."),
    ):
        function = click.option(*names, is_flag=True, expose_value=False, callback=_remember, help=text)(function)
    return function


def _speak(_context: click.Context, _option: click.Parameter, form: str) -> None:
    say_as(form)


def log_format(function: F) -> F:
    """Add --log-format."""
    return click.option(
        "--log-format",
        type=click.Choice(["text", "json"]),
        default="text",
        expose_value=False,
        is_eager=True,
        callback=_speak,
        help="How standard error is written: as text, or as one JSON object a line.",
    )(function)


def config(function: F) -> F:
    """Add -c."""
    return click.option(
        "-c", "--config", metavar="FILE", help="Configuration; default: brief.toml, where there is one."
    )(function)


def web(function: F) -> F:
    """Add --allow-private."""
    return click.option(
        "--allow-private",
        is_flag=True,
        expose_value=False,
        callback=_remember,
        help="Also ask addresses that are not public (this machine, an intranet).",
    )(function)


def sources(function: F) -> F:
    """Add SOURCE, -c, --jobs and --allow-private."""
    function = web(function)
    function = click.option(
        "--jobs",
        type=click.IntRange(min=1),
        default=1,
        metavar="N",
        help="Processes that read and summarize a large day's articles; the result is the same.",
        show_default=True,
    )(function)
    return click.argument("source", nargs=-1, metavar="[SOURCE]...")(config(function))


def answers(*formats: str) -> Callable[[F], F]:
    """Add --format with the given choices, the first one the default."""
    return click.option(
        "--format", "output", type=click.Choice(formats), default=formats[0], help="Form of the answer."
    )


def amount(function: F) -> F:
    """Add --sentences and --words."""
    function = click.option(
        "--words", type=click.IntRange(min=1), metavar="N", help="At most N words; no sentence is cut."
    )(function)
    return click.option("-n", "--sentences", type=click.IntRange(min=1), metavar="N", help="At most N sentences.")(
        function
    )


def share(function: F) -> F:
    """Add --ratio."""
    return click.option(
        "--ratio",
        type=float,
        metavar="R",
        help="At most this share of an article's words, 0 to 1; at least one sentence.",
    )(function)


def wanted(usual: int, sentences: int | None, words: int | None, ratio: float | None = None) -> Length:
    """Return how much is wanted; a budget of words or a share alone does not limit the sentences.

    Arguments: how many sentences where nothing is said; what is said. Raises UsageError for a share that is none.
    """
    from brief.summarize import Length

    limited = words is not None or ratio is not None
    return Length(sentences or (None if limited else usual), words, ratio)


def given(locations: tuple[str, ...], configured: list[Source]) -> list[Source]:
    """Return the sources to read: those of the command line, else those of brief.toml.

    Raises UsageError where there are none.
    """
    found = [Source("files", location) for location in locations] or configured
    if not found:
        raise UsageError("no source: name files, folders, globs, addresses or '-', or list [[source]] in brief.toml")
    return found
