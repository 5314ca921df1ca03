"""The configuration and the sources, as the commands need them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from brief.cli.console import allows_private, tell_problems, watch
from brief.model import Source

if TYPE_CHECKING:
    from brief.config import Config
    from brief.group import OwnSection
    from brief.http import Manners
    from brief.pipeline import Gathered, Live, Telling, Window
    from brief.render.theme import Theme
    from brief.store import Store

#: Processes that take pages of strangers apart.
GUARDS = 2


def configuration(path: str | None) -> Config:
    """Return brief.toml, checked against the names there are. Raises ConfigError with every fault."""
    from brief.config import read_config

    return read_config(path, known_names())


def known_names() -> dict[str, list[str]]:
    """Return the names that brief.toml may name, by dotted key."""
    from brief.render.theme import known_themes
    from brief.summarize import RANKERS

    return {"summary.method": list(RANKERS), "output.theme": list(known_themes())}


def themed(config: Config, named: str | None) -> Theme:
    """Return the theme of an edition, with the options of brief.toml.

    Arguments: the configuration; the theme that the command names, or None for that of brief.toml, where a folder is
    meant from where that file stands. Raises UnknownName and ThemeError for none.
    """
    from brief.render.theme import Options, load_theme

    look = config.theme
    options = Options(
        accent=look.accent,
        paper=config.edition.paper,
        masthead=look.masthead,
        logo=config.path(look.logo) if look.logo else None,
        attach=config.output.attach,
    )
    folder = config.path(config.output.theme)
    return load_theme(named or (folder if Path(folder).is_dir() else config.output.theme), options)


def configured_sources(config: Config) -> list[Source]:
    """Return the sources that brief.toml names, with paths as seen from the working folder."""
    from brief.ingest import is_path

    return [
        Source(
            "files",
            config.path(entry.location) if is_path(entry.location) else entry.location,
            entry.name,
            entry.section,
            entry.weight,
            entry.full_text,
        )
        for entry in config.source
    ]


def manners(config: Config) -> Manners:
    """Return how the network is used."""
    from brief.http import Manners

    web, usual = config.web, Manners()
    return Manners(
        at_once=web.at_once,
        per_host=web.per_host,
        allow_private=web.allow_private or allows_private(),
        agent=f"{usual.agent} (+{web.contact})" if web.contact else usual.agent,
    )


@contextmanager
def asking(
    config: Config, store: Store | None = None, window: Window | None = None, *, offline: bool = False
) -> Iterator[Live]:
    """Give what live sources are asked with, and take it away again.

    Arguments: the configuration; where what is fetched is kept; the time that a feed's items are wanted of, or None for
    any; whether nothing is fetched.
    """
    from brief.pipeline import EVER, Live, over_the_limit
    from brief.workers.limited import LimitedWorkers

    with LimitedWorkers(GUARDS, over_the_limit) as guards:
        yield Live(
            now=datetime.now(UTC).replace(microsecond=0),
            window=window or EVER,
            manners=manners(config),
            store=store,
            offline=offline,
            guard=guards.map,
            language=config.edition.language,
        )


def own_sections(config: Config) -> tuple[OwnSection, ...]:
    """Return the sections of brief.toml; one that only caps a section of the program's has its title."""
    from brief.group import OwnSection, section_titles

    known = section_titles()
    return tuple(
        OwnSection(
            slug, one.title or known.get(slug) or slug.replace("-", " ").capitalize(), tuple(one.keywords), one.max
        )
        for slug, one in config.sections.items()
    )


def tell_faults(found: Gathered) -> None:
    """Say what failed; a problem that ends the run is said there, in the same words."""
    if not found.has_one_fault:
        tell_problems(found.problems)


def gathered(wanted: Sequence[Source], config: Config, jobs: int, telling: Telling | None = None) -> Gathered:
    """Read some sources, and say what failed; a record without a sentence counts as an article here.

    Arguments: the sources; the configuration; how many processes may work; how each article is summarized, where
    the summaries are wanted instead of the texts.
    Raises NothingReadable or NothingToPublish where there is no article.
    """
    from brief.pipeline import Reading, gather
    from brief.workers import Workers

    with Workers(jobs) as workers, asking(config) as live:
        how = Reading(config.edition.language, config.path(config.output.folder), workers.map, telling, live)
        found = gather(wanted, how, watch)
    tell_faults(found)
    if not found.articles:
        found.require_articles()
    return found
