"""Whether a request is tried again, and when."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from email.utils import parsedate_to_datetime

from brief.http.messages import GivenUp, Manners

TOO_MANY = 429
SERVER_ERRORS = range(500, 600)

#: Chance decides when a server is asked again, never what is returned; so it needs no seed.
_CHANCE = random.SystemRandom()

_UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))


class Watch:
    """The time that a request has taken, its turns in the queue left out."""

    def __init__(self, limit: float) -> None:
        self.limit, self.spent = limit, 0.0

    @property
    def left(self) -> float:
        """Seconds until the request is given up."""
        return self.limit - self.spent

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what happens inside."""
        start = time.monotonic()
        try:
            yield
        finally:
            self.spent += time.monotonic() - start


def retry_after(value: str) -> float | None:
    """Read a Retry-After header: seconds, or the date of the server (RFC 9110, 10.2.3); None where it is neither."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:12])
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, moment.timestamp() - time.time())


def pause(reason: GivenUp, tries: int, watch: Watch, manners: Manners) -> float:
    """Return the seconds to wait before the next try.

    The wait is a random time up to a bound that doubles ("full jitter", Brooker 2015): many clients that failed
    together do not come back together.

    Arguments: why the last try failed, how many there were, the time taken so far, the limits.

    Raises: the reason itself where another try is of no use, and GivenUp with the wait in words where the server asks
        for a longer one than is kept.
    """
    if reason.after is not None and reason.after > min(manners.longest_wait, watch.left):
        raise GivenUp(f"{reason.why}, asks to come back in {_spoken(reason.after)}", status=reason.status)
    if not reason.again or tries > manners.retries:
        raise reason
    wait = _CHANCE.uniform(0, manners.backoff * 2 ** (tries - 1))
    wait = wait if reason.after is None else reason.after
    if wait >= watch.left:
        raise reason
    return wait


def _spoken(seconds: float) -> str:
    """A time in its largest unit, rounded up."""
    size, unit = next(((size, unit) for size, unit in _UNITS if seconds >= size), _UNITS[-1])
    number = max(1, -int(-seconds // size))
    return f"{number} {unit}{'' if number == 1 else 's'}"
