"""Names of persons in a text, and who a surname alone stands for; without a list of names, so by form and company.

A name is a run of capitalized words. What is no person's is left out by the words in it (`Harbour Board`), and what may
be none is taken for one only where the text treats it so: a role before or behind it, or its surname used alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from brief.text import Language

#: What stands for a quotation among the tokens of a sentence.
QUOTED = "❝"

_TOKEN = re.compile(rf"{QUOTED}|(?:[A-Z]\.)+(?=\W|$)|[^\W_]+(?:['’.&-][^\W_]+)*(?:['’](?=\s))?|[^\w\s]|_")
# A title that has lost the space behind it: "Sgt.Holm".
_JOINED = re.compile(r"^[A-Z][a-z]{1,4}\.(?=[A-Z][a-z])")
_APOSTROPHE = re.compile(r"['’]")
_INITIAL = re.compile(r"(?:[A-Z]\.)+")
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "der",
        "den",
        "di",
        "da",
        "dos",
        "du",
        "van",
        "von",
        "bin",
        "ibn",
        "al",
        "el",
        "la",
        "le",
        "ter",
        "ten",
    ]
)
_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})
_POSSESSIVE = ("'s", "’s", "'", "’")
# "Ada Holm" to "Ada van den Holm Jr"; longer runs are two names, or none.
LONGEST = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalized words in a row: `tokens[start:end]`, with the roles before the name left out."""

    words: tuple[str, ...]
    start: int
    end: int
    has_role: bool

    @property
    def surname(self) -> str:
        """The last word of the name that is no suffix."""
        return next((word for word in reversed(self.words) if word not in _SUFFIXES), self.words[-1])

    @property
    def is_full(self) -> bool:
        """Whether a first name stands before the surname."""
        return len(self.words) > 1 and self.words[0].lower() not in _PARTICLES

    @property
    def is_long(self) -> bool:
        """Whether three words in full make the name, which may be the end of one and the beginning of another."""
        return len(self.words) >= LONGEST and all(len(word) > 2 and word.isalpha() for word in self.words)  # noqa: PLR2004

    @property
    def text(self) -> str:
        """The name as it is printed."""
        return " ".join(self.words)


def tokens(text: str) -> list[str]:
    """Return the words and marks of a text; initials keep their periods, `❝` stands for a quotation."""
    return _TOKEN.findall(text)


def is_capital(token: str) -> bool:
    """Return whether a token may be part of a name."""
    return token[:1].isupper() and not token.endswith(_POSSESSIVE[:2])


def is_possessive(token: str) -> bool:
    """Return whether a token is a name in the genitive: `Kessler's`."""
    return token[:1].isupper() and token.endswith(_POSSESSIVE)


def runs(found: Sequence[str], tongue: Language) -> list[Run]:
    """Return the names among some tokens, those of bodies, places and days left out."""
    kept = []
    end = 0
    for start, token in enumerate(found):
        if start < end or not token[0].isupper() or not is_capital(token):
            continue
        end = run_end(found, start)
        run = run_of(found, start, end, tongue)
        if run is not None:
            kept.append(run)
    return kept


def run_end(found: Sequence[str], start: int) -> int:
    """Return where the run of capitalized words that begins at a token ends; `de` and the like go on a name."""
    end = start + 1
    while end < len(found):
        ahead = end
        while ahead < len(found) and ahead - end < 2 and found[ahead] in _PARTICLES:  # noqa: PLR2004  van den Holm
            ahead += 1
        if ahead == len(found) or not is_capital(found[ahead]):
            if found[end] == "." and _is_title(found[end - 1]) and is_capital("".join(found[end + 1 : end + 2])):
                end += 1
                continue
            break
        end = ahead + 1
    return end


def _is_title(token: str) -> bool:
    return 1 < len(token) <= 4 and token.isalpha()  # noqa: PLR2004  Dr, Prof


def run_of(found: Sequence[str], start: int, end: int, tongue: Language) -> Run | None:
    """Return the name in `found[start:end]`, or None where it is none of a person's."""
    words = [_JOINED.sub("", word) for word in found[start:end]]
    has_role = start > 0 and _is_role(found[start - 1], tongue)
    roles = [place for place, word in enumerate(words) if _is_role(word, tongue) or word == "."]
    if roles and roles[-1] + 1 < len(words):
        words, has_role = words[roles[-1] + 1 :], True
        start += roles[-1] + 1
    opens = start == 0 or found[start - 1] in (QUOTED, '"', "“")
    while words and (opens or len(words) > 1) and _APOSTROPHE.split(words[0].lower())[0] in _openers(tongue):
        words, start = words[1:], start + 1
    named = [word for word in words if word not in _SUFFIXES and word not in _PARTICLES]
    after = [*found[end : end + 3], "", "", ""]
    if len(words) > 1 and after[0] == "and" and is_capital(after[1]) and not is_capital(after[2]):
        return None  # Deejays Ada and Ole
    if start == 0 and len(named) == LONGEST and words[1:] == named[1:] and not _INITIAL.fullmatch(words[1]):
        return None  # Texan Ada Holm, or Ada Holm Lund
    if not 1 <= len(named) <= LONGEST or any(_is_of_no_person(word, tongue) for word in named):
        return None
    return Run(tuple(words), start, end, has_role)


@cache
def _openers(tongue: Language) -> frozenset[str]:
    """Words that are capitalized where they open a sentence, and no names."""
    return tongue.stop_words | tongue.starters


def _is_role(word: str, tongue: Language) -> bool:
    return word.lower() in tongue.roles


def _is_of_no_person(word: str, tongue: Language) -> bool:
    initials = _INITIAL.fullmatch(word) is not None
    shouted = word.isupper() and len(word) > 1 and not initials
    lower = word.lower()
    return shouted or lower in tongue.bodies or lower in tongue.stop_words or any(letter.isdigit() for letter in word)


@dataclass(frozen=True, slots=True)
class People:
    """The persons of an article: full names by surname, in order, and surnames that stand alone somewhere."""

    full: dict[str, tuple[Run, ...]]
    alone: frozenset[str]
    firsts: frozenset[str]

    def full_name(self, surname: str) -> str | None:
        """Return the one person with a surname, as written first; None where there is none, or more than one."""
        written = self.full.get(surname, ())
        whole = [self.whole(run) for run in written]
        if (
            len({run.words[0] for run in whole}) != 1
            or surname in self.firsts
            or (whole[0].is_long and len(whole) == 1)
        ):
            return None
        return whole[0].text

    def whole(self, run: Run) -> Run:
        """Return a name with the first name that may be missing: `Elmar Lund Horta` for `Lund Horta`."""
        longer = (other for other in self.full.get(run.surname, ()) if len(other.words) > len(run.words))
        return next((other for other in longer if other.words[-len(run.words) :] == run.words), run)

    def is_person(self, run: Run) -> bool:
        """Return whether a full name is somebody's for sure: by a role, or because the surname stands alone too."""
        same = [other for other in self.full.get(run.surname, ()) if other.words == run.words]
        return run.has_role or run.surname in self.alone or any(other.has_role for other in same)


def people(lines: Iterable[str], tongue: Language) -> People:
    """Return the persons named in some lines of text."""
    full: dict[str, list[Run]] = {}
    alone: set[str] = set()
    for line in lines:
        found = tokens(line)
        for run in runs(found, tongue):
            if run.is_full:
                described = run.has_role or _is_described(found, run.end, tongue)
                full.setdefault(run.surname, []).append(Run(run.words, run.start, run.end, described))
            elif _stands_alone(run, found, tongue):
                alone.add(run.surname)
        pairs = pairwise(["", *found])
        alone.update(
            _APOSTROPHE.split(word)[0] for before, word in pairs if is_possessive(word) and not is_capital(before)
        )
    return _people_of(full, alone)


def _stands_alone(run: Run, found: Sequence[str], tongue: Language) -> bool:
    """Whether a single name is one for sure: within a sentence, or before a verb of saying."""
    if "".join(found[run.end : run.end + 1]) in tongue.attributions:
        return True
    return run.start > 0 and found[run.start - 1] not in (QUOTED, '"', "“", ".", ":")


def together(casts: Iterable[People]) -> People:
    """Return the persons of some articles as those of one."""
    full: dict[str, list[Run]] = {}
    alone: set[str] = set()
    for cast in casts:
        alone |= cast.alone
        for surname, written in cast.full.items():
            full.setdefault(surname, []).extend(written)
    return _people_of(full, alone)


def _people_of(full: Mapping[str, Sequence[Run]], alone: Iterable[str]) -> People:
    firsts = frozenset(run.words[0] for written in full.values() for run in written)
    return People({surname: tuple(written) for surname, written in full.items()}, frozenset(alone), firsts)


def _is_described(found: Sequence[str], end: int, tongue: Language) -> bool:
    """Whether an age or a role follows a name: `Ada Holm, 42,`, `Ada Holm, the mayor of …`, `Ada Holm, who …`."""
    if "".join(found[end : end + 1]) != ",":
        return False
    after = found[end + 1 : end + 9]
    if not after:
        return False
    closing = after.index(",") if "," in after else len(after)
    return (
        after[0].isdigit()
        or after[0] == "who"
        or after[0] in tongue.persons
        or any(_is_role(word, tongue) for word in after[:closing])
    )
