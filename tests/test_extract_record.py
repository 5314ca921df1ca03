"""Records: the fields under their many names, the text exactly as given, faults named."""

import json
from datetime import UTC, date
from datetime import time as clock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.errors import ItemError, Unreadable
from brief.extract import extract
from brief.model import Document, Published, Source

TEXT = "The port closed. Ships wait."


def read(record, location="a.jsonl:1", language="en", **source):
    content = record if isinstance(record, bytes) else json.dumps(record).encode()
    return extract(Document(Source("files", "a.jsonl", **source), location, "application/json", content), language)


def test_a_record_with_every_field():
    article = read(
        {
            "id": "x-1",
            "title": "Crane  falls\n",
            "text": TEXT,
            "url": "https://melby.example/crane",
            "published": "2017-08-19T10:30:00Z",
            "author": "Ann Lund",
            "source": "Melby Post",
            "section": "World",
            "language": "en-GB",
        }
    )
    assert (article.id, article.title, article.text) == ("x-1", "Crane falls", TEXT)
    assert (article.url, article.byline, article.site) == ("https://melby.example/crane", "Ann Lund", "Melby Post")
    assert (article.section, article.language, article.location) == ("World", "en", "a.jsonl:1")
    assert article.published == Published(date(2017, 8, 19), clock(10, 30, tzinfo=UTC), "record")
    assert [(s.text, s.start, s.end) for s in article.sentences] == [
        ("The port closed.", 0, 16),
        ("Ships wait.", 17, 28),
    ]


def test_a_record_with_nothing_but_a_text():
    article = read({"text": TEXT})
    assert len(article.id) == 12
    assert article.title == ""
    assert (article.url, article.byline, article.site, article.section, article.published) == (None,) * 5
    assert article.language == "en"


@pytest.mark.parametrize("key", ["text", "body", "content"])
def test_names_of_the_text(key):
    assert read({key: TEXT}).text == TEXT


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("headline", "title"),
        ("link", "url"),
        ("authors", "byline"),
        ("byline", "byline"),
        ("site", "site"),
        ("publisher", "site"),
        ("outlet", "site"),
        ("category", "section"),
        ("guid", "id"),
        ("uid", "id"),
    ],
)
def test_other_names_of_fields(key, field):
    value = "https://melby.example/a"
    assert getattr(read({"text": TEXT, key: value}), field) == value


@pytest.mark.parametrize("key", ["published", "date", "published_at", "pubDate"])
def test_names_of_the_date(key):
    assert read({"text": TEXT, key: "2017-08-19"}).published == Published(date(2017, 8, 19), None, "record")


def test_an_empty_field_gives_way_to_the_next_name():
    assert read({"text": TEXT, "title": "", "headline": "Crane falls"}).title == "Crane falls"
    assert read({"text": TEXT, "title": None, "headline": "Crane falls"}).title == "Crane falls"


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_empty_text_gives_way_to_the_body(nothing):
    assert read({"text": nothing, "body": TEXT}).text == TEXT


def test_lists_and_objects_give_their_names():
    article = read(
        {"text": TEXT, "author": ["Ann Lund", {"name": "Bo Hill"}], "source": {"id": "mp", "name": "Melby Post"}}
    )
    assert (article.byline, article.site) == ("Ann Lund, Bo Hill", "Melby Post")


def test_numbers_are_ids_and_dates():
    article = read({"text": TEXT, "id": 7, "date": 1_503_138_600})
    assert article.id == "7"
    assert article.published == Published(date(2017, 8, 19), clock(10, 30, tzinfo=UTC), "record")


@pytest.mark.parametrize("value", ["soon", "45 Nonember", "", None, True, [], {}, ["2017-08-19"], 1e300])
def test_a_date_that_cannot_be_read_leaves_the_article_undated(value):
    assert read({"text": TEXT, "date": value}).published is None


def test_the_text_is_exactly_the_given_string():
    given_text = "  TOKYO (AP) —\tThe U.S. -Japan  pact\r\n\r\n\r\nis  signed .\u00a0\x0b“So be it.”\n"
    assert read({"text": given_text}).text == given_text


def test_a_title_in_the_text_is_no_sentence():
    article = read({"title": "Crane falls in Melby", "text": f"CRANE FALLS IN MELBY\n\n{TEXT}"})
    assert [s.text for s in article.sentences] == ["The port closed.", "Ships wait."]
    assert article.title == "Crane falls in Melby"


def test_fields_of_the_record_win_over_the_head_of_its_text():
    article = read({"byline": "Bo Hill", "date": "2017-08-20", "text": f"By Ann Lund\nAugust 19, 2017\n\n{TEXT}"})
    assert (article.byline, article.published.day) == ("Bo Hill", date(2017, 8, 20))
    assert [s.text for s in article.sentences] == ["The port closed.", "Ships wait."]


def test_the_head_of_a_text_tells_what_the_record_does_not():
    article = read({"text": f"Crane falls\n\nBy Ann Lund\nAugust 19, 2017\n\n{TEXT} {TEXT}"})
    assert (article.title, article.byline, article.published.day) == ("Crane falls", "Ann Lund", date(2017, 8, 19))


@pytest.mark.parametrize("text", ["", " \n", "***"])
def test_a_text_without_a_sentence_is_an_article_all_the_same(text):
    article = read({"id": "x", "text": text})
    assert (article.id, article.text, article.sentences) == ("x", text, ())


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{broken", "is not JSON: "),
        (b"", "is not JSON: "),
        (b"[1]", "is not a JSON object but list"),
        (b'"text"', "is not a JSON object but str"),
        (b"null", "is not a JSON object but NoneType"),
        (b"{}", "has no text: a record needs a string under one of text, body, content"),
        (b'{"text": 5}', "has no text"),
        (b'{"text": ["a"]}', "has no text"),
        (b"[" * 100_000, "is not JSON: nested too deep"),
        (b'{"id": ' + b"9" * 5_000 + b"}", "is not JSON: "),
    ],
)
def test_a_faulty_record_names_its_fault_and_its_place(content, why):
    with pytest.raises(Unreadable) as caught:
        read(content, "wire.jsonl:7")
    assert caught.value.where == "wire.jsonl:7"
    assert caught.value.why.startswith(why)
    assert len(caught.value.why) < 200


def test_half_a_surrogate_becomes_a_replacement_of_the_same_length():
    article = read(b'{"text": "A \\ud800 mark. Two.", "title": "T\\udfff"}')
    assert article.text == "A \ufffd mark. Two."
    assert article.title == "T\ufffd"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "//melby.example", "melby.example", "mailto:a@b.example", 5]
)
def test_only_http_addresses_are_kept(url):
    assert read({"text": TEXT, "url": url}).url is None


@pytest.mark.parametrize("url", ["http://[broken", "https://[::1", "http://\u2100.example/"])
def test_a_broken_address_is_no_address(url):
    assert read({"text": TEXT, "url": url}).url is None


@pytest.mark.parametrize(
    ("given_code", "code"),
    [
        ("de", "de"),
        ("EN-us", "en"),
        ("pt_BR", "pt"),
        ("zh-Hans-CN", "zh"),
        ("English", "en"),
        ("", "en"),
        (None, "en"),
        ("12", "en"),
        (5, "en"),
    ],
)
def test_languages(given_code, code):
    assert read({"text": TEXT, "language": given_code}).language == code


def test_a_record_without_a_language_is_in_that_of_the_edition_where_its_text_shows_none():
    assert read({"text": "Melby 2, Tollen 1."}, language="de").language == "de"
    assert read({"text": TEXT, "language": "fr"}, language="de").language == "fr"


def test_the_section_of_the_record_wins_over_that_of_the_source():
    assert read({"text": TEXT, "section": "Sport"}, section="world").section == "Sport"
    assert read({"text": TEXT}, section="world").section == "world"


def test_an_id_is_made_from_the_address_or_from_title_and_text():
    address = {"url": "https://melby.example/crane"}
    assert read({"text": "One."} | address).id == read({"text": "Two."} | address).id
    assert read({"text": "One."}).id != read({"text": "Two."}).id
    assert read({"text": "One.", "title": "A"}).id != read({"text": "One.", "title": "B"}).id


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["name", "x"]), inner, max_size=2),
    max_leaves=4,
)
NAMES = ["id", "title", "text", "body", "published", "date", "author", "source", "section", "language", "category"]


@given(st.dictionaries(st.sampled_from(NAMES), VALUES))
def test_any_record_is_an_article_or_an_item_that_failed(record):
    try:
        article = read(record)
    except ItemError:
        assert not isinstance(record.get("text", record.get("body")), str)
    else:
        assert article.id
        assert article.language
        assert isinstance(article.outlet, str)
