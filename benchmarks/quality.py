#!/usr/bin/env python3
"""The quality gate: summaries against references, stories against marked events, on the corpus that ships.

    python benchmarks/quality.py            # print the figures; exit 1 where one is below its floor
    python benchmarks/quality.py --raise    # write better figures into floors.toml; a floor never sinks
    python benchmarks/quality.py --all      # every method beside the lead, for people who choose one

ROUGE is the stemmed F1 of the rouge-score package, one sentence a line. BCubed is that of Bagga and Baldwin (1998).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from rouge_score import rouge_scorer

from brief.group import as_one, group
from brief.group.linkage import clusters
from brief.group.vectors import vectors
from brief.model import Article, Pick, Source
from brief.pipeline import gather
from brief.summarize import DEFAULT_METHOD, RANKERS, Length, digest, summarize

HERE = Path(__file__).parent
CORPUS = HERE / "corpus" / "articles.jsonl"
FLOORS = HERE / "floors.toml"
KINDS = ("rouge1", "rouge2", "rougeLsum")

# The corpus must stay hard: a lead or a single threshold that does well would hide what is worse or better than they.
LEAD_CEILING = 60.0
THRESHOLD_CEILING = 0.95


def main() -> int:
    """Print the figures beside their floors, and return 1 where one is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", action="store_true", dest="lift", help="write better figures as the new floors")
    parser.add_argument("--all", action="store_true", help="print every method beside the lead")
    options = parser.parse_args()
    records = {r["id"]: r for r in map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines())}
    articles = gather([Source("files", str(CORPUS))]).articles
    if options.all:
        compare(articles, records)
        return 0
    found = figures(articles, records)
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


def figures(articles: Sequence[Article], records: Mapping[str, dict]) -> dict[str, float]:
    """All that the gate watches, rounded as it is pinned."""
    scorer = rouge_scorer.RougeScorer(list(KINDS), use_stemmer=True)
    lead = scores(articles, records, scorer, "lead")
    usual = lead if DEFAULT_METHOD == "lead" else scores(articles, records, scorer, DEFAULT_METHOD)
    stories = group(articles)
    found = {article.id: story.id for story in stories for article in story.articles}
    gold = {key: record["cluster"] for key, record in records.items()}
    told, first = digests(articles, records, scorer)
    one = best_single_threshold(articles, gold)
    assert mean(lead["rouge1"]) < LEAD_CEILING, "the corpus is too easy: its leads tell all"
    assert one < THRESHOLD_CEILING, "the corpus is too easy: one threshold for all days would do"
    return {
        **{f"lead_{kind}": round(mean(lead[kind]), 2) for kind in KINDS},
        **{f"gain_{kind}": round(mean(usual[kind]) - mean(lead[kind]), 2) for kind in KINDS[:2]},
        "bcubed_f1": round(bcubed(found, gold)[2], 4),
        **{f"digest_{kind}": round(mean(told[kind]), 2) for kind in KINDS[:2]},
        "digest_gain_rouge2": round(mean(told["rouge2"]) - mean(first["rouge2"]), 2),
        "copies_found": float(sum(len(story.duplicates) for story in stories)),
    }


def scores(
    articles: Sequence[Article], records: Mapping[str, dict], scorer: rouge_scorer.RougeScorer, method: str
) -> dict[str, list[float]]:
    """ROUGE F1, times 100, of each article's summary of three sentences."""
    return scored([(records[a.id]["summary"], lines(summarize(a, method).picks)) for a in articles], scorer)


def digests(
    articles: Sequence[Article], records: Mapping[str, dict], scorer: rouge_scorer.RougeScorer
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """ROUGE of digests of 100 words, and of the articles' first sentences in turn, against all references of an event."""
    by_event: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_event[records[article.id]["cluster"]].append(article)
    told, first = [], []
    for event in (event for event in by_event.values() if len(event) > 1):
        picks = digest(as_one(event).articles, Length(None, 100))
        turns = [a.sentences[n].text for n in range(8) for a in event if n < len(a.sentences)]
        for article in event:
            reference = records[article.id]["summary"]
            told.append((reference, cut(lines(picks), 100)))
            first.append((reference, cut("\n".join(turns), 100)))
    return scored(told, scorer), scored(first, scorer)


def scored(pairs: Sequence[tuple[str, str]], scorer: rouge_scorer.RougeScorer) -> dict[str, list[float]]:
    """ROUGE F1, times 100, of each pair of a reference and a text."""
    results = [scorer.score(reference.replace(". ", ".\n"), text) for reference, text in pairs]
    return {kind: [100 * result[kind].fmeasure for result in results] for kind in KINDS}


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


def compare(articles: Sequence[Article], records: Mapping[str, dict]) -> None:
    """Print every method with its difference to the lead and the 95 % interval of that (paired bootstrap)."""
    scorer = rouge_scorer.RougeScorer(list(KINDS), use_stemmer=True)
    lead = scores(articles, records, scorer, "lead")
    print(f"{'method':<12}{'R1':>7}{'R2':>7}{'RLsum':>7}{'R1 - lead':>11}  95 % interval")
    for method in RANKERS:
        ours = scores(articles, records, scorer, method)
        gains = [a - b for a, b in zip(ours["rouge1"], lead["rouge1"], strict=True)]
        low, high = interval(gains)
        print(
            f"{method:<12}"
            + "".join(f"{mean(ours[k]):7.2f}" for k in KINDS)
            + f"{mean(gains):11.2f}  [{low:.2f}, {high:.2f}]"
        )


def interval(differences: Sequence[float], rounds: int = 2000) -> tuple[float, float]:
    """The 95 % interval of the mean of paired differences."""
    draw = random.Random(7)
    means = sorted(mean(draw.choices(differences, k=len(differences))) for _ in range(rounds))
    return means[int(0.025 * rounds)], means[int(0.975 * rounds)]


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


def lines(picks: Sequence[Pick]) -> str:
    """The picked sentences, one a line."""
    return "\n".join(" ".join(pick.sentence.text.split()) for pick in picks)


def cut(text: str, words: int) -> str:
    """The first words of a text."""
    return " ".join(text.split()[:words])


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean."""
    return math.fsum(values) / len(values)


if __name__ == "__main__":
    sys.exit(main())
