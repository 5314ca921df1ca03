"""How much a story weighs among those of the day: a product of signals, each with its evidence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from urllib.parse import urlsplit

from brief.model import Article, Signal, Story
from brief.text import language
from brief.text.phrases import stands_in, stemmed

# News halves in worth in two days: yesterday's story of three sources still stands before today's of two.
HALF_LIFE = 2.0
# An undated article may be of any age; it ranks like one of two days.
UNDATED = 0.5
# The first story of a feed weighs half as much again as one that stands in none; the tenth a sixth more.
FIRST_PLACE = 0.5
# A word that the user wants to read about doubles a story: it then stands beside those of twice as many sources.
BOOST = 2.0
# Outlets that a signal names; the others are counted.
NAMED = 4
# Under a country's top level, a label of so few letters is no name yet: `bbc.co.uk`, `abc.net.au`.
_SECOND_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Weighing:
    """What importance is measured against.

    Attributes:
        day: the day of the edition.
        zone: its time zone.
        half_life: days in which news loses half its worth.
        boost: phrases that the user wants to read about.
    """

    day: date
    zone: tzinfo
    half_life: float = HALF_LIFE
    boost: tuple[str, ...] = ()


def weighed(story: Story, weighing: Weighing) -> Story:
    """Return a story with its importance, and the signals that it is the product of.

    The signals: its distinct sources, copies left out, each with the weight that the user gives it; how fresh its
    newest article is; the best place of an article in its feed; and the words that the user wants to read about.
    """
    signals = tuple(
        replace(signal, value=round(signal.value, 6))
        for signal in (_sources(story), _freshness(story, weighing), _position(story), _boost(story, weighing))
        if signal is not None
    )
    return replace(story, importance=round(math.prod(signal.value for signal in signals), 6), signals=signals)


def _sources(story: Story) -> Signal:
    """The sum of the weights of the domains that tell a story in words of their own."""
    copies = {article.id for article in story.duplicates}
    weights: dict[str, float] = {}
    names: dict[str, str] = {}
    for article in story.articles:
        if article.id not in copies:
            place = _domain(article)
            weights[place] = max(weights.get(place, 0.0), article.source.weight)
            names.setdefault(place, article.outlet)
    said = f"{len(names)} source{'s' * (len(names) > 1)} without copies: {_listed(names.values())}"
    if any(weight != 1 for weight in weights.values()):
        said += f"; weights {', '.join(f'{weight:g}' for weight in weights.values())}"
    return Signal("sources", math.fsum(weights.values()), said)


def _freshness(story: Story, weighing: Weighing) -> Signal:
    """1 for a story of the day, half as much a half-life later; a power law, so that old stories still differ."""
    ages = [
        max((weighing.day - article.published.day_in(weighing.zone)).days, 0)
        for article in story.articles
        if article.published
    ]
    # What carries a date tells more than what carries none, unless it is older than that would be.
    dated = (1 + (math.sqrt(2) - 1) * min(ages) / weighing.half_life) ** -2 if ages else 0.0
    if len(ages) < len(story.articles) and dated < UNDATED:
        return Signal("freshness", UNDATED, "undated")
    age = "of the day" if min(ages) == 0 else f"{min(ages)} day{'s' * (min(ages) > 1)} old"
    return Signal("freshness", dated, f"newest article {age}")


def _position(story: Story) -> Signal | None:
    """What the editors of a feed or front page put first weighs more."""
    places = [article.position for article in story.articles if article.position is not None]
    if not places:
        return None
    best = min(places)
    return Signal("position", 1 + FIRST_PLACE / math.sqrt(best + 1), f"number {best + 1} in its feed")


def _boost(story: Story, weighing: Weighing) -> Signal | None:
    found = [phrase for phrase in weighing.boost if _has_phrase(story, phrase)]
    return Signal("boost", BOOST, f"has {', '.join(map(repr, found))} in a headline") if found else None


def _has_phrase(story: Story, phrase: str) -> bool:
    tongue = language(story.lead.language)
    wanted = stemmed(phrase, tongue)
    return any(stands_in(wanted, stemmed(title, tongue)) for title in (story.title, *(a.title for a in story.articles)))


def _domain(article: Article) -> str:
    """Who an article is from: the domain of its address, else its outlet."""
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    labels = host.split(".")
    if len(labels) < 3 or labels[-1].isdigit():  # noqa: PLR2004 - a name and its top level, or an address of numbers
        return host or article.outlet.casefold()
    size = 3 if len(labels[-1]) == 2 and len(labels[-2]) <= _SECOND_LEVEL else 2  # noqa: PLR2004 - codes of countries
    return ".".join(labels[-size:])


def _listed(names: Iterable[str]) -> str:
    told: Sequence[str] = sorted(set(names), key=str.casefold)
    more = f" and {len(told) - NAMED} more" if len(told) > NAMED else ""
    return f"{', '.join(told[:NAMED])}{more}"
