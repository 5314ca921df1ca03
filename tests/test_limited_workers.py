"""Work that hangs, eats memory or crashes costs its own result and no other; no process is left behind."""

import json
import multiprocessing
import operator
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import lxml.html
import pytest

import brief
from brief.errors import BriefError
from brief.workers import limited
from brief.workers.limited import LimitedWorkers, Limits

MEGABYTE = 1024 * 1024
HANG = partial(time.sleep, 60)
EAT = partial(bytearray, 4000 * MEGABYTE)
CRASH = partial(signal.raise_signal, signal.SIGKILL)
LEAVE = partial(os._exit, 0)
NEST = partial(json.loads, "[" * 200_000)
# lxml looks each attribute up among all before it: 38 s, in a library that nothing but a signal to the kernel ends.
ATTRIBUTES = partial(lxml.html.fromstring, "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">")


def told(thing, why):
    return f"{type(thing).__name__}: {why}"


def crew(jobs=2, seconds=1.0, memory=1024 * MEGABYTE):
    return LimitedWorkers(jobs, told, Limits(seconds, memory))


@pytest.fixture(autouse=True)
def nothing_is_left():
    yield
    assert multiprocessing.active_children() == []


@pytest.fixture
def small_share(monkeypatch):
    """Each thing is worth a process."""
    monkeypatch.setattr(limited, "SHARE", 1)


def test_results_come_in_the_order_of_the_things(small_share):
    with crew() as workers:
        waits = [0.3, 0, 0.1, 0, 0, 0]
        work = [partial(operator.call, partial(divmod, n, 1)) for n in range(6)]
        slow = [partial(time.sleep, wait) for wait in waits]
        assert list(workers.map(operator.call, work)) == [(n, 0) for n in range(6)]
        assert list(workers.map(operator.call, slow)) == [None] * 6


def test_nothing_to_do_starts_no_process():
    with crew() as workers:
        assert list(workers.map(abs, [])) == []
        assert multiprocessing.active_children() == []


def test_a_few_things_share_one_process_which_is_kept_for_the_next():
    with crew(8) as workers:
        first = set(workers.map(operator.call, [os.getpid] * 5))
        second = set(workers.map(operator.call, [os.getpid] * 5))
    assert first == second
    assert len(first) == 1
    assert first != {os.getpid()}


def test_many_things_have_as_many_processes_as_are_allowed(small_share):
    with crew(2) as workers:
        pids = set(workers.map(operator.call, [partial(time.sleep, 0.01), *[os.getpid] * 40]))
    assert len(pids - {None}) <= 2


@pytest.mark.parametrize(
    ("thing", "why"),
    [
        (HANG, "takes more than 1 s"),
        (ATTRIBUTES, "takes more than 1 s"),
        (NEST, "is nested too deep"),
        (CRASH, "is more than a process can take: it was killed, perhaps for want of memory"),
        (partial(signal.raise_signal, signal.SIGSEGV), "is more than a process can take: it was ended by SIGSEGV"),
        (LEAVE, "is more than a process can take: it ended before it was done"),
    ],
    ids=["hangs", "hangs in C", "is nested", "is killed", "crashes", "leaves"],
)
def test_a_thing_over_a_limit_costs_its_own_result_alone(thing, why):
    with crew() as workers:
        found = list(workers.map(operator.call, [partial(abs, -1), thing, partial(abs, -2), thing, partial(abs, -3)]))
    assert found == [1, f"partial: {why}", 2, f"partial: {why}", 3]


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS keeps to no limit of the address space")
def test_a_thing_that_eats_memory_costs_its_own_result_alone():
    with crew(seconds=20) as workers:
        found = list(workers.map(operator.call, [partial(abs, -1), EAT, partial(abs, -2)]))
    assert found == [1, "partial: takes more than 1,024 MB of memory", 2]


def test_a_slow_thing_holds_up_no_other(small_share):
    with crew(2) as workers:
        results = workers.map(operator.call, [HANG, *[os.getpid] * 30])
        found = list(results)
    assert found[0] == "partial: takes more than 1 s"
    assert len(set(found[1:])) == 1


def test_what_the_work_raises_is_raised_in_its_turn(small_share):
    with crew() as workers:
        results = workers.map(int, ["1", "2", "x", "4", "5"])
        assert [next(results), next(results)] == [1, 2]
        with pytest.raises(ValueError, match="invalid literal for int.*'x'"):
            next(results)


def test_results_that_nobody_takes_are_given_up(small_share):
    with crew(seconds=600) as workers:
        results = workers.map(operator.call, [partial(abs, -1), partial(time.sleep, 600), partial(time.sleep, 600)])
        assert next(results) == 1
        results.close()
        assert len(multiprocessing.active_children()) <= 1
        assert list(workers.map(abs, [-1, -2])) == [1, 2]


def test_an_interrupted_run_leaves_no_process(small_share):
    def interrupt_after_one(workers):
        next(workers.map(operator.call, [partial(abs, -1), HANG, HANG]))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), crew(seconds=60) as workers:
        interrupt_after_one(workers)


def test_a_process_that_cannot_start_ends_the_run(monkeypatch):
    monkeypatch.setattr(limited, "_begin", os._exit)
    with pytest.raises(BriefError, match="a worker process could not be started"), crew() as workers:
        list(workers.map(abs, [-1]))


SCRIPT = """
import operator, sys, time
from functools import partial
from brief.workers import limited
limited.SHARE = 1
if __name__ == "__main__":
    with limited.LimitedWorkers(2, print, limited.Limits(60.0)) as workers:
        results = workers.map(operator.call, [partial(abs, -1), partial(time.sleep, 60), partial(time.sleep, 60)])
        print(next(results), flush=True)
        list(results)
"""


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL], ids=str)
def test_processes_end_with_their_parent(inside, stop):
    (inside / "run.py").write_text(SCRIPT, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(Path(brief.__file__).parents[1])}
    process = subprocess.Popen(
        [sys.executable, "run.py"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout.readline() == b"1\n"
    os.kill(process.pid, stop)
    process.communicate(timeout=30)  # every process holds the ends of both pipes: they have gone, too
    assert process.returncode == -stop
