"""Whether an item of a feed only leads to its page, told by its text and those beside it."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

# Texts below this are teasers where they are given as a summary only. Of 11 news feeds, ten have
# no text of more than 104 to 358 characters, and the eleventh (448 to 979) ends each with "Continue reading..."; feeds
# that give whole texts as the summary have medians from 760 on.
LONGEST_TEASER = 600
# One that says that it goes on is a teaser up to this length; whole posts that end in dots are longer.
LONGEST_CUT = 1500
# A feed of so many items that are all short gives teasers, even where it calls them content, as that of golem.de (135
# to 369 characters). Blogs whose short posts are whole have long ones among them.
FEWEST_TO_TELL = 5

_UNREAD = re.compile(r"<(script|style|iframe|figure|figcaption|noscript)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_GOES_ON = re.compile(
    r"(?:(?:\.\.\.|…)\W*|\[(?:…|\.\.\.|&#8230;|&hellip;)\]\W*"
    r"|\[?(?:(?:continue|keep) reading|read (?:more|on|the (?:full|whole|rest)|full)|learn more|weiterlesen"
    r"|mehr lesen|lire la suite|leer más|leggi tutto|lees verder)\b[^.!?]{0,80}(?:\.\.\.|…)?\W*"
    r"|appeared first on [^.!?]{2,60}[^!?]{0,20})$",
    re.IGNORECASE,
)  # fmt: skip


def are_short(lengths: Sequence[int]) -> bool:
    """Return whether all texts of a feed are as short as teasers, and enough of them to tell."""
    return len(lengths) >= FEWEST_TO_TELL and max(lengths) < LONGEST_TEASER


def is_teaser(text: str, *, titled: bool, summary: bool) -> bool:
    """Return whether an item only leads to its page.

    It does where it has no text, says that it goes on elsewhere, or is short and only a summary. A text without a title
    is a note, and whole.

    Arguments: its text; whether it has a title; whether the text is given as a summary, or stands in a feed
    where all texts are short.
    """
    if not text:
        return True
    if len(text) < LONGEST_CUT and _GOES_ON.search(text[-160:]):
        return True
    return titled and summary and len(text) < LONGEST_TEASER


def rough_text(markup: str) -> str:
    """Return about what a reader sees of some HTML, as one line: enough to measure it, and in no time."""
    if "<" in markup:
        markup = _TAG.sub(" ", _without_unread(markup))
    return " ".join((html.unescape(markup) if "&" in markup else markup).split())


def _without_unread(markup: str) -> str:
    """Some HTML without the elements whose text nobody reads; one that is never closed stays."""
    pieces, at, lower = [], 0, markup.lower()
    while found := _UNREAD.search(markup, at):
        end = lower.find(f"</{found[1].lower()}", found.end())
        if end < 0:
            break
        pieces.append(markup[at : found.start()])
        at = end
    return "".join([*pieces, markup[at:]])
