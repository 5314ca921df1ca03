"""Why a summary is as it is: what each sentence scored and by what, and why it was taken or dropped.

Nothing is chosen here: `choose` does that, for `summarize` as well, and what it chose from is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

import numpy as np

from brief.model import Article, Sentence
from brief.summarize import DEFAULT_METHOD, Choice, Length, choose
from brief.summarize.selection import repeats, size
from brief.summarize.standing import Standing
from brief.summarize.trained import DIGITS, Chosen
from brief.summarize.trained.choice import propped, repeating
from brief.summarize.trained.sets import SET_TRAITS
from brief.summarize.trained.terms import Floats
from brief.summarize.trained.traits import TRAITS
from brief.summarize.trained.weights import model
from brief.text import content_stems, language

# Sets of sentences that are shown.
BEST_SETS = 3

#: The family of what the model of sets looks at, by the first word of its name.
_SET_FAMILIES: dict[str, str] = {
    "size": "length", "words": "length",
    "score": "scores of its sentences", "ranks": "scores of its sentences",
    "covers": "expected words", "recall": "expected words", "frequency": "expected words",
    "similar": "repetition", "distinct": "repetition",
    "place": "place", "has": "place", "neighbors": "place", "is": "place",
    "centroid": "centrality",
    "title": "headline",
    "figures": "names and figures",
    "opens": "quotation", "said": "quotation",
    "points": "opening", "ties": "opening", "speaker": "opening", "asks": "opening",
}  # fmt: skip

#: The family of each trait of a sentence and of a set; a name that both have is of the same family.
FAMILIES: dict[str, str] = {name: _SET_FAMILIES[name.partition("_")[0]] for name in SET_TRAITS} | TRAITS


class Why(Enum):
    """Why a sentence was taken (the first three) or dropped."""

    TOGETHER = "together"  # the set tells most
    BEST = "best"  # by itself the best of those that were left
    RESORT = "last resort"  # nothing can be read alone
    BROKEN = "broken"  # cannot be read alone, whatever stands beside it
    HELPLESS = "helpless"  # leans on what cannot be read alone itself, or on nothing
    LEANS = "leans"  # on a sentence that was not taken
    REPEATS = "repeats"  # a sentence that was taken
    OUTSIDE = "outside"  # not one of the best, whose sets are compared
    LESS = "less"  # its sets tell less
    LONG = "long"  # does not fit
    ENOUGH = "enough"  # as much as was wanted was taken before


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a sentence was taken or dropped.

    Attributes:
        why: in one word.
        others: the sentences this has to do with: those it tells most with, leans on, repeats.
        rival: of the sets with this sentence that may be taken, the best; empty where there is none.
        behind: how much less that one tells than the set that was taken.
        room: how many words were left, where it did not fit; all, where it is longer than that.
    """

    why: Why
    others: tuple[int, ...] = ()
    rival: tuple[int, ...] = ()
    behind: float | None = None
    room: int | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence with all that decided on it.

    Attributes:
        score: in 0..1, as in a summary.
        rank: 1 for the highest score.
        standing: how well it stands on its own.
        taken: whether it is in the summary.
        traits: what each trait adds to the score of the article's mean sentence; none where a method does not tell.
    """

    sentence: Sentence
    score: float
    rank: int
    standing: Standing
    taken: bool
    reason: Reason
    traits: Mapping[str, float] = field(default_factory=dict)

    @property
    def parts(self) -> dict[str, float]:
        """The same by family, the largest first."""
        return by_family(self.traits)


@dataclass(frozen=True, slots=True)
class Together:
    """A set of sentences, its score, and what each trait adds to that of the article's mean set."""

    sentences: tuple[int, ...]
    score: float
    traits: Mapping[str, float]

    @property
    def parts(self) -> dict[str, float]:
        """What each family of traits adds, the largest first."""
        return by_family(self.traits)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the summary of an article is as it is.

    Attributes:
        method: the method's name.
        length: how much was wanted, in sentences and words.
        sentences: all, in reading order.
        mean: the score of the mean sentence.
        sets: the best sets, the best first; none where a method judges sentence by sentence.
        running, compared: the sentences whose sets were compared, and how many sets that were.
        set_mean: the score of the mean set.
    """

    article: Article
    method: str
    length: Length
    sentences: tuple[Weighed, ...]
    mean: float
    sets: tuple[Together, ...] = ()
    running: tuple[int, ...] = ()
    compared: int = 0
    set_mean: float = 0.0


def by_family(traits: Mapping[str, float]) -> dict[str, float]:
    """Return what each family of traits adds, the largest first."""
    found: dict[str, float] = {}
    for name, value in traits.items():
        found[FAMILIES[name]] = found.get(FAMILIES[name], 0.0) + value
    return dict(sorted(found.items(), key=lambda item: -abs(item[1])))


def explain(article: Article, method: str = DEFAULT_METHOD, length: Length | None = None) -> Explanation:
    """Say why `summarize` takes what it takes. Arguments and errors are those of `summarize`."""
    choice = choose(article, method, length)
    if not article.sentences:
        return Explanation(article, method, choice.length, (), 0.0)
    taken = [pick.sentence.index for pick in choice.picks]
    order = sorted(range(len(choice.scores)), key=lambda i: (-choice.scores[i], i))
    rank = {index: place for place, index in enumerate(order, 1)}
    traits = _sentence_traits(choice)
    judge = _Judge(article, choice, taken, rank)
    weighed = tuple(
        Weighed(
            sentence,
            round(choice.scores[index], 6),
            rank[index],
            choice.standing[index],
            index in taken,
            judge.taken(index) if index in taken else judge.dropped(index),
            traits[index] if index < len(traits) else {},
        )
        for index, sentence in enumerate(article.sentences)
    )
    ranked = choice.scores[: len(traits) or None]
    found = Explanation(article, method, choice.length, weighed, float(np.mean(ranked)))
    return _with_sets(found, choice) if isinstance(choice, Chosen) else found


class _Judge:
    """Tells why, of an article whose summary is known."""

    def __init__(self, article: Article, choice: Choice, taken: Sequence[int], rank: Mapping[int, int]) -> None:
        self._article, self._choice, self._taken, self._rank = article, choice, taken, rank
        self._length = choice.length
        self._used = sum(size(article.sentences[index]) for index in taken)

    def taken(self, index: int) -> Reason:
        """Return why a sentence was taken."""
        start = self._choice.start
        if index in start:
            return Reason(Why.TOGETHER, tuple(other for other in start if other != index))
        return Reason(Why.BEST if self._choice.standing.reads(index, self._taken) else Why.RESORT, start)

    def dropped(self, index: int) -> Reason:
        """Return why a sentence was dropped: first as if all were taken one by one, then by the sets."""
        reason = self._left(index)
        choice = self._choice
        if reason.why in {Why.BROKEN, Why.HELPLESS} or not isinstance(choice, Chosen) or not choice.start:
            return reason
        if index in choice.running.pool and (choice.enough or reason.why is not Why.ENOUGH):
            return _beside_the_best(reason, index, choice)
        fits_no_pool = reason.why is Why.LEANS and self._rank[index] <= len(choice.running.pool)
        return Reason(Why.OUTSIDE) if choice.enough and not fits_no_pool else reason

    def _left(self, index: int) -> Reason:
        """Why a sentence was not added to those that were taken."""
        return next(self._hindrances(index), Reason(Why.ENOUGH))

    def _hindrances(self, index: int) -> Iterator[Reason]:
        """What keeps a sentence from being added, the gravest first."""
        standing, prop = self._choice.standing, self._choice.standing.prop(index)
        leans = prop is not None and prop not in self._taken
        if standing[index] is Standing.BROKEN:
            yield Reason(Why.BROKEN)
        if leans and not propped(index, standing):
            yield Reason(Why.HELPLESS, tuple(one for one in (prop,) if one is not None and one >= 0))
        yield from (Reason(Why.REPEATS, (other,)) for other in self._taken if self._same(index, other))
        words, more = self._length.words, size(self._article.sentences[index])
        if words is not None and more > words:
            yield Reason(Why.LONG, room=words)
        if leans:
            yield Reason(Why.LEANS, tuple(one for one in (prop,) if one is not None))
        if words is not None and self._used + more > words and not self._outranked(index):
            yield Reason(Why.LONG, room=words - self._used)

    def _outranked(self, index: int) -> bool:
        """Whether as many sentences as were wanted were taken, and all of them score higher."""
        wanted = self._length.sentences
        lowest = max((self._rank[other] for other in self._taken), default=0)
        return wanted is not None and len(self._taken) >= wanted and self._rank[index] > lowest

    def _same(self, index: int, other: int) -> bool:
        """Whether two say the same: as the sets see it where only those decided, else as the selection does."""
        choice = self._choice
        if isinstance(choice, Chosen) and choice.enough and {index, other} <= set(choice.running.pool.tolist()):
            pair = np.isin(choice.running.pool, (index, other)).astype(np.float32)[None]
            return bool(repeating(pair, choice.running.pool, choice.seen.words)[0])
        tongue = language(self._article.language)
        one, two = (frozenset(content_stems(self._article.sentences[i].text, tongue)) for i in (index, other))
        return repeats(one, two)


def _beside_the_best(reason: Reason, index: int, choice: Chosen) -> Reason:
    """The reason with the best set that has a sentence, and how far that is behind the one that was taken."""
    running = choice.running
    has = running.sets.member[:, running.pool.tolist().index(index)] > 0
    if not has.any():
        return replace(reason, why=Why.LONG) if reason.why is Why.ENOUGH and choice.length.words else reason
    best = int(np.flatnonzero(has)[np.argmax(choice.told[has])])
    rival = tuple(running.pool[running.sets.member[best] > 0].tolist())
    behind = round(float(choice.told.max()) - float(choice.told[best]), DIGITS)
    why = Why.LESS if reason.why in {Why.ENOUGH, Why.LONG} else reason.why
    return replace(reason, why=why, rival=rival, behind=behind)


def _sentence_traits(choice: Choice) -> list[dict[str, float]]:
    """What each trait adds to each sentence that was ranked, in the measure of the scores in 0..1."""
    if not isinstance(choice, Chosen):
        return []
    odds = choice.seen.scores
    span = float(odds.max() - odds.min()) or 1.0
    return _relative(model().sentences.parts(choice.seen.view.traits) / np.float32(span), tuple(TRAITS))


def _with_sets(found: Explanation, choice: Chosen) -> Explanation:
    """The explanation with the best sets, and what makes them so."""
    running = choice.running
    if not len(running.sets):
        return found
    traits = _relative(model().sets.parts(choice.seen.set_traits(running)), SET_TRAITS)
    best = np.argsort(-choice.told, kind="stable")[:BEST_SETS].tolist()
    return replace(
        found,
        sets=tuple(
            Together(
                tuple(running.pool[running.sets.member[row] > 0].tolist()),
                round(float(choice.told[row]), DIGITS),
                traits[row],
            )
            for row in best
        ),
        running=tuple(running.pool.tolist()),
        compared=len(running.sets),
        set_mean=float(choice.told.mean()),
    )


def _relative(parts: Floats, names: Sequence[str]) -> list[dict[str, float]]:
    """(rows, traits) as one mapping a row, each trait less its mean."""
    rows: list[list[float]] = (parts - parts.mean(0)).tolist()
    return [dict(zip(names, row, strict=True)) for row in rows]
