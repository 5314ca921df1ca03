"""Whether a sentence can stand alone, for someone who reads nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from brief.model import Article, Sentence
from brief.text import Language, language, words


class Standing(Enum):
    """How well a sentence stands on its own."""

    FIRM = "stands alone"
    LEANING = "leans on the sentence before it"
    BROKEN = "cannot be read alone"


# A sentence of three words ("He did not.") says nothing without its neighbors.
SHORTEST = 4
# A script without spaces is measured by its characters instead; no English word is so long on average.
CHARACTERS = 12
# Longer than any of prose: a table or list that lost its line breaks.
LONGEST = 120

_END = re.compile(r"[.!?。！？][\"'”’»)\]]*$")
_CUT_OFF = re.compile(r"(?:\.\.\.|…|:|,|-|–|—)[\"'”’»)\]]*$")
_OPENING_MARKS = "\"'“‘«([ "
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)|(?:^|(?<=\s))[‘'].+?[,.!?][’'](?=\s|$)")
_NAME = re.compile(r"\b[A-Z][\w'’-]+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FULL_NAME = re.compile(r"\b([A-Z][a-zà-ÿ'’-]+)\s+(?:[A-Z]\.\s+|(?:de|van|von|der|al|bin)\s+)*([A-Z][\w'’-]+)\b")


def standings(article: Article) -> list[Standing]:
    """Return how each sentence of an article stands, in order."""
    tongue = language(article.language)
    introduced = _introductions(article.sentences, tongue)
    return [_standing(sentence, tongue, introduced) for sentence in article.sentences]


def _standing(sentence: Sentence, tongue: Language, introduced: dict[str, int]) -> Standing:
    text = " ".join(sentence.text.split())
    if _is_fragment(text) or _speaks_unnamed(text, tongue):
        return Standing.BROKEN
    if _points_back(text, tongue) or _names_stranger(text, sentence.index, introduced):
        return Standing.LEANING
    return Standing.FIRM


def _is_fragment(text: str) -> bool:
    """No whole sentence: cut off, half a quotation, a label, a list."""
    count = max(len(text.split()), len(text) // CHARACTERS)
    half_quoted = text.count('"') % 2 == 1 or text.count("“") != text.count("”") or text.count("(") != text.count(")")
    return (
        not SHORTEST <= count <= LONGEST
        or not _END.search(text[-8:])
        or bool(_CUT_OFF.search(text[-8:]))
        or half_quoted
        or text[:1].islower()
    )


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
    """Opens with a pronoun or a connective."""
    opening = text.lstrip(_OPENING_MARKS)
    lower = [word.lower() for word in words(opening[:60])[:4]]
    if not lower or (len(lower) > 1 and lower[0] in tongue.pronouns and lower[1] in tongue.times):
        return False
    starts = {" ".join(lower[:n]) for n in (1, 2, 3, 4)}
    bare = lower[0].split("'")[0].split("’")[0]
    return bare in tongue.pronouns or bool(starts & tongue.connectives) or _names_nobody(text, tongue)


def _names_nobody(text: str, tongue: Language) -> bool:
    """Speaks of somebody by a pronoun before anybody is named: `Since May, they have slept …`, `In his speech he …`."""
    found = words(_QUOTED.sub(" ", text))
    first = next((place for place, word in enumerate(found) if word.lower() in tongue.persons), 0)
    if first == 0:  # none, or the opening, which is looked at elsewhere
        return False
    before = found[:first]
    named = any(word[:1].isupper() and word.lower() not in tongue.stop_words for word in before[1:])
    opens_with_name = before[0][:1].isupper() and before[0].lower() not in tongue.stop_words | tongue.starters
    by_role = any(one.lower() in tongue.determiners - tongue.pronouns for one in before[:2])  # The mayor said he …
    many = any(word.endswith("s") and word.lower() not in tongue.stop_words for word in before)
    return not (named or opens_with_name or by_role or many)


def _introductions(sentences: Sequence[Sentence], tongue: Language) -> dict[str, int]:
    """For each surname, the first sentence in which it stands after a first name."""
    first: dict[str, int] = {}
    for sentence in sentences:
        for name, surname in _FULL_NAME.findall(sentence.text):
            if name.lower() not in tongue.stop_words:
                first.setdefault(surname, sentence.index)
    return first


def _names_stranger(text: str, index: int, introduced: dict[str, int]) -> bool:
    """Opens with the bare surname of someone who is introduced in a later sentence only."""
    opening = [match.group() for match in _WORD.finditer(text[:80])][:2]
    if len(opening) < 2 or opening[1][:1].isupper():  # noqa: PLR2004
        return False
    return introduced.get(opening[0].removesuffix("'s").removesuffix("’s"), -1) > index
