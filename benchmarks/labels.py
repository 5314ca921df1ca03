"""What a perfect summarizer would do, by the references: labels for `train.py`.

ROUGE counts are those of the rouge-score package's stemmed words; a set's ROUGE-2 leaves out the pairs that run over
the border of two sentences, so that it follows from counts per sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from nltk.stem.porter import PorterStemmer
from numpy.typing import NDArray

Array = NDArray[np.float32]

_TOKEN = re.compile(r"[a-z0-9]+")
_PORTER = PorterStemmer()


@cache
def stem(word: str) -> str:
    """The stem that rouge-score compares by."""
    return _PORTER.stem(word) if len(word) > 3 else word


def tokens(text: str) -> list[str]:
    """The words that rouge-score compares by."""
    return [stem(word) for word in _TOKEN.findall(text.lower())]


@dataclass(frozen=True)
class References:
    """References against the sentences of their article.

    Attributes:
        lengths: (sentences,) tokens of each.
        grams: for each reference, its length and, for words and pairs: how often each sentence has each of its grams
            (sentences, grams), and how often the reference has it (grams,).
        words: the set of them in each reference.
    """

    lengths: Array
    grams: tuple[tuple[int, tuple[tuple[Array, Array], ...]], ...]
    words: tuple[frozenset[str], ...]

    def rouge(self, chosen: Array) -> Array:
        """(sets, 2) mean ROUGE-1 and ROUGE-2 F1, times 100, of sets given as (sets, sentences) memberships."""
        told = chosen @ self.lengths
        total = np.zeros((len(chosen), 2), np.float32)
        for length, kinds in self.grams:
            for order, (held, wanted) in enumerate(kinds):
                overlap = np.minimum(chosen @ held, wanted).sum(1)
                total[:, order] += 2 * overlap / np.maximum(told + length - 2 * order, 1)
        return 100 * total / len(self.grams)


def references(sentences: Sequence[str], summaries: Sequence[str]) -> References:
    """Count what sentences and references share."""
    held = [tokens(sentence) for sentence in sentences]
    told = [tokens(summary) for summary in summaries]
    return References(
        np.array([len(one) for one in held], np.float32),
        tuple((len(one), tuple(_counts(held, one, order) for order in (1, 2))) for one in told),
        tuple(frozenset(one) for one in told),
    )


def _counts(held: Sequence[Sequence[str]], told: Sequence[str], order: int) -> tuple[Array, Array]:
    wanted = Counter(_grams(told, order))
    place = {gram: number for number, gram in enumerate(wanted)}
    found = np.zeros((len(held), len(wanted)), np.float32)
    for row, sentence in enumerate(held):
        for gram in _grams(sentence, order):
            if gram in place:
                found[row, place[gram]] += 1
    return found, np.array(list(wanted.values()), np.float32)


def _grams(words: Sequence[str], order: int) -> list[tuple[str, ...]]:
    return list(zip(*(words[start:] for start in range(order)), strict=False))


def oracle(found: References, most: int = 3) -> Array:
    """(sentences,) 1 for the sentences that greedily raise the mean of ROUGE-1 and ROUGE-2 most."""
    count = len(found.lengths)
    chosen, best = np.zeros(count, np.float32), 0.0
    for _ in range(most):
        trials = np.maximum(chosen, np.eye(count, dtype=np.float32))
        scores = np.where(chosen > 0, -1, found.rouge(trials).mean(1))
        if scores.max() <= best:
            break
        best = float(scores.max())
        chosen = trials[int(scores.argmax())]
    return chosen
