"""Light commands load no heavy package."""

import subprocess
import sys

import pytest

HEAVY = {
    "aiohttp", "babel", "feedparser", "jinja2", "lxml", "nltk", "numpy", "pydantic", "scipy", "sumy", "trafilatura", "watchfiles", "weasyprint", "yaml",
}  # fmt: skip
LIGHT = [
    ["--help"],
    ["--version"],
    ["build", "--help"],
    ["preview", "--help"],
    ["explain", "article", "--help"],
    ["explain", "story", "--help"],
    ["init", "--help"],
    ["add", "--help"],
    ["config", "--help"],
    ["schedule", "--help"],
    ["fetch", "--help"],
    ["sources", "--help"],
    ["prune", "--help"],
    ["theme", "--help"],
    ["read", "--help"],
    ["methods"],
]

REPORT = """
import runpy, sys
sys.argv = ["brief", *sys.argv[1:]]
try:
    runpy.run_module("brief", run_name="__main__", alter_sys=True)
except SystemExit as end:
    code = end.code
finally:
    print("LOADED", *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(code)
"""


def loaded(*command):
    """Which top-level packages Python has loaded when the command ends."""
    run = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 0, run.stderr
    lines = [line for line in run.stderr.splitlines() if line.startswith("LOADED ")]
    return set(lines[-1].split()[1:])


@pytest.mark.parametrize("arguments", LIGHT, ids=" ".join)
def test_light_commands_load_no_heavy_package(arguments):
    assert loaded("-c", REPORT, *arguments) & HEAVY == set()


@pytest.mark.parametrize("module", ["brief.pipeline", "brief.summarize.beside"])
def test_what_reading_loads_has_no_numbers(module):
    report = f"import sys, {module}; print('LOADED', *{{n.partition('.')[0] for n in sys.modules}}, file=sys.stderr)"
    assert loaded("-c", report) & {"numpy", "scipy"} == set()


@pytest.mark.parametrize("module", ["brief", "brief.errors", "brief.model", "brief.registry"])
def test_the_bare_frame_loads_no_heavy_package(module):
    report = (
        f"import sys, {module}; print('LOADED', *{{name.partition('.')[0] for name in sys.modules}}, file=sys.stderr)"
    )
    assert loaded("-c", report) & HEAVY == set()


def test_the_probe_sees_what_is_loaded():
    report = "import sys, jinja2; print('LOADED', *{n.partition('.')[0] for n in sys.modules}, file=sys.stderr)"
    assert loaded("-c", report) & HEAVY == {"jinja2"}


def test_reading_an_english_text_imports_neither_nltk_nor_a_renderer(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("The harbor reopened on Monday after nine days of repairs. Twelve ships left at noon.\n")
    code = f"import sys; from brief.pipeline import gather; from brief.model import Source; gather([Source('files', {str(text)!r})]); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"nltk", "scipy", "sklearn", "weasyprint", "jinja2", "sumy"}.isdisjoint(loaded)
    assert "brief.text.rules" in loaded
