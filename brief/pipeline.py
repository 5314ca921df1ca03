"""Calls the rooms in order. Decides nothing.

    gather:  for each source: locate, read, extract        -> articles, problems
    edit:    admit -> group -> importance -> plan -> tell -> compose -> Briefing

An item that fails becomes a `Problem`, and the others go on; `ItemError` is the only thing caught here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from brief import compose, extract, ingest, summarize
from brief.errors import Empty, ItemError, NothingReadable, NothingToPublish
from brief.model import Article, Briefing, Document, Pick, Problem, Source, Story

T = TypeVar("T")
#: Follows some work and shows how far it is: `watch(items, what) -> items`.
Watch = Callable[[Sequence[Any], str], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of some sources: articles in the order of the sources, and what went wrong."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]

    def require_articles(self) -> None:
        """Raise NothingReadable or NothingToPublish where there is no article with a sentence in it.

        The text is that of the problem where there is just one.
        """
        if any(article.sentences for article in self.articles):
            return
        only = f"{self.problems[0].where}: {self.problems[0].why}" if self.has_one_fault else None
        if self.problems and not self.articles and not any(problem.empty for problem in self.problems):
            raise NothingReadable(only or "nothing could be read: check the paths above")
        raise NothingToPublish(only or "nothing to publish: no article in what was given")

    @property
    def has_one_fault(self) -> bool:
        """Whether one problem is all that came of the sources."""
        return not self.articles and len(self.problems) == 1


@dataclass(frozen=True, slots=True)
class Telling:
    """How stories are found and told.

    Attributes:
        method: summarizer of a story with one article; several are told by their digest.
        length: how much is told of each.
        granularity: how finely events are told apart.
    """

    method: str = summarize.DEFAULT_METHOD
    length: summarize.Length = field(default_factory=summarize.Length)
    granularity: float = 1.0


def unwatched(items: Sequence[Any], _what: str) -> Iterable[Any]:
    """Follow nothing."""
    return items


def gather(
    sources: Sequence[Source], language: str = "en", watch: Watch = unwatched, output: str | None = None
) -> Gathered:
    """Return the articles in some sources.

    Arguments: the sources; the language of articles that do not say theirs; what follows the work; the folder of
    results, whose editions are no articles where they lie within a source.
    """
    articles: list[Article] = []
    problems: list[Problem] = []
    files = [file for source in sources for file in _caught(_locate(source, output), "read", problems)]
    opened = watch(list(dict.fromkeys(files)), "opening")
    documents = [document for file in opened for document in _caught(_read(file), "read", problems)]
    for document in watch(documents, "reading"):
        articles += _caught(_extract(document, language), "extract", problems)
    return Gathered(_distinct(articles), tuple(problems))


def edit(gathered: Gathered, edition: compose.Edition, telling: Telling, watch: Watch = unwatched) -> Briefing:
    """Return the briefing that an edition makes of some articles.

    Raises NothingReadable or NothingToPublish where there is nothing to print.
    """
    from brief import group  # loads scipy, which reading and summarizing do without
    from brief.group.sections import SECTIONS

    gathered.require_articles()
    readable = [article for article in gathered.articles if article.sentences]
    problems = [*gathered.problems, *(_silent(article) for article in gathered.articles if not article.sentences)]
    admitted = compose.admit(readable, edition)
    if not admitted.articles:
        raise NothingToPublish(f"nothing to publish: all {admitted.too_new} articles are dated after {edition.day}")
    weighing = group.Weighing(edition.day, ZoneInfo(edition.zone))
    stories = group.group(admitted.articles, telling.granularity)
    weighed = [replace(story, importance=group.importance(story, weighing)) for story in stories]
    chosen = compose.plan(weighed, edition)
    digests = {story.id: tell(story, telling) for story in watch(chosen.told, "summarizing")}
    return compose.compose(chosen, digests, edition, problems, admitted, dict(SECTIONS))


def tell(story: Story, telling: Telling) -> tuple[Pick, ...]:
    """Return the sentences that tell a story: a summary of its only article, or a digest of several."""
    copies = {article.id for article in story.duplicates}
    originals = [article for article in story.articles if article.id not in copies]
    if len(originals) == 1:
        return summarize.summarize(originals[0], telling.method, telling.length).picks
    return summarize.digest(originals, telling.length)


def _caught(items: Iterator[T], stage: str, problems: list[Problem]) -> Iterator[T]:
    """The items, until one fails; that becomes a problem."""
    try:
        yield from items
    except ItemError as error:
        problems.append(Problem(stage, error.where, error.why, empty=isinstance(error, Empty)))


def _locate(source: Source, output: str | None) -> Iterator[Source]:
    for file in ingest.locate(source):
        if file == source or output is None or not ingest.is_own(file.location, output):
            yield file


def _read(source: Source) -> Iterator[Document]:
    yield from ingest.read(source)


def _extract(document: Document, language: str) -> Iterator[Article]:
    yield extract.extract(document, language)


def _silent(article: Article) -> Problem:
    return Problem("extract", article.location, "holds no sentence", empty=True)


def _distinct(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles with an id that came before numbered: `x`, `x-2`, `x-3`."""
    seen: set[str] = set()
    last: dict[str, int] = {}
    found = []
    for article in articles:
        name = article.id
        while name in seen:
            last[article.id] = last.get(article.id, 1) + 1
            name = f"{article.id}-{last[article.id]}"
        seen.add(name)
        found.append(article if name == article.id else replace(article, id=name))
    return tuple(found)
