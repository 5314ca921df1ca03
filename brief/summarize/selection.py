"""From scores to a summary: how many, nothing twice, nothing that cannot be read alone, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brief.errors import UsageError
from brief.model import Article, Pick, Sentence
from brief.summarize.standing import Standing, standings
from brief.text import content_stems, language

# Two sentences of one article that share so much of the shorter one's content words say the same: captions and
# summaries in bullets repeat the text they belong to.
SAME = 0.7


@dataclass(frozen=True, slots=True)
class Length:
    """How much is wanted: at most so many sentences, at most so many words; no sentence is ever cut.

    Raises UsageError for less than one of either.
    """

    sentences: int | None = 3
    words: int | None = None

    def __post_init__(self) -> None:
        for name, value in (("sentences", self.sentences), ("words", self.words)):
            if value is not None and value < 1:
                raise UsageError(f"--{name} must be at least 1, not {value}")

    def takes(self, count: int, used: int, more: Sentence) -> bool:
        """Return whether one more sentence fits beside `count` sentences of `used` words in all."""
        if self.sentences is not None and count >= self.sentences:
            return False
        return self.words is None or used + size(more) <= self.words


def size(sentence: Sentence) -> int:
    """Return the number of words of a sentence, as a reader counts them."""
    return len(sentence.text.split())


class _Stems:
    """The content stems of an article's sentences, each computed when it is first asked for."""

    def __init__(self, article: Article) -> None:
        self._sentences, self._language = article.sentences, language(article.language)
        self._known: dict[int, frozenset[str]] = {}

    def of(self, index: int) -> frozenset[str]:
        if index not in self._known:
            self._known[index] = frozenset(content_stems(self._sentences[index].text, self._language))
        return self._known[index]


def scaled(scores: Sequence[float]) -> list[float]:
    """Return scores moved and stretched to 0..1; all 1 where they are the same."""
    low, high = min(scores), max(scores)
    return [(score - low) / (high - low) if high > low else 1.0 for score in scores]


def select(article: Article, scores: Sequence[float], length: Length) -> tuple[Pick, ...]:
    """Pick the best sentences of an article.

    Arguments: the article, with at least one sentence; a score in 0..1 for each sentence; how much is wanted.
    Returns picks in reading order. A sentence that leans on the one before it is taken only beside that one; where no
    sentence stands alone, the best one that is wanted is taken all the same.
    """
    standing = standings(article)
    stems = _Stems(article)
    order = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
    chosen: list[int] = []
    whole = [i for i in order if standing[i] is not Standing.BROKEN]
    waiting = whole or [i for i in order if length.takes(0, 0, article.sentences[i])][:1]
    while (index := _next(article, waiting, chosen, standing, stems, length)) is not None:
        chosen.append(index)
        waiting.remove(index)
    why = {i: f"{standing[i].value}; {order.index(i) + 1}. of {len(order)} by score" for i in chosen}
    return tuple(Pick(article.id, article.sentences[i], round(scores[i], 6), why[i]) for i in sorted(chosen))


def _next(
    article: Article,
    waiting: Sequence[int],
    chosen: Sequence[int],
    standing: Sequence[Standing],
    stems: _Stems,
    length: Length,
) -> int | None:
    """The best sentence that may be taken now; where none stands alone, the first is taken all the same."""
    if length.sentences is not None and len(chosen) >= length.sentences:
        return None
    used = sum(size(article.sentences[i]) for i in chosen)
    fitting = [i for i in waiting if length.takes(len(chosen), used, article.sentences[i])]
    for index in fitting:
        leans = standing[index] is Standing.LEANING and index - 1 not in chosen
        if not leans and not any(repeats(stems.of(index), stems.of(other)) for other in chosen):
            return index
    return fitting[0] if fitting and not chosen else None


def repeats(one: frozenset[str], other: frozenset[str], same: float = SAME) -> bool:
    """Return whether two sentences, given as sets of content stems, say the same."""
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) >= same * shorter
