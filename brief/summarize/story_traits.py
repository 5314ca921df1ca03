"""What speaks for a sentence of a story, as numbers: what the other articles say of it, its place, who speaks."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np

from brief.model import Article
from brief.summarize.passages import Passages
from brief.summarize.trained import read
from brief.summarize.trained.terms import Floats
from brief.summarize.trained.weights import Linear, model, vocabulary
from brief.summarize.vectors import Vector, cosine, unit
from brief.text import Language, language, stems, words

#: What the model looks at, in the order of the columns: the share of the other articles that have its pairs of words,
#: and its words; how near it is to the middle of the story, and to that of the other articles; the share of it that is
#: quoted; and its score within its own article.
TRAITS = ("pairs_told", "words_told", "to_story", "to_others", "quoted", "score")
TO_STORY = TRAITS.index("to_story")

# Later sentences are background: of an oracle's sentences 4 in 1,000 stand there.
FIRST_SENTENCES = 60

# A model of density is not exact enough to say that a sentence tells nothing.
LEAST_DENSITY = 0.01

DIGITS = 5


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a sentence.

    Attributes:
        tokens: all its stems in order, and whether each is a content word.
        content: the distinct stems of its content words.
        pairs: the distinct pairs of neighbors of which one at least is a content word.
        vector: unit vector of the content words.
    """

    tokens: tuple[tuple[str, bool], ...]
    content: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    vector: Vector


@dataclass(frozen=True, slots=True)
class Survey:
    """The sentences of a story, article by article.

    Attributes:
        rows: the article and the sentence of each row, as numbers.
        row_of: the row of an article's sentence.
        told: the words of each.
        traits: (rows, len(TRAITS)).
        passages: those of each article.
    """

    rows: tuple[tuple[int, int], ...]
    row_of: dict[tuple[int, int], int]
    told: tuple[Told, ...]
    traits: Floats
    passages: tuple[Passages, ...]


def survey(articles: Sequence[Article]) -> Survey:
    """Look at the first sentences of the articles of a story, at least one of which has a sentence."""
    passages = tuple(Passages(article, FIRST_SENTENCES) for article in articles)
    rows, told, own = [], [], []
    for number, article in enumerate(articles):
        tongue = language(article.language)
        given = article.sentences[:FIRST_SENTENCES]
        rows += [(number, sentence.index) for sentence in given]
        told += [read_words(sentence.text, tongue) for sentence in given]
        if given:
            own += read(article, model(), vocabulary(article.language)).scores.tolist()
    centroid, others = _similarities(rows, told, len(articles))
    pairs_told, words_told = _shares(rows, told, len(articles))
    quoted = [
        passages[number].quoted(run)
        for number in range(len(articles))
        for run, members in enumerate(passages[number].runs)
        for _ in members
    ]
    traits = np.array([pairs_told, words_told, centroid, others, quoted, own], np.float32).T
    return Survey(tuple(rows), {row: n for n, row in enumerate(rows)}, tuple(told), traits, passages)


def read_words(text: str, tongue: Language) -> Told:
    """Return the words of a sentence; its content stems are those of `brief.text.content_stems`."""
    bare = [word.removesuffix("'s").removesuffix("'") for word in words(text.lower().replace("’", "'"))]
    is_content = [word not in tongue.stop_words and (len(word) > 1 or word.isdigit()) for word in bare]
    tokens = tuple(zip(stems(bare, tongue), is_content, strict=True))
    counts = Counter(stem for stem, content in tokens if content)
    rarity, usual = (model().rarity, model().usual) if tongue.code == "en" else ({}, 1.0)
    vector = unit({stem: math.log1p(n) * rarity.get(stem, usual) for stem, n in counts.items()})
    pairs = frozenset((one, other) for (one, a), (other, b) in pairwise(tokens) if a or b)
    return Told(tokens, frozenset(counts), pairs, vector)


def _shares(
    rows: Sequence[tuple[int, int]], told: Sequence[Told], articles: int
) -> tuple[Sequence[float], Sequence[float]]:
    """The mean share of the other articles that have the pairs, and the content words, of each sentence."""
    pairs: dict[tuple[str, str], set[int]] = {}
    content: dict[str, set[int]] = {}
    for (number, _), one in zip(rows, told, strict=True):
        for pair in one.pairs:
            pairs.setdefault(pair, set()).add(number)
        for stem in one.content:
            content.setdefault(stem, set()).add(number)
    others = max(articles - 1, 1)
    return (
        [sum(len(pairs[pair]) - 1 for pair in one.pairs) / max(len(one.tokens) - 1, 1) / others for one in told],
        [sum(len(content[stem]) - 1 for stem in one.content) / max(len(one.content), 1) / others for one in told],
    )


def _similarities(
    rows: Sequence[tuple[int, int]], told: Sequence[Told], articles: int
) -> tuple[Sequence[float], Sequence[float]]:
    """The cosine of each sentence with the middle of the story, and of the other articles, which all weigh the same."""
    sums: list[Counter[str]] = [Counter() for _ in range(articles)]
    for (number, _), one in zip(rows, told, strict=True):
        sums[number].update(one.vector)
    middles = [unit(total) for total in sums]
    story: Counter[str] = Counter()
    for middle in middles:
        story.update(middle)
    centroid = unit(story)
    rest = [unit({stem: story[stem] - middle.get(stem, 0.0) for stem in story}) for middle in middles]
    return (
        [cosine(one.vector, centroid) for one in told],
        [cosine(one.vector, rest[number]) for (number, _), one in zip(rows, told, strict=True)],
    )


@cache
def learned() -> Linear:
    """Return the model that ships beside the code: the share of a sentence that a summary of the story would have."""
    return from_traits(json.loads((files(__package__) / "digest_model.json").read_text(encoding="utf-8")))


def from_traits(given: Mapping[str, Any]) -> Linear:
    """Return a model from the content of a model file. Raises KeyError where a trait is missing."""
    mean, spread, weight = np.array([given["traits"][name] for name in TRAITS], np.float32).T
    return Linear(mean, spread, weight, given["bias"])


def densities(seen: Survey, by: Linear) -> list[float]:
    """Return the expected share of each sentence that a summary would have, never less than `LEAST_DENSITY`."""
    return [max(round(float(value), DIGITS), LEAST_DENSITY) for value in by(seen.traits).tolist()]
