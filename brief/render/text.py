"""The briefing as plain text of 72 columns, to be read in a terminal, in a mail, or aloud.

There are no links in the middle of a sentence and no signs that only draw: a sentence is followed by the name of its
source in brackets, and the addresses of the sources stand below their story, each whole on a line of its own, so that
programs make links of them. The addresses of what is not quoted stand at the end of the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, pairwise

from brief.model import Article, Briefing
from brief.render.outline import Line, Outline, Part, Span, Tale, day_of, outline_of
from brief.render.prose import prose
from brief.render.theme import Theme
from brief.render.view import Group, View

#: Columns of a line: with a mark of quotation before it, it still fits the 76 that mail programs keep.
WIDTH = 72
#: What a line of Chinese or Japanese must not begin with, and what it must not end with.
_NOT_FIRST = frozenset("，。、．：；！？）］｝〕〉》」』】’”…‥ー・々〻ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:!?)]}%")
_NOT_LAST = frozenset("（［｛〔〈《「『【‘“([{")
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
_ADDRESS = re.compile(r"(https?://[!-~]+)")


def render(briefing: Briefing, theme: Theme) -> bytes:  # noqa: ARG001  a text has no look
    """Return the briefing as plain text, UTF-8."""
    return told(outline_of(briefing)).encode("utf-8")


def told(outline: Outline) -> str:
    """Return the text of an outline; also the plain part of a mail."""
    return "\n\n".join(filter(None, _blocks(outline))) + "\n"


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for a wide letter, none for a mark upon a letter."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrapped(text: str, first: str = "", rest: str = "", width: int = WIDTH) -> str:
    """Return a text on lines of a width, the first and the other ones indented by these.

    A line is broken between words, and between the letters of a script that writes no spaces. A word that is longer
    than a line is cut; an address never is.
    """
    lines: list[str] = []
    line, taken, begun = first, columns(first), False
    for space, piece in _pieces(text, width - max(taken, columns(rest))):
        wide = columns(piece)
        if begun and taken + len(space) + wide > width:
            lines.append(line)
            line, taken, begun = rest, columns(rest), False
        gap = space if begun else ""
        line, taken, begun = f"{line}{gap}{piece}", taken + len(gap) + wide, True
    return "\n".join((*lines, line)) if begun else ""


def _columns(letter: str) -> int:
    if letter in _JOINERS or unicodedata.category(letter) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _pieces(text: str, width: int) -> Iterator[tuple[str, str]]:
    """Yield what stays on one line, each with the space before it, which is empty within a word."""
    for word in text.split(" "):
        space = " "
        for at, part in enumerate(_ADDRESS.split(word)):
            for piece in [part] if at % 2 else _cut(part, width):
                yield space, piece
                space = ""


def _cut(word: str, width: int) -> Iterator[str]:
    """Yield the pieces of a word: one, but where it has wide letters or is longer than a line."""
    if word.isascii() and len(word) <= width:
        yield word
        return
    pieces: list[str] = []
    for before, letter in pairwise(["", *word]):
        if before and _may_break(before, letter):
            pieces.append(letter)
        elif pieces:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    for piece in pieces:
        yield from _chopped(piece, width)


def _may_break(before: str, letter: str) -> bool:
    """Return whether a line may end between two letters of a word: beside a wide one."""
    if _columns(letter) == 0 or before == "\u200d" or letter in _NOT_FIRST or before in _NOT_LAST:
        return False
    return "W" in (unicodedata.east_asian_width(before), unicodedata.east_asian_width(letter))


def _chopped(piece: str, width: int) -> Iterator[str]:
    """Yield a piece in lengths that fit a line, marks left upon their letters."""
    part, taken = "", 0
    for letter in piece:
        wide = _columns(letter)
        if part and wide and taken + wide > width and part[-1] != "\u200d":
            yield part
            part, taken = "", 0
        part, taken = part + letter, taken + wide
    yield part


def _blocks(outline: Outline) -> Iterator[str]:
    """Yield what stands between empty lines."""
    yield "\n".join((wrapped(outline.title), outline.day, wrapped(", ".join(outline.masthead))))
    yield wrapped(outline.note)
    if outline.glance:
        yield "AT A GLANCE"
        for section, tales in outline.glance:
            yield "\n".join((wrapped(section), *(_headed(tale) for tale in tales)))
    for chapter in outline.chapters:
        yield "\n" + wrapped(chapter.title.upper())
        for tale in chapter.tales:
            yield from _tale(outline.view, tale)
        if chapter.others.lines:
            yield chapter.others.label
            yield "\n\n".join(map(_headline, chapter.others.lines))
    elsewhere = list(_elsewhere(outline))
    if elsewhere:
        yield "\nWHERE ELSE TO READ IT"
        yield from elsewhere
    yield "\nHOW THIS WAS MADE"
    yield wrapped(" ".join(outline.colophon))
    if outline.problems:
        yield "Problems with sources"
        yield "\n".join(wrapped(f"{where}: {why}" if why else where, "- ", "  ") for where, why in outline.problems)
    yield wrapped(outline.imprint)


def _headed(tale: Tale) -> str:
    number = f"{tale.number}. "
    return wrapped(tale.title, number, " " * len(number))


def _tale(view: View, tale: Tale) -> Iterator[str]:
    names = _names(view, tale)
    facts = ", ".join((*tale.marks, *tale.facts))
    about = f"{facts}: {', '.join(tale.keywords)}" if tale.keywords else facts
    yield "\n".join((_headed(tale), wrapped(about)))
    yield from (wrapped(f"Editor’s note: {note}") for note in tale.notes)
    yield _list(tale.digest, names)
    for part in tale.parts:
        yield f"{wrapped(part.label)}\n{_list(part, names)}"
    if tale.also:
        yield wrapped(f"Also in {_credits(tale.also)}")
    yield "\n".join(chain(["Sources"], *(_where(names[one.id], view, one) for one in tale.quoted)))


def _names(view: View, tale: Tale) -> dict[str, str]:
    """Return what each quoted article is called: its outlet, with a number where an outlet has several."""
    found: dict[str, str] = {}
    seen: dict[str, int] = {}
    for article in tale.quoted:
        name = view.outlet(article) or "source"
        seen[name] = seen.get(name, 0) + 1
        found[article.id] = f"{name} ({seen[name]})" if seen[name] > 1 else name
    return found


def _where(name: str, view: View, article: Article) -> Iterator[str]:
    """Yield the lines that say where an article stands."""
    kind, href = view.kind(article), view.href(article)
    known = ", ".join(filter(None, (name, kind, day_of(Group(view.when(article), ())))))
    yield wrapped(known, "- ", "  ")
    if href:
        yield f"  {href}"


def _list(part: Part, names: Mapping[str, str]) -> str:
    return "\n".join(wrapped(_line(line, names), "- ", "  ") for line in part.lines)


def _line(line: Line, names: Mapping[str, str]) -> str:
    return " ".join(filter(None, (_span(span, names) for span in line.spans)))


def _span(span: Span, names: Mapping[str, str]) -> str:
    if span.role == "strong":
        return f"{span.text}:"
    if span.role != "source":
        return span.text
    name = names.get(span.article, span.text)
    return f"[{name}, paragraph {span.paragraph}]" if span.paragraph else f"[{name}]"


def _headline(line: Line) -> str:
    text = wrapped(" ".join(span.text for span in line.spans), "- ", "  ")
    return "\n".join((text, *(f"  {span.href}" for span in line.spans if span.href)))


def _credits(groups: Iterable[Group]) -> str:
    named = (f"{', '.join(prose(one.name) for one in group.credits)}, {day_of(group)}" for group in groups)
    return "; ".join(named)


def _elsewhere(outline: Outline) -> Iterator[str]:
    """Yield the addresses of the articles that are named and not quoted, story by story."""
    for tale in outline.tales:
        linked = [(credit, group) for group in tale.also for credit in group.credits if credit.href]
        if linked:
            rows = (
                f"{wrapped(f'{credit.name}, {day_of(group)}', '- ', '  ')}\n  {credit.href}" for credit, group in linked
            )
            yield "\n".join((_headed(tale), *rows))
