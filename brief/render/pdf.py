"""The briefing on paper: the only door to weasyprint, which is imported on first use.

Nothing is fetched: a page may ask for the files of its theme, which are in memory, under an address that cannot exist,
and for nothing else, whatever an article or a theme says. Same input, same bytes: the PDF's date is the edition's.
"""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import gc
import io
import os
import shutil
import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final, NamedTuple

from brief.errors import BriefError, NativeLibraryMissing, RenderError
from brief.model import Briefing
from brief.render import fonts, json, numbers
from brief.render.html import page, pictures_of
from brief.render.paper import is_common, trimmed
from brief.render.theme import BASE, Theme, known_themes, load_theme, references, with_addresses

#: Where the theme's files are: RFC 2606 keeps this name free for ever.
_BASE_URL: Final = "https://brief.invalid/"
#: Tagged for screen readers: 6 % more time, 68 % more bytes on 70 stories (measured on 19 pages).
_VARIANT: Final = "pdf/ua-1"
#: Layout makes many small objects that live to the end; collecting after every 700 of them costs a seventh of the time.
_COLLECT_AFTER: Final = 200_000

#: How pictures begin that hold no text to be set: PNG, JPEG, GIF, WebP.
_PAINTED: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")

#: The libraries that are not Python's, as `check` calls them, and the names of their files.
_LIBRARIES: Final[Mapping[str, tuple[str, ...]]] = {
    "pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
    "pangoft2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0.0.dylib", "libpangoft2-1.0-0.dll"),
    "harfbuzz-subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
}
#: Where Homebrew (Apple silicon, Intel) and MacPorts keep libraries, which macOS does not tell every Python.
_MAC_FOLDERS: Final = ("/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib")
_PLATFORM: Final[str] = sys.platform
_MAC_VARIABLE: Final = "DYLD_FALLBACK_LIBRARY_PATH"
_DEBIAN: Final = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def render(briefing: Briefing, theme: Theme) -> bytes:
    """Return the briefing as a PDF.

    Raises NativeLibraryMissing where Pango is not installed, and RenderError where weasyprint fails.
    """
    return counted(briefing, theme)[0]


def counted(briefing: Briefing, theme: Theme) -> tuple[bytes, int]:
    """Return the briefing as a PDF, and how many pages that has. Raises as `render` does."""
    weasyprint = load()
    sheet = printed(briefing, theme)
    try:
        with _collecting_rarely(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            document = laid_out(sheet)
            attached = [_attachment(weasyprint, briefing, theme)] if theme.options.attach else None
            result = document.write_pdf(pdf_variant=_VARIANT, attachments=attached)
    except BriefError:
        raise
    except Exception as error:  # a layout engine fails in ways that nobody can list
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise RenderError(f"the PDF could not be made: {reason}") from error
    return bytes(result), len(document.pages)


class Sheet(NamedTuple):
    """What is laid out.

    Attributes:
        text: the page.
        files: those that it may ask for, by name.
        digits: what `numbers.reserved` has put into its style for the numbers of pages, which are written over them.
        own_fonts: whether the files are all the fonts that it needs.
    """

    text: str
    files: Mapping[str, bytes]
    digits: str = ""
    own_fonts: bool = False


def printed(briefing: Briefing, theme: Theme) -> Sheet:
    """Return the page for paper."""
    style, files = _style(theme)
    logo = theme.logo()
    if logo:
        files[logo[0]] = logo[1]
    stories = sum(len(section.stories) for section in briefing.sections)
    style, digits = numbers.reserved(style, load().__version__, stories)
    lying = replace(briefing, home=None)  # paper lies anywhere
    pictures = {name: (f"_{name}", content) for name, content in pictures_of(briefing).items()}
    files |= dict(pictures.values())
    shown = {name: _BASE_URL + file for name, (file, _) in pictures.items()}
    text = page(lying, theme, style, _BASE_URL + logo[0] if logo else None, shown)
    # A theme of one's own may name fonts of the machine, and a drawing hold text in any.
    painted = logo is None or logo[1].startswith(_PAINTED)
    alone = theme.name in known_themes() and painted and is_common(text.replace(style, ""))
    return Sheet(text.replace(style, trimmed(style, text), 1), files, digits, alone)


def laid_out(sheet: Sheet) -> Any:
    """Return a page as WeasyPrint's document, all of it laid out."""
    weasyprint = load()
    from weasyprint.text import ffi

    # Pango sets fontconfig up for the whole process, in a thread of its own: not while the machine's fonts are hidden.
    ffi.fontconfig.FcConfigGetFonts(ffi.ffi.NULL, ffi.fontconfig.FcSetSystem)
    with fonts.none_of_this_machine() if sheet.own_fonts else contextlib.nullcontext():
        known = weasyprint.text.fonts.FontConfiguration()
    html = weasyprint.HTML(string=sheet.text, base_url=_BASE_URL, url_fetcher=shelf(sheet.files))
    document = html.render(font_config=known, pdf_variant=_VARIANT)
    if sheet.digits:
        from weasyprint.text.line_break import line_size

        numbers.fill(
            document.pages, sheet.digits, lambda layout, style: line_size(layout.get_first_line()[0], style)[0]
        )
    return document


def _attachment(weasyprint: Any, briefing: Briefing, theme: Theme) -> Any:
    """Return the briefing as JSON, to be carried by the PDF; its times are the edition's."""
    return weasyprint.Attachment(
        string=json.render(briefing, theme),
        name="briefing.json",
        description="The briefing for programs",
        created=briefing.generated,
        modified=briefing.generated,
        relationship="Alternative",
    )


def shelf(files: Mapping[str, bytes]) -> Any:
    """Return a fetcher that hands out these files, by their names under `https://brief.invalid/`, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Shelf(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
        """Denies by default: it opens no file, no socket and no data: address."""

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ARG002  weasyprint's
            """Return the file of that address. Raises ValueError for any other address."""
            name = url.removeprefix(_BASE_URL)
            if name == url or name not in files:
                raise ValueError(f"not fetched: {url[:80]}")
            return URLFetcherResponse(url, files[name])

        def open(self, url: object, data: object = None, timeout: object = None) -> Any:  # noqa: ARG002
            """Refuse what urllib would do."""
            raise ValueError("not fetched")

    return Shelf(allowed_protocols=("https",), allow_redirects=False)


def check() -> list[tuple[str, bool, str]]:
    """Return what the PDF needs: name, whether it is there, and how to mend it.

    For `brief doctor`; loads the libraries, and not weasyprint.
    """
    with _mac_libraries():
        found = [(name, _loads(files), _mend()) for name, files in _LIBRARIES.items()]
    return [*found, ("fonts", _has_fonts(), "install this program again: the fonts of its theme are missing")]


def load() -> Any:
    """Import weasyprint without a word on standard output.

    Raises NativeLibraryMissing where one of the libraries it needs is not installed.
    """
    try:
        try:
            with _by_name_alone():
                weasyprint = _imported()
        except OSError:
            weasyprint = _imported()
    except OSError as error:
        missing = [name for name, there, _ in check() if not there and name in _LIBRARIES]
        raise NativeLibraryMissing(f"no PDF without {', '.join(missing) or 'Pango'}: {_mend()}") from error
    return weasyprint


def _imported() -> Any:
    """Import weasyprint, which prints where a library is missing. Raises OSError there."""
    with _mac_libraries(), contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import weasyprint
    return weasyprint


def _style(theme: Theme) -> tuple[str, dict[str, bytes]]:
    """Return the style for paper, and the files it refers to by name.

    A web font is replaced by the TrueType font of the same name where it stands beside it.
    """
    style = theme.style(paper=True)
    names = {name: _on_paper(theme, name) for name in references(style)}
    files = {name: theme.asset(name) for name in names.values()}
    return with_addresses(style, {name: _BASE_URL + file for name, file in names.items()}), files


def _on_paper(theme: Theme, name: str) -> str:
    path = PurePosixPath(name)
    plain = str(path.with_suffix(".ttf"))
    return plain if path.suffix == ".woff2" and theme.has(plain) else name


@contextlib.contextmanager
def _collecting_rarely() -> Iterator[None]:
    """Let Python look for garbage less often, for a while."""
    before = gc.get_threshold()
    gc.set_threshold(max(_COLLECT_AFTER, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextlib.contextmanager
def _by_name_alone() -> Iterator[None]:
    """On Linux, have ctypes (and so cffi) ask the loader for a library by its very name, and search for no other.

    WeasyPrint tries the names of all systems; for each that is not Linux's, a search runs ldconfig, a compiler and a
    linker: a fifth of the time of an edition of one article.
    """
    search = ctypes.util.find_library
    if _PLATFORM == "linux":
        ctypes.util.find_library = _found_nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _found_nowhere(name: str) -> str | None:  # noqa: ARG001  ctypes'
    return None


@contextlib.contextmanager
def _mac_libraries() -> Iterator[None]:
    """On macOS, have ctypes (and so cffi) look where Homebrew and MacPorts keep libraries."""
    if _PLATFORM != "darwin":
        yield
        return
    before = os.environ.get(_MAC_VARIABLE)
    with fonts.variable(_MAC_VARIABLE, ":".join(filter(None, (before, *_MAC_FOLDERS, "/usr/lib")))):
        yield


def _loads(files: tuple[str, ...]) -> bool:
    """Return whether a native library can be loaded."""
    folders = ("", *(f"{folder}/" for folder in _MAC_FOLDERS)) if _PLATFORM == "darwin" else ("",)
    for path in (folder + file for folder in folders for file in files):
        with contextlib.suppress(OSError):
            ctypes.CDLL(path)
            return True
    return False


def _has_fonts() -> bool:
    """Return whether the base theme has every font that its style names."""
    try:
        theme = load_theme(BASE)
        return all(theme.asset(name) for name in references(theme.style()))
    except (BriefError, OSError):
        return False


def _mend() -> str:
    """Return how to install the native libraries on this system."""
    if _PLATFORM == "darwin":
        return "brew install pango"
    if _PLATFORM == "win32":
        return "see https://doc.courtbouillon.org/weasyprint/stable/first_steps.html#windows"
    if shutil.which("apt-get"):
        return _DEBIAN
    return f"install Pango and HarfBuzz ({_DEBIAN}; dnf install pango; apk add pango)"
