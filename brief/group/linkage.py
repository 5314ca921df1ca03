"""Clusters by average linkage, at two cuts of one tree.

Average linkage within each connected component of {cosine >= T} gives the same partition as on all articles at once:
clusters in different components have an average similarity below T, so they are never joined above the cut. So only
components are ever clustered, which is how it scales.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.cluster.hierarchy import fcluster
from scipy.cluster.hierarchy import linkage as scipy_linkage
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from brief.group.vectors import similarities

Labels = NDArray[np.int64]

# The cosine at which two groups of articles are one story grows with the day: on a small day the idf of the shared
# words is low. Fitted on mixed days of 9 to 193 articles: F1 .935/.925/.904 at 24/78/193 articles.
BASE, SLOPE, LOWEST, HIGHEST, LIFT = 0.03, 0.07, 0.10, 0.26, 0.03

# Broad topics lie between .06 and .12; the lower cut of the same tree.
TOPIC = 0.11

# Cosines are computed for so many articles at a time, so that memory grows with the links, not with all pairs.
BLOCK = 1024


def threshold(count: int, granularity: float = 1.0) -> float:
    """Return the cosine T at which articles make one story, for a day of so many articles.

    T(n) = clamp(.03 + .07 log10 n, .10, .26) + .03, times the granularity.
    """
    base = BASE + SLOPE * math.log10(max(count, 1))
    return min((min(max(base, LOWEST), HIGHEST) + LIFT) * granularity, 1.0)


def clusters(matrix: sparse.csr_matrix, *cuts: float) -> list[Labels]:
    """Return the cluster number of each row, one array for each cut.

    Arguments: unit rows, shape (n, terms); cosines at which to cut the tree, in any order.
    Numbers go by the first row of a cluster, from 0, so that they do not depend on how the tree was built.
    """
    count = matrix.shape[0]
    if count == 0:
        return [np.zeros(0, dtype=np.int64) for _ in cuts]
    component = _components(matrix, min(cuts))
    found = [np.zeros(count, dtype=np.int64) for _ in cuts]
    offset = [0] * len(cuts)
    order = np.argsort(component, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(component[order])) + 1):
        tree = _tree(similarities(matrix[rows])) if len(rows) > 1 else None
        for number, cut in enumerate(cuts):
            labels = np.ones(1, dtype=np.int64) if tree is None else fcluster(tree, 1 - cut + 1e-9, "distance")
            found[number][rows] = labels + offset[number]
            offset[number] += int(labels.max())
    return [_numbered(labels) for labels in found]


def _components(matrix: sparse.csr_matrix, least: float) -> Labels:
    """The connected component of each row in the graph of pairs with a cosine of at least `least`."""
    blocks = []
    for start in range(0, matrix.shape[0], BLOCK):
        cosines = matrix[start : start + BLOCK].dot(matrix.T).tocsr()
        cosines.data[cosines.data < least] = 0
        cosines.eliminate_zeros()
        blocks.append(cosines)
    _, labels = connected_components(sparse.vstack(blocks), directed=False)
    return np.asarray(labels, dtype=np.int64)


def _tree(cosines: NDArray[np.float64]) -> NDArray[np.float64]:
    # Rounded, so that pairs which are equally near stay so whatever the order of the sums.
    distances = np.round(1 - cosines, 9)
    np.fill_diagonal(distances, 0)
    tree: NDArray[np.float64] = scipy_linkage(squareform(np.maximum(distances, distances.T), checks=False), "average")
    return tree


def _numbered(labels: Labels) -> Labels:
    """The same clusters, numbered by their first rows."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    return rank[inverse]
