"""What robots.txt lets a program fetch (RFC 9309). The door to protego."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from protego import Protego

from brief.http.addresses import Address
from brief.http.messages import GivenUp
from brief.http.retry import TOO_MANY

AGENT = "brief"
#: As much of it must be read (RFC 9309, 2.5).
LARGEST = 500 * 1024
_REFUSED = range(400, 500)


class Robots:
    """The rules of the hosts that were asked, each once.

    Arguments: fetches the robots.txt of an origin; raises GivenUp where there is none.
    """

    def __init__(self, get: Callable[[str], Awaitable[bytes]]) -> None:
        self._get = get
        self._rules: dict[str, asyncio.Task[Protego]] = {}

    async def check(self, address: Address) -> None:
        """Raise GivenUp where the host does not want the address fetched, or its rules cannot be known.

        A host without the file (4xx) allows everything; one that fails (5xx, no answer) must be taken to forbid
        everything (RFC 9309, 2.3.1.3 and 2.3.1.4). 429 is an answer of the second kind: it asks for less.
        """
        if address.origin not in self._rules:
            self._rules[address.origin] = asyncio.ensure_future(self._read(address.origin))
        try:
            rules = await asyncio.shield(self._rules[address.origin])
        except GivenUp as reason:
            if reason.status is None:  # the page would fail for the same reason
                raise GivenUp(reason.why) from None
            raise GivenUp(f"robots.txt {reason.why}, so its pages are left alone", status=reason.status) from None
        if not rules.can_fetch(address.url, AGENT):
            raise GivenUp("robots.txt does not allow it")

    async def _read(self, origin: str) -> Protego:
        try:
            text = await self._get(f"{origin}/robots.txt")
        except GivenUp as reason:
            if reason.status in _REFUSED and reason.status != TOO_MANY:
                text = b""
            else:
                raise
        return Protego.parse(text.decode("utf-8", "replace"))
