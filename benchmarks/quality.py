#!/usr/bin/env python3
"""The quality gate: summaries against references, stories against marked events, on the corpus that ships.

    python benchmarks/quality.py            # print the figures; exit 1 where one is below its floor
    python benchmarks/quality.py --raise    # write better figures into floors.toml; a floor never sinks
    brief evaluate benchmarks/corpus/articles.jsonl     # every method beside the lead, for people who choose one

Summaries are judged by `brief.evaluate`. BCubed is that of Bagga and Baldwin (1998).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from brief.evaluate import BASELINE, KINDS, Record, cut, evaluate, mean, one_a_line, read_records, score
from brief.group import as_one, group
from brief.group.linkage import clusters
from brief.group.vectors import vectors
from brief.model import Article, Source
from brief.summarize import DEFAULT_METHOD, Length, digest

HERE = Path(__file__).parent
CORPUS = HERE / "corpus" / "articles.jsonl"
FLOORS = HERE / "floors.toml"

# The corpus must stay hard: a lead or a single threshold that does well would hide what is worse or better than they.
LEAD_CEILING = 60.0
THRESHOLD_CEILING = 0.95


def main() -> int:
    """Print the figures beside their floors, and return 1 where one is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", action="store_true", dest="lift", help="write better figures as the new floors")
    options = parser.parse_args()
    found = figures(read_records([Source("files", str(CORPUS))]).judged)
    pinned = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    corpus = hashlib.sha256(CORPUS.read_bytes()).hexdigest()
    floors = pinned["floors"] if pinned["corpus"] == corpus else {}
    missed = report(found, floors)
    if options.lift:
        write_floors(corpus, {name: max(value, floors.get(name, value)) for name, value in found.items()})
    elif pinned["corpus"] != corpus:
        print("the corpus is not the one the floors belong to: look at the figures, then run with --raise")
        return 1
    return 1 if missed else 0


def figures(records: Sequence[Record]) -> dict[str, float]:
    """All that the gate watches, rounded as it is pinned."""
    judged = {one.method: one for one in evaluate(records, [DEFAULT_METHOD]).judgments}
    lead, usual = judged[BASELINE], judged[DEFAULT_METHOD]
    articles = [record.article for record in records]
    stories = group(articles)
    found = {article.id: story.id for story in stories for article in story.articles}
    gold = clusters_of_events()
    told, first = digests(records, gold)
    one = best_single_threshold(articles, gold)
    assert lead.rouge["rouge1"] < LEAD_CEILING, "the corpus is too easy: its leads tell all"
    assert one < THRESHOLD_CEILING, "the corpus is too easy: one threshold for all days would do"
    return {
        **{f"lead_{kind}": round(lead.rouge[kind], 2) for kind in KINDS},
        **{f"gain_{kind}": round(usual.rouge[kind] - lead.rouge[kind], 2) for kind in KINDS[:2]},
        "unflawed": round(100 - usual.flawed, 2),
        "bcubed_f1": round(bcubed(found, gold)[2], 4),
        **{f"digest_{kind}": round(told[kind], 2) for kind in KINDS[:2]},
        "digest_gain_rouge2": round(told["rouge2"] - first["rouge2"], 2),
        "copies_found": float(sum(len(story.duplicates) for story in stories)),
    }


def clusters_of_events() -> dict[str, str]:
    """The event of each article, as the corpus has it."""
    lines = CORPUS.read_text(encoding="utf-8").splitlines()
    return {record["id"]: record["cluster"] for record in map(json.loads, lines)}


def digests(records: Sequence[Record], gold: Mapping[str, str]) -> tuple[dict[str, float], dict[str, float]]:
    """ROUGE of digests of 100 words, and of the articles' first sentences in turn, against all references of an event."""
    by_event: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_event[gold[record.article.id]].append(record)
    told, first = [], []
    for event in (event for event in by_event.values() if len(event) > 1):
        articles = [record.article for record in event]
        picks = digest(as_one(articles).articles, Length(None, 100))
        turns = [a.sentences[n] for n in range(8) for a in articles if n < len(a.sentences)]
        for record in event:
            told.append(score(record.references, cut(one_a_line([pick.sentence for pick in picks]), 100)))
            first.append(score(record.references, cut(one_a_line(turns), 100)))
    return tuple({kind: mean([one[kind] for one in scores]) for kind in KINDS} for scores in (told, first))


def best_single_threshold(articles: Sequence[Article], gold: Mapping[str, str]) -> float:
    """The best BCubed F1 that any one cosine for the whole corpus reaches."""
    matrix, _ = vectors(articles)
    cuts = [cut / 100 for cut in range(4, 60)]
    ids = [article.id for article in articles]
    partitions = (dict(zip(ids, labels.tolist(), strict=True)) for labels in clusters(matrix, *cuts))
    return max(bcubed(found, gold)[2] for found in partitions)


def bcubed(found: Mapping[str, object], gold: Mapping[str, object]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the items of two partitions, each a mapping of item to cluster."""
    in_found, in_gold = Counter(found[i] for i in gold), Counter(gold.values())
    both = Counter((found[i], gold[i]) for i in gold)
    precision = math.fsum(both[found[i], gold[i]] / in_found[found[i]] for i in gold) / len(gold)
    recall = math.fsum(both[found[i], gold[i]] / in_gold[gold[i]] for i in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def report(found: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Print each figure beside its floor; return the names of those below."""
    missed = [name for name, value in found.items() if value < floors.get(name, value)]
    for name, value in found.items():
        print(f"{name:<22}{value:>9}   floor {floors.get(name, 'none')}{'   BELOW' if name in missed else ''}")
    return missed


def write_floors(corpus: str, floors: Mapping[str, float]) -> None:
    """Write floors.toml anew, its comment kept."""
    comment = [line for line in FLOORS.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    rows = [f"{name} = {value}" for name, value in floors.items()]
    FLOORS.write_text("\n".join([*comment, f'corpus = "{corpus}"', "", "[floors]", *rows, ""]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
