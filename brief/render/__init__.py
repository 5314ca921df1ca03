"""Briefing -> bytes: one module for each format, and one for what they share.

    theme.py   templates, style and fonts of a look: the only door to jinja2, and the only module here that opens files
    view.py    what a template may ask about a briefing: who is cited, how, when, how long it takes to read
    prose.py   text as it is printed: one line, nothing invisible
    links.py   addresses that may be linked, and links to a passage
    html.py    one file that holds everything it needs
    pdf.py     the same page on paper: the only door to weasyprint
    numbers.py, paper.py   the numbers of pages in its contents; its style, without what is of no use on paper
    fonts.py   which scripts this machine has no font for
    json.py    the whole briefing for programs; its schema (also docs/briefing.schema.json)
    outline.py the briefing in order and in words, for the formats that no theme dresses
    markdown.py, text.py, epub.py, mail.py   those formats
    sheets.py  the templates of EPUB, mail and site
    site.py, entries.py   the folder of results as a site: the list of editions, their feed; an edition in that list
    summary.py a build in a few lines, for the page of a CI run

A renderer is a function `render(briefing, theme) -> bytes`. A third party's is written `package.module:function`.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from brief import registry
from brief.errors import RenderError, UnknownName
from brief.model import Briefing

if TYPE_CHECKING:
    from brief.render.theme import Theme

#: The formats there are, each standing for its renderer.
RENDERERS: dict[str, str] = {
    "eml": "brief.render.mail:render",
    "epub": "brief.render.epub:render",
    "html": "brief.render.html:render",
    "json": "brief.render.json:render",
    "md": "brief.render.markdown:render",
    "pdf": "brief.render.pdf:render",
    "txt": "brief.render.text:render",
}

#: Those that show pictures.
SHOW_PICTURES = frozenset({"epub", "html", "pdf"})

#: The ending of a file's name, and the format that it asks for.
FORMATS: dict[str, str] = {
    ".eml": "eml",
    ".epub": "epub",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".markdown": "md",
    ".md": "md",
    ".pdf": "pdf",
    ".text": "txt",
    ".txt": "txt",
}


def format_of(path: str) -> str:
    """Return the format that a file's ending asks for.

    Raises UnknownName for an ending that no format has.
    """
    ending = PurePath(path).suffix.lower()
    if ending in FORMATS:
        return FORMATS[ending]
    raise UnknownName("file ending", ending or PurePath(path).name, FORMATS)


def render(briefing: Briefing, format: str, theme: str | Theme = "morning") -> bytes:  # noqa: A002  the word users type
    """Return the briefing as bytes in one of the formats, dressed in a theme.

    Arguments: the briefing; a name in RENDERERS, or `package.module:function`; the name of a built-in theme, the path
    of a directory with files of a theme, or a theme that was loaded.
    Raises UnknownName for a format or theme that is not known, ThemeError for a theme that is wrong,
    NativeLibraryMissing where a PDF is asked for and Pango is not installed.
    """
    from brief.render.theme import load_theme

    renderer = registry.load("format", RENDERERS, format)
    result = renderer(briefing, load_theme(theme) if isinstance(theme, str) else theme)
    if not isinstance(result, bytes):
        raise RenderError(f"format {format!r} gave {type(result).__name__} where bytes are needed")
    return result
