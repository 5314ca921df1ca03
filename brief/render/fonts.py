"""Which scripts this machine can print: beside the fonts of the themes, the PDF uses those that are installed.

The fonts of the themes have Latin, Greek and Cyrillic letters. For other scripts fontconfig, which Pango asks too, is
asked for a font that has a common letter of it; a script for which it knows none would be printed as boxes.

Where the fonts of the theme have all letters of a page, fontconfig need not know any others.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from brief.model import Briefing
from brief.render.theme import shared


@dataclass(frozen=True, slots=True)
class Script:
    """A script: its name, its block of characters as a regular expression has it, a common letter, a Debian package."""

    name: str
    block: str
    letter: str
    package: str


#: Those that newspapers are printed in, from Unicode's blocks.
SCRIPTS: Final = (
    Script("Armenian", "\u0530-\u058f", "\u0561", "fonts-noto-core"),
    Script("Hebrew", "\u0590-\u05ff", "\u05d0", "fonts-noto-core"),
    Script("Arabic", "\u0600-\u06ff\u0750-\u077f", "\u0627", "fonts-noto-core"),
    Script("Devanagari", "\u0900-\u097f", "\u0905", "fonts-noto-core"),
    Script("Bengali", "\u0980-\u09ff", "\u0985", "fonts-noto-core"),
    Script("Gurmukhi", "\u0a00-\u0a7f", "\u0a05", "fonts-noto-core"),
    Script("Gujarati", "\u0a80-\u0aff", "\u0a85", "fonts-noto-core"),
    Script("Tamil", "\u0b80-\u0bff", "\u0b85", "fonts-noto-core"),
    Script("Telugu", "\u0c00-\u0c7f", "\u0c05", "fonts-noto-core"),
    Script("Kannada", "\u0c80-\u0cff", "\u0c85", "fonts-noto-core"),
    Script("Malayalam", "\u0d00-\u0d7f", "\u0d05", "fonts-noto-core"),
    Script("Sinhala", "\u0d80-\u0dff", "\u0d85", "fonts-noto-core"),
    Script("Thai", "\u0e00-\u0e7f", "\u0e01", "fonts-noto-core"),
    Script("Lao", "\u0e80-\u0eff", "\u0e81", "fonts-noto-core"),
    Script("Burmese", "\u1000-\u109f", "\u1000", "fonts-noto-core"),
    Script("Georgian", "\u10a0-\u10ff", "\u10d0", "fonts-noto-core"),
    Script("Ethiopic", "\u1200-\u137f", "\u1200", "fonts-noto-core"),
    Script("Khmer", "\u1780-\u17ff", "\u1780", "fonts-noto-core"),
    Script("Japanese", "\u3040-\u30ff", "\u3042", "fonts-noto-cjk"),
    Script("Chinese", "\u3400-\u4dbf\u4e00-\u9fff", "\u4e2d", "fonts-noto-cjk"),
    Script("Korean", "\uac00-\ud7af", "\ud55c", "fonts-noto-cjk"),
)

_LIBRARIES: Final = ("libfontconfig.so.1", "libfontconfig.1.dylib", "/opt/homebrew/lib/libfontconfig.1.dylib",
                     "/usr/local/lib/libfontconfig.1.dylib", "libfontconfig-1.dll")  # fmt: skip


#: Where fontconfig is told what to read.
_VARIABLE: Final = "FONTCONFIG_FILE"


class _Found(ctypes.Structure):
    """The beginning of fontconfig's `FcFontSet`: how many fonts it has."""

    _fields_ = (("number", ctypes.c_int),)


def lacking() -> tuple[Script, ...] | None:
    """Return the scripts that no installed font has, or None where fontconfig cannot be asked."""
    library = _fontconfig()
    if library is None:
        return None
    return tuple(script for script in SCRIPTS if not _has_font(library, script.letter))


def boxes(briefing: Briefing) -> tuple[Script, ...]:
    """Return the scripts of a briefing that would be printed as boxes here, as far as that is known."""
    text = " ".join(_texts(briefing))
    met = [script for script in SCRIPTS if re.search(f"[{script.block}]", text)]
    missing = lacking() if met else None
    return tuple(script for script in met if missing and script in missing)


@contextlib.contextmanager
def none_of_this_machine() -> Iterator[None]:
    """Have what asks fontconfig for fonts meanwhile find none on this machine.

    It sorts all that it knows for each face and size of a page: with 336 installed, 6 % of the time of ten stories. The
    environment is changed for that while, for all threads.
    """
    with variable(_VARIABLE, str(shared("fonts.conf"))):
        yield


@contextlib.contextmanager
def variable(name: str, value: str) -> Iterator[None]:
    """Give an environment variable a value for a while."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _texts(briefing: Briefing) -> list[str]:
    """Return what is printed of a briefing, in no order that matters."""
    found = [briefing.title, *(section.title for section in briefing.sections)]
    for story in briefing.stories:
        found += [story.title, *story.keywords, *(article.outlet for article in story.articles)]
        found += [pick.sentence.text for pick in story.picks]
    return found


def _fontconfig() -> ctypes.CDLL | None:
    for name in _LIBRARIES:
        with contextlib.suppress(OSError):
            library = ctypes.CDLL(name)
            library.FcNameParse.restype = library.FcObjectSetCreate.restype = ctypes.c_void_p
            library.FcFontList.restype = ctypes.POINTER(_Found)
            library.FcFontList.argtypes = [ctypes.c_void_p] * 3
            library.FcFontSetDestroy.argtypes = [ctypes.POINTER(_Found)]
            library.FcPatternDestroy.argtypes = library.FcObjectSetDestroy.argtypes = [ctypes.c_void_p]
            return library
    return None


def _has_font(library: ctypes.CDLL, letter: str) -> bool:
    """Return whether fontconfig knows a font with the letter."""
    pattern, nothing = library.FcNameParse(f":charset={ord(letter):x}".encode()), library.FcObjectSetCreate()
    found = library.FcFontList(None, pattern, nothing)
    try:
        return bool(found) and found.contents.number > 0
    finally:
        library.FcPatternDestroy(pattern)
        library.FcObjectSetDestroy(nothing)
        if found:
            library.FcFontSetDestroy(found)
