"""Bytes become text: byte order mark, UTF-8 where it fits, the declared encoding, then the best guess.

What the bytes say in the encoding they are in is the given text. Text that was garbled before it was saved (`ZÃ¼rich`
in valid UTF-8) is given like that and stays like that: to tell it from text that means it is a guess, and no sentence
is printed that its source does not hold.
"""

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


#: What a label means, as the Encoding Standard has it: browsers have always read pages so. Labels without marks.
_MEANS = {
    "ascii": "cp1252", "usascii": "cp1252", "iso88591": "cp1252", "latin1": "cp1252", "l1": "cp1252",
    "iso88599": "cp1254", "latin5": "cp1254", "iso885911": "cp874", "tis620": "cp874",
    "shiftjis": "cp932", "sjis": "cp932", "xsjis": "cp932", "windows31j": "cp932",
    "gb2312": "gb18030", "gbk": "gb18030", "xgbk": "gb18030", "chinese": "gb18030", "big5": "big5hkscs",
    "euckr": "cp949", "ksc56011987": "cp949", "ksc5601": "cp949", "korean": "cp949",
    "unicode": "utf-8", "utf8mb4": "utf-8", "xcp1251": "cp1251", "iso88598i": "iso-8859-8",
}  # fmt: skip
#: Codecs of Python that are none of texts that anybody sends: source code, names of hosts, the machine's own.
_NO_TEXT = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"})
#: Encodings whose bytes are all ASCII, which would pass for UTF-8.
_SEVEN_BIT = ("iso2022", "hz", "utf7")
# Of the characters beyond ASCII, one in so many may be broken in a declared encoding: a cut character, a stray byte.
_SOUND = 100
# Characters that show an encoding. More do not help, and the guess takes a second for each megabyte.
_SHOWN = 20_000
# UTF-16 without a mark is told by the zeros of its ASCII: in so large a share of the even or the odd places, and
# hardly in the others.
_ZEROS = 0.4
_LOOKED_AT = 4096


def decode(content: bytes, *, markup: bool = False, charset: str | None = None) -> str:
    """Return the text of some bytes; never fails.

    A byte order mark wins, then UTF-16 by its zeros, then UTF-8 where it fits strictly: other encodings do so by
    chance only on a few bytes, while declarations are often wrong. Then `charset`, which came from outside (an HTTP
    header), then (with `markup`) the encoding that a page declares; then UTF-8 but for a few bytes, the guess of
    charset-normalizer, and Windows-1252 with the replacement character for what does not fit.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    if wide := _wide(content):
        return content.decode(wide, "replace")
    named = (charset, _declared(content) if markup else None)
    declared = [codec for name in named if name and (codec := _codec(name))]
    first = [name for name in declared if _is_seven_bit(name)]
    for encoding in (*first, "utf-8", *declared):
        text = _decoded(content, encoding)
        if text is not None:
            return text
    return _guessed(content, markup=markup)


def codec_of(label: str) -> str | None:
    """Return the codec of Python that the label of an encoding means; None where there is none, or it is of no text."""
    codec = _MEANS.get(re.sub(r"[\W_]", "", label).lower(), label)
    try:
        known = codecs.lookup(codec).name
    except (LookupError, ValueError):
        return None
    return None if known.replace("_", "-") in _NO_TEXT else codec


def _declared(content: bytes) -> str | None:
    found = _DECLARED.search(content[:_LOOKED_AT])
    if not found:
        return None
    name: bytes = found.group(1) or found.group(2)
    return name.decode("ascii", "replace")


def _codec(label: str) -> str | None:
    """The codec that a label means. A page that can be read as ASCII is not UTF-16, whatever it says."""
    bare = re.sub(r"[\W_]", "", label).lower()
    return "utf-8" if bare.startswith(("utf16", "utf32")) else codec_of(label)


def _is_seven_bit(name: str) -> bool:
    return re.sub(r"[\W_]", "", name).lower().startswith(_SEVEN_BIT)


def _wide(content: bytes) -> str | None:
    """The byte order of UTF-16 that has no mark, or None where the bytes are no UTF-16."""
    opening = content[:_LOOKED_AT]
    half = len(opening) // 2
    if not half or b"\0" not in opening:
        return None
    even, odd = opening[::2].count(0) / half, opening[1::2].count(0) / half
    if max(even, odd) < _ZEROS or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _decoded(content: bytes, encoding: str) -> str | None:
    """The text in an encoding; None where that does not exist, or does not fit but for a few bytes."""
    try:
        return content.decode(encoding)
    except LookupError:
        return None
    except UnicodeError:
        if encoding == "utf-8":  # what is UTF-8 but for a few bytes is told by `_guessed`
            return None
    try:
        text = content.decode(encoding, "replace")
    except UnicodeError:  # the decoder of UTF-7 cannot pass over everything
        return None
    broken = text.count("\ufffd")
    return text if broken * _SOUND <= sum(1 for c in text if c > "\x7f") else None


def _guessed(content: bytes, *, markup: bool) -> str:
    """Text in an encoding nobody named.

    Content that is UTF-8 but for a few bytes (one cut character, one stray byte) stays UTF-8: a guess would garble
    every accent in it for the sake of one.
    """
    utf8 = content.decode("utf-8", "replace")
    multibyte = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]+", content))
    if utf8.count("\ufffd") * 4 <= multibyte:
        return utf8
    from charset_normalizer import from_bytes

    shown = _shown(content) if markup else content
    # Single-byte encodings of the west first: on short texts the guess is otherwise often Cyrillic or Baltic.
    for encodings in (["cp1252"], None):
        best = from_bytes(shown, cp_isolation=encodings).best()
        if best is not None and (encodings is None or best.chaos == 0):
            return str(best) if shown is content else content.decode(best.encoding, "replace")
    return content.decode("cp1252", "replace")


def _shown(content: bytes) -> bytes:
    """The words of a page without its tags and scripts, whose ASCII would hide how odd the rest is in an encoding."""
    bare = re.sub(rb"<(script|style)\b.*?(?:</\1|\Z)|<[^<>]*>", b" ", content, flags=re.DOTALL | re.IGNORECASE)
    lines = [line for line in bare.split(b"\n") if not line.isascii()]
    return b"\n".join(lines)[:_SHOWN] or content
