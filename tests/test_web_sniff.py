"""What an address holds is told by its content: a feed, a list, an article, a front page, or nothing of use."""

from datetime import UTC, datetime

import pytest

from brief.errors import Empty, Unreadable
from brief.ingest.web import documents
from brief.model import Document, Source

SITE = "https://harbor.example/"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
RSS = b'<rss version="2.0"><channel><title>x</title><item><title>One</title><guid>1</guid></item></channel></rss>'
ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><id>1</id><title>One</title></entry></feed>'
JSON_FEED = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "One"}]}'
LINK = '<link rel="alternate" type="application/rss+xml" title="News" href="/feed.xml">'


def page(head="", body="<p>The crane of Melby fell into the water.</p>"):
    return f"<!DOCTYPE html><html><head><title>Harbor</title>{head}</head><body>{body}</body></html>".encode()


def asked(content, url=SITE, media_type="", **more):
    return documents(Document(Source("web", url, "Harbor Times", "World"), url, media_type, content, url=url, **more))


def is_page(found):
    return [one.media_type for one in found.documents] == ["text/html"] and not found.sources


@pytest.mark.parametrize("content", [RSS, ATOM, JSON_FEED], ids=["rss", "atom", "json"])
@pytest.mark.parametrize(
    "media_type", ["", "text/html; charset=utf-8", "text/plain", "application/octet-stream", "image/png"]
)
def test_a_feed_is_one_whatever_the_server_calls_it(content, media_type):
    found = asked(content, media_type=media_type, fetched=NOW)
    assert [one.media_type for one in found.documents] == ["application/vnd.brief.item+json"]
    assert found.documents[0].fetched == NOW


@pytest.mark.parametrize(
    "before",
    [
        b"\n\n  ",
        b"\xef\xbb\xbf",
        b'<?xml version="1.0"?>\n<!-- made by hand -->\n',
        b"<br />\n<b>Warning</b>: on line 3<br />\n",
    ],
)
def test_what_stands_before_a_feed_does_not_hide_it(before):
    assert len(asked(before + RSS).documents) == 1


def test_an_article_is_the_page_itself_with_where_and_when_it_was_fetched():
    (found,) = asked(page(), f"{SITE}news/1", media_type="text/html", charset="utf-8", fetched=NOW).documents
    assert (found.media_type, found.content, found.charset) == ("text/html", page(), "utf-8")
    assert found.location == found.url == f"{SITE}news/1"
    assert found.fetched == NOW


@pytest.mark.parametrize(
    "url", [SITE, "https://harbor.example", f"{SITE}index.html", f"{SITE}?ref=1", f"{SITE}world", f"{SITE}news/world/"]
)
def test_a_front_page_gives_the_feed_it_links_to(url):
    found = asked(page(LINK), url)
    (feed,) = found.sources
    assert feed == Source("web", "https://harbor.example/feed.xml", "Harbor Times", "World")
    assert found.documents == ()


def test_the_start_of_a_site_is_a_front_page_whatever_it_says_of_itself():
    assert asked(page(LINK + '<meta property="og:type" content="article">')).sources


def test_a_front_page_without_a_feed_is_a_page():
    assert is_page(asked(page()))


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:type" content="article">',
        '<meta content="2026-06-01" property="article:published_time">',
        '<script type="application/ld+json">{"@type": "NewsArticle"}</script>',
        '<script type="application/ld+json">{"@type": ["ReportageNewsArticle"]}</script>',
    ],
)
def test_an_article_that_links_to_a_feed_is_an_article(head):
    assert is_page(asked(page(LINK + head), f"{SITE}crane"))


@pytest.mark.parametrize(
    "path", ["crane-fell-into-the-water", "2026/06/01/crane", "a/1234567", "story.html", "a/b/c/d"]
)
def test_an_address_like_an_article_s_is_one(path):
    assert is_page(asked(page(LINK), f"{SITE}{path}"))


def test_a_list_of_articles_is_a_front_page_though_it_describes_articles():
    described = '<script type="application/ld+json">{"@type": "ItemList", "x": {"@type": "NewsArticle"}}</script>'
    assert asked(page(LINK + described), f"{SITE}world").sources


def test_the_feed_of_the_articles_goes_before_that_of_the_comments():
    comments = '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">'
    assert asked(page(comments + LINK)).sources[0].location == "https://harbor.example/feed.xml"


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ("<link type=application/atom+xml rel=alternate href=atom>", "https://harbor.example/atom"),
        ("<LINK REL='Alternate' TYPE='application/feed+json' HREF='//f.example/j'>", "https://f.example/j"),
        (
            '<base href="https://b.example/x/"><link rel="alternate" type="application/rss+xml" href="y">',
            "https://b.example/x/y",
        ),
        (
            '<link rel="alternate home" type="application/rss+xml" href="/a?x=1&amp;y=2">',
            "https://harbor.example/a?x=1&y=2",
        ),
    ],
)
def test_links_to_feeds_are_found_as_browsers_find_them(link, wanted):
    assert asked(page(link)).sources[0].location == wanted


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" hreflang="de" href="/de/">',
        '<link rel="stylesheet" type="application/rss+xml" href="/x">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:x">',
        '<link rel="alternate" type="application/rss+xml" href="https://harbor.example/?utm_source=x">',
    ],
)
def test_other_links_lead_nowhere_and_a_page_never_to_itself(link):
    assert is_page(asked(page(link)))


@pytest.mark.parametrize(
    "path", ["feed", "feed/", "rss", "rss.xml", "index.atom", "feeds/all", "?feed=rss2", "blog?format=rss"]
)
def test_a_page_where_a_feed_should_be_is_told_with_the_feed_it_links_to(path):
    link = LINK.replace("/feed.xml", "/new/feed.xml")
    with pytest.raises(
        Unreadable, match=r"is a web page where a feed should be; it links to the feed https://harbor.example/new/"
    ):
        asked(page(link), f"{SITE}{path}")
    with pytest.raises(Unreadable, match="is a web page where a feed should be$"):
        asked(page(), f"{SITE}{path}")


def test_an_article_in_a_folder_named_feed_is_an_article():
    assert is_page(asked(page(), f"{SITE}feed/crane-fell-into-the-water"))


@pytest.mark.parametrize("content", [b"", b" \n\t", b"\xef\xbb\xbf", b"\0\0"])
def test_nothing_is_empty(content):
    with pytest.raises(Empty, match="is empty"):
        asked(content)


@pytest.mark.parametrize(
    ("content", "media_type", "why"),
    [
        (b"%PDF-1.7 x", "application/pdf", "is a PDF, not a feed or page"),
        (b"\x89PNG\r\n\x1a\n", "text/html", "is a picture, not a feed or page"),
        (b"\x1f\x8b\x08rest", "", "is a compressed file, not a feed or page"),
        (b"\0\1\2\3" * 99, "text/html", "is binary, not text"),
        (b"@media { }", "text/css", r"is a style sheet \(text/css\)"),
        (b"words", "application/pdf", r"is a PDF \(application/pdf\)"),
        (b"words", "", "is neither a feed nor a page"),
        (b'{"a": 1}', "application/json", "is JSON, but neither a JSON Feed nor a list of articles"),
        (
            b'<?xml version="1.0"?><urlset><url/></urlset>',
            "text/xml",
            r"is XML of a kind that is not known \(<urlset>\)",
        ),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", r"not known \(<svg>\)"),
    ],
)
def test_what_holds_no_article_is_told_in_one_line(content, media_type, why):
    with pytest.raises(Unreadable, match=why) as caught:
        asked(content, media_type=media_type)
    assert "\n" not in str(caught.value)


def test_a_page_without_html_around_it_is_a_page():
    assert is_page(asked(b"<p>The crane fell.</p>", f"{SITE}a/b/c", media_type="text/html"))
    assert is_page(asked(b"The <b>crane</b> fell. <p>Twice.", f"{SITE}a/b/c", media_type="text/html"))


def test_a_plain_text_and_records_are_read_as_such():
    assert [one.media_type for one in asked(b"The crane fell.", media_type="text/plain").documents] == ["text/plain"]
    found = asked(b'{"articles": [{"text": "One."}, {"text": "Two."}]}', media_type="application/json").documents
    assert [one.location for one in found] == [f"{SITE}#1", f"{SITE}#2"]
    assert {one.media_type for one in found} == {"application/json"}
