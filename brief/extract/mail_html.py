"""The HTML of a mail message as lines of text: newsletters are tables of tables, with links, pixels and hidden texts.

Trafilatura, which is made for pages, takes such tables for the furniture of a page: of five newsletters of different
make it found nothing in the two that are built of tables, or with tables allowed all of them in one piece, and kept the
footers of two more. So the lines are taken from all that is shown, and the rules for mail
(`brief.extract.mail_furniture`) sort them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from brief.errors import Empty, Unreadable
from brief.extract.markup import refuse_large_tags, tree_of, without_scripts

# Mail programs cut a message at 100 kB of HTML (Gmail) and senders keep below it; 50,000 elements are 30 times that.
MOST_CHARACTERS = 4_000_000
MOST_ELEMENTS = 50_000

_SKIPPED = frozenset(
    {"head", "script", "style", "title", "noscript", "template", "select", "button", "textarea", "svg"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    ["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins",
     "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
     "var", "wbr"]
)  # fmt: skip
# `font-size: 0` hides nothing: it stands on the cells around whole stories, to close gaps.
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0(?![.\d])|mso-hide\s*:\s*all|opacity\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_QUOTED_CLASSES = frozenset({"gmail_quote", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix"})
_SIGNATURE_CLASSES = frozenset({"gmail_signature", "moz-signature", "protonmail_signature_block"})
_REPLY_IDS = frozenset({"divrplyfwdmsg", "appendonsend", "olk_src_body_section"})
#: What stands in the text where a mail program put a whole message under a reply, without saying so in words.
ORIGINAL = "-----Original Message-----"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a message.

    Attributes:
        text: as shown, white space made even.
        gap: whether it begins a paragraph.
        linked: how many of its characters are links.
        heading: whether it is marked as a heading.
        address: that of its first link, or None.
    """

    text: str
    gap: bool = True
    linked: int = 0
    heading: bool = False
    address: str | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text between two tags, or, without one, the end of a line: of a paragraph, too, where `gap` is true."""

    text: str = ""
    link: str | None = None
    heading: bool = False
    gap: bool = False


def lines_of(where: str, html: str, *, quotes: bool = False) -> list[Line]:
    """Return the lines that the HTML of a message shows.

    Arguments: the place of the message; its HTML; whether quoted messages and signatures count, too.
    Raises Unreadable for what is too large or made to be slow.
    """
    tree = _tree(where, html)
    lines: list[Line] = []
    if tree is None:
        return lines
    pieces: list[_Piece] = []
    gap = True
    for piece in (*_pieces(tree, quotes), _Piece()):
        if piece.text:
            pieces.append(piece)
            continue
        line = _line(pieces, gap)
        if line:
            lines.append(line)
        # Two breaks in a row part paragraphs as well.
        gap = piece.gap or line is None
        pieces.clear()
    return lines


def _pieces(tree: Any, quotes: bool) -> Iterator[_Piece]:
    """What a message shows, in its order, and where lines end."""
    from lxml import etree

    links: list[str] = []
    heading = 0
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag not in _INLINE and (tag != "br" or event == "start"):
            yield _Piece(gap=tag != "br")
        change = 1 if event == "start" else -1
        heading += change * (tag in _HEADINGS)
        if event == "end":
            text = element.tail
        elif not tag or tag in _SKIPPED or _is_hidden(element) or (not quotes and _is_quote(element)):
            walk.skip_subtree()
            text = None
        else:
            text = element.text
            if (element.get("id") or "").lower().removeprefix("x_") in _REPLY_IDS:
                yield from (_Piece(ORIGINAL), _Piece(gap=True))
        if tag == "a":
            links = [*links, element.get("href") or ""] if event == "start" else links[:-1]
        if text:
            yield _Piece(text, links[-1] if links else None, heading > 0)


def _line(pieces: list[_Piece], gap: bool) -> Line | None:
    """The line that some pieces make, or None where they are white space."""
    text = " ".join("".join(piece.text for piece in pieces).split())
    if not text:
        return None
    linked = sum(len("".join(piece.text.split())) for piece in pieces if piece.link is not None)
    address = next((piece.link for piece in pieces if piece.link), None)
    return Line(text, gap, linked, any(piece.heading for piece in pieces if piece.text.strip()), address)


def _tree(where: str, html: str) -> Any:
    html = html.replace("\0", "")
    if len(html) > MOST_CHARACTERS:
        raise Unreadable(where, f"is a message of more than {MOST_CHARACTERS // 1_000_000} million characters")
    html, _ = without_scripts(html)
    refuse_large_tags(where, html)
    if not html.strip():
        return None
    try:
        tree = tree_of(where, html)
    except Empty:
        return None
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise Unreadable(where, f"is a message of more than {MOST_ELEMENTS:,} elements")
    return tree


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search((element.get("style") or "")[:1000]))


def _is_quote(element: Any) -> bool:
    classes = set((element.get("class") or "").lower().split())
    return bool(classes & (_QUOTED_CLASSES | _SIGNATURE_CLASSES)) or (
        element.tag == "blockquote" and (element.get("type") or "").lower() == "cite"
    )
