"""How much a story weighs among those of the day."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, tzinfo

from brief.model import Article, Story

# News halves in worth in two days: yesterday's story of three sources still stands before today's of two.
HALF_LIFE = 2.0
# An undated article may be of any age; it ranks like one of two days.
UNDATED = 0.5


@dataclass(frozen=True, slots=True)
class Weighing:
    """What importance is measured against.

    Attributes:
        day: the day of the edition.
        zone: its time zone.
    """

    day: date
    zone: tzinfo


def importance(story: Story, weighing: Weighing) -> float:
    """Return the weight of a story: its number of outlets, copies left out, times how fresh its newest article is."""
    copies = {article.id for article in story.duplicates}
    outlets = {article.outlet for article in story.articles if article.id not in copies}
    freshest = max(_freshness(article, weighing) for article in story.articles)
    return round(len(outlets) * freshest, 6)


def _freshness(article: Article, weighing: Weighing) -> float:
    """1 for an article of the day, half as much two days later; a power law, so that old stories still differ."""
    if article.published is None:
        return UNDATED
    age = (weighing.day - article.published.day_in(weighing.zone)).days
    return float((1 + (math.sqrt(2) - 1) * max(age, 0) / HALF_LIFE) ** -2)
