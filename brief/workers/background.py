"""One thing after the other, in a thread of its own, while the caller does something else.

The thread is a daemon: a program that ends waits for what is under way in it no longer than a moment.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

R = TypeVar("R")
#: Seconds that what is under way has at the end, so that it lays down nothing where all was taken away already.
GRACE = 1.0


class Background:
    """A thread that does one thing after the other, in the order in which they are asked for."""

    def __init__(self) -> None:
        self._todo: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[], R]) -> Future[R]:
        """Have some work done; what it returns or raises is that of the future."""
        from concurrent.futures import Future

        future: Future[R] = Future()
        self._todo.put((future, work))
        return future

    def close(self) -> None:
        """End the thread when it has done what is under way, and wait for that a moment."""
        self._todo.put(None)
        self._thread.join(GRACE)

    def _work(self) -> None:
        while task := self._todo.get():
            future, work = task
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(work())
                except BaseException as error:  # noqa: BLE001  it is the caller's, who waits in another thread
                    future.set_exception(error)
            del task, future, work  # what was done is not held until there is more to do
