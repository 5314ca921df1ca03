"""Quotation marks and brackets of a text: which are half, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Feet and inches, years and clipped words: marks that quote nothing.
_NO_MARKS = re.compile(
    r"\d+['’′] ?\d+[\"”″]|(?<=\d)[\"”″](?=[\s,.;)-]|$)(?<![.,]\")|(?<!\w)['‘’](?:\d0s|em|n|til|cause|tis|twas|bout)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"[“«„]|(?<![^\s(\[—–-])\"(?=\S)")
_CLOSING = re.compile(r"[”»]|(?<=[^\s(\[])\"(?![\w])")
_ANY = re.compile(r"[“”„«»\"]")
_OPENING_SINGLE = re.compile(r"(?<![^\s(\[\"“])['‘](?=\w)")
_CLOSING_SINGLE = re.compile(r"(?<=[\w.,!?…\s])['’](?!\w)")
_SURE_CLOSING = re.compile(r"(?<=[a-z][.,!?])['’](?!\w)")
_BETWEEN = re.compile(r"\"[^\"]*(?:\"|$)|(?<!\w)'(?=\w)(?:[^']|(?<=\w)'(?=\w))*'(?!\w)")


def halves(printed: Sequence[tuple[str, bool, int]]) -> list[int]:
    """Return the places of sentences with a quotation mark or bracket that has no other half.

    Arguments: of each sentence its text, whether it follows on the one before it, and the number of its paragraph. What
    opens in one sentence may close in the next where that follows; each paragraph of a long quotation opens anew.
    """
    found: set[int] = set()
    opened: int | None = None  # place of the sentence whose quotation is still open
    for place, (text, follows, paragraph) in enumerate(printed):
        plain = _NO_MARKS.sub(" ", text)
        if not follows and opened is not None:
            found.add(opened)
            opened = None
        anew = opened is not None and paragraph != printed[place - 1][2]
        for mark in _ANY.finditer(plain):
            opens = bool(_OPENING.match(plain, mark.start()))
            if opened is None and not opens and _CLOSING.match(plain, mark.start()):
                found.add(place)
            elif opened is None:
                opened = place
            elif opens and mark.start() == 0:
                found.update([] if anew else [opened])
                opened = place
            else:
                opened = None
        if _is_half_single(plain) or _is_half_bracketed(plain):
            found.add(place)
    if opened is not None:
        found.add(opened)
    return sorted(found)


def _is_half_single(text: str) -> bool:
    """Whether single marks surely have no other half; those of a possessive (`the players' union`) look alike."""
    opening, closing = list(_OPENING_SINGLE.finditer(text)), list(_CLOSING_SINGLE.finditer(text))
    if opening and not any(close.start() > opening[-1].start() for close in closing):
        return True
    sure = _SURE_CLOSING.search(text)
    return sure is not None and not any(start.start() < sure.start() for start in opening)


def _is_half_bracketed(text: str) -> bool:
    """Whether a round bracket has no other half; `1)` numbers a list, and `:)` smiles."""
    depth = 0
    for bracket in re.finditer(r"(?<![:;=-])[()]", text):
        if bracket.group() == "(":
            depth += 1
        elif depth:
            depth -= 1
        elif not re.search(r"(?<!\w)\w$", text[: bracket.start()]):
            return True
    return depth > 0


def quoted(text: str) -> tuple[str, str]:
    """Return what stands between the straight marks of a text, and what stands outside them."""
    return " ".join(_BETWEEN.findall(text)).strip("\"' "), _BETWEEN.sub(" ", text).strip(" ,.")
