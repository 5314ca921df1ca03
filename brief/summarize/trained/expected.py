"""Which words of an article a reader would find in a summary of it: a logistic model.

What a set of sentences covers of them is its expected recall (concept coverage as of Gillick and Favre 2009, section 3,
with probabilities in place of counts). A second model, of pairs of words, gained nothing: .1 ROUGE-1 on one house, less
.1 on others.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from brief.summarize.trained.terms import RARITY, STOP, Floats, Terms

#: What the model of words looks at, in the order of the columns of `word_traits`.
WORD_TRAITS = (
    "stop", "count", "sentences", "first", "first_inverse", "in_first", "count_in_lead", "token", "article",
)  # fmt: skip

# The lead of the summaries learned from.
LEAD = 3
# Beyond this sentence, later is no worse.
LATE = 40


@dataclass(frozen=True, slots=True)
class Words:
    """Where the types of an article stand.

    Attributes:
        content, rarity: (types,) 1 for all but stop words; how rare in news.
        present: (sentences, types) 1 where a type stands in a sentence.
    """

    content: Floats
    rarity: Floats
    present: Floats


def count_words(t: Terms) -> Words:
    """Say where each type stands."""
    return Words(1 - t.known[:, STOP], t.known[:, RARITY], (t.counts > 0).astype(np.float32))


def word_traits(t: Terms, w: Words) -> Floats:
    """Return (types, len(WORD_TRAITS)) what the model of words looks at."""
    first = t.places[t.first_token]
    counted = np.log(np.stack([t.counts.sum(0), w.present.sum(0), 1 + t.counts[:LEAD].sum(0), 1 + t.first_token]))
    out = np.empty((len(first), len(WORD_TRAITS)), np.float32)
    columns = (
        t.known[:, STOP], counted[0], counted[1], np.minimum(first, LATE), 1 / (1 + first), first == 0, counted[2],
        counted[3], np.log(len(t.counts)),
    )  # fmt: skip
    for number, column in enumerate(columns):
        out[:, number] = column
    return out
