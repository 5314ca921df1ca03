"""What may be dialed: the one reading of an address, and the networks that are refused.

A host is read as browsers do (WHATWG URL, 3.5): `0x7f.1`, `017700000001` and circled digits are 127.0.0.1. What is
dialed is checked once more as the number it is, after the name was looked up, where the socket is made
(`brief.http.dialing`): there is no moment between check and dial.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, unquote_to_bytes, urlsplit

from brief.http.messages import GivenUp

PORTS = {"http": 80, "https": 443}

#: What stays as it is in path and query; the rest is percent-encoded as browsers do (WHATWG URL, 1.3).
_AS_IT_STANDS = "%!$&'()*+,/:;=?@[]|^~\\"

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_NAME = re.compile(r"[\w.\-\u200c\u200d]+")
#: What names hold for dots besides the full-width one, which is one after NFKC, and what they hold that is not seen
#: (UTS 46, 5: mapped to a dot, ignored).
_SEEN = str.maketrans({"\u3002": "."} | dict.fromkeys("\u00ad\u034f\u200b\u2060\ufeff"))

#: Networks that no public server is in (IANA special-purpose registries; RFC 6890), and what is said of them.
_REFUSED_4 = [
    (IPv4Network(network), words)
    for network, words in (
        ("0.0.0.0/8", "an unspecified address"),
        ("10.0.0.0/8", "a private address"),
        ("100.64.0.0/10", "a shared address"),
        ("127.0.0.0/8", "a loopback address"),
        ("169.254.0.0/16", "a link-local address"),
        ("172.16.0.0/12", "a private address"),
        ("192.0.0.0/24", "a reserved address"),
        ("192.0.2.0/24", "a documentation address"),
        ("192.88.99.0/24", "a 6to4 relay address"),
        ("192.168.0.0/16", "a private address"),
        ("198.18.0.0/15", "a benchmarking address"),
        ("198.51.100.0/24", "a documentation address"),
        ("203.0.113.0/24", "a documentation address"),
        ("224.0.0.0/4", "a multicast address"),
        ("240.0.0.0/4", "a reserved address"),
    )
]
_REFUSED_6 = [
    (IPv6Network(network), words)
    for network, words in (
        ("::/128", "an unspecified address"),
        ("::1/128", "a loopback address"),
        ("::ffff:0:0/96", "an IPv4-mapped address"),
        ("::ffff:0:0:0/96", "an IPv4-translated address"),
        ("::/96", "an IPv4-compatible address"),
        ("fc00::/7", "a private address"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a site-local address"),
        ("ff00::/8", "a multicast address"),
        ("2001::/32", "a Teredo address"),
        ("2001::/23", "a reserved address"),
        ("2001:db8::/32", "a documentation address"),
        ("2002::/16", "a 6to4 address"),
        ("3fff::/20", "a documentation address"),
    )
]
#: All that is given out for the public net so far; the rest is reserved.
_PUBLIC_6 = IPv6Network("2000::/3")
#: A network without IPv4 reaches all of it through this one (RFC 6052): judged by the address inside.
_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Address:
    """An address that was read.

    Attributes:
        scheme: `http` or `https`.
        host: a name in lower case, or an IP address in its one canonical spelling.
        port: the port that is dialed.
        target: path and query, percent-encoded.
        login: what stood before the `@`, as an Authorization header has it; or None.
    """

    scheme: str
    host: str
    port: int
    target: str
    login: str | None = field(default=None, repr=False)

    @property
    def origin(self) -> str:
        """The address up to its path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The whole address, without login and fragment."""
        return self.origin + self.target


def parse(url: str) -> Address:
    """Read an address.

    Raises GivenUp where it is none, is of another scheme than http and https, or is written to mislead.
    """
    text = url.strip(" \t\r\n")
    if _CONTROL.search(text):
        raise GivenUp("the address holds control characters")
    try:
        parts = urlsplit(text)
        port, name = parts.port, parts.hostname or ""
        target = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_AS_IT_STANDS)
    except ValueError:
        raise GivenUp("the address is not valid") from None
    if parts.scheme not in PORTS:
        raise GivenUp(f"refused: only http and https are fetched, not {parts.scheme or 'an address without either'}")
    if "\\" in parts.netloc or " " in parts.netloc or port == 0:
        raise GivenUp("the address is not valid")
    if not name:
        raise GivenUp("the address names no host")
    login = None
    if parts.username is not None:
        pair = unquote_to_bytes(parts.username) + b":" + unquote_to_bytes(parts.password or "")
        login = "Basic " + base64.b64encode(pair).decode("ascii")
    return Address(parts.scheme, _host(name), port or PORTS[parts.scheme], target, login)


def _host(name: str) -> str:
    """The one spelling of a host."""
    if ":" in name:
        try:
            found = IPv6Address(name)
        except ValueError:
            raise GivenUp("the address is not valid") from None
        if found.scope_id is not None:
            raise GivenUp(f"refused: {found} holds for one network card only")
        return str(found)
    host = unicodedata.normalize("NFKC", name).translate(_SEEN).lower().rstrip(".")
    if not _NAME.fullmatch(host):
        raise GivenUp("the address is not valid")
    labels = host.split(".")
    return _number(labels) if _NUMBER.fullmatch(labels[-1]) else host


def _number(labels: list[str]) -> str:
    """The IPv4 address that one to four decimal, octal or hexadecimal numbers stand for (WHATWG URL, 3.5)."""
    try:
        *high, low = [
            int(label[2:] or "0", 16) if label.startswith("0x") else int(label, 8 if label.startswith("0") else 10)
            for label in labels
        ]
    except ValueError:
        raise GivenUp("the address is not valid") from None
    if len(high) > 3 or any(part > 255 for part in high) or low >= 256 ** (4 - len(high)):  # noqa: PLR2004 - of 4 bytes
        raise GivenUp("the address is not valid")
    return str(IPv4Address(sum(part << 8 * (3 - place) for place, part in enumerate(high)) + low))


def refusal(address: str) -> str | None:
    """Say what keeps an IP address from being dialed.

    Arguments: what a look-up gave, or what a socket is about to be connected to.

    Returns: such as `"a loopback address"`; None for an address of a public server.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return "no IP address"
    if isinstance(found, IPv6Address):
        if found in _NAT64:
            return refusal(str(IPv4Address(int(found) & 0xFFFFFFFF)))
        words = next((words for network, words in _REFUSED_6 if found in network), None)
        return words or (None if found in _PUBLIC_6 and found.scope_id is None else "a reserved address")
    return next((words for network, words in _REFUSED_4 if found in network), None)
