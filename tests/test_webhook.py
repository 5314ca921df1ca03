"""`brief deliver` and a webhook: told of an edition once, with a key by which it can tell, and of a correction as such."""

import json

import pytest

from brief.errors import DONE, FAILED, PUBLISHED_WITH_PROBLEMS, USAGE
from brief.publish.notice import notice

DAY = "2026-11-20"
FERRY = "The Lune ferry is running again after eleven weeks of repair. Tickets for the crossing stay at two crowns.\n"
OWN = """store = "store.sqlite"
[edition]
title = "Tarn Morning"
[[source]]
location = "*.txt"
[output]
formats = ["html", "json"]
[deliver]
"""


@pytest.fixture
def run(command_line, inside, monkeypatch):
    """Call `brief deliver` for the day with a webhook; gives code, output and errors."""
    (inside / "ferry.txt").write_text(f"Ferry sails again\n\n{FERRY}")
    for name in ("BRIEF_WEBHOOK_URL", "BRIEF_WEBHOOK_TOKEN", "BRIEF_DELIVER_TO"):
        monkeypatch.delenv(name, raising=False)

    def call(url, *words, command="deliver", own=OWN):
        (inside / "brief.toml").write_text(f'{own}webhook = "{url}"\n' if url else own, encoding="utf-8")
        private = ["--allow-private"] if command == "deliver" else []
        code, out, err = command_line(command, "--date", DAY, *private, *words)
        return code, out.decode(), err

    assert call(None, command="build")[0] == DONE
    return call


def test_it_is_told_of_the_edition_once(run, faults):
    url = faults.url("/named")
    assert run(url) == (DONE, "webhook 127.0.0.1: sent\n", "")
    assert run(url) == (DONE, "webhook 127.0.0.1: has it already\n", "")
    (asked,) = faults.asked
    told = json.loads(asked.body)
    (story,) = told["stories"]
    assert (story["title"], story["url"]) == ("Ferry sails again", None)
    assert {name: told[name] for name in told if name not in ("stories", "text")} == {
        "schema": "brief-notice/1",
        "event": "edition",
        "day": DAY,
        "title": "Tarn Morning",
        "number": 1,
        "url": None,
        "counts": {"stories": 1, "headlines": 0, "articles": 1, "problems": 0},
    }
    assert told["text"] == f"Tarn Morning, {DAY}\n- Ferry sails again"


def test_a_correction_has_another_key_and_is_called_one(run, faults, inside):
    url = faults.url("/named")
    run(url)
    (inside / "chess.txt").write_text("Chess club wins\n\nThe chess club of Tarn won the northern cup on Sunday.\n")
    run(url, command="build")
    assert run(url)[1].startswith("webhook 127.0.0.1: has it as it was before")
    assert run(url, "--again", "webhook")[1] == "webhook 127.0.0.1: sent\n"
    first, second = faults.asked
    assert [json.loads(one.body)["event"] for one in (first, second)] == ["edition", "correction"]
    assert first.headers["idempotency-key"] != second.headers["idempotency-key"]


def test_a_second_try_has_the_same_key(run, faults):
    url = faults.url("/silence")
    code, out, err = run(url)
    assert (code, out) == (FAILED, "")
    assert err == (
        "brief: webhook 127.0.0.1: the connection was closed without an answer; it may have arrived, so it is not sent"
        " again without --again webhook\n"
    )
    assert run(url)[0] == FAILED
    assert len(faults.asked) == 1
    run(url, "--again", "all")
    first, second = (asked.headers["idempotency-key"] for asked in faults.asked)
    assert first == second


def test_a_refusal_is_told_and_tried_again_next_time(run, faults):
    url = faults.url("/third-time")
    assert run(url) == (FAILED, "", "brief: webhook 127.0.0.1: answers 500\n")
    assert run(url)[0] == FAILED
    assert run(url)[:2] == (DONE, "webhook 127.0.0.1: sent\n")


def test_telling_it_again_in_vain_leaves_it_told(run, faults):
    url = faults.url("/once-then-404")
    assert run(url)[0] == DONE
    assert run(url, "--again", "webhook")[0] == FAILED
    assert run(url) == (DONE, "webhook 127.0.0.1: has it already\n", "")
    assert len(faults.asked) == 2


def test_the_token_and_the_address_may_be_secret(run, faults, monkeypatch):
    monkeypatch.setenv("BRIEF_WEBHOOK_URL", faults.url("/404?secret-path"))
    monkeypatch.setenv("BRIEF_WEBHOOK_TOKEN", "t0ken")
    code, out, err = run(None)
    assert (code, out + err) == (FAILED, "brief: webhook 127.0.0.1: answers 404\n")
    assert faults.asked[0].headers["authorization"] == "Bearer t0ken"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("BRIEF_WEBHOOK_TOKEN", "to\nken", "BRIEF_WEBHOOK_TOKEN should be ASCII on one line"),
        ("BRIEF_WEBHOOK_TOKEN", "token", "BRIEF_WEBHOOK_TOKEN is not sent without TLS"),
        ("BRIEF_WEBHOOK_URL", "s3cret.example", "BRIEF_WEBHOOK_URL should be an address that begins with https://"),
    ],
)
def test_what_is_wrong_in_the_environment(run, monkeypatch, name, value, said):
    monkeypatch.setenv(name, value)
    code, out, err = run("http://hooks.example/x")
    assert (code, out) == (USAGE, "")
    assert said in err
    assert "s3cret" not in err


def test_mail_goes_out_though_the_webhook_fails(run, faults, mail_server, monkeypatch):
    server = mail_server()
    monkeypatch.setenv("BRIEF_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("BRIEF_SMTP_PORT", str(server.port))
    own = OWN.replace('"json"]', '"json", "eml"]') + 'sender = "n@example.org"\nto = ["ada@example.org"]\n'
    assert run(None, command="build", own=own)[0] == DONE
    code, out, err = run(faults.url("/status/404"), own=own)
    assert (code, out) == (PUBLISHED_WITH_PROBLEMS, "ada@example.org: sent\n")
    assert err == "brief: webhook 127.0.0.1: answers 404\n"
    assert server.recipients() == ["ada@example.org"]


def test_it_is_told_where_the_page_is(run, faults):
    own = OWN.replace("[deliver]", '[publish]\nurl = "https://news.example/brief"\n[deliver]')
    assert run(faults.url("/named"), own=own)[0] == DONE
    told = json.loads(faults.asked[0].body)
    assert told["url"] == f"https://news.example/brief/{DAY}/briefing.html"
    assert told["text"].startswith(f"Tarn Morning, {DAY}: https://news.example/brief/{DAY}/briefing.html\n")


def test_it_is_told_of_no_page_where_there_is_none(run, faults, inside):
    own = OWN.replace("[deliver]", '[publish]\nurl = "https://news.example/brief"\n[deliver]')
    (inside / f"output/{DAY}/briefing.html").unlink()
    assert run(faults.url("/named"), own=own)[0] == DONE
    assert json.loads(faults.asked[0].body)["url"] is None


def test_no_hidden_character_reaches_it():
    odd = "Ferry\x00 \x1b[31msails\u202e again"
    article = {"url": None}
    edition = {
        "day": DAY, "title": odd, "number": 1,
        "sections": [{"title": odd, "stories": [{"title": odd, "articles": [article]}]}],
        "statistics": {"told": 1, "listed": 0, "articles": 1, "problems": 0},
    }  # fmt: skip
    told = json.loads(notice(edition, None, is_correction=False))
    plain = "Ferry [31msails again"
    assert (told["title"], told["stories"]) == (plain, [{"title": plain, "section": plain, "url": None}])
    assert told["text"] == f"{plain}, {DAY}\n- {plain}"


def test_a_dry_run_writes_what_it_would_be_told(run, faults, inside):
    code, out, _ = run(faults.url("/named"), "--dry-run")
    assert (code, out) == (DONE, f"undelivered/{DAY}/webhook.json\n")
    assert json.loads((inside / out.strip()).read_bytes())["day"] == DAY
    assert faults.asked == []
