"""A function `package.module:function` of the user's own is a source of documents and records."""

from datetime import UTC, date, datetime

import pytest

from brief import pipeline
from brief.errors import Unreadable, UsageError
from brief.extract import extract
from brief.ingest import locate, read
from brief.model import Document, Source

MODULE = """
from datetime import UTC, date, datetime
from types import MappingProxyType
from brief.model import Document

RECORD = {"title": "Crane falls", "text": "The crane of Melby fell on Friday.", "date": date(2026, 11, 20)}

def records(source):
    yield RECORD
    yield MappingProxyType({"text": "Told to " + (source.name or "nobody"), "date": datetime(2026, 11, 20, 6, tzinfo=UTC)})

def documents(source):
    return [Document(source, "here", "text/plain", b"The crane fell."), Document(source, "", "text/html", b"<p>x</p>")]

def one(source):
    return RECORD

def mixed(source):
    yield RECORD
    yield "a text"
    yield {"text": b"bytes"}
    yield Document(source, "here", "text/plain", "no bytes")
    yield {"text": "The last one."}

def broken(source):
    yield RECORD
    raise ValueError("no\\nnetwork")

def at_once(source):
    raise KeyError("feed")

def nothing(source):
    return None

NUMBER = 7
"""


@pytest.fixture(autouse=True)
def module(inside, monkeypatch):
    (inside / "mynews.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(inside)


def documents(function, **more):
    (source,) = locate(Source("files", f"mynews:{function}", **more))
    return read(source)


def test_mappings_are_records():
    found = [extract(document) for document in documents("records", name="Ada")]
    assert [(one.title, one.text) for one in found] == [
        ("Crane falls", "The crane of Melby fell on Friday."),
        ("", "Told to Ada"),
    ]
    assert [one.published.day for one in found] == [date(2026, 11, 20)] * 2
    assert found[1].published.instant(UTC) == datetime(2026, 11, 20, 6, tzinfo=UTC)
    assert [one.location for one in found] == ["mynews:records#1", "mynews:records#2"]


def test_documents_are_taken_as_they_are():
    found = [(one.location, one.media_type, one.content) for one in documents("documents")]
    assert found == [
        ("here", "text/plain", b"The crane fell."),
        ("mynews:documents#2", "text/html", b"<p>x</p>"),
    ]


def test_a_function_may_return_a_single_one():
    assert len(list(documents("one"))) == 1


def test_what_is_neither_is_named_when_all_others_are_read():
    found = documents("mixed")
    assert [next(found).location for _ in range(2)] == ["mynews:mixed#1", "mynews:mixed#5"]
    with pytest.raises(Unreadable) as caught:
        next(found)
    assert str(caught.value) == (
        "mynews:mixed: item 2 is neither a Document nor a mapping but str (and 2 more like it)"
    )


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("broken", "failed: ValueError: no network"),
        ("at_once", "failed: KeyError: 'feed'"),
        ("nothing", "failed: TypeError: 'NoneType' object is not iterable"),
    ],
)
def test_a_failure_is_told_as_the_functions_own_and_the_run_goes_on(name, why, inside):
    (inside / "a.txt").write_text("The ferry is running again after eleven weeks.", encoding="utf-8")
    gathered = pipeline.gather([Source("files", f"mynews:{name}"), Source("files", "a.txt")])
    assert [(problem.where, problem.why) for problem in gathered.problems] == [(f"mynews:{name}", why)]
    assert gathered.articles[-1].text.startswith("The ferry")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("mynews:missing", "source 'mynews:missing' cannot be imported: module 'mynews' has no attribute 'missing'"),
        ("nowhere.at.all:fetch", "source 'nowhere.at.all:fetch' cannot be imported: No module named 'nowhere'"),
        ("mynews:NUMBER", "source 'mynews:NUMBER' is not a function"),
    ],
)
def test_what_cannot_be_imported_is_a_wrong_name(name, why):
    (source,) = locate(Source("files", name))
    with pytest.raises(UsageError) as caught:
        list(read(source))
    assert str(caught.value) == why


def test_a_file_that_is_named_like_a_function_wins(inside):
    (inside / "mynews:records").write_text("The crane fell.", encoding="utf-8")
    assert [document.content for document in documents("records")] == [b"The crane fell."]


def test_another_name_with_a_colon_is_a_file_that_is_missing():
    with pytest.raises(Unreadable, match="no such file"):
        locate(Source("files", "news/a.txt:3"))


def test_a_document_of_a_kind_that_nobody_reads_is_a_problem_of_its_own(inside):
    document = Document(Source("files", "a"), "a", "application/pdf", b"")
    with pytest.raises(Unreadable, match="a: is of a kind that is not read: application/pdf"):
        extract(document)
