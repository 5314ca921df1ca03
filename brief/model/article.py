"""An article: where it comes from, its given text, and what was picked from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import PurePath
from urllib.parse import urlsplit

#: What a record's location has behind the name of its file: `news.jsonl:17`, `news.json#3`.
_RECORD = re.compile(r"[:#]\d+$")


@dataclass(frozen=True, slots=True)
class Source:
    """One place that articles come from.

    Attributes:
        kind: name of the reader that opens it (`"files"`, `"web"`).
        location: path, glob, web address or `-`, as the user gave it.
        name: what the briefing calls it where its articles do not name a source themselves.
        section: section of all its articles, where the user says so.
        weight: how much the user trusts it, beside the 1 of the others; greater than 0.
        full_text: whether the page of a feed's item is fetched: `"auto"` where the item is a teaser, `"always"`,
            `"never"`.
    """

    kind: str
    location: str
    name: str | None = None
    section: str | None = None
    weight: float = 1.0
    full_text: str = "auto"


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one article as they were found.

    Attributes:
        source: where it comes from.
        location: the path, or `path:line` for a record of a file.
        media_type: chooses the extractor (`"text/plain"`, `"text/html"`, …).
        content: the bytes.
        fetched: when it came over the network (aware UTC), or None.
        charset: the encoding that came with it from outside, as in an HTTP header, or None.
        url: the web address that it was fetched from, or None.
    """

    source: Source
    location: str
    media_type: str
    content: bytes
    fetched: datetime | None = None
    charset: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of an article: where it is to be had, what it shows, and whose it is.

    `url` is an http(s) address, or, in a file of the user's own, a path relative to that file.
    """

    url: str
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture ready to be printed: small, without metadata.

    Attributes:
        content: the bytes.
        media_type: `"image/jpeg"` or `"image/png"`.
        width, height: in pixels.
    """

    content: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The picture of a story that is printed: the image, the article it is of, what it shows, and whose it is."""

    image: Image
    article: str
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, exactly as far as its source says.

    Attributes:
        day: the day as printed.
        time: the time as printed, aware where the source gives an offset, None where it gives no time.
        origin: where the date stands: `"record"`, `"text"`, `"feed"`, `"page"`, `"address"`, `"file name"`, `"mail"`;
            `"guessed"` by htmldate; `"first seen"` where only its first fetch dates it; `"unreadable"` for an embargo
            whose end is not clear, which has the last day of the calendar.
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
        picture: its lead picture, or None.
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
    picture: Picture | None = None

    @property
    def file(self) -> str:
        """The location without a record's number: the path of the file it was read from."""
        return _RECORD.sub("", self.location)

    @property
    def outlet(self) -> str:
        """Who tells it, for a reader: the outlet, else the host of its address, the author, the file's name."""
        host = (urlsplit(self.url).hostname or "").removeprefix("www.") if self.url else ""
        return self.site or self.source.name or host or self.byline or PurePath(self.file).name


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
