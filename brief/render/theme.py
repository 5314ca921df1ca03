"""Themes: the templates, style and fonts of a look. The only door to jinja2, and to the files that rendering needs.

A theme is a directory with a template `briefing.html.jinja`, a `style.css`, and `fonts/`. The built-in ones stand in
`templates/`, inside the package or, in a checkout, beside it. A user's own directory needs to hold only what differs:
what it lacks comes from the theme `morning`, and macros from `_shared`, in that order.

A style names the files of its theme by `url(fonts/Name.woff2)`. For the screen they are written into the page; for
print, `fonts/Name.ttf` is taken where it stands beside the other, which saves unpacking it.

Templates are strangers' code. They run in a sandbox, can change nothing, and all text they print is escaped.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, Final

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from brief.errors import ThemeError, UnknownName
from brief.render.prose import clean, prose

#: The theme that stands behind every other.
BASE: Final = "morning"
#: The template of a briefing, and the style that belongs to it.
PAGE: Final = "briefing.html.jinja"
STYLE: Final = "style.css"

_SHARED: Final = "_shared"
_ESCAPE: Final = True
_PACKAGE: Final = Path(__file__).resolve().parents[1]
#: What a template's own mistakes raise, beside jinja2's errors.
_MISTAKES: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_URL = re.compile(r"""url\(\s*(['"]?)(?P<name>[^'")]+)\1\s*\)""")


@dataclass(frozen=True)
class Theme:
    """A look: where its files stand, in order of precedence.

    Attributes:
        name: as it was asked for.
        folders: the directories that are searched, the user's own before the built-in one.
    """

    name: str
    folders: tuple[Path, ...]

    def page(self, values: Mapping[str, Any], style: str) -> str:
        """Return the page that the template makes of the values; the style is offered to it as `style`.

        Raises ThemeError, with the template's name and the line, where the template is wrong.
        """
        try:
            return _environment(self.folders).get_template(PAGE).render({**values, "style": Markup(style)})  # noqa: S704  the theme's
        except (TemplateError, OSError, *_MISTAKES) as error:
            raise ThemeError(f"theme {self.name!r}: {_place(error)}: {_reason(error)}") from error

    def style(self) -> str:
        """Return the theme's style sheet, with nothing in it that could end the element it stands in."""
        try:
            text = self._find(STYLE).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ThemeError(f"theme {self.name!r}: {STYLE} cannot be read: {_reason(error)}") from error
        return text.replace("</", "<\\/")

    def asset(self, name: str) -> bytes:
        """Return the content of a file of the theme. Raises ThemeError where it has none of that name."""
        try:
            return self._find(name).read_bytes()
        except OSError as error:
            raise ThemeError(f"theme {self.name!r}: {name} cannot be read: {_reason(error)}") from error

    def has(self, name: str) -> bool:
        """Return whether the theme has a file of that name."""
        return any((folder / name).is_file() for folder in self.folders)

    def _find(self, name: str) -> Path:
        """Return where a file of the theme stands. Raises ThemeError for none, and for a way out of the theme."""
        path = PurePosixPath(name)
        if not path.is_absolute() and ".." not in path.parts:
            for folder in self.folders:
                found = folder / path
                if found.is_file() and found.resolve().is_relative_to(folder.resolve()):  # no link leads out
                    return found
        raise ThemeError(f"theme {self.name!r}: there is no file {name!r}")


def load_theme(name_or_dir: str) -> Theme:
    """Return the built-in theme of that name, or the theme in that directory.

    Raises UnknownName for what is neither, and ThemeError for a directory that holds nothing of a theme.
    """
    home = _home()
    if name_or_dir in known_themes():
        folder = home / name_or_dir
        return Theme(name_or_dir, (folder,) if name_or_dir == BASE else (folder, home / BASE))
    folder = Path(name_or_dir)
    if not name_or_dir or not folder.is_dir():
        raise UnknownName("theme", name_or_dir, known_themes())
    if not any((folder / part).exists() for part in (PAGE, STYLE, "fonts", _SHARED)):
        raise ThemeError(f"theme {name_or_dir!r}: the directory holds neither {PAGE} nor {STYLE}")
    return Theme(name_or_dir, (folder, home / BASE))


def known_themes() -> tuple[str, ...]:
    """Return the names of the built-in themes."""
    return tuple(sorted(folder.name for folder in _home().iterdir() if (folder / PAGE).is_file()))


def references(style: str) -> Iterator[str]:
    """Yield the names of the theme's own files that a style sheet refers to, each once, in order."""
    names = dict.fromkeys(match["name"] for match in _URL.finditer(style))
    return (name for name in names if not re.match(r"[a-z][a-z0-9+.-]*:|//|#", name, re.IGNORECASE))


def with_addresses(style: str, addresses: Mapping[str, str]) -> str:
    """Return the style sheet with the names of files replaced by addresses."""

    def address(match: re.Match[str]) -> str:
        return f'url("{addresses[match["name"]]}")' if match["name"] in addresses else match[0]

    return _URL.sub(address, style)


@lru_cache(maxsize=8)
def _environment(folders: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    """Return the sandbox that looks for templates in these directories; it keeps what it has compiled."""
    shared = PrefixLoader({_SHARED: FileSystemLoader(folders[-1].parent / _SHARED)})
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folders), shared]),
        autoescape=_ESCAPE,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["prose"] = prose
    return environment


def _home() -> Path:
    """Return the directory of the built-in themes: inside the package, else beside it."""
    inside = _PACKAGE / "templates"
    return inside if (inside / BASE).is_dir() else _PACKAGE.parent / "templates"


def _printable(value: object) -> object:
    """Return what a template prints, without the characters that no page can hold."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _place(error: BaseException) -> str:
    """Return the template and line that an error comes from."""
    name, line = getattr(error, "name", None), getattr(error, "lineno", None)
    if isinstance(error, TemplateError) and name and line:
        return f"{name}, line {line}"
    places = [
        f"{Path(frame.f_code.co_filename).name}, line {number}"
        for frame, number in traceback.walk_tb(error.__traceback__)
        if "__jinja_exception__" in frame.f_globals
    ]
    return places[-1] if places else PAGE


def _reason(error: BaseException) -> str:
    """Return what an error says, on one line."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return prose(text) or type(error).__name__
