"""Where each value of the configuration comes from: a line of brief.toml, a line of edits.toml, or the default."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brief.config import EDITS_NAME, Config

DEFAULT = "default"


@dataclass(frozen=True)
class Setting:
    """One value of the configuration: its dotted key, the value, and where it comes from (`brief.toml:12`)."""

    key: str
    value: Any
    origin: str


@dataclass(frozen=True)
class Statement:
    """A table's head or a `key = value` of a TOML file: the keys it sets, dotted, and its lines, the first and last."""

    keys: tuple[str, ...]
    first: int
    last: int
    is_head: bool


def settings_of(config: Config, file: Path | None) -> list[Setting]:
    """Return every value of a configuration, in the order of the schema, with where it comes from.

    Arguments: the configuration as it was read; the file it was read from, or None where there is none.
    """
    lines: dict[str, str] = {}
    if file:
        lines = _places(file, 0)
        edits = file.parent / EDITS_NAME
        if edits.is_file():
            own = tomllib.loads(file.read_bytes().decode("utf-8")).get("edit", [])
            lines |= _places(edits, len(own))
    values = _flat(config.model_dump(), "")
    return [Setting(key, value, lines.get(key, DEFAULT)) for key, value in values]


def statements(text: str) -> Iterator[Statement]:
    """Yield the statements of a TOML text that is valid, in their order.

    Each is a TOML text by itself, and none of its beginnings at the end of a line is: so lines are taken until they
    can be read.
    """
    rows = text.replace("\r\n", "\n").split("\n")
    tables: dict[str, int] = {}
    head, first = "", 0
    while first < len(rows):
        told: dict[str, Any] | None = None
        last = first - 1
        while told is None:
            last += 1
            told = _read("\n".join(rows[first : last + 1]))
            if told is None and last + 1 >= len(rows):
                return
        if rows[first].lstrip().startswith("["):
            head = _head(told, tables)
            yield Statement((head,), first + 1, last + 1, is_head=True)
        elif told:
            keys = tuple(key for key, _ in _flat(told, f"{head}." if head else ""))
            yield Statement(keys, first + 1, last + 1, is_head=False)
        first = last + 1


def _places(file: Path, edits_before: int) -> dict[str, str]:
    """Key -> `file:line`; an edit's number goes on from those before it in another file."""
    found: dict[str, str] = {}
    for one in statements(file.read_bytes().decode("utf-8")):
        if one.is_head:
            continue
        for key in one.keys:
            parts = key.split(".")
            if edits_before and parts[0] == "edit" and parts[1].isdecimal():
                parts[1] = str(int(parts[1]) + edits_before)
            found[".".join(parts)] = f"{file.name}:{one.first}"
    return found


def _read(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _head(told: Mapping[str, Any], tables: dict[str, int]) -> str:
    """The dotted key of a table's head; an entry of a list of tables has its number."""
    parts: list[str] = []
    value: Any = told
    while value:
        if isinstance(value, list):
            name = ".".join(parts)
            tables[name] = tables.get(name, -1) + 1
            parts.append(str(tables[name]))
            value = value[0]
        else:
            key, value = next(iter(value.items()))
            parts.append(key)
    return ".".join(parts)


def _flat(value: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    """The dotted keys of all that is no table, and no list of tables, and their values."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(inner, f"{prefix}{key}.")
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        for number, inner in enumerate(value):
            yield from _flat(inner, f"{prefix}{number}.")
    else:
        yield prefix.removesuffix("."), value
