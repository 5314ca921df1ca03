"""Two hundred feeds on this machine, each on a port of its own, some slow and some broken: a morning's sources.

    python benchmarks/feeds_server.py --opml feeds.opml

writes an OPML file that names all feeds, says `ready`, and serves until standard input ends. Delays are log-normal;
faults are 500, hang, drip, bomb, truncated and loop, in turn. With the right validator a feed answers 304 after a tenth
of its delay: nothing is made anew. The same seed gives the same feeds, delays and faults. The texts are nonsense.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import random
import sys
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

FAULTS = ("500", "hang", "drip", "bomb", "truncated", "loop")
SIZE = 90_000
ITEMS = 30
UNCHANGED = 0.1

SYLLABLES = "ba be bo da de do fa fi ga go ka ki la lo ma mi na no pa po ra ro sa si ta to va vi wa zo".split()


@dataclass(frozen=True)
class Feed:
    number: int
    delay: float
    fault: str | None
    body: bytes

    @property
    def tag(self):
        return '"' + hashlib.sha256(self.body).hexdigest()[:16] + '"'


def sentence(chance, words):
    return " ".join(chance.choice(words) for _ in range(chance.randint(8, 24))).capitalize() + "."


def text(number, seed, date):
    """An RSS feed of 90 KB with whole articles in it."""
    chance = random.Random(f"{seed}/{number}")
    words = ["".join(chance.choice(SYLLABLES) for _ in range(chance.randint(1, 4))) for _ in range(600)]
    items = []
    for n in range(ITEMS):
        when = format_datetime(date - timedelta(minutes=chance.randint(1, 36 * 60)))
        title = sentence(chance, words)[:70]
        start = f"<item><title>{title}</title><link>http://feed{number}.example/{n}</link><guid>{number}-{n}</guid><pubDate>{when}</pubDate><description>"
        end = "</description></item>\n"
        paragraphs, length = [], len(start) + len(end)
        while length < SIZE // ITEMS - 150:
            paragraphs.append("&lt;p&gt;" + " ".join(sentence(chance, words) for _ in range(3)) + "&lt;/p&gt;")
            length += len(paragraphs[-1])
        items.append(start + "".join(paragraphs) + end)
    body = f"<?xml version='1.0' encoding='UTF-8'?>\n<rss version='2.0'><channel><title>Feed {number}</title>\n{''.join(items)}</channel></rss>"
    return body.encode()


def feeds(count, share, seed, median, sigma, date):
    """All feeds; a share of them has a fault, at random places."""
    chance = random.Random(seed)
    broken = chance.sample(range(count), round(share * count))
    faults = {number: FAULTS[n % len(FAULTS)] for n, number in enumerate(broken)}
    return [Feed(n, median * chance.lognormvariate(0, sigma), faults.get(n), text(n, seed, date)) for n in range(count)]


def bomb():
    """500 MB of gzip: a block that stands for itself, over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08" + bytes(7) + block * 500


def head(status, **headers):
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"HTTP/1.1 {status} -", *lines, "", ""]).encode()


async def break_down(feed, writer, reader):
    """Answer as a broken server does."""
    match feed.fault:
        case "500":
            writer.write(head(500, Content_Length=0, Connection="close"))
        case "hang":
            await reader.read()
        case "drip":
            writer.write(head(200, Content_Length=len(feed.body)))
            for byte in feed.body:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(1)
        case "bomb":
            body = bomb()
            writer.write(head(200, Content_Length=len(body), Content_Encoding="gzip") + body)
        case "truncated":
            writer.write(head(200, Content_Length=len(feed.body)) + feed.body[: len(feed.body) // 2])
        case "loop":
            writer.write(head(302, Content_Length=0, Location="/feed", Connection="close"))
    await writer.drain()


async def answer(feed, reader, writer):
    """One connection."""
    try:
        while request := await reader.readuntil(b"\r\n\r\n"):
            known = feed.tag.encode() in request
            await asyncio.sleep(feed.delay * (UNCHANGED if known else 1))
            if feed.fault:
                await break_down(feed, writer, reader)
                break
            if known:
                writer.write(head(304, ETag=feed.tag))
            else:
                kind = "application/rss+xml; charset=utf-8"
                writer.write(head(200, Content_Type=kind, Content_Length=len(feed.body), ETag=feed.tag) + feed.body)
            await writer.drain()
    except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
        pass
    finally:
        writer.close()


def serving(feed):
    return lambda reader, writer: answer(feed, reader, writer)


def write_down(every, urls, opml, facts):
    """Write the list of feeds, and where it is wanted what each of them does."""
    outlines = "".join(
        f'<outline type="rss" text="Feed {n}" title="Feed {n}" xmlUrl="{url}"/>\n' for n, url in enumerate(urls)
    )
    Path(opml).write_text(
        f'<?xml version="1.0"?>\n<opml version="2.0"><head><title>Feeds</title></head><body>\n{outlines}</body></opml>\n',
        encoding="utf-8",
    )
    if facts:
        rows = [
            {"url": url, "fault": feed.fault, "delay": feed.delay, "sha256": hashlib.sha256(feed.body).hexdigest()}
            for url, feed in zip(urls, every, strict=True)
        ]
        Path(facts).write_text(json.dumps(rows), encoding="utf-8")


async def serve(every, opml, facts):
    """Open a port for each feed, write down where they are, and serve until standard input ends."""
    servers = [await asyncio.start_server(serving(feed), "127.0.0.1", 0) for feed in every]
    urls = [f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/feed" for server in servers]
    write_down(every, urls, opml, facts)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.read)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--opml", default="feeds.opml", help="where to write the list of feeds")
    parser.add_argument("--facts", help="where to write what each feed does, as JSON")
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--faults", type=float, default=0.05, help="share of feeds that are broken")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--median", type=float, default=0.5, help="seconds that half of the feeds take at most")
    parser.add_argument("--sigma", type=float, default=0.8, help="of the log-normal delay: .8 has 4 % above 2 s")
    parser.add_argument("--date", default="2026-11-20", help="the day before which all items are dated")
    return parser.parse_args()


if __name__ == "__main__":
    given = arguments()
    day = datetime.fromisoformat(given.date).replace(tzinfo=UTC)
    made = feeds(given.feeds, given.faults, given.seed, given.median, given.sigma, day)
    asyncio.run(serve(made, given.opml, given.facts))
