"""The program's own ranker: learned from articles with summaries, linear throughout, and quick.

The way of an article: words get a probability to be in a summary; sentences a score from their
place, words and neighbors; and of the best sentences that pair or triple is taken that tells most together. Labels are
the sentences of the greedy oracle (Nallapati, Zhai and Zhou 2017, section 3.2), and sets are ranked as of Zhong et al.
2020 ("Extractive summarization as text matching"), with a linear model in place of a network. `benchmarks/train.py`
made the numbers in `model.json`, and says there from what.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from brief.model import Article
from brief.summarize.selection import Choice, Length, scaled, select, size
from brief.summarize.standing import Standings
from brief.summarize.trained.choice import Field, field
from brief.summarize.trained.expected import Words, count_words, word_traits
from brief.summarize.trained.sets import set_traits
from brief.summarize.trained.terms import Floats, Terms, Vocabulary, count_terms
from brief.summarize.trained.traits import View, view
from brief.summarize.trained.weights import Model, model, vocabulary

__all__ = ["Chosen", "Reading", "choose", "rank", "read"]

# What comes later is not ranked: 4 in 1,000 of an oracle's sentences stand there, and ROUGE stays the same with 100.
MOST_SENTENCES = 60

# Sentences and sets are compared in these digits, so that the last bits of a machine's arithmetic do not choose.
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as the models see it.

    Attributes:
        scores: (sentences,) log-odds of each of the first `MOST_SENTENCES` sentences to be in a summary.
    """

    terms: Terms
    words: Words
    view: View
    scores: Floats

    def set_traits(self, running: Field) -> Floats:
        """Return (sets, traits) what the model of sets looks at."""
        return set_traits(running.sets, running.pool, self.scores, self.terms, self.words, self.view)


@dataclass(frozen=True, slots=True)
class Chosen(Choice):
    """What was picked from an article, and the sets it was picked from.

    Attributes:
        seen: the article as the models see it.
        readable: the sentences in the running, and all their sets that read well.
        running: the same with the sets that are short enough only; the first of the best was taken.
        told: (sets,) scores of those.
        enough: whether nothing was to be added to that set.
    """

    seen: Reading
    readable: Field
    running: Field
    told: Floats
    enough: bool


def read(article: Article, learned: Model, known: Vocabulary) -> Reading:
    """Look at an article with at least one sentence."""
    told = article.sentences[:MOST_SENTENCES]
    texts = [sentence.text for sentence in told]
    t = count_terms(texts, article.title, known)
    w = count_words(t)
    v = view(texts, _openings(article), t, w, _logistic(learned.words(word_traits(t, w))))
    return Reading(t, w, v, np.round(learned.sentences(v.traits), DIGITS))


def rank(article: Article) -> list[float]:
    """Return the score of each sentence by itself; those beyond `MOST_SENTENCES` get the lowest."""
    return _all_scores(article, read(article, model(), vocabulary(article.language)).scores)


def choose(article: Article, length: Length) -> Chosen:
    """Pick the sentences that tell an article best together, and return by what.

    Arguments: an article with at least one sentence; how much is wanted. Of the pairs and triples of the best sentences
    the best that fits is taken; where more is wanted, sentences are added one by one, the best first.
    """
    learned, marks = model(), Standings(article)
    seen = read(article, learned, vocabulary(article.language))
    readable = field(seen.scores, marks, seen.words)
    running = fitting(readable, article, length, seen.scores)
    scores = scaled(_all_scores(article, seen.scores))
    if not len(running.sets):
        picks = select(article, scores, length, standing=marks)
        return Chosen(picks, scores, length, marks, (), seen, readable, running, np.zeros(0, np.float32), enough=False)
    told = np.round(learned.sets(seen.set_traits(running)), DIGITS)
    start = running.pool[running.sets.member[int(np.argmax(told))] > 0].tolist()
    most = running.sets.member.sum(1).max()
    enough = length.sentences is not None and length.sentences <= most
    picks = select(article, scores, Length(len(start)) if enough else length, start, marks)
    return Chosen(picks, scores, length, marks, tuple(start), seen, readable, running, told, enough)


def fitting(running: Field, article: Article, length: Length, scores: Floats) -> Field:
    """Return the sets that are no longer than is wanted."""
    member = running.sets.member
    allowed = np.ones(len(member), np.bool_)
    if length.sentences is not None:
        allowed &= member.sum(1) <= length.sentences
    if length.words is not None and len(running.pool):
        sizes = np.array([size(article.sentences[index]) for index in running.pool.tolist()], np.float32)
        allowed &= member @ sizes <= length.words
        # The news itself before two asides that would fit: the best sentence that has room is among them, or alone.
        best = int(np.argmax(np.where(sizes <= length.words, scores[running.pool], -np.inf)))
        allowed &= member[:, best] > 0
    return Field(running.pool, running.sets.only(allowed))


def _openings(article: Article) -> Floats:
    """1 for the sentences that open a paragraph, 0 for all in a text of one paragraph."""
    numbers = [sentence.paragraph for sentence in article.sentences[:MOST_SENTENCES]]
    if numbers[0] == numbers[-1]:
        return np.zeros(len(numbers), np.float32)
    return np.array([True, *(one != other for one, other in pairwise(numbers))]).astype(np.float32)


def _all_scores(article: Article, scores: Floats) -> list[float]:
    rest = len(article.sentences) - len(scores)
    return [*(round(score, DIGITS) for score in scores.tolist()), *([round(float(scores.min()), DIGITS)] * rest)]


def _logistic(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-odds)), np.float32)
