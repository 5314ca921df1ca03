"""The flaws that somebody meets who reads a summary and nothing else of the article.

Written from reading summaries of news, and on purpose without the rules by which this program picks its sentences:
it is to judge them too. The words, in `signs` and `people`, are those of English; in other languages only the marks,
the form of a sentence and repeats are looked at. It reads no meaning, so it takes some sound sentences for flawed and
passes over others: compare its shares between methods, and do not take one for the truth about a single summary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from brief.evaluate.people import bare_surname, names_somebody
from brief.evaluate.signs import (
    CAPTIONS,
    CONNECTIVES,
    EXPLETIVE,
    FURNITURE,
    LABEL,
    LED_TO,
    OPENINGS,
    PRONOUNS,
    SAYING,
    TEASERS,
    TURNS,
    VERBS,
)
from brief.model import Article, Sentence
from brief.text import content_stems, language, words
from brief.text.quotations import halves, quoted

#: What can be wrong, in the words of the documentation.
FLAWS: dict[str, str] = {
    "marks": "half a quotation",
    "fragment": "no whole sentence",
    "repeat": "what another sentence of the summary tells",
    "pronoun": "a pronoun at the opening whose meaning stands in a sentence that is not there",
    "connective": "an opening that goes on from a sentence that is not there",
    "speaker": "a quotation of somebody named neither there nor in the sentence before",
    "surname": "a bare surname of somebody whom only the article introduces",
    "furniture": "what belongs to the page: links, credits, bylines, datelines",
    "caption": "what belongs to a picture that is not there",
    "teaser": "a promise of something that is not there",
}

# A line of fewer words is no sentence; one of fewer than the second number is looked at for a verb, since in a longer
# one some word looks like a verb anyway.
FEWEST_WORDS, SHORT = 4, 9
# Quoted words below this are a turn of phrase.
LEAST_QUOTED = 5
# Restatements share more of the content words of the shorter one, sentences on one thing share less.
REPEATED, LEAST_CONTENT = 0.65, 6


def _pattern(table: str, *, opening: bool = False, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """One pattern of a table, at the opening of a sentence or anywhere."""
    joined = "|".join(table.strip().splitlines())
    return re.compile(rf"^[\"'(\[]*(?:{joined})" if opening else joined, flags)


_PRONOUN = _pattern(PRONOUNS, opening=True)
_EXPLETIVE = _pattern(EXPLETIVE, opening=True)
_CONNECTIVE = _pattern(CONNECTIVES, opening=True)
_FURNITURE = _pattern(FURNITURE)
_OPENING = _pattern(OPENINGS, opening=True, flags=re.NOFLAG)
_CAPTION = _pattern(CAPTIONS)
_LABEL = _pattern(LABEL, opening=True)
_TEASER = _pattern(TEASERS)
_TURN = re.compile(TURNS, re.IGNORECASE)
_LED_TO = _pattern(LED_TO, opening=True)
_PERSON = re.compile(r"[\"'(\[]*(?:he|she|they|his|her|their)\b", re.IGNORECASE)
_VERBS = frozenset(VERBS.split())
_BY_PRONOUN = re.compile(
    rf"\b(?:he|she|they)\b(?: \w+ly)? {SAYING}\b|\b{SAYING} (?:he|she|they)(?=[,.]|$)", re.IGNORECASE
)
_SPOKEN = re.compile(rf"\b(?:{SAYING}|reads?|is|was|are|were|posted|saying)\b", re.IGNORECASE)
_VERB_ENDING = re.compile(r"[a-z]{2,}(?:ed|ing|[^s]s)$")
_LOWER_START = re.compile(r"[\"'(\[]*[^\W\d_A-Z]")
_LOWER_NAME = re.compile(r"[a-z]{1,2}[A-Z]|(?:al-|de|van|von|bin|el|la|da|di) ?[A-Z]")
_WHOLE_END = re.compile(r"(?<!\.\.)[.!?。！？؟।][\"'»)\]\s]*$")
_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff]")
_STRAIGHT = str.maketrans("“”„‟‘’‚`", "\"\"\"\"''''")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a sentence of a summary: a name in `FLAWS`, and the place of the sentence in the summary."""

    name: str
    place: int


@dataclass(frozen=True, slots=True)
class Printed:
    """A sentence as it stands in a summary.

    Attributes:
        place: its place in the summary, from 0.
        text: on one line, its quotation marks made straight.
        raw: on one line, its marks as they are.
        sentence: the sentence of the article.
        before: the one printed before it.
        follows: whether that one stands before it in the article too.
    """

    place: int
    text: str
    raw: str
    sentence: Sentence
    before: Printed | None
    follows: bool

    @property
    def is_cut_off(self) -> bool:
        """Whether the article has a sentence before this one that is not printed."""
        return self.sentence.index > 0 and not self.follows


def flaws(picks: Sequence[Sentence], article: Article) -> tuple[Flaw, ...]:
    """Return what a reader would stumble over in a summary, each kind once for a sentence.

    Arguments: the sentences of the summary in the order in which they are printed; the article they stand in.
    """
    printed = _printed(picks)
    found = [Flaw("marks", place) for place in halves([(p.raw, p.follows, p.sentence.paragraph) for p in printed])]
    found += [Flaw("fragment", p.place) for p in printed if _is_fragment(p.text, article.language)]
    found += [Flaw("repeat", place) for place in _repeats(printed, article)]
    if language(article.language).code == "en":
        checks: dict[str, Callable[[Printed], bool]] = {
            "pronoun": _dangles,
            "connective": lambda p: p.is_cut_off and bool(_CONNECTIVE.match(p.text) or _TURN.search(p.text)),
            "speaker": _lacks_speaker,
            "surname": lambda p: bare_surname([one.text for one in printed[: p.place + 1]], article.text) is not None,
            "furniture": lambda p: bool(_FURNITURE.search(p.text) or _OPENING.match(p.text)),
            "caption": lambda p: bool(_CAPTION.search(p.text) or _is_labeled(p)),
            "teaser": lambda p: bool(_TEASER.search(p.text)),
        }
        found += [Flaw(name, p.place) for name, check in checks.items() for p in printed if check(p)]
    return tuple(sorted(found, key=lambda flaw: flaw.place))


def _printed(picks: Sequence[Sentence]) -> list[Printed]:
    printed: list[Printed] = []
    for place, sentence in enumerate(picks):
        before = printed[-1] if printed else None
        raw = " ".join(sentence.text.split())
        follows = before is not None and before.sentence.index == sentence.index - 1
        printed.append(Printed(place, raw.translate(_STRAIGHT), raw, sentence, before, follows))
    return printed


def _dangles(printed: Printed) -> bool:
    """Whether a sentence opens with a pronoun whose meaning is lost; in a quotation only persons count."""
    if not printed.is_cut_off:
        return False
    led_to = _LED_TO.match(printed.text)
    if led_to:
        return not names_somebody(led_to.group())
    pronoun = _PRONOUN.match(printed.text)
    if not pronoun or _EXPLETIVE.match(printed.text):
        return False
    return pronoun.group()[0] not in "\"'" or bool(_PERSON.match(printed.text))


def _is_labeled(printed: Printed) -> bool:
    """Whether a few words and a colon open a sentence, and do not say who speaks."""
    label = _LABEL.match(printed.text)
    return bool(label) and printed.sentence.index > 0 and not _SPOKEN.search(label.group() if label else "")


def _lacks_speaker(printed: Printed) -> bool:
    """Whether a sentence quotes somebody whom neither it nor the one printed before it names."""
    inside, outside = quoted(printed.text)
    if len(inside.split()) < LEAST_QUOTED or printed.follows:
        return False
    if len(words(outside)) > 1 and not _BY_PRONOUN.search(outside):
        return False
    return not names_somebody(outside) and not (outside and printed.before and names_somebody(printed.before.text))


def _is_fragment(text: str, code: str) -> bool:
    """Whether a text begins or ends in the middle, or is too short for a sentence."""
    if (
        _LOWER_START.match(text) and text.lstrip("\"'([")[:1].islower() and not _LOWER_NAME.match(text)
    ) or not _WHOLE_END.search(text):
        return True
    count = len(words(text))
    if count < FEWEST_WORDS:
        return not _WITHOUT_SPACES.search(text)
    return (
        code == "en" and count < SHORT and not any(map(_is_like_verb, text.replace(",", "").rstrip(".!?\"'").split()))
    )


def _is_like_verb(word: str) -> bool:
    return word.lower() in _VERBS or bool(_VERB_ENDING.search(word)) or "'" in word


def _repeats(printed: Sequence[Printed], article: Article) -> Iterator[int]:
    """The places of sentences most of whose content words, or most of those of an earlier one, both have."""
    content = [set(content_stems(p.text, language(article.language))) for p in printed]
    for place, stems in enumerate(content):
        for earlier in content[:place]:
            fewer = min(len(stems), len(earlier))
            if fewer >= LEAST_CONTENT and len(stems & earlier) >= REPEATED * fewer:
                yield place
                break
