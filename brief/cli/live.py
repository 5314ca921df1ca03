"""The commands about live sources: fetch, sources, prune."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from brief.cli.console import complain, emit, emit_json, tell_problems, watch
from brief.cli.options import answers, chatter, given, web
from brief.cli.options import config as with_config
from brief.cli.settings import asking, configuration, configured_sources
from brief.errors import DONE, PUBLISHED_WITH_PROBLEMS, NothingReadable, UsageError
from brief.render.prose import counted

if TYPE_CHECKING:
    from brief.config import Config
    from brief.model import Health, Source

_STORE = click.option("--store", metavar="FILE", help="Where it is kept; default: the store of brief.toml.")
_SOURCE = click.argument("source", nargs=-1, metavar="[SOURCE]...")
# Seconds; what is quicker is not told more closely.
SHORTEST = 0.1
_KEEP = re.compile(r"(\d{1,5})d")


@click.command()
@_SOURCE
@with_config
@_STORE
@web
@chatter
def fetch(source: tuple[str, ...], config: str | None, store: str | None) -> int:
    """Fetch what live sources have into the store, and build nothing.

    For a machine that collects all day: what left a feed by the morning is in the briefing all the same.

    \b
    Example: brief fetch feeds.opml --store .brief/store.sqlite
    """
    from brief.cli.edition import REACH, required_store
    from brief.pipeline import EVER, collect
    from brief.store import Store

    settings = configuration(config)
    wanted, are_missing = _live_sources(source, settings)
    path = required_store(settings, store)
    # The pages of teasers are fetched as far back as an edition of today would print them.
    with Store(path) as kept, asking(settings, kept, (datetime.now(UTC) - REACH, EVER[1])) as live:
        brought = collect(list(wanted.values()), live, watch)
    tell_problems(brought.problems)
    emit("".join(f"{_name(one)}: {in_words(one)}\n" for one in brought.health))
    if not brought.answered:
        raise NothingReadable("no live source answered; what was kept stays")
    failed = are_missing or any(not problem.slight for problem in brought.problems)
    return PUBLISHED_WITH_PROBLEMS if failed else DONE


@click.command()
@_SOURCE
@with_config
@_STORE
@click.option("--check", is_flag=True, help="Ask each source now, also one that said it is gone.")
@answers("text", "json")
@web
@chatter
def sources(source: tuple[str, ...], config: str | None, store: str | None, check: bool, output: str) -> int:
    """List the live sources, and how each has done: last success, failures in a row, new articles, usual delay.

    \b
    Example: brief sources feeds.opml --check
    """
    from brief.model import Health

    settings = configuration(config)
    wanted, are_missing = _live_sources(source, settings)
    known = _remembered(wanted, settings, store)
    if check:
        known = _asked(wanted, settings, known, store)
    told = {one.source: one for one in known}
    rows = [told.get(place) or Health(place, place, name=one.name) for place, one in wanted.items()]
    rows += [one for one in known if one.source not in wanted]
    if output == "json":
        emit_json([_record(one) for one in rows])
    else:
        emit("".join(f"{_name(one)}: {_found(one) if check else in_words(one)}\n" for one in rows))
    failed = are_missing or any(one.failures or one.disabled for one in rows)
    return PUBLISHED_WITH_PROBLEMS if failed else DONE


@click.command()
@with_config
@_STORE
@click.option("--keep", metavar="DAYS", required=True, help="How many days are kept, as in 30d.")
@chatter
def prune(config: str | None, store: str | None, keep: str) -> None:
    """Take articles and visits out of the store that are older than some days, and make the file smaller.

    \b
    Example: brief prune --keep 30d
    """
    from brief.cli.edition import day_of, existing_store
    from brief.store import Store

    settings = configuration(config)
    path = existing_store(settings, store)
    days = _KEEP.fullmatch(keep.strip())
    if not days:
        raise UsageError(f"--keep {keep!r} is no number of days; write it as 30d")
    with Store(path) as opened:
        gone = opened.prune(day_of(settings, None) - timedelta(days=int(days[1])))
    emit(
        f"{path}: {counted(gone.articles, 'article', 'articles')}, {counted(gone.visits, 'visit', 'visits')}"
        f" and {counted(gone.editions, 'edition', 'editions')} taken out,"
        f" {gone.freed / 1e6:.1f} MB freed\n"
    )


def _live_sources(named: tuple[str, ...], settings: Config) -> tuple[dict[str, Source], bool]:
    """The live sources among those named, by the address that may be shown, and whether any named cannot be read.

    Raises UsageError where there is none.
    """
    from brief import ingest
    from brief.errors import ItemError
    from brief.pipeline import place_of

    found: dict[str, Source] = {}
    are_missing = False
    for source in given(named, configured_sources(settings)):
        try:
            located = ingest.locate(source)
        except ItemError as error:
            complain(str(error))
            are_missing = True
            continue
        for one in located:
            if one.kind == ingest.WEB:
                found.setdefault(place_of(one), one)
    if not found:
        raise UsageError("no live source: name web addresses or a list of feeds, or list [[source]] in brief.toml")
    return found, are_missing


def _asked(
    wanted: Mapping[str, Source], settings: Config, known: Sequence[Health], store: str | None
) -> Sequence[Health]:
    """How the sources do right now; one that had said it is gone for good, and answers, is asked again from now on."""
    from brief.cli.edition import existing_store
    from brief.model import Visit
    from brief.pipeline import collect
    from brief.store import Store

    before = {one.source: one for one in known}
    with asking(settings) as live:
        health = collect([replace(one, full_text="never") for one in wanted.values()], live, watch).health
    gone = {one.source for one in known if one.disabled}
    back = [one.source for one in health if one.source in gone and not one.failures]
    if back:
        with Store(existing_store(settings, store)) as opened:
            opened.note(Visit(source, live.now, "ok") for source in back)
    return [_with_history(one, before.get(one.source)) for one in health]


def _with_history(one: Health, before: Health | None) -> Health:
    """How a source does that was asked a moment ago; of one that failed also for how long it has."""
    if before is None or not one.failures:
        return one
    return replace(one, failures=before.failures + one.failures, succeeded=before.succeeded)


def _remembered(wanted: Mapping[str, Source], settings: Config, store: str | None) -> Sequence[Health]:
    """How the sources have done as the store has it; nothing where there is no store yet."""
    from brief.cli.edition import store_named
    from brief.pipeline import collect
    from brief.store import Store

    path = store_named(settings, store)
    if path is None or not Path(path).exists():
        return ()
    with Store(path) as opened, asking(settings, opened, offline=True) as live:
        return collect(list(wanted.values()), live).health


def _name(one: Health) -> str:
    return f"{one.name} ({one.source})" if one.name else one.source


def in_words(one: Health) -> str:
    """Return how a source has done, in a line."""
    if one.disabled:
        return "gone for good (410); take it out of your sources"
    if one.visited is None:
        return "never asked"
    if one.failures:
        last = f"; last answered {one.succeeded:%Y-%m-%d %H:%M} UTC" if one.succeeded else "; never answered"
        again = f", {one.failures} times in a row" if one.failures > 1 else ""
        return f"{one.why}{again}{last}"
    delay = f", usually answers in {_seconds(one.delay)}" if one.delay is not None else ""
    moved = f"; moved to {one.address}" if one.address != one.source else ""
    return f"{one.new} new of {one.found}, last answered {one.succeeded:%Y-%m-%d %H:%M} UTC{delay}{moved}"


def _found(one: Health) -> str:
    """What a source answered that was asked a moment ago."""
    if one.failures or one.disabled:
        return in_words(one)
    moved = f"; moved to {one.address}" if one.address != one.source else ""
    return f"answers with {counted(one.found, 'article', 'articles')} in {_seconds(one.delay or 0.0)}{moved}"


def _seconds(delay: float) -> str:
    return f"{delay:.1f} s" if delay >= SHORTEST else f"under {SHORTEST} s"


def _record(one: Health) -> dict[str, Any]:
    return {
        "source": one.source,
        "name": one.name,
        "address": one.address,
        "visited": one.visited.isoformat() if one.visited else None,
        "succeeded": one.succeeded.isoformat() if one.succeeded else None,
        "failures": one.failures,
        "why": one.why,
        "found": one.found,
        "new": one.new,
        "delay": round(one.delay, 3) if one.delay is not None else None,
        "disabled": one.disabled,
    }
