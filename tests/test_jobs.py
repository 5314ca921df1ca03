"""--jobs: the same bytes from any number of processes, and none left behind however the run ends."""

import json
import multiprocessing
import operator
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import brief
from brief import pipeline, workers
from brief.errors import FAILED, INTERRUPTED, TERMINATED, USAGE, BriefError
from brief.model import Document, Source
from brief.pipeline import Reading, Telling
from brief.summarize import Length
from brief.workers import SHARE, Workers, chunks

FERRY = (
    "The Lune ferry is running again after eleven weeks of repair. A second boat was bought for the Oxmoor landing. "
)
CHESS = "The chess club of Tarn won the northern cup on Sunday. Rut Sand, the youngest player, is nine years old. "
#: Records of every kind, in lines that a reader gets in this order.
MIXED = [
    {"id": "ferry", "title": "Ferry returns", "text": FERRY},
    {"id": "ferry", "title": "Chess cup", "text": CHESS + FERRY},
    {"id": "no text"},
    {"id": "blank", "text": " "},
    {"id": "nb", "text": CHESS, "language": "nb", "date": "2026-11-18"},
]
#: Enough for two processes, each of them worth starting.
MANY = 2 * SHARE

# A method of a third party, in a module beside the articles. It tells which processes it runs in.
METHOD = """
import multiprocessing, os, pathlib, signal, time

def leave_a_trace():
    if multiprocessing.parent_process():
        pathlib.Path(f"{os.getpid()}.pid").touch()

def last(article):
    leave_a_trace()
    return [sentence.index for sentence in article.sentences]

def wrong(article):
    raise ValueError("no " + article.id)

def endless(article):
    leave_a_trace()
    time.sleep(600)

def killed(article):
    leave_a_trace()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def document(text, number=0):
    return Document(Source("files", "a.jsonl"), f"a.jsonl:{number}", "application/json", text.encode())


@pytest.fixture
def small_chunks(monkeypatch):
    """Chunks of one or two records, so that a few records are a large day."""
    monkeypatch.setattr(workers, "CHUNK", 200)
    monkeypatch.setattr(workers, "SHARE", 4)


@pytest.fixture
def news(inside):
    """A folder with articles of every kind."""
    lines = "".join(json.dumps(record) + "\n" for record in MIXED * 6)
    (inside / "in").mkdir()
    (inside / "in" / "a.jsonl").write_text(lines + "{broken\n" + lines, encoding="utf-8")
    (inside / "in" / "b.txt").write_text(f"Boats\n\n{FERRY}", encoding="utf-8")
    (inside / "in" / "c.txt").write_text("", encoding="utf-8")
    return "in"


# ------------------------------------------------------------------------------------------- in one process


def test_chunks_hold_every_document_in_order_and_about_as_many_bytes(monkeypatch):
    monkeypatch.setattr(workers, "CHUNK", 10)
    documents = [document("x" * size, n) for n, size in enumerate([4, 4, 4, 30, 0, 9, 1, 2])]
    made = list(chunks(documents))
    assert [one for chunk in made for one in chunk] == documents
    assert [sum(len(one.content) for one in chunk) for chunk in made] == [12, 30, 10, 2]


def test_nothing_makes_no_chunk():
    assert list(chunks([])) == []


@pytest.mark.parametrize(("jobs", "things"), [(1, 100), (8, 2 * SHARE - 1), (8, 0)])
def test_one_job_and_a_small_day_stay_in_this_process(jobs, things):
    with Workers(jobs) as crew:
        assert list(crew.map(operator.call, [os.getpid] * things)) == [os.getpid()] * things
        assert multiprocessing.active_children() == []


def test_the_map_of_another_executor_does_the_work(news, small_chunks):
    once = pipeline.gather([Source("files", news)])
    with ThreadPoolExecutor(2) as executor:
        assert pipeline.gather([Source("files", news)], Reading(spread=executor.map)) == once


def test_one_process_loads_nothing_for_several(inside):
    (inside / "a.txt").write_text(FERRY, encoding="utf-8")
    code = "import sys, brief.cli\ntry: brief.cli.main(['summarize', 'a.txt', '--jobs', '2'])\nfinally: print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    assert "Lune" in ran.stdout
    assert {"multiprocessing", "concurrent.futures.process"}.isdisjoint(ran.stdout.split())


# --------------------------------------------------------------------------------------- in several processes


def test_results_come_in_order_from_other_processes_which_then_end():
    with Workers(2) as crew:
        assert list(crew.map(abs, range(-50, 0))) == list(range(50, 0, -1))
        pids = set(crew.map(operator.call, [os.getpid] * MANY))
        assert os.getpid() not in pids
        assert len(pids) <= 2
    assert multiprocessing.active_children() == []


def test_an_error_comes_back_as_it_was_raised():
    with pytest.raises(ValueError, match="invalid literal for int.*'x'"), Workers(2) as crew:
        list(crew.map(int, [*"123456789", "x"]))
    assert multiprocessing.active_children() == []


def test_a_process_that_ends_is_said_in_one_line():
    with pytest.raises(BriefError, match=r"^a worker process was killed.*--jobs$"), Workers(2) as crew:
        list(crew.map(os._exit, [9] * MANY))
    assert multiprocessing.active_children() == []


def test_an_interrupted_run_ends_at_once_and_leaves_no_process():
    start = time.monotonic()

    def interrupt_after_one(crew):
        next(iter(crew.map(time.sleep, [0, *[60] * MANY])))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Workers(2) as crew:
        interrupt_after_one(crew)
    assert time.monotonic() - start < 20
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("jobs", [2, pytest.param(3, marks=pytest.mark.slow)])
def test_articles_summaries_and_problems_are_the_same_from_any_number_of_processes(news, small_chunks, jobs):
    wanted = [Source("files", news), Source("files", "missing.txt")]
    telling = Telling("lead", Length(1))
    with Workers(jobs) as crew:
        found = pipeline.gather(wanted, Reading("de", spread=crew.map))
        told = pipeline.gather(wanted, Reading("de", spread=crew.map, telling=telling))
        assert len(multiprocessing.active_children()) == jobs
    assert found == pipeline.gather(wanted, Reading("de"))
    assert told == pipeline.gather(wanted, Reading("de", telling=telling))
    assert len(found.articles) > 40
    assert len(found.problems) > 10


@pytest.mark.parametrize("command", ["read", pytest.param("summarize", marks=pytest.mark.slow)])
def test_commands_print_the_same_from_two_processes(news, small_chunks, command_line, command):
    once = command_line(command, news, "--format", "jsonl")
    assert command_line(command, news, "--format", "jsonl", "--jobs", 2) == once
    assert once[1]


@pytest.mark.slow
@pytest.mark.parametrize("command", ["group", "digest", "build"])
def test_commands_that_group_print_the_same_from_two_processes(news, small_chunks, command_line, command):
    words = [command, news, "--format", "json", *(["--date", "2026-11-20"] if command == "build" else [])]
    once = command_line(*words)
    assert command_line(*words, "--jobs", 2) == once
    assert once[1]


@pytest.mark.slow
def test_strict_fails_in_the_same_words_from_two_processes(news, small_chunks, command_line):
    words = ["build", news, "--date", "2026-11-20", "--strict", "-o", "x.json"]
    once = command_line(*words)
    assert command_line(*words, "--jobs", 2) == once
    assert once[0] == FAILED


# ------------------------------------------------------------------------------------- as a user starts it


def environment():
    return os.environ | {"PYTHONPATH": str(Path(brief.__file__).parents[1])}


@pytest.fixture
def large_day(inside):
    """A folder with a large day of long articles, and with methods of a third party."""
    text = "word " * (workers.CHUNK // 5) + "is long. " + FERRY
    records = [json.dumps({"id": f"x{n}", "title": "T", "text": text}) + "\n" for n in range(MANY)]
    (inside / "day.jsonl").write_text("".join(records), encoding="utf-8")
    (inside / "foreign.py").write_text(METHOD, encoding="utf-8")
    return inside


def started(method, *words):
    """`brief summarize` in a session of its own, as a terminal starts it."""
    command = [sys.executable, "-m", "brief", "summarize", "day.jsonl", "--format", "jsonl", "--method", method, *words]
    return subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def ended(process):
    """Exit code, output and errors of a process. Every process it started holds the ends of both: they have gone too."""
    out, err = process.communicate(timeout=30)
    return process.returncode, out, err


def wait_until(condition):
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def traces(folder):
    return [int(path.stem) for path in folder.glob("*.pid")]


def test_a_method_of_a_third_party_works_in_every_process(large_day):
    once = ended(started("foreign:last"))
    assert traces(large_day) == []
    assert ended(started("foreign:last", "--jobs", "2")) == once
    assert traces(large_day)
    assert once[0] == 0
    assert len(once[1].splitlines()) == MANY


def test_a_method_that_fails_in_another_process_is_said_in_the_same_line(large_day):
    once = ended(started("foreign:wrong"))
    assert ended(started("foreign:wrong", "--jobs", "2")) == once
    assert once == (USAGE, "", "brief: method 'foreign:wrong' failed: ValueError: no x0\n")


@pytest.mark.slow
def test_a_killed_process_ends_the_run_in_one_line(large_day):
    code, out, err = ended(started("foreign:killed", "--jobs", "2"))
    assert (code, out) == (FAILED, "")
    assert err.startswith("brief: a worker process was killed")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("stop", "whom", "code", "said"),
    [
        (signal.SIGINT, "all", INTERRUPTED, "\nbrief: interrupted\n"),
        pytest.param(signal.SIGINT, "parent", INTERRUPTED, "\nbrief: interrupted\n", marks=pytest.mark.slow),
        pytest.param(signal.SIGTERM, "all", TERMINATED, "", marks=pytest.mark.slow),
        pytest.param(signal.SIGTERM, "parent", TERMINATED, "", marks=pytest.mark.slow),
    ],
    ids=str,
)
def test_a_signal_ends_the_run_at_once_and_no_process_says_a_word(large_day, stop, whom, code, said):
    process = started("foreign:endless", "--jobs", "2")
    wait_until(lambda: len(traces(large_day)) == 2)
    os.kill(process.pid if whom == "parent" else -process.pid, stop)
    assert ended(process) == (code, "", said)


@pytest.mark.slow
def test_processes_end_with_a_parent_that_is_killed(large_day):
    process = started("foreign:endless", "--jobs", "2")
    wait_until(lambda: len(traces(large_day)) == 2)
    process.kill()
    assert ended(process)[:2] == (-signal.SIGKILL, "")
