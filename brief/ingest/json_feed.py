"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/), which feedparser does not read."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Mapping
from typing import Any

from brief.errors import Unreadable
from brief.ingest.addresses import SCHEMES
from brief.ingest.items import Feed, Item, as_html
from brief.ingest.newest import moment_of
from brief.ingest.records import parsed
from brief.ingest.sniff import markup_text
from brief.model import Picture
from brief.text.characters import without_surrogates

_VERSION = re.compile(r"^\s*(?:https?://)?(?:www\.)?jsonfeed\.org/version/1", re.IGNORECASE)
_LOOKS = re.compile(r"\{.*?jsonfeed\.org\\?/version", re.DOTALL)
# A larger file is one of records, of which one may name the format.
LARGEST = 20_000_000
_WHERE_VERSIONS_STAND = 2_000


def looks_like_json_feed(content: bytes) -> bool:
    """Return whether some bytes are a JSON Feed, by their beginning or by the version they name anywhere."""
    if content.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] != b"{":
        return False
    if _LOOKS.match(markup_text(content[:_WHERE_VERSIONS_STAND]).strip()):
        return True
    return len(content) < LARGEST and b"jsonfeed.org" in content and _is_feed(_parsed(content))


def read_json_feed(where: str, content: bytes) -> Feed:
    """Return a JSON Feed with its items, in their order; what has another type than it should is not given.

    Arguments: the feed's address or path, for messages; its bytes, in UTF-8 as the format has it.
    Raises Unreadable for what is none, or is broken.
    """
    found = _parsed(content)
    if found is None:
        raise Unreadable(where, "is not JSON: cut off or broken")
    if not _is_feed(found):
        raise Unreadable(where, "is JSON, but not a JSON Feed")
    items = found.get("items")
    author = _authors(found)
    return Feed(
        title=html.escape(_text(found.get("title")), quote=False),
        home=_text(found.get("home_page_url")),
        language=_text(found.get("language")),
        items=tuple(
            _item(item, author) for item in (items if isinstance(items, list) else []) if isinstance(item, dict)
        ),
    )


def _item(item: Mapping[str, Any], author: str) -> Item:
    whole = _text(item.get("content_html")) or as_html(_text(item.get("content_text")))
    published = _text(item.get("date_published")) or _text(item.get("date_modified"))
    moment = moment_of(published)
    tags = item.get("tags")
    return Item(
        guid=_text(item.get("id")),
        # An external address is what a post is about, the address its own page; so has the format it.
        link=_text(item.get("url")) or _text(item.get("external_url")) or _address(_text(item.get("id"))),
        title=html.escape(_text(item.get("title")), quote=False),
        html=whole or as_html(_text(item.get("summary"))),
        whole=bool(whole),
        published=published,
        moment=moment.isoformat() if moment else "",
        author=_authors(item) or author,
        categories=tuple(filter(None, map(_text, tags if isinstance(tags, list) else []))),
        language=_text(item.get("language")),
        picture=_picture(item),
    )


def _picture(item: Mapping[str, Any]) -> Picture | None:
    given = (item.get("image"), item.get("banner_image"))
    address = next((one.strip() for one in given if isinstance(one, str)), "")
    attached = item.get("attachments")
    for one in attached if isinstance(attached, list) else []:
        if not address and isinstance(one, dict) and _text(one.get("mime_type")).startswith("image/"):
            address = _text(one.get("url"))
    return Picture(address) if address else None


def _authors(holder: Mapping[str, Any]) -> str:
    """The names of the authors: a list in version 1.1, one in version 1."""
    authors = holder.get("authors")
    given = [*(authors if isinstance(authors, list) else []), holder.get("author")]
    names = [_text(one.get("name")) for one in given if isinstance(one, dict)]
    return ", ".join(dict.fromkeys(filter(None, names)))


def _address(text: str) -> str:
    return text if text.lower().startswith(SCHEMES) else ""


def _text(value: Any) -> str:
    """A field as text; some write the id as a number."""
    if isinstance(value, float) and (not math.isfinite(value) or value.is_integer()):
        value = int(value) if math.isfinite(value) else ""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return without_surrogates(str(value)).strip()
    return ""


def _is_feed(found: Any) -> bool:
    return isinstance(found, dict) and bool(_VERSION.match(_text(found.get("version"))))


def _parsed(content: bytes) -> Any:
    """The JSON value, or None where it is none."""
    return parsed(markup_text(content).removeprefix("\ufeff"))
