"""A story: one event, what tells it, and what gave it its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brief.model.article import Article, Pick


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
        before: where that edition told it (`"2026-11-19/briefing.html#story-3"`, as seen from the folder of results),
            or None where it has no page there.
        listed: why it is only listed by its title; empty for a story that is told.
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
    before: str | None = None
    listed: str = ""
    edits: tuple[Edit, ...] = ()

    @property
    def lead(self) -> Article:
        """The article that tells the story best."""
        return self.articles[0]

    @property
    def all_articles(self) -> tuple[Article, ...]:
        """Its articles, the lead first, and its near-duplicates; each of them once."""
        return tuple({article.id: article for article in self.articles + self.duplicates}.values())

    @property
    def picks(self) -> tuple[Pick, ...]:
        """The sentences that are printed of it; where sources agree on a figure, that of the first is."""
        counted = (pick for figure in self.figures for pick in (figure.picks[:1] if figure.agree else figure.picks))
        said, dated = (quote.pick for quote in self.quotes), (moment.pick for moment in self.timeline)
        return (*self.digest, *counted, *said, *dated)

    @property
    def words(self) -> int:
        """How many words its printed sentences have."""
        return sum(len(pick.sentence.text.split()) for pick in self.picks)

    @property
    def length(self) -> int:
        """How many words are printed of it, those of its title among them."""
        return len(self.title.split()) + self.words
