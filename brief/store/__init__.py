"""What is kept from one run to the next, in a SQLite file: editions, articles, visits. The only door to sqlite3.

The file is in WAL mode: a reader never waits, and a writer that is killed leaves the last whole state. Every write is
one `BEGIN IMMEDIATE` transaction, so that two runs at a time wait for each other instead of failing half way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from types import TracebackType
from typing import Self

from brief.errors import StoreError
from brief.model import Delivery, Health, Image, Kept, Past, Printed, Pruned, Visit
from brief.model.delivery import Channel
from brief.store import articles, deliveries, editions, opening, pictures, visits
from brief.store.editions import MEMORY
from brief.store.locking import alone
from brief.store.opening import opened, told, writing
from brief.store.schema import MIGRATIONS
from brief.store.space import shrink
from brief.store.visits import SIGHTINGS

__all__ = ["MEMORY", "MIGRATIONS", "PATIENCE", "SIGHTINGS", "Store", "StoreError", "borrowed"]

#: Seconds to wait for another run that is writing.
PATIENCE = 30


@contextmanager
def borrowed(path: str | None) -> Iterator[str]:
    """Give the path of a copy of a store, gone at the end; of a new one where the path is None or leads nowhere.

    For who reads and leaves no trace. Raises StoreError where the file cannot be read.
    """
    with ExitStack() as stack:
        with told(path or ""):
            copy = stack.enter_context(opening.borrowed(path, PATIENCE))
        yield copy


class Store:
    """What is kept in one file: the editions that were made with it, the articles of live sources, their visits.

    Opening it makes the file, and its folder, where there is none, and brings an older one up to date: what that held
    stays beside it as `<path>.v<version>.bak`. Raises StoreError where it cannot be opened, is no store, or was made by
    a newer version of the program; so do the methods where the file can no longer be read or written.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        with told(path):
            self._link = opened(path, PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._link.close()

    def past(self, day: date) -> Past:
        """Return what the editions before a day printed, the latest first, as far back as it is remembered."""
        with told(self._path):
            return editions.past(self._link, day)

    def has_edition(self, day: date) -> bool:
        """Return whether an edition of a day was recorded."""
        with told(self._path):
            return editions.has(self._link, day)

    def record(
        self, day: date, title: str, stories: Iterable[Printed], asked: Mapping[str, bool] | None = None
    ) -> None:
        """Remember an edition; what the file knew of the same day is replaced.

        Arguments: the day; the title; what was printed; the sources that were asked for it, and whether they failed.
        """
        with told(self._path), writing(self._link):
            editions.record(self._link, day, title, stories, asked or {})

    def add(self, given: Iterable[Kept]) -> int:
        """Keep articles, all or none; return how many were not known.

        One is known by its key in its source, else by an address that one other article of the source has. What is
        known keeps the moment it was first seen, and gets the text, address and date it comes with. What was pruned
        stays away, unless it is dated anew.
        """
        kept = list(given)  # before the file is locked: it may take its time
        with told(self._path), writing(self._link):
            return articles.add(self._link, kept)

    def seen(self, source: str, keys: Collection[str]) -> frozenset[str]:
        """Return which keys are those of articles that a source is known to have had, pruned ones too."""
        return frozenset(self.first_seen(source, keys))

    def first_seen(self, source: str, keys: Collection[str]) -> dict[str, datetime]:
        """Return when articles of a source were fetched first (UTC), by key; none of those that are not known."""
        with told(self._path):
            return articles.first_seen(self._link, source, keys)

    def kept(self, sources: Collection[str], start: datetime, end: datetime) -> list[Kept]:
        """Return the articles of sources from one moment (aware) to before another, by source, moment and key.

        An article stands at the moment it is dated, else at the one it was first seen. All moments come back in UTC.
        """
        with told(self._path):
            return articles.kept(self._link, sources, start, end)

    def with_keys(self, source: str, keys: Collection[str]) -> list[Kept]:
        """Return those of some articles of a source that are kept, whenever they are of, in the order of their keys."""
        with told(self._path):
            return articles.with_keys(self._link, source, keys)

    def note(self, given: Iterable[Visit]) -> None:
        """Remember visits to sources, all or none."""
        seen = list(given)
        with told(self._path), writing(self._link):
            visits.note(self._link, seen)

    def health(self, sources: Collection[str] | None = None) -> dict[str, Health]:
        """Return how sources have done, by their addresses in order: those given, visited or not, or all known."""
        with told(self._path):
            return visits.health(self._link, sources)

    def picture(self, url: str) -> Image | None:
        """Return the picture that is kept of an address, or None."""
        with told(self._path):
            return pictures.picture(self._link, url)

    def keep_picture(self, url: str, image: Image, seen: datetime) -> None:
        """Keep the picture of an address, as it was printed; the first that is kept stays.

        Arguments: the address, without a password; the picture; when it was fetched (aware).
        """
        with told(self._path), writing(self._link):
            pictures.keep(self._link, url, image, seen)

    def alone(self, sleep: Callable[[float], None]) -> AbstractContextManager[None]:
        """Keep other runs from delivering; they wait a while.

        Arguments: how to wait for one that is delivering. Raises StoreError where it takes too long.
        """
        return alone(self._path, PATIENCE, sleep)

    def deliveries(self, day: date, channel: Channel, recipients: Collection[str]) -> dict[str, Delivery]:
        """Return what became of an edition's way to some recipients, by these; none of those it never set out to."""
        with told(self._path):
            return deliveries.found(self._link, day, channel, recipients)

    def note_delivery(self, one: Delivery) -> None:
        """Remember what became of an edition's way to a recipient, and return when it is safe on the disk."""
        with told(self._path):
            self._link.execute("PRAGMA synchronous = FULL")  # what goes out next must not be forgotten by a power cut
            with writing(self._link):
                deliveries.note(self._link, one)

    def prune(self, before: date) -> Pruned:
        """Forget what is older than a day (UTC), and give its place back to the disk.

        Articles go but for a mark that they were known; pictures go; visits go, and what is known of their sources
        stays. Of editions the stories go that none from the day on would recall: no edition is numbered or made
        otherwise.
        """
        start = datetime.combine(before, time.min, UTC)
        with told(self._path):
            with writing(self._link):
                pictures.prune(self._link, start)
                gone = Pruned(
                    articles.prune(self._link, start),
                    editions.prune(self._link, before),
                    visits.prune(self._link, start),
                )
            return replace(gone, freed=shrink(self._link))
