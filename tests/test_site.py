"""The folder of results is a site: a page that lists its editions, a feed, nothing older than is wanted."""

import base64
import hashlib
import json
import os
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from brief.errors import DONE, USAGE
from brief.publish.keeping import old_editions
from brief.publish.layout import days_in

ATOM = "{http://www.w3.org/2005/Atom}"
NEWS = {
    "ferry.txt": "Ferry sails again\n\nThe Lune ferry is running again after eleven weeks of repair. Tickets cost two crowns.\n",
    "chess.txt": "Chess club wins\n\nThe chess club of Tarn won the northern cup on Sunday. Rut Sand is nine years old.\n",
}
SETTINGS = '[edition]\ntitle = "Lune Post"\nzone = "Europe/Zurich"\n[output]\nformats = ["html", "json"]\n[[source]]\nlocation = "*.txt"\n'
URL = '[publish]\nurl = "https://news.example/brief"\n'


@pytest.fixture
def build(command_line, inside):
    """Build an edition of two articles into `output`: `build("2026-11-20", …)` -> code, output, errors."""
    for name, text in NEWS.items():
        (inside / name).write_text(text)
    (inside / "brief.toml").write_text(SETTINGS)

    def call(day, *words):
        code, out, err = command_line("build", "--date", day, *words)
        return code, out.decode(), err

    return call


class Page(HTMLParser):
    """What a test wants of the index page: days in order, links, scripts, the policy."""

    def __init__(self, path):
        super().__init__()
        self.days, self.links, self.scripts, self.policy, self._script = [], [], {}, "", None
        self.text = path.read_text(encoding="utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "article":
            self.days.append(found["data-day"])
        if tag == "a":
            self.links.append(found["href"])
        if tag == "meta" and found.get("http-equiv"):
            self.policy = found["content"]
        self._script = found.get("type", "") if tag in {"script", "style"} else None
        self._script = f"{tag} {self._script}" if self._script is not None else None

    def handle_data(self, data):
        if self._script:
            self.scripts[self._script] = data
            self._script = None


def index():
    return Page(Path("output/index.html"))


def feed():
    return ET.parse("output/feed.xml").getroot()  # noqa: S314 - our own


def tree(folder="output"):
    return {str(path): path.read_bytes() for path in sorted(Path(folder).rglob("*")) if path.is_file()}


def test_the_page_lists_every_edition_the_newest_first_with_links_that_lead_somewhere(build):
    for day in ("2026-11-20", "2026-10-31", "2026-11-02"):
        assert build(day)[0] == DONE
    page = index()
    assert page.days == ["2026-11-20", "2026-11-02", "2026-10-31"]
    assert page.text.count('<section class="month"') == 2
    for link in page.links:
        place, _, anchor = link.partition("#")
        target = Path("output", place or "index.html")
        assert target.is_file(), link
        assert not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"), link
    assert "2026-11-20/briefing.html#story-2" in page.links
    assert "2026-11-20/briefing.json" in page.links


def test_the_page_is_made_of_what_stands_in_the_folder_alone(build):
    build("2026-11-20")
    build("2026-11-21")
    before = Path("output/index.html").read_bytes()
    Path("output/index.html").unlink()
    build("2026-11-21")
    assert Path("output/index.html").read_bytes() == before
    for file in Path("output/2026-11-20").iterdir():
        file.unlink()
    build("2026-11-21")
    assert index().days == ["2026-11-21"]


def test_the_same_edition_again_leaves_the_same_bytes(build, inside):
    (inside / "brief.toml").write_text(SETTINGS + URL)
    build("2026-11-20")
    before = tree()
    build("2026-11-20")
    assert tree() == before


def test_an_edition_without_json_is_known_by_the_page_and_else_by_its_day(build, inside):
    (inside / "brief.toml").write_text(SETTINGS.replace(', "json"', ""))
    build("2026-11-20")
    build("2026-11-21")
    assert "2026-11-20/briefing.html#story-1" in index().links
    Path("output/index.html").unlink()
    build("2026-11-21")
    page = index()
    assert page.days == ["2026-11-21", "2026-11-20"]
    assert "2026-11-20/briefing.html" in page.links
    assert "2026-11-20/briefing.html#story-1" not in page.links


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"sections": 3, "day": "2026-11-19", "title": "x"}', '{"day": []}', "[" * 9_999]
)
def test_a_broken_json_costs_an_edition_its_headlines_and_no_more(build, content):
    Path("output/2026-11-19").mkdir(parents=True)
    Path("output/2026-11-19/briefing.json").write_text(content)
    assert build("2026-11-20")[0] == DONE
    assert index().days == ["2026-11-20", "2026-11-19"]


@pytest.mark.parametrize(
    "block",
    [
        "null",
        "[1]",
        '[{"day": "x"}]',
        '[{"day": "2026-11-19"}]',
        "{",
        '[{"day":"2026-11-19","formats":["html"],"title":"x","number":1,"generated":"","headlines":[],"listed":0,"text":"a","updated":"x","size":1}]',
    ],
)
def test_a_page_whose_data_somebody_changed_is_made_anew(build, block):
    build("2026-11-19")
    build("2026-11-20")
    before = Path("output/index.html").read_text(encoding="utf-8")
    changed = re.sub(r'(id="editions">).*?(</script>)', rf"\g<1>{block}\g<2>", before, flags=re.DOTALL)
    assert changed != before
    Path("output/index.html").write_text(changed, encoding="utf-8")
    build("2026-11-20")
    assert Path("output/index.html").read_text(encoding="utf-8") == before


def test_pages_know_their_address_where_the_site_has_one(build, inside):
    (inside / "brief.toml").write_text(SETTINGS + URL)
    build("2026-11-20")
    address = "https://news.example/brief/2026-11-20/briefing.html"
    for page in ("output/latest.html", "output/2026-11-20/briefing.html"):
        assert f'<meta property="og:url" content="{address}">' in Path(page).read_text(encoding="utf-8")
    build("2026-11-20", "-o", "x.html")  # which may lie anywhere
    assert "og:url" not in Path("x.html").read_text(encoding="utf-8")


def test_every_page_leads_back_to_the_list(build, inside):
    build("2026-11-20")
    assert 'href="../index.html">All editions' in Path("output/2026-11-20/briefing.html").read_text(encoding="utf-8")
    assert 'href="index.html">All editions' in Path("output/latest.html").read_text(encoding="utf-8")
    build("2026-11-20", "-o", "x.html")
    (inside / "brief.toml").write_text(SETTINGS + "[publish]\nindex = false\n")
    build("2026-11-20")
    for page in ("x.html", "output/latest.html", "output/2026-11-20/briefing.html"):
        assert "All editions" not in Path(page).read_text(encoding="utf-8")


def test_what_is_no_edition_is_not_listed(build):
    for name in ("2026-11-31", "20261119", "2026-11-1", "notes", "2026-11-18"):
        Path("output", name).mkdir(parents=True)
        Path("output", name, "briefing.txt" if name != "2026-11-18" else "mine.txt").write_text("x")
    build("2026-11-20")
    assert index().days == ["2026-11-20"]


def test_only_the_page_s_own_script_and_style_run(build):
    build("2026-11-20")
    page = index()
    for kind, source in (("script", page.scripts["script "]), ("style", page.scripts["style "])):
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in page.policy
    assert page.policy.startswith("default-src 'none'; ")
    assert "http" not in page.scripts["script "]


def test_headlines_are_text_and_nothing_else(build, inside):
    (inside / "ferry.txt").write_text(f"</script><script>alert(1)</script>{NEWS['ferry.txt']}")
    (inside / "brief.toml").write_text(SETTINGS.replace("Lune Post", "A & <b>B</b>") + URL)
    build("2026-11-20")
    page = index()
    assert "<script>alert" not in page.text
    assert "<b>" not in page.text
    (entry,) = json.loads(page.scripts["script application/json"])
    assert any(headline.startswith("</script><script>alert(1)</script>") for headline in entry["headlines"])
    assert feed().findtext(f"{ATOM}title") == "A & <b>B</b>"


def test_no_page_where_none_is_wanted_or_files_are_named(build, inside):
    build("2026-11-20", "-o", "x.html")
    assert not Path("output").exists()
    (inside / "brief.toml").write_text(SETTINGS + "[publish]\nindex = false\n")
    build("2026-11-20")
    assert not Path("output/index.html").exists()


def test_pages_that_are_not_wanted_any_more_go_and_those_of_somebody_else_stay(build, inside):
    (inside / "brief.toml").write_text(SETTINGS + URL)
    build("2026-11-20")
    (inside / "brief.toml").write_text(SETTINGS)
    build("2026-11-20")
    assert (Path("output/index.html").exists(), Path("output/feed.xml").exists()) == (True, False)
    (inside / "brief.toml").write_text(SETTINGS + "[publish]\nindex = false\n")
    build("2026-11-20")
    assert not Path("output/index.html").exists()
    for name in ("index.html", "feed.xml"):
        Path("output", name).write_text("<p>my own</p>")
    build("2026-11-20")
    assert Path("output/index.html").read_text() == Path("output/feed.xml").read_text() == "<p>my own</p>"


@pytest.mark.parametrize(("formats", "link"), [(["json"], "json"), (["txt", "md"], "md"), (["epub"], "epub")])
def test_an_edition_without_a_page_is_read_in_the_first_format_that_it_has(build, inside, formats, link):
    (inside / "brief.toml").write_text(SETTINGS.replace('["html", "json"]', json.dumps(formats)) + URL)
    assert build("2026-11-20")[0] == DONE
    page = index()
    assert f"2026-11-20/briefing.{link}" in page.links
    assert not any("#story" in found for found in page.links)
    assert feed().find(f"{ATOM}entry").find(f"{ATOM}link").get("href").endswith(f"/2026-11-20/briefing.{link}")


def test_a_page_that_somebody_else_made_stays_and_is_told(build):
    Path("output").mkdir()
    Path("output/index.html").write_text("<p>my own</p>")
    code, out, err = build("2026-11-20")
    assert (code, "output/index.html" in out) == (DONE, False)
    assert "output/index.html: brief did not make it, so it stays" in err
    assert Path("output/index.html").read_text() == "<p>my own</p>"


def test_a_copy_of_an_edition_in_the_place_of_the_page_is_replaced(build):
    build("2026-11-19")
    Path("output/index.html").write_bytes(Path("output/latest.html").read_bytes())
    build("2026-11-20")
    assert index().days == ["2026-11-20", "2026-11-19"]


def test_a_theme_may_have_its_own_page(build, inside):
    (inside / "look" / "_site").mkdir(parents=True)
    (inside / "look" / "style.css").write_text("body{color:#123456}")
    (inside / "look" / "_site" / "index.html.jinja").write_text(
        '<meta name="generator" content="brief">{% for one in editions %}{{ one.day }}, {{ newest.page }}{% endfor %}'
    )
    build("2026-11-20", "--theme", "look")
    assert "Friday, 20 November 2026, 2026-11-20/briefing.html" in Path("output/index.html").read_text(encoding="utf-8")


# ------------------------------------------------------------------------------------------------------- the feed


def test_the_feed_names_every_edition_by_its_web_address(build, inside):
    build("2026-11-19")
    assert not Path("output/feed.xml").exists()
    (inside / "brief.toml").write_text(SETTINGS + URL)
    build("2026-11-20")
    home = "https://news.example/brief/"
    root = feed()
    assert root.findtext(f"{ATOM}id") == home
    assert [link.get("href") for link in root.findall(f"{ATOM}link")] == [f"{home}feed.xml", home]
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [f"{home}2026-11-20/", f"{home}2026-11-19/"]
    assert entries[0].find(f"{ATOM}link").get("href") == f"{home}2026-11-20/briefing.html"
    assert entries[0].findtext(f"{ATOM}title") == "Lune Post, Friday, 20 November 2026"
    # The edition's own time stamp: midnight in its zone.
    assert entries[0].findtext(f"{ATOM}updated") == root.findtext(f"{ATOM}updated") == "2026-11-19T23:00:00Z"
    hrefs = [link.get("href") for link in entries[0].iter("{http://www.w3.org/1999/xhtml}a")]
    assert hrefs == [f"{home}2026-11-20/briefing.html#story-{number}" for number in (1, 2)]
    assert 'href="feed.xml"' in index().text


def test_the_feed_holds_the_newest_thirty(build, inside):
    for ago in range(1, 41):
        day = (date(2026, 11, 20) - timedelta(ago)).isoformat()
        Path("output", day).mkdir(parents=True)
        Path("output", day, "briefing.html").write_text("x")
    (inside / "brief.toml").write_text(SETTINGS + URL)
    build("2026-11-20")
    ids = [entry.findtext(f"{ATOM}id")[-11:-1] for entry in feed().findall(f"{ATOM}entry")]
    assert (len(ids), ids[0], ids[-1]) == (30, "2026-11-20", "2026-10-22")
    assert len(index().days) == 41


def test_feed_readers_read_it(build, inside):
    feedparser = pytest.importorskip("feedparser")
    (inside / "brief.toml").write_text(SETTINGS + URL)
    build("2026-11-20")
    found = feedparser.parse(Path("output/feed.xml").read_bytes())
    assert (found.bozo, found.version, found.entries[0].link) == (
        0, "atom10", "https://news.example/brief/2026-11-20/briefing.html"
    )  # fmt: skip


@pytest.mark.parametrize(
    "url", ["news.example", "ftp://a.example/", "https://me:secret@a.example/", "https://a.example/?q", "https://"]
)
def test_an_address_that_is_none_is_refused_and_not_repeated(build, inside, url):
    (inside / "brief.toml").write_text(SETTINGS + f'[publish]\nurl = "{url}"\n')
    code, _, err = build("2026-11-20")
    assert (code, "publish.url: should be a web address" in err, "secret" in err) == (USAGE, True, False)


# ----------------------------------------------------------------------------------------------- made again


def test_an_edition_with_other_words_is_marked_as_updated_and_the_same_again_is_not_marked_anew(
    build, inside, monkeypatch
):
    (inside / "brief.toml").write_text(SETTINGS + URL)
    build("2026-11-20")
    (inside / "ferry.txt").write_text(NEWS["ferry.txt"].replace("two crowns", "three crowns"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795190400")
    build("2026-11-20")
    assert 'Updated <time datetime="2026-11-20T16:00:00Z">20 Nov 2026, 17:00</time>' in index().text
    entry = feed().find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}updated") == "2026-11-20T16:00:00Z"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    build("2026-11-20")
    assert index().text.count('Updated <time datetime="2026-11-20T16:00:00Z">') == 1
    assert feed().find(f"{ATOM}entry").findtext(f"{ATOM}updated") == "2026-11-20T16:00:00Z"
    build("2026-11-21")  # and it stays marked in the days after
    assert index().text.count("Updated <time") == 1


def test_a_first_edition_is_marked_by_nothing(build):
    build("2026-11-20")
    assert "Updated" not in index().text


# ----------------------------------------------------------------------------------------------- taken away


def made(*days):
    for day in days:
        Path("output", day, "sources").mkdir(parents=True)
        for name in ("briefing.html", "briefing.json", "sources/weir-opens.txt"):
            Path("output", day, name).write_text(f'{{}} <a href="../{day}/sources/weir-opens.txt">')


def test_editions_of_more_than_so_many_days_before_go_and_nothing_else(build):
    made("2026-11-01", "2026-11-16", "2026-11-17", "2026-11-18", "2026-12-24", "1999-01-01")
    Path("output/2026-11-01/mine.txt").write_text("x")
    Path("output/2026-11-16/sources/mine.txt").write_text("x")
    Path("output/2026-11-17/.briefing.pdf.k3x.part").write_text("x")
    Path("output/2026-11-16/.briefing.pdf.k3x.part").write_text("x")
    Path("output/notes").mkdir()
    code, _, err = build("2026-11-20", "--keep", "3")
    assert code == DONE
    assert [str(day) for day in days_in(Path("output"))] == [
        "2026-11-01", "2026-11-16", "2026-11-17", "2026-11-18", "2026-11-20", "2026-12-24"
    ]  # fmt: skip
    assert set(tree("output/2026-11-01")) == {"output/2026-11-01/mine.txt"}
    assert set(tree("output/2026-11-16")) == {"output/2026-11-16/sources/mine.txt"}
    assert "output/2026-11-01/mine.txt: is none of brief's files, and stays" in err
    assert Path("output/notes").is_dir()
    assert "stays" not in build("2026-11-20", "--keep", "3")[2]  # it was told once
    assert index().days == ["2026-12-24", "2026-11-20", "2026-11-18", "2026-11-17"]


def test_a_day_that_is_still_to_come_takes_no_more_away_than_today_does(build):
    today = date.today()  # noqa: DTZ011 - a day is nothing here
    made((today - timedelta(days=3)).isoformat(), "1999-01-01")
    build((today + timedelta(days=9_000)).isoformat(), "--keep", "5")
    assert min(days_in(Path("output"))) == today - timedelta(days=3)


def test_no_edition_leads_to_one_that_goes_with_it_or_is_not_there(build, inside):
    (inside / "brief.toml").write_text('store = "s.sqlite"\n' + SETTINGS)
    more = " The harbour master closed the eastern pier on Monday. Divers found cracks in forty of its posts."
    build("2026-11-20")
    for number in range(3):
        (inside / f"ferry-{number}.txt").write_text(NEWS["ferry.txt"].strip() + more + "\n")
    page = Path("output/2026-11-25/briefing.html")
    build("2026-11-25")
    assert "../2026-11-20/briefing.html#" in page.read_text(encoding="utf-8")
    build("2026-11-25", "--keep", "2")
    assert not Path("output/2026-11-20").exists()
    assert "Update of" in page.read_text(encoding="utf-8")
    assert "2026-11-20/briefing.html" not in page.read_text(encoding="utf-8")
    build("2026-11-25")
    assert "2026-11-20/briefing.html" not in page.read_text(encoding="utf-8")


def test_a_link_to_an_edition_gives_way_to_the_new_one(build):
    build("2026-11-20")
    before = Path("output/2026-11-20/briefing.html").read_bytes()
    Path("output/latest.html").unlink()
    Path("output/latest.html").symlink_to("2026-11-20/briefing.html")
    build("2026-11-21")
    assert Path("output/2026-11-20/briefing.html").read_bytes() == before
    assert "21 November" in Path("output/latest.html").read_text(encoding="utf-8")
    assert not Path("output/latest.html").is_symlink()


@pytest.mark.parametrize("place", ["2026-11-20", "2026-11-20/sources"])
def test_the_folder_of_a_day_that_leads_elsewhere_is_refused(build, inside, place):
    (inside / "elsewhere").mkdir()
    Path("output", place).parent.mkdir(parents=True)
    Path("output", place).symlink_to(inside / "elsewhere")
    code, _, err = build("2026-11-20")
    assert code != DONE
    assert f"output/{place}: is a link to elsewhere" in err
    assert list((inside / "elsewhere").iterdir()) == []


def test_brief_toml_may_say_what_is_kept(build, inside):
    made("2026-11-18", "2026-11-19")
    (inside / "brief.toml").write_text(SETTINGS + "[publish]\nkeep = 1\n")
    build("2026-11-20")
    assert index().days == ["2026-11-20", "2026-11-19"]


def test_links_to_elsewhere_are_neither_followed_nor_taken_away(build, inside):
    (inside / "elsewhere").mkdir()
    (inside / "elsewhere" / "briefing.html").write_text("x")
    (inside / "elsewhere" / "a.txt").write_text("x")
    made("2026-11-02")
    Path("output/2026-11-01").symlink_to(inside / "elsewhere")
    (inside / "output/2026-11-02/sources/weir-opens.txt").unlink()
    (inside / "output/2026-11-02/sources").rmdir()
    Path("output/2026-11-02/sources").symlink_to(inside / "elsewhere")
    assert build("2026-11-20", "--keep", "3")[0] == DONE
    assert {path.name for path in (inside / "elsewhere").iterdir()} == {"briefing.html", "a.txt"}
    assert Path("output/2026-11-01").is_symlink()


def test_a_dry_run_and_a_run_that_fails_take_nothing_away(build, inside):
    made("2026-11-01")
    before = tree()
    build("2026-11-20", "--keep", "3", "--dry-run")
    (inside / "chess.txt").unlink()
    (inside / "ferry.txt").unlink()
    assert build("2026-11-20", "--keep", "3")[0] != DONE
    assert tree() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_read_is_said(build):
    made("2026-11-01")
    Path("output/2026-11-01").chmod(0o100)
    code, _, err = build("2026-11-20", "--keep", "3")
    Path("output/2026-11-01").chmod(0o700)
    assert (code, "output/2026-11-01: cannot be read: permission denied" in err) == (1, True)


def test_keep_is_about_the_folder(build):
    code, _, err = build("2026-11-20", "--keep", "3", "-o", "x.html")
    assert (code, "--keep is about the folder of results" in err) == (USAGE, True)


def test_the_first_days_of_the_calendar_are_no_fault(tmp_path):
    assert old_editions(str(tmp_path), date(1, 1, 2), 36_500).days == frozenset()
