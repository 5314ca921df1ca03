"""Means, and how far a mean of differences may be due to the articles that happened to be there."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

ROUNDS = 2000
SEED = 7


@dataclass(frozen=True, slots=True)
class Difference:
    """The mean of paired differences, and its 95 % interval: where 0 lies outside, the difference is no accident."""

    mean: float
    low: float
    high: float


def mean(values: Sequence[float]) -> float:
    """Return the arithmetic mean. Raises ZeroDivisionError where there is no value."""
    return math.fsum(values) / len(values)


def difference(ours: Sequence[float], theirs: Sequence[float]) -> Difference:
    """Return by how much our values are higher than theirs, with the interval of the paired bootstrap.

    The articles are drawn anew with replacement, and the interval holds the middle 95 % of the means that this gives
    (the percentile interval of Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13). The draws
    are the same for the same number of values.
    """
    differences = [a - b for a, b in zip(ours, theirs, strict=True)]
    draw = random.Random(SEED)  # noqa: S311 - resampling, nothing secret
    means = sorted(mean(draw.choices(differences, k=len(differences))) for _ in range(ROUNDS))
    return Difference(mean(differences), means[int(0.025 * ROUNDS)], means[int(0.975 * ROUNDS)])
