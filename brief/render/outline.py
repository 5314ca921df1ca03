"""The briefing in order and in words, for formats that no theme dresses: Markdown, plain text, EPUB, e-mail.

Each of them tells what the page tells, in its own form. What is told, in which order and by which words, stands here
once; how it looks stands in the module of the format, and its markup in its templates. All text of an outline is
printable (`brief.render.prose`), and every address may be linked (`brief.render.links`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from brief.model import Article, Briefing, Figure, Pick, Section, Story
from brief.render.prose import counted, prose
from brief.render.view import Group, Pic, View, view_of

#: As many problems and live sources as the page names; a broken disk may have thousands.
_LIVE = 60
_PROBLEMS = 40
#: A language as pages name it (BCP 47).
_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.ASCII | re.IGNORECASE)
#: What a source is called that has no printable name.
_NAMELESS = "source"


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a line.

    Attributes:
        text: the words.
        href: an address that they link to, or None.
        role: `"sentence"` for words of an article, `"strong"` for what leads a line and wants a colon, `"source"` for
            who says a sentence, else empty.
        article: of a source, the id of its article.
        paragraph: of a source without an address, the number of the paragraph from 1, else 0.
    """

    text: str
    href: str | None = None
    role: str = ""
    article: str = ""
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its spans, to be set with spaces between them, and its language and direction where they are others."""

    spans: tuple[Span, ...]
    language: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that belong together, under a label, which may be empty."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Tale:
    """A story that is told.

    Attributes:
        number: its place in the edition, from 1.
        place: the name of its place within a page.
        title: its headline.
        language: language and direction of the headline where they are not the edition's.
        marks: what is to be known first: that it is an update, no news, or the editor's choice.
        facts: how many tell it, and how long it takes to read.
        keywords: up to three.
        sources: the articles that it quotes, by day.
        quoted: the same articles, each by itself.
        pic: its picture, or None.
        notes: what the editor says.
        digest: the sentences that tell it.
        parts: in numbers, who said what, day by day.
        also: the other articles, by day.
    """

    number: int
    place: str
    title: str
    language: tuple[str, str] | None
    marks: tuple[str, ...]
    facts: tuple[str, ...]
    keywords: tuple[str, ...]
    sources: tuple[Group, ...]
    quoted: tuple[Article, ...]
    pic: Pic | None
    notes: tuple[str, ...]
    digest: Part
    parts: tuple[Part, ...]
    also: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section: its place and title, the stories told, and those that are only listed."""

    place: str
    title: str
    tales: tuple[Tale, ...]
    others: Part


@dataclass(frozen=True, slots=True)
class Outline:
    """A briefing in order and in words; made by `outline_of`.

    Attributes:
        title: the edition's.
        day: its day in full.
        masthead: number of the edition, stories and articles, reading time.
        note: how to read it.
        glance: the sections with the stories that the contents name; empty in a briefing of one or two stories.
        chapters: the sections that hold anything.
        colophon: how it was made, in sentences.
        problems: where, and why.
        imprint: day, zone and time stamp.
    """

    view: View
    title: str
    day: str
    masthead: tuple[str, ...]
    note: str
    glance: tuple[tuple[str, tuple[Tale, ...]], ...]
    chapters: tuple[Chapter, ...]
    colophon: tuple[str, ...]
    problems: tuple[tuple[str, str], ...]
    imprint: str

    @property
    def tales(self) -> tuple[Tale, ...]:
        """The stories that are told, in order."""
        return tuple(chain.from_iterable(chapter.tales for chapter in self.chapters))


def outline_of(given: Briefing) -> Outline:
    """Return the outline of a briefing."""
    briefing = replace(given, home=None)  # what has no theme lies anywhere
    view = view_of(briefing)
    number = {story.id: at for at, story in enumerate(view.told, 1)}
    tales = {story.id: _tale(view, story, number[story.id]) for story in view.told}
    chapters = tuple(
        Chapter(
            view.anchor(section),
            _heading(section),
            tuple(tales[s.id] for s in section.stories),
            _others(view, section),
        )
        for section in briefing.sections
        if section.stories or section.others
    )
    contents = () if view.small else view.contents()
    made = f", {view.generated()}" if view.generated() else ""
    return Outline(
        view=view,
        title=prose(briefing.title),
        day=view.edition(),
        masthead=_masthead(view),
        note=_note(view),
        glance=tuple((_heading(section), tuple(tales[s.id] for s in stories)) for section, stories in contents),
        chapters=chapters,
        colophon=tuple(_colophon(view)),
        problems=_problems(view),
        imprint=f"Edition of {view.edition()} ({briefing.zone}){made}. Made by brief.",
    )


def day_of(group: Group) -> str:
    """Return the day of some articles in words, with its age where it is old."""
    if group.when is None:
        return "undated"
    return f"{group.when.text}, {group.when.ago}" if group.when.ago else group.when.text


def _masthead(view: View) -> tuple[str, ...]:
    stories = counted(len(view.told), "story", "stories")
    found = [f"No. {view.briefing.number}"] if view.briefing.number else []
    found.append(f"{stories} from {counted(len(view.articles), 'article', 'articles')}")
    return (*found, counted(view.minutes(view.told), "minute", "minutes"))


def _note(view: View) -> str:
    said = "Every sentence is quoted word for word, and the name after it is its source."
    if not view.told and not view.listed:
        said = "There is no news in this edition."
    failed = len(view.troubles)
    if failed:
        said += f" {counted(failed, 'source or file', 'sources or files')} could not be used; see the end."
    return said


def _tale(view: View, story: Story, number: int) -> Tale:
    outlets = view.sources(story)
    return Tale(
        number=number,
        place=view.anchor(story),
        title=_title(view, story),
        language=_language(view, story.lead),
        marks=_marks(view, story),
        facts=(*((f"{outlets} sources",) if outlets > 1 else ()), f"{view.minutes([story])} min"),
        keywords=tuple(prose(word) for word in story.keywords),
        sources=view.quoted(story),
        quoted=tuple(view.quoting(story).values()),
        pic=view.picture(story),
        notes=tuple(prose(edit.text) for edit in view.asked(story, "note")),
        digest=Part("", tuple(_line(view, pick) for pick in story.digest)),
        parts=tuple(part for part in _parts(view, story) if part.lines),
        also=view.also(story),
    )


def _language(view: View, article: Article) -> tuple[str, str] | None:
    """Return language and direction of an article where they are others, and the code is one."""
    found = view.language(article)
    return found if found and _CODE.fullmatch(found[0]) else None


def _title(view: View, story: Story) -> str:
    """Return the headline; a list of contents needs a word even where an article has none."""
    return prose(story.title) or f"Untitled, {view.outlet(story.lead) or _NAMELESS}"


def _heading(section: Section) -> str:
    """Return the title of a section, by which contents lead to it."""
    return prose(section.title) or "Stories"


def _marks(view: View, story: Story) -> tuple[str, ...]:
    found = [f"Update of {view.day(story.update_of).text}"] if story.update_of else []
    found += [view.kinds(story).capitalize()] if view.kinds(story) else []
    found += ["Editor’s choice"] if view.asked(story, "pin", "lead") else []
    return (*found, *(["Headline by the editor"] if view.asked(story, "retitle") else []))


def _parts(view: View, story: Story) -> Iterable[Part]:
    """Yield what is told beside the digest, in the page's order."""
    for figure in story.figures:
        if not figure.agree:
            what = prose(figure.what)
            label = f"Sources differ: {what}" if what else "Sources differ"
            given = zip(figure.values, figure.picks, strict=True)
            yield Part(label, tuple(_line(view, pick, prose(value)) for value, pick in given))
    yield Part("Sources agree", tuple(_agreed(view, figure) for figure in story.figures if figure.agree))
    said = (_line(view, quote.pick, prose(quote.speaker)) for quote in story.quotes)
    yield Part("Who said what", tuple(said))
    days = (_line(view, moment.pick, view.day(moment.day).text) for moment in story.timeline)
    yield Part("Day by day", tuple(days))


def _agreed(view: View, figure: Figure) -> Line:
    """Return a figure that several sources give: once, with the sentence of the first, and the names of all."""
    first = _line(view, figure.picks[0], f"{prose(figure.values[0])} {prose(figure.what)}".strip())
    return Line((*first.spans, *(_source(view, pick) for pick in figure.picks[1:])), first.language)


def _line(view: View, pick: Pick, lead: str = "") -> Line:
    """Return a sentence word for word, behind what leads it, and its source."""
    leading = (Span(lead, role="strong"),) if lead else ()
    sentence = Span(prose(pick.sentence.text), role="sentence")
    return Line((*leading, sentence, _source(view, pick)), _language(view, view.articles[pick.article]))


def _source(view: View, pick: Pick) -> Span:
    cite = view.cite(pick)
    name = f"{cite.name or _NAMELESS}, {cite.kind}" if cite.kind else cite.name or _NAMELESS
    return Span(name, cite.href, "source", pick.article, 0 if cite.href else cite.paragraph)


def _others(view: View, section: Section) -> Part:
    """Return the stories that a section only lists: marks, title, outlet and day."""
    label = "Other headlines" if section.stories else "Headlines"
    return Part(label, tuple(_headline(view, story) for story in section.others))


def _headline(view: View, story: Story) -> Line:
    when = view.when(story.lead)
    told = ", ".join((*_marks(view, story), view.outlet(story.lead) or _NAMELESS, day_of(Group(when, ()))))
    title = Span(_title(view, story), view.href(story.lead), "sentence")
    return Line((title, Span(f"({told})")), _language(view, story.lead))


def _colophon(view: View) -> Iterable[str]:
    """Yield how the edition was made, sentence by sentence."""
    s = view.briefing.statistics
    made = counted(s.articles or len(view.articles), "article", "articles")
    made += f" from {s.sources} sources" if s.sources > 1 else ""
    made += f", grouped into {counted(s.stories or len(view.told) + len(view.listed), 'story', 'stories')}"
    made += f": {len(view.told)} told, {len(view.listed)} listed by their headline" if view.listed else ""
    yield f"{made}."
    if s.duplicates:
        yield f"{counted(s.duplicates, 'article tells', 'articles tell')} the same in nearly the same words."
    if s.left_out:
        gone = sum(s.left_out.values())
        reasons = ", ".join(f"{number} {view.reason(reason)}" for reason, number in s.left_out.items())
        yield f"Of {s.read} that came in, {gone} {'is' if gone == 1 else 'are'} left out: {reasons}."
    if s.undated:
        yield f"{counted(s.undated, 'article carries', 'articles carry')} no date."
    yield from _live(view)
    yield "Every sentence is quoted word for word; the name after it is its source. No text was written by a machine."


def _live(view: View) -> Iterator[str]:
    """How the live sources have done, and how much of them was skipped."""
    fresh = [one for one in view.working if one.new]
    if fresh:
        named = [f"{prose(one.name or one.source)} ({one.new} new of {one.found})" for one in fresh[:_LIVE]]
        more = [f"{len(fresh) - _LIVE} more"] if len(fresh) > _LIVE else []
        yield f"Live sources: {', '.join([*named, *more])}."
    if view.skipped:
        yield f"{counted(len(view.skipped), 'item of a feed was', 'items of feeds were')} skipped."


def _problems(view: View) -> tuple[tuple[str, str], ...]:
    shown = [(prose(one.where), prose(one.why)) for one in view.troubles[:_PROBLEMS]]
    more = len(view.troubles) - len(shown)
    return (*shown, *([(f"and {more} more", "")] if more else []))
