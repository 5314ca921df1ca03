"""One run at a time: for work that goes on between two transactions."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import BinaryIO

from brief.errors import StoreError

#: Seconds between two attempts.
PAUSE = 0.2


@contextmanager
def alone(path: str, patience: float, sleep: Callable[[float], None]) -> Iterator[None]:
    """Do something that no other run does meanwhile with the same store.

    The lock is the system's, on an empty file beside the store that stays: a run that is killed leaves it open.

    Arguments: the path of the store; the seconds to wait for another run; how to wait.
    Raises StoreError where that has not finished by then.
    """
    with _opened(f"{path}.lock") as file:
        for attempt in count(1):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if attempt * PAUSE > patience:
                    raise StoreError(f"{path}: another run is delivering; try again when it has finished") from None
                sleep(PAUSE)
        yield


def _opened(path: str) -> BinaryIO:
    try:
        return Path(path).open("ab")
    except OSError as error:
        raise StoreError(f"{path}: cannot be made: {(error.strerror or str(error)).lower()}") from error
