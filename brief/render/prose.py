"""Text as it is printed: on one line, with nothing in it that cannot be seen.

The words themselves are never changed. What goes are characters that would break the page or mislead its reader:
control characters, and the marks that turn the direction of the text that follows them.
"""

from __future__ import annotations

import re

#: Control characters without the white space among them; overrides and isolates of direction; the byte order mark,
#: interlinear annotations; and the two code points of the first plane that are no characters.
_HIDDEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]",
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BREAKING = r"\t-\r\x1c-\x1f \x85\u1680\u2000-\u200a\u2028\u2029\u205f\u3000"
#: A run of white space. A single no-break space stands: it belongs to the spelling of several languages.
_SPACE = re.compile(rf"[{_BREAKING}\xa0\u202f]{{2,}}|[{_BREAKING}]")


def clean(text: str) -> str:
    """Return the text without what is hidden; a lone half of a surrogate pair becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", _HIDDEN.sub("", text))


def prose(text: str) -> str:
    """Return the text as one line: line breaks and runs of white space are one space, hidden characters are gone."""
    return _SPACE.sub(" ", clean(text)).strip()


def counted(number: int, one: str, many: str) -> str:
    """Return a number with the word for so many: `1 story`, `2 stories`."""
    return f"{number} {one if number == 1 else many}"
