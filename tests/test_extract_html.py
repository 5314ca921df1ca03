"""Web pages: the story without the page around it, and what the page says of itself."""

from datetime import UTC, date, timedelta, timezone
from datetime import time as clock

import pytest

from brief.errors import Empty
from brief.extract import extract
from brief.model import Document, Published, Source

SENTENCES = [
    "The harbour of Melby was closed on Friday after a crane fell into the water.",
    "Nobody was hurt, the port said in a statement to the press.",
    "Work will begin again on Monday, said Ann Lund, who runs the port.",
    "Ships wait outside the bay until then, and some have turned to Norby.",
    "The crane was built in 1962 and was to be replaced next year.",
    "Divers will look at the wreck before it is lifted by a ship from Tollen.",
]
STORY = "".join(f"<p>{a} {b}</p>" for a, b in zip(SENTENCES[::2], SENTENCES[1::2], strict=True))


def page(head="", body=STORY, attributes='lang="en"', heading="Crane falls in Melby"):
    return (
        f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>"
        '<nav><a href="/">Home</a> <a href="/world">World</a> <a href="/sport">Sport</a></nav>'
        f"<article><h1>{heading}</h1>{body}</article>"
        '<footer>© 2017 Melby Post. All rights reserved. <a href="/c">Contact us</a></footer></body></html>'
    )


def read(content, **source):
    content = content if isinstance(content, bytes) else content.encode()
    return extract(Document(Source("files", "a.html", **source), "a.html", "text/html", content))


def told(content):
    return [sentence.text for sentence in read(content).sentences]


def described(text):
    return f'<script type="application/ld+json">{text}</script>'


def meta(key, value, name="property"):
    return f'<meta {name}="{key}" content="{value}">'


def test_the_story_without_the_page_around_it():
    assert told(page("<title>Crane falls in Melby</title>")) == SENTENCES


def test_the_text_is_paragraph_by_paragraph():
    article = read(page())
    assert [sentence.paragraph for sentence in article.sentences] == [0, 0, 1, 1, 2, 2]


FURNITURE = [
    "<p>Share this:</p><ul><li>Twitter</li><li>Facebook</li></ul>",
    "<p>Sign up for our newsletter to get it in your inbox.</p>",
    "<p>Advertisement</p>",
    "<aside><p>Ten cranes to see before you are old, and one to miss.</p></aside>",
    "<script>var x = 'The crane.';</script><style>p { color: red }</style>",
    "<!-- <p>A note of the editor to the desk, not for the reader of the page.</p> -->",
    "<figure><img src='a.jpg' alt='A crane'><figcaption>The crane lies in the bay</figcaption></figure>",
    "<table><tr><td>Cranes</td><td>4</td></tr></table>",
    "<p>(Reporting by Ann Moss; Editing by Bo Hill)</p>",
]


@pytest.mark.parametrize("furniture", FURNITURE)
def test_furniture_of_the_page_is_no_part_of_the_story(furniture):
    assert told(page(body=STORY + furniture)) == SENTENCES


def test_a_dateline_is_no_part_of_the_story_and_names_the_agency():
    article = read(page(body=STORY.replace("The harbour", "MELBY (AP) — The harbour", 1)))
    assert [sentence.text for sentence in article.sentences] == SENTENCES
    assert article.site == "AP"


def test_entities_become_characters():
    article = read(page(body=STORY.replace("the press", "Tom &amp; Al&#8217;s &#8220;Post&#8221;")))
    assert article.sentences[1].text == "Nobody was hurt, the port said in a statement to Tom & Al’s “Post”."


def test_quotations_and_lists_of_the_story_are_story():
    body = f"{STORY}<blockquote><p>We did all we could for the crane, said Ann Lund on the radio.</p></blockquote>"
    assert told(page(body=body))[-1] == "We did all we could for the crane, said Ann Lund on the radio."


def test_an_item_of_a_list_begins_with_its_own_words():
    items = "<ul><li>Cranes fall about twice a year in Norland.</li><li>Most of them are old and of steel.</li></ul>"
    assert told(page(body=STORY + items))[-2:] == [
        "Cranes fall about twice a year in Norland.",
        "Most of them are old and of steel.",
    ]


@pytest.mark.parametrize(
    "head",
    [
        meta("og:title", "Harbour closed after accident"),
        described('{"@type": "NewsArticle", "headline": "Harbour closed"}'),
    ],
)
def test_the_headline_on_the_page_is_no_sentence(head):
    assert told(page(head)) == SENTENCES


# What the page says of itself.

JSON_LD = described(
    '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Crane falls in Melby",'
    ' "datePublished": "2017-08-19T10:30:00+02:00", "author": {"@type": "Person", "name": "Ann Lund"},'
    ' "articleSection": "World"}'
)


def test_json_ld_tells_date_byline_and_section():
    article = read(page(JSON_LD))
    assert article.title == "Crane falls in Melby"
    assert article.byline == "Ann Lund"
    assert article.section == "World"
    assert article.published == Published(date(2017, 8, 19), clock(10, 30, tzinfo=timezone(timedelta(hours=2))), "page")


@pytest.mark.parametrize(
    "described_as",
    [
        '[{"@type": "WebPage"}, {"@type": ["Article", "NewsArticle"], "author": [{"name": "Ann Lund"}, {"name": "Bo Hill"}]}]',
        '{"@graph": [{"@type": "WebSite"}, {"@type": "Article", "author": ["Ann Lund", "Bo Hill"]}]}',
    ],
)
def test_json_ld_in_lists_and_graphs(described_as):
    assert read(page(described(described_as))).byline == "Ann Lund, Bo Hill"


@pytest.mark.parametrize(
    "broken",
    [
        "{broken",
        "",
        '[1, null, true, "x"]',
        '{"@graph": 5}',
        '{"@graph": [5]}',
        '{"@type": null}',
        '{"@type": "NewsArticle", "headline": 5, "author": 7, "datePublished": {"a": 1}, "articleSection": null}',
        "[" * 20_000,
    ],
)
def test_broken_json_ld_is_passed_over(broken):
    article = read(page(described(broken) + meta("article:published_time", "2017-08-19")))
    assert article.published == Published(date(2017, 8, 19), None, "page")
    assert [sentence.text for sentence in article.sentences] == SENTENCES


def test_entities_in_json_ld_become_characters():
    assert (
        read(page(described('{"@type": "NewsArticle", "headline": "Tom &amp; Al&#8217;s crane"}'))).title
        == "Tom & Al’s crane"
    )


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            meta("article:published_time", "2017-08-19T10:30:00Z"),
            Published(date(2017, 8, 19), clock(10, 30, tzinfo=UTC), "page"),
        ),
        (meta("datePublished", "2017-08-19", "itemprop"), Published(date(2017, 8, 19), None, "page")),
        (meta("date", "August 19, 2017", "name"), Published(date(2017, 8, 19), None, "page")),
        (
            meta("article:published_time", "soon") + meta("date", "2017-08-19", "name"),
            Published(date(2017, 8, 19), None, "page"),
        ),
        (
            '<link rel="canonical" href="https://melby.example/2017/08/19/crane">',
            Published(date(2017, 8, 19), None, "address"),
        ),
        (meta("article:modified_time", "2018-01-01"), None),
        ("", None),
    ],
)
def test_the_date_of_a_page(head, published):
    assert read(page(head)).published == published


def test_a_time_element_in_the_article_dates_it():
    assert read(page(body=f'<time datetime="2017-08-19">Yesterday</time>{STORY}')).published.day == date(2017, 8, 19)


@pytest.mark.parametrize(
    ("head", "title", "site"),
    [
        (
            meta("og:title", "Crane drops on quay | Melby Post") + meta("og:site_name", "Melby Post"),
            "Crane drops on quay",
            "Melby Post",
        ),
        (meta("og:title", "Crane drops on old quay - Melby Post"), "Crane drops on old quay", "Melby Post"),
        (meta("og:title", "Crane drops - and floats"), "Crane drops - and floats", None),
        (
            meta("og:title", "Crane drops | Melby Post") + meta("og:site_name", "Norby News"),
            "Crane drops | Melby Post",
            "Norby News",
        ),
    ],
)
def test_the_name_of_the_outlet_leaves_the_title(head, title, site):
    article = read(page(head))
    assert (article.title, article.site) == (title, site)


def test_an_outlet_with_a_hyphen_leaves_the_title():
    head = meta("og:title", "Crane drops on quay | The Anti-Crane") + meta("og:site_name", "The Anti-Crane")
    assert read(page(head)).title == "Crane drops on quay"


def test_the_byline_loses_its_by():
    assert read(page(meta("author", "By Ann Lund", "name"))).byline == "Ann Lund"


def test_an_address_is_no_byline():
    assert read(page(meta("author", "https://melby.example/ann", "name"))).byline is None


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://melby.example/crane">', "https://melby.example/crane"),
        (meta("og:url", "http://melby.example/crane"), "http://melby.example/crane"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="canonical" href="data:text/html,x">', None),
        ('<link rel="canonical" href="file:///etc/passwd">', None),
        ("", None),
    ],
)
def test_only_http_addresses_are_kept(head, url):
    assert read(page(head)).url == url


@pytest.mark.parametrize("url", ["http://[broken", "https://[::1", "http://\u2100.example/"])
def test_a_broken_address_is_no_address(url):
    article = read(page(f'<link rel="canonical" href="{url}">'))
    assert article.url is None
    assert len(article.sentences) == 6


@pytest.mark.parametrize(
    ("attributes", "language"),
    [('lang="fr-CA"', "fr"), ('lang="EN"', "en"), ('lang=""', "en"), ("", "en"), ('lang="no such language"', "en")],
)
def test_the_language_a_page_declares(attributes, language):
    assert read(page(attributes=attributes)).language == language


def test_the_language_a_page_of_xhtml_declares():
    assert read(page(attributes='xml:lang="fr-CA"')).language == "fr"


def test_a_page_in_a_declared_encoding():
    content = page('<meta charset="iso-8859-2">').replace("Tollen", "Łódź").replace("©", "").encode("iso-8859-2")
    assert told(content)[-1].endswith("a ship from Łódź.")


def test_a_null_character_in_a_page_is_left_out():
    assert told(page().replace("Friday", "Fri\0day")) == SENTENCES


# Pages without a story, and pages that are hard to take.


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        ("<html></html>", "holds no article text"),
        ("<script>var a = 1</script>", "holds no article text"),
    ],
)
def test_a_page_without_a_story_is_empty(content, why):
    with pytest.raises(Empty, match=why):
        read(content)


def test_a_page_of_links_only_is_empty():
    links = "".join(f'<li><a href="/{n}">Crane {n} falls</a></li>' for n in range(40))
    with pytest.raises(Empty):
        read(f"<html><body><nav><ul>{links}</ul></nav></body></html>")


@pytest.mark.parametrize(
    "content",
    [
        "<div>" * 20_000 + "The crane fell." + "</div>" * 20_000,
        page(body=STORY + "<p></p>" * 5_000),
        page(body=STORY + "<b>" * 5_000),
        page(body=f"<p>{'word ' * 60_000}</p>"),
        page(head="<meta " * 20_000),
    ],
    ids=["deep", "empty paragraphs", "open tags", "one long paragraph", "meta"],
)
@pytest.mark.processor_seconds(10)
def test_a_hard_page_ends_soon(content):
    try:
        article = read(content)
    except Empty:
        pass
    else:
        assert all(article.text[s.start : s.end] == s.text for s in article.sentences)


def test_a_description_nested_without_end_says_nothing():
    deep = "[" * 700 + '"Ann"' + "]" * 700
    article = read(page(described('{"@type": "NewsArticle", "author": ' + deep + "}")))
    assert article.byline is None
    assert article.sentences
