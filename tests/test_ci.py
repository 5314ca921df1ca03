"""`brief build` in CI: exit codes that end well, a summary for people, annotations for GitHub, lines for programs."""

import json
from pathlib import Path

import pytest

from brief.cli.console import annotate, complain
from brief.errors import DONE, NO_ARTICLES, NO_SOURCES, PUBLISHED_WITH_PROBLEMS, USAGE
from brief.render.markdown import escaped

FERRY = "Ferry sails again\n\nThe Lune ferry is running again after eleven weeks of repair. Tickets cost two crowns.\n"


@pytest.fixture
def build(command_line, inside):
    """Build an edition of the texts in the folder: `build(…)` -> code, output, errors."""
    (inside / "a.txt").write_text(FERRY)
    (inside / "brief.toml").write_text(
        'store = "s.sqlite"\n[edition]\ntitle = "Lune Post"\n[output]\nformats = ["html", "json"]\n[publish]\n'
        'url = "https://news.example/b/"\n[[source]]\nlocation = "*.txt"\n'
    )

    def call(*words):
        code, out, err = command_line("build", "--date", "2026-11-20", *words)
        return code, out.decode(), err

    return call


# ------------------------------------------------------------------------------------------------- exit codes


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), PUBLISHED_WITH_PROBLEMS),
        (("--ok", "3"), DONE),
        (("--ok", "3,4"), DONE),
        (("--ok", "4"), PUBLISHED_WITH_PROBLEMS),
    ],
)
def test_published_with_problems_ends_well_where_that_is_asked_for(build, words, expected):
    code, out, err = build("a.txt", "missing.txt", *words)
    assert (code, "output/index.html" in out) == (expected, True)
    assert "missing.txt: no such file or folder" in err


@pytest.mark.parametrize(
    ("source", "ok", "expected"),
    [("empty.txt", "", NO_ARTICLES), ("empty.txt", "4, 5", DONE), ("missing.txt", "", NO_SOURCES), ("missing.txt", "5", DONE)],
)  # fmt: skip
def test_so_does_a_morning_without_an_edition(build, inside, source, ok, expected):
    (inside / "empty.txt").write_text("")
    code, out, err = build(source, "--ok", ok)
    assert (code, out) == (expected, "")
    assert err.count(source) == 1


@pytest.mark.parametrize("codes", ["1", "2", "0", "3,x", "130", "-4", "3;4"])
def test_a_fault_of_the_command_is_never_taken_for_good(build, codes):
    code, _, err = build("--ok", codes)
    assert (code, "3, 4 and 5 can" in err) == (USAGE, True)


# ---------------------------------------------------------------------------------------------------- summary


def test_the_summary_names_the_edition_its_stories_and_what_failed_and_is_added_at_the_end(build, inside):
    (inside / "summary.md").write_text("# Before\n\n", encoding="utf-8")
    (inside / "b.jsonl").write_text(
        '{"title":"Chess club wins","text":"The chess club of Tarn won the northern cup on Sunday. Rut Sand is nine.",'
        '"url":"https://post.example/chess","source":"Post"}\n'
    )
    build("a.txt", "b.jsonl", "missing_file.txt", "--summary", "summary.md")
    text = (inside / "summary.md").read_text(encoding="utf-8")
    assert text.startswith(
        "# Before\n\n### [Lune Post, Friday, 20 November 2026](https://news.example/b/2026-11-20/briefing.html)\n\n"
        "No. 1 · 2 articles · 2 stories told\n\n"
    )
    assert "- [Chess club wins](https://post.example/chess) (Post)\n" in text
    assert "- Ferry sails again (a.txt)" in text
    assert "**1 source or file could not be used**\n\n- missing\\_file.txt: no such file or folder\n" in text


def test_the_summary_says_why_there_is_no_edition(build, inside):
    assert build("--once", "--summary", "s.md")[0] == DONE
    build("--once", "--summary", "s.md")
    build("missing.txt", "--summary", "s.md")
    parts = (inside / "s.md").read_text(encoding="utf-8").split("### ")[2:]
    assert parts == [
        "No new briefing\n\n2026-11-20: this edition was made already\n\n",
        "No briefing\n\nmissing.txt: no such file or folder\n\n",
    ]


def test_no_headline_makes_markup_in_the_summary(build, inside):
    title = "[x](javascript:1) <img src=x> # `code` | *a*"
    (inside / "a.txt").write_text(FERRY.replace("Ferry sails again", title))
    build("--summary", "s.md")
    text = (inside / "s.md").read_text(encoding="utf-8")
    assert f"- {escaped(title)} (a.txt)" in text
    assert "<img" not in text.replace("\\<img", "")


def test_an_update_is_marked_there(build, inside, command_line):
    build()
    more = (
        "The ferry now sails at night as well, the harbor board decided. A second boat was bought in spring for Oxmoor."
    )
    (inside / "a.txt").write_text(FERRY.replace("The Lune", f"{more} The Lune"))
    command_line("build", "--date", "2026-11-21", "--summary", "s.md")
    assert "(a.txt) **Update**\n" in (inside / "s.md").read_text(encoding="utf-8")


def test_a_summary_that_cannot_be_written_costs_no_edition(build, inside):
    (inside / "folder").mkdir()
    code, out, err = build("--summary", "folder")
    assert (code, "output/index.html" in out) == (DONE, True)
    assert err.splitlines()[-1].startswith("brief: --summary folder: cannot be written: ")


def test_no_file_is_no_summary(build):
    assert build("--summary", "")[0] == DONE


# ------------------------------------------------------------------------------------------------ annotations


def test_github_is_told_of_every_source_that_failed(build, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    code, out, err = build("a.txt", "missing.txt")
    assert code == PUBLISHED_WITH_PROBLEMS
    assert "::warning title=The briefing lacks a source::missing.txt: no such file or folder\n" in err
    assert "::" not in out
    _, _, err = build("missing.txt")
    assert err.splitlines()[-1] == "::error title=The briefing failed::missing.txt: no such file or folder"


def test_nobody_else_is(build):
    assert "::" not in build("a.txt", "missing.txt")[2]


def test_a_message_stays_one_message_whatever_it_holds(monkeypatch, capsys):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    annotate("warning", "a,b:c%", "100 %\r\n::set-output name=x::y")
    assert capsys.readouterr().err == "::warning title=a%2Cb%3Ac%25::100 %25%0D%0A::set-output name=x::y\n"


def test_no_headline_gives_the_runner_a_command(monkeypatch, capsys):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    complain("a ##[set-output name=edition;]none\n::error::x")
    assert capsys.readouterr().err == "brief: a ## [set-output name=edition;]none\nbrief: ::error::x\n"


# ------------------------------------------------------------------------------------------------ log lines


def test_every_line_is_one_object(build, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    code, out, err = build("a.txt", "missing.txt", "--log-format", "json")
    assert (code, "output/index.html\n" in out) == (PUBLISHED_WITH_PROBLEMS, True)
    lines = [json.loads(line) for line in err.splitlines()]
    assert all(line["time"].endswith("Z") for line in lines)
    (problem,) = [line for line in lines if line["level"] == "warning"]
    assert {name: problem[name] for name in ("stage", "where", "why")} == {
        "stage": "read", "where": "missing.txt", "why": "no such file or folder"
    }  # fmt: skip
    assert ("reading", 1) in [(line.get("work"), line.get("items")) for line in lines]
    assert lines[-1]["message"].startswith("2026-11-20: 1 article, 1 story told")


def test_what_ends_the_run_is_one_too(build):
    code, _, err = build("missing.txt", "--log-format", "json")
    last = json.loads(err.splitlines()[-1])
    assert (code, last["level"], last["message"]) == (NO_SOURCES, "error", "missing.txt: no such file or folder")
    assert build("missing.txt")[2] == "brief: missing.txt: no such file or folder\n"


def test_q_silences_all_but_what_failed(build):
    err = build("a.txt", "missing.txt", "-q", "--log-format", "json")[2]
    assert [json.loads(line)["level"] for line in err.splitlines()] == ["warning"]


def test_the_log_says_the_same_of_a_headline_that_looks_like_a_command(build, inside, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    name = "##[add-mask]e.txt"
    (inside / name).write_text("")
    err = build("a.txt", name, "--log-format", "json")[2]
    assert "##[" not in err
    assert name in [json.loads(line).get("where") for line in err.splitlines()]
    assert Path(name).exists()
