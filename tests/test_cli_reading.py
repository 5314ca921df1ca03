"""The commands that read and answer: summarize, group, digest, read; records exactly as the contract has them."""

import gzip
import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
import zstandard

FERRY = """Ferry returns to the river Lune

Published: Nov. 19, 2026
By Ada Holm

The ferry across the river Lune is running again after eleven weeks. The city mended the landing in Oxmoor.
A second boat was bought in spring. Tickets cost two crowns.

“We missed it,” said the baker Ivar Tangen. The boats leave every twenty minutes until midnight.

Like this:
"""
POST = {
    "id": "b1",
    "title": "Ferry over the Lune sails again",
    "text": "The Lune ferry is running again after eleven weeks of repair.\nA second boat was bought for the Oxmoor "
    "landing. Some 340 people crossed the river on the first morning.",
    "url": "https://post.example/ferry",
    "published": "2026-11-19T08:00:00Z",
    "author": "Bo Lie",
    "source": "Post",
    "section": "Local",
    "language": "en",
}
CHESS = {
    "id": "b2",
    "title": "Chess club wins in Tarn",
    "body": "The chess club of Tarn won the northern cup on Sunday. Rut Sand, the youngest player, is nine years old. "
    "The final in Oxmoor lasted seven hours. The club was founded by two bakers.",
    "date": "2026-11-18",
}
COPY = POST | {"id": "b3", "url": "https://echo.example/ferry", "source": "Echo"}
METHODS = ["edmundson", "kl", "lead", "lex-rank", "lsa", "luhn", "reduction", "sum-basic", "text-rank"]
COMMANDS = ["summarize", "group", "digest", "read"]


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.split("\n") if line]


def lines_of(*records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.fixture
def run(inside, command_line):
    """Run the command line as a user in a folder with the articles in `in/` would."""
    (inside / "in").mkdir()
    (inside / "in" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (inside / "in" / "news.jsonl").write_text(lines_of(POST, CHESS), encoding="utf-8")

    def call(*words, stdin=""):
        code, out, err = command_line(*words, stdin=stdin.encode())
        return Ran(code, out.decode(), err)

    return call


# ---------------------------------------------------------------------------------------------- read


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("2026-11-19T08:00:59.487507Z", "2026-11-19 08:00 +00:00"),
        ("2026-11-19T08:00:00+05:30", "2026-11-19 08:00 +05:30"),
        ("2026-11-19", "2026-11-19"),
        (None, "undated"),
    ],
)
def test_read_tells_the_moment_of_an_article_to_the_minute(run, inside, published, told):
    (inside / "one.jsonl").write_text(lines_of(POST | {"published": published}), encoding="utf-8")
    assert run("read", "one.jsonl").out.splitlines()[1] == f"  [Post, Bo Lie, Local, {told}]"


def test_read_tells_each_article_as_the_contract_has_it(run):
    ran = run("read", "in", "--format", "jsonl")
    assert (ran.code, ran.err) == (0, "")
    ferry, post, chess = ran.lines
    for record in ran.lines:
        assert set(record) == {
            "id", "location", "url", "title", "text", "byline", "site", "section", "kind", "position", "published",
            "embargo", "withdrawn", "language", "sentences",
        }  # fmt: skip
        for sentence in record["sentences"]:
            assert set(sentence) == {"text", "start", "end", "paragraph"}
    assert post | {"sentences": None} == {
        "id": "b1",
        "location": "in/news.jsonl:1",
        "url": "https://post.example/ferry",
        "title": POST["title"],
        "text": POST["text"],
        "byline": "Bo Lie",
        "site": "Post",
        "section": "Local",
        "kind": "news",
        "position": None,
        "embargo": None,
        "withdrawn": False,
        "published": "2026-11-19T08:00:00+00:00",
        "language": "en",
        "sentences": None,
    }
    assert [chess[key] for key in ("url", "byline", "site", "section", "published")] == [None] * 4 + ["2026-11-18"]
    assert (ferry["title"], ferry["byline"], ferry["published"]) == (
        "Ferry returns to the river Lune",
        "Ada Holm",
        "2026-11-19",
    )


def test_offsets_are_into_the_given_text(run):
    ferry, post, chess = run("read", "in", "--format", "jsonl").lines
    for record, given in ((ferry, FERRY), (post, POST["text"]), (chess, CHESS["body"])):
        assert record["text"] == given
        assert [given[s["start"] : s["end"]] for s in record["sentences"]] == [s["text"] for s in record["sentences"]]
    assert len(ferry["sentences"]) == 6
    assert [s["paragraph"] for s in ferry["sentences"]] == sorted(s["paragraph"] for s in ferry["sentences"])
    assert "Like this" not in ferry["sentences"][-1]["text"]


@pytest.mark.parametrize(
    "text", ["  Snow\tfell.\r\n\r\nIt melted. ", "👩‍👩‍👧 came. 🏳️‍🌈 went.", "e\u0301te\u0301 fell.", "A\u2028B fell."]
)
def test_a_text_that_needs_repair_is_given_back_as_it_came(run, text):
    (record,) = run("read", "-", "--format", "jsonl", stdin=lines_of({"text": text})).lines
    assert record["text"] == text
    assert record["sentences"]
    assert all(text[s["start"] : s["end"]] == s["text"] for s in record["sentences"])


@pytest.mark.parametrize(
    "text",
    ["塔恩港重新开放。许多人乘船前来。", "港が再び開いた。", "سار القطار إلى تارن.", "no mark at all", "it was so"],
)
def test_no_language_and_no_manner_of_writing_comes_out_empty(run, text):
    (record,) = run("summarize", "-", "--format", "jsonl", stdin=lines_of({"text": text})).lines
    assert record["sentences"]


def test_json_is_one_array_of_the_same_records(run):
    for words in (["read", "in"], ["summarize", "in"], ["digest", "in", "in/ferry.txt", "--each"]):
        lines = run(*words, "--format", "jsonl").lines
        assert len(lines) > 1
        assert json.loads(run(*words, "--format", "json").out) == lines


def test_text_is_for_people(run):
    said = run("read", "in/ferry.txt").out.splitlines()
    assert said[:2] == ["Ferry returns to the river Lune", "  [Ada Holm, 2026-11-19]"]
    assert said[2] == "  - The ferry across the river Lune is running again after eleven weeks."
    assert len(said) == 8
    assert max(map(len, run("read", "in").out.splitlines())) <= 100


@pytest.mark.parametrize("command", ["read", "summarize", "digest", "group"])
def test_text_holds_nothing_that_steers_the_terminal(run, command):
    ran = run(
        command,
        "-",
        stdin=lines_of(
            {"title": "\x1b[2J Tarn", "text": "The clock \x1b]0;x\x07 stopped \u202eat noon.", "source": "\x1b[31m"}
        ),
    )
    assert ran.code == 0
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", ran.out)


# ---------------------------------------------------------------------------------------------- summarize


def test_summarize_tells_each_article_as_the_contract_has_it(run):
    ran = run("summarize", "in", "--format", "jsonl", "-n", 2)
    assert (ran.code, ran.err) == (0, "")
    assert [record["id"] for record in ran.lines][1:] == ["b1", "b2"]
    texts = {record["id"]: record for record in run("read", "in", "--format", "jsonl").lines}
    for record in ran.lines:
        assert list(record) == ["id", "title", "method", "language", "sentences"]
        assert record["method"] == "brief"
        assert len(record["sentences"]) == 2
        for s in record["sentences"]:
            assert list(s) == ["text", "start", "end", "index", "score"]
            assert texts[record["id"]]["text"][s["start"] : s["end"]] == s["text"]
            assert texts[record["id"]]["sentences"][s["index"]]["text"] == s["text"]
            assert 0 <= s["score"] <= 1
        assert [s["index"] for s in record["sentences"]] == sorted(s["index"] for s in record["sentences"])


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("most", [1, 2, 50])
def test_every_method_gives_at_most_as_many_sentences_as_asked_for(run, method, most):
    ran = run("summarize", "in", "--method", method, "-n", most, "--format", "jsonl")
    assert (ran.code, ran.err) == (0, "")
    for record in ran.lines:
        assert record["method"] == method
        assert 1 <= len(record["sentences"]) <= most
        indices = [s["index"] for s in record["sentences"]]
        assert indices == sorted(set(indices))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "text",
    ["Snow.", "it was so and they were there", "Rain. Rain. Rain. Rain.", "!!! ??? 1 2 3.", "港が再び開いた。", ""],
)
def test_every_method_bears_texts_with_nothing_to_rank(run, method, text):
    ran = run(
        "summarize", "-", "--method", method, "--format", "jsonl", stdin=lines_of({"id": "x", "text": text}, POST)
    )
    assert ran.code == 0
    assert [record["id"] for record in ran.lines] == ["x", "b1"]


@pytest.mark.parametrize("words", [1, 11, 25, 1000])
@pytest.mark.parametrize("command", ["summarize", "digest"])
def test_a_budget_of_words_is_never_overrun(run, command, words):
    ran = run(command, "in", "--words", words, "--format", "jsonl")
    assert ran.code == 0
    for record in ran.lines:
        assert sum(len(s["text"].split()) for s in record["sentences"]) <= words
    assert any(record["sentences"] for record in ran.lines) == (words > 10)


def test_a_budget_of_words_alone_does_not_limit_the_sentences(run):
    counts = [len(record["sentences"]) for record in run("summarize", "in", "--words", 1000, "--format", "jsonl").lines]
    assert max(counts) > 3


def test_a_record_without_a_sentence_is_answered_with_none(run):
    ran = run("summarize", "-", "--format", "jsonl", stdin=lines_of({"id": "x", "text": ""}, POST))
    assert (ran.code, ran.lines[0]["id"], ran.lines[0]["sentences"]) == (0, "x", [])


def test_the_configuration_gives_what_the_command_line_does_not(run, inside):
    (inside / "brief.toml").write_text(
        '[[source]]\nlocation = "in/news.jsonl"\n[summary]\nmethod = "luhn"\nsentences = 1\n', encoding="utf-8"
    )
    lines = run("summarize", "--format", "jsonl").lines
    assert [(record["id"], record["method"], len(record["sentences"])) for record in lines] == [
        ("b1", "luhn", 1),
        ("b2", "luhn", 1),
    ]
    assert run("summarize", "--format", "jsonl", "--method", "lead").lines[0]["method"] == "lead"


def test_an_unknown_method_tells_the_nearest(run):
    ran = run("summarize", "in", "--method", "textrank")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean 'text-rank'?" in ran.err


# ---------------------------------------------------------------------------------------------- group


def test_group_tells_stories_as_the_contract_has_them(run, inside):
    (inside / "in" / "echo.jsonl").write_text(lines_of(COPY), encoding="utf-8")
    ran = run("group", "in", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    told = json.loads(ran.out)
    assert list(told) == ["stories"]
    for story in told["stories"]:
        assert {"id", "title", "label", "section", "keywords", "articles", "duplicates"} <= set(story)
        assert set(story["duplicates"]) < set(story["articles"])
    known = [record["id"] for record in run("read", "in", "--format", "jsonl").lines]
    assert sorted(id_ for story in told["stories"] for id_ in story["articles"]) == sorted(known)
    ferry = next(story for story in told["stories"] if "b1" in story["articles"])
    assert {"b1", "b3"} < set(ferry["articles"])
    assert len(ferry["duplicates"]) == 1
    assert ferry["duplicates"][0] in {"b1", "b3"}
    assert run("group", "in", "--format", "jsonl").lines == told["stories"]


def test_each_article_is_in_exactly_one_story_even_without_a_sentence_or_with_the_same_id(run):
    given = lines_of(POST, POST, CHESS, {"id": "b1", "text": ""}, {"text": "?"}, COPY | {"language": "de"})
    told = json.loads(run("group", "-", "--format", "json", stdin=given).out)["stories"]
    members = [id_ for story in told for id_ in story["articles"]]
    known = [record["id"] for record in run("read", "-", "--format", "jsonl", stdin=given).lines]
    assert len(known) == len(set(known)) == 6
    assert sorted(members) == sorted(known)


def test_granularity_tells_events_apart_or_not(run):
    counts = [
        len(json.loads(run("group", "in", "--format", "json", "--granularity", x).out)["stories"]) for x in (0.25, 1, 4)
    ]
    assert counts == sorted(counts)


def test_group_for_people_marks_copies(run, inside):
    (inside / "in" / "echo.jsonl").write_text(lines_of(COPY), encoding="utf-8")
    said = run("group", "in").out
    assert said.count("(copy)") == 1
    assert "Chess club wins in Tarn" in said


def test_the_order_of_the_sources_does_not_change_the_stories(run):
    one = run("group", "in/ferry.txt", "in/news.jsonl", "--format", "json").out
    assert run("group", "in/news.jsonl", "in/ferry.txt", "--format", "json").out == one


# ---------------------------------------------------------------------------------------------- digest


def test_digest_is_one_record_for_all_sources(run):
    ran = run("digest", "in/ferry.txt", "in/news.jsonl", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    told = json.loads(ran.out)
    texts = {record["id"]: record["text"] for record in run("read", "in", "--format", "jsonl").lines}
    assert told["sentences"]
    for s in told["sentences"]:
        assert list(s) == ["text", "article", "start", "end"]
        assert texts[s["article"]][s["start"] : s["end"]] == s["text"]
    assert len({s["text"] for s in told["sentences"]}) == len(told["sentences"])


def test_each_gives_one_digest_for_each_source_named_as_it_was_given(run, inside):
    (inside / "empty").mkdir()
    sources = ["./in/ferry.txt", "in/*.jsonl", "empty", "in"]
    lines = run("digest", *sources, "--each", "--format", "jsonl", "--words", 20).lines
    assert [list(record) for record in lines] == [["source", "sentences"]] * 4
    assert [record["source"] for record in lines] == sources
    assert [bool(record["sentences"]) for record in lines] == [True, True, False, True]
    assert all(sum(len(s["text"].split()) for s in record["sentences"]) <= 20 for record in lines)


def test_each_names_the_sources_for_people_too(run):
    said = run("digest", "in/ferry.txt", "in/news.jsonl", "--each").out.splitlines()
    assert [line for line in said if line.startswith("in/")] == ["in/ferry.txt", "in/news.jsonl"]


@pytest.mark.parametrize("most", [1, 3])
def test_digest_has_at_most_as_many_sentences_as_asked_for(run, most):
    assert len(json.loads(run("digest", "in", "-n", most, "--format", "json").out)["sentences"]) == most


def test_every_sentence_of_a_digest_names_its_outlet(run):
    lines = [line for line in run("digest", "in", "-n", 3).out.replace("\n    ", " ").splitlines() if line]
    assert len(lines) == 3
    assert all(line.endswith(("[Ada Holm]", "[Post]", "[news.jsonl]")) for line in lines)


# ---------------------------------------------------------------------------------------------- sources


@pytest.mark.parametrize("command", COMMANDS)
def test_standard_input_is_read_as_text_records_or_page(run, command):
    page = "<!doctype html><html><body><article><p>" + POST["text"] * 2 + "</p></article></body></html>"
    for given in (FERRY, lines_of(POST), json.dumps([POST]), json.dumps(POST, indent=1), page):
        ran = run(command, "-", stdin=given)
        assert ran.code == 0, given
        assert "Lune" in ran.out


def test_files_folders_globs_and_standard_input_come_in_their_order_and_none_twice(run):
    ids = [
        record["id"]
        for record in run(
            "read", "in/news.jsonl", "in", "in/*.txt", "-", "--format", "jsonl", stdin=lines_of(COPY)
        ).lines
    ]
    assert ids[:2] == ["b1", "b2"]
    assert ids[3:] == ["b3"]
    assert len(ids) == 4


def test_a_folder_is_read_to_the_bottom_without_hidden_and_foreign_files(run, inside):
    for place in ("deep/a/b/one.txt", "deep/.hidden.txt", "deep/.git/two.txt", "deep/a/three.docx", "deep/a/Makefile"):
        (inside / place).parent.mkdir(parents=True, exist_ok=True)
        (inside / place).write_text(FERRY, encoding="utf-8")
    assert [r["location"] for r in run("read", "deep", "--format", "jsonl").lines] == ["deep/a/b/one.txt"]
    assert [r["location"] for r in run("read", "deep/**/*.txt", "--format", "jsonl").lines] == ["deep/a/b/one.txt"]


def test_a_hidden_or_foreign_file_that_is_named_is_read(run, inside):
    for name in (".hidden.txt", "letter.docx", "in[1].txt"):
        (inside / name).write_text(FERRY, encoding="utf-8")
        assert [r["location"] for r in run("read", name, "--format", "jsonl").lines] == [name]


def test_a_glob_leaves_out_files_of_other_kinds(run, inside):
    (inside / "in" / "letter.docx").write_text(FERRY, encoding="utf-8")
    assert {r["location"].partition(":")[0] for r in run("read", "in/*", "--format", "jsonl").lines} == {
        "in/ferry.txt",
        "in/news.jsonl",
    }


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress)])
@pytest.mark.parametrize(
    ("name", "content"), [("a.txt", FERRY), ("b.jsonl", lines_of(POST, CHESS)), ("c.json", json.dumps([POST]))]
)
def test_compressed_files_are_read_alone_and_in_a_folder(run, inside, ending, pack, name, content):
    (inside / "packed").mkdir()
    (inside / "packed" / (name + ending)).write_bytes(pack(content.encode()))
    (inside / name).write_text(content, encoding="utf-8")
    plain = [(r["id"], r["text"]) for r in run("read", name, "--format", "jsonl").lines]
    for source in ("packed", f"packed/{name}{ending}"):
        ran = run("read", source, "--format", "jsonl")
        assert [(r["id"], r["text"]) for r in ran.lines] == plain
        assert ran.lines[0]["location"].startswith(f"packed/{name}{ending}")


@pytest.mark.parametrize("key", ["articles", "items", "records", "data"])
def test_an_object_that_holds_a_list_of_articles_is_read(run, key):
    ran = run("read", "-", "--format", "jsonl", stdin=json.dumps({"status": "ok", key: [POST, CHESS]}))
    assert [record["id"] for record in ran.lines] == ["b1", "b2"]


def test_a_byte_order_mark_is_no_text(run, inside):
    (inside / "mark.txt").write_text("\ufeff" + FERRY, encoding="utf-8")
    (inside / "mark.jsonl").write_text("\ufeff" + lines_of(POST), encoding="utf-8")
    assert run("read", "mark.txt", "--format", "jsonl").lines[0]["text"] == FERRY
    assert run("read", "mark.jsonl", "--format", "jsonl").lines[0]["id"] == "b1"


def test_markdown_takes_its_facts_from_the_front_matter(run):
    given = "---\ntitle: Snow in Tarn\ndate: 2026-11-18\nauthor: Bo Lie\nsource: Post\n---\n\n# Another\n\nSnow *fell* in [Tarn](x) all night.\n"
    Path("a.md").write_text(given, encoding="utf-8")
    (record,) = run("read", "a.md", "--format", "jsonl").lines
    assert (record["title"], record["published"], record["byline"], record["site"]) == (
        "Snow in Tarn",
        "2026-11-18",
        "Bo Lie",
        "Post",
    )
    assert [s["text"] for s in record["sentences"]] == ["Snow fell in Tarn all night."]


def test_an_article_inside_300_nested_elements_is_found(run, inside):
    paragraphs = "".join(
        f"<p>{POST['text']} The harbour counted boat number {n} on Thursday morning.</p>" for n in range(6)
    )
    page = (
        "<html><head><title>Ferry</title></head><body>"
        + "<div>" * 300
        + f"<article>{paragraphs}</article>"
        + "</div>" * 300
    )
    (inside / "deep.html").write_text(page + "</body></html>", encoding="utf-8")
    assert "eleven weeks" in run("read", "deep.html").out


# ---------------------------------------------------------------------------------------------- what is said


@pytest.mark.parametrize("command", COMMANDS)
def test_standard_output_holds_the_answer_only_and_standard_error_what_failed(run, command):
    clean = run(command, "in", "--format", "jsonl")
    noisy = run(command, "in", "missing.txt", "-v", "--format", "jsonl")
    assert noisy.code == 0
    assert [line for line in noisy.err.splitlines() if line.startswith("brief:")] == [
        "brief: missing.txt: no such file or folder"
    ]
    if command != "digest":
        assert noisy.out == clean.out


def test_v_says_what_is_done_and_q_does_not_silence_what_failed(run):
    assert "reading: 3" in run("read", "in", "-v").err
    assert run("-q", "read", "in", "missing.txt").err == "brief: missing.txt: no such file or folder\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_jobs_do_not_change_the_answer(run, command):
    assert run(command, "in", "--jobs", 2).out == run(command, "in").out
