"""Groups of commands that say what they know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

import click

from brief.errors import nearest

#: The commands as help lists them: those that a briefing needs, then by what they are about.
SHELVES: dict[str, tuple[str, ...]] = {
    "Commands": ("init", "build", "preview", "schedule", "doctor"),
    "Day by day": ("add", "sources", "fetch", "deliver", "prune"),
    "A closer look": ("explain", "read", "summarize", "group", "digest", "evaluate", "methods"),
    "Set-up": ("config", "theme", "completion"),
}


def shelved(known: Iterable[str]) -> dict[str, list[str]]:
    """Return commands by shelf, in the order of each; one that has no shelf stands on the last."""
    names = list(known)
    found = {shelf: [name for name in order if name in names] for shelf, order in SHELVES.items()}
    homeless = [name for name in names if not any(name in order for order in SHELVES.values())]
    found[list(SHELVES)[-1]] += homeless
    return found


class Known(click.Group):
    """A group of commands; an unknown one is told the nearest and all."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Return a command. Raises click.UsageError for an unknown one."""
        return super().get_command(ctx, cmd_name) or refuse(ctx, cmd_name, self.commands)


def refuse(context: click.Context, name: str, known: Iterable[str]) -> NoReturn:
    """Raise click.UsageError: a command is unknown."""
    names = list(known)
    context.fail(f"unknown command {name!r}{nearest(name, names)}; known: {', '.join(names)}")
