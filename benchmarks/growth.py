#!/usr/bin/env python3
"""The growth gate: `brief group` on days of invented words, ten times as large each, as a user runs it.

    python benchmarks/growth.py                     # 1,000 and 10,000 articles; exit 1 above the ceiling
    python benchmarks/growth.py 1000 10000 100000   # more, for people who have the time

A day has stories of 1 to 12 articles: each story has words of its own beside those of its topic and of everybody
(drawn by Zipf's law, 200 words an article), so that most articles share something and few share much. Times are wall
seconds of the whole command, start-up included; the ceiling is one on the exponent of growth between two sizes.
"""

from __future__ import annotations

import json
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

#: Exponent of growth from one size to the next. Measured: see the notes of the last line that is printed.
CEILING = 1.2
WORDS = 200
VOWELS, CONSONANTS = "aeiou", "bdfgklmnprstvz"


def main() -> int:
    """Print time, memory and growth for each size, and return 1 where the growth is above the ceiling."""
    sizes = [int(size) for size in sys.argv[1:]] or [1000, 10_000]
    times = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            day = Path(folder) / "day.jsonl"
            with day.open("w", encoding="utf-8") as lines:
                lines.writelines(json.dumps(record) + "\n" for record in articles(size))
            started = time.perf_counter()
            command = [sys.executable, "-m", "brief", "-q", "group", str(day), "--format", "json"]
            done = subprocess.run(command, capture_output=True, check=True)
            times.append(time.perf_counter() - started)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        stories = len(json.loads(done.stdout)["stories"])
        print(f"{size:>7} articles  {times[-1]:>7.1f} s  {peak:>6.0f} MB at most so far  {stories} stories")
    pairs = zip(sizes, sizes[1:], times, times[1:], strict=False)
    exponents = [math.log(late / early) / math.log(more / few) for few, more, early, late in pairs]
    print("growth: " + ", ".join(f"n^{exponent:.2f}" for exponent in exponents) + f"   ceiling n^{CEILING}")
    return 1 if any(exponent > CEILING for exponent in exponents) else 0


def articles(count: int) -> Iterator[dict[str, str]]:
    """A day of so many articles; the same on every run."""
    draw = random.Random(count)
    general = Words(draw, 8000)
    made = 0
    while made < count:
        topic = Words(draw, 300)
        for _ in range(40):
            own = Words(draw, 40)
            for _ in range(min(draw.choices(range(1, 13), [45, 22, 13, 9, 6, 5, 4, 3, 2, 2, 1, 1])[0], count - made)):
                text = [*general.some(WORDS * 6 // 10), *topic.some(WORDS * 2 // 10), *own.some(WORDS * 2 // 10)]
                draw.shuffle(text)
                lines = (" ".join(text[at : at + 20]).capitalize() + "." for at in range(0, WORDS, 20))
                yield {"id": f"a{made}", "title": " ".join(own.some(6)), "text": " ".join(lines), "language": "en"}
                made += 1
            if made >= count:
                return


class Words:
    """Invented words, the first ones the most frequent."""

    def __init__(self, draw: random.Random, count: int) -> None:
        self._draw = draw
        self._words = ["".join(draw.choice(CONSONANTS) + draw.choice(VOWELS) for _ in range(3)) for _ in range(count)]
        self._sums = list(accumulate(1 / rank for rank in range(1, count + 1)))

    def some(self, count: int) -> list[str]:
        """So many of them, drawn by Zipf's law."""
        return self._draw.choices(self._words, cum_weights=self._sums, k=count)


if __name__ == "__main__":
    sys.exit(main())
