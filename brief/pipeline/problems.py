"""What becomes of an item that fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from brief.errors import Empty, ItemError
from brief.model import Problem

T = TypeVar("T")


def caught(items: Iterator[T], stage: str, problems: list[Problem]) -> Iterator[T]:
    """Give the items, until one fails; that becomes a problem."""
    try:
        yield from items
    except ItemError as error:
        problems.append(problem_of(stage, error))


def problem_of(stage: str, error: ItemError, *, slight: bool = False) -> Problem:
    """Return the problem that an error is. Arguments: the stage; the error; whether the run may pass over it."""
    return Problem(stage, error.where, error.why, empty=isinstance(error, Empty), slight=slight)
