"""An edition: its sections, what is left out of it, and what is remembered of those before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from brief.model.article import Article, Shown
from brief.model.story import Story
from brief.model.web import Health


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that is not printed, and why.

    Attributes:
        article: the article.
        reason: `"too new"`, `"too old"`, `"embargoed"`, `"withdrawn"`, `"muted"`, `"printed before"` or `"dropped"`.
        why: the evidence in a few words.
    """

    article: Article
    reason: str
    why: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the briefing: stories told, most important first, and stories only listed."""

    slug: str
    title: str
    stories: tuple[Story, ...]
    others: tuple[Story, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with one item while the run went on.

    Attributes:
        stage: `"read"`, `"extract"`, …
        where: the path, `path:line` or address.
        why: a few words.
        empty: the item could be read and held no article.
        slight: it is one item of a feed, or its page; the edition is told of it and is none the worse.
    """

    stage: str
    where: str
    why: str
    empty: bool = False
    slight: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A story as an earlier edition printed it: what is remembered to know it again, and to know what is new.

    Attributes:
        day: the day of that edition.
        story: its id.
        title: its title there.
        told: whether it was told; else it was listed by its title.
        first_seen: the day of the edition that printed it first.
        articles: the ids of its articles, and their addresses.
        terms: how often each stem stands in its articles, for those that stand there most.
        sentences: the content stems of each sentence of its articles.
        page: where it stands, as seen from the folder of results, or None.
    """

    day: date
    story: str
    title: str
    told: bool
    first_seen: date
    articles: frozenset[str]
    terms: Mapping[str, int]
    sentences: tuple[frozenset[str], ...]
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of the editions before a day.

    Attributes:
        printed: what they printed, the latest first.
        editions: how many there were.
        failing: the sources that failed in the last of them, each with the days of the editions in a row in which it
            did, the latest first.
    """

    printed: tuple[Printed, ...] = ()
    editions: int = 0
    failing: Mapping[str, tuple[date, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recall:
    """An earlier story that today's story goes on with.

    Attributes:
        printed: how the latest edition that had it printed it.
        first_seen: the day of the first edition that had it.
        likeness: the cosine of the two, 1 where they share an article.
        known: the content stems of each sentence that its earlier articles held.
        news: sentences of today's articles that are materially new.
        keeps_id: whether it is the one story of today that goes on under the earlier id.
    """

    printed: Printed
    first_seen: date
    likeness: float
    known: tuple[frozenset[str], ...]
    news: tuple[str, ...]
    keeps_id: bool


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many articles came in, and what became of them.

    Attributes:
        read: articles that came in; every one of them is told, listed, a copy, or left out.
        articles: those that are printed, copies among them.
        sources: outlets of the articles that are printed.
        stories: those that are told or listed.
        told, listed: how many stories are.
        duplicates: articles that are copies of one that is printed.
        too_new: articles dated after the edition's day.
        left_out: articles that are not printed, those among them, by the reason (`LeftOut.reason`).
        undated: printed articles without a date.
        problems: sources, files and records that failed.
        words: of the sentences printed.
    """

    read: int = 0
    articles: int = 0
    sources: int = 0
    stories: int = 0
    told: int = 0
    listed: int = 0
    duplicates: int = 0
    too_new: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    undated: int = 0
    problems: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class Briefing:
    """One edition, ready to be rendered.

    Attributes:
        day: the day that names the edition.
        zone: IANA name of the edition's time zone.
        generated: the edition's own time stamp (aware), not the clock's.
        left_out: the articles that are not printed, and why.
        number: which edition it is, counted from 1, where editions are remembered.
        home: the folder of results as seen from the page (`"../"`), for links to earlier editions; None where the page
            may lie anywhere.
        health: how each live source has done so far, where there are any.
        pictures: the pictures of stories that are told, by the ids of these.
        copies: where the copy of an article's source text stands, as seen from the folder of results, by the id of the
            article.
        front: where the list of all editions stands, as seen from the folder of results, or None.
        address: the web address of its page, or None.
    """

    title: str
    day: date
    zone: str
    language: str
    generated: datetime
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...] = ()
    statistics: Statistics = field(default_factory=Statistics)
    left_out: tuple[LeftOut, ...] = ()
    number: int | None = None
    home: str | None = None
    health: tuple[Health, ...] = ()
    pictures: Mapping[str, Shown] = field(default_factory=dict)
    copies: Mapping[str, str] = field(default_factory=dict)
    front: str | None = None
    address: str | None = None

    @property
    def stories(self) -> tuple[Story, ...]:
        """All stories, section by section: those that are told, then those that are listed."""
        return tuple(story for section in self.sections for story in (*section.stories, *section.others))


@dataclass(frozen=True, slots=True)
class Entry:
    """An edition in the list of all of them.

    Attributes:
        day: the day that names it.
        formats: those that stand in its folder.
        title: its title, or empty where nothing tells it.
        number: which edition it is, or None.
        generated: its own time stamp, ISO 8601 with offset; empty where nothing tells it.
        headlines: of the stories that it tells, in order.
        listed: how many stories it lists by their headlines only.
        text: a fingerprint of the words that it prints; empty where nothing tells them.
        updated: when it was last made again with other words (ISO 8601, UTC), or empty.
        size: bytes of the file in its folder that all this was read from.
    """

    day: date
    formats: tuple[str, ...]
    title: str = ""
    number: int | None = None
    generated: str = ""
    headlines: tuple[str, ...] = ()
    listed: int = 0
    text: str = ""
    updated: str = ""
    size: int = 0
