"""Groups of commands that say what they know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

import click

from brief.errors import nearest


class Known(click.Group):
    """A group of commands; an unknown one is told the nearest and all."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Return a command. Raises click.UsageError for an unknown one."""
        return super().get_command(ctx, cmd_name) or refuse(ctx, cmd_name, self.commands)


def refuse(context: click.Context, name: str, known: Iterable[str]) -> NoReturn:
    """Raise click.UsageError: a command is unknown."""
    names = list(known)
    context.fail(f"unknown command {name!r}{nearest(name, names)}; known: {', '.join(names)}")
