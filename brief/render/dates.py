"""Days in the words of the edition's language: the only door to babel."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_timedelta

#: English without a country is written as most of the world writes it: Monday, 23 November 2026.
_ENGLISH = "en_001"


def locale_of(language: str) -> Locale:
    """Return the customs of a language (`"en"`, `"pt-br"`); international English for one that is not known."""
    code = language.replace("-", "_")
    try:
        return Locale.parse(_ENGLISH if code.lower() == "en" else code)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_ENGLISH)


def direction(language: str) -> str:
    """Return `"rtl"` for a language that is written from right to left, else `"ltr"`."""
    return str(locale_of(language).text_direction)


def long_date(day: date, locale: Locale) -> str:
    """Return the day in full: Monday, 23 November 2026."""
    return format_date(day, format="full", locale=locale)


@lru_cache(maxsize=1024)  # an edition has hundreds of dates and few days
def short_date(day: date, locale: Locale, *, year: bool) -> str:
    """Return the day in short: 23 Nov, or 23 Nov 2026 with the year."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return format_skeleton("yMMMd" if year else "MMMd", moment, locale=locale)


@lru_cache(maxsize=1024)
def ago(day: date, now: date, locale: Locale) -> str:
    """Return how long before `now` the day was, in words: 9 years ago."""
    return format_timedelta(day - now, add_direction=True, locale=locale)


def month(day: date, locale: Locale) -> str:
    """Return the month of a day: November 2026."""
    return format_skeleton("yMMMM", datetime(day.year, day.month, day.day, tzinfo=UTC), locale=locale)


def day_of_month(day: date, locale: Locale) -> str:
    """Return the day as it stands below the name of its month: Mon 23."""
    return format_skeleton("Ed", datetime(day.year, day.month, day.day, tzinfo=UTC), locale=locale)
