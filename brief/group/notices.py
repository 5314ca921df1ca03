"""Which articles a wire's notice kills: the notice itself, and the story that it takes back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC
from urllib.parse import urlsplit

from brief.model import Article
from brief.text import content_stems, language

# Two headlines are one story's where so much of their words is common. A notice repeats the headline, now and then
# shortened or with a word changed.
LIKE = 0.6
FEWEST_STEMS = 3
# A shorter id or slug can be a word of the notice.
SHORTEST_NAME = 6

#: What a notice puts around the headline of the story.
_NOTICE_WORDS = re.compile(
    r"\b(?:mandatory|bulletin|urgent|bureau|advisory|attention|correction|note to editors|editors?|eds|please|notice"
    r"|kill(?:ed)?|withdraw[ns]?|withdrawal|retract(?:ed|ion|s)?|removed?|disregard|cancell?ed"
    r"|(?:the )?(?:story|article|item|dispatch)(?: on| about)?|has been|is|was)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»\n]{8,200})[\"”“»]")
_SLUG = re.compile(r"\b(?:BC-[\w.-]+|(?<=slugged )[\w.-]+)")
_BETWEEN = re.compile(r"[\W_]+")
_KILL_OF_SLUG = re.compile(r"[-_ ]*(?:KILL|WITHDRAWN|WITHDRAWAL)\b.*$", re.IGNORECASE)
_NUMBER = re.compile(r"-\d+$")


def killed(articles: Sequence[Article]) -> dict[str, str]:
    """Return the ids of the articles that must not be printed, each with the id of the notice that says so.

    A notice kills itself and, of the articles that are not dated after it, those that it names by their address or id;
    of the same outlet's also those that it names by slug or headline, and those whose headline is nearly its own.
    Of several notices the first by id is named. All articles are wanted, those without a sentence too.
    """
    notices = sorted((article for article in articles if article.withdrawn), key=lambda article: article.id)
    found = {notice.id: notice.id for notice in notices}
    for notice in notices:
        for article in articles:
            if article.id not in found and not _is_later(article, notice) and _names(notice, article):
                found[article.id] = notice.id
    return found


def _is_later(article: Article, notice: Article) -> bool:
    """Whether an article is surely dated after a notice; where one of them has no time of day, by their days."""
    one, other = article.published, notice.published
    if one is None or other is None:
        return False
    if one.time is None or other.time is None:
        return one.day > other.day
    return one.instant(UTC) > other.instant(UTC)


def _names(notice: Article, article: Article) -> bool:
    """Whether a notice means an article."""
    told = f"{notice.title}\n{notice.text}"
    if article.url and (article.url == notice.url or _stands_in(article.url, told)):
        return True
    same_outlet = article.outlet.casefold() == notice.outlet.casefold()
    # The ids that articles have in common were numbered when they were read: `x`, `x-2`.
    if same_outlet and (_NUMBER.sub("", notice.id) == article.id or _NUMBER.sub("", article.id) == notice.id):
        return True
    if len(article.id) >= SHORTEST_NAME and _stands_in(article.id, told):
        return True
    return same_outlet and (_names_by_slug(told, article) or _names_by_title(notice, article))


def _stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text by itself, not as a part of a longer one."""
    return re.search(rf"(?<![\w/.-]){re.escape(name)}(?![\w/-]|\.\w)", text) is not None


def _names_by_slug(told: str, article: Article) -> bool:
    slugs = {_folded(_KILL_OF_SLUG.sub("", slug)) for slug in _SLUG.findall(told)}
    last = urlsplit(article.url).path.rstrip("/").rpartition("/")[2] if article.url else ""
    names = {_folded(name) for name in (article.id, article.title, last)}
    return bool({slug for slug in slugs if len(slug) >= SHORTEST_NAME} & names)


def _names_by_title(notice: Article, article: Article) -> bool:
    if not article.title:
        return False
    bare = _NOTICE_WORDS.sub(" ", notice.title)
    titles = [bare, *_QUOTED.findall(notice.text[:2000])]
    folded = _folded(_NOTICE_WORDS.sub(" ", article.title))
    return any(_folded(_NOTICE_WORDS.sub(" ", one)) == folded != "" for one in titles) or _alike(bare, article)


def _alike(title: str, article: Article) -> bool:
    """Whether a headline has most words in common with that of an article (Jaccard)."""
    tongue = language(article.language)
    one, other = (set(content_stems(text, tongue)) for text in (title, article.title))
    return min(len(one), len(other)) >= FEWEST_STEMS and len(one & other) >= LIKE * len(one | other)


def _folded(text: str) -> str:
    return _BETWEEN.sub("", text.casefold())
