"""Calls the rooms in order. Decides nothing.

    gather:  for each source: locate, read, extract        -> articles, problems
    edit:    admit -> group -> weigh -> recall -> plan -> tell -> fit -> compose -> Briefing

An item that fails becomes a `Problem`, and the others go on; `ItemError` is the only thing caught here. Documents
are extracted, and where it is asked for summarized, wherever a `Spread` has it done: here, or in other processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

from brief import compose, extract, ingest, summarize
from brief.errors import Empty, ItemError, NothingReadable, NothingToPublish
from brief.model import Article, Briefing, Document, Past, Printed, Problem, Source, Story, Summary
from brief.workers import Spread, chunks

if TYPE_CHECKING:
    from brief.group import OwnSection

T = TypeVar("T")
#: Follows some work and shows how far it is: `watch(items, what) -> items`.
Watch = Callable[[Sequence[Any], str], Iterable[Any]]
_Told = tuple[Article, Summary | None]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of some sources: articles in the order of the sources, and what went wrong.

    Where summaries were asked for, there is one for each article, and the articles are without text and sentences.
    """

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    summaries: tuple[Summary, ...] = ()

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
        length: how much is told of a story with one article.
        digest: how much is told of a story with several.
        granularity: how finely events are told apart.
        sections: the user's own sections.
    """

    method: str = summarize.DEFAULT_METHOD
    length: summarize.Length = field(default_factory=summarize.Length)
    digest: summarize.Length = summarize.USUAL
    granularity: float = 1.0
    sections: tuple[OwnSection, ...] = ()


def unwatched(items: Sequence[Any], _what: str) -> Iterable[Any]:
    """Follow nothing."""
    return items


def gather(
    sources: Sequence[Source],
    language: str = "en",
    watch: Watch = unwatched,
    output: str | None = None,
    spread: Spread = map,
    telling: Telling | None = None,
) -> Gathered:
    """Return the articles in some sources.

    Arguments: the sources; the language of articles that do not say theirs; what follows the work; the folder of
    results, whose editions are no articles where they lie within a source; who does the work; how each article is
    summarized, where the summaries are wanted instead of the texts.
    """
    problems: list[Problem] = []
    files = [file for source in sources for file in _caught(_locate(source, output), "read", problems)]
    opened = watch(list(dict.fromkeys(files)), "opening")
    documents = [document for file in opened for document in _caught(_read(file), "read", problems)]
    work = partial(_articles, language=language, telling=telling)
    results = (result for part in spread(work, chunks(documents)) for result in part)
    told: list[_Told] = []
    # The watch comes first, so that it shows what is under way.
    for _, result in zip(watch(documents, "reading"), results, strict=True):
        problems.append(result) if isinstance(result, Problem) else told.append(result)
    articles = _distinct([article for article, _ in told])
    summaries = [_named(summary, article) for article, (_, summary) in zip(articles, told, strict=True) if summary]
    return Gathered(articles, tuple(problems), tuple(summaries))


def edit(
    gathered: Gathered, edition: compose.Edition, telling: Telling, watch: Watch = unwatched, past: Past | None = None
) -> Briefing:
    """Return the briefing that an edition makes of some articles.

    Arguments: the articles; what is settled about the edition; how stories are found and told; what follows the work;
    what earlier editions printed.
    Raises NothingReadable or NothingToPublish where there is nothing to print.
    """
    from brief import group  # loads scipy, which reading and summarizing do without

    gathered.require_articles()
    # A notice of withdrawal may be a headline alone.
    readable = [article for article in gathered.articles if article.sentences or article.withdrawn]
    silent = (one for one in gathered.articles if not one.sentences and not one.withdrawn)
    problems = [*gathered.problems, *map(_silent, silent)]
    admitted = compose.admit(readable, edition, group.killed(gathered.articles))
    weighing = group.Weighing(edition.day, ZoneInfo(edition.zone), edition.half_life, edition.boost)
    stories = group.group(admitted.articles, telling.granularity, telling.sections)
    weighed = [group.weighed(story, weighing) for story in stories]
    recalled = group.recall(weighed, past or Past())
    chosen = compose.plan(weighed, edition, recalled)
    told = tuple(tell(story, telling, chosen.known.get(story.id, ())) for story in watch(chosen.told, "summarizing"))
    briefing = compose.compose(
        compose.fit(replace(chosen, told=told), edition),
        edition,
        problems,
        admitted,
        group.section_titles(telling.sections),
    )
    if not briefing.sections:
        raise NothingToPublish(f"nothing to publish: {compose.reasons(briefing)}")
    return briefing


def remembered(briefing: Briefing, page: str | None) -> list[Printed]:
    """Return what is to be remembered of a briefing.

    Arguments: the briefing; where its page stands in the folder of results, or None.
    """
    from brief import group
    from brief.render.view import places

    anchors = places(briefing)
    return [
        group.printed(
            story,
            briefing.day,
            told=story.id in anchors,
            page=f"{page}#{anchors[story.id]}" if page and story.id in anchors else page,
        )
        for section in briefing.sections
        for story in (*section.stories, *section.others)
    ]


def tell(story: Story, telling: Telling, known: Sequence[frozenset[str]] = ()) -> Story:
    """Return a story with the sentences that tell it: a summary of its only article, or a digest of several.

    Arguments: the story; how it is told; the content stems of the sentences that earlier editions had, which count for
    less. Beside the digest stands who said what, in numbers and day by day, as far as it does not tell it.
    """
    from brief.summarize.beside import beside

    copies = {article.id for article in story.duplicates}
    originals = [article for article in story.articles if article.id not in copies]
    if len(originals) == 1 and not known:
        told = summarize.summarize(originals[0], telling.method, telling.length).picks
    else:
        told = summarize.digest(originals, telling.digest, known)
    more = beside(originals, told)
    return replace(story, digest=told, quotes=more.quotes, figures=more.figures, timeline=more.timeline)


def _caught(items: Iterator[T], stage: str, problems: list[Problem]) -> Iterator[T]:
    """The items, until one fails; that becomes a problem."""
    try:
        yield from items
    except ItemError as error:
        problems.append(_problem(stage, error))


def _problem(stage: str, error: ItemError) -> Problem:
    return Problem(stage, error.where, error.why, empty=isinstance(error, Empty))


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
        return _problem("extract", error)
    if telling is None:
        return article, None
    summary = summarize.summarize(article, telling.method, telling.length)
    # The text and its sentences stay behind: they are two thirds of what would travel from one process to another.
    return replace(article, text="", sentences=()), summary


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


def _named(summary: Summary, article: Article) -> Summary:
    """A summary under the id that its article was given since."""
    if summary.article == article.id:
        return summary
    picks = tuple(replace(pick, article=article.id) for pick in summary.picks)
    return replace(summary, article=article.id, picks=picks)
