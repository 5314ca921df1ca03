"""Imports nltk without what it does not need here."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# nltk imports these where they are installed, for statistics and classifiers that are never called here: scipy
# makes its import three times as slow (1.05 s instead of 0.3 s), scikit-learn adds 4 s.
UNNEEDED = ("scipy", "sklearn")


def module(name: str) -> Any:
    """Import and return a module of nltk, such as `"nltk.tokenize.punkt"`."""
    with _hidden():
        return importlib.import_module(name)


@contextmanager
def _hidden() -> Iterator[None]:
    """Make the packages that are not loaded yet look as if they were not installed."""
    hidden = [name for name in UNNEEDED if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # Python's own mark of what must not be found
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
