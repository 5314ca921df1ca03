"""A style for paper: what a page has no use for is left out, and nothing else; numbers of pages come after layout."""

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import weasyprint
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from brief.model import Article, Briefing, Pick, Section, Sentence, Source, Story
from brief.render import numbers, render
from brief.render.paper import COMMON, trimmed
from brief.render.theme import known_themes

TEMPLATES = Path(__file__).parent.parent / "templates"
PAGE = "<body class=\"small a5\"><p class=plain><i class='odd'>"


@pytest.mark.parametrize(
    ("style", "left"),
    [
        ("@media screen{a{color:red}} @media screen and (min-width:9rem){b{color:red}}", ""),
        ("@media print{@page{size:A4} a{color:red}}", "@page{size:A4}a{color:red}"),
        ("@media print and (color){a{color:red}}", "@media print and (color){a{color:red}}"),
        (".small p,.large p,.plain.odd{margin:0}.large{margin:1px}", ".small p,.plain.odd{margin:0}"),
        ("p:not(.large),p:is(.large,.x:not(.y)),[title='.large']{margin:0}",) * 2,
        (r".la\72ge{margin:0}.large{&.small{margin:0}}", r".la\72ge{margin:0}.large{&.small{margin:0}}"),
        ('p::after{content:"} .large{ /* */ \\" ;"}/* .x{ */', 'p::after{content:"} .large{ /* */ \\" ;"}'),
        ('@import "a.css";@font-face{src:url(a)}p{margin:0}', '@import "a.css";@font-face{src:url(a)}p{margin:0}'),
        ("p{margin:0", "p{margin:0"),
        ("", ""),
    ],
)
def test_what_the_page_has_no_use_for_is_left_out(style, left):
    assert trimmed(style, PAGE).replace("\n", "") == left


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ('<html lang="en"><p lang="DE-at">', "[lang|=de]"),
        ("<html lang=en><p lang='nl'>", "[lang|=nl]"),
        ("<html lang=en>", ""),
        ('<html lang="&#100;e">', "[lang|=de],[lang|=nl]"),
    ],
)
def test_languages_that_the_page_has_not_are_left_out(page, left):
    assert trimmed("[lang|=de],[lang|=nl]{hyphens:auto}", page).partition("{")[0] == left


FACE = '@font-face{font-family:"Quay";src:url(a)}'


@pytest.mark.parametrize(
    ("given", "page", "left"),
    [
        (
            'font:600 9pt/1 "Quay","Quay Two",Georgia,serif;color:red',
            "été – “ja”",
            'font:600 9pt/1 "Quay",serif;color:red',
        ),
        ('font-family:"Quay",Georgia,serif', "Привет", 'font-family:"Quay",Georgia,serif'),
        ('font-family:"Quay",Georgia,serif', "&#1055;", 'font-family:"Quay",Georgia,serif'),
        ('font-family:"Elsewhere","Quay",serif', "a", 'font-family:"Elsewhere","Quay",serif'),
        ("font-family:Georgia,serif", "a", "font-family:Georgia,serif"),
        ('content:"Quay",serif', "a", 'content:"Quay",serif'),
    ],
)
def test_fonts_that_stand_by_are_named_where_the_page_has_letters_for_them(given, page, left):
    assert trimmed(f"{FACE}p{{{given}}}", page).rpartition("p{")[2].rstrip("}\n") == left


def test_the_fonts_of_the_themes_have_the_letters_that_need_no_other_font():
    files = [file for theme in known_themes() for file in (TEMPLATES / theme).glob("fonts/*.ttf")]
    lacking = {file.name: COMMON.difference(map(chr, TTFont(file).getBestCmap())) - {"\n", "\t"} for file in files}
    assert lacking == {file.name: set() for file in files}
    assert len(lacking) > 3


def test_classes_that_cannot_be_read_from_the_text_leave_all_rules():
    assert ".large" in trimmed(".large{margin:0}", '<p class="l&#97;rge">')


@pytest.mark.parametrize(
    ("style", "left"),
    [
        (":root{--a:1px;--b:var(--a)}p{margin:var(--b)}", "p{margin:1px}"),
        (":root{--a:1px}@media print{:root{--a:2px}}p{margin:var( --a )}", "p{margin:2px}"),
        (":root{--a:1px}.small{--a:2px}p{margin:var(--a)}", "p{margin:var(--a)}"),
        (":root{--a:1px}@media (color){p{--a:2px}}p{margin:var(--a)}", "p{margin:var(--a)}"),
        (":root{--a:1px}@page{margin:var(--a)}", "@page{margin:var(--a)}"),
        (":root{--a:var(--a)}p{margin:var(--a)}", "p{margin:var(--a)}"),
        ("p{margin:var(--c,3px)}", "p{margin:var(--c,3px)}"),
    ],
)
def test_what_only_the_root_sets_stands_in_its_place(style, left):
    assert trimmed(style, PAGE).replace("\n", "").endswith(left)


def edition(language, number):
    """Stories of one long sentence each, said often enough for pages of their own."""
    text = " ".join(["The ferry waited at the quay while the river rose over its banks again."] * 9)

    def story(at):
        one = Article(
            f"a{at}", Source("files", "in"), "in/x.txt", None, f"Ferry {at} waits", text, (), language=language
        )
        picks = tuple(Pick(one.id, Sentence(n, n, text, 0, len(text)), 0.5) for n in range(4))
        return Story(f"s{at}", one.title, "", 0, "news", (one,), digest=picks, importance=100 - at)

    told = tuple(story(at) for at in range(number))
    when = datetime(2026, 11, 23, tzinfo=UTC)
    return Briefing("The Ferry", date(2026, 11, 23), "UTC", language, when, (Section("news", "News", told, ()),))


def texts(content):
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["morning", "reader"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_numbers_of_pages_are_those_that_weasyprint_would_have_set(theme, language, monkeypatch):
    briefing = edition(language, 5)
    mine = render(briefing, "pdf", theme)
    monkeypatch.setattr(weasyprint, "__version__", "999.0")
    own = render(briefing, "pdf", theme)
    assert texts(mine) == texts(own)
    assert len(texts(own)) > 2


def test_numbers_of_two_digits_are_right_as_well():
    found = texts(render(edition("en", 12), "pdf", "reader"))
    listed = re.findall(r"Ferry (\d+) waits\s+(\d+)", " ".join(found[:2]))
    assert len(listed) == 12
    assert {len(page) for _, page in listed} == {1, 2}
    for at, page in listed:
        assert f"Ferry {at} waits" in found[int(page) - 1]


@pytest.mark.parametrize(
    ("style", "version"),
    [
        ("a::after{content:target-counter(attr(href),page)}", "71.0"),
        ("@page{counter-reset:page 4}a::after{content:target-counter(attr(href),page)}", "70.0"),
        ("a::after{content:target-counter(attr(title),page)}", "70.0"),
    ],
)
def test_what_is_counted_otherwise_is_left_to_weasyprint(style, version):
    assert numbers.reserved(style, version, 9) == (style, "")


def test_a_link_to_nowhere_has_no_number(tmp_path):
    folder = tmp_path / "theme"
    folder.mkdir()
    (folder / "briefing.html.jinja").write_text(
        '<html lang="en"><title>T</title><style>{{ style }}</style><h1><a href="#x">There</a></h1>'
        '<h2 id="y"><a href="#y">Here</a></h2>',
        encoding="utf-8",
    )
    (folder / "style.css").write_text('a::after{content:"(" target-counter(attr(href),page) ")"}', encoding="utf-8")
    (found,) = texts(render(replace(edition("en", 1), sections=()), "pdf", str(folder)))
    assert "There()" in found
    assert "Here(1)" in found
