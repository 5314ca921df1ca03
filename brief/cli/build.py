"""`brief build`: from sources to an edition on disk."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from brief.cli.console import complain, emit, note, tell_problems, watch
from brief.cli.options import chatter, given, sources
from brief.cli.settings import configuration, configured_sources, tell_faults
from brief.errors import DONE, PUBLISHED_WITH_PROBLEMS, NativeLibraryMissing, StrictError, UsageError

if TYPE_CHECKING:
    from brief.compose import Edition
    from brief.config import Config
    from brief.model import Briefing
    from brief.pipeline import Telling


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
    type=click.Choice(["html", "pdf", "json"]),
    help="Format of standard output; without -o, print the briefing there.",
)
@chatter
def build(source: tuple[str, ...], config: str | None, files: tuple[str, ...], **options: Any) -> int:
    """Make a briefing of the articles in some sources.

    Without -o it goes into output/<date>/ as HTML, PDF and JSON, and as output/latest.*.

    \b
    Examples:
      brief build articles/ --date 2026-11-20
      brief build news.jsonl -o today.html -o today.pdf
    """
    from brief import pipeline, publish, summarize
    from brief.registry import load
    from brief.render import RENDERERS
    from brief.render.theme import load_theme
    from brief.workers import Workers

    settings = configuration(config)
    edition = _edition(settings, options)
    telling = _telling(settings, options)
    load("method", summarize.RANKERS, telling.method)
    theme = options["theme"] or _configured_theme(settings)
    load_theme(theme)
    targets = _targets(files, options["output"])
    formats = sorted(set(targets.values())) or settings.output.formats
    folder = settings.path(settings.output.folder)
    wanted = given(source, configured_sources(settings))
    with Workers(options["jobs"]) as workers:
        found = pipeline.gather(wanted, settings.edition.language, watch, folder, workers.map)
    tell_faults(found)
    briefing = pipeline.edit(found, edition, telling, watch)
    tell_problems(briefing.problems[len(found.problems) :])
    rendered = _rendered(briefing, formats, theme)
    troubles = len(briefing.problems) + (rendered.missing is not None)
    if troubles and options["strict"]:
        raise StrictError(f"{troubles} problem{'s' * (troubles > 1)}, and --strict: nothing was written")
    written = (
        _placed(targets, rendered.content) if targets else publish.edition_files(folder, briefing.day, rendered.content)
    )
    if options["dry_run"]:
        note("dry run: nothing was written")
    else:
        stale = [] if targets else publish.stale_files(folder, briefing.day, list(RENDERERS), rendered.content)
        publish.write(written, stale)
    _report(written, rendered.content.get(targets.get("-", "")), briefing)
    return PUBLISHED_WITH_PROBLEMS if troubles else DONE


def _edition(settings: Config, options: dict[str, Any]) -> Edition:
    from brief.compose import Edition

    zone = ZoneInfo(settings.edition.zone)
    day = _day(options["day"]) if options["day"] else datetime.now(zone).date()
    return Edition(
        title=_title(options["title"]) or settings.edition.title,
        day=day,
        zone=settings.edition.zone,
        language=settings.edition.language,
        generated=_generated(day, zone),
        max_stories=options["max_stories"] or settings.edition.max_stories,
    )


def _title(text: str | None) -> str | None:
    """The title given, under the rule that holds for that of brief.toml."""
    from brief.config import LONGEST_TITLE

    if text is None:
        return None
    if not 1 <= len(text.strip()) <= LONGEST_TITLE:
        raise UsageError(f"--title must have 1 to {LONGEST_TITLE} characters, not {len(text.strip())}")
    return text.strip()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--date {text!r} is not a day; write it as 2026-11-20") from error


def _generated(day: date, zone: ZoneInfo) -> datetime:
    """The edition's time stamp: SOURCE_DATE_EPOCH, or its day at midnight. Never the clock, so that bytes repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.combine(day, time(), zone)
    try:
        return datetime.fromtimestamp(int(epoch), UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH {epoch!r} is not a number of seconds") from error


def _telling(settings: Config, options: dict[str, Any]) -> Telling:
    from brief.pipeline import Telling
    from brief.summarize import Length

    return Telling(
        method=options["method"] or settings.summary.method,
        length=Length(options["sentences"] or settings.summary.sentences),
        granularity=options["granularity"],
    )


def _configured_theme(settings: Config) -> str:
    """The theme of brief.toml; a folder is meant from where that file stands."""
    name = settings.output.theme
    folder = settings.path(name)
    return folder if Path(folder).is_dir() else name


def _targets(files: tuple[str, ...], output: str | None) -> dict[str, str]:
    """The format of each file that -o names, `-` for standard output; nothing where the usual layout is wanted."""
    from brief.render import format_of

    if not files and output:
        return {"-": output}
    if output and "-" not in files:
        raise UsageError("--format tells the format of standard output; of a file the ending does")
    return {file: (output or "html") if file == "-" else format_of(file) for file in files}


def _rendered(briefing: Briefing, formats: Sequence[str], theme: str) -> Rendered:
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
    note(
        f"{briefing.day}: {s.articles} articles, {s.told} stories told, {s.listed} listed, "
        f"{s.duplicates} copies, {s.too_new} dated later"
    )
