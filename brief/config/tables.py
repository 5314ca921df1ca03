"""The tables of brief.toml: its schema and its documentation, and what is wrong by them. The only door to pydantic."""

from __future__ import annotations

import os.path
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from brief import forms
from brief.errors import nearest

# More does not fit over a page in the smallest of the masthead's sizes.
LONGEST_TITLE = 120

#: Faults whose name in pydantic would mean nothing to a reader of brief.toml.
_PLAIN_WORDS = {
    "model_type": "should be a table",
    "model_attributes_type": "should be a table",
    "list_type": "should be a list",
    "string_type": "should be a text in quotes",
    "int_type": "should be a whole number",
    "int_parsing": "should be a whole number",
    "int_from_float": "should be a whole number",
    "string_pattern_mismatch": "should be a code of two or three letters, such as en",
    "string_too_short": "should not be empty",
}

_T = TypeVar("_T", bound=BaseModel)
_Phrase = Annotated[str, Field(min_length=1, max_length=100)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Edition(_Table):
    """[edition]: what the briefing is called, where and in what language it appears."""

    title: Annotated[str, Field(min_length=1, max_length=LONGEST_TITLE, description="title over the first page")] = (
        "The Morning Brief"
    )
    zone: Annotated[str, AfterValidator(forms.zone), Field(description="IANA time zone of the edition's day")] = "UTC"
    language: Annotated[
        str,
        Field(
            pattern=r"^[a-z]{2,3}$",
            description="language of the page, and of articles that neither say nor show theirs",
        ),
    ] = "en"
    paper: Annotated[Literal["a4", "letter", "a5"] | None, Field(description="paper; default: the theme's own")] = None
    max_stories: Annotated[int, Field(ge=1, description="stories told; the others are listed as headlines")] = 24
    minutes: Annotated[int | None, Field(ge=1, description="time to read what is told; the rest is listed")] = None
    since: Annotated[
        str | None,
        AfterValidator(forms.since),
        Field(description="a day, or a span before the edition's (36h, 3d); older dated articles are left out"),
    ] = None
    on_empty: Annotated[
        Literal["fail", "skip", "publish"],
        Field(
            description="where there is no news: fail (exit code 4), skip (exit code 0, nothing is written), publish "
            "(an edition that says so)"
        ),
    ] = "fail"


class SourceEntry(_Table):
    """[[source]]: one place that articles come from."""

    location: Annotated[
        str,
        Field(
            min_length=1,
            description="web address of a feed, page or list of feeds; file, folder or glob, relative to brief.toml; "
            "or package.module:function",
        ),
    ]
    name: Annotated[str | None, Field(description="outlet, where its articles name none")] = None
    section: Annotated[str | None, Field(description="section of all its articles")] = None
    weight: Annotated[float, Field(gt=0, le=100, description="how much it counts beside the 1 of the others")] = 1.0
    full_text: Annotated[
        Literal["auto", "always", "never"],
        Field(description="whether the page of a feed's item is fetched; auto: where the item is a teaser"),
    ] = "auto"


class Web(_Table):
    """[web]: how live sources are asked."""

    allow_private: Annotated[
        bool, Field(description="also ask addresses that are not public, as in an intranet; never on a shared machine")
    ] = False
    at_once: Annotated[int, Field(ge=1, le=100, description="requests under way at a time")] = 20
    per_host: Annotated[int, Field(ge=1, le=10, description="of these, to one host")] = 2
    contact: Annotated[
        str | None,
        AfterValidator(forms.header),
        Field(min_length=1, max_length=200, description="address for webmasters, in the User-Agent"),
    ] = None
    alert_after: Annotated[
        int, Field(ge=1, le=365, description="editions in a row in which a source fails before that is said loudly")
    ] = 3


class SectionEntry(_Table):
    """[sections.NAME]: a section of your own, or what you add to one of the program's (world, business, sport, ...)."""

    keywords: Annotated[list[_Phrase], Field(description="words or phrases; a story that they tell belongs here")] = []
    title: Annotated[str | None, Field(min_length=1, max_length=60, description="its title; default: the name")] = None
    max: Annotated[int | None, Field(ge=0, description="stories it tells; its others are listed")] = None


class Rank(_Table):
    """[rank]: which stories come first."""

    boost: Annotated[
        list[_Phrase], Field(description="words or phrases; a story with one in a headline counts double")
    ] = []
    mute: Annotated[
        list[_Phrase], Field(description="words or phrases; an article with one in its headline is left out")
    ] = []
    half_life: Annotated[float, Field(gt=0, le=3650, description="days in which news loses half its worth")] = 2.0
    max_per_source: Annotated[
        int | None, Field(ge=1, description="stories told with one outlet's article as the lead")
    ] = None


class EditEntry(_Table):
    """[[edit]]: what the editor does with one story; also in a file edits.toml beside brief.toml."""

    match: Annotated[
        str, Field(min_length=1, description="address of an article, id of an article or story, or words of a headline")
    ]
    do: Annotated[
        Literal["pin", "lead", "drop", "retitle", "note"],
        Field(description="tell it in any case, put it first, leave it out, give it another title, or add a note"),
    ]
    text: Annotated[str, Field(max_length=500, description="the new title, or the note")] = ""

    @model_validator(mode="after")
    def _has_its_text(self) -> EditEntry:
        if self.do in ("retitle", "note") and not self.text:
            raise ValueError(f"do = {self.do!r} needs a text")
        if self.do not in ("retitle", "note") and self.text:
            raise ValueError(f"do = {self.do!r} takes no text")
        return self


class SummarySettings(_Table):
    """[summary]: how a story is told."""

    method: Annotated[str, Field(description="a name of `brief methods`, or package.module:function")] = "brief"
    sentences: Annotated[
        int,
        Field(
            ge=1,
            le=50,
            description="sentences of a story, at most; without it a story of several articles has 5 of 120 words",
        ),
    ] = 3


class Output(_Table):
    """[output]: where results go, and in which formats."""

    folder: Annotated[str, Field(min_length=1, description="folder of results, relative to brief.toml")] = "output"
    formats: Annotated[
        list[Literal["html", "pdf", "json", "md", "txt", "epub", "eml"]],
        Field(min_length=1, description="formats to write: html, pdf, json, md, txt, epub, eml"),
    ] = ["html", "pdf", "json"]
    theme: Annotated[str, Field(min_length=1, description="name of a theme, or a folder relative to brief.toml")] = (
        "morning"
    )
    attach: Annotated[bool, Field(description="whether the PDF carries the briefing as JSON")] = False


class ThemeOptions(_Table):
    """[theme]: what is your own about the look, whichever theme it is."""

    accent: Annotated[
        str | None,
        AfterValidator(forms.color),
        Field(description="color of marks and labels (#0b4f8a), dark enough to read"),
    ] = None
    masthead: Annotated[
        str | None,
        Field(
            min_length=1, max_length=LONGEST_TITLE, description="what stands over the first page instead of the title"
        ),
    ] = None
    logo: Annotated[
        str | None, AfterValidator(forms.picture), Field(description="picture beside it, relative to brief.toml")
    ] = None
    pictures: Annotated[
        Literal["lead", "all", "none"],
        Field(description="which stories show the picture of their article, where it has one: lead, all, none"),
    ] = "lead"


class Publish(_Table):
    """[publish]: what stands in the folder of results beside the edition."""

    sources: Annotated[
        bool,
        Field(
            description="whether files of yours without a web address are copied there, so that their sentences can be "
            "looked up; never what comes from the web"
        ),
    ] = False
    index: Annotated[
        bool, Field(description="whether index.html there lists all editions, with a search, and feed.xml the newest")
    ] = True
    url: Annotated[
        str | None,
        AfterValidator(forms.site_address),
        Field(description="web address that the folder is published at; feed.xml is made where it is given"),
    ] = None
    keep: Annotated[
        int | None,
        Field(ge=1, le=36500, description="days before the edition's of which editions stay there; older ones go"),
    ] = None


class Deliver(_Table):
    """[deliver]: to whom `brief deliver` sends the edition; what is secret comes from the environment."""

    sender: Annotated[
        Annotated[str, AfterValidator(forms.mailbox)] | None,
        Field(description="mail address that it comes from; its name is the edition's title"),
    ] = None
    to: Annotated[
        list[Annotated[str, AfterValidator(forms.mailbox)]],
        Field(description="mail addresses; each gets a mail of its own"),
    ] = []
    subject: Annotated[
        str,
        AfterValidator(forms.subject),
        Field(
            min_length=1,
            max_length=200,
            description="{edition}: title and day in words, {day}: 2026-11-20",
        ),
    ] = "{edition}"
    attach: Annotated[list[Literal["pdf", "epub"]], Field(description="formats that go along with the mail")] = []
    unsubscribe: Annotated[
        str | None,
        AfterValidator(forms.way_out),
        Field(description="address for taking oneself off the list (mailto: or https:), for mail programs to show"),
    ] = None
    webhook: Annotated[
        str | None, AfterValidator(forms.web_address), Field(description="web address that is told of the edition")
    ] = None

    @model_validator(mode="after")
    def _has_a_sender(self) -> Deliver:
        if self.to and not self.sender:
            raise ValueError('mail needs a sender = "name@your-domain"')
        return self


class Edits(_Table):
    """edits.toml: more of the editor's hand, in a file of its own."""

    edit: Annotated[
        list[EditEntry], Field(description="what is done with single stories, after that of brief.toml")
    ] = []


class Config(_Table):
    """The whole of brief.toml.

    `folder` is where the file stands, and what its paths are relative to; it is not a key of the file.
    """

    store: Annotated[
        str | None,
        Field(min_length=1, description="file that remembers what was printed; without one every day stands alone"),
    ] = None
    edition: Edition = Edition()
    source: list[SourceEntry] = []
    web: Web = Web()
    sections: dict[Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")], SectionEntry] = {}
    rank: Rank = Rank()
    edit: list[EditEntry] = []
    summary: SummarySettings = SummarySettings()
    output: Output = Output()
    theme: ThemeOptions = ThemeOptions()
    publish: Publish = Publish()
    deliver: Deliver = Deliver()
    folder: Annotated[Path, Field(exclude=True)] = Path()

    def path(self, location: str) -> str:
        """Return a path of the file as seen from the working folder."""
        return location if location == "-" or Path(location).is_absolute() else os.path.normpath(self.folder / location)


def validated(kind: type[_T], told: Mapping[str, Any]) -> _T | list[str]:
    """Return the table that a file tells, or every fault of it, a line each."""
    try:
        return kind.model_validate(told)
    except ValidationError as error:
        return [_told(fault) for fault in error.errors()]


def _told(fault: Any) -> str:
    """One fault as a line: where, what, and the nearest known key."""
    place = [str(part) for part in fault["loc"]]
    where = ".".join(place)
    if place[-1] == "[key]":
        return f"{'.'.join(place[:-1])}: should be a name of lower-case letters, digits and hyphens"
    if fault["type"] == "extra_forbidden":
        if place[-1] == "store":  # below a table's head, TOML takes it for a key of that table
            return f"{where}: no such key; store stands at the head of the file, above the first table"
        known = [name for name in _keys(place[:-1]) if name != "folder"]
        return f"{where}: no such key{nearest(place[-1], known)}; known: {', '.join(known)}"
    if fault["type"] == "missing":
        return f"{where}: is missing"
    own = str(fault["msg"]).removeprefix("Value error, ").removeprefix("Input ")
    said = _PLAIN_WORDS.get(fault["type"]) or own
    # An address may hold a password.
    is_told = isinstance(fault["input"], dict | list | BaseModel) or "IANA" in said or "://" in str(fault["input"])
    given = "" if is_told else f", not {fault['input']!r}"
    return f"{where}: {said[:1].lower()}{said[1:]}{given}"


def _keys(place: Sequence[str]) -> list[str]:
    """The keys that a table knows."""
    field = Config.model_fields.get(place[0]) if place else None
    kinds = (field.annotation, *get_args(field.annotation)) if field else ()
    table = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), Config)
    return list(table.model_fields)
