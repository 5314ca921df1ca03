"""What went wrong, in words of our own: nobody who reads a briefing knows what a ClientConnectorError is."""

from __future__ import annotations

import socket
import ssl

import aiohttp

from brief.http.dialing import PrivateAddress
from brief.http.messages import GivenUp

#: Kinds of errors, the first that fits: what is said, and whether another try may help.
_WORDS: tuple[tuple[type[Exception], str, bool], ...] = (
    (aiohttp.ClientConnectorSSLError, "no secure connection", False),
    (ssl.SSLError, "no secure connection", False),
    (aiohttp.ServerDisconnectedError, "the connection was closed without an answer", True),
    (ConnectionRefusedError, "the connection was refused", True),
    (ConnectionError, "the connection was reset", True),
    (aiohttp.InvalidURL, "the address is not valid", False),
    (OSError, "no connection", True),
    (ValueError, "the address is not valid", False),
)

#: How aiohttp begins to say that a line, or the number of lines, is beyond what it takes (8,190 bytes, 128 lines).
_TOO_LARGE = ("Got more than", "Too many headers")
_OTHER = "the answer is no HTTP"


def told(error: Exception) -> GivenUp:
    """Say what an error of aiohttp, of a socket or of an address means."""
    why, again = _OTHER, False
    match error:
        case aiohttp.ClientConnectorCertificateError():
            words = getattr(error.certificate_error, "verify_message", "") or "not valid"
            why = f"refused: bad certificate ({' '.join(words.split())})"
        case PrivateAddress():
            why = str(error)
        case aiohttp.ClientConnectorDNSError() if not isinstance(error.os_error, PrivateAddress):
            why, again = "the name does not resolve", error.os_error.errno == socket.EAI_AGAIN
        case aiohttp.ClientConnectorError() if not isinstance(error, aiohttp.ClientConnectorSSLError):
            return told(error.os_error)
        case aiohttp.ClientPayloadError():
            again = "ConnectionResetError" in str(error)  # the cause is the parser's error, that more was to come
            why = "the connection broke in the middle" if again else "ends before it is complete"
        case aiohttp.ClientResponseError():
            why = "the head of the answer is too large" if error.message.startswith(_TOO_LARGE) else _OTHER
        case _:
            # A ClientOSError has the number of the system's error, and not its class.
            plain = OSError(error.errno, "") if type(error) is aiohttp.ClientOSError else error
            why, again = next((row[1:] for row in _WORDS if isinstance(plain, row[0])), (_OTHER, False))
    return GivenUp(why, again=again)
