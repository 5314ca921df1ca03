"""What the steps of the pipeline are told beside the values they work on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from brief import summarize

if TYPE_CHECKING:
    from brief.group import OwnSection

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Arriving(Generic[T]):
    """Things that come one by one, and how many they will be."""

    count: int
    things: Iterator[T]

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[T]:
        return self.things


#: Follows some work and shows how far it is: `watch(items, what) -> items`.
Watch = Callable[[Collection[Any] | Arriving[Any], str], Iterable[Any]]


def unwatched(items: Collection[Any] | Arriving[Any], _what: str) -> Iterable[Any]:
    """Follow nothing."""
    return items


@dataclass(frozen=True, slots=True)
class Telling:
    """How stories are found and told.

    Attributes:
        method: summarizer of a story with one article; several are told by their digest.
        length: how much is told of a story with one article.
        digest: how much is told of a story with several.
        granularity: how finely events are told apart.
        sections: the user's own sections.
    """

    method: str = summarize.DEFAULT_METHOD
    length: summarize.Length = field(default_factory=summarize.Length)
    digest: summarize.Length = summarize.USUAL
    granularity: float = 1.0
    sections: tuple[OwnSection, ...] = ()
