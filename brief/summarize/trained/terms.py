"""The words of an article as arrays: what each sentence holds, and what is known of each word.

A word form is looked up once in a process and kept, so that a day's articles pay for their new words only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from brief.text import Language, stem

Floats = NDArray[np.float32]
Places = NDArray[np.intp]

_FORM = re.compile(r"[^\W_]+")

#: What is known of a word form, in the order of the columns; all but the stem and the last two are 1 or 0.
FORM = ("stem", "capital", "stop", "digits", "said", "points", "ties", "speaker", "day", "rarity", "letters")
STEM, CAPITAL, STOP, DIGITS, SAID, POINTS, TIES, SPEAKER, DAY, RARITY, LETTERS = range(len(FORM))

# All that is known is forgotten at once when it is so much; a news day has some 30,000 forms.
MOST_KNOWN = 300_000

# A language without a list of stop words: its shortest words tell the least.
SHORT_WORD = 3
# Longer words are no rarer.
LONG_WORD = 12

# What stands between white space is kept with the forms in it, unless it is as long as this: no word of prose is.
LONG_CHUNK = 40
_BORDER = "\0"


class Vocabulary:
    """What is known of the word forms of a language, learned as they are met.

    Which row a form gets depends on what was read before; nothing that is made from the rows does.

    Arguments: the language; the rarity of common stems (logarithm of the inverse share of articles they stand in), and
    that of every other.
    """

    def __init__(self, tongue: Language, rarity: Mapping[str, float], usual: float) -> None:
        self._tongue, self._rarity, self._usual = tongue, rarity, usual
        self._forget()

    def _forget(self) -> None:
        self._rows: dict[str, int] = {_BORDER: 0}
        self._chunks: dict[str, tuple[int, ...]] = {_BORDER: (0,)}
        self._stems: dict[str, int] = {}
        self._new: list[list[float]] = []
        self._known = np.zeros((1, len(FORM)), np.float32)

    def look_up(self, texts: Sequence[str]) -> tuple[Floats, Places]:
        """Return (tokens, len(FORM)) what is known of the words of some texts, and (texts,) how many each has."""
        if len(self._chunks) > MOST_KNOWN:
            self._forget()
        chunks = f" {_BORDER} ".join([text.replace(_BORDER, " ") for text in texts]).split()
        known = map(self._chunks.get, chunks)
        every = [self._chunk(chunk) if one is None else one for one, chunk in zip(known, chunks, strict=True)]
        rows = np.array(list(chain.from_iterable(every)), np.intp)
        if self._new:
            self._known = np.concatenate([self._known, np.array(self._new, np.float32)])
            self._new = []
        borders = np.flatnonzero(rows == 0)
        ends = np.append(borders - np.arange(len(borders)), len(rows) - len(borders))
        found: Floats = self._known[rows[rows > 0]]
        return found, np.diff(ends, prepend=0)

    def _chunk(self, chunk: str) -> tuple[int, ...]:
        """The rows of the word forms in what stands between white space, met for the first time."""
        rows = tuple([self._row(form) for form in _FORM.findall(chunk)])
        if len(chunk) < LONG_CHUNK:
            self._chunks[chunk] = rows
        return rows

    def _row(self, form: str) -> int:
        row = self._rows.setdefault(form, len(self._rows))
        if row == len(self._known) + len(self._new):
            self._new.append(self._learn(form))
        return row

    def _learn(self, form: str) -> list[float]:
        tongue, word = self._tongue, form.lower()
        root = stem(word, tongue)
        stops = tongue.stop_words
        return [
            self._stems.setdefault(root, len(self._stems)),
            word != form,
            (word in stops or len(word) == 1) if stops else len(word) <= SHORT_WORD,
            word[0].isdigit(),
            word in tongue.attributions,
            word in tongue.pronouns,
            word in tongue.connectives,
            word in tongue.speakers,
            word in tongue.times and word in tongue.calendar,
            self._rarity.get(root, self._usual),
            min(len(root), LONG_WORD),
        ]


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of some sentences; a type is a distinct stem, numbered in order of its first appearance.

    Attributes:
        ids, places: (tokens,) the type and the sentence of each token.
        capitals: (tokens,) 1 where a token has a capital.
        first_token: (types,) the first token of each type.
        known: (types, len(FORM)) what is known of that token.
        sums, opening: (sentences, len(FORM)) the sums over the tokens of each sentence, and its first token.
        lengths: (sentences,) number of tokens, at least 1.
        counts: (sentences, types) how often each type stands in each sentence.
        title: (types,) 1 where a type stands in the headline.
    """

    ids: Places
    places: Places
    capitals: Floats
    first_token: Places
    known: Floats
    sums: Floats
    opening: Floats
    lengths: Floats
    counts: Floats
    title: Floats


def split(text: str) -> list[str]:
    """Return the word forms of a text."""
    return _FORM.findall(text)


def terms(texts: Sequence[str], headline: str, vocabulary: Vocabulary) -> Terms:
    """Count the words of some sentences.

    Arguments: at least one sentence; the headline, perhaps empty; what is known of the language's words. A sentence
    without a word is counted as one of a single word of its own.
    """
    rows, sizes = vocabulary.look_up([*texts, headline])
    if not sizes[:-1].all():
        worded = [text if size else f"wordless{n}" for n, (text, size) in enumerate(zip(texts, sizes, strict=False))]
        rows, sizes = vocabulary.look_up([*worded, headline])
    inside, sizes = len(rows) - int(sizes[-1]), sizes[:-1]
    stems = rows[:, STEM]
    heading, stems, rows = stems[inside:], stems[:inside], rows[:inside]
    distinct, first, which = np.unique(stems, return_index=True, return_inverse=True)
    order = np.argsort(first)
    number = np.empty(len(order), np.intp)
    number[order] = np.arange(len(order))
    ids, first_token = number[which], first[order]
    n, types = len(sizes), len(order)
    places = np.repeat(np.arange(n), sizes)
    starts = np.cumsum(sizes) - sizes
    title = np.isin(distinct[order], heading) if len(heading) else np.zeros(types)
    return Terms(
        ids=ids,
        places=places,
        capitals=rows[:, CAPITAL],
        first_token=first_token,
        known=rows[first_token],
        sums=np.add.reduceat(rows, starts, axis=0),
        opening=rows[starts],
        lengths=sizes.astype(np.float32),
        counts=np.bincount(places * types + ids, minlength=n * types).reshape(n, types).astype(np.float32),
        title=title.astype(np.float32),
    )
