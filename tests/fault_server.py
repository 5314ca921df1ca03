"""A server that does wrong on purpose, on real sockets of this machine: every path is one way to fail.

Written on bare streams, since no HTTP library sends what is needed here. Handlers get the request and the writer; what
was asked is kept in `asked`. Loaded by the fixture `fault_server` of
conftest.py.
"""

import asyncio
import functools
import gzip
import socket
import ssl
import struct
import threading
import time
import zlib
from dataclasses import dataclass, field
from email.utils import formatdate

FEED = b"<rss version='2.0'><channel><title>Harbor News</title></channel></rss>"
BOMB = 500_000_000


@dataclass
class Asked:
    path: str
    headers: dict
    reader: asyncio.StreamReader = field(repr=False)
    method: str = "GET"
    body: bytes = b""


def head(status=200, **headers):
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"HTTP/1.1 {status} Whatever", *lines, "", ""]).encode()


def whole(body=FEED, status=200, **headers):
    return head(status, Content_Length=len(body), **headers) + body


@functools.cache
def many(count, size):
    """The head of an answer with so many headers of such a size."""
    return head(**{f"X{i}": "x" * size for i in range(count)})


def zipped_zeros(size):
    """The beginning of a gzip of many zeros: a block of a million that stands for itself, over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08" + bytes(7) + block * (size // 1_000_000)


@dataclass
class FaultServer:
    asked: list = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    def start(self, certificate=None):
        self.loop = asyncio.new_event_loop()
        started = threading.Event()
        self.thread = threading.Thread(target=self._run, args=(certificate, started))
        self.thread.start()
        started.wait()

    def stop(self):
        self.loop.call_soon_threadsafe(self.stopping.set)
        self.thread.join()

    def let_go(self):
        """Answer all who wait at /meets."""
        self.loop.call_soon_threadsafe(self.going.set)

    def url(self, path="/feed", host="127.0.0.1"):
        return f"{'https' if self.secure else 'http'}://{host}:{self.port}{path}"

    def paths(self):
        return [one.path for one in self.asked]

    def _run(self, certificate, started):
        asyncio.set_event_loop(self.loop)
        self.loop.set_exception_handler(lambda _loop, _context: None)  # clients that break off are what this is for
        self.loop.run_until_complete(self._serve(certificate, started))
        self.loop.close()

    async def _serve(self, certificate, started):
        self.stopping, self.going = asyncio.Event(), asyncio.Event()
        self.secure = certificate is not None
        context = None
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
        self.tasks = set()
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=context)
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        await self.stopping.wait()
        server.close()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await asyncio.sleep(0)

    async def _connected(self, reader, writer):
        task = asyncio.current_task()
        self.tasks.add(task)
        try:
            while not writer.is_closing():
                request = await self._request(reader)
                if request is None:
                    break
                self.asked.append(request)
                self.at_once += 1
                self.most_at_once = max(self.most_at_once, self.at_once)
                try:
                    name = (
                        request.path.partition("?")[0].strip("/").partition("/")[0].replace("-", "_").replace(".", "_")
                    )
                    stay = await getattr(self, f"do_{name}", self.do_404)(request, writer)
                    await writer.drain()
                finally:
                    self.at_once -= 1
                if not stay:
                    break
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.transport.abort() if writer.is_closing() else writer.close()
            self.tasks.discard(task)

    async def _request(self, reader):
        begin = await reader.read(1)
        if begin == b"\x16":  # the greeting of TLS, on a server that has none
            return Asked("/status/400", {}, reader)
        try:
            text = (begin + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        except asyncio.IncompleteReadError:
            return None
        first, *lines = text.strip().split("\r\n")
        headers = dict(line.lower().split(": ", 1)[0:1] + line.split(": ", 1)[1:] for line in lines)
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        return Asked(first.split()[1], headers, reader, first.split()[0], body)

    def times(self, path):
        return self.paths().count(path)

    async def do_404(self, _request, writer):
        writer.write(whole(b"no such page", 404))
        return True

    async def do_feed(self, _request, writer):
        writer.write(
            whole(
                Content_Type="Application/RSS+XML; charset=UTF-8",
                ETag='"1"',
                Last_Modified="Mon, 02 Nov 2026 08:00:00 GMT",
            )
        )
        return True

    async def do_named(self, request, writer):
        """Answers with its own path."""
        writer.write(whole(request.path.encode()))
        return True

    async def do_after(self, request, writer):
        await asyncio.sleep(float(request.path.split("/")[2].partition("?")[0]))
        return await self.do_feed(request, writer)

    async def do_status(self, request, writer):
        status = int(request.path.split("/")[2])
        writer.write(whole(b"" if status == 204 else b"words", status))
        return True

    async def do_third_time(self, request, writer):
        writer.write(whole(b"", 500) if self.times(request.path) < 3 else whole())
        return True

    async def do_wait_seconds(self, request, writer):
        wait = request.path.split("/")[2]
        writer.write(whole(b"", 429, Retry_After=wait) if self.times(request.path) < 2 else whole())
        return True

    async def do_wait_date(self, request, writer):
        when = formatdate(time.time() + int(request.path.split("/")[2]), usegmt=True)
        writer.write(whole(b"", 429, Retry_After=when) if self.times(request.path) < 2 else whole())
        return True

    async def do_once_then_404(self, request, writer):
        """Answers once."""
        writer.write(whole(b"", 404) if self.times(request.path) > 1 else whole())
        return True

    async def do_503_once(self, request, writer):
        writer.write(whole(b"", 503) if self.times(request.path) < 2 else whole())
        return True

    async def do_hang(self, request, _writer):
        await request.reader.read()  # until the client goes away

    async def do_dripped_head(self, _request, writer):
        for byte in head(X=("x" * 1000)):
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.05)

    async def do_dripped_body(self, _request, writer):
        writer.write(head(Content_Length=90_000))
        for _ in range(1000):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    async def do_stops_in_the_body(self, _request, writer):
        writer.write(head(Content_Length=90_000) + b"x" * 20_000)
        await writer.drain()
        await self.stopping.wait()

    async def do_slow_but_steady(self, _request, writer):
        """Never silent, never fast, never done."""
        writer.write(head(Transfer_Encoding="chunked"))
        while True:
            writer.write(b"3e8\r\n" + bytes(1000) + b"\r\n")
            await writer.drain()
            await asyncio.sleep(0.02)

    async def do_length_too_long(self, _request, writer):
        writer.write(head(Content_Length=len(FEED) + 10) + FEED)

    async def do_length_too_short(self, _request, writer):
        writer.write(head(Content_Length=20) + FEED)

    async def do_length_much_too_short(self, _request, writer):
        writer.write(head(Content_Length=150_000) + b"x" * 300_000)

    async def do_truncated_chunks(self, _request, writer):
        writer.write(head(Transfer_Encoding="chunked") + b"ff\r\n" + FEED)

    async def do_no_last_chunk(self, _request, writer):
        writer.write(head(Transfer_Encoding="chunked") + b"%x\r\n" % len(FEED) + FEED + b"\r\n")

    async def do_chunks(self, _request, writer):
        writer.write(head(Transfer_Encoding="chunked"))
        for i in range(0, len(FEED), 7):
            part = FEED[i : i + 7]
            writer.write(b"%x\r\n%s\r\n" % (len(part), part))
            await writer.drain()
        writer.write(b"0\r\n\r\n")
        return True

    async def do_until_closed(self, _request, writer):
        """As HTTP/1.0 did, and some programs still do: the end is where the connection ends."""
        writer.write(b"HTTP/1.0 200 OK\r\n\r\n" + FEED)

    async def do_untidy(self, _request, writer):
        """What is seen of real servers: bare line feeds, no reason, bytes that are no ASCII, a long policy, a blank line."""
        writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")
        writer.write(b"HTTP/1.1 200\nX-City: Z\xfcrich\nX-Policy: " + b"x" * 20_000 + b"\n")
        writer.write(b"Content-Length: %d\n\n" % len(FEED) + FEED + b"\r\n")

    async def do_gzip(self, _request, writer):
        writer.write(whole(gzip.compress(FEED), Content_Encoding="gzip"))
        return True

    async def do_large_gzip(self, _request, writer):
        writer.write(whole(gzip.compress(FEED * 100), Content_Encoding="gzip"))
        return True

    async def do_gzip_bomb(self, _request, writer):
        writer.write(whole(zipped_zeros(BOMB), Content_Encoding="gzip"))
        return True

    async def do_coding(self, request, writer):
        writer.write(whole(b"whatever it is", Content_Encoding=request.path.split("/")[2].replace("+", ", ")))
        return True

    async def do_nested_gzip(self, _request, writer):
        body = FEED
        for _ in range(50):
            body = gzip.compress(body)
        writer.write(whole(body, Content_Encoding="gzip"))
        return True

    async def do_corrupt_gzip(self, _request, writer):
        body = bytearray(gzip.compress(FEED))
        body[20] ^= 255
        writer.write(whole(bytes(body), Content_Encoding="gzip"))
        return True

    async def do_half_gzip(self, _request, writer):
        writer.write(whole(gzip.compress(FEED)[:-12], Content_Encoding="gzip"))
        return True

    async def do_50_mb(self, _request, writer):
        writer.write(head(Content_Length=50_000_000))
        for _ in range(50):
            writer.write(bytes(1_000_000))
            await writer.drain()

    async def do_endless(self, _request, writer):
        writer.write(head(Transfer_Encoding="chunked"))
        while True:
            writer.write(b"10000\r\n" + bytes(65536) + b"\r\n")
            await writer.drain()

    async def do_large_head(self, _request, writer):
        writer.write(many(1, 10_000_000) + FEED)

    async def do_large_head_in_lines(self, _request, writer):
        writer.write(many(2000, 5000) + FEED)

    async def do_many_headers(self, _request, writer):
        writer.write(many(100_000, 1) + FEED)

    async def do_garbage(self, _request, writer):
        writer.write(b"\x00\xff<<< what is this\r\n\r\n" + FEED)

    async def do_silence(self, _request, _writer):
        """Closes without a word."""

    async def do_reset(self, _request, writer):
        linger = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        writer.transport.abort()

    async def do_reset_in_the_body(self, _request, writer):
        writer.write(head(Content_Length=90_000) + b"x" * 20_000)
        await writer.drain()
        await asyncio.sleep(0.05)
        await self.do_reset(_request, writer)

    async def do_empty(self, _request, writer):
        writer.write(whole(b""))
        return True

    async def do_blank(self, _request, writer):
        writer.write(whole(b" \n\n"))
        return True

    async def do_loop(self, _request, writer):
        writer.write(whole(b"", 302, Location="/loop"))
        return True

    async def do_go(self, request, writer):
        """/go/301/302/feed: one redirect after the other."""
        _, _, status, *rest = request.path.split("/")
        goal = "/go/" + "/".join(rest) if rest[0].isdigit() else "/" + "/".join(rest)
        writer.write(whole(b"", int(status), Location=goal))
        return True

    async def do_to(self, request, writer):
        """/to/302?http://elsewhere/: a redirect to anywhere."""
        path, _, goal = request.path.partition("?")
        location = {"Location": goal} if goal else {}
        writer.write(whole(b"", int(path.split("/")[2]), **location))
        return True

    async def do_conditional(self, request, writer):
        if request.headers.get("if-none-match") == '"1"':
            writer.write(head(304))
        elif request.headers.get("if-modified-since"):
            writer.write(head(304, ETag='"2"'))
        else:
            writer.write(whole(ETag='"1"'))
        return True

    async def do_304(self, _request, writer):
        writer.write(head(304))
        return True

    async def do_cookie(self, _request, writer):
        writer.write(whole(Set_Cookie="id=1; Path=/"))
        return True

    async def do_meets(self, request, writer):
        """Answers when the test says so."""
        await self.going.wait()
        writer.write(whole(request.path.encode()))
        return True

    robots = b"User-agent: *\nDisallow: /private\n\nUser-agent: brief\nDisallow: /named/no\n"
    robots_status = 200

    async def do_robots_txt(self, _request, writer):
        writer.write(whole(self.robots, self.robots_status))
        return True
