"""A story day by day, where its articles tell of more than one day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from brief.model import Article, Moment, Pick
from brief.summarize.beside.central import Passage, Sources, passages_of, said_already, sources_of
from brief.summarize.beside.days import day_of, names_a_day
from brief.summarize.standing import Standing
from brief.summarize.vectors import cosine

# So many days stand beside a digest.
MOST = 5
# Words of a sentence in a timeline: fewer tell nothing, more are no line of a table.
FEWEST_WORDS, MOST_WORDS = 6, 45
# What lies further back than this before the last day, in days, is background.
FURTHEST = 365
# A sentence less like anything told on an earlier day is news of its own day.
NEWS = 0.35
# An article tells its news in its first sentences.
OPENING = 2


@dataclass(frozen=True, slots=True)
class _Dated:
    """A sentence and the day it tells of; `named` where it names the day itself."""

    day: date
    passage: Passage
    named: bool

    @property
    def worth(self) -> float:
        """How much it is wanted among those of its day."""
        return self.passage.score + 0.2 * self.named


def timeline(articles: Sequence[Article], told: Sequence[Pick] = ()) -> tuple[Moment, ...]:
    """Return the days of a story in order, at most five, each with one sentence; nothing for fewer than two days.

    Arguments: the story's articles without copies, the lead first; the picks of its digest, which are not repeated.
    """
    sources = sources_of(articles)
    return timeline_of(sources, passages_of(told, sources))


def timeline_of(sources: Sources, told: Sequence[Passage]) -> tuple[Moment, ...]:
    """Return the same as `timeline` from sentences that are gathered already."""
    dated = [one for passage in sources.passages if (one := _dated(passage, sources)) is not None]
    if not dated:
        return ()
    last = max(one.day for one in dated)
    ranked = sorted(dated, key=lambda one: (-one.worth, one.passage.key))
    best: dict[date, _Dated] = {}
    for one in ranked:
        printed = [*told, *(other.passage for other in best.values())]
        recent = (last - one.day).days <= FURTHEST
        if recent and one.day not in best and not said_already(one.passage, printed) and len(best) < MOST:
            best[one.day] = one
    if len(best) < 2:  # noqa: PLR2004  one day is no course of events
        return ()
    return tuple(
        Moment(day, sources.pick(best[day].passage, "names the day" if best[day].named else "new on the day"))
        for day in sorted(best)
    )


def _dated(passage: Passage, sources: Sources) -> _Dated | None:
    article, tongue = sources.articles[passage.number], sources.tongue(passage)
    if not FEWEST_WORDS <= len(passage.line.split()) <= MOST_WORDS:
        return None
    published = article.published.day if article.published else None
    day = day_of(passage.line, published, tongue)
    named = day is not None
    if day is None and published is not None and _is_news(passage, published, sources):
        day = published
    if day is None or sources.standings[passage.number][passage.sentence.index] is not Standing.FIRM:
        return None
    return _Dated(day, passage, named)


def _is_news(passage: Passage, published: date, sources: Sources) -> bool:
    """Whether an opening sentence without a date tells what no article of an earlier day had told."""
    if passage.sentence.index >= OPENING or names_a_day(passage.line, sources.tongue(passage)):
        return False
    if (
        '"' in passage.line
        or "“" in passage.line
        or not sources.tongue(passage).coming.isdisjoint(passage.line.lower().split())
    ):
        return False
    days = {n: article.published.day for n, article in enumerate(sources.articles) if article.published}
    earlier = [p for p in sources.passages if p.number in days and days[p.number] < published]
    return bool(earlier) and all(cosine(passage.vector, other.vector) < NEWS for other in earlier)
