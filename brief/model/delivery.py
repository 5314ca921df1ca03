"""To whom an edition went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

Channel: TypeAlias = Literal["mail", "webhook"]
#: `sending` is written before a message is handed over, so what is left in it may have arrived or not.
State: TypeAlias = Literal["sending", "sent", "failed"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of an edition's way to one recipient.

    Attributes:
        day: the day of the edition.
        channel: by mail or webhook.
        recipient: the mail address, or the address of the webhook.
        edition: a digest of what was sent, to tell a corrected edition from the one before.
        state: what came of it.
        at: when (aware UTC).
    """

    day: date
    channel: Channel
    recipient: str
    edition: str
    state: State
    at: datetime
