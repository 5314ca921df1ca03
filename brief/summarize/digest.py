"""One summary of several articles on one story: centroid and position, and a similarity filter.

Radev, Jing, Stys and Tam 2004, "Centroid-based summarization of multiple documents", section 3, with the redundancy
filter as a cap on cosine similarity. On DUC 2004 centroid ranking beat LexRank by 1.1 ROUGE-2.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from brief.model import Article, Pick, Sentence
from brief.summarize.selection import Length, repeats, scaled, size
from brief.summarize.standing import Standing, Standings
from brief.text import content_stems, language

# A sentence as similar as this to one already taken adds nothing.
MOST_SIMILAR = 0.5

# Weight of the position value 1 / sqrt(place) beside the centrality: 0, .3, .6 give 9.8, 10.3, 10.6 ROUGE-2 on 104
# stories of the web, and 9.0, 8.5, 8.4 on the corpus of the gates, whose articles often open with a scene.
POSITION = 0.3

# "Telvast used to have one." is a sentence, but tells nothing.
SHORTEST = 6

# Sentences beyond the first hundred of an article are background; comparing them costs more than it gives.
FIRST_SENTENCES = 100

Vector = dict[str, float]


class _Candidate(NamedTuple):
    """A sentence that may be taken: where it stands, its unit vector, its score in 0..1."""

    article: int
    sentence: Sentence
    standing: Standing
    vector: Vector
    score: float


def digest(articles: Sequence[Article], length: Length) -> tuple[Pick, ...]:
    """Pick the sentences that tell a story from all its articles.

    Arguments: the articles, the lead first; how much is wanted.
    Returns picks in the order of the lead article; one of another article comes where the lead says the like.
    """
    candidates = _candidates(articles)
    ranked = sorted(candidates, key=_rank)
    waiting = [c for c in ranked if _is_whole(c)] or [c for c in ranked if length.takes(0, 0, c.sentence)][:1]
    chosen: list[_Candidate] = []
    while (best := _next(waiting, chosen, length)) is not None:
        chosen.append(best)
        waiting.remove(best)
    told = _in_order(chosen, [c for c in candidates if c.article == 0])
    return tuple(
        Pick(articles[c.article].id, c.sentence, round(c.score, 6), "central to the story, or early") for c in told
    )


def _is_whole(candidate: _Candidate) -> bool:
    return candidate.standing is not Standing.BROKEN and len(candidate.sentence.text.split()) >= SHORTEST


def _rank(candidate: _Candidate) -> tuple[float, int, int]:
    return -candidate.score, candidate.article, candidate.sentence.index


def _candidates(articles: Sequence[Article]) -> list[_Candidate]:
    """All sentences with their similarity to the centroid of the story."""
    places = [(number, s) for number, article in enumerate(articles) for s in article.sentences[:FIRST_SENTENCES]]
    counts = [Counter(content_stems(s.text, language(articles[number].language))) for number, s in places]
    if not counts:
        return []
    document_frequency = Counter(stem for count in counts for stem in count)
    idf = {stem: math.log((1 + len(counts)) / (1 + n)) + 1 for stem, n in document_frequency.items()}
    vectors = [unit({stem: (1 + math.log(n)) * idf[stem] for stem, n in count.items()}) for count in counts]
    total: Counter[str] = Counter()
    for vector in vectors:
        total.update(vector)
    centroid = unit(dict(total))
    judges = [Standings(article) for article in articles]
    central = scaled([cosine(vector, centroid) for vector in vectors])
    scores = scaled([c + POSITION / math.sqrt(s.index + 1) for c, (_, s) in zip(central, places, strict=True)])
    return [
        _Candidate(number, sentence, judges[number][sentence.index], vector, score)
        for (number, sentence), vector, score in zip(places, vectors, scores, strict=True)
    ]


def _next(waiting: Sequence[_Candidate], chosen: Sequence[_Candidate], length: Length) -> _Candidate | None:
    """The best candidate that fits and says something new; where none stands alone, the first is taken all the same."""
    used = sum(size(c.sentence) for c in chosen)
    fitting = [c for c in waiting if length.takes(len(chosen), used, c.sentence)]
    for candidate in fitting:
        leans = candidate.standing is Standing.LEANING and not any(_follows(candidate, c) for c in chosen)
        if not leans and not any(_says_the_same(candidate, c) for c in chosen):
            return candidate
    return fitting[0] if fitting and not chosen else None


def _follows(one: _Candidate, other: _Candidate) -> bool:
    return one.article == other.article and one.sentence.index == other.sentence.index + 1


def _says_the_same(one: _Candidate, other: _Candidate) -> bool:
    return cosine(one.vector, other.vector) >= MOST_SIMILAR or repeats(frozenset(one.vector), frozenset(other.vector))


def _in_order(chosen: Sequence[_Candidate], lead: Sequence[_Candidate]) -> list[_Candidate]:
    """The chosen sentences in the order of the lead article.

    Each stands where the lead says the like, but no article is told backwards, and a sentence that leans on the one
    before it stays behind that one.
    """
    placed: list[tuple[int, int, int, _Candidate]] = []
    reached: dict[int, int] = {}
    for candidate in sorted(chosen, key=lambda c: (c.article, c.sentence.index)):
        place = max(_place(candidate, lead), reached.get(candidate.article, 0))
        if candidate.standing is Standing.LEANING and candidate.article in reached:
            place = reached[candidate.article]
        reached[candidate.article] = place
        placed.append((place, candidate.article, candidate.sentence.index, candidate))
    return [candidate for *_, candidate in sorted(placed, key=lambda item: item[:3])]


def _place(candidate: _Candidate, lead: Sequence[_Candidate]) -> int:
    """Where a sentence belongs in the order of the lead article: its own, or that of the sentence most like it."""
    if candidate.article == 0 or not lead:
        return candidate.sentence.index
    return max(lead, key=lambda c: (cosine(candidate.vector, c.vector), -c.sentence.index)).sentence.index


def unit(vector: Vector) -> Vector:
    """Return a vector of length 1 in the same direction; an empty one stays empty."""
    norm = math.sqrt(math.fsum(value * value for value in vector.values()))
    return {key: value / norm for key, value in vector.items()} if norm else {}


def cosine(one: Vector, other: Vector) -> float:
    """Return the dot product of two unit vectors."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum(value * large[key] for key, value in small.items() if key in large)
