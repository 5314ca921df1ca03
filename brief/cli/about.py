"""The commands about the program itself: methods, doctor, completion."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import PackageNotFoundError, version

import click

from brief import __version__
from brief.cli.console import emit
from brief.cli.options import chatter
from brief.errors import FAILED, USAGE

PACKAGES = ("sumy", "nltk", "jinja2", "weasyprint", "click", "numpy", "scipy", "trafilatura", "pydantic", "babel")
# Rows whose last column says something even where all is well.
SHOWN = ("brief", "themes", *PACKAGES)
OLDEST_PYTHON = (3, 11)


@click.command()
@chatter
def methods() -> None:
    """List the summarizers, one line each."""
    from brief.summarize import DESCRIPTIONS

    width = max(map(len, DESCRIPTIONS))
    emit("".join(f"{name:<{width}}  {text}\n" for name, text in DESCRIPTIONS.items()))


@click.command()
@chatter
def doctor() -> int:
    """Check Python, packages, native libraries and fonts, and say how to mend what does not work."""
    from brief.render import pdf
    from brief.render.theme import known_themes

    rows = [
        ("brief", True, __version__),
        (f"Python {platform.python_version()}", sys.version_info >= OLDEST_PYTHON, "install Python 3.11 or later"),
        *(_package(name) for name in PACKAGES),
        *pdf.check(),
        ("themes", bool(known_themes()), ", ".join(known_themes()) or "reinstall: the templates are missing"),
    ]
    width = max(len(name) for name, _, _ in rows)
    emit(
        "".join(
            f"{'ok  ' if works else 'FAIL'}  {name:<{width}}  {said if not works or name in SHOWN else ''}".rstrip()
            + "\n"
            for name, works, said in rows
        )
    )
    return 0 if all(works for _, works, _ in rows) else FAILED


def _package(name: str) -> tuple[str, bool, str]:
    try:
        return name, True, version(name)
    except PackageNotFoundError:
        return name, False, f"pip install {name}"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@chatter
def completion(shell: str) -> int:
    """Print the completion script of a shell.

    \b
    Example: brief completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    from brief.cli import command

    kind = get_completion_class(shell)
    if kind is None:
        return USAGE
    emit(kind(command, {}, "brief", "_BRIEF_COMPLETE").source())
    return 0
