"""How a host is dialed: looked up in a thread that nobody waits for, its addresses checked where the socket is made."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from brief.http.addresses import refusal
from brief.http.messages import Manners

#: Gives the IP addresses of a name; raises OSError where it has none. May take its time: it runs in a thread.
LookUp = Callable[[str], Sequence[str]]

#: A connection that rests longer is closed: the pages of one outlet follow each other, feeds are asked once.
KEEP_ALIVE = 5.0


class PrivateAddress(OSError):
    """An address that is not dialed; the text says why."""


def look_up(name: str) -> list[str]:
    """Ask the system for the addresses of a name."""
    found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return [str(address[0]) for _family, _type, _protocol, _name, address in found]


def refused(address: str, name: str = "") -> PrivateAddress | None:
    """Return the error for an address that must not be dialed, and None for one that may be."""
    words = refusal(address)
    if words is None:
        return None
    where = f"{name} is at {address}," if name else f"{address} is"
    return PrivateAddress(f"refused: {where} {words} (--allow-private)")


def connector(manners: Manners, names: LookUp) -> aiohttp.TCPConnector:
    """Make what dials. How many requests are under way is counted elsewhere."""
    trust: ssl.SSLContext | bool = True
    if manners.authorities is not None:
        trust = ssl.create_default_context()
        trust.load_verify_locations(manners.authorities)
    return aiohttp.TCPConnector(
        limit=0,
        use_dns_cache=False,
        resolver=_Names(names, allow_private=manners.allow_private),
        socket_factory=_open if manners.allow_private else checked,
        keepalive_timeout=KEEP_ALIVE,
        ssl=trust,
    )


def checked(info: tuple[Any, ...]) -> socket.socket:
    """Make the socket for an address that may be dialed.

    It is the very address that is connected to next, whether a look-up gave it or it stood in the URL.

    Raises PrivateAddress for one that may not be.
    """
    error = refused(str(info[4][0]))
    if error is not None:
        raise error
    return _open(info)


def _open(info: tuple[Any, ...]) -> socket.socket:
    family, kind, protocol, _name, _address = info
    return socket.socket(family, kind, protocol)


class _Names(AbstractResolver):
    """Looks up names, and keeps of their addresses those that may be dialed."""

    def __init__(self, names: LookUp, *, allow_private: bool) -> None:
        self._names, self._allow_private = names, allow_private

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 - any
    ) -> list[ResolveResult]:
        addresses = await _in_a_thread(self._names, host)
        errors = [] if self._allow_private else [refused(address, host) for address in addresses]
        private = [error for error in errors if error is not None]
        if private and len(private) == len(addresses):
            raise private[0]
        if not addresses:
            raise socket.gaierror(socket.EAI_NONAME, "no address")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in addresses
            if self._allow_private or refusal(address) is None
        ]

    async def close(self) -> None:
        """Nothing is held open."""


async def _in_a_thread(names: LookUp, host: str) -> Sequence[str]:
    """Look up a name in a thread of its own.

    A look-up cannot be broken off, and asyncio's own threads are waited for at the end: a name server that does not
    answer would hold up the run for half a minute after Ctrl-C. This one is left behind.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Sequence[str]] = loop.create_future()

    def told(addresses: Sequence[str], error: OSError | None) -> None:
        if answer.done():
            return
        if error is None:
            answer.set_result(addresses)
        else:
            answer.set_exception(error)

    def ask() -> None:
        found: Sequence[str] = ()
        failed: OSError | None = None
        try:
            found = names(host)
        except OSError as error:
            failed = error
        except ValueError:  # a label of more than 63 letters, or an empty one
            failed = socket.gaierror(socket.EAI_NONAME, "no valid name")
        try:
            loop.call_soon_threadsafe(told, found, failed)
        except RuntimeError:
            return  # the loop has ended; nobody waits for the answer

    threading.Thread(target=ask, name="brief-look-up", daemon=True).start()
    return await answer
