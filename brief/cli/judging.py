"""`brief evaluate`: how good the methods are on texts of one's own."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from brief.cli.console import emit, emit_json, note, watch
from brief.cli.options import amount, answers, chatter, given, share, wanted
from brief.cli.options import config as with_config
from brief.cli.settings import configuration, configured_sources, tell_faults
from brief.errors import DONE, PUBLISHED_WITH_PROBLEMS

if TYPE_CHECKING:
    from brief.evaluate import Difference, Evaluation, Records

LEGEND = """
* the lead, which all are compared with. R1, R2, RLsum: ROUGE F1. Flawed:
summaries that somebody would stumble over who reads nothing else, in percent.
ms: processor time a summary. In brackets the 95 % interval of a difference;
where it holds 0, that may be chance. At equal words: R1 beside that of the
article's beginning, cut to as many words.
"""


@click.command()
@click.argument("source", nargs=-1, metavar="[SOURCE]...")
@with_config
@amount
@share
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
    ratio: float | None,
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

    settings = configuration(config)
    require(methods)
    length = wanted(settings.summary.sentences, sentences, words, ratio)
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
    """What each method is worth, and below how it compares with the lead: side by side they need 100 columns."""
    from brief.evaluate import BASELINE, KINDS

    worth: list[tuple[str, ...]] = [("method", *("R1", "R2", "RLsum"), "words", "flawed", "ms")]
    compared: list[tuple[str, ...]] = [("method", "R1 - lead", "", "at equal words", "")]
    for judgment in evaluation.judgments:
        name = f"{'*' if judgment.method == BASELINE else ' '} {judgment.method}"
        rouge = [f"{judgment.rouge[kind]:.2f}" for kind in KINDS]
        rest = (judgment.words, judgment.flawed, judgment.milliseconds)
        worth.append((name, *rouge, *(f"{figure:.1f}" for figure in rest)))
        gain = ("", "") if judgment.method == BASELINE else _difference(judgment.gain[KINDS[0]])
        compared.append((name, *gain, *_difference(judgment.at_equal_words)))
    return f"{_columns(worth)}\n{_columns(compared)}"


def _columns(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows as lines, the first column to the left, figures to the right."""
    first, *widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        [row[0].ljust(first), *(cell.rjust(width) for cell, width in zip(row[1:], widths, strict=True))] for row in rows
    ]
    return "".join("  ".join(line).rstrip() + "\n" for line in lines)


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
