"""The words that tell a section: two lists beside this module, one for each question that is asked.

`section_terms.toml` is asked of texts, `section_names.toml` of what feeds, pages and addresses call their sections.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def terms() -> list[tuple[str, str, int]]:
    """Return every term of English texts with the slug of its section and its weight, 1 to 3."""
    return [
        (term, slug, int(weight))
        for slug, lists in _read("section_terms.toml").items()
        for weight, text in lists.items()
        for term in _split(text)
    ]


@cache
def names() -> dict[str, str]:
    """Return the slug of every name of a section."""
    return {name: slug for slug, text in _read("section_names.toml")["names"].items() for name in _split(text)}


@cache
def neutral() -> frozenset[str]:
    """Return the words of a section's name that say nothing about its subject."""
    return frozenset(_split(_read("section_names.toml")["neutral"]))


@cache
def furniture() -> frozenset[str]:
    """Return the words that name a section on a page, but not in an address."""
    return frozenset(_split(_read("section_names.toml")["furniture"]))


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))


def _split(text: str) -> list[str]:
    return [" ".join(term.split()) for term in text.split(",") if term.strip()]
