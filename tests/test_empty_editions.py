"""`[edition] on_empty`: what comes of a morning without news."""

import json
from pathlib import Path

import pytest

from brief.errors import DONE, NO_ARTICLES, NO_SOURCES, PUBLISHED_WITH_PROBLEMS
from brief.render import RENDERERS

FERRY = "Ferry sails again\n\nThe Lune ferry is running again after eleven weeks of repair. Tickets cost two crowns.\n"
SAID = "There is no news in this edition."


@pytest.fixture
def morning(command_line, inside):
    """Build the second of two mornings on which nothing changed: `morning("skip", …)` -> code, output, errors."""
    (inside / "a.txt").write_text(FERRY)

    def call(on_empty, *words, formats=("html", "json")):
        (inside / "brief.toml").write_text(
            f'store = "s.sqlite"\n[edition]\non_empty = "{on_empty}"\n[output]\nformats = {json.dumps(list(formats))}\n'
            '[[source]]\nlocation = "*.txt"\n'
        )
        if not Path("output").exists():
            assert command_line("build", "--date", "2026-11-25")[0] == DONE
        code, out, err = command_line("build", "--date", "2026-11-26", *words)
        return code, out.decode(), err

    return call


def state():
    return {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file() and path.name != "brief.toml"}


def test_it_fails_by_default(morning):
    code, out, err = morning("fail")
    assert (code, out) == (NO_ARTICLES, "")
    assert err.startswith("brief: nothing to publish: 1 article left out: 1 printed before")


def test_skip_ends_well_and_writes_nothing(morning):
    morning("skip")
    before = state()
    code, out, err = morning("skip")
    assert (code, out) == (DONE, "")
    assert err.startswith("nothing to publish: 1 article left out")
    assert err.endswith("; nothing was written\n")
    assert state() == before
    assert not Path("output/2026-11-26").exists()


@pytest.mark.parametrize("format", sorted(set(RENDERERS) - {"pdf", "epub", "json"}))
def test_publish_makes_an_edition_that_says_so(morning, format):  # noqa: A002 - the word users type
    code, out, _ = morning("publish", "--format", format)
    assert code == DONE
    assert SAID in out.replace("=\n", "").replace("=20", " ")


def test_such_an_edition_is_listed_and_numbered_and_made_once(morning):
    assert morning("publish")[0] == DONE
    told = json.loads(Path("output/2026-11-26/briefing.json").read_bytes())
    assert (told["number"], told["sections"]) == (2, [])
    assert "No news" in Path("output/index.html").read_text(encoding="utf-8")
    assert "was made already" in morning("publish", "--once")[2]


def test_the_formats_for_books_and_paper_hold_it_too(morning):
    code, out, _ = morning("publish", formats=("epub", "pdf", "json"))
    assert code in {DONE, PUBLISHED_WITH_PROBLEMS}  # without Pango
    assert "output/2026-11-26/briefing.epub" in out


@pytest.mark.parametrize("on_empty", ["skip", "publish"])
def test_sources_that_cannot_be_read_are_no_morning_without_news(morning, inside, on_empty):
    morning(on_empty)
    (inside / "a.txt").rename(inside / "a.old")
    assert morning(on_empty)[0] == NO_SOURCES


@pytest.mark.parametrize(("on_empty", "expected"), [("fail", NO_ARTICLES), ("skip", DONE), ("publish", 3)])
def test_a_source_without_an_article_is_told_whatever_comes_of_it(morning, inside, on_empty, expected):
    morning(on_empty)
    (inside / "a.txt").write_text("")
    code, _, err = morning(on_empty)
    assert code == expected
    assert err.count("a.txt: ") == 1


@pytest.mark.parametrize(("on_empty", "expected"), [("fail", NO_ARTICLES), ("skip", DONE), ("publish", DONE)])
def test_feeds_that_have_nothing_of_the_day_are_such_a_morning(command_line, inside, site, on_empty, expected):
    site.put_feed()
    (inside / "brief.toml").write_text(f'[edition]\non_empty = "{on_empty}"\n[output]\nformats = ["html"]\n')
    code, out, _ = command_line("build", site.url(), "--date", "2026-11-26", "--allow-private")
    assert (code, b"briefing.html" in out) == (expected, on_empty == "publish")
