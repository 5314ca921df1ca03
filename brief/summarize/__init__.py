"""Articles become summaries: rankers score sentences, selection picks them, a digest tells several articles as one.

A ranker is `rank(article) -> scores`, one number for each sentence, higher is better; it knows nothing of how many
are wanted. Selection is the same for all of them.
"""

from __future__ import annotations

from collections.abc import Callable

from brief.errors import UsageError
from brief.model import Article, Summary
from brief.registry import load
from brief.summarize.digest import USUAL, digest
from brief.summarize.selection import Choice, Length, scaled, select
from brief.summarize.standing import Standings

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

#: Methods that choose sentences for what they tell together, not one by one: `choose(article, length) -> Choice`.
CHOOSERS: dict[str, str] = {"brief": "brief.summarize.trained:choose"}

# On articles that it was not learned from it gains 3.0 ROUGE-1 over the lead (CNN) and 1.3 (other houses), and the lead
# beats every sumy method by 1.7 to 5.7; see `brief evaluate` for other texts.
DEFAULT_METHOD = "brief"

# The largest score of a method: the difference of two is a number still.
HIGHEST = 1e300

__all__ = [
    "CHOOSERS",
    "DEFAULT_METHOD",
    "DESCRIPTIONS",
    "RANKERS",
    "USUAL",
    "Choice",
    "Length",
    "choose",
    "digest",
    "summarize",
]


def summarize(article: Article, method: str = DEFAULT_METHOD, length: Length | None = None) -> Summary:
    """Pick the sentences that tell an article.

    Arguments: the article; a name in `RANKERS` or `package.module:function`; how much is wanted (3 sentences).
    Returns picks in reading order, none where the article has no sentence.
    Raises UnknownName for an unknown method, UsageError where a method of a third party returns no scores.
    """
    return Summary(article.id, method, choose(article, method, length).picks)


def choose(article: Article, method: str = DEFAULT_METHOD, length: Length | None = None) -> Choice:
    """Pick as `summarize` does, and return by what it was picked too. Arguments and errors are the same."""
    chooser = _chooser(method)
    wanted = length or Length()
    if not article.sentences:
        return Choice((), (), wanted, Standings(article), ())
    choice = chooser(article, wanted.within(article))
    if not choice.picks and wanted.ratio is not None:
        choice = chooser(article, Length(1, wanted.words))
    return choice


def _chooser(method: str) -> Callable[[Article, Length], Choice]:
    """What makes a summary by a method: its own way, or a ranker and the selection that all rankers share."""
    if method in CHOOSERS:
        return load("method", CHOOSERS, method)
    rank = load("method", RANKERS, method)

    def chooser(article: Article, length: Length) -> Choice:
        try:
            found = [float(score) for score in rank(article)]
        except (TypeError, ValueError) as error:
            raise UsageError(f"method {method!r} returned no list of numbers") from error
        if len(found) != len(article.sentences):
            raise UsageError(f"method {method!r} returned {len(found)} scores for {len(article.sentences)} sentences")
        if not all(abs(score) < HIGHEST for score in found):
            raise UsageError(f"method {method!r} returned a score that is no usual number")
        scores, standing = scaled(found), Standings(article)
        return Choice(select(article, scores, length, standing=standing), scores, length, standing, ())

    return chooser
