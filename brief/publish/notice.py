"""What a webhook is told of an edition, as JSON; schema `brief-notice/1`.

schema      "brief-notice/1"
event       "edition", or "correction" where it was told of the day before, with other content
day         "2026-11-20"
title       the edition's title
number      which edition it is (or null)
url         the web address of its page (or null)
counts      stories, headlines, articles, problems
stories     those that are told, in the order of the page, each: title, section, url (of its first article, or null)
text        title, day and headlines as lines, for what shows a text and no more
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from brief.errors import UsageError
from brief.render.prose import prose

SCHEMA = "brief-notice/1"


def notice(edition: Mapping[str, Any], url: str | None, *, is_correction: bool) -> bytes:
    """Return what a webhook is told.

    Arguments: the edition, as its briefing.json has it; the web address of its page, or None; whether the webhook was
    told of it before. Raises UsageError for an edition that is none of this version.
    """
    try:
        stories = [
            {"title": prose(story["title"]), "section": prose(section["title"]), "url": story["articles"][0]["url"]}
            for section in edition["sections"]
            for story in section["stories"]
        ]
        counts = edition["statistics"]
        told = {
            "schema": SCHEMA,
            "event": "correction" if is_correction else "edition",
            "day": edition["day"],
            "title": prose(edition["title"]),
            "number": edition["number"],
            "url": url,
            "counts": {
                "stories": counts["told"],
                "headlines": counts["listed"],
                "articles": counts["articles"],
                "problems": counts["problems"],
            },
            "stories": stories,
        }
    except (KeyError, IndexError, TypeError) as error:
        raise UsageError("briefing.json is none of this version; run `brief build` again") from error
    head = f"{told['title']}, {told['day']}" + (f": {url}" if url else "")
    told["text"] = "\n".join([head, *(f"- {one['title']}" for one in stories)])
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
