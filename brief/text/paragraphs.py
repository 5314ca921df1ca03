"""Where the paragraphs of a text are."""

from __future__ import annotations

import re
from itertools import pairwise

Span = tuple[int, int]

_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")

# A text typed at a fixed width has no line much over 100 characters, and all but the last are nearly full.
WRAP_WIDTH = 100
WRAP_FILL = 0.6
WRAP_SHORTEST = 30


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of a text as `(start, end)` offsets in characters, outer white space left out.

    A blank line ends a paragraph, and so does a line break, unless the text looks wrapped at a fixed width.
    """
    blocks = _blocks(text)
    widths = [max(b - a for a, b in block) for block in blocks if len(block) > 1 and _wrapped(text, block)]
    width = max(widths, default=0)
    found: list[Span] = []
    for block in blocks:
        if len(block) > 1 and _fills([b - a for a, b in block], width):
            found.append((block[0][0], block[-1][1]))
        else:
            found += block
    return found


def _blocks(text: str) -> list[list[Span]]:
    """The lines of a text, outer white space left out, in blocks between blank lines and before indented ones."""
    blocks: list[list[Span]] = [[]]
    place = 0
    for line in text.splitlines(keepends=True):
        bare = line.lstrip()
        start = place + len(line) - len(bare)
        if not bare or (start > place and text[start - 1] not in " \t"):
            blocks.append([])
        if bare:
            blocks[-1].append((start, start + len(bare.rstrip())))
        place += len(line)
    return [block for block in blocks if block]


def _wrapped(text: str, block: list[Span]) -> bool:
    """Whether these lines are surely one paragraph typed at a fixed width: sentences run over the breaks."""
    lines = [text[a:b] for a, b in block]
    longest = max(map(len, lines))
    runs_on = any(after[:1].islower() and not _ENDS.search(line[-4:]) for line, after in pairwise(lines))
    return WRAP_SHORTEST <= longest <= WRAP_WIDTH and _fills(list(map(len, lines)), longest) and runs_on


def _fills(lengths: list[int], width: int) -> bool:
    """Whether all lines but the last are nearly as long as the width, and none is longer."""
    return all(WRAP_FILL * width <= length <= width for length in lengths[:-1]) and lengths[-1] <= width
