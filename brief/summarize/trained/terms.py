"""The words of an article as arrays: what each sentence holds, and what is known of each word.

A word form is looked up once in a process and kept, so that a day's articles pay for their new words only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from brief.text import Language, stem

Floats = NDArray[np.float32]
Places = NDArray[np.intp]

#: What is known of a word form, in the order of the columns; all but the first and the last are 1 or 0.
FORM = ("stem", "capital", "stop", "digits", "ties", "speaker", "rarity")
STEM, CAPITAL, STOP, DIGITS, TIES, SPEAKER, RARITY = range(len(FORM))

# All that is known is forgotten at once when it is so much; a news day has some 30,000 forms.
MOST_KNOWN = 300_000

# A language without a list of stop words: its shortest words tell the least.
SHORT_WORD = 3


class _Separators(dict[int, int]):
    """For `str.translate`, which is three times as fast as a pattern: all but letters and digits becomes a space."""

    def __missing__(self, code: int) -> int:
        self[code] = code if chr(code).isalnum() else ord(" ")
        return self[code]


_SEPARATORS = _Separators()


class _Rows(dict[str, int]):
    """The rows of word forms; one that is missing is learned, and what is known of it put aside."""

    def __init__(self, learn: Callable[[str], list[float]]) -> None:
        super().__init__()
        self._learn, self.new = learn, list[list[float]]()

    def __missing__(self, form: str) -> int:
        self.new.append(self._learn(form))
        self[form] = len(self)
        return self[form]


class Vocabulary:
    """What is known of the word forms of a language, learned as they are met.

    Which row a form gets depends on what was read before; nothing that is made from the rows does.

    Arguments: the language; the rarity of common stems (logarithm of the inverse share of articles they stand in), and
    that of every other.
    """

    def __init__(self, tongue: Language, rarity: Mapping[str, float], usual: float) -> None:
        self._tongue, self._rarity, self._usual = tongue, rarity, usual
        self._forget()

    def _forget(self) -> None:
        self._rows = _Rows(self._learn)
        self._stems: dict[str, int] = {}
        self._known = np.zeros((0, len(FORM)), np.float32)

    def look_up(self, forms: Sequence[str]) -> Floats:
        """Return (forms, len(FORM)) what is known of some word forms."""
        if len(self._rows) > MOST_KNOWN:
            self._forget()
        rows = np.array(list(map(self._rows.__getitem__, forms)), np.intp)
        if self._rows.new:
            self._known = np.concatenate([self._known, np.array(self._rows.new, np.float32)])
            self._rows.new = []
        found: Floats = self._known[rows]
        return found

    def _learn(self, form: str) -> list[float]:
        tongue, word = self._tongue, form.lower()
        root = stem(word, tongue)
        stops = tongue.stop_words
        return [
            self._stems.setdefault(root, len(self._stems)),
            word != form,
            (word in stops or len(word) == 1) if stops else len(word) <= SHORT_WORD,
            word[0].isdigit(),
            word in tongue.connectives,
            word in tongue.speakers,
            self._rarity.get(root, self._usual),
        ]


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of some sentences; a type is a distinct stem, numbered in order of its first appearance.

    Attributes:
        ids, places: (tokens,) the type and the sentence of each token.
        first_token: (types,) the first token of each type.
        known: (types, len(FORM)) what is known of that token.
        sums, opening: (sentences, len(FORM)) the sums over the tokens of each sentence, and its first token.
        lengths: (sentences,) number of tokens, at least 1.
        counts: (sentences, types) how often each type stands in each sentence.
        title: (types,) 1 where a type stands in the headline.
    """

    ids: Places
    places: Places
    first_token: Places
    known: Floats
    sums: Floats
    opening: Floats
    lengths: Floats
    counts: Floats
    title: Floats


def split(text: str) -> list[str]:
    """Return the word forms of a text; `_` for one without."""
    return text.translate(_SEPARATORS).split() or ["_"]


def count_terms(texts: Sequence[str], headline: str, vocabulary: Vocabulary) -> Terms:
    """Count the words of some sentences.

    Arguments: at least one sentence; the headline, perhaps empty; what is known of the language's words.
    """
    found = [split(text) for text in texts]
    sizes = np.array([len(forms) for forms in found])
    inside = int(sizes.sum())
    rows = vocabulary.look_up([*chain.from_iterable(found), *split(headline)])
    stems = rows[:, STEM]
    heading, stems, rows = stems[inside:], stems[:inside], rows[:inside]
    distinct, first, which = np.unique(stems, return_index=True, return_inverse=True)
    order = np.argsort(first)
    number = np.empty(len(order), np.intp)
    number[order] = np.arange(len(order))
    ids, first_token = number[which], first[order]
    n, types = len(sizes), len(order)
    places = np.repeat(np.arange(n), sizes)
    starts = np.cumsum(sizes) - sizes
    title = np.isin(distinct[order], heading) if headline else np.zeros(types)
    return Terms(
        ids=ids,
        places=places,
        first_token=first_token,
        known=rows[first_token],
        sums=np.add.reduceat(rows, starts, axis=0),
        opening=rows[starts],
        lengths=sizes.astype(np.float32),
        counts=np.bincount(places * types + ids, minlength=n * types).reshape(n, types).astype(np.float32),
        title=title.astype(np.float32),
    )
