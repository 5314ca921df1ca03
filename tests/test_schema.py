"""The schema of the JSON in docs/: the real output follows it, and says nothing that it does not name."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from brief.model import (
    Article,
    Briefing,
    Edit,
    Figure,
    LeftOut,
    Moment,
    Pick,
    Problem,
    Published,
    Quote,
    Section,
    Sentence,
    Signal,
    Source,
    Statistics,
    Story,
)
from brief.render import render

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "docs" / "briefing.schema.json").read_text(encoding="utf-8"))

ARTICLE = Article(
    "a1", Source("files", "in"), "in/a.jsonl:3", "https://a.example/news", "Bridge", "It\nrained.",
    (Sentence(0, 0, "It\nrained.", 0, 10),), byline="A. Writer", site="Post", published=Published(date(2026, 11, 22)),
)  # fmt: skip
BARE = Article("a2", Source("files", "in"), "in/b.txt", None, "", "", ())
PICK = Pick("a1", ARTICLE.sentences[0], 0.75, "central")
STORY = Story(
    "s1", "Bridge", "bridge", 0, "world", (ARTICLE, BARE), (BARE,), ("bridge",), "shared words", (PICK,),
    quotes=(Quote("Ada Holm", PICK),), figures=(Figure("people", ("1", "2"), (PICK, PICK), agree=False),),
    timeline=(Moment(date(2026, 11, 21), PICK),), importance=1.5, signals=(Signal("sources", 1.5, "2 outlets"),),
    first_seen=date(2026, 11, 19), update_of=date(2026, 11, 20), edits=(Edit("bridge", "pin"),),
)  # fmt: skip
FULL = Briefing(
    "The Brief", date(2026, 11, 23), "Europe/Oslo", "en", datetime(2026, 11, 22, 23, tzinfo=UTC),
    (Section("world", "World", (STORY,), (Story("s2", "", "", 1, "world", (BARE,), listed="over the cap"),)),),
    (Problem("read", "in/c.bin", "not text"),), Statistics(read=3, left_out={"embargoed": 1}),
    (LeftOut(ARTICLE, "too old", "of 2016"), LeftOut(BARE, "embargoed", "until tomorrow")), 4,
)  # fmt: skip
EMPTY = Briefing("x", date(2026, 11, 23), "UTC", "en", datetime(2026, 11, 23, tzinfo=UTC), ())


def output(briefing):
    return json.loads(render(briefing, "json"))


def faults(value):
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(value)]


def unnamed(value, schema, place="briefing"):
    """Every key of a value that its schema does not name, or does not promise."""
    schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if isinstance(value, list):
        return [fault for one in value for fault in unnamed(one, schema["items"], place)]
    if not isinstance(value, dict) or "properties" not in schema:
        return []
    known = schema["properties"]
    found = [f"{place}.{key}" for key in value if key not in known or key not in schema["required"]]
    return found + [
        fault for key in value if key in known for fault in unnamed(value[key], known[key], f"{place}.{key}")
    ]


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["schema"] == {"const": "brief/1"}


@pytest.mark.parametrize("briefing", [FULL, EMPTY], ids=["full", "empty"])
def test_the_output_follows_the_schema(briefing):
    assert faults(output(briefing)) == []


def test_the_schema_names_and_promises_every_key_of_the_output():
    assert unnamed(output(FULL), SCHEMA) == []


def test_the_edition_of_the_examples_follows_the_schema(command_line):
    code, out, _ = command_line("build", ROOT / "examples" / "articles", "--date", "2026-11-20", "--format", "json")
    assert code == 0
    assert faults(json.loads(out)) == []
    assert unnamed(json.loads(out), SCHEMA) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [("day", "yesterday"), ("title", None), ("schema", "brief/2"), ("generated", 3), ("number", 0), ("sections", {})],
)
def test_a_wrong_output_is_found(key, value):
    assert faults(output(FULL) | {key: value}) != []


def test_a_key_that_is_missing_or_unknown_is_found():
    whole = output(FULL)
    assert faults({key: value for key, value in whole.items() if key != "zone"}) != []
    assert unnamed(whole | {"weather": "rain"}, SCHEMA) == ["briefing.weather"]
    assert faults(whole | {"weather": "rain"}) == []  # later versions may add keys
