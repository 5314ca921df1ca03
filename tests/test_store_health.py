"""How a source has done: failures, delay, a new address, what is gone, and what to ask with next time."""

from datetime import UTC, datetime, timedelta

import pytest

from brief.errors import StoreError
from brief.model import Health, Kept, Validators, Visit
from brief.store import Store
from brief.store.visits import SIGHTINGS, VISITS

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = "https://tarn.example/feed.xml"
NEW = "https://www.tarn.example/feed"
TAG = Validators('"v1"', "Fri, 20 Nov 2026 11:00:00 GMT")


def ok(hour=0, **changes):
    return Visit(FEED, NOON + hour * HOUR, "ok", **({"seconds": 1.0, "found": 20, "new": 3} | changes))


def failed(hour=0, outcome="failed", why="answers 500", **changes):
    return Visit(FEED, NOON + hour * HOUR, outcome, why, **changes)


def unchanged(hour=0, **changes):
    return Visit(FEED, NOON + hour * HOUR, "unchanged", **changes)


@pytest.fixture
def store(tmp_path):
    with Store(str(tmp_path / "store.sqlite")) as store:
        yield store


def after(store, *visits):
    store.note(visits)
    return store.health([FEED])[FEED]


def test_a_source_that_was_never_visited_is_healthy_where_it_is_asked_for(store):
    assert store.health() == {}
    assert store.health([FEED]) == {FEED: Health(FEED, FEED)}
    store.note([])
    assert store.health([]) == {}


def test_a_visit_that_succeeds_is_remembered(store, tmp_path):
    expected = Health(FEED, FEED, NOON, NOON, found=20, new=3, delay=1.0, validators=TAG)
    assert after(store, ok(validators=TAG)) == expected
    with Store(str(tmp_path / "store.sqlite")) as again:
        assert again.health() == {FEED: expected}


def test_failures_are_counted_in_a_row_and_leave_what_a_success_left(store):
    found = after(store, ok(validators=TAG), failed(1), failed(2, why="no answer in 30 s"))
    assert found == Health(FEED, FEED, NOON + 2 * HOUR, NOON, 2, "no answer in 30 s", 20, 3, 1.0, validators=TAG)
    found = after(store, ok(3, found=21, new=1))
    assert (found.failures, found.why, found.succeeded, found.found, found.new) == (0, "", NOON + 3 * HOUR, 21, 1)


def test_a_source_that_only_ever_failed_never_succeeded(store):
    found = after(store, failed(), failed(1))
    assert (found.visited, found.succeeded, found.failures, found.delay) == (NOON + HOUR, None, 2, None)


def test_unchanged_is_success_and_the_items_are_still_there(store):
    found = after(store, ok(validators=TAG), failed(1), unchanged(2, seconds=3.0))
    assert found == Health(FEED, FEED, NOON + 2 * HOUR, NOON + 2 * HOUR, found=20, delay=2.0, validators=TAG)


def test_validators_are_those_of_the_last_answer(store):
    assert after(store, ok(validators=TAG), ok(1, validators=Validators('"v2"'))).validators == Validators('"v2"')
    assert after(store, unchanged(2, validators=Validators('"v3"'))).validators == Validators('"v3"')
    assert after(store, ok(3)).validators == Validators()


def test_an_unchanged_answer_need_not_repeat_its_validators(store):
    found = after(store, ok(validators=TAG), unchanged(1, validators=Validators('"v2"')))
    assert found.validators == Validators('"v2"', TAG.modified)


def test_the_delay_is_the_median_of_the_visits_that_succeeded(store):
    given = [ok(0, seconds=1.0), ok(1, seconds=9.0), failed(2, seconds=30.0), unchanged(3, seconds=2.0)]
    assert after(store, *given).delay == 2.0
    assert after(store, unchanged(4, seconds=4.0)).delay == 3.0


def test_only_the_last_visits_are_kept(store):
    assert after(store, *(ok(n, seconds=9.0) for n in range(VISITS))).delay == 9.0
    assert after(store, *(ok(VISITS + n, seconds=1.0) for n in range(VISITS - 1))).delay == 1.0
    assert store._link.execute("SELECT count(*) FROM visits").fetchone() == (VISITS,)


def test_any_number_of_failures_is_counted_and_loses_nothing(store):
    store.note([ok(validators=TAG)])
    found = after(store, *(failed(1 + n) for n in range(3 * VISITS)))
    assert (found.failures, found.succeeded, found.validators, found.delay) == (3 * VISITS, NOON, TAG, None)


def test_a_source_that_is_gone_is_disabled_until_it_answers_again(store):
    found = after(store, ok(), failed(1, "gone", "is gone for good (410)"))
    assert (found.disabled, found.failures, found.why) == (True, 1, "is gone for good (410)")
    assert after(store, failed(2)).disabled
    assert not after(store, ok(3)).disabled
    assert after(store, failed(4, "gone")).disabled
    assert not after(store, unchanged(5)).disabled


def test_an_address_is_learned_when_it_was_seen_three_times_in_a_row(store):
    assert SIGHTINGS == 3
    for hour in range(2):
        assert after(store, ok(hour, moved=NEW, validators=TAG)).address == FEED
    found = after(store, ok(2, moved=NEW, validators=TAG))
    assert (found.source, found.address) == (FEED, NEW)


def test_the_validators_of_an_old_address_are_not_sent_to_the_new_one(store):
    found = after(store, *(ok(hour, moved=NEW, validators=TAG) for hour in range(3)))
    assert found.validators == Validators()
    assert after(store, ok(4, validators=TAG)).validators == TAG


@pytest.mark.parametrize(
    "between",
    [ok(1), unchanged(1), ok(1, moved="https://elsewhere.example/")],
    ids=["here", "here-unchanged", "elsewhere"],
)
def test_sightings_that_do_not_follow_each_other_do_not_count(store, between):
    found = after(store, ok(0, moved=NEW), between, ok(2, moved=NEW), ok(3, moved=NEW))
    assert found.address == FEED
    assert after(store, unchanged(4, moved=NEW)).address == NEW


def test_a_failure_says_nothing_of_the_address(store):
    """A page for logging in, to which a hotel sends everything, is no feed; nor does it end a row."""
    found = after(store, *(failed(hour, moved="https://hotel.example/login") for hour in range(9)))
    assert found.address == FEED
    assert after(store, ok(10, moved=NEW), ok(11, moved=NEW), failed(12), ok(13, moved=NEW)).address == NEW


def test_a_learned_address_stays_and_may_move_on(store):
    assert after(store, *(ok(hour, moved=NEW) for hour in range(3)), ok(3), failed(4), ok(5)).address == NEW
    third = "https://news.tarn.example/feed"
    assert after(store, ok(6, moved=third), ok(7, moved=third)).address == NEW
    assert after(store, ok(8, moved=third)).address == third
    assert after(store, *(ok(hour, moved=FEED) for hour in range(9, 12))).address == FEED


def test_a_source_that_answers_at_its_own_address_again_is_asked_there_at_once(store):
    assert after(store, *(ok(hour, moved=NEW) for hour in range(3)), failed(4)).address == NEW
    assert after(store, ok(5, moved=FEED)).address == FEED


def test_an_address_that_moved_to_itself_did_not_move(store):
    found = after(store, *(ok(hour, moved=FEED, validators=TAG) for hour in range(3)))
    assert (found.address, found.validators) == (FEED, TAG)


def test_visits_given_in_any_order_are_noted_in_the_order_of_their_moments(store):
    found = after(store, failed(2), ok(0), failed(1))
    assert (found.failures, found.visited) == (2, NOON + 2 * HOUR)


def test_a_clock_that_was_set_back_does_not_hide_the_last_visit(store):
    store.note([failed(5)])
    found = after(store, ok(1))
    assert (found.failures, found.visited) == (0, NOON + HOUR)


def test_sources_are_told_apart_and_come_in_order(store):
    other = "https://oxmoor.example/atom.xml"
    store.note([Visit(FEED, NOON, "failed", "is down"), Visit(other, NOON, "ok", seconds=2.0)])
    assert list(store.health()) == [other, FEED]
    assert [one.failures for one in store.health().values()] == [0, 1]
    assert list(store.health({FEED, other, "https://a.example/"})) == ["https://a.example/", other, FEED]


def test_a_source_that_only_has_articles_has_not_been_visited(store):
    store.add([Kept(FEED, "k", None, None, NOON, b"x")])
    assert store.health() == {FEED: Health(FEED, FEED)}


def test_odd_characters_come_back(store):
    odd = 'half a pair \ud83d, NUL \0, "quoted", 渡船'
    visits = [ok(hour, moved=odd, validators=Validators(odd, odd)) for hour in range(3)]
    found = after(store, *visits, ok(3, validators=Validators(odd, odd)), failed(4, why=odd))
    assert (found.address, found.why, found.validators) == (odd, odd, Validators(odd, odd))


def test_visits_are_noted_all_or_none(store):
    store.note([ok()])
    with pytest.raises(StoreError, match="cannot be used as store"):
        store.note([failed(1), failed(2, outcome="perhaps")])
    assert store.health()[FEED].failures == 0
