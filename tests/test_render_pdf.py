"""The briefing on paper: what stands in the file, what it never fetches, and what happens without Pango."""

import contextlib
import io
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from brief.errors import NativeLibraryMissing, RenderError
from brief.model import (
    Article,
    Briefing,
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
from brief.render import pdf, render
from brief.render.theme import known_themes, load_theme

HAS_PANGO = all(there for _, there, _ in pdf.check())
needs_pango = pytest.mark.skipif(not HAS_PANGO, reason="Pango is not installed")

DAY = date(2026, 11, 23)


def large(*values):
    """The numbers of an edition that takes seconds to lay out."""
    return pytest.param(*values, marks=pytest.mark.slow)


FACTS = [
    "The bridge over the Lune opened on Monday to trams, bicycles and people on foot.",
    "Cars keep to the tunnel, which will close for repairs in spring.",
    "The city paid 41 million for it, four more than it had planned.",
    "“We waited eleven years for this,” said the ferryman.",
]


def story(number, facts=FACTS, title=None, articles=2):
    told = []
    for n in range(articles):
        text = "\n".join(facts)
        starts = [text.index(fact) for fact in facts]
        sentences = tuple(
            Sentence(index, index, fact, start, start + len(fact))
            for index, (fact, start) in enumerate(zip(facts, starts, strict=True))
        )
        name = f"a{number}x{n}"
        told.append(
            Article(
                name,
                Source("files", "in"),
                f"in/{name}.txt",
                f"https://{name}.example/news",
                title or f"Bridge number {number} over the river Lune opens after years of delay",
                text,
                sentences,
                site=f"Post {number}",
                published=Published(DAY),
            )
        )
    picks = tuple(Pick(told[0].id, sentence, 0.5) for sentence in told[0].sentences)
    return Story(f"s{number}", told[0].title, "", 0, "world", tuple(told), keywords=("bridge",), digest=picks)


def briefing(number, parts=3, **changes):
    stories = [story(n, FACTS[: 1 + n % 4]) for n in range(number)]
    sections = tuple(Section(f"p{n}", f"Part {n}", tuple(stories[n::parts])) for n in range(min(parts, number)))
    given = {"title": "The Morning Brief", "sections": sections} | changes
    stamp = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
    return Briefing(**{"day": DAY, "zone": "UTC", "language": "en", "generated": stamp} | given)


def with_beside(found, quotes=1, figures=1, days=3):
    """A briefing with quotations, figures that differ and agree in turn, and a timeline beside each digest."""

    def told(number, one):
        pick = one.digest[0]
        twice = (pick, Pick(one.articles[1].id, pick.sentence, 0.5))
        return replace(
            one,
            quotes=tuple(Quote(f"Ada Holm {n}", pick) for n in range(quotes)),
            figures=tuple(
                Figure("trams", ("41 million", "44 million"), twice, (number + n) % 2 > 0) for n in range(figures)
            ),
            timeline=tuple(Moment(DAY - timedelta(days - n), pick) for n in range(days)),
        )

    sections = (
        replace(part, stories=tuple(told(number, one) for number, one in enumerate(part.stories)))
        for part in found.sections
    )
    return replace(found, sections=tuple(sections))


def opened(content):
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(content))


def lines(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture(scope="module")
def edition():
    """Twelve stories in three sections."""
    if not HAS_PANGO:
        pytest.skip("Pango is not installed")
    return opened(render(briefing(12, problems=(Problem("read", "in/c.bin", "not text"),)), "pdf"))


def test_every_story_stands_in_it(edition):
    text = lines(edition)
    for number in range(12):
        assert f"Bridge number {number} over the river Lune opens after years of delay" in text
    assert text.count(FACTS[0]) == 12
    assert "not text" in text


def test_the_first_page_has_masthead_contents_and_first_story(edition):
    first = " ".join(edition.pages[0].extract_text().split())
    assert "The Morning Brief" in first
    assert "Monday, 23 November 2026" in first
    assert "At a glance" in first
    assert FACTS[0] in first
    assert "1 source or file could not be used" in first


def test_the_contents_name_the_page_of_each_story(edition):
    pages = [" ".join(page.extract_text().split()) for page in edition.pages]
    listed = re.findall(r"Bridge number (\d+) over the river Lune opens after years of delay\xa0? ?(\d+)", pages[0])
    assert len(listed) == 12
    for number, page in listed:
        title = f"Bridge number {number} over the river Lune opens after years of delay"
        assert title in pages[int(page) - 1].partition("Every sentence is quoted")[2] or title in pages[int(page) - 1]


def test_pages_are_numbered_and_headed(edition):
    count = len(edition.pages)
    assert count > 1
    for number, page in enumerate(edition.pages, 1):
        text = " ".join(page.extract_text().split())
        assert f"{number} of {count}" in text
        assert "The Morning Brief" in text
        assert "Monday, 23 November 2026" in text


def test_bookmarks_are_sections_and_their_stories(edition):
    outline = edition.outline
    assert [entry.title for entry in outline if not isinstance(entry, list)] == ["Part 0", "Part 1", "Part 2"]
    assert [len(entry) for entry in outline if isinstance(entry, list)] == [4, 4, 4]


def test_links_lead_to_passages_and_nowhere_else(edition):
    links = [
        note.get_object()["/A"]["/URI"]
        for page in edition.pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    ]
    assert "https://a0x0.example/news#:~:text=The%20bridge%20over%20the,and%20people%20on%20foot." in links
    assert all(link.startswith("https://a") for link in links)


def test_the_file_says_what_it_is(edition):
    assert edition.metadata.title == "The Morning Brief, Monday, 23 November 2026"
    assert edition.metadata.author == "brief"
    assert edition.metadata.creation_date == datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
    assert edition.trailer["/Root"]["/Lang"] == "en"
    assert edition.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in edition.trailer["/Root"]["/Metadata"].get_data()


def test_the_theme_s_fonts_are_used(edition):
    names = {
        str(font.get_object()["/BaseFont"]) for page in edition.pages for font in page["/Resources"]["/Font"].values()
    }
    assert {re.sub(r"^/[A-Z]+\+", "", name).split("-")[0] for name in names} == {"Newsreader", "Source", "Libre"}


@needs_pango
def test_same_briefing_same_bytes():
    assert render(briefing(4), "pdf") == render(briefing(4), "pdf")


@needs_pango
@pytest.mark.parametrize("number", [1, 2])
def test_one_or_two_stories_are_one_page_without_contents(number):
    found = opened(render(briefing(number), "pdf"))
    assert len(found.pages) == 1
    assert "At a glance" not in lines(found)


def fill(page):
    """How much of a page's height its text reaches down, without head and foot, from 0 to 1."""
    heights = []

    def visit(text, _, matrix, *__):
        if text.strip():
            heights.append(matrix[5])

    page.extract_text(visitor_text=visit)
    top, bottom = float(page.mediabox.height) - 66, 49  # A4, margins of 23 and 17 mm
    inside = [height for height in heights if bottom < height < top]
    return (top - min(inside)) / (top - bottom) if inside else 0


@needs_pango
@pytest.mark.parametrize(("number", "parts"), [(3, 3), (10, 2), large(25, 6), large(40, 10)])
def test_no_page_but_the_last_is_under_a_third_full(number, parts):
    pages = opened(render(briefing(number, parts), "pdf")).pages
    assert [round(fill(page), 2) for page in pages[:-1] if fill(page) < 1 / 3] == []


@needs_pango
@pytest.mark.parametrize("number", [10, large(25)])
def test_no_title_stands_alone_at_the_foot_of_a_page(number):
    for page in opened(render(briefing(number, 5), "pdf")).pages:
        text = " ".join(page.extract_text().split())
        last = text.rfind("opens after years of delay")
        assert last < 0 or FACTS[0][:40] in text[last:]


@needs_pango
@pytest.mark.parametrize(("number", "parts"), [(1, 1), (3, 3), (10, 2), large(25, 6)])
def test_pages_fill_with_what_stands_beside_the_digest_too(number, parts):
    pages = opened(render(with_beside(briefing(number, parts), 2, 2), "pdf")).pages
    assert [round(fill(page), 2) for page in pages[:-1] if fill(page) < 1 / 3] == []


@needs_pango
@pytest.mark.slow
@pytest.mark.parametrize("parts", [2, 5])
def test_no_label_stands_alone_at_the_foot_of_a_page(parts):
    found = opened(render(with_beside(briefing(20, parts), 3, 3, 5), "pdf"))
    for page in found.pages:
        text = " ".join(page.extract_text().split())
        for label in ("opens after years of delay", "Day by day", "Sources agree", "Sources differ: trams"):
            last = text.rfind(label)
            assert last < 0 or FACTS[0][:20] in text[last:]


@needs_pango
def test_what_stands_beside_the_digest_is_read_in_its_order():
    text = lines(opened(render(with_beside(briefing(1)), "pdf")))
    places = [
        text.index(found) for found in ("Sources differ: trams", "44 million", "Ada Holm 0", "Day by day", "22 Nov")
    ]
    assert places == sorted(places)


@needs_pango
@pytest.mark.parametrize("title", ["x" * 150, "Donaudampfschifffahrtsgesellschaft " * 4, "word " * 40])
def test_titles_of_any_length_stay_on_the_page(title):
    found = opened(render(briefing(0, title=title, sections=(Section("p", title, (story(0, title=title),)),)), "pdf"))
    assert len(found.pages) == 1
    assert FACTS[3] in lines(found)


@needs_pango
@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/x",
        "https://news.example/x.png",
        "https://brief.invalid/../secret",
        "https://brief.invalid/other",
        "https://brief.invalid.evil.example/fonts/A.ttf",
        "data:text/plain,x",
        "ftp://news.example/x",
        "//brief.invalid/fonts/A.ttf",
        "fonts/A.ttf",
        "",
    ],
)
def test_nothing_is_fetched_but_the_theme_s_files(address):
    fetcher = pdf.shelf({"fonts/A.ttf": b"font"})
    assert fetcher.fetch("https://brief.invalid/fonts/A.ttf").read() == b"font"
    with pytest.raises(ValueError):
        fetcher.fetch(address)
    with pytest.raises(ValueError):
        fetcher.open(address)


@needs_pango
def test_a_theme_s_page_cannot_attach_or_show_files(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret", encoding="utf-8")
    (tmp_path / "briefing.html.jinja").write_text(
        f"<title>x</title><link rel=attachment href='file://{secret}'><img src='file://{secret}' alt=x>"
        f"<link rel=stylesheet href='file://{secret}'><h1>{{{{ briefing.title }}}}</h1>"
    )
    content = render(briefing(1), "pdf", str(tmp_path))
    assert b"EmbeddedFile" not in content
    assert "The Morning Brief" in lines(opened(content))


@needs_pango
@pytest.mark.parametrize("name", known_themes())
def test_stories_that_are_alike_share_their_styles(name):
    """WeasyPrint computes a style once for all elements that are alike: not where an element around them has an id."""

    def styles(number):
        document = pdf.laid_out(pdf.printed(briefing(number, parts=1), load_theme(name)))
        boxes = (box for page in document.pages for box in page._page_box.descendants() if box.element_tag == "p")
        return len({id(box.style) for box in boxes})

    assert styles(24) <= styles(12) + 4


@needs_pango
def test_nothing_is_said_on_the_terminal(capfd):
    render(briefing(1), "pdf")
    assert capfd.readouterr() == ("", "")


def test_what_is_needed_can_be_checked():
    found = pdf.check()
    assert [name for name, _, _ in found] == ["pango", "pangoft2", "harfbuzz-subset", "fonts"]
    assert all(isinstance(there, bool) and mend and "\n" not in mend for _, there, mend in found)


NO_PANGO = """
import builtins, ctypes, ctypes.util, sys
import cffi
def absent(*_, **__): raise OSError("cannot load library 'libpango-1.0-0'")
cffi.FFI.dlopen = ctypes.CDLL = absent
import brief.render.pdf as pdf
from brief.errors import NativeLibraryMissing
try:
    pdf.load()
except NativeLibraryMissing as error:
    print(error, file=sys.stderr)
    sys.exit(9)
"""


def test_without_pango_one_line_says_what_to_install():
    run = subprocess.run([sys.executable, "-c", NO_PANGO], capture_output=True, text=True, check=False, timeout=60)
    assert (run.returncode, run.stdout) == (9, ""), run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert run.stderr.startswith("no PDF without pango, pangoft2, harfbuzz-subset: ")
    assert re.search(
        "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0|brew install pango", run.stderr
    )


@pytest.mark.parametrize(
    ("platform", "apt", "mend"),
    [
        ("darwin", None, "brew install pango"),
        ("linux", "/usr/bin/apt-get", "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("linux", None, "install Pango and HarfBuzz"),
    ],
)
def test_the_mend_is_that_of_the_system(monkeypatch, platform, apt, mend):
    monkeypatch.setattr(pdf, "_PLATFORM", platform)
    monkeypatch.setattr(pdf.shutil, "which", lambda _: apt)
    assert all(line.startswith(mend) for name, _, line in pdf.check() if name != "fonts")


@pytest.mark.parametrize("before", [None, "/mine"])
def test_on_macos_libraries_of_homebrew_are_found_and_the_environment_is_left_alone(monkeypatch, before):
    monkeypatch.setattr(pdf, "_PLATFORM", "darwin")
    monkeypatch.delenv("DYLD_FALLBACK_LIBRARY_PATH", raising=False)
    if before:
        monkeypatch.setenv("DYLD_FALLBACK_LIBRARY_PATH", before)
    with pdf._mac_libraries():
        folders = pdf.os.environ["DYLD_FALLBACK_LIBRARY_PATH"].split(":")
    assert "/opt/homebrew/lib" in folders
    assert folders[0] == (before or "/opt/homebrew/lib")
    assert pdf.os.environ.get("DYLD_FALLBACK_LIBRARY_PATH") == before


@needs_pango
def test_a_failure_of_the_layout_is_one_line(monkeypatch):
    def fail(_):
        raise RuntimeError("two\nlines")

    monkeypatch.setattr(pdf, "shelf", fail)
    with pytest.raises(RenderError, match=r"^the PDF could not be made: RuntimeError: two lines$") as caught:
        render(briefing(1), "pdf")
    assert not isinstance(caught.value, NativeLibraryMissing)


def test_stdout_is_given_back_after_loading():
    before = sys.stdout
    with contextlib.suppress(NativeLibraryMissing):
        pdf.load()
    assert sys.stdout is before
