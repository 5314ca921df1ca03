"""Hands letters to a mail server (RFC 5321, 6409). The only door to smtplib.

    for each round: connect -> greet -> TLS -> log in, then each letter: MAIL -> RCPT -> DATA
    refused for now (4xx), or the connection broke before DATA: once more, in another round
    refused for good (5xx): told
    the connection broke after DATA: nobody knows; never sent again by itself

What is called before a letter goes out and after keeps the ledger.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from textwrap import shorten
from typing import Final, Literal, TypeAlias

from brief.publish.letters import Letter

Security: TypeAlias = Literal["starttls", "tls", "none"]
#: Ports by which security there is (RFC 8314, 3; RFC 6409, 3.1).
PORTS: Final[dict[Security, int]] = {"tls": 465, "starttls": 587, "none": 25}
#: Seconds before each further round. A server that is restarted is back within a minute; what keeps strangers waiting
#: for longer (greylisting) does not stand before those who log in.
PAUSES: Final = (2.0, 10.0, 60.0)
#: Seconds for each step of the conversation, and for taking a letter: servers look for viruses before they answer, and
#: giving up on one leaves it unclear whether the letter arrives (RFC 5321, 4.5.3.2: 5 minutes and 10).
PATIENCE: Final = 30.0
PATIENCE_FOR_DATA: Final = 300.0
#: How the program introduces itself: its machine's name is nobody's business, and asking for it may take long.
_OWN_NAME: Final = "[127.0.0.1]"
_DONE: Final = range(200, 300)
_NOT_NOW: Final = range(400, 500)
_LOGIN_WANTED: Final = 530
#: Letters of what a server says that are told.
_LONGEST_ANSWER: Final = 200


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server, and how to speak with it.

    Attributes:
        host, port: where it is.
        security: TLS from the start, after a greeting, or none.
        user, password: what it is logged in to with, or None.
        patience: seconds for each step of the conversation.
        patience_for_data: seconds for taking a letter.
    """

    host: str
    port: int
    security: Security
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    patience: float = PATIENCE
    patience_for_data: float = PATIENCE_FOR_DATA

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Fate:
    """What came of a letter: whether it was taken, refused, or nobody knows; why; and whether another try may help."""

    recipient: str
    state: Literal["sent", "failed", "unclear"]
    why: str = ""
    again: bool = False


#: Called with a letter's recipient before it is handed over ("sending"), and when its fate is known.
Ledger: TypeAlias = Callable[[str, Literal["sending", "sent", "failed"]], None]


class _Broken(Exception):
    """The conversation cannot go on. Arguments: why in a few words, and whether another try may help."""

    def __init__(self, why: str, *, again: bool = False) -> None:
        self.why, self.again = why, again
        super().__init__(why)


def is_own(host: str) -> bool:
    """Return whether a host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def send(letters: Sequence[Letter], server: Server, ledger: Ledger, sleep: Callable[[float], None]) -> list[Fate]:
    """Send letters, each to its recipient alone.

    Arguments: the letters; the server; who is told before and after each; how to wait between rounds.
    Returns: what came of each, in their order. Raises what the ledger raises.
    """
    fates: dict[str, Fate] = {}
    said: dict[str, str] = {}
    waiting, pauses = list(letters), iter(PAUSES)
    while waiting:
        goes_on = _round(waiting, server, ledger, (fates, said))
        before, waiting = len(waiting), [one for one in waiting if one.recipient not in fates]
        if len(waiting) < before:  # a server may take so many letters at a time, and is not out of patience
            pauses = iter(PAUSES)
        pause = next(pauses, None)
        if not goes_on or pause is None:
            break
        if waiting:
            sleep(pause)
    fates |= {one.recipient: Fate(one.recipient, "failed", said[one.recipient]) for one in waiting}
    return [fates[one.recipient] for one in letters]


def _round(
    letters: Sequence[Letter], server: Server, ledger: Ledger, known: tuple[dict[str, Fate], dict[str, str]]
) -> bool:
    """Try letters, one after the other, and note what came of each; return whether another round may help."""
    fates, said = known
    try:
        with _connected(server) as link:
            for one in letters:
                fate = _handed_over(one, link, server, ledger)
                said[one.recipient] = fate.why
                if not fate.again:
                    fates[one.recipient] = fate
    except (smtplib.SMTPException, OSError) as error:
        broken = _told(error, server)
    except _Broken as error:
        broken = error
    else:
        return True
    said |= {one.recipient: f"{server.place}: {broken.why}" for one in letters if one.recipient not in fates}
    return broken.again


@contextmanager
def _connected(server: Server) -> Iterator[smtplib.SMTP]:
    """Speak with a server, as far as it takes letters."""
    trust = ssl.create_default_context()
    link: smtplib.SMTP
    if server.security == "tls":
        link = smtplib.SMTP_SSL(server.host, server.port, _OWN_NAME, timeout=server.patience, context=trust)
    else:
        link = smtplib.SMTP(server.host, server.port, _OWN_NAME, timeout=server.patience)
    try:
        link.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            if not link.has_extn("starttls"):
                raise _Broken("offers no TLS (STARTTLS); set BRIEF_SMTP_TLS and BRIEF_SMTP_PORT as it has them")
            link.starttls(context=trust)
            link.ehlo()
        if server.user is not None and server.password is not None:
            if not link.has_extn("auth"):
                raise _Broken("offers no login; set BRIEF_SMTP_TLS and BRIEF_SMTP_PORT as it has them")
            link.login(server.user, server.password)
        yield link
    finally:
        with suppress(smtplib.SMTPException, OSError):
            link.quit()
        link.close()


def _handed_over(one: Letter, link: smtplib.SMTP, server: Server, ledger: Ledger) -> Fate:
    """Offer a letter, and hand it over where its recipient is taken.

    Raises _Broken where the server takes none of this sender, SMTPException or OSError where the connection breaks
    before the letter was handed over.
    """
    size = [f"size={len(one.content)}"] if link.has_extn("size") else []
    reply: bytes | str
    code, reply = link.mail(one.sender, size)
    if code == _LOGIN_WANTED:
        raise _Broken("asks for a login; set BRIEF_SMTP_USER and BRIEF_SMTP_PASSWORD")
    if code not in _DONE and code not in _NOT_NOW:
        raise _Broken(f"takes no mail from {one.sender}: {_answer(code, reply)}")
    if code in _DONE:
        code, reply = link.rcpt(one.recipient)
    if code not in _DONE:
        return _refused(one, link, code, reply)
    ledger(one.recipient, "sending")
    try:
        if link.sock:
            link.sock.settimeout(server.patience_for_data)
        code, reply = link.data(one.content)
    except smtplib.SMTPDataError as error:
        code, reply = error.smtp_code, error.smtp_error
    except (smtplib.SMTPException, OSError) as error:
        link.close()
        return Fate(one.recipient, "unclear", f"{server.place}: {_told(error, server).why}")
    if link.sock:
        link.sock.settimeout(server.patience)
    if code in _DONE:
        ledger(one.recipient, "sent")
        return Fate(one.recipient, "sent")
    ledger(one.recipient, "failed")
    return _refused(one, link, code, reply)


def _refused(one: Letter, link: smtplib.SMTP, code: int, reply: bytes | str) -> Fate:
    """What came of a letter that was not taken; the next one begins anew."""
    with suppress(smtplib.SMTPServerDisconnected):  # which the next letter finds out
        link.rset()
    return Fate(one.recipient, "failed", f"refused: {_answer(code, reply)}", again=code in _NOT_NOW)


def _answer(code: int, reply: bytes | str) -> str:
    """What a server says, on one line."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return f"{code} {shorten(plain, _LONGEST_ANSWER, placeholder=' …')}".strip()


def _told(error: Exception, server: Server) -> _Broken:
    """Say what ended a conversation."""
    late = f"no answer within {server.patience:g} s"
    match error:
        case ssl.SSLCertVerificationError():
            found = _Broken(f"refused: bad certificate ({error.verify_message})")
        case ssl.SSLError():
            found = _Broken("no secure connection; set BRIEF_SMTP_TLS and BRIEF_SMTP_PORT as it has them")
        case smtplib.SMTPAuthenticationError():
            # Without what it says: some repeat what they were given.
            again = error.smtp_code in _NOT_NOW
            words = "cannot check the login now" if again else "refuses BRIEF_SMTP_USER with BRIEF_SMTP_PASSWORD"
            found = _Broken(f"{words} ({error.smtp_code})", again=again)
        case smtplib.SMTPResponseException():
            found = _Broken(_answer(error.smtp_code, error.smtp_error), again=error.smtp_code in _NOT_NOW)
        case smtplib.SMTPServerDisconnected():
            is_late = isinstance(error.__context__, TimeoutError)
            found = _Broken(late if is_late else "the connection was closed", again=True)
        case smtplib.SMTPException():
            found = _Broken("offers no way to log in that is known here")
        case TimeoutError():
            found = _Broken(late, again=True)
        case socket.gaierror():
            found = _Broken("the name does not resolve", again=error.errno == socket.EAI_AGAIN)
        case _:
            words = getattr(error, "strerror", None) or "the connection broke"
            found = _Broken(words[:1].lower() + words[1:], again=True)
    return found
