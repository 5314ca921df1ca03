"""To whom editions went. Recipients stand here as fingerprints: a store may lie where addresses may not be read."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection
from datetime import date

from brief.model import Delivery
from brief.model.delivery import Channel
from brief.store.columns import moment_of, ticks


def found(link: sqlite3.Connection, day: date, channel: Channel, recipients: Collection[str]) -> dict[str, Delivery]:
    """Return what became of an edition's way to some recipients, by these; none of those it never set out to."""
    rows = link.execute(
        "SELECT recipient, edition, state, at FROM deliveries WHERE day = ? AND channel = ?",
        [day.isoformat(), channel],
    ).fetchall()
    known = {row[0]: row[1:] for row in rows}
    there = {one: known[name] for one in recipients if (name := _name(channel, one)) in known}
    return {
        one: Delivery(day, channel, one, edition, state, moment_of(at)) for one, (edition, state, at) in there.items()
    }


def note(link: sqlite3.Connection, one: Delivery) -> None:
    """Remember what became of an edition's way to a recipient; what was known of it before is replaced."""
    link.execute(
        "INSERT OR REPLACE INTO deliveries VALUES (?, ?, ?, ?, ?, ?)",
        [one.day.isoformat(), one.channel, _name(one.channel, one.recipient), one.edition, one.state, ticks(one.at)],
    )


def _name(channel: Channel, recipient: str) -> str:
    """A recipient as the table has it; mail servers do not tell capitals from small letters, whatever they may."""
    known = recipient.lower() if channel == "mail" else recipient
    return hashlib.sha256(known.encode("utf-8")).hexdigest()
