"""Letters handed to a real mail server: TLS, login, refusals for now and for good, silence, and what nobody knows."""

import asyncio
import socket

import pytest

from brief.publish import mail
from brief.publish.letters import Letter
from brief.publish.mail import Server, send

ADA, BO, CY = "ada@example.org", "bo@example.org", "cy@example.org"


def letters(*recipients):
    return [Letter("news@example.org", one, f"Subject: x\r\n\r\n.for {one}\r\n".encode()) for one in recipients]


class Post:
    """Sends letters, and keeps what the ledger was told and how long was waited."""

    def __init__(self):
        self.ledger, self.waits = [], []

    def __call__(self, server, *recipients, security="none", login=(None, None), **options):
        place = Server("127.0.0.1", server if isinstance(server, int) else server.port, security, *login, **options)
        fates = send(letters(*recipients), place, lambda *entry: self.ledger.append(entry), self.waits.append)
        return [(fate.state, fate.why.replace(f"{place.place}: ", "")) for fate in fates]


@pytest.fixture
def post():
    return Post()


@pytest.fixture
def trusted(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", certificate)
    return certificate


def test_each_recipient_gets_a_letter_of_its_own_over_one_connection(mail_server, post):
    server = mail_server()
    assert post(server, ADA, BO) == [("sent", "")] * 2
    assert server.letters == [
        (ADA, b"Subject: x\r\n\r\n.for ada@example.org\r\n"),
        (BO, b"Subject: x\r\n\r\n.for bo@example.org\r\n"),
    ]
    assert post.ledger == [(ADA, "sending"), (ADA, "sent"), (BO, "sending"), (BO, "sent")]
    assert post.waits == []


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_with_tls_and_a_login(mail_server, post, trusted, security):
    server = mail_server(security, trusted, ("news", "s3cret"))
    assert post(server, ADA, security=security, login=("news", "s3cret")) == [("sent", "")]
    assert server.logins == [("news", "s3cret")]


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_that_nobody_signed_is_refused_before_anything_is_said(mail_server, post, certificate, security):
    server = mail_server(security, certificate, ("news", "s3cret"))
    ((state, why),) = post(server, ADA, security=security, login=("news", "s3cret"))
    assert (state, why) == ("failed", "refused: bad certificate (self-signed certificate)")
    assert (server.letters, server.logins, post.ledger, post.waits) == ([], [], [], [])


def test_a_server_without_tls_gets_nothing_where_tls_is_wanted(mail_server, post):
    server = mail_server()
    ((state, why),) = post(server, ADA, security="starttls")
    assert (state, why.split(";")[0]) == ("failed", "offers no TLS (STARTTLS)")
    ((state, why),) = post(server, ADA, security="tls")
    assert (state, why.split(";")[0]) == ("failed", "no secure connection")
    assert server.letters == []


def test_a_wrong_password_is_told_once_and_not_repeated(mail_server, post):
    server = mail_server(login=("news", "s3cret"))
    fates = post(server, ADA, BO, login=("news", "wrong"))
    assert fates == [("failed", "refuses BRIEF_SMTP_USER with BRIEF_SMTP_PASSWORD (535)")] * 2
    assert (len({*server.logins}), post.waits, post.ledger) == (1, [], [])


def test_a_server_that_wants_a_login_and_gets_none(mail_server, post):
    server = mail_server(login=("news", "s3cret"))
    assert post(server, ADA) == [("failed", "asks for a login; set BRIEF_SMTP_USER and BRIEF_SMTP_PASSWORD")]


def test_a_recipient_that_is_refused_holds_up_no_other(mail_server, post):
    server = mail_server()
    server.to_rcpt[ADA] = ["550 5.1.1 no such mailbox"]
    server.to_data[BO] = ["554 5.7.1 looks like spam"]
    assert post(server, ADA, BO, CY) == [
        ("failed", "refused: 550 5.1.1 no such mailbox"),
        ("failed", "refused: 554 5.7.1 looks like spam"),
        ("sent", ""),
    ]
    assert (server.recipients(), post.waits) == ([CY], [])
    assert post.ledger == [(BO, "sending"), (BO, "failed"), (CY, "sending"), (CY, "sent")]


def test_what_is_refused_for_now_is_tried_again_after_the_others(mail_server, post):
    server = mail_server()
    server.to_rcpt[ADA] = ["450 4.2.0 come back"]
    server.to_data[BO] = ["451 4.3.0 later", "451 4.3.0 later"]
    assert post(server, ADA, BO, CY) == [("sent", "")] * 3
    assert server.recipients() == [CY, ADA, BO]
    assert post.waits == [2.0, 2.0]  # the second round had sent something, so patience begins anew
    assert [entry for entry in post.ledger if entry[0] == BO] == [(BO, "sending"), (BO, "failed")] * 2 + [
        (BO, "sending"),
        (BO, "sent"),
    ]


def test_in_the_end_it_is_given_up(mail_server, post):
    server = mail_server()
    server.to_rcpt[ADA] = ["450 4.2.0 come back"] * 9
    assert post(server, ADA) == [("failed", "refused: 450 4.2.0 come back")]
    assert post.waits == list(mail.PAUSES)
    assert len(server.to_rcpt[ADA]) == 9 - len(mail.PAUSES) - 1


def test_a_sender_that_is_refused_is_refused_for_all(mail_server, post):
    server = mail_server()
    server.to_mail = ["553 5.7.1 not your address"]
    why = "takes no mail from news@example.org: 553 5.7.1 not your address"
    assert post(server, ADA, BO) == [("failed", why)] * 2
    assert server.letters == []


def test_nobody_listens(mail_server, post):
    server = mail_server()
    server.stop()
    server.stop = lambda: None
    assert post(server, ADA) == [("failed", "connection refused")]
    assert post.waits == list(mail.PAUSES)


def test_silence_before_the_letter_is_tried_again_and_after_it_never(mail_server, post):
    server = mail_server()
    silent = [("RCPT", ADA), ("DATA", BO)]

    def at(*step):
        if step in silent:
            silent.remove(step)
            return asyncio.sleep(60)
        return None

    server.at = at
    assert post(server, ADA, BO, CY, patience=1, patience_for_data=1) == [
        ("sent", ""),
        ("unclear", "no answer within 1 s"),
        ("sent", ""),
    ]
    assert sorted(server.recipients()) == [ADA, BO, CY]  # that it came is what cannot be known here
    assert [entry for entry in post.ledger if entry[0] == BO] == [(BO, "sending")]


def test_what_a_server_says_stays_on_one_line(mail_server, post):
    server = mail_server()
    server.to_rcpt[ADA] = ["550-first\r\n550 \x1b[31msecond " + "x" * 400]
    ((_, why),) = post(server, ADA)
    assert why == "refused: 550 first [31msecond …"


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_server_that_never_says_a_word(post, security):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert post(port, ADA, security=security, patience=0.1) == [("failed", "no answer within 0.1 s")]
    assert post.waits == list(mail.PAUSES)
    assert post.ledger == []


def test_a_server_that_speaks_something_else(post, faults):
    ((state, _),) = post(faults.port, ADA, patience=1)
    assert (state, post.ledger) == ("failed", [])
