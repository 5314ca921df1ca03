"""One record of a JSON or JSON Lines file: a mapping with a text and perhaps more."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from brief.errors import Unreadable
from brief.extract.assemble import Found, assemble
from brief.extract.dates import from_number, parse_date
from brief.extract.embargo import UNREADABLE, embargo_of
from brief.extract.kinds import kind_named
from brief.extract.notices import is_gone, is_marked, is_withheld
from brief.extract.values import plain
from brief.model import Article, Document, Picture, Published
from brief.text.characters import without_surrogates

#: The keys under which a record may keep a field, first match wins. Those at the end are of news-please (`maintext`,
#: `date_publish`, `source_domain`), newspaper (`publish_date`, `meta_…`) and trafilatura (`raw_text`, `categories`,
#: `source-hostname`, `hostname`), whose `source` is the address of the page.
KEYS: dict[str, tuple[str, ...]] = {
    "id": ("id", "guid", "uid"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content", "maintext", "raw_text"),
    "url": ("url", "link", "source"),
    "published": ("published", "date", "published_at", "pubDate", "date_publish", "publish_date"),
    "byline": ("author", "authors", "byline"),
    "site": (
        "source", "site", "outlet", "publisher", "sitename", "source-hostname", "meta_site_name", "source_domain",
        "hostname",
    ),
    "section": ("section", "category", "categories"),
    "language": ("language", "lang", "meta_lang"),
}  # fmt: skip
#: The keys of a picture, of what it shows and of whose it is. Those of scrapers (`image_url` of news-please,
#: `top_image` of newspaper) are left out: what thousands of pages said is no wish that something be fetched.
PICTURES = ("picture", "image")
ALTS = ("picture_alt", "image_alt", "alt")
CREDITS = ("picture_credit", "image_credit", "credit")
_LONGEST_ADDRESS = 2_000
_LONGEST_WORDS = 300
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
    values = values_of(record)
    known = known_of(record)
    if known.get("withdrawn") and "text" not in values:
        values["text"] = ""  # a canceled item often has no text any more
    if not isinstance(values.get("text"), str):
        raise Unreadable(
            document.location, f"has no text: a record needs a string under one of {', '.join(KEYS['text'])}"
        )
    texts = {
        field: said for field, value in values.items() if field not in ("text", "published") and (said := plain(value))
    }
    fields: dict[str, Any] = texts | known | {"picture": picture_of(record, document.url)}
    found = Found(text=without_surrogates(values["text"]), published=_date(values.get("published")), **fields)
    return assemble(document, found, language)


def values_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in a record or front matter under the `KEYS`, by field; of several categories the first."""
    values = {field: value for field, keys in KEYS.items() if (value := _first(record, keys)) is not None}
    if _is_address(record.get("source")):
        values["site"] = _first(record, KEYS["site"][1:])
    if isinstance(values.get("site"), str):
        values["site"] = values["site"].removeprefix("www.")
    if "section" in values and values["section"] is record.get("categories"):
        values["section"] = _first_category(values["section"])
    return values


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


def picture_of(record: Mapping[str, Any], base: str | None = None) -> Picture | None:
    """Return the picture that a record or front matter states, or None.

    Arguments: the record; the address that it was fetched from, which what is given in part is completed by. A picture
    is given as its address or path, or as an object that has it as `url`, `src` or `path`, beside `alt` and `credit`.
    """
    given = next((value for key in PICTURES if (value := record.get(key))), None)
    given = given[0] if isinstance(given, list) else given
    about: Mapping[str, Any] = given if isinstance(given, dict) else {}
    place = next((about[key] for key in ("url", "src", "path") if about.get(key)), None) if about else given
    if not isinstance(place, str) or not 0 < len(place.strip()) <= _LONGEST_ADDRESS:
        return None
    try:
        place = urljoin(base, place.strip()) if base else place.strip()
    except ValueError:  # a broken host
        return None
    words = (
        next((text for text in (about.get(own), *(record.get(key) for key in keys)) if text), None)
        for own, keys in (("alt", ALTS), ("credit", CREDITS))
    )
    alt, credit = ((plain(text) or "")[:_LONGEST_WORDS] for text in words)
    return Picture(without_surrogates(place), alt, credit)


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


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and value.strip().lower().startswith(("https://", "http://"))


def _first_category(value: Any) -> Any:
    if isinstance(value, list):
        return value[0] if value else None
    return value.partition(";")[0] if isinstance(value, str) else value


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
