"""The mail of an edition, addressed: one copy for each recipient, in which no other stands."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from uuid import NAMESPACE_URL, uuid5

from brief.errors import UsageError

#: What stands before the subject of an edition that went out before with other content.
CORRECTED = "Corrected: "
_MEDIA_TYPES = {"pdf": ("application", "pdf"), "epub": ("application", "epub+zip")}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What all copies of an edition's mail share.

    Attributes:
        sender: the mail address that it comes from.
        day: the day of the edition.
        moment: when it is sent (aware).
        subject: with `{edition}` for the edition's title and day in words, `{day}` for its day.
        unsubscribe: address for taking oneself off the list, or None.
        attached: the bytes that go along, by format.
    """

    sender: str
    day: date
    moment: datetime
    subject: str = "{edition}"
    unsubscribe: str | None = None
    attached: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, ready to be sent."""

    sender: str
    recipient: str
    content: bytes = field(repr=False)


def digest_of(edition: bytes) -> str:
    """Return what tells an edition from a corrected one."""
    return hashlib.sha256(edition).hexdigest()


def letter(edition: bytes, recipient: str, head: Letterhead, *, is_correction: bool) -> Letter:
    """Return an edition's mail to one recipient.

    Its Message-ID is made of the edition's own and the recipient, so that a mail program that gets it twice shows it
    once; a corrected one has another, and says which it corrects.

    Arguments:
        edition: the mail without receivers, as it was built.
        recipient: a mail address.
        head: what all copies share.
        is_correction: whether the recipient had the edition before, with other content.

    Raises UsageError where the edition is no mail of this program.
    """
    mail = _parsed(edition)
    origin = str(mail["Message-ID"])
    first = _name(head.sender, origin, recipient)
    subject = head.subject.format(edition=mail["Subject"], day=head.day.isoformat())
    name = mail["From"].addresses[0].display_name
    for header in ("X-Unsent", "Subject", "From", "To", "Date", "Message-ID"):
        del mail[header]
    mail["Subject"] = f"{CORRECTED if is_correction else ''}{subject}"
    mail["From"] = Address(name, addr_spec=head.sender)
    mail["To"] = Address(addr_spec=recipient)
    mail["Date"] = head.moment
    mail["Message-ID"] = _name(head.sender, origin, recipient, digest_of(edition)) if is_correction else first
    if is_correction:
        mail["In-Reply-To"] = mail["References"] = first
    if head.unsubscribe:
        mail["List-Unsubscribe"] = f"<{head.unsubscribe}>"
    if head.attached:
        boundary = str(mail.get_boundary())
        for kind, content in head.attached.items():
            main, sub = _MEDIA_TYPES[kind]
            mail.add_attachment(content, main, sub, filename=f"briefing-{head.day.isoformat()}.{kind}")
        mail.set_boundary(f"{boundary}_with")
    return Letter(head.sender, recipient, mail.as_bytes())


def _parsed(edition: bytes) -> EmailMessage:
    mail: EmailMessage = message_from_bytes(edition, policy=SMTP)
    names = ("Subject", "From", "Message-ID")
    if any(not mail[name] for name in names) or not mail["From"].addresses:
        raise UsageError("briefing.eml is no mail of this program; run `brief build` again")
    return mail


def _name(sender: str, *known: str) -> str:
    """A Message-ID."""
    return f"<{uuid5(NAMESPACE_URL, chr(10).join(('delivery', *known)))}@{Address(addr_spec=sender).domain}>"
