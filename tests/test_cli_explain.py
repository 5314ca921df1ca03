"""`brief explain article`: a page for people, JSON for programs."""

import json
import re
from typing import NamedTuple

import pytest

from brief.errors import DONE, NO_SOURCES, USAGE

HARBOR = {
    "id": "melby-1",
    "title": "Harbor of Melby reopens",
    "published": "2026-11-19",
    "text": "The harbor of Melby reopened on Monday after nine days of repairs to its quay. A crane had fallen into the "
    "water during the storm that hit Melby in October. Divers from Norby lifted the steel arm of the crane out of the "
    "harbor on Saturday. “It was old,” he said. The port of Melby lost some four million crowns while the harbor was "
    "closed. Grain prices at the exchange in Oxmoor fell by two percent in the same week. Twelve ships that had waited "
    "in the bay left the harbor before noon on Monday. Insurers in Tollen will pay for the crane and for half of the "
    "repairs. The bakery on the square sold bread to the crews of the ships that waited. Ida Berg has run the harbor "
    "since the spring of last year.",
}
CHESS = {
    "id": "tarn-7",
    "title": "Chess club wins",
    "text": "The chess club of Tarn won the northern cup on Sunday. Rut Sand, the youngest player, is nine years old.",
}


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def explain(command_line, inside):
    """Run `brief explain article` on two articles in an empty folder."""
    lines = "".join(json.dumps(record) + "\n" for record in (HARBOR, CHESS))
    (inside / "news.jsonl").write_text(lines, encoding="utf-8")

    def run(*words, source="news.jsonl", stdin=b""):
        code, out, err = command_line("explain", "article", source, *words, stdin=stdin)
        return Ran(code, out.decode(), err)

    return run


@pytest.fixture
def records(explain):
    """The answer as JSON."""

    def run(*words):
        ran = explain(*words, "--format", "json")
        assert (ran.code, ran.err) == (DONE, "")
        return json.loads(ran.out)

    return run


def test_the_page_tells_each_sentence_with_its_score_its_parts_and_its_reason(explain, records):
    ran = explain("melby-1")
    (record,) = records("melby-1")
    assert ran.code == DONE
    head, facts, empty, *lines = ran.out.splitlines()
    assert (head, empty) == ("Harbor of Melby reopens", "")
    taken = sum(one["taken"] for one in record["sentences"])
    mean = f"{record['mean']:.2f}"
    said = f"id melby-1; method brief; at most 3 sentences; {taken} of 10 taken; mean score {mean}"
    assert facts == f"  [{said}]"
    heads = [re.match(r"  ([* ]) ( ?\d+)  (\d\.\d\d)  \S", line) for line in lines]
    assert [(found[1] == "*", int(found[2]), found[3]) for found in heads if found] == [
        (one["taken"], one["index"] + 1, f"{one['score']:.2f}") for one in record["sentences"]
    ]
    assert len(re.findall(r"(?m)^ +(?:taken|dropped): ", ran.out)) == 10
    assert ran.out.count(" dropped: cannot be read alone\n") == 1
    assert len(re.findall(r"(?m)^ +(?:\w+ )+[+-]\d\.\d\d", ran.out)) >= 10


def test_the_page_ends_with_the_best_sets(explain, records):
    (record,) = records("melby-1")
    lines = explain("melby-1").out.partition("  Sets compared: ")[2].splitlines()
    assert lines[0].startswith(f"the best 3 of {record['compared']}, made of ")
    shown = [line for line in lines[1:] if re.match(r"  [* ] \d", line)]
    assert len(shown) == 3
    assert [line[2] for line in shown] == ["*", " ", " "]
    for line, one in zip(shown, record["sets"], strict=True):
        assert f"  {one['score']:.2f}  " in line
        assert [int(number) - 1 for number in re.findall(r"\d+", line.partition(".")[0])][:-1] == one["sentences"]


def test_the_legend_is_said_beside_the_result(explain):
    assert explain("tarn-7").err.startswith("* taken. Scores go from 0")
    assert explain("tarn-7", "-q").err == ""
    assert max(map(len, explain("tarn-7").err.splitlines())) <= 80


def test_lines_are_short_and_steer_no_terminal(explain):
    assert max(map(len, explain().out.splitlines())) <= 100
    bad = {"id": "\x1b[31mx", "title": "\x1b[2J Tarn", "text": "The clock \x1b]0;x\x07 stopped \u202eat noon in Tarn."}
    ran = explain(source="-", stdin=json.dumps(bad).encode())
    assert ran.code == DONE
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", ran.out)


def test_json_holds_all_there_is(records):
    (record,) = records("melby-1")
    assert list(record) == [
        "id", "title", "method", "length", "mean", "sentences", "running", "compared", "set_mean", "sets",
    ]  # fmt: skip
    assert record["length"] == {"sentences": 3, "words": None}
    for one in record["sentences"]:
        assert list(one) == [
            "text", "start", "end", "index", "score", "rank", "standing", "taken", "reason", "parts", "traits",
        ]  # fmt: skip
        assert HARBOR["text"][one["start"] : one["end"]] == one["text"]
        assert sum(one["parts"].values()) + record["mean"] == pytest.approx(one["score"], abs=1e-4)
        assert sum(one["traits"].values()) + record["mean"] == pytest.approx(one["score"], abs=1e-4)
        assert set(one["reason"]) <= {"why", "others", "rival", "behind", "room"}
    assert all(list(one) == ["sentences", "score", "parts", "traits"] for one in record["sets"])


def test_it_says_what_summarize_says(records, command_line, inside):
    for words in ((), ("-n", 1), ("--words", 40), ("--ratio", "0.3"), ("--method", "lead"), ("--method", "luhn")):
        _, out, _ = command_line("summarize", "news.jsonl", "--format", "json", *words)
        for told, found in zip(json.loads(out), records(*words), strict=True):
            assert found["id"] == told["id"]
            assert [(one["index"], one["score"]) for one in found["sentences"] if one["taken"]] == [
                (one["index"], one["score"]) for one in told["sentences"]
            ]


def test_without_an_id_all_articles_are_explained(explain, records):
    assert [record["id"] for record in records()] == ["melby-1", "tarn-7"]
    assert re.findall(r"\[id (\S+);", explain().out) == ["melby-1", "tarn-7"]


def test_an_unknown_id_names_the_nearest_in_one_line(explain):
    ran = explain("melby1")
    assert (ran.code, ran.out) == (USAGE, "")
    assert ran.err == "brief: no article has the id 'melby1' in news.jsonl; the nearest: melby-1, tarn-7\n"


@pytest.mark.parametrize("method", ["lead", "lex-rank"])
def test_other_methods_tell_score_rank_and_reason(explain, records, method):
    (record,) = records("melby-1", "--method", method)
    assert (record["method"], record["sets"]) == (method, [])
    assert all(one["parts"] == one["traits"] == {} for one in record["sentences"])
    ran = explain("melby-1", "--method", method)
    assert "mean score" not in ran.out
    assert "Sets" not in ran.out
    assert " taken: number 1 by score\n" in ran.out
    assert re.search(r" dropped: number \d+ by score; enough was taken before it\n", ran.out)


def test_the_limits_are_named(explain):
    assert "; at most 1 sentence; 1 of 10 taken;" in explain("melby-1", "-n", 1).out
    assert "; at most 30 words; " in explain("melby-1", "--words", 30).out
    assert "; at most 2 sentences and 30 words; " in explain("melby-1", "--words", 30, "-n", 2).out
    assert re.search(r"; at most \d+ words; ", explain("melby-1", "--ratio", "0.4").out)
    ran = explain("melby-1", "--words", 3)
    assert "; 0 of 10 taken;" in ran.out
    assert " dropped: too long (15 words, where 3 of 3 are left)\n" in ran.out


def test_the_configuration_names_the_method(explain, inside):
    (inside / "other.toml").write_text('[summary]\nmethod = "lead"\nsentences = 2\n', encoding="utf-8")
    assert "method lead; at most 2 sentences;" in explain("melby-1", "-c", "other.toml").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--method", "lexrank"), "did you mean 'lex-rank'"),
        (("--ratio", "2"), "--ratio must be above 0 and at most 1, not 2"),
        (("-n", "0"), "'-n' / '--sentences'"),
        (("melby-1", "tarn-7"), "tarn-7"),
        (("--format", "jsonl"), "jsonl"),
    ],
    ids=str,
)
def test_wrong_usage_is_one_line(explain, words, said):
    ran = explain(*words)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (USAGE, "", 1)
    assert said in ran.err


def test_a_missing_file_is_said(explain):
    ran = explain(source="missing.jsonl")
    assert (ran.code, ran.out) == (NO_SOURCES, "")
    assert len(ran.err.splitlines()) == 1


def test_an_article_without_a_sentence(explain):
    ran = explain(source="-", stdin=json.dumps({"id": "x", "text": "", "title": "Only a headline"}).encode())
    assert ran.code in {DONE, 4}
    assert "Traceback" not in ran.err
