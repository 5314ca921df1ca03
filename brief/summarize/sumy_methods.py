"""Every summarizer of sumy, as a ranker of ours. The only door to sumy.

sumy's classes choose sentences and throw the scores away; here the choice is intercepted and the scores kept. It is
given our own sentences, words, stems and stop words, so that it never looks for nltk's data.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from brief.model import Article
from brief.summarize.lead import rank as lead
from brief.text import content_words, language, lean_nltk, stem, words

# sumy imports nltk, with all that nltk would like to have: first come, without.
lean_nltk.module("nltk.stem.snowball")

# sumy compares all pairs: LexRank takes 1.25 s for 400 sentences; KL is cubic, 6.4 s for 200. What comes later is not
# ranked.
MOST_SENTENCES = 400
MOST_FOR_KL = 120

# Digits kept of a score: sumy sums over sets, whose order varies from run to run, and with it the last digits.
DIGITS = 9


def edmundson(article: Article) -> list[float]:
    """Cue words, title words, place (Edmundson 1969): our cue words, and the article's title as its heading."""
    from sumy.summarizers.edmundson import EdmundsonSummarizer

    tongue = language(article.language)
    nothing = frozenset({"\0"})  # sumy refuses an empty set
    return _scores(
        article,
        EdmundsonSummarizer,
        bonus_words=tongue.bonus or nothing,
        stigma_words=tongue.stigma or nothing,
        null_words=tongue.stop_words or nothing,
    )


def kl(article: Article) -> list[float]:
    """Greedy reduction of the Kullback-Leibler divergence from the text (Haghighi and Vanderwende 2009, 3.1)."""
    from sumy.summarizers.kl import KLSummarizer

    first = replace(article, sentences=article.sentences[:MOST_FOR_KL])
    scores = _scores(first, KLSummarizer, stop_words=language(article.language).stop_words)
    return scores + [min(scores)] * (len(article.sentences) - len(scores))


def lex_rank(article: Article) -> list[float]:
    """Eigenvector centrality in the graph of similar sentences (Erkan and Radev 2004)."""
    from sumy.summarizers.lex_rank import LexRankSummarizer

    return _scores(article, LexRankSummarizer, stop_words=language(article.language).stop_words)


def lsa(article: Article) -> list[float]:
    """Latent semantic analysis (Steinberger and Jezek 2004)."""
    from sumy.summarizers.lsa import LsaSummarizer

    return _scores(article, LsaSummarizer, stop_words=language(article.language).stop_words)


def luhn(article: Article) -> list[float]:
    """Clusters of significant words (Luhn 1958)."""
    from sumy.summarizers.luhn import LuhnSummarizer

    return _scores(article, LuhnSummarizer, stop_words=language(article.language).stop_words)


def reduction(article: Article) -> list[float]:
    """Sum of the weights of a sentence's edges to all others."""
    from sumy.summarizers.reduction import ReductionSummarizer

    return _scores(article, ReductionSummarizer, stop_words=language(article.language).stop_words)


def sum_basic(article: Article) -> list[float]:
    """Probable words, each counted once (Nenkova and Vanderwende 2005)."""
    from sumy.summarizers.sum_basic import SumBasicSummarizer

    return _scores(article, SumBasicSummarizer, stop_words=language(article.language).stop_words)


def text_rank(article: Article) -> list[float]:
    """PageRank over the graph of sentences that share words (Mihalcea and Tarau 2004)."""
    from sumy.summarizers.text_rank import TextRankSummarizer

    return _scores(article, TextRankSummarizer, stop_words=language(article.language).stop_words)


class _Tokenizer:
    """What sumy asks for words, so that it needs none of nltk's."""

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(words(sentence))


def _scores(article: Article, summarizer: type[Any], **settings: frozenset[str]) -> list[float]:
    """Scores of an article's sentences by one of sumy's classes, with the attributes it is to be given."""
    tongue = language(article.language)
    if not any(content_words(sentence.text, tongue) for sentence in article.sentences):
        return lead(article)  # only stop words: sumy divides by zero
    ranked = article.sentences[:MOST_SENTENCES]
    caught: list[float] = []
    instance = _listening(summarizer, caught)(stemmer=lambda word: stem(word, tongue))
    for name, value in settings.items():
        setattr(instance, name, value)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # LSA warns of texts with more sentences than words
        try:
            instance(_document(article.title, [sentence.text for sentence in ranked]), len(ranked))
        except (ArithmeticError, ValueError):
            return lead(article)
    if not all(map(math.isfinite, caught)):
        return lead(article)  # sentences without words: LexRank divides by zero
    rounded = [round(score, DIGITS) for score in caught]
    return rounded + [min(rounded, default=0.0)] * (len(article.sentences) - len(caught))


def _document(title: str, sentences: Sequence[str]) -> Any:
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence

    tokenizer = _Tokenizer()
    heading = [Sentence(title, tokenizer, is_heading=True)] if title else []
    return ObjectDocumentModel([Paragraph([*heading, *(Sentence(text, tokenizer) for text in sentences)])])


def _listening(summarizer: type[Any], caught: list[float]) -> type[Any]:
    """The class with its last step replaced: it notes the scores instead of choosing by them."""

    class Listening(summarizer):  # type: ignore[misc]
        @staticmethod
        def _get_best_sentences(
            sentences: Sequence[Any], _count: int, rating: Mapping[Any, float] | Callable[..., float], *more: Any
        ) -> tuple[()]:
            rate = rating.__getitem__ if isinstance(rating, Mapping) else rating
            caught.extend(float(rate(sentence, *more)) for sentence in sentences)
            return ()

    return Listening
