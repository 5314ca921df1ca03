"""Which files change in some folders. The only door to watchfiles.

Folders are watched and not files: most editors save by writing another file and giving it the name of the first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from brief.errors import BriefError
from brief.preview.building import Watched

#: Milliseconds without a change after which what changed is given, and those after which it is given in any case.
#: Editors need 1 to 5 ms from the first of their system calls to the last; 25 in place of 10 took 20 ms
#: more of each save.
QUIET = 10
PATIENCE = 200
#: Seconds after which what changed is told once more where files are polled: a file is known there by the second of its
#: last change, so that of two saves within one the second goes unseen.
AGAIN = 1.2


async def follow(
    watched: Watched,
    concerns: Callable[[Path], bool],
    tell: Callable[[set[Path] | None], None],
    *,
    polling: bool = False,
) -> None:
    """Tell which files change, until cancelled.

    Arguments: the folders; which files are of interest, asked in this thread; what is told, None as soon as it is
    watched, since nobody knows what changed before; whether files are looked at again and again, where the system
    tells nothing of them. A folder that is missing is waited for. Returns where one of the folders went, or came: then
    there is something else to be watched. Raises BriefError where the system refuses, as it does beyond a number of
    folders.
    """
    roots = watched.deep | watched.flat
    deep, flat = ({folder for folder in folders if folder.is_dir()} for folders in (watched.deep, watched.flat))
    awaited = {_first_missing(folder) for folder in roots - deep - flat}

    def is_wanted(path: Path) -> bool:
        return path in roots or path in awaited or concerns(path)

    groups = ((deep, True), (flat | {path.parent for path in awaited}, False))
    heard = _twice(tell) if polling else tell
    tasks = [
        asyncio.create_task(_one(places, _Way(is_wanted, roots | awaited, recursive=recursive, polling=polling), heard))
        for places, recursive in groups
        if places
    ]
    await asyncio.sleep(0)  # each has begun to watch when it waits for the first time
    heard(None)
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    except FileNotFoundError:
        return  # it went between the look at it and the watch on it
    except (OSError, RuntimeError) as error:
        raise BriefError(f"files cannot be watched: {error}") from error
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@dataclass(frozen=True, slots=True)
class _Way:
    """How folders are watched: which files are of interest, which ones end it, and how the system is asked."""

    is_wanted: Callable[[Path], bool]
    ends: Collection[Path]
    recursive: bool
    polling: bool


async def _one(places: Iterable[Path], way: _Way, tell: Callable[[set[Path] | None], None]) -> None:
    """Tell which files change in some folders, until one of those changes that are the end."""
    from watchfiles import Change, awatch

    def wanted(_change: Change, path: str) -> bool:
        return way.is_wanted(Path(path))

    async for changes in awatch(
        *sorted(places),
        watch_filter=wanted,
        debounce=PATIENCE,
        step=QUIET,
        recursive=way.recursive,
        force_polling=way.polling or None,  # None: as the environment says
        ignore_permission_denied=True,
    ):
        found = {Path(path) for _, path in changes}
        tell(found)
        if not found.isdisjoint(way.ends):
            return


def _twice(tell: Callable[[set[Path] | None], None]) -> Callable[[set[Path] | None], None]:
    """What tells the same now and again in a moment."""

    def told(changed: set[Path] | None) -> None:
        tell(changed)
        asyncio.get_running_loop().call_later(AGAIN, tell, changed)

    return told


def _first_missing(path: Path) -> Path:
    """Of a path that is missing, the first part that is."""
    return next(one for one in (path, *path.parents) if one.parent.is_dir())
