"""Which pairs of rows are similar: all of them on a small day, by their rare terms on a large one.

On a large day a pair is looked at only where two of each row's heaviest rare terms are the same (blocking); its cosine
is exact.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Labels = NDArray[np.int64]
Floats = NDArray[np.float64]

# Up to so many rows all pairs are looked at.
ALL_PAIRS = 2000

# The rare terms of a row that are looked at, how many a pair must share, and in how many rows a rare term is at most:
# the hundredth part, but at least and at most so many.
HEAVIEST, SHARED = 16, 2
RARE, FEWEST_RARE, MOST_RARE = 0.01, 30, 300

# Rows that are multiplied at a time, and pairs, so that memory grows with what is found.
BLOCK, BATCH = 1024, 20_000


class Pairs(NamedTuple):
    """Pairs of rows, the first before the other, and how similar they are."""

    one: Labels
    other: Labels
    near: Floats


def similar(matrix: sparse.csr_matrix, least: float) -> Pairs:
    """Return the pairs of rows whose product is at least so much, which is more than 0."""
    look = _all_pairs if matrix.shape[0] <= ALL_PAIRS else _pairs_by_rare_terms
    return look(matrix, least)


def _all_pairs(matrix: sparse.csr_matrix, least: float) -> Pairs:
    found = [Pairs(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))]
    across = matrix.T.tocsr()
    for start in range(0, matrix.shape[0], BLOCK):
        cosines = matrix[start : start + BLOCK].dot(across).tocoo()
        one, other = cosines.row.astype(np.int64) + start, cosines.col.astype(np.int64)
        kept = (other > one) & (cosines.data >= least)
        found.append(Pairs(one[kept], other[kept], cosines.data[kept]))
    return _sorted(found)


def _pairs_by_rare_terms(matrix: sparse.csr_matrix, least: float) -> Pairs:
    found = [Pairs(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))]
    rare = _rare_terms(matrix)
    across, own = rare.T.tocsr(), np.diff(rare.indptr)
    for start in range(0, matrix.shape[0], BLOCK):
        shared = rare[start : start + BLOCK].dot(across).tocoo()
        one, other = shared.row.astype(np.int64) + start, shared.col.astype(np.int64)
        # A row of a single rare term has no second one to share.
        kept = (other > one) & (shared.data >= np.minimum(SHARED, np.minimum(own[one], own[other])))
        one, other = one[kept], other[kept]
        near = products(matrix, one, other)
        kept = near >= least
        found.append(Pairs(one[kept], other[kept], near[kept]))
    return _sorted(found)


def products(matrix: sparse.csr_matrix, one: Labels, other: Labels) -> Floats:
    """Return the products of pairs of rows."""
    parts = [np.zeros(0)]
    for start in range(0, len(one), BATCH):
        both = matrix[one[start : start + BATCH]].multiply(matrix[other[start : start + BATCH]])
        parts.append(np.asarray(both.sum(axis=1)).ravel())
    return np.concatenate(parts)


def _rare_terms(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Ones where a row has one of its heaviest rare terms."""
    count = matrix.shape[0]
    rows = np.repeat(np.arange(count, dtype=np.int64), np.diff(matrix.indptr))
    held = np.bincount(matrix.indices, minlength=matrix.shape[1])
    most = min(max(int(RARE * count), FEWEST_RARE), MOST_RARE)
    rare = (held[matrix.indices] <= most) & (held[matrix.indices] > 1)
    rows, columns, weights = rows[rare], matrix.indices[rare], matrix.data[rare]
    order = np.lexsort((columns, -weights, rows))
    rows, columns = rows[order], columns[order]
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=count))])[:-1]
    heavy = np.arange(len(rows)) - starts[rows] < HEAVIEST
    ones = np.ones(int(heavy.sum()), dtype=np.int16)
    return sparse.csr_matrix((ones, (rows[heavy], columns[heavy])), shape=matrix.shape)


def _sorted(found: list[Pairs]) -> Pairs:
    one, other, near = (np.concatenate(side) for side in zip(*found, strict=True))
    order = np.lexsort((other, one))
    return Pairs(one[order], other[order], near[order])
