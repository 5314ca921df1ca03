#!/usr/bin/env python3
"""How well the text of web pages is found: pages with their article's text beside them, by the program's own reading.

    python benchmarks/pages.py DATA           # F1 of text and sentences, and the processor's time for a page
    python benchmarks/pages.py DATA --worst   # besides, the pages that are read worst

DATA is a folder laid out as the article-extraction-benchmark of Scrapinghub is: `NAME.html.gz` and `ground-truth.json`,
an object of `NAME: {"articleBody": …, "url": …}`. The measure is that benchmark's too: shingles of four words, true
and false ones as shares of a page, precision and recall averaged over the pages, F1 of the two averages. The pages are
also measured in halves, by their order and by their names, so that what fits one half by chance is seen in the other.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from brief.errors import ItemError
from brief.extract import extract
from brief.model import Document, Source

SHINGLE = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name, its bytes, its address, and the text of the article in it."""

    name: str
    content: bytes
    url: str
    gold: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a page: the text, its sentences, what failed, and the processor's seconds."""

    text: str
    sentences: str
    problem: str
    seconds: float


def main() -> int:
    """Print the figures of a folder of pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of the pages")
    parser.add_argument("--worst", action="store_true", help="also print the pages that are read worst")
    parser.add_argument("--rounds", type=int, default=3, help="how often each page is read; the fastest time counts")
    options = parser.parse_args()
    pages = read_pages(options.data)
    read(pages[0])  # loads what is loaded on first use
    readings = [min((read(page) for _ in range(options.rounds)), key=lambda one: one.seconds) for page in pages]
    for what, told in (("text", [one.text for one in readings]), ("sentences", [one.sentences for one in readings])):
        shares = [matching(page.gold, text) for page, text in zip(pages, told, strict=True)]
        print(f"{what:<12}" + "  ".join(f"{name} {value:.4f}" for name, value in figures(shares).items()))
        if what == "text":
            print_halves(shares)
    seconds = [one.seconds for one in readings]
    print(
        f"{len(pages)} pages, {1000 * mean(seconds):.1f} ms of the processor each, {1000 * max(seconds):.0f} the worst"
    )
    for page, one in zip(pages, readings, strict=True):
        if one.problem:
            print(f"{page.name[:12]}  {one.problem}")
    if options.worst:
        print_worst(pages, readings)
    return 0


def read_pages(folder: Path) -> list[Page]:
    """Return the pages of a folder, in the order of their names."""
    gold = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        Page(name, gzip.decompress((folder / f"{name}.html.gz").read_bytes()), said["url"], said["articleBody"])
        for name, said in sorted(gold.items())
    ]


def read(page: Page) -> Reading:
    """Return what the program reads of a page."""
    document = Document(Source("files", page.name), page.name, "text/html", page.content, url=page.url)
    began = time.process_time()
    try:
        article = extract(document)
    except ItemError as error:
        return Reading("", "", error.why, time.process_time() - began)
    seconds = time.process_time() - began
    return Reading(article.text, "\n".join(one.text for one in article.sentences), "", seconds)


def matching(gold: str, told: str) -> tuple[float, float, float]:
    """Return the shares of shingles that were rightly told, wrongly told, and missed."""
    true, found = shingles(gold), shingles(told)
    counts = ((true & found).total(), (found - true).total(), (true - found).total())
    whole = sum(counts) or 1
    return counts[0] / whole, counts[1] / whole, counts[2] / whole


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of a text; a shorter text is one run."""
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def figures(shares: Sequence[tuple[float, float, float]]) -> Mapping[str, float]:
    """Return F1, precision and recall over some pages."""
    precision = mean(true / (true + false) for true, false, _ in shares if true + false)
    recall = mean(true / (true + missed) for true, _, missed in shares if true + missed)
    return {"F1": 2 * precision * recall / (precision + recall or 1), "precision": precision, "recall": recall}


def print_halves(shares: Sequence[tuple[float, float, float]]) -> None:
    """Print F1 of four halves: every other page, and the first and second half of the names."""
    half = len(shares) // 2
    for parts in ((shares[::2], shares[1::2]), (shares[:half], shares[half:])):
        print("  in halves  " + "  ".join(f"F1 {figures(part)['F1']:.4f}" for part in parts))


def print_worst(pages: Sequence[Page], readings: Sequence[Reading], most: int = 25) -> None:
    """Print the pages with the largest shares of wrong and missed shingles."""
    rows = [(*matching(page.gold, one.text), page) for page, one in zip(pages, readings, strict=True)]
    key: Callable[[tuple[float, float, float, Page]], float] = lambda row: row[0]  # noqa: E731
    for true, false, missed, page in sorted(rows, key=key)[:most]:
        print(f"{page.name[:12]}  true {true:.3f}  false {false:.3f}  missed {missed:.3f}  {page.url[:90]}")


if __name__ == "__main__":
    sys.exit(main())
