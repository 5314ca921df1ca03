"""Markdown: front matter, the title, prose without its markup."""

from datetime import date, timedelta, timezone
from datetime import time as clock

import pytest

from brief.errors import Empty, Unreadable
from brief.extract import extract
from brief.model import Document, Published, Source

TEXT = "The port closed. Ships wait."


def read(text):
    return extract(Document(Source("files", "a.md"), "a.md", "text/markdown", text.encode()))


def told(text):
    return [sentence.text for sentence in read(text).sentences]


def test_front_matter_tells_what_it_can():
    article = read(
        "---\ntitle: Crane falls\ndate: 2017-08-19\nauthor: [Ann Lund, Bo Hill]\nsource: Melby Post\nsection: World\n"
        f"id: 7\nlang: en-GB\nurl: https://melby.example/crane\ntags: [a, b]\ndraft: false\n---\n\n{TEXT}\n"
    )
    assert (article.id, article.title, article.byline) == ("7", "Crane falls", "Ann Lund, Bo Hill")
    assert (article.site, article.section, article.language) == ("Melby Post", "World", "en")
    assert article.url == "https://melby.example/crane"
    assert article.published == Published(date(2017, 8, 19), None, "record")
    assert article.text == TEXT


def test_a_time_with_an_offset_in_front_matter_is_kept():
    moment = clock(10, 30, tzinfo=timezone(timedelta(hours=2)))
    assert read(f"---\ndate: 2017-08-19 10:30:00 +02:00\n---\n{TEXT}").published == Published(date(2017, 8, 19), moment)


@pytest.mark.parametrize("end", ["---", "...", "--- "])
def test_front_matter_with_windows_line_ends_and_either_end(end):
    assert read(f"---\r\nTitle: 2017\r\n{end}\r\n{TEXT}\r\n").title == "2017"


def test_a_date_that_cannot_be_read_leaves_the_article_undated():
    assert read(f"---\ndate: soon\n---\n{TEXT}").published is None


@pytest.mark.parametrize(
    ("yaml", "why"),
    [
        ("title: [", "has front matter that is not YAML"),
        ("a: b: c", "has front matter that is not YAML"),
        ("a: &x [1]\nb: *x", "aliases are not read"),
        ("a: !!python/object/apply:os.system [ls]", "has front matter that is not YAML"),
        ("date: 2017-99-99", "has front matter that is not YAML"),
    ],
)
def test_broken_front_matter_is_told_in_one_line(yaml, why):
    with pytest.raises(Unreadable, match=why) as caught:
        read(f"---\n{yaml}\n---\n{TEXT}")
    assert "\n" not in caught.value.why


def test_front_matter_that_is_no_mapping_says_nothing():
    assert told(f"---\n- a\n- b\n---\n{TEXT}") == ["The port closed.", "Ships wait."]


def test_a_line_of_dashes_that_is_never_closed_is_no_front_matter():
    assert told(f"---\n\n{TEXT}") == ["The port closed.", "Ships wait."]


def test_prose_between_two_rules_is_story():
    assert told(f"---\n\nThe crane fell.\n\n---\n\n{TEXT}") == ["The crane fell.", "The port closed.", "Ships wait."]


def test_the_first_heading_is_the_title_and_no_sentence():
    article = read(f"# Crane falls\n\n{TEXT}\n\n# Another\n\n## What is next\n\nDivers come.")
    assert article.title == "Crane falls"
    assert [s.text for s in article.sentences] == ["The port closed.", "Ships wait.", "Divers come."]


def test_an_underlined_heading_is_the_title():
    assert read(f"Crane falls\n===========\n\n{TEXT}").title == "Crane falls"


def test_the_title_of_the_front_matter_wins():
    assert read(f"---\ntitle: Crane falls\n---\n\n# Another\n\n{TEXT}").title == "Crane falls"


PROSE = {
    "The *port* **closed** on `Friday`.": "The port closed on Friday.",
    "The [port](https://melby.example 'Port') closed.": "The port closed.",
    "See <https://melby.example> for more.": "See https://melby.example for more.",
    "Tom &amp; Al&#8217;s \\*crane\\*.": "Tom & Al’s *crane*.",
    "The port\nof Melby  \nclosed.": "The port of Melby closed.",
    "A picture ![of a crane](a.png) was shown.": "A picture  was shown.",
    "A <b>bold</b> word.": "A bold word.",
    "> The port closed.": "The port closed.",
    "- The port closed.": "The port closed.",
    "7. The port closed.": "The port closed.",
}


@pytest.mark.parametrize(("markup", "prose"), PROSE.items())
def test_prose_without_its_markup(markup, prose):
    assert read(markup).text == prose


def test_paragraphs_and_items_are_apart():
    assert (
        read(f"{TEXT}\n\n- One item.\n- Two items.\n\n> Quoted.").text
        == f"{TEXT}\n\nOne item.\n\nTwo items.\n\nQuoted."
    )


def test_code_rules_comments_and_html_blocks_are_left_out():
    text = f"{TEXT}\n\n```python\nprint('crane')\n```\n\n    indented code\n\n***\n\n<!-- note -->\n\n<div>\nblock\n</div>\n"
    assert read(text).text == TEXT


def test_tables_are_left_out():
    assert read(f"{TEXT}\n\n| Crane | Year |\n|-------|------|\n| North | 1962 |\n").text == TEXT


def test_furniture_and_datelines_are_no_part_of_the_story():
    text = f"# Crane falls\n\nMELBY (AP) — {TEXT} {TEXT}\n\nShare this:\n\n- Twitter\n"
    assert told(text) == ["The port closed.", "Ships wait."] * 2


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        ("\n", "is empty"),
        ("# Crane falls\n", "holds no article text"),
        ("---\na: b\n---\n", "holds no article text"),
    ],
)
def test_a_text_without_an_article_is_empty(text, why):
    with pytest.raises(Empty, match=why):
        read(text)
