"""The commands about the program itself: methods, doctor, completion."""

from __future__ import annotations

import importlib.util
import platform
import sys
from importlib.metadata import PackageNotFoundError, version

import click

from brief import __version__
from brief.cli.console import emit
from brief.cli.options import chatter
from brief.errors import FAILED, USAGE

#: What must be installed, and the module that shows it.
PACKAGES = {
    "aiohttp": "aiohttp",
    "babel": "babel",
    "charset-normalizer": "charset_normalizer",
    "click": "click",
    "css-inline": "css_inline",
    "feedparser": "feedparser",
    "htmldate": "htmldate",
    "jinja2": "jinja2",
    "lxml": "lxml",
    "lxml_html_clean": "lxml_html_clean",
    "markdown-it-py": "markdown_it",
    "markupsafe": "markupsafe",
    "nh3": "nh3",
    "nltk": "nltk",
    "numpy": "numpy",
    "pillow": "PIL",
    "protego": "protego",
    "py3langid": "py3langid",
    "pydantic": "pydantic",
    "pystemmer": "Stemmer",
    "pyyaml": "yaml",
    "resiliparse": "resiliparse",
    "scipy": "scipy",
    "sumy": "sumy",
    "tomlkit": "tomlkit",
    "tqdm": "tqdm",
    "trafilatura": "trafilatura",
    "tzdata": "tzdata",
    "watchfiles": "watchfiles",
    "weasyprint": "weasyprint",
    "zstandard": "zstandard",
}
REINSTALL = "install this program again: the templates are missing"
# Rows whose last column says something even where all is well.
SHOWN = ("brief", "themes", "scripts", *PACKAGES)
OLDEST_PYTHON = (3, 11)


@click.command()
@chatter
def methods() -> None:
    """List the summarizers, one line each."""
    from brief.summarize import DESCRIPTIONS

    width = max(map(len, DESCRIPTIONS))
    emit("".join(f"{name:<{width}}  {text}\n" for name, text in DESCRIPTIONS.items()))


@click.command()
@chatter
def doctor() -> int:
    """Check Python, packages, native libraries and fonts, and say how to mend what does not work."""
    rows = [
        ("brief", True, __version__),
        (f"Python {platform.python_version()}", sys.version_info >= OLDEST_PYTHON, "install Python 3.11 or later"),
        *(_package(name, module) for name, module in PACKAGES.items()),
        *_pages(),
    ]
    width = max(len(name) for name, _, _ in rows)
    emit(
        "".join(
            f"{'ok  ' if works else 'FAIL'}  {name:<{width}}  {said if not works or name in SHOWN else ''}".rstrip()
            + "\n"
            for name, works, said in rows
        )
    )
    return 0 if all(works for _, works, _ in rows) else FAILED


def _package(name: str, module: str) -> tuple[str, bool, str]:
    try:
        return name, importlib.util.find_spec(module) is not None, version(name)
    except PackageNotFoundError:
        return name, False, f"pip install {name}"


def _pages() -> list[tuple[str, bool, str]]:
    """What a page needs: native libraries, fonts, themes."""
    try:
        from brief.render import pdf
        from brief.render.theme import known_themes

        themes = known_themes()
        return [*pdf.check(), _scripts(), ("themes", bool(themes), ", ".join(themes) or REINSTALL)]
    except ImportError as error:
        return [("pages", False, f"cannot be made without {error.name}: mend the packages above first")]
    except OSError:
        return [("themes", False, REINSTALL)]


def _scripts() -> tuple[str, bool, str]:
    """Which scripts a PDF could not show; nothing is wrong as long as none of them is printed."""
    from brief.render.fonts import lacking

    missing = lacking()
    if missing is None:
        return "scripts", True, "unknown: fontconfig is not installed"
    packages = dict.fromkeys(script.package for script in missing)
    said = f"boxes in a PDF: {', '.join(script.name for script in missing)} (apt-get install {' '.join(packages)})"
    return "scripts", True, said if missing else "a PDF can show all that are looked for"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@chatter
def completion(shell: str) -> int:
    """Print the completion script of a shell.

    \b
    Example: brief completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    from brief.cli import command

    kind = get_completion_class(shell)
    if kind is None:
        return USAGE
    emit(kind(command, {}, "brief", "_BRIEF_COMPLETE").source())
    return 0
