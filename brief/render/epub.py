"""The briefing as a book for e-readers: EPUB 3.3, a title page, contents, one page for each section, a colophon.

It holds text, the pictures of stories and a style sheet, and neither fonts nor scripts: type, size, and day or night
are the reader's choice. Same input, same bytes: the archive carries no times, and its identifier is made from title,
day and zone.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from brief.model import Briefing
from brief.render import dates
from brief.render.html import pictures_of
from brief.render.outline import outline_of
from brief.render.sheets import Sheets, sheets
from brief.render.theme import Theme

#: What the first file of the archive says; it stands there as it is, so that programs know the book by its first bytes.
_MEDIA_TYPE: Final = b"application/epub+zip"
#: The earliest time that an archive can carry.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
#: Unix, whatever system writes it.
_SYSTEM: Final = 3
_READABLE: Final = 0o100644 << 16


def render(briefing: Briefing, theme: Theme) -> bytes:
    """Return the briefing as an EPUB."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as book:
        book.writestr(_entry("mimetype"), _MEDIA_TYPE, zipfile.ZIP_STORED)
        for name, text in _files(briefing, sheets("_epub", theme)):
            book.writestr(_entry(name), text.encode("utf-8"), zipfile.ZIP_DEFLATED, compresslevel=9)
        for name, content in pictures_of(briefing).items():
            book.writestr(_entry(f"EPUB/{name}"), content, zipfile.ZIP_STORED)
    return archive.getvalue()


def identifier(briefing: Briefing) -> str:
    """Return the book's name among all books: the same for an edition that is made again."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, named(briefing).encode('utf-8', 'replace').decode())}"


def named(briefing: Briefing) -> str:
    """Return what tells one edition from every other: title, day and zone."""
    return f"{briefing.title}\n{briefing.day.isoformat()}\n{briefing.zone}"


def _files(briefing: Briefing, book: Sheets) -> Iterator[tuple[str, str]]:
    """Yield the files of the book: name and text."""
    outline = outline_of(briefing)
    values: Mapping[str, Any] = {
        "outline": outline,
        "identifier": identifier(briefing),
        "day": briefing.day.isoformat(),
        "number": briefing.number,
        "pictures": list(pictures_of(briefing)),
        "language": briefing.language,
        "direction": dates.direction(briefing.language),
    }
    yield "META-INF/container.xml", book.text("container.xml", values)
    for name in ("package.opf", "nav.xhtml", "toc.ncx", "title.xhtml"):
        yield f"EPUB/{name}", book.text(name, values)
    for chapter in outline.chapters:
        yield f"EPUB/{chapter.place}.xhtml", book.text("section.xhtml", {**values, "chapter": chapter})
    yield "EPUB/colophon.xhtml", book.text("colophon.xhtml", values)
    yield "EPUB/style.css", book.style()


def _entry(name: str) -> zipfile.ZipInfo:
    """Return the head of a file in the archive, the same on every machine."""
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.create_system = _SYSTEM
    entry.external_attr = _READABLE
    return entry
