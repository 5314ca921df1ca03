"""In numbers: quantities of a story that two outlets or more give, side by side where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brief.model import Article, Figure, Pick
from brief.summarize.beside.amounts import Amount, amounts
from brief.summarize.beside.central import Passage, Sources, passages_of, sources_of
from brief.summarize.beside.likeness import agrees, differs, is_same
from brief.summarize.standing import Standing
from brief.summarize.vectors import cosine

# So many stand beside a digest, each from so many sources at most.
MOST = 3
MOST_SOURCES = 3
# Longer sentences are not read beside a number.
LONGEST = 50
# Days between two articles: the figures of a later one are news, and no other word on the same.
NEAR = 2
# Sentences that share so many of their stems are one sentence, which the same agency wrote.
COPIED = 0.8
# How long something is, is told beside what happened.
DIMENSIONS = frozenset({"metre", "kilometre", "mile", "foot", "yard", "degree"})


@dataclass(frozen=True, slots=True)
class _Given:
    """A figure and the sentence that gives it."""

    amount: Amount
    passage: Passage


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A figure with the like of it in other sources."""

    given: tuple[_Given, ...]
    agree: bool
    score: float


def figures(articles: Sequence[Article], told: Sequence[Pick] = ()) -> tuple[Figure, ...]:
    """Return the figures of a story that outlets agree or differ on: at most three, each with one sentence of each.

    Arguments: the story's articles without copies, the lead first; the picks of its digest. A figure that outlets agree
    on is left out where the digest tells it already.
    """
    sources = sources_of(articles)
    return figures_of(sources, passages_of(told, sources))


def figures_of(sources: Sources, told: Sequence[Passage]) -> tuple[Figure, ...]:
    """Return the same as `figures` from sentences that are gathered already."""
    if len(set(sources.outlets)) < 2:  # noqa: PLR2004  nobody to compare with
        return ()
    given = [
        _Given(amount, passage)
        for passage in sources.passages
        if len(passage.line.split()) <= LONGEST
        for amount in amounts(passage.line, sources.tongue(passage))
        if sources.standings[passage.number][passage.sentence.index] is not Standing.BROKEN
    ]
    taken = {passage.key for passage in told}
    found = [quantity for one in given if (quantity := _quantity(one, given, sources, taken)) is not None]
    chosen: list[_Quantity] = []
    for quantity in sorted(found, key=lambda q: (-q.score, q.given[0].passage.key, q.given[0].amount.printed)):
        if len(chosen) < MOST and not any(_overlaps(quantity, other) for other in chosen):
            chosen.append(quantity)
    return tuple(_figure(quantity, sources) for quantity in chosen)


def _overlaps(one: _Quantity, other: _Quantity) -> bool:
    keys = {(g.amount.value, g.amount.kind) for g in other.given}
    sentences = {g.passage.key for g in other.given}
    return any((g.amount.value, g.amount.kind) in keys for g in one.given) or any(
        g.passage.key in sentences for g in one.given
    )


def _figure(quantity: _Quantity, sources: Sources) -> Figure:
    why = "sources agree on the figure" if quantity.agree else "sources differ on the figure"
    return Figure(
        _what(quantity),
        tuple(g.amount.printed for g in quantity.given),
        tuple(sources.pick(g.passage, why) for g in quantity.given),
        quantity.agree,
    )


def _what(quantity: _Quantity) -> str:
    """What is counted, as the first source prints it, as far as the others speak of the same."""
    first, *others = (g.amount for g in quantity.given)
    shared = set(first.nouns).intersection(*(set(other.nouns) | other.near for other in others))
    named = [word for word, name in zip(first.what.split(), first.nouns, strict=True) if name in shared]
    return " ".join(named)


def _quantity(one: _Given, given: Sequence[_Given], sources: Sources, taken: set[tuple[int, int]]) -> _Quantity | None:
    """A figure with the nearest like it of each other outlet; None where no other gives it."""
    best: dict[str, tuple[float, _Given, bool]] = {}
    mine = sources.outlet(one.passage)
    for other in given:
        outlet = sources.outlet(other.passage)
        if other.amount.kind != one.amount.kind or outlet == mine:
            continue
        if _is_copy(one.passage, other.passage):
            continue
        alike = agrees(one.amount, other.amount)
        if not (alike or one.amount.toll or one.amount.nouns[:1] == other.amount.nouns[:1]):
            continue
        near = cosine(one.passage.vector, other.passage.vector)
        if not (is_same(one.amount, other.amount, near) if alike else _differs(one, other, given, sources)):
            continue
        rank = near + alike
        if outlet not in best or rank > best[outlet][0]:
            best[outlet] = (rank, other, alike)
    if not best:
        return None
    ranked = sorted(best.values(), key=lambda b: (-b[0], b[1].passage.key))[: MOST_SOURCES - 1]
    agree = all(alike for *_, alike in ranked)
    members = (one, *(other for _, other, _ in ranked))
    if agree and any(g.passage.key in taken for g in members):
        return None  # told already
    score = sum(g.passage.score for g in members) / len(members) + 0.1 * len(members) + (0 if agree else 0.3)
    score -= 0.3 * (not DIMENSIONS.isdisjoint(one.amount.nouns))
    return _Quantity(members, agree, round(score, 9))


def _is_copy(one: Passage, other: Passage) -> bool:
    either = len(one.stems | other.stems)
    return len(one.stems & other.stems) >= COPIED * either


def _differs(one: _Given, other: _Given, given: Sequence[_Given], sources: Sources) -> bool:
    """Whether two figures that do not agree are surely of one quantity."""
    near = cosine(one.passage.vector, other.passage.vector)
    if not differs(one.amount, other.amount, near) or not _is_same_time(one, other, sources):
        return False
    return _is_alone(one, given) and _is_alone(other, given)


def _is_same_time(one: _Given, other: _Given, sources: Sources) -> bool:
    """Whether two articles are so near in time that one has not simply more of it."""
    days = [sources.articles[g.passage.number].published for g in (one, other)]
    known = [published.day for published in days if published is not None]
    return len(known) < 2 or abs((known[0] - known[1]).days) <= NEAR  # noqa: PLR2004


def _is_alone(one: _Given, given: Sequence[_Given]) -> bool:
    """Whether an article gives one figure only of what another gives: no other of the like, and not that one too."""
    mine = (g for g in given if g.passage.number == one.passage.number and g.amount.value != one.amount.value)
    toll, nouns = one.amount.toll, set(one.amount.nouns[:2])
    return not any((toll and g.amount.toll == toll) or nouns & set(g.amount.nouns[:2]) for g in mine)
