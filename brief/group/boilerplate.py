"""What stands in many articles and belongs to none: boxes to sign up, promotion codes, notices of a page about itself.

A sentence that stands word for word in several articles which are otherwise different is boilerplate. Such sentences
count neither for what articles have in common nor as a sign that one is a copy of another. Copies share sentences too,
but the rest of copies is alike.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from brief.group.background import idf
from brief.group.vectors import stems
from brief.model import Article

Places = list[tuple[int, int]]

# So many articles must hold a sentence; of one outlet, whose pages are built alike, fewer.
SEVERAL, SEVERAL_OF_ONE = 3, 2

# The rest of an article, with its title, must be so many stems; where all are of one outlet a headline is enough, as of
# a page behind a pay wall.
OWN, OWN_OF_ONE = 12, 3

# Articles are different when the mean cosine of their rests is below this, by the background's idf. Chosen by hand: of
# the 304 repeated sentences of ecbplus, which its stories share, none is taken for boilerplate.
UNLIKE = 0.08

# So many of the articles that hold a sentence are looked at.
SAMPLE = 12

# A notice of a page about itself is short, and half of its sentences speak of pages, browsers and addresses.
NOTICE_WORDS, NOTICE = 150, 0.5
_NOTICE = re.compile(
    r"java ?script|wayback|internet archive|web (?:captures?|crawls?|archives?)|archived? pages?|archive-it|warcs?\b"
    r"|crawls (?:are|of)|broken links?|link to the (?:version|page)|web collections?"
    r"|pages? (?:you (?:requested|are looking for)|(?:was|could|can)(?: ?not|n[o']t) (?:be )?found)"
    r"|your (?:web )?browser"
    r"|accept(?:ing)? cookies|cookie policy|privacy policy|terms of (?:use|service)|e-?mail address"
    r"|(?:personal|commercial)[ ,-]+(?:and |non-?commercial )?use only"
    r"|thank you for (?:your interest|subscribing|signing up)"
    r"|(?:log|sign) ?(?:in|up) (?:to|for|or) |already (?:a subscriber|have an account)",
    re.IGNORECASE,
)


def boilerplate(articles: Sequence[Article]) -> list[frozenset[int]]:
    """Return for each article the sentences that are boilerplate, by their index; articles of one language."""
    found = [_notice(article) for article in articles]
    blocks: dict[frozenset[int], list[tuple[int, int]]] = defaultdict(list)
    for places in _repeated(articles):
        blocks[frozenset(number for number, _ in places)].extend(places)
    for holders, places in sorted(blocks.items(), key=lambda item: (-len(item[0]), sorted(item[0]))):
        inside: dict[int, set[int]] = defaultdict(set)
        for number, index in places:
            inside[number].add(index)
        if _are_different(articles, {number: found[number] | inside[number] for number in sorted(holders)}):
            for number, indexes in inside.items():
                found[number] |= indexes
    return found


def _repeated(articles: Sequence[Article]) -> Iterable[Places]:
    """For each sentence that several articles hold, where it stands: the number of the article, its own index."""
    held = np.fromiter((hash(_plain(s.text)) for a in articles for s in a.sentences), dtype=np.int64)
    ends = np.cumsum([len(article.sentences) for article in articles])
    _, kind, counts = np.unique(held, return_inverse=True, return_counts=True)
    again = np.flatnonzero(counts[kind] > 1)
    by_text: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, number in zip(again.tolist(), np.searchsorted(ends, again, side="right").tolist(), strict=True):
        sentence = articles[number].sentences[place - int(ends[number])]
        by_text[_plain(sentence.text)].append((number, sentence.index))
    return [places for places in by_text.values() if len({number for number, _ in places}) >= SEVERAL_OF_ONE]


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _are_different(articles: Sequence[Article], left_out: dict[int, frozenset[int]]) -> bool:
    """Whether what some articles have beside some sentences tells different things."""
    outlets = {articles[number].outlet for number in left_out}
    fewest = SEVERAL_OF_ONE if len(outlets) == 1 else SEVERAL
    if len(left_out) < fewest:
        return False
    own = OWN_OF_ONE if len(outlets) == 1 and len(left_out) >= SEVERAL else OWN
    rests: list[dict[str, float]] = []
    for number, out in left_out.items():
        counts = _rest(articles[number], out)
        if len(counts) >= own:
            rests.append(_unit(counts, articles[number].language))
        if len(rests) == SAMPLE:
            break
    if len(rests) < fewest:
        return False
    total: dict[str, float] = defaultdict(float)
    for rest in rests:
        for stem, weight in rest.items():
            total[stem] += weight
    pairs = len(rests) * (len(rests) - 1)
    return (math.fsum(weight * weight for weight in total.values()) - len(rests)) / pairs < UNLIKE


def _rest(article: Article, left_out: frozenset[int]) -> Counter[str]:
    text = " ".join(sentence.text for sentence in article.sentences if sentence.index not in left_out)
    return Counter(stems(f"{article.title} \n {text}", article.language))


def _unit(counts: Counter[str], code: str) -> dict[str, float]:
    weights = {stem: (1 + math.log(count)) * idf(stem, code) for stem, count in counts.items()}
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
    return {stem: weight / length for stem, weight in weights.items()}


def _notice(article: Article) -> frozenset[int]:
    """All sentences of an article that is a notice of a page about itself, none of another."""
    if not article.language.startswith("en") or sum(len(s.text) for s in article.sentences) > NOTICE_WORDS * 8:
        return frozenset()
    speak = sum(bool(_NOTICE.search(sentence.text)) for sentence in article.sentences)
    if speak < NOTICE * len(article.sentences) or not speak:
        return frozenset()
    return frozenset(sentence.index for sentence in article.sentences)
