"""The configuration and the sources, as the commands need them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from brief.cli.console import tell_problems, watch
from brief.model import Source

if TYPE_CHECKING:
    from brief.config import Config
    from brief.group import OwnSection
    from brief.pipeline import Gathered, Telling
    from brief.render.theme import Theme


def configuration(path: str | None) -> Config:
    """Return brief.toml, checked against the names there are. Raises ConfigError with every fault."""
    from brief.config import read_config
    from brief.render.theme import known_themes
    from brief.summarize import RANKERS

    return read_config(path, {"summary.method": list(RANKERS), "output.theme": known_themes()})


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
    return [
        Source("files", config.path(entry.location), entry.name, entry.section, entry.weight) for entry in config.source
    ]


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
    from brief.pipeline import gather
    from brief.workers import Workers

    with Workers(jobs) as workers:
        found = gather(wanted, config.edition.language, watch, config.path(config.output.folder), workers.map, telling)
    tell_faults(found)
    if not found.articles:
        found.require_articles()
    return found
