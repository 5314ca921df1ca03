"""Which files change in some folders. The only door to watchfiles.

Folders are watched and not files: most editors save by writing another file and giving it the name of the first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from brief.preview.building import Watched

#: Milliseconds without a change after which what changed is given, and those after which it is given in any case.
#: Editors need 1 to 5 ms from the first of their system calls to the last; 25 in place of 10 took 20 ms
#: more of each save.
QUIET = 10
PATIENCE = 200


async def follow(watched: Watched, concerns: Callable[[Path], bool], tell: Callable[[set[Path] | None], None]) -> None:
    """Tell which files change, until cancelled.

    Arguments: the folders; which files are of interest, asked in this thread; what is told, None as soon as it is
    watched, since nobody knows what changed before. A folder that is missing is waited for. Returns where one of the
    folders went, or came: then there is something else to be watched.
    """
    roots = watched.deep | watched.flat
    deep, flat = ({folder for folder in folders if folder.is_dir()} for folders in (watched.deep, watched.flat))
    awaited = {_first_missing(folder) for folder in roots - deep - flat}

    def is_wanted(path: Path) -> bool:
        return path in roots or path in awaited or concerns(path)

    groups = ((deep, True), (flat | {path.parent for path in awaited}, False))
    tasks = [
        asyncio.create_task(_one(places, is_wanted, tell, recursive=recursive, ends=roots | awaited))
        for places, recursive in groups
        if places
    ]
    await asyncio.sleep(0)  # each has begun to watch when it waits for the first time
    tell(None)
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _one(
    places: Iterable[Path],
    is_wanted: Callable[[Path], bool],
    tell: Callable[[set[Path] | None], None],
    *,
    recursive: bool,
    ends: Collection[Path],
) -> None:
    """Tell which files change in some folders, until one of those changes that are the end."""
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
        if not found.isdisjoint(ends):
            return


def _first_missing(path: Path) -> Path:
    """Of a path that is missing, the first part that is."""
    return next(one for one in (path, *path.parents) if one.parent.is_dir())
