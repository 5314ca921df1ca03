#!/usr/bin/env python3
"""A month of mornings: 200 invented articles a day from ten feeds on this machine, `brief fetch` and `brief build`.

    python benchmarks/month.py            # 30 days of 200 articles; exit 1 where something is not as it should be
    python benchmarks/month.py 7 50       # fewer days, fewer articles

Of a day's articles seven in ten tell of new events, one in ten of an event of the days before and has news, one in ten
tells again what another outlet told the day before, and the rest are those of yesterday that still stand in the feed.
Measured: the size of the store, the time of a build, and whether the editions and their index are as they should be.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import re
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from brief.cli import main as brief

#: Megabytes that the store of a month may take. Measured on 30 days of 200 articles: see the last line printed.
CEILING = 60
START = date(2026, 9, 28)  # a month with the end of summer time in it
FEEDS = 10
SENTENCES, LENGTH = 32, 20
VOWELS, CONSONANTS = "aeiou", "bdfgklmnprstvz"


@dataclass
class Event:
    """Something that happened: its words, and the last text that told it."""

    number: int
    words: list[str]
    articles: list[Item] = field(default_factory=list)


@dataclass(frozen=True)
class Item:
    """One article: its event, its outlet, its day, its address, its words, and whether it only repeats."""

    event: int
    outlet: int
    day: date
    url: str
    title: str
    text: tuple[str, ...]
    repeats: bool = False


@dataclass(frozen=True)
class Month:
    """What came of it.

    Attributes: articles sent; editions; bytes of the store; processor seconds of each build; what is wrong; stories
    printed, and those of them that are marked as updates.
    """

    articles: int
    editions: int
    store: int
    seconds: tuple[float, ...]
    faults: tuple[str, ...]
    stories: int
    updates: int


def main() -> int:
    """Print what came of a month, and return 1 where something is wrong."""
    days, count = (int(word) for word in (sys.argv[1:] or ["30", "200"]))
    with tempfile.TemporaryDirectory() as folder:
        month = simulate(Path(folder), days, count)
    for fault in month.faults:
        print(fault)
    middle = sorted(month.seconds)[len(month.seconds) // 2]
    print(
        f"{month.articles} articles in {month.editions} editions: {month.stories} stories, {month.updates} of them"
        f" updates; store {month.store / 1e6:.1f} MB (ceiling {CEILING}); a build {middle:.1f} s of the processor"
    )
    return 1 if month.faults or month.store > CEILING * 1e6 else 0


def simulate(home: Path, days: int, count: int) -> Month:
    """Make the editions of some days in a folder, and judge them. The working folder is another one afterwards."""
    server = Feeds(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    sources = "".join(
        f'[[source]]\nlocation = "http://127.0.0.1:{server.server_port}/{n}.xml"\nfull_text = "never"\n'
        for n in range(FEEDS)
    )
    (home / "brief.toml").write_text(
        'store = "store.sqlite"\n[edition]\nzone = "Europe/Zurich"\n[web]\nallow_private = true\n[publish]\n'
        f'url = "https://news.example/"\n[output]\nformats = ["html", "json"]\n{sources}'
    )
    seconds, faults, sent = [], [], 0
    with contextlib.chdir(home):
        for day, items in mornings(days, count):
            server.items, sent = items, sent + len(items)
            faults += ran("-q", "fetch")
            began = time.process_time()
            faults += ran("-q", "build", "--date", day.isoformat())
            seconds.append(time.process_time() - began)
    server.shutdown()
    server.server_close()
    stories, updates, wrong = judged(home / "output")
    size = sum(path.stat().st_size for path in home.glob("store.sqlite*"))
    wrong += index_faults(home / "output", [START + timedelta(n) for n in range(days)])
    return Month(sent, len(seconds), size, tuple(seconds), (*faults, *wrong), stories, updates)


def ran(*words: str) -> list[str]:
    """Run a command in this process; return what it says where it does not end well."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            brief(words)
        except SystemExit as end:
            code = end.code
        err.flush()
    return [f"brief {' '.join(words)}: {code}: {err.buffer.getvalue().decode()}"] if code else []  # type: ignore[attr-defined]


def mornings(days: int, count: int) -> Iterator[tuple[date, list[Item]]]:
    """Every day and what its feeds hold; the same on every run."""
    draw = random.Random(11)
    general = everybody()
    events: list[Event] = []
    yesterday: list[Item] = []
    for day in (START + timedelta(number) for number in range(days)):
        today: list[Item] = []
        old = [event for event in events[-4 * count :] if event.articles[-1].day < day]
        if old:
            for event in draw.sample(old, min(count // 10, len(old))):  # with news
                event.words += invented(draw, 12)
                today.append(item(draw, event, day, general))
            chosen = draw.sample([one for one in yesterday if one.day < day], min(count // 10, len(yesterday)))
            today += [copied(draw, one, day) for one in chosen]
        left = count * 9 // 10 - len(today)
        while left > 0:
            event = Event(len(events), invented(draw, 40))
            events.append(event)
            for _ in range(min(draw.choices((1, 2, 3, 5), (70, 15, 10, 5))[0], left)):
                today.append(item(draw, event, day, general))
                left -= 1
        still = draw.sample(yesterday, min(count - len(today), len(yesterday)))
        yield day, [*today, *still]
        yesterday = today


def item(draw: random.Random, event: Event, day: date, general: Sequence[str]) -> Item:
    """An article of an event, in words of its own among everybody's."""
    newest = event.words[40:][-12:]  # none on its first day
    lines = []
    for number in range(SENTENCES):
        own = draw.choices(event.words[:40], k=5) + draw.choices(
            newest if newest and number < SENTENCES // 3 else event.words, k=3
        )
        words = [*own, *draw.choices(general, k=LENGTH - len(own))]
        draw.shuffle(words)
        lines.append(" ".join(words).capitalize() + ".")
    outlet = draw.randrange(FEEDS)
    title = " ".join(draw.sample(event.words[:40], 4) + draw.sample(newest or event.words, 2)).capitalize()
    url = f"https://outlet{outlet}.example/{day}/e{event.number}-{len(event.articles)}"
    event.articles.append(Item(event.number, outlet, day, url, title, tuple(lines)))
    return event.articles[-1]


def copied(draw: random.Random, one: Item, day: date) -> Item:
    """What another outlet prints of an article a day later."""
    outlet = (one.outlet + draw.randrange(1, FEEDS)) % FEEDS
    return Item(one.event, outlet, day, f"{one.url}?by={outlet}&on={day}", one.title, one.text, repeats=True)


def invented(draw: random.Random, count: int) -> list[str]:
    """Words that mean nothing."""
    return ["".join(draw.choice(CONSONANTS) + draw.choice(VOWELS) for _ in range(3)) for _ in range(count)]


def everybody() -> list[str]:
    """The words of the corpus, as often as they stand there: what any article is made of."""
    lines = (Path(__file__).parent / "corpus" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [word.lower() for line in lines for word in re.findall(r"[A-Za-z]+", json.loads(line)["text"])]


class Feeds(ThreadingHTTPServer):
    """Ten feeds of this machine, which hold what is given."""

    items: Sequence[Item] = ()
    daemon_threads = True


class Answer(BaseHTTPRequestHandler):
    """Sends a feed."""

    def do_GET(self) -> None:
        """Answer a request."""
        name = re.fullmatch(r"/(\d+)\.xml", self.path)
        assert isinstance(self.server, Feeds)
        found = [one for one in self.server.items if name and one.outlet == int(name[1])]
        body = feed(int(name[1]), found).encode() if name else b""
        self.send_response(200 if name else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


def feed(outlet: int, items: Sequence[Item]) -> str:
    """A feed of an outlet."""
    entries = []
    for number, one in enumerate(items):
        when = format_datetime(datetime(one.day.year, one.day.month, one.day.day, 5, number % 60, tzinfo=UTC))
        text = "".join(f"<p>{escape(' '.join(one.text[at : at + 4]))}</p>" for at in range(0, len(one.text), 4))
        entries.append(
            f"<item><title>{escape(one.title)}</title><link>{escape(one.url)}</link><guid>{escape(one.url)}</guid>"
            f"<pubDate>{when}</pubDate><description>{escape(text)}</description></item>"
        )
    return (
        f'<rss version="2.0"><channel><title>Outlet {outlet}</title><language>en</language>{"".join(entries)}'
        "</channel></rss>"
    )


def judged(output: Path) -> tuple[int, int, list[str]]:
    """The stories of all editions, how many are updates, and every article or event that comes again without a mark."""
    stories = updates = 0
    faults, articles, events = [], {}, {}
    for path in sorted(output.glob("*/briefing.json")):
        edition = json.loads(path.read_bytes())
        printed = {}
        for story in (one for part in edition["sections"] for one in (*part["stories"], *part["others"])):
            stories += 1
            updates += story["update_of"] is not None
            for article in story["articles"]:
                url, event = article["url"], re.search(r"/e(\d+)-", article["url"])[1]
                printed[url], printed[event] = edition["day"], edition["day"]
                before = articles.get(url) or events.get(event)
                if before and not story["update_of"]:
                    faults.append(f"{edition['day']}: {url} is printed again, and no update of {before}")
        articles |= {name: day for name, day in printed.items() if not name.isdigit()}
        events |= {name: day for name, day in printed.items() if name.isdigit()}
    return stories, updates, faults


def index_faults(output: Path, days: Sequence[date]) -> list[str]:
    """What is wrong with the index page and the feed of some days."""
    page = (output / "index.html").read_text(encoding="utf-8")
    listed = re.findall(r'data-day="([\d-]+)"', page)
    faults = [] if listed == [day.isoformat() for day in reversed(days)] else [f"the index lists {listed}"]
    links = {link.partition("#")[0] for link in re.findall(r'<a href="([^"#]+)', page)}
    faults += [f"the index links {link}, which is not there" for link in links if not (output / link).is_file()]
    fed = re.findall(r"<id>https://news\.example/([\d-]+)/</id>", (output / "feed.xml").read_text(encoding="utf-8"))
    return faults if fed == listed[:30] else [*faults, f"the feed holds {fed}"]


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())
