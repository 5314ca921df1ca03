"""Web pages: the only door to trafilatura, resiliparse and htmldate, which find the story among the rest of a page.

trafilatura is asked fast first; only where it finds next to nothing, thoroughly; and resiliparse, which takes more
pages and more of the page, where it still finds nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from brief.errors import Empty, Unreadable
from brief.extract.assemble import assemble_text
from brief.extract.dates import is_ahead, latest, parse_date
from brief.extract.markup import Page, parsed
from brief.extract.page_facts import Facts, facts, words_of
from brief.extract.pictures import picture_of
from brief.extract.refusals import refusal
from brief.model import Article, Document, Published

# Characters of a story: with fewer a page is looked at again. 103 news pages, F1 (of either half), time for a page:
# fast alone .953 (.948, .958); and thoroughly below 250 .967 (.967, .967), below 1,000 .963; all thoroughly .958 and
# half the time again; resiliparse alone .913.
ENOUGH = 250
# Of a table that only places things on the page, one cell holds the story; cells of figures are shorter.
_PLACING_CELL = 400
_MOST_TABLES = 300
# Links to other stories are headlines; shorter ones are names in a list.
_SHORTEST_LINK = 15
# A line of resiliparse that is so long and ends like a sentence is prose; what is found is taken for a story where so
# much of it is prose.
_LONG_LINE = 80
_PROSE_SHARE = 0.6
_SENTENCE_ENDS = tuple('.!?…。！？"”’»)')
_NEVER_STORY = (
    "noscript", "svg", "iframe", "link", "template", "button", "input", "select", "video", "audio", "object",
    "nav", "footer", "aside",
)  # fmt: skip
# A page whose text stands in its footer has forgotten an end tag.
_MOST_IN_MARGINS = 1 / 3
#: When a page was changed is not when it was published; htmldate would take it for that.
_CHANGED = (
    "//meta[contains(@property, 'modified') or contains(@property, 'updated') or contains(@name, 'modified')"
    " or contains(@name, 'updated') or @itemprop='dateModified' or @http-equiv='last-modified']"
)
#: Where lines of refusals are not looked for.
_MARGINS = ("header", "footer", "nav", "aside", "select", "template")


def extract(document: Document, language: str) -> Article:
    """Return the article of a web page.

    Raises Empty where there is none in it: nothing, or a paywall, an error, a check for bots in its place; Unreadable
    for a page that is too large or made to be slow.
    """
    page = parsed(document)
    said = facts(document, page)
    picture = picture_of(page.tree, said.news, document.url or said.found.url)  # before the tree is changed
    lines = _without_rest(page, said, _story(document.location, page))
    text = "\n\n".join(lines)
    titles = [title for title in (said.found.title, *said.heads, page.tree.findtext(".//title")) if title]
    why = refusal(titles, text, _shown(page.html, has_story=bool(text)) if len(text) < 8 * ENOUGH else (), said.news)
    if why:
        raise Empty(document.location, why)
    found = replace(said.found, text=text, picture=picture)
    article = assemble_text(document, found, language)
    # Of a stated date that cannot be right htmldate takes a part: of 2026-11-22 the first of November.
    if not said.states_date and (article.published is None or article.published.origin == "first seen"):
        guess = _guessed_date(document, page.tree, article.url)
        return replace(article, published=guess or article.published)
    return article


def _story(where: str, page: Page) -> str:
    """The story of a page as the libraries find it, a line each paragraph; empty where they find none."""
    _drop_margins(page.tree)
    _keep_placing_tables(page.tree)
    fast, broken = _found_by_trafilatura(page.tree, fast=True)
    if _size(fast) >= ENOUGH:
        return fast
    thorough, broken = _found_by_trafilatura(page.tree, fast=False)
    best = thorough if _size(thorough) > _size(fast) else fast
    if _size(best) < ENOUGH:
        other = _prose_by_resiliparse(page.html)
        best = other if _size(other) > max(2 * _size(best), ENOUGH) else best
    if broken and not best:
        raise Unreadable(where, f"is a page that cannot be taken apart ({broken})")
    return best


def _size(text: str) -> int:
    return len("".join(text.split()))


def _found_by_trafilatura(tree: Any, *, fast: bool) -> tuple[str, str]:
    """The story of a page, and the name of the exception where trafilatura failed."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        body = trafilatura.bare_extraction(
            tree, fast=fast, favor_precision=True, include_comments=False, include_tables=True, with_metadata=False
        )
    except Exception as error:  # noqa: BLE001 - of any kind: it says nowhere what it raises
        return "", type(error).__name__
    return getattr(body, "text", None) or "", ""


def _prose_by_resiliparse(html: str) -> str:
    """The story as resiliparse finds it; empty where it is not mostly prose: a list of links, a form."""
    lines = _told_by_resiliparse(html, main_content=True)
    prose = [line for line in lines if len(line) > _LONG_LINE and line.endswith(_SENTENCE_ENDS)]
    return "\n".join(lines) if sum(map(len, prose)) >= _PROSE_SHARE * sum(map(len, lines)) else ""


def _told_by_resiliparse(html: str, **settings: Any) -> list[str]:
    """The lines that resiliparse finds in a page; none where it fails."""
    from resiliparse.extract.html2text import extract_plain_text

    try:
        told = extract_plain_text(html, preserve_formatting=True, alt_texts=False, list_bullets=False, **settings)
    except Exception:  # noqa: BLE001 - of any kind: it says nowhere what it raises
        return []
    return [" ".join(line.split()) for line in told.split("\n") if line.strip()]


def _guessed_date(document: Document, tree: Any, url: str | None) -> Published | None:
    """The date as htmldate finds it in a page that states none; it is wrong one time in eleven."""
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    for changed in tree.xpath(_CHANGED):
        changed.getparent().remove(changed)
    try:
        day = find_date(
            tree, extensive_search=False, original_date=True, url=url, max_date=latest(document).isoformat()
        )
    except Exception:  # noqa: BLE001 - of any kind: it says nowhere what it raises
        return None
    found = parse_date(day, "guessed") if day else None
    return None if found is None or is_ahead(document, found) else found


def _drop_margins(tree: Any) -> None:
    """Take out what never holds a story; trafilatura would, after it has looked at all of it (1.7 ms of 15 a page)."""
    most = len(tree.text_content()) * _MOST_IN_MARGINS
    for part in list(tree.iter(*_NEVER_STORY)):
        if part.getparent() is not None and len(part.text_content()) <= most:
            part.drop_tree()


def _keep_placing_tables(tree: Any) -> None:
    """Make blocks of the tables that only place things on the page, so that their text is not taken for figures."""
    tables = list(tree.iter("table"))
    if len(tables) > _MOST_TABLES:
        return
    for table in reversed(tables):
        if any(len(words_of(cell)) >= _PLACING_CELL for cell in table.iter("td")):
            for part in list(table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th")):
                part.tag = "div"


def _without_rest(page: Page, said: Facts, told: str) -> Sequence[str]:
    """The lines of a story without its headline, captions, links to other stories, and what was there before."""
    links = {
        text
        for link in page.tree.iter("a")
        if not link.get("href", "#").startswith("#") and len(text := words_of(link)) >= _SHORTEST_LINK
    }
    unwanted = {words_of(caption) for caption in page.tree.iter("figcaption")} | said.heads | {said.found.title}
    unwanted |= {link for link in links if not link.endswith(_SENTENCE_ENDS)}
    lines: list[str] = []
    for given in told.split("\n"):
        line = given.strip().removeprefix("- ")
        bare = " ".join(line.split())
        if bare and bare not in unwanted:
            lines.append(line)
    minor = {words_of(head) for head in page.tree.iter("h2", "h3", "h4", "h5", "h6")}
    while lines and " ".join(lines[-1].split()) in minor:  # a heading with nothing below it
        lines.pop()
    return lines


def _shown(html: str, *, has_story: bool) -> list[str]:
    """The lines that a page shows outside its margins; without a story, also to a reader who runs no scripts."""
    return _told_by_resiliparse(html, main_content=False, skip_elements=_MARGINS, noscript=not has_story)
