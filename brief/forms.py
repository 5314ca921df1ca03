"""The forms that values of brief.toml have: each is checked here, and what is wrong is said as the user reads it."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from brief.color import READABLE, contrast

#: How far back an edition reaches, where that is no day.
_SPAN = re.compile(r"\d{1,4}[hd]")

_COLOR = re.compile(r"#[0-9a-f]{6}")
# The darkest paper of the shipped themes: what can be read on it can on the others.
_PAPER = "#fdfbf6"
# What browsers and WeasyPrint both show.
_PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".webp")


def zone(name: str) -> str:
    """Return the IANA name of a time zone. Raises ValueError for another text."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"no time zone is called {name!r}; use an IANA name such as Europe/Berlin") from error
    return name


def since(text: str) -> str:
    """Return a day, or a span before that of the edition. Raises ValueError for another text."""
    try:
        known = bool(_SPAN.fullmatch(text)) or bool(date.fromisoformat(text))
    except ValueError:
        known = False
    if not known:
        raise ValueError("should be a day (2026-11-20), hours (36h) or days (3d)")
    return text


def color(text: str) -> str:
    """Return a color that can be read on paper, in lower case. Raises ValueError for another text."""
    shade = text.lower()
    if not _COLOR.fullmatch(shade):
        raise ValueError("should be a color such as #0b4f8a")
    if contrast(shade, _PAPER) < READABLE:
        raise ValueError(
            f"cannot be read on paper: its contrast is {contrast(shade, _PAPER):.1f} and should be {READABLE}, "
            "so take a darker one"
        )
    return shade


def picture(text: str) -> str:
    """Return the name of a picture. Raises ValueError for another text."""
    if not text.lower().endswith(_PICTURES):
        raise ValueError(f"should be a picture ({', '.join(_PICTURES)})")
    return text


def header(text: str | None) -> str | None:
    """Return a text that can stand in a header, or None. Raises ValueError for another text."""
    # Anything else ends the header, or makes every request fail.
    if text and not (text.isascii() and text.isprintable()):
        raise ValueError("should be plain ASCII on one line")
    return text


def site_address(text: str | None) -> str | None:
    """Return the address that a site is published at, or None. Raises ValueError for another text."""
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_web = False
    if not is_web or "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError(
            "should be a web address without user, query and fragment, such as https://news.example/brief/"
        )
    return text
