"""How common a stem is in news at large: a table of our own counting, for days too small to tell by themselves.

A day of five articles cannot know that `minister` is common and `crane` is not. The table says in how many of 10,000
articles of a language a stem stands (title and first 300 words); it was counted over some 8,800 English, 1,500 French
and 500 German articles. Stems of fewer than one article in a thousand are left out:
they weigh like unknown ones.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import Any

SCALE = 10_000


def share(stem: str, language: str) -> float:
    """Return the share of articles that hold a stem, 0..1; 0 for a rare stem, or a language without a table."""
    return table(language).get(stem, 0) / SCALE


def idf(stem: str, language: str) -> float:
    """Return how much a stem tells, by the table alone: log((1 + N) / (1 + df)), for N = 10,000 articles.

    The same on every day, so that what is told today can be held against what was told before. A stem that is not in
    the table, and any stem of a language without one, gets the most.
    """
    return math.log((1 + SCALE) / (1 + table(language).get(stem, 0)))


@cache
def table(language: str) -> dict[str, int]:
    """Return in how many of 10,000 articles each stem stands; nothing for a language that was not counted."""
    counted = _tables().get(language, {"stems": {}})["stems"]
    return {stem: int(count) for count, stems in counted.items() for stem in stems.split()}


@cache
def _tables() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files(__package__) / "background.json").read_text(encoding="utf-8"))
    return found
