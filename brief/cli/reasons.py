"""The reasons for what stands on a page, as the tools of the preview show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brief.model import Article, Briefing, Pick, Story
from brief.render.prose import prose
from brief.render.view import places


def reasons(briefing: Briefing) -> dict[str, Any]:
    """Return why each story is one, why it stands where it stands, and why each of its sentences was taken.

    Told stories come by the names of their places within the page, in their order; those that are only listed after
    them, with the reason for that.
    """
    anchors = places(briefing)
    order = [story.id for story in sorted(briefing.stories, key=lambda one: -one.importance)]
    ranks = {story: number for number, story in enumerate(order, 1)}
    told = [story for story in briefing.stories if story.id in anchors]
    listed = [story for story in briefing.stories if story.id not in anchors]
    return {
        "count": len(ranks),
        "told": [_told(story, anchors[story.id], ranks[story.id]) for story in told],
        "listed": [_story(story, ranks[story.id]) for story in listed],
    }


def _story(story: Story, rank: int) -> dict[str, Any]:
    return {
        "title": prose(story.title),
        "why": prose(story.why),
        "articles": [f"{prose(one.outlet)}: {prose(one.title)}" for one in story.all_articles],
        "rank": rank,
        "importance": round(story.importance, 3),
        "signals": [
            {"name": signal.name, "value": round(signal.value, 3), "why": prose(signal.why)} for signal in story.signals
        ],
        "listed": prose(story.listed),
        "edits": [edit.do for edit in story.edits],
    }


def _told(story: Story, place: str, rank: int) -> dict[str, Any]:
    articles = {article.id: article for article in story.all_articles}
    sentences = [_sentence(pick, articles) for pick in story.picks]
    return {"place": place, **_story(story, rank), "sentences": sentences}


def _sentence(pick: Pick, articles: Mapping[str, Article]) -> dict[str, Any]:
    article = articles[pick.article]
    return {
        "text": prose(pick.sentence.text),
        "score": round(pick.score, 3),
        "why": prose(pick.why),
        "from": prose(article.outlet),
        "paragraph": pick.sentence.paragraph + 1,
        "number": pick.sentence.index + 1,
        "of": len(article.sentences),
    }
