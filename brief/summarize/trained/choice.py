"""From scores to a summary: which sentences are in the running, and which of their sets may be taken."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from brief.summarize.selection import SAME
from brief.summarize.standing import Standing, Standings
from brief.summarize.trained.expected import Words
from brief.summarize.trained.sets import Sets, every_set
from brief.summarize.trained.terms import Floats, Places

# Sentences in the running. 7, 9 and 12 gave the same ROUGE within .2 on 800 articles; more take longer.
POOL = 7


@dataclass(frozen=True, slots=True)
class Field:
    """The sentences in the running, in reading order, and the sets of them that may be taken.

    Attributes:
        pool: (pool,) sentence numbers.
        sets: sets of places in the pool; none where none reads well.
    """

    pool: Places
    sets: Sets


def field(scores: Floats, marks: Standings, w: Words) -> Field:
    """Return the best sentences that can be read, and the sets of them that read well.

    Arguments: (sentences,) scores; how each stands; the article's words.
    """
    pool = _pool(scores, marks)
    sets = every_set(len(pool))
    return Field(pool, sets.only(_reads_well(sets.member, pool, marks) & ~repeating(sets.member, pool, w)))


def _pool(scores: Floats, marks: Standings) -> Places:
    """The best sentences; one that leans on another comes in together with that, or not at all."""
    found: list[int] = []
    for index in np.argsort(-scores, kind="stable").tolist():
        needed = propped(index, marks)
        missing = [one for one in needed if one not in found]
        if len(found) + len(missing) <= POOL:
            found += missing
        if len(found) >= POOL:
            break
    return np.array(sorted(found), np.intp)


def propped(index: int, marks: Standings) -> list[int]:
    """Return a sentence and what it leans on; nothing where that does not help."""
    needed: list[int] = []
    prop: int | None = index
    while prop is not None:
        if prop < 0 or marks[prop] is Standing.BROKEN:
            return []
        needed.append(prop)
        prop = marks.prop(prop)
    return needed


def _reads_well(member: Floats, pool: Places, marks: Standings) -> NDArray[np.bool_]:
    """Whether each sentence of a set that leans on another has that beside it."""
    allowed = np.ones(len(member), np.bool_)
    column_of = {index: column for column, index in enumerate(pool.tolist())}
    for index, column in column_of.items():
        prop = marks.prop(index)
        if prop is not None:
            allowed &= (member[:, column] == 0) | (member[:, column_of[prop]] == 1)
    return allowed


def repeating(member: Floats, pool: Places, w: Words) -> NDArray[np.bool_]:
    """Return (sets,) whether two sentences of a set say the same: share most of the shorter one's content words."""
    content = w.present[pool] * w.content
    shared = content @ content.T
    shorter = np.minimum.outer(shared.diagonal(), shared.diagonal())
    same = ((shared >= SAME * shorter) & (shorter > 0)).astype(np.float32)
    same.flat[:: len(same) + 1] = 0
    found = ((member @ same) * member).sum(1) > 0
    return np.asarray(found, np.bool_)
