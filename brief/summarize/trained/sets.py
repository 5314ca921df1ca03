"""Which sentences go together: sets of two or three of the best, as numbers."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from brief.summarize.trained.expected import LATE, Words
from brief.summarize.trained.terms import Floats, Places, Terms
from brief.summarize.trained.traits import PLACE, REFERENCE, View

_PLAIN = (
    "size", "words", "words_log", "score", "score_min", "score_max", "score_mean", "ranks", "covers", "covers_mean",
    "recall", "frequency", "similar", "similar_max", "distinct", "place_min", "place_max", "place_mean", "has_first",
    "has_second", "has_third", "neighbors", "is_lead", "points", "ties", "opens_quote", "speaker", "words_min",
    "words_max", "centroid", "title", "said", "figures", "asks",
)  # fmt: skip
#: Those that are looked at a second time, as the difference to the mean of the article's sets.
_RELATIVE = (
    "words", "score", "score_min", "score_mean", "covers", "covers_mean", "recall", "frequency", "similar", "centroid",
    "place_max", "place_min",
)  # fmt: skip
#: What the model of sets looks at, in the order of the columns of `set_traits`.
SET_TRAITS = (*_PLAIN, *(f"{name}_relative" for name in _RELATIVE))

_RELATIVE_COLUMNS = [_PLAIN.index(name) for name in _RELATIVE]
_SUMMED = [PLACE[name] for name in ("opens_quote", "speaker", "title", "said", "figures", "asks", "points", "ties")]
_FAR = np.float32(1e3)

#: Sizes of the sets: those of the references learned from, but for one in twenty.
SIZES = (2, 3)


@cache
def memberships(count: int, sizes: tuple[int, ...] = SIZES) -> Floats:
    """Return (sets, count) 1 where a set holds a sentence: every set of the given sizes, of one sentence that one."""
    wanted = sizes if count >= min(sizes) else (1,)
    rows = [chosen for size in wanted for chosen in combinations(range(count), size)]
    found = np.zeros((len(rows), count), np.float32)
    for number, chosen in enumerate(rows):
        found[number, list(chosen)] = 1
    return found


@cache
def _couples(count: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Every two of so many sentences."""
    one, other = np.triu_indices(count, 1)
    return one, other


def set_traits(member: Floats, pool: Places, score: Floats, t: Terms, w: Words, v: View) -> Floats:
    """Return (sets, len(SET_TRAITS)) what the model of sets looks at.

    Arguments: (sets, pool) memberships; the sentences of the pool in reading order; the score of every sentence of the
    article; its parts.
    """
    length, best, place = t.lengths[pool], score[pool], pool.astype(np.float32)
    rank = np.empty(len(pool), np.float32)
    rank[np.argsort(-best, kind="stable")] = np.arange(len(pool))
    follows = np.zeros(len(pool), np.float32)
    follows[1:] = pool[1:] == pool[:-1] + 1
    before = np.zeros_like(member)  # 1 where the sentence before is in the set too
    before[:, 1:] = member[:, :-1]
    before *= follows
    present = w.present[pool]
    told_of = present.any(0)
    present = present[:, told_of]
    union = (member @ present > 0).astype(np.float32)
    content = w.content[told_of]
    covers, distinct, frequency = (union @ np.stack([v.expected, w.content, v.share], 1)[told_of]).T
    traits = v.traits[pool][:, _SUMMED]
    traits[:, -2:] *= (pool > 0)[:, None]
    summed = np.column_stack([length, best, rank, place, present @ content, traits])
    words, total, ranks, places, all_content, quoting, speaking, title, said, figures, asks, _, _ = (member @ summed).T
    points, ties = ((member - before) @ traits[:, -2:]).T
    size = member.sum(1)
    similarity = v.similarity[pool][:, pool]
    one, other = _couples(len(pool))
    told = member @ v.vectors[pool]
    inside = member > 0
    last = np.where(inside, place, -1).max(1)
    has = np.zeros((3, len(member)), np.float32)
    for column in range(min(3, len(pool))):
        if pool[column] < len(has):
            has[pool[column]] = member[:, column]
    columns = (
        size, words, np.log1p(words), total, np.where(inside, best, _FAR).min(1), np.where(inside, best, -_FAR).max(1),
        total / size, ranks, covers, covers / words,
        2 * covers / (words + REFERENCE), frequency, np.einsum("ij,ij->i", member @ similarity, member) / 2,
        (member[:, one] * member[:, other] * similarity[one, other]).max(1, initial=0),
        distinct / np.maximum(all_content, 1), np.minimum(np.where(inside, place, _FAR).min(1), LATE),
        np.minimum(last, LATE), np.minimum(places / size, LATE), has[0], has[1], has[2],
        np.einsum("ij,ij->i", member, before), last == size - 1, points, ties, quoting, speaking,
        np.where(inside, length, _FAR).min(1), np.where(inside, length, -1).max(1),
        (told @ v.centroid) / np.maximum(np.sqrt(np.einsum("ij,ij->i", told, told)), 1e-6), title, said, figures, asks,
    )  # fmt: skip
    out = np.empty((len(member), len(SET_TRAITS)), np.float32)
    for number, column in enumerate(columns):
        out[:, number] = column
    relative = out[:, _RELATIVE_COLUMNS]
    out[:, len(_PLAIN) :] = relative - relative.mean(0)
    return out
