"""Sentences of languages without word lists: nltk's Punkt algorithm (Kiss and Strunk 2006), untrained.

Punkt's cuts are mended where news prose defeats it: a cut before a lower-case word (`.” he said`), before a hyphen
that broken spacing has torn off, after initials, an abbreviation or an ordinal is taken back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from brief.text import lean_nltk
from brief.text.abbreviations import ABBREVIATIONS, ORDINALS

Span = tuple[int, int]

_CLOSING = "\"'”’»)\\]}"
_LOWER_START = re.compile(rf"[{_CLOSING}“‘«(\[]*[a-zà-öø-ÿ]")
_LOWER_NAME = re.compile(r"(?:i|e)[A-Z]")  # iPhone, eBay
_TORN = re.compile(r"[-–]\w")
_ONLY_MARKS = re.compile(r"[\W_]+$")
_INITIAL = re.compile(r"[A-Z]\.(?=\s|$)")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,3}")
_ORDINAL = re.compile(r"\d{1,2}\.")
_LOST_CLOSING = re.compile(r"[”’»](?=[^\W\d_])")
_QUOTE_TURN = re.compile(r"[.!?…][”\"]\s+(?=[“\"])|[。！？][」』”’）》]*\s*(?=\S)")
_SPACE = re.compile(r"\s+")

# Punkt takes quadratic time on some texts, and nltk gives a pattern up after five seconds; a paragraph of 20,000
# characters is no prose.
LONGEST = 20_000
# Initials and the marks in front of them are shorter.
LONGEST_INITIALS = 20


def spans(text: str, start: int, end: int, code: str) -> Iterator[Span]:
    """Yield the `(start, end)` offsets of the sentences of the paragraph `text[start:end]`, in order.

    Arguments: the text; where the paragraph stands; the code of the language.
    """
    paragraph = text[start:end]
    joined: list[Span] = []
    for a, b in _cut(paragraph):
        if joined and _LOST_CLOSING.match(paragraph, a) and joined[-1][1] == a:
            joined[-1] = (joined[-1][0], a + 1)
            joined.append((a + 1, b))
        elif joined and _belongs(paragraph[slice(*joined[-1])][-LONGEST_INITIALS:], paragraph[a:b], code):
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    for a, b in _cut_quotations(paragraph, joined):
        yield start + a, start + b


def _cut(paragraph: str) -> Iterator[Span]:
    """Punkt's sentences; it is given long paragraphs in pieces that end at white space."""
    start = 0
    while start < len(paragraph):
        end = len(paragraph)
        if end - start > LONGEST:
            gap = _SPACE.search(paragraph, start + LONGEST)
            end = gap.end() if gap else end
        if end - start > 2 * LONGEST:  # one word, longer than any prose
            yield start, end
        else:
            for a, b in _punkt().span_tokenize(paragraph[start:end]):
                yield start + a, start + b
        start = end


def _belongs(before: str, piece: str, code: str) -> bool:
    """Whether a piece goes on the sentence whose last characters are given."""
    if _ONLY_MARKS.match(piece) or _TORN.match(piece):
        return True
    if _LOWER_START.match(piece) and not _LOWER_NAME.match(piece):
        return True
    last = before.rsplit(maxsplit=1)[-1].lstrip("“\"'‘(")
    if last.endswith(".") and last[:-1].lower() in ABBREVIATIONS.get(code, ()):
        return True
    if code in ORDINALS and _ORDINAL.fullmatch(last):
        return True
    return bool(_INITIALS.fullmatch(last) or (_INITIAL.fullmatch(last) and _INITIAL.match(piece)))


def _cut_quotations(paragraph: str, spans: list[Span]) -> Iterator[Span]:
    """Cut where Punkt cannot: between two quotations after an abbreviation, and after 。 which no space follows."""
    for start, end in spans:
        turns = list(_QUOTE_TURN.finditer(paragraph, start, end))
        starts = [start, *(turn.end() for turn in turns)]
        ends = [*(turn.start() + len(turn.group().rstrip()) for turn in turns), end]
        yield from zip(starts, ends, strict=True)


@cache
def _punkt() -> Any:
    punkt = lean_nltk.module("nltk.tokenize.punkt")

    class NewsVars(punkt.PunktLanguageVars):  # type: ignore[misc, name-defined]
        """Punkt's marks with the typographic quotation marks that news pages use."""

        sent_end_chars = (".", "?", "!", "…")
        re_boundary_realignment = re.compile(rf"[{_CLOSING}]+?(?:\s+|(?=--)|$)", re.MULTILINE)

    return punkt.PunktSentenceTokenizer(lang_vars=NewsVars())
