"""`build --open`: the page is opened once it is written, and nothing on a machine without people."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STORY = "Bridge opens\n\nThe bridge over the Lune opened on Monday. It carries trams, bicycles and people.\n"


@pytest.fixture
def build(tmp_path, plain_environment):
    """Run `brief build a.txt --open` with a browser that writes down what it is to open, and whether that is there."""
    if os.name != "posix":
        pytest.skip("the browser of this test is a shell script")
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    browser = tmp_path / "browser"
    browser.write_text(
        f'#!/bin/sh\necho "$1" >> "{tmp_path}/seen"\nls "${{1#file://}}" >> "{tmp_path}/seen"\n', encoding="utf-8"
    )
    browser.chmod(0o755)
    plain = {
        name: value for name, value in plain_environment.items() if name not in {"CI", "DISPLAY", "WAYLAND_DISPLAY"}
    }

    def call(*words, **environment):
        command = [sys.executable, "-m", "brief", "build", "a.txt", "--date", "2026-11-20", "--open", *words]
        environment = plain | {"BROWSER": f"{browser} %s", "PYTHONPATH": str(ROOT)} | environment
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        seen = tmp_path / "seen"
        opened = seen.read_text(encoding="utf-8").splitlines() if seen.exists() else []
        return done.returncode, opened, done.stderr

    return call


def test_the_page_is_opened_once_it_is_there(build, tmp_path):
    code, opened, _ = build("-o", "x.md", "-o", "x.html")
    page = tmp_path / "x.html"
    assert (code, opened) == (0, [page.as_uri(), str(page)])


def test_without_a_page_the_first_file_is_opened(build, tmp_path):
    assert build("-o", "x.txt", "-o", "x.md")[1][0] == (tmp_path / "x.txt").as_uri()


def test_nothing_is_opened_where_nothing_is_written(build):
    assert build("-o", "x.md", "--dry-run")[:2] == (0, [])
    code, opened, said = build("-o", "-", "--format", "md")
    assert (code, opened) == (0, [])
    assert "--open: nothing to open" in said


def test_nothing_is_opened_on_a_machine_without_people(build):
    code, opened, said = build("-o", "x.md", CI="true")
    assert (code, opened) == (0, [])
    assert "--open: not where CI is set" in said


def test_no_browser_is_no_fault(build, tmp_path):
    code, opened, said = build("-o", "x.md", BROWSER="/nowhere/browser %s", PATH=str(tmp_path))
    assert (code, opened) == (0, [])
    assert "no program found that opens" in said
