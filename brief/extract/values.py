"""Plain text from the values that other programs write: JSON, JSON-LD, YAML."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from brief.text.characters import without_surrogates

# `"author": [{"name": ["Ada Holm"]}]` is the deepest that is in use.
DEEPEST = 4


def plain(value: Any, depth: int = 0) -> str | None:
    """Return a field as text: names of a list are joined, an object gives its name; None where it says nothing."""
    if depth > DEEPEST or value is None or isinstance(value, bool):
        return None
    if isinstance(value, list):
        return ", ".join(text for item in value if (text := plain(item, depth + 1))) or None
    if isinstance(value, Mapping):
        return plain(value.get("name"), depth + 1)
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(without_surrogates(str(value)).split()) or None
