"""What is settled about an edition before any article is read: from brief.toml and the options of `brief build`."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from brief import pipeline, publish
from brief.cli.console import annotate, complain, tell_problems
from brief.cli.settings import own_sections
from brief.compose import Edition, Limits, asked, failing
from brief.config import LONGEST_TITLE, Config
from brief.errors import UsageError
from brief.model import Briefing, Edit, Past
from brief.render.prose import counted
from brief.store import Store
from brief.summarize import USUAL, Length

#: Beyond these, a zone or a span would lead out of the calendar.
_FIRST, _LAST = date(1700, 1, 1), date(9000, 12, 31)
HOURS = {"h": 1, "d": 24}
#: How far before its day an edition takes what feeds have, where nothing else is said: the day before, and the evening
#: before that, for those who did not read yesterday's late news.
REACH = timedelta(hours=36)


def day_of(settings: Config, text: str | None) -> date:
    """Return the day of the edition: the one given, else today in the edition's zone.

    Raises UsageError for a text that is no day, or one of other times.
    """
    if not text:
        return datetime.now(ZoneInfo(settings.edition.zone)).date()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.isoformat() != text or not _FIRST <= day <= _LAST:
        raise UsageError(f"--date {text!r} is not a day; write it as 2026-11-20")
    return day


def is_offline(settings: Config, store: str | None, day: date, *, wished: bool) -> bool:
    """Return whether nothing is fetched for an edition: where that is wished, or its day is over.

    A day that is over is made of what was kept: feeds tell of today only.
    """
    return wished or (store is not None and day < day_of(settings, None))


def store_named(settings: Config, named: str | None) -> str | None:
    """Return the path of the store: the one named, else that of brief.toml, else None."""
    return named or (settings.path(settings.store) if settings.store else None)


def required_store(settings: Config, named: str | None) -> str:
    """Return the path of the store. Raises UsageError where none is named."""
    path = store_named(settings, named)
    if path is None:
        raise UsageError("no store: name one with --store FILE, or as store in brief.toml")
    return path


def existing_store(settings: Config, named: str | None) -> str:
    """Return the path of a store that is there already. Raises UsageError where none is named, or it is missing."""
    path = required_store(settings, named)
    if not Path(path).exists():
        raise UsageError(f"{path}: no such store; brief build and brief fetch make it")
    return path


@contextmanager
def opened(path: str | None, *, reading: bool) -> Iterator[Store | None]:
    """Give the store at a path; None where none is named, or where it is only read and is not there.

    Arguments: its path, or None; whether nothing may be made. Raises StoreError where it cannot be opened.
    """
    if path is None or (reading and not Path(path).exists()):
        yield None
        return
    with Store(path) as store:
        yield store


def is_made(settings: Config, store: str | None, day: date, files: Collection[str]) -> bool:
    """Return whether the edition of a day is remembered, and stands in the folder of results.

    Arguments: brief.toml; the path of the store, or None; the day; the files that the command names instead of the
    folder. Raises UsageError without a store or with such files, StoreError where the store cannot be opened.
    """
    if files:
        raise UsageError("--once is about the folder of results; it does not go with -o or --format")
    if store is None:
        raise UsageError("--once needs a store, which remembers what was made: name one with --store FILE")
    with opened(store, reading=True) as kept:
        is_known = kept is not None and kept.has_edition(day)
    return is_known and publish.stands(settings.path(settings.output.folder), day)


def past_of(store: str | None, day: date, *, reading: bool) -> Past:
    """Return what earlier editions printed.

    Arguments: the path of the store, or None; the day of the edition; whether the store is only read, and so not made
    where it is missing. Raises StoreError where it cannot be opened.
    """
    with opened(store, reading=reading) as kept:
        return kept.past(day) if kept else Past()


def remember(store: str, briefing: Briefing, folder: str) -> None:
    """Record an edition, with its page where that stands in the folder of results.

    Arguments: the path of the store; the edition; the folder. Raises StoreError where that fails.
    """
    page = publish.page_of(briefing.day)
    printed = pipeline.remembered(briefing, page if (Path(folder) / page).is_file() else None)
    with Store(store) as kept:
        kept.record(briefing.day, briefing.title, printed, asked(briefing))


def tell_troubles(briefing: Briefing, told: int, past: Past, least: int) -> None:
    """Say the problems of an edition, and loudly which sources fail in one edition after the other.

    Arguments: the edition; how many of its problems were told before; what is known of the editions before it; in how
    many a source must have failed.
    """
    tell_problems(briefing.problems[told:])
    for one, said in alerts_of(briefing, past, least).items():
        complain(f"WARNING: {said}; brief sources --check asks it now", where=one, alert=said)
        annotate("error", "A source keeps failing", said)


def alerts_of(briefing: Briefing, past: Past, least: int) -> dict[str, str]:
    """Return what is said of the sources that fail in one edition after the other, by source.

    Arguments: the edition; what is known of the editions before it; in how many a source must have failed.
    """
    found = failing(briefing, past.failing, least)
    return {
        one.source.source: f"{one.source.name or one.source.source} failed in"
        f" {counted(one.editions, 'edition', 'editions')} in a row, since {one.since}: {one.source.why}"
        for one in found
    }


def window_of(edition: Edition) -> tuple[datetime, datetime]:
    """Return the time that a feed's items are of which an edition takes: from its `since`, else `REACH`, to its end."""
    first = datetime.combine(edition.day, time(), ZoneInfo(edition.zone))
    return edition.since or first - REACH, first + timedelta(days=1)


def edition_of(settings: Config, options: dict[str, Any], day: date, past: Past, *, numbered: bool) -> Edition:
    """Return the edition of a day.

    Arguments: brief.toml; the options of the command, which come first; the day; what earlier editions printed;
    whether editions are remembered, and so have a number. Raises UsageError for a title or span that is none.
    """
    zone = ZoneInfo(settings.edition.zone)
    since = options["since"] or settings.edition.since
    return Edition(
        title=_title(options["title"]) or settings.edition.title,
        day=day,
        zone=settings.edition.zone,
        language=settings.edition.language,
        generated=_generated(day, zone),
        limits=Limits(
            stories=options["max_stories"] or settings.edition.max_stories,
            minutes=options["minutes"] or settings.edition.minutes,
            sections={slug: one.max for slug, one in settings.sections.items() if one.max is not None},
            source=settings.rank.max_per_source,
        ),
        since=_since(since, day, zone) if since else None,
        half_life=settings.rank.half_life,
        boost=tuple(settings.rank.boost),
        mute=tuple(settings.rank.mute),
        edits=tuple(Edit(one.match, one.do, one.text) for one in settings.edit),
        number=past.editions + 1 if numbered else None,
        empty=settings.edition.on_empty == "publish",
    )


def telling_of(settings: Config, options: dict[str, Any]) -> pipeline.Telling:
    """Return how the stories of an edition are found and told."""
    length = Length(options["sentences"] or settings.summary.sentences)
    is_asked = options["sentences"] or "sentences" in settings.summary.model_fields_set
    return pipeline.Telling(
        method=options["method"] or settings.summary.method,
        length=length,
        digest=length if is_asked else USUAL,
        granularity=options["granularity"],
        sections=own_sections(settings),
    )


def _since(text: str, day: date, zone: ZoneInfo) -> datetime:
    """The moment that a day, or a span before the edition's first minute, stands for."""
    number, unit = text[:-1], text[-1:]
    try:
        if unit in HOURS and number.isdecimal():
            return datetime.combine(day, time(), zone) - timedelta(hours=int(number) * HOURS[unit])
        return datetime.combine(date.fromisoformat(text), time(), zone)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"--since {text!r} is no day (2026-11-20), hours (36h) or days (3d)") from error


def _title(text: str | None) -> str | None:
    """The title given, under the rule that holds for that of brief.toml."""
    if text is None:
        return None
    if not 1 <= len(text.strip()) <= LONGEST_TITLE:
        raise UsageError(f"--title must have 1 to {LONGEST_TITLE} characters, not {len(text.strip())}")
    return text.strip()


def _generated(day: date, zone: ZoneInfo) -> datetime:
    """The edition's time stamp: SOURCE_DATE_EPOCH, or its day at midnight. Never the clock, so that bytes repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.combine(day, time(), zone)
    try:
        return datetime.fromtimestamp(int(epoch), UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH {epoch!r} is not a number of seconds") from error
