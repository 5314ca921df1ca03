"""One request with its redirects, its retries and the question to robots.txt: a Response or a Failure in the end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from brief.http.addresses import PORTS, Address, parse
from brief.http.exchange import REDIRECTS, Answer, Line, Question, exchange
from brief.http.messages import NOT_MODIFIED, Failure, GivenUp, Request, Response
from brief.http.retry import Watch, pause
from brief.http.robots import LARGEST, Robots
from brief.model import Validators

GONE = 410
_PERMANENT = frozenset({301, 308})
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([\w.:+-]+)""", re.IGNORECASE)
#: What may stand in a header; a validator with anything else was never sent by a server (RFC 9110, 5.5).
_PLAIN = re.compile(r"[\t\x20-\x7e\x80-\xff]+")


@dataclass(frozen=True, slots=True)
class _Found:
    """An answer, where it was, and the address that the one asked for has permanently moved to."""

    answer: Answer
    address: Address
    moved: Address | None


async def ask(request: Request, line: Line, robots: Robots) -> Response | Failure:
    """Fetch one address. Never raises, except where it is cancelled."""
    watch = Watch(line.manners.total)
    try:
        found = await _persist(request, line, watch, robots if request.robots else None)
        return _response(request, found, watch.spent)
    except GivenUp as reason:
        return Failure(request, reason.why, reason.status, reason.status == GONE, watch.spent, reason.unclear)


async def read_robots(url: str, line: Line) -> bytes:
    """Fetch a robots.txt, as every other address is fetched. Raises GivenUp where there is none."""
    request = Request(url, LARGEST, accept="text/plain, */*;q=0.5")
    found = await _persist(request, line, Watch(line.manners.total), None, cut=True)
    return found.answer.body


async def _persist(request: Request, line: Line, watch: Watch, robots: Robots | None, *, cut: bool = False) -> _Found:
    """Try until it succeeds, or another try is of no use. Each try begins at the address asked for."""
    tries = 0
    while True:
        tries += 1
        try:
            return await _follow(request, line, watch, robots, cut=cut)
        except GivenUp as reason:
            wait = pause(reason, tries, watch, line.manners)
        with watch.running():
            await line.sleep(wait)


async def _follow(request: Request, line: Line, watch: Watch, robots: Robots | None, *, cut: bool) -> _Found:
    """Follow redirects; every hop is read, looked up and checked as if it had been asked for."""
    asked = address = parse(request.url)
    moved: Address | None = None
    unbroken = True
    for _ in range(line.manners.redirects + 1):
        if robots is not None:
            await robots.check(address)
        question = Question(address, _headers(request, address), request.largest, cut, request.post)
        answer = await exchange(question, line, watch)
        if answer.status not in REDIRECTS:
            learned = asked.login is None and not (moved and asked.scheme == "https" != moved.scheme)
            return _Found(answer, address, moved if learned else None)
        unbroken = unbroken and answer.status in _PERMANENT
        address = _next(address, answer)
        if request.post:
            raise GivenUp(f"redirects to {address.origin}, and nothing is handed on", status=answer.status)
        moved = address if unbroken else moved
    raise GivenUp(f"redirects more than {line.manners.redirects} times")


def _next(address: Address, answer: Answer) -> Address:
    """Where a redirect leads; a login is taken along only to the same host, and never out of TLS."""
    location = answer.headers.get("Location", "").strip()
    if not location:
        raise GivenUp("redirects to nowhere", status=answer.status)
    raw = location.encode("utf-8", "surrogateescape")
    try:
        location = raw.decode("utf-8")
    except UnicodeDecodeError:
        location = raw.decode("latin-1")
    try:
        goal = parse(urljoin(address.url, location))
    except ValueError:
        raise GivenUp("redirects: the address is not valid") from None
    except GivenUp as reason:
        raise GivenUp(f"redirects: {reason.why}") from None
    default = all(one.port == PORTS[one.scheme] for one in (address, goal))
    same = goal.host == address.host and (
        (goal.scheme, goal.port) == (address.scheme, address.port) or (default and goal.scheme == "https")
    )
    return Address(goal.scheme, goal.host, goal.port, goal.target, address.login if same else None)


def _headers(request: Request, address: Address) -> dict[str, str]:
    headers = {"Accept": request.accept}
    given = {
        "Authorization": address.login,
        "If-None-Match": request.validators.etag,
        "If-Modified-Since": request.validators.modified,
    }
    if request.post:
        post = request.post
        given |= {"Content-Type": post.media_type, "Idempotency-Key": post.key}
        given["Authorization"] = post.authorization or address.login
    return headers | {name: value for name, value in given.items() if value and _PLAIN.fullmatch(value)}


def _response(request: Request, found: _Found, seconds: float) -> Response:
    answer, headers = found.answer, found.answer.headers
    unchanged = answer.status == NOT_MODIFIED
    if unchanged and request.validators == Validators():
        raise GivenUp("answers 304 to a first request", status=NOT_MODIFIED)
    if not unchanged and not request.post and (not answer.body or answer.body.isspace()):
        raise GivenUp("answers with nothing", status=answer.status)
    kind = headers.get("Content-Type", "")
    charset = _CHARSET.search(kind)
    return Response(
        request=request,
        url=found.address.url,
        status=answer.status if unchanged or request.post else 200,
        media_type=kind.partition(";")[0].strip().lower(),
        charset=charset[1] if charset else None,
        validators=_validators(headers, request.validators if unchanged else Validators()),
        body=answer.body,
        moved=found.moved.url if found.moved else None,
        seconds=seconds,
    )


def _validators(headers: Mapping[str, str], before: Validators) -> Validators:
    return Validators(headers.get("ETag") or before.etag, headers.get("Last-Modified") or before.modified)
