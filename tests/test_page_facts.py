"""What a page says of itself: its date and where that stands, its address, its outlet and section, its picture."""

import json
from datetime import UTC, datetime

import pytest

from brief.extract import extract
from brief.model import Document, Picture, Source

FETCHED = datetime(2026, 11, 20, 6, tzinfo=UTC)
URL = "https://post.example/world/crane"
STORY = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "The harbor of Melby was closed on Friday after a crane fell into the water, the port said.",
        "Nobody was hurt, and divers will look at the wreck before it is lifted by a ship from Tollen.",
        "Ships wait outside the bay until then, and some of them have turned to Norby in the meantime.",
    )
)


def read(head="", body=STORY, title="Crane falls into the water in Melby", url=URL, fetched=FETCHED):
    page = f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    return extract(Document(Source("web", url), url, "text/html", page.encode(), fetched, None, url))


def described(**more):
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **more})}</script>"


def meta(key, value):
    return f'<meta property="{key}" content="{value}">'


@pytest.mark.parametrize(
    ("head", "day", "origin"),
    [
        (described(datePublished="2026-11-19T08:00:00Z"), "2026-11-19", "page"),
        (meta("article:published_time", "2026-11-18T08:00:00+01:00"), "2026-11-18", "page"),
        ("", "2026-11-20", "first seen"),
        (meta("article:published_time", "2026-11-22T08:00:00Z"), "2026-11-20", "first seen"),
        (meta("article:published_time", "2026-11-20T20:00:00Z"), "2026-11-20", "page"),
    ],
    ids=["described", "stated", "nowhere", "in two days", "tonight"],
)
def test_the_date_is_the_page_s_own_unless_it_lies_ahead(head, day, origin):
    published = read(head).published
    assert (published.day.isoformat(), published.origin) == (day, origin)


def test_a_date_in_the_words_of_the_page_is_a_guess():
    published = read(body=f"{STORY}<div class='date'>Published: 17 November 2026</div>").published
    assert (published.day.isoformat(), published.origin) == ("2026-11-17", "guessed")


def test_a_file_that_nothing_dates_is_undated():
    assert read(fetched=None).published is None


def test_the_address_is_the_page_s_own_else_where_it_was_found():
    assert read().url == URL
    assert read("<link rel='canonical' href='https://post.example/crane'>").url == "https://post.example/crane"
    assert read("<link rel='canonical' href='/crane'>").url == "https://post.example/crane"


def test_outlet_author_and_section_are_what_the_page_calls_them():
    head = (
        meta("og:site_name", "Melby Post")
        + meta("article:section", "World")
        + "<meta name='author' content='Ann Lund'>"
    )
    found = read(head, title="Crane falls into the water in Melby - Melby Post")
    assert (found.title, found.site) == ("Crane falls into the water in Melby", "Melby Post")
    assert (found.byline, found.section) == ("Ann Lund", "World")


FIGURE = "<figure><img src='/pics/crane.jpg' alt='A crane in the water'><figcaption>{}</figcaption></figure>"


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("The wreck on Friday. Photo: Ann Lund", "Ann Lund"),
        ("The wreck on Friday. <span class='credit'>Bo Holm/Harbor Press</span>", "Bo Holm/Harbor Press"),
        ("The wreck on Friday (Bo Holm/Harbor Press)", "Bo Holm/Harbor Press"),
        ("The wreck on Friday.", ""),
    ],
)
def test_the_picture_of_the_article_comes_with_its_words_and_its_credit(caption, credit):
    shown = Picture("https://post.example/pics/crane.jpg", "A crane in the water", credit)
    assert read(body=FIGURE.format(caption) + STORY).picture == shown


def test_the_picture_that_the_page_names_goes_before_the_first_in_it():
    head = meta("og:image", "https://cdn.example/wide.jpg") + meta("og:image:alt", "The harbor")
    assert read(head, FIGURE.format("") + STORY).picture == Picture("https://cdn.example/wide.jpg", "The harbor")


def test_a_described_picture_says_whose_it_is():
    image = {"@type": "ImageObject", "url": "https://cdn.example/wide.jpg", "creditText": "Ann Lund"}
    assert read(described(image=[image])).picture == Picture("https://cdn.example/wide.jpg", "", "Ann Lund")


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:image/png;base64,xx", "http://[::1", "/img/logo.png", ""]
)
def test_what_is_no_picture_of_the_story_is_none(address):
    assert read(meta("og:image", address)).picture is None
