"""A preview shows what `brief build` writes, and after a change makes again only what that touches."""

import json
from datetime import date
from pathlib import Path

import pytest

from brief import pipeline
from brief.cli.rebuilding import Rebuilding, Steps, Wanted
from brief.errors import BriefError, ConfigError, NothingToPublish, StoreError, ThemeError, UsageError
from brief.render import render, theme
from brief.store import Store, borrowed

FERRY = (
    "Ferry to Lindmoor sails again\n\nThe ferry to Lindmoor sailed again on Thursday after nine weeks in the harbor. "
    "Its captain, Ada Holm, rang the bell twice. The repairs cost 41,000 crowns.\n"
)
BAKER = (
    "Baker of Sandvig wins the golden whisk\n\nThe baker of Sandvig won the golden whisk on Friday. "
    "Her rye bread rested for two days. The jury wept.\n"
)


class Counted:
    """The steps, and how often each was done."""

    def __init__(self):
        self.done = []
        self.steps = Steps(*(self._counted(name) for name in ("gather", "edit", "illustrate")), self._render)

    def _counted(self, name):
        def step(*arguments):
            self.done.append(name)
            return getattr(pipeline, name)(*arguments)

        return step

    def _render(self, briefing, *rest):
        self.done.append("render")
        return render(briefing, *rest)

    def take(self):
        done, self.done = self.done, []
        return done


@pytest.fixture
def counted():
    return Counted()


@pytest.fixture
def home(inside):
    """A folder with two articles, brief.toml and a theme."""
    (inside / "articles").mkdir()
    (inside / "articles" / "ferry.txt").write_text(FERRY)
    (inside / "articles" / "baker.txt").write_text(BAKER)
    (inside / "ours").mkdir()
    (inside / "ours" / "style.css").write_text('@import "morning/style.css";\n')
    (inside / "brief.toml").write_text('[output]\ntheme = "ours"\n[[source]]\nlocation = "articles"\n')
    return inside


@pytest.fixture
def builder(home, counted):
    found = Rebuilding(Wanted(day="2026-11-20"), str(home / "shelf.sqlite"), counted.steps)
    found.refresh(None)
    return found


def saved(builder, path, text):
    """Save a file, and have the page made again."""
    path.write_text(text)
    builder.refresh({path.resolve()})
    return builder.page("").decode()


def test_the_page_is_byte_for_byte_what_build_writes(builder, home, command_line):
    code, _, err = command_line("build", "--date", "2026-11-20", "-q")
    assert code == 0, err
    assert builder.page("") == (home / "output" / "2026-11-20" / "briefing.html").read_bytes()


def test_a_saved_style_is_rendered_and_nothing_else(builder, counted, home):
    counted.take()
    assert "tomato" in saved(builder, home / "ours" / "style.css", '@import "morning/style.css";\nh1{color:tomato}\n')
    assert counted.take() == ["render"]


def test_a_saved_template_is_rendered_and_nothing_else(builder, counted, home):
    builder.page("")
    counted.take()
    assert "plain and short" in saved(builder, home / "ours" / "briefing.html.jinja", "plain and short")
    assert "long" in saved(builder, home / "ours" / "briefing.html.jinja", "long and winding")
    (home / "ours" / "briefing.html.jinja").unlink()
    builder.refresh({home / "ours" / "briefing.html.jinja"})
    assert "golden whisk" in builder.page("").decode()
    assert counted.take() == ["render"] * 3


def test_of_a_theme_that_extends_another_only_its_own_template_is_compiled_again(builder, home, monkeypatch):
    template = home / "ours" / "briefing.html.jinja"
    start = '{% extends "morning/briefing.html.jinja" %}'
    saved(builder, template, start + "{% block fonts %}Garamond{% endblock %}")
    compiled = []
    compile_ = theme._Sandbox.compile

    def counted(environment, source, *rest, **options):
        compiled.append(source)
        return compile_(environment, source, *rest, **options)

    monkeypatch.setattr(theme._Sandbox, "compile", counted)
    changed = start + "{% block fonts %}Bodoni{% endblock %}"
    assert "Bodoni" in saved(builder, template, changed)
    assert compiled == [changed]


def test_a_saved_article_is_read_alone_and_only_its_story_is_told(builder, counted, home, monkeypatch):
    extracted, told = [], []
    take_apart, tell = pipeline.gathering.extract.extract, pipeline.tell

    def extract(document, language):
        extracted.append(document.location)
        return take_apart(document, language)

    def one(story, *rest):
        told.append(story.title)
        return tell(story, *rest)

    monkeypatch.setattr(pipeline.gathering.extract, "extract", extract)
    monkeypatch.setattr(pipeline, "tell", one)
    counted.take()
    assert "eleven weeks" in saved(
        builder, home / "articles" / "ferry.txt", FERRY.replace("nine weeks", "eleven weeks")
    )
    assert counted.take() == ["gather", "edit", "illustrate", "render"]
    assert extracted == ["articles/ferry.txt"]
    assert told == ["Ferry to Lindmoor sails again"]


def test_an_article_that_comes_and_goes_is_on_the_page_and_off_it(builder, home):
    new = home / "articles" / "crane.txt"
    assert "Crane" in saved(
        builder, new, "Crane lifts the old bell\n\nA crane lifted the old bell on Monday. It rang once.\n"
    )
    new.unlink()
    builder.refresh({new})
    assert "Crane" not in builder.page("").decode()


def test_a_file_saved_as_it_was_makes_no_new_edition(builder, counted, home):
    counted.take()
    saved(builder, home / "articles" / "ferry.txt", FERRY)
    assert counted.take() == ["gather", "illustrate", "render"]


def test_what_brief_toml_says_of_the_edition_is_edited_again(builder, counted, home):
    text = (home / "brief.toml").read_text()
    counted.take()
    assert "The Lindmoor Brief" in saved(
        builder, home / "brief.toml", f'[edition]\ntitle = "The Lindmoor Brief"\n{text}'
    )
    assert counted.take() == ["gather", "edit", "illustrate", "render"]


def test_edits_beside_brief_toml_are_heeded(builder, home):
    edits = home / "edits.toml"
    assert builder.concerns(edits)
    assert "Bread!" in saved(builder, edits, '[[edit]]\nmatch = "baker sandvig"\ndo = "retitle"\ntext = "Bread!"\n')


def test_brief_toml_that_is_wrong_is_told_with_every_fault_until_it_is_mended(builder, home):
    good = (home / "brief.toml").read_text()
    (home / "brief.toml").write_text(f'{good}\n[edition]\nzone = "Mars"\ntitel = "x"\n')
    for _ in range(2):  # it stays wrong, whatever else is saved meanwhile
        with pytest.raises(ConfigError) as error:
            builder.refresh({home / "brief.toml"})
        assert len(error.value.faults) == 2
        with pytest.raises(ConfigError):
            builder.refresh({home / "ours" / "style.css"})
    assert "golden whisk" in saved(builder, home / "brief.toml", good)


def test_a_theme_that_is_wrong_tells_its_file_and_line(builder, home):
    with pytest.raises(ThemeError) as error:
        saved(builder, home / "ours" / "briefing.html.jinja", "one\n{{ nothing }}\n")
    assert (error.value.file, error.value.line) == ("ours/briefing.html.jinja", 2)
    assert "mended" in saved(builder, home / "ours" / "briefing.html.jinja", "mended")


def test_an_emptied_folder_is_told_and_a_new_article_mends_it(builder, home):
    texts = {file: file.read_text() for file in (home / "articles").iterdir()}
    for file in texts:
        file.unlink()
    with pytest.raises(BriefError, match="holds no file"):
        builder.refresh(set(texts))
    for file, text in texts.items():
        file.write_text(text)
    builder.refresh(set(texts))
    assert "golden whisk" in builder.page("").decode()


def test_after_midnight_the_next_change_makes_the_edition_of_the_new_day(home, counted, monkeypatch):
    today = [date(2026, 11, 20)]
    monkeypatch.setattr("brief.cli.rebuilding.day_of", lambda _settings, _text: today[0])
    builder = Rebuilding(Wanted(), str(home / "shelf.sqlite"), counted.steps)
    builder.refresh(None)
    counted.take()
    today[0] = date(2026, 11, 21)
    assert builder.told().day == "2026-11-20"
    page = saved(builder, home / "ours" / "style.css", '@import "morning/style.css";\n')
    assert "21 November 2026" in page or "November 21, 2026" in page
    assert "edit" in counted.take()
    assert builder.told().day == "2026-11-21"


def test_other_themes_dress_the_same_edition(builder, counted):
    counted.take()
    pages = {name: builder.page(name) for name in ("", "dispatch", "reader")}
    assert len(set(pages.values())) == 3
    assert counted.take() == ["render"] * 3
    assert builder.told().theme == "ours"
    assert builder.told().themes == ("dispatch", "morning", "reader")


def test_the_reasons_name_what_stands_on_the_page(builder):
    why = builder.told().why
    page = builder.page("").decode()
    assert why["count"] == 2
    assert {story["title"] for story in why["told"]} == {
        "Ferry to Lindmoor sails again",
        "Baker of Sandvig wins the golden whisk",
    }
    for story in why["told"]:
        assert f'id="{story["place"]}"' in page
        assert story["sentences"]
        assert all(0 <= one["score"] <= 1 and one["why"] and one["from"] for one in story["sentences"])
        assert [signal["name"] for signal in story["signals"]][:2] == ["sources", "freshness"]
    json.dumps(why)  # as it is sent


def test_problems_and_numbers_of_articles_are_told_by_source(home, counted):
    builder = Rebuilding(Wanted(sources=("articles", "gone.txt"), day="2026-11-20"), str(home / "shelf.sqlite"))
    builder.refresh(None)
    assert builder.told().troubles == (("gone.txt", "no such file or folder"),)
    assert builder.told().sources == (("articles", "2 articles", True),)


def test_earlier_editions_in_the_folder_of_results_are_told_and_given(builder, home):
    for day in ("2026-11-18", "2026-11-19", "2026-11-20"):
        (home / "output" / day).mkdir(parents=True)
        (home / "output" / day / "briefing.html").write_text(day)
    (home / "output" / "2026-11-18" / "briefing.pdf").write_text("%PDF")
    (home / "output" / "2026-11-17").mkdir()
    (home / "output" / "2026-11-17" / "briefing.html").symlink_to(home / "brief.toml")
    assert builder.told().editions[:2] == (("2026-11-19", True, False), ("2026-11-18", True, True))
    assert builder.file("2026-11-19/briefing.html").read_text() == "2026-11-19"
    assert builder.file("2026-11-17/briefing.html") is None  # it leads out of the folder
    assert builder.file("2026-11-16/briefing.html") is None
    assert builder.file("../brief.toml") is None


def test_copies_of_sources_are_given_where_pages_lead_to_them(builder, home):
    text = (home / "brief.toml").read_text()
    page = saved(builder, home / "brief.toml", f"{text}[publish]\nsources = true\n")
    place = "2026-11-20/sources/ferry-to-lindmoor-sails-again.txt"
    assert f"../{place}" in page
    assert builder.file(place).decode() == FERRY
    assert not (home / "output").exists()


def test_the_pdf_is_that_of_the_page(builder):
    work = builder.paper("reader")
    briefing, theme = work.args
    assert theme.name == "reader"
    assert [story.title for story in briefing.stories]


def test_watched_are_sources_theme_and_configuration(builder, home):
    watched = builder.watched()
    assert watched.deep >= {home / "articles", home / "ours"}
    assert home in watched.flat
    wanted = [
        "articles/new.txt",
        "articles/deep/new.html",
        "articles/#1.txt",
        "brief.toml",
        "edits.toml",
        "ours/fonts/a.woff2",
        "ours/theme.toml",
    ]
    assert all(builder.concerns(home / one) for one in wanted)
    unwanted = [
        "articles/.ferry.txt.swp",
        "articles/ferry.txt~",
        "articles/ferry.txt.swp",
        "articles/#ferry.txt#",
        "articles/.git/index",
        "ours/.git/refs/heads/main",
        "note.txt",
        "output/latest.html",
    ]
    assert not any(builder.concerns(home / one) for one in unwanted)


def test_a_source_below_a_hidden_folder_is_watched(home):
    (home / ".clippings").mkdir()
    (home / ".clippings" / "ferry.txt").write_text(FERRY)
    builder = Rebuilding(Wanted(sources=(".clippings",), day="2026-11-20"), str(home / "shelf.sqlite"))
    builder.refresh(None)
    assert builder.concerns(home / ".clippings" / "new.txt")


def test_results_within_a_source_do_not_concern_it(home):
    builder = Rebuilding(Wanted(sources=(".",), day="2026-11-20"), str(home / "shelf.sqlite"))
    builder.refresh(None)
    assert builder.concerns(home / "articles" / "ferry.txt")
    assert not builder.concerns(home / "output" / "2026-11-20" / "briefing.html")


@pytest.mark.parametrize(
    ("source", "wanted", "unwanted"),
    [
        ("articles/ferry.txt", "articles/ferry.txt", "articles/baker.txt"),
        ("articles/*.txt", "articles/new.txt", "articles/deep/new.txt"),
        ("art*/**/*.txt", "articles/deep/new.txt", "/elsewhere/new.txt"),
    ],
)
def test_files_and_globs_are_watched(home, source, wanted, unwanted):
    builder = Rebuilding(Wanted(sources=(source,), day="2026-11-20"), str(home / "shelf.sqlite"))
    builder.refresh(None)
    assert builder.concerns(home / wanted)
    assert not builder.concerns(home / unwanted)


def test_a_source_that_is_a_link_is_watched_where_it_leads(home):
    (home / "elsewhere").mkdir()
    (home / "elsewhere" / "real.txt").write_text(FERRY)
    (home / "link.txt").symlink_to(home / "elsewhere" / "real.txt")
    builder = Rebuilding(Wanted(sources=("link.txt",), day="2026-11-20"), str(home / "shelf.sqlite"))
    builder.refresh(None)
    assert builder.concerns(home / "elsewhere" / "real.txt")
    assert home / "elsewhere" in builder.watched().flat


def test_what_links_in_sources_lead_to_is_watched(builder, home, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    (home / "articles" / "ferry.txt").rename(other / "ferry.txt")
    (home / "articles" / "ferry.txt").symlink_to(other / "ferry.txt")
    builder.refresh(None)
    assert other in builder.watched().flat
    assert builder.concerns(other / "ferry.txt")
    assert not builder.concerns(other / "note.txt")
    assert "eleven weeks" in saved(builder, other / "ferry.txt", FERRY.replace("nine weeks", "eleven weeks"))


def test_what_links_in_themes_lead_to_is_watched(builder, home, tmp_path_factory):
    builder.page("")
    other = tmp_path_factory.mktemp("other") / "page.jinja"
    other.write_text("plain and short")
    (home / "ours" / "briefing.html.jinja").symlink_to(other)
    builder.refresh(None)  # what came is not known, as after a folder was replaced
    assert builder.page("") == b"plain and short"
    assert builder.concerns(other)
    assert saved(builder, other, "long and winding") == "long and winding"


def test_links_in_a_circle_are_watched_where_they_lie(home):
    (home / "loop").symlink_to("loop")
    (home / "brief.toml").unlink()
    (home / "brief.toml").symlink_to("brief.toml")
    builder = Rebuilding(Wanted(sources=("articles",), config="brief.toml", theme="loop"), str(home / "shelf.sqlite"))
    with pytest.raises((BriefError, RuntimeError)):
        builder.refresh(None)
    assert builder.concerns(home / "brief.toml")
    assert home in builder.watched().flat


def test_standard_input_cannot_be_watched(home):
    builder = Rebuilding(Wanted(sources=("-",)), str(home / "shelf.sqlite"))
    with pytest.raises(UsageError, match="standard input cannot be watched"):
        builder.refresh(None)


def test_an_edition_of_nothing_but_later_articles_is_nothing_to_publish(home):
    (home / "late.jsonl").write_text(json.dumps({"text": FERRY, "title": "Ferry", "published": "2026-12-01"}))
    builder = Rebuilding(Wanted(sources=("late.jsonl",), day="2026-11-20"), str(home / "shelf.sqlite"))
    with pytest.raises(NothingToPublish):
        builder.refresh(None)
    assert builder.told().why == {}


@pytest.fixture
def with_feed(site, home):
    """The sources are a feed of this machine, and the folder."""
    url = site.put_feed("/feed.xml", site.item("Market of Oxmoor closes", site.whole("Oxmoor"), guid="1"))
    text = (home / "brief.toml").read_text()
    (home / "brief.toml").write_text(
        f'{text}[[source]]\nlocation = "{url}"\nname = "Harbor Post"\n[web]\nallow_private = true\n'
    )
    return home


def test_live_sources_are_asked_once(with_feed, site, counted):
    builder = Rebuilding(Wanted(), str(with_feed / "shelf.sqlite"), counted.steps)
    builder.refresh(None)
    asked = len(site.asked)
    assert "close the old fish market" in builder.page("").decode()
    page = saved(builder, with_feed / "articles" / "ferry.txt", FERRY.replace("nine weeks", "eleven weeks"))
    assert "close the old fish market" in page
    assert "eleven weeks" in page
    assert len(site.asked) == asked > 0
    (name, state, well), *_ = builder.told().sources
    assert (name, well) == ("Harbor Post", True)
    assert state.startswith("1 new of 1, last answered ")


def test_live_sources_that_brief_toml_no_longer_names_are_gone_and_new_ones_are_asked(with_feed, site, counted):
    builder = Rebuilding(Wanted(), str(with_feed / "shelf.sqlite"), counted.steps)
    builder.refresh(None)
    file = with_feed / "brief.toml"
    url = site.put_feed("/other.xml", site.item("Lighthouse of Oxmoor lit", site.whole("Oxmoor"), guid="2"))
    old = file.read_text()
    page = saved(builder, file, old.replace("/feed.xml", "/other.xml").replace("Harbor Post", "Lamp Post"))
    assert url in file.read_text()
    assert "Lamp Post" in page
    assert "Harbor Post" not in page
    assert builder.told().sources[0][0] == "Lamp Post"
    without = old[: old.index('[[source]]\nlocation = "http')] + old[old.index("[web]") :]
    page = saved(builder, file, without)
    assert "Lamp Post" not in page
    assert not [name for name, *_ in builder.told().sources if "Post" in name]


def test_a_store_is_read_and_stays_as_it_is(with_feed, site, command_line):
    store = with_feed / "store.sqlite"
    code, _, err = command_line("fetch", "--store", store)
    assert code == 0, err
    site.put("/feed.xml", "gone", status=500)
    before = store.read_bytes()
    with borrowed(str(store)) as copy:
        builder = Rebuilding(Wanted(store=str(store), offline=True), copy)
        builder.refresh(None)
        assert "close the old fish market" in builder.page("").decode()
    assert store.read_bytes() == before
    assert sorted(one.name for one in with_feed.glob("store*")) == ["store.sqlite"]


def test_what_is_borrowed_is_not_made_again_where_it_is_gone(home):
    with borrowed(None) as copy:
        builder = Rebuilding(Wanted(day="2026-11-20"), copy)
        builder.refresh(None)
    with pytest.raises(BriefError, match="the preview has ended"):
        builder.refresh({home / "articles" / "ferry.txt"})
    assert not Path(copy).parent.exists()


def test_the_copy_of_a_store_is_gone_at_the_end(inside):
    with Store("store.sqlite"):
        pass
    with borrowed("store.sqlite") as copy:
        assert Path(copy).is_file()
        Store(copy).close()
    assert not Path(copy).parent.exists()
    with borrowed(None) as copy:
        assert not Path(copy).exists()
    assert not Path(copy).parent.exists()


def test_what_is_no_store_is_refused(inside):
    Path("store.sqlite").write_text("no store at all, whatever its name may say, and long enough to be one" * 20)
    with pytest.raises(StoreError, match=r"store.sqlite: cannot be used as store"), borrowed("store.sqlite"):
        pass
