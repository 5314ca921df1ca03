"""Addresses that may be linked, and links that open an article at a passage."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

_SCHEMES = ("http", "https")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\\ud800-\udfff]")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9.])?|\[[0-9a-f:.]+\]", re.IGNORECASE)
#: Characters of a path, query or fragment that stand as they are (RFC 3986, 3.3 to 3.5). Brackets are none of them:
#: EPUBCheck refuses them, and servers read `%5B` for `[`.
_KEPT = "%/:?@!$&'()*+,;=-._~"
#: A percent sign that encodes nothing.
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")

#: A passage of at most this many words is named whole, a longer one by its first and last words.
_WHOLE = 10
_ENDS = 4


@lru_cache(maxsize=8192)  # a page asks some five times for each of its articles
def safe_href(url: str | None) -> str | None:
    """Return the address ready to be linked, or None where it must not be.

    Only http and https survive, with a host, without user and password, backslashes and control characters. Spaces and
    characters beyond ASCII are percent-encoded, names of hosts beyond ASCII written in Punycode.
    """
    if not url or _FORBIDDEN.search(url):
        return None
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:  # a broken port, bracket or name; UnicodeError is one
        return None
    host = f"[{host}]" if ":" in host else host
    if parts.scheme not in _SCHEMES or "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    place = f"{host}:{port}" if port is not None else host
    rest = (quote(_PERCENT.sub("%25", part), safe=_KEPT) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, place, *rest))


def passage(url: str, sentence_text: str) -> str:
    """Return the address with a text fragment, so that a browser opens the article at the sentence.

    An ordinary `#part` is dropped, because the sentence is nearer; one that names the page itself (`#!/news`, `#/news`)
    is kept. A sentence of a few words is named whole, a longer one by its first and its last four words.
    """
    page, _, part = url.partition("#")
    part = part.partition(":~:")[0]
    route = part if part.startswith(("!", "/")) else ""
    found = sentence_text.split()
    if not found:
        return f"{page}#{route}" if route else page
    pieces = [found] if len(found) <= _WHOLE else [found[:_ENDS], found[-_ENDS:]]
    return f"{page}#{route}:~:text={','.join(_encoded(piece) for piece in pieces)}"


def _encoded(some_words: list[str]) -> str:
    """Return the words percent-encoded, with the hyphen, which has a meaning of its own in a text fragment."""
    return quote(" ".join(some_words).encode("utf-8", "ignore"), safe="").replace("-", "%2D")
