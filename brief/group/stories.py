"""Which articles tell the same event: average linkage over TF-IDF vectors, language by language.

Boilerplate is left out first; of each group of copies one article, the original, is grouped, and the others follow it.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from brief.errors import UsageError
from brief.group.boilerplate import boilerplate
from brief.group.duplicates import copies
from brief.group.linkage import TOPIC, clusters, threshold
from brief.group.own_sections import OwnSection
from brief.group.sections import classify
from brief.group.titles import Weight, headline, keywords
from brief.group.vectors import counted, similarities, weighted
from brief.model import Article, Story

NARROWEST, BROADEST = 4.0, 0.25


class _Space(NamedTuple):
    """The articles of one language, their vectors, and the groups of copies among them, the originals first.

    `own` are the user's sections.
    """

    articles: Sequence[Article]
    matrix: sparse.csr_matrix
    names: Sequence[str]
    copies: Sequence[Sequence[int]]
    own: Sequence[OwnSection] = ()


def group(articles: Sequence[Article], granularity: float = 1.0, own: Sequence[OwnSection] = ()) -> list[Story]:
    """Return the stories told by some articles; each article is in exactly one.

    Arguments: the articles, with distinct ids, in any order; how finely events are told apart (1 as fits the size of
    the day, up to 4 for finer, down to 0.25 for broader); the user's own sections.
    Returns stories with most articles first, then by id. Raises UsageError for a granularity out of range.
    """
    if not BROADEST <= granularity <= NARROWEST:
        raise UsageError(f"--granularity must lie between {BROADEST} (broad) and {NARROWEST} (fine), not {granularity}")
    by_language: dict[str, list[Article]] = defaultdict(list)
    for article in sorted(articles, key=lambda a: a.id):
        by_language[article.language].append(article)
    found: list[tuple[str, int, Story]] = []
    for code, same in sorted(by_language.items()):
        space = _space(same)._replace(own=own)
        originals = np.array([positions[0] for positions in space.copies])
        cosine = threshold(len(originals), granularity)
        days = np.array([_day(same[i]) for i in originals.tolist()])
        stories, topics = clusters(space.matrix[originals], cosine, TOPIC * cosine, days=days)
        members: dict[int, list[Sequence[int]]] = defaultdict(list)
        for number, positions in zip(stories.tolist(), space.copies, strict=True):
            members[number].append(positions)
        topic = dict(zip(stories.tolist(), topics.tolist(), strict=True))
        found += [(code, topic[number], _story(space, groups)) for number, groups in members.items()]
    found.sort(key=lambda item: (-len(item[2].articles), item[2].id))
    return _with_topics(found)


def as_one(articles: Sequence[Article]) -> Story:
    """Return the story that some articles tell which are known to tell the same one; at least one article."""
    space = _space(sorted(articles, key=lambda a: a.id))
    return _story(space, space.copies)


def _space(articles: Sequence[Article]) -> _Space:
    """The space of some articles of one language, in the order of their ids."""
    left_out = boilerplate(articles)
    found = counted(articles, left_out)
    return _Space(articles, weighted(found, articles[0].language), found.names, copies(articles, left_out, found))


def _day(article: Article) -> float:
    """The day of publication, with its hours as a fraction; not a number where it is unknown."""
    return article.published.instant(UTC).timestamp() / 86400 if article.published else math.nan


def _with_topics(found: Iterable[tuple[str, int, Story]]) -> list[Story]:
    """The stories with their topics numbered in the order in which they first come."""
    numbers: dict[tuple[str, int], int] = {}
    return [replace(story, topic=numbers.setdefault((code, topic), len(numbers))) for code, topic, story in found]


def _story(space: _Space, groups: Sequence[Sequence[int]]) -> Story:
    """The story told by some groups of copies of the space."""
    originals = [positions[0] for positions in groups]
    cosines = similarities(space.matrix[originals]) if len(originals) > 1 else np.ones((1, 1))
    centrality = cosines.mean(axis=1).tolist()
    order = sorted(range(len(originals)), key=lambda i: _lead_rank(space.articles[originals[i]], centrality[i]))
    told = [space.articles[originals[i]] for i in order]
    repeated = [space.articles[i] for i in sorted(i for positions in groups for i in positions[1:])]
    weights = _weights(space, originals)
    words = keywords(told, weights)
    return Story(
        id=_made_id([*told, *repeated]),
        title=headline(told, weights),
        label=", ".join(words),
        topic=0,
        section=classify([*told, *repeated], space.own),
        articles=(*told, *repeated),
        duplicates=tuple(repeated),
        keywords=words,
        why=_why(len(told), len(repeated), cosines, words),
    )


def _weights(space: _Space, rows: Sequence[int]) -> dict[str, Weight]:
    """The terms of some rows of the space, by name."""
    starts = space.matrix.indptr
    cells = np.concatenate([np.arange(starts[row], starts[row + 1]) for row in rows])
    columns, place = np.unique(space.matrix.indices[cells], return_inverse=True)
    totals, spreads = np.bincount(place, space.matrix.data[cells]), np.bincount(place)
    return {
        space.names[column]: Weight(total, spread)
        for column, total, spread in zip(columns.tolist(), totals.tolist(), spreads.tolist(), strict=True)
    }


def _lead_rank(article: Article, centrality: float) -> tuple[float, float, int, str]:
    """Sorts the article that tells the story best first: the most central, then the latest, then the fullest."""
    latest = article.published.instant(UTC).timestamp() if article.published else -math.inf
    return -round(centrality, 2), -latest, -len(article.sentences), article.id


def _why(originals: int, repeated: int, cosines: NDArray[np.float64], words: Sequence[str]) -> str:
    copied = f"{repeated} {'copy' if repeated == 1 else 'copies'} of the same text" if repeated else ""
    if originals == 1:
        return f"told by one article, and {copied}" if copied else "told by one article"
    mean = (cosines.sum() - np.trace(cosines)) / (originals * (originals - 1))
    why = f"{originals} articles with a mean similarity of {mean:.2f} share {', '.join(words) or 'many words'}"
    return f"{why}; {copied}" if copied else why


def _made_id(members: Sequence[Article]) -> str:
    return hashlib.sha256("\n".join(sorted(a.id for a in members)).encode("utf-8", "replace")).hexdigest()[:12]
