"""`brief build` with pictures: which stories show one, where it is had, what is said where it cannot be."""

import base64
import io
import json
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import PIL.Image
import pytest

import brief.render.pdf
from brief.model import Image
from brief.render.theme import known_themes
from brief.store import Store

DAY = ("--date", "2026-11-20")
#: With a store, of a day that is not over: what is over is made of what was kept.
KEPT = ("--store", "s.sqlite", "--date", "2999-01-01")
needs_pango = pytest.mark.skipif(
    not all(there for _, there, _ in brief.render.pdf.check()), reason="Pango is not installed"
)


def picture(width=640, height=400, color=(40, 90, 160), kind="JPEG"):
    stream = io.BytesIO()
    PIL.Image.new("RGB", (width, height), color).save(stream, kind)
    return stream.getvalue()


FERRY, CHESS = (
    {
        "id": "ferry", "title": "Ferry over the Lune sails again", "published": "2026-11-19",
        "text": "The Lune ferry is running again after eleven weeks of repair. A second boat was bought for the"
        " Oxmoor landing. Some 340 people crossed the river on the first morning.",
    },
    {
        "id": "chess", "title": "Chess club wins in Tarn", "published": "2026-11-18",
        "text": "The chess club of Tarn won the northern cup on Sunday. Rut Sand, the youngest player, is nine.",
    },
)  # fmt: skip


@pytest.fixture
def lay(inside):
    """Lay records and files into `in/`."""

    def call(*records, **files):
        (inside / "in" / "img").mkdir(parents=True, exist_ok=True)
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (inside / "in" / "news.jsonl").write_text(lines, encoding="utf-8")
        for name, content in files.items():
            (inside / "in" / "img" / f"{name}.jpg").write_bytes(content)

    return call


@pytest.fixture
def build(command_line):
    """Build an edition in some formats; gives code, errors and the page."""

    def call(*words, formats=("html",), theme="morning"):
        outputs = [word for name in formats for word in ("-o", f"out.{name}")]
        code, _, err = command_line("build", "in", *DAY, "--theme", theme, *outputs, *words, "--allow-private")
        page = Path("out.html").read_text(encoding="utf-8") if "html" in formats and code != 3 else ""
        return code, err, page

    return call


def figures(page):
    """The pictures of a page: alternative text, and the line below."""
    found = re.findall(r"<figure class=\"pic[^>]*>(.*?)</figure>", page, re.DOTALL)
    alts = [re.search(r'alt="([^"]*)"', one)[1] for one in found]
    captions = [re.sub(r"<[^>]+>", "", one).strip() for one in found]
    return list(zip(alts, captions, strict=True))


def source_of(page):
    return re.search(r'<img src="([^"]*)"', page)[1]


@pytest.mark.parametrize("theme", known_themes())
def test_the_lead_story_shows_the_picture_beside_its_article(theme, lay, build):
    lay(FERRY | {"picture": "img/boat.jpg"}, CHESS | {"picture": "img/boat.jpg"}, boat=picture())
    code, err, page = build("--max-stories", "2", theme=theme)
    assert (code, "picture" in err) == (0, False)
    assert figures(page) == [("Ferry over the Lune sails again", "Picture: news.jsonl")]


def test_words_and_credit_of_a_picture_are_the_record_s(lay, build):
    about = {"url": "img/boat.jpg", "alt": "A ferry <at> the “pier”", "credit": "Ada Holm"}
    lay(FERRY | {"picture": about}, boat=picture())
    assert figures(build()[2]) == [("A ferry &lt;at&gt; the “pier”", "Picture: Ada Holm")]


@pytest.mark.parametrize("key", ["picture", "image"])
def test_front_matter_names_a_picture(key, lay, build, inside):
    lay(boat=picture())
    text = (
        f"---\ntitle: Ferry sails\n{key}: img/boat.jpg\n{key}_alt: A ferry\ncredit: Bo Lind\n---\n\n{FERRY['text']}\n"
    )
    (inside / "in" / "news.jsonl").unlink()
    (inside / "in" / "ferry.md").write_text(text, encoding="utf-8")
    assert figures(build()[2]) == [("A ferry", "Picture: Bo Lind")]


@pytest.mark.parametrize(("which", "shown"), [("lead", 1), ("all", 2), ("none", 0)])
def test_brief_toml_says_which_stories_show_one(which, shown, lay, build, inside):
    (inside / "brief.toml").write_text(f'[theme]\npictures = "{which}"\n', encoding="utf-8")
    lay(FERRY | {"picture": "img/boat.jpg"}, CHESS | {"picture": "img/cup.jpg"}, boat=picture(), cup=picture(300, 500))
    assert len(figures(build()[2])) == shown


def test_a_page_holds_its_picture_and_its_policy_allows_no_other(lay, build):
    lay(FERRY | {"picture": "img/boat.jpg"}, boat=picture())
    page = build()[2]
    assert "img-src data:;" in page
    content = base64.b64decode(source_of(page).removeprefix("data:image/jpeg;base64,"))
    with PIL.Image.open(io.BytesIO(content)) as image:
        assert image.size == (640, 400)


def test_the_same_picture_gives_the_same_bytes(lay, build):
    lay(FERRY | {"picture": "img/boat.jpg"}, boat=picture())
    formats = ("html", "epub")
    build(formats=formats)
    first = [Path(f"out.{name}").read_bytes() for name in formats]
    build(formats=formats)
    assert [Path(f"out.{name}").read_bytes() for name in formats] == first


@needs_pango
def test_the_pdf_has_the_picture_with_its_words(lay, build):
    lay(FERRY | {"picture": {"path": "img/boat.jpg", "alt": "A boat"}}, boat=picture())
    build(formats=("html", "pdf"))
    with_one = Path("out.pdf").read_bytes()
    assert re.search(rb"/Subtype /Image", with_one)
    build(formats=("pdf",))
    assert Path("out.pdf").read_bytes() == with_one
    lay(FERRY)
    build(formats=("pdf",))
    assert not re.search(rb"/Subtype /Image", Path("out.pdf").read_bytes())


def test_a_book_carries_the_picture_as_a_file(lay, build):
    lay(FERRY | {"picture": {"url": "img/boat.jpg", "alt": "A boat", "credit": "Ada Holm"}}, boat=picture())
    build(formats=("epub",))
    with zipfile.ZipFile("out.epub") as book:
        with PIL.Image.open(io.BytesIO(book.read("EPUB/picture-1.jpg"))) as image:
            assert image.size == (640, 400)
        assert 'href="picture-1.jpg" media-type="image/jpeg"' in book.read("EPUB/package.opf").decode()
        chapter = next(book.read(name).decode() for name in book.namelist() if "part" in name)
        assert '<img src="picture-1.jpg" alt="A boat"/>' in chapter
        assert "Picture: <bdi>Ada Holm</bdi>" in chapter


def test_mail_and_text_have_none(lay, build):
    lay(FERRY | {"picture": "img/missing.jpg"})
    code, err, _ = build(formats=("eml", "txt", "md"))
    assert (code, "missing" in err) == (0, False)
    assert b"picture" not in Path("out.eml").read_bytes()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("img/none.jpg", "in/img/none.jpg: no such picture"),
        ("img", "in/img: no such picture"),
        ("../secret.jpg", "in/../secret.jpg: is a picture outside of the folder of its article"),
        ("img/../../secret.jpg", "outside of the folder of its article"),
        ("img/link.jpg", "outside of the folder of its article"),
        ("{inside}/secret.jpg", "outside of the folder of its article"),
        ("file://{inside}/secret.jpg", "is no picture on the web, nor one beside a file of yours"),
        ("data:image/png;base64,AAAA", "no such picture"),
        ("img/text.jpg", "in/img/text.jpg: is no picture that can be read"),
        ("a\0b.jpg", "is a picture that cannot be read"),
        ("x" * 400 + ".jpg", "is a picture that cannot be read"),
    ],
)
def test_a_picture_that_cannot_be_had_is_told_beside_the_page_and_not_in_it(given, why, lay, build, inside):
    (inside / "secret.jpg").write_bytes(picture())
    lay(FERRY | {"picture": given.format(inside=inside)}, text=b"no picture")
    (inside / "in" / "img" / "link.jpg").symlink_to(inside / "secret.jpg")
    code, err, page = build("--strict", formats=("html", "json"))
    assert code == 0
    assert why in err
    assert figures(page) == []
    assert "skipped" not in page
    (problem,) = json.loads(Path("out.json").read_text())["problems"]
    assert (problem["stage"], problem["slight"]) == ("picture", True)


@pytest.mark.parametrize("given", [7, True, [], {}, {"alt": "x"}, {"url": 3}, " ", None, "y" * 3000, {"url": ["a"]}])
def test_what_names_no_picture_is_none(given, lay, build):
    lay(FERRY | {"picture": given})
    code, err, page = build()
    assert (code, "picture" in err, figures(page)) == (0, False, [])


def test_a_record_s_picture_is_fetched_once_and_only_for_the_story_that_shows_it(lay, build, site):
    boat, cup = site.put("/boat.jpg", picture()), site.put("/cup.jpg", picture())
    lay(FERRY | {"picture": boat}, CHESS | {"picture": cup})
    code, _, page = build()
    assert code == 0
    assert [alt for alt, _ in figures(page)] == ["Ferry over the Lune sails again"]
    assert site.asked == ["/robots.txt", "/boat.jpg"]


def test_stories_that_share_a_picture_ask_for_it_once(lay, build, site, inside):
    (inside / "brief.toml").write_text('[theme]\npictures = "all"\n', encoding="utf-8")
    boat = site.put("/boat.jpg", picture())
    lay(FERRY | {"picture": boat}, CHESS | {"picture": boat})
    assert len(figures(build()[2])) == 2
    assert site.asked.count("/boat.jpg") == 1


def test_offline_nothing_is_fetched(lay, build, site):
    lay(FERRY | {"picture": site.put("/boat.jpg", picture())})
    code, err, page = build("--offline")
    assert (code, figures(page), site.asked) == (0, [], [])
    assert "is a picture that was not fetched before" in err


def test_a_picture_that_robots_may_not_have_is_left_alone(lay, build, site):
    site.put("/robots.txt", "User-agent: *\nDisallow: /")
    lay(FERRY | {"picture": site.put("/boat.jpg", picture())})
    code, err, page = build()
    assert (code, figures(page), site.asked) == (0, [], ["/robots.txt"])
    assert "robots.txt" in err


@pytest.mark.parametrize(
    ("content", "status", "why"),
    [
        (picture() + b"\0" * 5_000_000, 200, "5"),
        (b"<html>Log in</html>", 200, "is no picture that can be read"),
        (picture(1, 1), 200, "only 1 x 1 pixels"),
        (b"gone", 404, "404"),
    ],
)
def test_an_answer_that_is_no_picture_is_none(content, status, why, lay, build, site):
    lay(FERRY | {"picture": site.put("/boat.jpg", content, status)})
    code, err, page = build()
    assert (code, figures(page)) == (0, [])
    assert re.search(rf"/boat\.jpg: .*{why}", err)


def test_a_private_address_is_not_asked(lay, command_line, site):
    lay(FERRY | {"picture": site.put("/boat.jpg", picture())})
    code, _, err = command_line("build", "in", *DAY, "-o", "out.html")
    assert (code, site.asked) == (0, [])
    assert "boat.jpg" in err


def test_the_picture_of_a_saved_page_is_not_fetched(build, site, inside):
    boat = site.put("/boat.jpg", picture())
    text = "".join(f"<p>{sentence}.</p>" for sentence in (FERRY["text"] * 3).split(". "))
    head = f"<title>Ferry sails</title><meta property='og:image' content='{boat}'>"
    (inside / "in").mkdir()
    (inside / "in" / "a.html").write_text(f"<html><head>{head}</head><body><article>{text}</article></body></html>")
    code, err, page = build()
    assert (code, figures(page), site.asked, "boat" in err) == (0, [], [], False)


def test_a_password_in_the_address_of_a_picture_is_never_printed(lay, build, site, inside):
    place = site.url("/boat.jpg").replace("http://", "http://ada:secret@")
    lay(FERRY | {"picture": place})
    _, err, page = build(*KEPT, formats=("html", "json"))
    assert "boat.jpg" in err
    assert "secret" not in err + page + Path("out.json").read_text()
    site.put("/boat.jpg", picture())
    assert len(figures(build(*KEPT)[2])) == 1
    assert b"secret" not in (inside / "s.sqlite").read_bytes()


def test_with_a_store_the_same_edition_is_made_again_without_asking(lay, build, site):
    lay(FERRY | {"picture": site.put("/boat.jpg", picture())})
    page = build(*KEPT)[2]
    site.put("/boat.jpg", picture(color=(200, 10, 10)))
    asked = list(site.asked)
    assert source_of(build(*KEPT)[2]) == source_of(page)
    assert source_of(build(*KEPT, "--offline")[2]) == source_of(page)
    assert site.asked == asked


def test_what_could_not_be_fetched_is_asked_for_again(lay, build, site):
    lay(FERRY | {"picture": site.url("/boat.jpg")})
    assert figures(build(*KEPT)[2]) == []
    site.put("/boat.jpg", picture())
    assert len(figures(build(*KEPT)[2])) == 1


def test_a_pruned_store_forgets_old_pictures_and_keeps_the_others(tmp_path):
    image = Image(b"pixels", "image/png", 3, 2)
    with Store(str(tmp_path / "s.sqlite")) as store:
        store.keep_picture("https://a.example/old.png", image, datetime(2026, 11, 1, 23, 59, tzinfo=UTC))
        store.keep_picture("https://a.example/new.png", image, datetime(2026, 11, 2, tzinfo=UTC))
        store.prune(date(2026, 11, 2))
        assert store.picture("https://a.example/old.png") is None
        assert store.picture("https://a.example/new.png") == image


def test_the_first_picture_of_an_address_stays(tmp_path):
    first, second = (Image(content, "image/png", 3, 2) for content in (b"first", b"second"))
    with Store(str(tmp_path / "s.sqlite")) as store:
        for image in (first, second):
            store.keep_picture("https://a.example/a.png", image, datetime(2026, 11, 1, tzinfo=UTC))
        assert store.picture("https://a.example/a.png") == first


def test_an_item_of_a_feed_shows_the_picture_that_its_feed_names(command_line, site):
    boat = site.put("/boat.jpg", picture())
    now = datetime.now(UTC)
    shown = f"<enclosure url='{boat}' type='image/jpeg' length='1'/>"
    feed = site.put_feed(
        "/feed.xml",
        site.item("Market closes in Melby", site.whole("Melby"), when=now - timedelta(hours=2), extra=shown),
    )
    code, _, _ = command_line("build", feed, "-o", "out.html", "--store", "s.sqlite", "--allow-private")
    page = Path("out.html").read_text(encoding="utf-8")
    assert (code, figures(page)) == (0, [("Market closes in Melby", "Picture: Harbor Post")])
    site.pages.clear()
    command_line("build", "--offline", feed, "-o", "again.html", "--store", "s.sqlite", "--allow-private")
    assert source_of(Path("again.html").read_text(encoding="utf-8")) == source_of(page)


def test_an_article_from_the_web_can_name_no_file_of_this_machine(command_line, site, inside):
    (inside / "secret.jpg").write_bytes(picture())
    for place in ("secret.jpg", str(inside / "secret.jpg"), f"file://{inside}/secret.jpg"):
        news = site.put("/news.json", json.dumps([FERRY | {"picture": place}]), Content_Type="application/json")
        command_line("build", news, *DAY, "-o", "out.html", "--allow-private")
        page = Path("out.html").read_text(encoding="utf-8") if Path("out.html").exists() else ""
        assert figures(page) == []
