"""Articles become summaries: rankers score sentences, selection picks them, a digest tells several articles as one.

A ranker is `rank(article) -> scores`, one number for each sentence, higher is better; it knows nothing of how many
are wanted. Selection is the same for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from brief.errors import UsageError
from brief.model import Article, Pick, Summary
from brief.registry import load
from brief.summarize.digest import digest
from brief.summarize.selection import Length, scaled, select

#: Rankers by the name that users type.
RANKERS: dict[str, str] = {
    "brief": "brief.summarize.trained:rank",
    "lead": "brief.summarize.lead:rank",
    "edmundson": "brief.summarize.sumy_methods:edmundson",
    "kl": "brief.summarize.sumy_methods:kl",
    "lex-rank": "brief.summarize.sumy_methods:lex_rank",
    "lsa": "brief.summarize.sumy_methods:lsa",
    "luhn": "brief.summarize.sumy_methods:luhn",
    "reduction": "brief.summarize.sumy_methods:reduction",
    "sum-basic": "brief.summarize.sumy_methods:sum_basic",
    "text-rank": "brief.summarize.sumy_methods:text_rank",
}

#: One line on each, for people who choose.
DESCRIPTIONS: dict[str, str] = {
    "brief": "learned from news with summaries: the two or three sentences that tell most (the default)",
    "lead": "the first sentences; on news better than any method below",
    "edmundson": "cue words, words of the title, place in the text (Edmundson 1969, sumy)",
    "kl": "closest to the text's distribution of words (Haghighi and Vanderwende 2009, sumy); slow",
    "lex-rank": "sentences that many others resemble (Erkan and Radev 2004, sumy)",
    "lsa": "latent semantic analysis (Steinberger and Jezek 2004, sumy)",
    "luhn": "clusters of frequent words (Luhn 1958, sumy)",
    "reduction": "sum of the similarities to all other sentences (sumy)",
    "sum-basic": "frequent words, each told once (Nenkova and Vanderwende 2005, sumy)",
    "text-rank": "random walk over similar sentences (Mihalcea and Tarau 2004, sumy)",
}

#: Methods that choose sentences for what they tell together, instead of one by one: `pick(article, length) -> picks`.
PICKERS: dict[str, str] = {"brief": "brief.summarize.trained:pick"}

# On articles that it was not learned from, it beats the lead, and the lead beats every sumy method by 1.7 to 5.7
# ROUGE-1; see `brief evaluate` for other texts.
DEFAULT_METHOD = "brief"

__all__ = ["DEFAULT_METHOD", "DESCRIPTIONS", "PICKERS", "RANKERS", "Length", "digest", "summarize"]


def summarize(article: Article, method: str = DEFAULT_METHOD, length: Length | None = None) -> Summary:
    """Pick the sentences that tell an article.

    Arguments: the article; a name in `RANKERS` or `package.module:function`; how much is wanted (3 sentences).
    Returns picks in reading order, none where the article has no sentence.
    Raises UnknownName for an unknown method, UsageError where a method of a third party returns no scores.
    """
    chosen = _picker(method)
    wanted = length or Length()
    if not article.sentences:
        return Summary(article.id, method, ())
    picks = chosen(article, wanted.within(article))
    if not picks and wanted.ratio is not None:
        picks = chosen(article, Length(1))
    return Summary(article.id, method, picks)


def _picker(method: str) -> Callable[[Article, Length], tuple[Pick, ...]]:
    """What makes a summary by a method: a picker, or a ranker and the selection that all rankers share."""
    if method in PICKERS:
        return load("method", PICKERS, method)
    rank = load("method", RANKERS, method)

    def pick(article: Article, length: Length) -> tuple[Pick, ...]:
        scores: Sequence[float] = rank(article)
        if len(scores) != len(article.sentences):
            raise UsageError(f"method {method!r} returned {len(scores)} scores for {len(article.sentences)} sentences")
        return select(article, scaled(scores), length)

    return pick
