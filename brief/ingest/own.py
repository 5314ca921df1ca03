"""Sources of the user's own: a function `package.module:function` that is given the source and gives articles.

It yields `brief.model.Document`s, or mappings, which are read as the records of a JSON file are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from brief.errors import Unreadable, UsageError
from brief.model import Document, Source
from brief.registry import is_foreign, items, load

LONGEST_REASON = 200


def names_function(location: str) -> bool:
    """Return whether a location names a function; a file that is named like one wins."""
    return is_foreign(location) and not Path(location).exists()


def locate(source: Source) -> Source:
    """Return a source that is read by the function which its location names."""
    return replace(source, kind=source.location)


def read(source: Source) -> Iterator[Document]:
    """Yield the documents that a function of the user's own gives; `location` is `package.module:function#n`.

    Raises UsageError where it cannot be imported. Raises Unreadable where it fails, and, when all others are read, for
    the first thing it gave that is neither a document nor a mapping.
    """
    function = load("source", {}, source.kind)
    faults: list[str] = []
    for number, item in enumerate(_told(source, function), 1):
        if isinstance(item, str):
            faults.append(f"item {number} {item}")
        elif item.location:
            yield item
        else:
            yield replace(item, location=f"{source.kind}#{number}")
    if faults:
        more = f" (and {len(faults) - 1} more like it)" if len(faults) > 1 else ""
        raise Unreadable(source.kind, faults[0] + more)


def _told(source: Source, function: Callable[..., Any]) -> Iterator[Document | str]:
    """Each item as a document, or what is wrong with it. Raises Unreadable where the function fails."""
    try:
        found = function(source)
        for item in items("source", source.kind, [found] if isinstance(found, Document | Mapping) else found):
            yield _document(source, item)
    except UsageError as error:
        why = (
            " ".join(f"{type(error.__cause__).__name__}: {error.__cause__}".split()) if error.__cause__ else str(error)
        )
        raise Unreadable(source.kind, f"failed: {why[:LONGEST_REASON]}") from error


def _document(source: Source, item: Any) -> Document | str:
    if isinstance(item, Document):
        fields: list[Any] = [item.source, item.location, item.media_type, item.content]
        sound = all(map(isinstance, fields, (Source, str, str, bytes)))
        return item if sound else "is a Document whose fields have wrong types"
    if not isinstance(item, Mapping):
        return f"is neither a Document nor a mapping but {type(item).__name__}"
    try:
        content = json.dumps(dict(item), default=_written)
    except (TypeError, ValueError, RecursionError) as error:
        return f"is a mapping that cannot be a record: {str(error)[:80]}"
    return Document(source, "", "application/json", content.encode("ascii"))


def _written(value: Any) -> Any:
    """A value that JSON does not know, as a record has it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | set | frozenset):
        return sorted(value)
    raise TypeError(f"a value is {type(value).__name__}")
