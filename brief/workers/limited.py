"""Processes for what may hang or eat memory: pages of strangers. What goes over a limit is ended, and nothing else.

A process does one thing at a time. Its clock is the kernel's (`setitimer`), whose signal ends it even in the midst of a
C library; its memory is bound by RLIMIT_AS, which Linux keeps to and macOS does not. One that has ended is replaced as
soon as there is more to do, and the caller says what stands in place of the result.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from brief.errors import BriefError
from brief.workers import begin, deaf, dismiss, do

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess
    from types import TracebackType

T = TypeVar("T")
R = TypeVar("R")

# Things that are worth a further process: it starts in 0.3 s, and a page takes 20 ms.
SHARE = 16
# Results that wait for that of a slow thing before them, for each process; more are not begun.
AHEAD = 64
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one thing may take.

    Attributes:
        seconds: of time, as a clock on the wall shows it; the first thing of a process loads its modules in it.
        memory: bytes of address space of the whole process: with trafilatura and lxml loaded, 0.2 GB are taken.
    """

    seconds: float = 10.0
    memory: int = 1024 * _MEGABYTE


@dataclass(frozen=True, slots=True)
class _Cell:
    """A pool of one process, the process, and what is done as soon as that has started."""

    pool: ProcessPoolExecutor
    process: BaseProcess | None
    started: Future[None]


class LimitedWorkers:
    """Up to so many processes with limits, started where there is work, and gone at the end of the `with` block.

    Arguments: how many processes; what makes a result of a thing over a limit, from the thing and the reason in a few
    words; the limits of each thing.
    """

    def __init__(self, jobs: int, failed: Callable[[Any, str], Any], limits: Limits | None = None) -> None:
        self._jobs = jobs
        self._failed = failed
        self._limits = limits or Limits()
        self._idle: list[_Cell] = []
        self._busy: dict[Future[Any], tuple[_Cell, int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._give_up()
        with deaf():  # a second Ctrl-C must leave none behind
            for cell in self._idle:
                cell.pool.shutdown()
        self._idle.clear()

    def map(self, work: Callable[[T], R], things: Iterable[T], /) -> Iterator[R]:
        """Do some work on each of some things in other processes, and give the results in the order of the things.

        The work is a function that can be imported by its name, or a `partial` of one. Raises, where it fails, what it
        raised; for a thing over a limit, or one that ends its process, there is the result made by `failed` instead.
        Raises BriefError where no process can be started.
        """
        todo = list(things)
        try:
            yield from self._results(work, todo, max(1, min(self._jobs, len(todo) // SHARE)))
        finally:
            self._give_up()

    def _results(self, work: Callable[[T], R], todo: Sequence[T], jobs: int) -> Iterator[R]:
        from concurrent.futures import FIRST_COMPLETED, wait

        done: dict[int, tuple[Future[R], str]] = {}
        begun = 0
        for number, thing in enumerate(todo):
            while number not in done:
                while begun < min(len(todo), number + AHEAD * jobs) and len(self._busy) < jobs:
                    self._begin(work, todo[begun], begun)
                    begun += 1
                for future in wait(self._busy, return_when=FIRST_COMPLETED).done:
                    place, why = self._end(future)
                    done[place] = future, why
            future, why = done.pop(number)
            yield self._failed(thing, why) if why else future.result()

    def _give_up(self) -> None:
        """End the processes that still work, when nobody waits for them any more."""
        for cell, _ in self._busy.values():
            dismiss(cell.pool, [cell.process] if cell.process else [])
        self._busy.clear()

    def _begin(self, work: Callable[[T], R], thing: T, number: int) -> None:
        # A signal that comes meanwhile is heard when the process is known, and so ended.
        with deaf():
            cell = self._idle.pop() if self._idle else _open(self._limits.memory)
            future = cell.pool.submit(_do_in_time, work, self._limits.seconds, thing)
            self._busy[future] = cell, number

    def _end(self, future: Future[Any]) -> tuple[int, str]:
        """The number of a thing that is done, and why there is no result where it went over a limit."""
        from concurrent.futures import BrokenExecutor

        cell, number = self._busy.pop(future)
        error = future.exception()
        if not isinstance(error, BrokenExecutor | MemoryError | RecursionError):
            self._idle.append(cell)
            return number, ""
        cell.pool.shutdown()
        if isinstance(error, RecursionError):
            return number, "is nested too deep"
        if isinstance(error, MemoryError):
            return number, f"takes more than {self._limits.memory // _MEGABYTE:,} MB of memory"
        if not cell.started.done() or cell.started.exception():
            raise BriefError("a worker process could not be started") from error
        return number, _reason(cell.process.exitcode if cell.process else None, self._limits)


def _open(memory: int) -> _Cell:
    """A process with a limit to its memory, which is about to start."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _begin, (str(Path.cwd()), sys.path, memory))
    before = set(multiprocessing.active_children())
    with deaf():  # a process that is started here stays deaf
        started = pool.submit(_nothing)
    process = next(iter(set(multiprocessing.active_children()) - before), None)
    return _Cell(pool, process, started)


def _reason(code: int | None, limits: Limits) -> str:
    """Why a process ended, as far as its exit code tells."""
    if code == -signal.SIGALRM:
        return f"takes more than {limits.seconds:g} s"
    if code == -signal.SIGKILL:
        return "is more than a process can take: it was killed, perhaps for want of memory"
    if code is not None and code < 0:
        return f"is more than a process can take: it was ended by {signal.Signals(-code).name}"
    return "is more than a process can take: it ended before it was done"


def _begin(folder: str, path: list[str], memory: int) -> None:
    """In a new process: the limit of memory, and no file of what it held where it crashes."""
    import resource

    begin(folder, path)
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        with suppress(ValueError, OSError):  # macOS refuses some
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _nothing() -> None:
    """Be done: the process has started."""


def _do_in_time(work: Callable[[T], R], seconds: float, thing: T) -> R:
    """Do some work, after whose time the kernel ends the process."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return do(work, thing)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
