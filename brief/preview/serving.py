"""The pages, their tools and the news of both, over HTTP. The only door to aiohttp's server."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any, Final

from aiohttp import ClientConnectionError, web
from aiohttp.typedefs import Handler, Middleware

from brief.preview.building import Builder
from brief.preview.desk import Desk
from brief.preview.faults import Fault
from brief.preview.guarding import Address, is_welcome, listening
from brief.render.sheets import sheets
from brief.render.theme import BASE, load_theme
from brief.workers.background import Background

#: What no answer goes without.
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_OWN: Final = "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
#: Of the tools: their own files, and the pages in frames.
_TOOLS: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; "
    f"img-src 'self' data:; {_OWN}"
)
#: Of a page: no script runs, whatever a theme holds, and nothing is fetched.
_PAGE: Final = f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; {_OWN}"
#: Of the page that tells a fault.
_FAULT: Final = f"default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; {_OWN}"
#: Of a file of somebody else's: as if it came from nowhere.
_FOREIGN: Final = f"sandbox; {_PAGE}"
_STATIC: Final = {
    "preview.js": "text/javascript",
    "why.js": "text/javascript",
    "preview.css": "text/css",
    "LibreFranklin-Regular.woff2": "font/woff2",
    "LibreFranklin-SemiBold.woff2": "font/woff2",
    "NewsreaderDisplay-SemiBold.woff2": "font/woff2",
}
_TYPES: Final = {".html": "text/html", ".pdf": "application/pdf", ".txt": "text/plain"}
#: Seconds that a browser has to take the rest of an answer when the server ends.
_GRACE: Final = 0.2
#: Bytes that a header may have: a browser sends the cookies of everything that was ever served at localhost.
_COOKIES: Final = 65_536
#: What a request has wrong is its sender's to know, and is told there.
_SILENT: Final = logging.getLogger("brief.preview.silent")
_SILENT.addHandler(logging.NullHandler())
_SILENT.propagate = False


class Preview:
    """What is asked for, and what is answered. Arguments: the desk; whether the PDF is shown where nobody chooses."""

    def __init__(self, desk: Desk, *, paper: bool) -> None:
        self._desk = desk
        self._paper = paper
        base = load_theme(BASE)
        self._static = {name: base.asset(f"fonts/{name}") for name in _STATIC if name.endswith(".woff2")}
        look = sheets("_preview", base).look
        self._static |= {name: look.asset(name) for name in _STATIC if name not in self._static}

    def app(self, address: Address) -> web.Application:
        """Return the application that is served at an address."""
        app = web.Application(middlewares=[_guarded(address)])
        app.add_routes(
            [
                web.get("/", self.tools),
                web.get("/page", self.page),
                web.get("/pdf", self.pdf),
                web.get("/events", self.events, allow_head=False),
                web.get("/why", self.why),
                web.get("/sources", self.sources),
                web.get("/_preview/{name}", self.static),
                web.get("/index.html", self.file),
                web.get(r"/{day:\d\d\d\d-\d\d-\d\d}/{name:briefing\.(?:html|pdf)}", self.file),
                web.get(r"/{day:\d\d\d\d-\d\d-\d\d}/sources/{name:[a-z0-9-]+\.(?:txt|html)}", self.file),
            ]
        )
        return app

    async def tools(self, request: web.Request) -> web.Response:
        """The page with the tools."""
        name = request.query.get("theme", "")
        values = {"told": self._desk.told, "theme": name, "paper": self._paper}
        content = await self._desk.beside(lambda: _made("preview.html", values))
        return _answer(content, "text/html", {"Content-Security-Policy": _TOOLS})

    async def page(self, request: web.Request) -> web.Response:
        """The briefing as it is now, or what is wrong with it."""
        shot = await self._desk.shot(self._theme(request))
        policy = {"Content-Security-Policy": _FAULT if shot.fault else _PAGE, "X-Page": shot.key}
        return _answer(shot.content, "text/html", policy, status=500 if shot.fault else 200)

    async def pdf(self, request: web.Request) -> web.Response:
        """The PDF that was finished last."""
        paper = self._desk.paper(self._theme(request))
        if paper is None:
            raise web.HTTPNotFound
        return _answer(paper.content, "application/pdf", {"Content-Security-Policy": "frame-ancestors 'self'"})

    async def why(self, _request: web.Request) -> web.Response:
        """The reasons for what stands on the page."""
        return _answer(json.dumps(self._desk.told.why).encode(), "application/json")

    async def sources(self, _request: web.Request) -> web.Response:
        """How the sources are."""
        told = self._desk.told
        content = await self._desk.beside(lambda: _made("sources.html", {"told": told}))
        return _answer(content, "text/html", {"Content-Security-Policy": _FAULT})

    async def static(self, request: web.Request) -> web.Response:
        """A file of the tools."""
        name = request.match_info["name"]
        if name not in self._static:
            raise web.HTTPNotFound
        return _answer(self._static[name], _STATIC[name])

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A page of an earlier edition, or another file that pages lead to."""
        found = await self._desk.file(request.path.removeprefix("/"))
        if isinstance(found, Path):
            try:
                found = await self._desk.beside(found.read_bytes)
            except OSError:
                found = None
        if found is None and request.path.endswith("/briefing.html"):
            values = {"day": request.match_info["day"]}
            content = await self._desk.beside(lambda: _made("gone.html", values))
            return _answer(content, "text/html", {"Content-Security-Policy": _FAULT}, status=404)
        if found is None:
            raise web.HTTPNotFound
        kind = _TYPES[PurePosixPath(request.path).suffix]
        is_own = "/sources/" not in request.path
        policy = ("frame-ancestors 'self'" if kind == "application/pdf" else _PAGE) if is_own else _FOREIGN
        return _answer(found, kind, {"Content-Security-Policy": policy})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """The state of a page, and each state that follows: server-sent events."""
        response = web.StreamResponse(headers={**_HEADERS, "Content-Type": "text/event-stream"})
        theme = self._theme(request)
        await response.prepare(request)
        states = self._desk.states(theme, paper="paper" in request.query)
        try:
            async for state in states:
                await response.write(f"data: {state}\n\n".encode() if state else b": still here\n\n")
        except (ConnectionResetError, ClientConnectionError):
            pass  # the page was closed
        finally:
            await states.aclose()  # type: ignore[attr-defined]  # it is a generator
        return response

    def _theme(self, request: web.Request) -> str:
        """The theme that is asked for, empty for the usual one; a request names one that is offered, never a folder."""
        name, told = request.query.get("theme", ""), self._desk.told
        if not name or name == told.theme:  # an address tells what was chosen, which may be the usual one meanwhile
            return ""
        if name not in told.themes:
            raise web.HTTPNotFound
        return name


def serve(
    builder: Builder,
    address: Address,
    say: Callable[[Address], None],
    warn: Callable[[str], None],
    *,
    paper: bool = False,
) -> signal.Signals:
    """Serve what a builder makes until a signal ends it, and return that.

    Arguments: the builder; where; what is told as soon as it can be asked, with the port that was free; what is told
    that a person should know; whether the PDF is shown from the start.
    Raises UsageError where it cannot be served there, and BriefError where files cannot be watched.
    """
    return asyncio.run(_served(builder, address, say, warn, paper=paper))


async def _served(
    builder: Builder,
    address: Address,
    say: Callable[[Address], None],
    warn: Callable[[str], None],
    *,
    paper: bool,
) -> signal.Signals:
    listener, found = listening(address)
    with closing(listener), closing(Background()) as background, closing(Background()) as tools, _heard() as ended:
        desk = Desk(builder, background, tools, _fault_page, warn)
        serving = asyncio.create_task(_opened(desk, listener, found, say, paper=paper))
        waited: set[asyncio.Future[Any]] = {serving, ended}
        await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving
        return ended.result()


async def _opened(
    desk: Desk, listener: socket.socket, address: Address, say: Callable[[Address], None], *, paper: bool
) -> None:
    """Serve until cancelled."""
    await desk.start()
    app = Preview(desk, paper=paper).app(address)
    runner = web.AppRunner(
        app,
        access_log=None,
        logger=_SILENT,
        max_field_size=_COOKIES,
        handler_cancellation=True,
        shutdown_timeout=_GRACE,
    )
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        say(address)
        await desk.run()
    finally:
        await runner.cleanup()


@contextmanager
def _heard() -> Iterator[asyncio.Future[signal.Signals]]:
    """Give what is done when a signal wants the program to end."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[signal.Signals] = loop.create_future()

    def end(number: signal.Signals) -> None:
        if not ended.done():
            ended.set_result(number)

    numbers = [signal.SIGINT, signal.SIGTERM]
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # ignored under nohup
        numbers.append(signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    for number in before:
        loop.add_signal_handler(number, end, number)
    try:
        yield ended
    finally:
        for number, handler in before.items():
            loop.remove_signal_handler(number)
            signal.signal(number, handler)


def _guarded(address: Address) -> Middleware:
    """Return what lets in only who names the host that it is served at."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not is_welcome(request.headers.get("Host", ""), address):
            return _answer(b"brief preview: this is not the host that it is served at\n", "text/plain", status=403)
        try:
            return await handler(request)
        except web.HTTPException as error:
            told = f"brief preview: {error.reason.lower()}\n".encode()
            return _answer(told, "text/plain", {"Allow": "GET, HEAD"}, status=error.status)

    return guard


def _answer(content: bytes, kind: str, headers: Mapping[str, str] | None = None, *, status: int = 200) -> web.Response:
    charset = None if kind.startswith(("application/", "font/")) else "utf-8"
    return web.Response(
        body=content, content_type=kind, charset=charset, headers={**_HEADERS, **(headers or {})}, status=status
    )


def _fault_page(fault: Fault) -> bytes:
    return _made("fault.html", {"fault": fault})


def _made(name: str, values: Mapping[str, object]) -> bytes:
    """What a template of the tools makes of some values."""
    return sheets("_preview", load_theme(BASE)).text(name, values).encode("utf-8")
