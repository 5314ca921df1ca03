"""Sends an edition to those who are to have it and do not, and keeps the ledger: at most once each.

    due:     recipients + what the ledger has -> what is to be done for each
    by_mail, by_webhook: those that are due -> what came of it, noted before and after each

The ledger says `sending` before a message is handed over and `sent` once it was taken. A run that is killed between the
two leaves it open whether the message arrived; it is not sent again by itself, as a reader who misses a briefing can
ask for it, and one who gets it twice stops trusting it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from brief import http
from brief.errors import UsageError
from brief.http import Failure, Manners, Post, Request
from brief.model import Delivery
from brief.model.delivery import Channel, State
from brief.publish import mail
from brief.publish.letters import Letter, Letterhead, letter
from brief.store import Store

#: The name by which the webhook is asked for again, and the one for all.
WEBHOOK, ALL = "webhook", "all"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for beyond the usual: who gets it whether they have it or not; only those it failed to reach."""

    again: frozenset[str] = frozenset()
    only_failed: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be done for one recipient.

    Attributes:
        recipient: who.
        state: `send` it; or they have it (`kept`), may have it (`unclear`), have it as it was before it was built
            again (`outdated`), or were not reached out to by the run that was to (`skipped`).
        before: what the ledger has of one that gets it again, and holds still where that fails; None where it is to be
            sent anyway.
        corrects: whether what they have, or may have, has other content.
    """

    recipient: str
    state: Literal["send", "kept", "unclear", "outdated", "skipped"]
    before: Delivery | None = None
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it for one recipient; why, where it failed or nobody knows."""

    recipient: str
    state: Literal["sent", "failed", "unclear", "kept", "outdated", "skipped"]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run works with: the day, the digest of the edition, the ledger, the clock, how to wait."""

    day: date
    digest: str
    store: Store
    now: Callable[[], datetime]
    sleep: Callable[[float], None]

    def note(self, channel: Channel, recipient: str, state: State) -> None:
        """Write into the ledger."""
        self.store.note_delivery(Delivery(self.day, channel, recipient, self.digest, state, self.now()))


def due(recipients: Sequence[str], known: Mapping[str, Delivery], digest: str, wish: Wish) -> list[Due]:
    """Decide what is to be done for each recipient.

    Arguments: the recipients; what the ledger has of them; the digest of the edition; what is asked for beyond.
    """
    return [_due(one, known.get(one), digest, wish) for one in recipients]


def _due(recipient: str, before: Delivery | None, digest: str, wish: Wish) -> Due:
    if recipient in wish.again:
        had = before if before and before.state != "failed" else None
        return Due(recipient, "send", had, had is not None and had.edition != digest)
    if before is None:
        return Due(recipient, "skipped" if wish.only_failed else "send")
    if before.state == "failed":
        return Due(recipient, "send")
    if before.state == "sending":
        return Due(recipient, "unclear")
    return Due(recipient, "kept" if before.edition == digest else "outdated")


def letters(edition: bytes, todo: Sequence[Due], head: Letterhead) -> list[Letter]:
    """Return the mails to those that are due. Arguments: the edition's mail; what is to be done; what all share."""
    wanted = [one for one in todo if one.state == "send"]
    return [letter(edition, one.recipient, head, is_correction=one.corrects) for one in wanted]


def by_mail(made: Sequence[Letter], todo: Sequence[Due], server: mail.Server, run: Run) -> list[Outcome]:
    """Send letters; return what came of each recipient, in the order of `todo`.

    Arguments: the letters to those that are due; what is to be done for all recipients; the mail server; what the run
    works with.
    """
    before = {one.recipient: one.before for one in todo}

    def noted(recipient: str, state: State) -> None:
        known = before[recipient]
        if state == "failed" and known:  # they have, or may have, what they had before
            run.store.note_delivery(known)
        else:
            run.note("mail", recipient, state)

    fates = {one.recipient: one for one in mail.send(made, server, noted, run.sleep)}
    for one in fates.values():
        if one.state == "failed":
            noted(one.recipient, "failed")
    return [
        Outcome(one.recipient, fate.state, fate.why) if (fate := fates.get(one.recipient)) else left(one)
        for one in todo
    ]


def by_webhook(body: bytes, todo: Due, token: str | None, manners: Manners, run: Run) -> Outcome:
    """Tell a webhook of an edition; return what came of it.

    Arguments: what it is told; who it is, and what the ledger has of it; what it knows the sender by, or None; the
    limits of the network; what the run works with.
    """
    key = uuid5(NAMESPACE_URL, f"delivery\n{todo.recipient}\n{run.day.isoformat()}\n{run.digest}")
    post = Post(body, "application/json", str(key), f"Bearer {token}" if token else None)
    run.note("webhook", todo.recipient, "sending")
    (answer,) = http.fetch([Request(todo.recipient, accept="*/*", post=post)], manners)
    if not isinstance(answer, Failure):
        run.note("webhook", todo.recipient, "sent")
        return Outcome(todo.recipient, "sent")
    if answer.unclear:
        return Outcome(todo.recipient, "unclear", answer.why)
    if todo.before:
        run.store.note_delivery(todo.before)
    else:
        run.note("webhook", todo.recipient, "failed")
    return Outcome(todo.recipient, "failed", answer.why)


def left(one: Due) -> Outcome:
    """Return what came of a recipient to whom nothing was sent."""
    assert one.state != "send"  # noqa: S101 - for the type checker
    why = "an earlier run was ended while it sent this" if one.state == "unclear" else ""
    return Outcome(one.recipient, one.state, why)


def unique(recipients: Iterable[str]) -> list[str]:
    """Return recipients, each once, however it is capitalized."""
    found: dict[str, str] = {}
    for one in recipients:
        found.setdefault(one.lower(), one)
    return list(found.values())


def built(folder: Path, kind: str) -> bytes:
    """Return an edition in a format. Raises UsageError where it was not built in that.

    Arguments: where the edition's files stand; the format.
    """
    file = folder / f"briefing.{kind}"
    try:
        return file.read_bytes()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        mend = f'add "{kind}" to [output] formats in brief.toml, and build it again'
        raise UsageError(f"{file}: {why}; {mend}") from error


def unsent(folder: Path, pattern: str, files: Iterable[Path], now: Collection[Path]) -> list[Path]:
    """Return what an earlier dry run left, and this one does not write: what somebody else put there stays.

    Arguments: the folder that a dry run writes into; what names of ours look like whoever the recipient is; the files
    that it writes for the recipients there are; those that it writes now.
    """
    known = {*folder.glob(pattern), *files}
    return sorted(file for file in known if file.is_file() and file not in now)
