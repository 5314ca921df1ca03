"""`brief build` and `brief fetch` on live sources: what is asked, what is kept, what the edition says of it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = NOW.date().isoformat()
STORE = ("--store", "store.sqlite")


@pytest.fixture
def build(run):
    """Build an edition of today in UTC as JSON; gives code, briefing and errors."""

    def call(*words):
        code, out, err = run("build", *words, "-o", "-", "--format", "json")
        return code, json.loads(out) if out else None, err

    return call


@pytest.fixture
def publish(run):
    """Build an edition into output/, which a store remembers; gives code, briefing and errors."""

    def call(*words, day=TODAY):
        code, _, err = run("build", *words, "--date", day)
        written = Path(f"output/{day}/briefing.json")
        return code, json.loads(written.read_text()) if written.exists() else None, err

    return call


@pytest.fixture(autouse=True)
def _html_and_json_only(inside):
    (inside / "brief.toml").write_text('[output]\nformats = ["html", "json"]\n')


def titles(briefing):
    """The headlines of all articles of an edition, told or listed."""
    stories = [s for section in briefing["sections"] for s in (*section["stories"], *section["others"])]
    return sorted({article["title"] for story in stories for article in story["articles"]})


def texts(briefing):
    return " ".join(
        pick["text"] for section in briefing["sections"] for s in section["stories"] for pick in s["digest"]
    )


def test_a_feed_is_read_back_to_the_evening_before_yesterday(site, build):
    new = site.item("Market closes in Melby", site.whole("Melby"), when=NOW - timedelta(hours=2))
    old = site.item("Market closes in Oxmoor", site.whole("Oxmoor"), when=NOW - timedelta(days=4))
    code, briefing, _ = build(site.put_feed("/feed.xml", new, old))
    assert code == 0
    assert titles(briefing) == ["Market closes in Melby"]


def test_where_nothing_is_of_the_time_it_is_said_how_to_reach_further(site, run):
    old = site.item("Market closes in Melby", site.whole("Melby"), when=NOW - timedelta(days=9))
    feed = site.put_feed("/feed.xml", old)
    code, _, err = run("build", feed, "-o", "x.html")
    assert code == 4
    assert err.endswith(
        "brief: nothing to publish: the live sources have nothing of the edition's time; --since 7d reaches further back\n"
    )
    code, _, err = run("build", feed, *STORE, "--offline", "-o", "x.html")
    assert code == 4
    assert "the store has nothing of the edition's time; brief fetch fills the store" in err


def test_the_sentences_of_a_page_on_this_machine_are_explained_where_that_is_allowed(site, run):
    code, out, _ = run("explain", "article", site.page("/melby", "Fish market of Melby shut", "Melby"))
    assert code == 0
    assert "Fish market of Melby shut" in out


def test_since_reaches_further_back(site, build):
    old = site.item("Market closes in Oxmoor", site.whole("Oxmoor"), when=NOW - timedelta(days=4))
    assert titles(build(site.put_feed("/feed.xml", old), "--since", "6d")[1]) == ["Market closes in Oxmoor"]


def test_an_undated_item_is_dated_by_when_it_was_seen_first(site, run):
    address = site.put_feed("/feed.xml", site.item("Market closes in Melby", site.whole("Melby")))
    _, out, _ = run("read", address, "--format", "json")
    assert json.loads(out)[0]["published"].startswith(TODAY)


def test_the_page_of_a_teaser_is_fetched_and_told_under_the_words_of_its_feed(site, build):
    page = site.page("/melby", "Fish market of Melby shut for two years", "Melby")
    teaser = site.item("Market closes in Melby", "The harbor board voted.", page, NOW - timedelta(hours=2))
    code, briefing, _ = build(site.put_feed("/feed.xml", teaser))
    assert code == 0
    assert titles(briefing) == ["Market closes in Melby"]
    assert "close the old fish market for two years" in texts(briefing)
    assert "/robots.txt" in site.asked


def test_robots_txt_keeps_pages_from_being_fetched_and_feeds_not(site, build):
    site.put("/robots.txt", "User-agent: *\nDisallow: /\n")
    page = site.page("/melby", "Fish market of Melby shut", "Melby")
    teaser = site.item("Market closes in Melby", "The harbor board voted to close it.", page, NOW)
    code, briefing, _ = build(site.put_feed("/feed.xml", teaser))
    assert code == 0
    assert "/melby" not in site.asked
    assert [problem["slight"] for problem in briefing["problems"]] == [True]


def test_a_page_that_is_missing_is_told_and_leaves_the_edition_sound(site, build):
    teaser = site.item("Market closes in Melby", "The harbor board voted to close it.", site.url("/gone"), NOW)
    code, briefing, err = build(site.put_feed("/feed.xml", teaser))
    assert code == 0
    assert titles(briefing) == ["Market closes in Melby"]
    assert "/gone: answers 404" in err
    assert briefing["statistics"]["problems"] == 0


@pytest.mark.parametrize("wish", ["never", "always"])
def test_full_text_is_fetched_as_each_source_says(site, build, inside, wish):
    page = site.page("/melby", "Fish market of Melby shut", "Melby")
    text = "The harbor board voted to close it." if wish == "never" else site.whole("Oxmoor")
    address = site.put_feed("/feed.xml", site.item("Market closes", text, page, NOW))
    (inside / "brief.toml").write_text(f'[[source]]\nlocation = "{address}"\nfull_text = "{wish}"\n')
    build()
    assert ("/melby" in site.asked) == (wish == "always")


def test_one_dead_source_spoils_nothing(site, build):
    feed = site.put_feed("/feed.xml", site.item("Market closes in Melby", site.whole("Melby"), when=NOW))
    code, briefing, err = build(feed, site.url("/dead"))
    assert code == 3
    assert titles(briefing) == ["Market closes in Melby"]
    assert "/dead: answers 404" in err
    assert [one["failures"] for one in briefing["sources"]] == [0, 1]


def test_where_every_source_is_dead_the_last_edition_stays(site, publish):
    feed = site.put_feed("/feed.xml", site.item("Market closes in Melby", site.whole("Melby"), when=NOW))
    assert publish(feed, *STORE)[0] == 0
    before = Path("output/latest.html").read_bytes()
    site.put("/feed.xml", "gone", 404)
    code, _, err = publish(feed, *STORE)
    assert code == 5
    assert "answers 404" in err
    assert Path("output/latest.html").read_bytes() == before


def test_an_address_of_this_machine_is_not_asked_unless_it_is_allowed(site, command_line):
    code, _, err = command_line("build", site.url(), "-o", "x.html")
    assert code == 5
    assert "--allow-private" in err
    assert site.asked == []


def test_what_has_not_changed_is_not_sent_again_and_stays_in_the_edition(site, publish):
    feed = site.put_feed("/feed.xml", site.item("Market closes in Melby", site.whole("Melby"), when=NOW))
    first = publish(feed, *STORE)[1]
    code, second, _ = publish(feed, *STORE)
    assert code == 0
    assert titles(second) == titles(first)
    assert second["sources"][0]["new"] == 0


def test_what_left_its_feed_since_it_was_fetched_is_in_the_edition(site, run, publish):
    early = site.item("Market closes in Melby", site.whole("Melby"), when=NOW - timedelta(hours=9))
    late = site.item("Bridge opens in Oxmoor", site.whole("Oxmoor").replace("fish market", "bridge"), when=NOW)
    feed = site.put_feed("/feed.xml", early)
    code, out, _ = run("fetch", feed, *STORE)
    assert (code, out.count("1 new of 1")) == (0, 1)
    site.put_feed("/feed.xml", late)
    assert len(titles(publish(feed, *STORE)[1])) == 2


def test_a_day_that_is_over_is_made_of_what_was_kept(site, run, publish):
    yesterday = NOW - timedelta(days=1)
    feed = site.put_feed("/feed.xml", site.item("Market closes in Melby", site.whole("Melby"), when=yesterday))
    run("fetch", feed, *STORE)
    site.asked.clear()
    code, briefing, _ = publish(feed, *STORE, day=yesterday.date().isoformat())
    assert (code, titles(briefing), site.asked) == (0, ["Market closes in Melby"], [])


def test_the_same_store_gives_the_same_edition_without_the_network(site, run, publish, inside):
    page = site.page("/melby", "Fish market of Melby shut", "Melby")
    feed = site.put_feed(
        "/feed.xml",
        site.item("Market closes", "The board voted.", page, NOW),
        site.item("Undated", site.whole("Oxmoor")),
    )
    publish(feed, *STORE)
    first = Path(f"output/{TODAY}/briefing.html").read_bytes()
    site.asked.clear()
    publish(feed, *STORE, "--offline")
    assert Path(f"output/{TODAY}/briefing.html").read_bytes() == first
    assert site.asked == []


def test_a_teaser_that_was_completed_keeps_its_text(site, publish):
    page = site.page("/melby", "Fish market of Melby shut", "Melby")
    teaser = site.item("Market closes in Melby", "The harbor board voted.", page, NOW)
    feed = site.put_feed("/feed.xml", teaser)
    publish(feed, *STORE)
    site.put_feed("/feed.xml", teaser, title="Harbor Post again")
    assert "fish market for two years" in texts(publish(feed, *STORE)[1])
    assert site.asked.count("/melby") == 1


def test_a_list_of_feeds_is_asked_and_its_folders_are_sections(site, build, inside):
    feed = site.put_feed("/feed.xml", site.item("Market closes in Melby", site.whole("Melby"), when=NOW))
    (inside / "feeds.opml").write_text(
        f"<opml version='2.0'><body><outline text='Harbors'><outline text='The Post' xmlUrl='{feed}'/></outline></body></opml>"
    )
    code, briefing, _ = build("feeds.opml")
    assert code == 0
    assert [section["title"] for section in briefing["sections"]] == ["Harbors"]
    assert briefing["sources"][0]["name"] == "The Post"


def test_a_site_is_asked_for_the_feed_it_links_to(site, publish, run):
    site.put_feed("/feed.xml", site.item("Market closes in Melby", site.whole("Melby"), when=NOW))
    link = "<link rel='alternate' type='application/rss+xml' href='/feed.xml'>"
    home = site.put(
        "/",
        f"<!doctype html><html><head><title>Post</title>{link}</head><body>News</body></html>",
        Content_Type="text/html",
    )
    assert titles(publish(home, *STORE)[1]) == ["Market closes in Melby"]
    assert titles(publish(home, *STORE)[1]) == ["Market closes in Melby"]


def test_a_page_that_is_named_is_told_however_old_it_is(site, build):
    head = "<meta property='article:published_time' content='2024-05-02T10:00:00Z'>"
    code, briefing, _ = build(site.page("/2024/market-closes-in-melby", "Market closes in Melby", "Melby", head=head))
    assert code == 0
    assert titles(briefing) == ["Market closes in Melby"]


def test_an_article_that_two_feeds_have_is_one(site, build):
    link = site.url("/melby-market")
    one = site.put_feed(
        "/one.xml", site.item("Market closes in Melby", site.whole("Melby"), link + "?utm_source=one", NOW)
    )
    two = site.put_feed(
        "/two.xml", site.item("Market closes in Melby", site.whole("Melby"), link + "?utm_source=two", NOW)
    )
    _, briefing, _ = build(one, two)
    assert briefing["statistics"]["read"] == 1


def test_a_source_that_is_gone_for_good_is_not_asked_again_until_it_answers_a_check(site, run):
    feed = site.put("/feed.xml", "bye", 410)
    good = site.put_feed("/good.xml", site.item("Market closes in Melby", site.whole("Melby"), when=NOW))
    assert run("fetch", feed, good, *STORE)[0] == 3
    site.asked.clear()
    code, _, err = run("fetch", feed, good, *STORE)
    assert (code, site.asked) == (3, ["/good.xml"])
    assert "gone for good" in err
    site.put_feed("/feed.xml", site.item("It is back", site.whole("Oxmoor"), when=NOW))
    assert run("sources", feed, *STORE, "--check")[0] == 0
    assert run("fetch", feed, *STORE)[0] == 0


def test_a_source_that_fails_again_says_how_often_and_since_when(site, run):
    feed = site.put_feed("/feed.xml", site.item("Market closes in Melby", site.whole("Melby"), when=NOW))
    other = site.put_feed("/other.xml", site.item("Bridge opens", site.whole("Oxmoor"), when=NOW))
    run("fetch", feed, other, *STORE)
    site.put("/feed.xml", "not here", 404)
    run("fetch", feed, other, *STORE)
    _, _, err = run("fetch", feed, other, *STORE)
    assert f"answers 404 (2 times in a row, last answered {TODAY})" in err


def test_sources_lists_those_that_were_never_asked_too(site, run):
    feed = site.put_feed("/feed.xml", site.item("Market closes in Melby", site.whole("Melby"), when=NOW))
    run("fetch", feed, *STORE)
    _, out, _ = run("sources", feed, site.url("/new.xml"), *STORE)
    lines = out.splitlines()
    assert "1 new of 1" in lines[0]
    assert lines[1].endswith("/new.xml: never asked")


def test_a_check_says_what_is_found_now_and_of_a_failure_since_when(site, run):
    feed = site.put_feed("/feed.xml", site.item("Market closes in Melby", site.whole("Melby"), when=NOW))
    other = site.put_feed("/other.xml", site.item("Bridge opens", site.whole("Oxmoor"), when=NOW))
    run("fetch", feed, other, *STORE)
    site.put("/other.xml", "not here", 404)
    run("fetch", feed, other, *STORE)
    code, out, _ = run("sources", feed, other, *STORE, "--check")
    assert code == 3
    good, bad = out.splitlines()
    assert "/feed.xml: answers with 1 article in " in good
    assert f"/other.xml: answers 404, 2 times in a row; last answered {TODAY}" in bad


def test_a_first_failure_is_not_said_to_be_one_in_a_row(site, run):
    _, out, _ = run("fetch", site.url("/missing.xml"), *STORE)
    assert out.endswith("/missing.xml: answers 404; never answered\n")


def test_prune_takes_what_is_old(site, run):
    old = site.item("Market closes in Oxmoor", site.whole("Oxmoor"), when=NOW - timedelta(days=40))
    run("fetch", site.put_feed("/feed.xml", old), *STORE)
    code, out, _ = run("prune", "--keep", "30d", *STORE)
    assert code == 0
    assert ": 1 article, " in out


def test_live_sources_mail_and_files_go_into_one_edition(site, build, inside):
    feed = site.put_feed("/feed.xml", site.item("Market closes in Melby", site.whole("Melby"), when=NOW))
    (inside / "clip.txt").write_text(
        "Bridge opens in Oxmoor\n\nThe new bridge of Oxmoor opened on Monday. Two hundred people crossed it.\n"
    )
    (inside / "mail.eml").write_text(
        "From: Tide Letter <a@b.example>\nSubject: Tides rise in Norby\nDate: Thu, 19 Nov 2026 08:00:00 +0000\n\n"
        "The tides in Norby rose by a meter on Thursday. The quay was flooded, and three boats broke loose.\n"
    )
    _, briefing, _ = build(feed, "clip.txt", "mail.eml")
    assert len(titles(briefing)) == 3


def test_a_password_is_never_shown_or_kept(site, publish, inside):
    feed = site.put_feed("/feed.xml", site.item("Market closes in Melby", site.whole("Melby"), when=NOW))
    secret = feed.replace("http://", "http://reader:hunter2@")
    dead = site.url("/dead").replace("http://", "http://reader:hunter2@")
    code, _, err = publish(secret, dead, *STORE)
    assert code == 3
    written = [path for path in inside.rglob("*") if path.is_file()]
    assert "hunter2" not in err
    assert not [path for path in written if b"hunter2" in path.read_bytes()]


def test_an_undated_item_is_of_the_day_it_was_first_seen_and_no_other(site, run, build):
    import sqlite3

    feed = site.put_feed("/feed.xml", site.item("Market closes in Melby", site.whole("Melby")))
    run("fetch", feed, *STORE)
    with sqlite3.connect("store.sqlite") as link:
        link.execute(
            "UPDATE articles SET first_seen = first_seen - 5 * 86400 * 1000000, moment = moment - 5 * 86400 * 1000000"
        )
    link.close()
    site.put_feed("/feed.xml", site.item("Market closes in Melby", site.whole("Melby")), title="Again")
    assert build(feed, *STORE)[0] == 4
