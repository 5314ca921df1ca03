"""The folder of results as a site: its index page and its feed, made of what stands there and the edition that comes.

Each edition is known by its `briefing.json`, read once: what the last index page carries of it holds as long as that
file has the same size. An edition without one is known by the index page, else by the name of its folder alone.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from brief.model import Entry
from brief.publish.layout import days_in, formats_in
from brief.render.entries import entries_in, entry_of
from brief.render.site import FEED, INDEX, Site, feed, index
from brief.render.theme import Theme

#: What an index page and a feed of ours say of themselves.
_OURS = (b'<meta name="generator" content="brief">', b"<generator>brief</generator>")
#: Bytes at the start of a file in which it says so: before them stand a policy and a title.
_START = 4_096


@dataclass(frozen=True)
class Coming:
    """The edition that is written with the site.

    Attributes: its JSON; the formats that it has in its folder; the days of editions that are taken away with it; the
    moment (ISO 8601, UTC) of this run, which is told only where the edition has other words than before.
    """

    content: bytes
    formats: frozenset[str]
    gone: frozenset[date]
    now: str


@dataclass(frozen=True)
class Pages:
    """The pages of the site, by their places; and those that are left, since somebody else made them."""

    files: Mapping[Path, bytes]
    foreign: tuple[Path, ...]


def site_files(folder: str, site: Site, theme: Theme, coming: Coming) -> Pages:
    """Return the index page and, where the site has an address, the feed.

    Arguments: the folder of results; what is told of the whole; how it looks; the edition that comes. Nothing but these
    and what stands in the folder counts.
    """
    home = Path(folder)
    entries = sorted(_entries(home, coming), key=lambda entry: entry.day, reverse=True)
    made = {home / INDEX: index(entries, site, theme)}
    if site.address:
        made[home / FEED] = feed(entries, site, theme)
    foreign = tuple(place for place in made if not _is_ours(place))
    return Pages({place: content for place, content in made.items() if place not in foreign}, foreign)


def stale_pages(folder: str, written: Mapping[Path, bytes]) -> list[Path]:
    """Return the pages that an earlier run made, and this one does not write: they would tell of what was."""
    home = Path(folder)
    page, news = home / INDEX, home / FEED
    found = [page] if entries_in(_bytes(page)) else []
    found += [news] if news.is_file() and _is_ours(news) else []
    return [place for place in found if place not in written]


def _entries(home: Path, coming: Coming) -> Iterator[Entry]:
    """Every edition that will stand in the folder."""
    known = entries_in(_bytes(home / INDEX))
    new = entry_of(json.loads(coming.content), coming.formats, len(coming.content))
    there = formats_in(home, new.day)
    before = _entry(home, new.day, there, known.get(new.day)) if there else None
    if before and before.text:
        new = replace(new, updated=before.updated if before.text == new.text else coming.now)
    yield new
    for day in days_in(home):
        formats = formats_in(home, day)
        if day != new.day and day not in coming.gone and formats:
            yield _entry(home, day, formats, known.get(day))


def _entry(home: Path, day: date, formats: Collection[str], known: Entry | None) -> Entry:
    """What is known of an edition that stands in the folder."""
    place = home / day.isoformat() / f"briefing.{'json' if 'json' in formats else min(formats)}"
    size = place.stat().st_size
    if known and ("json" not in formats or (known.text and known.size == size)):
        return replace(known, formats=tuple(sorted(formats)))
    bare = Entry(day, tuple(sorted(formats)), size=size)
    if "json" not in formats:
        return bare
    try:
        found = entry_of(json.loads(_bytes(place)), formats, size)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):  # not ours, or changed by hand
        return bare
    return replace(found, updated=known.updated if known else "") if found.day == day else bare


def _is_ours(place: Path) -> bool:
    """Whether a page may be written: there is none, or one that this program made."""
    return not place.exists() or any(mark in _bytes(place)[:_START] for mark in _OURS)


def _bytes(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except OSError:
        return b""
