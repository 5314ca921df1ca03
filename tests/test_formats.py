"""Every format tells the whole edition, nothing that is withheld, and nothing that an article's markup could do."""

import email
import email.policy
import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from brief.cli.build import build
from brief.config import Output
from brief.model import (
    Article,
    Briefing,
    Edit,
    Figure,
    LeftOut,
    Moment,
    Pick,
    Problem,
    Published,
    Quote,
    Section,
    Sentence,
    Source,
    Statistics,
    Story,
)
from brief.render import RENDERERS, render

DAY = date(2026, 11, 23)
FORMS = ("md", "txt", "epub", "eml")
EVIL = (
    "<script>alert('x')</script> \"q\" & {{ 7 * 7 }} </style>]]> *b* [a](javascript:alert(1)) &lt; \x00\x07\u202e\ud800"
)
SHOWN = "<script>alert('x')</script> \"q\" & {{ 7 * 7 }} </style>]]> *b* [a](javascript:alert(1)) &lt; \ufffd"


def article(name, text, **changes):
    pieces = [(found[0], found.start(), found.end()) for found in re.finditer(r"(?:[^\n]|\n(?!\n))+", text)]
    sentences = tuple(Sentence(index, index, *piece) for index, piece in enumerate(pieces))
    given = {"url": f"https://{name}.example/news", "title": f"Title {name}", "site": f"Post {name}"}
    given |= {"published": Published(DAY)} | changes
    return Article(name, Source("files", "in"), f"in/{name}.txt", text=text, sentences=sentences, **given)


FIRST = article(
    "first", "The bridge over the Lune opened on Monday.\n\nIt cost 12 million crowns.\n\n“We\nwaited,” said Ada Holm."
)
SECOND = article("second", "It cost 14 million crowns.\n\nWork began in March.", published=None, kind="opinion")
THIRD = article("third", "Nobody reads this.", published=Published(date(2017, 3, 1)))
LISTED = article("listed", "Rain is on its way.", title="Rain on its way")
HIDDEN = article("hidden", "The secret is out.", title="A secret headline")


def pick(one, at):
    return Pick(one.id, one.sentences[at], 0.5)


STORY = Story(
    id="s1",
    title="The bridge is open",
    label="bridge",
    topic=0,
    section="world",
    articles=(FIRST, SECOND, THIRD),
    keywords=("bridge", "trams"),
    digest=(pick(FIRST, 0),),
    quotes=(Quote("Ada Holm", pick(FIRST, 2)),),
    figures=(
        Figure("million crowns", ("12", "14"), (pick(FIRST, 1), pick(SECOND, 0)), agree=False),
        Figure("months", ("eight", "eight"), (pick(SECOND, 1), pick(FIRST, 1)), agree=True),
    ),
    timeline=(Moment(date(2026, 11, 22), pick(SECOND, 1)),),
    update_of=date(2026, 11, 20),
    before="2026-11-20/briefing.html#story-1",
    edits=(Edit("bridge", "note", "Told again tomorrow."), Edit("bridge", "pin"), Edit("bridge", "retitle", "x")),
)
OTHER = Story(id="s2", title="Rain on its way", label="", topic=1, section="world", articles=(LISTED,))
BRIEFING = Briefing(
    title="The Morning Brief",
    day=DAY,
    zone="Europe/Oslo",
    language="en",
    generated=datetime(2026, 11, 22, 23, tzinfo=UTC),
    sections=(Section("world", "World", (STORY,), (OTHER,)),),
    problems=(Problem("read", "in/broken.txt", "is not text"),),
    statistics=Statistics(
        read=7, articles=4, sources=4, stories=2, duplicates=2, undated=1, left_out={"embargoed": 1, "too old": 2}
    ),
    left_out=(LeftOut(HIDDEN, "embargoed", "until tomorrow"),),
    number=7,
    home="../",
)
TOLD = (
    "The Morning Brief",
    "Monday, 23 November 2026",
    "No. 7",
    "1 story from 4 articles",
    "1 source or file could not be used",
    "World",
    "The bridge is open",
    "Update of 20 Nov",
    "Editor’s choice",
    "Headline by the editor",
    "Told again tomorrow.",
    "3 sources",
    "bridge, trams",
    "The bridge over the Lune opened on Monday.",
    "Sources differ: million crowns",
    "12: It cost 12 million crowns.",
    "14: It cost 14 million crowns.",
    "Post second, opinion",
    "Sources agree",
    "eight months: Work began in March.",
    "Who said what",
    "Ada Holm: “We waited,” said Ada Holm.",
    "Day by day",
    "22 Nov: Work began in March.",
    "Also in",
    "Post third",
    "1 Mar 2017, 10 years ago",
    "undated",
    "Other headlines",
    "Rain on its way",
    "Post listed",
    "4 articles from 4 sources, grouped into 2 stories: 1 told, 1 listed by their headline.",
    "2 articles tell the same in nearly the same words.",
    "Of 7 that came in, 3 are left out: 1 under embargo, 2 older than this edition reaches back.",
    "1 article carries no date.",
    "No text was written by a machine.",
    "in/broken.txt: is not text",
    "Edition of Monday, 23 November 2026 (Europe/Oslo).",
)


class Reader(HTMLParser):
    """The text of a page, the names of its elements, its addresses."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.links, self.open = [], set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.open = [tag] if tag == "style" else self.open
        self.links += [value for name, value in attributes if name in {"href", "src"}]

    def handle_endtag(self, tag):
        self.open = [] if tag == "style" else self.open

    def handle_data(self, data):
        if not self.open:
            self.text.append(data)


def parts(mail):
    message = email.message_from_bytes(mail, policy=email.policy.default)
    return [part.get_content().replace("\r\n", "\n") for part in message.iter_parts()]


def pages(book):
    archive = zipfile.ZipFile(io.BytesIO(book))
    names = re.findall(r'href="([\w-]+\.xhtml)"', archive.read("EPUB/package.opf").decode())
    return [archive.read(f"EPUB/{name}").decode() for name in names]


def page_text(text):
    return "".join(Reader(text).text)


def texts(form, content):
    """What a reader of a format reads; of a mail both of its parts, each by itself."""
    if form == "md":
        return [page_text(MarkdownIt("commonmark").render(content.decode()))]
    if form == "txt":
        return [content.decode()]
    if form == "epub":
        trees = [ET.fromstring(page.partition("<!DOCTYPE html>")[2]) for page in pages(content)]  # noqa: S314  our own
        return ["\n".join("".join(tree.itertext()) for tree in trees)]
    plain, page = parts(content)
    return [plain, page_text(page)]


def lines(form, briefing=BRIEFING):
    return [" ".join(text.split()) for text in texts(form, render(briefing, form))]


@pytest.mark.parametrize("form", FORMS)
def test_all_that_the_page_tells_is_told(form):
    for line in lines(form):
        assert [told for told in TOLD if told not in line and told.upper() not in line] == []


@pytest.mark.parametrize("form", FORMS)
def test_what_is_withheld_is_not_written(form):
    content = render(BRIEFING, form)
    for text in [*texts(form, content), content.decode("latin-1")]:
        assert "secret" not in text
        assert "hidden.example" not in text


def evil(name, **changes):
    return article(
        name,
        f"{EVIL}\n\nSecond.\n\nThird.",
        title=EVIL,
        site=EVIL,
        url="javascript:alert(1)",
        language='x"><b>',
        **changes,
    )


def evil_briefing():
    told = replace(
        STORY,
        title=EVIL,
        articles=(evil("first"), evil("second"), evil("third")),
        keywords=(EVIL,),
        figures=(Figure(EVIL, (EVIL, EVIL), STORY.figures[0].picks, agree=False),),
        quotes=(Quote(EVIL, STORY.quotes[0].pick),),
        edits=(Edit("x", "note", EVIL),),
    )
    part = Section('../../"x', EVIL, (told,), (replace(told, id="s2"),))
    return replace(BRIEFING, title=EVIL, sections=(part,), problems=(Problem("read", EVIL, EVIL),))


@pytest.mark.parametrize("form", FORMS)
def test_markup_in_an_article_is_text(form):
    for text in lines(form, evil_briefing()):
        assert text.count(SHOWN) > 8
        assert "49" not in text


@pytest.mark.parametrize("form", FORMS)
def test_no_element_and_no_address_comes_from_an_article(form):
    content = render(evil_briefing(), form)
    markup = {
        "md": lambda: [MarkdownIt("commonmark").render(content.decode())],
        "txt": list,
        "epub": lambda: pages(content),
        "eml": lambda: parts(content)[1:],
    }[form]()
    read = [Reader(text) for text in markup]
    assert {tag for one in read for tag in one.tags} & {"script", "iframe", "img", "form"} == set()
    assert [link for one in read for link in one.links if not re.match(r"[\w-]+\.(xhtml|css)", link)] == []


@pytest.mark.parametrize("form", FORMS)
def test_no_character_is_written_that_cannot_be_seen(form):
    for text in texts(form, render(evil_briefing(), form)):
        assert re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text) is None


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "stories", [(), (replace(STORY, title="", keywords=(), digest=(), quotes=(), figures=(), timeline=(), edits=()),)]
)
def test_an_edition_of_nothing_can_be_written(form, stories):
    bare = replace(
        BRIEFING, sections=(Section("world", "World", stories),), problems=(), statistics=Statistics(), number=None
    )
    for line in lines(form, bare):
        assert "The Morning Brief" in line
        assert not stories or "Untitled, Post first" in line


@pytest.mark.parametrize("form", FORMS)
def test_no_link_leads_to_a_place_beside_the_file(form):
    assert b"../" not in render(BRIEFING, form)


def test_the_same_briefing_gives_the_same_bytes_in_every_process(tmp_path, plain_environment):
    root = Path(__file__).parent.parent
    (tmp_path / "a.txt").write_text("Bridge opens\n\nThe bridge opened on Monday. It is long.\n", encoding="utf-8")
    found = []
    for seed in ("1", "77"):
        folder = tmp_path / seed
        folder.mkdir()
        names = [str(folder / f"x.{form}") for form in FORMS]
        words = [word for name in names for word in ("-o", name)]
        environment = plain_environment | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root), "TZ": f"UTC{seed[0]}"}
        command = [sys.executable, "-m", "brief", "build", "a.txt", "--date", "2026-11-20", *words]
        subprocess.run(command, check=True, cwd=tmp_path, env=environment, capture_output=True)
        found.append([Path(name).read_bytes() for name in names])
        assert os.listdir(folder) != []  # noqa: PTH208
    assert found[0] == found[1]


def test_the_settings_and_the_command_line_know_every_format():
    known = set(get_args(get_args(Output.model_fields["formats"].annotation)[0]))
    choice = next(option for option in build.params if option.name == "output")
    assert known == set(choice.type.choices) == set(RENDERERS)


def test_formats_of_the_settings_go_into_the_folder(command_line, inside):
    (inside / "brief.toml").write_text(
        '[[source]]\nlocation = "a.txt"\n[output]\nformats = ["md", "txt", "epub", "eml"]\n'
    )
    (inside / "a.txt").write_text("Bridge opens\n\nThe bridge opened on Monday. It is long.\n", encoding="utf-8")
    assert command_line("build", "--date", "2026-11-20")[0] == 0
    names = {path.name for path in (inside / "output").rglob("*.*")}
    assert names == {f"{stem}.{form}" for form in FORMS for stem in ("briefing", "latest")} | {"index.html"}
