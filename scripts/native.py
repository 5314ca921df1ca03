"""Prints which native libraries the PDF lacks, in one line, and exits 1; prints nothing where all are there.

Standard library only, for the interpreter that finds no environment yet.
"""

import ctypes
import ctypes.util
import sys

#: What a reader calls it -> the libraries it stands for, by the name the linker knows.
LIBRARIES = {
    "Pango": {
        "gobject-2.0": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
        "pango-1.0": ("libpango-1.0.so.0", "libpango-1.0.0.dylib"),
        "pangoft2-1.0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib"),
        "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
        "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib"),
    },
    "hb-subset": {
        "harfbuzz-subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    },
}


def loads(file: str | None) -> bool:
    """Whether the system's loader finds this file and can load it."""
    if file is None:
        return False
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def missing() -> list[str]:
    """The names of what cannot be loaded."""
    return [
        what
        for what, libraries in LIBRARIES.items()
        if not all(any(map(loads, files)) or loads(ctypes.util.find_library(name)) for name, files in libraries.items())
    ]


if __name__ == "__main__":
    found = missing()
    if found:
        print(", ".join(found))
    sys.exit(bool(found))
