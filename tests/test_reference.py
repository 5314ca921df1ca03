"""The reference in docs/ is made from the program and in step with it; the README tells all that matters."""

import runpy
from pathlib import Path

import pytest

from brief.cli import COMMANDS, HELP, command
from brief.errors import EXIT_CODES

ROOT = Path(__file__).parent.parent
REFERENCE = runpy.run_path(str(ROOT / "scripts" / "reference.py"))


@pytest.mark.parametrize("page", ["commands.md", "configuration.md", "brief.schema.json"])
def test_a_page_says_what_the_program_says(page):
    made = {path.name: text for path, text in REFERENCE["pages"]().items()}
    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == made[page], "run scripts/reference.py"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name):
    assert f"## brief {name}\n" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert HELP[name].endswith(".")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_a_command_is_documented(name):
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for inner in getattr(command.get_command(None, name), "commands", ()):
        assert f"## brief {name} {inner}\n\n    Usage: brief {name} {inner} " in page


@pytest.mark.parametrize(("code", "meaning"), EXIT_CODES.items())
def test_the_readme_lists_every_exit_code(code, meaning):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"| {code} | {meaning} |" in readme or (
        "| 130, 143 | stopped by a signal |" in readme and code in (130, 143)
    )
