"""Web pages: the only door to trafilatura, which finds the story among the rest of a page."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from brief.errors import Empty, Unreadable
from brief.extract.assemble import Found, assemble, without_outlet
from brief.extract.dates import parse_date
from brief.extract.embargo import embargo_of
from brief.extract.kinds import kind_named
from brief.extract.values import plain
from brief.model import Article, Document, Published
from brief.text import decode

#: Where a page states its date, best first: XPath, and what to read.
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='pubdate' or @name='publish-date' or @name='dc.date']/@content",
    "//meta[@name='DC.date.issued' or @name='parsely-pub-date' or @name='sailthru.date']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "(//article//time | //header//time)[1]/@datetime",
)
_SECTIONS = (
    "//meta[@property='article:section']/@content",
    "//meta[@name='section' or @name='parsely-section']/@content",
    "//meta[@itemprop='articleSection']/@content",
)
_EMBARGOES = ("//meta[@name='embargo' or @name='embargoed' or @name='embargo-date' or @property='embargo']/@content",)
_TITLES = ("//meta[@property='og:title']/@content", "//meta[@name='twitter:title']/@content")
_ADDRESSES = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
_BYLINES = ("//meta[@name='author']/@content", "//meta[@name='byl' or @name='parsely-author']/@content")
_NEWS = ("NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle", "OpinionNewsArticle")


# The largest of 181 news pages has 4 MB and 15,000 elements. Beyond these bounds a page takes minutes to read.
MOST_ELEMENTS = 150_000
MOST_TEXT = 2_000_000
MOST_ATTRIBUTES = 2_000
_LONG_TAG = re.compile(r"<[^<>]{32768,}")
_ATTRIBUTE = re.compile(r"\s[^\s=<>\"']+(?==|\s)")


def extract(document: Document, language: str) -> Article:
    """Return the article of a web page.

    Raises Empty where there is none in it, Unreadable for a page that is too large or made to be slow.
    """
    tree = _tree(document)
    news = _news_article(tree)
    meta, told = _found_by_trafilatura(document.location, tree)
    lines = [line.strip().removeprefix("- ") for line in told.split("\n") if line.strip()]
    heads = {" ".join(head.text_content().split()) for head in tree.iter("h1")}
    text = "\n\n".join(line for line in lines if line not in heads)
    site = meta.sitename or None
    title, site = without_outlet(_said(tree, _TITLES) or _text(news.get("headline")) or meta.title or "", site)
    found = Found(
        text=text,
        title=title or None,
        byline=_byline(tree, news, meta.author),
        site=site,
        section=_text(news.get("articleSection")) or _said(tree, _SECTIONS),
        published=_published(tree, news),
        url=_said(tree, _ADDRESSES) or meta.url,
        language=tree.get("lang") or tree.get("xml:lang") or _text(news.get("inLanguage")),
        kind=_kind(news),
        embargo=embargo_of(_said(tree, _EMBARGOES)),
    )
    article = assemble(document, found, language)
    if not article.sentences and not article.withdrawn:
        raise Empty(document.location, "holds no article text")
    return article


def _found_by_trafilatura(where: str, tree: Any) -> tuple[Any, str]:
    """What trafilatura makes of a page: what the page says of itself, and its story."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    dates = {"extensive_search": False, "original_date": True, "max_date": "2199-12-31"}
    try:
        meta = trafilatura.extract_metadata(tree, date_config=dates)
        # favor_precision: F1 .964 against .960 on 181 pages
        body = trafilatura.bare_extraction(
            tree, favor_precision=True, include_comments=False, include_tables=False, with_metadata=False
        )
    except Exception as error:  # of any kind: it says nowhere what it raises
        raise Unreadable(where, f"is a page that cannot be taken apart ({type(error).__name__})") from error
    return meta, getattr(body, "text", None) or ""


def _tree(document: Document) -> Any:
    """The page as lxml's tree, refused where it is out of all proportion."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    where = document.location
    page = decode(document.content, markup=True).replace("\0", "")
    if not page.strip():
        raise Empty(where, "is empty")
    if any(len(_ATTRIBUTE.findall(tag.group())) > MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(page)):
        raise Unreadable(where, f"has a tag with more than {MOST_ATTRIBUTES:,} attributes")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except ParserError as error:
        raise Empty(where, "holds no article text") from error
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise Unreadable(where, f"is a page of more than {MOST_ELEMENTS:,} elements")
    if sum(map(len, tree.xpath("//body//text()[not(parent::script or parent::style)]"))) > MOST_TEXT:
        raise Unreadable(where, f"is a page of more than {MOST_TEXT:,} characters of text")
    return tree


def _said(tree: Any, paths: tuple[str, ...]) -> str | None:
    """The first of some places that says something."""
    return next((text for path in paths for value in tree.xpath(path) if (text := " ".join(str(value).split()))), None)


def _published(tree: Any, news: dict[str, Any]) -> Published | None:
    values = [_text(news.get("datePublished")), *(str(value) for path in _DATES for value in tree.xpath(path))]
    return next((date for value in values if value and (date := parse_date(value, "page"))), None)


def _kind(news: dict[str, Any]) -> str | None:
    """The kind that the page's own description names by its type, where that is more than an article's."""
    types = news.get("@type")
    names = [name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)]
    return next((name for name in [*names, _text(news.get("genre")) or ""] if kind_named(name)), None)


def _byline(tree: Any, news: dict[str, Any], guess: str | None) -> str | None:
    said = _text(news.get("author")) or _said(tree, _BYLINES) or (guess or "").replace("; ", ", ")
    return None if not said or said.startswith("http") else said.removeprefix("By ").removeprefix("by ")


def _news_article(tree: Any) -> dict[str, Any]:
    """The page's own description of its article (JSON-LD, schema.org), or an empty one."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            described = json.loads(str(script), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(described):
            kinds = item.get("@type")
            if any(kind in _NEWS for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return item
    return {}


def _items(described: Any) -> Iterator[dict[str, Any]]:
    for item in described if isinstance(described, list) else [described]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (part for part in (graph if isinstance(graph, list) else []) if isinstance(part, dict))


def _text(value: Any) -> str | None:
    """A field of the page's own description; many systems write entities into it."""
    text = plain(value)
    return unescape(text) if text else None
