"""The wheel that is built from the sdist holds the program, its themes and its licences, and works by itself."""

import os
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

import brief

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CACHES = {"__pycache__", ".DS_Store"}

FIND_THEME = """
from pathlib import Path
import brief
from brief.render.theme import load_theme
theme = load_theme("morning")
print(Path(brief.__file__).parent)
print(len(theme.style()))
"""


def files(folder, prefix):
    """What stands in a folder of the checkout, by the names it should have elsewhere."""
    return {
        f"{prefix}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not CACHES & set(path.parts) and path.suffix != ".pyc"
    }


def run(*command, **options):
    """Run a command to its end and return what it printed; what it complains of is shown when it fails."""
    result = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, timeout=300, **options
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The sdist, and the wheel built from it, not from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    (sdist,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    return sdist, wheel


@pytest.fixture(scope="session")
def in_sdist(built):
    with tarfile.open(built[0]) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


@pytest.fixture(scope="session")
def in_wheel(built):
    with zipfile.ZipFile(built[1]) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="session")
def info(in_wheel):
    """The name of the wheel's folder of metadata."""
    (name,) = {name.partition("/")[0] for name in in_wheel if ".dist-info/" in name}
    return name


@pytest.fixture(scope="session")
def installed(built, tmp_path_factory):
    """A Python with the wheel, that finds everything else where this one does, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", built[1])
    (site,) = folder.glob("lib/python*/site-packages")
    # Not a .pth file of those packages' folder: that would run its own .pth files, and so find the checkout.
    packages = [path for path in sys.path if path.endswith("site-packages")]
    (site / "dependencies.pth").write_text("\n".join(packages) + "\n", encoding="utf-8")
    return python


def test_the_wheel_holds_every_module_as_it_is(in_wheel):
    assert {
        name: data
        for name, data in in_wheel.items()
        if name.startswith("brief/") and not name.startswith("brief/templates/")
    } == files(ROOT / "brief", "brief")


def test_the_wheel_holds_every_theme_as_it_is(in_wheel):
    themes = files(ROOT / "templates", "brief/templates")
    assert themes
    assert {name: data for name, data in in_wheel.items() if name.startswith("brief/templates/")} == themes


def test_the_wheel_holds_nothing_else(in_wheel, info):
    assert {name.partition("/")[0] for name in in_wheel} == {"brief", info}


def test_the_wheel_holds_the_licences(in_wheel, info):
    fonts = list((ROOT / "templates").rglob("OFL*.txt"))
    assert fonts
    for path in [ROOT / "LICENSE", *fonts]:
        assert in_wheel[f"{info}/licenses/{path.relative_to(ROOT).as_posix()}"] == path.read_bytes()


def test_every_font_has_its_licence_beside_it():
    fonts = [path for path in (ROOT / "templates").rglob("*") if path.suffix in {".ttf", ".otf", ".woff", ".woff2"}]
    assert fonts
    assert [path for path in fonts if not list(path.parent.glob("OFL*.txt"))] == []


def test_the_metadata_says_what_it_is(in_wheel, info):
    fields = HeaderParser().parsestr(in_wheel[f"{info}/METADATA"].decode())
    assert fields["Name"] == PYPROJECT["project"]["name"] != "brief"
    assert fields["License-Expression"] == "Apache-2.0 AND OFL-1.1"
    assert fields["Requires-Python"] == ">=3.11"
    assert "brief = brief.cli:main" in in_wheel[f"{info}/entry_points.txt"].decode()


def test_the_sdist_holds_what_a_packager_needs(in_sdist):
    wanted = [
        "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "pyproject.toml", "requirements.lock",
        "requirements-build.lock", "requirements-dev.lock", "scripts/setup.sh", "tests/conftest.py",
        "examples/brief.toml", ".ci/run",
    ]  # fmt: skip
    assert [name for name in wanted if name not in in_sdist] == []
    assert any(name.startswith("benchmarks/") for name in in_sdist)


def test_the_sdist_holds_no_results_and_no_caches(in_sdist):
    unwanted = (".venv", "output/2", "output/latest", "dist", "build/", ".git/", ".hypothesis", ".mypy_cache")
    assert [name for name in in_sdist if name.startswith(unwanted) or "__pycache__" in name] == []


def test_the_installed_command_runs(installed, tmp_path):
    version = run(installed.with_name("brief"), "--version", cwd=tmp_path)
    assert brief.__version__ in version
    assert run(installed, "-m", "brief", "--version", cwd=tmp_path) == version


@pytest.mark.parametrize("where", ["wheel", "checkout"])
def test_the_themes_are_found(where, installed, tmp_path):
    python, place = (installed, installed.parent.parent) if where == "wheel" else (sys.executable, ROOT)
    package, length = run(python, "-c", FIND_THEME, cwd=tmp_path).splitlines()
    assert Path(package).is_relative_to(place)
    assert int(length) > 0
