"""Golden pairs: an input of each kind, and beside it the records that `brief read` makes of it.

`golden/NAME` is the input, `golden/NAME.expected.jsonl` what is expected, a line each article. Every text is our own.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import brief

GOLDEN = Path(__file__).parent / "golden"
INPUTS = sorted(path.name for path in GOLDEN.iterdir() if not path.name.endswith(".expected.jsonl"))


@pytest.fixture(scope="module")
def records():
    """What `brief read` says of each input, from one run."""
    command = [sys.executable, "-m", "brief", "read", *INPUTS, "--format", "jsonl", "-q"]
    environment = os.environ | {"PYTHONPATH": str(Path(brief.__file__).parents[1])}
    done = subprocess.run(command, cwd=GOLDEN, env=environment, capture_output=True, check=False, timeout=60)
    assert done.stderr == b""
    assert done.returncode == 0
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return {name: [r for r in found if re.split("[:#]", r["location"])[0] == name] for name in INPUTS}


@pytest.mark.parametrize("name", INPUTS)
def test_what_is_read_is_what_is_expected(records, name):
    expected = [json.loads(line) for line in (GOLDEN / f"{name}.expected.jsonl").read_text("utf-8").splitlines()]
    for found, wanted in zip(records[name], expected, strict=True):
        told = [sentence["text"] for sentence in found["sentences"]]
        assert told == [sentence["text"] for sentence in wanted["sentences"]]
        assert found == wanted


@pytest.mark.parametrize("name", INPUTS)
def test_every_sentence_is_the_passage_it_points_to(records, name):
    for record in records[name]:
        assert record["sentences"]
        for sentence in record["sentences"]:
            assert record["text"][sentence["start"] : sentence["end"]] == sentence["text"]


@pytest.mark.parametrize("name", [name for name in INPUTS if name.endswith(".jsonl")])
def test_the_text_of_a_record_is_the_string_of_the_record(records, name):
    given = [json.loads(line) for line in (GOLDEN / name).read_text("utf-8").splitlines()]
    assert [record["text"] for record in records[name]] == [r.get("text", r.get("body")) for r in given]


@pytest.mark.parametrize("name", [name for name in INPUTS if name.endswith(".txt")])
def test_the_text_of_a_file_is_the_file(records, name):
    assert records[name][0]["text"] == (GOLDEN / name).read_text("utf-8")


def test_there_is_a_pair_of_every_kind():
    assert {Path(name).suffix for name in INPUTS} == {".eml", ".html", ".jsonl", ".md", ".story", ".txt", ".xml"}
