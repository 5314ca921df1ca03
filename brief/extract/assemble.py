"""The last step of every extractor: from what was found to an `Article`."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlsplit

from brief.errors import Empty
from brief.extract.dates import date_in_address
from brief.extract.embargo import embargo_in_line
from brief.extract.furniture import OUTLET_SUFFIX
from brief.extract.kinds import kind_named, kind_of
from brief.extract.layout import Layout, layout
from brief.extract.notices import is_notice
from brief.model import Article, Document, Picture, Published
from brief.text import decode, detect, sentences
from brief.text import language as language_of

# Characters that show the language of an article; more are not read (brief.text.detect).
OPENING = 600

_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")


@dataclass(frozen=True, slots=True)
class Found:
    """What an extractor found; None where a document does not say.

    Attributes:
        text: the given, decoded or extracted text, not repaired.
        kind: what the document calls itself: `"opinion"`, `"Analysis"`, …
        position, embargo, withdrawn, picture: as in `Article`.
        is_page: whether the text comes from a web page, where a paragraph that comes twice is a copy.
    """

    text: str
    id: str | None = None
    title: str | None = None
    byline: str | None = None
    site: str | None = None
    section: str | None = None
    published: Published | None = None
    url: str | None = None
    language: str | None = None
    kind: str | None = None
    position: int | None = None
    embargo: Published | None = None
    withdrawn: bool = False
    picture: Picture | None = None
    is_page: bool = False


def assemble(document: Document, found: Found, language: str) -> Article:
    """Return the article, its text laid out by the rules of `furniture` and split into sentences.

    Arguments: the document; what its extractor found; the language where the document names none
    and its text is too short to show one.
    """
    parts = layout(found.text, found.title, is_page=found.is_page)
    url = found.url if found.url and _is_web_address(found.url) else None
    title = " ".join((found.title or parts.title or "").split())
    code = _code(found, parts, title, language)
    byline = found.byline or parts.byline
    sections = (found.section, document.source.section, parts.section)
    return Article(
        id=found.id or made_id(url or f"{title}\n{found.text}"),
        source=document.source,
        location=document.location,
        url=url,
        title=title,
        text=found.text,
        sentences=sentences(found.text, parts.story, language_of(code)),
        byline=byline,
        site=found.site or parts.site,
        published=found.published or parts.published or _date_beside(document, url) or _first_seen(document),
        language=code,
        section=next(filter(None, sections), None),
        kind=kind_of(found.kind or parts.kind, title, sections, byline, url),
        position=found.position,
        embargo=found.embargo or embargo_in_line(title) or parts.embargo,
        withdrawn=found.withdrawn or is_notice(title, found.text),
        picture=found.picture,
    )


def assemble_text(document: Document, found: Found, language: str, why: str = "holds no article text") -> Article:
    """Return the article as `assemble` does. Raises Empty where it has no sentence, unless it withdraws a story.

    Arguments: as those of `assemble`; what is told of a document without an article.
    """
    article = assemble(document, found, language)
    if not article.sentences and not article.withdrawn:
        raise Empty(document.location, why)
    return article


def text_in(document: Document) -> str:
    """Return the text that a document is. Raises Empty where there is nothing in it."""
    text = decode(document.content)
    if not text.strip():
        raise Empty(document.location, "is empty")
    return text


def _code(found: Found, parts: Layout, title: str, language: str) -> str:
    """The code of the article's language: the document's word, else what its title and opening show."""
    if found.language and _CODE.match(found.language):
        return found.language.replace("_", "-").partition("-")[0].lower()
    opening = [title]
    for start, end in parts.story:
        opening.append(found.text[start:end])
        if sum(map(len, opening)) > OPENING:
            break
    return detect("\n".join(opening), language)


def _date_beside(document: Document, url: str | None) -> Published | None:
    """The date in the address of an article, or in the name of its file."""
    in_address = date_in_address(urlsplit(url).path, "address") if url else None
    return in_address or date_in_address(PurePath(document.location).name, "file name")


def _first_seen(document: Document) -> Published | None:
    """When a document came over the network, for one that nothing else dates."""
    seen = document.fetched
    return Published(seen.date(), seen.timetz(), "first seen") if seen else None


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # a broken host, such as `http://[::1`
        return False


def made_id(text: str) -> str:
    """Return an id of 12 hexadecimal digits made from a text: the same wherever the article lies."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def without_outlet(title: str, site: str | None) -> tuple[str, str | None]:
    """Return a page title without the outlet's name at its end, and that name.

    Only a suffix that is the known outlet, or a name of at most four capitalized words after a long enough title, goes.
    """
    suffix = OUTLET_SUFFIX.search(title)
    if not suffix:
        return title, site
    name = suffix["site"].strip()
    rest = title[: suffix.start()].strip()
    known = site is not None and name.casefold() == site.casefold()
    if kind_named(name):
        return title, site
    looks = len(name.split()) <= 4 and name[:1].isupper() and len(rest.split()) >= 4  # noqa: PLR2004
    return (rest, site or name) if known or (site is None and looks) else (title, site)
