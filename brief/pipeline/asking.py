"""Live sources: each is asked, what it has is kept, and what is of the edition's time is given as documents.

    ask:    for each address: what is known of it -> a request -> an answer, as it comes
    sniff:  feed -> its items; page -> itself, or the feed it links to, asked next; list of feeds -> all of them
    whole:  for each new item that is a teaser: its page -> its text, under what the feed says
    keep:   items and pages -> the store, where there is one; then what came of each visit

A visit is noted after what it brought is kept, so that a run that is killed asks for the same again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from brief import http
from brief.errors import ItemError
from brief.http import NOT_MODIFIED
from brief.ingest.web import documents
from brief.model import Document, Health, Source, Validators, Visit
from brief.pipeline.items import ITEM, Item, item_of, newest, page_of
from brief.pipeline.lists import list_of, sources_kept
from brief.pipeline.live import Live, SoFar, place_of
from brief.pipeline.pages import articles_of, whole_texts
from brief.pipeline.problems import problem_of
from brief.pipeline.settings import Arriving, Watch
from brief.store import SIGHTINGS

# Pages that are fetched for the teasers of one feed in one run, the newest ones; more is no reader's courtesy.
MOST_PAGES = 20
# A list of feeds may name a site, and a site its feed; what lies deeper is asked for by nobody.
ROUNDS = 3


def ask(sources: Sequence[Source], live: Live, watch: Watch) -> tuple[dict[str, Source], SoFar]:
    """Ask live sources and keep what they have; the sources by their places, each once, and what came of it."""
    named: dict[str, Source] = {}
    for source in sources:
        named.setdefault(place_of(source), source)
    so_far = SoFar(live.store.health(named) if live.store else {})
    wanted: Sequence[Source] = () if live.offline else tuple(named.values())
    if live.offline:
        listed = {place: sources_kept(source, place, live.store) for place, source in named.items()}
        _unasked((*named.values(), *_led(listed, so_far)), so_far)
    for _ in range(ROUNDS):
        wanted = _ask(_unasked(wanted, so_far), live, so_far, watch)
    for place in so_far.leading:
        if not _arrives(place, so_far, ROUNDS):
            lost = "leads from page to page, and to no feed"
            so_far.visits[place] = replace(so_far.visits[place], outcome="failed", why=lost)
    # What will not be printed is left where it is, and so are the hundreds of new items of one site.
    teasers = [item for new in so_far.behind for item in newest(filter(live.is_wanted, new), MOST_PAGES)]
    whole, skipped = whole_texts(teasers, live, watch) if teasers else ([], [])
    done = {item.identity: item for item in (*(item for new in so_far.behind for item in new), *whole)}
    _keep(list(done.values()), live, so_far)
    so_far.skipped.extend(skipped)
    if live.store and so_far.visits:
        live.store.add(so_far.lists)
        live.store.note(so_far.visits.values())
    return named, so_far


def _unasked(sources: Iterable[Source], so_far: SoFar) -> list[Source]:
    """The sources that were not asked yet, each place once."""
    found: dict[str, Source] = {}
    for source in sources:
        if (place := place_of(source)) not in so_far.asked:
            found.setdefault(place, source)
    so_far.asked.update(found)
    return list(found.values())


def _arrives(place: str, so_far: SoFar, steps: int) -> bool:
    """Whether what a place names leads to a source that was asked and does not lead on; what failed is told there."""
    if place not in so_far.leading:
        return place in so_far.asked
    return steps > 0 and any(_arrives(further, so_far, steps - 1) for further in so_far.leading[place])


def _ask(sources: Sequence[Source], live: Live, so_far: SoFar, watch: Watch) -> list[Source]:
    """Ask some sources; return those that they name in turn."""
    further_places = [place for source in sources if (place := place_of(source)) not in so_far.known]
    if live.store and further_places:
        so_far.known.update(live.store.health(further_places))
    # What was slow or dead last time begins first, so that all others are done while it is waited for.
    slow = sorted(sources, key=lambda source: _patience(so_far.known.get(place_of(source))), reverse=True)
    asked = {request: source for source in slow if (request := _request(source, so_far))}
    answers = watch(Arriving(len(asked), http.fetch(asked, live.manners)), "fetching") if asked else ()
    taken = {place_of(asked[answer.request]): _take(asked[answer.request], answer, live, so_far) for answer in answers}
    # In the order given, not in that of the answers.
    return _led({place: taken.get(place, ()) for place in map(place_of, sources)}, so_far)


def _led(further: Mapping[str, Sequence[Source]], so_far: SoFar) -> list[Source]:
    """The sources that some places name; the only one that a place names is kept under that."""
    for place, sources in further.items():
        if len(sources) == 1:
            so_far.roots.setdefault(place_of(sources[0]), so_far.roots.get(place, place))
    return [source for sources in further.values() for source in sources]


def _patience(health: Health | None) -> tuple[int, float]:
    """How long a source is likely to be waited for, as far as is known."""
    return (health.failures, health.delay or 0.0) if health else (0, 0.0)


def _request(source: Source, so_far: SoFar) -> http.Request | None:
    """What to ask of a source, by what is known of it; None where it is gone for good."""
    place = place_of(source)
    health = so_far.known.get(place)
    if health is None:
        return http.Request(source.location)
    if health.disabled:
        return None
    # What is kept for a site was not kept for its feed: that could say that nothing changed, and have nothing here.
    validators = Validators() if place in so_far.roots else health.validators
    if health.address == place:
        return http.Request(source.location, validators=validators)
    # A new address that fails as often as it took to be believed was none.
    if health.failures >= SIGHTINGS:
        return http.Request(source.location)
    return http.Request(health.address, validators=validators)


def _take(source: Source, answer: http.Response | http.Failure, live: Live, so_far: SoFar) -> Sequence[Source]:
    """Take what a source answered; return the sources that it names."""
    place = place_of(source)
    visit = Visit(place, live.now, "ok", seconds=answer.seconds)
    if isinstance(answer, http.Failure):
        so_far.visits[place] = replace(visit, outcome="gone" if answer.gone else "failed", why=answer.why)
        return () if answer.gone else sources_kept(source, place, live.store)
    known = so_far.known.get(place)
    is_back = known is not None and known.address != place and answer.request.url == source.location
    moved = place if is_back and answer.moved is None else answer.moved
    visit = replace(visit, validators=answer.validators, moved=moved)
    if answer.status == NOT_MODIFIED:
        so_far.visits[place] = replace(visit, outcome="unchanged")
        return ()
    root = so_far.roots.get(place, place)
    try:
        found = documents(Document(source, place, answer.media_type, answer.body, live.now, answer.charset, answer.url))
        items = _items(found.documents, root, live, so_far)
    except ItemError as error:
        so_far.visits[place] = replace(visit, outcome="failed", why=error.why, validators=Validators())
        return sources_kept(source, place, live.store)
    if found.sources and not items:
        so_far.leading[place] = list(map(place_of, found.sources))
        so_far.lists.append(list_of(place, found.sources, live.now))
    if found.sources or root != place or any(item.is_page for item in items):
        # Asked for the whole again next time: since only that names the others; since what came is not kept under
        # this place; since a page is wanted however old it is.
        visit = replace(visit, validators=Validators())
    so_far.visits[place] = replace(visit, found=len(items), new=_sort(items, live, so_far))
    return found.sources


def _items(found: Sequence[Document], root: str, live: Live, so_far: SoFar) -> list[Item]:
    """The items of a feed, the page that the user named, or the records of a list.

    Raises ItemError where that holds no article; a record among others that holds none is skipped.
    """
    items = [item_of(one, root, live.now) for one in found if one.media_type == ITEM]
    faults: list[ItemError] = []
    for article in articles_of([one for one in found if one.media_type != ITEM], live):
        if isinstance(article, ItemError):
            faults.append(article)
        else:
            items.append(page_of(article, root, live.now, alone=len(found) == 1))
    if faults and not items:
        raise faults[0]
    so_far.skipped.extend(problem_of("extract", fault) for fault in faults)
    return items


def _sort(items: Sequence[Item], live: Live, so_far: SoFar) -> int:
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


def _keep(items: Sequence[Item], live: Live, so_far: SoFar) -> None:
    """Keep items in the store as they come; in memory only what that will not give back: pages, or all without one."""
    if live.store and items:
        live.store.add(item.kept for item in items)
    so_far.held.update({item.identity: item for item in items if item.is_page or not live.store})
