"""`brief build`: from sources to an edition on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from brief.cli.console import complain, emit, note, watch
from brief.cli.options import chatter, given, sources
from brief.cli.settings import asking, configuration, configured_sources, tell_faults, themed
from brief.errors import (
    DONE,
    PUBLISHED_WITH_PROBLEMS,
    NativeLibraryMissing,
    NothingToPublish,
    StrictError,
    UsageError,
)
from brief.render import SHOW_PICTURES
from brief.render.prose import counted

if TYPE_CHECKING:
    from brief.model import Briefing
    from brief.pipeline import Gathered
    from brief.render.theme import Theme


@dataclass(frozen=True)
class Rendered:
    """What was rendered: bytes by format, and why a PDF could not be."""

    content: dict[str, bytes]
    missing: NativeLibraryMissing | None


@click.command()
@sources
@click.option(
    "-o",
    "--output",
    "files",
    multiple=True,
    metavar="FILE",
    help="Write just this file; the ending tells the format. Repeats; - is standard output.",
)
@click.option("--date", "day", metavar="D", help="Day of the edition, YYYY-MM-DD; default: today.")
@click.option("--title", metavar="T", help="Title of the briefing.")
@click.option(
    "--since", metavar="D|36h|3d", help="Leave out articles dated before a day, or a span before the edition's."
)
@click.option(
    "--minutes", type=click.IntRange(min=1), metavar="N", help="Tell what can be read in N minutes; list the rest."
)
@click.option("--store", metavar="FILE", help="Remember what was fetched and printed, and print nothing again.")
@click.option("--once", is_flag=True, help="Do nothing where the day's edition was made already; needs a store.")
@click.option("--offline", is_flag=True, help="Fetch nothing; make the edition of what the store holds.")
@click.option("--theme", metavar="NAME|DIR", help="Theme: a name, or a folder of your own.")
@click.option("-n", "--sentences", type=click.IntRange(min=1), metavar="N", help="Sentences of a story, at most.")
@click.option("--method", metavar="NAME", help="Summarizer; see `brief methods`.")
@click.option(
    "--max-stories", type=click.IntRange(min=1), metavar="N", help="Stories told; the others are listed as headlines."
)
@click.option(
    "--granularity",
    type=float,
    default=1.0,
    metavar="X",
    help="How finely events are told apart: 0.25 (broad) to 4 (fine).",
)
@click.option("--strict", is_flag=True, help="Fail, and write nothing, where any item failed.")
@click.option("--dry-run", is_flag=True, help="Do everything but write; say what would be written.")
@click.option(
    "--format",
    "output",
    type=click.Choice(["html", "pdf", "json", "md", "txt", "epub", "eml"]),
    help="Format of standard output; without -o, print the briefing there.",
)
@click.option("--open", "opened", is_flag=True, help="Open what was written: the page, else the first file.")
@chatter
def build(source: tuple[str, ...], config: str | None, files: tuple[str, ...], **options: Any) -> int:
    """Make a briefing of the articles in some sources.

    Without -o it goes into output/<date>/ as HTML, PDF and JSON, and as output/latest.*.

    \b
    Examples:
      brief build articles/ --date 2026-11-20
      brief build news.jsonl -o today.html -o today.pdf
      brief build news.jsonl -o today.epub -o today.eml -o today.md -o today.txt
    """
    from brief import pipeline, publish, summarize
    from brief.cli.edition import (
        day_of,
        edition_of,
        is_made,
        opened,
        past_of,
        remember,
        store_named,
        tell_troubles,
        telling_of,
        window_of,
    )
    from brief.cli.opening import show
    from brief.compose import unmatched
    from brief.registry import load
    from brief.workers import Workers

    settings = configuration(config)
    store, day = store_named(settings, options["store"]), day_of(settings, options["day"])
    if options["once"] and is_made(settings, store, day, files):
        note(f"{day}: this edition was made already; without --once it is made again")
        return DONE
    past = past_of(store, day, reading=options["dry_run"])
    edition = edition_of(settings, options, day, past, numbered=store is not None)
    telling = telling_of(settings, options)
    load("method", summarize.RANKERS, telling.method)
    theme = themed(settings, options["theme"])
    targets = _targets(files, options["output"])
    folder = settings.path(settings.output.folder)
    wanted = given(source, configured_sources(settings))
    # A day that is over is made of what was kept: feeds tell of today only.
    offline = options["offline"] or (store is not None and day < day_of(settings, None))
    with (
        Workers(options["jobs"]) as workers,
        opened(store, reading=options["dry_run"]) as kept,
        asking(settings, kept, window_of(edition), offline=offline) as live,
    ):
        how = pipeline.Reading(settings.edition.language, folder, workers.map, live=live)
        found = pipeline.gather(wanted, how, watch)
    tell_faults(found)
    _require_news(found, offline=offline)
    briefing = pipeline.edit(found, edition, telling, watch, past)
    formats = sorted(set(targets.values())) or settings.output.formats
    if settings.theme.pictures != "none" and not SHOW_PICTURES.isdisjoint(formats):
        with opened(store, reading=options["dry_run"]) as kept, asking(settings, kept, offline=offline) as live:
            briefing = pipeline.illustrate(briefing, settings.theme.pictures, live, watch)
    copies = publish.source_copies(briefing) if settings.publish.sources and not targets else {}
    tell_troubles(briefing, len(found.problems), past, settings.web.alert_after)
    for edit in unmatched(edition.edits, briefing):
        note(f"{edit.do} {edit.match!r}: no story or article of this edition")
    briefing = replace(briefing, copies={one: place for one, (place, _) in copies.items()})
    rendered = _rendered(briefing, formats, theme, targets)
    if "pdf" in rendered.content:
        _tell_boxes(briefing)
    troubles = sum(not problem.slight for problem in briefing.problems) + (rendered.missing is not None)
    if troubles and options["strict"]:
        raise StrictError(f"{troubles} problem{'s' * (troubles > 1)}, and --strict: nothing was written")
    written = _placed(targets, rendered.content) if targets else _in_folder(folder, briefing, rendered, theme, copies)
    if options["dry_run"]:
        note("dry run: nothing was written; it would have been:" if written else "dry run: nothing was written")
    else:
        publish.write(written, [] if targets else _stale(folder, briefing, rendered, written))
        if store and written:
            remember(store, briefing, in_folder=not targets and "html" in rendered.content)
        if options["opened"]:
            show(written)
    _report(written, rendered.content.get(targets.get("-", "")), briefing)
    return PUBLISHED_WITH_PROBLEMS if troubles else DONE


def _require_news(found: Gathered, *, offline: bool) -> None:
    """Raise NothingToPublish where all live sources are well, and have nothing of the edition's time."""
    if found.health and not found.articles and not found.problems:
        where = "the store has" if offline else "the live sources have"
        mend = "brief fetch fills the store while they have it" if offline else "--since 7d reaches further back"
        raise NothingToPublish(f"nothing to publish: {where} nothing of the edition's time; {mend}")


def _targets(files: tuple[str, ...], output: str | None) -> dict[str, str]:
    """The format of each file that -o names, `-` for standard output; nothing where the usual layout is wanted."""
    from brief.render import format_of

    if not files and output:
        return {"-": output}
    if output and "-" not in files:
        raise UsageError("--format tells the format of standard output; of a file the ending does")
    return {file: (output or "html") if file == "-" else format_of(file) for file in files}


def _rendered(briefing: Briefing, formats: Sequence[str], theme: Theme, targets: Mapping[str, str]) -> Rendered:
    """All formats that can be made here. Raises NativeLibraryMissing where that leaves none."""
    from brief import publish
    from brief.render import render

    if not targets:
        briefing = replace(briefing, home=publish.HOME)
    content: dict[str, bytes] = {}
    missing: NativeLibraryMissing | None = None
    for name in formats:
        try:
            content[name] = render(briefing, name, theme)
        except NativeLibraryMissing as error:
            missing = error
            if len(formats) > 1:
                complain(str(error))
    if missing and not content:
        raise missing
    return Rendered(content, missing)


def _tell_boxes(briefing: Briefing) -> None:
    """Say which scripts of the edition no font of this machine has."""
    from brief.render.fonts import boxes

    found = boxes(briefing)
    if found:
        names, packages = (", ".join(one.name for one in found), " ".join(dict.fromkeys(one.package for one in found)))
        complain(f"in the PDF, letters of these scripts are boxes, for want of a font: {names} (install {packages})")


def _in_folder(
    folder: str, briefing: Briefing, rendered: Rendered, theme: Theme, copies: Mapping[str, tuple[str, bytes]]
) -> dict[Path, bytes]:
    """The files of an edition; the latest page lies in the folder itself, so its links to earlier days are others.

    Copies of source texts are there where the page leads to them.
    """
    from brief import publish
    from brief.render import render

    if "html" not in rendered.content:
        return publish.edition_files(folder, briefing.day, rendered.content)
    goes_on = bool(copies) or any(story.before for story in briefing.stories)
    moved = {"html": render(replace(briefing, home=""), "html", theme)} if goes_on else {}
    files = publish.edition_files(folder, briefing.day, rendered.content, moved)
    return files | {Path(folder) / place: content for place, content in copies.values()}


def _stale(folder: str, briefing: Briefing, rendered: Rendered, written: Mapping[Path, bytes]) -> list[Path]:
    """The files that an earlier run of the same day left, and this one did not make."""
    from brief import publish
    from brief.render import RENDERERS

    files = publish.stale_files(folder, briefing.day, list(RENDERERS), rendered.content)
    return files + publish.stale_sources(folder, briefing.day, written)


def _placed(targets: Mapping[str, str], content: Mapping[str, bytes]) -> dict[Path, bytes]:
    return {Path(file): content[name] for file, name in targets.items() if file != "-" and name in content}


def _report(written: Mapping[Path, bytes], printed: bytes | None, briefing: Briefing) -> None:
    """Print the result: the briefing itself where it was asked for, else the paths of the files."""
    paths = "".join(f"{path}\n" for path in written)
    if printed is None:
        emit(paths)
    else:
        emit(printed)
        note(paths.rstrip()) if paths else None
    s = briefing.statistics
    away = f", {sum(s.left_out.values())} left out" if s.left_out else ""
    came = f"{counted(s.read, 'article', 'articles')}, {counted(s.told, 'story', 'stories')} told"
    note(f"{briefing.day}: {came}, {s.listed} listed, {counted(s.duplicates, 'copy', 'copies')}{away}")
