"""A large day is counted and sorted in blocks: what comes of it is what comes of the whole at once."""

import random

import numpy as np
import pytest

from brief.group import duplicates, linkage, vectors
from brief.model import Article, Source
from brief.text import language, paragraphs, sentences

WORDS = [
    f"{first}{second}" for first in ("crane", "port", "ship", "quay", "dyke") for second in ("al", "or", "um", "is")
]


def day(count):
    """Articles of few words, so that they share many runs; every third is the one before it, cut."""
    draw, texts = random.Random(1), []
    for number in range(count):
        text = " ".join(draw.choices(WORDS, k=40)).capitalize() + "."
        texts.append(" ".join(texts[-1].split()[:30]) if number % 3 == 2 else text)
    return [
        Article(
            f"a{n}", Source("files", "day"), "day", None, "", text, sentences(text, paragraphs(text), language("en"))
        )
        for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize("block", [1, 7, 60])
def test_weights_are_the_same_in_blocks(monkeypatch, block):
    found = vectors.counted(day(60))
    whole = vectors.weighted(found, "en")
    monkeypatch.setattr(vectors, "BLOCK", block)
    parted = vectors.weighted(found, "en")
    assert (whole.data.tolist(), whole.indices.tolist()) == (parted.data.tolist(), parted.indices.tolist())


def test_likely_copies_are_the_same_in_parts(monkeypatch):
    found = vectors.counted(day(60))
    whole = duplicates.likely(found)
    monkeypatch.setattr(duplicates, "PART", 100)
    assert duplicates.likely(found) == whole
    assert {(one, one + 1) for one in range(1, 60, 3)} <= set(whole)


@pytest.mark.parametrize("seed", range(5))
def test_a_chain_in_any_order_is_one_component(seed):
    links = [(n, n + 1) for n in range(98) if n != 49]
    random.Random(seed).shuffle(links)
    one, other = np.array(links).T
    kept = np.ones(len(links), dtype=bool)
    parts = linkage._components(linkage.Pairs(one, other, np.ones(len(links))), kept, 100)
    assert [rows.tolist() for rows in parts] == [list(range(50)), list(range(50, 99))]
