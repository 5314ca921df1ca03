"""Embargoes: the moment before which an article must not be printed.

Whatever is not understood beyond doubt (no year, a time of day in an unknown form or zone) withholds the article for
good: to print too early cannot be undone, and who reads the list of what was left out sees it there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from brief.extract.dates import CLOCK, DAY_FORMS, MAIL, ZONES, from_number, parse_date
from brief.model import Published

#: The embargo of an article that states one which cannot be read: the last day there is.
UNREADABLE = Published(date.max, None, "unreadable")

_WHEN = r"(?:until|till|before|prior to|not before)"
_USE = r"(?:publication|release|broadcast|use|print|distribution)"
_DAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
_MARKS = r"[\s*_#>\[(–—-]{0,12}"
#: A line that states an embargo by its form alone, whether it can be read or not.
_SURE = re.compile(
    rf"{_MARKS}(?:(?:strictly |news )?embargoed(?:,? (?:for|from) {_USE}(?:,? (?:and|or) {_USE})*)?[\s:,–—-]+{_WHEN}\b"
    rf"|(?:strictly |held )?(?:under|strict) (?:strict )?embargo[\s:,–—-]+(?:{_WHEN}\b|(?<=:))"
    rf"|not (?:for|to be) (?:{_USE}|(?:published|released|printed|broadcast))"
    rf"(?:,? (?:and|or) (?:{_USE}|\w+ed))*,? (?:{_WHEN})\b"
    rf"|hold(?:ing)? for {_USE}\b(?=[\s:,]*(?:{_WHEN}|\d|{_DAYS}|{_MONTHS}))"
    r"|sperrfrist\b(?=\s*:|\s+bis\b)|sous embargo(?=\s*:| jusqu))"
    r"(?P<said>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: A line that may be a headline about an embargo, unless a day or a time of day follows.
_LIKELY = re.compile(
    rf"{_MARKS}(?:embargo(?:ed)?(?: (?:date|time|lifts?))?)(?:\s*:\s*|\s+)"
    rf"(?:{_WHEN}\s+|jusqu['’]\S+\s+|bis\s+)?(?:on |at |the )?"
    rf"(?P<said>(?:\d|{_DAYS}|{_MONTHS}|noon|midnight).*)",
    re.IGNORECASE | re.DOTALL,
)
_TIME_OF_DAY = re.compile(
    r"\b(?:\d{1,2}[:.h]\d\d|\d{1,2}\s?[ap]\.?m\b|\d{4}\s?(?:hrs|hours|gmt|utc|bst|e[sd]?t|cest|cet)\b)"
)

#: All that the two patterns find has one of these in its first characters, in lower case; to look for them is quick.
_NEAR = 48
_NEEDS = ("embargo", "sperrfrist", "not for", "not to be", "hold for", "holding for")

# What follows an embargo in the same paragraph begins after a dash, a bracket or the end of a sentence.
_END = re.compile(r"\s(?:--|[–—-])\s|[\])\n]|(?<=[A-Za-z]{2})[.!?]\s+(?=[A-Z“\"])")
# No embargo takes longer to say.
_LONGEST = 120

_EXACT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?|\d{8}")
_REWRITTEN = (
    (re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b"), r"\3-\2-\1"),  # with periods it is always day, month, year
    (re.compile(r"\b(\d{1,2})\. (?=[a-z])"), r"\1 "),  # 21. November
)
#: Other ways to write a time of day, tried on what is left without the day. Midnight ends the day: the later reading.
_TIMES = (
    (re.compile(r"\b(\d\d)(\d\d)\s*(?=(?:hrs?|hours|h|uhr|[a-z]{1,4})\b)"), r"\1:\2 "),
    (re.compile(r"\b(\d{1,2})\s*(?=[ap]\.?m\b)"), r"\1:00 "),
    (re.compile(r"(?<![:.\d])(\d{1,2})\s*(?:uhr|o['’]clock)\b"), r"\1:00"),
    (re.compile(r"\b(?:12(?:[:.]00)? )?noon\b"), "12:00"),
    (re.compile(r"\bmidnight\b"), "23:59"),
    # An hour late in summer, never early.
    (re.compile(r"\b(?:uk|london) time\b"), "gmt"),
    (re.compile(r"\beastern(?: standard| daylight)? time\b"), "et"),
    (re.compile(r"\bpacific(?: standard| daylight)? time\b"), "pt"),
)
_BESIDE_A_TIME = frozenset(["hrs", "hr", "hours", "h", "uhr", "on", "at", "the", "of"])
_OTHER_ZONE = re.compile(r"\btime\b|[+-]\d")


def embargo_of(value: Any) -> Published | None:
    """Return the embargo that the value of a field states; None for one that states none, such as "" or false."""
    if not value:
        return None
    if isinstance(value, str):
        if value.strip().lower() in ("", "none", "no", "false", "null"):
            return None
        return read_embargo(_when(value), "record")
    if isinstance(value, date):  # of YAML
        return read_embargo(value.isoformat(), "record")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return from_number(value, "record") or UNREADABLE
    return UNREADABLE


def embargo_in_line(line: str, origin: str = "text") -> Published | None:
    """Return the embargo that a headline or the beginning of a paragraph states, or None where it states none."""
    if not _may_state(line[:_NEAR]):
        return None
    sure = _SURE.match(line)
    if sure:
        return _read_beginning(_when(sure["said"]), origin)
    likely = _LIKELY.match(line)
    if not likely:
        return None
    found = _read_beginning(likely["said"], origin)
    return found if found != UNREADABLE or _TIME_OF_DAY.search(likely["said"][:40].lower()) else None


def embargo_in_head(text: str, lines: Sequence[tuple[int, int]]) -> Published | None:
    """Return the embargo that one of some lines of a text, given by their offsets, begins with, or None."""
    if not _may_state("\n".join([text[start : start + _NEAR] for start, _ in lines])):
        return None
    found = (embargo_in_line(text[start : min(end, start + 2 * _LONGEST)]) for start, end in lines)
    return next((embargo for embargo in found if embargo), None)


def read_embargo(said: str, origin: str) -> Published:
    """Return the moment that a text such as `06:00 GMT 21 November 2026` states, UNREADABLE where in doubt."""
    text = " ".join(said.split()).strip(" .,:;*_")
    if len(text) > _LONGEST:
        return UNREADABLE
    if _EXACT.fullmatch(text) or MAIL.match(text):
        return parse_date(text, origin) or UNREADABLE
    text = text.lower()
    for pattern, better in _REWRITTEN:
        text = pattern.sub(better, text)
    day = next((found for form in DAY_FORMS if (found := form.search(text))), None)
    if day is None:
        return UNREADABLE
    rest = f"{text[: day.start()]} , {text[day.end() :]}"
    for pattern, better in _TIMES:
        rest = pattern.sub(better, rest)
    clock = CLOCK.search(rest)
    left = rest[: clock.start()] + " " + rest[clock.end() :] if clock else rest
    zone = (clock["zone"] if clock else None) or ""
    known = not zone or zone in ZONES or zone in _BESIDE_A_TIME or re.fullmatch(_DAYS, zone)
    if not known or re.search(r"\d", left) or _OTHER_ZONE.search(left):
        return UNREADABLE
    moment = parse_date(f"{day.group()} {clock.group() if clock else ''}", origin)
    return moment if moment and (moment.time or not clock) else UNREADABLE


def _read_beginning(said: str, origin: str) -> Published:
    """The embargo at the beginning of a text, whatever comes after it."""
    said = said[:_LONGEST].lstrip(" :,–—-")
    end = _END.search(said)
    if end is None:
        return read_embargo(said, origin)
    found = read_embargo(said[: end.start()], origin)
    # `06:00 GMT – 21 November 2026`
    goes_on = re.match(rf"\W*(?:\d|{_DAYS}|{_MONTHS})", said[end.end() :], re.IGNORECASE)
    if found == UNREADABLE and goes_on and not end.group().strip(" -–—"):
        return read_embargo(said, origin)
    return found


def _may_state(text: str) -> bool:
    lower = text.lower()
    return any(need in lower for need in _NEEDS)


def _when(value: str) -> str:
    """The moment in a field that says more, such as "until 6 a.m. EST, Nov. 21, 2026"."""
    return re.sub(rf"^\W*(?:embargoed\s+)?(?:{_WHEN}\b)?[\s:]*", "", value, flags=re.IGNORECASE)
