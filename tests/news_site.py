"""A web site on this machine for tests: what stands at each path, and what was asked. Loaded by conftest.py."""

import sys
import threading
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PARAGRAPHS = (
    "The harbor board of {place} voted on Tuesday to close the old fish market for two years of repairs.",
    "Forty traders will move to a hall beside the railway station until the work is done, the board said.",
    "The roof had been leaking since a storm in March, and engineers found rust in eleven of its beams.",
    "“Nobody wanted to leave, but the roof was leaving before us,” said the traders' speaker, Ilse Marrow.",
    "The town pays six million crowns for the repairs, and the region adds two million from its storm fund.",
    "Work begins after the last market of the year, and the first stalls are to return in the second spring.",
)


class Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        # A client may break off, as one that is interrupted does; any other fault is told.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Site:
    """Pages by path; a page may be a function of the request's headers that returns status, headers and body."""

    def __init__(self):
        self.pages = {}
        self.asked = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                site.asked.append(self.path)
                found = site.pages.get(self.path, (404, {}, b"<title>Not found</title>"))
                status, headers, body = found(self.headers) if callable(found) else found
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_words):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def url(self, path="/feed.xml"):
        return f"http://127.0.0.1:{self.server.server_port}{path}"

    def put(self, path, body, status=200, **headers):
        """Put a page at a path. A header `Content_Type` is sent as Content-Type."""
        content = body.encode() if isinstance(body, str) else body
        self.pages[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, content)
        return self.url(path)

    def put_feed(self, path="/feed.xml", *items, title="Harbor Post", **headers):
        """Put an RSS feed at a path; it is sent again only where its ETag is another one."""
        text = f"<rss version='2.0'><channel><title>{title}</title>{''.join(items)}</channel></rss>".encode()
        tag = f'"{hash_of(text)}"'

        def answer(asked):
            if asked.get("If-None-Match") == tag:
                return 304, {"ETag": tag}, b""
            return 200, {"ETag": tag, "Content-Type": "application/rss+xml", **headers}, text

        self.pages[path] = answer
        return self.url(path)

    def page(self, path, title, place, **more):
        """Put the page of an article at a path."""
        text = "".join(f"<p>{paragraph.format(place=place)}</p>" for paragraph in PARAGRAPHS)
        head = f"<title>{title} - Harbor Post</title><meta property='og:type' content='article'>{more.get('head', '')}"
        body = f"<!doctype html><html lang='en'><head>{head}</head><body><article><h1>{title}</h1>{text}</article></body></html>"
        return self.put(path, body, Content_Type="text/html; charset=utf-8")

    @staticmethod
    def item(title, text="", link=None, when=None, guid=None, extra=""):
        """One item of an RSS feed; the text is its content."""
        parts = [f"<title>{title}</title>"]
        parts += [f"<link>{link}</link>"] if link else []
        parts += [f"<guid isPermaLink='false'>{guid}</guid>"] if guid else []
        parts += [f"<pubDate>{format_datetime(when)}</pubDate>"] if when else []
        parts += [f"<description><![CDATA[{text}]]></description>"] if text else []
        return f"<item>{''.join(parts)}{extra}</item>"

    @staticmethod
    def whole(place):
        """The text of an article as a feed that gives it whole has it."""
        return "".join(f"<p>{paragraph.format(place=place)}</p>" for paragraph in PARAGRAPHS)


def hash_of(text):
    return hex(sum(byte * (number + 1) for number, byte in enumerate(text)))
