"""Broken and hostile feeds: the right text, or one clear problem."""

import builtins
import contextlib
import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.errors import ItemError, Unreadable
from brief.extract import extract
from brief.ingest.feeds import MOST_ATTRIBUTES, MOST_NAMESPACES
from brief.ingest.web import documents
from brief.model import Document, Source

FEED = "https://harbor.example/feed"
TITLE = "Zürich: Der Kran fiel"


def rss(body=f"<item><title>{TITLE}</title><guid>1</guid></item>", start='<?xml version="1.0" encoding="UTF-8"?>'):
    return f'{start}<rss version="2.0"><channel><title>Blatt</title>{body}</channel></rss>'


def asked(content, **more):
    return documents(Document(Source("web", FEED), FEED, "", content, url=FEED, **more)).documents


def titles(content, **more):
    return [extract(one).title for one in asked(content, **more)]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("UTF-8", "utf-8"), ("UTF-8", "utf-8-sig"), ("UTF-8", "cp1252"), ("ISO-8859-1", "cp1252"), ("ISO-8859-1", "utf-8"),
        ("UTF-16", "utf-16"), ("UTF-16", "utf-16-le"), ("UTF-16", "utf-16-be"), ("UTF-8", "utf-16-le"), ("nonsense", "utf-8"),
        ("windows-1252", "cp1252"), ("UTF-32", "utf-32"),
    ],
)  # fmt: skip
def test_the_text_is_right_whatever_is_declared(declared, encoding):
    content = rss(start=f'<?xml version="1.0" encoding="{declared}"?>').encode(encoding)
    assert titles(content) == [TITLE]


@pytest.mark.parametrize(
    ("charset", "encoding", "text"),
    [
        ("utf-8", "utf-8", TITLE), ("iso-8859-1", "utf-8", TITLE), ("windows-1251", "windows-1251", "Кран упал в воду"),
        ("shift_jis", "shift_jis", "港の工事は月曜日に再開する"), ("gb2312", "gb18030", "港口的起重机掉进海里"), ("nonsense", "utf-8", TITLE),
    ],
)  # fmt: skip
def test_the_encoding_of_the_header_is_heard(charset, encoding, text):
    content = rss(f"<item><title>{text}</title></item>", start='<?xml version="1.0"?>').encode(encoding)
    assert titles(content, charset=charset) == [text]


def test_a_header_of_latin_1_gives_way_to_what_the_feed_declares():
    content = rss("<item><title>Кран упал в воду</title></item>", '<?xml version="1.0" encoding="windows-1251"?>')
    assert titles(content.encode("windows-1251"), charset="ISO-8859-1") == ["Кран упал в воду"]


def test_a_path_is_no_feed_and_is_not_opened(monkeypatch, tmp_path):
    (tmp_path / "feed.xml").write_text(rss(), encoding="utf-8")
    monkeypatch.setattr(builtins, "open", lambda *_, **__: pytest.fail("a file was opened"))
    for path in (b"/etc/passwd", os.fsencode(tmp_path / "feed.xml"), b"file:///etc/passwd", b"http://127.0.0.1/"):
        with pytest.raises(Unreadable, match="is neither a feed nor a page"):
            asked(path)


def test_an_entity_bomb_is_not_unfolded():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "bomb"}">' for n in range(10))
    body = "<item><title>One</title><description>The crane fell. &e9;</description></item>"
    (found,) = asked(rss(body, f"<!DOCTYPE rss [{levels}]>").encode())
    assert extract(found).text == "The crane fell. &e9;"


def test_an_external_entity_is_not_opened(tmp_path):
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    body = "<item><title>One</title><description>The crane fell. &a;</description></item>"
    (found,) = asked(rss(body, f'<!DOCTYPE rss [<!ENTITY a SYSTEM "file://{tmp_path}/secret.txt">]>').encode())
    assert "secret" not in found.content.decode()


def test_entities_of_html_and_stray_ampersands_are_read():
    body = (
        "<item><title>Ropes & sails&nbsp;&ndash; Arch&aelig;ology</title><link>http://a.example/?a=1&b=2</link></item>"
    )
    (found,) = asked(rss(body).encode())
    assert extract(found).title == "Ropes & sails – Archæology"
    assert found.url == "http://a.example/?a=1&b=2"


def test_a_section_of_characters_that_is_never_closed_costs_one_item():
    body = "<item><title>One</title><guid>1</guid></item><item><title>Two</title><description><![CDATA[The crane"
    assert titles(rss(body).partition("</channel>")[0].encode()) == ["One", "Two"]


def test_a_feed_that_breaks_off_keeps_its_whole_items():
    body = "".join(f"<item><title>Number {n}</title><guid>{n}</guid></item>" for n in range(9))
    assert titles(rss(body).encode()[:-80])[:7] == [f"Number {n}" for n in range(7)]


def test_a_feed_that_breaks_off_before_its_first_item_is_told():
    with pytest.raises(Unreadable, match="is a feed that is broken or cut off before its first item"):
        asked(b'<rss version="2.0"><channel><title>Blatt')


def test_nul_bytes_and_other_controls_are_left_out():
    body = "<item><title>The\0 crane\x08 fell\x1b</title><description>One\0 two.</description></item>"
    (found,) = asked(rss(body).encode())
    article = extract(found)
    assert (article.title, article.text) == ("The crane fell", "One two.")


@pytest.mark.parametrize("wrong", ["<b>", "</i>", "<a href=x>", "<![CDATA[x", "<p>&", "<x:y>"])
def test_markup_that_is_not_well_formed_costs_no_item(wrong):
    body = f"<item><title>One</title><description>The crane {wrong} fell.</description></item><item><title>Two</title></item>"
    assert "One" in titles(rss(body).encode())


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("<a>" * 5000, "is broken XML: mismatched tag"),
        ("<item><title>x</title></item>" + " " * 2_100_000 + "<", "is broken XML: not well-formed"),
        (
            "<x " + " ".join(f"a{n}='1'" for n in range(MOST_ATTRIBUTES + 1)) + "/>",
            "has a tag with more than 1,000 attributes",
        ),
        ("".join(f"<n:x xmlns:n='u:{n}'/>" for n in range(MOST_NAMESPACES + 1)), "declares more than 5,000 namespaces"),
    ],
)
def test_what_would_take_minutes_is_refused(body, why):
    with pytest.raises(Unreadable, match=why):
        asked(rss(body).encode())


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("x" + "<div>" * 3000, "more than 2,000 elements inside one another"),
        ("<p>The crane fell.</p>" * 100_000, "is an item of more than 2 MB"),
        ("The crane fell. " * 40_000, "is an item of more than 500,000 characters"),
    ],
)
def test_an_item_that_would_take_minutes_is_refused(markup, why):
    content = json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "content_html": markup}]})
    (found,) = asked(content.encode())
    with pytest.raises(ItemError, match=why):
        extract(found)


def test_a_tag_with_very_many_attributes_costs_only_itself():
    markup = "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">The crane fell.</p>"
    content = json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "content_html": markup}]})
    assert extract(asked(content.encode())[0]).text == "The crane fell."


WHOLE = rss(
    "<item><title>One &amp;amp; two</title><link>/a?b=1#c</link><guid>g</guid><pubDate>Mon, 01 Jun 2026 10:00:00 GMT</pubDate>"
    "<description><![CDATA[<p>The crane <b>fell</b>.</p>]]></description></item><item><title>Two</title></item>"
).encode()
PIECES = (b"<", b">", b"&", b"]]>", b"<![CDATA[", b"\0", b"\xff", b"<item>", b"</item>", b"<!--", b"&#0;", b"<?xml ?>", b"&amp;", b"xml:base='http://['")  # fmt: skip


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 9), st.sampled_from(PIECES)), min_size=1, max_size=4)
)
def test_a_feed_with_any_mistake_gives_articles_or_a_problem(mistakes):
    content = WHOLE
    for place, cut, piece in mistakes:
        content = content[:place] + piece + content[place + cut :]
    found = []
    with contextlib.suppress(ItemError):  # and nothing else
        found = [extract(one) for one in asked(content) if one.media_type.endswith("item+json")]
    for article in found:
        assert all(article.text[one.start : one.end] == one.text for one in article.sentences)
