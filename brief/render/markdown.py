"""The briefing in CommonMark: every sentence a list item, and behind it a link to the passage.

What comes from an article is escaped, so that a reader of Markdown gives back the very words: no title can make a
heading, an emphasis, a link or an element of HTML. There is no raw HTML in the file at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from brief.model import Briefing
from brief.render.outline import Line, Outline, Part, Span, Tale, day_of, outline_of
from brief.render.prose import prose
from brief.render.theme import Theme
from brief.render.view import Group

#: What means something wherever it stands: emphasis, code, links, elements, tables and strikethrough of GitHub's kind.
_ALWAYS = re.compile(r"[\\`*_\[\]<>#|~]")
#: A character reference; any other ampersand is one.
_REFERENCE = re.compile(r"&(?=#?[0-9a-z]+;)", re.IGNORECASE)
#: What would begin a list or a rule at the start of a line.
_START = re.compile(r"[-+=]|\d+[.)]", re.ASCII)
#: What ends or changes an address within (...).
_IN_ADDRESS = re.compile(r"[()\\]")


def render(briefing: Briefing, theme: Theme) -> bytes:  # noqa: ARG001  a text has no look
    """Return the briefing as Markdown, UTF-8."""
    outline = outline_of(briefing)
    return ("\n\n".join(filter(None, _blocks(outline))) + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """Return a text as Markdown that stands for these very characters, also at the start of a line."""
    found = _REFERENCE.sub(r"\\&", _ALWAYS.sub(r"\\\g<0>", text))
    begin = _START.match(found)
    if not begin:
        return found
    at = begin.end() - 1  # before the sign, or behind the digits
    return f"{found[:at]}\\{found[at:]}"


def link(text: str, href: str | None) -> str:
    """Return a text as a link to an address, or only the text where there is none."""
    if not href:
        return escaped(text)
    address = _REFERENCE.sub(r"\\&", _IN_ADDRESS.sub(r"\\\g<0>", href))
    return f"[{escaped(text)}]({address})"


def _blocks(outline: Outline) -> Iterable[str]:
    yield f"# {escaped(outline.title)}"
    yield escaped(" · ".join((outline.day, *outline.masthead)))
    yield escaped(outline.note)
    if outline.glance:
        yield "## At a glance"
        yield "\n".join(_glance(outline))
    for chapter in outline.chapters:
        yield f"## {escaped(chapter.title)}"
        for tale in chapter.tales:
            yield from _tale(tale)
        if chapter.others.lines:
            yield f"### {chapter.others.label}"
            yield _list(chapter.others)
    yield "## How this was made"
    yield escaped(" ".join(outline.colophon))
    if outline.problems:
        yield "### Problems with sources"
        yield "\n".join(
            f"- **{escaped(where)}**" + (f": {escaped(why)}" if why else "") for where, why in outline.problems
        )
    yield escaped(outline.imprint)


def _glance(outline: Outline) -> Iterable[str]:
    for section, tales in outline.glance:
        yield f"- **{escaped(section)}**"
        for tale in tales:
            yield f"  - {escaped(tale.title)}"


def _tale(tale: Tale) -> Iterable[str]:
    yield f"### {escaped(tale.title)}"
    facts = [*(f"**{escaped(mark)}**" for mark in tale.marks), *(escaped(fact) for fact in tale.facts)]
    yield " · ".join([*facts, *([escaped(", ".join(tale.keywords))] if tale.keywords else [])])
    yield f"From {_credits(tale.sources)}"
    for note in tale.notes:
        yield f"> **Editor’s note:** {escaped(note)}"
    yield _list(tale.digest)
    for part in tale.parts:
        yield f"**{escaped(part.label)}**"
        yield _list(part)
    if tale.also:
        yield f"Also in {_credits(tale.also)}"


def _list(part: Part) -> str:
    return "\n".join(f"- {_line(line)}" for line in part.lines)


def _line(line: Line) -> str:
    return " ".join(filter(None, map(_span, line.spans)))


def _span(span: Span) -> str:
    if span.role == "strong":
        return f"**{escaped(span.text)}:**"
    if span.role == "source" and not span.href:
        return escaped(f"({span.text}, paragraph {span.paragraph})")
    return link(span.text, span.href)


def _credits(groups: Iterable[Group]) -> str:
    """Return articles named as sources, by day."""
    return "; ".join(
        f"{', '.join(link(prose(one.name), one.href) for one in group.credits)} ({escaped(day_of(group))})"
        for group in groups
    )
