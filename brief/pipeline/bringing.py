"""What came of live sources: what is of the time that is wanted, what failed, how each source has done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from brief.model import Document, Health, Kept, Problem, Source, Visit
from brief.pipeline.asking import ask
from brief.pipeline.items import document_of, each_once, page_key
from brief.pipeline.lists import KEY
from brief.pipeline.live import Brought, Live, SoFar
from brief.pipeline.settings import Watch, unwatched
from brief.store import Store


def fetch(sources: Sequence[Source], live: Live, watch: Watch = unwatched) -> Brought:
    """Ask live sources, keep what they have, and return what is of the time that is wanted.

    Arguments: the sources, each with an http(s) address; how they are asked; what follows the work.
    """
    named, so_far = ask(sources, live, watch)
    # What a feed has is kept for the site that led to it; for itself stands there what it had when it was named.
    places = {
        place: one for place, one in (named | so_far.asked).items() if place in named or place not in so_far.roots
    }
    return replace(_told(named, live, so_far), documents=_documents(places, live, so_far))


def collect(sources: Sequence[Source], live: Live, watch: Watch = unwatched) -> Brought:
    """Ask live sources, keep what they have, and return how they have done, without documents.

    What is kept may be the articles of years, and is not read. Arguments: as those of `fetch`.
    """
    named, so_far = ask(sources, live, watch)
    return _told(named, live, so_far)


def _told(named: Mapping[str, Source], live: Live, so_far: SoFar) -> Brought:
    """What failed, and how each source has done."""
    asked = dict(named) | so_far.asked
    health = live.store.health(asked) if live.store else {place: _first(v) for place, v in so_far.visits.items()}
    told = [replace(health[place], name=source.name) for place, source in asked.items() if place in health]
    failed = [problem for one in told if (problem := _problem(one))]
    # What only names others has nothing to tell where these do not answer.
    answered = [one for one in told if not one.failures and not one.disabled and one.source not in so_far.leading]
    return Brought(
        (), (*failed, *sorted(so_far.skipped, key=lambda problem: problem.where)), tuple(told), len(answered)
    )


def _documents(asked: Mapping[str, Source], live: Live, so_far: SoFar) -> tuple[Document, ...]:
    """What is of the time that is wanted, source by source, the latest first."""
    of_place: dict[str, list[Kept]] = {place: [] for place in asked}
    for one in sorted(_wanted(asked, live, so_far), key=lambda one: (one.moment, one.key), reverse=True):
        of_place[one.source].append(one)
    return tuple(each_once(document_of(asked[place], one) for place, found in of_place.items() for one in found))


def _wanted(places: Collection[str], live: Live, so_far: SoFar) -> list[Kept]:
    """What is of the time that is wanted, and the pages that the user named, whenever they are of."""
    if live.store is None:
        return [item.kept for item in so_far.held.values() if live.is_wanted(item) or item.is_page]
    pages = {item.identity: item.kept for item in so_far.held.values() if item.is_page}
    # The store knows when each was seen first, which dates an undated one; what came just now does not.
    kept = [one for one in live.store.kept(places, *live.window) if one.key != KEY]
    pages = {identity: replace(one, first_seen=_first_seen(one, live.store)) for identity, one in pages.items()}
    pages |= {(one.source, one.key): one for place in places for one in live.store.with_keys(place, [page_key(place)])}
    return list((pages | {(one.source, one.key): one for one in kept}).values())


def _first_seen(one: Kept, store: Store) -> datetime:
    return store.first_seen(one.source, [one.key]).get(one.key, one.first_seen)


def _first(visit: Visit) -> Health:
    """How a source has done that was visited once."""
    return Health(
        source=visit.source,
        address=visit.source,
        visited=visit.at,
        succeeded=visit.at if visit.succeeded else None,
        failures=0 if visit.succeeded else 1,
        why=visit.why,
        found=visit.found,
        new=visit.new,
        delay=visit.seconds if visit.succeeded else None,
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
