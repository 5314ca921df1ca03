"""`brief explain`: why a briefing is as it is."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from brief.cli.console import emit, emit_json, note, wrapped
from brief.cli.editions import missing, story
from brief.cli.groups import Known
from brief.cli.options import amount, answers, chatter, share, wanted, web
from brief.cli.options import config as with_config
from brief.cli.settings import configuration, gathered
from brief.errors import UsageError
from brief.model import Source

if TYPE_CHECKING:
    from brief.model import Article
    from brief.summarize.explain import Explanation, Reason, Together, Weighed

# A family of traits that adds less is left out of the text; JSON has all.
SMALL = 0.03
# Ids that are named where one is unknown.
NEAREST = 3

LEGEND = """
* taken. Scores go from 0, the lowest of the article, to 1, the highest. Under a
sentence: what moves its score away from the mean, by kind; less than {small} is
left out. What cannot be read alone is a fragment, a caption, or a quotation
whose speaker is not named. The scores of sets have a measure of their own; only
their differences mean something.
"""


@click.group(cls=Known)
@chatter
def explain() -> None:
    """Say why a briefing is as it is."""


@explain.command(short_help="Every sentence: its score, by what, taken or dropped.")
@click.argument("source", metavar="SOURCE")
@click.argument("name", metavar="[ID]", required=False)
@with_config
@amount
@share
@click.option("--method", metavar="NAME", help="Summarizer; see `brief methods`. Default: brief.")
@answers("text", "json")
@web
@chatter
def article(
    source: str,
    name: str | None,
    config: str | None,
    sentences: int | None,
    words: int | None,
    ratio: float | None,
    method: str | None,
    output: str,
) -> None:
    """Say of every sentence of an article what it scored and by what, and why it was taken or dropped.

    ID is one article of SOURCE, as `brief read --format json` tells it; without it, all are explained.

    \b
    Example: brief explain article news.jsonl lg-20261119-0412
    """
    from brief.registry import load
    from brief.summarize import RANKERS
    from brief.summarize.explain import explain as explained

    settings = configuration(config)
    by = method or settings.summary.method
    load("method", RANKERS, by)
    length = wanted(settings.summary.sentences, sentences, words, ratio)
    found = gathered([Source("files", source)], settings, 1).articles
    explanations = [explained(one, by, length) for one in _named(found, name, source)]
    if output == "json":
        emit_json([_record(one) for one in explanations])
        return
    emit("\n".join(_text(one) for one in explanations))
    note(LEGEND.format(small=SMALL).strip())


explain.add_command(story)
explain.add_command(missing)


def _named(articles: Sequence[Article], name: str | None, source: str) -> Sequence[Article]:
    """The articles with an id, or all. Raises UsageError for an unknown one."""
    found = [one for one in articles if name in {None, one.id}]
    if not found:
        near = difflib.get_close_matches(name or "", list(dict.fromkeys(one.id for one in articles)), NEAREST, 0)
        raise UsageError(f"no article has the id {name!r} in {source}; the nearest: {', '.join(near)}")
    return found


def _text(found: Explanation) -> str:
    title = found.article.title or "(no headline)"
    count = sum(one.taken for one in found.sentences)
    taken = f"{count} of {len(found.sentences)} taken"
    facts = [f"id {found.article.id}", f"method {found.method}", _limit(found), taken]
    if any(one.traits for one in found.sentences):
        facts.append(f"mean score {found.mean:.2f}")
    lines = [wrapped(title, "", ""), wrapped(f"[{'; '.join(facts)}]"), ""]
    for one in found.sentences:
        head = f"  {'*' if one.taken else ' '} {one.sentence.index + 1:>2}  {one.score:.2f}  "
        under = " " * len(head)
        lines.append(wrapped(one.sentence.text, head, under))
        if one.traits:
            lines.append(wrapped(_parts(one.parts) or "nothing that stands out", under, under))
        told = "taken" if one.taken else "dropped"
        lines.append(wrapped(f"{told}: {_said(one, found)}", under, under))
    if found.sets:
        lines += ["", *_sets(found)]
    return "\n".join(lines) + "\n"


def _limit(found: Explanation) -> str:
    length = found.length
    limits = [
        f"{number} {what}" if number != 1 else f"1 {what.removesuffix('s')}"
        for number, what in ((length.sentences, "sentences"), (length.words, "words"))
        if number is not None
    ]
    return f"at most {' and '.join(limits)}" if limits else "of any length"


def _sets(found: Explanation) -> list[str]:
    """The best sets as a table of their own."""
    shown = f"the best {len(found.sets)} of {found.compared}" if found.compared > 1 else "the only one"
    lines = [
        wrapped(
            f"Sets compared: {shown}, made of {_numbers(found.running)}; mean score {found.set_mean:.2f}.",
        )
    ]
    named = [(_numbers(one.sentences), one) for one in found.sets]
    width = max(len(numbers) for numbers, _ in named)
    for numbers, one in named:
        head = f"  {'*' if one is found.sets[0] else ' '} {numbers:<{width}}  {one.score:.2f}  "
        lines.append(wrapped(_parts(one.parts) or "nothing that stands out", head, " " * len(head)))
    return lines


def _parts(parts: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:+.2f}" for name, value in parts.items() if abs(value) >= SMALL)


def _numbers(indices: Sequence[int]) -> str:
    """`1, 3 and 4`: sentences are counted from 1, as people do."""
    *most, last = [str(index + 1) for index in indices]
    return f"{', '.join(most)} and {last}" if most else last


def _said(one: Weighed, found: Explanation) -> str:
    """A reason in words."""
    from brief.summarize.explain import Why

    reason = one.reason
    others = _numbers(reason.others) if reason.others else ""
    sentences = f"sentence{'s' * (len(reason.others) > 1)} {others}"
    place = f"number {one.rank} by score"
    said = {
        Why.TOGETHER: f"tells most together with {sentences}" if others else "the only one that may be taken",
        Why.BEST: f"{place}, the best that could be added to {sentences}" if others else place,
        Why.RESORT: "no sentence that fits can be read alone; this is the best of them",
        Why.BROKEN: "cannot be read alone",
        Why.HELPLESS: f"leans on sentence {others}, which cannot be read alone either"
        if others
        else "has a pronoun or a surname that nothing before it explains",
        Why.LEANS: f"{_needs(one, others)} was not taken",
        Why.REPEATS: f"repeats sentence {others}",
        Why.OUTSIDE: f"{place}; the sets compared are made of better ones and what these lean on",
        Why.LESS: "in the running",
        Why.LONG: "too long",
        Why.ENOUGH: f"{place}; enough was taken before it",
    }[reason.why]
    return f"{said}{_behind(reason, found)}{_room(one, reason, found)}"


def _needs(one: Weighed, other: str) -> str:
    from brief.summarize.standing import Standing

    if one.standing is Standing.NAMING:
        return f"{one.standing.value}, and sentence {other}, which has the full name,"
    return f"leans on sentence {other}, which"


def _behind(reason: Reason, found: Explanation) -> str:
    """How the best set with a sentence compares with the one that was taken."""
    from brief.summarize.explain import Why

    if reason.behind is None:
        return ""
    best = _numbers(found.sets[0].sentences)
    rival = _numbers(reason.rival)
    if reason.why is Why.LEANS:
        return f"; {rival} would tell less than {best} (by {reason.behind:.2f})"
    if not reason.behind:
        return f", but {best} tell as much as {rival}, and come first"
    return f", but {best} tell more than {rival} (by {reason.behind:.2f})"


def _room(one: Weighed, reason: Reason, found: Explanation) -> str:
    from brief.summarize.explain import Why
    from brief.summarize.selection import size

    if reason.room is None:
        return ""
    too_long = "; too long to be added" if reason.why is Why.LESS else ""
    return f"{too_long} ({size(one.sentence)} words, where {reason.room} of {found.length.words} are left)"


def _record(found: Explanation) -> dict[str, Any]:
    return {
        "id": found.article.id,
        "title": found.article.title,
        "method": found.method,
        "length": {"sentences": found.length.sentences, "words": found.length.words},
        "mean": _rounded(found.mean),
        "sentences": [
            {
                "text": one.sentence.text,
                "start": one.sentence.start,
                "end": one.sentence.end,
                "index": one.sentence.index,
                "score": one.score,
                "rank": one.rank,
                "standing": one.standing.value,
                "taken": one.taken,
                "reason": _reason(one.reason),
                **_added(one),
            }
            for one in found.sentences
        ],
        "running": list(found.running),
        "compared": found.compared,
        "set_mean": _rounded(found.set_mean),
        "sets": [{"sentences": list(one.sentences), "score": one.score, **_added(one)} for one in found.sets],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    """A reason with what it has to do with, and nothing else."""
    known = {"others": list(reason.others), "rival": list(reason.rival), "behind": reason.behind, "room": reason.room}
    return {"why": reason.why.value} | {name: value for name, value in known.items() if value not in (None, [])}


def _added(one: Weighed | Together) -> dict[str, Any]:
    return {
        "parts": {name: _rounded(value) for name, value in one.parts.items()},
        "traits": {name: _rounded(value) for name, value in one.traits.items()},
    }


def _rounded(value: float) -> float:
    return round(value, 6) + 0.0  # no -0.0
