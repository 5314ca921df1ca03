"""A store of an earlier version is brought up to date with all it holds, or left as it was."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest

from brief.errors import StoreError
from brief.model import Kept, Past, Printed
from brief.store import MIGRATIONS, Store, opening

DAY = date(2026, 11, 20)
#: The tables as version 1 made them, written out: a change of MIGRATIONS must not change this.
VERSION_1 = """
    CREATE TABLE editions (day TEXT PRIMARY KEY, title TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE printed (
        day TEXT NOT NULL REFERENCES editions (day) ON DELETE CASCADE, story TEXT NOT NULL, title TEXT NOT NULL,
        told INTEGER NOT NULL, first_seen TEXT NOT NULL, page TEXT, memory BLOB NOT NULL, PRIMARY KEY (day, story)
    ) WITHOUT ROWID;
    PRAGMA journal_mode = WAL;
    PRAGMA user_version = 1;
"""
#: `{"articles":["a1"],"terms":{"weir":2},"sentences":["open weir",""]}` by zlib.
MEMORY = bytes.fromhex(
    "78daab564a2c2ac94cce492d56b28a564a34548ad5512a492dca0572ab95ca53338b94ac8c6a75948a53f34a52f39221aaf20b52f314c0723a"
    "4a4ab1b500f18b15f7"
)


def printed(day=DAY):
    return Printed(
        day=day, story="s1", title="The weir is open", told=True, first_seen=DAY, articles=frozenset({"a1"}),
        terms={"weir": 2}, sentences=(frozenset({"open", "weir"}), frozenset()), page=None,
    )  # fmt: skip


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store.sqlite"


@pytest.fixture
def old(path):
    """A file of version 1 with one edition."""
    with closing(sqlite3.connect(path)) as link:
        link.executescript(VERSION_1)
        with link:
            link.execute("INSERT INTO editions VALUES ('2026-11-20', 'Tarn')")
            link.execute(
                "INSERT INTO printed VALUES ('2026-11-20', 's1', 'The weir is open', 1, '2026-11-20', NULL, ?)",
                [MEMORY],
            )
    return path


def content(path):
    """Everything in a file, as statements; and its version."""
    with closing(sqlite3.connect(path)) as link:
        return list(link.iterdump()), link.execute("PRAGMA user_version").fetchone()


def names(path):
    return sorted(one.name for one in path.parent.iterdir())


def test_a_store_of_version_1_is_opened_with_all_it_holds(old):
    with Store(str(old)) as store:
        assert store.past(DAY + timedelta(days=1)) == Past((printed(),), 1)
        moment = datetime(2026, 11, 20, tzinfo=UTC)
        assert store.add([Kept("feed", "k", None, None, moment, b"x")]) == 1
        assert len(store.kept(["feed"], moment, moment + timedelta(days=1))) == 1
    with Store(str(old)) as store:
        assert store.past(DAY + timedelta(days=1)).editions == 1


def test_a_copy_of_what_it_held_stays_beside_it(old):
    before = content(old)
    Store(str(old)).close()
    assert names(old) == ["store.sqlite", "store.sqlite.v1.bak"]
    assert content(f"{old}.v1.bak") == before
    assert content(old)[1] == (len(MIGRATIONS),)
    Store(str(old)).close()
    assert names(old) == ["store.sqlite", "store.sqlite.v1.bak"]


def test_a_copy_that_is_there_is_left_alone(old):
    before = content(old)
    for name in ("store.sqlite.v1.bak", "store.sqlite.v1.2.bak"):
        old.with_name(name).write_bytes(b"an earlier one")
    Store(str(old)).close()
    assert old.with_name("store.sqlite.v1.bak").read_bytes() == b"an earlier one"
    assert old.with_name("store.sqlite.v1.2.bak").read_bytes() == b"an earlier one"
    assert content(f"{old}.v1.3.bak") == before


def test_what_a_run_that_was_killed_left_of_a_copy_is_taken_away(old):
    before = content(old)
    old.with_name("store.sqlite.v1.bak.part").write_bytes(b"half")
    Store(str(old)).close()
    assert names(old) == ["store.sqlite", "store.sqlite.v1.bak"]
    assert content(f"{old}.v1.bak") == before


def test_a_new_file_and_one_that_holds_nothing_leave_no_copy(path):
    Store(str(path)).close()
    assert names(path) == ["store.sqlite"]
    path.unlink()
    with closing(sqlite3.connect(path)) as link:
        link.executescript(VERSION_1)
    Store(str(path)).close()
    assert names(path) == ["store.sqlite"]
    assert content(path)[1] == (len(MIGRATIONS),)


def test_an_empty_file_is_a_new_store(path):
    path.touch()
    with Store(str(path)) as store:
        assert store.past(DAY) == Past()


@pytest.mark.parametrize(
    "change",
    ["CREATE TABLE printed (x);", "CREATE TABLE more (x); INSERT INTO nowhere VALUES (1);", "no statement at all;"],
)
def test_a_change_that_fails_leaves_the_file_as_it_was_and_no_copy(old, monkeypatch, change):
    before = content(old)
    monkeypatch.setattr(opening, "MIGRATIONS", (*MIGRATIONS, change))
    for _ in range(2):
        with pytest.raises(StoreError, match="cannot be used as store"):
            Store(str(old))
        assert content(old) == before
        assert names(old) == ["store.sqlite"]
    monkeypatch.undo()
    with Store(str(old)) as store:
        assert store.past(DAY + timedelta(days=1)).printed == (printed(),)


def test_a_copy_that_cannot_be_made_ends_it_before_any_change(old, monkeypatch):
    before = content(old)
    old.with_name("store.sqlite.v1.bak.part").mkdir()
    with pytest.raises(StoreError, match="store.sqlite: cannot be opened"):
        Store(str(old))
    assert content(old) == before


def test_every_change_that_is_yet_to_come_is_made_in_order(old, monkeypatch):
    more = ("CREATE TABLE third (x);", "INSERT INTO third VALUES (3); ALTER TABLE third RENAME TO fourth;")
    monkeypatch.setattr(opening, "MIGRATIONS", (*MIGRATIONS, *more))
    with Store(str(old)) as store:
        assert store._link.execute("SELECT x FROM fourth").fetchall() == [(3,)]
        assert store._link.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 2,)


def test_a_store_that_became_newer_while_this_one_waited_is_refused(old, monkeypatch):
    """Another run, of a newer version, brings it up to date between the look at its version and the first change."""
    look, looks = opening._version, []

    def late(path, link):
        found = look(path, link)
        looks.append(found)
        if len(looks) == 2:
            with closing(sqlite3.connect(path)) as other:
                other.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        return found

    monkeypatch.setattr(opening, "_version", late)
    with pytest.raises(StoreError, match="newer version"):
        Store(str(old))
    assert names(old) == ["store.sqlite"]
