"""Themes: which there are, what a user's own may change, and what none may do."""

import dataclasses
import re
from datetime import UTC, date, datetime

import pytest

from brief.errors import ThemeError, UnknownName
from brief.model import Article, Briefing, Section, Sentence, Source, Story
from brief.render import render
from brief.render.theme import known_themes, load_theme, references, with_addresses


@pytest.fixture
def edition():
    one = Article(
        "a", Source("files", "in"), "in/a.txt", None, "A title", "It rained.", (Sentence(0, 0, "It rained.", 0, 10),)
    )
    told = Story("s", "A title", "", 0, "world", (one,))
    return Briefing(
        "Brief",
        date(2026, 11, 23),
        "UTC",
        "en",
        datetime(2026, 11, 23, tzinfo=UTC),
        (Section("world", "World", (told,)),),
    )


@pytest.fixture
def theme(tmp_path):
    """A directory of a theme, from the texts of its files."""

    def make(**files):
        names = {"page": "briefing.html.jinja", "style": "style.css"}
        for name, text in files.items():
            (tmp_path / names[name]).write_text(text, encoding="utf-8")
        return str(tmp_path)

    return make


def test_morning_is_there():
    assert "morning" in known_themes()
    assert not [name for name in known_themes() if name.startswith("_")]


def test_an_unknown_theme_lists_the_known_ones():
    with pytest.raises(
        UnknownName, match="unknown theme 'mornin' \\(did you mean 'morning'\\?\\); known: dispatch, morning, reader"
    ):
        load_theme("mornin")
    with pytest.raises(UnknownName):
        load_theme("")
    with pytest.raises(UnknownName):
        load_theme("_shared")


def test_a_directory_that_is_no_theme_is_told(tmp_path):
    with pytest.raises(ThemeError, match=r"holds neither briefing\.html\.jinja nor style\.css"):
        load_theme(str(tmp_path))


def test_a_style_alone_changes_the_look(theme, edition):
    text = render(edition, "html", theme(style="h1 { color: teal }")).decode()
    assert "<style>h1 { color: teal }</style>" in text
    assert "A title" in text
    assert "@font-face" not in text


def test_a_style_may_use_the_built_in_fonts_and_its_own(theme, edition, tmp_path):
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "Own.ttf").write_bytes(b"own font")
    style = "@font-face { src: url('fonts/Own.ttf') } p { src: url(fonts/LibreFranklin-Regular.woff2) }"
    text = render(edition, "html", theme(style=style)).decode()
    assert 'url("data:font/ttf;base64,b3duIGZvbnQ=")' in text
    assert 'url("data:font/woff2;base64,' in text


def test_a_template_alone_keeps_the_style(theme, edition):
    page = "<style>{{ style }}</style>{% import '_shared/macros.jinja' as m %}{{ m.count(2, 'leaf', 'leaves') }}"
    text = render(edition, "html", theme(page=page)).decode()
    assert text.endswith("2 leaves")
    assert "Newsreader" in text


def test_a_style_cannot_end_its_element(theme, edition):
    text = render(edition, "html", theme(style="p::after { content: '</style><script>' }")).decode()
    assert "</style><script>" not in text


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("line\n{{ nothing }}", "briefing.html.jinja, line 2: 'nothing' is undefined"),
        ("{{ briefing.nothing }}", "line 1: .* has no attribute 'nothing'"),
        ("a\nb\n{% if %}", "briefing.html.jinja, line 3: "),
        ("{{ 1 / 0 }}", "briefing.html.jinja, line 1: division by zero"),
        ("{{ 'a' + 1 }}", "briefing.html.jinja, line 1: "),
        ("{% include 'nowhere' %}", "briefing.html.jinja, line 1: nowhere"),
        ("{{ 'x' | nofilter }}", "briefing.html.jinja, line 1: No filter named 'nofilter'"),
    ],
)
def test_a_wrong_template_is_named_with_its_line(theme, edition, page, reason):
    with pytest.raises(ThemeError, match=reason) as caught:
        render(edition, "html", theme(page=page))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "attempt",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ briefing.__class__ }}",
        "{{ view.minutes.__globals__ }}",
        "{{ '{0.__class__}'.format(briefing) }}",
        "{{ view.articles.clear() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ briefing['__class__'] }}",
        "{{ briefing | attr('__class__') }}",
    ],
)
def test_a_template_cannot_leave_its_box(theme, edition, attempt):
    with pytest.raises(ThemeError):
        render(edition, "html", theme(page=attempt))


def test_text_is_escaped_whatever_the_template_is_called(theme, edition):
    assert render(edition, "html", theme(page="{{ '<b>' }}{{ '<i>' ~ briefing.title }}")) == b"&lt;b&gt;&lt;i&gt;Brief"


def test_hidden_characters_do_not_reach_the_page_whatever_the_template_does(theme, edition):
    hidden = dataclasses.replace(edition, title="a\x00\u202e\x1bb \ud800")
    assert render(hidden, "html", theme(page="{{ briefing.title }}")).decode() == "ab \ufffd"


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname", "fonts/../../secret.txt", "fonts/none.woff2"])
def test_a_style_reaches_no_file_outside_its_theme(theme, edition, tmp_path, name):
    (tmp_path.parent / "secret.txt").write_text("secret", encoding="utf-8")
    with pytest.raises(ThemeError, match="there is no file"):
        render(edition, "html", theme(style=f"p {{ background: url({name}) }}"))


def test_a_file_of_a_theme_that_is_not_text_is_told(theme, edition, tmp_path):
    (tmp_path / "style.css").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ThemeError, match=r"style\.css cannot be read"):
        render(edition, "html", theme())


def test_references_are_the_files_of_the_theme_only():
    style = "a{src:url(fonts/A.woff2)} b{src:url('b.png')} c{src:url( \"fonts/A.woff2\" )} d{src:url(data:x)} e{src:url(https://x.example/y)} f{fill:url(#g)}"
    assert list(references(style)) == ["fonts/A.woff2", "b.png"]
    assert with_addresses(style, {"b.png": "X"}).count('url("X")') == 1


def test_the_fonts_are_whole_and_have_their_licences():
    theme = load_theme("morning")
    names = list(references(theme.style()))
    assert len(names) == 5
    for name in names:
        assert theme.asset(name)[:4] == b"wOF2"
        assert theme.asset(name.replace(".woff2", ".ttf"))[:4] == b"\0\1\0\0"
    families = {re.match(r"fonts/([A-Za-z]+?)(?:Display)?\d?-", name)[1] for name in names}
    assert families == {"Newsreader", "SourceSerif", "LibreFranklin"}
    for licence in ("Newsreader", "SourceSerif4", "LibreFranklin"):
        assert b"SIL Open Font License, Version 1.1" in theme.asset(f"fonts/OFL-{licence}.txt")


def test_a_link_does_not_lead_out_of_a_theme(tmp_path):
    secret = tmp_path / "secret.css"
    secret.write_text("p{color:red}", encoding="utf-8")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "style.css").symlink_to(secret)
    assert "color:red" not in load_theme(str(mine)).style()
