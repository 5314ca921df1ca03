"""Takes editions away that are older than is wanted, and nothing but what this program wrote of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from brief.errors import PublishError
from brief.publish.copies import SOURCES, copies_in
from brief.publish.layout import days_in, files_of

#: What a run that was killed left of a file of ours (`writing.write`).
_LEFT = re.compile(r"\.briefing\.[a-z]+\..*\.part")


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
    found = {one: [*files_of(home, one), *copies_in(home, one)] for one in days_in(home) if one < oldest}
    days = [one for one, files in found.items() if files]  # what is left of others was told when they went
    files = [file for one in days for file in found[one]]
    known = {*files, *(home / one.isoformat() / SOURCES for one in days)}
    foreign = [file for one in days for file in _all_in(home / one.isoformat()) if file not in known]
    left = [file for file in foreign if _LEFT.fullmatch(file.name)]
    return Old(frozenset(days), (*files, *left), tuple(file for file in foreign if file not in left))


def clear(folder: str, days: Iterable[date]) -> None:
    """Take the folders of some days away as far as they are empty."""
    for day in days:
        for place in (Path(folder) / day.isoformat() / SOURCES, Path(folder) / day.isoformat()):
            with suppress(OSError):  # not empty: what is in it is not ours
                place.rmdir()


def _all_in(place: Path) -> list[Path]:
    sources = place / SOURCES
    try:
        below = sources.iterdir() if sources.is_dir() and not sources.is_symlink() else ()
        return sorted([*place.iterdir(), *below])
    except OSError as error:
        raise PublishError(f"{place}: cannot be read: {(error.strerror or str(error)).lower()}") from error
