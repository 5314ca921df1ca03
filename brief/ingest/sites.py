"""The name of an outlet, from the title of its feed."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from brief.ingest.teasers import rough_text

_FEED_WORDS = re.compile(
    r"\s*[(\[]?\b(?:(?:rss|atom|json)(?:[- ]?\d(?:\.\d)?)?(?:[- ]?feeds?)?|feed|newsfeed|news feed)\b[)\]]?\s*$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s+[-–—|·•:»>/]\s+|\s*[|»>]\s*")
_LONGEST_SITE = 80
_LONGEST_TITLE = 1000


def site_name(title: str, home: str) -> str:
    """Return the name of an outlet from the title of its feed: `"Example Times"` of `"Example Times > World - RSS"`.

    Of the parts of a title, the one that its address names is the outlet's; where none is, all of it.

    Arguments: the title as HTML; the address of the site or of the feed.
    """
    name = html.unescape(rough_text(title[:_LONGEST_TITLE]))
    name = (_FEED_WORDS.sub("", name).strip(" -–—|·•:»>/") or name).strip()
    parts = [part for part in _PARTS.split(name) if part.strip()]
    if len(parts) > 1:
        try:
            host = (urlsplit(home).hostname or "").removeprefix("www.")
        except ValueError:
            host = ""
        named = [part for part in parts if _is_named(part, host)]
        name = named[0] if named else name
    return " ".join(name.split())[:_LONGEST_SITE]


def _is_named(part: str, host: str) -> bool:
    """Whether a host is named for a part of a title: `theguardian.com` for `The Guardian`, `bbc.com` for `BBC News`."""
    words = re.findall(r"[^\W_]+", part.casefold())
    bare = host.replace("-", "")
    initials = "".join(word[0] for word in words)
    return bool(words) and (
        "".join(words) in bare
        or any(len(word) > 2 and word != "the" and bare.startswith(word) for word in words)  # noqa: PLR2004
        or (len(initials) > 2 and bare.startswith(f"{initials}."))  # noqa: PLR2004
    )
