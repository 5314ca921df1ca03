"""The pages behind the items of a feed, taken apart where they can do no harm."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Protocol, TypeVar

from brief import extract, http
from brief.errors import ItemError, Unreadable
from brief.model import Article, Document, Problem
from brief.pipeline.items import Item, with_whole_text
from brief.pipeline.problems import problem_of
from brief.pipeline.settings import Arriving, Watch

R = TypeVar("R")

#: The most bytes of a page.
LARGEST = 5_000_000


class Guard(Protocol):
    """Do some work on each of some documents, where it can do no harm, and give the results in their order.

    A document whose work takes too long or too much gives what `failed` makes of it and the reason.
    """

    def __call__(
        self, work: Callable[[Document], R], documents: Iterable[Document], failed: Callable[[Document, str], R], /
    ) -> Iterable[R]:
        """Return the results."""


def unguarded(
    work: Callable[[Document], R], documents: Iterable[Document], _failed: Callable[[Document, str], R], /
) -> Iterable[R]:
    """Do the work here."""
    return map(work, documents)


def articles_of(documents: Iterable[Document], guard: Guard, language: str) -> Iterator[Article | ItemError]:
    """Return the article of each page, or what is wrong with it.

    Arguments: the pages; who takes them apart; the language of those that neither say nor show theirs.
    """
    return iter(guard(partial(_article, language=language), documents, _over_the_limit))


def whole_texts(
    teasers: Sequence[Item], manners: http.Manners, guard: Guard, language: str, watch: Watch
) -> tuple[list[Item], list[Problem]]:
    """Return items with the texts of their pages, in their order, and the pages that are skipped.

    Arguments: the items, each with the address of its page; how the network is used; who takes pages apart; the
    language of those that neither say nor show theirs; what follows the work.
    An item whose page cannot be had, or says no more than the item, stays as it is.
    """
    asked = {http.Request(item.url or "", LARGEST, robots=True): item for item in teasers}
    answers = watch(Arriving(len(asked), http.fetch(asked, manners)), "fetching pages")
    behind: dict[str, Item] = {}
    skipped: list[Problem] = []

    def pages() -> Iterator[Document]:
        for answer in answers:
            item = asked[answer.request]
            if isinstance(answer, http.Failure):
                skipped.append(Problem("fetch", answer.request.url, answer.why, slight=True))
            else:
                behind[answer.request.url] = item
                yield _page(item, answer)

    found: dict[tuple[str, str], Item] = {}
    for page in articles_of(pages(), guard, language):
        if isinstance(page, ItemError):
            skipped.append(problem_of("extract", page, slight=True))
        else:
            item = behind[page.location]
            found[item.identity] = _fuller(item, page, language)
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


def _over_the_limit(document: Document, why: str) -> Article | ItemError:
    return Unreadable(document.location, why)
