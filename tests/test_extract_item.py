"""Items of feeds become articles: their HTML becomes text, what the feed says the rest."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from brief.errors import Unreadable
from brief.extract import extract
from brief.extract.item import text_of, title_of
from brief.model import Document, Picture, Source

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
STORY = "<p>The crane of Melby fell into the water on Friday morning.</p><p>Nobody was hurt, the harbor said.</p>"


def article(language="en", source=None, fetched=NOW, **item):
    given = {"key": "1", "title": "Crane falls", "html": STORY, "position": 0} | item
    content = json.dumps({name: value for name, value in given.items() if value is not None}).encode()
    source = source or Source("web", "https://harbor.example/feed")
    place = item.get("url") or "https://harbor.example/feed#1"
    return extract(Document(source, place, "application/vnd.brief.item+json", content, fetched), language)


def test_an_item_becomes_an_article():
    found = article(
        url="https://harbor.example/news/1", author="By Ada Holm", published="Mon, 01 Jun 2026 10:00:00 +0200",
        categories=["crane", "World news"], feed="Harbor Times", position=3,
        picture={"url": "https://harbor.example/a.jpg", "alt": "The <b>crane</b>", "credit": "Bo &amp; Co"},
    )  # fmt: skip
    assert found.title == "Crane falls"
    assert found.text == (
        "The crane of Melby fell into the water on Friday morning.\n\nNobody was hurt, the harbor said."
    )
    assert [one.paragraph for one in found.sentences] == [0, 1]
    assert all(found.text[one.start : one.end] == one.text for one in found.sentences)
    assert found.published.isoformat() == "2026-06-01T10:00:00+02:00"
    assert found.published.origin == "feed"
    assert (found.byline, found.section, found.position, found.language) == ("Ada Holm", "World news", 3, "en")
    assert found.outlet == "Harbor Times"
    assert found.picture == Picture("https://harbor.example/a.jpg", "The crane", "Bo & Co")
    assert found.url == found.location == "https://harbor.example/news/1"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("One two.", "One two."),
        ("One\n  two.", "One two."),
        ("<p>One.</p>\n<p>Two.</p>", "One.\n\nTwo."),
        ("One.<br>Two.", "One.\nTwo."),
        ("One.<br /><br/>\nTwo.<br><br><br>Three.", "One.\n\nTwo.\n\nThree."),
        ("<div>One.<div>Two.</div>Three.</div>", "One.\n\nTwo.\n\nThree."),
        ("<ul><li>One.<li>Two.</ul>", "One.\n\nTwo."),
        ("<h2>Head</h2>One <b>bold</b> and <a href='x'>linked</a>.", "Head\n\nOne bold and linked."),
        ("wo<em>rd</em>s", "words"),
        ("Ropes &amp; sails &lt;3&#8217;s &eacute;&nbsp;x", "Ropes & sails <3’s é x"),
        ("<p>One.<script>alert('x')</script><style>p {}</style> Two.</p>", "One. Two."),
        ("<iframe src='x'>no frames</iframe><p>One.</p><form>Mail <input></form>", "One."),
        ("<figure><img src='x'><figcaption>A crane.</figcaption></figure><p>One.</p>", "One."),
        ("<!-- secret --><p>One.</p><![CDATA[x]]>", "One."),
        ("<p>See:</p><pre><code>a = 1;\nb = 2;</code></pre><p>That was all of the long code here.</p>", "See:\n\nThat was all of the long code here."),
        ("<pre>Dear Ada,\n\nthe crane fell.\nBo</pre>", "Dear Ada,\n\nthe crane fell.\nBo"),
        ("<table><tr><td>One</td><td>Two</td></tr></table>", "One\n\nTwo"),
        ("<p>One.", "One."),
        ("</p></div>One.<", "One.<"),
        ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3"),
        ("", ""),
        ("<p> &nbsp; </p>", ""),
    ],
)  # fmt: skip
def test_html_becomes_text(markup, text):
    assert text_of(markup) == text


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧‍👦 and 👍🏽 and 🏳️‍🌈",
        "می‌خواهم",
        "مرحبا بالعالم",
        "港の工事は月曜日に再開する。",
        "a\u200bb",
        "\u200f(נמל)\u200e",
    ],
)
def test_joiners_emoji_and_other_scripts_are_intact(text):
    assert text_of(f"<p>{text}</p>") == text
    assert title_of(text) == text


def test_marks_that_override_the_direction_are_left_out():
    assert text_of("<p>safe \u202eexe.gpj\u202c \u2066x\u2069</p>") == "safe exe.gpj x"
    assert title_of("safe \u202eexe.gpj") == "safe exe.gpj"


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("Ropes &amp; sails", "Ropes & sails"),
        ("Ropes &amp;amp; sails", "Ropes & sails"),
        ("It&amp;#8217;s here", "It’s here"),
        ("The <i>Swan</i> sails", "The Swan sails"),
        ("The &lt;i&gt;Swan&lt;/i&gt; sails", "The Swan sails"),
        ("How to use &lt;b&gt;", "How to use <b>"),
        ("Use &amp;lt;b&amp;gt;", "Use &lt;b&gt;"),
        ("One\n  two<br>three", "One two three"),
        ("<script>alert(1)</script>Crane falls", "Crane falls"),
        ("AT&T and R&D", "AT&T and R&D"),
    ],
)
def test_titles_are_decoded_once_and_again_where_that_was_meant(markup, title):
    assert title_of(markup) == title


def test_an_item_without_a_text_is_a_headline():
    found = article(html=None)
    assert (found.title, found.text, found.sentences) == ("Crane falls", "", ())


def test_an_item_without_a_title_is_a_text():
    assert article(title=None, html="<p>Good morning, Melby.</p>").text == "Good morning, Melby."


def test_the_pointer_at_the_end_is_in_no_sentence():
    found = article(html=STORY + "<p>The post <a href='x'>Crane falls</a> appeared first on Harbor Times.</p>")
    assert found.sentences[-1].text == "Nobody was hurt, the harbor said."
    assert found.text.endswith("appeared first on Harbor Times.")


@pytest.mark.parametrize(("hours", "dated"), [(-1000, True), (0, True), (23, True), (25, False), (9999, False)])
def test_a_date_more_than_a_day_ahead_is_none(hours, dated):
    moment = (NOW + timedelta(hours=hours)).isoformat()
    assert article(published=moment).published.origin == ("feed" if dated else "first seen")
    assert article(published=moment, fetched=None).published.origin == "feed"


@pytest.mark.parametrize(
    ("published", "moment", "wanted"),
    [
        ("2026-06-01T10:00:00-05:00", "2026-06-01T15:00:00+00:00", "2026-06-01T10:00:00-05:00"),
        ("Mon, 1 Jun 2026 10:00:00 EDT", "2026-06-01T14:00:00+00:00", "2026-06-01T10:00:00-04:00"),
        ("2026-06-01", "2026-06-01T00:00:00+00:00", "2026-06-01"),
        ("lundi 1 juin", "2026-06-01T00:00:00+00:00", "2026-06-01T00:00:00+00:00"),
    ],
)
def test_the_date_is_as_stated_and_else_as_it_was_understood(published, moment, wanted):
    assert article(published=published, moment=moment).published.isoformat() == wanted


def test_an_item_without_a_date_or_with_none_that_is_understood_is_of_when_it_was_seen_first():
    for found in (article(), article(published="soon")):
        assert (found.published.instant(UTC), found.published.origin) == (NOW, "first seen")
    assert article(fetched=None).published is None


def test_the_name_that_the_user_gave_goes_before_the_feed_s_and_after_the_item_s():
    named = Source("web", "https://harbor.example/feed", name="My harbor")
    assert article(source=named, feed="Harbor Times").outlet == "My harbor"
    assert article(source=named, feed="Harbor Times", site="The Melby Post").outlet == "The Melby Post"


@pytest.mark.parametrize(
    ("categories", "section"),
    [
        (["crane", "Sport/Tennis"], "Sport/Tennis"),
        (["Politics &amp; Policy"], "Politics & Policy"),
        (["Wirtschaft"], "Wirtschaft"),
        (["Uncategorized"], "Local"),
        (["The world of very long tags"], "Local"),
        ([], "Local"),
    ],
)
def test_the_section_is_the_first_category_that_names_one(categories, section):
    source = Source("web", "https://harbor.example/feed", section="Local")
    assert article(source=source, categories=categories).section == section


def test_a_category_can_mark_an_opinion():
    assert article(categories=["crane", "Opinion"]).kind == "opinion"


GERMAN = "<p>Der Kran von Melby ist am Freitag in das Wasser gefallen, und niemand wurde dabei nach den Angaben der Stadt verletzt.</p>"


@pytest.mark.parametrize(
    ("stated", "markup", "language"),
    [
        ("de-DE", GERMAN, "de"),
        ("en-US", GERMAN, "de"),
        (None, GERMAN, "de"),
        ("en-us", STORY, "en"),
        ("sv", "<p>Nej.</p>", "sv"),
    ],
)
def test_the_language_is_the_feed_s_unless_it_says_english_of_another(stated, markup, language):
    found = json.dumps({"title": "Melby", "html": markup} | ({"language": stated} if stated else {})).encode()
    source = Source("web", "https://harbor.example/feed")
    document = Document(source, "https://harbor.example/feed#1", "application/vnd.brief.item+json", found, NOW)
    assert extract(document, "en").language == language


def test_an_address_that_is_none_of_the_web_is_none():
    assert article(url="javascript:alert(1)").url is None


@pytest.mark.parametrize("content", [b"", b"x", b"[]", b"null", b"[" * 100_000])
def test_what_is_no_item_is_unreadable(content):
    with pytest.raises(Unreadable, match="is not an item of a feed"):
        extract(Document(Source("web", "x"), "x", "application/vnd.brief.item+json", content))


def test_fields_of_wrong_types_are_left_out():
    found = article(author=3, categories=[1, None], position="first", picture="x", published=7, site=["x"])
    assert (found.byline, found.section, found.position, found.picture) == (None,) * 4
    assert found.published.origin == "first seen"


def test_half_a_surrogate_pair_becomes_the_replacement_character():
    found = article(title="Crane \ud83c falls", html="<p>One \ud83c two.</p>")
    assert (found.title, found.text) == ("Crane \ufffd falls", "One \ufffd two.")


@pytest.mark.parametrize(
    "end", ["he stands for the las…", "he stands for the last [...]", "he stands for...", "he said […]"]
)
def test_a_sentence_that_breaks_off_is_not_told_where_others_are_whole(end):
    whole = "The crane of Melby fell into the harbor on Friday."
    assert [s.text for s in article(html=f"<p>{whole} The port master said that {end}</p>").sentences] == [whole]
    assert len(article(html=f"<p>The port master said that {end}</p>").sentences) == 1
