"""Whether a sentence can stand alone, for someone who reads nothing else."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from enum import Enum
from functools import cache
from itertools import pairwise

from brief.model import Article, Sentence
from brief.text import Language, language, words


class Standing(Enum):
    """How well a sentence stands on its own."""

    FIRM = "stands alone"
    LEANING = "leans on the sentence before it"
    COUNTING = "counts some of those in the sentence before it"
    NAMING = "has somebody's surname only"
    BROKEN = "cannot be read alone"


# A sentence of three words ("He did not.") says nothing without its neighbors.
SHORTEST = 4
# A script without spaces is measured by its characters instead; no English word is so long on average.
CHARACTERS = 12
# Characters that hold the four words of the longest connective, and "It is not yet known to the public whether".
OPENING = 40
CLAUSE = 100
# Somebody is introduced among so many sentences, or is not looked for.
INTRODUCTIONS = 200
# Longer than any of prose: a table or list that lost its line breaks.
LONGEST = 120

_END = re.compile(r"[.!?。！？][\"'”’»)\]]*$")
_CUT_OFF = re.compile(r"(?:\.\.\.|…|:|,|-|–|—)[\"'”’»)\]]*$")
_CAPTION = re.compile(
    r"\((?:[^()]{0,40}\b)?(?:[Pp]ictured|[Ll]eft|[Rr]ight|[Aa]bove|[Bb]elow|[Ss]hown|[Cc]ent(?:er|re))(?:,[^()]{0,40})?\)"
)
_LABEL = re.compile(r"\d{1,2}[.)] |[A-Z][^:.!?,\"“]{2,40}: (?![\"“'‘])")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)|(?:^|(?<=\s))[‘'].+?[,.!?][’'](?=\s|$)")
_QUOTING = "\"“«‘'"
_AROUND = "\"'“”‘’«»()[],.;:!?–—-"
_NAME = re.compile(r"\b[A-Z][\w'’-]+")
_FULL_NAME = re.compile(r"\b([A-Z][a-zà-ÿ'’-]+)\s+(?:[A-Z]\.\s+|(?:de|van|von|der|al|bin)\s+)*([A-Z][\w'’-]+)\b")


class Standings:
    """How each sentence of an article stands, judged when it is first asked for."""

    def __init__(self, article: Article) -> None:
        self._sentences, self._tongue = article.sentences, language(article.language)
        self._title = article.title
        self._known: dict[int, tuple[Standing, int]] = {}
        self._introductions: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._sentences)

    def __getitem__(self, index: int) -> Standing:
        return self._judged(index)[0]

    def prop(self, index: int) -> int | None:
        """Return the sentence without which one cannot be read: that before it, or the one that introduces somebody.

        None for a sentence that needs none; -1, which is no sentence, for one that nothing helps.
        """
        standing, prop = self._judged(index)
        return None if standing is Standing.FIRM else prop

    def reads(self, index: int, beside: Container[int]) -> bool:
        """Return whether a sentence can be read beside some others."""
        prop = self.prop(index)
        return prop is None or prop in beside

    def _judged(self, index: int) -> tuple[Standing, int]:
        if index not in self._known:
            self._known[index] = self._judge(self._sentences[index])
        return self._known[index]

    def _judge(self, sentence: Sentence) -> tuple[Standing, int]:
        text, tongue = " ".join(sentence.text.split()), self._tongue
        if not is_whole(text, tongue) or _speaks_unnamed(text, tongue):
            return Standing.BROKEN, -1
        if _points_back(text, tongue):
            return Standing.LEANING, sentence.index - 1
        if _counts_some(text, tongue):
            return Standing.COUNTING, sentence.index - 1
        for surname in _surnames(text, tongue):
            introduced = self._introduced(surname)
            if introduced > sentence.index:
                return Standing.LEANING, sentence.index - 1
            if 0 <= introduced < sentence.index:
                return Standing.NAMING, introduced
        return Standing.FIRM, -1

    def _introduced(self, surname: str) -> int:
        """The first sentence that has a surname after a first name; -1 where none has, or the headline names it."""
        if surname in self._title:
            return -1
        if surname not in self._introductions:
            near = self._sentences[:INTRODUCTIONS]
            has = (s.index for s in near if surname in s.text and self._is_full_name(surname, s.text))
            self._introductions[surname] = next(has, -1)
        return self._introductions[surname]

    def _is_full_name(self, surname: str, text: str) -> bool:
        names = _FULL_NAME.findall(text)
        return any(known == surname and name.lower() not in self._tongue.stop_words for name, known in names)


def is_whole(text: str, tongue: Language) -> bool:
    """Return whether a text on one line is a whole sentence of prose, whatever it leans on."""
    return not (_is_fragment(text) or _is_furniture(text, tongue))


def _surnames(text: str, tongue: Language) -> Iterator[str]:
    """The bare surname that a sentence opens with, and those of its speakers: `Brown said`, `according to Brown`."""
    found = text.replace(",", " ").replace(".", " ").split()
    if len(found) > 1 and _is_bare(found, 0) and found[0].lower() not in tongue.stop_words:
        yield found[0].removesuffix("'s").removesuffix("’s")
    if tongue.attributions.isdisjoint(found):
        return
    for place, word in enumerate(found):
        if word in tongue.attributions:
            after = place + 2 if found[place + 1 : place + 2] == ["to"] else place + 1
            yield from (found[at] for at in (place - 1, after) if 0 < at < len(found) and _is_bare(found, at))


def _is_bare(found: Sequence[str], at: int) -> bool:
    """Whether a capitalized word stands without a first name, a title or a surname beside it."""
    beside = (found[at - 1][:1] if at else "", found[at + 1][:1] if at + 1 < len(found) else "")
    return found[at][:1].isupper() and found[at][1:2].islower() and not any(one.isupper() for one in beside)


def _is_fragment(text: str) -> bool:
    """No whole sentence: cut off, half a quotation, a label, a list."""
    count = max(len(text.split()), len(text) // CHARACTERS)
    half_quoted = text.count('"') % 2 == 1 or text.count("“") != text.count("”")
    return (
        not SHORTEST <= count <= LONGEST
        or not _END.search(text[-8:])
        or bool(_CUT_OFF.search(text[-8:]))
        or half_quoted
        or text.count("(") != text.count(")")
        or text[:1].islower()
    )


def _is_furniture(text: str, tongue: Language) -> bool:
    """A caption, an item of a list, a label before a text, a word of the site to its reader."""
    lower = text.lower().replace("’", "'")
    for phrase in tongue.boilerplate:
        if phrase in lower:
            return True
    return bool(_LABEL.match(text)) or ("(" in text and bool(_CAPTION.search(text)))


def _speaks_unnamed(text: str, tongue: Language) -> bool:
    """Opens with a quotation, and does not say by name who speaks."""
    if text[:1] not in "\"“«‘'" or not tongue.attributions:
        return False
    outside = _QUOTED.sub(" ", text)
    spoken = len(text) - len(outside)
    if spoken < len(text) * 0.3:  # a quoted word or title, not a statement
        return False
    subject = [word.lower() for word in words(outside)[:2]]
    if tongue.pronouns.intersection(subject) and tongue.attributions.intersection(subject):  # she said; said he
        return True
    named = [name for name in _NAME.findall(outside) if name.lower() not in tongue.pronouns | tongue.stop_words]
    told = words(outside)
    role = any(word.lower() in tongue.determiners and after.islower() for word, after in pairwise(told))
    return not named and not role


def _points_back(text: str, tongue: Language) -> bool:
    """Opens with a pronoun or a connective, or speaks of somebody before anybody is named."""
    lower = [word.lower() for word in words(text[:OPENING])[:4]]
    if not lower or (len(lower) > 1 and lower[0] in tongue.pronouns and lower[1] in tongue.times):
        return False
    bare = lower[0].split("'")[0].split("’")[0]
    if bare in tongue.pronouns:
        return not _is_impersonal([word.lower() for word in words(text[:CLAUSE])], tongue)
    openings, inside = _cheap_tests(tongue)
    if lower[0] in openings and any(" ".join(lower[:n]) in tongue.connectives for n in (1, 2, 3, 4)):
        return True
    for person in inside:
        if person in text:
            return _names_nobody(text, tongue)
    return False


def _counts_some(text: str, tongue: Language) -> bool:
    """Opens as `Eight of them …` does."""
    opening = text[:OPENING].lower().split()
    return tongue.partitive is not None and " ".join(opening[1:3]) == tongue.partitive


@cache
def _cheap_tests(tongue: Language) -> tuple[frozenset[str], tuple[str, ...]]:
    """The first words of connectives, and the pronouns of persons as they stand inside a sentence."""
    openings = frozenset(phrase.partition(" ")[0] for phrase in tongue.connectives)
    return openings, tuple(f" {person} " for person in sorted(tongue.persons))


def _is_impersonal(lower: Sequence[str], tongue: Language) -> bool:
    """`It is clear that …`: a pronoun that stands for what follows."""
    place = next((n for n, word in enumerate(lower[2:7], 2) if word in tongue.impersonal), 0)
    return place > 0 and not tongue.clauses.isdisjoint(lower[place + 1 : place + 8])


def _names_nobody(text: str, tongue: Language) -> bool:
    """Speaks of somebody by a pronoun before anybody is named: `Since May, they have slept …`, `In his speech he …`."""
    outside = _QUOTED.sub(" ", text) if any(mark in text for mark in _QUOTING) else text
    before: list[str] = []
    for word in outside.split():
        bare = word.strip(_AROUND)
        if bare.lower() in tongue.persons:
            break
        before.append(bare)
    else:
        return False
    if not before:  # the opening is looked at elsewhere
        return False
    named = any(word[:1].isupper() and word.lower() not in tongue.stop_words for word in before[1:])
    opening = before[0].lower()
    opens_with_name = before[0][:1].isupper() and opening not in tongue.stop_words and opening not in tongue.starters
    by_role = any(one.lower() in tongue.determiners - tongue.pronouns for one in before[:2])  # The mayor said he …
    many = any(word.endswith("s") and word.lower() not in tongue.stop_words for word in before)
    return not (named or opens_with_name or by_role or many or _names_soon(outside, bare, tongue))


def _names_soon(text: str, pronoun: str, tongue: Language) -> bool:
    """Whether the main clause names who the pronoun in front of it means: `When he was four, the actor Tom Li …`."""
    front, comma, clause = text.partition(",")
    if not comma or pronoun not in front.split():
        return False
    return any(word[:1].isupper() and word.lower() not in tongue.stop_words for word in words(clause)[:5])
