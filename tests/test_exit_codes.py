"""Every row of the table of exit codes, and the bad inputs that lead to them: one clear line each, and no traceback."""

import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from brief import errors
from brief.errors import (
    DONE,
    EXIT_CODES,
    FAILED,
    INTERRUPTED,
    NO_ARTICLES,
    NO_SOURCES,
    PUBLISHED_WITH_PROBLEMS,
    TERMINATED,
    USAGE,
)

DAY = ["--date", "2026-11-20", "-o", "-", "--format", "json"]
GOOD = (
    "Ferry returns to the river Lune\n\n"
    "The ferry across the river Lune is running again after eleven weeks. "
    "The city mended the landing in Oxmoor and bought a second boat.\n"
)
RECORD = '{"id":"x1","title":"Snow in Tarn","text":"Snow fell in Tarn all night. The schools stayed closed."}\n'


class Ran(NamedTuple):
    code: int
    out: str
    err: str


class Stdin:
    """Standard input that does something when it is read."""

    def __init__(self, action):
        self.action = action
        self.buffer = self

    def read(self):
        return self.action()


def interrupt():
    raise KeyboardInterrupt


@pytest.fixture
def brief(command_line):
    """Run the command line as a user in an empty folder would."""

    def run(*words, stdin=b""):
        code, out, err = command_line(*words, stdin=stdin)
        return Ran(code, out.decode(), err)

    return run


@pytest.fixture
def process(inside, plain_environment):
    """Run the command line in a process of its own: what ends it, and what is loaded first, shows only there."""

    def run(*words, **variables):
        checkout = str(Path(errors.__file__).parents[1])
        ran = subprocess.run(
            [sys.executable, "-m", "brief", *words],
            env=plain_environment | {"PYTHONPATH": checkout} | variables,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    return run


@pytest.fixture
def good(inside):
    (inside / "good.txt").write_text(GOOD, encoding="utf-8")
    return "good.txt"


ROWS = {
    DONE: (["build", "good.txt", *DAY], b""),
    FAILED: (["build", "good.txt", "missing.txt", "--strict", *DAY], b""),
    USAGE: (["build", "good.txt", "--method", "no-such", *DAY], b""),
    PUBLISHED_WITH_PROBLEMS: (["build", "good.txt", "missing.txt", *DAY], b""),
    NO_ARTICLES: (["build", "-", *DAY], b""),
    NO_SOURCES: (["build", "missing.txt", *DAY], b""),
    INTERRUPTED: (["build", "-", *DAY], Stdin(interrupt)),
    TERMINATED: (["build", "-", *DAY], Stdin(lambda: signal.raise_signal(signal.SIGTERM))),
}


def test_the_table_is_whole():
    assert set(ROWS) == set(EXIT_CODES)


@pytest.mark.parametrize("code", sorted(ROWS))
def test_each_row_of_the_table_ends_so(brief, good, code):
    words, stdin = ROWS[code]
    ran = brief(*words, stdin=stdin)
    assert ran.code == code
    assert "Traceback" not in ran.err
    assert bool(ran.out) == (code in {DONE, PUBLISHED_WITH_PROBLEMS})


def test_the_drawn_tree_tells_each_class_its_code():
    drawn = dict(re.findall(r"(?:──\s|^    )(\w+)\s+(\d+|-)\s", errors.__doc__, re.MULTILINE))
    classes = {
        name: kind
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.BriefError)
    }
    items = {name for name, kind in classes.items() if issubclass(kind, errors.ItemError)}
    told = {name: int(code) for name, code in drawn.items() if code != "-"}
    assert told == {name: kind.exit_code for name, kind in classes.items() if name not in items}
    assert "ItemError" in items


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-command"],
        ["build", "--no-such-option"],
        ["build"],
        ["build", "good.txt", "--sentences", "0"],
        ["build", "good.txt", "--sentences", "many"],
        ["build", "good.txt", "--max-stories", "0"],
        ["build", "good.txt", "--jobs", "0"],
        ["build", "good.txt", "--granularity", "9"],
        ["build", "good.txt", "--date", "2026-02-30"],
        ["build", "good.txt", "--theme", "no-such"],
        ["build", "good.txt", "-o", "x.docx"],
        ["build", "good.txt", "-c", "no-such.toml"],
        ["build", "good.txt", "--format", "docx"],
        ["summarize", "good.txt", "--words", "0"],
        ["summarize", "good.txt", "--method", "no_such_module:rank"],
        ["summarize", "good.txt", "--method", "json:no_such_function"],
        ["group", "good.txt", "--granularity", "0"],
        ["digest"],
        ["read", "good.txt", "--format", "xml"],
        ["completion", "tcsh"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_said_and_ends_with_2(brief, good, inside, words):
    ran = brief(*words)
    assert ran.code == USAGE
    assert ran.out == ""
    assert ran.err.startswith("brief: ")
    assert [path.name for path in inside.iterdir()] == ["good.txt"]


def test_a_method_without_a_module_is_wrong_usage(brief, good):
    assert brief("summarize", good, "--method", ":rank").code == USAGE


def test_a_method_that_fails_is_said_in_one_line(brief, good):
    ran = brief("summarize", good, "--method", "os:getcwd")
    assert ran.code in {FAILED, USAGE}
    assert "os:getcwd" in ran.err


def test_a_broken_time_stamp_is_wrong_usage_where_nothing_is_loaded_yet(process, good):
    ran = process("build", good, *DAY, SOURCE_DATE_EPOCH="soon")
    assert ran.code == USAGE
    assert "SOURCE_DATE_EPOCH" in ran.err


def test_a_broken_time_stamp_is_wrong_usage(brief, good, monkeypatch):
    brief("build", good, *DAY)  # numpy reads the variable when it is first loaded
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    ran = brief("build", good, *DAY)
    assert ran.code == USAGE
    assert "SOURCE_DATE_EPOCH 'soon'" in ran.err


# Name of the bad input, its content, exit code of `build` alone, and of `build` beside a good file.
BAD = {
    "missing": ("missing.txt", None, NO_SOURCES, PUBLISHED_WITH_PROBLEMS),
    "glob": ("no*match.txt", None, NO_SOURCES, PUBLISHED_WITH_PROBLEMS),
    "binary": ("picture.txt", bytes(range(256)) * 16, NO_SOURCES, PUBLISHED_WITH_PROBLEMS),
    "pdf": ("paper.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", NO_SOURCES, PUBLISHED_WITH_PROBLEMS),
    "empty file": ("zero.txt", b"", NO_ARTICLES, PUBLISHED_WITH_PROBLEMS),
    "empty page": ("zero.html", b"", NO_ARTICLES, PUBLISHED_WITH_PROBLEMS),
    "empty records": ("zero.jsonl", b"", NO_ARTICLES, PUBLISHED_WITH_PROBLEMS),
    "blank": ("blank.md", b"\n \n", NO_ARTICLES, PUBLISHED_WITH_PROBLEMS),
    "one broken line": ("broken.jsonl:1", b'{"id": 1, "text\n', NO_SOURCES, PUBLISHED_WITH_PROBLEMS),
    "record without text": ("bare.jsonl:1", b'{"title":"Snow"}\n', NO_SOURCES, PUBLISHED_WITH_PROBLEMS),
    "record that is a list": ("list.jsonl:1", b'"Snow"\n', NO_SOURCES, PUBLISHED_WITH_PROBLEMS),
    "cut off JSON": ("cut.json", b'[\n{"text":"Snow fell."},\n{"te', NO_SOURCES, PUBLISHED_WITH_PROBLEMS),
    "deep JSON": ("deep.json:1", b"[" * 50_000, NO_SOURCES, PUBLISHED_WITH_PROBLEMS),
    "cut off gzip": ("cut.txt.gz", b"\x1f\x8b\x08\x00\x00\x00", NO_SOURCES, PUBLISHED_WITH_PROBLEMS),
    "no gzip": ("not.txt.gz", b"Snow fell in Tarn.", NO_SOURCES, PUBLISHED_WITH_PROBLEMS),
    "no zstandard": ("not.txt.zst", b"Snow fell in Tarn.", NO_SOURCES, PUBLISHED_WITH_PROBLEMS),
    "aliases": ("bomb.md", b"---\na: &a [x]\nb: *a\n---\nSnow fell in Tarn.\n", NO_SOURCES, PUBLISHED_WITH_PROBLEMS),
}


def lay(folder, name):
    """Put a bad input in place and return what the user types for it, and what must be named."""
    place, content, alone, beside = BAD[name]
    typed = place.partition(":")[0]
    if content is not None:
        (folder / typed).write_bytes(content)
    return typed, place, alone, beside


def one_line_names(place, err):
    assert "Traceback" not in err
    assert "internal error" not in err
    naming = [line for line in err.splitlines() if line.startswith(f"brief: {place}: ")]
    assert len(naming) == 1, err
    assert len(naming[0]) < 250


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_alone_is_named_and_nothing_is_written(brief, inside, name):
    typed, place, alone, _ = lay(inside, name)
    ran = brief("build", typed, "--date", "2026-11-20", "-o", "x.json")
    assert ran.code == alone
    assert ran.out == ""
    one_line_names(place, ran.err)
    assert not (inside / "x.json").exists()


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_beside_a_good_file_is_named_and_the_good_one_published(brief, inside, good, name):
    typed, place, _, beside = lay(inside, name)
    ran = brief("build", typed, good, "--date", "2026-11-20", "-o", "x.json")
    assert ran.code == beside
    one_line_names(place, ran.err)
    assert "Ferry returns" in (inside / "x.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["read", "summarize", "group", "digest"])
def test_reading_commands_name_a_bad_input_and_answer_the_good_one(brief, inside, good, command, name):
    typed, place, alone, _ = lay(inside, name)
    ran = brief(command, typed)
    assert (ran.code, ran.out) == (alone, "")
    one_line_names(place, ran.err)
    ran = brief(command, typed, good)
    assert ran.code == DONE
    one_line_names(place, ran.err)
    assert "Lune" in ran.out


@pytest.mark.parametrize("command", ["build", "read", "summarize", "group", "digest"])
def test_an_empty_folder_alone_holds_nothing_to_publish(brief, inside, command):
    (inside / "empty").mkdir()
    ran = brief(command, "empty")
    assert (ran.code, ran.out) == (NO_ARTICLES, "")
    assert len(ran.err.splitlines()) == 1
    assert not (inside / "output").exists()


@pytest.mark.parametrize("beside", [[], ["good.txt"]], ids=["alone", "beside a good file"])
def test_an_empty_folder_is_named(brief, inside, good, beside):
    (inside / "empty").mkdir()
    assert "empty:" in brief("build", "empty", *beside, *DAY).err


def test_a_broken_line_among_good_ones_is_named_by_its_number(brief, inside):
    (inside / "news.jsonl").write_text(RECORD + "{broken\n" + RECORD.replace("x1", "x2"), encoding="utf-8")
    ran = brief("build", "news.jsonl", *DAY)
    assert ran.code == PUBLISHED_WITH_PROBLEMS
    one_line_names("news.jsonl:2", ran.err)
    ran = brief("read", "news.jsonl", "--format", "jsonl")
    assert ran.code == DONE
    assert re.findall(r'"id": "(x\d)"', ran.out) == ["x1", "x2"]


@pytest.mark.parametrize("broken", ["{broken\n", '{"id": "x0"\n'])
def test_a_first_line_that_is_broken_does_not_take_the_others_along(brief, inside, broken):
    (inside / "news.jsonl").write_text(broken + RECORD, encoding="utf-8")
    ran = brief("read", "news.jsonl", "--format", "jsonl")
    one_line_names("news.jsonl:1", ran.err)
    assert '"id": "x1"' in ran.out


@pytest.mark.parametrize("beside", [[], ["good.txt"]], ids=["alone", "beside a good file"])
def test_a_text_that_is_not_utf8_is_decoded_and_published(brief, inside, good, beside):
    (inside / "old.txt").write_bytes(
        "Café opens in Tarn\n\nThe café at the harbour opened on Monday.\n".encode("latin-1")
    )
    ran = brief("build", "old.txt", *beside, *DAY)
    assert ran.code == DONE
    assert "The café at the harbour opened on Monday." in ran.out
    assert ran.err.count("\n") == 1  # the line of figures


def test_records_that_are_not_utf8_are_decoded(brief, inside):
    (inside / "old.jsonl").write_bytes('{"id":"x1","text":"The café in Tarn opened on Monday."}\n'.encode("latin-1"))
    ran = brief("read", "old.jsonl")
    assert ran.code == DONE
    assert "The café in Tarn" in ran.out


def test_an_array_of_records_that_is_not_utf8_is_decoded(brief, inside):
    (inside / "old.json").write_bytes('[{"id":"x1","text":"The café in Tarn opened on Monday."}]'.encode("latin-1"))
    assert "The café in Tarn" in brief("read", "old.json").out


def test_records_in_utf16_are_decoded(brief, inside):
    (inside / "wide.jsonl").write_bytes((RECORD + RECORD.replace("x1", "x2")).encode("utf-16"))
    assert re.findall(r'"id": "(x\d)"', brief("read", "wide.jsonl", "--format", "jsonl").out) == ["x1", "x2"]


@pytest.mark.parametrize("date", ['"some day in spring"', "NaN", "1e300", "[]", "true", '"0000-00-00"', "9" * 4000])
def test_an_article_with_a_date_that_cannot_be_read_is_kept_undated(brief, inside, date):
    (inside / "odd.jsonl").write_text(f'{{"id":"x1","text":"Snow fell in Tarn.","date":{date}}}\n', encoding="utf-8")
    ran = brief("build", "odd.jsonl", *DAY)
    assert ran.code == DONE
    assert '"published": null' in ran.out
    assert '"undated": 1' in ran.out


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("deep.jsonl", '{"text":"Snow fell in Tarn.","author":' + "[" * 900 + '"A"' + "]" * 900 + "}"),
        ("deep.md", "---\na: " + "[" * 5000 + "]" * 5000 + "\n---\n\nSnow fell in Tarn.\n"),
    ],
    ids=["author in 900 lists", "front matter in 5000 lists"],
)
def test_nesting_that_is_too_deep_does_not_end_the_run(inside, good, process, name, content):
    (inside / name).write_text(content, encoding="utf-8")
    ran = process("read", name, good)
    assert ran.code == DONE
    assert "Lune" in ran.out
    assert "internal error" not in ran.err


def test_articles_of_later_days_only_are_nothing_to_publish(brief, inside):
    (inside / "late.jsonl").write_text('{"text":"Snow fell in Tarn.","date":"2026-11-21"}', encoding="utf-8")
    ran = brief("build", "late.jsonl", *DAY)
    assert ran.code == NO_ARTICLES
    assert "1 article left out: 1 too new (dated 2026-11-21, after 2026-11-20)" in ran.err


def test_a_record_whose_text_is_blank_is_answered_and_not_published(brief, inside, good):
    (inside / "blank.jsonl").write_text('{"id":"x1","text":" "}\n', encoding="utf-8")
    assert brief("read", "blank.jsonl").code == DONE
    assert brief("summarize", "blank.jsonl").code == DONE
    assert brief("group", "blank.jsonl").code == DONE
    assert brief("build", "blank.jsonl", *DAY).code == NO_ARTICLES
    ran = brief("build", "blank.jsonl", good, *DAY)
    assert ran.code == PUBLISHED_WITH_PROBLEMS
    one_line_names("blank.jsonl:1", ran.err)


def test_debug_shows_the_way_of_an_error_and_keeps_its_code(process):
    ran = process("--debug", "read", "missing.txt")
    assert "Traceback" in ran.err
    assert ran.code == NO_SOURCES
