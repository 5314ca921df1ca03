"""Writes an edition: everything or nothing, and never half a file; and reads one back."""

from __future__ import annotations

import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from brief.errors import PublishError, UsageError
from brief.model import Article, Briefing
from brief.render.links import safe_href

#: The folder of results as seen from an edition's page.
HOME = "../"


#: The folder of an edition's copies of source texts.
SOURCES = "sources"
#: The kinds of source that lie on the user's own disk.
_OWN_KINDS = ("files", "maildir")
_PAGES = (".html", ".htm", ".xhtml")
_LONGEST_NAME = 60
#: Names that Windows keeps for devices, whatever their ending.
_KEPT_NAME = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")
_START = 1_024
#: What may stand before a page's head; behind it, a policy is the first thing of the page, and holds for all of it.
_BEFORE_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype[^>]*>)?", re.IGNORECASE)
_HARMLESS = (
    b"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    b"img-src data:; base-uri 'none'; form-action 'none'\">"
)

#: The latest edition for programs, in the folder of results.
LATEST = "latest.json"


def page_of(day: date) -> str:
    """Return where the page of a day stands in the folder of results."""
    return f"{day.isoformat()}/briefing.html"


def stands(folder: str, day: date) -> bool:
    """Return whether the edition of a day stands in the folder of results, in any format."""
    return any((Path(folder) / day.isoformat()).glob("briefing.*"))


def edition_files(
    folder: str, day: date, rendered: Mapping[str, bytes], latest: Mapping[str, bytes] | None = None
) -> dict[Path, bytes]:
    """Return what belongs where: `<folder>/<day>/briefing.<format>`, and a copy as `<folder>/latest.<format>`.

    Arguments: the folder of results; the day of the edition; the bytes by format; those that are others in `latest`,
    because a link to an earlier edition begins elsewhere.
    """
    home = Path(folder)
    dated = {home / day.isoformat() / f"briefing.{name}": content for name, content in rendered.items()}
    return dated | {home / f"latest.{name}": content for name, content in {**rendered, **(latest or {})}.items()}


def stale_files(folder: str, day: date, formats: Sequence[str], rendered: Mapping[str, bytes]) -> list[Path]:
    """Return what an earlier run left in the places of formats that were not made this time."""
    places = edition_files(folder, day, {name: b"" for name in formats if name not in rendered})
    return [place for place in places if place.is_file()]


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
    there = Path(folder) / day.isoformat() / SOURCES
    return sorted(file for ending in ("*.txt", "*.html") for file in there.glob(ending) if file not in written)


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


def read_edition(path: str) -> dict[str, Any]:
    """Return an edition that was written as JSON. Raises UsageError where there is none at the path."""
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
        whole = isinstance(found, dict) and {"sections", "left_out", "day", "language"} <= found.keys()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise UsageError(f"{path}: {why}; run `brief build` with the format json, or name one by --briefing") from error
    except (ValueError, RecursionError):
        whole = False
    if not whole:
        raise UsageError(f"{path}: is no briefing.json of this version; name one by --briefing, or build it again")
    return dict(found)


def write(files: Mapping[Path, bytes], stale: Sequence[Path] = ()) -> None:
    """Write files together: all are first written beside their places, then moved there one after the other.

    Arguments: the content of each file; files of an earlier run to take away once that is done.
    Raises PublishError where one cannot be written; what was there before then still is.
    """
    waiting: list[tuple[Path, Path]] = []
    place = Path()
    try:
        for place, content in files.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            if place.is_dir():
                raise IsADirectoryError(None, "is a folder")
            goal = place.resolve() if place.is_symlink() else place  # a link stays a link
            descriptor, name = tempfile.mkstemp(prefix=f".{goal.name}.", suffix=".part", dir=goal.parent)
            waiting.append((Path(name), goal))
            _fill(descriptor, content)
        for temporary, place in waiting:
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(place)
        for place in stale:
            place.unlink(missing_ok=True)
    except OSError as error:
        raise PublishError(f"{place}: cannot be written: {(error.strerror or str(error)).lower()}") from error
    finally:  # after a signal too
        for temporary, _ in waiting:
            with suppress(OSError):
                temporary.unlink()


def _fill(descriptor: int, content: bytes) -> None:
    """Write an open file, safely on disk."""
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _umask() -> int:
    """The mask of the process, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
