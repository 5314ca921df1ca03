"""Articles as TF-IDF vectors: title and first 300 words, without stop words, stemmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from brief.model import Article
from brief.text import content_stems, language

# The first 300 words, the title once: more words, titles counted thrice, or names weighted up all lowered BCubed F1.
FIRST_WORDS = 300


def vectors(articles: Sequence[Article]) -> tuple[sparse.csr_matrix, list[str]]:
    """Return a matrix of shape (articles, terms) with rows of length 1, and the terms of its columns, sorted.

    Weights are (1 + log tf) * idf with the smoothed idf log((1 + n) / (1 + df)) + 1.
    """
    counts = [Counter(terms(article)) for article in articles]
    names = sorted(set(chain.from_iterable(counts)))
    column = {term: number for number, term in enumerate(names)}
    rows = [sorted((column[term], n) for term, n in count.items()) for count in counts]
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter((c for row in rows for c, _ in row), dtype=np.int32, count=int(starts[-1]))
    frequency = np.fromiter((n for row in rows for _, n in row), dtype=np.float64, count=int(starts[-1]))
    in_articles = np.bincount(columns, minlength=len(names))
    idf = np.log((1 + len(articles)) / (1 + in_articles)) + 1
    weights = (1 + np.log(frequency)) * idf[columns]
    matrix = sparse.csr_matrix((weights, columns, starts), shape=(len(articles), len(names)))
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1))).ravel()
    norms[norms == 0] = 1
    return sparse.diags(1 / norms).dot(matrix).tocsr(), names


def terms(article: Article) -> list[str]:
    """Return the stems that stand for an article, in order."""
    tongue = language(article.language)
    words = islice(chain.from_iterable(sentence.text.split() for sentence in article.sentences), FIRST_WORDS)
    return content_stems(f"{article.title} \n {' '.join(words)}", tongue)


def similarities(matrix: sparse.csr_matrix) -> NDArray[np.float64]:
    """Return the cosines of all pairs of rows, shape (n, n), clipped to 0..1."""
    cosines: NDArray[np.float64] = np.asarray(matrix.dot(matrix.T).todense(), dtype=np.float64)
    return np.clip(cosines, 0.0, 1.0)
