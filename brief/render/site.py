"""The folder of results as a site: a page that lists its editions by month, and a feed of the newest.

The templates stand in `templates/_site`; a theme may have a folder of that name, and what it has there wins. The page
is dressed in the theme's own style, and holds everything it needs: style, fonts, and the script of its search.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import groupby
from zoneinfo import ZoneInfo

from babel import Locale
from markupsafe import Markup

from brief.model import Entry
from brief.render import dates
from brief.render.entries import data_of
from brief.render.html import data_address
from brief.render.links import safe_href
from brief.render.sheets import sheets
from brief.render.theme import Theme, references, with_addresses

#: The names of its files in the folder of results.
INDEX = "index.html"
FEED = "feed.xml"
#: Editions in the feed: a month of them.
_FED = 30
#: Headlines of an edition that the page shows: of the newest, and of each other.
_SHOWN_FIRST, _SHOWN = 6, 3
#: The formats in the order in which they are offered, and what they are called.
NAMES: dict[str, str] = {
    "html": "Page",
    "pdf": "PDF",
    "epub": "EPUB",
    "eml": "Mail",
    "md": "Markdown",
    "txt": "Text",
    "json": "JSON",
}
_MEDIA_TYPES = {"html": "text/html", "pdf": "application/pdf", "epub": "application/epub+zip"}


@dataclass(frozen=True)
class Site:
    """What is told of the whole.

    Attributes: its title; the language of its words; the zone of its days; the web address of the folder of results,
    or None.
    """

    title: str
    language: str
    zone: str
    url: str | None = None

    @property
    def address(self) -> str | None:
        """The web address, ready to be linked, with a slash at its end."""
        href = safe_href(self.url)
        return f"{href.rstrip('/')}/" if href else None


@dataclass(frozen=True)
class Shown:
    """An edition as the templates see it."""

    entry: Entry
    site: Site

    @cached_property
    def day(self) -> str:
        """The day in full."""
        return dates.long_date(self.entry.day, self._locale)

    @cached_property
    def short(self) -> str:
        """The day beside the name of its month: `Mon 23`."""
        return dates.day_of_month(self.entry.day, self._locale)

    @cached_property
    def dated(self) -> str:
        """The day in short: `23 Nov 2026`."""
        return dates.short_date(self.entry.day, self._locale, year=True)

    @cached_property
    def id(self) -> str:
        """The day as its folder is named by it."""
        return self.entry.day.isoformat()

    @cached_property
    def page(self) -> str:
        """Where it is read, as seen from the folder of results."""
        first = next(name for name in NAMES if name in self.entry.formats)
        return self.file(first)

    @cached_property
    def row(self) -> tuple[object, ...]:
        """What the list tells: name of its folder, day, page, title, number, stories, update, and formats as links."""
        entry = self.entry
        links = [(self.file(name), label) for name, label in NAMES.items() if name in entry.formats]
        told = len(entry.headlines)
        return self.id, self.day, self.page, entry.title, entry.number, told, self.updated, links

    @cached_property
    def alternates(self) -> list[tuple[str, str]]:
        """The formats that readers of feeds know, and the media type of each."""
        return [(name, _MEDIA_TYPES[name]) for name in _MEDIA_TYPES if name in self.entry.formats]

    @cached_property
    def changed(self) -> str:
        """When it was last changed, as a feed tells it (RFC 3339, UTC)."""
        return self.entry.updated or _utc(self.entry.generated) or f"{self.entry.day.isoformat()}T00:00:00Z"

    @cached_property
    def published(self) -> str:
        """When it was made first, as a feed tells it."""
        return _utc(self.entry.generated) or f"{self.entry.day.isoformat()}T00:00:00Z"

    @cached_property
    def updated(self) -> str:
        """When it was last made again with other words, for readers in its zone; empty where it was not."""
        if not self.entry.updated:
            return ""
        moment = datetime.fromisoformat(self.entry.updated).astimezone(ZoneInfo(self.site.zone))
        return f"{dates.short_date(moment.date(), self._locale, year=True)}, {moment:%H:%M}"

    def file(self, format: str) -> str:  # noqa: A002  the word users type
        """Return where one of its formats stands, as seen from the folder of results."""
        return f"{self.id}/briefing.{format}"

    def stories(self, count: int | None = None) -> list[tuple[str, str]]:
        """Return its first stories, or all that it tells: where each is read, and its headline."""
        place = f"{self.page}#story-" if "html" in self.entry.formats else ""
        told = enumerate(self.entry.headlines[:count], 1)
        return [(f"{place}{number}" if place else self.page, headline) for number, headline in told]

    @cached_property
    def _locale(self) -> Locale:
        return dates.locale_of(self.site.language)


@dataclass(frozen=True)
class Month:
    """The editions of a month, the newest first."""

    name: str
    place: str
    editions: tuple[Shown, ...]


def index(entries: Sequence[Entry], site: Site, theme: Theme) -> bytes:
    """Return the page that lists editions; it works without its script, and from a disk.

    The template `_site/index.html.jinja` gets `site`; `months`, each with its `editions`; `newest`; `shown`, how many
    headlines the newest and the others show; `options` and `logo` as in a briefing's page; `style`; `script`, that of
    the search; `data`, what that searches in; and `policy`, which allows this style and script and nothing else.
    """
    book = sheets("_site", theme)
    style = theme.style() + book.style()
    style = with_addresses(style, {name: data_address(name, theme.asset(name)) for name in references(style)})
    script = book.look.asset("search.js").decode("utf-8").replace("</", "<\\/")
    logo = theme.logo()
    values = {
        **_values(entries, site),
        "months": _months(_shown(entries, site), dates.locale_of(site.language)),
        "shown": (_SHOWN_FIRST, _SHOWN),
        "options": theme.options,
        "logo": data_address(*logo) if logo else None,
        "direction": dates.direction(site.language),
        "script": Markup(script),  # noqa: S704  the theme's
        "data": Markup(data_of(entries)),  # noqa: S704  holds no `<`
        "policy": _policy(style, script),
    }
    return book.text("index.html", values, style).encode("utf-8")


def feed(entries: Sequence[Entry], site: Site, theme: Theme) -> bytes:
    """Return the newest editions as an Atom feed; the site has an address."""
    values = _values(entries[:_FED], site)
    return sheets("_site", theme).text("feed.xml", values).encode("utf-8")


def _values(entries: Sequence[Entry], site: Site) -> Mapping[str, object]:
    shown = _shown(entries, site)
    return {"site": site, "editions": shown, "newest": shown[0]}


def _shown(entries: Sequence[Entry], site: Site) -> list[Shown]:
    return [Shown(entry, site) for entry in entries]


def _months(shown: Sequence[Shown], locale: Locale) -> list[Month]:
    months = [list(group) for _, group in groupby(shown, lambda one: (one.entry.day.year, one.entry.day.month))]
    return [
        Month(dates.month(ones[0].entry.day, locale), f"m{ones[0].entry.day:%Y-%m}", tuple(ones)) for ones in months
    ]


def _policy(style: str, script: str) -> str:
    hashes = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script))
    return (
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    ).format(*hashes)


def _utc(moment: str) -> str:
    """A moment with an offset as one of UTC; empty for what is none."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    return f"{found.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if found.tzinfo else ""
