"""Sections: which part of the newspaper a story stands in.

The user's own sections come first, where their keywords tell the story (`own_sections`). Then comes what the articles
say themselves (the section a feed or page names), then the path of their address, then
the words of their titles and first paragraphs, weighed by a hand-written list. Where all that
is weak or tied: "General".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from brief.group import lexicon
from brief.group.own_sections import OwnSection, own_section
from brief.model import Article

#: Slug and title of every section, in the order of a newspaper.
SECTIONS: tuple[tuple[str, str], ...] = (
    ("world", "World"),
    ("politics", "Politics"),
    ("business", "Business"),
    ("technology", "Technology"),
    ("science", "Science"),
    ("health", "Health"),
    ("sport", "Sport"),
    ("culture", "Culture"),
    ("general", "General"),
)
#: Slug of the section of stories that no other section claims.
GENERAL = "general"

# The numbers below were chosen on one half of 1,045 labelled articles (538, split by hash of the id), by the share that
# matches its desk and the share left General; the other half was measured once, at the end (tests/test_sections.py).

#: Characters of a text that are read, about 300 words: 1,200 and 2,000 match equally well (.898, .900).
LEAD_CHARACTERS = 2000
#: How often a word of the title counts: 2 to 6 match equally well on full texts, and teasers need it.
TITLE = 3
#: How often one term counts at most: 2, 3, 4, 6 match .890, .900, .901, .888.
MOST = 3
#: The points that a section needs. No full text of that half has fewer; of its titles with 30 words, 5 leaves .14
#: General and 6 leaves .16. Of 45 real items with 4 to 7 points, read by eye, 18 were right; of 28 with 6 or 7, 15.
LEAST = 6
#: The points that it must be ahead. 1, 2, 3 leave .022, .033, .043 of the full texts General, and of those with another
#: section .926, .933, .936 are right (.880, .892, .916 of the items with 30 words, where 3 leaves .20 General).
AHEAD = 2

#: A section's name of more words than this is looked up whole, but not word by word: it is the name of something else.
_NAME_WORDS = 4
#: Currency and percent signs lean to business, scores such as `3-1` (not years or dates) to sport.
_MONEY = "$£€%"
_SCORE = re.compile(r"-(?<=\d-)(?<!\d{4}-)(?<!-\d\d-)\d\d?(?![\d-])")  # begins with a plain character, for speed
_WORD = re.compile(r"[^\W_]+")
_PLAIN_WORD = re.compile(_WORD.pattern, re.ASCII)
#: From broad to narrow: `News > World`, `news/world/europe`, `Outlet - Sport`.
_LEVELS = re.compile(r"[/>|:»›]+|\s[-–—]\s")
#: Side by side: `Arts & Life`, `Film, TV`.
_JOINTS = re.compile(r"[&+,;]|\b(?:and|und|et)\b")
#: The number and file ending of the last segment of an address: `world-europe-1234.html`.
_ADDRESS_END = re.compile(r"(?:[-_.]?\d[\d.]*)?(?:\.[a-z]+)?$")

_SLUGS = tuple(slug for slug, _ in SECTIONS)
_BUSINESS, _SPORT = _SLUGS.index("business"), _SLUGS.index("sport")

#: A term of the lexicon, the place of its section in SECTIONS, its weight.
_Term: TypeAlias = tuple[str, int, int]


def classify(articles: Sequence[Article], own: Sequence[OwnSection] = ()) -> str:
    """Return the slug of the section of the story that `articles` (lead first) tell.

    Arguments: the articles; the user's own sections, in the order of the file.
    One of the user's sections wins where its keywords tell the story. Else the majority decides, first of the sections
    that the articles or their sources name, then of the sections in their addresses; among equals the one that stands
    first in the order of the articles. Else the words of the English ones decide together, and a story without
    evidence is `"general"`.
    """
    mine = own_section(articles, own)
    if mine:
        return mine
    # What the user says of a source holds for all of it; what its articles say comes after that.
    named = [section_of_name(one.source.section or "") or section_of_name(one.section or "") for one in articles]
    slug = _majority(named) or _majority(section_of_address(one.url or "") for one in articles)
    return slug or section_of_texts((one.title, _body(one)) for one in articles if one.language.startswith("en"))


def section_titles(own: Sequence[OwnSection] = ()) -> dict[str, str]:
    """Return the titles of all sections by slug, in the order of a newspaper: the user's before the last one."""
    *most, last = SECTIONS
    mine = [(one.slug, one.title) for one in own]
    return dict([*most, *mine, (last[0], dict(mine).get(last[0], last[1]))])


def sections_named(articles: Iterable[Article], own: Sequence[OwnSection] = ()) -> tuple[OwnSection, ...]:
    """Return the sections that the user gave sources, as a folder of a list of feeds does, and that are none yet.

    Arguments: the articles; the sections there are besides the program's.
    """
    known = {name.casefold() for one in own for name in (one.slug, one.title)}
    names = sorted({(one.source.section or "").strip() for one in articles} - {""})
    new = [name for name in names if name.casefold() not in known and not section_of_name(name)]
    taken = {*_SLUGS, *(one.slug for one in own)}
    found = []
    for name in {name.casefold(): name for name in new}.values():
        stem = "-".join(re.findall("[a-z0-9]+", name.casefold())) or "section"
        slug = next(one for number in range(1, len(taken) + 2) if (one := _numbered(stem, number)) not in taken)
        taken.add(slug)
        found.append(OwnSection(slug, name, ()))
    return tuple(found)


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"


def section_of_name(name: str) -> str | None:
    """Return the slug for what a feed, page or path calls its section, or None where that names no section of ours.

    `"Sports"`, `"UK Politics"`, `"Arts & Life"` and `"/news/world/europe"` are known; `"opinion"` and `"Top stories"`
    are not. Of several levels the narrowest that is known decides, of names side by side the first.
    """
    if not name:
        return None
    levels = _LEVELS.split(unicodedata.normalize("NFC", name).casefold())
    return next((slug for level in reversed(levels) if (slug := _section_of_level(level))), None)


def section_of_address(url: str) -> str | None:
    """Return the slug that the path of an address names by a segment of its own, or None.

    A segment counts only where all its words but neutral ones ("uk", "news") name sections, so that the words of a
    headline in the address do not; the narrowest such segment decides.
    """
    try:
        segments = [unquote(segment).casefold() for segment in urlsplit(url).path.split("/") if segment]
    except ValueError:
        return None
    names, neutral = lexicon.names(), lexicon.neutral()
    for place, segment in reversed(list(enumerate(segments))):
        words = _WORD.findall(_ADDRESS_END.sub("", segment) if place + 1 == len(segments) else segment)
        telling = [word for word in words if word not in neutral]
        if slug := names.get(" ".join(words)) or names.get(" ".join(telling)):
            if telling and telling[0] not in lexicon.furniture():
                return slug
        elif telling and all(word in names for word in telling):
            return names[telling[-1]]
    return None


def section_of_texts(texts: Iterable[tuple[str, str]]) -> str:
    """Return the slug that the words of English articles, given as title and text, speak for most clearly.

    `"general"` where no section reaches LEAST points or leads by AHEAD; the order of the articles does not matter.
    """
    total = [0] * len(SECTIONS)
    for title, text in texts:
        total = [one + more for one, more in zip(total, evidence(title, text), strict=True)]
    best, second = sorted(total, reverse=True)[:2]
    return GENERAL if best < LEAST or best - second < AHEAD else _SLUGS[total.index(best)]


def evidence(title: str, text: str) -> list[int]:
    """Return the points (at least 0) of each section, in the order of SECTIONS, for one English article."""
    lead = text[:LEAD_CHARACTERS]
    counts = Counter(_terms_in(lead))
    for term in _terms_in(title):
        counts[term] += TITLE
    points = [0] * len(SECTIONS)
    for (_, place, weight), count in counts.items():
        points[place] += weight * min(count, MOST)
    points[_BUSINESS] += min(sum(map(lead.count, _MONEY)), MOST)
    points[_SPORT] += 2 * min(len(_SCORE.findall(lead)), MOST)
    return points


def _body(article: Article) -> str:
    """Return the sentences of an article, without its furniture; the whole text where it was not split."""
    return " ".join(sentence.text for sentence in article.sentences) or article.text


def _majority(slugs: Iterable[str | None]) -> str | None:
    votes = Counter(slug for slug in slugs if slug)
    return max(votes, key=votes.__getitem__, default=None)  # the first of equals: a Counter keeps the order of arrival


def _section_of_level(level: str) -> str | None:
    names = lexicon.names()
    if slug := names.get(" ".join(_WORD.findall(re.sub("[&+]", " and ", level)))):
        return slug
    phrases = (_WORD.findall(phrase) for phrase in _JOINTS.split(level))
    return next((slug for words in phrases if (slug := _section_of_phrase(words))), None)


def _section_of_phrase(words: Sequence[str]) -> str | None:
    """Look up the longest run of words that is a name, the last of equals: "tech policy", "college football"."""
    names = lexicon.names()
    sizes = range(len(words), 0, -1) if len(words) <= _NAME_WORDS else ()
    runs = (" ".join(words[end - size : end]) for size in sizes for end in range(len(words), size - 1, -1))
    return next((names[run] for run in runs if run in names), None)


def _terms_in(text: str) -> list[_Term]:
    """Return the terms of the lexicon in `text`; a two-word term takes its words away from the single ones."""
    singles, doubles = _forms()
    plain = text.lower().replace("'s ", " ").replace("’s ", " ")
    words = (_PLAIN_WORD if plain.isascii() else _WORD).findall(plain)
    found = []
    taken = -1
    # Most words are no term, nor the first of one.
    for place in [place for place, word in enumerate(words) if word in singles or word in doubles]:
        if place == taken:
            continue
        word = words[place]
        if word in doubles and place + 1 < len(words) and (term := doubles[word].get(words[place + 1])):
            found.append(term)
            taken = place + 1
        elif word in singles:
            found.append(singles[word])
    return found


@cache
def _forms() -> tuple[dict[str, _Term], dict[str, dict[str, _Term]]]:
    """Return the single words, and the two-word terms by their first and second word, with regular plurals."""
    told = [(term, _SLUGS.index(slug), weight) for term, slug, weight in lexicon.terms()]
    singles: dict[str, _Term] = {}
    doubles: dict[str, dict[str, _Term]] = {}
    forms = [*((_plural(entry[0]), entry) for entry in told), *((entry[0], entry) for entry in told)]
    for form, entry in forms:  # what is listed comes after the plurals that are made, and wins
        first, _, second = form.partition(" ")
        if second:
            doubles.setdefault(first, {})[second] = entry
        else:
            singles[first] = entry
    return singles, doubles


def _plural(term: str) -> str:
    if term.endswith("y") and term[-2:-1] not in "aeiou":
        return f"{term[:-1]}ies"
    return f"{term}es" if term.endswith(("s", "x", "z", "ch", "sh")) else f"{term}s"
