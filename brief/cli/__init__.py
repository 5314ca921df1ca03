"""The command line: parse, call, print, exit code. The only place that prints.

Commands are imported on use, so that `brief --help` stays light.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType, TracebackType

import click

from brief import __version__
from brief.cli.console import annotate, complain, faithful_streams, say_as
from brief.cli.groups import refuse, shelved
from brief.cli.options import chatter
from brief.errors import DONE, FAILED, INTERRUPTED, TERMINATED, USAGE, BriefError
from brief.registry import load

#: Commands by name, in the order in which help lists them.
COMMANDS: dict[str, str] = {
    "init": "brief.cli.own:init",
    "add": "brief.cli.own:add",
    "build": "brief.cli.build:build",
    "preview": "brief.cli.previewing:preview",
    "fetch": "brief.cli.live:fetch",
    "deliver": "brief.cli.delivering:deliver",
    "schedule": "brief.cli.scheduling:schedule",
    "sources": "brief.cli.live:sources",
    "config": "brief.cli.own:show_config",
    "prune": "brief.cli.live:prune",
    "summarize": "brief.cli.reading:summarize",
    "group": "brief.cli.reading:group",
    "digest": "brief.cli.reading:digest",
    "read": "brief.cli.reading:read",
    "explain": "brief.cli.explaining:explain",
    "evaluate": "brief.cli.judging:evaluate",
    "methods": "brief.cli.about:methods",
    "theme": "brief.cli.themes:theme",
    "doctor": "brief.cli.about:doctor",
    "completion": "brief.cli.about:completion",
}

#: What each command does, so that listing them imports none.
HELP: dict[str, str] = {
    "init": "Begin a briefing of your own.",
    "add": "Add sources to brief.toml.",
    "build": "Make a briefing: HTML, PDF and JSON.",
    "preview": "Show the briefing in a browser, and each change as it is saved.",
    "fetch": "Fetch what live sources have into the store.",
    "deliver": "Send the edition by mail and to a webhook, once to each.",
    "schedule": "Have an edition made every morning, on time.",
    "sources": "List the live sources and how each has done.",
    "config": "Print the configuration, and where each value comes from.",
    "prune": "Take what is old out of the store.",
    "summarize": "Print the sentences that tell each article.",
    "group": "Print which articles tell the same story.",
    "digest": "Print one summary of several articles.",
    "read": "Print what was made of the input, one article a record.",
    "explain": "Say why a sentence was taken or dropped.",
    "evaluate": "Judge the summarizers on articles with references.",
    "methods": "List the summarizers.",
    "theme": "List the themes, or begin one of your own.",
    "doctor": "Check what works here, and say how to mend the rest.",
    "completion": "Print the completion script of a shell.",
}


class Commands(click.Group):
    """A group that knows its commands by name and imports one on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Import and return a command. Raises click.UsageError for an unknown one."""
        if cmd_name not in COMMANDS:
            refuse(ctx, cmd_name, COMMANDS)
        command = load("command", COMMANDS, cmd_name)
        assert isinstance(command, click.Command)  # noqa: S101 - for the type checker; COMMANDS names commands only
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the lists of commands without importing them."""
        width = max(map(len, COMMANDS))  # one column for all
        for shelf, names in shelved(COMMANDS).items():
            with formatter.section(shelf):
                formatter.write_dl([(name.ljust(width), HELP[name]) for name in names])


EPILOG = """\b
Examples:
  brief build articles/                         HTML, PDF and JSON into output/
  brief build news.jsonl -o today.pdf           just that file
  brief build https://example.org/feed.xml      what a feed has of the last 36 hours
  brief build                                   the sources that brief.toml names
  brief summarize story.txt -n 2                two sentences of one article
  brief explain article story.txt               why these, and what else there was
  brief group articles/ --format json           which articles tell one story

\b
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 published with problems,
4 nothing to publish, 5 nothing could be read, 130/143 stopped by a signal.
"""


@click.group(
    cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="brief %(version)s")
@chatter
def command() -> None:
    """Articles in, a morning briefing out.

    Every sentence is verbatim from an article and linked to its passage. No account, no key, no model download.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    # Idle threads of a numerical library spin: they doubled the processor time of small runs.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        os.environ.setdefault(name, "1")
    # A run makes many small values and few cycles: looking for these took a twelfth of the time of 1,000 articles.
    gc.set_threshold(100_000, 50, 1000)
    faithful_streams()
    say_as("text")
    signal.signal(signal.SIGTERM, _terminated)
    debug = "--debug" in words
    if not debug:
        sys.excepthook = _unforeseen
    try:
        result = command.main(words, prog_name="brief", standalone_mode=False)
    except (BriefError, click.ClickException, click.Abort, KeyboardInterrupt) as error:
        if debug:
            traceback.print_exception(error)
        sys.exit(_told(error))
    sys.exit(result if isinstance(result, int) else DONE)


def _told(error: BaseException) -> int:
    """Say in one line what ended the run, and return its exit code."""
    match error:
        case BriefError():
            complain(str(error))
            annotate("error", "The briefing failed", str(error))
            return error.exit_code
        case click.exceptions.NoArgsIsHelpError():
            click.echo(error.format_message(), err=True)
            return USAGE
        case click.UsageError():
            hint = f"; see '{error.ctx.command_path} --help'" if error.ctx else ""
            complain(f"{error.format_message().rstrip('.')}{hint}")
            return USAGE
        case click.ClickException():
            complain(error.format_message())
            return FAILED
        case _:
            complain("interrupted")
            return INTERRUPTED


def _unforeseen(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """Say a fault of the program itself in one line; Python ends it with exit code 1."""
    complain(f"internal error: {kind.__name__}: {error}; run it again with --debug, and report what that prints")


def _terminated(_signal: int, _frame: FrameType | None) -> None:
    """Leave by an exception, so that temporary files are removed on the way."""
    raise SystemExit(TERMINATED)
