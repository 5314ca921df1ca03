"""`brief theme`: which themes there are, and the start of one of your own."""

from __future__ import annotations

from pathlib import Path

import click

from brief.cli.console import emit
from brief.cli.groups import Known
from brief.cli.options import chatter
from brief.errors import UsageError


@click.group(cls=Known)
@chatter
def theme() -> None:
    """List the themes, or begin one of your own."""


@theme.command("list")
@chatter
def list_() -> None:
    """List the themes, one line each.

    \b
    Example: brief theme list
    """
    from brief.render.theme import described_themes

    found = described_themes()
    width = max(len(name) for name, _ in found)
    emit("".join(f"{name:<{width}}  {text}\n" for name, text in found))


@theme.command()
@click.argument("name")
@click.option("--from", "base", default="morning", show_default=True, metavar="THEME", help="Theme that it changes.")
@chatter
def new(name: str, base: str) -> None:
    """Begin a theme of your own in a new folder.

    \b
    Example: brief theme new ours --from dispatch
    """
    from brief import publish
    from brief.render.theme import start_of

    folder = Path(name)
    files = start_of(base)
    if folder.exists():
        raise UsageError(f"{name}: exists; name a folder that does not")
    written = {folder / file: text.encode() for file, text in files.items()}
    publish.write(written)
    emit("".join(f"{path}\n" for path in written))
