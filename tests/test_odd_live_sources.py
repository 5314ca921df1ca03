"""Live sources that are odd, fail, or stand in each other's way: nothing is lost, and the exit code is right."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from time import sleep

import pytest

NOW = datetime.now(UTC).replace(microsecond=0)
STORE = ("--store", "store.sqlite")


@pytest.fixture
def build(run):
    """Build an edition of today in UTC; gives code, headlines and errors."""

    def call(*words):
        code, out, err = run("build", *words, "-o", "-", "--format", "json")
        return code, headlines(json.loads(out)) if out else [], err

    return call


def headlines(briefing):
    """The headlines of all articles of an edition, told or listed."""
    stories = [s for section in briefing["sections"] for s in (*section["stories"], *section["others"])]
    return sorted(article["title"] for story in stories for article in story["articles"])


def whole(site, title, place, **more):
    """An item of a feed with its whole text, of now."""
    return site.item(title, site.whole(place), when=NOW, **more)


def home(site, path, *feeds):
    """A front page that links to feeds."""
    links = "".join(f"<link rel='alternate' type='application/rss+xml' href='{feed}'>" for feed in feeds)
    page = f"<!doctype html><html><head><title>Post</title>{links}</head><body>News</body></html>"
    return site.put(path, page, Content_Type="text/html")


def subscriptions(site, path, *feeds):
    """A list of feeds on the web."""
    outlines = "".join(f"<outline text='{number}' xmlUrl='{feed}'/>" for number, feed in enumerate(feeds))
    return site.put(path, f"<opml version='2.0'><body>{outlines}</body></opml>")


def old_page(site):
    """A page of 2024 whose server knows how to say that nothing has changed."""
    head = "<meta property='article:published_time' content='2024-05-02T10:00:00Z'>"
    address = site.page("/2024/market-closes-in-melby", "Market closes in Melby", "Melby", head=head)
    status, headers, body = site.pages["/2024/market-closes-in-melby"]

    def answer(asked):
        if asked.get("If-None-Match"):
            return 304, {"ETag": '"1"'}, b""
        return status, {**headers, "ETag": '"1"'}, body

    site.pages["/2024/market-closes-in-melby"] = answer
    return address


def test_an_old_page_that_is_named_is_told_again_and_without_the_network(site, build):
    page = old_page(site)
    assert build(page, *STORE)[:2] == (0, ["Market closes in Melby"])
    assert build(page, *STORE)[:2] == (0, ["Market closes in Melby"])
    assert build(page, *STORE, "--offline")[:2] == (0, ["Market closes in Melby"])


def test_a_page_that_redirects_is_known_by_the_address_that_was_named(site, build):
    old_page(site)
    short = site.put("/short", "", 302, Location="/2024/market-closes-in-melby")
    assert build(short, *STORE)[:2] == (0, ["Market closes in Melby"])
    assert build(short, *STORE, "--offline")[:2] == (0, ["Market closes in Melby"])


def test_a_feed_that_was_found_behind_its_site_is_whole_when_it_is_named_itself(site, build):
    feed = site.put_feed("/feed.xml", whole(site, "Market closes in Melby", "Melby"))
    front = home(site, "/", "/feed.xml")
    for source in (front, feed, front):
        assert build(source, *STORE)[:2] == (0, ["Market closes in Melby"])


def test_a_site_whose_feed_is_dead_did_not_answer(site, build):
    site.put_feed("/feed.xml", whole(site, "Market closes in Melby", "Melby"))
    front = home(site, "/", "/feed.xml")
    build(front, *STORE)
    site.put("/feed.xml", "gone", 404)
    code, _, err = build(front, *STORE)
    assert code == 5
    assert "/feed.xml: answers 404" in err


@pytest.mark.parametrize("pages", [["/a/", "/b/", "/a/"], ["/a/", "/b/", "/c/", "/d/", "/e/"]])
def test_pages_that_lead_only_to_other_pages_are_told(site, build, pages):
    for page, following in pairwise(pages):
        home(site, page, following)
    code, _, err = build(site.url("/a/"))
    assert code == 5
    assert "/a/: leads from page to page, and to no feed" in err


def test_the_feeds_of_a_list_on_the_web_are_asked_for_what_is_new(site, build):
    feed = site.put_feed("/feed.xml", whole(site, "Market closes in Melby", "Melby"))
    asked = []
    answer = site.pages["/feed.xml"]
    site.pages["/feed.xml"] = lambda headers: asked.append(headers.get("If-None-Match")) or answer(headers)
    listed = subscriptions(site, "/feeds.opml", feed, site.url("/feeds.opml"))
    for _ in range(2):
        assert build(listed, *STORE)[:2] == (0, ["Market closes in Melby"])
    assert asked[0] is None
    assert asked[1] is not None


def test_the_feeds_of_a_list_on_the_web_are_known_without_it(site, build):
    feeds = [
        site.put_feed("/one.xml", whole(site, "Market closes", "Melby")),
        site.put_feed("/two.xml", whole(site, "Bridge opens", "Oxmoor", guid="2")).replace("//", "//me:hunter2@"),
    ]
    listed = subscriptions(site, "/feeds.opml", *feeds)
    first = build(listed, *STORE)
    assert first[:2] == (0, ["Bridge opens", "Market closes"])
    assert build(listed, *STORE, "--offline")[:2] == first[:2]
    site.put("/feeds.opml", "not here", 404)
    code, titles, err = build(listed, *STORE)
    assert (code, titles) == (3, first[1])
    assert "/feeds.opml: answers 404" in err
    assert b"hunter2" not in Path("store.sqlite").read_bytes()
    site.put("/feeds.opml", "gone", 410)
    assert build(listed, *STORE)[0] == 5


def test_a_site_gives_the_same_edition_with_and_without_the_network(site, run):
    site.put_feed("/feed.xml", whole(site, "Market closes in Melby", "Melby"))
    front = home(site, "/", "/feed.xml")
    assert run("build", front, *STORE, "-o", "asked.json")[0] == 0
    site.asked.clear()
    assert run("build", front, *STORE, "--offline", "-o", "kept.json")[0] == 0
    assert Path("kept.json").read_text() == Path("asked.json").read_text()
    assert site.asked == []


def test_one_broken_record_of_a_list_on_the_web_costs_no_other(site, build):
    records = [{"title": "Quay floods", "text": "The quay of Norby flooded on Monday. Three boats broke loose."}, 5]
    code, titles, err = build(site.put("/list.json", json.dumps(records), Content_Type="application/json"))
    assert (code, titles) == (3, ["Quay floods"])
    assert "not a JSON object" in err


def test_a_day_that_is_over_is_made_though_its_sources_are_dead_by_now(site, run):
    yesterday = NOW - timedelta(days=1)
    feed = site.put_feed("/feed.xml", site.item("Market closes in Melby", site.whole("Melby"), when=yesterday))
    run("fetch", feed, *STORE)
    site.put("/feed.xml", "gone", 404)
    assert run("fetch", feed, *STORE)[0] == 5
    day = yesterday.date().isoformat()
    assert run("build", feed, *STORE, "--date", day, "-o", "past.json")[0] == 3
    assert headlines(json.loads(Path("past.json").read_text())) == ["Market closes in Melby"]


def test_without_a_store_nothing_can_be_made_offline(site, build):
    code, _, err = build(site.put_feed("/feed.xml", whole(site, "Market closes", "Melby")), "--offline")
    assert code == 2
    assert "--store" in err
    assert site.asked == []


@pytest.mark.parametrize("command", ["fetch", "sources"])
def test_a_list_that_is_missing_is_no_success(site, run, command):
    feed = site.put_feed("/feed.xml", whole(site, "Market closes", "Melby"))
    run("fetch", feed, *STORE)
    code, _, err = run(command, "missing.opml", feed, *STORE)
    assert code == 3
    assert "missing.opml: no such file" in err


@pytest.mark.parametrize(
    "location",
    ["ftp://reader:hunter2@127.0.0.1/a?b", " http://reader:hunter2@127.0.0.1:1/a", "feed://reader:hunter2@127.0.0.1/a"],
)
@pytest.mark.parametrize("configured", [True, False])
def test_no_password_is_shown_of_an_address_that_is_refused(run, inside, location, configured):
    if configured:
        (inside / "brief.toml").write_text(f'[[source]]\nlocation = "{location}"\n')
    code, out, err = run("build", *([] if configured else [location]), "-o", "x.html")
    assert code == 5
    assert "127.0.0.1" in err
    assert "hunter2" not in out + err


def test_a_source_that_is_named_twice_is_asked_once_and_the_first_name_counts(site, build, run, inside):
    feed = site.put_feed("/feed.xml", whole(site, "Market closes", "Melby"))
    assert build(feed, f" {feed} ", feed)[1] == ["Market closes"]
    assert site.asked == ["/feed.xml"]
    entries = [f'[[source]]\nlocation = "{feed}"\nsection = "{section}"\n' for section in ("Harbors", "Bridges")]
    (inside / "brief.toml").write_text("".join(entries))
    for words in ((), ("--offline",)):
        assert run("build", *STORE, *words, "-o", "edition.json")[0] == 0
        briefing = json.loads(Path("edition.json").read_text())
        assert [section["title"] for section in briefing["sections"]] == ["Harbors"]


def test_a_page_that_two_feeds_share_is_fetched_once_for_both(site, run):
    page = site.page("/melby", "Fish market of Melby shut", "Melby")
    teaser = site.item("Market closes in Melby", "The harbor board voted.", page, NOW)
    feeds = [site.put_feed(f"/{name}.xml", teaser, title=name) for name in ("one", "two")]
    run("fetch", *feeds, *STORE)
    assert site.asked.count("/melby") == 1
    with closing(sqlite3.connect("store.sqlite")) as link:
        kept = [content for (content,) in link.execute("SELECT content FROM articles")]
    assert len(kept) == 2
    assert all(b"fish market for two years" in content for content in kept)


def test_of_two_lists_with_one_article_the_first_named_counts_though_it_answers_last(site, run, inside):
    link = site.url("/same")
    for name in ("one", "two", "three", "four"):
        item = whole(site, "Market closes in Melby", "Melby", link=link)
        site.put_feed(f"/{name}.xml", item, title=name)
    late = subscriptions(site, "/late.opml", site.url("/one.xml"), site.url("/two.xml"))
    soon = subscriptions(site, "/soon.opml", site.url("/three.xml"), site.url("/four.xml"))
    answer = site.pages["/late.opml"]
    site.pages["/late.opml"] = lambda _headers: sleep(0.3) or answer
    entries = ((late, "Harbors"), (soon, "Bridges"))
    (inside / "brief.toml").write_text("".join(f'[[source]]\nlocation = "{a}"\nsection = "{b}"\n' for a, b in entries))
    assert run("build", "-o", "edition.json")[0] == 0
    briefing = json.loads(Path("edition.json").read_text())
    assert [section["title"] for section in briefing["sections"]] == ["Harbors"]


def test_a_feed_that_moved_to_where_it_is_no_more_is_asked_at_its_own_address_again(site, run):
    feed = site.put("/feed.xml", "", 301, Location="/new.xml")
    other = site.put_feed("/other.xml", whole(site, "Bridge opens", "Oxmoor"))
    site.put_feed("/new.xml", whole(site, "Market closes", "Melby"))
    for _ in range(3):
        run("fetch", feed, other, *STORE)
    site.put_feed("/feed.xml", whole(site, "Market opens", "Melby"))
    site.put("/new.xml", "not here", 404)
    assert [run("fetch", feed, other, *STORE)[0] for _ in range(5)] == [3, 3, 3, 0, 0]


def test_what_collects_all_day_does_not_read_what_it_has_kept(site, run, monkeypatch):
    from brief.store import Store

    def kept(*_arguments):
        message = "the articles of years are not to be read"
        raise AssertionError(message)

    monkeypatch.setattr(Store, "kept", kept)
    feed = site.put_feed("/feed.xml", whole(site, "Market closes", "Melby"))
    assert run("fetch", feed, *STORE)[0] == 0
    assert run("sources", feed, *STORE)[0] == 0
