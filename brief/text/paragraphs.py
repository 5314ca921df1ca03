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
WRAP_SHORTEST = 30


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the paragraphs of a text as `(start, end)` offsets in characters, outer white space left out.

    A blank line ends a paragraph, and so does a line break, unless the text looks wrapped at a fixed width.
    """
    blocks = [
        [_trimmed(text, *line.span()) for line in _LINE.finditer(text, *block.span())]
        for block in _BLOCK.finditer(text)
    ]
    widths = [max(b - a for a, b in block) for block in blocks if _wrapped([text[a:b] for a, b in block])]
    width = max(widths, default=0)
    found: list[tuple[int, int]] = []
    for block in blocks:
        if len(block) > 1 and _fills([b - a for a, b in block], width):
            found.append((block[0][0], block[-1][1]))
        else:
            found += block
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    return start, start + len(text[start:end].rstrip())


def _wrapped(lines: list[str]) -> bool:
    """Whether these lines are surely one paragraph typed at a fixed width: sentences run over the breaks."""
    longest = max(map(len, lines))
    runs_on = any(not _ENDS.search(line[-4:]) and after[:1].islower() for line, after in pairwise(lines))
    return (
        len(lines) > 1 and WRAP_SHORTEST <= longest <= WRAP_WIDTH and _fills(list(map(len, lines)), longest) and runs_on
    )


def _fills(lengths: list[int], width: int) -> bool:
    """Whether all lines but the last are nearly as long as the width, and none is longer."""
    return all(WRAP_FILL * width <= length <= width for length in lengths[:-1]) and lengths[-1] <= width
