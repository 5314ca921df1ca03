"""Several runs with one store at a time, runs that are killed, and disks that take nothing."""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from brief import store as store_module
from brief.errors import StoreError
from brief.model import Kept, Past, Visit
from brief.store import MIGRATIONS, Store, opening

DAY = date(2026, 11, 20)
MOMENT = datetime(2026, 11, 20, tzinfo=UTC)
NOBODY = 65534

#: What other runs do: open the store of the first argument, and say so, before the rest.
OTHER = """
import sys
from datetime import UTC, date, datetime, timedelta
from brief.model import Kept, Printed, Visit
from brief.store import Store

name, moment = sys.argv[2], datetime(2026, 11, 20, tzinfo=UTC)

def batch(number, size):
    keys = (f"{name}-{number}-{one}" for one in range(size))
    return [Kept("feed", key, None, moment + timedelta(days=number % 9), moment, key.encode() * 200) for key in keys]

print("started", flush=True)
with Store(sys.argv[1]) as store:
    print("opened", flush=True)
"""
WRITES = """
    for number in range(20):
        store.add(batch(number, 10))
        store.note([Visit("feed", moment, "ok"), Visit(name, moment, "ok")])
"""
WRITES_WITHOUT_END = """
    for number in range(1_000_000):
        store.add(batch(number, 20))
        store.record(date(2026, 1, 1) + timedelta(days=number % 90), "Tarn", [])
        if number % 7 == 6:
            store.prune(date(2026, 11, 20) + timedelta(days=number % 5))
"""


def run(path, name, work):
    return subprocess.Popen(
        [sys.executable, "-c", OTHER + work, str(path), name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def sound(path):
    with closing(sqlite3.connect(path)) as link:
        return (
            link.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            and not link.execute("PRAGMA foreign_key_check").fetchall()
        )


def first_version(path, size=100):
    with closing(sqlite3.connect(path)) as link:
        link.executescript(f"{MIGRATIONS[0]}; PRAGMA user_version = 1;")
        with link:
            link.execute("INSERT INTO editions VALUES ('2020-01-01', 'Tarn')")
            link.execute(
                "INSERT INTO printed VALUES ('2020-01-01', 's', 't', 1, '2020-01-01', NULL, zeroblob(?))", [size]
            )


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store.sqlite"


@pytest.mark.parametrize("make", [Path.unlink, first_version], ids=["a new file", "a file of the first version"])
def test_four_runs_open_and_fill_one_store_at_once(path, make):
    """All wait for each other: nothing fails, nothing is lost, and an older file is copied and changed once."""
    path.touch()
    make(path)
    runs = [run(path, f"run{number}", WRITES) for number in range(4)]
    assert [(one.communicate(timeout=60)[1], one.returncode) for one in runs] == [("", 0)] * 4
    assert len(list(path.parent.glob("*.bak*"))) == (make is first_version)
    assert sound(path)
    with Store(str(path)) as store:
        assert len(store.kept(["feed"], MOMENT, MOMENT + timedelta(days=9))) == 4 * 20 * 10
        assert {one.visited for one in store.health().values()} == {MOMENT}
        assert len(store.health()) == 5


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_whole_batches_and_a_sound_store(path):
    draw = random.Random(84)
    for number in range(12):
        one = run(path, f"run{number}", WRITES_WITHOUT_END)
        with one:
            assert one.stdout.readline() == "started\n"
            time.sleep(draw.random() * 0.3)
            one.kill()
        assert sound(path)
    with Store(str(path)) as store:
        found = store.kept(["feed"], MOMENT, MOMENT + timedelta(days=9))
        batches = [one.key.rpartition("-")[0] for one in found]
        assert batches
        assert {batches.count(name) for name in batches} == {20}
        assert all(one.content == one.key.encode() * 200 for one in found)
        store.add([Kept("feed", "after", None, MOMENT, MOMENT, b"")])


#: Put before what another run does: it kills itself as it begins its so many-th statement, its second link's too.
KILLED = """
import os, signal, sqlite3

class Killed(sqlite3.Connection):
    left = {left}

    def execute(self, *given):
        Killed.left -= 1
        if not Killed.left:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().execute(*given)

connect = sqlite3.connect
sqlite3.connect = lambda *given, **options: connect(*given, **options, factory=Killed)
"""


@pytest.mark.slow
def test_a_run_that_is_killed_at_any_statement_of_an_update_leaves_the_old_store_or_the_new_one(tmp_path):
    versions = []
    for statement in range(1, 1000):
        path = tmp_path / f"{statement}" / "store.sqlite"
        path.parent.mkdir()
        first_version(path)
        command = [sys.executable, "-c", KILLED.format(left=statement) + OTHER, str(path), "run"]
        ended = subprocess.run(command, capture_output=True, check=False, timeout=60).returncode
        assert sound(path)
        assert all(sound(copy) for copy in path.parent.glob("*.bak"))
        with closing(sqlite3.connect(path)) as link:
            versions += link.execute("PRAGMA user_version").fetchone()
        check_that_it_opens_whole(path)
        if ended == 0:
            break
    assert versions == sorted(versions)
    assert versions.count(1) > len(MIGRATIONS[1].split(";"))
    assert versions[-1] == len(MIGRATIONS)


@pytest.mark.slow
def test_a_run_that_is_killed_while_it_copies_a_store_leaves_the_old_one(tmp_path):
    """The copy of 30 MB takes long enough to be killed in the midst of it, or takes too short: the store is whole."""
    draw = random.Random(85)
    for number in range(6):
        path = tmp_path / f"{number}" / "store.sqlite"
        path.parent.mkdir()
        first_version(path, 30_000_000)
        with run(path, "run", "") as one:
            assert one.stdout.readline() == "started\n"
            time.sleep(draw.random() * 0.3)
            one.kill()
        assert sound(path)
        check_that_it_opens_whole(path, 30_000_000)


def check_that_it_opens_whole(path, size=100):
    with Store(str(path)) as store:
        assert store.past(DAY) == Past((), 1)
        assert store._link.execute("SELECT length(memory) FROM printed").fetchall() == [(size,)]
    rest = {one.name for one in path.parent.iterdir()}
    assert (
        {"store.sqlite", "store.sqlite.v1.bak"}
        <= rest
        <= {"store.sqlite", "store.sqlite.v1.bak", "store.sqlite.v1.2.bak"}
    )


def test_a_run_waits_for_another_that_is_making_the_file(path, monkeypatch):
    first_version(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waits = []

    def sleep(seconds):
        waits.append(seconds)
        if len(waits) == 3:
            other.execute("ROLLBACK")
            other.close()

    monkeypatch.setattr(opening, "sleep", sleep)
    with Store(str(path)) as store:
        assert store.past(DAY).editions == 1
        assert store._link.execute("PRAGMA busy_timeout").fetchone() == (store_module.PATIENCE * 1000,)
    assert len(waits) == 3


def test_a_run_that_never_ends_making_the_file_is_given_up(path, monkeypatch):
    monkeypatch.setattr(store_module, "PATIENCE", 0.05)
    first_version(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="it is locked: another run has not finished writing to it$"):
            Store(str(path))


def test_an_interrupted_write_is_taken_back(path):
    class Interrupted(BaseException):
        pass

    def stories():
        raise Interrupted
        yield

    with Store(str(path)) as store:
        store.record(DAY, "Tarn", [])
        with pytest.raises(Interrupted):
            store.record(DAY - timedelta(days=1), "Tarn", stories())
        assert store.past(DAY + timedelta(days=1)).editions == 1
        store.record(DAY + timedelta(days=1), "Tarn", [])


def test_a_full_disk_is_said_and_leaves_what_was_there(path):
    with Store(str(path)) as store:
        store.note([Visit("feed", MOMENT, "ok")])
        (pages,) = store._link.execute("PRAGMA page_count").fetchone()
        store._link.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="store.sqlite: cannot be used as store: the disk is full$"):
            store.add([Kept("feed", "k", None, None, MOMENT, random.Random(1).randbytes(100_000))])
        with pytest.raises(StoreError, match="the disk is full$"):
            store.note(Visit(f"feed {number}" * 100, MOMENT, "ok") for number in range(100))
        assert list(store.health()) == ["feed"]
        assert store.seen("feed", ["k"]) == frozenset()


def test_a_folder_is_no_store(tmp_path):
    with pytest.raises(StoreError, match=r"is a folder; name a file as store$"):
        Store(str(tmp_path))


@pytest.mark.parametrize("path", ["", "a\0b", "/dev/null/store.sqlite", "x" * 300])
def test_a_path_that_can_be_no_file_is_said_in_one_line(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError) as told:
        Store(path)
    assert len(str(told.value).splitlines()) == 1


@pytest.fixture
def readonly():
    """A folder where nothing may be written, that holds a store; for the administrator too, who may write everywhere."""
    if not hasattr(os, "geteuid"):
        pytest.skip("folders have no rights here")
    administrator = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Store(str(folder / "store.sqlite")) as store:
            store.record(DAY, "Tarn", [])
        folder.chmod(0o555)
        (folder / "store.sqlite").chmod(0o444)
        if administrator:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if administrator:
                os.seteuid(0)
            folder.chmod(0o755)


@pytest.mark.parametrize("name", ["store.sqlite", "other.sqlite", "below/store.sqlite"])
def test_a_folder_where_nothing_may_be_written_is_said_in_one_line(readonly, name):
    before = (readonly / "store.sqlite").read_bytes()
    with pytest.raises(StoreError, match="cannot be (used|opened)") as told:
        Store(str(readonly / name))
    assert len(str(told.value).splitlines()) == 1
    assert (readonly / "store.sqlite").read_bytes() == before
    assert [one.name for one in readonly.iterdir()] == ["store.sqlite"]
