"""Live sources: each is asked, what it has is kept, and what is of the edition's time is given as documents.

    ask:    for each address: what is known of it -> a request -> an answer, as it comes
    sniff:  feed -> its items; page -> itself, or the feed it links to, asked next; list of feeds -> all of them
    whole:  for each new item that is a teaser: its page -> its text, under what the feed says
    keep:   items and pages -> the store, where there is one; then what came of each visit

A visit is noted after what it brought is kept, so that a run that is killed asks for the same again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from brief import http
from brief.errors import ItemError
from brief.http import NOT_MODIFIED, without_password
from brief.ingest.web import documents
from brief.model import Document, Health, Kept, Problem, Source, Validators, Visit
from brief.pipeline.items import ITEM, Item, document_of, each_once, item_of, newest, page_of
from brief.pipeline.pages import articles_of, whole_texts
from brief.pipeline.settings import Arriving, Watch, unwatched
from brief.store import SIGHTINGS, Store
from brief.workers import Spread

# Pages that are fetched for the teasers of one feed in one run, the newest ones; more is no reader's courtesy.
MOST_PAGES = 20
# A list of feeds may name a site, and a site its feed; what lies deeper is asked for by nobody.
ROUNDS = 3
#: Before any news, and after all of it.
FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Live:
    """How live sources are asked.

    Attributes:
        now: the moment of the run (aware UTC).
        start, end: of a feed's items, those dated from `start` to before `end` are given (aware).
        manners: how the network is used.
        store: where what is fetched is kept, or None.
        offline: nothing is fetched; what the store holds is all there is.
        guard: who takes the pages of strangers apart.
        language: of articles that neither say nor show theirs.
    """

    now: datetime
    start: datetime = FIRST
    end: datetime = LAST
    manners: http.Manners = field(default_factory=http.Manners)
    store: Store | None = None
    offline: bool = False
    guard: Spread = map
    language: str = "en"

    def is_wanted(self, item: Item) -> bool:
        """Whether an item is of the time that is wanted; an undated one counts from when it was first seen."""
        return self.start <= (item.kept.published or item.kept.first_seen) < self.end


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking live sources.

    Attributes:
        sources: those that were asked, by their places: the ones given, then the ones that they named.
        problems: what failed; a page that is skipped is a slight one.
        health: how each source has done so far, in the order of the sources.
        answered: how many of them answered.
        held: what the store will not give back: pages that the user named, or everything where there is no store.
    """

    sources: Mapping[str, Source] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    health: tuple[Health, ...] = ()
    answered: int = 0
    held: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class _SoFar:
    """What came of asking, while it goes on.

    Attributes:
        known: how each source has done before, by its place.
        asked: the sources that were asked, by their places.
        visits: what came of it, by the places.
        held: what is held in memory, by source and key: all where there is no store, else pages only.
        behind: new items of each source whose pages are to be fetched.
        roots: the place under which a further source is kept: that of the site whose feed it is.
    """

    known: dict[str, Health]
    asked: dict[str, Source] = field(default_factory=dict)
    visits: dict[str, Visit] = field(default_factory=dict)
    held: dict[tuple[str, str], Item] = field(default_factory=dict)
    behind: list[list[Item]] = field(default_factory=list)
    roots: dict[str, str] = field(default_factory=dict)


def ask(sources: Sequence[Source], live: Live, watch: Watch = unwatched) -> Asked:
    """Ask live sources, keep what they have, and return what came of it.

    Arguments: the sources, each with an http(s) address; how they are asked; what follows the work.
    """
    named = {place_of(source): source for source in reversed(sources)}
    so_far = _SoFar(live.store.health(named) if live.store else {})
    wanted: Sequence[Source] = () if live.offline else sources
    for _ in range(ROUNDS):
        wanted = _ask(_unasked(wanted, so_far), live, so_far, watch)
    # What will not be printed is left where it is, and so are the hundreds of new items of one site.
    teasers = [item for new in so_far.behind for item in newest(filter(live.is_wanted, new), MOST_PAGES)]
    whole, skipped = whole_texts(teasers, live.manners, live.guard, live.language, watch) if teasers else ([], [])
    done = {item.identity: item for item in (*(item for new in so_far.behind for item in new), *whole)}
    _keep(list(done.values()), live, so_far)
    if live.store:
        live.store.note(so_far.visits.values())
    return _asked(list(reversed(named.values())), live, so_far, skipped)


def place_of(source: Source) -> str:
    """Return the address of a source as it may be shown and kept: without a password."""
    return without_password(source.location)


def _unasked(sources: Iterable[Source], so_far: _SoFar) -> list[Source]:
    """The sources that were not asked yet, each place once."""
    found = {place: source for source in sources if (place := place_of(source)) not in so_far.asked}
    so_far.asked.update(found)
    return list(found.values())


def _ask(sources: Sequence[Source], live: Live, so_far: _SoFar, watch: Watch) -> list[Source]:
    """Ask some sources; return those that they name in turn."""
    # What was slow or dead last time begins first, so that all others are done while it is waited for.
    slow = sorted(sources, key=lambda source: _patience(so_far.known.get(place_of(source))), reverse=True)
    asked = {request: source for source in slow if (request := _request(source, so_far))}
    further: list[Source] = []
    answers = watch(Arriving(len(asked), http.fetch(asked, live.manners)), "fetching") if asked else ()
    for answer in answers:
        further += _take(asked[answer.request], answer, live, so_far)
    return further


def _patience(health: Health | None) -> tuple[int, float]:
    """How long a source is likely to be waited for, as far as is known."""
    return (health.failures, health.delay or 0.0) if health else (0, 0.0)


def _request(source: Source, so_far: _SoFar) -> http.Request | None:
    """What to ask of a source, by what is known of it; None where it is gone for good."""
    place = place_of(source)
    health = so_far.known.get(place)
    if health is None:
        return http.Request(source.location)
    if health.disabled:
        return None
    # A new address that fails as often as it took to be believed was none.
    stays = health.address == place or health.failures >= SIGHTINGS
    return http.Request(source.location if stays else health.address, validators=health.validators)


def _take(source: Source, answer: http.Response | http.Failure, live: Live, so_far: _SoFar) -> Sequence[Source]:
    """Take what a source answered; return the sources that it names."""
    place = place_of(source)
    visit = Visit(place, live.now, "ok", seconds=answer.seconds)
    if isinstance(answer, http.Failure):
        so_far.visits[place] = replace(visit, outcome="gone" if answer.gone else "failed", why=answer.why)
        return ()
    visit = replace(visit, validators=answer.validators, moved=answer.moved)
    if answer.status == NOT_MODIFIED:
        so_far.visits[place] = replace(visit, outcome="unchanged")
        return ()
    root = so_far.roots.get(place, place)
    try:
        found = documents(
            source, answer.body, url=answer.url, media_type=answer.media_type, charset=answer.charset, fetched=live.now
        )
        items = [item for document in found.documents for item in _items(document, root, live)]
    except ItemError as error:
        so_far.visits[place] = replace(visit, outcome="failed", why=error.why, validators=Validators())
        return ()
    if len(found.sources) == 1 and not items:
        so_far.roots[place_of(found.sources[0])] = root
    if found.sources:  # asked for the whole again next time, since only that names them
        visit = replace(visit, validators=Validators())
    so_far.visits[place] = replace(visit, found=len(items), new=_sort(items, live, so_far))
    return found.sources


def _items(document: Document, root: str, live: Live) -> Iterator[Item]:
    """The item of a feed, or the page that the user named. Raises ItemError where that holds no article."""
    if document.media_type == ITEM:
        yield item_of(document, root, live.now)
        return
    for article in articles_of([document], live.guard, live.language):
        if isinstance(article, ItemError):
            raise article
        yield page_of(article, root, live.now)


def _sort(items: Sequence[Item], live: Live, so_far: _SoFar) -> int:
    """Sort out what is to be kept of a source's items, and whose page is to be fetched; return how many are new.

    A teaser that was seen before is left alone: it may have its whole text by now.
    """
    if not items:
        return 0
    seen = live.store.seen(items[0].kept.source, {item.kept.key for item in items}) if live.store else frozenset()
    new = [item for item in items if item.kept.key not in seen]
    _keep([item for item in items if not item.has_page], live, so_far)
    so_far.behind.append([item for item in new if item.has_page])
    return len(new)


def _keep(items: Sequence[Item], live: Live, so_far: _SoFar) -> None:
    """Keep items in the store as they come; in memory only what that will not give back: pages, or all without one."""
    if live.store:
        live.store.add(item.kept for item in items)
    so_far.held.update({item.identity: item for item in items if item.is_page or not live.store})


def documents_of(asked: Asked, live: Live) -> list[Document]:
    """Return what is of the time that is wanted, by source, the latest first; pages that the user named of any time.

    Arguments: what came of asking; how it was asked. An address that several sources have is given once.
    """
    of_place: dict[str, list[Kept]] = {place: [] for place in asked.sources}
    for one in sorted(_wanted(asked, live), key=lambda one: (one.published or one.first_seen, one.key), reverse=True):
        of_place[one.source].append(one)
    return each_once(document_of(asked.sources[place], one) for place, found in of_place.items() for one in found)


def _wanted(asked: Asked, live: Live) -> list[Kept]:
    if live.store is None:
        return [item.kept for item in asked.held if live.is_wanted(item) or item.is_page]
    # The store knows when each was seen first, which dates an undated one; what came just now does not.
    kept = live.store.kept(asked.sources.keys(), live.start, live.end)
    known = {(one.source, one.key) for one in kept}
    pages = [item.kept for item in asked.held if item.identity not in known]
    return [*kept, *(replace(one, first_seen=_first_seen(one, live.store)) for one in pages)]


def _first_seen(one: Kept, store: Store) -> datetime:
    return store.first_seen(one.source, [one.key]).get(one.key, one.first_seen)


def _asked(sources: Sequence[Source], live: Live, so_far: _SoFar, skipped: Sequence[Problem]) -> Asked:
    """What came of it, in the order of the sources."""
    places = {place_of(source): source for source in sources} | so_far.asked
    health = live.store.health(places) if live.store else {place: _first(one) for place, one in so_far.visits.items()}
    told = [replace(health[place], name=source.name) for place, source in places.items() if place in health]
    failed = [problem for one in told if (problem := _problem(one))]
    answered = [one for one in told if not one.failures and not one.disabled]
    return Asked(places, (*failed, *skipped), tuple(told), len(answered), tuple(so_far.held.values()))


def _first(visit: Visit) -> Health:
    """How a source has done that was visited once."""
    good = visit.outcome in ("ok", "unchanged")
    return Health(
        source=visit.source,
        address=visit.source,
        visited=visit.at,
        succeeded=visit.at if good else None,
        failures=0 if good else 1,
        why=visit.why,
        found=visit.found,
        new=visit.new,
        delay=visit.seconds if good else None,
        disabled=visit.outcome == "gone",
    )


def _problem(health: Health) -> Problem | None:
    """What is wrong with a source, where something is."""
    if health.disabled:
        return Problem("fetch", health.source, "is gone for good (410); take it out of your sources")
    if not health.failures:
        return None
    last = f", last answered {health.succeeded:%Y-%m-%d}" if health.succeeded else ""
    again = f" ({health.failures} times in a row{last})" if health.failures > 1 else ""
    return Problem("fetch", health.source, f"{health.why}{again}")
