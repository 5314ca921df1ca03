"""The forms that values of brief.toml have: each is checked here, and what is wrong is said as the user reads it."""

from __future__ import annotations

import re
from datetime import date
from email.errors import MessageError
from email.headerregistry import Address
from string import Formatter
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from brief.color import READABLE, contrast

#: How far back an edition reaches, where that is no day.
_SPAN = re.compile(r"\d{1,4}[hd]")

_COLOR = re.compile(r"#[0-9a-f]{6}")
# The darkest paper of the shipped themes: what can be read on it can on the others.
_PAPER = "#fdfbf6"
# What browsers and WeasyPrint both show.
_PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".webp")

#: Files that stand among the zones, and hold whatever the machine is set to.
OF_THE_MACHINE = frozenset(("localtime", "posixrules", "factory"))
#: What an address of the web cannot hold as it is (RFC 3986), and would end it in a page or a header.
_NEVER_IN_ADDRESSES = frozenset("\"'<>\\^`{|}")

#: Letters of a mail address (RFC 5321, 4.5.3.1.3, without the angles).
_LONGEST_ADDRESS = 254
#: What a subject may name.
SUBJECT_FIELDS = ("edition", "day")


def zone(name: str) -> str:
    """Return the IANA name of a time zone. Raises ValueError for another text."""
    if name.lower() in OF_THE_MACHINE:
        raise ValueError(f"{name!r} is another zone on another machine; use an IANA name such as Europe/Berlin")
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


def mailbox(text: str) -> str:
    """Return a mail address (`ada@example.org`), without a name. Raises ValueError for another text."""
    if not text.isascii():
        raise ValueError("should be ASCII; write a domain with other letters in its xn-- form")
    try:
        known = str(Address(addr_spec=text)) == text and 0 < text.rindex("@") < len(text) - 1
    except (ValueError, IndexError, MessageError):
        known = False
    if not known or not text.isprintable() or len(text) > _LONGEST_ADDRESS:
        raise ValueError("should be one mail address, such as ada@example.org")
    return text


def web_address(text: str | None) -> str | None:
    """Return an address on the web, or None. Raises ValueError for another text."""
    return _address(text, ("https://", "http://"))


def way_out(text: str | None) -> str | None:
    """Return where readers take themselves off a list (RFC 2369), or None. Raises ValueError for another text."""
    return _address(text, ("https://", "mailto:"))


def _address(text: str | None, schemes: tuple[str, ...]) -> str | None:
    # The angles end the address in a header.
    if text and not (text.startswith(schemes) and text.isascii() and text.isprintable() and not set(text) & set("<> ")):
        raise ValueError(f"should begin with {' or '.join(schemes)}, in ASCII and without spaces")
    if text and text.startswith("mailto:"):
        for one in text.removeprefix("mailto:").partition("?")[0].split(","):
            try:
                mailbox(unquote(one))
            except ValueError as error:
                raise ValueError("should name a mail address after mailto:, such as mailto:ada@example.org") from error
    elif text:
        _named_host(text)
    return text


def _named_host(text: str) -> None:
    """Raise ValueError where a web address names no host, or a port that is none."""
    try:
        parts = urlsplit(text)
        is_whole = bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole:
        raise ValueError("should name a host, such as https://news.example/")


def subject(text: str) -> str:
    """Return the pattern of a subject. Raises ValueError for one that breaks the line, or names what is not there."""
    if not text.isprintable():
        raise ValueError("should be one line")
    try:
        parts = [(name, f"{form or ''}{turn or ''}") for _, name, form, turn in Formatter().parse(text)]
    except ValueError as error:
        raise ValueError(f"has a brace of its own; write it twice ({error})") from error
    if any(more or (name is not None and name not in SUBJECT_FIELDS) for name, more in parts):
        raise ValueError("may hold {edition} (title and day in words) and {day}, and nothing else in braces")
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
    if not text.isprintable() or any(one.isspace() or one in _NEVER_IN_ADDRESSES for one in text):
        raise ValueError(
            "should have no spaces, quotes, brackets or braces; write them in percent form, a space as %20"
        )
    return text
