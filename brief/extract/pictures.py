"""The lead picture of a web page: where it is to be had, what it shows, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from brief.extract.page_facts import words_of
from brief.extract.values import plain
from brief.model import Picture

_SAID = (
    "//meta[@property='og:image' or @property='og:image:url' or @property='og:image:secure_url']/@content",
    "//meta[@name='twitter:image' or @property='twitter:image' or @name='twitter:image:src']/@content",
    "//link[@rel='image_src']/@href",
)
_SHOWN = "(//article//figure//img | //main//figure//img | //figure//img)[position() < 4]"
_ALT = (
    "//meta[@property='og:image:alt']/@content",
    "//meta[@name='twitter:image:alt' or @property='twitter:image:alt']/@content",
)
#: Names of files that show the outlet and not the story.
_NO_PICTURE = re.compile(
    r"(?:^|[/_.-])(?:logos?|placeholder|default|blank|spacer|avatar|favicon|sprite|pixel|icon|share[-_]?image|og[-_]image)"
    r"(?:[/_.-]|$)",
    re.IGNORECASE,
)
#: What says whose a picture is, in the words under it.
_CREDIT = re.compile(
    r"(?:^|[.!?|(\[] ?|\s)(?:(?:photo(?:graph)?|image|picture|foto|bild|crédit|credit)s?"
    r"(?: (?:credit|courtesy|copyright|by|of|von|par))?\s?[:/]\s?"
    r"|(?:photo|image|picture|foto)s? (?:credit|courtesy|copyright|by|von)\s|©\s?)"
    r"(?P<credit>[^()\[\]|]{2,80}?)\s?(?:[)\]|]|\.?\s*$)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\((?P<credit>[^()]{2,60}/[^()]{2,60}|AP Photo[^()]{0,60}|Getty[^()]{0,60})\)\s*$")
_CREDIT_ELEMENTS = (
    ".//*[contains(@class, 'credit') or contains(@class, 'copyright') or contains(@itemprop, 'copyrightHolder')]"
)
_LONGEST_ADDRESS = 2_000
_LONGEST = 300


def picture_of(tree: Any, news: dict[str, Any], base: str | None) -> Picture | None:
    """Return the lead picture of a page, or None.

    Arguments: the page; its description of its article; its address, for addresses that are given in part.
    Its own words come first (og:image, the description), then the first figure in it.
    """
    for address in _addresses(tree, news):
        url = _whole(address, base)
        if url is None:
            continue
        shown = _image(tree, url)
        alt = (shown is not None and shown.get("alt")) or next(iter([v for p in _ALT for v in tree.xpath(p)]), "")
        credit = _stated_credit(news) or _credit(shown)
        return Picture(url, _line(str(alt)), _line(credit))
    return None


def _addresses(tree: Any, news: dict[str, Any]) -> Iterator[str]:
    image = news.get("image")
    said = [str(value) for path in _SAID[:1] for value in tree.xpath(path)]
    yield from said
    for one in image if isinstance(image, list) else [image]:
        address = (one.get("url") or one.get("contentUrl")) if isinstance(one, dict) else one
        if isinstance(address, str):
            yield address
    yield from (str(value) for path in _SAID[1:] for value in tree.xpath(path))
    for element in tree.xpath(_SHOWN):
        yield element.get("src") or element.get("data-src") or ""


def _whole(address: str, base: str | None) -> str | None:
    """The address of a picture in full; None for what is no web address, or shows only the outlet."""
    address = unescape(address.strip())
    try:
        url = urljoin(base or "", address)
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:  # a broken host
        return None
    sound = address and len(url) <= _LONGEST_ADDRESS and parts.scheme in ("http", "https") and host
    if not sound or any(c.isspace() for c in url):
        return None
    return None if _NO_PICTURE.search(parts.path.rpartition("/")[2]) else url


def _image(tree: Any, url: str) -> Any:
    """The element that shows a picture in the page: the same file, whatever its size; else None."""
    name = urlsplit(url).path.rpartition("/")[2]
    if not name:
        return None
    for element in tree.iter("img"):
        for attribute in ("src", "data-src", "srcset", "data-srcset"):
            if name in (element.get(attribute) or ""):
                return element
    return None


def _stated_credit(news: dict[str, Any]) -> str:
    image = news.get("image")
    one = image[0] if isinstance(image, list) and image else image
    if not isinstance(one, dict):
        return ""
    return next(
        (said for key in ("creditText", "copyrightHolder", "creator", "author") if (said := plain(one.get(key)))), ""
    )


def _credit(shown: Any) -> str:
    """Whose a picture is, by the words under it: an element of that name, else a form of words."""
    figure = next(iter(shown.iterancestors("figure")), None) if shown is not None else None
    if figure is None:
        return ""
    for element in figure.xpath(_CREDIT_ELEMENTS):
        if said := words_of(element):
            found = _CREDIT.fullmatch(said) or _CREDIT.search(said)
            return found["credit"] if found else said
    caption = next((words_of(element) for element in figure.iter("figcaption")), "")[-_LONGEST:]
    found = _CREDIT.search(caption) or _IN_BRACKETS.search(caption)
    return found["credit"].strip() if found else ""


def _line(text: str) -> str:
    """A text in one line, of a length that a page can show."""
    return " ".join(unescape(text).split())[:_LONGEST]
