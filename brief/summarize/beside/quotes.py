"""Who said what: sentences with a direct quotation whose speaker is sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brief.model import Article, Pick, Quote
from brief.summarize.beside.central import Passage, Sources, passages_of, said_already, sources_of
from brief.summarize.beside.names import People, Run, people, runs, together, tokens
from brief.summarize.beside.speakers import Spoken, named_first, speaker, spoken
from brief.summarize.selection import repeats
from brief.summarize.standing import is_whole
from brief.text import Language, content_stems, words

# So many fit beside a digest; a story has no more than it has articles, or quotations would outgrow its telling.
MOST = 3
# Words of a quotation: fewer are a phrase within somebody else's sentence, more are a speech.
FEWEST_WORDS, MOST_WORDS = 6, 40
# Of its sentence a quotation takes at least so much.
SHARE = 0.4
# A sentence of more words is read once and not taken in.
LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Found:
    """A sentence with its speaker, and how much it is wanted."""

    passage: Passage
    speaker: str
    quotation: frozenset[str]
    score: float


def quotes(articles: Sequence[Article], told: Sequence[Pick] = ()) -> tuple[Quote, ...]:
    """Return who said what in a story: at most three sentences, each of another speaker, most telling first.

    A story of one article gives one, of two articles two.

    Arguments: the story's articles without copies, the lead first; the picks of its digest, which are not repeated.
    """
    sources = sources_of(articles)
    return quotes_of(sources, passages_of(told, sources))


def quotes_of(sources: Sources, told: Sequence[Passage]) -> tuple[Quote, ...]:
    """Return the same as `quotes` from sentences that are gathered already."""
    cast = _Cast(sources)
    found = [quote for passage in sources.passages if (quote := _quote(passage, sources, cast)) is not None]
    most = min(MOST, len(sources.articles))
    chosen: list[_Found] = []
    for quote in sorted(found, key=lambda q: (-q.score, q.passage.key)):
        again = any(_surname(quote) == _surname(other) or repeats(quote.quotation, other.quotation) for other in chosen)
        if not again and not said_already(quote.passage, told) and len(chosen) < most:
            chosen.append(quote)
    return tuple(Quote(q.speaker, sources.pick(q.passage, "a quotation whose speaker is named")) for q in chosen)


def _surname(quote: _Found) -> str:
    return quote.speaker.split()[-1]


class _Cast:
    """The persons of each article, and of all together, looked up when they are first asked for."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._known: dict[int, People] = {}
        self._all: People | None = None

    def of(self, number: int) -> People:
        """Return the persons of an article."""
        if number not in self._known:
            passages = [p for p in self._sources.passages if p.number == number]
            self._known[number] = people((p.line for p in passages), self._sources.tongue(passages[0]))
        return self._known[number]

    def all(self) -> People:
        """Return the persons of all articles."""
        if self._all is None:
            numbers = sorted({p.number for p in self._sources.passages})
            self._all = together(self.of(number) for number in numbers)
        return self._all

    def full_name(self, run: Run, number: int) -> str | None:
        """Return the name in full of somebody who is surely a person; None where that is not sure."""
        own = self.of(number)
        if run.is_full:
            return own.whole(run).text if own.is_person(run) or self.all().is_person(run) else None
        cast = own if run.surname in own.full else self.all()
        return cast.full_name(run.surname)


def _quote(passage: Passage, sources: Sources, cast: _Cast) -> _Found | None:
    tongue = sources.tongue(passage)
    if not tongue.roles or len(passage.line.split()) > LONGEST:
        return None
    sentence = spoken(passage.line)
    if sentence is None or not is_whole(passage.line, tongue):
        return None
    longest = max(sentence.quotations, key=lambda text: len(text.split()))
    quoted = sum(len(text.split()) for text in sentence.quotations)
    fits = len(longest.split()) >= FEWEST_WORDS and quoted <= MOST_WORDS
    if not fits or quoted < SHARE * len(passage.line.split()):
        return None
    who = speaker(sentence, tongue)
    name = _name(who, passage, sentence, sources, cast)
    if name is None:
        return None
    return _Found(
        passage,
        name,
        frozenset(content_stems(" ".join(sentence.quotations), tongue)),
        _worth(who, longest, passage, tongue),
    )


def _name(who: Run | str | None, passage: Passage, sentence: Spoken, sources: Sources, cast: _Cast) -> str | None:
    tongue = sources.tongue(passage)
    if isinstance(who, Run):
        return cast.full_name(who, passage.number)
    if who is None or who not in {"he", "she"}:
        return None
    before = sources.before(passage)
    if before is None or runs(sentence.found, tongue):
        return None
    named = named_first(before.line, tongue)
    if named is None or any(run.surname != named.surname for run in runs(tokens(before.line), tongue)):
        return None
    return cast.full_name(named, passage.number)


def _worth(who: Run | str | None, quotation: str, passage: Passage, tongue: Language) -> float:
    """How much a quotation is wanted: central to the story, by somebody in office, clear without what came before."""
    worth = passage.score
    if isinstance(who, Run):
        worth += 0.15 * who.is_full + 0.1 * who.has_role
    first = next((word.lower() for word in words(quotation)), "")
    if first in tongue.pronouns or first in tongue.connectives:
        worth *= 0.6
    return worth
