"""The editor: what is in today's briefing, in which order, and what is only listed. Calls nothing outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from brief.model import Article, Briefing, Pick, Problem, Section, Statistics, Story


@dataclass(frozen=True, slots=True)
class Edition:
    """What is settled about an edition before any article is read.

    Attributes:
        day: the day that names it, and the `now` of every decision.
        zone: IANA name of its time zone.
        generated: its time stamp, aware.
        max_stories: stories told at most; the others are listed by their headlines.
    """

    title: str
    day: date
    zone: str
    language: str
    generated: datetime
    max_stories: int = 24


@dataclass(frozen=True, slots=True)
class Admitted:
    """The articles that may be in an edition, and how many are dated after it."""

    articles: tuple[Article, ...]
    too_new: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The stories of an edition: those that are told, and those that are only listed, both in order."""

    told: tuple[Story, ...]
    listed: tuple[Story, ...]


def admit(articles: Sequence[Article], edition: Edition) -> Admitted:
    """Leave out the articles dated after the edition; undated ones stay."""
    zone = ZoneInfo(edition.zone)
    kept = tuple(a for a in articles if a.published is None or a.published.day_in(zone) <= edition.day)
    return Admitted(kept, len(articles) - len(kept))


def plan(stories: Sequence[Story], edition: Edition) -> Plan:
    """Order the stories by importance (then newest first, then id), and tell as many as the edition allows."""
    ordered = sorted(stories, key=lambda story: (-story.importance, _newest_first(story, edition), story.id))
    return Plan(tuple(ordered[: edition.max_stories]), tuple(ordered[edition.max_stories :]))


def compose(
    chosen: Plan,
    digests: Mapping[str, tuple[Pick, ...]],
    edition: Edition,
    problems: Sequence[Problem],
    admitted: Admitted,
    titles: Mapping[str, str],
) -> Briefing:
    """Lay the stories out in sections.

    Arguments: the plan; the digest of each told story, by id; the edition; what went wrong; the articles; the titles
    of the sections by slug, in the order of a newspaper.
    A section stands where its most important story puts it; the last one of `titles` always comes last.
    """
    told = tuple(replace(story, digest=digests[story.id]) for story in chosen.told)
    last = list(titles)[-1]
    slugs = list(dict.fromkeys(story.section for story in (*told, *chosen.listed)))
    sections = tuple(
        Section(
            slug,
            titles.get(slug, slug.title()),
            tuple(story for story in told if story.section == slug),
            tuple(story for story in chosen.listed if story.section == slug),
        )
        for slug in sorted(slugs, key=lambda slug: slug == last)
    )
    return Briefing(
        title=edition.title,
        day=edition.day,
        zone=edition.zone,
        language=edition.language,
        generated=edition.generated,
        sections=sections,
        problems=tuple(problems),
        statistics=_statistics(told, chosen, admitted, len(problems)),
    )


def _newest_first(story: Story, edition: Edition) -> float:
    zone = ZoneInfo(edition.zone)
    moments = [a.published.instant(zone).timestamp() for a in story.articles if a.published]
    return -max(moments, default=float("-inf"))


def _statistics(told: Sequence[Story], chosen: Plan, admitted: Admitted, problems: int) -> Statistics:
    stories = (*told, *chosen.listed)
    return Statistics(
        articles=len(admitted.articles),
        sources=len({article.outlet for article in admitted.articles}),
        stories=len(stories),
        told=len(told),
        listed=len(chosen.listed),
        duplicates=sum(len(story.duplicates) for story in stories),
        too_new=admitted.too_new,
        undated=sum(article.published is None for article in admitted.articles),
        problems=problems,
        words=sum(len(pick.sentence.text.split()) for story in told for pick in story.digest),
    )
