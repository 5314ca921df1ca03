"""What a story is called: the most central headline, and keywords beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy import sparse

from brief.model import Article
from brief.text import content_stems, content_words, language, stem, words

KEYWORDS = 3

# A headline made from an opening sentence is cut after so many characters, at the end of a word.
LONGEST = 100


def headline(articles: Sequence[Article]) -> str:
    """Return the headline that shares most with the other headlines and texts of the story.

    Arguments: the articles, the lead first; the copies among them may be left out.
    Without any headline, the opening words of the lead article.
    """
    titled = [article for article in articles if article.title]
    if not titled:
        return opening(articles[0])
    counts = [Counter(set(_stems(a, f"{a.title} {' '.join(s.text for s in a.sentences[:3])}"))) for a in articles]
    shared = Counter(term for count in counts for term in count)
    return max(titled, key=lambda a: (_centrality(a, shared), -titled.index(a))).title


def _centrality(article: Article, shared: Counter[str]) -> float:
    """Mean number of other articles that open with the words of this headline."""
    stems = set(_stems(article, article.title))
    return round(sum(shared[s] - 1 for s in stems) / len(stems), 6) if stems else 0.0


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
    best = sorted(np.flatnonzero(weight).tolist(), key=lambda c: (-round(float(weight[c]), 9), names[c]))
    forms = _written(articles)
    found = [form for column in best[: 4 * KEYWORDS] if (form := forms.get(names[column])) and not form[0].isdigit()]
    return tuple(list(dict.fromkeys(found))[:KEYWORDS])


def _written(articles: Sequence[Article]) -> dict[str, str]:
    """For each stem the form in which the articles write it most often."""
    forms: dict[str, Counter[str]] = {}
    for article in articles:
        tongue = language(article.language)
        for sentence in article.sentences[:20]:
            for word in words(sentence.text):
                for bare in content_words(word, tongue):
                    shown = word[: len(bare)] if word[: len(bare)].lower() == bare else bare
                    forms.setdefault(stem(bare, tongue), Counter())[shown] += 1
    return {key: min(count, key=lambda form: (-count[form], form)) for key, count in forms.items()}
