"""Pruning: what is old goes, the file shrinks, and nothing that comes later turns out otherwise."""

import random
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest

from brief import store as store_module
from brief.model import Kept, Printed, Pruned, Validators, Visit
from brief.store import MEMORY, MIGRATIONS, Store

DAY = date(2026, 11, 20)
START = datetime(2026, 11, 20, tzinfo=UTC)
ONE = timedelta(days=1)
FEED = "https://tarn.example/feed.xml"
TAG = Validators('"v1"')


def article(key="k1", **changes):
    kept = {"source": FEED, "key": key, "url": None, "published": START, "first_seen": START, "content": b"text"}
    return Kept(**(kept | changes))


def printed(day, story="s1"):
    return Printed(day, story, "The weir", True, day, frozenset({story}), {"weir": 1}, (), None)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store.sqlite"


@pytest.fixture
def store(path):
    with Store(str(path)) as store:
        yield store


def keys(store):
    found = store.kept([FEED], datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC))
    return [one.key for one in found]


def test_nothing_is_pruned_from_an_empty_store(store):
    for day in (DAY, date.min, date.max):
        pruned = store.prune(day)
        assert (pruned.articles, pruned.editions, pruned.visits) == (0, 0, 0)


def test_articles_from_before_the_day_go(store):
    tick = timedelta(microseconds=1)
    store.add(
        [
            article("old", published=START - tick),
            article("new", published=START),
            article("undated-old", published=None, first_seen=START - tick),
            article("undated-new", published=None, first_seen=START),
        ]
    )
    assert store.prune(DAY).articles == 2
    assert keys(store) == ["new", "undated-new"]
    assert store.prune(DAY).articles == 0


def test_what_was_pruned_is_still_known(store):
    store.add([article("old", first_seen=START - 3 * ONE), article("half a pair \ud83d")])
    store.prune(DAY + ONE)
    assert keys(store) == []
    assert store.seen(FEED, ["old", "half a pair \ud83d", "never"]) == {"old", "half a pair \ud83d"}
    assert store.first_seen(FEED, ["old", "never"]) == {"old": START - 3 * ONE}


@pytest.mark.parametrize("published", [None, START - 9 * ONE])
def test_a_feed_that_still_lists_what_was_pruned_brings_nothing_new(store, published):
    """Least of all an undated article, which would stand at the day it came back."""
    store.add([article(published=published)])
    store.prune(DAY + ONE)
    assert store.add([article(published=published, first_seen=START + 40 * ONE, content=b"other")]) == 0
    assert keys(store) == []


def test_what_was_pruned_and_is_dated_anew_comes_back_as_first_seen_then(store):
    store.add([article()])
    store.prune(DAY + ONE)
    again = article(published=START + 40 * ONE, first_seen=START + 40 * ONE, content=b"new text")
    assert store.add([again]) == 0
    assert store.kept([FEED], START + 40 * ONE, START + 41 * ONE) == [
        article(published=START + 40 * ONE, content=b"new text")
    ]
    assert store.prune(DAY + 50 * ONE).articles == 1
    assert store.first_seen(FEED, ["k1"]) == {"k1": START}
    assert store.add([again]) == 0
    assert keys(store) == []


def test_visits_go_and_what_is_known_of_their_source_stays(store):
    visits = [Visit(FEED, START - 2 * ONE, "ok", "", 5.0, 9, 4, TAG), Visit(FEED, START - ONE, "gone", "is gone")]
    store.note([*visits, Visit(FEED, START, "failed", "is down")])
    before = store.health()[FEED]
    assert store.prune(DAY).visits == 2
    after = store.health()[FEED]
    assert (before.delay, after.delay) == (5.0, None)
    assert (after.validators, after.failures, after.disabled, after.succeeded) == (TAG, 2, True, START - 2 * ONE)


def test_no_edition_from_the_day_on_is_numbered_or_made_otherwise(store):
    days = [DAY - 2 * MEMORY * ONE + n * ONE for n in range(3 * MEMORY)]
    for day in days:
        store.record(day, "Tarn", [printed(day), printed(day, "s2")])
    later = [DAY + n * ONE for n in range(2 * MEMORY)]
    before = [store.past(day) for day in later]
    assert store.prune(DAY).editions == MEMORY
    assert [store.past(day) for day in later] == before
    assert len(store.past(DAY).printed) == 2 * MEMORY
    assert store.prune(DAY).editions == 0


def test_the_file_shrinks_by_what_is_told(store, path):
    draw = random.Random(1)
    store.add(
        article(f"{n:03}", published=START + n * timedelta(hours=1), content=draw.randbytes(4000)) for n in range(240)
    )
    store._link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    full = path.stat().st_size
    pruned = store.prune(DAY + 5 * ONE)
    assert pruned == Pruned(articles=120, editions=0, visits=0, freed=full - path.stat().st_size)
    assert path.stat().st_size < full * 0.6
    assert keys(store) == [f"{n:03}" for n in range(120, 240)]
    assert store._link.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.fixture
def old(path):
    """A file of the first version, of 900 kB."""
    with closing(sqlite3.connect(path)) as link:
        link.executescript(f"{MIGRATIONS[0]}; PRAGMA user_version = 1;")
        link.execute("INSERT INTO editions VALUES ('2020-01-01', 'Tarn')")
        link.execute("INSERT INTO printed VALUES ('2020-01-01', 's', 't', 1, '2020-01-01', NULL, zeroblob(900000))")
        link.commit()
    return path


def test_a_file_of_the_first_version_shrinks_too(old):
    with Store(str(old)) as store:
        assert store.prune(DAY).freed > 800_000
        assert old.stat().st_size < 200_000
        assert store.past(DAY).editions == 1
        store.add(article(str(n), content=b"x" * 4000) for n in range(100))
        assert store.prune(DAY + ONE).freed > 300_000


@pytest.mark.parametrize("make", ["path", "old"])
def test_pruning_does_not_wait_for_a_reader_nor_disturb_it(request, path, make, monkeypatch):
    """Nor does the disk get less back in the end: the last to close the file cuts it off."""
    monkeypatch.setattr(store_module, "PATIENCE", 1)
    request.getfixturevalue(make)
    with Store(str(path)) as store:
        store.add(article(str(n), content=b"x" * 4000) for n in range(100))
    full = path.stat().st_size
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        with Store(str(path)) as store:
            reader.execute("BEGIN")
            assert reader.execute("SELECT count(*) FROM articles").fetchone() == (100,)
            pruned = store.prune(DAY + ONE)
            assert reader.execute("SELECT count(*) FROM articles").fetchone() == (100,)
            assert keys(store) == []
        reader.execute("ROLLBACK")
    assert pruned.articles == 100
    assert path.stat().st_size == full - pruned.freed
    assert pruned.freed > full * 0.7
