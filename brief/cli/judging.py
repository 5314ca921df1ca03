"""`brief evaluate`: how good the methods are on texts of one's own."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click

from brief.cli.console import emit, emit_json, note, watch
from brief.cli.options import amount, answers, chatter, given
from brief.cli.settings import configuration, configured_sources, tell_faults
from brief.errors import DONE, PUBLISHED_WITH_PROBLEMS

if TYPE_CHECKING:
    from brief.evaluate import Difference, Evaluation, Judgment, Records

LEGEND = """
* the lead, which all are compared with. R1, R2, RLsum: ROUGE F1. In brackets the 95 % interval of a difference; where
it holds 0, that may be chance. At equal words: R1 beside that of the article's beginning, cut to as many words.
Flawed: summaries that somebody would stumble over who reads nothing else, in percent. ms: processor time a summary.
"""


@click.command()
@click.argument("source", nargs=-1, metavar="[SOURCE]...")
@click.option("-c", "--config", metavar="FILE", help="Configuration; default: brief.toml, where there is one.")
@amount
@click.option(
    "--method", "methods", multiple=True, metavar="NAME", help="Summarizer to judge; repeats. Default: all there are."
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N records with a reference.")
@answers("text", "json")
@chatter
def evaluate(
    source: tuple[str, ...],
    config: str | None,
    sentences: int | None,
    words: int | None,
    methods: tuple[str, ...],
    limit: int | None,
    output: str,
) -> int:
    """Judge the summarizers on articles with references.

    A reference is a summary that somebody wrote: a text or list of sentences under summary, highlights or abstract, or
    several under summaries. Needs the package rouge-score.

    \b
    Example: brief evaluate news.jsonl --method lex-rank --limit 100
    """
    from brief.evaluate import evaluate as judged
    from brief.evaluate import read_records, require
    from brief.pipeline import Gathered
    from brief.summarize import Length

    settings = configuration(config)
    require(methods)
    length = Length(sentences or (None if words else settings.summary.sentences), words)
    found = read_records(given(source, configured_sources(settings)), settings.edition.language, limit)
    whole = Gathered(tuple(record.article for record in found.judged), found.problems)
    tell_faults(whole)
    if not found.judged and not found.without_reference:
        whole.require_articles()
    evaluation = judged(watch(found.judged, "judging"), methods, length, time.process_time)
    if output == "json":
        emit_json(_record(evaluation, found))
    else:
        emit(_table(evaluation))
        note(LEGEND.strip())
        note(_counted(evaluation, found))
    return PUBLISHED_WITH_PROBLEMS if found.problems else DONE


def _table(evaluation: Evaluation) -> str:
    rows: list[tuple[str, ...]] = [
        ("method", "R1", "R2", "RLsum", "R1 - lead", "", "at equal words", "", "words", "flawed", "ms")
    ]
    rows += [_row(judgment) for judgment in evaluation.judgments]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        + "\n"
        for row in rows
    )


def _row(judgment: Judgment) -> tuple[str, ...]:
    from brief.evaluate import BASELINE, KINDS

    is_lead = judgment.method == BASELINE
    return (
        f"{'*' if is_lead else ' '} {judgment.method}",
        *(f"{judgment.rouge[kind]:.2f}" for kind in KINDS),
        *(("", "") if is_lead else _difference(judgment.gain[KINDS[0]])),
        *_difference(judgment.at_equal_words),
        f"{judgment.words:.1f}",
        f"{judgment.flawed:.1f}",
        f"{judgment.milliseconds:.1f}",
    )


def _difference(found: Difference) -> tuple[str, str]:
    return f"{found.mean:+.2f}", f"[{found.low:+.2f}, {found.high:+.2f}]"


def _counted(evaluation: Evaluation, found: Records) -> str:
    left_out = [
        f"{number} {what}"
        for number, what in (
            (found.without_reference, "without a reference left out"),
            (len(found.problems), "could not be read"),
        )
        if number
    ]
    return "; ".join([f"{evaluation.records} record{'s' * (evaluation.records > 1)}", *left_out])


def _record(evaluation: Evaluation, found: Records) -> dict[str, Any]:
    return {
        "records": evaluation.records,
        "without_reference": found.without_reference,
        "problems": [{"where": problem.where, "why": problem.why} for problem in found.problems],
        "methods": [
            {
                "method": judgment.method,
                "rouge": {kind: round(value, 2) for kind, value in judgment.rouge.items()},
                "gain": {kind: _interval(value) for kind, value in judgment.gain.items()},
                "at_equal_words": _interval(judgment.at_equal_words),
                "words": round(judgment.words, 1),
                "flawed": round(judgment.flawed, 1),
                "flaws": dict(judgment.flaws),
                "milliseconds": round(judgment.milliseconds, 1),
            }
            for judgment in evaluation.judgments
        ],
    }


def _interval(found: Difference) -> dict[str, float]:
    return {"mean": round(found.mean, 2), "low": round(found.low, 2), "high": round(found.high, 2)}
