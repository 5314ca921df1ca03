"""The only door to the network: polite, bounded in time and size, and no way into the networks of this machine.

`fetch` asks for many addresses at once and yields what comes of each; a request may also hand something over (`Post`).
It knows no feeds and no articles. The limits are `Manners`; what may be dialed is decided in `brief.http.addresses` and
enforced in `brief.http.dialing`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence

from brief.http.messages import NOT_MODIFIED, Failure, Manners, Post, Request, Response, without_password

__all__ = ["NOT_MODIFIED", "Failure", "Manners", "Post", "Request", "Response", "fetch", "without_password"]


def fetch(
    requests: Iterable[Request],
    manners: Manners = Manners(),  # noqa: B008 - frozen
    *,
    look_up: Callable[[str], Sequence[str]] | None = None,
    sleep: Callable[[float], Awaitable[None]] | None = None,
) -> Iterator[Response | Failure]:
    """Ask for many addresses, and yield what comes of each, as it comes.

    Every request yields one result, in no certain order. The fetching runs in a thread of its own; where the caller is
    slow, it pauses. Closing the iterator, or an exception where it stands (Ctrl-C), breaks off what is under way.

    Arguments:
        requests: what to ask for; all of them are taken before the first is asked.
        manners: the limits.
        look_up: gives the IP addresses of a name, in place of the system; raises OSError where there are none.
        sleep: waits for some seconds between tries, in place of asyncio.

    Raises: OSError where the file of `manners.authorities` cannot be read. No request raises.
    """
    # Loads aiohttp, which takes as long as the rest of a light command.
    from brief.http.running import run

    yield from run(tuple(requests), manners, look_up, sleep)
