"""Themes: the templates, style and fonts of a look. The only door to jinja2, and to the files that rendering needs.

A theme is a directory with a template `briefing.html.jinja`, a `style.css`, and `fonts/`. The built-in ones stand in
`templates/`, inside the package or, in a checkout, beside it. A user's own directory needs to hold only what differs:
what it lacks comes from the theme that it extends (`extends = "reader"` in its `theme.toml`; `morning` without), and
macros from `_shared`, in that order. Its style takes that theme's with `@import "reader/style.css";`, its template with
`{% extends "reader/briefing.html.jinja" %}`.

A style names the files of its theme by `url(fonts/Name.woff2)`. For the screen they are written into the page; for
print, `fonts/Name.ttf` is taken where it stands beside the other, which saves unpacking it.

Templates are strangers' code. They run in a sandbox, can change nothing, and all text they print is escaped.
"""

from __future__ import annotations

import re
import tomllib
import traceback
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from brief.color import readable_on
from brief.errors import ThemeError, UnknownName, nearest
from brief.render.prose import clean, prose

#: The theme that stands behind every other.
BASE: Final = "morning"
#: The template of a briefing, and the style that belongs to it.
PAGE: Final = "briefing.html.jinja"
STYLE: Final = "style.css"
#: The part of the style that only the PDF has: what it is written in is no CSS that browsers know.
PAPER: Final = "paper.css"
#: What a theme says of itself: the theme that it extends.
ABOUT: Final = "theme.toml"

#: The options of a theme as a style sheet, behind its own.
_OPTIONS: Final = "_shared/options.css.jinja"
#: The lightest of the shipped themes' dark papers: what can be read on it can on the others.
_DARK_PAPER: Final = "#161412"
_SHARED: Final = "_shared"
_ESCAPE: Final = True
_PACKAGE: Final = Path(__file__).resolve().parents[1]
#: What a template's own mistakes raise, beside jinja2's errors.
_MISTAKES: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_IMPORT = re.compile(r"""^@import\s+(['"])(?P<name>[^'"/]+)/style\.css\1\s*;""", re.MULTILINE)
_URL = re.compile(r"""url\(\s*(['"]?)(?P<name>[^'")]+)\1\s*\)""")


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, which remembers what it allows: that depends on the type of a thing and the name alone.

    A page of 24 stories asks 6,000 times, which was a third of its time.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._known: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may have an attribute of a thing."""
        key = type(obj), attr
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = super().is_safe_attribute(obj, attr, value)
        return found


@dataclass(frozen=True)
class Options:
    """What brief.toml asks of whatever theme there is.

    Attributes:
        accent: the color of marks and labels (`"#0b4f8a"`), or None for the theme's own.
        paper: `"a4"`, `"letter"` or `"a5"`, or None for the theme's own.
        masthead: what stands over the first page in place of the title, or None.
        logo: path of a picture beside it, or None.
        attach: whether the PDF carries the briefing as JSON.
    """

    accent: str | None = None
    paper: str | None = None
    masthead: str | None = None
    logo: str | None = None
    attach: bool = False


@dataclass(frozen=True)
class Theme:
    """A look: where its files stand, in order of precedence.

    Attributes:
        name: as it was asked for.
        folders: the directories that are searched, the user's own before the built-in ones.
        options: what the user asks of it.
    """

    name: str
    folders: tuple[Path, ...]
    options: Options = Options()

    def page(self, values: Mapping[str, Any], style: str) -> str:
        """Return the page that the template makes of the values; the style is offered to it as `style`.

        Raises ThemeError, with the template's name and the line, where the template is wrong.
        """
        try:
            return _environment(self.folders).get_template(PAGE).render({**values, "style": Markup(style)})  # noqa: S704  the theme's
        except (TemplateError, OSError, *_MISTAKES) as error:
            file, line = _place(error)
            place = f"{Path(file).name}, line {line}" if line else file
            raise ThemeError(f"theme {self.name!r}: {place}: {_reason(error)}", file if line else "", line) from error

    def style(self, *, paper: bool = False) -> str:
        """Return the theme's style sheet and its options, with nothing that could end the element it stands in.

        For paper, `paper.css` comes after the `style.css` that it stands beside.
        """
        text = self._sheet(self._find(STYLE), paper=paper)
        if self.options.accent:
            colors = {"accent": self.options.accent, "dark": readable_on(self.options.accent, _DARK_PAPER)}
            text += _environment(self.folders).get_template(_OPTIONS).render(colors)
        return text.replace("</", "<\\/")

    def logo(self) -> tuple[str, bytes] | None:
        """Return a name and the content of the logo, or None without one. Raises ThemeError for no readable file."""
        if self.options.logo is None:
            return None
        path = Path(self.options.logo)
        try:
            return f"_logo{path.suffix.lower()}", path.read_bytes()
        except OSError as error:
            raise ThemeError(f"logo {self.options.logo!r} cannot be read: {_reason(error)}") from error

    def asset(self, name: str) -> bytes:
        """Return the content of a file of the theme. Raises ThemeError where it has none of that name."""
        try:
            return self._find(name).read_bytes()
        except OSError as error:
            raise ThemeError(f"theme {self.name!r}: {name} cannot be read: {_reason(error)}") from error

    def has(self, name: str) -> bool:
        """Return whether the theme has a file of that name."""
        return any((folder / name).is_file() for folder in self.folders)

    def _sheet(self, path: Path, *, paper: bool) -> str:
        """Return a style sheet with those that it imports; only a built-in theme's can be, and only one it extends."""
        home = _home()

        def imported(match: re.Match[str]) -> str:
            name = match["name"]
            if home / name not in self.folders or path.parent == home / name:
                known = [folder.name for folder in self.folders if folder.parent == home]
                raise ThemeError(f"theme {self.name!r}: {STYLE} imports {name!r}; it extends {' and '.join(known)}")
            return self._sheet(home / name / STYLE, paper=paper)

        text = _IMPORT.sub(imported, self._text(path))
        beside = path.with_name(PAPER)
        return text + self._text(beside) if paper and beside.is_file() else text

    def _text(self, path: Path) -> str:
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ThemeError(f"theme {self.name!r}: {path.name} cannot be read: {_reason(error)}") from error

    def _find(self, name: str) -> Path:
        """Return where a file of the theme stands. Raises ThemeError for none, and for a way out of the theme."""
        path = PurePosixPath(name)
        if not path.is_absolute() and ".." not in path.parts:
            for folder in self.folders:
                found = folder / path
                if found.is_file() and found.resolve().is_relative_to(folder.resolve()):  # no link leads out
                    return found
        raise ThemeError(f"theme {self.name!r}: there is no file {name!r}")


def load_theme(name_or_dir: str, options: Options = Options()) -> Theme:
    """Return the built-in theme of that name, or the theme in that directory, with the options that are asked of it.

    Raises UnknownName for what is neither, and ThemeError for a directory that holds nothing of a theme.
    """
    if name_or_dir in known_themes():
        return Theme(name_or_dir, _chain(name_or_dir), options)
    folder = Path(name_or_dir)
    if not name_or_dir or not folder.is_dir():
        raise UnknownName("theme", name_or_dir, known_themes())
    if not any((folder / part).exists() for part in (PAGE, STYLE, ABOUT, "fonts", _SHARED)):
        raise ThemeError(f"theme {name_or_dir!r}: the directory holds neither {PAGE} nor {STYLE}")
    return Theme(name_or_dir, (folder, *_chain(_extended(folder))), options)


def forget(files: Collection[Path] | None) -> None:
    """Have templates read again of which a file has changed, or come, or gone.

    Arguments: the files, as resolved paths, or None for whichever.
    One that is saved while it is read looks as old as what was read; one that comes stands before that of the theme
    behind it, which has not changed.
    """
    if files is None:
        _made.clear()
        return
    for folders, environment in list(_made.items()):
        homes = [folder.resolve() for folder in folders]
        names = {file.relative_to(home).as_posix() for file in files for home in homes if file.is_relative_to(home)}
        paths = {str(file) for file in files}
        cache = environment.cache if environment.cache is not None else {}
        # The name that it was asked for by; a template of another theme thinks that it has no prefix.
        gone = [key for key, one in cache.items() if key[1] in names or one.filename in paths]
        for key in gone:
            del cache[key]


def known_themes() -> tuple[str, ...]:
    """Return the names of the built-in themes."""
    return tuple(sorted(folder.name for folder in _home().iterdir() if (folder / PAGE).is_file()))


def shared(name: str) -> Path:
    """Return where a file stands that the built-in themes share."""
    return _home() / _SHARED / name


def references(style: str) -> Iterator[str]:
    """Yield the names of the theme's own files that a style sheet refers to, each once, in order."""
    names = dict.fromkeys(match["name"] for match in _URL.finditer(style))
    return (name for name in names if not re.match(r"[a-z][a-z0-9+.-]*:|//|#", name, re.IGNORECASE))


def with_addresses(style: str, addresses: Mapping[str, str]) -> str:
    """Return the style sheet with the names of files replaced by addresses."""

    def address(match: re.Match[str]) -> str:
        return f'url("{addresses[match["name"]]}")' if match["name"] in addresses else match[0]

    return _URL.sub(address, style)


def described_themes() -> list[tuple[str, str]]:
    """Return the built-in themes, each with what the first line of its style says of it."""
    found = []
    for name in known_themes():
        first = (_home() / name / STYLE).read_text(encoding="utf-8").partition("\n")[0]
        found.append((name, first.partition(":")[2].removesuffix("*/").strip()))
    return found


def start_of(name: str) -> dict[str, str]:
    """Return the files that a theme of one's own begins with, by name; it extends a built-in one.

    Raises UnknownName where there is no such theme.
    """
    if name not in known_themes():
        raise UnknownName("theme", name, known_themes())
    environment, values = _environment(_chain(name)), {"name": name, "others": known_themes()}
    return {file: environment.get_template(f"_shared/start/{file}").render(values) for file in (ABOUT, STYLE)}


def _chain(name: str) -> tuple[Path, ...]:
    """Return the directories of a built-in theme: its own, and that of the theme behind every other."""
    home = _home()
    return (home / name,) if name == BASE else (home / name, home / BASE)


def _extended(folder: Path) -> str:
    """Return the built-in theme that a user's own extends. Raises ThemeError where its `theme.toml` is wrong."""
    path, place = folder / ABOUT, f"theme {str(folder)!r}: {ABOUT}"
    if not path.is_file():
        return BASE
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ThemeError(f"{place} is wrong: {_reason(error)}") from error
    for key in told:
        if key != "extends":
            raise ThemeError(f"{place}: no such key {key!r}{nearest(key, ['extends'])}; known: extends")
    name, known = told.get("extends", BASE), known_themes()
    if name not in known:
        raise ThemeError(f"{place}: extends {name!r}{nearest(str(name), known)}; known: {', '.join(known)}")
    return str(name)


#: The sandboxes that were made, the latest used last; each keeps what it has compiled.
_made: dict[tuple[Path, ...], _Sandbox] = {}
_MOST_MADE: Final = 8


def _environment(folders: tuple[Path, ...]) -> _Sandbox:
    """Return the sandbox that looks for templates in these directories."""
    found = _made.pop(folders, None) or _new_environment(folders)
    _made[folders] = found
    if len(_made) > _MOST_MADE:
        _made.pop(next(iter(_made)), None)
    return found


def _new_environment(folders: tuple[Path, ...]) -> _Sandbox:
    """Make a sandbox that looks for templates in these directories."""
    home = _home()
    shared = PrefixLoader({name: FileSystemLoader(home / name) for name in (_SHARED, *known_themes())})
    environment = _Sandbox(
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


def _place(error: BaseException) -> tuple[str, int]:
    """Return the template that an error comes from, by its path where that is known, and the line or 0."""
    name, line = getattr(error, "name", None), getattr(error, "lineno", None)
    if isinstance(error, TemplateError) and name and line:
        return str(getattr(error, "filename", None) or name), int(line)
    places = [
        (frame.f_code.co_filename, number)
        for frame, number in traceback.walk_tb(error.__traceback__)
        if "__jinja_exception__" in frame.f_globals
    ]
    return places[-1] if places else (PAGE, 0)


def _reason(error: BaseException) -> str:
    """Return what an error says, on one line."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return prose(text) or type(error).__name__
