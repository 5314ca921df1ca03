"""What a story is called: the most central headline, and keywords beside it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse

from brief.model import Article
from brief.text import content_stems, content_words, language, stem, words

KEYWORDS = 3

# A headline made from an opening sentence is cut after so many characters, at the end of a word.
LONGEST = 100


def headline(articles: Sequence[Article], rows: sparse.csr_matrix, names: Sequence[str]) -> str:
    """Return the headline nearest to the centroid of the story; the first of those that are equally near.

    Arguments: the articles, the lead first, copies left out; the TF-IDF rows of the whole story, shape (articles,
    terms); the terms. Without any headline, the opening words of the lead article.
    """
    titled = [article for article in articles if article.title]
    if not titled:
        return opening(articles[0])
    weight = np.asarray(rows.mean(axis=0)).ravel()
    centroid = {names[column]: float(weight[column]) for column in np.flatnonzero(weight).tolist()}
    return max(titled, key=lambda article: _nearness(article, centroid)).title


def _nearness(article: Article, centroid: Mapping[str, float]) -> float:
    """Cosine of a headline and the centroid, but for the centroid's length, which is the same for all."""
    stems = set(_stems(article, article.title))
    return round(math.fsum(centroid.get(stem, 0.0) for stem in stems) / math.sqrt(len(stems)), 9) if stems else 0.0


def _stems(article: Article, text: str) -> list[str]:
    return content_stems(text, language(article.language))


def opening(article: Article) -> str:
    """Return the beginning of an article that has no headline, with an ellipsis where it is cut."""
    text = " ".join(article.sentences[0].text.split()) if article.sentences else article.location
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:- ") + "…"


def keywords(articles: Sequence[Article], rows: sparse.csr_matrix, names: Sequence[str]) -> tuple[str, ...]:
    """Return up to three words that set a story apart, as they are most often written.

    Arguments: the articles of the story; their TF-IDF rows, shape (articles, terms); the terms.
    In a story of several articles, a keyword stands in at least two of them.
    """
    weight = np.asarray(rows.sum(axis=0)).ravel()
    spread = np.asarray((rows > 0).sum(axis=0)).ravel()
    weight[spread < min(2, len(articles))] = 0
    headed = {stem for article in articles for stem in _stems(article, article.title)}
    weight[[name not in headed for name in names]] /= 2  # a word of a headline says more of what happened
    best = sorted(np.flatnonzero(weight).tolist(), key=lambda c: (-round(float(weight[c]), 9), names[c]))
    forms = _written(articles)
    found = [form for column in best[: 4 * KEYWORDS] if (form := forms.get(names[column]))]
    return tuple(list(dict.fromkeys(found))[:KEYWORDS])


def _written(articles: Sequence[Article]) -> dict[str, str]:
    """For each stem the form in which the articles write it most often."""
    forms: dict[str, Counter[str]] = {}
    for article in articles:
        tongue = language(article.language)
        for text in (article.title, *(sentence.text for sentence in article.sentences[:20])):
            for place, word in enumerate(words(text)):
                for bare in content_words(word, tongue):
                    if bare in tongue.quantities or bare[0].isdigit():
                        continue
                    shown = word[: len(bare)] if word[: len(bare)].lower() == bare else bare
                    # A capital at the start of a sentence tells nothing: it counts for half.
                    forms.setdefault(stem(bare, tongue), Counter())[shown] += 1 if place == 0 else 2
    return {key: min(count, key=lambda form: (-count[form], form.swapcase())) for key, count in forms.items()}
