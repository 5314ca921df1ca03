"""Files of records: JSON Lines, an array, an object with a list, one record; broken ones among good ones."""

import json

import pytest

from brief.errors import ItemError, Unreadable
from brief.extract import extract
from brief.ingest import read
from brief.model import Source

ONE = {"id": "one", "text": "The port closed. Ships wait."}
TWO = {"id": "two", "text": "A café opened."}


def documents(tmp_path, content, name="a.jsonl"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(Source("files", str(path))))


def outcome(tmp_path, content, name="a.jsonl"):
    """The id of each article, or what was said of each failure, with the end of its location."""
    found = []
    for document in documents(tmp_path, content, name):
        place = document.location.removeprefix(str(tmp_path / name))
        try:
            found.append((place, extract(document).id))
        except ItemError as error:
            found.append((error.where.removeprefix(str(tmp_path / name)), type(error).__name__))
    return found


BOTH_LINES = [(":1", "one"), (":2", "two")]
BOTH_PLACES = [("#1", "one"), ("#2", "two")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (json.dumps(ONE), [(":1", "one")]),
        (json.dumps(ONE, indent=2), [("#1", "one")]),
        (f"{json.dumps(ONE)}\n{json.dumps(TWO)}", BOTH_LINES),
        (f"{json.dumps(ONE)}\n{json.dumps(TWO)}\n", BOTH_LINES),
        (f"{json.dumps(ONE)}\r\n{json.dumps(TWO)}\r\n", BOTH_LINES),
        (f"\n\n{json.dumps(ONE)}\n\n{json.dumps(TWO)}\n", [(":3", "one"), (":5", "two")]),
        (json.dumps([ONE, TWO]), BOTH_PLACES),
        (json.dumps([ONE, TWO], indent=1), BOTH_PLACES),
        (json.dumps({"articles": [ONE, TWO]}), BOTH_PLACES),
        (json.dumps({"version": 1, "items": [ONE, TWO]}, indent=4), BOTH_PLACES),
        (json.dumps({"data": [ONE], "count": 1}), [("#1", "one")]),
        (json.dumps(ONE | {"items": ["a", "b"]}), [(":1", "one")]),
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson"])
def test_every_arrangement_of_records(tmp_path, content, expected, mark, name):
    assert outcome(tmp_path, mark + content, name) == expected


def test_a_line_is_handed_on_byte_by_byte(tmp_path):
    line = b'{"text":  "A caf\\u00e9.",\t"id": 1.0}'
    assert documents(tmp_path, line + b"\n")[0].content == line


def test_a_broken_line_fails_alone(tmp_path):
    content = f'{json.dumps(ONE)}\n{{"text": "cut\n{json.dumps(TWO)}\n'
    assert outcome(tmp_path, content) == [(":1", "one"), (":2", "Unreadable"), (":3", "two")]


def test_a_broken_first_line_fails_alone(tmp_path):
    assert outcome(tmp_path, f"not json\n{json.dumps(ONE)}\n") == [(":1", "Unreadable"), (":2", "one")]


@pytest.mark.parametrize("record", ["1", '"text"', "null", "true", "[]", "{}", '{"title": "T"}'])
def test_a_record_of_another_shape_fails_alone(tmp_path, record):
    assert outcome(tmp_path, f"{json.dumps(ONE)}\n{record}\n") == [(":1", "one"), (":2", "Unreadable")]


def test_values_of_other_shapes_in_an_array_fail_alone(tmp_path):
    content = json.dumps([1, ONE, "x", None, [ONE]])
    assert outcome(tmp_path, content) == [
        ("#1", "Unreadable"),
        ("#2", "one"),
        ("#3", "Unreadable"),
        ("#4", "Unreadable"),
        ("#5", "Unreadable"),
    ]


@pytest.mark.parametrize("content", [json.dumps([ONE, TWO], indent=1)[:-9], json.dumps(ONE, indent=1)[:-2]])
def test_an_array_or_object_over_several_lines_that_is_cut_off_fails_once(tmp_path, content):
    with pytest.raises(Unreadable, match="is not JSON: cut off or broken"):
        documents(tmp_path, content)


def test_an_array_on_one_line_that_is_cut_off_fails_once(tmp_path):
    assert outcome(tmp_path, json.dumps([ONE, TWO])[:-5]) == [(":1", "Unreadable")]


@pytest.mark.parametrize("content", ["", "\n", " \n\t\n", "\ufeff"])
def test_a_file_without_a_record_is_empty(tmp_path, content):
    assert outcome(tmp_path, content) == [("", "Empty")]


def test_an_empty_array_holds_nothing(tmp_path):
    assert outcome(tmp_path, "[]") == []


def test_deep_nesting_fails_alone(tmp_path):
    assert outcome(tmp_path, "[" * 100_000) == [(":1", "Unreadable")]
    assert outcome(tmp_path, f"{json.dumps(ONE)}\n{'[' * 100_000}") == [(":1", "one"), (":2", "Unreadable")]


def test_a_separator_of_unicode_inside_a_text_ends_no_record(tmp_path):
    line = json.dumps({"id": "one", "text": "A line.\u2028And one\u0085more."}, ensure_ascii=False)
    assert outcome(tmp_path, f"{line}\n{json.dumps(TWO)}") == BOTH_LINES


def test_lines_in_windows_1252(tmp_path):
    content = "\n".join(json.dumps(record, ensure_ascii=False) for record in (ONE, TWO)).encode("cp1252")
    found = [extract(document).text for document in documents(tmp_path, content)]
    assert found == [ONE["text"], TWO["text"]]


def test_an_array_in_windows_1252(tmp_path):
    content = json.dumps([ONE, TWO], ensure_ascii=False).encode("cp1252")
    assert outcome(tmp_path, content, "a.json") == BOTH_PLACES


def test_lines_in_utf_16_as_powershell_writes_them(tmp_path):
    content = f"{json.dumps(ONE)}\r\n{json.dumps(TWO)}\r\n".encode("utf-16")
    assert outcome(tmp_path, content) == BOTH_LINES
