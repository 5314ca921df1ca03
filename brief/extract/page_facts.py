"""What a web page says of itself: its description (JSON-LD, schema.org), its meta elements, the marks in its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from brief.extract.assemble import Found, without_outlet
from brief.extract.dates import is_ahead, parse_date
from brief.extract.embargo import embargo_of
from brief.extract.kinds import kind_named
from brief.extract.markup import Page
from brief.extract.values import plain
from brief.model import Document, Published

#: Where a page states its date, best first: XPath, and what to read.
_DATES = (
    "//meta[@property='article:published_time' or @name='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='pubdate' or @name='publish-date' or @name='dc.date']/@content",
    "//meta[@name='DC.date.issued' or @name='parsely-pub-date' or @name='sailthru.date']/@content",
    "//*[@itemprop='datePublished']/@datetime | //time[@pubdate]/@datetime",
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
_SITES = (
    "//meta[@property='og:site_name']/@content",
    "//meta[@name='application-name']/@content",
)
_BYLINES = (
    "//meta[@name='author']/@content",
    "//meta[@name='byl' or @name='parsely-author' or @name='sailthru.author' or @property='author']/@content",
    "//meta[@name='dc.creator' or @name='DC.creator' or @property='article:author']/@content",
)
#: Elements that hold the author's name where nothing else tells it: the first with a name in it counts.
_MARKED_BYLINES = (
    "(//*[@itemprop='author']//*[@itemprop='name'] | //*[@itemprop='author'])[position() < 4]",
    "(//a[@rel='author'])[position() < 4]",
    "(//*[self::a or self::span or self::p or self::div][contains(@class, 'byline')])[position() < 4]",
    "(//*[contains(@class, 'author-name') or contains(@class, 'author_name')])[position() < 4]",
    "(//*[contains(@class, 'article-author')])[position() < 4]",
)
_BY = re.compile(r"(?:by|von|par|por|di|door|av|af)\s*:?\s+", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:(?:,? | and | & )[^\W\d_][\w.'’-]*){1,7}\.?")
_LONGEST_NAME = 80
_LONGEST_DESCRIPTION = 1_000_000
_NEWS = (
    "NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle", "OpinionNewsArticle",
    "ReviewNewsArticle", "BackgroundNewsArticle", "LiveBlogPosting", "Report",
)  # fmt: skip
#: What stands between a headline and the outlet's name in a title.
_BETWEEN = " -|–—·•:«»/"
_LONGEST_OUTLET = 40
# Lists of tags are given for a section, and of sections for an outlet; then the first of them is it.
_LONGEST_SECTION = 40


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of itself.

    Attributes:
        found: what it says of its article, without the text.
        heads: the texts of its main headings.
        news: its description of the article, by the names of schema.org; empty where there is none.
        states_date: whether it states a date, even one that lies ahead and so cannot be right.
    """

    found: Found
    heads: frozenset[str]
    news: dict[str, Any]
    states_date: bool


def facts(document: Document, page: Page) -> Facts:
    """Return what a page says of itself."""
    tree, news = page.tree, _news_article(page.described)
    heads = [head for element in tree.iter("h1") if (head := words_of(element))]
    site = _short(_said(tree, _SITES) or _text(news.get("publisher")), " | ")
    title, site = _title(tree, news, heads, site)
    dates = _dates(tree, news)
    found = Found(
        text="",
        title=title,
        byline=_byline(tree, news),
        site=site,
        section=_short(_first(news.get("articleSection")) or _said(tree, _SECTIONS), ","),
        published=next((date for date in dates if not is_ahead(document, date)), None),
        url=_address(document, tree),
        language=tree.get("lang") or tree.get("xml:lang") or _first(news.get("inLanguage")),
        kind=_kind(news),
        embargo=embargo_of(_said(tree, _EMBARGOES)),
        is_page=True,
    )
    return Facts(found, frozenset(heads), news, states_date=bool(dates))


def words_of(element: Any) -> str:
    """Return the text of an element, its spaces made single."""
    return " ".join(element.text_content().split())


def _title(tree: Any, news: dict[str, Any], heads: list[str], site: str | None) -> tuple[str | None, str | None]:
    """The headline without the outlet's name, and that name.

    Where a title begins with the page's only main heading and a mark follows, that heading is the headline.
    """
    window = _said(tree, ("//head/title/text()", "//title/text()"))
    titles = [title for title in (_said(tree, _TITLES), _text(news.get("headline")), window) if title]
    if not titles:
        return (heads[0] if heads else None), site
    title, site = without_outlet(titles[0], site)
    named = window.removeprefix(title).strip(_BETWEEN) if window and window.startswith(f"{title} ") else ""
    if site is None and 0 < len(named) <= _LONGEST_OUTLET:
        site = named
    head = heads[0] if len(heads) == 1 else ""
    rest = title.removeprefix(head)
    if head and rest != title and rest.strip()[:1] in _BETWEEN and rest[:1] in (" ", ":"):
        title = head
    return title, site


def _said(tree: Any, paths: tuple[str, ...]) -> str | None:
    """The first of some places that says something."""
    return next((text for path in paths for value in tree.xpath(path) if (text := " ".join(str(value).split()))), None)


def _dates(tree: Any, news: dict[str, Any]) -> list[Published]:
    """The dates that a page states for its article, best first."""
    values = [_text(news.get("datePublished")), *(str(value) for path in _DATES for value in tree.xpath(path))]
    return [date for value in values if value and (date := parse_date(value, "page"))]


def _address(document: Document, tree: Any) -> str | None:
    """The address that the page calls its own, else the one it was fetched from.

    A canonical address that is a front page, where the page itself was found elsewhere, is a mistake of the page's.
    """
    said = _said(tree, _ADDRESSES)
    if said is None or document.url is None:
        return said or document.url
    try:
        whole = urljoin(document.url, said)
        front = urlsplit(whole).path in ("", "/") and urlsplit(document.url).path not in ("", "/")
    except ValueError:  # a broken host, such as `http://[::1`
        return document.url
    return document.url if front or not whole.startswith(("http:", "https:")) else whole


def _kind(news: dict[str, Any]) -> str | None:
    """The kind that the page's own description names by its type, where that is more than an article's."""
    types = news.get("@type")
    names = [name for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)]
    return next((name for name in [*names, _text(news.get("genre")) or ""] if kind_named(name)), None)


def _byline(tree: Any, news: dict[str, Any]) -> str | None:
    said = _text(news.get("author")) or _said(tree, _BYLINES) or ""
    if said.startswith(("http:", "https:", "@", "/")):
        said = ""
    if not said:
        marked = (element.itertext() for path in _MARKED_BYLINES for element in tree.xpath(path))
        texts = (" ".join(" ".join(parts).split())[:_LONGEST_NAME] for parts in marked)
        said = next((name for text in texts if _NAME.fullmatch(name := _BY.sub("", text, count=1))), "")
    return said.removeprefix("By ").removeprefix("by ").replace("; ", ", ") or None


def _news_article(described: tuple[str, ...]) -> dict[str, Any]:
    """The page's own description of its article, or an empty one."""
    for text in described:
        if len(text) > _LONGEST_DESCRIPTION:
            continue
        try:
            read = json.loads(_bare(text), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(read):
            kinds = item.get("@type")
            if any(kind in _NEWS for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return item
    return {}


def _bare(text: str) -> str:
    """A description without the comment marks that some systems write around it."""
    return text.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")


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


def _short(text: str | None, mark: str) -> str | None:
    """A name; of a long list of names the first."""
    return text.partition(mark)[0].strip() or None if text and len(text) > _LONGEST_SECTION else text


def _first(value: Any) -> str | None:
    """The first of several values of a field."""
    return _text(next((one for one in value if one), None) if isinstance(value, list) else value)
