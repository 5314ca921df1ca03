"""Scores of methods against summaries that people wrote, for those who judge on their own texts.

    records with references ──summarize, by each method──▶ ROUGE, flaws, words, time ──▶ Evaluation

The measure is ROUGE (see `rouge`); since a longer summary has more words to share, each method is compared with the
lead of the article at equal words too; since ROUGE does not see whether a text can be read, flaws are counted beside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from brief.errors import NothingToPublish
from brief.evaluate.bootstrap import Difference, difference, mean
from brief.evaluate.flaws import FLAWS, Flaw, flaws
from brief.evaluate.records import REFERENCES, Record, Records, read_records
from brief.evaluate.rouge import KINDS, score, scorer
from brief.model import Sentence
from brief.registry import load
from brief.summarize import RANKERS, Length, summarize

#: The method that all others are compared with.
BASELINE = "lead"

__all__ = [
    "BASELINE",
    "FLAWS",
    "KINDS",
    "REFERENCES",
    "Difference",
    "Evaluation",
    "Flaw",
    "Judgment",
    "Record",
    "Records",
    "cut",
    "evaluate",
    "flaws",
    "mean",
    "one_a_line",
    "read_records",
    "require",
    "score",
]


@dataclass(frozen=True, slots=True)
class Judgment:
    """What one method is worth.

    Attributes:
        method: its name.
        rouge: mean F1 by kind, 0 to 100.
        gain: difference to the lead by kind.
        at_equal_words: difference in ROUGE-1 to the first words of each article, as many as the summary has.
        words: mean words of a summary.
        flawed: share of the summaries with a flaw, in percent.
        flaws: in how many summaries each kind of flaw is.
        milliseconds: mean processor time of a summary; the only figure that differs from run to run.
    """

    method: str
    rouge: Mapping[str, float]
    gain: Mapping[str, Difference]
    at_equal_words: Difference
    words: float
    flawed: float
    flaws: Mapping[str, int]
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The judgments of some methods on the same records, best first by ROUGE-1."""

    records: int
    judgments: tuple[Judgment, ...]


@dataclass(slots=True, frozen=True)
class _Tally:
    """What was found of a method, one value for each record."""

    rouge: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    as_long: list[float] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    flaws: list[frozenset[str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, record: Record, told: Sequence[Sentence], seconds: float) -> None:
        """Judge one summary."""
        text = one_a_line(told)
        length = len(text.split())
        code = record.article.language
        for kind, value in score(record.references, text, code).items():
            self.rouge[kind].append(value)
        lead = cut(one_a_line(record.article.sentences), length)
        self.as_long.append(score(record.references, lead, code, KINDS[:1])[KINDS[0]])
        self.words.append(length)
        self.flaws.append(frozenset(flaw.name for flaw in flaws(told, record.article)))
        self.seconds.append(seconds)


def evaluate(
    records: Iterable[Record],
    methods: Sequence[str] = (),
    length: Length | None = None,
    clock: Callable[[], float] = float,
) -> Evaluation:
    """Judge methods by the references of some records.

    Arguments: the records; names in `RANKERS` or `package.module:function`, all of `RANKERS` where none is given (the
    lead is judged in any case); how much a summary may have; what tells the processor time in seconds, without which
    all times are 0.
    Raises UnknownName for an unknown method, UsageError where rouge-score is missing, NothingToPublish where there is
    no record.
    """
    names = require(methods)
    tallies = {name: _Tally() for name in names}
    count = 0
    for count, record in enumerate(records, 1):
        for name, tally in tallies.items():
            if count == 1:
                summarize(record.article, name, length)  # a method's own imports are no work on an article
            began = clock()
            told = [pick.sentence for pick in summarize(record.article, name, length).picks]
            tally.add(record, told, clock() - began)
    if not count:
        raise NothingToPublish(f"no record has a reference: give each a summary under {', '.join(REFERENCES)}")
    judgments = [_judgment(name, tally, tallies[BASELINE]) for name, tally in tallies.items()]
    return Evaluation(count, tuple(sorted(judgments, key=lambda one: -one.rouge[KINDS[0]])))


def require(methods: Sequence[str] = ()) -> list[str]:
    """Return the methods to judge, the lead among them, where all that judging needs is there.

    Raises UnknownName for an unknown method, UsageError where rouge-score is missing.
    """
    names = list(dict.fromkeys([BASELINE, *(methods or RANKERS)]))
    for name in names:
        load("method", RANKERS, name)
    scorer()
    return names


def _judgment(name: str, tally: _Tally, lead: _Tally) -> Judgment:
    found = Counter(flaw for kinds in tally.flaws for flaw in kinds)
    return Judgment(
        method=name,
        rouge={kind: mean(values) for kind, values in tally.rouge.items()},
        gain={kind: difference(values, lead.rouge[kind]) for kind, values in tally.rouge.items()},
        at_equal_words=difference(tally.rouge[KINDS[0]], tally.as_long),
        words=mean(tally.words),
        flawed=100 * mean([bool(kinds) for kinds in tally.flaws]),
        flaws={kind: found[kind] for kind in FLAWS},
        milliseconds=1000 * mean(tally.seconds),
    )


def one_a_line(told: Sequence[Sentence]) -> str:
    """Return sentences as ROUGE wants them, each in a line of its own."""
    return "\n".join(" ".join(sentence.text.split()) for sentence in told)


def cut(text: str, words: int) -> str:
    """Return the first words of a text, in one line."""
    return " ".join(text.split()[:words])
