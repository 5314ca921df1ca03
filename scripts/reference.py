"""Writes commands.md, configuration.md and brief.schema.json in docs/ from the program; `--check` only compares.

python scripts/reference.py          # after a change of a command or of brief.toml
python scripts/reference.py --check  # exit 1 where a page is out of date; the tests do the same
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import get_args

import click
from pydantic import BaseModel

from brief.cli import COMMANDS, command
from brief.config import Config
from brief.errors import EXIT_CODES
from brief.project import schema

DOCS = Path(__file__).parent.parent / "docs"
SHAPE = {"terminal_width": 100, "max_content_width": 100}


def pages() -> dict[Path, str]:
    """The text of each page that is made from the program."""
    return {
        DOCS / "commands.md": commands(),
        DOCS / "configuration.md": configuration(),
        DOCS / "brief.schema.json": json.dumps(schema(), ensure_ascii=False, indent=1) + "\n",
    }


def commands() -> str:
    """What every command takes, and what every exit code means."""
    root = click.Context(command, info_name="brief", **command.context_settings | SHAPE)
    parts = ["# Commands\n\nMade from the program by `scripts/reference.py`.\n", _block(command.get_help(root))]
    for name in COMMANDS:
        parts += _sections(command.get_command(root, name), name, root)
    rows = "".join(f"| {code} | {text} |\n" for code, text in EXIT_CODES.items())
    return "\n".join([*parts, f"## Exit codes\n\n| code | meaning |\n|---|---|\n{rows}"])


def _sections(found: click.Command, name: str, parent: click.Context) -> list[str]:
    """What a command takes, and each of its own commands."""
    context = click.Context(found, info_name=name, parent=parent, **SHAPE)
    parts = [f"## {context.command_path}\n\n{_block(found.get_help(context))}"]
    if isinstance(found, click.Group):
        for inner in found.list_commands(context):
            parts += _sections(found.get_command(context, inner), inner, context)
    return parts


def configuration() -> str:
    """What brief.toml may hold."""
    parts = ["# brief.toml\n\nMade from the program by `scripts/reference.py`. Paths are relative to the file.\n"]
    alone = [(name, field) for name, field in Config.model_fields.items() if field.description and not field.exclude]
    rows = "".join(f"| {name} | {_default(field)} | {field.description} |\n" for name, field in alone)
    parts.append(f"## Above all tables\n\n| key | default | meaning |\n|---|---|---|\n{rows}")
    for name, field in Config.model_fields.items():
        kinds = [kind for kind in (field.annotation, *get_args(field.annotation)) if isinstance(kind, type)]
        table = next((kind for kind in kinds if issubclass(kind, BaseModel)), None)
        if table is None:
            continue
        arguments = get_args(field.annotation)
        # A list of tables, tables by name, or one table.
        head = f"[[{name}]]" if len(arguments) == 1 else f"[{name}.NAME]" if arguments else f"[{name}]"
        said = (table.__doc__ or "").partition(": ")[2]
        rows = [f"| {key} | {_default(one)} | {one.description} |\n" for key, one in table.model_fields.items()]
        parts.append(
            f"## {head}\n\n{said[:1].upper()}{said[1:]}\n\n| key | default | meaning |\n|---|---|---|\n{''.join(rows)}"
        )
    return "\n".join(parts)


def _default(field: object) -> str:
    value = getattr(field, "default", None)
    if getattr(field, "is_required")():  # noqa: B009 - pydantic's FieldInfo
        return "required"
    told = str(value).lower() if isinstance(value, bool) else repr(value)
    return "" if value is None else f"`{told}`".replace("'", '"')


def _block(text: str) -> str:
    return "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines())


def main() -> int:
    """Write the pages, or compare them."""
    stale = [path for path, text in pages().items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        print("".join(f"{path.name} is out of date: run scripts/reference.py\n" for path in stale), end="")
        return 1 if stale else 0
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
