"""Files of records: JSON Lines, a JSON array, a JSON object with a list of articles, or a single record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from brief.errors import Unreadable
from brief.model import Document, Source
from brief.text import decode

#: Keys under which an object keeps its list of articles.
LISTS = ("articles", "items", "records", "data")
#: Keys under which a record keeps its text.
TEXTS = ("text", "body", "content")


def documents_of_records(source: Source, content: bytes) -> Iterator[Document]:
    """Return one document for each record of a file, in UTF-8; `location` is `path:line`, or `path#n` in an array.

    A line that is no JSON becomes a document too: the extractor names it, and the other lines go on.
    Raises Unreadable where a file is neither JSON Lines nor JSON.
    """
    whole_text = decode(content)
    lines = [(number, line) for number, line in enumerate(whole_text.split("\n"), 1) if line.strip()]
    if not lines:
        return iter([Document(source, source.location, "text/plain", b"")])
    if lines[0][1].lstrip().startswith("[") or (len(lines) > 1 and parsed(lines[0][1]) is None):
        whole = parsed(whole_text)
        if whole is not None:
            return _documents_of_json(source, whole)
        if lines[0][1].strip() in ("[", "{"):
            raise Unreadable(source.location, "is not JSON: cut off or broken")
    if len(lines) == 1 and isinstance(only := parsed(lines[0][1]), dict) and _list_of(only) is not None:
        return _documents_of_json(source, only)
    return (
        Document(source, f"{source.location}:{number}", "application/json", line.encode()) for number, line in lines
    )


def _documents_of_json(source: Source, whole: Any) -> Iterator[Document]:
    records = _list_of(whole) if isinstance(whole, dict) else whole
    for number, record in enumerate([whole] if records is None else records, 1):
        text = json.dumps(record, ensure_ascii=True)
        yield Document(source, f"{source.location}#{number}", "application/json", text.encode("ascii"))


def _list_of(whole: dict[str, Any]) -> list[Any] | None:
    if any(key in whole for key in TEXTS):
        return None
    return next((whole[key] for key in LISTS if isinstance(whole.get(key), list)), None)


def parsed(content: str | bytes) -> Any:
    """Return a value of JSON; None for `null`, and for what is no JSON."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
