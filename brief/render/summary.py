"""A build in a few lines of Markdown, for the page of a CI run: what was made, with its links, and what failed.

As in the Markdown edition, what comes from articles is escaped: no headline can make a heading, a link or an element.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brief.model import Briefing
from brief.render.markdown import escaped, link
from brief.render.prose import counted, prose
from brief.render.view import View, view_of

#: Problems that are named; GitHub shows a mebibyte, people read a screen.
_NAMED = 20


def summary_of(briefing: Briefing, alerts: Sequence[str] = ()) -> str:
    """Return what was made.

    Arguments: the edition; what is said of each source that fails in one edition after the other.
    """
    return "\n\n".join([*_blocks(briefing, view_of(briefing)), *_alerts(alerts)]) + "\n\n"


def words_of(title: str, text: str) -> str:
    """Return a title, and below it a text, for a run in which no edition was made."""
    return f"### {escaped(prose(title))}\n\n{escaped(prose(text))}\n\n"


def _blocks(briefing: Briefing, view: View) -> Iterator[str]:
    name = f"{prose(briefing.title)}, {view.edition()}"
    yield f"### {link(name, view.address())}"
    s = briefing.statistics
    left = sum(s.left_out.values())
    number = [f"No. {briefing.number}"] if briefing.number else []
    counts = [
        *number,
        counted(s.read, "article", "articles"),
        f"{counted(s.told, 'story', 'stories')} told",
        *([f"{s.listed} listed"] if s.listed else []),
        *([counted(s.duplicates, "copy", "copies")] if s.duplicates else []),
        *([f"{left} left out"] if left else []),
    ]
    yield escaped(" · ".join(counts))
    if not briefing.sections:
        yield "There is no news in this edition."
    for section in briefing.sections:
        if section.stories:
            yield f"**{escaped(prose(section.title))}**"
            yield "\n".join(
                f"- {link(prose(story.title), view.href(story.lead))} ({escaped(view.outlet(story.lead))})"
                + (" **Update**" if story.update_of else "")
                for story in section.stories
            )
    if view.troubles:
        yield f"**{counted(len(view.troubles), 'source or file', 'sources or files')} could not be used**"
        more = len(view.troubles) - _NAMED
        rows = [f"- {escaped(prose(one.where))}: {escaped(prose(one.why))}" for one in view.troubles[:_NAMED]]
        yield "\n".join([*rows, *([f"- and {more} more"] if more > 0 else [])])


def _alerts(alerts: Sequence[str]) -> Iterator[str]:
    if alerts:
        yield f"**{counted(len(alerts), 'source keeps', 'sources keep')} failing**"
        yield "\n".join(f"- {escaped(prose(one))}" for one in alerts)
