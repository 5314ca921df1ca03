"""Single characters: those of scripts without spaces, and those that are none."""

from __future__ import annotations

import re

#: A character of Chinese, Japanese or Korean.
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def without_surrogates(text: str) -> str:
    """Return a text with the replacement character for each half of a surrogate pair, which no encoding can write."""
    try:
        text.encode()  # twenty times as fast as the search
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text
