"""Dates as news pages print them; what is not surely a date stays undated."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime

from brief.model import Document, Published

# Month names are ours, not strptime's, which go by the machine's locale.
MONTHS = {
    name: number
    for number, names in enumerate(
        ["jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"], 1,
    )
    for name in names.split()
}  # fmt: skip

# Offsets in hours of the abbreviations that English-language newsrooms print.
ZONES = {
    "gmt": 0, "utc": 0, "z": 0, "bst": 1, "cet": 1, "cest": 2, "est": -5, "edt": -4, "et": -5, "cst": -6, "cdt": -5,
    "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "pt": -8, "ist": 5.5, "jst": 9, "aest": 10, "aedt": 11,
}  # fmt: skip

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY_FORMS = (
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<month>{_MONTH})\b\.?,?[\s-]+(?P<year>\d{{4}})\b"
    ),
    re.compile(rf"\b(?P<month>{_MONTH})\b\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b"),
    re.compile(r"\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})\b"),
)
CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>[a-z]{1,4}\b)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_IN_ADDRESS = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})[-/](?P<month>\d{1,2}|[a-z]{3})[-/](?P<day>\d{1,2})(?!\d)")
MAIL = re.compile(r"(?:[A-Za-z]{3}, ?)?\d{1,2} [A-Za-z]{3} \d{2,4} \d{1,2}:\d\d(?::\d\d)?(?: ?[+-]\d{4}| [A-Z]{1,4})?$")
_LONGEST = 120

# Sources older than newspapers, or dated by a broken clock, are undated; so is 1970-01-01, a computer's zero.
LATEST_DAY = 2199_12_31
_FIRST_YEAR = 1700
_LAST_YEAR = 2200
_ZERO_DAYS = (date(1970, 1, 1), date(1904, 1, 1))
# A page or feed is dated by its own clock, which may be in another zone; a date further ahead is a mistake or a plan.
AHEAD = timedelta(hours=24)


def parse_date(text: str, origin: str) -> Published | None:
    """Return the date that a text states, or None where it states none or more than can be told.

    Arguments: the text, such as `"Sat, August 19, 2017"` or `"2017-08-19T10:00:00Z"`; where it stands.
    """
    text = " ".join(text.split())[:_LONGEST]
    return _checked(_iso(text, origin) or _mail(text, origin) or _printed(text.lower(), origin))


def date_in_address(address: str, origin: str) -> Published | None:
    """Return the date in a path such as `/2026/11/20/` or `2026-11-20-title.txt`, or None."""
    for found in _IN_ADDRESS.finditer(address.lower()):
        day = _day(found["year"], found["month"], found["day"])
        if day:
            return _checked(Published(day, None, origin))
    return None


def from_number(seconds: float, origin: str) -> Published | None:
    """Return the date of a Unix time in seconds or milliseconds, or of a number such as 20170819; None for others."""
    if LATEST_DAY >= seconds == seconds // 1 > 0 and (day := _iso(str(int(seconds)), origin)):
        return _checked(day)
    milliseconds = 1e11
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(
            seconds=seconds / 1000 if abs(seconds) > milliseconds else seconds
        )
    except (OverflowError, ValueError):
        return None
    return _checked(Published(moment.date(), moment.timetz(), origin))


def latest(document: Document) -> date:
    """Return the last day that a document may be dated."""
    return (document.fetched + AHEAD).astimezone(UTC).date() if document.fetched else date(2199, 12, 31)


def is_ahead(document: Document, published: Published) -> bool:
    """Return whether a date lies more than a day after the document was fetched, so that it cannot be right."""
    return document.fetched is not None and published.instant(UTC) > document.fetched + AHEAD


def _checked(found: Published | None) -> Published | None:
    sound = found and _FIRST_YEAR <= found.day.year < _LAST_YEAR and found.day not in _ZERO_DAYS
    return found if sound else None


def _iso(text: str, origin: str) -> Published | None:
    compact = _COMPACT.match(text)
    if compact:
        day = _day(*compact.groups())
        return Published(day, None, origin) if day else None
    try:
        if len(text) <= len("2026-11-20"):
            return Published(date.fromisoformat(text), None, origin)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return Published(moment.date(), moment.timetz(), origin)


def _mail(text: str, origin: str) -> Published | None:
    """The form of mail headers and RSS, RFC 2822, and no other: on others the parser drops p.m. and the zone."""
    if not MAIL.match(text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return Published(moment.date(), moment.timetz(), origin)


def _printed(text: str, origin: str) -> Published | None:
    for form in DAY_FORMS:
        found = form.search(text)
        day = _day(found["year"], found["month"], found["day"]) if found else None
        if found and day:
            return Published(day, _clock(text[: found.start()] + " " + text[found.end() :]), origin)
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), MONTHS.get(month) or int(month), int(day))
    except ValueError:
        return None


def _clock(text: str) -> time | None:
    """The time of day beside a date, where one is printed."""
    found = CLOCK.search(text)
    if not found:
        return None
    hour, half, zone = int(found["hour"]), (found["half"] or "").replace(".", ""), ZONES.get(found["zone"] or "")
    noon = 12
    if half:
        hour = hour % noon + (noon if half == "pm" else 0)
    offset = None if zone is None else timezone(timedelta(hours=zone))
    try:
        return time(hour, int(found["minute"]), tzinfo=offset)
    except ValueError:
        return None
