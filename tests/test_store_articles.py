"""Articles in the store: what is kept comes back, what is known is known again, and stands at its moment."""

import random
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.errors import StoreError
from brief.model import Kept
from brief.store import Store
from brief.store.columns import COMPRESSED_FROM, moment_of, ticks

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)
FEED = "https://tarn.example/feed.xml"
OTHER = "https://oxmoor.example/atom.xml"


def article(key="k1", source=FEED, **changes):
    kept = {
        "source": source, "key": key, "url": f"https://tarn.example/{key}", "published": NOON,
        "first_seen": NOON + timedelta(hours=1), "content": b'{"title":"The weir is open"}',
    }  # fmt: skip
    return Kept(**(kept | changes))


@pytest.fixture
def store(tmp_path):
    with Store(str(tmp_path / "store.sqlite")) as store:
        yield store


def everything(store, *sources):
    return store.kept(
        sources or (FEED, OTHER), datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=timezone(-DAY / 2))
    )


def test_an_empty_store_knows_nothing(store):
    assert store.add([]) == 0
    assert everything(store) == []
    assert store.seen(FEED, ["k1"]) == frozenset()
    assert store.first_seen(FEED, ["k1"]) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"url": None},
        {"published": None},
        {"published": datetime(2026, 3, 29, 2, 30, 0, 123456, timezone(timedelta(hours=-3, minutes=-30)))},
        {"published": datetime(1, 1, 3, tzinfo=UTC)},
        {"content": b""},
        {"content": bytes(range(256))},
        {"content": "Über Kähne, 渡船, عبّارة".encode()},
        {"content": b"The weir is open. " * COMPRESSED_FROM},
        {"content": random.Random(1).randbytes(COMPRESSED_FROM + 1)},
        {"key": "", "url": ""},
        {"key": "guid\0with NUL"},
        {"key": "half a pair \ud83d", "url": "https://tarn.example/\udca9"},
        {"key": "k" * 100_000},
        {"key": "'; DROP TABLE articles; --"},
    ],
)
def test_what_is_kept_comes_back_as_it_was(store, changes):
    one = article(**changes)
    assert store.add([one]) == 1
    assert everything(store) == [one]
    assert store.seen(FEED, [one.key, "another"]) == {one.key}
    assert store.first_seen(FEED, [one.key, "another"]) == {one.key: one.first_seen}
    assert store.add([one]) == 0
    assert everything(store) == [one]


def test_a_source_of_odd_characters_is_a_source(store):
    source = "https://tarn.example/\ud83d\0'"
    store.add([article(source=source)])
    assert everything(store, source) == [article(source=source)]
    assert store.seen(source, ["k1"]) == {"k1"}


def test_long_articles_take_less_place_than_they_have(store, tmp_path):
    store.add([article(str(n), content=b"The weir of Tarn is open again. " * 3000) for n in range(20)])
    store.close()
    assert (tmp_path / "store.sqlite").stat().st_size < 20 * 96_000 / 5


@given(st.datetimes(timezones=st.timezones()))
def test_moments_are_exact_in_every_zone(moment):
    assert moment_of(ticks(moment)) == moment.astimezone(UTC)


def test_a_moment_without_a_zone_is_a_mistake(store):
    with pytest.raises(TypeError):
        store.add([article(published=datetime(2026, 11, 20))])  # noqa: DTZ001 - that is the point
    assert everything(store) == []


def test_an_article_that_comes_again_keeps_when_it_was_seen_first_and_gets_its_new_text_and_date(store):
    first = article()
    again = article(
        first_seen=NOON + DAY, content=b"longer now", published=NOON + 2 * DAY, url="https://tarn.example/x"
    )
    assert (store.add([first]), store.add([again])) == (1, 0)
    expected = article(content=b"longer now", published=NOON + 2 * DAY, url="https://tarn.example/x")
    assert everything(store) == [expected]
    assert store.kept([FEED], NOON, NOON + DAY) == []
    assert store.kept([FEED], NOON + 2 * DAY, NOON + 3 * DAY) == [expected]


def test_an_article_that_loses_its_date_stands_where_it_was_seen_first(store):
    store.add([article(published=NOON - 9 * DAY)])
    store.add([article(published=None, first_seen=NOON + 9 * DAY)])
    assert store.kept([FEED], NOON, NOON + DAY) == [article(published=None)]


def test_an_article_under_a_new_key_at_the_same_address_is_known(store):
    url = "https://tarn.example/weir"
    assert store.add([article("http://tarn.example/?p=7", url=url)]) == 1
    assert store.add([article("https://tarn.example/?p=7", url=url, first_seen=NOON + DAY)]) == 0
    assert everything(store) == [article("https://tarn.example/?p=7", url=url)]
    assert store.seen(FEED, ["http://tarn.example/?p=7", "https://tarn.example/?p=7"]) == {"https://tarn.example/?p=7"}


def test_articles_that_all_link_to_the_front_page_are_many(store):
    """Now and on the next day, when the oldest has left the feed and a new one has come."""
    url = "https://tarn.example/"
    assert store.add([article(key, url=url) for key in "abc"]) == 3
    assert store.add([article(key, url=url) for key in "bcd"]) == 1
    assert store.add([article("e", url=url)]) == 1
    assert [one.key for one in everything(store)] == list("abcde")


def test_an_address_that_goes_over_to_another_article_leaves_both(store):
    """A live page moves on to the next day: its old article has an address of its own now."""
    store.add([article("monday", url="https://tarn.example/live")])
    new = [article("monday", url="https://tarn.example/live/1"), article("tuesday", url="https://tarn.example/live")]
    assert store.add(new) == 1
    assert everything(store) == new


def test_the_same_key_or_address_in_another_source_is_another_article(store):
    assert store.add([article(), article(source=OTHER)]) == 2
    assert store.seen(OTHER, ["k1"]) == {"k1"}
    assert [one.source for one in everything(store)] == [OTHER, FEED]
    assert everything(store, OTHER) == [article(source=OTHER)]


def test_the_same_key_twice_is_one_article_and_the_order_given_does_not_matter(tmp_path):
    given = [article(content=b"old"), article(content=b"new", published=NOON + timedelta(hours=1)), article("k2")]
    given += [article("k3", published=None, content=b"a"), article("k3", content=b"b"), article("k0", source=OTHER)]
    found = []
    for seed in range(6):
        random.Random(seed).shuffle(given)
        with Store(str(tmp_path / f"{seed}.sqlite")) as store:
            assert store.add(iter(given)) == 4
            found.append(everything(store))
    assert found == [found[0]] * 6
    assert [(one.key, one.content) for one in found[0]][1:2] == [("k2", article("k2").content)]
    assert {one.key: one.content for one in found[0]}["k1"] == b"new"
    assert {one.key: one.content for one in found[0]}["k3"] == b"b"


def test_thirty_identical_articles_are_one_by_key_and_thirty_by_keys(store):
    assert store.add([article()] * 30) == 1
    assert store.add([article(f"n{n}", url=None) for n in range(30)]) == 30


def test_a_time_has_its_start_and_not_its_end(store):
    tick = timedelta(microseconds=1)
    times = [NOON - tick, NOON, NOON + DAY - tick, NOON + DAY]
    store.add([article(str(n), published=when) for n, when in enumerate(times)])
    assert [one.key for one in store.kept([FEED], NOON, NOON + DAY)] == ["1", "2"]
    zone = timezone(timedelta(hours=13))
    assert [one.key for one in store.kept([FEED], NOON.astimezone(zone), (NOON + DAY).astimezone(zone))] == ["1", "2"]
    assert store.kept([FEED], NOON, NOON) == []
    assert store.kept([FEED], NOON + DAY, NOON) == []


def test_articles_come_by_source_moment_and_key_the_undated_at_their_first_sight(store):
    store.add(
        [
            article("b"),
            article("a"),
            article("late", published=None, first_seen=NOON + timedelta(hours=2)),
            article("early", published=None, first_seen=NOON - timedelta(hours=2)),
            article("z", source=OTHER),
        ]
    )
    assert [one.key for one in everything(store)] == ["z", "early", "a", "b", "late"]


def test_only_the_sources_asked_for_are_given(store):
    many = [f"https://tarn.example/{n}" for n in range(2000)]
    store.add([article(source=source) for source in many])
    assert store.kept([], NOON, NOON + DAY) == []
    assert store.kept(["https://tarn.example/never"], NOON, NOON + DAY) == []
    assert [one.source for one in store.kept(many[7:9], NOON, NOON + DAY)] == many[7:9]
    assert len(store.kept(many, NOON, NOON + DAY)) == 2000


def test_many_keys_are_asked_for_at_once(store):
    store.add([article(f"k{n}", url=None) for n in range(0, 3000, 2)])
    keys = [f"k{n}" for n in range(3000)]
    assert store.seen(FEED, keys) == set(keys[::2])


def test_what_is_looked_up_is_found_through_an_index(store):
    """Not by going through all articles, nor through all of a source."""
    plans = []
    store._link.set_trace_callback(plans.append)
    store.add([article(), article("k2", url="https://tarn.example/k1")])
    everything(store)
    store.seen(FEED, ["k1", "k9"])
    store._link.set_trace_callback(None)
    asked = [sql for sql in plans if sql.startswith("SELECT") and "articles" in sql]
    steps = [row[3] for sql in asked for row in store._link.execute(f"EXPLAIN QUERY PLAN {sql}")]
    found = {step for step in steps if "articles" in step}
    assert {step.split("INDEX ")[1] for step in found} == {
        "articles_by_key (source=? AND key=?)",
        "articles_by_url (source=? AND url=?)",
        "articles_by_moment (moment>? AND moment<?)",
    }


def test_a_batch_that_cannot_be_kept_whole_is_not_kept(store):
    store.add([article("before")])
    (pages,) = store._link.execute("PRAGMA page_count").fetchone()
    store._link.execute(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(StoreError, match="cannot be used as store: the disk is full"):
        store.add(article(str(n), content=b"x" * 5000) for n in range(20))
    assert [one.key for one in everything(store)] == ["before"]
    store.add([article("small")])
    assert [one.key for one in everything(store)] == ["before", "small"]


def test_what_fails_while_articles_are_made_is_not_taken_for_a_fault_of_the_store(store):
    def failing():
        yield article()
        message = "theirs"
        raise ValueError(message)

    with pytest.raises(ValueError, match="theirs"):
        store.add(failing())
    assert everything(store) == []


def test_another_run_may_write_while_articles_are_being_made(store, tmp_path):
    def slow():
        with Store(str(tmp_path / "store.sqlite")) as other:
            other.add([article("theirs")])
        yield article("ours")

    assert store.add(slow()) == 1
    assert [one.key for one in everything(store)] == ["ours", "theirs"]
