"""Near-duplicates: syndicated, truncated and slightly edited copies of one text.

Two texts are copies when half of the shorter one's 3-word shingles stand in the other (Broder 1997, containment): a
recall of .998 over truncations and edits at no false pair in 4,000, where MinHash over Jaccard has .68.

They are looked for in the whole day, before anything is grouped: a copy of two sentences need not be near the full
text by its words. Pairs to look at share runs of three terms that few articles have.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import UTC
from typing import Any

import numpy as np
from numpy.typing import NDArray

from brief.group.vectors import Counted, counted
from brief.model import Article
from brief.text import words

Numbers = NDArray[np.int64]
Owners = NDArray[np.int32]

CONTAINMENT = 0.5
SHINGLE = 3

# Below so many shingles half of them can be a stock phrase.
FEWEST = 8

# A pair is looked at when so large a share of the smaller one's runs of three terms is in the other: half of what makes
# a copy, since terms are what is left of the words.
LIKELY = 0.25

# Of the articles that have one run, all pairs are looked at up to so many; beyond, each beside the fullest and the
# next.
CROWD = 8

# An article that is so much of the fullest is as full.
AS_FULL = 0.9

# Runs that are sorted at a time, so that a large day does not take several times its size.
PART = 4_000_000

_FACTOR = 1_000_003


def copies(
    articles: Sequence[Article], left_out: Sequence[Collection[int]] = (), found: Counted | None = None
) -> list[list[int]]:
    """Return the groups of near-duplicates among some articles of one language, as positions, singles included.

    Arguments: the articles; for each the sentences that do not count, by their index; their terms, where they are
    known already. In each group the original comes first: the fullest text, and among texts as full (within a tenth)
    the earliest. A later one of the same outlet that is as full takes the place of an earlier: it is the corrected one.
    """
    left_out = left_out or [()] * len(articles)
    sets: dict[int, Numbers] = {}
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    nearest: dict[int, tuple[float, int, int]] = {}
    for pair in likely(found or counted(articles, left_out)):
        for one in pair:
            if one not in sets:
                sets[one] = shingles(articles[one], numbers, left_out[one])
        shared, smaller = overlap(sets[pair[0]], sets[pair[1]])
        if not is_copy(shared, smaller):
            continue
        small, large = sorted(pair, key=lambda i: (len(sets[i]), -i))
        alike = shared / (len(sets[small]) + len(sets[large]) - shared)
        # A text that stands in several belongs to the one it is most alike: a teaser to its article, and not to a
        # page of the day's headlines that has it too.
        nearest[small] = max(nearest.get(small, (0.0, 0, 0)), (round(alike, 9), len(sets[large]), -large))
    joined = _joined(len(articles), {small: -large for small, (_, _, large) in nearest.items()})
    return [_original_first(members, articles, sets) if len(members) > 1 else members for members in joined]


def likely(found: Counted) -> list[tuple[int, int]]:
    """Return the pairs of articles that may be copies, by the runs of three terms that their texts share."""
    keys, holders = _runs(found)
    amount = np.bincount(holders, minlength=len(found.sizes))
    parts = len(keys) // PART + 1
    shared = [np.zeros(0, dtype=np.int64)]
    for part in range(parts):
        here = keys % parts == part
        shared.append(_beside_each_other(*_held_by_several(keys[here], holders[here]), amount))
    pairs, support = np.unique(np.concatenate(shared), return_counts=True)
    one, other = np.divmod(pairs, len(found.sizes))
    enough = support >= np.maximum(LIKELY * np.minimum(amount[one], amount[other]), 1)
    return list(zip(one[enough].tolist(), other[enough].tolist(), strict=True))


def _runs(found: Counted) -> tuple[Numbers, Owners]:
    """The runs of three terms of all texts, and whose they are."""
    owners = np.repeat(np.arange(len(found.sizes), dtype=np.int32), found.sizes)
    place = np.arange(len(found.run)) - np.repeat(np.cumsum(found.sizes) - found.sizes, found.sizes)
    starts = np.flatnonzero((place >= found.headed[owners]) & (place + SHINGLE <= found.sizes[owners]))
    return _as_numbers(found.run, starts), owners[starts]


def _as_numbers(run: NDArray[np.integer[Any]], starts: Numbers) -> Numbers:
    """One number for the three numbers from each start; two runs get the same beyond a million words only."""
    total = np.zeros(len(starts), dtype=np.int64)
    for step in range(SHINGLE):
        total *= _FACTOR
        total += run[starts + step]
    return total


def _held_by_several(keys: Numbers, holders: Owners) -> tuple[Numbers, Owners]:
    """The keys that several holders have, sorted, each once with each holder; the holders come in order."""
    order = np.argsort(keys, kind="stable")
    keys, holders = keys[order], holders[order]
    again = np.concatenate([[False], (keys[1:] == keys[:-1]) & (holders[1:] == holders[:-1])])[: len(keys)]
    keys, holders = keys[~again], holders[~again]
    same = np.concatenate([[False], keys[1:] == keys[:-1], [False]])[: len(keys) + 1]
    several = same[:-1] | same[1:]
    return keys[several], holders[several]


def _beside_each_other(keys: Numbers, holders: Owners, amount: Numbers) -> Numbers:
    """The pairs of holders of each key, as one number each: all of few, a chain and a star of many."""
    order = np.lexsort((holders, -amount[holders], keys))
    keys, holders = keys[order], holders[order]
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)])
    size = np.diff(np.concatenate([first, [len(keys)]]))
    begin, many = np.repeat(first, size), np.repeat(size, size)
    place = np.arange(len(keys))
    found = []
    for step in range(1, CROWD):
        later = place[(place - begin >= step) & ((many <= CROWD) | (step == 1))]
        found.append((holders[later - step], holders[later]))
    later = place[(place - begin >= 2) & (many > CROWD)]  # noqa: PLR2004 - the second is beside the first already
    found.append((holders[begin[later]], holders[later]))
    one, other = (np.concatenate(side) for side in zip(*found, strict=True))
    pairs: Numbers = np.minimum(one, other).astype(np.int64) * len(amount) + np.maximum(one, other)
    return pairs


def shingles(article: Article, numbers: defaultdict[str, int], left_out: Collection[int] = ()) -> Numbers:
    """Return the runs of three words of an article's sentences, in lower case, as sorted numbers.

    Arguments: the article; the number of each word, to which new words are added; the sentences that do not count.
    """
    text = " ".join(s.text for s in article.sentences if s.index not in left_out)
    run = np.fromiter(map(numbers.__getitem__, words(text.lower())), dtype=np.int64)
    return np.unique(_as_numbers(run, np.arange(max(len(run) - SHINGLE + 1, 0))))


def overlap(one: Numbers, other: Numbers) -> tuple[int, int]:
    """Return how many numbers two sets share, and the size of the smaller."""
    return len(np.intersect1d(one, other, assume_unique=True)), min(len(one), len(other))


def is_copy(shared: int, smaller: int) -> bool:
    """Return whether half of the smaller set is in the larger."""
    return smaller >= FEWEST and shared >= CONTAINMENT * smaller


def _joined(count: int, parents: dict[int, int]) -> list[list[int]]:
    """The groups that links from one to another make, in the order of their first members."""
    root = list(range(count))

    def top(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for one, other in parents.items():
        low, high = sorted((top(one), top(other)))
        root[high] = low
    groups: dict[int, list[int]] = {}
    for i in range(count):
        groups.setdefault(top(i), []).append(i)
    return list(groups.values())


def _original_first(members: list[int], articles: Sequence[Article], sets: dict[int, Numbers]) -> list[int]:
    fullest = max(len(sets[i]) for i in members)
    full = [i for i in members if len(sets[i]) >= AS_FULL * fullest]
    original = min(full, key=lambda i: (_moment(articles[i]), articles[i].id))
    dated = [i for i in full if articles[i].published and articles[i].outlet == articles[original].outlet]
    if len(dated) > 1:
        original = min(dated, key=lambda i: (-_moment(articles[i]), articles[i].id))
    return [original, *(i for i in members if i != original)]


def _moment(article: Article) -> float:
    """The time of publication in seconds; undated articles come last."""
    return article.published.instant(UTC).timestamp() if article.published else math.inf
