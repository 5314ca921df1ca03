"""Where the preview may be served, and who may ask.

A page of a stranger, open in the same browser, can send requests to this machine. It cannot read the answers, for none
allows it to, unless its own name is made to lead here (DNS rebinding): so a request has to name the
host that was asked.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass

from brief.errors import UsageError

#: Ports that are tried where the one that is wanted is taken.
ATTEMPTS = 20
_MOST = 65_535
_LOCAL = ("localhost", "127.0.0.1", "[::1]")
_HTTP = 80


@dataclass(frozen=True, slots=True)
class Address:
    """Where it is served.

    Attributes:
        host: an address of this machine, or a name of one.
        port: the first port that is tried; 0 for any.
        is_open: whether others than this machine can ask.
    """

    host: str
    port: int
    is_open: bool = False

    @property
    def netloc(self) -> str:
        """Host and port as an address of the web has them."""
        return f"{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"


def address_of(text: str, *, allow_network: bool) -> Address:
    """Return the address that a text names: `HOST:PORT`, `HOST` or `:PORT`.

    Raises UsageError for what is none, and for one that other machines reach where that is not allowed.
    """
    host, colon, port = text.strip().rpartition(":")
    if not colon or text.strip().endswith("]") or _is_number(text.strip()):
        host, port = text.strip(), "8000"
    host = _whole(host.removeprefix("[").removesuffix("]")) or "127.0.0.1"
    if "/" in host or not (port.isascii() and port.isdigit() and int(port) <= _MOST):
        raise UsageError(f"-a {text!r} is no address; write it as 127.0.0.1:8000")
    is_open = not _is_loopback(host)
    if is_open and not allow_network:
        raise UsageError(
            f"-a {text!r}: others on the network could read the briefing, with its articles and their reasons, and "
            "nobody is asked for a password; --allow-network says that this is wanted"
        )
    return Address(host, int(port), is_open)


def listening(address: Address) -> tuple[socket.socket, Address]:
    """Return a socket that listens at an address, or at the next port that is free, and where that is.

    Raises UsageError where there is none.
    """
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    last: OSError | None = None
    for port in range(address.port, min(address.port + ATTEMPTS, _MOST + 1)):
        found = socket.socket(family, socket.SOCK_STREAM)
        try:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind((address.host, port))
            found.listen(128)
        except OSError as error:
            found.close()
            last = error
        else:
            found.setblocking(False)
            return found, Address(address.host, found.getsockname()[1], address.is_open)
    why = (last.strerror or str(last)).lower() if last else "there is no port"
    raise UsageError(f"-a {address.netloc}: cannot be served there, nor at the next {ATTEMPTS - 1} ports: {why}")


def is_welcome(host: str, address: Address) -> bool:
    """Return whether the Host of a request is one that the preview has.

    On a network it may be asked by any address in numbers, which no stranger's name is, or by this machine's name.
    """
    name, port = _parts(host)
    if port != address.port:
        return False
    if name in (*_LOCAL, address.host, f"[{address.host}]"):
        return True
    return address.is_open and (_is_number(name) or name in _own_names())


def _own_names() -> Iterable[str]:
    name = socket.gethostname().lower()
    return name, f"{name}.local"


def _parts(host: str) -> tuple[str, int]:
    """The name and the port of a Host header."""
    name, colon, port = host.lower().rpartition(":")
    if not colon or host.endswith("]"):
        return host.lower(), _HTTP
    return name, int(port) if port.isascii() and port.isdigit() else -1


def _whole(host: str) -> str:
    """An address in numbers with all of them: `127.1` is what systems and browsers take for 127.0.0.1."""
    if "." in host and not _is_number(host) and set(host) <= set("0123456789."):
        try:
            return socket.inet_ntoa(socket.inet_aton(host))
        except OSError:
            return host
    return host


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
