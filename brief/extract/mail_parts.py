"""The parts of a mail message: its headers as text, and the texts that a reader of it sees."""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message

from brief.errors import Unreadable
from brief.text import decode

# No subject is so long; the rest of a header of a megabyte is not looked at.
LONGEST_HEADER = 2_000
# A digest of a list holds some 30 messages of two parts; the standard library needs time by the depth for each line.
MOST_CONTAINERS = 200
MOST_PARTS = 1_000
DEEPEST = 20
_CONTAINER = re.compile(rb"content-type:\s*(?:multipart|message)/", re.IGNORECASE)

#: Names that mail programs write, and the encoding in which such texts really are.
_MEANS = {
    "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949",
    "shift_jis": "cp932", "x-sjis": "cp932", "iso-8859-8-i": "iso-8859-8", "iso-8859-9": "cp1254", "utf8mb4": "utf-8",
}  # fmt: skip
#: Encodings of Python that are none of texts.
_NO_TEXT = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7", "undefined", "mbcs", "oem"})
_ENCODED = re.compile(r"=\?(?P<charset>[\w.:-]{1,40})(?:\*[\w-]*)?\?(?P<kind>[bBqQ])\?(?P<word>[^?]*)\?=")


@dataclass(frozen=True, slots=True)
class Part:
    """A text that a message shows.

    Attributes:
        text: decoded.
        html: whether it is HTML.
    """

    text: str
    html: bool


def parse(where: str, content: bytes) -> Message:
    """Return a message. Raises Unreadable for one that is nested out of all proportion."""
    if sum(1 for _ in _CONTAINER.finditer(content)) > MOST_CONTAINERS:
        raise Unreadable(where, f"is a message with more than {MOST_CONTAINERS} parts within parts")
    try:
        # Not the policy `default`: its parser of headers takes seconds on hostile ones, and fails on some.
        return message_from_bytes(content.lstrip(b"\r\n"), policy=policy.compat32)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise Unreadable(where, f"is not a message that can be taken apart ({type(error).__name__})") from error


def header(message: Message, name: str) -> str:
    """Return a header as one line of text, encoded words (RFC 2047) decoded; empty where there is none."""
    raw = message.get(name)
    if raw is None:
        return ""
    # As bytes that were not ASCII come out of the parser; a header in UTF-8 is common, if not allowed.
    given = decode(str(raw).encode("utf-8", "surrogateescape")[:LONGEST_HEADER])
    return " ".join(_decoded_words(given).replace("\0", "").split())


def alternatives(message: Message) -> list[tuple[Part, ...]]:
    """Return the texts that a message shows, in their order: each in the forms that it is given in, plain ones first.

    Attachments, and what is neither plain text nor HTML, are left out.
    """
    return [forms for forms in _shown(message, 0) if any(form.text.strip() for form in forms)]


def enclosed(message: Message) -> Message | None:
    """Return the message that another one was made to carry: forwarded as an attachment, or in a digest."""
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            break
        if part is not message and part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                return inner[0]
    return None


def _shown(part: Message, depth: int) -> Iterator[tuple[Part, ...]]:
    kind = part.get_content_type()
    if depth > DEEPEST or kind == "message/rfc822" or part.get_content_disposition() == "attachment":
        return
    if kind in ("text/plain", "text/html") and not part.is_multipart():
        yield (Part(_text(part), kind == "text/html"),)
    if not part.is_multipart():
        return
    payload = part.get_payload()
    inner = [sub for sub in payload[:MOST_PARTS] if isinstance(sub, Message)] if isinstance(payload, list) else []
    texts = [[*_shown(sub, depth + 1)] for sub in inner]
    if kind == "multipart/alternative":
        forms = [form for text in texts for form in _joined(text)]
        yield tuple(sorted(forms, key=lambda form: form.html))
    else:
        yield from (forms for text in texts for forms in text)


def _joined(texts: list[tuple[Part, ...]]) -> list[Part]:
    """One form of an alternative, which may itself have several parts: those of one kind, put together."""
    parts = [form for forms in texts for form in forms]
    return [
        Part("\n\n".join(form.text for form in parts if form.html == html), html)
        for html in (False, True)
        if any(form.html == html for form in parts)
    ]


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        charset = part.get_content_charset()
    except (ValueError, LookupError, TypeError, AttributeError):  # of a broken header
        charset = None
    return decoded(payload, charset)


def decoded(content: bytes, charset: str | None) -> str:
    """Return a text in the encoding that stands with it, else in that which it shows; never fails.

    What is UTF-8 strictly is read as UTF-8 in spite of a declared encoding of the west, which any bytes are in.
    """
    name = (charset or "").strip().lower()
    name = _MEANS.get(name, name)
    try:
        known = codecs.lookup(name).name if name else "cp1252"
        if known not in _NO_TEXT and not (known.startswith(("cp125", "iso8859")) and _is_utf8(content)):
            return content.decode(name) if name else decode(content)
    except (LookupError, ValueError):  # no such encoding; not in that encoding
        pass
    return decode(content)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decoded_words(text: str) -> str:
    """A header's text with its encoded words decoded; those next to each other were one text before they were cut."""
    found: list[str] = []
    pending, encoding, place = b"", "", 0
    for word in _ENCODED.finditer(text):
        between = text[place : word.start()]
        charset = word["charset"].lower()
        if pending and (between.strip() or charset != encoding):
            found.append(decoded(pending, encoding))
            pending = b""
        if between.strip() or not place:
            found.append(between)
        pending, encoding, place = pending + _word(word["kind"], word["word"]), charset, word.end()
    if pending:
        found.append(decoded(pending, encoding))
    return "".join(found) + text[place:]


def _word(kind: str, word: str) -> bytes:
    raw = word.encode("utf-8", "replace")
    if kind in "qQ":
        return binascii.a2b_qp(raw, header=True)
    try:
        return binascii.a2b_base64(raw.rstrip(b"=") + b"==")
    except binascii.Error:
        return b""
