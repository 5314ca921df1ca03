#!/usr/bin/env python3
"""Learns the numbers of the story digest, and writes them beside it.

    python benchmarks/train_digest.py DATA/multinews200.jsonl                     # write brief/summarize/digest_model.json
    python benchmarks/train_digest.py DATA/multinews200.jsonl --cross-validate    # only print the gains in ten folds

The file holds articles with the `cluster` of their story; FILE.refs.jsonl has the references of each story. They are
other people's and do not come with the project. A ridge regression foretells, for each sentence, the share of its pairs
of words that a reference has, and half the share of its content words: pairs alone gain .4 more on stories of the web,
and lose 1 on the corpus of the gates. The baseline is the first sentences of all articles in turn.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

import numpy as np
from fitting import Array
from labels import references

from brief.evaluate.bootstrap import difference
from brief.extract import extract
from brief.group import as_one
from brief.ingest import read as documents
from brief.model import Article, Source
from brief.summarize import Length, summarize
from brief.summarize.digest import pick
from brief.summarize.story_traits import TRAITS, Survey, densities, read_words, survey
from brief.summarize.trained.weights import FARTHEST, Linear
from brief.text import language

TARGET = Path(__file__).parent.parent / "brief" / "summarize" / "digest_model.json"

# 30 and 3,000 gave the same ROUGE-2 within .1.
RIDGE = 300.0
# Weight of the share of content words beside that of pairs.
SINGLE_WORDS = 0.5
WORDS = 100
FOLDS, SEEDS = 10, (1, 2, 3)
DIGITS = 5


@dataclass(frozen=True)
class Example:
    """A story: its articles as they came, those told, what the model sees of them, the labels, the references."""

    given: Sequence[Article]
    told: Sequence[Article]
    seen: Survey
    labels: Array
    summaries: Sequence[str]


def main() -> int:
    """Train or check, as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--cross-validate", action="store_true")
    options = parser.parse_args()
    every = examples(options.file)
    print(f"{len(every)} stories")
    gains = cross_validate(every)
    if options.cross_validate:
        return 0
    learned = fitted(every)
    traits = {
        name: [round(float(v), DIGITS) for v in (learned.mean[n], learned.spread[n], learned.weight[n])]
        for n, name in enumerate(TRAITS)
    }
    about = {
        "made_by": "benchmarks/train_digest.py",
        "stories": {options.file.stem: len(every)},
        "sha256_of_their_texts": hashlib.sha256(
            "\0".join(a.text for one in every for a in one.given).encode("utf-8", "replace")
        ).hexdigest(),
        "gains_over_first_sentences_in_ten_folds": gains,
    }
    written: dict[str, Any] = {"about": about, "bias": round(learned.bias, DIGITS), "traits": traits}
    TARGET.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    return 0


def examples(path: Path) -> list[Example]:
    """The stories of a file as the program reads them, with their references."""
    lines = path.with_name(f"{path.stem}.refs.jsonl").read_text(encoding="utf-8").splitlines()
    summaries = {record["cluster"]: record["summaries"] for record in map(json.loads, lines)}
    stories: dict[str, list[Article]] = defaultdict(list)
    for document in documents(Source("files", str(path))):
        record = json.loads(document.content)
        bare = {key: record[key] for key in ("id", "title", "text") if record.get(key)}
        article = extract(replace(document, content=json.dumps(bare).encode()), "en")
        if article.sentences and record["cluster"] in summaries:
            stories[record["cluster"]].append(article)
    return [_example(articles, summaries[name]) for name, articles in stories.items()]


def _example(articles: Sequence[Article], summaries: Sequence[str]) -> Example:
    story = as_one(articles)
    copies = {article.id for article in story.duplicates}
    told = [article for article in story.articles if article.id not in copies]
    seen = survey(told)
    wanted = [read_words(summary, language("en")) for summary in summaries]
    labels = [
        np.mean(
            [
                len(t.pairs & w.pairs) / max(len(t.pairs), 1)
                + SINGLE_WORDS * len(t.content & w.content) / max(len(t.content), 1)
                for w in wanted
            ]
        )
        for t in seen.told
    ]
    return Example(articles, told, seen, np.array(labels, np.float32), summaries)


def fitted(every: Sequence[Example]) -> Linear:
    """Ridge regression; a sentence weighs as the root of its words."""
    traits = np.concatenate([one.seen.traits for one in every]).astype(np.float64)
    labels = np.concatenate([one.labels for one in every]).astype(np.float64)
    weights = np.sqrt([len(told.tokens) for one in every for told in one.seen.told])
    mean = np.average(traits, 0, weights)
    spread = np.sqrt(np.average((traits - mean) ** 2, 0, weights)) + 1e-4
    scaled = ((traits - mean) / spread).clip(-FARTHEST, FARTHEST)
    bias = float(np.average(labels, weights=weights))
    curve = (scaled * weights[:, None]).T @ scaled + RIDGE * np.eye(scaled.shape[1])
    weight = np.linalg.solve(curve, (scaled * weights[:, None]).T @ (labels - bias))
    return Linear(mean.astype(np.float32), spread.astype(np.float32), weight.astype(np.float32), bias)


def cross_validate(every: Sequence[Example]) -> dict[str, str]:
    """Print and return the gains over the baseline of digests by models that never saw their story."""
    found = np.zeros((len(every), 2))
    for seed in SEEDS:
        order = np.random.default_rng(seed).permutation(len(every))
        for held in (order[start::FOLDS] for start in range(FOLDS)):
            kept = set(held.tolist())
            learned = fitted([one for number, one in enumerate(every) if number not in kept])
            for number in held.tolist():
                found[number] += _rouge(every[number], _told(every[number], learned)) / len(SEEDS)
    base = np.array([_rouge(one, _first_in_turn(one)) for one in every])
    gains = {}
    for kind, name in enumerate(("ROUGE-1", "ROUGE-2")):
        gain = difference(found[:, kind].tolist(), base[:, kind].tolist())
        gains[name] = f"{gain.mean:+.2f} [{gain.low:+.2f}, {gain.high:+.2f}]"
    print(gains)
    return gains


def _told(example: Example, by: Linear) -> str:
    picks = pick(example.told, example.seen, densities(example.seen, by), Length(None, WORDS))
    return " ".join(" ".join(one.sentence.text for one in picks).split()[:WORDS])


def _first_in_turn(example: Example) -> str:
    leads = [[p.sentence.text for p in summarize(a, "lead", Length(8)).picks] for a in example.given]
    turns = chain.from_iterable(zip_longest(*leads, fillvalue=""))
    return " ".join(" ".join(turns).split()[:WORDS])


def _rouge(example: Example, told: str) -> Array:
    return references([told], example.summaries).rouge(np.ones((1, 1), np.float32))[0]


if __name__ == "__main__":
    sys.exit(main())
