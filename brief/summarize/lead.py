"""The lead: sentences are worth less the later they stand."""

from __future__ import annotations

from brief.model import Article


def rank(article: Article) -> list[float]:
    """Return scores that fall from 1 with the place of a sentence in the article."""
    count = len(article.sentences)
    return [1 - place / count for place in range(count)]
