"""What stands beside the digest of a story: who said what, in numbers, day by day; nothing where nothing is sure.

The three read the same sentences, so `beside` gathers them once; nothing that the digest tells is told again, nor is a
sentence that one of the three has printed printed by the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from brief.model import Article, Figure, Moment, Pick, Quote
from brief.summarize.beside.central import passages_of, sources_of
from brief.summarize.beside.figures import figures, figures_of
from brief.summarize.beside.quotes import quotes, quotes_of
from brief.summarize.beside.timeline import timeline, timeline_of

__all__ = ["Beside", "beside", "figures", "quotes", "timeline"]


class Beside(NamedTuple):
    """What stands beside a digest; the names are those of a `Story`."""

    quotes: tuple[Quote, ...]
    figures: tuple[Figure, ...]
    timeline: tuple[Moment, ...]


def beside(articles: Sequence[Article], told: Sequence[Pick] = ()) -> Beside:
    """Return who said what, in numbers and day by day of a story.

    Arguments: the story's articles without copies, the lead first; the picks of its digest, which are not repeated.
    """
    sources = sources_of(articles)
    printed = passages_of(told, sources)
    said = quotes_of(sources, printed)
    printed += passages_of([quote.pick for quote in said], sources)
    counted = figures_of(sources, printed)
    printed += passages_of([pick for figure in counted for pick in figure.picks], sources)
    return Beside(said, counted, timeline_of(sources, printed))
