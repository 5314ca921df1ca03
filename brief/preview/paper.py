"""The PDF, made in a process of its own, which is ended where a newer one is wanted.

Layout takes seconds of pure Python: in a thread of the server it would hold up every page meanwhile.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from brief.errors import BriefError


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF.

    Attributes:
        content: the file.
        pages: how many it has.
        seconds: how long it took.
    """

    content: bytes
    pages: int
    seconds: float


async def printed(work: Callable[[], tuple[bytes, int]]) -> Paper:
    """Return the PDF that some work makes, in a process that ends with the caller's interest.

    Raises the BriefError that the work raised, and one of its own where the process ended before it was done.
    """
    started = time.perf_counter()
    path = os.pathsep.join(place for place in sys.path if place)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",  # the folder that it is begun in holds articles and themes, and no modules of ours
        "-m",
        "brief.workers.alone",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
        start_new_session=True,  # Ctrl-C is the parent's to answer
    )
    try:
        out, said = await process.communicate(pickle.dumps(work))
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        last = said.decode(errors="replace").strip().splitlines()[-1:]
        raise BriefError(": ".join(["the process that made the PDF ended before it was done", *last]))
    result: Any = pickle.loads(out)  # noqa: S301 - our own process wrote it
    if isinstance(result, BriefError):
        raise result
    content, pages = result
    return Paper(content, pages, time.perf_counter() - started)
