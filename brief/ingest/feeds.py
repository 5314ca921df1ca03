"""RSS 0.9x, 1.0 and 2.0 and Atom: the only door to feedparser.

feedparser is given a stream of bytes and nothing else: given bytes or a text it opens what that names. The text it sees
is decoded here, has no document type, and is UTF-8, so that what it makes of encodings and entities does not matter.
It neither cleans HTML nor resolves links in it, which would take half its time.
"""

from __future__ import annotations

import html
import io
import re
import warnings
from calendar import timegm
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.parsers import expat

from brief.errors import Unreadable
from brief.ingest.addresses import SCHEMES
from brief.ingest.items import Feed, Item, as_html
from brief.ingest.newest import pruned
from brief.ingest.sniff import feed_text, markup_text, mended
from brief.model import Picture

# What is not well-formed is read by a parser that takes a second a megabyte, and is quadratic in the depth.
LARGEST_BROKEN = 2_000_000
DEEPEST_BROKEN = 500
# Of 38 real feeds in XML none has a tag with more than 6 attributes or declares more than 52 namespaces; feedparser
# looks through all of them for every tag.
MOST_ATTRIBUTES = 1_000
MOST_NAMESPACES = 5_000
_TAG = re.compile(r"<(?:!\[CDATA\[|(/?)[A-Za-z][^<>]{0,2000}?(/?)>)")
_HEADERS = {"content-type": "application/xml; charset=utf-8"}
_NAMES = "p|br|a|b|i|em|strong|div|span|img|ul|ol|li|h[1-6]|blockquote|figure|table|hr"
_TAGS = re.compile(rf"</?(?:{_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ESCAPED_TAGS = re.compile(rf"&lt;/?(?:{_NAMES})(?:\s[^<>]{0, 500}?)?/?&gt;", re.IGNORECASE)
_BEHIND_MAIL = re.compile(r"[\w.@+-]*\s*\(([^()]+)\)?")
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|[?#])", re.IGNORECASE)


def read_feed(where: str, content: bytes, charset: str | None = None) -> Feed:
    """Return a feed with its items, in their order.

    Arguments: the feed's address or path, for messages; its bytes; the encoding that came from outside, or None.
    Raises Unreadable for what is no feed, or is too broken to be read.
    """
    text = feed_text(markup_text(content, charset))
    if text is None:
        raise Unreadable(where, "is not a feed")
    text = pruned(mended(text))
    found = _parsed(where, text)
    feed, entries = dict(found["feed"]), [dict(entry) for entry in found["entries"]]
    if not found["version"] and not entries:
        raise Unreadable(where, "is not a feed")
    if found["bozo"] and not entries:
        raise Unreadable(where, "is a feed that is broken or cut off before its first item")
    return Feed(
        title=_html(feed.get("title_detail")),
        home=_alternate(feed) or "",
        language=str(feed.get("language") or ""),
        items=tuple(_item(entry) for entry in entries),
    )


def _parsed(where: str, text: str) -> Any:
    """What feedparser makes of a text."""
    content = text.encode("utf-8")
    try:
        _check(where, content)
    except expat.ExpatError as error:
        if len(content) > LARGEST_BROKEN or _deep(text):
            raise Unreadable(where, f"is broken XML: {expat.ErrorString(error.code)} in line {error.lineno}") from error
    import feedparser

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its own old names, and those of the modules it uses
            return feedparser.parse(
                io.BytesIO(content), response_headers=_HEADERS, sanitize_html=False, resolve_relative_uris=False
            )
    except Exception as error:  # of any kind: it says nowhere what it raises
        raise Unreadable(where, f"is a feed that cannot be taken apart ({type(error).__name__})") from error


def _check(where: str, content: bytes) -> None:
    """Take XML apart and keep nothing. Raises Unreadable where it is out of all proportion, ExpatError where broken."""
    spaces = 0

    def on_element(_name: str, attributes: list[str]) -> None:
        if len(attributes) > 2 * MOST_ATTRIBUTES:
            raise Unreadable(where, f"has a tag with more than {MOST_ATTRIBUTES:,} attributes")

    def on_space(_prefix: str | None, _address: str) -> None:
        nonlocal spaces
        spaces += 1
        if spaces > MOST_NAMESPACES:
            raise Unreadable(where, f"declares more than {MOST_NAMESPACES:,} namespaces")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.ordered_attributes = True
    parser.StartElementHandler = on_element
    parser.StartNamespaceDeclHandler = on_space
    parser.Parse(content, True)


def _deep(text: str) -> bool:
    """Whether tags stand deeper inside one another than in any feed, or are never closed."""
    depth = 0
    for tag in _TAG.finditer(text):
        if tag[1] is not None:
            depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth > DEEPEST_BROKEN:
            return True
    return False


def _item(entry: dict[str, Any]) -> Item:
    body, whole = _body(entry)
    guid = str(entry.get("id") or "").strip()
    stated, parsed = _moment(entry)
    source = entry.get("source")
    return Item(
        guid=guid,
        link=_alternate(entry) or (guid if guid.lower().startswith(SCHEMES) else ""),
        title=_html(entry.get("title_detail")),
        html=_body_html(body),
        whole=whole,
        published=stated,
        moment=parsed,
        author=_author(entry),
        categories=tuple(_categories(entry.get("tags") or ())),
        language=str((body or {}).get("language") or ""),
        site=str(dict(source).get("title") or "") if source else "",
        base=str((body or {}).get("base") or ""),
        picture=_picture(entry),
    )


def _html(detail: Any) -> str:
    """A text of a feed as HTML: what it declares to be plain is escaped, its line breaks kept."""
    if not detail:
        return ""
    value = str(detail.get("value") or "")
    return value if "html" in str(detail.get("type")) else as_html(value)


def _body_html(detail: Any) -> str:
    """The text of an item as HTML: what is declared or taken to be plain and holds tags is HTML all the same.

    Where all tags are escaped once too often, they are not meant to be read.
    """
    value = str((detail or {}).get("value") or "")
    if _TAGS.search(value):
        return value
    return html.unescape(value) if _ESCAPED_TAGS.search(value) else _html(detail)


def _body(entry: dict[str, Any]) -> tuple[Any, bool]:
    """The longest of an entry's texts, and whether it is given as its content, not only as a summary."""
    contents = [one for one in entry.get("content") or () if not str(one.get("type")).startswith(("image", "video"))]
    summary = entry.get("summary_detail")
    best = max(contents, key=lambda one: len(str(one.get("value") or "")), default=None)
    if best is None or (summary and len(str(summary.get("value") or "")) > len(str(best.get("value") or ""))):
        return summary, False
    return best, True


def _alternate(holder: dict[str, Any]) -> str | None:
    """The address of the page that an entry or feed stands for."""
    links = [link for link in holder.get("links") or () if link.get("href")]
    pages = [link for link in links if link.get("rel", "alternate") == "alternate"]
    pages.sort(key=lambda link: "html" not in str(link.get("type", "text/html")))
    original = holder.get("feedburner_origlink")  # the page behind FeedBurner's own address
    return str(original or (pages[0]["href"] if pages else "")) or None


def _moment(entry: dict[str, Any]) -> tuple[str, str]:
    """When an entry was published, else changed: as it is stated, and as feedparser reads that, in UTC."""
    for name in ("published", "updated", "created"):
        stated = dict.get(entry, name)
        if stated and str(stated).strip():
            parsed = dict.get(entry, f"{name}_parsed")
            try:
                moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=timegm(parsed)) if parsed else None
            except (ValueError, OverflowError):
                moment = None
            return " ".join(str(stated).split()), moment.isoformat() if moment else ""
    return "", ""


def _author(entry: dict[str, Any]) -> str:
    """The names of an entry's authors; addresses of mail are no names, and may be left in part before one."""
    names = [str(one.get("name") or "").strip() for one in entry.get("authors") or ()]
    names = [found[1] if (found := _BEHIND_MAIL.fullmatch(name)) else name for name in names]
    return ", ".join(dict.fromkeys(name for name in names if name and "@" not in name))


def _categories(tags: Iterable[Any]) -> Iterable[str]:
    for tag in tags:
        names = (" ".join(str(tag.get(part) or "").split()) for part in ("term", "label"))
        yield from (name for name in names if name and not name.startswith(SCHEMES))


def _picture(entry: dict[str, Any]) -> Picture | None:
    """The largest picture of an entry, else its thumbnail, else an enclosed one, else that of a podcast."""
    media = [one for one in entry.get("media_content") or () if _is_picture(one, "url")]
    media.sort(key=lambda one: -_number(one.get("width")))
    media += [one for one in entry.get("media_thumbnail") or () if one.get("url")]
    enclosed = [one for one in entry.get("links") or () if one.get("rel") == "enclosure" and _is_picture(one, "href")]
    cover = entry.get("image") or {}
    address = next((one.get("url") or one.get("href") for one in [*media, *enclosed, cover] if one), None)
    if not address:
        return None
    credits_ = [str(one.get("content") or "") for one in entry.get("media_credit") or ()]
    alt = entry.get("media_description") or (media[0].get("alt") if media else "") or ""
    return Picture(str(address), str(alt), next(filter(None, credits_), ""))


def _is_picture(one: Any, name: str) -> bool:
    address, kind = str(one.get(name) or ""), str(one.get("type") or one.get("medium") or "")
    return bool(address) and (kind.startswith("image") or (not kind and bool(_PICTURE.search(address))))


def _number(value: Any) -> int:
    return int(value) if str(value or "").isascii() and str(value).isdigit() else 0
