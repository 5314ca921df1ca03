"""The figures of a sentence: how much of what. Dates, ages, times, scores, addresses and years are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from brief.text import Language, stem

# Words on either side of a figure that tell what it is a figure of.
WINDOW = 7
# A noun and what stands before it: "cubic metres", "waiting livestock carriers".
NOUNS = 3
# Fewer of something are no figure: "two men" are told of many.
SMALLEST = 3
# A 12-gauge shotgun and a 30-pin plug are kinds of things; a 140-member orchestra is counted.
HYPHENED = 100
# How near to a figure the word stands that tells what became of those counted.
TOLL = 3
TOLLS = ("dead", "hurt")

_CURRENCY = r"(?:US|A|C|NZ|HK|S|R)?\$|[£€¥₹]"
# Telephone numbers that everybody knows.
_CALLS = frozenset({"911", "999", "112", "000"})
_YEARS = range(1400, 2101)
_LETTERS = re.compile(r"[a-z]+")
_AFTER = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[^\w\s]")
_BEFORE = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[^\w\s]")
_ANOTHER = re.compile(r"\s*(?:to|or|and|out of|-|–|—|v|vs)\s*[$£€]?\d", re.IGNORECASE)
_SCORED = re.compile(r"\d[\d,]*\s+(?:(?:[a-z]+\s+)?to|and|or)\s+$")
_SCORE = re.compile(r"\s*(?:[a-z]+\s+)?to\s+[$£€]?\d")
_AWAY = re.compile(
    r"[\s-]*(?:miles?|kilomet(?:er|re)s?|km|met(?:er|re)s?|feet|yards?)\s+(?:\([^)]*\)\s+)?"
    r"(?:from|away|off|outside|north|south|east|west)"
)
_TORN = re.compile(r", \d{3}\b")
_CLOCK = re.compile(r"\s*(?:a\.? ?m\b|p\.? ?m\b|o['’]clock|°|º)", re.IGNORECASE)
_AGE = re.compile(r"[\s-]*years?[\s-]*olds?\b")


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure in a sentence.

    Attributes:
        printed: as it stands there, with currency, scale and percent: `$1.2 billion`.
        value: the number.
        kind: `"%"`, a currency, or `"count"`.
        nouns: what follows it, each word by the name that stands for it; the first word may be an adjective.
        what: the same as printed.
        near: stems of the words around it, those for which others stand among them.
        toll: `"dead"` or `"hurt"` where that is what those counted are.
        loose: whether it is rounded (`about`), and
        least: whether it is the least there is (`at least`, `more than`).
    """

    printed: str
    value: float
    kind: str
    nouns: tuple[str, ...]
    what: str
    near: frozenset[str]
    toll: str
    loose: bool
    least: bool


@cache
def _pattern(tongue: Language) -> re.Pattern[str]:
    numerals = "|".join(sorted(tongue.numerals, key=lambda word: (-len(word), word)))
    scales = "|".join(sorted(tongue.scales, key=lambda word: (-len(word), word)))
    return re.compile(
        rf"""(?<![\w.,/:$£€¥'’×–-])(?<!\d,\ )(?P<currency>{_CURRENCY})?(?:
            (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)
            | (?P<numeral>(?:{numerals})(?:-(?:{numerals}))?))
        (?:[\s-]?(?P<scale>{scales}))?(?P<percent>\s?%|[\s-](?:percent|per\s?cent)\b)?
        (?![\w%/$£€×]|[-–—:.,]\d)""",
        re.VERBOSE | re.IGNORECASE,
    )


def amounts(line: str, tongue: Language) -> list[Amount]:
    """Return the figures of a sentence on one line, in order; none in a language without numerals of its own."""
    if not tongue.numerals:
        return []
    if not any(map(str.isdigit, line)) and _numerals(tongue).isdisjoint(_LETTERS.findall(line.lower())):
        return []  # most sentences hold no number, and the pattern is slow
    found = (_amount(line, match, tongue) for match in _pattern(tongue).finditer(line))
    return [amount for amount in found if amount is not None]


def _amount(line: str, match: re.Match[str], tongue: Language) -> Amount | None:
    before, rest = _BEFORE.findall(line[: match.start()])[-WINDOW:], line[match.end() :]
    if _is_none(match, before, rest, tongue):
        return None
    value = _value(match, tongue)
    follow = _AFTER.findall(rest)[: WINDOW + 1]
    nouns = [] if match["percent"] else _nouns(follow, tongue)
    names = tuple(canonical(noun, tongue) for noun in nouns)
    kind = "%" if match["percent"] else _currency(match) or next((n for n in names[:1] if n in "$€"), "count")
    behind = {word.lower() for word in follow[:NOUNS] if word[0].isalpha() and word not in tongue.determiners}
    if kind == "count" and (value < SMALLEST or not tongue.uncounted.isdisjoint(behind if nouns == [] else nouns)):
        return None
    if kind == "count" and rest.startswith("-") and value < HYPHENED:
        return None
    around = [word for word in (*before, *follow) if word[0].isalnum()]
    near = frozenset(canonical(word.lower(), tongue) for word in around if _tells(word, tongue))
    ahead = [word.lower() for word in before[-3:]]
    loose, least = not tongue.about.isdisjoint(ahead), not tongue.above.isdisjoint(ahead[-2:])
    return Amount(
        match[0].strip(),
        value,
        kind,
        names,
        " ".join(nouns),
        near - set(names),
        _toll(before, follow, tongue),
        loose,
        least,
    )


def _toll(before: Sequence[str], follow: Sequence[str], tongue: Language) -> str:
    """What became of those counted: told before the figure (`killed 12`), or behind it (`12 were killed`)."""
    for word in reversed(before[-TOLL:]):
        if (name := tongue.same.get(word.lower(), "")) in TOLLS:
            return name
        if not word[0].isalpha():
            break
    for word in follow[: TOLL + 1]:
        if (name := tongue.same.get(word.lower(), "")) in TOLLS:
            return name
        if not word[0].isalpha() or word in {"and", "or", "but"}:
            break
    return ""


def _currency(match: re.Match[str]) -> str:
    return (match["currency"] or "").upper().removeprefix("US")


def canonical(word: str, tongue: Language) -> str:
    """Return the name that stands for a lower-case word, else its stem."""
    return tongue.same.get(word) or stem(word.removesuffix("'s").removesuffix("’s"), tongue)


def _tells(word: str, tongue: Language) -> bool:
    lower = word.lower()
    return len(lower) > 1 and not lower[0].isdigit() and lower not in _common(tongue)


@cache
def _numerals(tongue: Language) -> frozenset[str]:
    return frozenset(tongue.numerals)


@cache
def _common(tongue: Language) -> frozenset[str]:
    """Words that tell nothing of what a figure is of."""
    known = tongue.stop_words | tongue.about | tongue.above | tongue.calendar | tongue.attributions
    return known.union(tongue.numerals)


def _value(match: re.Match[str], tongue: Language) -> float:
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
    else:
        value = float(sum(tongue.numerals[part] for part in match["numeral"].lower().split("-")))
    # Scaled by whole numbers and rounded, so that 1.2 billion is the same as 1,200 million.
    return round(value * tongue.scales[match["scale"].lower()], 6) if match["scale"] else value


def _nouns(follow: Sequence[str], tongue: Language) -> list[str]:
    """The words behind a figure up to the first that is no part of what is counted."""
    found: list[str] = []
    for word in follow:
        lower = word.lower()
        if lower in {"more", "other", "additional", "new", "-", "–"} and not found:
            continue
        if not lower[0].isalpha() or lower in tongue.stop_words or lower in tongue.attributions or len(found) == NOUNS:
            break
        found.append(lower)
    return found


def _is_none(match: re.Match[str], before: Sequence[str], rest: str, tongue: Language) -> bool:
    """Whether a number is a date, an age, a time of day, a score, part of a name or of a range."""
    last = before[-1] if before else ""
    plain = not (match["currency"] or match["percent"] or match["scale"])
    digits = match["digits"] or ""
    if (
        _SCORED.search(match.string, max(0, match.start() - 30), match.start())
        or _TORN.match(rest)
        or (not match["percent"] and _AWAY.match(rest))
    ):
        return True
    if _ANOTHER.match(rest) or _SCORE.match(rest) or last.lower() in {"between", "#"}:
        return True
    if not plain:  # a 9600M GT is a name
        return bool(
            match["scale"] and not match["currency"] and match["scale"].isupper() and rest[:2].strip().isupper()
        )
    months = {month for names in tongue.months for month in names}
    following = _AFTER.findall(rest)[:2]
    is_year = digits.isdigit() and len(digits) == 4 and int(digits) in _YEARS  # noqa: PLR2004
    in_name = last[:1].isupper() and (len(before) > 1 or not match["numeral"]) and last.lower() not in tongue.starters
    by_month = any(word.lower().rstrip(".") in months for word in (last, *following[:1]))
    is_age = bool(_AGE.match(rest)) or last.lower() in {"aged", "age"} or (last == "," and following[:1] == [","])
    named = bool(following) and following[0][0].isupper() and not following[-1].islower()
    return is_year or digits in _CALLS or in_name or by_month or is_age or named or bool(_CLOCK.match(rest))
