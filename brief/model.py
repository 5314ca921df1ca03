"""The values that travel between the rooms: frozen, plain, standard library only.

The promise of the product is kept here: for every sentence of every article
`article.text[sentence.start:sentence.end] == sentence.text`. `Article.text` is the given text of a
record, or the decoded or extracted text of a file, and is never repaired; what is not part of the
story (heads, datelines, captions, web furniture) is left out by belonging to no sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import PurePath
from urllib.parse import urlsplit

#: What a record's location has behind the name of its file: `news.jsonl:17`, `news.json#3`.
_RECORD = re.compile(r"[:#]\d+$")


@dataclass(frozen=True, slots=True)
class Source:
    """One place that articles come from.

    Attributes:
        kind: name of the reader that opens it (`"files"`).
        location: path, glob or `-`, as the user gave it.
        name: what the briefing calls it where its articles do not name a source themselves.
        section: section of all its articles, where the user says so.
        weight: how much the user trusts it, beside the 1 of the others; greater than 0.
    """

    kind: str
    location: str
    name: str | None = None
    section: str | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one article as they were found.

    Attributes:
        source: where it comes from.
        location: the path, or `path:line` for a record of a file.
        media_type: chooses the extractor (`"text/plain"`, `"text/html"`, …).
        content: the bytes.
    """

    source: Source
    location: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, exactly as far as its source says.

    Attributes:
        day: the day as printed.
        time: the time as printed, aware where the source gives an offset, None where it gives no time.
        origin: where the date stands: `"record"`, `"text"`, `"page"`, `"address"`.
    """

    day: date
    time: time | None = None
    origin: str = "record"

    def instant(self, zone: tzinfo) -> datetime:
        """Return the moment in UTC; a date or time without an offset is taken to be in `zone`."""
        moment = datetime.combine(self.day, self.time or time())
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)

    def day_in(self, zone: tzinfo) -> date:
        """Return the day of publication for a reader in `zone`; a bare date is that date everywhere."""
        return self.instant(zone).astimezone(zone).date() if self.time and self.time.tzinfo else self.day

    def isoformat(self) -> str:
        """Return the date, or date and time, in ISO 8601, with no more precision than the source gave."""
        return datetime.combine(self.day, self.time).isoformat() if self.time else self.day.isoformat()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A verbatim piece of an article.

    Attributes:
        index: its place among the article's sentences, from 0.
        paragraph: the paragraph it stands in, from 0.
        text: `article.text[start:end]`, with whatever line breaks and spaces stand there.
        start, end: offsets into `Article.text`, in characters.
    """

    index: int
    paragraph: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its given text, never repaired, and what was learned about it.

    Attributes:
        id: the record's own, or made from its address or text; unique within a run.
        source: the place it was read from.
        location: the path, or `path:line`, it was read from.
        url: an http(s) address of the article, or None.
        site: the outlet's name as the article itself gives it, or None.
        language: lower-case code (`"en"`).
        section: what the source or the article itself says, or None.
        kind: `"news"`, `"opinion"` or `"analysis"`.
        position: its place in its feed or on its front page, from 0, where that ranks it; None where it does not.
        embargo: the moment before which it must not be printed, or None.
        withdrawn: whether it is a wire's order to kill or withdraw a story, which is never printed, nor is that story.
    """

    id: str
    source: Source
    location: str
    url: str | None
    title: str
    text: str
    sentences: tuple[Sentence, ...]
    byline: str | None = None
    site: str | None = None
    published: Published | None = None
    language: str = "en"
    section: str | None = None
    kind: str = "news"
    position: int | None = None
    embargo: Published | None = None
    withdrawn: bool = False

    @property
    def outlet(self) -> str:
        """Who tells it, for a reader: the outlet, else the host of its address, the author, the file's name."""
        host = (urlsplit(self.url).hostname or "").removeprefix("www.") if self.url else ""
        return self.site or self.source.name or host or self.byline or _RECORD.sub("", PurePath(self.location).name)


@dataclass(frozen=True, slots=True)
class Pick:
    """A sentence that was chosen, and why.

    Attributes:
        article: id of the article it stands in.
        score: the ranker's score, scaled to 0..1 within the summary's input.
        why: a few words for a reader who asks.
    """

    article: str
    sentence: Sentence
    score: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What was picked from one article, in reading order."""

    article: str
    method: str
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Who said what: a sentence with a direct quotation, and the one who speaks in it.

    Attributes:
        speaker: the name, as an article of the story writes it in full.
        pick: the sentence, whole.
    """

    speaker: str
    pick: Pick


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity of a story, as its sources give it.

    Attributes:
        what: what is counted, in words that the sentences share (`"people killed"`).
        values: the figure as each sentence prints it, one for each pick.
        picks: the sentences, one of each source.
        agree: whether all of them give the same.
    """

    what: str
    values: tuple[str, ...]
    picks: tuple[Pick, ...]
    agree: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A day of a story, and the sentence that tells what happened on it."""

    day: date
    pick: Pick


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing that gave a story its place.

    Attributes:
        name: `"sources"`, `"freshness"`, …
        value: the factor that it contributes; importance is the product of all.
        why: the evidence in a few words (`"3 outlets: …"`).
    """

    name: str
    value: float
    why: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What the editor asked for: a story to be pinned, put first, dropped, given another title, or noted.

    Attributes:
        match: an address, an id, or words that all stand in a headline.
        do: `"pin"`, `"lead"`, `"drop"`, `"retitle"` or `"note"`.
        text: the new title, or the note; empty for the others.
    """

    match: str
    do: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One event, told by one or more articles.

    Attributes:
        id: made from the ids of its articles, so that the same articles give the same id; an update keeps the id under
            which the story was first told.
        title: the most central headline, or the editor's.
        label: a few words that set it apart (its keywords, joined).
        topic: number of the broader topic it belongs to, from 0, in order of the stories.
        section: slug of its section.
        articles: the lead article first, near-duplicates included.
        duplicates: the near-duplicates among them, which are listed as "also in".
        keywords: up to three, most telling first.
        why: the shared words and similarity that made it one story.
        digest: the sentences that tell it, in reading order; they may come from several of its articles.
        quotes, figures, timeline: who said what, in numbers, day by day; empty where there is nothing to show.
        importance: its weight among the day's stories, at least 0.
        signals: what its importance is made of.
        first_seen: the day of the edition that told it first, where an earlier one did.
        update_of: the day of the latest edition that told it, where this one has news of it.
        edits: what the editor did to it.
    """

    id: str
    title: str
    label: str
    topic: int
    section: str
    articles: tuple[Article, ...]
    duplicates: tuple[Article, ...] = ()
    keywords: tuple[str, ...] = ()
    why: str = ""
    digest: tuple[Pick, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    timeline: tuple[Moment, ...] = ()
    importance: float = 0.0
    signals: tuple[Signal, ...] = ()
    first_seen: date | None = None
    update_of: date | None = None
    edits: tuple[Edit, ...] = ()

    @property
    def lead(self) -> Article:
        """The article that tells the story best."""
        return self.articles[0]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that is not printed, and why.

    Attributes:
        article: the article.
        reason: `"too new"`, `"too old"`, `"embargoed"`, `"withdrawn"`, `"muted"`, `"told before"` or `"dropped"`.
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
    """

    stage: str
    where: str
    why: str
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many articles came in, and what became of them."""

    articles: int = 0
    sources: int = 0
    stories: int = 0
    told: int = 0
    listed: int = 0
    duplicates: int = 0
    too_new: int = 0
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
    """

    title: str
    day: date
    zone: str
    language: str
    generated: datetime
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...] = ()
    statistics: Statistics = field(default_factory=Statistics)
