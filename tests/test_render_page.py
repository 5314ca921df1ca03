"""The page: what stands on it, what does not, and that nothing an article says can break it."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.errors import UnknownName, UsageError
from brief.model import (
    Article,
    Briefing,
    Figure,
    Health,
    Moment,
    Pick,
    Problem,
    Published,
    Quote,
    Section,
    Sentence,
    Source,
    Statistics,
    Story,
)
from brief.render import FORMATS, RENDERERS, format_of, render

DAY = date(2026, 11, 23)
TEXT = "The bridge over the Lune opened on Monday.\nIt carries trams, bicycles and people.\nCars keep to the tunnel."


def article(name="a", text=TEXT, **changes):
    pieces = [(found[0], found.start(), found.end()) for found in re.finditer(r"[^\n]+", text)]
    sentences = tuple(Sentence(index, index, *piece) for index, piece in enumerate(pieces))
    given = {"url": f"https://{name}.example/news", "title": f"Bridge {name} opens", "site": f"Post {name}"}
    given |= {"published": Published(DAY)} | changes
    return Article(name, Source("files", "in"), f"in/{name}.txt", text=text, sentences=sentences, **given)


def story(*articles, quoted=None, **changes):
    picks = tuple(Pick(one.id, sentence, 0.5) for one in quoted or articles[:1] for sentence in one.sentences)
    given = {"id": f"s-{articles[0].id}", "title": articles[0].title, "digest": picks, "keywords": ()} | changes
    return Story(label="", topic=0, section="world", articles=articles, **given)


def briefing(*stories, others=(), **changes):
    stamp = datetime(2026, 11, 23, tzinfo=UTC)
    given = {"title": "The Morning Brief", "sections": (Section("world", "World", stories, tuple(others)),)} | changes
    return Briefing(**{"day": DAY, "zone": "UTC", "language": "en", "generated": stamp} | given)


def beside(*articles, speaker="Ada Holm", values=("12", "14"), agree=False):
    """A quotation, figures and a timeline of two days from the first and the last of some articles."""
    picks = tuple(Pick(one.id, one.sentences[-1], 0.5) for one in (articles[0], articles[-1]))
    moments = tuple(Moment(date(2026, 11, 21 + n), pick) for n, pick in enumerate(picks))
    return {
        "quotes": (Quote(speaker, picks[0]),),
        "figures": (Figure("people", values, picks, agree),),
        "timeline": moments,
    }


def many(number, **changes):
    return [story(article(f"n{index}"), **changes) for index in range(number)]


def page(*stories, **changes):
    return render(briefing(*stories, **changes), "html").decode("utf-8")


def body(text):
    """The page without its head, where the fonts are."""
    return text[text.index("<body") :]


class Reader(HTMLParser):
    """What a browser makes of a page: its elements and its text."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.text, self.open = [], "", []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data

    def all(self, tag, **wanted):
        wanted = {key.rstrip("_"): value for key, value in wanted.items()}
        return [found for name, found in self.elements if name == tag and wanted.items() <= found.items()]

    @property
    def line(self):
        return " ".join(self.text.split())


def read(*stories, **changes):
    return Reader(body(page(*stories, **changes)))


TAGS = {
    "a",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "div",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "header",
    "li",
    "main",
    "ol",
    "p",
    "section",
    "span",
    "strong",
    "time",
    "ul",
}
EVIL = "<script>alert('x')</script> \"quoted\" & {{ 7 * 7 }} </style></title>-->"


def test_markup_in_an_article_is_text_on_the_page():
    articles = [article(f"e{n}", EVIL, title=EVIL, site=EVIL, url=None) for n in range(3)]
    evil = {"speaker": EVIL, "values": (EVIL, EVIL)}
    told = [story(one, keywords=(EVIL,), **beside(one, **evil)) for one in articles]
    problem = Problem("read", EVIL, EVIL)
    text = page(*told, others=[story(article("o", title=EVIL, site=EVIL))], title=EVIL, problems=(problem,))
    assert "<script" not in text
    found = Reader(text)
    assert found.all("script") == []
    assert found.line.count("<script>alert('x')</script>") >= 15
    assert "{{ 7 * 7 }}" in found.text


@settings(max_examples=30)
@given(st.text(st.characters(), min_size=1))
def test_no_text_breaks_the_page(text):
    one = article("a", title=text, site=text, byline=text, text="x")
    told = story(one, keywords=(text,), **beside(one, speaker=text, values=(text, text)))
    found = read(told, title=text, problems=(Problem("read", text, text),))
    assert {tag for tag, _ in found.elements} <= TAGS
    assert found.open == []


def test_only_web_addresses_are_linked():
    urls = ["javascript:alert(1)", "data:text/html,x", "https://user:pass@evil.example/", "file:///etc/passwd"]
    told = [story(article(f"u{n}", url=url)) for n, url in enumerate(urls)]
    links = [found["href"] for found in read(*told, others=[story(article("o", url=urls[0]))]).all("a")]
    assert links
    assert all(link.startswith("#") for link in links)


def test_the_file_holds_everything_it_needs():
    text = page(*many(4))
    found = Reader(text)
    assert {tag for tag, _ in found.elements} & {"script", "link", "img", "iframe", "object", "base", "form"} == set()
    assert re.findall(r"url\((?!\"data:font/woff2;base64,)", text) == []
    assert text.count("url(") == 5
    assert "@import" not in text
    policy = found.all("meta", http_equiv="Content-Security-Policy") or [
        attributes for attributes in found.all("meta") if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert "default-src 'none'" in policy[0]["content"]
    assert "unsafe" not in policy[0]["content"]
    assert len(text) < 600_000


def test_no_element_carries_a_style_or_a_handler():
    for _, attributes in read(*many(4)).elements:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_same_briefing_same_bytes():
    assert page(*many(5)) == page(*many(5))


def test_every_sentence_is_followed_by_a_link_to_its_passage():
    found = read(story(article("a")))
    assert [link["href"] for link in found.all("a", class_="cite")] == [
        "https://a.example/news#:~:text=The%20bridge%20over%20the%20Lune%20opened%20on%20Monday.",
        "https://a.example/news#:~:text=It%20carries%20trams%2C%20bicycles%20and%20people.",
        "https://a.example/news#:~:text=Cars%20keep%20to%20the%20tunnel.",
    ]
    assert "The bridge over the Lune opened on Monday. Post a" in found.line


def test_an_article_without_address_is_cited_by_name_and_paragraph():
    found = read(story(article("a", url=None)))
    assert "Cars keep to the tunnel. Post a ¶\u00a03" in found.text
    assert [link for link in found.all("a") if link["href"].startswith("http")] == []


def test_an_article_without_outlet_is_cited_by_its_host_or_file():
    assert "tunnel. a.example" in read(story(article("a", site=None))).line
    assert "tunnel. a.txt" in read(story(article("a", site=None, url=None))).line


def test_line_breaks_within_a_sentence_are_spaces():
    broken = Sentence(0, 0, "The bridge\nopened   on\n\tMonday.", 0, 30)
    one = article("a")
    assert "The bridge opened on Monday." in read(story(one, digest=(Pick("a", broken, 0.5),))).text


def test_sources_and_dates_stand_under_the_title():
    first, second = article("a"), article("b", published=Published(date(2026, 11, 21)))
    line = read(story(first, second, quoted=[first, second])).line
    assert "Bridge a opens Post a 23 Nov; Post b 21 Nov The bridge" in line


def test_articles_of_a_day_share_its_date():
    first, second = article("a"), article("b")
    assert "Post a, Post b 23 Nov The" in read(story(first, second, quoted=[first, second])).line


def test_an_old_article_shows_its_year_and_age():
    found = read(story(article("a", published=Published(date(2017, 8, 19)))))
    assert "Post a 19 Aug 2017, 9 years ago" in found.line
    assert found.all("time", class_="old", datetime="2017-08-19")


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (date(2026, 10, 24), "Post a 24 Oct The"),
        (date(2026, 10, 23), "Post a 23 Oct 2026, 1 month ago"),
        (date(2025, 12, 1), "Post a 1 Dec 2025, 1 year ago"),
    ],
)
def test_an_article_is_old_after_thirty_days(day, shown):
    assert shown in read(story(article("a", published=Published(day)))).line


def test_the_year_is_shown_around_new_year():
    new_year = {"day": date(2027, 1, 2)}
    told = story(article("a", published=Published(date(2026, 12, 31))))
    assert "31 Dec 2026 The" in read(told, **new_year).line


def test_the_day_is_that_of_the_edition_s_zone():
    late = Published(date(2026, 11, 22), datetime(2026, 11, 22, 20, tzinfo=UTC).timetz())
    assert "Post a 23 Nov" in read(story(article("a", published=late)), zone="Asia/Tokyo").line


def test_an_undated_article_says_so():
    assert "Post a undated" in read(story(article("a", published=None))).line


def test_dates_are_written_in_the_edition_s_language():
    found = read(story(article("a", published=Published(date(2017, 8, 19)))), language="de")
    assert "Montag, 23. November 2026" in found.text
    assert "19. Aug. 2017, vor 9 Jahren" in found.text


def test_text_in_another_language_says_which():
    found = read(story(article("a", language="ar")))
    assert found.all("h3", lang="ar", dir="rtl")
    assert all("lang" not in attributes for attributes in read(story(article("a"))).all("h3"))


def test_who_said_what_is_a_quotation_with_its_speaker_and_source():
    one, two = article("a"), article("b")
    found = read(story(one, two, digest=(), quotes=beside(two)["quotes"]))
    assert [tag for tag, _ in found.elements if tag in {"figure", "blockquote", "figcaption", "strong"}] == [
        "figure",
        "blockquote",
        "figcaption",
        "strong",
    ]
    assert "Cars keep to the tunnel. Ada Holm Post b" in found.line
    assert found.all("a", class_="cite")[0]["href"].startswith("https://b.example/news#:~:text=Cars")


def test_figures_that_differ_stand_side_by_side_with_their_sentences():
    one, two = article("a"), article("b", "Fourteen people crossed it by noon.")
    found = read(story(one, two, digest=(), figures=beside(one, two)["figures"]))
    assert (
        "Sources differ: people 12 Cars keep to the tunnel. Post a 14 Fourteen people crossed it by noon. Post b"
        in (found.line)
    )
    assert found.all("ul", class_="nums n2", aria_labelledby="story-1-n1") or [
        attributes for attributes in found.all("ul") if attributes.get("aria-labelledby") == "story-1-n1"
    ]


def test_a_figure_that_sources_agree_on_is_told_once_with_all_of_them():
    one, two = article("a"), article("b", "Twelve people crossed it by noon.")
    line = read(story(one, two, digest=(), figures=beside(one, two, agree=True)["figures"])).line
    assert "Sources agree 12 people Cars keep to the tunnel. Post a, Post b" in line
    assert "Twelve people" not in line


def test_a_timeline_has_a_day_for_each_sentence():
    one, two = article("a"), article("b", "The bridge fell.")
    found = read(story(one, two, digest=(), timeline=beside(one, two)["timeline"]))
    assert "Day by day 21 Nov Cars keep to the tunnel. Post a 22 Nov The bridge fell. Post b" in found.line
    assert [place["datetime"] for place in found.all("time")][-2:] == ["2026-11-21", "2026-11-22"]


def test_nothing_stands_beside_a_story_that_has_nothing():
    found = read(*many(3))
    assert not {"figure", "blockquote", "ol", "b"} & {tag for tag, _ in found.elements}
    assert "Sources" not in found.text


def test_what_stands_beside_in_another_language_says_which():
    one = article("a", language="ar")
    found = read(story(one, digest=(), **beside(one)))
    assert found.all("figure", lang="ar", dir="rtl")
    assert len(found.all("li", lang="ar", dir="rtl")) == 4


def test_an_article_cited_beside_the_digest_is_no_article_also_in():
    one, two = article("a"), article("b")
    line = read(story(one, two, quotes=beside(two)["quotes"])).line
    assert "Post a, Post b 23 Nov" in line
    assert "Also in" not in line


def test_what_stands_beside_is_read_too():
    text = "\n".join(["word " * 99 + "end."] * 7)
    one = article("a", text)
    assert "3 min" in read(story(one)).line
    assert "5 min" in read(story(one, **beside(one))).line


def test_articles_that_are_not_quoted_stand_under_also_in():
    first, second, third = article("a"), article("b"), article("c", published=Published(date(2026, 11, 22)))
    found = read(story(first, second, third, duplicates=(third,)))
    assert "Also in Post b 23 Nov; Post c 22 Nov" in found.line
    assert {"https://b.example/news", "https://c.example/news"} <= {link["href"] for link in found.all("a")}


def test_several_articles_of_an_outlet_get_links_with_names_of_their_own():
    articles = [article(name, site="Post") for name in "abc"]
    assert "Also in Post, Post (2) 23 Nov" in read(story(*articles)).line


def test_an_unlinked_outlet_is_named_once():
    articles = [article(name, site="Post", url=None) for name in "abc"]
    assert "Also in" not in read(story(*articles)).line


@pytest.mark.parametrize("number", [1, 2])
def test_a_briefing_of_one_or_two_stories_has_no_contents(number):
    found = read(*many(number))
    assert found.all("nav") == []
    assert "At a glance" not in found.text
    assert len(found.all("article")) == number
    assert "Every sentence is quoted word for word" in found.line


def test_what_the_editor_only_lists_is_listed_in_a_small_edition_too():
    found = read(*many(1), others=[story(article("o"))])
    assert len(found.all("article")) == 1
    assert "Other headlines" in found.text
    assert "At a glance" not in found.text


def test_three_stories_have_contents_that_lead_to_them():
    found = read(*many(3))
    links = [link["href"].removeprefix("#") for link in found.all("a") if link["href"].startswith("#")]
    places = {attributes["id"] for _, attributes in found.elements if "id" in attributes}
    assert "At a glance" in found.text
    assert set(links) <= places
    assert {"story-1", "story-2", "story-3"} <= set(links)


def test_long_contents_name_the_top_two_of_each_section():
    sections = tuple(
        Section(f"part{n}", f"Part {n}", tuple(story(article(f"p{n}x{m}")) for m in range(5))) for n in range(4)
    )
    found = read(sections=sections)
    assert [f"{n}x{m}" in found.text.partition("Every sentence")[0] for n in range(4) for m in range(3)] == [
        True,
        True,
        False,
    ] * 4


@pytest.mark.parametrize("number", [1, 3, 7, 12, 13, 20])
def test_the_contents_never_name_more_than_twelve(number):
    sections = tuple(
        Section(f"part{n}", f"Part {n}", (story(article(f"{n}x")), story(article(f"{n}y")))) for n in range(number)
    )
    links = {link["href"] for link in read(sections=sections).all("a") if link["href"].startswith("#story")}
    assert len(links) <= 12
    assert len(links) == {1: 0, 3: 6}.get(number, 12)


def test_other_headlines_are_one_line_each():
    found = read(*many(3), others=[story(article("o", title="Ferry resumes")), story(article("q", published=None))])
    assert "Other headlines Ferry resumes Post o 23 Nov Bridge q opens Post q undated" in found.line
    assert found.all("a", href="https://o.example/news")


def test_a_section_of_headlines_only_is_not_empty():
    sections = (Section("world", "World", tuple(many(3))), Section("sport", "Sport", (), (story(article("o")),)))
    assert "Sport Headlines Bridge o opens" in read(sections=sections).line


def test_the_lead_s_first_sentence_is_its_dek():
    found = read(*many(2))
    assert len(found.all("p", class_="dek ")) == 1
    assert len(found.all("li")) == 2 + 3


def test_a_story_without_digest_is_its_title_and_sources():
    found = read(*many(3, digest=()))
    assert len(found.all("h3")) == 3
    assert "dek" not in str(found.elements)


def test_problems_are_told_on_the_page():
    problems = tuple(Problem("read", f"in/{n}.txt", "not text") for n in range(50))
    line = read(*many(3), problems=problems).line
    assert "50 sources or files could not be used" in line
    assert "in/39.txt: not text and 10 more" in line
    assert "1 source or file could not be used" in read(*many(1), problems=problems[:1]).line
    assert "could not be used" not in read(*many(3)).line


def test_the_colophon_says_how_it_was_made():
    statistics = Statistics(
        articles=40, sources=7, stories=12, duplicates=1, too_new=2, read=42, left_out={"too new": 2}, undated=3
    )
    line = read(*many(3), others=many(1), statistics=statistics).line
    assert "40 articles from 7 sources, grouped into 12 stories: 3 told, 1 listed by their headline." in line
    assert "1 article tells the same in nearly the same words." in line
    assert "Of 42 that came in, 2 are left out: 2 of a later day. 3 articles carry no date." in line
    assert "Edition of Monday, 23 November 2026 (UTC). Set in" in line


def test_a_time_stamp_that_says_more_than_the_day_is_in_the_colophon():
    line = read(*many(3), generated=datetime(2026, 11, 23, 5, 30, tzinfo=UTC), zone="Europe/Berlin").line
    assert "Edition of Monday, 23 November 2026 (Europe/Berlin), 2026-11-23 06:30 CET." in line


def test_a_live_source_that_failed_has_the_name_that_its_reader_gave_it():
    address = "https://herald.example/feed"
    health = (Health(address, address, failures=1, why="answers 500", name="Old Herald"),)
    line = read(*many(3), health=health, problems=(Problem("fetch", address, "answers 500"),)).line
    assert f"Old Herald ({address}): answers 500" in line


def test_a_story_that_is_read_in_a_minute_says_its_words_alone():
    one = story(article("a"), keywords=("bridge", "trams"))
    assert not re.search(r"\b1 min\b", read(one, *many(2, keywords=("harbor",))).line)


def test_headings_do_not_skip_a_level():
    levels = [int(tag[1]) for tag, _ in read(*many(5)).elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(("length", "size"), [(60, ""), (80, "long"), (120, "longer")])
def test_long_titles_are_set_smaller(length, size):
    title = ("word " * 30)[:length].strip()
    assert read(story(article("a", title=title))).all("h3")[0]["class"].strip() == size


def test_a_number_with_its_unit_is_not_broken_in_a_heading():
    found = read(story(article("a", title="Crews end a 19-day strike on the northern railways")))
    assert "19-day</span>" in page(story(article("a", title="Crews end a 19-day strike on the northern railways")))
    assert "Crews end a 19-day strike on the northern railways" in found.text


def test_reading_takes_a_minute_for_each_230_words():
    text = "\n".join(["word " * 99 + "end."] * 7)
    assert "3 min" in read(story(article("a", text))).line


def test_the_edition_s_words_are_those_of_one_and_of_many():
    assert "1 story from 1 article" in read(*many(1)).line
    assert "3 stories from 3 articles" in read(*many(3)).line


def test_a_format_is_known_by_its_ending():
    paths = ("a.html", "b.HTM", "c/d.pdf", "e.json", "f.md", "g.txt", "h.epub", "i.eml")
    assert {format_of(path) for path in paths} == set(RENDERERS)
    assert set(FORMATS.values()) <= set(RENDERERS)
    with pytest.raises(UnknownName, match=r"unknown file ending '.docx'"):
        format_of("a.docx")


def test_an_unknown_format_lists_the_known_ones():
    with pytest.raises(
        UnknownName,
        match="unknown format 'pfd' \\(did you mean 'pdf'\\?\\); known: eml, epub, html, json, md, pdf, txt",
    ):
        render(briefing(*many(1)), "pfd")
    with pytest.raises(UsageError, match="cannot be imported"):
        render(briefing(*many(1)), "no_such_package:render")


# ---------------------------------------------------------------------------------------------- marks


def test_an_update_links_to_the_day_before_only_where_the_way_is_known():
    told = story(article(), update_of=date(2026, 11, 22), before="2026-11-22/briefing.html#story-3")
    assert 'href="../2026-11-22/briefing.html#story-3"' in page(told, home="../")
    alone = page(told)
    assert "2026-11-22/briefing.html" not in alone
    assert "Update of" in alone


@pytest.mark.parametrize("before", ["javascript:alert(1)", "//evil.example/2026-11-22/briefing.html", "x", None])
def test_what_is_no_page_of_an_edition_is_not_linked(before):
    assert "Update of <time" in page(story(article(), update_of=date(2026, 11, 22), before=before), home="")


def test_opinion_is_marked_as_such_at_the_story_and_at_each_sentence():
    opinion, news = article("a", kind="opinion"), article("b")
    line = read(story(opinion)).line
    assert "Opinion" in line
    assert "Post a, opinion" in line
    both = read(story(opinion, news, quoted=(opinion, news))).line
    assert "Opinion" not in both
    assert "Post a, opinion" in both
    assert "Post b, opinion" not in both


def test_the_number_of_an_edition_stands_in_the_masthead():
    assert "No. 7 · 1 minute" in read(*many(3), number=7).line
    assert "No." not in read(*many(3)).line
