"""Time zones that a command names."""

from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones

from brief.errors import UsageError, nearest
from brief.forms import OF_THE_MACHINE


def known_zone(name: str) -> str:
    """Return the name of a time zone. Raises UsageError for one that is unknown, with the nearest."""
    if name.strip().lower() in OF_THE_MACHINE:
        raise UsageError(f"{name!r} is another zone on another machine; use an IANA name such as Europe/Zurich")
    try:
        return ZoneInfo(name.strip()).key
    except (KeyError, ValueError, OSError) as error:
        known = {zone.lower(): zone for zone in sorted(available_timezones())}
        close = nearest(name, known)
        for low, zone in known.items():
            close = close.replace(repr(low), repr(zone))
        raise UsageError(f"no time zone is called {name!r}{close}; use an IANA name such as Europe/Zurich") from error
