"""One request to one address, one answer: in its turn, within its time, under its caps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import SimpleNamespace

import aiohttp
from aiohttp.http import HttpProcessingError

from brief.http.addresses import Address
from brief.http.decode import Body
from brief.http.failures import told
from brief.http.messages import NOT_MODIFIED, GivenUp, Manners, Post
from brief.http.retry import SERVER_ERRORS, TOO_MANY, Watch, retry_after

REDIRECTS = frozenset({301, 302, 303, 307, 308})
WITH_BODY = frozenset({200, 203})
#: Answers to what was handed over: it was taken; it was not, and may be another time; a gateway had no answer itself.
TAKEN = range(200, 300)
NOT_NOW = frozenset({TOO_MANY, 503})
GATEWAYS = frozenset({502, 504})

#: A body that comes in crumbs is given up: at least _CRUMBS reads and fewer than _TRICKLE bytes in half the read limit.
#: The slowest mobile network (2G) brings some 5,000 bytes a second; a server that thinks sends nothing, not crumbs.
_CRUMBS, _TRICKLE = 3, 1000


#: Bytes of one header. aiohttp takes 8,190, which content security policies and cookies of large sites exceed; and at
#: most 128 headers.
_LARGEST_HEADER = 32_768


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of one address: its headers, the bytes that may come, whether more is cut, what is handed over."""

    address: Address
    headers: Mapping[str, str]
    largest: int
    cut: bool = False
    post: Post | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: a redirect, 304, or a whole body."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Line:
    """What all requests share: the connections, the limits, the turns, and how to wait."""

    session: aiohttp.ClientSession
    manners: Manners
    turns: Turns
    sleep: Callable[[float], Awaitable[None]]


class Turns:
    """Who may ask now: so many at once, so many of them to one host.

    A request waits for its host first, so that twenty of one slow host do not keep the others waiting. Nothing new
    starts while what was found is not taken (`hold`, `go_on`).
    """

    def __init__(self, at_once: int, per_host: int) -> None:
        self._all = asyncio.Semaphore(at_once)
        self._per_host = per_host
        self._hosts: dict[tuple[str, int], asyncio.Semaphore] = {}
        self._open = asyncio.Event()
        self._open.set()

    def hold(self) -> None:
        """Let nothing new start."""
        self._open.clear()

    def go_on(self) -> None:
        """Let what waits start."""
        self._open.set()

    @asynccontextmanager
    async def turn(self, address: Address) -> AsyncIterator[None]:
        """Wait for a turn, and keep it."""
        host = self._hosts.setdefault((address.host, address.port), asyncio.Semaphore(self._per_host))
        async with host, self._all:
            await self._open.wait()
            yield


class _Phase:
    """The one clock of a request: what it waits for now, until when, and what is said when that does not come."""

    def __init__(self, timer: asyncio.Timeout, watch: Watch) -> None:
        self._timer = timer
        self._end = asyncio.get_running_loop().time() + watch.left
        self._late = f"not complete within {watch.limit:g} s"
        self.why = self._late
        self.is_sent = False

    def enter(self, seconds: float, why: str) -> None:
        """Begin to wait for something."""
        until = asyncio.get_running_loop().time() + seconds
        self.why = why if until < self._end else self._late
        self._timer.reschedule(min(until, self._end))


def session(manners: Manners, connector: aiohttp.TCPConnector) -> aiohttp.ClientSession:
    """Make the session: no cookies, nothing from the environment, one request at a time, bodies as they are sent."""
    tracing = aiohttp.TraceConfig()
    tracing.on_request_headers_sent.append(_await_head)
    client = aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(),  # _Phase keeps the time
        headers={"User-Agent": manners.agent, "Accept-Encoding": "gzip"},
        auto_decompress=False,
        max_field_size=_LARGEST_HEADER,
        trust_env=False,
        trace_configs=[tracing],
    )
    # aiohttp asks a second time by itself where a connection breaks before the answer; here tries are counted.
    client._retry_connection = False  # noqa: SLF001 - no parameter for it; test_http_faults.py counts
    return client


async def _await_head(
    _client: aiohttp.ClientSession, context: SimpleNamespace, _sent: aiohttp.TraceRequestHeadersSentParams
) -> None:
    """The request has gone out: the whole head of the answer must be there within the read limit."""
    phase, read = context.trace_request_ctx
    phase.is_sent = True
    phase.enter(read, f"no answer within {read:g} s")


async def exchange(question: Question, line: Line, watch: Watch) -> Answer:
    """Ask once.

    Raises GivenUp for whatever is no whole answer, and for an answer that is a refusal (4xx, 5xx).
    """
    async with line.turns.turn(question.address):
        with watch.running():
            timer = asyncio.timeout(watch.left)
            try:
                async with timer:
                    phase = _Phase(timer, watch)
                    return await (_hand_over if question.post else _ask)(question, line, phase)
            except TimeoutError:
                raise _judged(GivenUp(phase.why), question, phase) from None
            except GivenUp:
                raise
            except Exception as error:  # noqa: BLE001 - whatever a server does to the library, the others go on
                raise _judged(told(error), question, phase) from None


def _judged(reason: GivenUp, question: Question, phase: _Phase) -> GivenUp:
    """Of what was handed over and got no answer nobody knows whether it was taken: it is not sent again."""
    if question.post and phase.is_sent:
        return GivenUp(reason.why, unclear=True)
    return reason


async def _ask(question: Question, line: Line, phase: _Phase) -> Answer:
    connect, read = line.manners.connect, line.manners.read
    phase.enter(connect, f"no connection within {connect:g} s")
    async with line.session.get(
        question.address.url,
        headers=question.headers,
        allow_redirects=False,
        trace_request_ctx=(phase, read),
    ) as response:
        status, headers = response.status, response.headers
        if status == TOO_MANY or status in SERVER_ERRORS:
            after = retry_after(headers.get("Retry-After", ""))
            raise GivenUp(f"answers {status}", status=status, again=True, after=after)
        body = b""
        if status in WITH_BODY:
            coding = ", ".join(headers.getall("Content-Encoding", []))
            body = await _body(response, Body(coding, question.largest, cut=question.cut), phase, read)
        elif status not in REDIRECTS and status != NOT_MODIFIED:
            raise GivenUp(f"answers {status}", status=status)
        return Answer(status, headers, body)


async def _hand_over(question: Question, line: Line, phase: _Phase) -> Answer:
    connect, read = line.manners.connect, line.manners.read
    phase.enter(connect, f"no connection within {connect:g} s")
    async with line.session.post(
        question.address.url,
        data=question.post.body if question.post else b"",
        headers=question.headers,
        allow_redirects=False,
        trace_request_ctx=(phase, read),
    ) as response:
        status, headers = response.status, response.headers
        if status in TAKEN or status in REDIRECTS:  # what else it says is of no use
            return Answer(status, headers)
        after = retry_after(headers.get("Retry-After", "")) if status in NOT_NOW else None
        raise GivenUp(
            f"answers {status}", status=status, again=status in NOT_NOW, after=after, unclear=status in GATEWAYS
        )


async def _body(response: aiohttp.ClientResponse, body: Body, phase: _Phase, read: float) -> bytes:
    now = asyncio.get_running_loop().time
    began, reads, size = now(), 0, 0
    protocol = response.connection.protocol if response.connection else None
    phase.enter(read, f"silent for {read:g} s in the middle")
    async for data in response.content.iter_any():
        body.feed(data)
        if body.cut:
            break
        phase.enter(read, f"silent for {read:g} s in the middle")
        reads, size = reads + 1, size + len(data)
        if now() - began >= read / 2:
            if reads >= _CRUMBS and size < _TRICKLE:
                raise GivenUp("comes in crumbs")
            began, reads, size = now(), 0, 0
    if protocol is not None and isinstance(protocol.exception(), HttpProcessingError):
        # More came than Content-Length says; where the text really ends, nobody knows.
        raise GivenUp("does not end where it says")
    return body.end()
