"""`--open`: what was written, in the program that the system opens it with."""

from __future__ import annotations

import os
import webbrowser
from collections.abc import Iterable
from pathlib import Path

from brief.cli.console import note


def show(written: Iterable[Path]) -> None:
    """Open the first page of some files, or the first of them where none is a page.

    On a machine without people (`CI` is set) nothing is opened; nor is it a fault where no program can be found, since
    the files are there.
    """
    files = list(written)
    pages = [file for file in files if file.suffix in (".html", ".htm")]
    if not files or os.environ.get("CI"):
        note("--open: nothing to open" if not files else "--open: not where CI is set")
    elif not webbrowser.open_new_tab((pages or files)[0].resolve().as_uri()):
        note(f"--open: no program found that opens {(pages or files)[0]}")
