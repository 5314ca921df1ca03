"""From scores to a summary: how many, nothing twice, nothing that cannot be read alone, in reading order."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from brief.errors import UsageError
from brief.model import Article, Pick, Sentence
from brief.summarize.standing import Standing, Standings
from brief.text import content_stems, language

# Two sentences of one article that share so much of the shorter one's content words say the same: captions and
# summaries in bullets repeat the text they belong to.
SAME = 0.7


@dataclass(frozen=True, slots=True)
class Length:
    """How much is wanted: at most so many sentences, so many words, such a share of the article's words.

    No sentence is ever cut. A share gives one sentence at least, however long that is.
    Raises UsageError for less than one sentence or word, or a share that is not in 0..1.
    """

    sentences: int | None = 3
    words: int | None = None
    ratio: float | None = None

    def __post_init__(self) -> None:
        for name, value in (("sentences", self.sentences), ("words", self.words)):
            if value is not None and value < 1:
                raise UsageError(f"--{name} must be at least 1, not {value}")
        if self.ratio is not None and not 0 < self.ratio <= 1:
            raise UsageError(f"--ratio must be above 0 and at most 1, not {self.ratio:g}")

    def within(self, article: Article) -> Length:
        """Return the same without a share: what it comes to in words of this article."""
        if self.ratio is None:
            return self
        sizes = [size(sentence) for sentence in article.sentences]
        share = max(math.floor(self.ratio * sum(sizes) + 1e-9), 1)
        return Length(self.sentences, min(share, self.words or share))

    def takes(self, count: int, used: int, more: Sentence) -> bool:
        """Return whether one more sentence fits beside `count` sentences of `used` words in all."""
        if self.sentences is not None and count >= self.sentences:
            return False
        return self.words is None or used + size(more) <= self.words

    def full(self, count: int, used: int) -> bool:
        """Return whether no sentence at all fits beside `count` sentences of `used` words."""
        return (self.sentences is not None and count >= self.sentences) or (
            self.words is not None and used >= self.words
        )


def size(sentence: Sentence) -> int:
    """Return the number of words of a sentence, as a reader counts them."""
    return len(sentence.text.split())


@dataclass(frozen=True, slots=True)
class Choice:
    """What was picked from an article, and by what.

    Attributes:
        picks: what was taken, in reading order.
        scores: in 0..1, one for each sentence.
        length: how much was wanted of this article, in sentences and words.
        standing: how its sentences stand.
        start: those that were taken together, before others were added one by one.
    """

    picks: tuple[Pick, ...]
    scores: Sequence[float]
    length: Length
    standing: Standings
    start: tuple[int, ...]


def scaled(scores: Sequence[float]) -> list[float]:
    """Return scores moved and stretched to 0..1; all 1 where they are the same."""
    low, high = min(scores), max(scores)
    return [(score - low) / (high - low) if high > low else 1.0 for score in scores]


def select(
    article: Article,
    scores: Sequence[float],
    length: Length,
    start: Sequence[int] = (),
    standing: Standings | None = None,
) -> tuple[Pick, ...]:
    """Pick the best sentences of an article.

    Arguments: the article, with at least one sentence; a score in 0..1 for each sentence; how much is wanted; the
    sentences that are taken already, if any; how its sentences stand, where that has been judged already.
    Returns picks in reading order. A sentence that leans on the one before it is taken only beside that one; where no
    sentence stands alone, the best one that is wanted is taken all the same.
    """
    standing = standing or Standings(article)
    order = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
    chosen = _grown(article, order, length, start, standing) or _first(article, order, length, standing)
    return tuple(
        Pick(
            article.id,
            article.sentences[i],
            round(scores[i], 6),
            f"{standing[i].value}; {order.index(i) + 1}. of {len(order)} by score",
        )
        for i in sorted(chosen)
    )


def _grown(
    article: Article, order: Sequence[int], length: Length, start: Sequence[int], standing: Standings
) -> Sequence[int]:
    """The sentences that are taken: to those of the start the best that may be, one by one.

    A sentence that is too long, or says what has been said, stays so; one that leans waits for what it leans on.
    """
    used = sum(size(article.sentences[i]) for i in start)
    if length.full(len(start), used):
        return start
    tongue = language(article.language)
    stems = {i: frozenset(content_stems(article.sentences[i].text, tongue)) for i in start}
    place = {index: number for number, index in enumerate(order)}
    coming = [number for number, index in enumerate(order) if index not in stems]  # sorted, and so a heap
    waiting: dict[int, list[int]] = {}
    while coming and not length.full(len(stems), used):
        index = order[heappop(coming)]
        sentence, prop = article.sentences[index], standing.prop(index)
        if not length.takes(len(stems), used, sentence):
            continue
        if prop is not None and prop not in stems:
            waiting.setdefault(prop, []).append(index)
            continue
        mine = frozenset(content_stems(sentence.text, tongue))
        if any(repeats(mine, other) for other in stems.values()):
            continue
        stems[index] = mine
        used += size(sentence)
        for other in waiting.pop(index, ()):
            heappush(coming, place[other])
    return list(stems)


def _first(article: Article, order: Sequence[int], length: Length, standing: Standings) -> Sequence[int]:
    """The best sentence that fits, where none can be read alone: one that leans before one that is broken."""
    whole = [i for i in order if standing[i] is not Standing.BROKEN] or order
    return [i for i in whole if length.takes(0, 0, article.sentences[i])][:1]


def repeats(one: frozenset[str], other: frozenset[str], same: float = SAME) -> bool:
    """Return whether two sentences, given as sets of content stems, say the same."""
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) >= same * shorter
