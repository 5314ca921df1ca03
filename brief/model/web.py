"""What is known of the live sources: what was fetched, when, and what to ask next time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with a page, to ask it whether that has changed since (RFC 9110, 13)."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An article of a live source, as the store keeps it.

    Attributes:
        source: the address of the source, as the user gave it.
        key: what the source knows the article by: its guid, else its address, else a hash.
        url: the address of the article without what only tracks, or None; the same in all its sources.
        published: the moment it is dated (aware), or None.
        first_seen: when it was fetched first (aware UTC).
        content: its media type, a newline, and an item as its feed gives it or an article as `brief.extract.stored`
            writes it; of a list of feeds, in JSON, what it names.
    """

    source: str
    key: str
    url: str | None
    published: datetime | None
    first_seen: datetime
    content: bytes

    @property
    def moment(self) -> datetime:
        """The moment it stands at: the one it is dated, else the one it was seen first."""
        return self.published or self.first_seen


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of asking a source once.

    Attributes:
        source: its address, as the user gave it.
        at: when (aware UTC).
        outcome: `"ok"`, `"unchanged"` (304), `"failed"` or `"gone"` (410).
        why: what failed, in a few words; empty where nothing did.
        seconds: how long it took.
        found: articles in it.
        new: those that were not known.
        validators: for the next time.
        moved: the address that it permanently moved to (301, 308), or None.
    """

    source: str
    at: datetime
    outcome: str
    why: str = ""
    seconds: float = 0.0
    found: int = 0
    new: int = 0
    validators: Validators = Validators()
    moved: str | None = None

    @property
    def succeeded(self) -> bool:
        """Whether it brought something, or found that nothing had changed."""
        return self.outcome in ("ok", "unchanged")


@dataclass(frozen=True, slots=True)
class Health:
    """How a source has done so far.

    Attributes:
        source: its address, as the user gave it.
        address: where it is asked for: another one once it was seen to have moved there three times in a row.
        visited: the last visit, or None.
        succeeded: the last visit that brought something, or found that nothing had changed.
        failures: visits that failed since then, in a row.
        why: what failed at the last visit; empty where it did not.
        found, new: articles at the last success, and those that were not known.
        delay: median seconds of its last visits that succeeded, or None.
        disabled: whether it said that it is gone for good (410), and is not asked again.
        validators: what the next visit asks with.
        name: what the user calls it, or None.
    """

    source: str
    address: str
    visited: datetime | None = None
    succeeded: datetime | None = None
    failures: int = 0
    why: str = ""
    found: int = 0
    new: int = 0
    delay: float | None = None
    disabled: bool = False
    validators: Validators = Validators()
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was taken out of the store.

    Attributes:
        articles: articles that went.
        editions: editions whose stories are no longer recalled.
        visits: visits that went.
        freed: bytes by which the file is smaller.
    """

    articles: int
    editions: int
    visits: int
    freed: int = 0
