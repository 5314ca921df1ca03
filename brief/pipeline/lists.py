"""Lists of feeds on the web, as they were when they last answered: what they name is known without them, too."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from brief import ingest
from brief.http import without_password
from brief.model import Kept, Source
from brief.store import Store

#: What a list is kept by, beside the articles of its place; no feed calls an item so.
KEY = "\x00list"


def list_of(place: str, sources: Sequence[Source], now: datetime) -> Kept:
    """Return what is kept of a list, dated anew each time so that it is not pruned.

    Arguments: the place of the list; the sources that it names; the moment of the run (aware UTC).
    """
    told = [[without_password(one.location), one.name, one.section] for one in sources]
    return Kept(place, KEY, None, now, now, json.dumps(told).encode("ascii"))


def sources_kept(source: Source, place: str, store: Store | None) -> list[Source]:
    """Return the sources that a list named when it last answered. Arguments: the list; its place; the store."""
    return [
        replace(source, kind=ingest.WEB, location=location, name=name, section=section)
        for kept in (store.with_keys(place, [KEY]) if store else ())
        for location, name, section in json.loads(kept.content)
    ]
