"""`brief build`: from sources to an edition on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from brief.cli.console import complain, emit, note, watch
from brief.cli.options import chatter, given, log_format, sources
from brief.cli.outcome import accepted, summarize
from brief.cli.settings import asking, configuration, configured_sources, tell_faults, themed
from brief.errors import (
    DONE,
    PUBLISHED_WITH_PROBLEMS,
    BriefError,
    NativeLibraryMissing,
    NothingToPublish,
    StrictError,
    UsageError,
)
from brief.render import SHOW_PICTURES
from brief.render.prose import counted

if TYPE_CHECKING:
    from brief.cli.publishing import Copies
    from brief.compose import Edition
    from brief.config import Config
    from brief.model import Briefing, Past, Source
    from brief.pipeline import Gathered, Telling
    from brief.render.theme import Theme


@dataclass(frozen=True)
class Rendered:
    """What was rendered: bytes by format, and why a PDF could not be."""

    content: dict[str, bytes]
    missing: NativeLibraryMissing | None


@dataclass(frozen=True)
class Made:
    """What a run came to: its exit code; the edition, or why there is none; which sources keep failing."""

    code: int
    briefing: Briefing | None = None
    why: str = ""
    alerts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Job:
    """What is settled before any article is read.

    Attributes: brief.toml; the options of the command; the format of each file that it names; the path of the store;
    the edition; how it is told; what earlier ones printed; how it looks; whether nothing is fetched.
    """

    settings: Config
    options: Mapping[str, Any]
    targets: Mapping[str, str]
    store: str | None
    edition: Edition
    telling: Telling
    past: Past
    theme: Theme
    offline: bool

    @property
    def folder(self) -> str:
        """The folder of results."""
        return self.settings.path(self.settings.output.folder)

    @property
    def formats(self) -> list[str]:
        """The formats to make."""
        return sorted(set(self.targets.values())) or list(self.settings.output.formats)


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
@click.option(
    "--keep",
    type=click.IntRange(1, 36500),
    metavar="N",
    help="Take editions of more than N days before this one out of the folder.",
)
@click.option("--ok", metavar="CODES", default="", help="Exit codes that end well too, of 3, 4 and 5: `3,4`.")
@click.option("--summary", metavar="FILE", help="Add what was made, or why nothing was, to a file, in Markdown.")
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
@log_format
@chatter
def build(source: tuple[str, ...], config: str | None, files: tuple[str, ...], **options: Any) -> int:
    """Make a briefing of the articles in some sources.

    Without -o it goes into output/<date>/ as HTML, PDF and JSON, and as output/latest.*; output/index.html lists all.

    \b
    Examples:
      brief build articles/ --date 2026-11-20
      brief build news.jsonl -o today.html -o today.pdf
      brief build news.jsonl -o today.epub -o today.eml -o today.md -o today.txt
      brief build --once --ok 3,4 --summary "$GITHUB_STEP_SUMMARY"
    """
    from brief.render.summary import summary_of, words_of

    good = accepted(options["ok"])
    try:
        made = _made(source, config, files, options)
    except BriefError as error:
        why = str(error)
        summarize(options["summary"], lambda: words_of("No briefing", why))
        if error.exit_code not in good:
            raise
        complain(why)
        return DONE
    if made.briefing is None:
        summarize(options["summary"], lambda: words_of("No new briefing", made.why))
    else:
        briefing = made.briefing
        summarize(options["summary"], lambda: summary_of(briefing, made.alerts))
    return DONE if made.code in good else made.code


def _made(source: tuple[str, ...], config: str | None, files: tuple[str, ...], options: dict[str, Any]) -> Made:
    """Make an edition, or find that there is none to make."""
    from brief.cli.edition import day_of, is_made, store_named

    settings = configuration(config)
    store, day = store_named(settings, options["store"]), day_of(settings, options["day"])
    targets = _targets(files, options["output"])
    if options["once"] and is_made(settings, store, day, targets):
        note(f"{day}: this edition was made already; without --once it is made again")
        return Made(DONE, why=f"{day}: this edition was made already")
    job = _job(settings, store, day, targets, options)
    try:
        briefing = _edited(job, given(source, configured_sources(settings)))
    except NothingToPublish as error:
        if settings.edition.on_empty != "skip":
            raise
        note(f"{error}; nothing was written")
        return Made(DONE, why=str(error))
    return _published(job, briefing)


def _job(settings: Config, store: str | None, day: date, targets: Mapping[str, str], options: Mapping[str, Any]) -> Job:
    """Settle what is settled before any article is read. Raises UsageError and its like for what cannot work."""
    from brief import summarize
    from brief.cli.edition import edition_of, is_offline, past_of, telling_of
    from brief.registry import load

    past = past_of(store, day, reading=options["dry_run"])
    edition = edition_of(settings, dict(options), day, past, numbered=store is not None)
    telling = telling_of(settings, dict(options))
    load("method", summarize.RANKERS, telling.method)
    theme = themed(settings, options["theme"])
    if targets and options["keep"]:
        raise UsageError("--keep is about the folder of results; it does not go with -o or --format")
    offline = is_offline(settings, store, day, wished=options["offline"])
    return Job(settings, options, targets, store, edition, telling, past, theme, offline)


def _edited(job: Job, wanted: Sequence[Source]) -> Briefing:
    """Gather the articles and make the edition, with its pictures; say what failed."""
    from brief import pipeline
    from brief.cli.edition import opened, tell_troubles, window_of
    from brief.compose import unmatched
    from brief.workers import Workers

    settings, reading = job.settings, job.options["dry_run"]
    with (
        Workers(job.options["jobs"]) as workers,
        opened(job.store, reading=reading) as kept,
        asking(settings, kept, window_of(job.edition), offline=job.offline) as live,
    ):
        how = pipeline.Reading(settings.edition.language, job.folder, workers.map, live=live)
        found = pipeline.gather(wanted, how, watch)
    tell_faults(found)
    if not job.edition.empty:
        _require_news(found, offline=job.offline)
    briefing = pipeline.edit(found, job.edition, job.telling, watch, job.past)
    if settings.theme.pictures != "none" and not SHOW_PICTURES.isdisjoint(job.formats):
        with opened(job.store, reading=reading) as kept, asking(settings, kept, offline=job.offline) as live:
            briefing = pipeline.illustrate(briefing, settings.theme.pictures, live, watch)
    tell_troubles(briefing, 0 if found.has_one_fault else len(found.problems), job.past, settings.web.alert_after)
    for edit in unmatched(job.edition.edits, briefing):
        note(f"{edit.do} {edit.match!r}: no story or article of this edition")
    return briefing


def _published(job: Job, briefing: Briefing) -> Made:
    """Render an edition, write it where it goes, remember it, and report."""
    from brief import publish
    from brief.cli.edition import alerts_of, remember
    from brief.cli.opening import show
    from brief.cli.publishing import Site, as_published, in_folder, too_old, with_copies, with_links_that_hold
    from brief.publish.keeping import Old, clear

    targets, options = job.targets, job.options
    copies: Copies = {}
    old = Old()
    if not targets:
        briefing, copies = with_copies(job.settings, briefing)
        old = too_old(job.settings, briefing.day, options["keep"])
        briefing = as_published(job.settings, with_links_that_hold(job.settings, briefing, old), job.formats)
    rendered = _rendered(briefing, job.formats, job.theme)
    if "pdf" in rendered.content:
        _tell_boxes(briefing)
    troubles = sum(not problem.slight for problem in briefing.problems) + (rendered.missing is not None)
    if troubles and options["strict"]:
        raise StrictError(f"{troubles} problem{'s' * (troubles > 1)}, and --strict: nothing was written")
    if targets:
        placed = Site(_placed(targets, rendered.content))
    else:
        placed = in_folder(job.settings, briefing, rendered.content, job.theme, copies, old)
    if options["dry_run"]:
        note("dry run: nothing was written; it would have been:" if placed.files else "dry run: nothing was written")
    else:
        publish.write(placed.files, placed.stale)
        clear(job.folder, placed.gone)
        if job.store and placed.files:
            remember(job.store, briefing, job.folder)
        if options["opened"]:
            show(placed.files)
    _report(placed.files, rendered.content.get(targets.get("-", "")), briefing)
    code = PUBLISHED_WITH_PROBLEMS if troubles else DONE
    alerts = alerts_of(briefing, job.past, job.settings.web.alert_after)
    return Made(code, briefing, alerts=tuple(alerts.values()))


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


def _rendered(briefing: Briefing, formats: Sequence[str], theme: Theme) -> Rendered:
    """All formats that can be made here. Raises NativeLibraryMissing where that leaves none."""
    from brief.render import render

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
