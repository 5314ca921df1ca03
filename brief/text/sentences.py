"""Sentences, with their offsets: nltk's Punkt algorithm (Kiss and Strunk 2006) with parameters of our own.

Punkt is given abbreviations and sentence starters from the `Language`; nothing is trained or downloaded. Its cuts are
then mended where news prose defeats it: a cut before a lower-case word (`.” he said`), inside a name (`Yahoo! News`),
or before a hyphen that broken spacing has torn off (`U.S. -Japan`) is taken back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from brief.model import Sentence
from brief.text import lean_nltk
from brief.text.language import Language

_CLOSING = "\"'”’»)\\]}"
_LOWER_START = re.compile(rf"[{_CLOSING}“‘«(\[]*[a-zà-öø-ÿ]")
_LOWER_NAME = re.compile(r"(?:i|e)[A-Z]")  # iPhone, eBay
_TORN = re.compile(r"[-–]\w")
_ONLY_MARKS = re.compile(r"[\W_]+$")
_QUESTION_QUOTED = re.compile(r"[?!][\"”'’]$")
_INITIAL = re.compile(r"[A-Z]\.(?=\s|$)")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,3}")
_FIRST_WORD = re.compile(r"[^\W_]+")
_LOST_CLOSING = re.compile(r"[”’»](?=[^\W\d_])")
_NAME = re.compile(r"(?:[A-Z][\w.'’-]*\s+){1,4}")

# Punkt takes quadratic time on some texts, and nltk gives a pattern up after five seconds; a paragraph of 20,000
# characters is no prose.
LONGEST = 20_000
_SPACE = re.compile(r"\s+")


def sentences(text: str, paragraphs: Sequence[tuple[int, int]], language: Language) -> tuple[Sentence, ...]:
    """Split the given paragraphs of a text into sentences.

    Arguments: the whole text; `(start, end)` offsets of the paragraphs that belong to the story; the language.
    Returns sentences with offsets into the whole text; `text[s.start:s.end] == s.text` holds for each.
    """
    found: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs):
        for a, b in _spans(text[start:end], language):
            found.append(Sentence(len(found), number, text[start + a : start + b], start + a, start + b))
    return tuple(found)


def _spans(paragraph: str, language: Language) -> list[tuple[int, int]]:
    """Offsets of the sentences of one paragraph."""
    joined: list[tuple[int, int]] = []
    for start, end in _cut_by_punkt(paragraph, language):
        if joined and _LOST_CLOSING.match(paragraph, start) and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], start + 1)
            joined.append((start + 1, end))
        elif joined and _belongs(paragraph[joined[-1][0] : joined[-1][1]], paragraph[start:end], language):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return list(_cut_quotations(paragraph, joined))


def _cut_by_punkt(paragraph: str, language: Language) -> Iterator[tuple[int, int]]:
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
            for a, b in _punkt(language).span_tokenize(paragraph[start:end]):
                yield start + a, start + b
        start = end


def _belongs(before: str, piece: str, language: Language) -> bool:
    """Whether a piece goes on the sentence before it."""
    if _ONLY_MARKS.match(piece) or _TORN.match(piece):
        return True
    if _LOWER_START.match(piece) and not _LOWER_NAME.match(piece):
        return True
    if _QUESTION_QUOTED.search(before[-2:]) and _is_attribution(piece, language):
        return True
    last = before.rsplit(maxsplit=1)[-1].lstrip("“\"'‘(")
    opening = _FIRST_WORD.match(piece)
    first = opening.group().lower() if opening else ""
    abbreviated = last.endswith(".") and last[:-1].lower() in language.abbreviations
    if _INITIAL.match(piece) and (_INITIAL.fullmatch(last) or abbreviated):
        return True
    if _INITIALS.fullmatch(last):  # J.R. Smith; U.S. is an abbreviation, and ends a sentence where a starter follows
        return not abbreviated and first not in language.starters
    return last.lower() in language.names and piece[:1].isupper() and first not in language.starters


def _is_attribution(piece: str, language: Language) -> bool:
    """Whether a piece begins with a name and a verb of saying, as `“Why now?” Mary Kay asked.` has."""
    named = _NAME.match(piece)
    rest = piece[named.end() :].split(maxsplit=1) if named else []
    return bool(rest) and rest[0].strip(".,:") in language.attributions


_QUOTE_TURN = re.compile(r"[.!?…][”\"]\s+(?=[“\"])|[。！？][」』”’）》]*\s*(?=\S)")


def _cut_quotations(paragraph: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Cut where Punkt cannot: between two quotations after an abbreviation, and after 。 which no space follows."""
    for start, end in spans:
        turns = list(_QUOTE_TURN.finditer(paragraph, start, end))
        starts = [start, *(turn.end() for turn in turns)]
        ends = [*(turn.start() + len(turn.group().rstrip()) for turn in turns), end]
        yield from zip(starts, ends, strict=True)


@cache
def _punkt(language: Language) -> Any:
    punkt = lean_nltk.module("nltk.tokenize.punkt")

    class NewsVars(punkt.PunktLanguageVars):  # type: ignore[misc, name-defined]
        """Punkt's marks with the typographic quotation marks that news pages use."""

        sent_end_chars = (".", "?", "!", "…")
        re_boundary_realignment = re.compile(rf"[{_CLOSING}]+?(?:\s+|(?=--)|$)", re.MULTILINE)

    parameters = punkt.PunktParameters()
    parameters.abbrev_types = set(language.abbreviations)
    parameters.sent_starters = set(language.starters)
    tokenizer = punkt.PunktSentenceTokenizer(lang_vars=NewsVars())
    tokenizer._params = parameters  # noqa: SLF001 - the constructor takes parameters only instead of, not beside, the marks
    return tokenizer
