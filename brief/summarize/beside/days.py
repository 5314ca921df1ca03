"""The days that a sentence tells of: those it names, where that can be one day only.

"on March 3" is the last one before the article, "on Tuesday" the Tuesday nearest before it or the day itself. What is
to come, the edge of a time ("until Friday") and what stands within a quotation is no day of what happened.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from brief.text import Language

# A date without a year lies no further back than this before its article, in days: longer ago it would have a year.
FURTHEST = 300
# A weekday this near is the last one; further back it may be the next ("called them to a meeting on Friday").
NEAREST = 4
WEEK = 7

_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Words by which a sentence without a date speaks of another day than its article's.
_RELATIVE = re.compile(r"\b(?:yesterday|tomorrow|ago|last|next|earlier|previous|(?:19|20)\d\d)\b", re.IGNORECASE)
# The word behind a day, where no mark stands between.
_FOLLOWING = re.compile(r"\s+([^\W_]+)")


@cache
def _pattern(tongue: Language) -> re.Pattern[str]:
    full, short = tongue.months
    months = "|".join([*map(str.title, full), *(rf"{month.title()}\.?" for month in (*short, "sept"))])
    weekdays = "|".join(map(str.title, tongue.weekdays))
    return re.compile(
        rf"""\b(?=[\dA-Z])(?:
          (?P<month>{months})\s(?P<number>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<year>\d{{4}}))?(?![\w:/-]|,\d)
        | (?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<after>{months})(?:,?\s(?P<then>\d{{4}}))?(?!\w)
        | (?P<weekday>{weekdays})(?!\w|['’]s))""",
        re.VERBOSE,
    )


def day_of(line: str, published: date | None, tongue: Language) -> date | None:
    """Return the one day on which what a sentence tells happened; None where it names none, or more than one.

    Arguments: the sentence on one line; the day of its article, or None; its language.
    """
    if not tongue.weekdays or not _pattern(tongue).search(line):
        return None
    outside = _QUOTED.sub(" ", line)
    found = list(_pattern(tongue).finditer(outside))
    said = [word.lower() for word in _WORD.findall(_pattern(tongue).sub(" ", outside))]  # May is no "may"
    if not found or not tongue.coming.isdisjoint(said) or not _is_past(said, tongue):
        return None
    days = {_day(match, outside, published, tongue) for match in found if not _repeats(match, found, outside)}
    day = days.pop() if len(days) == 1 else None
    return day if day is not None and (published is None or day <= published) else None


def _is_past(said: list[str], tongue: Language) -> bool:
    """Whether a verb of a sentence may be in the past."""
    return any(word in tongue.past or (len(word) > 3 and word.endswith(tongue.past_ending)) for word in said)  # noqa: PLR2004


def names_a_day(line: str, tongue: Language) -> bool:
    """Return whether a sentence names any day, or says that it speaks of another than its article's."""
    if not tongue.weekdays:
        return True
    return bool(_pattern(tongue).search(line)) or bool(_RELATIVE.search(line))


def _repeats(match: re.Match[str], found: list[re.Match[str]], text: str) -> bool:
    """Whether a weekday only goes before its date: `Thursday, March 3`."""
    if not match["weekday"]:
        return False
    return any(not other["weekday"] and text[match.end() : other.start()] in {", ", " ", ", on "} for other in found)


def _day(match: re.Match[str], text: str, published: date | None, tongue: Language) -> date | None:
    before = [word.lower() for word in _WORD.findall(text[: match.start()])]
    near = "".join(before[-1:])
    if near in tongue.edges or near in tongue.determiners or _is_aside(match, text, tongue):
        return None
    following = _FOLLOWING.match(text, match.end())
    after = following[1].lower() if following else ""
    if after in tongue.edges - tongue.asides or after == "and" or (after and not _is_free(after, near, tongue)):
        return None
    if match["weekday"]:
        return _weekday(match["weekday"].lower(), published, tongue)
    return _date(match, published, tongue)


def _is_free(after: str, near: str, tongue: Language) -> bool:
    """Whether a day with a word behind it is no part of a name or noun: `the Jan. 6 riot`, `Good Friday Agreement`."""
    return near == "on" or after in tongue.stop_words or after in tongue.times


def _is_aside(match: re.Match[str], text: str, tongue: Language) -> bool:
    """Whether a day stands in a clause of its own, so that it may not be that of the sentence."""
    found = list(_WORD.finditer(text, 0, match.start()))
    asides = [word for word in found if word[0].lower() in tongue.asides]
    if not asides:
        return False
    leads = len(asides) == 1 and asides[0].start() == found[0].start()  # After the vote, she resigned on Monday
    return not leads or "," not in text[asides[0].end() : match.start()]


def _weekday(name: str, published: date | None, tongue: Language) -> date | None:
    if published is None:
        return None
    back = (published.weekday() - tongue.weekdays.index(name)) % WEEK
    return published - timedelta(days=back) if back <= NEAREST else None


def _date(match: re.Match[str], published: date | None, tongue: Language) -> date | None:
    name = (match["month"] or match["after"]).lower().rstrip(".")[:3]
    month, number = tongue.months[1].index(name) + 1, int(match["number"] or match["first"])
    year = match["year"] or match["then"]
    if year:
        return _made(int(year), month, number)
    if published is None:
        return None
    candidates = (_made(published.year - back, month, number) for back in (0, 1))
    return next((day for day in candidates if day and timedelta(0) <= published - day <= timedelta(FURTHEST)), None)


def _made(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:  # February 30
        return None
