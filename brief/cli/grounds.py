"""What a page is made of on disk: which folders are to be watched, and which of their files count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from brief.config import EDITS_NAME, FILE_NAME
from brief.errors import BriefError
from brief.preview import Watched, linked_from

if TYPE_CHECKING:
    from brief.config import Config

_MAGIC = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a page is made of.

    Attributes:
        files: single files: of sources, brief.toml, what lies beside it.
        folders: folders of sources, with all that is in them.
        open: folders in which any file may be one of a source's.
        themes: folders of templates and styles.
        output: the folder of results, which counts nowhere.
    """

    files: frozenset[Path] = frozenset()
    folders: frozenset[Path] = frozenset()
    open: frozenset[Path] = frozenset()
    themes: frozenset[Path] = frozenset()
    output: Path | None = None

    @property
    def watched(self) -> Watched:
        """The folders to be watched."""
        return Watched(self.folders | self.themes, self.open | {file.parent for file in self.files})

    def concerns(self, path: Path) -> bool:
        """Return whether a file may change the page: none that editors and version control hide or lay beside."""
        if path in self.files:
            return True
        if self.output and path.is_relative_to(self.output):
            return False
        if _is_beside(path.name):
            return False
        roots = [root for root in self.folders | self.themes if path.is_relative_to(root)]
        return path.parent in self.open or any(not any(map(_is_beside, path.relative_to(root).parts)) for root in roots)

    def is_style(self, path: Path) -> bool:
        """Return whether a file is one of a theme's, and of nothing else."""
        in_theme = any(map(path.is_relative_to, self.themes))
        of_source = path in self.files or path.parent in self.open or any(map(path.is_relative_to, self.folders))
        return in_theme and not of_source


def grounds_of(sources: Iterable[str], config: str | None, settings: Config | None, theme: str | None) -> Grounds:
    """Return what a page is made of.

    Arguments: the sources that the command names; the path of brief.toml that it names, or None; what that says, as far
    as it can be read; the theme that the command names, or None.
    """
    from brief.cli.settings import configured_sources, themed

    file = Path(config or FILE_NAME)
    files = {*_both(file), *_both(file.parent / EDITS_NAME)}
    named = list(sources) or [one.location for one in configured_sources(settings)] if settings else list(sources)
    folders: set[Path] = set()
    flat: set[Path] = set()
    for location in named:
        _add(location, files, folders, flat)
    if settings is None:
        return Grounds(frozenset(files), frozenset(folders), frozenset(flat))
    if settings.theme.logo:
        files.update(_both(Path(settings.path(settings.theme.logo))))
    try:
        themes = {_resolved(folder) for folder in themed(settings, theme).folders}
        themes.add(_resolved(next(iter(themed(settings, "morning").folders)).parent / "_shared"))
    except (BriefError, RuntimeError):  # said where the page is made
        themes = {_resolved(Path(theme or settings.path(settings.output.theme)))}
    # A change of what a link leads to is none of the folder that the link is in.
    files.update(file for folder in folders | themes for file in linked_from(folder))
    output = _resolved(Path(settings.path(settings.output.folder)))
    return Grounds(frozenset(files), frozenset(folders), frozenset(flat), frozenset(themes), output)


def _add(location: str, files: set[Path], folders: set[Path], flat: set[Path]) -> None:
    """Note where a source lies on disk, if it does."""
    from brief.ingest.files import begins_like_address, is_address
    from brief.ingest.own import names_function

    path = Path(location)
    if is_address(location) or begins_like_address(location) or location == "-":
        return
    if path.is_dir():
        folders.add(_resolved(path))
    elif path.exists() or not _MAGIC.search(location):
        if path.exists() or not names_function(location):
            files.update(_both(path))
    else:
        parts = path.parts
        first = next(at for at, part in enumerate(parts) if _MAGIC.search(part))
        base = _resolved(Path(*parts[:first]))
        (flat if first == len(parts) - 1 else folders).add(base)


def _is_beside(name: str) -> bool:
    """Whether a file or folder of that name is one that editors or version control lay beside what is worked on."""
    if name.startswith(".") or (name.startswith("#") and name.endswith("#")):
        return True
    return name.endswith(("~", ".swp", ".swx", "___jb_tmp___", "___jb_old___"))


def _both(path: Path) -> Iterator[Path]:
    """A file where it is named, and where a link leads to."""
    yield _resolved(path.parent) / path.name
    if path.is_symlink():
        yield _resolved(path)


def _resolved(path: Path) -> Path:
    """Where a path leads to; where its links lead in a circle, the path as it is written."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()
