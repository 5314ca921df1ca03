"""The files that a briefing of one's own begins with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from brief import publish
from brief.config import FILE_NAME, checked
from brief.errors import ConfigError, UsageError
from brief.render.theme import start_of

CONFIG = FILE_NAME
_THEME = "theme"
_IGNORED = ".gitignore"


@dataclass(frozen=True)
class Beginning:
    """What a briefing begins with: its title, zone and language, the theme that its own one changes, first sources."""

    title: str
    zone: str
    language: str
    theme: str
    sources: tuple[str, ...] = ()


def begin(folder: Path, what: Beginning, names: Mapping[str, Sequence[str]]) -> tuple[list[Path], list[Path]]:
    """Write the first files of a briefing: all of them or none; return those written, and those left as they were.

    A .gitignore that is there stays, as a repository may have one; of the others none may be there.
    Arguments: the folder, which need not be there; what they say; the known names, as in `read_config`.
    Raises UsageError for a folder that holds a briefing already, and for what no brief.toml may say; UnknownName for a
    theme that is none; PublishError where a file cannot be written.
    """
    made = {folder / name: text for name, text in _files(what).items()}
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is no folder")
    there = [path for path in made if path.exists()]
    kept = [path for path in there if path.name == _IGNORED]
    if kept != there:
        raise UsageError(f"{', '.join(str(path) for path in there if path not in kept)}: exists; nothing was written")
    file = folder / FILE_NAME
    try:  # as it will be read once its theme is there
        checked(made[file], file, {**names, "output.theme": [*names.get("output.theme", ()), _THEME]})
    except ConfigError as error:
        raise UsageError("; ".join(error.faults)) from error
    written = {path: text.encode() for path, text in made.items() if path not in kept}
    publish.write(written)
    return list(written), kept


def _files(what: Beginning) -> dict[str, str]:
    start = files("brief.project").joinpath("start")
    entries = "".join(f"[[source]]\nlocation = {_quoted(one)}\n\n" for one in what.sources)
    config = start.joinpath(FILE_NAME).read_text(encoding="utf-8")
    for name, value in {"TITLE": what.title, "ZONE": what.zone, "LANGUAGE": what.language}.items():
        config = config.replace(f"@{name}@", _quoted(value))
    config = config.replace("@SOURCES@\n", f"\n{entries}" if entries else "\n")
    ignored = start.joinpath("gitignore").read_text(encoding="utf-8")
    theme = {f"{_THEME}/{name}": text for name, text in start_of(what.theme).items()}
    return {FILE_NAME: config, **theme, _IGNORED: ignored}


def _quoted(text: str) -> str:
    """A text as TOML writes it; JSON's escapes are TOML's, but for one that JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
