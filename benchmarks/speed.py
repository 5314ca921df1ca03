#!/usr/bin/env python3
"""The speed gate: ratios taken in one run, since absolute times say more about the machine than about the program.

    python benchmarks/speed.py      # print the ratios; exit 1 where one is above its ceiling

Each time is processor time, taken in pairs. The ceilings stand below, each with what was measured.
"""

from __future__ import annotations

import gc
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from brief.extract import extract
from brief.group import group
from brief.model import Article, Document, Source
from brief.pipeline import gather
from brief.summarize import Length, digest, summarize
from brief.text import language, paragraphs, sentences

CORPUS = Path(__file__).parent / "corpus" / "articles.jsonl"

# Seconds that a time is taken over; in less, the clock and the machine's other work show.
ENOUGH = 0.1

#: Name -> (ceiling, what it is). Measured on 2 cores: see the comment behind each.
CEILINGS: dict[str, tuple[float, str]] = {
    "summarize_growth": (1.3, "25 to 400 sentences, read and summarized: growth over linear"),  # .22
    "digest_growth": (1.8, "5 to 40 articles in a digest: growth over linear"),  # .95
    "group_growth": (1.8, "300 to 1,200 articles grouped: growth over linear"),  # 1.15
    # Was 1.26, with a ceiling of 2, while Punkt split; the rules take a tenth of its time.
    "read_over_split": (4.0, "reading an article over splitting its text into sentences"),  # 3.2
    "brief_over_lex_rank": (0.5, "25 sentences by brief over the same by sumy's lex-rank on our words"),  # .28
    "brief_over_lex_rank_long": (0.04, "the same with 400 sentences, reading included"),  # .01
    "brief_over_read": (12.0, "an article by brief over reading it"),  # 5
}


def main() -> int:
    """Print the ratios beside their ceilings, and return 1 where one is above."""
    articles = gather([Source("files", str(CORPUS))]).articles
    found = ratios(articles)
    slow = [name for name, value in found.items() if value > CEILINGS[name][0]]
    for name, value in found.items():
        ceiling, text = CEILINGS[name]
        print(f"{name:<20}{value:>7.2f}   ceiling {ceiling:<5}{' ABOVE' if name in slow else '      '} {text}")
    return 1 if slow else 0


def ratios(articles: tuple[Article, ...]) -> dict[str, float]:
    """All ratios that the gate watches."""
    pool = [s.text for a in articles for s in a.sentences]
    short, long = (record(pool, n) for n in (25, 400))
    few, many = (days(pool, n) for n in (300, 1200))
    texts = [record([s.text for s in a.sentences], len(a.sentences)) for a in articles]
    whole = [json.loads(document.content)["text"] for document in texts]
    english = language("en")
    news = [extract(record(pool[start:], 25)) for start in range(0, 500, 25)]
    gc.freeze()  # what lies about here is not to be searched again and again while something else is timed
    return {
        "summarize_growth": ratio(lambda: summarize(extract(long)), lambda: summarize(extract(short))) / 16,
        "digest_growth": ratio(lambda: digest(many[:40], Length(5)), lambda: digest(many[:5], Length(5))) / 8,
        "group_growth": ratio(lambda: group(many), lambda: group(few), 3) / 4,
        "read_over_split": ratio(
            lambda: [extract(d) for d in texts], lambda: [sentences(t, paragraphs(t), english) for t in whole]
        ),
        "brief_over_lex_rank": ratio(
            lambda: [summarize(a) for a in news], lambda: [summarize(a, "lex-rank") for a in news]
        ),
        "brief_over_lex_rank_long": ratio(
            lambda: summarize(extract(long)), lambda: summarize(extract(long), "lex-rank"), 3
        ),
        "brief_over_read": ratio(lambda: [summarize(a) for a in articles], lambda: [extract(d) for d in texts]),
    }


def record(pool: list[str], count: int) -> Document:
    """A record of so many sentences."""
    text = "\n\n".join(" ".join(pool[i : i + 4]) for i in range(0, count, 4))
    return Document(Source("files", "x"), "x", "application/json", json.dumps({"title": "x", "text": text}).encode())


def days(pool: list[str], count: int) -> list[Article]:
    """Articles of 12 sentences drawn from the corpus, each with a name of its own in every sentence."""
    draw = random.Random(7)
    documents = [
        record([sentence.replace(" the ", f" the {name} ", 1) for sentence in draw.sample(pool, 12)], 12)
        for name in (f"Name{number}" for number in range(count))
    ]
    return [extract(document) for document in documents]


def ratio(work: Callable[[], object], beside: Callable[[], object], rounds: int = 9) -> float:
    """The processor time of some work over that of another: the median of pairs, each timed one right after the other.

    A machine that is busy for a while slows both halves of a pair; timed apart, one ratio here read 2.9 to 5.3.
    """
    repeats = [max(1, round(ENOUGH / seconds(each))) for each in (work, beside)]
    pairs = [(seconds(work, repeats[0]), seconds(beside, repeats[1])) for _ in range(rounds)]
    return median(one / other for one, other in pairs)


def seconds(work: Callable[[], object], repeats: int = 1) -> float:
    """The processor time of some work, in the mean of some repeats."""
    start = time.process_time()
    for _ in range(repeats):
        work()
    return max((time.process_time() - start) / repeats, 1e-6)


if __name__ == "__main__":
    sys.exit(main())
