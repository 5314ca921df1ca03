"""What the preview asks of a builder, and what it is told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Watched:
    """What a page is made of.

    Attributes:
        deep: folders that count with all that is in them.
        flat: folders of which only what stands directly in them counts.
    """

    deep: frozenset[Path] = frozenset()
    flat: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """What the tools show beside the page.

    Attributes:
        title: of the edition.
        day: the day of the edition, in ISO 8601.
        theme: the name of the theme that it has where nobody chooses.
        themes: the names of the others that it can be dressed in.
        editions: the days of the editions there are, the latest first, and of each whether it has a page, and a PDF.
        troubles: what went wrong, as place and reason.
        sources: how each source did, as name, state in words, and whether it is well.
        why: the reasons for everything on the page, as the script of the tools takes them.
    """

    title: str = ""
    day: str = ""
    theme: str = ""
    themes: tuple[str, ...] = ()
    editions: tuple[tuple[str, bool, bool], ...] = ()
    troubles: tuple[tuple[str, str], ...] = ()
    sources: tuple[tuple[str, str, bool], ...] = ()
    why: Mapping[str, Any] = field(default_factory=dict)


class Builder(Protocol):
    """Makes pages of what is watched. Its verbs are called one at a time, in one thread, all but two."""

    def watched(self) -> Watched:
        """Return what a page is made of now."""

    def concerns(self, path: Path) -> bool:
        """Return whether a file may change the page; called in any thread."""

    def refresh(self, changed: Collection[Path] | None) -> None:
        """Make again what some files changed, or whatever may have changed where it is None.

        Raises BriefError where that fails; the next call tries what failed once more.
        """

    def told(self) -> Told:
        """Return what is to be told of what was made last."""

    def page(self, theme: str) -> bytes:
        """Return the page in one of the themes, empty for that of nobody's choice.

        Raises BriefError where the theme is wrong.
        """

    def paper(self, theme: str) -> Callable[[], tuple[bytes, int]]:
        """Return what makes the PDF and counts its pages; it is done in another process, so it can be pickled."""

    def file(self, place: str) -> Path | bytes | None:
        """Return a file that pages lead to, by its path as seen from the folder of results, or None; in any thread."""
