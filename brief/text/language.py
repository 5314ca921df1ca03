"""The seam between the program and a language: one value that holds all that is particular to it."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

#: Languages with data of their own; any other code gets a `Language` without word lists.
LANGUAGES: dict[str, str] = {"en": "brief.text.english:ENGLISH"}

#: Stemmers of the Snowball project (Porter 2001) by language code.
SNOWBALL: dict[str, str] = {
    "ar": "arabic", "da": "danish", "nl": "dutch", "en": "english", "fi": "finnish", "fr": "french", "de": "german",
    "hu": "hungarian", "it": "italian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "es": "spanish", "sv": "swedish",
}  # fmt: skip


@dataclass(frozen=True)
class Language:
    """What the program knows of one language; all words in lower case.

    Attributes:
        code: two- or three-letter code.
        stemmer: name of the Snowball stemmer, or None.
        abbreviations: words that end in a period without ending a sentence, the last period left out. A sentence ends
            after one where a starter follows, and never where a figure does.
        titles: of these, those that never end a sentence, such as the titles before a name.
        proper: of these, those that are abbreviations only when capitalized; `ill` and `sat` are words of their own.
        numbered: of these, those that are abbreviations before a figure only; `no` is a word of its own.
        dates: of these, those of days and months, after which any capitalized word opens a sentence, but for
        calendar: the names of days and months, which go on a date.
        starters: words that open a sentence when capitalized after an abbreviation.
        names: names that end in `!` or `?` and do not end a sentence.
        stop_words: words that tell nothing about what a text is about.
        pronouns: words that point back to an earlier sentence when they open one.
        persons: pronouns that stand for somebody who must have been named.
        times: nouns that make "this week" a date and no pointer back.
        determiners: words that open the naming of somebody by their role.
        connectives: words and phrases that tie a sentence to the one before it.
        partitive: what stands after a number that counts some of those named before, as in "eight of them".
        speakers: pronouns of one who speaks, or is spoken to.
        impersonal: words after which "it is … that" points at nothing before it.
        clauses: words that open the clause which such an "it" stands for.
        boilerplate: phrases in which a site or program speaks to its reader, or of its pictures.
        attributions: verbs that ascribe a quotation.
        addressing: of these, those followed by the one who is spoken to.
        roles: words before a name that say what somebody is.
        bodies: words in the names of organizations, places, peoples and works, not of persons.
        months: the names of the months in order, in full and in short.
        weekdays: the names of the days, from Monday.
        past: verbs in the past that do not show it by
        past_ending: the ending that shows it.
        auxiliaries: words between a subject and its verb.
        ranks: words before a role ("the former mayor").
        prepositions: words that open where, when and to whom something was said.
        coming: words of a sentence about what is to come, or may be.
        edges: words before a day which make it the edge of a time ("until Friday"), or a day that is not the nearest.
        asides: words that open a clause which may tell of another day than its sentence.
        numerals: words that are numbers, and
        scales: words that multiply the number before them.
        about, above: words before a figure that is rounded, or the least there is.
        same: words that name the same in news, with the one that stands for them.
        uncounted: nouns behind a number that is a length of time, an age or an address.
        quantities: words of number, which are no keywords.
        bonus, stigma: cue words that speak for and against a sentence (Edmundson 1969).
    """

    code: str
    stemmer: str | None = None
    abbreviations: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    calendar: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    stop_words: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    connectives: frozenset[str] = frozenset()
    partitive: str | None = None
    speakers: frozenset[str] = frozenset()
    impersonal: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()
    boilerplate: frozenset[str] = frozenset()
    attributions: frozenset[str] = frozenset()
    addressing: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    months: tuple[tuple[str, ...], ...] = ()
    weekdays: tuple[str, ...] = ()
    past: frozenset[str] = frozenset()
    past_ending: str = ""
    auxiliaries: frozenset[str] = frozenset()
    ranks: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    coming: frozenset[str] = frozenset()
    edges: frozenset[str] = frozenset()
    asides: frozenset[str] = frozenset()
    numerals: Mapping[str, int] = field(default_factory=dict, hash=False)
    scales: Mapping[str, int] = field(default_factory=dict, hash=False)
    about: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    same: Mapping[str, str] = field(default_factory=dict, hash=False)
    uncounted: frozenset[str] = frozenset()
    quantities: frozenset[str] = frozenset()
    bonus: frozenset[str] = frozenset()
    stigma: frozenset[str] = frozenset()


@cache
def language(code: str) -> Language:
    """Return the language of a code such as `"en"` or `"en-GB"`; an unknown one has no word lists."""
    short = code.lower().replace("_", "-").partition("-")[0]
    if short not in LANGUAGES:
        return Language(short, SNOWBALL.get(short))
    module, _, name = LANGUAGES[short].partition(":")
    found: Language = getattr(importlib.import_module(module), name)
    return found
