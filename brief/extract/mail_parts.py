"""The parts of a mail message: its headers as text, and the texts that a reader of it sees."""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message

from brief.errors import Unreadable
from brief.text.decode import codec_of, decode

# Mail servers take some 64 kB of headers at the most.
LARGEST_HEADERS = 128_000
_HEADERS_END = re.compile(rb"\n\r?\n")
# No subject is so long; the rest of a header of a megabyte is not looked at.
LONGEST_HEADER = 2_000
# A digest of a list holds some 30 messages of two parts; the standard library needs time by the depth for each line.
MOST_CONTAINERS = 200
MOST_STEPS = 1_500_000
MOST_BORDERS = 20_000
MOST_PARTS = 1_000
DEEPEST = 20
_CONTAINER = re.compile(rb"content-type:\s*(?:multipart|message)/", re.IGNORECASE)

#: Encodings in which any bytes are a text, so that one of them may be named for what is UTF-8.
_ANY_BYTES = ("cp125", "iso8859", "cp037", "cp500")
_GOES_ON = re.compile(r"(?<!^--) \r?\n(?=[^>\s])", re.MULTILINE)
_NOT_ASCII = re.compile("[^\x00-\x7f\ufffd]")
_REPLACED = re.compile("\ufffd+")
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
    """Return a message. Raises Unreadable for one that is out of all proportion."""
    content = content.lstrip(b"\r\n")
    end = _HEADERS_END.search(content)
    if (end.start() if end else len(content)) > LARGEST_HEADERS:
        raise Unreadable(where, f"is a message with more than {LARGEST_HEADERS // 1000:,} kB of headers")
    containers = sum(1 for _ in _CONTAINER.finditer(content))
    steps = (containers + 1) * content.count(b"\n")
    if containers > MOST_CONTAINERS or steps > MOST_STEPS or content.count(b"\n--") > MOST_BORDERS:
        raise Unreadable(where, "is a message with too many parts within parts")
    try:
        # Not the policy `default`: its parser of headers takes seconds on hostile ones, and fails on some.
        return message_from_bytes(content, policy=policy.compat32)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise Unreadable(where, f"is not a message that can be taken apart ({type(error).__name__})") from error


def header(message: Message, name: str) -> str:
    """Return a header as one line of text, encoded words (RFC 2047) decoded; empty where there is none."""
    # `get` puts marks of replacement for what is not ASCII.
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), None)
    if raw is None:
        return ""
    # As bytes that were not ASCII come out of the parser; a header in UTF-8 is common, if not allowed.
    given = decode(str(raw)[:LONGEST_HEADER].encode("utf-8", "surrogateescape"))
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
        charset, form, space = part.get_content_charset(), part.get_param("format"), part.get_param("delsp")
    except (ValueError, LookupError, TypeError, AttributeError):  # of a broken header
        charset = form = space = None
    text = decoded(payload, charset)
    if str(form).lower() == "flowed":  # RFC 3676: a space at the end of a line says that it goes on in the next
        text = _GOES_ON.sub("" if str(space).lower() == "yes" else " ", text)
    return text


def decoded(content: bytes, charset: str | None) -> str:
    """Return a text in the encoding that stands with it, else in that which it shows; never fails.

    What is UTF-8 strictly is read as UTF-8 in spite of a declared encoding of the west, which any bytes are in, but not
    of one that a text must fit: two Chinese characters of a subject pass for UTF-8 one time in thirty. What is declared
    as UTF-8 stays UTF-8 where more characters of it are sound than broken.
    """
    codec = codec_of((charset or "").strip())
    known = codecs.lookup(codec).name if codec else ""
    if known == "utf-8":
        text = content.decode("utf-8", "replace")
        broken = len(_REPLACED.findall(text))
        if broken and len(_NOT_ASCII.findall(text)) >= broken:
            return text
    elif known and not known.startswith(_ANY_BYTES):
        with suppress(LookupError, ValueError):  # not of texts; not in that encoding
            return content.decode(known)
    return decode(content, charset=codec)


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
