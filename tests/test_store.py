"""The store: what is recorded comes back, for the days before; a file that is none is refused; nothing is half done."""

import sqlite3
from datetime import date, timedelta

import pytest

from brief import store as store_module
from brief.errors import StoreError
from brief.model import Past, Printed
from brief.store import MEMORY, Store

DAY = date(2026, 11, 20)


def record(name="s1", day=DAY, **changes):
    given = {
        "day": day, "story": name, "title": "Straße frei", "told": True, "first_seen": day,
        "articles": frozenset({"a1", "https://post.example/1"}), "terms": {"straß": 3, "frei": 1},
        "sentences": (frozenset({"straß", "frei"}), frozenset()), "page": "2026-11-20/briefing.html#story-1",
    }  # fmt: skip
    return Printed(**(given | changes))


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "state" / "store.sqlite")


def test_a_new_file_and_its_folder_are_made_and_remember_nothing(path):
    with Store(path) as store:
        assert store.past(DAY) == Past()


def test_what_was_printed_comes_back_as_it_was(path):
    with Store(path) as store:
        store.record(DAY, "T", [record(), record("s2", told=False, page=None)])
    with Store(path) as store:
        assert store.past(DAY + timedelta(days=1)) == Past((record(), record("s2", told=False, page=None)), 1)


def test_a_day_knows_only_the_days_before_it(path):
    days = [DAY - timedelta(days=2), DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)]
    with Store(path) as store:
        for day in days:
            store.record(day, "T", [record(day=day)])
        assert [one.day for one in store.past(DAY).printed] == [days[1], days[0]]
        assert store.past(DAY).editions == 2


def test_an_edition_made_again_replaces_the_one_of_its_day_only(path):
    with Store(path) as store:
        store.record(DAY - timedelta(days=1), "T", [record("old", DAY - timedelta(days=1))])
        store.record(DAY, "T", [record("a"), record("b")])
        store.record(DAY, "T", [record("c")])
        assert [one.story for one in store.past(DAY + timedelta(days=1)).printed] == ["c", "old"]
        assert store.past(DAY + timedelta(days=1)).editions == 2


def test_stories_are_forgotten_after_a_month_and_editions_are_still_counted(path):
    with Store(path) as store:
        store.record(DAY, "T", [record()])
        assert store.past(DAY + timedelta(days=MEMORY)).printed
        assert store.past(DAY + timedelta(days=MEMORY + 1)) == Past((), 1)
        assert store.past(date.min) == Past()


def test_an_edition_that_cannot_be_recorded_whole_leaves_the_old_one(path):
    with Store(path) as store:
        store.record(DAY, "T", [record("old")])
        with pytest.raises(StoreError, match="cannot be used as store"):
            store.record(DAY, "T", [record("same"), record("same")])
        assert [one.story for one in store.past(DAY + timedelta(days=1)).printed] == ["old"]


def test_a_writer_waits_for_another(path):
    """Both are open at the same time; the second write comes after the first."""
    with Store(path) as one, Store(path) as other:
        one.record(DAY, "T", [record("a")])
        other.record(DAY + timedelta(days=1), "T", [record("b", DAY + timedelta(days=1))])
        assert one.past(DAY + timedelta(days=2)).editions == 2


def test_a_writer_that_never_ends_is_given_up(path, monkeypatch):
    monkeypatch.setattr(store_module, "PATIENCE", 0.05)
    with Store(path) as store:
        store.record(DAY, "T", [])
        link = sqlite3.connect(path, isolation_level=None)
        link.execute("BEGIN IMMEDIATE")
        try:
            with pytest.raises(StoreError, match="locked"), Store(path) as late:
                late.record(DAY, "T", [])
        finally:
            link.execute("ROLLBACK")
            link.close()


def test_readers_do_not_wait_for_a_writer(path):
    with Store(path) as store:
        store.record(DAY, "T", [record()])
        link = sqlite3.connect(path, isolation_level=None)
        link.execute("BEGIN IMMEDIATE")
        try:
            assert store.past(DAY + timedelta(days=1)).editions == 1
        finally:
            link.execute("ROLLBACK")
            link.close()


def test_a_store_of_a_newer_version_is_refused(path):
    Store(path).close()
    link = sqlite3.connect(path)
    link.execute(f"PRAGMA user_version = {len(store_module.MIGRATIONS) + 1}")
    link.close()
    with pytest.raises(StoreError, match="newer version"):
        Store(path)


def test_a_data_base_of_another_program_is_refused_and_left_alone(path, tmp_path):
    (tmp_path / "state").mkdir()
    link = sqlite3.connect(path)
    link.execute("CREATE TABLE theirs (x)")
    link.close()
    with pytest.raises(StoreError, match="another program"):
        Store(path)


@pytest.mark.parametrize(
    "content", [b"no data base at all, but long enough to have a header" * 4, b"SQLite format 3\0" + b"x" * 200]
)
def test_a_file_that_is_no_data_base_is_refused(path, tmp_path, content):
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "store.sqlite").write_bytes(content)
    with pytest.raises(StoreError, match="cannot be used as store"):
        Store(path)
    assert (tmp_path / "state" / "store.sqlite").read_bytes() == content


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(str(tmp_path / "file" / "store.sqlite"))


def test_a_memory_that_is_broken_is_said(path):
    with Store(path) as store:
        store.record(DAY, "T", [record()])
    link = sqlite3.connect(path)
    with link:
        link.execute("UPDATE printed SET memory = x'00'")
    link.close()
    with Store(path) as store, pytest.raises(StoreError, match="cannot be used as store"):
        store.past(DAY + timedelta(days=1))
