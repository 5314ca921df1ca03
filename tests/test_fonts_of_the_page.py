"""What fonts a page is set in: those of its theme alone, where they have all its letters, whatever this machine has."""

import contextlib
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from brief.model import Article, Briefing, Figure, Moment, Pick, Quote, Section, Sentence, Source, Story
from brief.render import fonts, pdf, render
from brief.render.theme import Options, known_themes, load_theme

pytestmark = pytest.mark.skipif(not all(there for _, there, _ in pdf.check()), reason="Pango is not installed")

DAY = date(2026, 11, 23)
TEXT = "“The ferry – all 41 metres of it – waits,” said Åse Brønd. It costs €9, or £8. A café has opened at the quay."
ROOT = Path(__file__).parent.parent


def edition(text=TEXT, title="The ferry waits"):
    spans = [found.span() for found in re.finditer(r"[^.]+\.”?", text)]
    sentences = [Sentence(n, n, text[start:end].strip(), start, end) for n, (start, end) in enumerate(spans)]
    article = Article("a", Source("files", "in"), "in/a.txt", "https://a.example/1", title, text, tuple(sentences))
    picks = tuple(Pick("a", sentence, 0.5) for sentence in sentences)
    story = Story(
        "s", title, "", 0, "news", (article,), keywords=("ferry",), digest=picks, quotes=(Quote("Åse Brønd", picks[0]),),
        figures=(Figure("euros", ("9", "8"), (picks[0], picks[0]), False),),
        timeline=tuple(Moment(DAY - timedelta(n), picks[0]) for n in (2, 1)),
    )  # fmt: skip
    when = datetime(2026, 11, 23, tzinfo=UTC)
    return Briefing("The Ferry", DAY, "UTC", "en", when, (Section("news", "News", (story,), (story,)),))


def alone(*words, theme="morning", **options):
    return pdf.printed(edition(*words), load_theme(str(theme), Options(**options))).own_fonts


def test_letters_that_the_fonts_of_the_theme_have_need_no_other_font():
    assert all(alone(theme=theme) for theme in known_themes())


@pytest.mark.parametrize("letter", ["Привет", "日", "→", "&#1055;"])
def test_other_letters_need_those_of_this_machine(letter):
    assert alone(f"The ferry {letter} waits.") == letter.startswith("&")
    assert alone(TEXT, letter) == letter.startswith("&")
    assert alone(masthead=letter) == letter.startswith("&")


def test_a_theme_of_one_s_own_may_name_fonts_of_this_machine(tmp_path):
    (tmp_path / "style.css").write_text('@import "morning/style.css";\nh1{font-family:Georgia}', encoding="utf-8")
    assert not alone(theme=tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [("a.png", b"\x89PNG\r\n\x1a\n", True), ("a.svg", b"<svg/>", False), ("b.svg", b"<?xml?><svg/>", False)],
)
def test_a_logo_that_is_drawn_may_hold_text_in_any_font(tmp_path, name, content, expected):
    (tmp_path / name).write_bytes(content)
    assert alone(logo=str(tmp_path / name)) is expected


@pytest.mark.parametrize("theme", known_themes())
def test_the_shipped_themes_set_everything_in_fonts_that_they_bring(theme):
    sheet = pdf.printed(edition(), load_theme(theme))
    brought = set(re.findall(r'@font-face\{font-family:"([^"]+)"', sheet.text))
    boxes = [box for page in pdf.laid_out(sheet).pages for box in page._page_box.descendants()]
    assert {box.style["font_family"][0] for box in boxes if getattr(box, "text", "").strip()} <= brought
    assert brought


@pytest.mark.parametrize("theme", known_themes())
def test_the_fonts_of_this_machine_change_no_byte(theme, monkeypatch):
    plain = render(edition(), "pdf", theme)
    monkeypatch.setattr(fonts, "none_of_this_machine", contextlib.nullcontext)
    assert render(edition(), "pdf", theme) == plain


def test_a_page_of_other_letters_finds_their_fonts_after_one_that_needed_none():
    first = render(edition("The ferry, 日本, waits."), "pdf")
    render(edition(), "pdf")
    assert render(edition("The ferry, 日本, waits."), "pdf") == first


@pytest.mark.parametrize("before", ["", "pdf.render(edition(), load_theme('morning'));"])
def test_what_is_known_of_this_machine_s_fonts_is_the_same_after_a_page_that_needed_none(before):
    """Fontconfig is set up once in a process, by whatever asks for it first."""
    words = "from tests.test_fonts_of_the_page import edition, fonts, load_theme, pdf;"
    words += f"{before} print([script.name for script in fonts.lacking()])"
    command = [sys.executable, "-c", words]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert ran.stdout.strip() == str([script.name for script in fonts.lacking()])


def test_the_environment_is_put_back_also_after_a_failure(monkeypatch):
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    met = []

    def fails():
        with fonts.none_of_this_machine():
            met.append(Path(os.environ["FONTCONFIG_FILE"]))
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    assert "FONTCONFIG_FILE" not in os.environ
    assert met[0].is_file()
