"""The ledger of deliveries: what stands in it, that it is safe at once, and that one run at a time works with it."""

import subprocess
import sys
import textwrap
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import brief
from brief.errors import StoreError
from brief.model import Delivery
from brief.store import Store
from brief.store.locking import alone

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "store.sqlite")


def one(recipient="ada@example.org", channel="mail", state="sent", day=DAY):
    return Delivery(day, channel, recipient, "digest", state, NOON)


def test_what_was_noted_last_is_found_under_the_name_it_is_asked_for(path):
    with Store(path) as store:
        store.note_delivery(one(state="sending"))
        store.note_delivery(one("ADA@example.org"))
        store.note_delivery(one(day=date(2026, 11, 19), state="failed"))
        assert store.deliveries(DAY, "mail", ["Ada@Example.org", "bo@example.org"]) == {
            "Ada@Example.org": one("Ada@Example.org")
        }
        assert store.deliveries(DAY, "webhook", ["ada@example.org"]) == {}


def test_the_path_of_a_webhook_is_told_from_another(path):
    with Store(path) as store:
        store.note_delivery(one("https://h.example/a", "webhook"))
        assert store.deliveries(DAY, "webhook", ["https://h.example/A"]) == {}


def test_building_again_and_pruning_forget_no_delivery(path):
    with Store(path) as store:
        store.note_delivery(one())
        store.record(DAY, "T", [])
        store.prune(date(2027, 11, 20))
        assert store.deliveries(DAY, "mail", ["ada@example.org"]) == {"ada@example.org": one()}


def test_another_run_is_waited_for_and_then_told(path):
    waits = []
    with (
        alone(path, 1, waits.append),
        pytest.raises(StoreError, match="another run is delivering"),
        alone(path, 1, waits.append),
    ):
        pytest.fail("both run")
    assert waits == [0.2] * 5
    with alone(path, 0, waits.append):
        assert len(waits) == 5


def test_a_run_that_finishes_meanwhile_lets_the_next_one_in(path):
    first = alone(path, 1, lambda _seconds: None)
    first.__enter__()
    with alone(path, 1, lambda _seconds: first.__exit__(None, None, None)):
        pass


def test_a_run_that_is_killed_lets_the_next_one_in(path):
    holder = textwrap.dedent(f"""
        from brief.store.locking import alone
        with alone({path!r}, 0, None):
            print("held", flush=True)
            input()
    """)
    with subprocess.Popen(
        [sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={"PYTHONPATH": str(Path(brief.__file__).parents[1])},
    ) as process:  # fmt: skip
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(StoreError), alone(path, 0, lambda _seconds: None):
            pytest.fail("both run")
        process.kill()
        process.wait()
        with alone(path, 0, lambda _seconds: None):
            assert process.returncode != 0


def test_a_lock_that_cannot_be_made_is_told(tmp_path):
    with (
        pytest.raises(StoreError, match="cannot be made: no such file or directory"),
        alone(str(tmp_path / "no" / "s"), 0, None),
    ):
        pytest.fail("runs")
