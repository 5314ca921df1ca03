"""The commands about the program itself, its help, and what it says to what it does not know."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import brief
from brief.cli import COMMANDS, HELP, command
from brief.cli.groups import shelved
from brief.errors import EXIT_CODES
from brief.summarize import DEFAULT_METHOD, DESCRIPTIONS, RANKERS

# The commands with commands of their own, and those.
INNER = [(name, inner) for name in COMMANDS for inner in getattr(command.get_command(None, name), "commands", ())]
SOURCES = ("build", "summarize", "group", "digest", "read")


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(command_line):
    """Run the command line as a user in an empty folder would."""

    def call(*words):
        code, out, err = command_line(*words)
        return Ran(code, out.decode(), err)

    return call


@pytest.fixture
def module(inside, plain_environment):
    """Run `python -m brief`."""

    def call(*words, **variables):
        ran = subprocess.run(
            [sys.executable, "-m", "brief", *words],
            env=plain_environment | {"PYTHONPATH": str(Path(brief.__file__).parents[1])} | variables,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    return call


# ---------------------------------------------------------------------------------------------- methods, doctor


def test_methods_tells_each_summarizer_in_one_line_the_usual_one_first(run):
    ran = run("methods")
    lines = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert [line.split()[0] for line in lines] == list(RANKERS)
    assert lines[0].startswith(DEFAULT_METHOD)
    assert "default" in lines[0]
    assert all(len(line.split()) > 3 and len(line) <= 100 for line in lines)


def test_every_summarizer_is_described():
    assert set(DESCRIPTIONS) == set(RANKERS)


def test_doctor_says_that_all_is_well(run, monkeypatch):
    monkeypatch.setattr("brief.render.pdf.check", lambda: [("pango", True, "apt-get install pango")])
    monkeypatch.setattr("brief.render.fonts.lacking", tuple)
    ran = run("doctor")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert all(line.startswith("ok  ") for line in lines)
    assert "apt-get" not in ran.out
    named = {line.split()[1] for line in lines}
    assert {"brief", "Python", "sumy", "nltk", "jinja2", "weasyprint", "pango", "themes"} <= named
    assert brief.__version__ in lines[0]


def test_doctor_says_what_is_missing_and_how_to_mend_it(run, monkeypatch):
    monkeypatch.setattr(
        "brief.render.pdf.check", lambda: [("pango", False, "apt-get install pango"), ("fonts", True, "")]
    )
    monkeypatch.setattr("brief.cli.about.PACKAGES", {"sumy": "sumy", "no-such-package": "no_such_package"})
    ran = run("doctor")
    assert ran.code == 1
    failed = [line for line in ran.out.splitlines() if line.startswith("FAIL")]
    assert len(failed) == 2
    assert failed[0].endswith("pip install no-such-package")
    assert failed[1].endswith("apt-get install pango")


# ---------------------------------------------------------------------------------------------- completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_for_the_shell(run, shell):
    ran = run("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert f"_BRIEF_COMPLETE={shell}_complete" in ran.out
    assert ran.out.endswith("\n")
    if shutil.which(shell):
        checked = subprocess.run([shell, "-n"], input=ran.out, capture_output=True, text=True, check=False, timeout=60)
        assert (checked.returncode, checked.stderr) == (0, "")


def test_completion_knows_the_commands(module):
    ran = module(_BRIEF_COMPLETE="bash_complete", COMP_WORDS="brief su", COMP_CWORD="1")
    assert ran.out.split() == ["plain,summarize"]


@pytest.mark.parametrize(("name", "inner"), INNER)
def test_completion_knows_the_commands_of_a_command(module, name, inner):
    typed = {"COMP_WORDS": f"brief {name} {inner[:2]}", "COMP_CWORD": "2"}
    assert f"plain,{inner}" in module(_BRIEF_COMPLETE="bash_complete", **typed).out.split()
    option = command.get_command(None, name).get_command(None, inner).params[-1].opts[-1]
    typed = {"COMP_WORDS": f"brief {name} {inner} {option[:-1]}", "COMP_CWORD": "3"}
    assert f"plain,{option}" in module(_BRIEF_COMPLETE="bash_complete", **typed).out.split()


def test_completion_of_another_shell_lists_those_there_are(run):
    ran = run("completion", "tcsh")
    assert (ran.code, ran.out) == (2, "")
    assert all(shell in ran.err for shell in ("bash", "zsh", "fish"))


# ---------------------------------------------------------------------------------------------- version, help


def test_version_is_one_line(run):
    assert run("--version") == Ran(0, f"brief {brief.__version__}\n", "")


def test_python_m_brief_is_the_same_program(run, module):
    assert module("--version") == run("--version")
    assert module("methods").out == run("methods").out
    ran = module("no-such-command")
    assert ran.code == 2
    assert ran == run("no-such-command")


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_lists_commands_examples_and_exit_codes(run, flag):
    ran = run(flag)
    assert (ran.code, ran.err) == (0, "")
    for name in COMMANDS:
        assert re.search(rf"^  {name} +{re.escape(HELP[name])}$", ran.out, re.MULTILINE)
    assert "Examples:" in ran.out
    codes = ran.out.partition("Exit codes:")[2]
    assert {int(number) for number in re.findall(r"\d+", codes)} == set(EXIT_CODES)


def test_every_command_that_help_lists_is_there():
    assert list(COMMANDS) == list(HELP)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_documented(run, name):
    ran = run(name, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: brief {name} ")
    options = command.get_command(None, name).params
    assert all(option.help for option in options if option.param_type_name == "option")
    assert max(map(len, ran.out.splitlines())) <= 100


@pytest.mark.parametrize(("name", "inner"), INNER)
def test_each_command_of_a_command_is_documented(run, name, inner):
    ran = run(name, inner, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: brief {name} {inner} ")
    assert f"Example: brief {name} {inner}" in ran.out
    options = command.get_command(None, name).get_command(None, inner).params
    assert all(option.help for option in options if option.param_type_name == "option")
    assert max(map(len, ran.out.splitlines())) <= 100
    assert "..." not in run(name, "--help").out.partition("Commands:")[2]


@pytest.mark.parametrize("name", SOURCES)
def test_help_of_a_command_that_reads_has_an_example_that_works_as_it_stands(run, name):
    said = run(name, "--help").out
    assert re.search(rf"(?m)^  (?:Examples?:)? *brief {name} \S+|^    brief {name} \S+", said), said


@pytest.mark.parametrize(
    ("name", "options"),
    [
        (
            "build",
            "--output --date --title --theme --sentences --method --max-stories --strict --dry-run --format --config",
        ),
        ("summarize", "--sentences --words --ratio --method --format"),
        ("group", "--granularity --format"),
        ("digest", "--words --each --format"),
        ("read", "--format"),
    ],
)
def test_the_options_of_the_contract_are_there(name, options):
    known = {option for param in command.get_command(None, name).params for option in param.opts}
    assert set(options.split()) | {"--jobs", "--quiet", "--verbose", "--debug"} <= known


# ---------------------------------------------------------------------------------------------- what is not known


def test_an_unknown_command_tells_the_nearest_and_all(run):
    ran = run("sumarize", "x.txt")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(
        "brief: unknown command 'sumarize' (did you mean 'summarize'?); known: init, add, build, preview, fetch"
    )
    assert len(ran.err.splitlines()) == 1


def test_an_unknown_command_of_a_command_tells_the_nearest_and_all(run):
    ran = run("explain", "artcle", "x.txt")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("brief: unknown command 'artcle' (did you mean 'article'?); known: article, ")
    assert len(ran.err.splitlines()) == 1


def test_an_unknown_option_tells_the_nearest(run):
    ran = run("build", "--titel", "x")
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert "--titel" in ran.err
    assert "'--title'" in ran.err
    assert "brief build --help" in ran.err


def test_an_option_without_its_value_is_said_in_one_line(run):
    ran = run("build", "--title")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert "--title" in ran.err


def test_the_bare_command_shows_its_help(run):
    ran = run()
    assert "Commands:" in ran.out + ran.err
    assert "brief: Options:" not in ran.err
    assert "see 'brief --help'" not in ran.err


def test_a_fault_of_the_program_is_one_line_and_a_traceback_with_debug_only(module, inside):
    (inside / "faulty.py").write_text("def rank(article):\n    raise ZeroDivisionError('by hand')\n", encoding="utf-8")
    (inside / "a.jsonl").write_text(json.dumps({"text": "Snow fell in Tarn."}), encoding="utf-8")
    words = ("summarize", "a.jsonl", "--method", "faulty:rank")
    quiet = module(*words)
    assert quiet.code in {1, 2}
    assert len(quiet.err.splitlines()) == 1
    assert "by hand" in quiet.err
    shown = module(*words, "--debug")
    assert shown.code in {1, 2}
    assert "Traceback" in shown.err
    assert "faulty.py" in shown.err


def test_help_lists_the_commands_that_matter_first_and_each_once(run):
    out = run("--help").out
    places = [out.index(f"\n  {name} ") for name in ("init", "build", "schedule", "doctor")]
    assert places == sorted(places)
    assert max(places) < out.index("Day by day:")
    for name in COMMANDS:
        assert len(re.findall(rf"^  {name} +{re.escape(HELP[name])}$", out, re.MULTILINE)) == 1


def test_a_command_without_a_shelf_stands_on_the_last_and_one_that_is_missing_nowhere():
    shelves = shelved(["build", "preview", "novelty"])
    assert shelves["Commands"] == ["build", "preview"]
    assert [name for names in shelves.values() for name in names] == ["build", "preview", "novelty"]
