"""The last step: stories in sections, with the counts of what came in and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from brief.compose.admission import Admitted
from brief.compose.edition import Edition
from brief.compose.plan import Plan
from brief.model import Briefing, LeftOut, Problem, Section, Statistics, Story


def compose(
    chosen: Plan, edition: Edition, problems: Sequence[Problem], admitted: Admitted, titles: Mapping[str, str]
) -> Briefing:
    """Lay the stories out in sections.

    Arguments: the plan, whose told stories have their digests; the edition; what went wrong; the articles; the titles
    of the sections by slug, in the order of a newspaper.
    A section stands where its most important story puts it; the last one of `titles` always comes last.
    """
    last = list(titles)[-1]
    slugs = list(dict.fromkeys(story.section for story in (*chosen.told, *chosen.listed)))
    sections = tuple(
        Section(
            slug,
            titles.get(slug, slug.title()),
            tuple(story for story in chosen.told if story.section == slug),
            tuple(story for story in chosen.listed if story.section == slug),
        )
        for slug in sorted(slugs, key=lambda slug: slug == last)
    )
    left_out = (*admitted.left_out, *chosen.left_out)
    return Briefing(
        title=edition.title,
        day=edition.day,
        zone=edition.zone,
        language=edition.language,
        generated=edition.generated,
        sections=sections,
        problems=tuple(problems),
        statistics=_statistics(chosen, left_out, sum(not problem.slight for problem in problems)),
        left_out=left_out,
        number=edition.number,
    )


def reasons(briefing: Briefing) -> str:
    """Return why articles are not printed, with one case of each: `2 articles left out: 2 too new (dated …)`."""
    cases = {one.reason: one.why for one in reversed(briefing.left_out)}
    parts = (f"{count} {reason} ({cases[reason]})" for reason, count in briefing.statistics.left_out.items())
    total = len(briefing.left_out)
    return f"{total} article{'s' * (total != 1)} left out: {', '.join(parts)}"


def _statistics(chosen: Plan, left_out: Sequence[LeftOut], problems: int) -> Statistics:
    stories: tuple[Story, ...] = (*chosen.told, *chosen.listed)
    articles = {article.id: article for story in stories for article in story.articles}
    counts = Counter(one.reason for one in left_out)
    return Statistics(
        read=len(articles) + len(left_out),
        articles=len(articles),
        sources=len({article.outlet for article in articles.values()}),
        stories=len(stories),
        told=len(chosen.told),
        listed=len(chosen.listed),
        duplicates=sum(len(story.duplicates) for story in stories),
        too_new=counts["too new"],
        left_out=dict(sorted(counts.items())),
        undated=sum(article.published is None for article in articles.values()),
        problems=problems,
        words=sum(story.words for story in chosen.told),
    )
