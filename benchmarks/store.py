#!/usr/bin/env python3
"""The gate of the store: looking up articles takes no longer in a store of many than in one of a tenth of them.

    python benchmarks/store.py             # 30,000 articles beside 3,000; exit 1 where a ratio is above its ceiling
    python benchmarks/store.py 1000000     # more, for people who have the time and 6 GB of disk

A store holds invented articles of 200 sources, 4.4 kB each, 300 a day. Ratios are gated, since times say more about the
machine than about the program; the times stand beside them. "Cold" is a file that the system was asked to forget.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median

from brief.model import Kept
from brief.store import Store

SIZE = 30_000
PER_DAY = 300
START = datetime(2026, 1, 1, tzinfo=UTC)
SOURCES = [f"https://www{number}.example/feed.xml" for number in range(200)]
#: Articles added in one transaction: what a round of 200 feeds brings on a busy day.
ROUND = 1000
LOOKS = 15
REPEATS = 20

Question = Callable[[Store], object]

#: Name -> (ceiling, what it is). Measured on 2 busy cores: see the comment behind each. Without an index it would be 10.
CEILINGS: dict[str, tuple[float, str]] = {
    "seen": (3.0, "asking whether an article is known, over the same in a store of a tenth"),  # .8 to 1.4
    "day": (3.0, "the articles of a day, over the same in a store of a tenth"),  # .9 to 1.2
    "add": (3.0, "adding an article, over the same in a store of a tenth"),  # .8 to 1
    "bytes": (1.15, "bytes an article takes, over those of its content"),  # 1.08
}


def main() -> int:
    """Print times, and ratios beside their ceilings; return 1 where one is above."""
    size = int(sys.argv[1]) if sys.argv[1:] else SIZE
    with tempfile.TemporaryDirectory() as folder:
        few, many = (measured(Path(folder, f"{count}.sqlite"), count) for count in (size // 10, size))
    for name, value in many.items():
        print(f"{name:<20}{value:>12,.3f}   in a store of a tenth {few[name]:>12,.3f}")
    found = {
        "seen": many["seen, ms"] / few["seen, ms"],
        "day": many["day, ms"] / few["day, ms"],
        "add": few["rows a second"] / many["rows a second"],
        "bytes": many["bytes an article"] / many["of content"],
    }
    for name, value in found.items():
        ceiling, text = CEILINGS[name]
        print(f"{name:<20}{value:>7.2f}   ceiling {ceiling:<5}{' ABOVE' if value > ceiling else '      '} {text}")
    return 1 if any(value > CEILINGS[name][0] for name, value in found.items()) else 0


def measured(path: Path, count: int) -> dict[str, float]:
    """Fill a store, and time what is asked of it."""
    given, started, content = articles(count), time.process_time(), 0
    with Store(str(path)) as store:
        while some := list(islice(given, ROUND)):
            store.add(some)
            content += sum(len(one.content) for one in some)
    filled = time.process_time() - started
    size = path.stat().st_size
    days = [START + timedelta(days=1 + number * (count // PER_DAY - 3) // LOOKS) for number in range(LOOKS)]
    found = {"rows a second": count / filled, "bytes an article": size / count, "of content": content / count}
    found |= {"seen, ms": warm(path, seen, days), "seen, ms, cold": cold(path, seen, days)}
    found |= {"day, ms": warm(path, daily, days), "day, ms, cold": cold(path, daily, days)}
    found |= {"1,000, ms": warm(path, thousand, days), "1,000, ms, cold": cold(path, thousand, days)}
    with Store(str(path)) as store:
        started = time.process_time()
        pruned = store.prune((START + timedelta(days=count // PER_DAY // 30 + 1)).date())
        found |= {"prune 1 of 30, s": time.process_time() - started, "pruned": pruned.articles}
    return found | {"freed, of bytes": pruned.freed / size}


def seen(store: Store, day: datetime) -> Question:
    """Whether one article that is known, and one that is not, is known."""
    known = store.kept(SOURCES, day, day + timedelta(hours=2))[0]
    return lambda asked: (asked.seen(known.source, [known.key]), asked.seen(known.source, [f"{known.key}?"]))


def daily(_store: Store, day: datetime) -> Question:
    """Which articles are those of a day: some 300."""
    return lambda asked: asked.kept(SOURCES, day, day + timedelta(days=1))


def thousand(_store: Store, day: datetime) -> Question:
    """Which articles are those of three days and eight hours."""
    return lambda asked: asked.kept(SOURCES, day, day + timedelta(hours=80))


def warm(path: Path, question: Callable[[Store, datetime], Question], days: list[datetime]) -> float:
    """The milliseconds of a processor that a question takes: the median over some days, each asked before."""
    times = []
    with Store(str(path)) as store:
        for day in days:
            ask = question(store, day)
            ask(store)
            started = time.process_time()
            for _ in range(REPEATS):
                ask(store)
            times.append((time.process_time() - started) / REPEATS)
    return median(times) * 1000


def cold(path: Path, question: Callable[[Store, datetime], Question], days: list[datetime]) -> float:
    """The milliseconds by the clock that a question takes where the system was asked to forget the file."""
    times = []
    for day in days[::3]:
        with Store(str(path)) as store:
            ask = question(store, day)
        if hasattr(os, "posix_fadvise"):
            with path.open("rb+") as file:
                os.fsync(file.fileno())
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        with Store(str(path)) as store:
            started = time.perf_counter()
            ask(store)
            times.append(time.perf_counter() - started)
    return median(times) * 1000


def articles(count: int) -> Iterator[Kept]:
    """So many articles, in the order in which they are found; the same on every run."""
    draw = random.Random(count)
    words = ["".join(draw.choices("abdefgiklmnoprstu", k=draw.randrange(2, 11))) for _ in range(3000)]
    texts = [" ".join(draw.choices(words, k=650)).encode() for _ in range(300)]
    for number in range(count):
        found = START + timedelta(days=number / PER_DAY)
        url = f"https://www.example/{found:%Y/%m/%d}/{draw.choice(words)}-{draw.choice(words)}-{number}"
        dated = found - timedelta(minutes=draw.randrange(180))
        yield Kept(draw.choice(SOURCES), url, url, dated, found, draw.choice(texts))


if __name__ == "__main__":
    sys.exit(main())
