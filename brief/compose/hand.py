"""The editor's hand: stories pinned, put first, dropped, given another title, or noted, as brief.toml asks.

An edit finds its story by an address or the id of one of its articles, by the story's own id, or by words that all
stand in one of its headlines. `drop` by an address or an article's id takes that article only; the others tell on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from brief.model import Article, Briefing, Edit, Story
from brief.text import language
from brief.text.phrases import stemmed


def drops(article: Article, edits: Sequence[Edit]) -> Edit | None:
    """Return the edit that drops this very article, or None."""
    return next((edit for edit in edits if edit.do == "drop" and _names(edit, article)), None)


def edited(story: Story, edits: Sequence[Edit]) -> Story:
    """Return a story with the edits that are meant for it; the last new title holds."""
    meant = tuple(edit for edit in edits if _is_meant(edit, story))
    title = next((edit.text for edit in reversed(meant) if edit.do == "retitle"), story.title)
    return replace(story, edits=meant, title=title) if meant else story


def asks(story: Story, *what: str) -> Edit | None:
    """Return the first of the edits of a story that asks for one of some things, or None."""
    return next((edit for edit in story.edits if edit.do in what), None)


def is_wanted(story: Story) -> bool:
    """Return whether the editor wants a story told in any case."""
    return asks(story, "pin", "lead") is not None


def by_the_editor(edit: Edit) -> str:
    """Return the evidence for an article that the editor dropped."""
    return f"by the editor ({edit.match})"


def unmatched(edits: Sequence[Edit], briefing: Briefing) -> list[Edit]:
    """Return the edits that found nothing in a briefing, nor in what it left out."""
    used = {edit for story in briefing.stories for edit in story.edits}
    dropped = {one.why for one in briefing.left_out if one.reason == "dropped"}
    return [edit for edit in edits if edit not in used and by_the_editor(edit) not in dropped]


def _is_meant(edit: Edit, story: Story) -> bool:
    if edit.match == story.id:
        return True
    if any(_names(edit, article) for article in story.articles):
        return edit.do != "drop"  # that took the article, before there were stories
    return any(_has_words(edit.match, title, story) for title in (story.title, *(a.title for a in story.articles)))


def _names(edit: Edit, article: Article) -> bool:
    return edit.match == article.id or (article.url is not None and _address(edit.match) == _address(article.url))


def _has_words(wanted: str, title: str, story: Story) -> bool:
    tongue = language(story.lead.language)
    words = set(stemmed(wanted, tongue))
    return bool(words) and "://" not in wanted and words <= set(stemmed(title, tongue))


def _address(url: str) -> str | None:
    """An address without what does not tell pages apart: scheme, `www.`, fragment, last slash; None for none."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if not host:
        return None
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"
