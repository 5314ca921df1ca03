"""`brief deliver`: an edition goes to each recipient once, whatever happens meanwhile, and what failed is told."""

import email
import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from email.policy import SMTP
from pathlib import Path

import pytest

import brief
from brief.errors import DONE, FAILED, NO_ARTICLES, PUBLISHED_WITH_PROBLEMS, USAGE
from brief.store import Store

DAY = "2026-11-20"
ADA, BO = "ada@example.org", "bo@example.org"
FERRY = "The Lune ferry is running again after eleven weeks of repair. Tickets for the crossing stay at two crowns.\n"
CHESS = "The chess club of Tarn won the northern cup on Sunday. Rut Sand, the youngest player, is nine years old.\n"
OWN = """store = "store.sqlite"
[edition]
title = "Tårnby Morgen"
zone = "Europe/Oslo"
[[source]]
location = "*.txt"
[output]
formats = ["html", "json", "eml"]
[deliver]
sender = "news@example.org"
to = ["ada@example.org", "bo@example.org"]
"""


@pytest.fixture
def server(mail_server):
    return mail_server()


@pytest.fixture
def run(command_line, inside, monkeypatch):
    """Call `brief deliver` for the day, in a folder with an edition of it; gives code, output and errors."""
    (inside / "brief.toml").write_text(OWN, encoding="utf-8")
    (inside / "ferry.txt").write_text(f"Ferry sails again\n\n{FERRY}")
    for name in [name for name in os.environ if name.startswith("BRIEF_")]:
        monkeypatch.delenv(name)

    def call(*words, command="deliver"):
        code, out, err = command_line(command, *words, "--date", DAY)
        return code, out.decode(), err

    assert call(command="build")[0] == DONE
    return call


@pytest.fixture
def at(run, server, monkeypatch):
    """The same with the mail server of this machine."""
    monkeypatch.setenv("BRIEF_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("BRIEF_SMTP_PORT", str(server.port))
    return run


def configured(inside, old, new):
    text = (inside / "brief.toml").read_text(encoding="utf-8")
    assert old in text
    (inside / "brief.toml").write_text(text.replace(old, new), encoding="utf-8")


def ledger(inside):
    with closing(sqlite3.connect(inside / "store.sqlite")) as link:
        return sorted(state for (state,) in link.execute("SELECT state FROM deliveries"))


# ------------------------------------------------------------------------------------------------ once to each


def test_each_recipient_gets_the_edition_once(at, server, inside):
    assert at() == (DONE, f"{ADA}: sent\n{BO}: sent\n", "")
    assert server.recipients() == [ADA, BO]
    assert at() == (DONE, f"{ADA}: has it already\n{BO}: has it already\n", "")
    assert (server.recipients(), ledger(inside)) == ([ADA, BO], ["sent", "sent"])


def test_the_mail_is_the_edition_and_names_no_other_recipient(at, server, inside):
    at()
    ada, bo = server.mails()
    built = email.message_from_bytes((inside / f"output/{DAY}/briefing.eml").read_bytes(), policy=SMTP)
    for kind in ("plain", "html"):
        assert ada.get_body((kind,)).get_content() == built.get_body((kind,)).get_content()
    assert [str(ada[name]) for name in ("Subject", "From", "To")] == [
        "Tårnby Morgen, Friday, 20 November 2026",
        "Tårnby Morgen <news@example.org>",
        ADA,
    ]
    assert re.fullmatch(r"<[0-9a-f-]{36}@example.org>", ada["Message-ID"])
    assert ada["Message-ID"] != bo["Message-ID"]
    assert (ada["X-Unsent"], ada["Auto-Submitted"]) == (None, "auto-generated")
    assert BO.encode() not in server.letters[0][1]
    assert server.letters[0][1].isascii()
    assert b"=?utf-8?q?T=C3=A5rnby?=" in server.letters[0][1].lower().replace(b"=c3=a5", b"=C3=A5").replace(
        b"t=C", b"T=C"
    )


def test_whoever_is_new_gets_it_and_nobody_else(at, server, inside):
    at()
    configured(inside, '"bo@example.org"', '"BO@example.org", "cy@example.org"')
    assert at()[1] == f"{ADA}: has it already\nBO@example.org: has it already\ncy@example.org: sent\n"
    assert server.recipients() == [ADA, BO, "cy@example.org"]


def test_to_names_who_alone_gets_it(at, server):
    assert at("--to", "me@example.org", "--to", "ME@example.org")[1] == "me@example.org: sent\n"
    assert server.recipients() == ["me@example.org"]


def test_a_recipient_that_is_refused_is_told_and_tried_again_next_time(at, server, inside):
    server.to_rcpt[ADA] = ["550 5.1.1 no such mailbox"]
    said = f"brief: {ADA}: refused: 550 5.1.1 no such mailbox\n"
    assert at() == (PUBLISHED_WITH_PROBLEMS, f"{BO}: sent\n", said)
    assert ledger(inside) == ["failed", "sent"]
    assert at()[:2] == (DONE, f"{ADA}: sent\n{BO}: has it already\n")
    assert server.recipients() == [BO, ADA]


@pytest.mark.parametrize(("words", "code"), [((), PUBLISHED_WITH_PROBLEMS), (("--strict",), FAILED)])
def test_strict_fails_where_one_was_not_reached(at, server, words, code):
    server.to_rcpt[ADA] = ["550 no"]
    assert at(*words)[0] == code


def test_a_run_that_reaches_nobody_fails(at, server):
    server.to_mail = ["553 not your address"]
    code, out, err = at()
    assert (code, out) == (FAILED, "")
    assert err.count("takes no mail from news@example.org: 553 not your address") == 2


def test_failed_tries_those_alone_that_an_earlier_run_did_not_reach(at, server, inside):
    assert at("--failed")[:2] == (
        DONE,
        f"{ADA}: left out, as no run has tried yet\n{BO}: left out, as no run has tried yet\n",
    )
    server.to_rcpt[ADA] = ["550 no"]
    at()
    configured(inside, '"bo@example.org"', '"bo@example.org", "cy@example.org"')
    assert at("--failed")[1].splitlines()[0] == f"{ADA}: sent"
    assert server.recipients() == [BO, ADA]


# ---------------------------------------------------------------------------------------------- killed between


@pytest.fixture
def process(at, inside, plain_environment):
    """Start `brief deliver` as a process of its own."""
    started = []

    def start():
        smtp = {name: value for name, value in os.environ.items() if name.startswith("BRIEF_")}
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "brief", "deliver", "--date", DAY],
                cwd=inside,
                env=plain_environment | smtp | {"PYTHONPATH": str(Path(brief.__file__).parents[1])},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        )
        return started[-1]

    yield start
    for one in started:
        one.kill()
        one.communicate()


def killed_at(server, process, *moment):
    """Kill a run when the server has come to a moment."""

    def at(*step):
        if step == moment:
            server.at = lambda *_: None
            ran.kill()
            ran.wait()

    server.at = at
    ran = process()
    ran.communicate(timeout=60)
    assert ran.returncode == -signal.SIGKILL


def test_killed_between_two_recipients_each_gets_exactly_one(at, server, process, inside):
    killed_at(server, process, "RCPT", BO)
    assert (server.recipients(), ledger(inside)) == ([ADA], ["sent"])
    assert at()[:2] == (DONE, f"{ADA}: has it already\n{BO}: sent\n")
    assert server.recipients() == [ADA, BO]


def test_killed_before_the_server_could_answer_nobody_gets_a_second_one(at, server, process, inside):
    killed_at(server, process, "DATA", ADA)  # the server has it, and the program does not know
    assert (server.recipients(), ledger(inside)) == ([ADA], ["sending"])
    code, out, err = at()
    assert (code, out) == (PUBLISHED_WITH_PROBLEMS, f"{BO}: sent\n")
    assert err == (
        f"brief: {ADA}: an earlier run was ended while it sent this; it may have arrived, so it is not sent again"
        f" without --again {ADA}\n"
    )
    assert at("--again", ADA)[:2] == (DONE, f"{ADA}: sent\n{BO}: has it already\n")
    first, _, again = server.mails()
    assert first["Message-ID"] == again["Message-ID"]  # by which a mail program knows it has it
    assert again["Subject"] == "Tårnby Morgen, Friday, 20 November 2026"


def test_two_runs_at_a_time_send_one_mail_to_each(server, process, inside):
    first, second = process(), process()
    outs = [one.communicate(timeout=60)[0].decode() for one in (first, second)]
    assert sorted(outs) == [f"{ADA}: has it already\n{BO}: has it already\n", f"{ADA}: sent\n{BO}: sent\n"]
    assert server.recipients() == [ADA, BO]


# ------------------------------------------------------------------------------------------------- corrected


def test_a_corrected_edition_goes_again_only_when_asked_and_says_so(at, server, run, inside):
    at()
    (inside / "chess.txt").write_text(f"Chess club wins\n\n{CHESS}")
    run(command="build")
    told = "has it as it was before it was built again; --again {0} sends it as corrected\n"
    assert at()[:2] == (DONE, f"{ADA}: {told.format(ADA)}{BO}: {told.format(BO)}")
    assert len(server.letters) == 2
    assert at("--again", "all")[1] == f"{ADA}: sent\n{BO}: sent\n"
    first, _, corrected, _ = server.mails()
    assert corrected["Subject"] == "Corrected: Tårnby Morgen, Friday, 20 November 2026"
    assert corrected["Message-ID"] != first["Message-ID"]
    assert corrected["In-Reply-To"] == corrected["References"] == first["Message-ID"]
    assert "Chess club wins" in corrected.get_body(("plain",)).get_content()
    assert at()[1] == f"{ADA}: has it already\n{BO}: has it already\n"


def test_a_correction_that_is_refused_stays_one(at, server, run, inside):
    at()
    (inside / "chess.txt").write_text(f"Chess club wins\n\n{CHESS}")
    run(command="build")
    server.to_rcpt[ADA], server.to_data[BO] = ["550 no"], ["554 no"]
    assert at("--again", "all")[0] == FAILED
    assert at()[0] == DONE
    assert len(server.letters) == 2
    at("--again", "all")
    assert server.mails()[-1]["Subject"].startswith("Corrected: ")


def test_sending_again_in_vain_leaves_them_with_what_they_have(at, server, inside):
    at()
    server.to_rcpt[ADA], server.to_data[BO] = ["550 no"], ["554 no"]
    assert at("--again", "all")[0] == FAILED
    assert ledger(inside) == ["sent", "sent"]
    assert at()[:2] == (DONE, f"{ADA}: has it already\n{BO}: has it already\n")
    assert server.recipients() == [ADA, BO]


def test_sending_again_in_vain_leaves_it_unclear_what_they_have(at, server, process, inside):
    killed_at(server, process, "DATA", ADA)
    server.to_rcpt[ADA] = ["550 no"]
    assert at("--again", ADA)[0] == PUBLISHED_WITH_PROBLEMS
    code, out, err = at()
    assert (code, out) == (PUBLISHED_WITH_PROBLEMS, f"{BO}: has it already\n")
    assert "it may have arrived, so it is not sent again" in err
    assert server.recipients() == [ADA, BO]


# --------------------------------------------------------------------------------------------------- dry run


def test_a_dry_run_writes_the_mails_and_sends_and_records_nothing(run, inside, server):
    code, out, err = run("--dry-run")
    names = [f"undelivered/{DAY}/{one}.eml" for one in (ADA, BO)]
    assert (code, out.splitlines(), err) == (DONE, names, "dry run: nothing was sent\n")
    mail = email.message_from_bytes((inside / names[0]).read_bytes(), policy=SMTP)
    assert (mail["To"], mail["From"]) == (ADA, "Tårnby Morgen <news@example.org>")
    assert (server.letters, ledger(inside)) == ([], [])


def test_a_dry_run_leaves_out_who_has_it(at, inside):
    at("--to", ADA)
    code, out, err = at("--dry-run")
    assert (code, out) == (DONE, f"undelivered/{DAY}/{BO}.eml\n")
    assert err == "dry run: nothing was sent; 1 would not get it, as they have it or may have it\n"


def test_the_name_of_a_file_stays_in_its_folder_and_is_its_own(run):
    names = ['"x /"@example.org', "a/b@example.org", "a_b@example.org"]
    code, out, _ = run("--dry-run", *(word for name in names for word in ("--to", name)))
    assert (code, out.splitlines()) == (
        DONE,
        [f"undelivered/{DAY}/{one}.eml" for one in ("_x___@example.org", "a_b@example.org", "a_b@example.org_")],
    )


def test_a_dry_run_for_those_whom_none_has_tried_says_so(run):
    code, out, err = run("--dry-run", "--failed")
    assert (code, out) == (DONE, "")
    assert err == "dry run: nothing was sent; 2 would not get it, as no run has tried yet\n"


def test_a_dry_run_does_not_print_the_addresses_of_the_environment(run, monkeypatch, inside):
    monkeypatch.setenv("BRIEF_DELIVER_TO", "rut@example.net, ada@example.org, per@example.net")
    code, out, _ = run("--dry-run")
    names = [ADA, BO, "BRIEF_DELIVER_TO-1", "BRIEF_DELIVER_TO-2"]
    assert (code, out.splitlines()) == (DONE, [f"undelivered/{DAY}/{name}.eml" for name in names])
    mail = email.message_from_bytes((inside / out.splitlines()[3]).read_bytes(), policy=SMTP)
    assert mail["To"] == "per@example.net"


def test_a_dry_run_takes_away_only_what_one_wrote(at, inside, monkeypatch):
    folder = inside / "undelivered" / DAY
    monkeypatch.setenv("BRIEF_DELIVER_TO", "rut@example.net")
    at("--dry-run")
    (folder / "mine.eml").write_text("a mail of mine")
    (folder / "notes.json").write_text("{}")
    monkeypatch.delenv("BRIEF_DELIVER_TO")
    at("--to", ADA)
    assert at("--dry-run")[0] == DONE
    assert sorted(one.name for one in folder.iterdir()) == [f"{BO}.eml", "mine.eml", "notes.json"]


def test_what_was_built_while_another_run_had_the_lock_is_what_is_sent(at, server, inside, monkeypatch):
    alone = Store.alone

    @contextmanager
    def waited(store, sleep):
        with alone(store, sleep):
            file = inside / f"output/{DAY}/briefing.eml"
            file.write_bytes(file.read_bytes().replace(b"Ferry sails again", b"Ferry rests again"))
            yield

    monkeypatch.setattr(Store, "alone", waited)
    assert at()[0] == DONE
    assert "Ferry rests again" in server.mails()[0].get_body(("plain",)).get_content()


def test_a_store_that_is_not_there_is_not_made(at, server, inside):
    code, out, err = at("--store", "typo/s.sqlite")
    assert (code, out, server.letters) == (USAGE, "", [])
    assert err == "brief: typo/s.sqlite: no such store; brief build and brief fetch make it\n"
    assert not (inside / "typo").exists()


# -------------------------------------------------------------------------------------------- what is configured


def test_formats_go_along_and_readers_can_leave(at, server, inside):
    configured(inside, '"eml"]', '"eml", "epub"]')
    configured(
        inside,
        "[deliver]",
        '[deliver]\nattach = ["epub"]\nunsubscribe = "mailto:leave@example.org"\nsubject = "[n] {day}"',
    )
    at(command="build")
    at()
    mail = server.mails()[0]
    (attached,) = mail.iter_attachments()
    assert attached.get_content_type() == "application/epub+zip"
    assert attached.get_filename() == f"briefing-{DAY}.epub"
    assert attached.get_content() == (inside / f"output/{DAY}/briefing.epub").read_bytes()
    assert mail.get_body(("html",)).get_content().startswith("<!DOCTYPE html>")
    assert (mail["List-Unsubscribe"], mail["Subject"]) == ("<mailto:leave@example.org>", f"[n] {DAY}")


def test_recipients_of_the_environment_are_told_by_their_first_letter(at, server, monkeypatch):
    monkeypatch.setenv("BRIEF_DELIVER_TO", "rut@example.net, ada@example.org,")
    assert at()[1] == f"{ADA}: sent\n{BO}: sent\nr…@example.net: sent\n"
    assert server.recipients() == [ADA, BO, "rut@example.net"]


def test_how_to_send_again_does_not_give_them_away(at, server, process, monkeypatch, inside):
    configured(inside, 'to = ["ada@example.org", "bo@example.org"]', "")
    monkeypatch.setenv("BRIEF_DELIVER_TO", "rut@example.net")
    killed_at(server, process, "DATA", "rut@example.net")
    assert at()[2].endswith("it may have arrived, so it is not sent again without --again and the address\n")
    assert at("--again", "rut@example.net")[1] == "r…@example.net: sent\n"


def test_what_a_server_says_does_not_give_them_away(at, server, monkeypatch):
    monkeypatch.setenv("BRIEF_DELIVER_TO", "rut@example.net")
    server.to_rcpt["rut@example.net"] = ["550 <RUT@example.net> is unknown"]
    assert at()[2] == "brief: r…@example.net: refused: 550 <r…@example.net> is unknown\n"


def test_no_address_stands_in_the_store(at, inside, server):
    server.to_rcpt[ADA] = [f"550 <{ADA}> unknown"]
    at()
    found = b"".join(path.read_bytes() for path in inside.glob("store.sqlite*"))
    assert b"@example.org" not in found


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"BRIEF_SMTP_HOST": ""}, "no mail server: set BRIEF_SMTP_HOST"),
        ({"BRIEF_SMTP_HOST": "https://mail.example.org"}, "BRIEF_SMTP_HOST should be the name of a server alone"),
        ({"BRIEF_SMTP_PORT": "smtp"}, "BRIEF_SMTP_PORT 'smtp' is no port"),
        ({"BRIEF_SMTP_TLS": "ssl"}, "BRIEF_SMTP_TLS 'ssl' is unknown; known: none, starttls, tls"),
        ({"BRIEF_SMTP_USER": "news"}, "BRIEF_SMTP_USER and BRIEF_SMTP_PASSWORD go together"),
        ({"BRIEF_SMTP_USER": "n", "BRIEF_SMTP_PASSWORD": "päß"}, "should be ASCII on one line"),
        (
            {"BRIEF_SMTP_HOST": "mail.example.org", "BRIEF_SMTP_TLS": "none", "BRIEF_SMTP_USER": "n", "BRIEF_SMTP_PASSWORD": "s3cret"},
            "BRIEF_SMTP_PASSWORD is not sent without TLS",
        ),
        ({"BRIEF_DELIVER_TO": "rut@example.net; bo"}, "BRIEF_DELIVER_TO: an address should be one mail address"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_environment_is_told_without_its_secrets(at, server, monkeypatch, variables, said):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    code, out, err = at()
    assert (code, out, server.letters) == (USAGE, "", [])
    assert said in err.splitlines()[-1]
    assert not any(secret in err for secret in ("s3cret", "päß", "rut@"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--to", "a@b.org\r\nBcc: x@example.org"], "--to should be one mail address"),
        (["--to", "ada"], "--to should be one mail address"),
        (["--to", '"../x"@example.org'], "--to should be one mail address"),
        (["--again", "cy@example.org"], "--again cy@example.org: is none of the recipients"),
    ],
)
def test_what_is_wrong_with_the_command(at, server, words, said):
    code, out, err = at(*words)
    assert (code, out, server.letters) == (USAGE, "", [])
    assert said in err


def test_a_store_that_knows_another_edition(at, server, inside):
    with Store(str(inside / "other.sqlite")):
        pass
    code, out, err = at("--store", "other.sqlite")
    assert (code, out, server.letters) == (USAGE, "", [])
    assert f"other.sqlite: knows no edition of {DAY}" in err


def test_an_edition_that_was_built_as_no_mail(run, inside):
    (inside / f"output/{DAY}/briefing.eml").unlink()
    code, _, err = run()
    assert code == USAGE
    assert err == (
        f"brief: output/{DAY}/briefing.eml: no such file or directory; "
        'add "eml" to [output] formats in brief.toml, and build it again\n'
    )


def test_nothing_was_built(run, inside):
    for file in (inside / f"output/{DAY}").iterdir():
        file.unlink()
    code, _, err = run()
    assert (code, err) == (
        NO_ARTICLES,
        f"brief: nothing to deliver: output has no edition of {DAY}; brief build makes it\n",
    )


def test_nobody_is_configured(run, inside):
    configured(inside, OWN[OWN.index("[deliver]") :], "")
    code, _, err = run()
    assert code == USAGE
    assert err.startswith("brief: nobody to deliver to: set to or webhook below [deliver] in brief.toml")
