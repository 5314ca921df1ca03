"""Bytes become text: byte order mark, declared encoding, UTF-8, then the best guess."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BYTE_ORDER_MARKS = tuple(mark for mark, _ in _MARKS)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset=["']?\s*([\w.:-]{2,30})|<\?xml[^>]{0,80}encoding=["']([\w.:-]{2,30})""", re.IGNORECASE
)


#: What pages call Windows-1252, as the Encoding Standard has it; browsers have always read them so.
_MEANS_CP1252 = frozenset({"ascii", "iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii"})


def decode(content: bytes, *, markup: bool = False) -> str:
    """Return the text of some bytes; never fails.

    A byte order mark wins, then (with `markup`) the encoding a page declares, then UTF-8 if it fits strictly, then the
    guess of charset-normalizer, then Windows-1252 with the replacement character for what does not fit.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    for encoding in (*(_declared(content) if markup else ()), "utf-8"):
        try:
            return content.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return _guessed(content)


def _declared(content: bytes) -> tuple[str, ...]:
    found = _DECLARED.search(content[:4096])
    if not found:
        return ()
    name = (found.group(1) or found.group(2)).decode("ascii")
    return ("cp1252", name) if name.lower() in _MEANS_CP1252 else (name,)


def _guessed(content: bytes) -> str:
    """Text in an encoding nobody named.

    Content that is UTF-8 but for a few bytes (one cut character, one stray byte) stays UTF-8: a guess would garble
    every accent in it for the sake of one.
    """
    utf8 = content.decode("utf-8", "replace")
    multibyte = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]+", content))
    if utf8.count("\ufffd") * 4 <= multibyte:
        return utf8
    from charset_normalizer import from_bytes

    # Single-byte encodings of the west first: on short texts the guess is otherwise often Cyrillic or Baltic.
    for encodings in (["cp1252"], None):
        best = from_bytes(content, cp_isolation=encodings).best()
        if best is not None and (encodings is None or best.chaos == 0):
            return str(best)
    return content.decode("cp1252", "replace")
