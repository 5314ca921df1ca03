"""One record of a JSON or JSON Lines file: a mapping with a text and perhaps more."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from brief.errors import Unreadable
from brief.extract.assemble import Found, assemble
from brief.extract.dates import from_number, parse_date
from brief.extract.values import plain, without_surrogates
from brief.model import Article, Document, Published

#: The keys under which a record may keep a field, first match wins.
KEYS: dict[str, tuple[str, ...]] = {
    "id": ("id", "guid", "uid"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content"),
    "url": ("url", "link"),
    "published": ("published", "date", "published_at", "pubDate"),
    "byline": ("author", "authors", "byline"),
    "site": ("source", "site", "outlet", "publisher"),
    "section": ("section", "category"),
    "language": ("language", "lang"),
}


def extract(document: Document, language: str) -> Article:
    """Return the article of a record; its text stays exactly as given, and may hold no sentence at all.

    Raises Unreadable for a record that is no JSON object or has no text.
    """
    try:
        record = json.loads(document.content)
    except (ValueError, RecursionError) as error:
        raise Unreadable(document.location, f"is not JSON: {_short(error)}") from error
    if not isinstance(record, dict):
        raise Unreadable(document.location, f"is not a JSON object but {type(record).__name__}")
    values = {field: value for field, keys in KEYS.items() if (value := _first(record, keys)) is not None}
    if not isinstance(values.get("text"), str):
        raise Unreadable(document.location, "has no text: a record needs a string under one of text, body, content")
    rest = {field: value for field, value in values.items() if field not in ("text", "published")}
    found = Found(
        text=without_surrogates(values["text"]),
        published=_date(values.get("published")),
        **{field: said for field, value in rest.items() if (said := plain(value))},
    )
    return assemble(document, found, language)


def _first(record: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    """The first value under some keys that says something, else an empty text where one is given."""
    given = [record[key] for key in keys if record.get(key) is not None]
    return next((value for value in given if value != ""), given[0] if given else None)


def _date(value: Any) -> Published | None:
    if isinstance(value, str):
        return parse_date(value, "record")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return from_number(value, "record")
    return None


def _short(error: BaseException) -> str:
    """What is wrong, without the whole record in it."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()} at character {error.pos + 1}"
    return "nested too deep" if isinstance(error, RecursionError) else str(error)[:80]
