"""`brief evaluate`: a table for people, JSON for programs, and nothing lost on the way."""

import json
import re
import sys
from typing import NamedTuple

import pytest

from brief.errors import DONE, NO_ARTICLES, NO_SOURCES, PUBLISHED_WITH_PROBLEMS, USAGE
from brief.evaluate import FLAWS
from brief.evaluate.rouge import scorer
from brief.summarize import RANKERS

FERRY = {
    "id": "a",
    "title": "Ferry returns",
    "text": "The ferry across the river Lune is running again after eleven weeks. The city mended the landing in "
    "Oxmoor. A second boat was bought in spring. Tickets cost two crowns. The boats leave every twenty minutes.",
    "summary": "The Lune ferry runs again after eleven weeks. A second boat was bought.",
}
SNOW = {
    "id": "b",
    "text": "Snow closed the pass above Tarn on Friday. Two lorries blocked the road for six hours. The pass "
    "reopened at midnight. Plows worked through the night in heavy wind.",
    "summaries": [["Snow closed the pass.", "It reopened at midnight."], "Two lorries blocked the pass above Tarn."],
}
BARE = {"id": "c", "text": SNOW["text"]}


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def brief(command_line, inside):
    """Run `brief evaluate` on records in an empty folder."""

    def run(records, *words):
        lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
        (inside / "news.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        code, out, err = command_line("evaluate", "news.jsonl", *words)
        return Ran(code, out.decode(), err)

    return run


def without_time(text):
    """The upper table without its last column, and the lower one."""
    worth, compared = text.split("\n\n")
    return [line.rsplit(maxsplit=1)[0] for line in worth.splitlines()], compared


def test_the_table_lists_every_method_best_first_and_marks_the_lead(brief):
    ran = brief([FERRY, SNOW])
    worth, compared = (table.splitlines() for table in ran.out.split("\n\n"))
    head, *rows = worth
    assert ran.code == DONE
    assert [row.split("  ")[:2] for row in compared][1:] == [row.split("  ")[:2] for row in rows]
    assert head.split("  ")[0] == "method"
    assert head.split() == ["method", "R1", "R2", "RLsum", "words", "flawed", "ms"]
    assert re.split("  +", compared[0]) == ["method", "R1 - lead", "at equal words"]
    assert {row[2:].split()[0] for row in rows} == set(RANKERS)
    assert [row[2:].split()[0] for row in rows if row.startswith("* ")] == ["lead"]
    scores = [float(row[2:].split()[1]) for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert len({len(line) for line in worth}) == 1
    assert max(map(len, [*ran.out.splitlines(), *ran.err.splitlines()])) <= 80
    assert ran.err.splitlines()[-1] == "2 records"


def test_one_method_stands_beside_the_lead(brief):
    worth, compared = (table.splitlines()[1:] for table in brief([FERRY, SNOW], "--method", "luhn").out.split("\n\n"))
    assert sorted(row[2:].split()[0] for row in worth) == ["lead", "luhn"]
    assert sorted(row[2:].split()[0] for row in compared) == ["lead", "luhn"]
    assert all(len(re.findall(r"\[[+-]\d", row)) == (1 if row.startswith("*") else 2) for row in compared)


def test_json_holds_all_there_is(brief):
    ran = brief([FERRY, SNOW, BARE], "--method", "luhn", "--format", "json")
    found = json.loads(ran.out)
    assert (found["records"], found["without_reference"], found["problems"]) == (2, 1, [])
    first = found["methods"][0]
    assert set(first) == {
        "method", "rouge", "gain", "at_equal_words", "words", "flawed", "flaws", "milliseconds",
    }  # fmt: skip
    assert set(first["gain"]["rouge2"]) == {"mean", "low", "high"}
    assert set(first["flaws"]) == set(FLAWS)


def test_two_runs_differ_in_time_only(brief):
    first, second = (brief([FERRY, SNOW]).out for _ in range(2))
    assert without_time(first) == without_time(second)


def test_records_without_a_reference_are_counted(brief):
    ran = brief([FERRY, BARE, BARE], "--method", "lead")
    assert ran.code == DONE
    assert ran.err.splitlines()[-1] == "1 record; 2 without a reference left out"


def test_a_record_that_cannot_be_read_is_named_and_the_run_ends_with_3(brief):
    ran = brief([FERRY, "{broken", {"summary": "No text."}], "--method", "lead")
    assert ran.code == PUBLISHED_WITH_PROBLEMS
    assert [line[:20] for line in ran.err.splitlines() if line.startswith("brief: ")] == [
        "brief: news.jsonl:2:",
        "brief: news.jsonl:3:",
    ]
    assert ran.err.splitlines()[-1] == "1 record; 2 could not be read"


def test_without_any_reference_there_is_nothing_to_judge(brief):
    ran = brief([BARE])
    assert (ran.code, ran.out) == (NO_ARTICLES, "")
    assert "summaries, summary, highlights, abstract" in ran.err


def test_an_empty_file_holds_nothing_to_judge(brief):
    ran = brief([])
    assert (ran.code, ran.out) == (NO_ARTICLES, "")
    assert len(ran.err.splitlines()) == 1


def test_a_missing_file_is_said(command_line):
    code, out, err = command_line("evaluate", "missing.jsonl")
    assert (code, out) == (NO_SOURCES, b"")
    assert len(err.splitlines()) == 1


def test_an_unknown_method_is_said_before_any_work(brief):
    ran = brief(["{broken"], "--method", "lexrank")
    assert (ran.code, ran.out) == (USAGE, "")
    assert "did you mean 'lex-rank'" in ran.err
    assert "news.jsonl" not in ran.err


def test_the_limit_takes_the_first_records_with_a_reference(brief):
    found = json.loads(brief([BARE, FERRY, SNOW, "{broken"], "--limit", "1", "--format", "json").out)
    assert (found["records"], found["without_reference"], found["problems"]) == (1, 1, [])


@pytest.mark.parametrize(
    ("words", "most"), [(["-n", "1"], 12), (["--words", "20"], 20), (["--ratio", "0.2"], 12)], ids=str
)
def test_the_length_of_summaries_can_be_set(brief, words, most):
    found = json.loads(brief([FERRY, SNOW], *words, "--format", "json").out)
    assert all(method["words"] <= most for method in found["methods"])


@pytest.mark.parametrize(
    "words", [["--limit", "0"], ["-n", "0"], ["--words", "many"], ["--ratio", "0"], ["--format", "jsonl"]], ids=str
)
def test_wrong_usage_ends_with_2(brief, words):
    ran = brief([FERRY], *words)
    assert (ran.code, ran.out) == (USAGE, "")
    assert ran.err.startswith("brief: ")


def test_a_method_of_a_third_party_is_judged(brief, inside, monkeypatch):
    (inside / "backwards.py").write_text(
        "def rank(article):\n    return range(len(article.sentences))\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(inside))
    ran = brief([FERRY, SNOW], "--method", "backwards:rank")
    assert ran.code == DONE
    assert "  backwards:rank " in ran.out


def test_without_rouge_score_one_line_says_how_to_install_it(brief, monkeypatch):
    monkeypatch.setitem(sys.modules, "rouge_score", None)
    scorer.cache_clear()
    ran = brief([FERRY])
    assert (ran.code, ran.out) == (USAGE, "")
    assert len(ran.err.splitlines()) == 1
    assert ran.err.endswith(" -m pip install rouge-score\n")


def test_quiet_leaves_the_table_alone(brief):
    assert brief([FERRY, SNOW], "--method", "lead", "-q").err == ""
