"""The mail of an edition, addressed: what any title becomes, and what makes two mails one in a mail program."""

import email
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.errors import UsageError
from brief.model import Delivery
from brief.publish.delivery import Due, Wish, due, letters, unique
from brief.publish.letters import Letterhead, letter

NOON = datetime(2026, 11, 20, 6, 31, tzinfo=UTC)
HEAD = Letterhead("news@example.org", date(2026, 11, 20), NOON)
ADA = "ada@example.org"


def edition(subject="Tarn, Friday"):
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = subject
    mail["From"] = "Tarn <brief@brief.invalid>"
    mail["To"] = "undisclosed-recipients:;"
    mail["Date"] = datetime(2026, 11, 20, tzinfo=UTC)
    mail["Message-ID"] = "<one@brief.invalid>"
    mail["X-Unsent"] = "1"
    mail.set_content("Ferry sails again.\n")
    mail.add_alternative("<p>Ferry sails again.</p>", subtype="html")
    return mail.as_bytes()


def made(subject="Tarn, Friday", head=HEAD, recipient=ADA, **options):
    options.setdefault("is_correction", False)
    return email.message_from_bytes(letter(edition(subject), recipient, head, **options).content, policy=SMTP)


@given(st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=150))
def test_any_title_comes_through_as_ascii_and_adds_no_header(subject):
    plain = " ".join(subject.split()) or "x"
    content = letter(edition(plain), ADA, HEAD, is_correction=True).content
    mail = email.message_from_bytes(content, policy=SMTP)
    assert content.isascii()
    assert "".join(mail["Subject"].split()) == "".join(f"Corrected: {plain}".split())
    assert sorted(mail.keys()) == sorted(
        ["Subject", "From", "To", "Date", "Message-ID", "In-Reply-To", "References", "MIME-Version", "Content-Type"]
    )
    assert max(map(len, content.split(b"\r\n"))) <= 998


def test_the_date_is_when_it_is_sent():
    assert made()["Date"].datetime == NOON
    assert made()["X-Unsent"] is None


def test_a_mail_program_knows_a_mail_by_edition_and_recipient():
    known = made()["Message-ID"]
    assert known == made(head=replace(HEAD, moment=NOON.replace(hour=9)))["Message-ID"]
    assert known != made(recipient="bo@example.org")["Message-ID"]
    corrected = made(is_correction=True)
    assert (corrected["In-Reply-To"], corrected["References"]) == (known, known)
    assert len({known, corrected["Message-ID"], made("Tarn, again", is_correction=True)["Message-ID"]}) == 3


def test_a_subject_of_ones_own():
    own = replace(HEAD, subject="[news] {edition} ({day}) {{x}}")
    assert made("A {day} of {0}", own)["Subject"] == "[news] A {day} of {0} (2026-11-20) {x}"


@pytest.mark.parametrize(
    "content", [b"", b"Subject: x\r\n\r\nhello", b"\xff\xfe", b"From: x <a@b>\r\nSubject: y\r\n\r\n"]
)
def test_what_is_no_mail_of_this_program(content):
    with pytest.raises(UsageError, match="is no mail of this program"):
        letter(content, ADA, HEAD, is_correction=False)


def test_recipients_are_each_once():
    assert unique(["Ada@example.org", "bo@example.org", "ada@EXAMPLE.org"]) == ["Ada@example.org", "bo@example.org"]


# ------------------------------------------------------------------------------------------------- who is due


def known(state, digest="new"):
    return Delivery(HEAD.day, "mail", ADA, digest, state, NOON)


@pytest.mark.parametrize(
    ("before", "wish", "state", "is_correction"),
    [
        (None, Wish(), "send", False),
        (None, Wish(only_failed=True), "skipped", False),
        (known("failed"), Wish(), "send", False),
        (known("failed", "old"), Wish(only_failed=True), "send", False),
        (known("sending"), Wish(), "unclear", False),
        (known("sending", "old"), Wish(only_failed=True), "unclear", False),
        (known("sent"), Wish(), "kept", False),
        (known("sent", "old"), Wish(), "outdated", False),
        (None, Wish(frozenset({ADA})), "send", False),
        (known("sent"), Wish(frozenset({ADA})), "send", False),
        (known("sending"), Wish(frozenset({ADA})), "send", False),
        (known("failed", "old"), Wish(frozenset({ADA})), "send", False),
        (known("sent", "old"), Wish(frozenset({ADA})), "send", True),
        (known("sending", "old"), Wish(frozenset({ADA})), "send", True),
    ],
)
def test_who_is_due(before, wish, state, is_correction):
    found = due([ADA, "bo@example.org"], {ADA: before} if before else {}, "new", wish)
    assert found[0] == Due(
        ADA, state, before if wish.again and before and before.state != "failed" else None, is_correction
    )
    sent = letters(edition(), found[:1], HEAD)
    assert [one.recipient for one in sent] == [ADA] * (state == "send")
    assert all((b"Corrected: " in one.content) == is_correction for one in sent)
