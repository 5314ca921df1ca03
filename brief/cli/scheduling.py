"""`brief schedule`: the files that have an edition made every morning."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from brief import __version__
from brief.cli.console import emit, note
from brief.cli.options import chatter
from brief.cli.options import config as with_config
from brief.cli.settings import configuration
from brief.cli.zones import known_zone
from brief.errors import UsageError
from brief.schedule import KINDS

if TYPE_CHECKING:
    from brief.config import Config
    from brief.schedule import Plan

_STORE = ".brief/store.sqlite"
#: A requirement that always installs the same: a version, or a commit by its full name.
_EXACT = re.compile(r"[\w.-]+(\[[\w,.-]+\])?\s*(==\s*[\w.+!]+|@\s*\S+@[0-9a-f]{40}(#\S*)?)")
#: What is left to do once the files are there.
_THEN = {
    "github": "next: commit it with brief.toml, and see what its head says about Pages",
    "gitlab": "next: commit it with brief.toml, and make the schedules that its head names",
    "systemd": "next: systemctl --user daemon-reload && systemctl --user enable --now brief.timer;"
    " for mornings on which you are not logged in: loginctl enable-linger",
    "cron": "next: (crontab -l; cat brief.cron) | crontab -",
}


@click.command()
@click.argument("kind", type=click.Choice(tuple(KINDS)), metavar="|".join(KINDS))
@click.option("--at", default="06:30", show_default=True, metavar="HH:MM", help="Time of day of the edition.")
@click.option("--zone", metavar="ZONE", help="Time zone of that time; default: that of brief.toml.")
@with_config
@click.option(
    "--install",
    metavar="REQUIREMENT",
    help="What pip installs in CI: an exact version or commit; default: this one.",
)
@click.option("--write", is_flag=True, help="Write the files where they belong, and change none that is there.")
@click.option("--force", is_flag=True, help="With --write: replace files that are there.")
@chatter
def schedule(kind: str, at: str, config: str | None, write: bool, force: bool, **options: str | None) -> None:
    """Print or write the files that have an edition made every morning.

    Call it in the folder that the run starts in: for GitHub and GitLab the top of the repository.

    \b
    Examples:
      brief schedule github --at 06:30 --zone Europe/Zurich --write
      brief schedule systemd --write
      brief schedule cron
    """
    from brief import publish
    from brief.schedule import KEEP, Local, Plan, clock, files_of, installed_from, requirement_of

    settings, origin = configuration(config), installed_from()
    own = settings.edition.zone
    zone = known_zone(options["zone"] or own)
    store = settings.path(settings.store) if settings.store else _STORE
    words = (*(("-c", config) if config else ()), *(() if settings.store else ("--store", store)))
    plan = Plan(
        at=clock(at),
        zone=zone,
        words=words,
        package=_exact(options["install"] or requirement_of(origin)),
        store=store,
        folder=settings.path(settings.output.folder),
        local=Local(str(Path.cwd()), (sys.executable, "-m", "brief")),
        delivers=bool(settings.deliver.sender or settings.deliver.webhook),
        keep=settings.publish.keep or KEEP,
    )
    if kind in ("github", "gitlab"):
        _require_inside(config, plan)
        if "dir_info" in origin and not options["install"]:
            note("this program is from a folder, which no runner has: name a commit of it by --install")
    files = files_of(kind, plan)
    _tell_zone(settings, zone)
    _tell_sources(settings, in_repository=kind in ("github", "gitlab"))
    if not write:
        emit(_printed(files))
        return
    home = _units() if kind == "systemd" else Path()
    placed = {home / name: text.encode() for name, text in files.items()}
    there = [str(path) for path in placed if path.exists()]
    if there and not force:
        raise UsageError(f"{', '.join(there)}: exists; nothing was written; --force replaces it")
    publish.write(placed)
    emit("".join(f"{path}\n" for path in placed))
    note(_THEN[kind])


def _exact(requirement: str) -> str:
    if not _EXACT.fullmatch(requirement.strip()):
        raise UsageError(
            f"--install {requirement!r} may change from day to day; name a version (brief-morning=={__version__})"
            " or a commit (brief-morning @ git+https://…@ and its 40 digits)"
        )
    return requirement.strip()


def _require_inside(config: str | None, plan: Plan) -> None:
    """Raise UsageError where something that the run needs is not in the repository."""
    for what, path in (("brief.toml", config), ("the store", plan.store), ("the folder of results", plan.folder)):
        if path and (PurePath(path).is_absolute() or ".." in PurePath(path).parts or PurePath(path) == PurePath()):
            raise UsageError(f"{what}, {path!r}, is not below this folder; call this at the top of the repository")


def _tell_zone(settings: Config, zone: str) -> None:
    own = settings.edition.zone
    if zone != own:
        note(f"the edition's day is that of {own}; for {zone}, set [edition] zone in brief.toml")
    elif zone == "UTC":
        note("the time is in UTC; for another zone, set [edition] zone in brief.toml")


def _tell_sources(settings: Config, *, in_repository: bool) -> None:
    """Say where the run would have nothing to read."""
    from brief.ingest import is_path

    if not settings.source:
        note("no source is configured yet: brief init, and brief add ADDRESS")
    for one in settings.source:
        path = PurePath(settings.path(one.location))
        if in_repository and is_path(one.location) and (path.is_absolute() or ".." in path.parts):
            note(f"{one.location}: is not below this folder, and so not there when the run starts")


def _printed(files: Mapping[str, str]) -> str:
    """The files one after the other; where there are several, each below its name."""
    if len(files) == 1:
        return "".join(files.values())
    return "\n".join(f"# {name}\n{text}" for name, text in files.items())


def _units() -> Path:
    """Where systemd looks for the units of a user."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"
