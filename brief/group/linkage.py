"""Clusters by average linkage, at two cuts of one tree, without ever comparing all with all.

Average linkage joins the nearest two clusters first, and what it has joined down to some similarity is the same
whether it sees everything at once or each connected component of {similarity >= that} apart: clusters of different
components are less similar than it. So the tree is built from the top in stages; after each, clusters stand for their
articles by the sum of their vectors, since the average cosine of two clusters is the product of their sums over the
product of their sizes. That keeps components small however many articles there are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from brief.group.neighbors import Pairs, products, similar

Labels = NDArray[np.int64]
Floats = NDArray[np.float64]

# The cosine at which two groups of articles are one story grows with the day, T(n) = .05 + .04 log10 n: the more
# events, the more have words in common. Fitted on ecbplus, multinews200, allsides_dated by month, and mixed days of 3
# to 100 stories, all of them: these figures are in-sample.
BASE, SLOPE, HIGHEST = 0.05, 0.04, 0.25

# A topic is what is joined down to this share of T; see the tests for the range in which topics lie.
TOPIC = 0.65

# Stories of one day are nearer than stories of two: a cosine is multiplied by .4 + .6 exp(-d^2 / 2 s^2) for d days
# apart, s = 3. Some dated articles of an event in ecbplus are weeks or months from the others (long trials, wrong
# dates), so it never falls to 0: with a least of .3, .4, .5 the mean F1 is .925, .925, .923, that of ecbplus .935,
# .943, .945. The dates of allsides_dated are those of a roundup, the same for a whole story, and flatter the kernel.
NEAR_DAYS, LEAST_NEAR = 3.0, 0.4

# Similarities are compared with so much tolerance, since the last bits depend on the order of the sums.
TOLERANCE = 1e-9

# A component of more clusters than this is joined in stages, since it takes memory by the square.
LARGEST = 2000


@dataclass(frozen=True, slots=True)
class Clusters:
    """Clusters, each standing for its articles.

    Attributes:
        sums: the sum of the unit rows of its articles, shape (clusters, terms).
        sizes: how many they are.
        dated: how many of them are dated.
        days: the mean day of those, 0 where there is none.
    """

    sums: sparse.csr_matrix
    sizes: Floats
    dated: Floats
    days: Floats


def threshold(count: int, granularity: float = 1.0) -> float:
    """Return the cosine T at which articles make one story, for a day of so many articles of one language."""
    return min(min(BASE + SLOPE * math.log10(max(count, 1)), HIGHEST) * granularity, 1.0)


def clusters(matrix: sparse.csr_matrix, *cuts: float, days: Floats | None = None) -> list[Labels]:
    """Return the cluster number of each row, one array for each cut.

    Arguments: unit rows, shape (n, terms); similarities at which to cut the tree, in any order; the day of each row,
    not a number where it is unknown. Numbers go by the first row of a cluster, from 0.
    """
    count = matrix.shape[0]
    days = np.full(count, np.nan) if days is None else days
    dated = ~np.isnan(days)
    state = Clusters(matrix, np.ones(count), dated.astype(np.float64), np.where(dated, days, 0.0))
    labels = np.arange(count, dtype=np.int64)
    found: dict[float, Labels] = {}
    for cut in sorted(set(cuts), reverse=True):
        state, joined = _joined_down_to(state, cut)
        labels = joined[labels]
        found[cut] = labels
    return [_numbered(found[cut]) for cut in cuts]


def _joined_down_to(state: Clusters, cut: float) -> tuple[Clusters, Labels]:
    """The clusters that are left when all that are as similar as the cut are joined, and where each of the old went."""
    least = cut - TOLERANCE
    pairs = similar(_means(state), least)
    labels = np.arange(len(state.sizes), dtype=np.int64)
    while len(pairs.one):
        near = pairs.near * _nearness(state, pairs)
        level = _level(near, pairs, len(state.sizes), least)
        members = _components(pairs, near >= level, len(state.sizes))
        joined = np.arange(len(state.sizes), dtype=np.int64)
        for rows in members:
            joined[rows] = rows[_average_linkage(state, rows, level)]
        joined = _numbered(joined)
        labels = joined[labels]
        state = _merged(state, joined)
        if level == least:
            break
        pairs = _between(state, pairs, joined, least)
    return state, labels


def _level(near: Floats, pairs: Pairs, count: int, least: float) -> float:
    """The lowest similarity, down to the least, at which no component is too large to be looked at as a whole."""
    falling = np.sort(near[near >= least])[::-1]
    level, kept = least, len(falling)
    while kept > LARGEST and max(map(len, _components(pairs, near >= level, count))) > LARGEST:
        kept //= 2
        level = float(falling[kept]) - TOLERANCE
    return level


def _components(pairs: Pairs, kept: NDArray[np.bool_], count: int) -> list[Labels]:
    """The rows of each connected component of some pairs, those of one row left out."""
    one, other = pairs.one[kept], pairs.other[kept]
    component = _connected(one, other, count)
    order = np.argsort(component, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(component[order])) + 1)
    return [rows for rows in parts if len(rows) > 1]


def _connected(one: Labels, other: Labels, count: int) -> Labels:
    """For each of so many rows the first one that some pairs connect it with (Shiloach and Vishkin 1982).

    The module of scipy that does it loads all of its linear algebra: a fifth of a second before the first article.
    """
    first = np.arange(count, dtype=np.int64)
    while len(one):
        one, other = first[one], first[other]
        apart = one != other
        one, other = one[apart], other[apart]
        np.minimum.at(first, np.maximum(one, other), np.minimum(one, other))
        while (first[first] != first).any():
            first = first[first]
    return first


def _average_linkage(state: Clusters, rows: Labels, least: float) -> Labels:
    """For each of some clusters, the place of the first of those it is joined with down to a similarity."""
    part = state.sums[rows]
    sizes, dated, days = state.sizes[rows].copy(), state.dated[rows].copy(), state.days[rows].copy()
    # Rounded, so that pairs which are equally near stay so whatever the order of the sums.
    cosines = np.round(np.asarray(part.dot(part.T).todense()) / np.outer(sizes, sizes), 9)
    near = cosines * nearness(days[:, None] - days, np.outer(dated / sizes, dated / sizes))
    np.fill_diagonal(near, -1.0)
    place = np.arange(len(rows), dtype=np.int64)
    best = near.argmax(axis=1)
    height = near[place, best]
    alive = np.ones(len(rows), dtype=bool)
    while True:
        a = int(height.argmax())
        if height[a] < least:
            return place
        a, b = sorted((a, int(best[a])))
        cosines[a] = (sizes[a] * cosines[a] + sizes[b] * cosines[b]) / (sizes[a] + sizes[b])
        cosines[:, a] = cosines[a]
        if dated[b]:
            days[a] = (dated[a] * days[a] + dated[b] * days[b]) / (dated[a] + dated[b])
        sizes[a], dated[a] = sizes[a] + sizes[b], dated[a] + dated[b]
        alive[b] = False
        row = cosines[a] * nearness(days[a] - days, dated[a] / sizes[a] * (dated / sizes))
        row[~alive] = -1.0
        row[a] = -1.0
        stale = np.flatnonzero(alive & ((best == a) | (best == b)))
        near[a], near[:, a], near[b], near[:, b] = row, row, -1.0, -1.0
        height[b] = -1.0
        place[place == b] = a
        nearer = alive & (row > height)
        best[nearer], height[nearer] = a, row[nearer]
        for i in {a, *stale.tolist()} - {b}:
            best[i] = near[i].argmax()
            height[i] = near[i, best[i]]


def nearness(apart: Floats, both: Floats) -> Floats:
    """Return what a cosine is multiplied by.

    Arguments: the days between two clusters; the share of pairs of their articles in which both are dated.
    """
    near: Floats = 1 - both * (1 - LEAST_NEAR) * (1 - np.exp(-(apart**2) / (2 * NEAR_DAYS**2)))
    return near


def _nearness(state: Clusters, pairs: Pairs) -> Floats:
    known = state.dated / state.sizes
    return nearness(state.days[pairs.one] - state.days[pairs.other], known[pairs.one] * known[pairs.other])


def _means(state: Clusters) -> sparse.csr_matrix:
    if (state.sizes == 1).all():
        return state.sums
    return sparse.diags(1 / state.sizes).dot(state.sums).tocsr()


def _merged(state: Clusters, joined: Labels) -> Clusters:
    """The clusters after some were joined; `joined` is the new number of each."""
    count = int(joined.max(initial=-1)) + 1
    if count == len(joined):
        return state
    member = sparse.csr_matrix((np.ones(len(joined)), (joined, np.arange(len(joined)))), shape=(count, len(joined)))
    dated: Floats = np.bincount(joined, state.dated, minlength=count).astype(np.float64)
    sizes: Floats = np.bincount(joined, state.sizes, minlength=count).astype(np.float64)
    days: Floats = np.bincount(joined, state.dated * state.days, minlength=count) / np.maximum(dated, 1)
    return Clusters(member.dot(state.sums).tocsr(), sizes, dated, days)


def _between(state: Clusters, pairs: Pairs, joined: Labels, least: float) -> Pairs:
    """The pairs of new clusters that some old pair lies between and that may still be joined."""
    count = len(state.sizes)
    one, other = joined[pairs.one], joined[pairs.other]
    apart = one != other
    cells = np.unique(np.minimum(one, other)[apart] * count + np.maximum(one, other)[apart])
    one, other = np.divmod(cells, max(count, 1))
    near = products(state.sums, one, other) / (state.sizes[one] * state.sizes[other])
    return Pairs(one[near >= least], other[near >= least], near[near >= least])


def _numbered(labels: Labels) -> Labels:
    """The same clusters, numbered by their first rows."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    return rank[inverse]
