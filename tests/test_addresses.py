"""Addresses of articles: absolute, canonical, and shown without a password."""

import pytest

from brief.http import without_password
from brief.ingest.addresses import absolute, canonical


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("https://news.example/a?utm_source=rss&utm_medium=feed", "https://news.example/a"),
        ("https://news.example/a?id=3&at_medium=RSS&at_campaign=rss", "https://news.example/a?id=3"),
        ("https://news.example/a?fbclid=1&gclid=2&mc_cid=3&mc_eid=4&_hsenc=5", "https://news.example/a"),
        ("https://news.example/a?UTM_Source=x&B=2&a=1", "https://news.example/a?B=2&a=1"),
        ("https://news.example/a?wt_mc=rss.ho.beitrag.rdf", "https://news.example/a"),
        ("https://news.example/a?source=rss-b4981c59------2&from=rss&id=7", "https://news.example/a?id=7"),
        ("https://news.example/a?at_risk=yes", "https://news.example/a?at_risk=yes"),
        ("https://news.example/a?ref=7&source=library&page=2", "https://news.example/a?ref=7&source=library&page=2"),
        ("HTTPS://News.Example:443/A/b#section", "https://news.example/A/b"),
        ("http://news.example:80", "http://news.example/"),
        ("http://news.example.:8080/x", "http://news.example:8080/x"),
        ("https://news.example/#!/story/7", "https://news.example/#!/story/7"),
        ("https://reader:secret@news.example/a", "https://news.example/a"),
        ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
        ("https://www.google.com/amp/s/news.example/story.html", "https://news.example/story.html"),
        ("https://news.example/amp/story", "https://news.example/amp/story"),
    ],
)
def test_an_address_has_one_form(given, wanted):
    assert canonical(given) == wanted
    assert canonical(wanted) == wanted


def test_a_fragment_stays_where_it_is_asked_for():
    assert canonical("http://a.example/day.html?utm_source=x#a7", fragment=True) == "http://a.example/day.html#a7"


@pytest.mark.parametrize("broken", ["http://[::1", "http://a.example:99999999/x", "http://a.example:port/"])
def test_a_broken_address_comes_back_as_it_is_and_is_none_of_the_web(broken):
    assert canonical(broken) == broken
    assert absolute("http://b.example/", broken) is None


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("/a/b", "https://news.example/a/b"),
        ("../c", "https://news.example/c"),
        ("//other.example/d", "https://other.example/d"),
        ("HTTP://Other.Example/e", "http://other.example/e"),
        (" f g ", "https://news.example/feeds/f%20g"),
        ("https://reader:secret@news.example/x", "https://news.example/x"),
        ("javascript:alert(1)", None),
        ("mailto:ada@news.example", None),
        ("file:///etc/passwd", None),
        ("https://news.example\\@evil.example/", None),
        ("https://news.example/" + "x" * 3000, None),
    ],
)
def test_an_address_is_seen_from_its_feed(address, wanted):
    assert absolute("https://ada:secret@news.example/feeds/all.xml", address) == wanted


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("https://ada:secret@news.example/feed", "https://news.example/feed"),
        ("https://ada:se@cret@news.example/feed", "https://news.example/feed"),
        ("https://token@news.example?x=a@b", "https://news.example?x=a@b"),
        ("https://news.example/@ada", "https://news.example/@ada"),
        ("feeds/all.xml", "feeds/all.xml"),
    ],
)
def test_what_is_printed_holds_no_password(address, wanted):
    assert without_password(address) == wanted
