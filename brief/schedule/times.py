"""When a run begins: the time that is asked for, moved off the crowded minutes where many machines share one clock."""

from __future__ import annotations

import re
from datetime import time

from brief.errors import UsageError

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_DAY = 24 * 60
#: Minutes before and after a quarter of an hour in which no run begins. GitHub names the start of the hour as the time
#: when runs come late or are dropped, and 21 of 32 daily workflows read were set to it; the quarters come after it.
_APART = 3
#: Minutes after the first run in which it is tried again: runs came 29 to 244 minutes late (medians of 9 series), and
#: one that is dropped does not come at all.
_AGAIN = (0, 40, 100)


def clock(text: str) -> time:
    """Return a time of day. Raises UsageError for a text that is none."""
    found = _CLOCK.fullmatch(text.strip())
    if not found or int(found[1]) >= _DAY // 60 or int(found[2]) >= 60:  # noqa: PLR2004 - minutes of an hour
        raise UsageError(f"--at {text!r} is no time of day; write it as 06:30")
    return time(int(found[1]), int(found[2]))


def slots(at: time) -> tuple[time, ...]:
    """Return when runs begin that share a clock with everybody's: the first at the time or just before it.

    Each minute is odd and stands apart from the quarters of an hour. All are on one day, as what is made after
    midnight is the next day's edition.
    """
    begin = at.hour * 60 + at.minute
    found = [_apart(begin + after) for after in _AGAIN if begin + after < _DAY]
    return tuple(time(minute // 60, minute % 60) for minute in dict.fromkeys(found))


def _apart(minute: int) -> int:
    """The nearest minute of the day before this one that is not crowded; after it where that would be yesterday."""
    before = [one for one in range(minute, -1, -1) if _is_quiet(one)]
    return before[0] if before else next(one for one in range(minute, _DAY) if _is_quiet(one))


def _is_quiet(minute: int) -> bool:
    from_quarter = minute % 15
    return minute % 2 == 1 and minute % 5 != 0 and _APART <= from_quarter <= 15 - _APART
