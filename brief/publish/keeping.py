"""Takes editions away that are older than is wanted, and nothing but what this program wrote of them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from brief.publish.copies import SOURCES, copies_in
from brief.publish.layout import days_in, files_of


@dataclass(frozen=True)
class Old:
    """Editions that are to be taken away.

    Attributes: their days; their files; what stands beside these, is not theirs, and stays.
    """

    days: frozenset[date] = frozenset()
    files: tuple[Path, ...] = ()
    foreign: tuple[Path, ...] = ()


def old_editions(folder: str, day: date, keep: int) -> Old:
    """Return the editions of more than so many days before a day.

    Arguments: the folder of results; the day of the edition that is made; the days before it that are kept. Folders
    that are links to elsewhere are not touched.
    """
    home = Path(folder)
    oldest = day - timedelta(days=min(keep, day.toordinal() - 1))
    days = [one for one in days_in(home) if one < oldest]
    files = [file for one in days for file in (*files_of(home, one), *copies_in(home, one))]
    known = {*files, *(home / one.isoformat() / SOURCES for one in days)}
    foreign = [file for one in days for file in _all_in(home / one.isoformat()) if file not in known]
    return Old(frozenset(days), tuple(files), tuple(foreign))


def clear(folder: str, days: Iterable[date]) -> None:
    """Take the folders of some days away as far as they are empty."""
    for day in days:
        for place in (Path(folder) / day.isoformat() / SOURCES, Path(folder) / day.isoformat()):
            with suppress(OSError):  # not empty: what is in it is not ours
                place.rmdir()


def _all_in(place: Path) -> list[Path]:
    inside = [*place.iterdir(), *(place / SOURCES).glob("*")]
    return sorted(inside)
