"""The first half of the way: sources become articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from brief import extract, ingest, summarize
from brief.errors import ItemError, NothingReadable, NothingToPublish, UsageError
from brief.http import without_password
from brief.model import Article, Document, Health, Problem, Source, Summary
from brief.pipeline.bringing import fetch
from brief.pipeline.items import FEED
from brief.pipeline.live import Brought, Live
from brief.pipeline.problems import caught, problem_of
from brief.pipeline.settings import Telling, Watch, unwatched
from brief.workers import Spread, chunks

_Told = tuple[Article, Summary | None]
_NONE = Brought()


@dataclass(frozen=True, slots=True)
class Reading:
    """How sources are read.

    Attributes:
        language: that of articles which neither say nor show theirs.
        output: the folder of results, whose editions are no articles where they lie within a source.
        spread: who does the work.
        telling: how each article is summarized, where the summaries are wanted instead of the texts.
        live: how live sources are asked; without it there are none.
        brought: what came of them before, where they are not to be asked again.
    """

    language: str = "en"
    output: str | None = None
    spread: Spread = map
    telling: Telling | None = None
    live: Live | None = None
    brought: Brought | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of some sources: articles in the order of the sources, and what went wrong.

    Where summaries were asked for, there is one for each article, and the articles are without text and sentences.

    Attributes:
        health: how the live sources have done so far.
        is_dead: whether there were live sources, none of which answered, and nothing else; what was kept of them
            earlier makes no edition of today.
        brought: what came of the live sources.
    """

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    summaries: tuple[Summary, ...] = ()
    health: tuple[Health, ...] = ()
    is_dead: bool = False
    brought: Brought = _NONE

    def require_articles(self, *, some: bool = True) -> None:
        """Raise NothingReadable or NothingToPublish where there is no article with a sentence in it.

        Arguments: whether there has to be one, even where all could be read.
        The text is that of the problem where there is just one.
        """
        only = f"{self.problems[0].where}: {self.problems[0].why}" if self.has_one_fault else None
        if self.is_dead:
            raise NothingReadable(only or "no live source answered; see the lines above")
        if any(article.sentences for article in self.articles):
            return
        if self.problems and not self.articles and not any(problem.empty for problem in self.problems):
            raise NothingReadable(only or "nothing could be read: check the paths above")
        if some:
            raise NothingToPublish(only or "nothing to publish: no article in what was given")

    @property
    def has_one_fault(self) -> bool:
        """Whether one problem is all that came of the sources."""
        return not self.articles and len(self.problems) == 1


def gather(sources: Sequence[Source], reading: Reading | None = None, watch: Watch = unwatched) -> Gathered:
    """Return the articles in some sources.

    Arguments: the sources; how they are read; what follows the work.
    Raises UsageError for a live source where none can be asked.
    """
    how = reading or Reading()
    problems: list[Problem] = []
    located = [one for source in sources for one in caught(_locate(source, how.output), "read", problems)]
    located = list(dict.fromkeys(located))
    live = [source for source in located if source.kind == ingest.WEB]
    asking = _live(how, live) if live and how.brought is None else None
    brought = how.brought or (fetch(live, asking, watch) if asking else Brought())
    opened = watch([source for source in located if source.kind != ingest.WEB], "opening")
    documents = [document for source in opened for document in caught(_read(source), "read", problems)]
    # Where nothing was asked, that the last answer was none says nothing of what is kept.
    is_dead = asking is not None and not asking.offline and not brought.answered and not documents
    documents += brought.documents
    problems += brought.problems
    work = partial(_articles, language=how.language, telling=how.telling)
    results = (result for part in how.spread(work, chunks(documents)) for result in part)
    told: list[_Told] = []
    # The watch comes first, so that it shows what is under way.
    for _, result in zip(watch(documents, "reading"), results, strict=True):
        problems.append(result) if isinstance(result, Problem) else told.append(result)
    articles = _distinct([article for article, _ in told])
    summaries = [_named(summary, article) for article, (_, summary) in zip(articles, told, strict=True) if summary]
    return Gathered(articles, tuple(problems), tuple(summaries), brought.health, is_dead, brought)


def _live(how: Reading, sources: Sequence[Source]) -> Live:
    if how.live is None:
        raise UsageError(f"{without_password(sources[0].location)}: is a web address; only files are read here")
    if how.live.offline and how.live.store is None:
        raise UsageError("--offline makes the edition of what a store holds: name one with --store FILE")
    return how.live


def _locate(source: Source, output: str | None) -> Iterator[Source]:
    for file in ingest.locate(source):
        if file == source or output is None or not ingest.is_own(file.location, output):
            yield file


def _read(source: Source) -> Iterator[Document]:
    yield from ingest.read(source)


def _articles(documents: Sequence[Document], language: str, telling: Telling | None) -> list[_Told | Problem]:
    """The articles in some documents, with a summary where a way of telling is given; runs in any process."""
    return [_article(document, language, telling) for document in documents]


def _article(document: Document, language: str, telling: Telling | None) -> _Told | Problem:
    try:
        article = extract.extract(document, language)
    except ItemError as error:
        return problem_of("extract", error, slight=document.source.kind == FEED)
    if telling is None:
        return article, None
    summary = summarize.summarize(article, telling.method, telling.length)
    # The text and its sentences stay behind: they are two thirds of what would travel from one process to another.
    return replace(article, text="", sentences=()), summary


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


def _named(summary: Summary, article: Article) -> Summary:
    """A summary under the id that its article was given since."""
    if summary.article == article.id:
        return summary
    picks = tuple(replace(pick, article=article.id) for pick in summary.picks)
    return replace(summary, article=article.id, picks=picks)
