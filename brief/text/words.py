"""Words, stems and the words that carry a text's meaning."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from brief.text.language import Language

#: Words a person reads in a minute: the mean of 190 studies is 238 (Brysbaert 2019); news with figures is slower.
WORDS_A_MINUTE = 230

# Letters with inner apostrophes, hyphens left out (they join words), and figures kept whole: 1,200 or 3.5. What a
# letter is takes twice as long to ask of all scripts as of plain ASCII, which most sentences of English are in.
_WORD = re.compile(r"[^\W\d_]++(?:['’][^\W\d_]++)*+|\d++(?:[.,]\d++)*+(?:[^\W\d_]++|%)?")
_PLAIN_WORD = re.compile(_WORD.pattern, re.ASCII)


def words(text: str) -> list[str]:
    """Return the words of a text in order, as they are written; a figure such as `1,200` or `76%` is one word."""
    return (_PLAIN_WORD if text.isascii() else _WORD).findall(text)


def content_words(text: str, language: Language) -> list[str]:
    """Return the words of a text in lower case without stop words, possessive endings and single letters."""
    kept = []
    for word in words(text.lower().replace("’", "'")):
        bare = word.removesuffix("'s").removesuffix("'")
        if bare not in language.stop_words and (len(bare) > 1 or bare.isdigit()):
            kept.append(bare)
    return kept


def content_stems(text: str, language: Language) -> list[str]:
    """Return the stems of the content words of a text, in order."""
    return stems(content_words(text, language), language)


def stems(words: Iterable[str], language: Language) -> list[str]:
    """Return the stems of lower-case words, in order; the words themselves where the language has no stemmer."""
    return list(map(_stemmer(language.stemmer), words)) if language.stemmer else list(words)


def stem(word: str, language: Language) -> str:
    """Return the stem of a lower-case word; the word itself where the language has no stemmer."""
    return _stemmer(language.stemmer)(word) if language.stemmer else word


@cache
def _stemmer(name: str) -> Callable[[str], str]:
    """A stemmer of the Snowball project, which remembers the words it has met.

    A news day has some 30,000 word forms; a word met before takes a tenth of the time of a new one, 0.1 us to 1 us.
    """
    from Stemmer import Stemmer

    stemmer = Stemmer(name)
    stemmer.maxCacheSize = 0  # its own memory, which is sorted whenever it is full, is slower than none
    return lru_cache(maxsize=200_000)(stemmer.stemWord)
