"""Which sources fail for so long that it is no accident: counted in editions, however often they were asked between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from brief.model import Briefing, Health


@dataclass(frozen=True, slots=True)
class Alert:
    """A source that failed in some editions in a row: how it does, how many, and the day of the first."""

    source: Health
    editions: int
    since: date


def asked(briefing: Briefing) -> dict[str, bool]:
    """Return which sources were asked on the day of an edition, and whether they failed.

    One that was not asked, since the edition was made of what was kept, says nothing of that day.
    """
    zone = ZoneInfo(briefing.zone)
    known = (one for one in briefing.health if one.visited and one.visited.astimezone(zone).date() == briefing.day)
    return {one.source: one.failures > 0 for one in known}


def failing(briefing: Briefing, before: Mapping[str, Sequence[date]], least: int) -> list[Alert]:
    """Return the sources that failed in an edition and in those before it.

    Arguments: the edition; the days of the editions before it in a row in which a source failed, the latest first, by
    source; how many editions it takes.
    """
    failed = {source for source, has_failed in asked(briefing).items() if has_failed}
    found = []
    for one in briefing.health:
        days = [briefing.day, *before.get(one.source, ())]
        if one.source in failed and len(days) >= least:
            found.append(Alert(one, len(days), days[-1]))
    return found
