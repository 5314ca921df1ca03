"""Copies of source texts beside an edition, for links to files of the user's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from itertools import count
from pathlib import Path

from brief.model import Article, Briefing
from brief.render.links import safe_href

#: The folder of an edition's copies of source texts.
SOURCES = "sources"
#: The kinds of source that lie on the user's own disk.
_OWN_KINDS = ("files", "maildir")
_PAGES = (".html", ".htm", ".xhtml")
_LONGEST_NAME = 60
#: Names that Windows keeps for devices, whatever their ending.
_KEPT_NAME = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")
_START = 1_024
#: A copy as a page of `templates/` leads to it.
_LED_TO = re.compile(rb"sources/([a-z0-9-]+\.(?:txt|html))")
#: What may stand before a page's head; behind it, a policy is the first thing of the page, and holds for all of it.
_BEFORE_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype[^>]*>)?", re.IGNORECASE)
_HARMLESS = (
    b"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    b"img-src data:; base-uri 'none'; form-action 'none'\">"
)


def source_copies(briefing: Briefing) -> dict[str, tuple[str, bytes]]:
    """Return the copies of source texts: where they stand in the folder of results, and what they hold.

    They are given by the ids of their articles.
    Copied is what is printed, lies in a file of the user's own, and has no address on the web. The names are made of
    headlines, and hold nothing that leads out of the folder or that a system keeps for itself.
    """
    found: dict[str, tuple[str, bytes]] = {}
    taken: set[str] = set()
    for article in _printed(briefing):
        if article.source.kind not in _OWN_KINDS or safe_href(article.url):
            continue
        name = stem = _slug(article.title) or _slug(article.id) or "source"
        for number in count(2):
            if name not in taken:
                break
            name = f"{stem}-{number}"
        taken.add(name)
        page = _page(article)
        place = f"{briefing.day.isoformat()}/{SOURCES}/{name}{'.html' if page else '.txt'}"
        found[article.id] = place, page or article.text.encode("utf-8", "replace")
    return found


def stale_sources(folder: str, day: date, written: Mapping[Path, bytes]) -> list[Path]:
    """Return the copies of source texts that an earlier run left, and this one does not write."""
    return [file for file in copies_in(Path(folder), day) if file not in written]


def copies_in(home: Path, day: date) -> list[Path]:
    """Return the copies of source texts beside an edition: the files there that its page leads to.

    What else stands there is somebody's own.
    """
    place = home / day.isoformat()
    there = place / SOURCES
    if there.is_symlink():  # leads elsewhere
        return []
    try:
        page = (place / "briefing.html").read_bytes()
    except OSError:
        return []
    names = {match[1].decode() for match in _LED_TO.finditer(page)}
    return [file for file in (there / name for name in sorted(names)) if file.is_file()]


def _printed(briefing: Briefing) -> list[Article]:
    """Every article of the stories that are told or listed, once."""
    return list({one.id: one for story in briefing.stories for one in story.all_articles}.values())


def _slug(text: str) -> str:
    """A name for a file: letters and digits of ASCII, and hyphens; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST_NAME].strip("-")
    return f"{name}-text" if _KEPT_NAME.fullmatch(name) else name


def _page(article: Article) -> bytes | None:
    """The page that an article stands in, made harmless; None where it is no page, or cannot be read as it is.

    Whatever it names is not fetched, and no script of it runs: it may be the page of a stranger.
    """
    file = Path(article.source.location)
    if article.location != article.source.location or file.suffix.lower() not in _PAGES:
        return None
    try:
        content = file.read_bytes()
    except OSError:
        return None
    if b"\0" in content[:_START]:  # UTF-16, which a line of ASCII would break
        return None
    head = _BEFORE_HEAD.match(content)
    at = head.end() if head else 0
    return content[:at] + _HARMLESS + content[at:]
