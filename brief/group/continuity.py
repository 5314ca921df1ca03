"""The same story on another day: which of today's stories an earlier edition printed, and what is new in them.

A story is known again by an article that was printed before, or by its words: the cosine of the two stories' terms.
New is what no earlier article of the story said, in whatever words: a sentence with enough content stems that stand in
none of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from brief.group.vectors import Counted, terms, weighted
from brief.model import Article, Past, Printed, Recall, Story
from brief.text import content_stems, language

# The terms of a story that are remembered: the most frequent ones.
TERMS = 150
# Sentences of an article that are remembered.
SENTENCES = 40
# Sentences of an article that are looked at for news: what is new stands at the top, background below.
TOP = 10
# The cosine at which two days' stories are one. Stories of marked events cut in two halves, half of them with a first
# day: of those matched .91, .86 and .60 are right (104 stories of the web, 38 confusable events, 270 feed events of
# several years, whose topics come again), of those to be matched .79, 1 and .71 are; on days of six stories 1, .98,
# .96 and .72, 1, .90. A story that is missed is told again, one that is matched wrongly is marked as an update.
SAME = 0.22
# A sentence is news where so many of its content stems, and such a share, stand in no earlier article of the story.
NEW_STEMS = 4
NEW_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _Known:
    """All that earlier editions printed of one story, the latest first."""

    records: tuple[Printed, ...]
    articles: frozenset[str]
    terms: Counter[str]


def printed(story: Story, day: date, *, told: bool, page: str | None) -> Printed:
    """Return what is to be remembered of a story that an edition prints.

    Arguments: the story; the edition's day; whether it is told; where it stands in the folder of results, or None.
    """
    return Printed(
        day=day,
        story=story.id,
        title=story.title,
        told=told,
        first_seen=story.first_seen or day,
        articles=frozenset(map(_name, story.articles)),
        terms=dict(sorted(_terms(story).items(), key=lambda item: (-item[1], item[0]))[:TERMS]),
        sentences=tuple(dict.fromkeys(stems for article in _originals(story) for stems in _sentences(article))),
        page=page,
    )


def recall(stories: Sequence[Story], past: Past) -> dict[str, Recall]:
    """Return what earlier editions printed of today's stories, by the id of the story; new ones are missing."""
    known = _by_story(past.printed)
    if not known:
        return {}
    likeness = _likeness([_terms(story) for story in stories], [one.terms for one in known], _language(stories))
    found: list[tuple[Story, _Known, float]] = []
    for story, row in zip(stories, likeness, strict=True):
        names = {_name(article) for article in story.articles}
        row[[not names.isdisjoint(one.articles) for one in known]] = 1.0
        best = max(range(len(known)), key=lambda i: (round(float(row[i]), 9), known[i].records[0].day, -i))
        if row[best] >= SAME:
            found.append((story, known[best], float(row[best])))
    heirs = _heirs(found)
    return {
        story.id: Recall(
            printed=one.records[0],
            first_seen=min(record.first_seen for record in one.records),
            likeness=round(likeness, 6),
            known=tuple(dict.fromkeys(stems for record in one.records for stems in record.sentences)),
            news=_news(story, one),
            keeps_id=heirs[one.records[0].story] == story.id,
        )
        for story, one, likeness in found
    }


def _by_story(records: Iterable[Printed]) -> list[_Known]:
    by_id: dict[str, list[Printed]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record.day, reverse=True):
        by_id[record.story].append(record)
    return [
        _Known(
            tuple(same),
            frozenset(name for record in same for name in record.articles),
            sum((Counter(record.terms) for record in same), Counter()),
        )
        for _, same in sorted(by_id.items())
    ]


def _heirs(found: Iterable[tuple[Story, _Known, float]]) -> dict[str, str]:
    """The one story of today that keeps each earlier id: the most alike, then the first by its own id."""
    best: dict[str, tuple[float, str]] = {}
    for story, one, likeness in found:
        name = one.records[0].story
        best[name] = min(best.get(name, (1.0, "\U0010ffff")), (-round(likeness, 9), story.id))
    return {name: story for name, (_, story) in best.items()}


def _news(story: Story, known: _Known) -> tuple[str, ...]:
    """The sentences of articles that were not printed before which say what no earlier article said."""
    said = {stem for record in known.records for stems in record.sentences for stem in stems}
    found = []
    for article in _originals(story):
        for sentence, stems in zip(article.sentences[:TOP], _sentences(article), strict=False):
            fresh = len(stems - said)
            if fresh >= NEW_STEMS and fresh >= NEW_SHARE * len(stems):
                found.append(sentence.text)
    return tuple(found)


def _originals(story: Story) -> list[Article]:
    copies = {article.id for article in story.duplicates}
    return [article for article in story.articles if article.id not in copies]


def _name(article: Article) -> str:
    """What tells an article from all others on any day; the id alone may be the number of a line."""
    return article.url or f"{article.id} {article.title}"


def _terms(story: Story) -> Counter[str]:
    return Counter(term for article in _originals(story) for term in terms(article))


def _sentences(article: Article) -> list[frozenset[str]]:
    tongue = language(article.language)
    return [frozenset(content_stems(sentence.text, tongue)) for sentence in article.sentences[:SENTENCES]]


def _likeness(today: Sequence[Mapping[str, int]], known: Sequence[Mapping[str, int]], code: str) -> NDArray[np.float64]:
    """The cosines of stories by their terms, shape (today, known), weighed as articles are in a language."""
    counts = [dict(sorted(count.items(), key=lambda item: (-item[1], item[0]))[:TERMS]) for count in (*today, *known)]
    names = sorted({term for count in counts for term in count})
    column = {term: number for number, term in enumerate(names)}
    run = np.array([column[term] for count in counts for term, n in count.items() for _ in range(n)], dtype=np.int32)
    sizes = np.array([sum(count.values()) for count in counts], dtype=np.int64)
    unit = weighted(Counted(names, run, sizes, np.zeros(len(counts), dtype=np.int64)), code)
    cosines: NDArray[np.float64] = unit[: len(today)].dot(unit[len(today) :].T).toarray()
    return cosines


def _language(stories: Sequence[Story]) -> str:
    """The language of most stories."""
    counts = Counter(story.lead.language for story in stories)
    return min(counts, key=lambda code: (-counts[code], code), default="en")
