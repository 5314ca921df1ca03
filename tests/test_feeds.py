"""Feeds in RSS and Atom: which items they give, known by what, with which address, date and place."""

import json

import pytest

from brief.errors import Empty, Unreadable
from brief.ingest.newest import MOST
from brief.ingest.web import documents
from brief.model import Document, Source

FEED = "https://harbor.example/feeds/all.xml"


def rss(*items, head="<title>Harbor Times</title><link>https://harbor.example/</link>"):
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'.encode()


def item(number=1, **more):
    """One item; a part that is None is left out."""
    parts = {
        "title": f"The crane fell on day {number}",
        "link": f"https://harbor.example/news/{number}",
        "guid": f"id-{number}",
        "pubDate": f"Mon, {number:02d} Jun 2026 10:00:00 +0200",
        "description": "The crane of Melby fell into the water.",
    } | more
    return (
        "<item>"
        + "".join(f"<{name}>{value}</{name}>" for name, value in parts.items() if value is not None)
        + "</item>"
    )


def fetched(content, url=FEED):
    return documents(Document(Source("web", url), url, "", content, url=url)).documents


def items_of(content, url=FEED):
    found = fetched(content, url)
    return [json.loads(document.content) for document in found]


def only(content):
    (found,) = items_of(content)
    return found


def test_an_item_of_rss_2_has_what_the_feed_says():
    found = only(rss(item(dcx=None, author="ada@harbor.example (Ada Holm)", category="World")))
    assert found["key"] == "id-1"
    assert found["url"] == "https://harbor.example/news/1"
    assert found["title"] == "The crane fell on day 1"
    assert found["html"] == "The crane of Melby fell into the water."
    assert found["published"] == "Mon, 01 Jun 2026 10:00:00 +0200"
    assert found["moment"] == "2026-06-01T08:00:00+00:00"
    assert (found["author"], found["categories"]) == ("Ada Holm", ["World"])
    assert (found["position"], found["feed"], found["teaser"]) == (0, "Harbor Times", True)


def test_an_entry_of_atom_has_what_the_feed_says():
    content = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Hafenblatt</title>
        <link rel="self" href="https://harbor.example/atom"/><link href="https://harbor.example/"/>
        <entry><id>tag:harbor.example,2026:7</id><title type="html">Der &lt;b&gt;Kran&lt;/b&gt;</title>
        <link rel="edit" href="https://harbor.example/edit/7"/>
        <link rel="alternate" type="text/html" href="https://harbor.example/7"/>
        <published>2026-06-01T10:00:00+02:00</published><updated>2026-06-02T10:00:00+02:00</updated>
        <author><name>Ada Holm</name></author><author><name>Bo Lind</name></author>
        <summary>Kurz.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Der Kran
        fiel.</p></div></content></entry></feed>"""
    found = only(content)
    assert (found["key"], found["url"]) == ("tag:harbor.example,2026:7", "https://harbor.example/7")
    assert found["title"] == "Der <b>Kran</b>"
    assert "<p>Der Kran" in found["html"]
    assert found["published"] == "2026-06-01T10:00:00+02:00"
    assert (found["author"], found["language"]) == ("Ada Holm, Bo Lind", "de")


def test_an_item_of_rss_1_has_what_the_feed_says():
    content = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbor Times</title></channel>
        <item rdf:about="urn:7"><title>The crane fell</title><link>https://harbor.example/7</link>
        <description>It fell.</description><dc:date>2026-06-01T08:00:00Z</dc:date><dc:creator>Ada Holm</dc:creator>
        </item></rdf:RDF>"""
    found = only(content)
    assert (found["key"], found["url"], found["author"]) == ("urn:7", "https://harbor.example/7", "Ada Holm")
    assert found["published"] == "2026-06-01T08:00:00Z"


def test_rss_0_91_with_its_document_type_is_read():
    content = rss(item()).replace(
        b'<rss version="2.0">', b'<!DOCTYPE rss PUBLIC "-//N//DTD 0.91//EN" "http://n/x.dtd"><rss version="0.91">'
    )
    assert only(content)["key"] == "id-1"


def test_an_item_without_a_guid_is_known_by_its_address_without_tracking():
    found = only(rss(item(guid=None, link="https://Harbor.example/news/1?utm_source=rss&amp;page=2#top")))
    assert found["key"] == found["url"] == "https://harbor.example/news/1?page=2"


def test_an_item_without_guid_and_address_is_known_by_what_it_says_whenever_it_is_fetched():
    first, again = (only(rss(item(guid=None, link=None)))["key"] for _ in range(2))
    other = only(rss(item(guid=None, link=None, description="Another text.")))["key"]
    assert first == again != other


def test_of_two_items_with_one_guid_the_newer_stays():
    found = only(rss(item(1, guid="same"), item(2, guid="same", link="https://harbor.example/news/1")))
    assert found["published"].startswith("Mon, 02")


def test_a_guid_that_different_items_share_is_none():
    found = items_of(rss(item(1, guid="harbor"), item(2, guid="harbor")))
    assert [one["key"] for one in found] == ["https://harbor.example/news/1", "https://harbor.example/news/2"]


def test_fragments_tell_items_apart_where_only_they_do():
    found = items_of(rss(*(item(n, link=f"https://harbor.example/day.html#a{n}") for n in (1, 2))))
    assert [one["url"] for one in found] == ["https://harbor.example/day.html#a1", "https://harbor.example/day.html#a2"]


def test_the_address_that_all_items_have_is_no_item_s():
    found = items_of(rss(*(item(n, link="https://harbor.example/podcast") for n in (1, 2, 3))))
    assert ["url" in one for one in found] == [False, False, False]
    assert [one["key"] for one in found] == ["id-1", "id-2", "id-3"]


def test_of_two_items_at_one_address_the_newer_has_it():
    found = items_of(rss(item(1), item(2, link="https://harbor.example/news/1")))
    assert ["url" in one for one in found] == [False, True]


def test_the_front_page_is_no_item_s_address():
    assert "url" not in only(rss(item(link="https://harbor.example/?utm_source=rss")))


def test_a_permanent_guid_is_the_address_where_there_is_no_link():
    assert only(rss(item(link=None, guid="https://harbor.example/p/7")))["url"] == "https://harbor.example/p/7"


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ("/news/7", "https://harbor.example/news/7"),
        ("7.html", "https://harbor.example/feeds/7.html"),
        ("javascript:alert(1)", None),
        ("ftp://harbor.example/7", None),
    ],
)
def test_relative_links_are_seen_from_the_feed_and_only_the_web_is_linked(link, wanted):
    assert only(rss(item(link=link))).get("url") == wanted


def test_relative_links_are_seen_from_the_base_that_the_feed_states():
    content = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.example/blog/"><title>x</title>
        <entry><id>1</id><title>One</title><link href="a/1"/><content>The crane fell.</content></entry></feed>"""
    assert only(content)["url"] == "https://other.example/blog/a/1"


def test_a_very_long_feed_gives_its_newest_items_in_their_order():
    dated = [item(n, pubDate=f"Mon, 01 Jun 2026 {n // 60 % 24:02d}:{n % 60:02d}:00 GMT") for n in range(1000)]
    found = items_of(rss(*dated))
    assert [one["key"] for one in found] == [f"id-{n}" for n in range(1000 - MOST, 1000)]


def test_a_very_long_feed_without_dates_gives_its_first_items():
    found = items_of(rss(*(item(n, pubDate=None) for n in range(1000))))
    assert [one["key"] for one in found] == [f"id-{n}" for n in range(MOST)]


def test_an_item_with_neither_title_nor_text_is_left_out():
    found = items_of(rss(item(1, title=None, description="&lt;img src='x.png'&gt;"), item(2)))
    assert [(one["key"], one["position"]) for one in found] == [("id-2", 1)]


def test_a_feed_that_has_no_items_just_now_is_sound():
    assert list(items_of(rss())) == []


def test_a_feed_of_items_without_words_is_empty():
    with pytest.raises(Empty, match="without any text"):
        items_of(rss(item(title=None, description=None)))


LONG = "The crane of Melby fell into the water, and nobody was hurt. " * 20


@pytest.mark.parametrize(
    ("more", "teaser"),
    [
        ({"description": None}, True),
        ({"description": "A short summary."}, True),
        ({"description": LONG}, False),
        ({"description": LONG + "Continue reading..."}, True),
        ({"description": LONG + "[&amp;#8230;]"}, True),
        ({"description": LONG * 2 + "and so on…"}, False),
        ({"title": None, "description": "A note that is whole."}, False),
        ({"title": None, "description": "A note that goes on …"}, True),
    ],
)
def test_a_teaser_is_told_by_its_text(more, teaser):
    assert only(rss(item(**more)))["teaser"] is teaser


def test_short_content_is_a_teaser_only_where_all_of_the_feed_is_short():
    def atom(*texts):
        entries = "".join(
            f"<entry><id>{n}</id><title>T{n}</title><content>{text}</content></entry>" for n, text in enumerate(texts)
        )
        return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>{entries}</feed>'.encode()

    short = ["The crane fell."] * 5
    assert all(one["teaser"] for one in items_of(atom(*short)))
    assert not any(one["teaser"] for one in items_of(atom(*short, LONG)))


def test_the_largest_picture_is_taken_with_its_credit():
    media = (
        '<media:content url="/small.jpg" type="image/jpeg" width="90"/><media:credit>Ada Holm</media:credit>'
        '<media:content url="/large.jpg" type="image/jpeg" width="900"/><media:thumbnail url="/thumb.jpg"/>'
    )
    content = rss(item().replace("</item>", f"{media}</item>")).replace(
        b"<rss ", b'<rss xmlns:media="http://search.yahoo.com/mrss/" '
    )
    assert only(content)["picture"] == {"url": "https://harbor.example/large.jpg", "alt": "", "credit": "Ada Holm"}


def test_an_enclosed_picture_is_taken_and_a_sound_is_not():
    picture = item().replace("</item>", '<enclosure url="https://x.example/a.jpg" type="image/jpeg"/></item>')
    sound = item().replace("</item>", '<enclosure url="https://x.example/a.mp3" type="audio/mpeg"/></item>')
    assert only(rss(picture))["picture"]["url"] == "https://x.example/a.jpg"
    assert "picture" not in only(rss(sound))


def test_a_picture_that_all_items_show_is_the_site_s():
    shown = [item(n).replace("</item>", '<enclosure url="/logo.png" type="image/png"/></item>') for n in (1, 2, 3)]
    assert not any("picture" in one for one in items_of(rss(*shown)))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Harbor Times", "Harbor Times"),
        ("Harbor Times - World", "Harbor Times"),
        ("World news | Harbor Times", "Harbor Times"),
        ("Harbor Times &gt; World &gt; RSS", "Harbor Times"),
        ("Harbor Times RSS Feed", "Harbor Times"),
        ("The Melby Post - News", "The Melby Post - News"),
        ("RSS", "RSS"),
        ("Ropes &amp;amp; Sails", "Ropes & Sails"),
    ],
)
def test_the_outlet_is_named_without_what_the_feed_adds(title, name):
    head = f"<title>{title}</title><link>https://www.harbortimes.example/</link>"
    assert only(rss(item(), head=head))["feed"] == name


def test_an_item_of_another_outlet_names_it():
    found = only(rss(item().replace("</item>", '<source url="https://m.example/feed">The Melby Post</source></item>')))
    assert (found["site"], found["feed"]) == ("The Melby Post", "Harbor Times")


def test_the_address_behind_a_feed_s_own_redirect_is_taken():
    content = rss(item().replace("</item>", "<fb:origLink>https://harbor.example/real</fb:origLink></item>"))
    content = content.replace(b"<rss ", b'<rss xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0" ')
    assert only(content)["url"] == "https://harbor.example/real"


def test_a_document_stands_where_its_page_is_or_where_it_stands_in_the_feed():
    found = fetched(rss(item(1), item(2, link=None)))
    assert [one.location for one in found] == ["https://harbor.example/news/1", f"{FEED}#2"]
    assert [one.url for one in found] == ["https://harbor.example/news/1", None]
    assert {one.media_type for one in found} == {"application/vnd.brief.item+json"}


def test_no_password_of_a_feed_is_in_what_it_gives():
    address = "https://ada:secret@harbor.example/feed"
    content = rss(item(1, link="/a"), item(2, link=None, guid=None))
    found = fetched(content, address)
    assert not any("secret" in f"{one.location} {one.url} {one.content}" for one in found)
    with pytest.raises(Unreadable) as caught:
        fetched(b"<html><body>No feed.</body></html>", address)
    assert "secret" not in str(caught.value)
