"""Sentences as vectors of their stems, and how near two of them are."""

from __future__ import annotations

import math
from collections.abc import Mapping

Vector = dict[str, float]


def unit(vector: Mapping[str, float]) -> Vector:
    """Return a vector of length 1 in the same direction; an empty one stays empty."""
    norm = math.sqrt(math.fsum(value * value for value in vector.values()))
    return {key: value / norm for key, value in vector.items()} if norm else {}


def cosine(one: Vector, other: Vector) -> float:
    """Return the dot product of two unit vectors."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum(value * large[key] for key, value in small.items() if key in large)
