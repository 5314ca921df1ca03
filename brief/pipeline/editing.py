"""The second half of the way: articles become a briefing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol
from zoneinfo import ZoneInfo

from brief import compose, summarize
from brief.errors import NothingToPublish
from brief.model import Article, Briefing, Past, Printed, Problem, Story
from brief.pipeline.gathering import Gathered
from brief.pipeline.items import FEED
from brief.pipeline.settings import Telling, Watch, unwatched


class Teller(Protocol):
    """Tells a story, as `tell` does."""

    def __call__(self, story: Story, telling: Telling, known: Sequence[frozenset[str]] = (), /) -> Story:
        """Return the story with the sentences that tell it."""


def edit(
    gathered: Gathered,
    edition: compose.Edition,
    telling: Telling,
    watch: Watch = unwatched,
    past: Past | None = None,
    teller: Teller | None = None,
) -> Briefing:
    """Return the briefing that an edition makes of some articles.

    Arguments: the articles; what is settled about the edition; how stories are found and told; what follows the work;
    what earlier editions printed; who tells each story, for one who remembers what was told before; default: `tell`.
    Raises NothingReadable or NothingToPublish where there is nothing to print.
    """
    from brief import group  # loads scipy, which reading and summarizing do without

    gathered.require_articles(some=not edition.empty)
    # A notice of withdrawal may be a headline alone.
    readable = [article for article in gathered.articles if article.sentences or article.withdrawn]
    silent = (one for one in gathered.articles if not one.sentences and not one.withdrawn)
    problems = [*gathered.problems, *map(_silent, silent)]
    admitted = compose.admit(readable, edition, group.killed(gathered.articles))
    weighing = group.Weighing(edition.day, ZoneInfo(edition.zone), edition.half_life, edition.boost)
    own = (*telling.sections, *group.sections_named(admitted.articles, telling.sections))
    stories = group.group(admitted.articles, telling.granularity, own)
    weighed = [group.weighed(story, weighing) for story in stories]
    recalled = group.recall(weighed, past or Past())
    chosen = compose.plan(weighed, edition, recalled)
    one = teller or tell
    told = tuple(one(story, telling, chosen.known.get(story.id, ())) for story in watch(chosen.told, "summarizing"))
    briefing = compose.compose(
        compose.fit(replace(chosen, told=told), edition),
        edition,
        problems,
        admitted,
        group.section_titles(own),
    )
    if not briefing.sections and not edition.empty:
        raise NothingToPublish(f"nothing to publish: {compose.reasons(briefing)}")
    return replace(briefing, health=gathered.health)


def remembered(briefing: Briefing, page: str | None) -> list[Printed]:
    """Return what is to be remembered of a briefing.

    Arguments: the briefing; where its page stands in the folder of results, or None.
    """
    from brief import group
    from brief.render.view import places

    anchors = places(briefing)
    return [
        group.printed(
            story,
            briefing.day,
            told=story.id in anchors,
            page=f"{page}#{anchors[story.id]}" if page and story.id in anchors else page,
        )
        for story in briefing.stories
    ]


def tell(story: Story, telling: Telling, known: Sequence[frozenset[str]] = ()) -> Story:
    """Return a story with the sentences that tell it: a summary of its only article, or a digest of several.

    Arguments: the story; how it is told; the content stems of the sentences that earlier editions had, which count for
    less. Beside the digest stands who said what, in numbers and day by day, as far as it does not tell it.
    """
    from brief.summarize.beside import beside

    copies = {article.id for article in story.duplicates}
    originals = [article for article in story.articles if article.id not in copies]
    if len(originals) == 1 and not known:
        told = summarize.summarize(originals[0], telling.method, telling.length).picks
    else:
        told = summarize.digest(originals, telling.digest, known)
    more = beside(originals, told)
    return replace(story, digest=told, quotes=more.quotes, figures=more.figures, timeline=more.timeline)


def _silent(article: Article) -> Problem:
    slight = article.source.kind == FEED  # many feeds have pictures and links among their items
    return Problem("extract", article.location, "holds no sentence", empty=True, slight=slight)
