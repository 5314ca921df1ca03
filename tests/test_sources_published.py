"""`[publish] sources`: copies of one's own source texts beside the edition, and links to them."""

import json
import re
from pathlib import Path

import pytest

DAY = ("--date", "2026-11-20")
SOURCES = Path("output/2026-11-20/sources")
FERRY = (
    "Ferry returns to the river Lune\n\nThe ferry across the river Lune is running again after eleven weeks. The city"
    " mended the landing in Oxmoor. A second boat was bought in spring.\n"
)
CHESS = (
    "<p>The chess club of Tarn won the northern cup on Sunday after a game of five hours.</p><p>Rut Sand, the youngest"
    " player of the club, is nine years old and won in twenty moves.</p><p>The club has forty members, and meets twice a"
    " week in the old school of the town.</p>"
)


@pytest.fixture
def build(command_line, inside):
    """Build an edition of `in/` into output/, with copies of its sources or without; gives code, output and errors."""
    (inside / "in").mkdir()

    def call(*words, sources=True, formats=("html", "json")):
        text = f"[publish]\nsources = {str(sources).lower()}\n[output]\nformats = {json.dumps(formats)}\n"
        (inside / "brief.toml").write_text(text, encoding="utf-8")
        code, out, err = command_line("build", "in", *DAY, *words)
        return code, out.decode(), err

    return call


def put(name, text):
    Path("in", name).write_text(text, encoding="utf-8")


def links(page):
    """The addresses that a page leads to beside itself and the list of editions, without their passages."""
    found = re.findall(r'href="([^"#][^"#]*)', Path(page).read_text(encoding="utf-8"))
    return sorted(set(found) - {"index.html", "../index.html"})


def copies():
    return sorted(file.name for file in SOURCES.iterdir()) if SOURCES.exists() else []


def test_without_it_nothing_is_copied_and_a_file_is_named_by_its_paragraph(build):
    put("ferry.txt", FERRY)
    code, _, _ = build(sources=False)
    assert (code, copies(), links("output/latest.html")) == (0, [], [])
    assert "¶" in Path("output/latest.html").read_text(encoding="utf-8")


def test_sentences_of_a_text_lead_to_its_copy_from_both_places_of_the_page(build):
    put("ferry.txt", FERRY)
    code, out, _ = build()
    assert code == 0
    assert "output/2026-11-20/sources/ferry-returns-to-the-river-lune.txt" in out.splitlines()
    for page in ("output/2026-11-20/briefing.html", "output/latest.html"):
        (link,) = links(page)
        assert (Path(page).parent / link).read_text(encoding="utf-8") == FERRY
    assert "#:~:text=The%20ferry%20across%20the," in Path("output/latest.html").read_text(encoding="utf-8")


def test_a_page_is_copied_as_it_is_but_runs_and_fetches_nothing(build):
    page = (
        "<!DOCTYPE html>\n<html><head><title>Chess club wins the cup</title><script>alert(1)</script></head>"
        f"<body><article>{CHESS}</article></body></html>"
    )
    put("chess.html", page)
    build()
    copy = (SOURCES / "chess-club-wins-the-cup.html").read_text(encoding="utf-8")
    policy = re.search(r"<meta[^>]*>", copy)[0]
    assert copy.replace(policy, "") == page
    assert copy.startswith(f"<!DOCTYPE html>{policy}")
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_of_many_records_only_the_text_of_each_is_copied(build):
    records = [
        {"title": f"The weir of {place} opens", "text": f"The weir of {place} opened on Sunday. It is {n} years old."}
        for n, place in enumerate(("Tarn", "Oxmoor"), 80)
    ]
    put("news.jsonl", "".join(json.dumps(one | {"notes": "private"}) + "\n" for one in records))
    build()
    assert copies() == ["the-weir-of-oxmoor-opens.txt", "the-weir-of-tarn-opens.txt"]
    assert (SOURCES / "the-weir-of-tarn-opens.txt").read_text(encoding="utf-8") == records[0]["text"]


def test_what_has_an_address_on_the_web_is_linked_there_and_not_copied(build):
    put("a.jsonl", json.dumps({"title": "Ferry", "text": FERRY, "url": "https://post.example/ferry"}))
    build()
    assert copies() == []
    assert links("output/latest.html") == ["https://post.example/ferry"]


def test_what_comes_from_the_web_is_not_copied(build, site):
    # Without an address of its own, as a record of a list on the web.
    news = site.put("/news.json", json.dumps([{"title": "Ferry", "text": FERRY}]), Content_Type="application/json")
    put("chess.txt", "Chess club wins in Tarn\n\nThe chess club of Tarn won the northern cup on Sunday.\n")
    code, _, _ = build(news, "--allow-private")
    assert code == 0
    assert copies() == ["chess-club-wins-in-tarn.txt"]


@pytest.mark.parametrize("more", [{"embargo": "2099-01-01"}, {"withdrawn": True}])
def test_what_may_not_be_printed_is_not_copied(more, build):
    put("chess.txt", "Chess club wins in Tarn\n\nThe chess club of Tarn won the northern cup on Sunday.\n")
    put("ferry.jsonl", json.dumps({"title": "Ferry", "text": FERRY} | more))
    build()
    assert copies() == ["chess-club-wins-in-tarn.txt"]


def test_a_copy_goes_when_its_article_does(build):
    put("chess.txt", "Chess club wins in Tarn\n\nThe chess club of Tarn won the northern cup on Sunday.\n")
    put("ferry.jsonl", json.dumps({"title": "Ferry", "text": FERRY}))
    build()
    assert copies() == ["chess-club-wins-in-tarn.txt", "ferry.txt"]
    put("ferry.jsonl", json.dumps({"title": "Ferry", "text": FERRY, "withdrawn": True}))
    build()
    assert copies() == ["chess-club-wins-in-tarn.txt"]
    (SOURCES / "my-notes.txt").write_text("x")  # no page leads to it
    build(sources=False)
    assert copies() == ["my-notes.txt"]


TITLES = {
    "../../x": "x.txt",
    "/etc/passwd": "etc-passwd.txt",
    "CON": "con-text.txt",
    "lpt1": "lpt1-text.txt",
    "a\0b": "a-b.txt",
    "..": "strange-id.txt",
    "天気予報": "strange-id.txt",
    "Ærø & Ünder": "r-under.txt",
    "w" * 300: "w" * 60 + ".txt",
    'x"><script>': "x-script.txt",
}


@pytest.mark.parametrize("title", TITLES, ids=range(len(TITLES)))
def test_names_stay_inside_the_folder_whatever_a_headline_says(title, build):
    put("a.jsonl", json.dumps({"id": "../Strange/ID", "title": title, "text": FERRY}))
    code, _, _ = build()
    assert code == 0
    assert copies() == [TITLES[title]]


def test_the_same_headline_twice_has_two_copies(build):
    texts = ("The weir of Tarn opened on Sunday after a year.", "A choir of forty sang in the old school all night.")
    put("a.jsonl", "".join(json.dumps({"title": "In short", "text": text}) + "\n" for text in texts))
    build()
    assert copies() == ["in-short-2.txt", "in-short.txt"]
    assert sorted((SOURCES / name).read_text() for name in copies()) == sorted(texts)


def test_copies_are_no_articles_of_the_next_edition(build):
    put("ferry.txt", FERRY)
    build()
    _, _, err = build("output")
    assert "2026-11-20: 1 article, " in err


@pytest.mark.parametrize("formats", [("json",), ("pdf",), ("epub", "md", "txt", "eml")])
def test_only_a_page_leads_to_copies(formats, build):
    put("ferry.txt", FERRY)
    build(formats=formats)
    assert copies() == []


def test_a_file_that_is_written_alone_has_no_copies(build):
    put("ferry.txt", FERRY)
    build("-o", "out.html")
    assert (copies(), links("out.html")) == ([], [])


def test_a_dry_run_names_the_copies_and_makes_none(build):
    put("ferry.txt", FERRY)
    _, out, _ = build("--dry-run")
    assert "sources/ferry-returns-to-the-river-lune.txt" in out
    assert not Path("output").exists()
