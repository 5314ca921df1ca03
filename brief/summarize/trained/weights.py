"""The numbers that were learned: three linear models, and how rare the commonest words are. Read once a process."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from brief.summarize.trained.expected import WORD_TRAITS
from brief.summarize.trained.sets import SET_TRAITS
from brief.summarize.trained.terms import Floats, Vocabulary
from brief.summarize.trained.traits import TRAITS
from brief.text import language

# A value so many spreads from the mean of a trait says no more than one at that distance.
FARTHEST = 5.0


@dataclass(frozen=True, slots=True)
class Linear:
    """A weighted sum of traits, each moved to mean 0 and spread 1 and held within `FARTHEST`.

    Attributes:
        mean, spread, weight: (traits,).
        bias: what is added to the sum.
    """

    mean: Floats
    spread: Floats
    weight: Floats
    bias: float

    def parts(self, traits: Floats) -> Floats:
        """Return (rows, traits) what each trait adds to the score of each row."""
        found: Floats = ((traits - self.mean) / self.spread).clip(-FARTHEST, FARTHEST) * self.weight
        return found

    def __call__(self, traits: Floats) -> Floats:
        """Return (rows,) scores."""
        found: Floats = ((traits - self.mean) / self.spread).clip(-FARTHEST, FARTHEST) @ self.weight + self.bias
        return found


@dataclass(frozen=True, slots=True)
class Model:
    """All that was learned.

    Attributes:
        words, sentences, sets: log-odds of words and of sentences; a score of sets.
        rarity: of the commonest stems; `usual` that of every other.
    """

    words: Linear
    sentences: Linear
    sets: Linear
    rarity: Mapping[str, float]
    usual: float


@cache
def model() -> Model:
    """Return the model that ships beside the code."""
    return from_json(json.loads((files(__package__) / "model.json").read_text(encoding="utf-8")))


def from_json(learned: Mapping[str, Any]) -> Model:
    """Return a model from the content of a model file. Raises KeyError where a trait is missing."""
    return Model(
        words=_linear(learned["words"], WORD_TRAITS),
        sentences=_linear(learned["sentences"], tuple(TRAITS)),
        sets=_linear(learned["sets"], SET_TRAITS),
        rarity=learned["rarity"],
        usual=learned["usual_rarity"],
    )


def _linear(learned: Mapping[str, Any], names: Sequence[str]) -> Linear:
    mean, spread, weight = np.array([learned["traits"][name] for name in names], np.float32).T
    return Linear(mean, spread, weight, learned["bias"])


@cache
def vocabulary(code: str) -> Vocabulary:
    """Return what is known of a language's words, one for the whole process. English is what was learned from."""
    learned = model()
    return Vocabulary(language(code), learned.rarity if code == "en" else {}, learned.usual)
