"""How live sources are asked, and what is known while they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

from brief import http
from brief.http import without_password
from brief.model import Document, Health, Kept, Problem, Source, Visit
from brief.pipeline.items import Item
from brief.store import Store
from brief.workers import Spread

#: From one moment to before another (aware).
Window: TypeAlias = tuple[datetime, datetime]
EVER: Window = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Live:
    """How live sources are asked.

    Attributes:
        now: the moment of the run (aware UTC).
        window: of a feed's items those dated in it are given.
        manners: how the network is used.
        store: where what is fetched is kept, or None.
        offline: nothing is fetched; what the store holds is all there is.
        guard: who takes the pages of strangers apart.
        language: of articles that neither say nor show theirs.
    """

    now: datetime
    window: Window = EVER
    manners: http.Manners = field(default_factory=http.Manners)
    store: Store | None = None
    offline: bool = False
    guard: Spread = map
    language: str = "en"

    def is_wanted(self, item: Item) -> bool:
        """Whether an item is of the time that is wanted; an undated one counts from when it was first seen."""
        start, end = self.window
        return start <= item.kept.moment < end


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of the live sources.

    Attributes:
        documents: in the order of the sources.
        problems: what failed; a page that is skipped is a slight one.
        health: how each source has done so far, in the order of the sources.
        answered: how many of them answered.
    """

    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()
    health: tuple[Health, ...] = ()
    answered: int = 0


@dataclass(frozen=True, slots=True)
class SoFar:
    """What came of asking, while it goes on.

    Attributes:
        known: how each source has done before, by its place.
        asked: the sources that were asked, by their places.
        visits: what came of it, by the places.
        held: what is held in memory, by source and key: all where there is no store, else pages only.
        behind: new items of each source whose pages are to be fetched.
        roots: the place under which a further source is kept: that of the site whose feed it is.
        leading: the places that named other sources, and had nothing themselves, with the places of these.
        lists: what is to be kept of the lists of feeds.
        skipped: what was left out of a source whose other articles were taken.
    """

    known: dict[str, Health]
    asked: dict[str, Source] = field(default_factory=dict)
    visits: dict[str, Visit] = field(default_factory=dict)
    held: dict[tuple[str, str], Item] = field(default_factory=dict)
    behind: list[list[Item]] = field(default_factory=list)
    roots: dict[str, str] = field(default_factory=dict)
    leading: dict[str, list[str]] = field(default_factory=dict)
    lists: list[Kept] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)


def place_of(source: Source) -> str:
    """Return the address of a source as it may be shown and kept: without a password."""
    return without_password(source.location)
