"""Names that users type, each standing for a function that is imported on first use.

A registry is a dict of `"name": "module:function"`. A name with a colon that no registry knows is taken for
`package.module:function` of a third party, so that anything can be added without touching this project.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from brief.errors import BriefError, UnknownName, UsageError

_FOREIGN = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*:[^\W\d]\w*")


def is_foreign(name: str) -> bool:
    """Return whether a name has the form `package.module:function`."""
    return bool(_FOREIGN.fullmatch(name))


def known(kind: str, table: Mapping[str, str], name: str) -> str:
    """Return the target of a name without importing it.

    Raises UnknownName for a name that is neither in the table nor of the form `package.module:function`.
    """
    if name in table:
        return table[name]
    if is_foreign(name):
        return name
    raise UnknownName(kind, name, table)


def load(kind: str, table: Mapping[str, str], name: str) -> Callable[..., Any]:
    """Import and return what a name stands for.

    Arguments: what kind of name it is, for the message ("method"); the registry; the name.
    Raises UnknownName for an unknown one, UsageError where a third party's cannot be imported.
    """
    target = known(kind, table, name)
    module, _, attribute = target.partition(":")
    try:
        found = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        if name in table:
            raise
        raise UsageError(f"{kind} {name!r} cannot be imported: {error}") from error
    if not callable(found):
        raise UsageError(f"{kind} {name!r} is not a function")
    function: Callable[..., Any] = found
    return function if name in table else _guarded(kind, name, function)


def items(kind: str, name: str, found: Any) -> Iterator[Any]:
    """Yield what a third party's function returned, one by one; a generator may fail at any of them.

    Raises UsageError where one fails, or where there is nothing to go through.
    """
    iterator = _guarded(kind, name, iter)(found)
    end = object()
    step = _guarded(kind, name, next)
    while (item := step(iterator, end)) is not end:
        yield item


def _guarded(kind: str, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A third party's function whose failures are told as its own: this is its door."""

    def call(*arguments: Any, **more: Any) -> Any:
        try:
            return function(*arguments, **more)
        except BriefError:
            raise
        except Exception as error:
            raise UsageError(f"{kind} {name!r} failed: {type(error).__name__}: {error}") from error

    return call
