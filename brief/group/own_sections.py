"""The user's own sections: which of them the words of a story tell.

An article tells a section where one of its keywords stands in the headline, or where they stand twice in the first 300
words, or where its source calls its section so. A story belongs to a section that at least half of its articles tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from brief.model import Article
from brief.text import language, words
from brief.text.phrases import occurrences, stemmed

#: Words of a text that are read, as for the vectors that stories are made of.
FIRST_WORDS = 300
#: How often a keyword in a headline counts, and how often keywords must stand in a text: once in passing is no subject.
TITLE, TWICE = 3, 2
#: Scripts that put no space between words: their keywords are looked for anywhere.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_UNSPACED_CHARACTERS = 1500


@dataclass(frozen=True, slots=True)
class OwnSection:
    """A section of the user's, or keywords added to one of the program's.

    Attributes:
        slug: its name in brief.toml; that of one of SECTIONS adds to that one.
        title: what stands over it.
        keywords: words and phrases that tell it, in any form of their words; an abbreviation in capitals (`AI`) is met
            in capitals only.
        most: stories that it tells at most; None for as many as there are.
    """

    slug: str
    title: str
    keywords: tuple[str, ...]
    most: int | None = None


def own_section(articles: Sequence[Article], own: Sequence[OwnSection]) -> str | None:
    """Return the slug of the user's section that a story belongs to, or None.

    Arguments: the articles of the story; the sections in the order of the file.
    Of several the one whose keywords are met most often wins (TITLE times in a headline), then the first of the file.
    """
    if not own:
        return None
    texts = [_text(article) for article in articles]
    best, most = None, 0
    for section in own:
        points = [_points(text, section) for text in texts]
        told = sum(point > 0 for point in points)
        if 2 * told >= len(texts) and sum(points) > most:
            best, most = section.slug, sum(points)
    return best


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of an article, made once for all sections; of each pair the first is the headline's.

    Attributes:
        code: its language.
        raw: the beginning as it stands.
        written: the words.
        stems: their stems.
        sections: what the article and its source call its section, case folded.
    """

    code: str
    raw: tuple[str, str]
    written: tuple[Sequence[str], Sequence[str]]
    stems: tuple[Sequence[str], Sequence[str]]
    sections: frozenset[str]


def _text(article: Article) -> _Text:
    body = " ".join(sentence.text for sentence in article.sentences) or article.text
    tongue, opened = language(article.language), body[: FIRST_WORDS * 12]
    title, opening = words(article.title), words(opened)[:FIRST_WORDS]
    return _Text(
        code=article.language,
        raw=(article.title, body[:_UNSPACED_CHARACTERS]),
        written=(title, opening),
        stems=(stemmed(article.title, tongue), stemmed(opened, tongue)[:FIRST_WORDS]),
        sections=frozenset(name.casefold() for name in (article.section, article.source.section) if name),
    )


def _points(text: _Text, section: OwnSection) -> int:
    """How much an article speaks for a section; 0 where it does not tell it."""
    title, body = (sum(_count(text, place, keyword) for keyword in section.keywords) for place in (0, 1))
    named = bool({section.slug.casefold(), section.title.casefold()} & text.sections)
    return TITLE * (title + named) + body if title or named or body >= TWICE else 0


def _count(text: _Text, place: int, keyword: str) -> int:
    """How often a keyword stands in the title (place 0) or text (place 1) of an article."""
    if _UNSPACED.search(keyword):
        return text.raw[place].count(keyword)
    wanted = words(keyword)
    if len(keyword) > 1 and keyword.isupper():
        return occurrences(wanted, text.written[place])
    return occurrences(stemmed(keyword, language(text.code)), text.stems[place])
