"""Whether two figures of two articles are of one quantity: by what they count, and by the sentences around them.

The similarities are cosines of the sentences' TF-IDF vectors. They were set by reading every pair found in 444 stories
(multinews200, ecbplus, meantime, allsides_dated); below them the unlike begin.
"""

from __future__ import annotations

import math

from brief.summarize.beside.amounts import Amount

# Two sentences with the same figure: with three digits and a noun in common, with two digits, with one.
SAME_LONG, SAME_SHORT, SAME_DIGIT = 0.08, 0.15, 0.25
# Two sentences with a rounded figure and an exact one.
SAME_ROUNDED = 0.3
# Two sentences with figures that differ: of a toll; with two words around the figures in common; with one.
OTHER_TOLL, OTHER_TWO_WORDS, OTHER_ONE_WORD = 0.2, 0.25, 0.4
# Two values of one quantity are seldom further apart, and beyond mostly of two. A toll grows while it is told.
FURTHEST, FURTHEST_TOLL = 1.5, 2.5
# A rounded figure and the exact one agree where they are no further apart.
ROUNDED = 0.1
# "14 rifles in total" and "six rifles" are two quantities.
TOTAL = "total"
# Fewer than these are told of too much, unless they are dead or hurt.
SMALL = 10
# 100 has one digit that tells something, and is as common as it looks.
SHORT_DIGITS, LONG_DIGITS = 2, 3
# Nouns that a toll may do without.
GENERIC = frozenset({"people", "dead", "hurt", "man", "woman", "victim"})


def agrees(one: Amount, other: Amount) -> bool:
    """Return whether two figures may be one: the same, or one of them rounded (`about 170` and `166`)."""
    low, high = sorted((one, other), key=lambda amount: amount.value)
    if low.value == high.value:
        return True
    if high.value - low.value > ROUNDED * high.value:
        return False
    for rounded, exact in ((low, high), (high, low)):
        digits = _digits(rounded.value)
        if rounded.loose and _digits(exact.value) > digits and _round(exact.value, digits) == rounded.value:
            return True
    return False


def is_same(one: Amount, other: Amount, near: float) -> bool:
    """Return whether two figures that agree are of one quantity.

    Arguments: the figures, of one kind; how near their sentences are.
    """
    shared, digits = len(one.near & other.near), _digits(one.value)
    if (one.toll and other.toll and one.toll != other.toll) or (
        one.value != other.value and (near < SAME_ROUNDED or not shared)
    ):
        return False
    if one.kind != "count":
        short = digits >= SHORT_DIGITS and near >= SAME_SHORT and shared > 0
        return short or (near >= SAME_DIGIT and shared > 1)
    if not _counts_the_same(one, other) or (one.value < SMALL and not one.toll):
        return False
    if digits >= LONG_DIGITS and set(one.nouns) & set(other.nouns):
        return near >= SAME_LONG
    if digits >= SHORT_DIGITS:
        return near >= SAME_SHORT or shared > 0
    return near >= SAME_DIGIT and shared > 0


def differs(one: Amount, other: Amount, near: float) -> bool:
    """Return whether two figures that do not agree are of one quantity, as far as they and their sentences tell.

    Percentages and sums of money are not compared: in the stories that were read, half of those that looked alike were
    of two quantities.
    """
    low, high = sorted((one.value, other.value))
    if one.kind != "count" or one.toll != other.toll or TOTAL in one.near ^ other.near:
        return False
    if high > (FURTHEST_TOLL if one.toll else FURTHEST) * low:
        return False
    # "20 million people" live in a country, "11 million people" are without service: people alone are no quantity.
    if not one.toll and not (set(one.nouns) & set(other.nouns)) - GENERIC:
        return False
    if one.toll and not (set(one.nouns) | set(other.nouns)) - GENERIC:
        return near >= OTHER_TOLL
    shared = len(one.near & other.near)
    close = (near >= OTHER_TWO_WORDS and shared > 1) or (near >= OTHER_ONE_WORD and shared > 0)
    return close and bool(one.nouns) and one.nouns[0] == "".join(other.nouns[:1])


def _counts_the_same(one: Amount, other: Amount) -> bool:
    """Whether two figures count the like: a noun in common, or the dead, or the hurt."""
    generic = not set(one.nouns) - GENERIC or not set(other.nouns) - GENERIC
    return bool(set(one.nouns) & set(other.nouns)) or (bool(one.toll) and one.toll == other.toll and generic)


def _digits(value: float) -> int:
    """How many digits of a number tell something: 2 of 1,200 and of 1.2."""
    return len(f"{value:.6f}".replace(".", "").strip("0")) or 1


def _round(value: float, digits: int) -> float:
    return round(value, digits - 1 - math.floor(math.log10(abs(value)))) if value else 0.0
