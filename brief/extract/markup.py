"""The bytes of a web page become a tree; what would take long to read is refused or made flat before lxml sees it.

lxml compares each attribute of a tag with all others (100,000 of them: 38 s), and what stands deeper than 2,048
elements is lost without a word. Both, and the size, are seen by one pass over the text of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from brief.errors import Empty, Unreadable
from brief.model import Document
from brief.text import decode

# The largest of 181 news pages has 4 MB and 15,000 elements, most of it scripts. Beyond these bounds a page takes
# seconds to read.
MOST_CHARACTERS = 5_000_000
MOST_ELEMENTS = 50_000
MOST_TEXT = 2_000_000
# A tag with 2,000 attributes takes 18 ms, one with 10,000 takes 293; the largest of 103 pages has 60.
MOST_ATTRIBUTES = 2_000
#: News pages are some 30 elements deep. Beyond this depth all that can stand in itself is taken out: at 2,048, where
#: lxml loses the rest, one look through a page takes seconds.
DEEPEST = 200

# Control characters and bytes that fit no encoding: so large a share of them is a picture or a program. A page in
# UTF-8 but for a few bytes is read.
_NO_TEXT = re.compile("[\x01-\x08\x0e-\x1f\ufffd]")
_MOST_NO_TEXT = 0.1
_LOOKED_AT = 20_000

# Pictures that are written into the page instead of linked to are no text, and may be most of it.
_INLINE = re.compile(r"data:[a-z]+/[\w.+-]+;base64,[A-Za-z0-9+/=\s]{200,}")
# An end that is missing is the end of the page, as in browsers; that also keeps the search linear.
_UNSEEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?P<name>script|style)\b(?P<tag>[^>]*)"
    r"(?:>(?P<content>.*?)(?:</(?P=name)\b[^>]*(?:>|\Z)|\Z)|\Z)",
    re.DOTALL | re.IGNORECASE,
)
#: One attribute, as the HTML Standard reads it (13.2.5.32 ff.).
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+|))?+"""
#: All of a page, up to a tag that does not end within the bound.
_TAGS = re.compile(
    rf"(?:[^<]++|<(?!/?[a-zA-Z])|</?[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE}){{0,{MOST_ATTRIBUTES}}}+[\s/]*+>)*+", re.DOTALL
)
_TAG = re.compile(rf"</?[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE})*+", re.DOTALL)
_NAMES = re.compile(_ATTRIBUTE.replace(r"[^\s/>][^\s/>=]*+", r"(?P<name>[^\s/>][^\s/>=]*+)", 1), re.DOTALL)
#: Tags that can stand in themselves without end; the others close one another.
_NESTING = re.compile(
    r"</?(?!(?:html|head|body|title|meta|link|base|p|a|h[1-6]|br|hr|img|time|li)\b)[a-zA-Z][^<>]*>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Page:
    """A web page, taken apart.

    Attributes:
        tree: its elements, as lxml has them, without scripts, styles and comments.
        html: its text, without them too.
        described: the texts of its descriptions of itself (JSON-LD).
    """

    tree: Any
    html: str
    described: tuple[str, ...]


def parsed(document: Document) -> Page:
    """Return the page in a document.

    Raises Empty where there is nothing in it, Unreadable where it is out of all proportion.
    """
    where = document.location
    text = decode(document.content, markup=True, charset=document.charset).replace("\0", "")
    if not text.strip():
        raise Empty(where, "is empty")
    opening = text[:_LOOKED_AT]
    if len(_NO_TEXT.findall(opening)) > _MOST_NO_TEXT * len(opening):
        raise Unreadable(where, "is not text")
    if len(text) > MOST_CHARACTERS:
        text = _INLINE.sub("data:,", text)
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(where, f"is a page of more than {MOST_CHARACTERS // 10**6} MB")
    html, described = without_scripts(text)
    refuse_large_tags(where, html)
    tree = tree_of(where, html)
    if tree.xpath(f"boolean({'/*' * DEEPEST})"):
        html = _NESTING.sub("\n", html)
        tree = tree_of(where, html)
    if tree.xpath("count(//*)") > MOST_ELEMENTS:
        raise Unreadable(where, f"is a page of more than {MOST_ELEMENTS:,} elements")
    if len(tree.xpath("string()")) > MOST_TEXT:
        raise Unreadable(where, f"is a page of more than {MOST_TEXT:,} characters of text")
    return Page(tree, html, described)


def without_scripts(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a page without what a reader never sees, which is most of it, and the descriptions among its scripts."""
    described: list[str] = []

    def unseen(found: re.Match[str]) -> str:
        if found["tag"] and "ld+json" in found["tag"].lower():
            described.append(found["content"] or "")
        return ""

    return _UNSEEN.sub(unseen, text), tuple(described)


def refuse_large_tags(where: str, html: str) -> None:
    """Raise Unreadable where a tag has so many attributes that a parser would take long; a repeated one costs nothing.

    Arguments: the place of the text; HTML without scripts and comments, in which a tag is none.
    """
    place = 0
    while (read := _TAGS.match(html, place)) and (tag := _TAG.match(html, read.end())):
        opening = re.match(r"</?[a-zA-Z][^\s/>]*", tag.group())
        start = tag.start() + (opening.end() if opening else 0)
        names = {found["name"] for found in _NAMES.finditer(html, start, tag.end())}
        if len(names) > MOST_ATTRIBUTES:
            raise Unreadable(where, f"has a tag with more than {MOST_ATTRIBUTES:,} attributes")
        place = tag.end()


def tree_of(where: str, html: str) -> Any:
    """Return HTML as lxml's tree, without comments. Raises Empty where there is nothing in it."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except ParserError as error:
        raise Empty(where, "holds no article text") from error
