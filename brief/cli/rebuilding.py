"""What `brief preview` shows, made as `brief build` makes it; after a change only what that touches is made again.

    settings -> articles -> briefing -> pictures -> page

Each step is done again where what it depends on is another thing than the last time. Files are read anew after each
change of a source, but taken apart only where their bytes are others, and a story is told anew only where its articles
are. Live sources are asked once, and again where brief.toml names others or has them asked in another way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from brief import ingest, pipeline, summarize
from brief.cli.edition import day_of, edition_of, is_offline, opened, past_of, store_named, telling_of, window_of
from brief.cli.grounds import Grounds, grounds_of
from brief.cli.live import in_words
from brief.cli.options import given
from brief.cli.publishing import Copies, as_published, with_copies
from brief.cli.reasons import reasons
from brief.cli.settings import asking, configuration, configured_sources, themed
from brief.errors import BriefError, ItemError, UsageError
from brief.model import Briefing, Past, Source, Story
from brief.preview import Told, Watched, editions_in, file_in
from brief.registry import load
from brief.render import pdf, render
from brief.render.prose import counted
from brief.render.theme import forget, known_themes
from brief.workers import Spread, Workers, chunks

if TYPE_CHECKING:
    from brief.config import Config
    from brief.pipeline import Gathered, Telling, Watch
    from brief.store import Store

T = TypeVar("T")
R = TypeVar("R")
#: The options of `brief build` that a preview has at their defaults: what it shows is what brief.toml says.
_USUAL = {"title": None, "since": None, "max_stories": None, "minutes": None, "sentences": None, "method": None}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command asks for.

    Attributes:
        sources: the sources, or none for those of brief.toml.
        config: path of brief.toml, or None.
        day: the day of the edition as typed, or None for today.
        theme: name or folder, or None for that of brief.toml.
        store: path of the store, or None for that of brief.toml.
        offline: whether live sources are not even asked at the start.
        jobs: processes that read at the start.
    """

    sources: tuple[str, ...] = ()
    config: str | None = None
    day: str | None = None
    theme: str | None = None
    store: str | None = None
    offline: bool = False
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps from sources to a page."""

    gather: Callable[..., Gathered] = pipeline.gather
    edit: Callable[..., Briefing] = pipeline.edit
    illustrate: Callable[..., Briefing] = pipeline.illustrate
    render: Callable[..., bytes] = render


@dataclass(frozen=True, slots=True)
class _Stand:
    """How far the steps have come: what each one had, and what it made of that."""

    gathered: Gathered | None = None
    asked: tuple[Any, ...] = ()
    edited: Briefing | None = None
    from_articles: tuple[Any, ...] = ()
    copies: Copies = field(default_factory=dict)


class Rebuilding:
    """The builder of a preview. Arguments: what is wanted; a path for what is kept meanwhile; the steps."""

    def __init__(self, wanted: Wanted, shelf: str, steps: Steps | None = None) -> None:
        self._wanted = wanted
        self._shelf = shelf
        self._steps = steps or Steps()
        self._watch: Watch = pipeline.unwatched
        self._memory = _Memory()
        self._settings: Config | None = None
        self._grounds = Grounds()
        self._stand = _Stand()
        self._briefing: Briefing | None = None
        self._why: tuple[Briefing, dict[str, Any]] | None = None
        self._past: dict[str, Past] = {}

    @property
    def gathered(self) -> Gathered | None:
        """What came of the sources, or None where they were not read yet."""
        return self._stand.gathered

    def begin(self, watch: Watch) -> None:
        """Make everything for the first time, followed by `watch`. Raises BriefError where that fails."""
        self._watch = watch
        try:
            self.refresh(None)
        finally:
            self._watch = pipeline.unwatched

    def watched(self) -> Watched:
        """Return what a page is made of now."""
        return self._grounds.watched

    def concerns(self, path: Path) -> bool:
        """Return whether a file may change the page."""
        return self._grounds.concerns(path)

    def refresh(self, changed: Collection[Path] | None) -> None:
        """Make again what some files changed, or whatever may have changed where it is None."""
        forget(changed)
        is_style = changed is not None and all(map(self._grounds.is_style, changed))
        if is_style and self._briefing and self._briefing.day == self._day():
            return
        self._briefing = None  # until it is made
        try:
            self._settings = configuration(self._wanted.config)
            sources = given(self._wanted.sources, configured_sources(self._settings))
        finally:  # where brief.toml is wrong, it is what has to be watched
            wanted = self._wanted
            self._grounds = grounds_of(wanted.sources, wanted.config, self._settings, wanted.theme)
        if any(source.location == "-" for source in sources):
            raise UsageError("-: standard input cannot be watched; name files, folders or globs")
        self._briefing = self._made(self._settings, sources)
        if self._why is None or self._briefing is not self._why[0]:
            self._why = self._briefing, reasons(self._briefing)

    def told(self) -> Told:
        """Return what the tools show."""
        name = self._theme_name()
        themes = tuple(one for one in known_themes() if one != name)
        if self._settings is None:
            return Told(theme=name, themes=themes)
        folder = self._settings.path(self._settings.output.folder)
        pages = editions_in(folder)
        day = (self._briefing.day if self._briefing else day_of(self._settings, self._wanted.day)).isoformat()
        printed = {one.day.isoformat() for past in self._past.values() for one in past.printed}
        days = sorted({*pages, *printed} - {day}, reverse=True)
        problems = self._briefing.problems if self._briefing else ()
        return Told(
            title=self._settings.edition.title,
            day=day,
            themes=themes,
            theme=name,
            editions=tuple((one, one in pages, pages.get(one, False)) for one in days),
            troubles=tuple((one.where, one.why) for one in problems),
            sources=self._sources(),
            why=self._why[1] if self._why and self._briefing else {},
        )

    def page(self, theme: str) -> bytes:
        """Return the page in one of the themes, empty for the usual one."""
        look = themed(self._set(), theme or self._wanted.theme)
        settings = self._set()
        shown = as_published(settings, self._made_last(), settings.output.formats)
        return self._steps.render(shown, "html", look)

    def paper(self, theme: str) -> Callable[[], tuple[bytes, int]]:
        """Return what makes the PDF and counts its pages."""
        look = themed(self._set(), theme or self._wanted.theme)
        return partial(pdf.counted, self._made_last(), look)

    def file(self, place: str) -> Path | bytes | None:
        """Return a file that pages lead to, by its path as seen from the folder of results, or None."""
        for there, content in self._stand.copies.values():
            if there == place:
                return content
        settings = self._settings
        return file_in(settings.path(settings.output.folder), place) if settings else None

    def _day(self) -> date | None:
        """The day of the edition, which is another one after midnight where none was asked for."""
        return day_of(self._settings, self._wanted.day) if self._settings else None

    def _set(self) -> Config:
        if self._settings is None:
            raise UsageError("the configuration could not be read yet")
        return self._settings

    def _made_last(self) -> Briefing:
        if self._briefing is None:
            raise BriefError("there is no briefing yet")
        return self._briefing

    def _theme_name(self) -> str:
        return self._wanted.theme or (self._settings.output.theme if self._settings else "morning")

    def _made(self, settings: Config, sources: Sequence[Source]) -> Briefing:
        """Do the steps up to the pictures, as far as they depend on what is others now."""
        store, day = store_named(settings, self._wanted.store), day_of(settings, self._wanted.day)
        past = self._past.get(day.isoformat()) or past_of(self._shelf if store else None, day, reading=True)
        self._past = {day.isoformat(): past}
        edition = edition_of(settings, _USUAL, day, past, numbered=store is not None)
        telling = telling_of(settings, {**_USUAL, "granularity": 1.0})
        load("method", summarize.RANKERS, telling.method)
        offline = is_offline(settings, store, day, wished=self._wanted.offline)
        before = self._stand.gathered
        asked = _live(sources), settings.web, settings.edition.language, store, window_of(edition)
        is_asking = before is None or asked != self._stand.asked
        if before is None or is_asking:
            with (
                Workers(self._wanted.jobs) as workers,
                self._kept(wanted=store is not None) as kept,
                asking(settings, kept, window_of(edition), offline=offline) as live,
            ):
                found = self._gathered(settings, sources, pipeline.Reading(spread=workers.map, live=live))
        else:
            found = self._gathered(settings, sources, pipeline.Reading(brought=before.brought))
        self._stand = replace(self._stand, gathered=found, asked=asked)
        needs = (found.articles, found.problems, found.health, edition, telling, past, settings.publish.sources)
        edited = self._stand.edited
        if edited is None or needs != self._stand.from_articles:
            with self._memory.kept_to_stories():
                edited = self._steps.edit(found, edition, telling, self._watch, past, self._memory.tell)
            edited, copies = with_copies(settings, edited)
            self._stand = replace(self._stand, edited=edited, from_articles=needs, copies=copies)
        if settings.theme.pictures == "none":
            return edited
        with (
            self._kept() as kept,
            asking(settings, kept, offline=offline or not is_asking) as live,
        ):
            return self._steps.illustrate(edited, settings.theme.pictures, live, self._watch)

    @contextmanager
    def _kept(self, *, wanted: bool = True) -> Iterator[Store | None]:
        """Give what is kept meanwhile, where it is wanted; it is not made again where it has been taken away."""
        if wanted and not Path(self._shelf).parent.is_dir():
            raise BriefError("the preview has ended")
        with opened(self._shelf if wanted else None, reading=False) as kept:
            yield kept

    def _gathered(self, settings: Config, sources: Sequence[Source], how: pipeline.Reading) -> Gathered:
        reading = replace(
            how,
            language=settings.edition.language,
            output=settings.path(settings.output.folder),
            spread=self._memory.around(how.spread),
        )
        return self._steps.gather(sources, reading, self._watch)

    def _sources(self) -> tuple[tuple[str, str, bool], ...]:
        """How each source did: the live ones by their visits, files by their articles."""
        found = self._stand.gathered
        if found is None:
            return ()
        live = [(one.name or one.source, in_words(one), not one.failures and not one.disabled) for one in found.health]
        named = {one.source for one in found.health}
        numbers: dict[str, int] = {}
        for article in found.articles:
            if article.source.location not in named:
                place = str(Path(article.file).parent)
                numbers[place] = numbers.get(place, 0) + 1
        return (*live, *((place, counted(number, "article", "articles"), True) for place, number in numbers.items()))


def _live(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The live ones of some sources, those of lists of feeds among them."""
    found: dict[Source, None] = {}
    for source in sources:
        with suppress(ItemError):  # told where it is read
            found.update((one, None) for one in ingest.locate(source) if one.kind == ingest.WEB)
    return tuple(found)


class _Memory:
    """What was made of the documents and stories of the last time."""

    def __init__(self) -> None:
        self._articles: dict[tuple[Any, ...], Any] = {}
        self._stories: dict[tuple[str, ...], tuple[tuple[Any, ...], Story]] = {}
        self._now: dict[tuple[str, ...], tuple[tuple[Any, ...], Story]] = {}

    def around(self, inner: Spread) -> Spread:
        """Return what has work done by another spread, but for the documents that it was done on the last time."""

        def spread(work: Callable[[T], R], things: Iterable[T], /) -> Iterable[R]:
            return self._known(inner, work, things)

        return spread

    def _known(self, inner: Spread, work: Any, things: Iterable[Any]) -> list[Any]:
        asked = [tuple(chunk) for chunk in things]
        setting = tuple(sorted(work.keywords.items()))
        new = [one for chunk in asked for one in chunk if (one, setting) not in self._articles]
        made = (result for part in inner(work, chunks(new)) for result in part)
        known = self._articles | {(one, setting): result for one, result in zip(new, made, strict=True)}
        self._articles = {(one, setting): known[one, setting] for chunk in asked for one in chunk}
        return [[self._articles[one, setting] for one in chunk] for chunk in asked]

    @contextmanager
    def kept_to_stories(self) -> Iterator[None]:
        """Forget at the end the stories that were not told meanwhile."""
        self._now = {}
        yield
        self._stories = self._now

    def tell(self, story: Story, telling: Telling, known: Sequence[frozenset[str]] = (), /) -> Story:
        """Tell a story as `pipeline.tell` does, or as the last time where its articles are the same."""
        name = tuple(article.id for article in story.all_articles)
        needs = (story.articles, story.duplicates, telling, tuple(known))
        before = self._stories.get(name)
        told = before[1] if before and before[0] == needs else pipeline.tell(story, telling, known)
        self._now[name] = needs, told
        return replace(story, digest=told.digest, quotes=told.quotes, figures=told.figures, timeline=told.timeline)
