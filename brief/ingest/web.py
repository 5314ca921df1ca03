"""What was fetched from an address is a feed, a list of feeds, an article or a front page: told by its content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import urlsplit

from brief.errors import Empty, Unreadable
from brief.http import without_password
from brief.ingest.addresses import WEB, absolute, canonical
from brief.ingest.feeds import read_feed
from brief.ingest.items import Feed, documents_of_feed
from brief.ingest.json_feed import looks_like_json_feed, read_json_feed
from brief.ingest.opml import sources_of_opml
from brief.ingest.records import TEXTS, documents_of_records, parsed
from brief.ingest.sniff import binary_kind, feed_text, markup_text, root_of
from brief.model import Document, Source

#: Media types that hold no article, by how they begin, and what they are called.
_NO_TEXT = {
    "application/pdf": "a PDF", "image/": "a picture", "audio/": "a sound file", "video/": "a video", "font/": "a font",
    "application/zip": "an archive", "application/gzip": "an archive", "application/epub+zip": "an e-book",
    "application/msword": "an office file", "application/vnd.openxmlformats": "an office file",
    "application/vnd.ms-": "an office file", "text/css": "a style sheet", "text/javascript": "a program",
    "application/javascript": "a program", "text/calendar": "a calendar",
}  # fmt: skip
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of an address: documents, and further sources that are to be fetched instead."""

    documents: tuple[Document, ...] = ()
    sources: tuple[Source, ...] = ()


def documents(document: Document) -> Fetched:
    """Return what an address holds.

    A feed gives its items, a list of subscriptions its feeds as sources, a front page that links to its feed that feed
    as a source, any other page itself as `text/html`. What the server calls it counts only where the content does not
    tell.

    Arguments: what was fetched, with the address that it came from in the end and the media type of its header.
    Raises Unreadable for what is no text or of no known kind, and for a page at the address of a feed; Empty for
    nothing, and for a feed whose items are.
    """
    source, content, charset = document.source, document.content, document.charset
    url = document.url or document.location
    where = without_password(url)
    media_type = document.media_type.partition(";")[0].strip().lower()
    document = replace(document, location=where, media_type=media_type, url=where)
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Empty(where, "is empty")
    kind = binary_kind(content)
    if kind:
        raise Unreadable(where, f"is {kind}, not a feed or page" if kind.startswith("a") else f"is {kind}")
    if looks_like_json_feed(content):
        return _items(document, read_json_feed(where, content), url)
    text = markup_text(content, charset)
    root = root_of(text)
    if root == "opml":
        return Fetched(sources=sources_of_opml(source, where, content, charset))
    if root != "html" and feed_text(text) is not None:
        return _items(document, read_feed(where, content, charset), url)
    if root == "html" or (root and media_type in ("text/html", "application/xhtml+xml")) or _is_page(text, media_type):
        return _page(replace(document, media_type="text/html"), text)
    return _other(document, text, root)


def _items(document: Document, feed: Feed, url: str) -> Fetched:
    """The items of a feed; one that has none just now is as sound as any other."""
    return Fetched(documents_of_feed(document.source, feed, url, document.fetched) if feed.items else ())


def unfetched(source: Source) -> Iterator[Document]:
    """Refuse a source that only a network can answer, where a command reads what lies on this machine."""
    raise Unreadable(without_password(source.location), "is on the web: only what is on this machine is read here")


def _other(document: Document, text: str, root: str) -> Fetched:
    """What is neither a feed nor a page: records, a plain text, or nothing that is known."""
    source, where, media_type = document.source, document.location, document.media_type
    if root:
        raise Unreadable(where, f"is XML of a kind that is not known (<{root[:40]}>)")
    if text.lstrip()[:1] in "{[" and (media_type.endswith("json") or parsed(text) is not None):
        found = tuple(documents_of_records(replace(source, location=where), document.content))
        if not any(_is_record(one.content) for one in found):
            raise Unreadable(where, "is JSON, but neither a JSON Feed nor a list of articles")
        return Fetched(tuple(replace(one, source=source, fetched=document.fetched) for one in found))
    for start, name in _NO_TEXT.items():
        if media_type.startswith(start):
            raise Unreadable(where, f"is {name} ({media_type}), not a feed or page")
    if media_type in ("text/plain", "text/markdown", "text/x-markdown"):
        return Fetched((replace(document, media_type=media_type.replace("x-", "")),))
    raise Unreadable(where, f"is neither a feed nor a page ({media_type or 'of no stated type'})")


def _is_record(content: bytes) -> bool:
    record = parsed(content)
    return isinstance(record, dict) and any(isinstance(record.get(key), str) for key in TEXTS)


# --- pages ------------------------------------------------------------------------------------------------------

_LINK = re.compile(r"<link\s[^<>]{0,2000}>", re.IGNORECASE)
_META = re.compile(r"<meta\s[^<>]{0,2000}>", re.IGNORECASE)
_BASE = re.compile(r"<base\s[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_ARTICLE_TYPE = re.compile(
    r"""["']@type["']\s{0,9}:\s{0,9}\[?\s{0,9}["'](?:\w{0,30}NewsArticle|Article|BlogPosting|LiveBlogPosting|Report|Review|OpinionNewsArticle)["']"""
)
_LIST_TYPE = re.compile(r"""["']@type["']\s{0,9}:\s{0,9}\[?\s{0,9}["'](?:ItemList|CollectionPage|Blog)["']""")
_PAGE_TAG = re.compile(r"<(?:html|head|body|article|title|div|p|table)[\s>]", re.IGNORECASE)
# Heads of news pages are long: the links to feeds of 103 real ones stand within the first 71,000 characters.
_HEAD = 200_000

_FEED_ADDRESS = re.compile(
    r"\.(?:rss|atom|rdf|xml)$|/(?:feeds?|rss|atom|rdf)(?:/[\w.]{1,20})?/?$|/(?:feed|rss|atom|index)\.(?:json|php|xml)$",
    re.IGNORECASE,
)
_FEED_QUERY = re.compile(r"(?:^|&)(?:feed=|(?:format|type|output)=(?:rss|atom|feed|xml)\b)", re.IGNORECASE)
# The last part of an article's address has words joined by hyphens, or a number of its own.
_SLUG = re.compile(r"(?:[^-/]+-){3,}[^-/]+|\d{5,}|[0-9a-f]{8,}|\.s?html?$|\.php$|\.aspx?$", re.IGNORECASE)
_DATED = re.compile(r"/(?:19|20)\d\d/\d{1,2}(?:/|$)|/(?:19|20)\d\d-\d\d-\d\d")
_INDEX = re.compile(r"(?:index|default|home)\.\w{2,5}$", re.IGNORECASE)


def _is_page(text: str, media_type: str) -> bool:
    """Whether a text without an outermost `<html>` is a page all the same."""
    start = text[:4000]
    return bool(_PAGE_TAG.search(start)) and (
        media_type in ("text/html", "application/xhtml+xml", "") or "<html" in start.lower()
    )


def _page(document: Document, text: str) -> Fetched:
    """The page itself, or the feed that a front page links to."""
    url, head = document.location, text[:_HEAD]
    feeds = list(_feeds(head, url))
    if _is_feed_address(url):
        links = f"; it links to the feed {feeds[0]}" if feeds else ""
        raise Unreadable(url, f"is a web page where a feed should be{links}")
    if feeds and _is_front_page(head, url):
        return Fetched(sources=(replace(document.source, kind=WEB, location=feeds[0]),))
    return Fetched((document,))


def _feeds(head: str, url: str) -> Iterator[str]:
    """The addresses of the feeds that a page links to, of its comments last, each once."""
    base = next((_attributes(tag.group()).get("href", "") for tag in _BASE.finditer(head)), "")
    start = absolute(url, base) or url
    found: dict[str, bool] = {}
    for tag in _LINK.finditer(head):
        link = _attributes(tag.group())
        rel = link.get("rel", "").lower().split()
        if "alternate" in rel and link.get("type", "").lower().partition(";")[0].strip() in _FEED_TYPES:
            address = absolute(start, link.get("href", ""))
            # A page that names itself as its feed would be asked again and again.
            if address and canonical(address) != canonical(url):
                found.setdefault(address, "comment" in f"{address} {link.get('title', '')}".lower())
    yield from sorted(found, key=lambda address: found[address])


def _attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case; the first of each name, as browsers have it."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(tag):
        found.setdefault(name.lower(), unescape(double or single or bare).strip())
    return found


def _is_feed_address(url: str) -> bool:
    """Whether an address is one of a feed, by its path, query or host."""
    parts = urlsplit(url)
    path = parts.path
    named = bool(_FEED_ADDRESS.search(path)) or bool(_FEED_QUERY.search(parts.query))
    return named or (parts.hostname or "").startswith(("feeds.", "rss.", "feed."))


def _is_front_page(head: str, url: str) -> bool:
    """Whether a page lists articles and is none.

    The start of a site always does. Else a page is an article where it says so itself (og:type, JSON-LD, a time of
    publication) or where its address looks like one's. What says neither is a front page where it stands near the
    start of the site.
    """
    path = _INDEX.sub("", urlsplit(url).path)
    parts = [part for part in path.split("/") if part]
    if not parts:
        return True
    said = {
        (meta.get("property") or meta.get("name") or "").lower(): meta.get("content", "").lower()
        for meta in (_attributes(tag.group()) for tag in _META.finditer(head))
    }
    if said.get("og:type") == "article" or "article:published_time" in said:
        return False
    if _ARTICLE_TYPE.search(head) and not _LIST_TYPE.search(head):
        return False
    if _SLUG.search(parts[-1]) or _DATED.search(path):
        return False
    return len(parts) <= 2 or said.get("og:type") in ("website", "blog")  # noqa: PLR2004
