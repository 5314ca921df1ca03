"""OPML: lists of subscriptions become sources, folders become sections."""

from pathlib import Path

import pytest

from brief.errors import Empty, Unreadable
from brief.ingest import locate
from brief.ingest.opml import sources_of_opml
from brief.ingest.web import documents
from brief.model import Document, Source

LIST = Source("files", "subs.opml")


def opml(*outlines):
    return f'<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>{"".join(outlines)}</body></opml>'.encode()


def feed(number=1, **more):
    given = {"text": f"Feed {number}", "type": "rss", "xmlUrl": f"https://f{number}.example/feed"} | more
    return "<outline " + " ".join(f'{name}="{value}"' for name, value in given.items()) + "/>"


def folder(name, *inside):
    return f'<outline text="{name}">{"".join(inside)}</outline>'


def found(*outlines, source=LIST):
    return [(one.location, one.name, one.section) for one in sources_of_opml(source, "subs.opml", opml(*outlines))]


def test_feeds_are_sources_of_the_web_with_the_name_they_are_given():
    (one,) = sources_of_opml(Source("files", "subs.opml", weight=2.0, full_text="never"), "subs.opml", opml(feed()))
    assert one == Source("web", "https://f1.example/feed", "Feed 1", weight=2.0, full_text="never")


def test_names_are_without_what_moves_a_cursor_or_turns_a_line():
    names = [(name, section) for _, name, section in found(folder("Har\u009b31mbors", feed(text="The &#8238;Post")))]
    assert names == [("The Post", "Har31mbors")]


def test_the_section_is_the_innermost_folder():
    nested = folder("News", feed(1), folder("Technology", feed(2)), feed(3))
    assert [section for _, _, section in found(nested, feed(4))] == ["News", "Technology", "News", None]


def test_a_folder_that_holds_everything_is_no_section():
    assert found(folder("Subscriptions", folder("World", feed(1)), feed(2)))[0][2] == "World"
    assert found(folder("Subscriptions", feed(2)))[0][2] is None


def test_without_a_folder_the_section_is_the_category_and_else_that_of_the_list():
    source = Source("files", "subs.opml", section="Local")
    assert [one[2] for one in found(feed(1, category="/News/Science,/x"), feed(2), source=source)] == [
        "Science",
        "Local",
    ]


@pytest.mark.parametrize("name", ["xmlUrl", "xmlURL", "xmlurl", "XMLURL"])
def test_attributes_are_known_whatever_their_capitals(name):
    assert [one[0] for one in found(f'<outline text="x" {name}="https://a.example/feed"/>')] == [
        "https://a.example/feed"
    ]


def test_entries_without_an_address_on_the_web_are_left_out():
    outlines = [
        feed(n, xmlUrl=address)
        for n, address in enumerate(["", "file:///etc/passwd", "ftp://a.example/x", "a/b", "javascript:x"])
    ]
    assert [one[0] for one in found(*outlines, '<outline type="link" url="https://b.example"/>', feed(9))] == [
        "https://f9.example/feed"
    ]


def test_the_scheme_of_feeds_is_that_of_the_web():
    given = [feed(1, xmlUrl="feed://a.example/x"), feed(2, xmlUrl="feed:https://b.example/x")]
    assert [one[0] for one in found(*given)] == ["http://a.example/x", "https://b.example/x"]


def test_a_feed_that_is_listed_twice_is_one_source():
    assert len(found(feed(1), folder("World", feed(1)), feed(1, xmlUrl="https://F1.example:443/feed"))) == 1


def test_what_is_commented_out_is_left_out_with_all_in_it():
    assert [one[0] for one in found(f'<outline text="x" isComment="true">{feed(1)}</outline>', feed(2))] == [
        "https://f2.example/feed"
    ]


def test_stray_ampersands_entities_of_html_and_a_missing_end_do_no_harm():
    content = opml(feed(1, text="Ropes & sails"), feed(2, text="Arch&aelig;ology")).replace(b"</opml>", b"")
    assert [one.name for one in sources_of_opml(LIST, "x", content)] == ["Ropes & sails", "Archæology"]


def test_no_entity_of_its_own_is_unfolded_and_no_file_is_opened(tmp_path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    content = (
        f'<!DOCTYPE opml [<!ENTITY a SYSTEM "file://{tmp_path}/secret.txt"><!ENTITY b "bbb">]>'
        f'<opml><body><outline text="&a;&b;" xmlUrl="https://a.example/"/></body></opml>'
    )
    (one,) = sources_of_opml(LIST, "x", content.encode())
    assert "secret" not in one.name
    assert "bbb" not in one.name


def test_a_list_without_a_feed_is_empty():
    with pytest.raises(Empty, match="is OPML without a feed"):
        found(folder("World"))


def test_what_is_no_opml_is_unreadable():
    with pytest.raises(Unreadable, match="is not OPML"):
        sources_of_opml(LIST, "x", b"<rss/>")


def test_a_list_in_a_file_stands_for_its_feeds(inside):
    Path("subs.opml").write_bytes(opml(folder("World", feed(1)), feed(2)))
    Path("subs.xml").write_bytes(opml(feed(3)))
    Path("a.txt").write_bytes(b"The crane fell.")
    assert [(one.kind, one.location) for one in locate(Source("files", "."))] == [
        ("files", "a.txt"), ("web", "https://f1.example/feed"), ("web", "https://f2.example/feed"), ("web", "https://f3.example/feed"),
    ]  # fmt: skip


def test_a_list_on_the_web_gives_its_feeds_as_sources_to_fetch():
    place = "https://a.example/subs"
    found = documents(Document(Source("web", place), place, "", opml(feed(1)), url=place))
    assert (found.documents, [one.location for one in found.sources]) == ((), ["https://f1.example/feed"])


def test_an_address_without_its_scheme_is_one_of_the_web():
    text = (
        b"<opml version='2.0'><body><outline xmlUrl='www.example.org/feed'/><outline xmlUrl='notes.txt'/></body></opml>"
    )
    assert [one.location for one in sources_of_opml(Source("files", "a.opml"), "a.opml", text)] == [
        "https://www.example.org/feed"
    ]
