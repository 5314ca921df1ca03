"""Phrases that a user names, found in a text whatever their endings: `solar panel` in "Solar panels for Tarn"."""

from __future__ import annotations

from collections.abc import Sequence

from brief.text.language import Language
from brief.text.words import stems, words


def stemmed(text: str, language: Language) -> list[str]:
    """Return the stems of all words of a text, in order, stop words among them, possessive endings left out."""
    lowered = (word.lower().replace("’", "'").removesuffix("'s").removesuffix("'") for word in words(text))
    return stems(lowered, language)


def occurrences(phrase: Sequence[str], text: Sequence[str]) -> int:
    """Return how often the words of a phrase stand side by side in a text; no words stand nowhere."""
    size = len(phrase)
    if not size:
        return 0
    found = list(phrase)
    return sum(text[i] == found[0] and list(text[i : i + size]) == found for i in range(len(text) - size + 1))


def stands_in(phrase: Sequence[str], text: Sequence[str]) -> bool:
    """Return whether the words of a phrase stand side by side in a text."""
    return occurrences(phrase, text) > 0
