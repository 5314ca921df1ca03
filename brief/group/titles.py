"""What a story is called: the most central headline, and keywords beside it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from brief.group.vectors import stem_of, stems
from brief.model import Article
from brief.text import language, words

KEYWORDS = 3

# A headline made from an opening sentence is cut after so many characters, at the end of a word.
LONGEST = 100

# A headline of so many words is preferred, without a prefix such as `LIVE:` or `UPDATE 1-`.
FEWEST_WORDS, MOST_WORDS = 5, 14
ILL_SIZED, PREFIXED = 0.8, 0.5
_PREFIX = re.compile(
    r"(?:live(?: updates?| blog)?|watch|video|photos?|listen|breaking(?: news)?|just in|updated?|exclusive)"
    r"\s*[:|–—-]"
    r"|update \d+\s*-|(?:correct(?:ed|ion)|refile|factbox|timeline|wrapup \d+|explainer|analysis|opinion)\s*[-:]",
    re.IGNORECASE,
)

# `Headline - Outlet`, and what the names of outlets end in or are.
_SUFFIX = re.compile(r" [-|–—·•] (?P<name>[^|–—·•]{2,40})$")
_OUTLET = re.compile(
    r"^(?:the )?(?:[A-Z][\w.'’]* ){0,3}(?:News|Times|Post|Journal|Herald|Tribune|Gazette|Guardian|Telegraph|Mail|Today"
    r"|Magazine)$"
    r"|^(?:BBC|CNN|NPR|CBC|ABC|CBS|NBC|AP|AFP|Reuters|Bloomberg|Politico|Axios|Vox"
    r"|[\w-]+\.(?:com|org|net|co\.uk))(?: [A-Z]\w+)?$"
)


class Weight(NamedTuple):
    """How much a term weighs in a story's articles together, and in how many of them it stands."""

    total: float
    spread: int


def headline(articles: Sequence[Article], weights: Mapping[str, Weight]) -> str:
    """Return the headline nearest to the centroid of the story, of those that read as one, without its outlet's name.

    Arguments: the articles, the lead first, copies left out; their terms, whose totals are the centroid of the story.
    Among headlines that are equally near the first. Without any headline, the opening words of the lead article.
    """
    titled = [(article, bare) for article in articles if (bare := without_outlet(article))]
    if not titled:
        return opening(articles[0])
    if len(titled) == 1:
        return titled[0][1]
    return max(titled, key=lambda one: _nearness(stems(one[1], one[0].language), weights) * _reads_well(one[1]))[1]


def without_outlet(article: Article) -> str:
    """Return the headline of an article without the outlet's name at its end.

    Only what is the known outlet, or a name of at most four capitalized words that ends as outlets do, goes.
    """
    found = _SUFFIX.search(article.title)
    if not found:
        return article.title
    name = found["name"].strip()
    known = {article.site, article.source.name, article.outlet}
    is_known = any(one and name.casefold() in (one.casefold(), f"the {one.casefold()}") for one in known)
    return article.title[: found.start()].rstrip() if is_known or _OUTLET.search(name) else article.title


def _reads_well(title: str) -> float:
    """1 for a headline that reads as one, less for one that is too short, too long, or begins as a notice does."""
    fits = FEWEST_WORDS <= len(title.split()) <= MOST_WORDS
    return (1.0 if fits else ILL_SIZED) * (PREFIXED if _PREFIX.match(title) else 1.0)


def _nearness(found: Sequence[str], weights: Mapping[str, Weight]) -> float:
    """Cosine of a headline and the centroid, but for the centroid's length, which is the same for all."""
    distinct = set(found)
    total = math.fsum(weights[stem].total for stem in distinct if stem in weights)
    return round(total / math.sqrt(len(distinct)), 9) if distinct else 0.0


def opening(article: Article) -> str:
    """Return the beginning of an article that has no headline, with an ellipsis where it is cut."""
    text = " ".join(article.sentences[0].text.split()) if article.sentences else article.location
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:- ") + "…"


def keywords(articles: Sequence[Article], weights: Mapping[str, Weight]) -> tuple[str, ...]:
    """Return up to three words that set a story apart, as they are most often written.

    Arguments: the articles of the story, copies left out; their terms.
    In a story of several articles, a keyword stands in at least two of them.
    """
    headed = {stem for article in articles for stem in stems(article.title, article.language)}
    found = {
        # A word of a headline says more of what happened.
        name: total / (1 if name in headed else 2)
        for name, (total, spread) in weights.items()
        if spread >= min(2, len(articles))
    }
    best = sorted(found, key=lambda name: (-round(found[name], 9), name))[: 4 * KEYWORDS]
    forms = _written(articles, frozenset(best))
    return tuple(list(dict.fromkeys(forms[name] for name in best if name in forms))[:KEYWORDS])


def _written(articles: Sequence[Article], wanted: frozenset[str]) -> dict[str, str]:
    """For each of some stems the form in which the articles write it most often; none for figures and quantities."""
    forms: dict[str, Counter[str]] = {}
    # No stemmer changes the first letter; most words end here.
    initials = {initial for name in wanted for initial in (name[:1], name[:1].upper())}
    for article in articles:
        tongue, stem = language(article.language), stem_of(article.language)
        # A capital at the start of a sentence tells nothing: it counts for half.
        written: Counter[str] = Counter()
        for text in (article.title, *(sentence.text for sentence in article.sentences[:10])):
            found = words(text)
            written.update([word for word in found if word[0] in initials])
            written.update([word for word in found[1:] if word[0] in initials])
        for word, count in written.items():
            low = word.lower().replace("’", "'")
            if (root := stem(low)) not in wanted:
                continue
            bare = low.removesuffix("'s").removesuffix("'")
            if bare in tongue.quantities or bare[0].isdigit():
                continue
            shown = word[: len(bare)] if word[: len(bare)].lower() == bare else bare
            forms.setdefault(root, Counter())[shown] += count
    return {key: min(count, key=lambda form: (-count[form], form.swapcase())) for key, count in forms.items()}
