"""What a user may change about a theme: options of brief.toml, a theme that extends another, the start of one's own."""

import dataclasses
import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from brief.color import READABLE, contrast, readable_on
from brief.errors import ConfigError, ThemeError
from brief.model import Article, Briefing, Section, Sentence, Source, Story
from brief.render import fonts, pdf, render
from brief.render.theme import Options, known_themes, load_theme

needs_pango = pytest.mark.skipif(not all(there for _, there, _ in pdf.check()), reason="Pango is not installed")


def edition(title="Rain falls", language="en"):
    one = Article(
        "a", Source("files", "in"), "in/a.txt", None, title, "It rained.", (Sentence(0, 0, "It rained.", 0, 10),)
    )
    part = Section("world", "World", (Story("s", title, "", 0, "world", (one,)),))
    stamp = datetime(2026, 11, 23, tzinfo=UTC)
    return Briefing("The Morning Brief", date(2026, 11, 23), "UTC", language, stamp, (part,))


def body(page):
    return page[page.index("<body") :]


def configured(folder, text):
    from brief.config import read_config

    file = folder / "brief.toml"
    file.write_text(text, encoding="utf-8")
    return read_config(str(file), {"output.theme": known_themes()})


@pytest.mark.parametrize("theme", known_themes())
def test_an_accent_colors_day_night_and_paper(theme):
    style = load_theme(theme, Options(accent="#114411")).style(paper=True)
    own = style[style.index("/* Options of brief.toml. */") :]
    assert ":root{--accent:#114411" in own
    assert "@page{--accent:#114411}" in own
    night = own[own.index("dark") :].partition("--accent:")[2][:7]
    assert contrast(night, "#161412") >= READABLE


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert readable_on("#ffee00", "#000000") == "#ffee00"
    assert contrast(readable_on("#000080", "#161412"), "#161412") >= READABLE


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ('[theme]\naccent = "#ff0"', "theme.accent: should be a color such as #0b4f8a"),
        ('[theme]\naccent = "#dddd00"', "theme.accent: cannot be read on paper: its contrast is 1."),
        ('[theme]\nlogo = "logo.txt"', "theme.logo: should be a picture (.png, .jpg, .jpeg, .svg, .webp)"),
        ('[theme]\nlogo = "none.png"', "theme.logo: there is no file 'none.png'"),
        (
            '[theme]\nacent = "#0b4f8a"',
            "theme.acent: no such key (did you mean 'accent'?); known: accent, masthead, logo",
        ),
        ('[edition]\npaper = "a3"', "edition.paper: should be 'a4', 'letter' or 'a5'"),
        ('[output]\nattach = "maybe"', "output.attach: should be"),
    ],
)
def test_faults_are_told_as_all_others_are(tmp_path, told, fault):
    with pytest.raises(ConfigError) as caught:
        configured(tmp_path, told)
    assert fault in str(caught.value)


def test_options_of_the_file_are_read(tmp_path):
    (tmp_path / "logo.png").write_bytes(b"x")
    config = configured(
        tmp_path, '[edition]\npaper = "letter"\n[theme]\naccent = "#0B4F8A"\nmasthead = "MB"\nlogo = "logo.png"'
    )
    assert (config.edition.paper, config.theme.accent, config.theme.masthead) == ("letter", "#0b4f8a", "MB")


@pytest.mark.parametrize("theme", known_themes())
def test_masthead_and_logo_stand_over_the_page_and_the_title_stays(theme, tmp_path):
    logo = tmp_path / "Logo.SVG"
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    page = render(edition(), "html", load_theme(theme, Options(masthead="MB <1>", logo=str(logo)))).decode()
    assert ">MB &lt;1&gt;</h1>" in page
    assert "<title>The Morning Brief, " in page
    assert '<img src="data:image/svg+xml;base64,' in body(page)


def test_a_logo_that_went_away_is_told(tmp_path):
    with pytest.raises(ThemeError, match="logo .* cannot be read: No such file"):
        render(edition(), "html", load_theme("morning", Options(logo=str(tmp_path / "x.png"))))


@needs_pango
@pytest.mark.parametrize("theme", known_themes())
@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792)), ("a5", (420, 595))])
def test_the_paper_is_the_one_asked_for(theme, paper, size):
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(render(edition(), "pdf", load_theme(theme, Options(paper=paper))))).pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {size}


@needs_pango
def test_the_json_is_attached_on_request_with_the_edition_s_times():
    from pypdf import PdfReader

    theme = load_theme("dispatch", Options(attach=True))
    first, second = render(edition(), "pdf", theme), render(edition(), "pdf", theme)
    assert first == second
    reader = PdfReader(io.BytesIO(first))
    assert json.loads(reader.attachments["briefing.json"][0])["schema"] == "brief/1"
    assert not PdfReader(io.BytesIO(render(edition(), "pdf", "dispatch"))).attachments


BYTES = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from importlib.util import module_from_spec, spec_from_file_location
spec = spec_from_file_location("here", sys.argv[2])
here = module_from_spec(spec); spec.loader.exec_module(here)
theme = here.load_theme(sys.argv[3], here.Options(accent="#0b4f8a", attach=True))
for format in ("html", "json", "pdf"):
    print(hashlib.sha256(here.render(here.edition(), format, theme)).hexdigest())
"""


@needs_pango
@pytest.mark.parametrize("theme", known_themes())
def test_the_bytes_are_the_same_under_any_hash_seed_in_any_folder(theme, tmp_path, plain_environment):
    told = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        command = [sys.executable, "-c", BYTES, str(Path(__file__).parent.parent), __file__, theme]
        environment = {**plain_environment, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            command, capture_output=True, text=True, check=True, cwd=folder, env=environment, timeout=120
        )
        told.append(run.stdout)
    assert told[0] == told[1]


def test_a_page_written_from_right_to_left_says_so():
    page = render(edition("مطر", "ar"), "html").decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert '<footer class="colophon" id="colophon" lang="en" dir="ltr">' in page


def test_links_that_are_passed_on_have_a_title_and_a_text():
    page = render(edition('A "day" & more'), "html").decode()
    assert '<meta property="og:title" content="The Morning Brief, Monday, 23 November 2026">' in page
    assert '<meta property="og:description" content="A &#34;day&#34; &amp; more">' in page


def test_what_only_the_pdf_knows_is_not_on_the_page():
    for theme in known_themes():
        page = render(edition(), "html", theme).decode()
        assert not any(word in page for word in ("string-set", "bookmark-level", "target-counter"))
        assert "bookmark-level" in load_theme(theme).style(paper=True)


def test_a_theme_extends_a_shipped_one(tmp_path):
    (tmp_path / "theme.toml").write_text('extends = "reader"', encoding="utf-8")
    (tmp_path / "style.css").write_text('@import "reader/style.css";\nh1{color:teal}', encoding="utf-8")
    (tmp_path / "briefing.html.jinja").write_text(
        '{% extends "reader/briefing.html.jinja" %}{% block fonts %}Mine{% endblock %}', encoding="utf-8"
    )
    page = render(edition(), "html", str(tmp_path)).decode()
    assert "Set in Mine by brief" in page
    assert page.index("Literata") < page.index("h1{color:teal}")
    assert "bookmark-level" in load_theme(str(tmp_path)).style(paper=True)


@pytest.mark.parametrize(
    ("about", "style", "fault"),
    [
        (
            'extends = "readr"',
            "",
            "theme.toml: extends 'readr' \\(did you mean 'reader'\\?\\); known: dispatch, morning, reader",
        ),
        ('extend = "reader"', "", "theme.toml: no such key 'extend' \\(did you mean 'extends'\\?\\)"),
        ("extends = ", "", "theme.toml is wrong"),
        ('extends = "dispatch"', '@import "reader/style.css";', "imports 'reader'; it extends dispatch and morning"),
    ],
)
def test_what_is_wrong_with_a_theme_of_one_s_own_is_told(tmp_path, about, style, fault):
    (tmp_path / "theme.toml").write_text(about, encoding="utf-8")
    (tmp_path / "style.css").write_text(style, encoding="utf-8")
    with pytest.raises(ThemeError, match=fault):
        render(edition(), "html", str(tmp_path))


def test_the_themes_are_listed_each_with_what_it_is(command_line):
    code, out, _ = command_line("theme", "list")
    rows = [line.split("  ", 1) for line in out.decode().splitlines()]
    assert code == 0
    assert [row[0].strip() for row in rows] == list(known_themes())
    assert all(row[1].strip() for row in rows)


def test_a_theme_of_one_s_own_begins_as_the_one_it_changes(command_line, inside):
    code, out, _ = command_line("theme", "new", "ours", "--from", "dispatch")
    assert (code, out.decode().split()) == (0, ["ours/theme.toml", "ours/style.css"])
    assert body(render(edition(), "html", "ours").decode()) == body(render(edition(), "html", "dispatch").decode())
    (inside / "ours" / "style.css").write_text("mine", encoding="utf-8")
    code, _, errors = command_line("theme", "new", "ours")
    assert (code, errors) == (2, "brief: ours: exists; name a folder that does not\n")
    assert (inside / "ours" / "style.css").read_text(encoding="utf-8") == "mine"
    assert command_line("theme", "new", "x", "--from", "dispach")[0] == 2
    assert not (inside / "x").exists()


def test_scripts_without_a_font_are_named(monkeypatch):
    chinese = next(script for script in fonts.SCRIPTS if script.name == "Chinese")
    monkeypatch.setattr(fonts, "lacking", lambda: (chinese,))
    assert fonts.boxes(edition("首列有轨电车")) == (chinese,)
    assert fonts.boxes(edition("Первые трамваи, ελληνικά")) == ()
    monkeypatch.setattr(fonts, "lacking", lambda: None)
    assert fonts.boxes(edition("首列有轨电车")) == ()


def test_what_fontconfig_knows_is_asked(monkeypatch):
    found = fonts.lacking()
    assert found is None or set(found) <= set(fonts.SCRIPTS)
    monkeypatch.setattr(fonts, "_LIBRARIES", ("libnothing.so",))
    assert fonts.lacking() is None


def test_dispatch_tells_the_most_important_and_lists_what_has_no_room():
    one = edition().sections[0].stories[0]
    stories = tuple(
        dataclasses.replace(
            one, id=f"s{n}", title=f"Rain falls on town number {n} for a second day", importance=float(n)
        )
        for n in range(120)
    )
    many = dataclasses.replace(edition(), sections=(Section("world", "World", stories),))
    page = body(render(many, "html", "dispatch").decode())
    assert "number 119 for a second day</h3>" in page
    assert "number 0 for a second day</h3>" not in page
    assert all(f"number {n} for" in page and f'id="story-{n + 1}"' in page for n in range(120))
