"""The fetching runs in a thread of its own: a caller who is busy with one answer does not make the others late."""

from __future__ import annotations

import asyncio
import queue
import signal
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence

from brief.http.client import ask, read_robots
from brief.http.dialing import LookUp, connector, look_up
from brief.http.exchange import Line, Turns, session
from brief.http.messages import Failure, Manners, Request, Response
from brief.http.robots import Robots

#: Requests that wait for their turn at a time, for each that may be under way: enough that every host has one there,
#: few enough that ten thousand requests are not ten thousand tasks.
_WAITING = 50

Result = Response | Failure
Sleep = Callable[[float], Awaitable[None]]


def run(requests: Sequence[Request], manners: Manners, names: LookUp | None, sleep: Sleep | None) -> Iterator[Result]:
    """Yield what comes of each request, as it comes. See `brief.http.fetch`."""
    fetcher = _Fetcher(requests, manners, names or look_up, sleep or asyncio.sleep)
    try:
        fetcher.start()
        while (result := fetcher.next()) is not None:
            yield result
    finally:
        fetcher.stop()


class _Fetcher:
    """The thread, and the way between it and the caller."""

    def __init__(self, requests: Sequence[Request], manners: Manners, names: LookUp, sleep: Sleep) -> None:
        self._requests, self._manners, self._names, self._sleep = requests, manners, names, sleep
        self._results: queue.SimpleQueue[Result | BaseException | None] = queue.SimpleQueue()
        self._untaken = 0
        self._started = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._work: asyncio.Task[None] | None = None
        self._turns: Turns | None = None
        self._thread = threading.Thread(target=self._run, name="brief-http", daemon=True)

    # --- the caller's side

    def start(self) -> None:
        """Begin."""
        self._thread.start()
        self._started.wait()

    def next(self) -> Result | None:
        """Wait for the next result; None when all are there. What is wrong with the limits is raised."""
        result = self._results.get()
        if isinstance(result, BaseException):
            raise result
        if result is not None:
            self._call(self._took)
        return result

    def stop(self) -> None:
        """Break off what is under way and wait until nothing of it is left."""
        self._call(self._cancel)
        if self._thread.ident is not None:
            self._thread.join()

    def _call(self, function: Callable[[], None]) -> None:
        if self._loop is not None:
            try:
                self._loop.call_soon_threadsafe(function)
            except RuntimeError:
                return  # it has ended

    # --- the thread's side

    def _run(self) -> None:
        # Signals are the caller's: one that this thread took would be heard where the caller does not want it.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        try:
            asyncio.run(self._main())
        except asyncio.CancelledError:
            pass
        finally:
            self._results.put(None)
            self._started.set()

    async def _main(self) -> None:
        self._loop, self._work = asyncio.get_running_loop(), asyncio.current_task()
        self._started.set()
        # What is wrong with the limits, or with this program, is raised where the results are taken.
        (outcome,) = await asyncio.gather(self._fetch(), return_exceptions=True)
        if outcome is not None:
            self._results.put(outcome)

    async def _fetch(self) -> None:
        turns = self._turns = Turns(self._manners.at_once, self._manners.per_host)
        async with session(self._manners, connector(self._manners, self._names)) as client:
            line = Line(client, self._manners, turns, self._sleep)
            robots = Robots(lambda url: read_robots(url, line))
            waiting = asyncio.Semaphore(_WAITING * self._manners.at_once)
            async with asyncio.TaskGroup() as group:
                for request in self._requests:
                    await waiting.acquire()
                    task = group.create_task(self._one(request, line, robots))
                    task.add_done_callback(lambda _task: waiting.release())

    async def _one(self, request: Request, line: Line, robots: Robots) -> None:
        self._results.put(await ask(request, line, robots))
        self._untaken += 1
        if self._untaken >= self._manners.at_once:
            line.turns.hold()

    def _took(self) -> None:
        self._untaken -= 1
        if self._turns is not None and self._untaken < self._manners.at_once:
            self._turns.go_on()

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()
