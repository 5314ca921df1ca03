"""The book: what the standard asks of the archive and its pages, and that EPUBCheck has nothing to say."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.model import (
    Article,
    Briefing,
    Edit,
    Figure,
    Moment,
    Pick,
    Problem,
    Published,
    Quote,
    Section,
    Sentence,
    Source,
    Story,
)
from brief.render import render
from brief.render.prose import prose

#: Where scripts/checkers.sh has put it, or anywhere.
_BESIDE = Path(os.environ.get("BRIEF_CHECKERS", ".")) / "bin" / "epubcheck"
CHECKER = str(_BESIDE) if _BESIDE.exists() else shutil.which("epubcheck")
#: A program that runs for seconds is not worth the second compiler: a third less time.
QUICK = os.environ | {"JAVA_TOOL_OPTIONS": "-Xss8m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
EVIL = "<b>&lt; ]]> {{ 7 }} \x00\x07\x0c\u202e\ud800\ufffe\U0001fffe </p>"
TEXTS = [
    ("ar", "افتتح الجسر يوم الاثنين.\nيحمل الترام والدراجات والناس."),
    ("zh", "大桥星期一开通。\n汽车仍须经由隧道通行。"),
    ("ru", "Мост открылся в понедельник.\nПо нему ездят трамваи."),
    ("he", "הגשר נפתח ביום שני.\nהוא נושא חשמליות."),
    ("en", "The bridge opened on Monday.\nCars keep to the tunnel."),
    ('x"><b>', f"{EVIL}\n{EVIL[::-1]}"),
]
ADDRESSES = [
    "https://a.example/news",
    "javascript:alert(1)",
    "https://b.example/x_(y)?a[]=1&copy=2&copy;3|{}^`#!/r#s",
    "https://[::1]:80/ä ö/100%/%zz",
    "file:///etc/passwd",
    None,
]


def article(number):
    language, text = TEXTS[number % 6]
    pieces = [(found[0], found.start(), found.end()) for found in re.finditer(r"[^\n]+", text)]
    sentences = tuple(Sentence(index, index, *piece) for index, piece in enumerate(pieces))
    title = "" if number % 7 == 6 else text.partition("\n")[0]
    day = Published(date(2016 if number % 2 else 2026, 11, 22)) if number % 5 else None
    url = ADDRESSES[number * 5 % 6]
    return Article(
        f"a{number}",
        Source("files", "in"),
        "in/a.txt",
        url,
        title,
        text,
        sentences,
        site=title[:9],
        language=language,
        published=day,
    )


def story(number):
    articles = tuple(article(number * 3 + at) for at in range(3))
    picks = tuple(Pick(one.id, one.sentences[0], 0.5) for one in articles[:2])
    return Story(
        f"s{number}", articles[0].title, "", 0, "world", articles, digest=picks, keywords=(EVIL,),
        quotes=(Quote(EVIL, picks[0]),), figures=(Figure("", ("1", EVIL), picks, agree=False), Figure("x", ("2", "2"), picks, agree=True)),
        timeline=(Moment(date(2026, 11, 21), picks[1]),), update_of=date(2026, 11, 20), before="2026-11-20/briefing.html#story-1",
        edits=(Edit("x", "note", EVIL), Edit("x", "pin")),
    )  # fmt: skip


def edition(number, others=0, **changes):
    told = tuple(map(story, range(number)))
    listed = tuple(story(200 + at) for at in range(others))
    sections = (
        Section("../x", EVIL, told[::2], listed),
        Section("sport", "Sport", told[1::2]),
        Section("empty", "Empty", ()),
    )
    problems = tuple(Problem("read", EVIL, EVIL) for _ in range(others))
    given = {"title": "The Brief", "day": date(2026, 11, 23), "zone": "Europe/Oslo", "language": "en", "number": 7}
    given |= {
        "generated": datetime(2026, 11, 22, 23, tzinfo=UTC),
        "sections": sections,
        "problems": problems,
        "home": "../",
    }
    return Briefing(**given | changes)


def opened(briefing):
    return zipfile.ZipFile(io.BytesIO(render(briefing, "epub")))


def tree(archive, name):
    return ET.fromstring(archive.read(name))  # noqa: S314  our own


@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "others", "changes"),
    [(0, 0, {}), (1, 0, {}), (70, 60, {}), (6, 2, {"language": "ar", "title": f"{EVIL}\r\nTitle"})],
)
def test_epubcheck_has_nothing_to_say(tmp_path, number, others, changes):
    if not CHECKER:
        pytest.skip("EPUBCheck: sh scripts/checkers.sh FOLDER, and BRIEF_CHECKERS=FOLDER")
    place = tmp_path / "x.epub"
    place.write_bytes(render(edition(number, others, **changes), "epub"))
    found = subprocess.run([CHECKER, str(place)], capture_output=True, text=True, check=False, env=QUICK)
    said = re.findall(r"^.*\b(?:FATAL|ERROR|WARNING)\b.*$", found.stdout + found.stderr, re.MULTILINE)
    assert (found.returncode, said) == (0, [])


@pytest.mark.slow
def test_epubcheck_can_fail(tmp_path):
    if not CHECKER:
        pytest.skip("EPUBCheck: sh scripts/checkers.sh FOLDER, and BRIEF_CHECKERS=FOLDER")
    place = tmp_path / "x.epub"
    place.write_bytes(render(edition(1), "epub").replace(b"application/epub+zip", b"application/epub-zip"))
    found = subprocess.run([CHECKER, str(place)], capture_output=True, text=True, check=False, env=QUICK)
    assert "ERROR" in found.stdout + found.stderr


def test_the_archive_begins_with_its_media_type_as_it_is():
    content = render(edition(1), "epub")
    assert content[30:58] == b"mimetypeapplication/epub+zip"
    first = zipfile.ZipFile(io.BytesIO(content)).infolist()[0]
    assert (first.compress_type, first.extra) == (zipfile.ZIP_STORED, b"")


def test_the_archive_carries_no_times():
    assert {entry.date_time for entry in opened(edition(3)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_page_is_xml_and_listed():
    archive = opened(edition(9, 3))
    book = tree(archive, "EPUB/package.opf")
    items = {item.get("id"): item.get("href") for item in book.findall(".//{*}item")}
    assert {f"EPUB/{href}" for href in items.values()} | {
        "mimetype",
        "META-INF/container.xml",
        "EPUB/package.opf",
    } == set(archive.namelist())
    assert all(tree(archive, name).tag for name in archive.namelist() if name.endswith(("xhtml", "ncx", "opf", "xml")))
    assert [item.get("idref") for item in book.findall(".//{*}itemref")] == [
        "title-page",
        "nav",
        "part-1",
        "part-2",
        "colophon",
    ]


def test_the_contents_lead_to_every_story():
    archive = opened(edition(9, 3))
    for name, tag, attribute in (("nav.xhtml", "{*}a", "href"), ("toc.ncx", "{*}content", "src")):
        links = [one.get(attribute) for one in tree(archive, f"EPUB/{name}").findall(f".//{tag}")]
        assert [link for link in links if "#story-" in link] == [
            *(f"part-1.xhtml#story-{at}" for at in range(1, 6)),
            *(f"part-2.xhtml#story-{at}" for at in range(6, 10)),
        ]
        for link in links:
            page, _, place = link.partition("#")
            assert not place or any(one.get("id") == place for one in tree(archive, f"EPUB/{page}").iter())


def metadata(briefing):
    return {
        one.get("property") or one.tag.rpartition("}")[2]: one.text
        for one in tree(opened(briefing), "EPUB/package.opf")[0]
    }


def test_the_book_says_what_it_is():
    found = metadata(edition(1))
    assert found["title"] == "The Brief, Monday, 23 November 2026"
    assert (found["language"], found["date"], found["dcterms:modified"]) == ("en", "2026-11-23", "2026-11-22T23:00:00Z")
    assert (found["belongs-to-collection"], found["group-position"]) == ("The Brief", "7")
    assert found["schema:accessibilityHazard"] == "none"


def test_an_edition_keeps_its_identifier_and_no_other_has_it():
    one = edition(1)
    again = replace(one, sections=())
    others = [replace(one, day=date(2026, 11, 24)), replace(one, title="x"), replace(one, zone="UTC")]
    assert metadata(one)["identifier"] == metadata(again)["identifier"]
    assert len({metadata(each)["identifier"] for each in (one, *others)}) == 4
    assert re.fullmatch(
        r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", metadata(one)["identifier"]
    )


def test_a_book_is_turned_the_way_its_language_is_read():
    for language, way in (("ar", "rtl"), ("en", "ltr")):
        archive = opened(edition(3, language=language))
        assert tree(archive, "EPUB/package.opf").find("{*}spine").get("page-progression-direction") == way
        assert tree(archive, "EPUB/part-1.xhtml").get("dir") == way


def test_a_sentence_in_another_language_says_so():
    page = tree(opened(edition(3)), "EPUB/part-1.xhtml")
    spoken = {(one.get("lang"), one.get("dir")) for one in page.findall(".//{*}li")}
    assert {("ar", "rtl"), ("zh", "ltr")} <= spoken
    assert all(one.get("lang") == one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in page.iter())


def test_headings_have_no_gaps_and_are_never_empty():
    archive = opened(edition(9, 3))
    for name in archive.namelist():
        if name.endswith(".xhtml"):
            headings = [one for one in tree(archive, name).iter() if re.fullmatch(r".*\}h\d", one.tag)]
            assert all("".join(one.itertext()).strip() for one in headings)
            assert [one.tag[-1] for one in headings][:1] == ["1"]
            assert {one.tag[-1] for one in headings} <= {"1", "2"}


def test_the_book_names_no_color_and_fetches_nothing():
    archive = opened(edition(9, 3))
    style = archive.read("EPUB/style.css").decode()
    assert (
        re.search(
            r"#[0-9a-f]{3}|rgb|url\(|@import|background|[^-]color:(?! inherit)",
            re.sub(r"/\*.*?\*/|#\w+[, {]", "", style),
        )
        is None
    )
    assert not any(one.tag.endswith(("}img", "}script")) for one in tree(archive, "EPUB/part-1.xhtml").iter())


def test_a_theme_may_bring_its_own_style_of_the_book(tmp_path):
    (tmp_path / "_epub").mkdir()
    (tmp_path / "_epub" / "style.css").write_text("body { margin: 1em }", encoding="utf-8")
    (tmp_path / "style.css").write_text("", encoding="utf-8")
    archive = zipfile.ZipFile(io.BytesIO(render(edition(1), "epub", str(tmp_path))))
    assert archive.read("EPUB/style.css") == b"body { margin: 1em }"


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=60), st.text(max_size=60))
def test_every_text_comes_back_from_the_pages(text, title):
    one = replace(article(4), text=text, title=title, sentences=(Sentence(0, 0, text, 0, len(text)),))
    told = replace(
        story(1),
        articles=(one,),
        title=title,
        digest=(Pick(one.id, one.sentences[0], 0.5),),
        quotes=(),
        figures=(),
        timeline=(),
    )
    page = tree(opened(edition(0, sections=(Section("x", "X", (told,)),))), "EPUB/part-1.xhtml")
    assert "".join(page.find(".//{*}h2").itertext()) == (prose(title) or f"Untitled, {prose(one.outlet)}")
    sentence = page.find(".//{*}ul[@class='points']/{*}li")
    assert "".join(sentence.itertext()).startswith(prose(text))
