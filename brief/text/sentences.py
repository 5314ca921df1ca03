"""Sentences, with their offsets: by rules where the language has word lists, by Punkt where it has none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brief.model import Sentence
from brief.text import rules
from brief.text.language import Language

Span = tuple[int, int]


def sentences(text: str, paragraphs: Sequence[Span], language: Language) -> tuple[Sentence, ...]:
    """Split the given paragraphs of a text into sentences.

    Arguments: the whole text; `(start, end)` offsets of the paragraphs that belong to the story; the language.
    Returns sentences with offsets into the whole text; `text[s.start:s.end] == s.text` holds for each.
    """
    found: list[Sentence] = []
    for number, (start, end) in enumerate(paragraphs):
        for a, b in _spans(text, start, end, language):
            found.append(Sentence(len(found), number, text[a:b], a, b))
    return tuple(found)


def _spans(text: str, start: int, end: int, language: Language) -> Iterator[Span]:
    if language.abbreviations:
        return rules.spans(text, start, end, language)
    from brief.text import punkt

    return punkt.spans(text, start, end, language.code)
