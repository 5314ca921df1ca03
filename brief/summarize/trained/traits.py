"""What speaks for and against a sentence, as numbers: its place, its words, its neighbors, how it opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from brief.summarize.trained.expected import LATE, Words
from brief.summarize.trained.terms import CAPITAL, DIGITS, SPEAKER, Floats, Terms

#: What the model of sentences looks at, in the order of the columns, and the family that `explain` shows it under.
TRAITS: dict[str, str] = {
    "place": "place", "place_inverse": "place", "place_share": "place", "is_first": "place", "words_before": "place",
    "opens_paragraph": "place", "sentences": "place",
    "words": "length", "short": "length",
    "to_centroid": "centrality", "to_earlier": "centrality", "to_previous": "centrality", "to_next": "centrality",
    "covers": "expected words", "covers_f": "expected words",
    "title": "headline",
    "figures": "names and figures", "capitals": "names and figures",
    "opens_quote": "opening", "speaker": "opening",
}  # fmt: skip

# Half of a usual reference and the summary beside it, in words: for the expected F1 of one sentence or a set.
REFERENCE = 36.0
# "He did not." says little.
SHORT = 7
# More sentences make no difference.
LONG_ARTICLE = 60

_MARKS = "\"“”'‘"


@dataclass(frozen=True, slots=True)
class View:
    """What the sentences of an article look like to the model.

    Attributes:
        traits: (sentences, len(TRAITS)).
        similarity: (sentences, sentences) cosines of their content words, 0 on the diagonal.
        vectors, centroid: (sentences, types) and (types,), unit vectors of the weighted content words.
        expected: (types,) the probability of each to be in a summary.
        asks: (sentences,) 1 for questions.
    """

    traits: Floats
    similarity: Floats
    vectors: Floats
    centroid: Floats
    expected: Floats
    asks: Floats


def view(texts: Sequence[str], opens: Floats, t: Terms, w: Words, expected: Floats) -> View:
    """Look at the sentences of an article.

    Arguments: the sentences; (sentences,) 1 for those that open a paragraph, 0 for all in a text without paragraphs;
    the article's words, and the probability of each.
    """
    n, length = len(texts), t.lengths
    weight = w.rarity * w.content
    vectors = np.log1p(t.counts) * weight
    vectors /= np.maximum(np.sqrt(np.einsum("ij,ij->i", vectors, vectors)), 1e-6)[:, None]
    similarity = vectors @ vectors.T
    similarity.flat[:: n + 1] = 0
    neighbor = similarity.diagonal(1)
    directions = np.stack([vectors.sum(0), t.title * weight], 1)
    directions /= np.maximum(np.sqrt(np.einsum("ij,ij->j", directions, directions)), 1e-6)
    to_centroid, to_title = (vectors @ directions).T
    covers = w.present @ expected
    place = np.arange(n, dtype=np.float32)
    columns = (
        np.minimum(place, LATE), 1 / (1 + place), place / n, place == 0, np.log1p(np.cumsum(length) - length), opens,
        min(n, LONG_ARTICLE),
        np.log1p(length), length < SHORT,
        to_centroid, (similarity * _earlier(n)).sum(1), 0, 0,
        covers / length, 2 * covers / (length + REFERENCE),
        to_title,
        t.sums[:, DIGITS], t.sums[:, CAPITAL] - 1,
        [text[:1] in _MARKS for text in texts], t.opening[:, SPEAKER],
    )  # fmt: skip
    out = np.empty((n, len(TRAITS)), np.float32)
    for number, column in enumerate(columns):
        out[:, number] = column
    out[1:, PREVIOUS] = neighbor
    out[:-1, NEXT] = neighbor
    asks = np.array(["?" in text for text in texts]).astype(np.float32)
    return View(out, similarity, vectors, directions[:, 0], expected, asks)


PLACE = {name: number for number, name in enumerate(TRAITS)}
PREVIOUS, NEXT = PLACE["to_previous"], PLACE["to_next"]


@cache
def _earlier(count: int) -> Floats:
    """(count, count) 1 where the column's sentence stands before the row's."""
    return np.tri(count, k=-1, dtype=np.float32)
