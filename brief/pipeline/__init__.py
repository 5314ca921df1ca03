"""Calls the rooms in order. Decides nothing.

    fetch:   for each live source: ask, sniff, keep        -> the store
    gather:  for each source: locate, read, extract        -> articles, problems
    edit:    admit -> group -> weigh -> recall -> plan -> tell -> fit -> compose -> Briefing
    illustrate: for each story that shows one: choose, have, make its picture

An item that fails becomes a `Problem`, and the others go on; `ItemError` is the only thing caught here. Documents
are extracted, and where it is asked for summarized, wherever a `Spread` has it done: here, or in other processes.
"""

from __future__ import annotations

from brief.pipeline.bringing import collect, fetch
from brief.pipeline.editing import edit, remembered, tell
from brief.pipeline.gathering import Gathered, Reading, gather
from brief.pipeline.illustrating import illustrate
from brief.pipeline.live import EVER, Live, Window, place_of
from brief.pipeline.pages import over_the_limit
from brief.pipeline.settings import Arriving, Telling, Watch, unwatched

__all__ = [
    "EVER",
    "Arriving",
    "Gathered",
    "Live",
    "Reading",
    "Telling",
    "Watch",
    "Window",
    "collect",
    "edit",
    "fetch",
    "gather",
    "illustrate",
    "over_the_limit",
    "place_of",
    "remembered",
    "tell",
    "unwatched",
]
