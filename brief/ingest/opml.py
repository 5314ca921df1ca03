"""OPML: lists of subscriptions become sources, their folders sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from brief.errors import Empty, Unreadable
from brief.ingest.addresses import SCHEMES, WEB, canonical, web_address
from brief.ingest.sniff import markup_text, mended, root_of
from brief.model import Source

#: Folders that hold everything, by the names that programs give them: no section is meant.
_WHOLE = frozenset(
    ["abonnements", "all", "default", "feeds", "import", "imported", "misc", "other", "root", "rss", "subscriptions",
     "uncategorized", "unsorted"]
)  # fmt: skip
# `www.example.org/feed`, as it is typed into a browser.
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?/", re.IGNORECASE)
# Names are printed on terminals, too: what would move a cursor or turn the direction of a line is no part of them.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def sources_of_opml(source: Source, where: str, content: bytes, charset: str | None = None) -> tuple[Source, ...]:
    """Return the feeds in a list of subscriptions, each once, in their order.

    The section of a feed is the innermost named folder that holds it: the outer ones of nested folders are general
    ("News", "My feeds"), and what a feed is about stands next to it. Without a folder it is the feed's first category,
    else the section of the list. Entries without an address on the web, and those commented out, are left out.

    Arguments: the source of the list; its address or path, for messages; its bytes; the encoding from outside, or None.
    Raises Unreadable for what is no OPML, Empty for a list without a feed.
    """
    from lxml import etree

    text = markup_text(content, charset)
    if root_of(text) != "opml":
        raise Unreadable(where, "is not OPML")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, encoding="utf-8")
    try:
        tree = etree.fromstring(mended(text).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(where, "is OPML that is broken") from error
    if tree is None:
        raise Unreadable(where, "is OPML that is broken")
    found: dict[str, Source] = {}
    for outline, folder in _outlines(tree):
        address = _address(outline.get("xmlurl", ""))
        if not address or canonical(address) in found:
            continue
        category = outline.get("category", "").split(",")[0].rpartition("/")[2].strip()
        found[canonical(address)] = replace(
            source,
            kind=WEB,
            location=address,
            name=_name(outline) or source.name,
            section=folder or category or source.section,
        )
    if not found:
        raise Empty(where, "is OPML without a feed")
    return tuple(found.values())


def _outlines(tree: Any) -> Iterator[tuple[dict[str, str], str]]:
    """Each entry's attributes, their names in lower case, with the folder that holds it; no recursion."""
    waiting: list[tuple[Any, str]] = [(tree, "")]
    while waiting:
        element, folder = waiting.pop()
        if not isinstance(element.tag, str):  # a comment
            continue
        if element.tag.rpartition("}")[2].lower() == "outline":
            outline = {str(name).lower(): str(value) for name, value in element.attrib.items()}
            if outline.get("iscomment", "").lower() == "true":
                continue
            yield outline, folder
            name = _name(outline)
            if name and "xmlurl" not in outline and name.casefold() not in _WHOLE:
                folder = name
        waiting += [(child, folder) for child in reversed(element)]


def _name(outline: dict[str, str]) -> str:
    return " ".join(_UNSEEN.sub("", outline.get("title") or outline.get("text") or "").split())


def _address(given: str) -> str:
    """An address on the web, also one whose scheme was left out; "" for any other."""
    address = web_address(given)
    if _HOST.match(address):
        return f"https://{address}"
    return address if address.lower().startswith(SCHEMES) else ""
