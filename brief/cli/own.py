"""The commands about a briefing of one's own: init, add, config."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from brief.cli.console import emit, emit_json, note
from brief.cli.options import answers, chatter
from brief.cli.options import config as with_config
from brief.cli.settings import configuration, known_names
from brief.cli.zones import known_zone
from brief.errors import UsageError
from brief.render.prose import counted

if TYPE_CHECKING:
    from brief.project import Entry, Setting

# Longer values of `brief config` would push where they come from off the screen.
_WIDEST = 60


@click.command()
@click.argument("folder", metavar="[DIR]", default=".")
@click.option("--title", metavar="T", help="Title of the briefing.")
@click.option("--zone", metavar="ZONE", help="Time zone whose day it is, such as Europe/Zurich; with --yes: UTC.")
@click.option("--language", metavar="CODE", help="Language of the page, such as en.")
@click.option("--theme", metavar="NAME", help="Theme that your own one changes; see `brief theme list`.")
@click.option("--source", "source", multiple=True, metavar="SOURCE", help="A first source. Repeats.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing; take the defaults for what no option says.")
@chatter
def init(folder: str, source: tuple[str, ...], yes: bool, **options: str | None) -> None:
    """Begin a briefing of your own: a brief.toml with comments, a theme to change, a .gitignore.

    On a terminal it asks for what no option says. It changes nothing that is there.

    \b
    Examples:
      brief init
      brief init morning --yes --zone Europe/Zurich --source https://www.example.org/feed.xml
    """
    from brief.config import Config
    from brief.project import CONFIG, Beginning, begin

    if (Path(folder) / CONFIG).exists():  # before anything is asked
        raise UsageError(f"{Path(folder) / CONFIG}: exists; nothing was written")
    if not yes and not sys.stdin.isatty():
        raise UsageError("standard input is no terminal to ask on: add --yes, and what you want by options")
    usual = Config()
    own, look = usual.edition, usual.output.theme
    title = options["title"] or (own.title if yes else _asked("Title", own.title))
    zone = known_zone(options["zone"]) if options["zone"] else own.zone if yes else _asked_zone()
    language = options["language"] or (own.language if yes else _asked("Language", own.language))
    theme = options["theme"] or (look if yes else _asked("Theme (see `brief theme list`)", look))
    if not yes and not source:
        first = _asked_source(Path(folder))
        source = (first,) if first else ()
    located = tuple(_entries(one, Path(folder), expand=False)[0].location for one in source)
    written, kept = begin(Path(folder), Beginning(title, zone, language, theme, located), known_names())
    emit("".join(f"{path}\n" for path in written))
    for path in kept:
        note(f"{path}: exists, and stays as it is; let it name /output/ and /.brief/")
    where = "" if folder == "." else f"cd {folder} && "
    note(f"next: {where}{'brief build' if located else 'brief add ADDRESS, then brief build'}")


@click.command()
@click.argument("source", nargs=-1, required=True, metavar="SOURCE...")
@with_config
@click.option("--name", metavar="NAME", help="Outlet, where the articles name none.")
@click.option("--section", metavar="NAME", help="Section of all its articles.")
@click.option("--weight", type=float, metavar="X", help="How much it counts beside the 1 of the others.")
@click.option(
    "--full-text",
    type=click.Choice(["auto", "always", "never"]),
    help="Whether pages of a feed's items are fetched.",
)
@click.option("--expand", is_flag=True, help="Add each feed of an OPML file, with its section, instead of the file.")
@chatter
def add(source: tuple[str, ...], config: str | None, expand: bool, **options: Any) -> None:
    """Add sources to brief.toml: addresses, files, folders, globs. Its comments stay.

    An OPML file is added as it is, and read anew for every edition. Nothing is fetched; `brief sources --check` asks
    what was added.

    \b
    Examples:
      brief add https://www.example.org/feed.xml --name "The Example" --section world
      brief add feeds.opml --expand
    """
    from brief.project import CONFIG, added

    file = Path(config or CONFIG)
    if not file.is_file():
        raise UsageError(f"{file}: no such file; brief init makes one")
    entries = [entry for one in source for entry in _entries(one, file.parent, expand=expand, **options)]
    new, old = added(file, entries, known_names(), skipping=expand)
    emit("".join(f"{one.location}\n" for one in new))
    if old:
        note(f"{counted(len(old), 'source was', 'sources were')} in {file} already")


@click.command("config")
@with_config
@click.option("--show", is_flag=True, help="Print every value, and where it comes from (the default).")
@click.option("--schema", "is_schema", is_flag=True, help="Print the JSON Schema of brief.toml, for editors.")
@answers("text", "json")
@chatter
def show_config(config: str | None, show: bool, is_schema: bool, output: str) -> None:
    """Print the configuration as it is taken: each value, and the line it comes from.

    \b
    Examples:
      brief config --show
      brief config --schema > brief.schema.json
    """
    from brief.project import CONFIG, schema, settings_of

    if is_schema and show:
        raise UsageError("--show and --schema are two answers; ask for one")
    if is_schema:
        emit_json(schema())
        return
    found = configuration(config)
    file = Path(config or CONFIG)
    rows = settings_of(found, file if file.is_file() else None)
    if output == "json":
        emit_json([{"key": one.key, "value": _shown(one), "from": one.origin} for one in rows])
        return
    told = [(f"{one.key} = {_toml(_shown(one))}", one.origin) for one in rows]
    width = min(_WIDEST, max(len(text) for text, _ in told))
    emit("".join(f"{text:<{width}}  {origin}\n" for text, origin in told))


def _asked(what: str, usual: str) -> str:
    return str(click.prompt(what, default=usual, show_default=bool(usual), err=True)).strip()


def _asked_zone() -> str:
    """The zone that the user names; one that is none is asked for again."""

    def checked(text: str) -> str:
        try:
            return known_zone(text)
        except UsageError as error:
            raise click.BadParameter(str(error)) from error

    return str(click.prompt("Time zone, such as Europe/Zurich", value_proc=checked, err=True))


def _asked_source(folder: Path) -> str:
    """The first source that the user names, or ""; one that is none is asked for again."""

    def checked(text: str) -> str:
        try:
            return text.strip() and _entries(text.strip(), folder, expand=False)[0].location and text.strip()
        except UsageError as error:
            raise click.BadParameter(str(error)) from error

    return str(
        click.prompt(
            "Address of a first feed, or nothing", default="", show_default=False, value_proc=checked, err=True
        )
    )


def _location(given: str, folder: Path) -> str:
    """A source as brief.toml names it: a path as seen from its folder, with `/`; anything else as it is."""
    from brief.ingest import is_path

    if given == "-":
        raise UsageError("-: standard input is no source for brief.toml; name files, folders or addresses")
    if not is_path(given) or Path(given).is_absolute():
        return given.strip()
    return Path(os.path.relpath(given, folder)).as_posix()


def _entries(given: str, folder: Path, *, expand: bool, **options: Any) -> list[Entry]:
    """The entries that a source stands for. Raises UsageError where there is no such source."""
    from brief import ingest
    from brief.errors import ItemError
    from brief.model import Source
    from brief.project import Entry

    place = _location(given, folder)
    try:
        found = ingest.locate(Source("files", given))
    except ItemError as error:
        raise UsageError(f"{error}; nothing was written") from error
    feeds = [one for one in found if one.kind == ingest.WEB and one.location != given.strip()]
    if not expand or not feeds:
        return [Entry(place, **options)]
    return [
        Entry(one.location, **options | {key: options[key] or getattr(one, key) for key in ("name", "section")})
        for one in feeds
    ]


def _shown(one: Setting) -> Any:
    """A value that may be printed: an address may hold a password."""
    from brief.http import without_password

    is_address = isinstance(one.value, str) and "://" in one.value
    return without_password(one.value) if is_address else one.value


def _toml(value: Any) -> str:
    return "(none)" if value is None else json.dumps(value, ensure_ascii=False)
