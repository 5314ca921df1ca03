"""What `brief build` leaves in the folder of results: the edition, the pages that list all, nothing that is too old."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeAlias

from brief import publish
from brief.cli.console import complain, note
from brief.cli.edition import day_of
from brief.config import Config
from brief.errors import PublishError
from brief.model import Briefing, Story
from brief.publish.keeping import Old, old_editions
from brief.publish.site import Coming, site_files, stale_pages
from brief.render import RENDERERS, render, site
from brief.render.prose import counted
from brief.render.theme import Theme

#: Where the copies of source texts stand in the folder of results, and what they hold, by the ids of their articles.
Copies: TypeAlias = Mapping[str, tuple[str, bytes]]


@dataclass(frozen=True)
class Site:
    """What is written together: files by their places; files that go then; the days whose folders go if empty."""

    files: dict[Path, bytes]
    stale: Sequence[Path] = ()
    gone: frozenset[date] = field(default_factory=frozenset)


def too_old(settings: Config, day: date, keep: int | None) -> Old:
    """Return the editions that go when that of a day is made, and say so.

    Arguments: brief.toml; the day; the days before it of which editions are kept, or None for what brief.toml says.
    A day that is still to come takes away no more than today does: it may be a slip of the finger.
    """
    days = keep or settings.publish.keep
    if not days:
        return Old()
    old = old_editions(settings.path(settings.output.folder), min(day, day_of(settings, None)), days)
    if old.days:
        span = counted(days, "day", "days")
        note(f"{counted(len(old.days), 'edition goes', 'editions go')}, of more than {span} before")
    for place in old.foreign:
        complain(f"{place}: is none of brief's files, and stays")
    return old


def with_copies(settings: Config, briefing: Briefing) -> tuple[Briefing, Copies]:
    """Return an edition that leads to copies of source texts where brief.toml wants them, and these."""
    copies = publish.source_copies(briefing) if settings.publish.sources else {}
    return replace(briefing, copies={one: place for one, (place, _) in copies.items()}), copies


def as_published(settings: Config, briefing: Briefing, formats: Collection[str]) -> Briefing:
    """Return an edition as it stands in the folder of results, which leads to the list of all, and may have an address.

    Arguments: brief.toml; the edition; the formats that it is made in.
    """
    return replace(
        briefing,
        home=publish.HOME,
        front=site.INDEX if settings.publish.index else None,
        address=address_of(settings, briefing.day) if "html" in formats else None,
    )


def address_of(settings: Config, day: date) -> str | None:
    """Return the web address of the page of a day, or None where the site has none."""
    how = settings.edition
    home = site.Site(how.title, how.language, how.zone, settings.publish.url).address
    return f"{home}{publish.page_of(day)}" if home else None


def with_links_that_hold(settings: Config, briefing: Briefing, old: Old) -> Briefing:
    """Return an edition whose stories lead to earlier ones only where these stand, and stay."""
    home = Path(settings.path(settings.output.folder))
    gone = {one.isoformat() for one in old.days}

    def held(story: Story) -> Story:
        page = (story.before or "").partition("#")[0]
        stays = page and page.partition("/")[0] not in gone and (home / page).is_file()
        return story if stays else replace(story, before=None)

    sections = tuple(
        replace(one, stories=tuple(map(held, one.stories)), others=tuple(map(held, one.others)))
        for one in briefing.sections
    )
    return replace(briefing, sections=sections)


def in_folder(
    settings: Config, briefing: Briefing, content: Mapping[str, bytes], theme: Theme, copies: Copies, old: Old
) -> Site:
    """Return what the folder of results gets and loses by an edition.

    Arguments: brief.toml; the edition; its bytes by format; how it looks; copies of source texts; the editions that go.
    Raises PublishError where the folder of the day is a link: what it leads to is not this program's to change.
    """
    folder = settings.path(settings.output.folder)
    place = Path(folder) / briefing.day.isoformat()
    linked = next((one for one in (place, place / publish.SOURCES) if one.is_symlink()), None)
    if linked:
        raise PublishError(f"{linked}: is a link to elsewhere; move it away, so that the edition can stand there")
    files = _edition(folder, briefing, content, theme, copies)
    if settings.publish.index:
        files |= _pages(folder, settings, briefing, content, theme, old.days)
    stale = publish.stale_files(folder, briefing.day, list(RENDERERS), content)
    stale += publish.stale_sources(folder, briefing.day, files) + stale_pages(folder, files)
    return Site(files, [*stale, *old.files], old.days)


def _edition(
    folder: str, briefing: Briefing, content: Mapping[str, bytes], theme: Theme, copies: Copies
) -> dict[Path, bytes]:
    """The files of an edition; the latest page lies in the folder itself, so its links to earlier days are others.

    Copies of source texts are there where the page leads to them.
    """
    if "html" not in content:
        return publish.edition_files(folder, briefing.day, content)
    goes_on = bool(copies or briefing.front) or any(story.before for story in briefing.stories)
    moved = {"html": render(replace(briefing, home=""), "html", theme)} if goes_on else {}
    files = publish.edition_files(folder, briefing.day, content, moved)
    return files | {Path(folder) / place: copy for place, copy in copies.values()}


def _pages(
    folder: str, settings: Config, briefing: Briefing, content: Mapping[str, bytes], theme: Theme, gone: frozenset[date]
) -> Mapping[Path, bytes]:
    """The pages that list all editions; what somebody else made in their places stays, and is told."""
    coming = Coming(
        content.get("json") or render(briefing, "json", theme),
        frozenset(content),
        gone,
        f"{_now(briefing):%Y-%m-%dT%H:%M:%SZ}",
    )
    pages = site_files(folder, _site(settings, briefing), theme, coming)
    for place in pages.foreign:
        complain(f"{place}: brief did not make it, so it stays; move it away, or set [publish] index = false")
    return pages.files


def _site(settings: Config, briefing: Briefing) -> site.Site:
    return site.Site(briefing.title, briefing.language, briefing.zone, settings.publish.url)


def _now(briefing: Briefing) -> datetime:
    """The moment of this run: SOURCE_DATE_EPOCH, which the edition has then, else the clock's."""
    return briefing.generated.astimezone(UTC) if os.environ.get("SOURCE_DATE_EPOCH") else datetime.now(UTC)
