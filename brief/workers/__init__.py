"""Processes that share the work of a large day. What comes out, and its order, is that of a single process.

Who has many things to do takes a `Spread`: the built-in `map`, which does them here one after the other; that of
`Workers`, which spreads them over processes; or the `map` of any other `concurrent.futures.Executor`, such as a
cluster's. Things travel in chunks, because every message costs.

What may hang or eat memory is done by `brief.workers.limited`.

Signals are the parent's to answer: its processes are deaf to Ctrl-C and say nothing, and it ends them itself.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from brief.errors import BriefError
from brief.model import Document

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess
    from types import TracebackType

T = TypeVar("T")
R = TypeVar("R")

# Bytes of a chunk: some 30 articles, 10 ms of work, beside which the 0.3 ms of a message do not count; and small
# enough that all processes are busy to the end. A web page is larger, and goes alone.
CHUNK = 32 * 1024
# Chunks that are worth a process. A process starts in 0.2 s (Python 0.05, reading and sentences 0.15) and an article
# takes 0.15 ms to read, 0.3 ms more to be summarized by lead, 1 ms by lex-rank. So on two cores and articles of 1 kB
# two processes begin to win at 500 of them with lex-rank (1,040: 2.1 s for 2.5 s), at 1,000 with lead (2,039: 1.03 s
# for 1.28 s), at some thousands where they are only read. Twice this share, 1 MB, is the middle; to either side of it
# nobody waits 0.3 s longer than need be.
SHARE = 16
# Chunks under way for each process: enough that none waits, and never the whole day at once.
AHEAD = 4
# Seconds that all processes have to end when told to. One that works ends at once, one that sends a result afterwards.
GRACE = 0.3
_STOPS = {signal.SIGINT, signal.SIGTERM}


class Spread(Protocol):
    """Do some work on each of some things, and give the results in the order of the things, as `map` does."""

    def __call__(self, work: Callable[[T], R], things: Iterable[T], /) -> Iterable[R]:
        """Return the results."""


def chunks(documents: Iterable[Document]) -> Iterator[tuple[Document, ...]]:
    """Put documents together to chunks of some `CHUNK` bytes, in their order."""
    chunk: list[Document] = []
    size = 0
    for document in documents:
        chunk.append(document)
        size += len(document.content)
        if size >= CHUNK:
            yield tuple(chunk)
            chunk, size = [], 0
    if chunk:
        yield tuple(chunk)


class Workers:
    """Up to so many processes, started where there is work for them, and gone at the end of the `with` block.

    A large day's work is spread over them by `map`; that of a small day is done in this process.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._pool and kind is None:
            self._pool.shutdown()
        elif self._pool:
            import multiprocessing

            dismiss(self._pool, multiprocessing.active_children())
        self._pool = None

    def map(self, work: Callable[[T], R], things: Iterable[T], /) -> Iterable[R]:
        """Do some work on each of some things, and give the results in the order of the things.

        The work is a function that can be imported by its name, or a `partial` of one. Raises, where it fails, what
        it raised; BriefError where a process ends before its work is done.
        """
        todo = list(things)
        jobs = min(self._jobs, len(todo) // SHARE)
        return self._spread(work, todo, jobs) if jobs > 1 else map(work, todo)

    def _spread(self, work: Callable[[T], R], todo: Sequence[T], jobs: int) -> Iterator[R]:
        from concurrent.futures import BrokenExecutor

        pool = self._pool = self._pool or _open(jobs)
        under_way: deque[Future[R]] = deque()
        try:
            for thing in todo:
                with deaf():  # a process that is started here stays deaf
                    under_way.append(pool.submit(do, work, thing))
                if len(under_way) > AHEAD * jobs:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        except BrokenExecutor as error:
            raise BriefError("a worker process was killed, perhaps for want of memory; try fewer --jobs") from error


def _open(jobs: int) -> ProcessPoolExecutor:
    """A pool without processes yet; they start one by one as work comes."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Not by fork, which copies locks that another thread holds, and is not to be had everywhere.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, context, begin, (str(Path.cwd()), sys.path))


def dismiss(pool: ProcessPoolExecutor, processes: Sequence[BaseProcess]) -> None:
    """End the processes of a pool at once."""
    with deaf():  # a second Ctrl-C must leave none behind
        for process in processes:
            process.terminate()
        for process in processes:
            process.join(GRACE / len(processes))
            process.kill()
        pool.shutdown(cancel_futures=True)


@contextmanager
def deaf() -> Iterator[None]:
    """Let signals wait; a process that starts meanwhile lets them wait forever."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin(folder: str, path: list[str]) -> None:
    """In a new process: find modules where the parent finds them, and end with it, even where that is killed."""
    import multiprocessing
    import threading

    os.chdir(folder)
    sys.path[:] = path
    parent = multiprocessing.parent_process()
    assert parent is not None  # noqa: S101 - for the type checker; this runs in a child

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def do(work: Callable[[T], R], thing: T) -> R:
    """Do some work, in which SIGTERM ends the process; half a message sent would let the parent wait forever."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    try:
        return work(thing)
    finally:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
