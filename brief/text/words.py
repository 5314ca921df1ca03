"""Words, stems and the words that carry a text's meaning."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from brief.text import lean_nltk
from brief.text.language import Language

# Letters and digits, with inner apostrophes, hyphens left out (they join words), and figures kept whole: 1,200 or 3.5.
_WORD = re.compile(r"\d+(?:[.,]\d+)*(?:[^\W\d_]+|%)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\W_]+")


def words(text: str) -> list[str]:
    """Return the words of a text in order, as they are written; a figure such as `1,200` or `76%` is one word."""
    return _WORD.findall(text)


def content_words(text: str, language: Language) -> list[str]:
    """Return the words of a text in lower case without stop words, possessive endings and single letters."""
    kept = []
    for word in _WORD.findall(text.lower().replace("’", "'")):
        bare = word.removesuffix("'s").removesuffix("'")
        if bare not in language.stop_words and (len(bare) > 1 or bare.isdigit()):
            kept.append(bare)
    return kept


def content_stems(text: str, language: Language) -> list[str]:
    """Return the stems of the content words of a text, in order."""
    return [stem(word, language) for word in content_words(text, language)]


def stem(word: str, language: Language) -> str:
    """Return the stem of a lower-case word; the word itself where the language has no stemmer."""
    return _stem(word, language.stemmer) if language.stemmer else word


@lru_cache(maxsize=200_000)  # a news day has some 30,000 word forms; the cache makes stemming 20 times faster
def _stem(word: str, stemmer: str) -> str:
    return _stemmer(stemmer)(word)


@cache
def _stemmer(name: str) -> Callable[[str], str]:
    stem_word: Callable[[str], str] = lean_nltk.module("nltk.stem.snowball").SnowballStemmer(name).stem
    return stem_word
