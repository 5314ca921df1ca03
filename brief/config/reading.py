"""Reads brief.toml, and tells every fault of it at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from brief.config.tables import Config, EditEntry, Edits, validated
from brief.errors import ConfigError, nearest

FILE_NAME = "brief.toml"

# What the editor does with single stories may stand in a file of its own, which changes every day.
EDITS_NAME = "edits.toml"


def read_config(path: str | None, names: Mapping[str, Sequence[str]]) -> Config:
    """Return the configuration in a file.

    Arguments: its path, or None for `brief.toml` in the working folder, which may be missing; the known names of what
    the file may name, by dotted key (`"summary.method"`). A name with a colon (`package.module:function`) passes, and
    so does a folder.
    Raises ConfigError with every fault at once.
    """
    file = Path(path or FILE_NAME)
    if path is None and not file.is_file():
        return Config()
    told = _toml(file)
    edits: list[EditEntry] = []
    faults: list[str] = []
    beside = file.parent / EDITS_NAME
    if beside.is_file():
        found = validated(Edits, _toml(beside))
        if isinstance(found, Edits):
            edits = found.edit
        else:
            faults = [f"{EDITS_NAME}: {fault}" for fault in found]
    config = _config(told, file, names, faults)
    return config.model_copy(update={"edit": [*config.edit, *edits]})


def checked(text: str, file: Path, names: Mapping[str, Sequence[str]]) -> Config:
    """Return the configuration in a text that is to be a file's, without the edits that lie beside that.

    Arguments: the text; where it is to stand; the known names, as in `read_config`.
    Raises ConfigError with every fault at once.
    """
    return _config(_toml(file, text), file, names, [])


def _config(told: Mapping[str, Any], file: Path, names: Mapping[str, Sequence[str]], others: Sequence[str]) -> Config:
    """The configuration that a file tells. Raises ConfigError with every fault, and the other ones that are known."""
    faults = _unknown_names(told, names, file.parent)
    if "folder" in told:
        faults.append("folder: no such key; did you mean output.folder?")
    faults += others
    config = validated(Config, {**told, "folder": file.parent})
    if not isinstance(config, Config):
        raise ConfigError(str(file), [*config, *faults])
    if config.theme.logo and not Path(config.path(config.theme.logo)).is_file():
        faults.append(f"theme.logo: there is no file {config.theme.logo!r}")
    faults += _undeliverable(config)
    if faults:
        raise ConfigError(str(file), faults)
    return config


def _undeliverable(config: Config) -> list[str]:
    """What is to be delivered, and not among the formats."""
    needed = {"eml": bool(config.deliver.to), "json": config.deliver.webhook is not None}
    names = [name for name, is_needed in needed.items() if is_needed] + config.deliver.attach
    missing = [name for name in dict.fromkeys(names) if name not in config.output.formats]
    return [f'output.formats: lacks "{name}", which [deliver] sends' for name in missing]


def _toml(file: Path, text: str | None = None) -> dict[str, Any]:
    """What a file holds, or is to hold."""
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8") if text is None else text)
    except OSError as error:
        raise ConfigError(str(file), [f"cannot be read: {(error.strerror or str(error)).lower()}"]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"\(at line (\d+),", str(error))
        raise ConfigError(str(file), [f"is not TOML: {error}"], int(line[1]) if line else 0) from error


def _unknown_names(told: Mapping[str, Any], names: Mapping[str, Sequence[str]], folder: Path) -> list[str]:
    faults = []
    for key, known in names.items():
        table, _, field = key.partition(".")
        section = told.get(table)
        name = section.get(field) if isinstance(section, dict) else None
        if isinstance(name, str) and name not in known and ":" not in name and not (folder / name).is_dir():
            faults.append(f"{key}: unknown name {name!r}{nearest(name, known)}; known: {', '.join(known)}")
    return faults
