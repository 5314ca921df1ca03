"""Files: what a path, folder, glob or `-` stands for, and the documents in a file."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from brief.errors import Empty, Unreadable
from brief.http import without_password
from brief.ingest import mail, own
from brief.ingest.addresses import SCHEMES, WEB, web_address
from brief.ingest.compressed import COMPRESSED, decompress
from brief.ingest.records import documents_of_records
from brief.ingest.sniff import binary_kind, feed_text, looks_like_markup, markup_text, root_of
from brief.model import Document, Source

RECORDS = "application/json"
MARKUP = "application/xml"
MEDIA_TYPES: dict[str, str] = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".json": RECORDS,
    ".jsonl": RECORDS,
    ".ndjson": RECORDS,
    ".xml": MARKUP,
    ".rss": MARKUP,
    ".atom": MARKUP,
    ".rdf": MARKUP,
    ".opml": MARKUP,
    ".eml": mail.MESSAGE,
    ".mbox": mail.MAILBOX,
    ".story": "text/x-cnn-story",
}
#: Endings under which a list of subscriptions is looked for, whose feeds are sources of their own.
_LISTS = (".opml", ".xml")
#: What begins like an address, and not like a path on a drive (`C:\\news`).
_ADDRESS = re.compile(r"\s*[a-z][a-z0-9+.-]+:[/\\]", re.IGNORECASE)

# Half a gigabyte is some 100,000 articles; more in one file is a mistake or an attack.
LARGEST = 512 * 1024 * 1024
LARGEST_TEXT = 32 * 1024 * 1024
# What begins like RTF is no article, whatever its name.
_FOREIGN = re.compile(rb"\s*\{\\rtf", re.IGNORECASE)
# What is typed for an address without its scheme: a host, and mostly a path.
_HOST = re.compile(r"(?:www\.[\w-]+\.|(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?/)", re.IGNORECASE)
_EDITION = re.compile(r"index\.html|feed\.xml|(?:latest|\d{4}-\d\d-\d\d/(?:briefing|sources/[a-z0-9-]+))\.\w+")


def locate(source: Source) -> list[Source]:
    """Return one source for each file that a path, folder, glob or `-` names, in the order of their names.

    An address on the web is a source as it is; a list of subscriptions (OPML) stands for its feeds. In a folder or
    glob, hidden files, a README and files of other kinds are left out. A maildir is one source, as is a function
    `package.module:function` of the user's own. Raises Unreadable for a path that is missing or a glob that matches
    nothing or an address that is not of the web, Empty for a folder without such files.
    """
    location = source.location
    if is_address(location):
        return [replace(source, kind=WEB, location=web_address(location))]
    if location == "-":
        return [source]
    if mail.is_maildir(location):
        found = [location]
    elif Path(location).is_dir():
        found = _files_of(location)
        if not found:
            raise Empty(location, f"holds no file of a known kind ({', '.join(MEDIA_TYPES)})")
    elif Path(location).exists():
        found = [location]
    elif begins_like_address(location):
        raise Unreadable(
            without_password(location.strip()), "cannot be read: an address should begin with http:// or https://"
        )
    elif glob.has_magic(location):
        matches = sorted(glob.glob(location, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        found = [path for match in matches for path in (_files_of(match) if Path(match).is_dir() else [match])]
        found = [path for path in found if _known(path) or mail.is_maildir(path)]
        if not found:
            raise Unreadable(location, "no file of a known kind matches")
    elif own.names_function(location):
        return [own.locate(source)]
    else:
        raise Unreadable(location or "''", f"no such file or folder{_meant(location)}")
    return [one for path in dict.fromkeys(found) for one in _listed(replace(source, location=path))]


def _meant(location: str) -> str:
    """What may have been meant by a path that is missing: an address without its scheme."""
    return f"; if an address of the web is meant, write https://{location}" if _HOST.match(location) else ""


def _listed(source: Source) -> list[Source]:
    """The feeds of a list of subscriptions; any other file as it is."""
    path = Path(source.location)
    if path.suffix.lower() not in _LISTS or not _begins_like_opml(path):
        return [mail.located(source)]
    from brief.ingest.opml import sources_of_opml

    return list(sources_of_opml(source, source.location, _content(source.location)))


def _begins_like_opml(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return root_of(markup_text(stream.read(4096))) == "opml"
    except OSError:  # told when it is read
        return False


def is_address(location: str) -> bool:
    """Return whether a location is an address of the web."""
    return web_address(location).lower().startswith(SCHEMES)


def begins_like_address(location: str) -> bool:
    """Return whether a location begins with a scheme, of the web or another; it may hold a password."""
    return bool(_ADDRESS.match(location))


def is_own(path: str, output: str) -> bool:
    """Return whether a file is an edition in the folder of results, a list of them, or a copy of a source text there.

    `index.html`, `latest.html`, `2026-11-20/briefing.html`, `2026-11-20/sources/weir-opens.txt`.
    """
    home, file = Path(output).resolve(), Path(path).resolve()
    return file.is_relative_to(home) and bool(_EDITION.fullmatch(file.relative_to(home).as_posix()))


def read(source: Source) -> Iterator[Document]:
    """Return the documents of one file or of standard input: one for a text or page, one for each record or feed item.

    Raises Unreadable for a file that cannot be opened, is binary, or is larger than half a gigabyte.
    """
    location = source.location
    name, content = ("standard input", _standard_input()) if location == "-" else (location, _content(location))
    ending = Path(location).suffix.lower()
    if ending in COMPRESSED:
        inner = Path(location).with_suffix("").suffix.lower()
        largest = LARGEST if MEDIA_TYPES.get(inner) in (RECORDS, mail.MAILBOX) else min(LARGEST, LARGEST_TEXT)
        content, ending = decompress(location, ending, content, largest), inner
    media_type = MEDIA_TYPES.get(ending) or mail.media_type_of(content) or _guess(content)
    if media_type == "text/plain" and mail.is_mailbox(content):  # the archive of a list, `2026-November.txt`
        media_type = mail.MAILBOX
    if binary_kind(content):
        raise Unreadable(name, "is binary, not text")
    if _FOREIGN.match(content) and media_type == "text/plain" and ending not in MEDIA_TYPES:
        raise Unreadable(name, f"is of a kind that is not known; known: {', '.join(MEDIA_TYPES)}")
    if media_type in (RECORDS, MARKUP):
        found = _feed(replace(source, location=name), content, media_type)
        if found is not None:
            return iter(found)
    if media_type == mail.MAILBOX:
        return mail.documents_of_mailbox(replace(source, location=name), content)
    if media_type == RECORDS:
        return documents_of_records(replace(source, location=name), content)
    return iter([Document(source, name, media_type, content)])


def _files_of(folder: str) -> list[str]:
    """Paths of the files of known kinds below a folder, sorted; hidden ones and a README left out."""
    found = []
    for parent, folders, files in os.walk(folder):
        if mail.is_maildir(parent):
            found.append(parent)
            folders[:] = [name for name in folders if name not in mail.FOLDERS]
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (str(Path(parent, name)) for name in files if not name.lower().startswith((".", "readme.")))
        found += [path for path in paths if _known(path)]
    return sorted(found, key=lambda path: Path(path).parts)


def _known(name: str) -> bool:
    """Whether a path is a regular file whose name ends like one of a known kind; no pipe, which might never end."""
    path = Path(name)
    return (
        path.is_file()
        and (path.with_suffix("") if path.suffix.lower() in COMPRESSED else path).suffix.lower() in MEDIA_TYPES
    )


def _content(path: str) -> bytes:
    try:
        if os.path.getsize(path) > LARGEST:  # noqa: PTH202
            raise Unreadable(path, f"is larger than {LARGEST // 1024**2} MB; split it")
        return Path(path).read_bytes()
    except OSError as error:
        raise Unreadable(path, (error.strerror or str(error)).lower()) from error


def _standard_input() -> bytes:
    return sys.stdin.buffer.read()


def _feed(source: Source, content: bytes, media_type: str) -> Sequence[Document] | None:
    """The items of a feed, or the page in a file that is named as XML; None for records."""
    from brief.ingest.items import documents_of_feed
    from brief.ingest.json_feed import looks_like_json_feed, read_json_feed

    name = source.location
    if looks_like_json_feed(content):
        return documents_of_feed(source, read_json_feed(name, content), name)
    if media_type == RECORDS:
        return None
    text = markup_text(content)
    root = root_of(text)
    if root == "html":
        return [Document(source, name, "text/html", content)]
    if root == "opml":
        raise Unreadable(name, "is a list of feeds (OPML): name it as a file that is not compressed")
    if feed_text(text) is None:
        raise Unreadable(name, f"is XML of a kind that is not known (<{root[:40]}>)" if root else "is not XML")
    from brief.ingest.feeds import read_feed

    return documents_of_feed(source, read_feed(name, content), name)


def _guess(content: bytes) -> str:
    """Media type of content whose name tells nothing."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b'{"', b"{\n", b"{\r", b"{ ", b"{}", b'["', b"[{", b"[\n", b"[ ", b"[]")):
        return RECORDS
    if b"<html" in start or start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<article")):
        return "text/html"
    return MARKUP if looks_like_markup(content) else "text/plain"
