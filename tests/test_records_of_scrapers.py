"""What news-please, newspaper and trafilatura write is read with all that it says."""

import json
from datetime import date

import pytest

from brief.extract import extract
from brief.model import Document, Source

TEXT = "The port of Melby closed on Friday. Ships wait outside."
NEWS_PLEASE = {
    "authors": ["Ada Holm", "Bo Hill"], "date_download": "2026-11-22 09:00:00", "date_modify": None,
    "date_publish": "2026-11-20 06:30:00", "description": "Ships wait.", "filename": "a.html", "image_url": None,
    "language": "en", "localpath": None, "maintext": TEXT, "source_domain": "www.melby.example",
    "title": "Port closes", "title_page": None, "title_rss": None, "url": "https://www.melby.example/port",
}  # fmt: skip
NEWSPAPER = {
    "url": "https://www.melby.example/port", "read_more_link": "", "language": "en", "title": "Port closes",
    "top_image": "", "keywords": [], "authors": ["Ada Holm", "Bo Hill"], "publish_date": "2026-11-20T06:30:00",
    "summary": "", "meta_description": "", "meta_lang": "en", "meta_site_name": "Melby Post", "tags": [],
    "canonical_link": "", "text": TEXT,
}  # fmt: skip
TRAFILATURA = {
    "title": "Port closes", "author": "Ada Holm, Bo Hill", "hostname": "melby.example", "date": "2026-11-20",
    "fingerprint": "84f4", "id": None, "license": None, "comments": "", "raw_text": "Port closes " + TEXT,
    "text": TEXT, "language": "en", "image": None, "pagetype": "article", "filedate": "2026-11-22",
    "source": "https://www.melby.example/port", "source-hostname": "Melby Post", "excerpt": None,
    "categories": "World;Trade", "tags": "",
}  # fmt: skip


def read(record):
    return extract(Document(Source("files", "a"), "a:1", "application/json", json.dumps(record).encode()))


@pytest.mark.parametrize(
    ("record", "site", "section"),
    [
        (NEWS_PLEASE, "melby.example", None),
        (NEWSPAPER, "Melby Post", None),
        (TRAFILATURA, "Melby Post", "World"),
    ],
    ids=["news-please", "newspaper", "trafilatura"],
)
def test_what_scrapers_write_is_read(record, site, section):
    article = read(record)
    assert (article.title, article.text, article.byline) == ("Port closes", TEXT, "Ada Holm, Bo Hill")
    assert (article.url, article.site, article.section) == ("https://www.melby.example/port", site, section)
    assert (article.published.day, article.published.origin) == (date(2026, 11, 20), "record")
    assert article.language == "en"


def test_a_source_that_is_a_name_is_the_outlet_and_no_address():
    article = read({"text": TEXT, "source": "Melby Post", "hostname": "melby.example"})
    assert (article.site, article.url) == ("Melby Post", None)


def test_an_address_of_the_record_counts_before_its_source():
    article = read({"text": TEXT, "url": "https://melby.example/a", "source": "https://melby.example/feed"})
    assert (article.url, article.site) == ("https://melby.example/a", None)


def test_the_raw_text_counts_where_there_is_no_other():
    assert read({"raw_text": TEXT, "text": None}).text == TEXT


@pytest.mark.parametrize(
    ("value", "section"),
    [(["World", "Trade"], "World"), ("World;Trade", "World"), ([], None), ("", None), ([None], None)],
)
def test_of_several_categories_the_first_is_the_section(value, section):
    assert read({"text": TEXT, "categories": value}).section == section


def test_front_matter_of_a_clipper_says_the_same():
    text = f'---\ntitle: Port closes\nsource: "https://melby.example/port"\ncategories: [World, Trade]\n---\n{TEXT}\n'
    article = extract(Document(Source("files", "a.md"), "a.md", "text/markdown", text.encode()))
    assert (article.url, article.site, article.section) == ("https://melby.example/port", None, "World")
