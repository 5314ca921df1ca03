"""Adds sources to brief.toml; what else stands there, comments and order, stays as it is."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from brief import publish
from brief.config import checked, read_config
from brief.errors import ConfigError, UsageError
from brief.ingest import canonical, is_path
from brief.project.origin import statements


@dataclass(frozen=True)
class Entry:
    """A [[source]] to add; what is None is left to the default."""

    location: str
    name: str | None = None
    section: str | None = None
    weight: float | None = None
    full_text: str | None = None


def added(
    file: Path, entries: Sequence[Entry], names: Mapping[str, Sequence[str]], *, skipping: bool = False
) -> tuple[list[Entry], list[Entry]]:
    """Add sources to a brief.toml, all or none; return those added, and those that were there already.

    Arguments: the file; the sources, their paths relative to it; the known names, as in `read_config`; whether what is
    there already is passed over. Raises UsageError where one is there already and is not passed over, or a source or
    section is none; ConfigError where the file is wrong as it stands; PublishError where it cannot be written.
    """
    config = read_config(str(file), names)
    text = _text(file)
    known = {_same(one.location, file.parent) for one in config.source}
    new: list[Entry] = []
    old: list[Entry] = []
    for entry in entries:
        place = _same(entry.location, file.parent)
        (old if place in known else new).append(entry)
        known.add(place)
    if old and not skipping:
        raise UsageError(f"{file}: already has {', '.join(one.location for one in old)}; nothing was written")
    if new:
        changed = _with(text, new)
        try:
            checked(changed, file, names)
        except ConfigError as error:
            raise UsageError(f"{'; '.join(error.faults)}; nothing was written") from error
        publish.write({file: changed.encode()})
    return new, old


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8")


def _same(location: str, folder: Path) -> str:
    """What two locations of one source have in common."""
    if is_path(location):
        return os.path.normpath(folder.absolute() / location)
    return canonical(location.strip()) if "://" in location else location.strip()


def _with(text: str, entries: Sequence[Entry]) -> str:
    """The text with more sources: after the last [[source]], else at the end.

    tomlkit alone would put them below the comment that stands over the table after the sources.
    """
    import tomlkit

    tables = [{key: value for key, value in asdict(entry).items() if value is not None} for entry in entries]
    last = _last_of_sources(text)
    if isinstance(tomllib.loads(text).get("source"), list) and not last:
        document = tomlkit.parse(text)
        listed: Any = document["source"]
        for told in tables:
            inline = tomlkit.inline_table()
            inline.update(told)
            listed.append(inline)
        return tomlkit.dumps(document)
    end = "\r\n" if "\r\n" in text else "\n"
    blocks = []
    for told in tables:
        table = tomlkit.table()
        table.update(told)
        blocks.append(f"{end}[[source]]{end}{table.as_string().strip().replace(chr(10), end)}{end}")
    rows = text.split("\n")
    at = last or len(rows)
    before = "\n".join(rows[:at])
    after = "\n".join(rows[at:])
    before = before.rstrip() + end if before.strip() else ""
    return before + "".join(blocks) + after


def _last_of_sources(text: str) -> int:
    """The line that ends the last [[source]]; 0 where there is none."""
    last = 0
    inside = False
    for one in statements(text):
        if one.is_head:
            inside = one.keys[0].startswith("source.")
        if inside:
            last = one.last
    return last
