"""Which stories are told, in which order, and which are only listed: what was printed before, the caps, the time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from brief.compose.edition import Edition
from brief.compose.hand import asks, by_the_editor, edited, is_wanted
from brief.model import LeftOut, Recall, Story
from brief.text.words import WORDS_A_MINUTE

# One sentence that says something new may be a turn of phrase; two are news.
NEWS = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """The stories of an edition: those that are told, and those that are only listed, both in order.

    Attributes:
        left_out: the articles of stories that are not printed at all.
        known: the content stems of sentences that earlier editions had, by the id of a story that goes on.
    """

    told: tuple[Story, ...]
    listed: tuple[Story, ...]
    left_out: tuple[LeftOut, ...] = ()
    known: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)


def plan(stories: Sequence[Story], edition: Edition, recalled: Mapping[str, Recall] | None = None) -> Plan:
    """Order the stories, and tell as many as the edition allows.

    Arguments: the stories; the edition; what earlier editions printed of them, by id.
    First come those that the editor wants as the lead, then by importance, the newest, then by id. A story that was
    printed before is left out, unless it has news: then it goes on as an update under its id. What the editor pins is
    printed and told in any case.
    """
    left_out: list[LeftOut] = []
    kept: list[Story] = []
    known: dict[str, tuple[frozenset[str], ...]] = {}
    for story in (edited(story, edition.edits) for story in stories):
        before = (recalled or {}).get(story.id)
        if edit := asks(story, "drop"):
            left_out += [LeftOut(article, "dropped", by_the_editor(edit)) for article in story.articles]
        elif before is None:
            kept.append(story)
        elif len(before.news) >= NEWS or is_wanted(story):
            going_on = _going_on(story, before)
            known[going_on.id] = before.known
            kept.append(going_on)
        else:
            left_out += [LeftOut(article, "printed before", _when(before)) for article in story.articles]
    ordered = sorted(kept, key=lambda story: _rank(story, edition))
    reasons = _reasons(ordered, edition)
    told = tuple(story for story in ordered if not reasons[story.id])
    listed = tuple(replace(story, listed=reasons[story.id]) for story in ordered if reasons[story.id])
    return Plan(told, listed, tuple(left_out), known)


def fit(chosen: Plan, edition: Edition) -> Plan:
    """Tell what can be read in the minutes that the edition has, at least one story; the rest is listed.

    The stories of the plan have their digests. What is pinned is told in any case, and takes its time.
    """
    if edition.limits.minutes is None:
        return chosen
    room = edition.limits.minutes * WORDS_A_MINUTE
    room -= sum(story.length for story in chosen.told if is_wanted(story))
    told: list[Story] = []
    listed: list[Story] = []
    for story in chosen.told:
        if is_wanted(story):
            told.append(story)
            continue
        room -= story.length
        if room >= 0 or not told:
            told.append(story)
        else:
            room = -1  # no shorter one overtakes it
            why = f"beyond the reading time of {edition.limits.minutes} min"
            listed.append(replace(story, listed=why, digest=(), quotes=(), figures=(), timeline=()))
    return replace(chosen, told=tuple(told), listed=(*listed, *chosen.listed))


def _going_on(story: Story, before: Recall) -> Story:
    """A story as the update of an earlier one."""
    return replace(
        story,
        id=before.printed.story if before.keeps_id else story.id,
        first_seen=before.first_seen,
        update_of=before.printed.day,
        before=before.printed.page,
    )


def _when(before: Recall) -> str:
    how = "told" if before.printed.told else "listed"
    news = f", {len(before.news)} new sentence{'s' * (len(before.news) != 1)} since"
    return f"{how} on {before.printed.day} as {before.printed.title!r} ({before.printed.story}){news}"


def _rank(story: Story, edition: Edition) -> tuple[bool, float, float, str]:
    return asks(story, "lead") is None, -story.importance, _newest_first(story, edition), story.id


def _reasons(ordered: Sequence[Story], edition: Edition) -> dict[str, str]:
    """Why each story is only listed; empty for those that are told."""
    limits = edition.limits
    wanted = [story for story in ordered if is_wanted(story)]
    left = limits.stories - len(wanted)
    in_section = Counter(story.section for story in wanted)
    of_source = Counter(story.lead.outlet for story in wanted)
    reasons = {}
    for story in ordered:
        most = limits.sections.get(story.section)
        outlet = story.lead.outlet
        if is_wanted(story):
            why = ""
        elif left <= 0:
            why = f"beyond the edition's cap of {limits.stories}"
        elif most is not None and in_section[story.section] >= most:
            why = f"beyond the cap of {most} for the section"
        elif limits.source is not None and of_source[outlet] >= limits.source:
            why = f"beyond the cap of {limits.source} for {outlet}"
        else:
            why = ""
            left -= 1
            in_section[story.section] += 1
            of_source[outlet] += 1
        reasons[story.id] = why
    return reasons


def _newest_first(story: Story, edition: Edition) -> float:
    zone = ZoneInfo(edition.zone)
    moments = [a.published.instant(zone).timestamp() for a in story.articles if a.published]
    return -max(moments, default=float("-inf"))
