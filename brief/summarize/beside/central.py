"""The sentences of a story's articles as the parts beside the digest see them: on one line, and how central each is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from brief.model import Article, Pick, Sentence
from brief.summarize.selection import repeats, scaled
from brief.summarize.standing import Standings
from brief.summarize.vectors import Vector, cosine, unit
from brief.text import Language, content_stems, language

# As in a digest: what stands further down is background, and comparing it costs more than it gives.
FIRST_SENTENCES = 100


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a story.

    Attributes:
        number: its article's place among the story's, from 0.
        line: its text with one space for each run of white space.
        stems: its content stems.
        vector: the same, weighted and of length 1.
        score: how near it is to the whole of the story, in 0..1.
    """

    number: int
    sentence: Sentence
    line: str
    stems: frozenset[str]
    vector: Vector
    score: float

    @property
    def key(self) -> tuple[int, int]:
        """Which sentence it is."""
        return self.number, self.sentence.index


@dataclass(frozen=True, slots=True)
class Sources:
    """What the parts beside a digest are taken from.

    Attributes:
        articles: those of the story that are no copies, the lead first.
        passages: their sentences in order.
        standings: how the sentences of each article stand.
        outlets: who tells each article.
        starts: where the sentences of each article begin among the passages.
    """

    articles: tuple[Article, ...]
    passages: tuple[Passage, ...]
    standings: tuple[Standings, ...]
    outlets: tuple[str, ...]
    starts: tuple[int, ...]

    def tongue(self, passage: Passage) -> Language:
        """Return the language of a sentence."""
        return language(self.articles[passage.number].language)

    def outlet(self, passage: Passage) -> str:
        """Return who tells a sentence."""
        return self.outlets[passage.number]

    def before(self, passage: Passage) -> Passage | None:
        """Return the sentence before another in the same paragraph, or None."""
        if passage.sentence.index == 0:
            return None
        found = self.passages[self.starts[passage.number] + passage.sentence.index - 1]
        return found if found.sentence.paragraph == passage.sentence.paragraph else None

    def pick(self, passage: Passage, why: str) -> Pick:
        """Return a sentence as one that was chosen."""
        return Pick(self.articles[passage.number].id, passage.sentence, round(passage.score, 6), why)


def sources_of(articles: Sequence[Article]) -> Sources:
    """Return the sentences of a story's articles, with their similarity to the centroid of all."""
    places = [(number, s) for number, article in enumerate(articles) for s in article.sentences[:FIRST_SENTENCES]]
    lines = [" ".join(s.text.split()) for _, s in places]
    counts = [
        Counter(content_stems(line, language(articles[number].language)))
        for line, (number, _) in zip(lines, places, strict=True)
    ]
    document_frequency = Counter(stem for count in counts for stem in count)
    idf = {stem: math.log((1 + len(counts)) / (1 + n)) + 1 for stem, n in document_frequency.items()}
    vectors = [unit({stem: (1 + math.log(n)) * idf[stem] for stem, n in count.items()}) for count in counts]
    total: Counter[str] = Counter()
    for vector in vectors:
        total.update(vector)
    centroid = unit(dict(total))
    scores = scaled([cosine(vector, centroid) for vector in vectors]) if vectors else []
    passages = tuple(
        Passage(number, sentence, line, frozenset(count), vector, score)
        for (number, sentence), line, count, vector, score in zip(places, lines, counts, vectors, scores, strict=True)
    )
    outlets = tuple(article.outlet for article in articles)
    sizes = (min(len(article.sentences), FIRST_SENTENCES) for article in articles)
    starts = tuple(accumulate(sizes, initial=0))[:-1]
    return Sources(tuple(articles), passages, tuple(map(Standings, articles)), outlets, starts)


def said_already(passage: Passage, told: Iterable[Passage]) -> bool:
    """Return whether a sentence is one of some others, or says what one of them says."""
    return any(passage.key == other.key or repeats(passage.stems, other.stems) for other in told)


def passages_of(picks: Iterable[Pick], sources: Sources) -> list[Passage]:
    """Return the passages that were picked already."""
    picked = {(pick.article, pick.sentence.index) for pick in picks}
    return [p for p in sources.passages if (sources.articles[p.number].id, p.sentence.index) in picked]
