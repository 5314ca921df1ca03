"""The briefing as an e-mail (RFC 5322): the plain text, and a page of its own for mail programs.

Mail programs read little of what browsers do: the page is one column of 600 pixels, each element carries its style
(css_inline, whose only door this is), and there are no variables, no grid, no pictures and nothing to fetch. Gmail cuts
a page off at 102 KB, so a large edition tells its last stories by their first sentence there; the plain part is whole.
Same input, same bytes: the date is the edition's, Message-ID and boundary are made from title, day and zone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

import css_inline

from brief.model import Briefing
from brief.render import dates
from brief.render.links import safe_href
from brief.render.outline import Chapter, Outline, Part, Tale, outline_of
from brief.render.prose import prose
from brief.render.sheets import Sheets, sheets
from brief.render.text import told
from brief.render.theme import Theme

#: Bytes of the page: Gmail shows 102 KB of it.
LIMIT: Final = 98_000
#: What mail programs show of a mail beside its subject, in letters.
_PREVIEW: Final = 140
#: Bytes that no story takes less of, told by its first sentence: without one, its heads alone take 500.
_LEAST: Final = 500
#: Who sends it is delivery's to say; RFC 2606 keeps this name free for ever.
_SENDER: Final = "brief@brief.invalid"
#: Bytes of the sender's name, and what has a meaning in one (RFC 5322, 3.2.3; RFC 2047).
_NAME: Final = 42
_SPECIAL: Final = re.compile(r"[()<>@,:;\\\".\[\]=?_]")
#: Headlines of a section, where the page is too large.
_HEADLINES: Final = 5


@dataclass(frozen=True, slots=True)
class _Cut:
    """How much is told: this many stories whole, this many at all, this many headlines of a section (None: all)."""

    whole: int
    told: int
    listed: int | None = None


def render(briefing: Briefing, theme: Theme) -> bytes:
    """Return the briefing as a mail without sender and receivers, which programs open as a draft."""
    outline = outline_of(briefing)
    name = _name(briefing)
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = f"{outline.title}, {outline.day}"  # on one line, as all text of an outline is
    mail["From"] = Address(display_name=_called(outline.title), addr_spec=_SENDER)
    mail["To"] = "undisclosed-recipients:;"
    mail["Date"] = briefing.generated.astimezone(outline.view.zone)
    mail["Message-ID"] = f"<{name}@{_SENDER.partition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody is away from a newspaper
    mail.set_content(told(outline), cte="quoted-printable")
    mail.add_alternative(_page(outline, sheets("_mail", theme)), subtype="html", cte="quoted-printable")
    mail["Content-Language"] = briefing.language  # last: new content would take it away
    mail.set_boundary(f"=_{name.hex}")  # which no quoted-printable text can hold
    mail["X-Unsent"] = "1"
    return mail.as_bytes()


def _name(briefing: Briefing) -> UUID:
    """Return what tells one edition's mail from every other: made from title, day and zone."""
    known = f"mail\n{prose(briefing.title)}\n{briefing.day.isoformat()}\n{briefing.zone}"
    return uuid5(NAMESPACE_URL, known)


def _called(title: str) -> str:
    """Return the title as the name of a sender.

    Python 3.11 folds a long name in quotation marks so that its comma begins another sender; what would have to stand
    in quotation marks is left out, and what does not fit one encoded word (RFC 2047: 75 letters).
    """
    name = " ".join(_SPECIAL.sub(" ", title).split())
    whole = name.encode("utf-8")
    return name if len(whole) <= _NAME else f"{whole[: _NAME - 3].decode('utf-8', 'ignore').rstrip()}…"


def _page(outline: Outline, mail: Sheets) -> str:
    """Return the page: all of the edition, or as much as fits."""
    style = mail.style()
    briefing = outline.view.briefing
    values: Mapping[str, Any] = {
        "language": briefing.language,
        "direction": dates.direction(briefing.language),
        "preview": _preview(outline),
        "address": safe_href(briefing.address),
    }

    @cache
    def page(cut: _Cut) -> str:
        kept = _trimmed(outline, cut)
        return _inliner().inline(mail.text("mail.html", {**values, "outline": kept, "cut": cut}, style))

    cuts = _cuts(len(outline.tales))
    at = bisect_left(cuts, True, key=lambda cut: _size(page(cut)) <= LIMIT)
    return page(cuts[min(at, len(cuts) - 1)])


def _size(page: str) -> int:
    """Return how many bytes a page takes in a mail, whose lines end with two characters."""
    return len(page.encode("utf-8")) + page.count("\n")


def _cuts(stories: int) -> Sequence[_Cut]:
    """Return the ways to cut, each making a shorter page than the one before."""
    most = min(stories, LIMIT // _LEAST)
    fewer = [_Cut(whole, most, _HEADLINES) for whole in range(most, -1, -1)]
    return [_Cut(stories, stories)] * (most == stories) + [
        *fewer,
        *(_Cut(0, some, _HEADLINES) for some in range(most - 1, -1, -1)),
        _Cut(0, 0, 0),
    ]


def _trimmed(outline: Outline, cut: _Cut) -> Outline:
    """Return the outline with the stories behind the first ones told in brief or not at all."""
    return replace(outline, chapters=tuple(_chapter(chapter, cut) for chapter in outline.chapters))


def _chapter(chapter: Chapter, cut: _Cut) -> Chapter:
    tales = tuple(
        tale if tale.number <= cut.whole else _in_brief(tale) for tale in chapter.tales if tale.number <= cut.told
    )
    return replace(chapter, tales=tales, others=Part(chapter.others.label, chapter.others.lines[: cut.listed]))


def _in_brief(tale: Tale) -> Tale:
    return replace(tale, digest=Part("", tale.digest.lines[:1]), parts=(), also=())


def _preview(outline: Outline) -> str:
    """Return the first headlines, as many as a list of mails has room for."""
    text = " · ".join(tale.title for tale in outline.tales[:4])
    return text if len(text) <= _PREVIEW else f"{text[:_PREVIEW].rpartition(' ')[0]} …"


@cache
def _inliner() -> css_inline.CSSInliner:
    """Return what writes the style sheet into the elements; what only a style sheet can say (dark mode) stays one."""
    return css_inline.CSSInliner(
        keep_style_tags=False, keep_at_rules=True, minify_css=True, load_remote_stylesheets=False
    )
