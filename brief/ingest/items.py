"""The items of a feed, whatever its form, become documents: which of them, by what key, and with which address."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin

from brief.errors import Empty
from brief.http import without_password
from brief.ingest.addresses import absolute, canonical
from brief.ingest.newest import MOST, moment_of, newest
from brief.ingest.sites import site_name
from brief.ingest.teasers import are_short, is_teaser, rough_text
from brief.model import Document, Picture, Source

MEDIA_TYPE = "application/vnd.brief.item+json"
# A picture that so many items show is the mark of the site or podcast, not of a story.
MANY = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One item as its feed gives it; what it does not give is empty.

    Attributes:
        guid: what the feed knows it by.
        link: the address of its page, relative perhaps.
        title, html: as HTML.
        whole: whether the text is given as the item's content, not as a summary of it.
        published: its date as stated.
        moment: the same in ISO 8601 and UTC, where the reader of the feed understood it.
        base: the address that links in it are relative to, itself relative perhaps.
    """

    guid: str = ""
    link: str = ""
    title: str = ""
    html: str = ""
    whole: bool = False
    published: str = ""
    moment: str = ""
    author: str = ""
    categories: tuple[str, ...] = ()
    language: str = ""
    site: str = ""
    base: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read: its title as HTML, the address of its site, its language, its items in their order."""

    title: str
    home: str
    language: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """An item with what is known of it: its place in the feed, title and text on one line, address, key."""

    item: Item
    place: int
    title: str
    text: str
    url: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class _About:
    """What is known of a feed: where its links start, language, name, whether all texts are short, its own pictures."""

    start: str
    language: str
    site: str
    short: bool
    logos: frozenset[str]


def as_html(text: str) -> str:
    """Return a plain text as HTML; a blank line ends a paragraph."""
    return re.sub(r"\n[ \t\r]*\n\s*", "<br><br>", html.escape(text, quote=False))


def documents_of_feed(source: Source, feed: Feed, url: str, fetched: datetime | None = None) -> tuple[Document, ...]:
    """Return one document for each item of a feed that has a title or a text: the newest, in the order of the feed.

    An item is known by its guid, else its address, else by what it says; of several with one key the newest stays. A
    guid that items with different titles and addresses share is none.

    Arguments: the source; the feed; the address or path it was found at; when it was fetched.
    Raises Empty for a feed without such items.
    """
    known = [
        _Known(item, place, rough_text(item.title), rough_text(item.html)) for place, item in enumerate(feed.items)
    ]
    known = [one for one in known if one.title or one.text]
    if not known:
        raise Empty(
            without_password(url),
            "is a feed without items" if not feed.items else "is a feed of items without any text",
        )
    start = absolute(url, "") or absolute(feed.home, "") or ""
    known = _keyed(_addressed(feed, known, start))
    known = [known[place] for place in newest([moment_of(one.item.moment) for one in known], MOST)]
    short = are_short([len(one.text) for one in known])
    pictures = Counter(one.item.picture.url for one in known if one.item.picture)
    logos = frozenset(address for address, times in pictures.items() if times >= MANY)
    about = _About(start, feed.language, site_name(feed.title, feed.home or url), short, logos)
    return tuple(
        Document(
            source=source,
            location=one.url or f"{without_password(url)}#{one.place + 1}",
            media_type=MEDIA_TYPE,
            content=_content(one, about),
            fetched=fetched,
            url=one.url,
        )
        for one in known
    )


def _content(one: _Known, about: _About) -> bytes:
    item = one.item
    picture = item.picture if item.picture and item.picture.url not in about.logos else None
    address = absolute(_base(item, about.start), picture.url) if picture else None
    fields = {
        "key": one.key,
        "url": one.url,
        "title": item.title,
        "html": item.html,
        "published": item.published,
        "moment": item.moment,
        "author": item.author,
        "categories": item.categories,
        "language": item.language or about.language,
        "position": one.place,
        "site": site_name(item.site, ""),
        "feed": about.site,
        "picture": {"url": address, "alt": picture.alt, "credit": picture.credit} if picture and address else None,
        "teaser": is_teaser(one.text, titled=bool(one.title), summary=about.short or not item.whole),
    }
    told = {name: value for name, value in fields.items() if value not in ("", (), None)}
    return json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _base(item: Item, url: str) -> str:
    """The address that the links of an item are relative to."""
    try:
        return urljoin(url, item.base)
    except ValueError:
        return url


def _addressed(feed: Feed, known: list[_Known], url: str) -> list[_Known]:
    """Items with the address of their page; what is the address of the whole site is none.

    Where several share an address, the parts behind `#` tell them apart, and stay in all addresses of the feed. Where
    these do not, the address is no item's when three and more with different titles have it, as the page of a podcast;
    of two, one is an update, and the newer has it.
    """
    general = {canonical(page) for page in (absolute(url, feed.home), absolute(url, url)) if page}
    found = [absolute(_base(item, url), item.link) if item.link else None for item in (one.item for one in known)]
    pages = [canonical(page) if page else None for page in found]
    known = [replace(one, url=None if page in general else page) for one, page in zip(known, pages, strict=True)]
    if any(_with_parts(numbers, found) for numbers in _shared(known)):
        known = [
            replace(one, url=canonical(page, fragment=True)) if one.url and page else one
            for one, page in zip(known, found, strict=True)
        ]
    for numbers in _shared(known):
        dates = [moment_of(known[number].item.moment) for number in numbers]
        newer = numbers[newest(dates, 1)[0]] if len(numbers) <= 2 else None  # noqa: PLR2004 - see above
        for number in numbers:
            known[number] = replace(known[number], url=known[number].url if number == newer else None)
    return known


def _shared(known: list[_Known]) -> list[list[int]]:
    """The places of items with one address, several titles and several guids, address by address."""
    sharing: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(known):
        if one.url:
            sharing[one.url].append(number)
    several = []
    for numbers in sharing.values():
        titles = {known[number].title.casefold() for number in numbers}
        guids = {known[number].item.guid or known[number].title.casefold() for number in numbers}
        if min(len(titles), len(guids)) > 1:
            several.append(numbers)
    return several


def _with_parts(numbers: list[int], found: list[str | None]) -> bool:
    """Whether what stands behind `#` tells some items of one page apart."""
    return len({canonical(found[number] or "", fragment=True) for number in numbers}) > 1


def _keyed(known: list[_Known]) -> list[_Known]:
    """Items with their keys, each key once."""
    sharing: dict[str, set[tuple[str | None, str]]] = defaultdict(set)
    for one in known:
        if one.item.guid:
            sharing[one.item.guid].add((one.url, one.title.casefold()))
    best: dict[str, _Known] = {}
    for one in known:
        shared = sharing[one.item.guid] if one.item.guid else set()
        distinct = min(len({page for page, _ in shared}), len({title for _, title in shared}))
        key = (one.item.guid if distinct == 1 else "") or one.url or _hashed(one.item)
        before = best.get(key)
        if before is None or _is_newer(one.item, before.item):
            best[key] = replace(one, key=key)
    return sorted(best.values(), key=lambda one: one.place)


def _is_newer(one: Item, other: Item) -> bool:
    mine, others = moment_of(one.moment), moment_of(other.moment)
    return mine is not None and (others is None or mine > others)


def _hashed(item: Item) -> str:
    """A key of what an item says."""
    return hashlib.sha256(f"{item.title}\n{item.html}".encode("utf-8", "replace")).hexdigest()[:32]
