"""Editions that follow each other: the store of a build, the editor's hand, and what an edition says of itself."""

import json
import sqlite3
from pathlib import Path
from typing import NamedTuple

import pytest

from brief.errors import DONE, FAILED, NO_ARTICLES, USAGE

FERRY = {
    "id": "f1", "title": "Ferry over the Lune sails again", "source": "Post", "url": "https://post.example/ferry",
    "published": "2026-11-18", "text": "The Lune ferry is running again after eleven weeks of repair. The harbor board"
    " of Oxmoor bought a second boat. Tickets for the crossing stay at two crowns, the harbor board said.",
}  # fmt: skip
FIRE = {
    "id": "f2", "title": "Fire stops the Lune ferry", "source": "Echo", "url": "https://echo.example/fire",
    "published": "2026-11-20", "text": "The Lune ferry was towed to the Oxmoor shipyard after its engine caught fire."
    " Investigators found scorched wiring behind the galley stove. Forty passengers spent the night in a gymnasium,"
    " wrapped in blankets. The harbor board of Oxmoor halted every crossing of the ferry.",
}  # fmt: skip
CHESS = {
    "id": "c1", "title": "Chess club wins in Tarn", "source": "Post", "published": "2026-11-19", "section": "Sport",
    "text": "The chess club of Tarn won the northern cup on Sunday. Rut Sand, the youngest player, is nine years old.",
}  # fmt: skip
EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
NO_PAPER = '[output]\nformats = ["html", "json"]\n'
STORE = ("--store", "s.sqlite")


class Ran(NamedTuple):
    code: int
    out: bytes
    err: str


@pytest.fixture
def run(command_line):
    return lambda *words, **given: Ran(*command_line(*words, **given))


@pytest.fixture
def build(run, inside):
    """Make the edition of a day of some records: `build("20", FERRY, "--store", …)` -> what it printed."""

    def made(day, *given):
        records = [one for one in given if isinstance(one, dict)]
        if not (inside / "brief.toml").exists():
            (inside / "brief.toml").write_text(NO_PAPER, encoding="utf-8")
        (inside / "in.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
        return run("build", "in.jsonl", "--date", f"2026-11-{day}", *(one for one in given if isinstance(one, str)))

    return made


@pytest.fixture
def latest(inside):
    return lambda: json.loads((inside / "output" / "latest.json").read_text(encoding="utf-8"))


def stories(edition, *keys):
    return [one for section in edition["sections"] for key in keys or ("stories",) for one in section[key]]


# ------------------------------------------------------------------------------------------- day after day


def test_a_story_is_told_once_and_its_news_is_an_update_of_the_day_before(build, latest, inside):
    assert build("19", FERRY, *STORE).code == DONE
    [first] = stories(latest())
    assert build("20", FERRY, FIRE, CHESS, *STORE).code == DONE
    told = {one["title"]: one for one in stories(latest())}
    update = next(one for one in told.values() if one["update_of"])
    assert (update["id"], update["first_seen"], update["update_of"]) == (first["id"], "2026-11-19", "2026-11-19")
    assert latest()["number"] == 2
    page = (inside / "output" / "2026-11-20" / "briefing.html").read_text(encoding="utf-8")
    assert 'href="../2026-11-19/briefing.html#story-1"' in page
    assert "No. 2" in page
    # The copy lies a folder higher.
    assert 'href="2026-11-19/briefing.html#story-1"' in (inside / "output" / "latest.html").read_text(encoding="utf-8")


def test_a_day_without_news_has_nothing_to_publish_and_leaves_the_last_edition(build, latest):
    build("19", FERRY, *STORE)
    ran = build("20", FERRY, *STORE)
    assert ran.code == NO_ARTICLES
    assert "1 article left out: 1 printed before (told on 2026-11-19" in ran.err
    assert latest()["day"] == "2026-11-19"


def test_a_day_built_again_is_the_same_edition_whatever_came_after(build, inside):
    build("19", FERRY, CHESS, *STORE)
    page = inside / "output" / "2026-11-19" / "briefing.html"
    once = page.read_bytes()
    build("20", FIRE, *STORE)
    assert build("19", FERRY, CHESS, *STORE).code == DONE
    assert page.read_bytes() == once
    assert build("20", FERRY, FIRE, *STORE).code == DONE


@pytest.mark.parametrize("words", [("--dry-run",), ("-o", "-"), ("--format", "json")])
def test_what_writes_no_file_records_no_edition(build, inside, words):
    assert build("19", FERRY, *STORE, *words).code == DONE
    if (inside / "s.sqlite").exists():
        link = sqlite3.connect(inside / "s.sqlite")
        assert link.execute("SELECT count(*) FROM editions").fetchone() == (0,)
        link.close()
    assert build("20", FERRY, *STORE).code == DONE


def test_a_file_of_ones_own_is_an_edition_without_a_page_to_link_to(build, latest, inside):
    build("19", FERRY, *STORE, "-o", "x.json")
    build("20", FERRY, FIRE, *STORE)
    [update] = stories(latest())
    assert update["update_of"] == "2026-11-19"
    assert "2026-11-19/briefing.html" not in (inside / "output" / "latest.html").read_text(encoding="utf-8")


def test_without_a_store_every_day_stands_alone(build, latest, inside):
    build("19", FERRY)
    assert build("20", FERRY).code == DONE
    assert latest()["number"] is None
    assert not list(inside.glob("*.sqlite"))


def test_the_configuration_names_the_store_from_where_it_stands(run, inside):
    (inside / "conf").mkdir()
    (inside / "conf" / "in.jsonl").write_text(json.dumps(FERRY), encoding="utf-8")
    text = 'store = ".brief/store.sqlite"\n[[source]]\nlocation = "in.jsonl"\n[output]\nformats = ["json"]\n'
    (inside / "conf" / "brief.toml").write_text(text, encoding="utf-8")
    assert run("build", "-c", "conf/brief.toml", "--date", "2026-11-20").code == DONE
    assert (inside / "conf" / ".brief" / "store.sqlite").is_file()


def test_a_store_that_is_none_ends_the_run_before_any_work(build, inside):
    (inside / "s.sqlite").write_bytes(b"a text that is no data base " * 40)
    ran = build("20", FERRY, *STORE)
    assert ran.code == FAILED
    assert ran.err.startswith("brief: s.sqlite: cannot be used as store")
    assert len(ran.err.splitlines()) == 1
    assert not (inside / "output").exists()


# ------------------------------------------------------------------------------------------- how much, how far back


@pytest.mark.parametrize(("since", "left"), [("2026-11-19", 1), ("24h", 1), ("1d", 1), ("2d", 0), ("2026-11-01", 0)])
def test_since_leaves_older_articles_out(build, latest, since, left):
    build("20", FERRY, CHESS, "--since", since)
    assert latest()["statistics"]["left_out"] == ({"too old": left} if left else {})


@pytest.mark.parametrize("since", ["soon", "2026-13-01", "99999999999d", "-1d"])
def test_a_since_that_is_no_day_is_wrong_usage(build, since):
    ran = build("20", FERRY, f"--since={since}")
    assert ran.code == USAGE
    assert "is no day (2026-11-20), hours (36h) or days (3d)" in ran.err


@pytest.mark.parametrize("minutes", [1, 3])
def test_minutes_list_what_cannot_be_read_in_them(run, latest, minutes):
    run("build", EXAMPLES, "--date", "2026-11-20", "--minutes", str(minutes))
    edition = latest()
    assert stories(edition, "others")
    assert {one["listed"] for one in stories(edition, "others")} == {f"beyond the reading time of {minutes} min"}
    printed = sum(len(pick["text"].split()) for one in stories(edition) for pick in one["digest"])
    assert printed <= minutes * 230


# ------------------------------------------------------------------------------------------- the editor's hand


@pytest.fixture
def edits(inside):
    def put(*rows):
        text = NO_PAPER + "".join(
            "[[edit]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in row.items()) for row in rows
        )
        (inside / "brief.toml").write_text(text, encoding="utf-8")

    return put


def test_what_the_editor_did_is_on_the_page_and_apart_from_quotations(build, latest, edits, inside):
    edits(
        {"match": "chess tarn", "do": "lead"},
        {"match": "https://post.example/ferry", "do": "retitle", "text": "The <Lune> is crossed again"},
        {"match": "f1", "do": "note", "text": "We did not sail ourselves."},
        {"match": "nobody", "do": "drop"},
    )
    ran = build("20", FERRY, CHESS)
    assert "drop 'nobody': no story or article of this edition" in ran.err
    assert [one["title"] for one in stories(latest())] == ["Chess club wins in Tarn", "The <Lune> is crossed again"]
    page = (inside / "output" / "latest.html").read_text(encoding="utf-8")
    assert "The &lt;Lune&gt; is" in page
    assert "<Lune>" not in page
    assert "Headline by the editor" in page
    assert "Editor’s choice" in page
    assert "We did not sail ourselves." in page[page.index("Editor’s note") :]


def test_what_the_editor_drops_is_counted(build, latest, edits):
    edits({"match": "ferry", "do": "drop"})
    build("20", FERRY, CHESS)
    assert [one["id"] for one in latest()["left_out"]] == ["f1"]
    assert latest()["statistics"]["left_out"] == {"dropped": 1}


def test_an_edits_file_beside_the_configuration_is_heard(build, latest, edits, inside):
    edits()
    (inside / "edits.toml").write_text('[[edit]]\nmatch = "ferry"\ndo = "drop"\n', encoding="utf-8")
    build("20", FERRY, CHESS)
    assert latest()["statistics"]["left_out"] == {"dropped": 1}


# ------------------------------------------------------------------------------------------- explain story


def test_a_story_says_what_gave_it_its_place(build, run):
    build("20", FERRY, CHESS)
    said = run("explain", "story", "ferry").out.decode()
    assert said.startswith("Ferry over the Lune sails again\n")
    assert "sources: 1 source without copies: Post" in said
    assert "freshness: newest article 2 days old" in said
    assert "The Lune ferry is running again" in said


@pytest.mark.parametrize("form", ["whole", "beginning"])
def test_a_story_is_found_by_its_id(build, run, latest, form):
    build("20", FERRY, CHESS)
    name = stories(latest())[0]["id"]
    ran = run("explain", "story", name if form == "whole" else name[:6], "--format", "json")
    found = json.loads(ran.out)
    assert found["story"]["id"] == name
    assert (found["told"], found["number"]) == (True, 1)
    assert {signal["name"] for signal in found["story"]["signals"]} == {"sources", "freshness"}


def test_the_importance_that_is_shown_is_the_product_of_what_is_shown(build, run):
    build("20", FERRY, FIRE, CHESS)
    for word in ("lune", "chess"):
        found = json.loads(run("explain", "story", word, "--format", "json").out)["story"]
        product = 1.0
        for signal in found["signals"]:
            product *= signal["value"]
        assert found["importance"] == pytest.approx(product, abs=1e-6)


def test_an_update_says_what_it_goes_on_from_and_an_edit_is_named(build, run, edits):
    edits({"match": "lune", "do": "note", "text": "Sources differ."})
    build("19", FERRY, *STORE)
    build("20", FERRY, FIRE, *STORE)
    said = " ".join(run("explain", "story", "lune").out.decode().split())
    assert "First printed on 2026-11-19; an update of 2026-11-19." in said
    assert "The editor, by 'lune': note Sources differ." in said


@pytest.mark.parametrize(
    ("word", "said"),
    [("fery", "(did you mean 'ferry'?)"), ("zzz", "see `brief explain missing`")],
)
def test_an_unknown_story_is_wrong_usage_in_one_line(build, run, word, said):
    build("20", FERRY, CHESS)
    ran = run("explain", "story", word)
    assert (ran.code, ran.out) == (USAGE, b"")
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_words_of_two_stories_name_both(build, run):
    build("20", FERRY | {"title": "Tarn ferry"}, CHESS, "--granularity", "4")
    ran = run("explain", "story", "tarn")
    assert ran.code == USAGE
    assert "is more than one story: " in ran.err


@pytest.mark.parametrize("nothing", ["", "  "])
def test_no_word_names_no_story_even_where_there_is_but_one(build, run, nothing):
    build("19", FERRY)
    ran = run("explain", "story", nothing)
    assert (ran.code, ran.out) == (USAGE, b"")
    assert "no story of 2026-11-19 has the id or the words" in ran.err


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"sections": []}', "[" * 9999])
def test_a_file_that_is_no_briefing_is_said_with_the_mend(run, inside, content):
    if content is not None:
        (inside / "x.json").write_text(content, encoding="utf-8")
    for command in ("story", "missing"):
        ran = run("explain", command, "x", "--briefing", "x.json")
        assert ran.code == USAGE
        assert ran.err.startswith("brief: x.json: ")
        assert "--briefing" in ran.err
        assert len(ran.err.splitlines()) == 1


# ------------------------------------------------------------------------------------------- explain missing


def test_what_is_not_in_says_why(build, run, edits, inside):
    edits()
    text = (
        '[rank]\nmute = ["horoscope"]\n[[edit]]\nmatch = "advert"\ndo = "drop"\n[edition]\nmax_stories = 1\n' + NO_PAPER
    )
    (inside / "brief.toml").write_text(text, encoding="utf-8")
    build(
        "20",
        FERRY | {"published": "2026-11-20"},
        CHESS,
        {"id": "h", "title": "Your horoscopes", "text": "The stars are kind to all who were born in Tarn in winter."},
        {"id": "t", "title": "Tomorrow in Melby", "date": "2026-11-21", "text": "A market opens in Melby."},
        {"id": "a", "title": "Advert of the day", "text": "Buy the finest boots of Oxmoor at half of their price."},
        "--granularity",
        "4",
    )
    said = {word: " ".join(run("explain", "missing", word).out.decode().split()) for word in MISSING}
    for word, reason in MISSING.items():
        assert reason in said[word]


MISSING = {
    "ferry": "told in the story 'Ferry over the Lune sails again': number 1 of 1 told",
    "chess": "listed as 'Chess club wins in Tarn': number 1 of 1 listed, importance 0.69; beyond the edition's cap of 1",
    "horoscope": "left out: muted: has 'horoscope' in its headline",
    "melby": "left out: dated after the edition: dated 2026-11-21, after 2026-11-20",
    "advert": "left out: dropped: by the editor (advert)",
    "unicorn": "No article with these words came in",
}


def test_missing_answers_in_json_too(build, run):
    build("20", FERRY, CHESS)
    [fate] = json.loads(run("explain", "missing", "chess", "--format", "json").out)
    assert (fate["id"], fate["fate"]) == ("c1", "told in the story 'Chess club wins in Tarn'")
    assert json.loads(run("explain", "missing", "unicorn", "--format", "json").out) == []


def test_every_article_that_came_in_is_accounted_for(build, run, latest):
    build("20", FERRY, FIRE, CHESS, CHESS | {"id": "c2"}, {"id": "t", "date": "2026-11-21", "text": "A market opens."})
    counts = latest()["statistics"]
    assert counts["read"] == 5
    assert counts["articles"] + sum(counts["left_out"].values()) == 5
    printed = [one["id"] for story in stories(latest(), "stories", "others") for one in story["articles"]]
    assert sorted(printed + [one["id"] for one in latest()["left_out"]]) == ["c1", "c2", "f1", "f2", "t"]


def test_nothing_of_what_is_withheld_is_written_anywhere(build, run, inside):
    kill = {
        "id": "k",
        "title": "KILL: Mayor of Melby resigns",
        "source": "Wire",
        "text": "Editors: please kill this story.",
    }
    mayor = {
        "id": "m",
        "title": "Mayor of Melby resigns",
        "source": "Wire",
        "text": "The mayor of Melby resigned today.",
    }
    bank = {"id": "b", "title": "Bank cuts rates", "embargo": "2026-11-21", "text": "The bank of Melby cuts its rates."}
    assert build("20", FERRY, kill, mayor, bank).code == DONE
    written = "".join(path.read_text(encoding="utf-8") for path in (inside / "output").rglob("*.*") if path.is_file())
    assert "Mayor" not in written
    assert "cuts" not in written
    said = run("explain", "missing", "mayor").out.decode()
    assert "The headlines of 3 that are withheld stand nowhere." in said
    assert run("explain", "missing", "Wire").out.count(b"left out: withdrawn") == 2


def test_a_section_of_ones_own_has_its_stories_title_and_cap(build, latest, inside):
    text = '[sections.river]\ntitle = "On the water"\nkeywords = ["ferry"]\nmax = 0\n' + NO_PAPER
    (inside / "brief.toml").write_text(text, encoding="utf-8")
    build("20", FERRY, CHESS, "--granularity", "4")
    sections = {section["slug"]: section for section in latest()["sections"]}
    assert sections["river"]["title"] == "On the water"
    assert [one["listed"] for one in sections["river"]["others"]] == ["beyond the cap of 0 for the section"]
