"""What is settled about an edition before any article is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from brief.model import Edit


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an edition tells; what is beyond it is listed by its title.

    Attributes:
        stories: stories told at most.
        minutes: time to read what is told, or None for no limit.
        sections: stories told at most, by the slug of a section.
        source: stories told at most with an article of one outlet as their lead, or None.
    """

    stories: int = 24
    minutes: int | None = None
    sections: Mapping[str, int] = field(default_factory=dict)
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """What is settled about an edition before any article is read.

    Attributes:
        day: the day that names it, and the `now` of every decision.
        zone: IANA name of its time zone.
        generated: its time stamp, aware.
        limits: how much it tells.
        since: the moment (aware) from which dated articles are taken, or None for all.
        half_life: days in which news loses half its worth.
        boost: phrases; a story with one in a headline counts double.
        mute: phrases; an article with one in its headline is left out.
        edits: what the editor asked for.
        number: which edition it is, where editions are remembered.
        empty: whether it is made where there is no news, and says so.
    """

    title: str
    day: date
    zone: str
    language: str
    generated: datetime
    limits: Limits = field(default_factory=Limits)
    since: datetime | None = None
    half_life: float = 2.0
    boost: tuple[str, ...] = ()
    mute: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    number: int | None = None
    empty: bool = False
