"""Who speaks in a sentence with a direct quotation, found by the form of the sentence alone.

The quotations are taken out, and what is left must be read from end to end as one of a few forms: `❝ said the mayor,
Ada Holm`, `❝ Holm, who owns the mill, told Reuters`, `Holm said in a statement: ❝`, `❝ according to Ada Holm`. Anything
else has no speaker: a quotation that is ascribed to the wrong person is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from brief.summarize.beside.names import QUOTED, Run, is_capital, is_possessive, run_end, run_of, tokens
from brief.text import Language
from brief.text.quotations import halves

_QUOTATION = re.compile(
    r"“[^”]*”|«[^»]*»|(?<![^\s(\[—–-])\"(?=\S)[^\"]*(?<=\S)\"|(?<![^\s(\[—–-])[‘'](?=\w)(?:[^’']|(?<=\w)[’'](?=\w))*[,.!?][’'](?!\w)"
)
_MARKS = frozenset(",:;.-–—")
# Between a verb of saying and its quotation: "told the Northern Ledger on Tuesday that".
FARTHEST = 8


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence taken apart.

    Attributes:
        found: its words and marks, with `❝` for each quotation.
        quotations: the quotations, without their marks.
    """

    found: tuple[str, ...]
    quotations: tuple[str, ...]


def spoken(line: str) -> Spoken | None:
    """Return a sentence taken apart; None where it has no quotation, or half a one."""
    if not _QUOTATION.search(line) or halves([(line, False, 0)]):
        return None
    quotations = tuple(found.strip("“”«»\"‘’'") for found in _QUOTATION.findall(line))
    outside = _QUOTATION.sub(f" {QUOTED} ", line)
    if any(mark in outside for mark in '"“”«»'):
        return None
    return Spoken(tuple(tokens(outside)), quotations)


def speaker(sentence: Spoken, tongue: Language) -> Run | str | None:
    """Return who speaks: a name, the pronoun that stands for one (in lower case), or None where that is not sure."""
    subjects = [_subject(sentence.found, place, tongue) for place in _verbs(sentence.found, tongue)]
    if not subjects or None in subjects:
        return None
    names = {one.surname if isinstance(one, Run) else one for one in subjects if one is not None}
    full = [one for one in subjects if isinstance(one, Run)]
    if len(names) > 1 and not (len(full) == 1 and names - {full[0].surname} <= tongue.persons):
        return None
    return max(full, key=lambda run: len(run.words)) if full else subjects[0]


def named_first(line: str, tongue: Language) -> Run | None:
    """Return the name that is the subject of a verb of saying in a sentence, as `Holm told the council …`."""
    found = tokens(_QUOTATION.sub(f" {QUOTED} ", line))
    for place, word in enumerate(found):
        if word in tongue.attributions:
            subject = _before(found, place, tongue) or _after(found, place, tongue)
            return subject if isinstance(subject, Run) else None
    return None


def _verbs(found: Sequence[str], tongue: Language) -> list[int]:
    """Where the verbs stand that ascribe one of the quotations."""
    return [
        place
        for place, word in enumerate(found)
        if word in tongue.attributions and (_follows(found, place, tongue) or _leads(found, place, tongue))
    ]


def _follows(found: Sequence[str], place: int, tongue: Language) -> bool:
    """Whether a verb is the first of its kind behind a quotation."""
    if QUOTED not in found[:place]:
        return False
    clause = _clause(found, place)
    return "." not in clause and tongue.attributions.isdisjoint(clause)


def _leads(found: Sequence[str], place: int, tongue: Language) -> bool:
    """Whether a quotation follows a verb, with no more between than where, when, and to whom it was said."""
    if QUOTED not in found[place + 1 : place + 2 + FARTHEST]:
        return False
    between = list(found[place + 1 : found.index(QUOTED, place + 1)])
    if not between:
        return True
    if between[-1] not in {",", ":", "that"} or "." in between or not tongue.attributions.isdisjoint(between):
        return False
    if between[0] in {",", ":", "that"} or found[place] in tongue.addressing:
        return True
    return between[0] in tongue.prepositions or between[0].lower() in tongue.weekdays


def _subject(found: Sequence[str], place: int, tongue: Language) -> Run | str | None:
    if found[place] == "according":
        follows = found[place + 1 : place + 2] == ("to",) and "".join(_clause(found, place)) in {"", ","}
        return _named(found, place + 2, tongue) if follows else None
    return _before(found, place, tongue) or _after(found, place, tongue)


def _clause(found: Sequence[str], place: int) -> list[str]:
    """What stands before a verb, back to a quotation or the start."""
    start = max((at + 1 for at in range(place) if found[at] == QUOTED), default=0)
    return list(found[start:place])


def _before(found: Sequence[str], place: int, tongue: Language) -> Run | str | None:
    """The subject of a verb that stands before it."""
    clause = _clause(found, place)
    start = place - len(clause)
    while clause and clause[0] in _MARKS:
        clause, start = clause[1:], start + 1
    while clause and (clause[-1] in tongue.auxiliaries or clause[-1].endswith("ly")):
        clause = clause[:-1]
    if not clause or not tongue.attributions.isdisjoint(clause):
        return None
    if len(clause) == 1 and clause[0].lower() in tongue.persons:
        return clause[0].lower()
    if clause[-1] == ",":  # Holm, who owns the mill, said
        end = clause.index(",")
        return _noun_phrase(found, start, start + end, tongue) if end < len(clause) - 1 else None
    if "," in clause:  # In the afternoon, Holm said
        comma = len(clause) - 1 - clause[::-1].index(",")
        if not _is_lead_in(clause[:comma], tongue) or start > 0:
            return None
        start, clause = start + comma + 1, clause[comma + 1 :]
        if len(clause) == 1 and clause[0].lower() in tongue.persons:
            return None
    return _noun_phrase(found, start, start + len(clause), tongue)


def _is_lead_in(clause: Sequence[str], tongue: Language) -> bool:
    first = clause[0].lower()
    return first in tongue.prepositions | tongue.connectives | {"speaking", "asked", "earlier", "but"}


def _noun_phrase(found: Sequence[str], start: int, end: int, tongue: Language) -> Run | None:
    """The person that `found[start:end]` names, where it ends in the name: `the mill's owner Ada Holm`."""
    first = end
    while first > start and (is_capital(found[first - 1]) or _goes_on(found, first - 1, start, end)):
        first -= 1
    if first == end or not is_capital(found[first]) or run_end(found, first) != end:
        return None
    if any(_is_in_the_way(word, tongue) for word in found[start:first]):
        return None
    return run_of(found, first, end, tongue)


def _goes_on(found: Sequence[str], place: int, start: int, end: int) -> bool:
    """Whether a small word stands within a name: `Ada van den Holm`, `Dr. Holm`."""
    if not start < place < end - 1:
        return False
    return any(run_end(found, back) > place for back in range(max(start, place - 3), place) if is_capital(found[back]))


def _is_in_the_way(word: str, tongue: Language) -> bool:
    """Whether a word before a name tells that the name is no subject: `a friend of Holm`, `those defending Holm`."""
    lower = word.lower()
    if is_possessive(word) or lower in tongue.determiners or lower in tongue.ranks or lower in tongue.roles:
        return False
    if lower in tongue.stop_words or not word[:1].isalnum():
        return True
    return lower.endswith(("ing", "ed")) and word.islower()


def _after(found: Sequence[str], place: int, tongue: Language) -> Run | str | None:
    """The subject that follows its verb directly behind a quotation: `❝ said the mayor, Ada Holm`."""
    if any(mark not in _MARKS for mark in _clause(found, place)) or found[place] in tongue.addressing or place == 0:
        return None
    following = "".join(found[place + 1 : place + 2])
    return following if following in tongue.persons else _named(found, place + 1, tongue)


def _named(found: Sequence[str], start: int, tongue: Language) -> Run | None:
    """The person that the words from `start` on name."""
    first = start
    while first < len(found) and not is_capital(found[first]):
        word = found[first]
        apart = word == "," and first > start and first + 1 < len(found) and is_capital(found[first + 1])
        if not apart and _is_in_the_way(word, tongue):
            return None
        first += 1
    if first == len(found):
        return None
    end = run_end(found, first)
    after = [*found[end : end + 2], "", ""]
    listed = after[0] in {"and", "&", "'", "’"} or (after[0] in tongue.attributions) or is_possessive(after[0])
    if after[0].islower() and after[0] not in tongue.stop_words:  # said Ada Holm spokesman …
        return None
    run = run_of(found, first, end, tongue)
    if run is None or listed:
        return None
    return run if run.is_full or "," not in found[start:first] else None
