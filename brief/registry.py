"""Names that users type, each standing for a function that is imported on first use.

A registry is a dict of `"name": "module:function"`. A name with a colon that no registry knows is taken for
`package.module:function` of a third party, so that anything can be added without touching this project.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping
from typing import Any

from brief.errors import BriefError, UnknownName, UsageError

_FOREIGN = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*:[^\W\d]\w*")


def known(kind: str, table: Mapping[str, str], name: str) -> str:
    """Return the target of a name without importing it.

    Raises UnknownName for a name that is neither in the table nor of the form `package.module:function`.
    """
    if name in table:
        return table[name]
    if _FOREIGN.fullmatch(name):
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
