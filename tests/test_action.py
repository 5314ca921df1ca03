"""The action of this repository: its step that builds, taken from action.yml, says what came of it."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

import brief

pytestmark = pytest.mark.slow

ACTION = Path(__file__).parent.parent / "action.yml"
TEXT = "The Lune ferry is running again after eleven weeks of repair. Tickets for the crossing stay at two crowns."


@pytest.fixture
def action(inside, plain_environment):
    """Run the step in a folder with a brief.toml: `action(date="2026-11-20")` -> exit code, outputs, summary."""
    found = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    (step,) = [step for step in found["runs"]["steps"] if step.get("id") == "build"]
    assert step["env"] == {
        "CONFIG": "${{ inputs.config }}",
        "STORE": "${{ inputs.store }}",
        "DAY": "${{ inputs.date }}",
        "ONCE": "${{ inputs.once }}",
    }
    program = inside / "runner" / "brief" / "bin" / "brief"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m brief "$@"\n')
    program.chmod(0o755)
    # Where it is about noon, so that no test runs across a midnight.
    zone = f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"
    (inside / "my news.toml").write_text(
        f'[edition]\nzone = "{zone}"\n[output]\nformats = ["html"]\n[[source]]\nlocation = "a.txt"\n'
    )
    (inside / "a.txt").write_text(f"Ferry sails again\n\n{TEXT}\n")

    def call(**given):
        inputs = {name: one["default"] for name, one in found["inputs"].items()} | {"config": "my news.toml"} | given
        files = {name: inside / "runner" / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.write_text("")
        told = {"CONFIG": inputs["config"], "STORE": inputs["store"], "DAY": inputs["date"], "ONCE": inputs["once"]}
        told |= {name: str(path) for name, path in files.items()}
        told |= {"RUNNER_TEMP": str(inside / "runner"), "PYTHONPATH": str(Path(brief.__file__).parents[1])}
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            env=plain_environment | told, capture_output=True, check=False, timeout=120,
        )  # fmt: skip
        lines = files["GITHUB_OUTPUT"].read_text().splitlines()
        return ran.returncode, dict(line.split("=") for line in lines), files["GITHUB_STEP_SUMMARY"].read_text()

    return call


def test_an_edition_is_made_once_and_a_quiet_day_is_none(action):
    code, outputs, summary = action(date="2026-11-20", store="s.sqlite")
    assert (code, outputs) == (0, {"edition": "made", "code": "0"})
    assert summary.startswith("### The Morning Brief, Friday, 20 November 2026\n\nNo. 1 · 1 article")
    code, outputs, summary = action(date="2026-11-21", store="s.sqlite")
    assert (code, outputs) == (0, {"edition": "none", "code": "4"})
    assert summary.startswith("### No briefing\n\nnothing to publish: 1 article left out")


def test_once_leaves_todays_edition_as_it_is(action):
    assert action(once="true", store="s.sqlite")[1]["edition"] == "made"
    assert action(once="true", store="s.sqlite")[1] == {"edition": "kept", "code": "0"}


def test_a_failure_fails_the_step(action):
    Path("a.txt").unlink()
    code, outputs, summary = action()
    assert (code, outputs) == (5, {"edition": "failed", "code": "5"})
    assert "a.txt: no such file" in summary
