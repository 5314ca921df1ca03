"""The pages behind the items of a feed, taken apart where they can do no harm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from brief import extract, http
from brief.errors import ItemError, Unreadable
from brief.model import Article, Document, Problem
from brief.pipeline.items import Item, with_whole_text
from brief.pipeline.live import Live
from brief.pipeline.problems import problem_of
from brief.pipeline.settings import Arriving, Watch

#: The most bytes of a page.
LARGEST = 5_000_000
# Pages that lie in memory at a time, to be taken apart: enough that two processes are busy.
AT_ONCE = 32


def articles_of(documents: Iterable[Document], live: Live) -> Iterator[Article | ItemError]:
    """Return the article of each page, or what is wrong with it. Arguments: the pages; who takes them apart."""
    rest = iter(documents)
    while some := tuple(islice(rest, AT_ONCE)):
        yield from live.guard(partial(_article, language=live.language), some)


def over_the_limit(document: Document, why: str) -> ItemError:
    """Return what is wrong with a page that takes too long or too much to be taken apart."""
    return Unreadable(document.location, why)


def whole_texts(teasers: Sequence[Item], live: Live, watch: Watch) -> tuple[list[Item], list[Problem]]:
    """Return items with the texts of their pages, in their order, and the pages that are skipped.

    Arguments: the items, each with the address of its page; how they are asked for; what follows the work.
    An item whose page cannot be had, or says no more than the item, stays as it is.
    """
    asked: dict[http.Request, list[Item]] = {}
    for item in teasers:  # two feeds may share a page
        asked.setdefault(http.Request(item.kept.url or "", LARGEST, robots=True), []).append(item)
    answers = watch(Arriving(len(asked), http.fetch(asked, live.manners)), "fetching pages")
    behind: dict[str, list[Item]] = {}
    skipped: list[Problem] = []

    def pages() -> Iterator[Document]:
        for answer in answers:
            if isinstance(answer, http.Failure):
                skipped.append(Problem("fetch", answer.request.url, answer.why, slight=True))
            else:
                behind[answer.request.url] = asked[answer.request]
                yield _page(asked[answer.request][0], answer)

    found: dict[tuple[str, str], Item] = {}
    for page in articles_of(pages(), live):
        if isinstance(page, ItemError):
            skipped.append(problem_of("extract", page, slight=True))
        else:
            found |= {item.identity: _fuller(item, page, live.language) for item in behind[page.location]}
    whole = [found.get(item.identity, item) for item in teasers]
    return whole, sorted(skipped, key=lambda problem: problem.where)


def _page(item: Item, answer: http.Response) -> Document:
    """A page as a document, under the address that it was asked at."""
    return Document(
        item.source, answer.request.url, "text/html", answer.body, item.kept.first_seen, answer.charset, answer.url
    )


def _fuller(item: Item, page: Article, language: str) -> Item:
    article = extract.extract(item.document, language)
    return with_whole_text(item, article, page) if len(page.text) > len(article.text) else item


def _article(document: Document, language: str) -> Article | ItemError:
    try:
        return extract.extract(document, language)
    except ItemError as error:
        return error
