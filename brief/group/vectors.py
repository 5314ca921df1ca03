"""Articles as TF-IDF vectors: title and first 300 words, without stop words, stemmed."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from brief.group.background import share
from brief.model import Article
from brief.text import content_stems, language, words

# The first 300 words, the title once. 60, 120, 500 and 1,000 words, a vector of names, pairs of words, and mixtures of
# these were all within .003 of it in mean BCubed F1 (ecbplus, multinews200, allsides_dated, mixed days), or below.
FIRST_WORDS = 300

# The background counts like so many articles of the day. Mean F1 over days of 2 to 100 stories: .928 without it,
# .933, .932, .930, .929 at 50, 200, 1,000, 4,000: its good is on small days (2 stories: .922 to .970), and a large day
# knows its own words better.
PRIOR = 50

# Articles whose terms are sorted at a time, so that a large day does not take several times its size.
BLOCK = 5000


class Counted(NamedTuple):
    """The terms of some articles of one language.

    Attributes:
        names: the terms, by their number.
        run: the terms of all articles, one article after the other, as numbers.
        sizes: how many of them are each article's.
        headed: how many of those come from its title; they stand first.
    """

    names: list[str]
    run: NDArray[np.int32]
    sizes: NDArray[np.int64]
    headed: NDArray[np.int64]


def counted(articles: Sequence[Article], left_out: Sequence[Collection[int]] = ()) -> Counted:
    """Return the terms of some articles.

    Arguments: articles of one language; for each the sentences that do not count, by their index.
    """
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    run, sizes, headed = array("i"), [], []  # 100,000 articles have 20 million terms
    for article, out in zip(articles, left_out or [()] * len(articles), strict=True):
        title = stems(article.title, article.language)
        found = [*title, *_body_terms(article, out)]
        run.extend(map(numbers.__getitem__, found))
        sizes.append(len(found))
        headed.append(len(title))
    return Counted(
        list(numbers),
        np.array(run, dtype=np.int32),
        np.array(sizes, dtype=np.int64),
        np.array(headed, dtype=np.int64),
    )


def vectors(articles: Sequence[Article]) -> tuple[sparse.csr_matrix, list[str]]:
    """Return a matrix of shape (articles, terms) with rows of length 1, and the terms of its columns."""
    found = counted(articles)
    return weighted(found, articles[0].language if articles else "en"), found.names


def weighted(found: Counted, code: str) -> sparse.csr_matrix:
    """Return unit TF-IDF rows, shape (articles, terms), for articles of one language.

    Weights are (1 + log tf) * idf, with idf = log((1 + n + k) / (1 + df + k p)): the day's own n and df, and the share
    p of articles in the background as if it had k articles more.
    """
    count = len(found.sizes)
    rows, columns, frequency = _cells(found)
    common = np.fromiter((share(name, code) for name in found.names), dtype=np.float64, count=len(found.names))
    held = np.bincount(columns, minlength=len(found.names))
    idf = np.log((1 + count + PRIOR) / (1 + held + PRIOR * common))
    weights = (1 + np.log(frequency)) * idf[columns]
    lengths = np.sqrt(np.bincount(rows, weights * weights, minlength=count))
    lengths[lengths == 0] = 1
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=count))])
    return sparse.csr_matrix((weights / lengths[rows], columns, starts), shape=(count, len(found.names)))


def _cells(found: Counted) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """The cells of the matrix that are not empty, row by row: their rows, their columns, and how often each is met."""
    wide = max(len(found.names), 1)
    ends = np.cumsum(found.sizes)
    parts = [np.zeros((3, 0), dtype=np.int32)]
    for start in range(0, len(ends), BLOCK):
        sizes = found.sizes[start : start + BLOCK]
        owners = np.repeat(np.arange(start, start + len(sizes)), sizes)
        run = found.run[ends[start] - found.sizes[start] : ends[start + len(sizes) - 1]]
        cells, frequency = np.unique(owners * wide + run, return_counts=True)
        parts.append(np.array([*np.divmod(cells, wide), frequency], dtype=np.int32))
    rows, columns, frequency = np.concatenate(parts, axis=1)
    return rows, columns, frequency


def terms(article: Article) -> list[str]:
    """Return the stems that stand for an article, in order: those of its title, and of its first 300 words."""
    return [*stems(article.title, article.language), *_body_terms(article, ())]


def _body_terms(article: Article, left_out: Collection[int]) -> list[str]:
    return stems(" ".join(_first_words(article, left_out)), article.language)


def _first_words(article: Article, left_out: Collection[int]) -> Iterator[str]:
    left = FIRST_WORDS
    for sentence in article.sentences:
        if sentence.index not in left_out:
            written = sentence.text.split()
            yield " ".join(written[:left])
            left -= len(written)
            if left <= 0:
                return


def stems(text: str, code: str) -> list[str]:
    """Return the stems of the content words of a text, in order: `content_stems`, with a memory of whole words."""
    return list(filter(None, map(stem_of(code), words(text.lower().replace("’", "'")))))


@cache
def stem_of(code: str) -> Callable[[str], str]:
    """Return what gives the stem of one lower-case word of a language, or nothing for a word without content.

    A day's words are mostly words met before, and are then only looked up.
    """
    tongue = language(code)
    return lru_cache(maxsize=500_000)(lambda word: "".join(content_stems(word, tongue)))


def similarities(matrix: sparse.csr_matrix) -> NDArray[np.float64]:
    """Return the cosines of all pairs of rows, shape (n, n), clipped to 0..1."""
    cosines: NDArray[np.float64] = np.asarray(matrix.dot(matrix.T).todense(), dtype=np.float64)
    return np.clip(cosines, 0.0, 1.0)
