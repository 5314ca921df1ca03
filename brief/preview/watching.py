"""Which files change in some folders. The only door to watchfiles.

Folders are watched and not files: most editors save by writing another file and giving it the name of the first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

from brief.preview.building import Watched

#: Milliseconds without a change after which what changed is given, and those after which it is given in any case.
#: Editors need 1 to 5 ms from the first of their system calls to the last; a person sees no 25.
QUIET = 25
PATIENCE = 200


async def follow(watched: Watched, concerns: Callable[[Path], bool], tell: Callable[[set[Path]], None]) -> None:
    """Tell which files change, until cancelled.

    Arguments: the folders; which files are of interest, asked in this thread; what is told. A folder that is missing
    is waited for. Returns where one of the folders went, or came: then there is something else to be watched.
    """
    deep, missing = _standing(watched.deep)
    flat, more = _standing(watched.flat)
    waited = missing | more

    def is_wanted(path: Path) -> bool:
        return path in waited or path in watched.deep or concerns(path)

    tasks = [
        asyncio.create_task(_one(places, recursive, is_wanted, tell, frozenset(watched.deep | watched.flat)))
        for places, recursive in ((deep, True), (flat | {_parent(path) for path in waited}, False))
        if places
    ]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _one(
    places: Iterable[Path],
    recursive: bool,
    is_wanted: Callable[[Path], bool],
    tell: Callable[[set[Path]], None],
    roots: frozenset[Path],
) -> None:
    from watchfiles import Change, awatch

    def wanted(_change: Change, path: str) -> bool:
        return is_wanted(Path(path))

    async for changes in awatch(
        *sorted(places),
        watch_filter=wanted,
        debounce=PATIENCE,
        step=QUIET,
        recursive=recursive,
        ignore_permission_denied=True,
    ):
        found = {Path(path) for _, path in changes}
        tell(found)
        if not roots.isdisjoint(found):
            return


def _standing(folders: Iterable[Path]) -> tuple[set[Path], set[Path]]:
    """Those of some folders that are there, and those that are not."""
    there = {folder for folder in folders if folder.is_dir()}
    return there, set(folders) - there


def _parent(path: Path) -> Path:
    """The nearest folder above a path that is there."""
    return next(folder for folder in path.parents if folder.is_dir())
