"""JSON Feed, versions 1 and 1.1."""

import json

import pytest

from brief.errors import Unreadable
from brief.ingest.json_feed import looks_like_json_feed, read_json_feed
from brief.ingest.web import documents
from brief.model import Document, Source

FEED = "https://harbor.example/feed.json"


def feed(*items, **more):
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbor Times",
        "home_page_url": "https://harbor.example/",
    }
    return json.dumps(head | more | {"items": list(items)}).encode()


def fetched(content):
    return documents(Document(Source("web", FEED), FEED, "", content, url=FEED)).documents


def only(*items, **more):
    (found,) = fetched(feed(*items, **more))
    return json.loads(found.content)


ITEM = {
    "id": "7", "url": "https://harbor.example/7", "title": "Ropes & <sails>", "content_html": "<p>The crane fell.</p>",
    "date_published": "2026-06-01T10:00:00+02:00", "authors": [{"name": "Ada Holm"}, {"name": "Bo Lind"}],
    "tags": ["World"], "image": "/crane.jpg", "language": "en",
}  # fmt: skip


def test_an_item_has_what_the_feed_says():
    found = only(ITEM)
    assert (found["key"], found["url"], found["feed"]) == ("7", "https://harbor.example/7", "Harbor Times")
    assert found["title"] == "Ropes &amp; &lt;sails&gt;"
    assert found["html"] == "<p>The crane fell.</p>"
    assert found["published"] == "2026-06-01T10:00:00+02:00"
    assert (found["author"], found["categories"]) == ("Ada Holm, Bo Lind", ["World"])
    assert found["picture"]["url"] == "https://harbor.example/crane.jpg"


def test_a_plain_text_is_given_as_html_with_its_paragraphs():
    assert only({"id": 1, "content_text": "One < two.\n\nThree."})["html"] == "One &lt; two.<br><br>Three."


def test_a_summary_is_the_text_where_there_is_no_other_and_makes_a_teaser():
    found = only({"id": 1, "title": "The crane", "summary": "It fell."})
    assert (found["html"], found["teaser"]) == ("It fell.", True)


def test_the_author_of_version_1_and_of_the_whole_feed_is_read():
    assert only({"id": 1, "title": "x", "author": {"name": "Ada Holm"}})["author"] == "Ada Holm"
    assert only({"id": 1, "title": "x"}, authors=[{"name": "Bo Lind"}])["author"] == "Bo Lind"


def test_the_own_page_of_a_post_goes_before_what_it_is_about():
    both = only({"id": 1, "title": "x", "url": "https://harbor.example/1", "external_url": "https://other.example/"})
    assert both["url"] == "https://harbor.example/1"
    assert only({"id": 1, "title": "x", "external_url": "https://other.example/2"})["url"] == "https://other.example/2"


def test_a_number_is_an_id_and_fields_of_wrong_types_are_left_out():
    found = only(
        {
            "id": 763.0,
            "title": ["x"],
            "content_html": "<p>One.</p>",
            "tags": "World",
            "authors": {"name": "A"},
            "image": 3,
        }
    )
    assert found["key"] == "763"
    assert not {"title", "categories", "author", "picture"} & set(found)


def test_half_a_surrogate_pair_becomes_the_replacement_character():
    assert only({"id": 1, "title": "x", "content_text": "One \ud83c two."})["html"] == "One \ufffd two."


def test_a_feed_that_has_no_items_just_now_is_sound():
    assert fetched(feed()) == ()


@pytest.mark.parametrize("items", [None, {}, "x", [1, None, "x"]])
def test_items_of_another_type_are_none(items):
    content = json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}).encode()
    assert read_json_feed(FEED, content).items == ()


def test_a_broken_feed_is_unreadable():
    with pytest.raises(Unreadable, match="is not JSON: cut off or broken"):
        fetched(feed(ITEM)[:-5])


@pytest.mark.parametrize("end", [b'"items": ' + b"[" * 100_000, b'"items": [' + b'{"a":' * 50_000])
def test_a_feed_nested_too_deep_is_unreadable(end):
    with pytest.raises(Unreadable, match="cut off or broken"):
        read_json_feed(FEED, b'{"version": "https://jsonfeed.org/version/1",' + end)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (feed(ITEM), True),
        (b"\xef\xbb\xbf" + feed(ITEM), True),
        (b'{"items": [], "title": "' + b"x" * 5000 + b'", "version": "https://jsonfeed.org/version/1"}', True),
        (rb'{"version": "https:\/\/jsonfeed.org\/version\/1"}', True),
        (b'{"text": "A text about https://jsonfeed.org/version/1."}', False),
        (b'{"version": "2", "items": []}', False),
        (b"[]", False),
        (b"A text.", False),
    ],
)
def test_a_json_feed_is_known_by_its_version(content, wanted):
    if b"A text about" in content:
        with pytest.raises(Unreadable):
            read_json_feed(FEED, content)
    else:
        assert looks_like_json_feed(content) is wanted
