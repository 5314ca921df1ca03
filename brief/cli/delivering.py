"""`brief deliver`: sends an edition that was built, by mail and to a webhook."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click

from brief.cli.console import complain, emit, note
from brief.cli.options import chatter, web
from brief.cli.options import config as with_config
from brief.cli.settings import configuration, manners
from brief.errors import DONE, FAILED, PUBLISHED_WITH_PROBLEMS, NothingToPublish, UsageError

if TYPE_CHECKING:
    from brief.config import Config
    from brief.publish.delivery import Due, Outcome, Wish
    from brief.publish.letters import Letter
    from brief.store import Store

    #: What is to be done by mail, and by webhook.
    Todo: TypeAlias = tuple[list[Due], list[Due]]

#: Where a dry run writes; not into the folder of results, which is often a public site.
UNSENT = "undelivered"
_IN_A_NAME = re.compile(r"[^A-Za-z0-9@._+-]")
_LONGEST_NAME = 120
#: What the names of those files begin with whose recipients come from the environment; then comes a number.
_HIDDEN = "BRIEF_DELIVER_TO-"


@dataclass(frozen=True)
class Plan:
    """To whom an edition goes.

    Attributes:
        day: the day of the edition.
        folder: where its files stand.
        mail: mail addresses.
        hidden: those of them that come from the environment, and are not printed.
        webhook: the address of the webhook, or None.
    """

    day: date
    folder: Path
    mail: tuple[str, ...]
    hidden: frozenset[str]
    webhook: str | None

    def shown(self, recipient: str) -> str:
        """Return a recipient as it may be printed: the log of a workflow is often public."""
        if recipient == self.webhook:
            return f"webhook {urlsplit(recipient).hostname}"
        name, _, domain = recipient.rpartition("@")
        return f"{name[:1]}…@{domain}" if recipient in self.hidden else recipient

    def named(self, recipient: str) -> str:
        """Return what --again takes for a recipient, as far as it may be printed."""
        if recipient == self.webhook:
            return "webhook"
        return "and the address" if recipient in self.hidden else recipient

    def files(self) -> dict[str, Path]:
        """Return the file that a dry run writes for each recipient; its name, which is printed, hides who is hidden."""
        folder = Path(UNSENT) / self.day.isoformat()
        found: dict[str, Path] = {}
        unseen = [one for one in self.mail if one in self.hidden]
        for one in self.mail:
            name = _IN_A_NAME.sub("_", one)[:_LONGEST_NAME]
            if one in unseen:
                name = f"{_HIDDEN}{unseen.index(one) + 1}"
            while folder / f"{name}.eml" in found.values():
                name += "_"
            found[one] = folder / f"{name}.eml"
        return found | ({self.webhook: folder / "webhook.json"} if self.webhook else {})


@dataclass(frozen=True)
class Made:
    """What was built of the edition, as far as it is sent: the mail, what goes along, the JSON and what that holds."""

    mail: bytes
    attached: Mapping[str, bytes]
    json: bytes
    record: dict[str, Any]


@click.command()
@click.option("--date", "day", metavar="D", help="Day of the edition, YYYY-MM-DD; default: today.")
@click.option("--to", multiple=True, metavar="ADDRESS", help="Mail it to ADDRESS, and to nobody else. Repeats.")
@click.option(
    "--again",
    multiple=True,
    metavar="ADDRESS",
    help="Send it to ADDRESS even if it went there before; webhook, or all. Repeats.",
)
@click.option("--failed", is_flag=True, help="Send it only to those whom an earlier run could not reach.")
@click.option("--dry-run", is_flag=True, help=f"Send nothing; write the mails into {UNSENT}/ and print their names.")
@click.option("--strict", is_flag=True, help="Fail where any recipient was not reached.")
@with_config
@click.option("--store", metavar="FILE", help="Where it is remembered who has it; default: the store of brief.toml.")
@web
@chatter
def deliver(config: str | None, store: str | None, strict: bool, dry_run: bool, **options: Any) -> int:
    """Send the day's edition to those who do not have it yet, by mail and to a webhook.

    It is sent as it stands in the folder of results, once to each: the store remembers who has it. The mail server and
    its login are read from the environment: BRIEF_SMTP_HOST, BRIEF_SMTP_PORT, BRIEF_SMTP_TLS (starttls, tls, none),
    BRIEF_SMTP_USER, BRIEF_SMTP_PASSWORD; so are further addresses, BRIEF_DELIVER_TO, and BRIEF_WEBHOOK_URL and
    BRIEF_WEBHOOK_TOKEN.

    \b
    Examples:
      brief deliver --dry-run
      brief deliver --to ada@example.org
      brief build --once; brief deliver
    """
    from brief.cli.edition import day_of, existing_store, opened, store_named
    from brief.publish.delivery import Wish

    settings = configuration(config)
    plan = _plan(settings, day_of(settings, options["day"]), options["to"])
    wish = Wish(_again(plan, options["again"]), options["failed"])
    place = store_named(settings, store) if dry_run else existing_store(settings, store)
    with ExitStack() as held:
        kept = held.enter_context(opened(place, reading=dry_run))
        if kept and not kept.has_edition(plan.day):
            raise UsageError(f"{place}: knows no edition of {plan.day}; name the store that it was built with")
        if kept and not dry_run:
            held.enter_context(kept.alone(time.sleep))
        made = _made(settings, plan)  # now, as it may have been built again while another run had the lock
        todo = _all_due(plan, made, kept, wish)
        if kept is None or dry_run:
            return _rehearsed(settings, plan, made, todo)
        outcomes = _sent(settings, plan, made, todo, kept)
    return _told(outcomes, plan, strict=strict)


def _plan(settings: Config, day: date, named: Sequence[str]) -> Plan:
    """To whom the edition of a day goes.

    Raises UsageError where that is nobody, NothingToPublish where there is no edition.
    """
    from brief.forms import mailbox
    from brief.publish import page_of, stands
    from brief.publish.delivery import unique
    from brief.publish.environment import recipients_of, webhook_of

    try:
        own = [mailbox(one) for one in named]
    except ValueError as error:
        raise UsageError(f"--to {error}") from error
    hidden = [] if named else recipients_of(os.environ)
    mail = unique(own or [*settings.deliver.to, *hidden])
    webhook = None if named else webhook_of(os.environ, settings.deliver.webhook)
    if not mail and not webhook:
        raise UsageError(
            "nobody to deliver to: set to or webhook below [deliver] in brief.toml, or BRIEF_DELIVER_TO or"
            " BRIEF_WEBHOOK_URL; or name somebody with --to"
        )
    if mail and not settings.deliver.sender:
        raise UsageError(
            'mail needs an address that it comes from: [deliver] sender = "name@your-domain" in brief.toml'
        )
    folder = settings.path(settings.output.folder)
    if not stands(folder, day):
        raise NothingToPublish(f"nothing to deliver: {folder} has no edition of {day}; brief build makes it")
    there = (Path(folder) / page_of(day)).parent
    return Plan(day, there, tuple(mail), frozenset(hidden) - set(settings.deliver.to), webhook)


def _again(plan: Plan, named: Sequence[str]) -> frozenset[str]:
    """The recipients that get the edition again. Raises UsageError for one that is none."""
    from brief.publish.delivery import ALL, WEBHOOK

    if ALL in named:
        return frozenset((*plan.mail, *((plan.webhook,) if plan.webhook else ())))
    known = {one.lower(): one for one in plan.mail}
    if plan.webhook:
        known[WEBHOOK] = plan.webhook
    unknown = [one for one in named if one.lower() not in known]
    if unknown:
        raise UsageError(f"--again {unknown[0]}: is none of the recipients; --to names one that is not in brief.toml")
    return frozenset(known[one.lower()] for one in named)


def _made(settings: Config, plan: Plan) -> Made:
    """What was built of the edition, as far as it is sent. Raises UsageError where a format is missing."""
    from brief.publish import read_edition
    from brief.publish.delivery import built

    attached: dict[str, bytes] = (
        {kind: built(plan.folder, kind) for kind in settings.deliver.attach} if plan.mail else {}
    )
    mail = built(plan.folder, "eml") if plan.mail else b""
    raw = built(plan.folder, "json") if plan.webhook else b""
    return Made(mail, attached, raw, read_edition(str(plan.folder / "briefing.json")) if plan.webhook else {})


def _all_due(plan: Plan, made: Made, kept: Store | None, wish: Wish) -> Todo:
    """What is to be done by mail and by webhook; without a store, for all."""
    from brief.publish.delivery import due
    from brief.publish.letters import digest_of

    hooks = [plan.webhook] if plan.webhook else []
    known = kept.deliveries(plan.day, "mail", plan.mail) if kept else {}
    told = kept.deliveries(plan.day, "webhook", hooks) if kept else {}
    return due(plan.mail, known, digest_of(made.mail), wish), due(hooks, told, digest_of(made.json), wish)


def _letters(settings: Config, plan: Plan, made: Made, todo: Sequence[Due]) -> list[Letter]:
    from brief.publish.delivery import letters
    from brief.publish.letters import Letterhead

    how = settings.deliver
    moment = datetime.now(ZoneInfo(settings.edition.zone)).replace(microsecond=0)
    head = Letterhead(how.sender or "", plan.day, moment, how.subject, how.unsubscribe, made.attached)
    return letters(made.mail, todo, head)


def _notices(settings: Config, plan: Plan, made: Made, todo: Sequence[Due]) -> dict[str, bytes]:
    """What webhooks are told that are due."""
    from brief.cli.publishing import address_of
    from brief.publish import page_of
    from brief.publish.notice import notice

    has_page = (plan.folder / Path(page_of(plan.day)).name).exists()
    page = address_of(settings, plan.day) if has_page else None
    wanted = [one for one in todo if one.state == "send"]
    return {one.recipient: notice(made.record, page, is_correction=one.corrects) for one in wanted}


def _sent(settings: Config, plan: Plan, made: Made, todo: Todo, kept: Store) -> list[Outcome]:
    """Send the edition to those that are due; what came of all."""
    from brief.publish.delivery import Run, by_mail, by_webhook, left
    from brief.publish.environment import server_of, token_of
    from brief.publish.letters import digest_of

    mails, hooks = todo
    letters, notices = _letters(settings, plan, made, mails), _notices(settings, plan, made, hooks)
    server, token = server_of(os.environ) if letters else None, token_of(os.environ)
    run = Run(plan.day, digest_of(made.mail), kept, partial(datetime.now, UTC), _wait)
    outcomes = by_mail(letters, mails, server, run) if server else [left(one) for one in mails]
    run = replace(run, digest=digest_of(made.json))
    for one in hooks:
        body = notices.get(one.recipient)
        outcomes.append(by_webhook(body, one, token, manners(settings), run) if body else left(one))
    return outcomes


def _wait(seconds: float) -> None:
    """Wait before another round, and say so: it may take a minute."""
    note(f"mail: not all are reached; once more in {seconds:g} s")
    time.sleep(seconds)


def _rehearsed(settings: Config, plan: Plan, made: Made, todo: Todo) -> int:
    """Write what would be sent, and print where it is."""
    from brief import publish
    from brief.publish.delivery import unsent

    mails, hooks = todo
    names = plan.files()
    files = {names[one.recipient]: one.content for one in _letters(settings, plan, made, mails)}
    files |= {names[one]: body for one, body in _notices(settings, plan, made, hooks).items()}
    folder = Path(UNSENT) / plan.day.isoformat()
    publish.write(files, unsent(folder, f"{_HIDDEN}*.eml", names.values(), files))
    emit("".join(f"{file}\n" for file in files))
    skipped = sum(one.state == "skipped" for one in (*mails, *hooks))
    known = len(mails) + len(hooks) - len(files) - skipped
    rest = f"; {known} would not get it, as they have it or may have it" if known else ""
    rest += f"; {skipped} would not get it, as no run has tried yet" if skipped else ""
    note(f"dry run: nothing was sent{rest}")
    return DONE


def _told(outcomes: Sequence[Outcome], plan: Plan, *, strict: bool) -> int:
    """Say what came of each recipient, and return the exit code."""
    for one in outcomes:
        who = plan.shown(one.recipient)
        why = who.join(re.split(re.escape(one.recipient), one.why, flags=re.IGNORECASE))  # servers repeat the address
        mend = f"--again {plan.named(one.recipient)}"
        match one.state:
            case "sent" | "kept":
                emit(f"{who}: {'sent' if one.state == 'sent' else 'has it already'}\n")
            case "outdated":
                emit(f"{who}: has it as it was before it was built again; {mend} sends it as corrected\n")
            case "skipped":
                emit(f"{who}: left out, as no run has tried yet\n")
            case "unclear":
                complain(f"{who}: {why}; it may have arrived, so it is not sent again without {mend}")
            case "failed":
                complain(f"{who}: {why}")
    troubles = sum(one.state in ("failed", "unclear") for one in outcomes)
    if not troubles:
        return DONE
    reached = any(one.state in ("sent", "kept", "outdated") for one in outcomes)
    return PUBLISHED_WITH_PROBLEMS if reached and not strict else FAILED
