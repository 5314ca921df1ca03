"""ROUGE (Lin 2004, "ROUGE: A Package for Automatic Evaluation of Summaries"): the only door to rouge-score.

That package is no part of an installation, since nothing but judging needs it: it is imported when a scorer is made.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from brief.errors import UsageError
from brief.evaluate.bootstrap import mean
from brief.text import language, stem, words

#: Shared words, shared pairs of words, and the longest common subsequences of sentences.
KINDS = ("rouge1", "rouge2", "rougeLsum")


class _Words:
    """Words and stems of a language other than English, for which rouge-score knows the letters a to z only."""

    def __init__(self, code: str) -> None:
        self._language = language(code)

    def tokenize(self, text: str) -> list[str]:
        """Return the stems of a text's words, in order."""
        return [stem(word, self._language) for word in words(text.lower())]


class _Remembering:
    """A tokenizer that remembers: each reference is compared with the summaries of every method."""

    def __init__(self, tokenizer: Any) -> None:
        self.tokenize = lru_cache(maxsize=10_000)(tokenizer.tokenize)


@cache
def scorer(code: str = "en", kinds: tuple[str, ...] = KINDS) -> Any:
    """Return rouge-score's scorer of some kinds for a language.

    Raises UsageError where rouge-score is not installed.
    """
    try:
        from rouge_score import rouge_scorer, tokenizers
    except ModuleNotFoundError as error:
        command = f"{shlex.quote(sys.executable)} -m pip install rouge-score"
        raise UsageError(f"ROUGE needs the package {error.name}, which is not installed: {command}") from error
    english = language(code).code == "en"
    tokenizer = _Remembering(tokenizers.DefaultTokenizer(use_stemmer=True) if english else _Words(code))
    return rouge_scorer.RougeScorer(list(kinds), tokenizer=tokenizer)


def score(references: Sequence[str], text: str, code: str = "en", kinds: tuple[str, ...] = KINDS) -> dict[str, float]:
    """Return ROUGE F1, 0 to 100, of a text; several references count by their mean.

    Words are compared by their stems: Porter's for English, as rouge-score has them, Snowball's for other languages.

    Arguments: references and text, each with one sentence a line; the code of their language; the kinds wanted.
    Raises UsageError where rouge-score is not installed.
    """
    results = [scorer(code, kinds).score(reference, text) for reference in references]
    return {kind: mean([100 * result[kind].fmeasure for result in results]) for kind in kinds}
