"""What some bytes are: text in which encoding, and which kind of markup."""

from __future__ import annotations

import html.entities
import re

from brief.text import decode
from brief.text.decode import BYTE_ORDER_MARKS

_TEXT_CONTROLS = frozenset(b"\t\n\v\f\r\x1b")
FIRST_PRINTABLE = 0x20
#: How files begin that are no text; the name is for messages.
_BINARIES = (
    (b"%PDF-", "a PDF"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"PK\x03\x04", "an archive or office file"), (b"\x1f\x8b", "a compressed file"), (b"ID3", "a sound file"),
    (b"OggS", "a sound file"), (b"\x00\x00\x00\x18ftyp", "a video"), (b"\x00\x00\x00\x20ftyp", "a video"),
)  # fmt: skip
# The first characters of XML in UTF-16 and UTF-32 without a byte order mark (XML 1.0, appendix F).
_UNMARKED = (
    (b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"),
    (b"{\0", "utf-16-le"), (b"\0{", "utf-16-be"),
)  # fmt: skip
# What XML 1.0 allows nowhere, and no text needs.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: Outermost elements of feeds: RSS 0.9x and 2.0, RSS 1.0 and 0.90, Atom.
FEED_ROOTS = frozenset({"rss", "rdf", "feed"})
_SPACE = re.compile(r"\s*")
_DOCTYPE = re.compile(r"<!doctype\s+([\w:.-]*)[^<>\[]*[>\[]", re.IGNORECASE)
_SUBSET_END = re.compile(r"\]\s*>")
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
# Warnings of a program that is broken often stand before the feed it writes.
_FEED_START = re.compile(r"<\?xml\s|<rss[\s>]|<feed\s|<rdf:RDF\s")
_WHERE_FEEDS_START = 4_000
_ENCODING = re.compile(rb"""<\?xml[^>]{0,80}encoding=["']([\w.:-]{2,30})""")


def binary_kind(content: bytes) -> str | None:
    """Return what kind of file some bytes are that are no text, in a few words; None for text in any encoding.

    Text has a byte order mark, or at most 2 % of control characters. Random bytes have 10 % of them; texts in the
    encodings of news pages have none.
    """
    for start, name in _BINARIES:
        if content.startswith(start):
            return name
    sample = content[:8192]
    if sample.startswith(BYTE_ORDER_MARKS) or _unmarked(content):
        return None
    controls = sum(byte < FIRST_PRINTABLE and byte not in _TEXT_CONTROLS for byte in sample)
    return "binary, not text" if controls > len(sample) * 0.02 else None


def markup_text(content: bytes, charset: str | None = None) -> str:
    """Return the text of a feed or page; never fails, and holds no character that XML forbids.

    A byte order mark wins, then the form of the first characters, then UTF-8 where the bytes are surely that, then the
    encoding that came from outside, the declared one, and the best guess.

    Arguments: the bytes; the encoding that a header named, or None.
    """
    return _FORBIDDEN.sub("", _decoded(content, charset))


def _decoded(content: bytes, charset: str | None) -> str:
    unmarked = _unmarked(content)
    if unmarked:
        return content.decode(unmarked, "replace")
    # Many servers call all that they have Latin-1; what a feed declares of itself is better known.
    is_default = charset is not None and _is_latin(charset) and _ENCODING.search(content[:400])
    return decode(content, markup=True, charset=None if is_default else charset)


def _unmarked(content: bytes) -> str | None:
    """The encoding of markup in UTF-16 or UTF-32 without a byte order mark."""
    return next((name for start, name in _UNMARKED if content.startswith(start)), None)


def _is_latin(name: str) -> bool:
    """Whether a name stands for Windows-1252, as the Encoding Standard has it."""
    return name.lower() in {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252"}


def root_of(text: str) -> str:
    """Return the name of the outermost element of some markup, in lower case without its prefix; "" where it is none.

    A document type tells it too: `html` of a page that begins with a paragraph.
    """
    start, doctype = _prolog(text)
    root = _ROOT.match(text, start)
    return "html" if doctype == "html" else root[2].lower() if root else ""


def _prolog(text: str) -> tuple[int, str]:
    """Where the outermost element begins, and what a document type before it names, in lower case."""
    at, doctype = 0, ""
    while True:
        space = _SPACE.match(text, at)
        at = space.end() if space else at
        if text.startswith("<?", at):
            end = text.find("?>", at) + 2
        elif text.startswith("<!--", at):
            end = text.find("-->", at) + 3
        elif found := _DOCTYPE.match(text, at):
            doctype = found[1].lower()
            end = found.end()
            if text[end - 1] == "[":
                close = _SUBSET_END.search(text, end)
                end = close.end() if close else 0
        else:
            return at, doctype
        if end <= at:
            return at, doctype
        at = end


def looks_like_markup(content: bytes) -> bool:
    """Return whether some bytes begin like XML that is no page: with its declaration, or as a feed or drawing."""
    text = markup_text(content[:4096])
    root = root_of(text)
    return root in (*FEED_ROOTS, "opml", "svg") or (root != "html" and text.lstrip()[:5].lower() == "<?xml")


def feed_text(text: str) -> str | None:
    """Return the text from where its feed starts, or None where it is no feed.

    Arguments: the text of some markup, with whatever a broken program printed before it.
    """
    if root_of(text) in FEED_ROOTS:
        return text.lstrip()
    found = _FEED_START.search(text[:_WHERE_FEEDS_START])
    if found and root_of(text[found.start() :]) in FEED_ROOTS:
        return text[found.start() :]
    return None


_ENTITY = re.compile(r"&(\w{1,32});")
_LOOSE_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#x[\da-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})


def mended(text: str) -> str:
    """Return XML from its outermost element on, with HTML's entities as characters and stray ampersands escaped.

    Without its document type no entity of its own is left that could unfold to more than stands there or name a file.
    """
    pieces, at = [], _prolog(text)[0]
    while at < len(text):
        start = text.find("<![CDATA[", at)
        end = text.find("]]>", start) if start >= 0 else -1
        plain = text[at:start] if end >= 0 else text[at:]
        pieces.append(_LOOSE_AMPERSAND.sub("&amp;", _ENTITY.sub(_character, plain)) if "&" in plain else plain)
        if end < 0:
            break
        pieces.append(text[start : end + 3])
        at = end + 3
    return "".join(pieces)


def _character(entity: re.Match[str]) -> str:
    """The characters of an entity of HTML; those of XML, and what is none, stay."""
    name = entity[1]
    return entity[0] if name in _OF_XML else html.entities.html5.get(f"{name};", entity[0])
