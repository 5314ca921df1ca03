"""Where the paragraphs of a text are."""

from __future__ import annotations

import re
from itertools import pairwise

_BLOCK = re.compile(r"\S[^\n\r]*(?:(?:\r\n|\n|\r)[ \t]*\S[^\n\r]*)*")
_LINE = re.compile(r"\S[^\n\r\u2028\u2029\x0b\x0c\x85]*")
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")

# A text typed at a fixed width has no line much over 100 characters, and all but the last are nearly full.
WRAP_WIDTH = 100
WRAP_FILL = 0.6
WRAP_SHORTEST = 40


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the paragraphs of a text as `(start, end)` offsets in characters, outer white space left out.

    A blank line ends a paragraph, and so does a line break, unless the lines look wrapped at a fixed width.
    """
    found: list[tuple[int, int]] = []
    for block in _BLOCK.finditer(text):
        lines = [_trimmed(text, *line.span()) for line in _LINE.finditer(text, *block.span())]
        if _wrapped([text[a:b] for a, b in lines]):
            lines = [(lines[0][0], lines[-1][1])]
        found += lines
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    return start, start + len(text[start:end].rstrip())


def _wrapped(lines: list[str]) -> bool:
    """Whether these lines are one paragraph typed at a fixed width."""
    longest = max(map(len, lines))
    full = all(len(line) >= max(WRAP_SHORTEST, WRAP_FILL * longest) for line in lines[:-1])
    runs_on = any(not _ENDS.search(line) and not after[:1].isupper() for line, after in pairwise(lines))
    return len(lines) > 1 and longest <= WRAP_WIDTH and full and runs_on
