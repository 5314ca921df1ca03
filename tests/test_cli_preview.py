"""`brief preview` as a user starts and ends it: what it says, what it serves, its exit codes, and that no trace is left."""

import http.client
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FERRY = (
    "Ferry to Lindmoor sails again\n\nThe ferry to Lindmoor sailed again on Thursday after nine weeks in the harbor. "
    "Its captain, Ada Holm, rang the bell twice. The repairs cost 41,000 crowns.\n"
)


@pytest.fixture
def home(inside, plain_environment, monkeypatch):
    (inside / "articles").mkdir()
    (inside / "articles" / "ferry.txt").write_text(FERRY)
    (inside / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", None)
    return inside


@pytest.fixture
def started(home, plain_environment):
    """Start `brief preview`: gives the process and the address that it says, and ends it."""
    environment = plain_environment | {"PYTHONPATH": str(ROOT), "TMPDIR": str(home / "temporary"), "CI": "1"}

    @contextmanager
    def start(*words, sources=("articles",), **variables):
        command = [sys.executable, "-m", "brief", "preview", *sources, "--date", "2026-11-20", *words]
        with subprocess.Popen(
            command, cwd=home, env=environment | variables, stderr=subprocess.PIPE, text=True
        ) as process:
            said = []
            for line in process.stderr:
                said.append(line)
                if line.startswith("http://"):
                    break
            try:
                yield process, said
            finally:
                if process.poll() is None:
                    process.kill()

    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)  # where tests run under nohup, it would be ignored there too
    yield start
    signal.signal(signal.SIGHUP, before)


@contextmanager
def asked(address, path, **headers):
    """The answer to a request, as an object of http.client."""
    link = http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)
    try:
        link.request("GET", path, headers=headers)
        yield link.getresponse()
    finally:
        link.close()


def get(address, path="/page", **headers):
    """The status and the text of an answer."""
    with asked(address, path, **headers) as answer:
        return answer.status, answer.read().decode()


def address_in(said):
    return said[-1].split()[0].rstrip("/")


def files_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_it_says_where_it_is_and_serves_the_briefing(started):
    with started("-a", "127.0.0.1:0") as (_, said):
        assert said[-1].endswith("/  (Ctrl-C ends it)\n")
        assert "Ferry to Lindmoor sails again" in get(address_in(said))[1]
        assert "<title>Preview: The Morning Brief</title>" in get(address_in(said), "/")[1]


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 143), (signal.SIGHUP, 143)])
def test_a_signal_ends_it_without_a_word_and_without_a_trace(started, home, number, code):
    before = files_in(home)
    with started("-a", "127.0.0.1:0") as (process, said):
        get(address_in(said))
        process.send_signal(number)
        assert process.wait(20) == code
        assert process.stderr.read() == ""
    assert files_in(home) == before


@pytest.mark.slow
def test_a_signal_while_it_builds_leaves_no_trace(started, home):
    (home / "ours").mkdir()
    (home / "ours" / "style.css").write_text('@import "morning/style.css";\n')
    before = files_in(home)
    with started("-a", "127.0.0.1:0", "--theme", "ours") as (process, _):
        for number in range(20):
            (home / "articles" / "ferry.txt").write_text(FERRY.replace("nine", f"{number + 20}"))
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stderr.read() == ""
    assert files_in(home) == before


@pytest.mark.slow
def test_what_is_no_request_is_nothing_to_say_on_the_terminal(started):
    with started("-a", "127.0.0.1:0") as (process, said):
        port = int(address_in(said).rpartition(":")[2])
        for text in (
            b"GET / HTTP/1.1\r\nno header\r\n\r\n",
            b"\x16\x03\x01\x02\x00\x01\r\n\r\n",
            b"GET http://[ HTTP/1.1\r\n\r\n",
        ):
            with socket.create_connection(("127.0.0.1", port), timeout=20) as link:
                link.sendall(text)
                assert link.recv(100).startswith(b"HTTP/1.")
        assert get(address_in(said), Cookie="x=" + "y" * 40_000)[0] == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stderr.read() == ""


@pytest.mark.slow
def test_a_browser_that_does_not_return_holds_up_nothing(started, home):
    browser = home / "browser"
    browser.write_text("#!/bin/sh\ntouch begun\nwhile [ ! -e closed ]; do sleep 0.05; done\n")
    browser.chmod(0o755)
    with started("-a", "127.0.0.1:0", "--open", CI="", BROWSER=f"{browser} %s") as (process, said):
        while not (home / "begun").exists():
            time.sleep(0.01)
        assert "Ferry" in get(address_in(said))[1]
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        (home / "closed").touch()


@pytest.mark.slow
def test_it_ends_while_a_browser_listens_and_a_pdf_is_made(started, home):
    before = files_in(home)
    with started("-a", "127.0.0.1:0") as (process, said):
        with asked(address_in(said), "/events?paper") as events:
            assert events.readline().startswith(b'data: {"page"')
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0
        assert process.stderr.read() == ""
    assert files_in(home) == before


@pytest.mark.slow
def test_a_port_that_is_taken_is_told_and_the_next_one_used(started):
    with started("-a", "127.0.0.1:0") as (_, first):
        port = int(address_in(first).rpartition(":")[2])
        with started("-a", f"127.0.0.1:{port}") as (_, second):
            assert second[-2] == f"port {port} is taken; this is the next one that is free\n"
            assert int(address_in(second).rpartition(":")[2]) > port
            assert "Ferry" in get(address_in(second))[1]


@pytest.mark.slow
def test_another_name_of_this_machine_gets_nothing(started):
    with started("-a", "127.0.0.1:0") as (_, said):
        assert get(address_in(said), Host="evil.example")[0] == 403


@pytest.mark.slow
def test_a_theme_that_is_wrong_is_said_and_shown(started, home):
    (home / "ours").mkdir()
    (home / "ours" / "briefing.html.jinja").write_text("{{ nothing }}")
    with started("-a", "127.0.0.1:0", "--theme", "ours") as (_, said):
        status, text = get(address_in(said))
        assert status == 500
        assert "ours/briefing.html.jinja" in text


@pytest.mark.slow
def test_an_open_address_says_what_it_means(started):
    with started("-a", "0.0.0.0:0", "--allow-network") as (_, said):
        assert "brief: others on the network can read this: it is served at 0.0.0.0:" in said[-2]
        port = address_in(said).rpartition(":")[2]
        assert "Ferry" in get(f"http://127.0.0.1:{port}")[1]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["nothing-here.txt"], 5, "brief: nothing-here.txt: no such file or folder\n"),
        (["articles", "-a", "0.0.0.0:8000"], 2, "nobody is asked for a password; --allow-network says that this is wanted\n"),
        (["articles", "-a", "here:there"], 2, "is no address; write it as 127.0.0.1:8000\n"),
        (["articles", "--theme", "mourning"], 2, "unknown theme 'mourning' (did you mean 'morning'?)"),
        (["articles", "--date", "today"], 2, "brief: --date 'today' is not a day; write it as 2026-11-20\n"),
        (["-"], 2, "brief: -: standard input cannot be watched; name files, folders or globs\n"),
        ([], 2, "brief: no source: name files, folders, globs, addresses or '-', or list [[source]] in brief.toml\n"),
        (["articles", "--store", "articles"], 1, "brief: articles: is a folder; name a file as store\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_told_in_a_line(home, command_line, words, code, told):
    found, out, err = command_line("preview", *words)
    assert (found, out) == (code, b"")
    assert told in err
    assert "Traceback" not in err


@pytest.mark.slow
def test_an_empty_folder_is_served_and_said(started, home):
    (home / "empty.jsonl").write_text('{"text": ""}\n')
    with started("-a", "127.0.0.1:0", sources=("empty.jsonl",)) as (_, said):
        assert said[0].startswith("brief: nothing to publish")
        status, text = get(address_in(said))
        assert status == 500
        assert "There is nothing to publish" in text
