"""brief.toml: its schema is these classes, and their descriptions are its documentation. The only door to pydantic."""

from __future__ import annotations

import os.path
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from brief.errors import ConfigError, nearest

FILE_NAME = "brief.toml"

# More does not fit over a page in the smallest of the masthead's sizes.
LONGEST_TITLE = 120


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"no time zone is called {name!r}; use an IANA name such as Europe/Berlin") from error
    return name


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Edition(_Table):
    """[edition]: what the briefing is called, where and in what language it appears."""

    title: Annotated[str, Field(min_length=1, max_length=LONGEST_TITLE, description="title over the first page")] = (
        "The Morning Brief"
    )
    zone: Annotated[str, AfterValidator(_zone), Field(description="IANA time zone of the edition's day")] = "UTC"
    language: Annotated[
        str,
        Field(
            pattern=r"^[a-z]{2,3}$",
            description="language of the page, and of articles that neither say nor show theirs",
        ),
    ] = "en"
    max_stories: Annotated[int, Field(ge=1, description="stories told; the others are listed as headlines")] = 24


class SourceEntry(_Table):
    """[[source]]: one place that articles come from."""

    location: Annotated[str, Field(min_length=1, description="file, folder or glob, relative to brief.toml")]
    name: Annotated[str | None, Field(description="outlet, where its articles name none")] = None
    section: Annotated[str | None, Field(description="section of all its articles")] = None


class SummarySettings(_Table):
    """[summary]: how a story is told."""

    method: Annotated[str, Field(description="a name of `brief methods`, or package.module:function")] = "brief"
    sentences: Annotated[int, Field(ge=1, le=50, description="sentences of a story, at most")] = 3


class Output(_Table):
    """[output]: where results go, and in which formats."""

    folder: Annotated[str, Field(min_length=1, description="folder of results, relative to brief.toml")] = "output"
    formats: Annotated[list[Literal["html", "pdf", "json"]], Field(min_length=1, description="formats to write")] = [
        "html",
        "pdf",
        "json",
    ]
    theme: Annotated[str, Field(min_length=1, description="name of a theme, or a folder relative to brief.toml")] = (
        "morning"
    )


class Config(_Table):
    """The whole of brief.toml.

    `folder` is where the file stands, and what its paths are relative to; it is not a key of the file.
    """

    edition: Edition = Edition()
    source: list[SourceEntry] = []
    summary: SummarySettings = SummarySettings()
    output: Output = Output()
    folder: Annotated[Path, Field(exclude=True)] = Path()

    def path(self, location: str) -> str:
        """Return a path of the file as seen from the working folder."""
        return location if location == "-" or Path(location).is_absolute() else os.path.normpath(self.folder / location)


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
    try:
        told = tomllib.loads(file.read_bytes().decode("utf-8"))
    except OSError as error:
        raise ConfigError(str(file), [f"cannot be read: {(error.strerror or str(error)).lower()}"]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(str(file), [f"is not TOML: {error}"]) from error
    faults = _unknown_names(told, names, file.parent)
    if "folder" in told:
        faults.append("folder: no such key; did you mean output.folder?")
    try:
        config = Config.model_validate({**told, "folder": file.parent})
    except ValidationError as error:
        raise ConfigError(str(file), [*(_told(fault) for fault in error.errors()), *faults]) from error
    if faults:
        raise ConfigError(str(file), faults)
    return config


def _unknown_names(told: Mapping[str, Any], names: Mapping[str, Sequence[str]], folder: Path) -> list[str]:
    faults = []
    for key, known in names.items():
        table, _, field = key.partition(".")
        section = told.get(table)
        name = section.get(field) if isinstance(section, dict) else None
        if isinstance(name, str) and name not in known and ":" not in name and not (folder / name).is_dir():
            faults.append(f"{key}: unknown name {name!r}{nearest(name, known)}; known: {', '.join(known)}")
    return faults


def _told(fault: Any) -> str:
    """One fault as a line: where, what, and the nearest known key."""
    place = [str(part) for part in fault["loc"]]
    where = ".".join(place)
    if fault["type"] == "extra_forbidden":
        known = [name for name in _keys(place[:-1]) if name != "folder"]
        return f"{where}: no such key{nearest(place[-1], known)}; known: {', '.join(known)}"
    if fault["type"] == "missing":
        return f"{where}: is missing"
    said = _PLAIN_WORDS.get(fault["type"]) or str(fault["msg"]).removeprefix("Value error, ").removeprefix("Input ")
    given = "" if isinstance(fault["input"], dict | list) or "IANA" in said else f", not {fault['input']!r}"
    return f"{where}: {said[:1].lower()}{said[1:]}{given}"


#: Faults whose name in pydantic would mean nothing to a reader of brief.toml.
_PLAIN_WORDS = {
    "model_type": "should be a table",
    "model_attributes_type": "should be a table",
    "list_type": "should be a list",
    "string_type": "should be a text in quotes",
    "int_type": "should be a whole number",
    "int_parsing": "should be a whole number",
    "int_from_float": "should be a whole number",
    "string_pattern_mismatch": "should be a code of two or three letters, such as en",
    "string_too_short": "should not be empty",
}


def _keys(place: Sequence[str]) -> list[str]:
    """The keys that a table knows."""
    tables: dict[str, type[BaseModel]] = {
        "edition": Edition, "source": SourceEntry, "summary": SummarySettings, "output": Output,
    }  # fmt: skip
    return list((tables[place[0]] if place and place[0] in tables else Config).model_fields)
