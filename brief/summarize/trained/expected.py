"""Which words of an article a reader would find in a summary of it: a logistic model.

What a set of sentences covers of them is its expected recall (concept coverage as of Gillick and Favre 2009, section 3,
with probabilities in place of counts). A second model, of pairs of words, gained nothing: .1 ROUGE-1 on one house, less
.1 on others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from brief.summarize.trained.terms import DIGITS, LETTERS, RARITY, STOP, Floats, Terms

#: What the model of words looks at, in the order of the columns of `word_traits`.
WORD_TRAITS = (
    "rarity", "stop", "count", "sentences", "first", "first_inverse", "first_share", "in_first", "in_three",
    "count_in_three", "last_share", "capitals", "digits", "letters", "article", "spread", "token",
)  # fmt: skip
# The lead of the summaries learned from.
LEAD = 3
# Beyond this sentence, later is no worse.
LATE = 40


@dataclass(frozen=True, slots=True)
class Words:
    """Where the types of an article stand.

    Attributes:
        total, first, last: (types,) how often, in which sentence first and last.
        content, rarity: (types,) 1 for all but stop words; how rare in news.
        present: (sentences, types) 1 where a type stands in a sentence.
    """

    total: Floats
    first: Floats
    last: Floats
    content: Floats
    rarity: Floats
    present: Floats


def count_words(t: Terms) -> Words:
    """Sum up where each type stands."""
    present = (t.counts > 0).astype(np.float32)
    last = np.empty(present.shape[1], np.float32)
    last[t.ids] = t.places
    return Words(
        total=t.counts.sum(0),
        first=t.places[t.first_token].astype(np.float32),
        last=last,
        content=1 - t.known[:, STOP],
        rarity=t.known[:, RARITY],
        present=present,
    )


def word_traits(t: Terms, w: Words) -> Floats:
    """Return (types, len(WORD_TRAITS)) what the model of words looks at."""
    n = len(t.counts)
    out = np.empty((len(w.total), len(WORD_TRAITS)), np.float32)
    columns = (
        w.rarity, t.known[:, STOP], np.log(w.total), np.log(w.present.sum(0)), np.minimum(w.first, LATE),
        1 / (1 + w.first), w.first / n, w.first == 0, w.first < LEAD, np.log1p(t.counts[:LEAD].sum(0)), w.last / n,
        np.bincount(t.ids, weights=t.capitals) / w.total, t.known[:, DIGITS], t.known[:, LETTERS], np.log(n),
        (w.last - w.first) / n, np.log1p(t.first_token),
    )  # fmt: skip
    for number, column in enumerate(columns):
        out[:, number] = column
    return out
