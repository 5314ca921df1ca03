"""Which articles tell the same event: average linkage over TF-IDF vectors, language by language."""

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
from brief.group.duplicates import copies
from brief.group.linkage import TOPIC, clusters, threshold
from brief.group.sections import classify
from brief.group.titles import headline, keywords
from brief.group.vectors import similarities, vectors
from brief.model import Article, Story

NARROWEST, BROADEST = 4.0, 0.25


class _Space(NamedTuple):
    """The articles of one language and their vectors."""

    articles: Sequence[Article]
    matrix: sparse.csr_matrix
    names: Sequence[str]


def group(articles: Sequence[Article], granularity: float = 1.0) -> list[Story]:
    """Return the stories told by some articles; each article is in exactly one.

    Arguments: the articles, with distinct ids, in any order; how finely events are told apart (1 as fits the size of
    the day, up to 4 for finer, down to 0.25 for broader).
    Returns stories with most articles first, then by id. Raises UsageError for a granularity out of range.
    """
    if not BROADEST <= granularity <= NARROWEST:
        raise UsageError(f"--granularity must lie between {BROADEST} (broad) and {NARROWEST} (fine), not {granularity}")
    by_language: dict[str, list[Article]] = defaultdict(list)
    for article in sorted(articles, key=lambda a: a.id):
        by_language[article.language].append(article)
    found: list[tuple[str, int, Story]] = []
    cosine = threshold(len(articles), granularity)
    for code, same in sorted(by_language.items()):
        space = _Space(same, *vectors(same))
        stories, topics = clusters(space.matrix, cosine, min(TOPIC, cosine))
        for number in range(int(stories.max(initial=-1)) + 1):
            rows = np.flatnonzero(stories == number)
            found.append((code, int(topics[rows[0]]), _story(space, rows)))
    found.sort(key=lambda item: (-len(item[2].articles), item[2].id))
    return _with_topics(found)


def as_one(articles: Sequence[Article]) -> Story:
    """Return the story that some articles tell which are known to tell the same one; at least one article."""
    members = sorted(articles, key=lambda a: a.id)
    return _story(_Space(members, *vectors(members)), np.arange(len(members)))


def _with_topics(found: Iterable[tuple[str, int, Story]]) -> list[Story]:
    """The stories with their topics numbered in the order in which they first come."""
    numbers: dict[tuple[str, int], int] = {}
    return [replace(story, topic=numbers.setdefault((code, topic), len(numbers))) for code, topic, story in found]


def _story(space: _Space, rows: NDArray[np.int64]) -> Story:
    """The story told by some rows of the space."""
    members = [space.articles[i] for i in rows.tolist()]
    cosines = similarities(space.matrix[rows])
    groups = copies(members)
    originals = [positions[0] for positions in groups]
    order = sorted(originals, key=lambda i: _lead_rank(members[i], cosines[i, originals]))
    told = [members[i] for i in order]
    repeated = [members[i] for positions in groups for i in positions[1:]]
    words = keywords(members, space.matrix[rows], space.names)
    return Story(
        id=_made_id(members),
        title=headline(told, space.matrix[rows], space.names),
        label=", ".join(words),
        topic=0,
        section=classify([*told, *repeated]),
        articles=(*told, *repeated),
        duplicates=tuple(repeated),
        keywords=words,
        why=_why(len(members), cosines, words),
    )


def _lead_rank(
    article: Article, cosines: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> tuple[float, float, int, str]:
    """Sorts the article that tells the story best first: the most central, then the latest, then the fullest."""
    latest = article.published.instant(UTC).timestamp() if article.published else -math.inf
    return -round(float(cosines.mean()), 2), -latest, -len(article.sentences), article.id


def _why(count: int, cosines: NDArray[np.float64], words: Sequence[str]) -> str:
    if count == 1:
        return "told by one article"
    mean = (cosines.sum() - np.trace(cosines)) / (count * (count - 1))
    return f"{count} articles with a mean similarity of {mean:.2f} share {', '.join(words) or 'many words'}"


def _made_id(members: Sequence[Article]) -> str:
    return hashlib.sha256("\n".join(sorted(a.id for a in members)).encode("utf-8", "replace")).hexdigest()[:12]
