"""What is asked for, what comes back, and within which limits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from brief import __version__
from brief.model import Validators

#: Feeds first, for servers that have a page and a feed at one address.
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
    "text/html;q=0.8, application/xhtml+xml;q=0.8, */*;q=0.5"
)

#: The login in an address: all from the slashes to the last `@` before the path.
_LOGIN = re.compile(r"^(\s*[a-z][a-z0-9+.-]*:[/\\]+|\s*//)?[^/?#\\]*@", re.IGNORECASE)
#: A login with a slash that should have been written %2F: where a port should be, there is none. It may end at any `@`.
_BROKEN_LOGIN = re.compile(r"^(\s*[a-z][a-z0-9+.-]*:[/\\]+)[^/?#@]*:(?!\d*[/?#]).*@", re.IGNORECASE | re.DOTALL)

#: The status of an answer where nothing has changed.
NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class Post:
    """What is handed to a server (RFC 9110, 9.3.3).

    Attributes:
        body: what is sent.
        media_type: what it is.
        key: what tells this message from every other, so that a server can see that it has it already.
        authorization: how the sender shows who it is, as the header of that name has it; or None.
    """

    body: bytes = field(repr=False)
    media_type: str
    key: str
    authorization: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Request:
    """What to fetch, or where to hand something over.

    Attributes:
        url: an `http:` or `https:` address; a login in it (`https://user:password@host/`) is sent to that host alone.
        largest: bytes that the answer may have, as sent and decoded.
        validators: what the last answer gave; the server is asked whether it has changed since.
        robots: whether robots.txt is asked first: for pages, not for feeds that someone subscribed to.
        accept: the media types that are wanted.
        post: what is handed over, or None where something is fetched. No redirect is followed then, any answer of
            success will do, and it is tried again only where it certainly was not taken.
    """

    url: str = field(repr=False)
    largest: int = 10_000_000
    validators: Validators = Validators()  # noqa: RUF009 - frozen
    robots: bool = False
    accept: str = ACCEPT
    post: Post | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """What was found.

    Attributes:
        request: what was asked for.
        url: where it was in the end, without a login.
        status: 200, or 304 where nothing has changed; of what was handed over any from 200 to 299.
        media_type: as the server names it, in lower case; empty where it does not.
        charset: as the server names it, or None.
        validators: for the next time; with 304 those that were sent, where the answer has none.
        body: whole and decoded; empty with 304.
        moved: the address behind an unbroken chain of permanent redirects (301, 308) from the one asked for, else None.
            None as well where the address has a login, which would be lost, or where it would give up TLS.
        seconds: how long it took, its redirects and retries included, but not its turn in the queue.
    """

    request: Request
    url: str
    status: int
    media_type: str
    charset: str | None
    validators: Validators
    body: bytes = field(repr=False)
    moved: str | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Failure:
    """Why nothing was found.

    Attributes:
        request: what was asked for.
        why: a few words on one line, never with a password.
        status: of the last answer, where there was one.
        gone: whether the server says that it is gone for good (410).
        seconds: how long it took.
        unclear: whether what was handed over may have been taken all the same: it was sent, and no answer came.
    """

    request: Request
    why: str
    status: int | None = None
    gone: bool = False
    seconds: float = 0.0
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Manners:
    """The limits that are kept, so that no server is burdened and none holds up a run.

    Attributes:
        at_once: requests under way at a time.
        per_host: of these, to one host and port.
        connect: seconds for finding, dialing and greeting (TLS) a host.
        read: seconds for the head of an answer, and for each pause in its body.
        total: seconds for one request, all its redirects, retries and the waits between them included; its turn in the
            queue is not counted.
        retries: how often a request is tried again after a connection that failed, 5xx or 429.
        backoff: seconds; before the n-th retry a random time up to `backoff * 2 ** n` passes.
        longest_wait: seconds; a server that asks for a longer pause (Retry-After) is left alone.
        redirects: how many are followed.
        allow_private: whether addresses of this machine and its networks may be dialed.
        authorities: a file of certificate authorities (PEM) that are trusted besides the system's.
        agent: how the program introduces itself.
    """

    at_once: int = 20
    per_host: int = 2
    connect: float = 5.0
    read: float = 10.0
    total: float = 30.0
    retries: int = 2
    backoff: float = 0.5
    longest_wait: float = 10.0
    redirects: int = 5
    allow_private: bool = False
    authorities: str | None = None
    agent: str = f"brief-morning/{__version__}"


class GivenUp(Exception):
    """A request that came to nothing; never leaves the room.

    Arguments: why in a few words, the status of the answer, whether another try may help, the seconds that the server
    asks to wait before it, and whether what was handed over may have been taken.
    """

    def __init__(
        self,
        why: str,
        *,
        status: int | None = None,
        again: bool = False,
        after: float | None = None,
        unclear: bool = False,
    ) -> None:
        self.why, self.status, self.again, self.after, self.unclear = why, status, again, after, unclear
        super().__init__(why)


def without_password(url: str) -> str:
    """Return an address as it may be printed: without its login."""
    match = _LOGIN.match(url) or _BROKEN_LOGIN.match(url)
    return f"{match[1] or ''}{url[match.end() :]}" if match else url
