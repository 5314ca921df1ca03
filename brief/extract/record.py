"""One record of a JSON or JSON Lines file: a mapping with a text and perhaps more."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from brief.errors import Unreadable
from brief.extract.assemble import Found, assemble
from brief.extract.dates import from_number, parse_date
from brief.extract.embargo import UNREADABLE, embargo_of
from brief.extract.kinds import kind_named
from brief.extract.notices import is_gone, is_marked, is_withheld
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
#: The keys of what is known of an article beside its texts: all of them are looked at.
KINDS = ("kind", "genre", "type")
EMBARGOES = ("embargo", "embargoed", "embargo_until", "embargoedUntil")
STATUSES = ("status", "pubStatus", "pubstatus", "pub_status")
WITHDRAWALS = ("withdrawn", "killed", "retracted")
_KNOWN = frozenset((*KINDS, *EMBARGOES, *STATUSES, *WITHDRAWALS, "position"))


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
    known = known_of(record)
    if known.get("withdrawn") and "text" not in values:
        values["text"] = ""  # a canceled item often has no text any more
    if not isinstance(values.get("text"), str):
        raise Unreadable(document.location, "has no text: a record needs a string under one of text, body, content")
    texts = {
        field: said for field, value in values.items() if field not in ("text", "published") and (said := plain(value))
    }
    fields: dict[str, Any] = texts | known
    found = Found(text=without_surrogates(values["text"]), published=_date(values.get("published")), **fields)
    return assemble(document, found, language)


def known_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the kind, position, embargo and withdrawal that a record or front matter states, as fields of `Found`."""
    if _KNOWN.isdisjoint(record):
        return {}
    names = [plain(record[key]) for key in KINDS if record.get(key)]
    status = [value for key in STATUSES if (value := record.get(key))]
    embargo = next((found for key in EMBARGOES if key in record and (found := embargo_of(record[key]))), None)
    if embargo is None and any(map(is_withheld, status)):
        embargo = UNREADABLE
    return {
        "kind": next((name for name in names if name and kind_named(name)), None),
        "position": _position(record.get("position")),
        "embargo": embargo,
        "withdrawn": any(map(is_gone, status)) or any(is_marked(record.get(key)) for key in WITHDRAWALS),
    }


def _position(value: Any) -> int | None:
    """A place in a feed, from 0; None for anything else."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        value = int(value.strip()[:9])
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


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
