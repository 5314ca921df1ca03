#!/usr/bin/env python3
"""Learns the numbers of the program's own ranker, and writes them beside it.

    python benchmarks/train.py DATA                     # fit on the training part, write brief/summarize/trained/model.json
    python benchmarks/train.py DATA --everything        # the same on both parts, once what is learned has been checked
    python benchmarks/train.py DATA --cross-validate    # only print the gains over the lead in four folds
    python benchmarks/train.py DATA --check FOLDER      # only write the checking part there, as JSON Lines for `brief evaluate`

DATA is a folder of JSON Lines files named as in `HOUSES`: articles with `text` and one or more reference summaries. They
are other people's and do not come with the project; what is learned from them is a few hundred numbers. The model that
ships was fitted with --everything, so the checking part is no test of it, only of one fitted on the training part. Articles of the
sets in `HALVED` are split in two by a hash of their text; one half is trained on, the other is for checking and nothing
else. Copies of articles are trained on once, and never where the checking half has one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from fitting import Array, listwise, logistic
from labels import References, oracle, references, tokens

from brief.evaluate.bootstrap import difference
from brief.extract import extract
from brief.ingest import read as documents
from brief.model import Article, Source
from brief.summarize import Length, summarize
from brief.summarize.standing import Standings
from brief.summarize.trained import MOST_SENTENCES, Reading, read
from brief.summarize.trained.choice import Field, field
from brief.summarize.trained.expected import WORD_TRAITS, word_traits
from brief.summarize.trained.sets import SET_TRAITS
from brief.summarize.trained.terms import Vocabulary, split
from brief.summarize.trained.traits import TRAITS
from brief.summarize.trained.weights import Linear, Model, from_json
from brief.text import language, stem, words

TARGET = Path(__file__).parent.parent / "brief" / "summarize" / "trained" / "model.json"

# File name -> weight of its articles. CNN highlights are many and of one house; what others write counts three times.
HOUSES: dict[str, float] = {
    "cnndm_val": 1, "cnndm_test500": 1, "cnndm_test_webis": 1, "cnndm_cnn4k": 0.5,
    "summeval": 3, "realsumm": 3, "newsroom60": 3, "llm_writers": 3, "inshorts": 3,
}  # fmt: skip
HALVED = frozenset(HOUSES) - {"cnndm_test_webis", "cnndm_cnn4k"}

# The commonest stems, whose rarity is kept. None at all costs .15 ROUGE-1, all 5,800 gain nothing.
COMMON = 300
RIDGE_WORDS, RIDGE_SENTENCES, RIDGE_SETS = 10.0, 200.0, 0.02
DIGITS = 5
FOLDS = 4


@dataclass(frozen=True)
class Example:
    """An article with its references, and the weight of its house."""

    house: str
    article: Article
    summaries: tuple[str, ...]
    references: References
    weight: float


def main() -> int:
    """Train, check or write, as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", type=Path, metavar="FOLDER")
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--everything", action="store_true")
    options = parser.parse_args()
    training, checking = parts([one for house in HOUSES for one in examples(options.data / f"{house}.jsonl", house)])
    if options.check:
        write_checking(checking, options.check)
        return 0
    if options.everything:
        training, checking = training + checking, []
    print(f"{len(training)} articles to train on, {len(checking)} kept for checking")
    scores = cross_validate(training)
    if options.cross_validate:
        return 0
    learned = fitted(training)
    about = {
        "made_by": "benchmarks/train.py",
        "articles": dict(Counter(one.house for one in training)),
        "sha256_of_their_texts": fingerprint(training),
        "gains_over_the_lead_in_four_folds": scores,
    }
    TARGET.write_text(as_text({"about": about, **learned}), encoding="utf-8")
    return 0


def examples(path: Path, house: str) -> list[Example]:
    """The articles of a file as the program reads them, with their references."""
    found = []
    for document in documents(Source("files", str(path))):
        record = json.loads(document.content)
        given = record.get("summaries") or [record.get("summary") or ""]
        summaries = tuple(" ".join(one) if isinstance(one, list) else one for one in given)
        summaries = tuple(one for one in summaries if len(tokens(one)) > 2)
        bare = {key: record[key] for key in ("id", "title", "text") if record.get(key)}
        article = extract(replace(document, content=json.dumps(bare).encode()), "en")
        if summaries and article.sentences:
            counted = references([s.text for s in article.sentences[:MOST_SENTENCES]], summaries)
            found.append(Example(house, article, summaries, counted, HOUSES[house]))
    return found


def parts(every: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """The part to train on and the part to check on, without copies."""
    checking = [
        one for one in every if one.house in HALVED and zlib.crc32(f"part1{one.article.text[:400]}".encode()) % 2
    ]
    kept = {id(one) for one in checking}
    seen = set().union(*(shingles(one) for one in checking))
    training = []
    for one in every:
        mine = shingles(one)
        if id(one) not in kept and len(mine & seen) < max(3, 0.2 * len(mine)):
            training.append(one)
            seen |= mine
    return training, checking


def shingles(example: Example) -> set[int]:
    """A sample of the sequences of eight words in an article."""
    told = tokens(" ".join(s.text for s in example.article.sentences[:MOST_SENTENCES]))
    every = {zlib.crc32(" ".join(told[start : start + 8]).encode()) for start in range(max(1, len(told) - 8))}
    return {one for one in every if one % 8 == 0}


def fitted(training: Sequence[Example]) -> dict[str, Any]:
    """All that is learned, as the model file holds it: rarity, words, sentences, sets, each on those before."""
    learned = blank(*rarities(training))
    vocabulary = known(learned)
    seen = [read(one.article, from_json(learned), vocabulary) for one in training]
    labels = [word_labels(one, r) for one, r in zip(training, seen, strict=True)]
    weights = [one.weight for one in training]
    rows = [word_traits(r.terms, r.words) for r in seen]
    learned["words"] = as_json(_logistic(rows, labels, weights, RIDGE_WORDS), learned["words"])
    seen = [read(one.article, from_json(learned), vocabulary) for one in training]
    best = [oracle(one.references) for one in training]
    learned["sentences"] = as_json(
        _logistic([r.view.traits for r in seen], best, weights, RIDGE_SENTENCES), learned["sentences"]
    )
    seen = [read(one.article, from_json(learned), vocabulary) for one in training]
    running = [field(r.scores, Standings(one.article), r.words) for r, one in zip(seen, training, strict=True)]
    usable = [i for i, f in enumerate(running) if len(f.sets) > 1]
    learned["sets"] = as_json(
        listwise(
            [seen[i].set_traits(running[i]) for i in usable],
            [reward(training[i], running[i]) for i in usable],
            [weights[i] for i in usable],
            RIDGE_SETS,
        ),
        learned["sets"],
    )
    return learned


def rarities(training: Sequence[Example]) -> tuple[dict[str, float], float]:
    """The rarity of the commonest stems, and that of a usual other word."""
    english = language("en")
    counts: Counter[str] = Counter()
    for one in training:
        told = " ".join(s.text for s in one.article.sentences[:MOST_SENTENCES]).lower()
        counts.update({stem(word, english) for word in words(told)})
    common = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:COMMON])
    rest = [
        (count, math.log(len(training) / count)) for root, count in counts.items() if root not in common and count > 4
    ]
    usual = sum(count * rarity for count, rarity in rest) / sum(count for count, _ in rest)
    return {root: round(math.log(len(training) / count), 3) for root, count in sorted(common.items())}, round(usual, 3)


def word_labels(example: Example, seen: Reading) -> Array:
    """(types,) the share of an article's references that have each type."""
    forms = [form for s in example.article.sentences[:MOST_SENTENCES] for form in split(s.text)]
    kinds = [" ".join(tokens(forms[token])) for token in seen.terms.first_token.tolist()]
    held = example.references.words
    return np.array([sum(kind in every for every in held) / len(held) for kind in kinds], np.float32)


def reward(example: Example, running: Field) -> Array:
    """(sets,) mean of ROUGE-1 and ROUGE-2 of each set."""
    chosen = np.zeros((len(running.sets), len(example.references.lengths)), np.float32)
    chosen[:, running.pool] = running.sets.member
    return example.references.rouge(chosen).mean(1)


def _logistic(rows: Sequence[Array], labels: Sequence[Array], weights: Sequence[float], ridge: float) -> Linear:
    weight = np.concatenate([np.full(len(y), w, np.float32) for y, w in zip(labels, weights, strict=True)])
    return logistic(np.concatenate(rows), np.concatenate(labels), weight, ridge)


def blank(rarity: dict[str, float], usual: float) -> dict[str, Any]:
    """A model file that knows nothing yet but which words are rare."""
    names = {"words": WORD_TRAITS, "sentences": tuple(TRAITS), "sets": SET_TRAITS}
    models = {key: {"bias": 0.0, "traits": dict.fromkeys(traits, (0.0, 1.0, 0.0))} for key, traits in names.items()}
    return {**models, "usual_rarity": usual, "rarity": rarity}


def known(learned: dict[str, Any]) -> Vocabulary:
    """What is known of English words by a model file."""
    return Vocabulary(language("en"), learned["rarity"], learned["usual_rarity"])


def as_json(model: Linear, empty: dict[str, Any]) -> dict[str, Any]:
    """A model as the file holds it: for each trait its mean, spread and weight."""
    rows = zip(model.mean.tolist(), model.spread.tolist(), model.weight.tolist(), strict=True)
    cut = [[float(f"{value:.{DIGITS}g}") for value in row] for row in rows]
    return {"bias": float(f"{model.bias:.{DIGITS}g}"), "traits": dict(zip(empty["traits"], cut, strict=True))}


def as_text(learned: dict[str, Any]) -> str:
    """The model file: one trait a line, stems packed."""
    text = json.dumps({**learned, "rarity": "@"}, indent=1)
    for row in {
        json.dumps(row, indent=1) for part in ("words", "sentences", "sets") for row in learned[part]["traits"].values()
    }:
        text = text.replace(row.replace("\n", "\n   "), json.dumps(json.loads(row)))
    packed = json.dumps(learned["rarity"], ensure_ascii=False)
    return text.replace('"@"', packed) + "\n"


def fingerprint(training: Sequence[Example]) -> str:
    """A hash of the texts and summaries that were learned from."""
    digest = hashlib.sha256()
    for one in training:
        digest.update("\0".join([one.article.text, *one.summaries]).encode("utf-8", "replace"))
    return digest.hexdigest()


def write_checking(checking: Sequence[Example], folder: Path) -> None:
    """Write the articles that are not trained on, a file for each house."""
    folder.mkdir(parents=True, exist_ok=True)
    for house in sorted({one.house for one in checking}):
        rows = [
            {
                "id": f"{house}-{number}",
                "title": one.article.title,
                "text": one.article.text,
                "summaries": list(one.summaries),
            }
            for number, one in enumerate(checking)
            if one.house == house
        ]
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{house}.jsonl").write_text(lines, encoding="utf-8")


def cross_validate(training: Sequence[Example]) -> dict[str, str]:
    """Print and return the gains over the lead, each article told by a model that did not see it."""
    fold = [zlib.crc32(f"fold{one.article.text[:300]}".encode()) % FOLDS for one in training]
    gains: dict[str, list[Array]] = {}
    for number in range(FOLDS):
        learned = fitted([one for one, f in zip(training, fold, strict=True) if f != number])
        model, vocabulary = from_json(learned), known(learned)
        for one in (one for one, f in zip(training, fold, strict=True) if f == number):
            gains.setdefault(one.house, []).append(gain(one, model, vocabulary))
    groups = {"CNN": [h for h in gains if h.startswith("cnndm") and h != "cnndm_cnn4k"]}
    groups["others"] = [h for h in gains if not h.startswith("cnndm")]
    told = {}
    for name, houses in {**groups, **{house: [house] for house in gains}}.items():
        rows = np.array([row for house in houses for row in gains[house]])
        shown = []
        for column in rows.T:
            found = difference(column.tolist(), [0.0] * len(column))
            shown.append(f"{found.mean:+.2f} [{found.low:+.2f}, {found.high:+.2f}]")
        told[name] = f"{len(rows)} articles: ROUGE-1 {shown[0]}, ROUGE-2 {shown[1]}"
        print(f"{name:<18}{told[name]}")
    return told


def gain(example: Example, model: Model, vocabulary: Vocabulary) -> Array:
    """(2,) ROUGE-1 and ROUGE-2 of the best set, less those of the lead."""
    seen = read(example.article, model, vocabulary)
    running = field(seen.scores, Standings(example.article), seen.words)
    lead = np.zeros((1, len(seen.scores)), np.float32)
    for pick in summarize(example.article, "lead", Length(3)).picks:
        if pick.sentence.index < lead.shape[1]:
            lead[0, pick.sentence.index] = 1
    ours = lead
    if len(running.sets):
        ours = np.zeros_like(lead)
        ours[0, running.pool] = running.sets.member[int(model.sets(seen.set_traits(running)).argmax())]
    return (example.references.rouge(ours) - example.references.rouge(lead))[0]


if __name__ == "__main__":
    sys.exit(main())
