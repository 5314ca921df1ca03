"""Plain text from the values that other programs write: JSON, JSON-LD, YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

# `"author": [{"name": ["Ada Holm"]}]` is the deepest that is in use.
DEEPEST = 4
SURROGATES = re.compile(r"[\ud800-\udfff]")


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


def without_surrogates(text: str) -> str:
    """Return a text with the replacement character for each half of a surrogate pair, which no encoding can write."""
    try:
        text.encode()  # twenty times as fast as the search
    except UnicodeEncodeError:
        return SURROGATES.sub("\ufffd", text)
    return text
