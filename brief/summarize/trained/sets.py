"""Which sentences go together: sets of two or three of the best, as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from brief.summarize.trained.expected import LATE, Words
from brief.summarize.trained.terms import TIES, Floats, Places, Terms
from brief.summarize.trained.traits import PLACE, REFERENCE, View

_PLAIN = (
    "size", "words", "words_log", "score", "score_min", "score_max", "score_mean", "ranks", "covers", "covers_mean",
    "recall", "similar", "similar_max", "distinct", "place_min", "neighbors", "ties", "opens_quote", "words_min",
    "words_max", "centroid", "title", "asks",
)  # fmt: skip
#: Those that are looked at a second time, as the difference to the mean of the article's sets.
_RELATIVE = (
    "words", "score", "score_min", "score_mean", "covers", "covers_mean", "recall", "similar", "centroid",
)  # fmt: skip
#: What the model of sets looks at, in the order of the columns of `set_traits`.
SET_TRAITS = (*_PLAIN, *(f"{name}_relative" for name in _RELATIVE))

_RELATIVE_COLUMNS = [_PLAIN.index(name) for name in _RELATIVE]
_SUMMED = [PLACE["opens_quote"], PLACE["title"]]

#: Sizes of the sets: those of the references learned from, but for one in twenty.
SIZES = (2, 3)


@dataclass(frozen=True, slots=True)
class Sets:
    """Sets of the sentences of a pool.

    Attributes:
        member: (sets, pool) 1 where a set holds a sentence.
        each: (sets, largest size) the places in the pool of the sentences of each set, in reading order; the last one
            stands again where a set has fewer than others.
    """

    member: Floats
    each: Places

    def __len__(self) -> int:
        return len(self.member)

    def only(self, allowed: NDArray[np.bool_]) -> Sets:
        """Return some of them."""
        return Sets(self.member[allowed], self.each[allowed])


@cache
def every_set(count: int) -> Sets:
    """Return every set of `SIZES` of so many sentences; of a single sentence, that one."""
    wanted = SIZES if count >= min(SIZES) else (1,)
    rows = [chosen for size in wanted for chosen in combinations(range(count), size)]
    member = np.zeros((len(rows), count), np.float32)
    for number, chosen in enumerate(rows):
        member[number, list(chosen)] = 1
    longest = max(map(len, rows), default=1)
    each = [[*chosen, *([chosen[-1]] * (longest - len(chosen)))] for chosen in rows]
    return Sets(member, np.array(each, np.intp).reshape(-1, longest))


def set_traits(sets: Sets, pool: Places, score: Floats, t: Terms, w: Words, v: View) -> Floats:
    """Return (sets, len(SET_TRAITS)) what the model of sets looks at.

    Arguments: the sets; the sentences of the pool in reading order; the score of every sentence of the article; its
    parts.
    """
    member, each = sets.member, sets.each
    size = member.sum(1)
    length, best = t.lengths[pool], score[pool]
    rank = np.empty(len(pool), np.float32)
    rank[np.argsort(-best, kind="stable")] = np.arange(len(pool))
    follows = np.zeros(len(pool), np.float32)
    follows[1:] = pool[1:] == pool[:-1] + 1
    before = np.zeros_like(member)  # 1 where the sentence before is in the set too
    before[:, 1:] = member[:, :-1]
    before *= follows * member
    present = w.present[pool]
    union = (member @ present > 0).astype(np.float32)
    covers, distinct = (union @ np.stack([v.expected, w.content], 1)).T
    ties = t.opening[pool, TIES] * (pool > 0)
    summed = np.column_stack([length, best, rank, present @ w.content, v.traits[pool][:, _SUMMED], v.asks[pool], ties])
    words, total, ranks, content, quoting, title, asks, tied = (member @ summed).T
    similarity = v.similarity[pool][:, pool]
    told = member @ v.vectors[pool]
    scores, lengths = best[each], length[each]
    columns = (
        size, words, np.log1p(words), total, scores.min(1), scores.max(1), total / size, ranks, covers, covers / words,
        2 * covers / (words + REFERENCE), np.einsum("ij,ij->i", member @ similarity, member) / 2,
        similarity[each[:, :, None], each[:, None]].max((1, 2)), distinct / np.maximum(content, 1),
        np.minimum(pool[each[:, 0]], LATE), before.sum(1), tied - before @ ties, quoting, lengths.min(1),
        lengths.max(1), (told @ v.centroid) / np.maximum(np.sqrt(np.einsum("ij,ij->i", told, told)), 1e-6), title, asks,
    )  # fmt: skip
    out = np.empty((len(member), len(SET_TRAITS)), np.float32)
    for number, column in enumerate(columns):
        out[:, number] = column
    relative = out[:, _RELATIVE_COLUMNS]
    out[:, len(_PLAIN) :] = relative - relative.mean(0)
    return out
