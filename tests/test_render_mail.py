"""The mail: its heads, its two parts, styles inside the elements, and that it is never so large that Gmail cuts it."""

import email
import email.policy
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest

from brief.model import Article, Briefing, Pick, Quote, Section, Sentence, Source, Story
from brief.render import render
from brief.render.mail import LIMIT

SENTENCE = "The bridge over the Lune opened on Monday after eight years of work that cost 14 million crowns."


def article(number):
    name = f"a{number}"
    return Article(name, Source("files", "in"), "in/a.txt", f"https://{name}.example/news", f"Title {number}.", SENTENCE,
                   (Sentence(0, 0, SENTENCE, 0, len(SENTENCE)),), site=f"Post {number}")  # fmt: skip


def story(number, sentences=4):
    one = article(number)
    pick = Pick(one.id, one.sentences[0], 0.5)
    return Story(
        f"s{number}",
        one.title,
        "",
        0,
        "world",
        (one,),
        digest=(pick,) * sentences,
        quotes=(Quote("Ada Holm", pick),) * 2,
    )


def edition(number=3, listed=0, **changes):
    stories, others = tuple(map(story, range(1, number + 1))), tuple(story(1000 + at) for at in range(listed))
    given = {"title": "The Brief", "day": date(2026, 11, 23), "zone": "Europe/Oslo", "language": "en"}
    given |= {
        "generated": datetime(2026, 11, 22, 23, tzinfo=UTC),
        "sections": (Section("world", "World", stories, others),),
    }
    return Briefing(**given | changes)


def read(content):
    return email.message_from_bytes(content, policy=email.policy.default)


def mail(*arguments, **changes):
    return read(render(edition(*arguments, **changes), "eml"))


def page(*arguments, **changes):
    return mail(*arguments, **changes).get_body(("html",)).get_content()


def test_the_heads():
    found = mail()
    assert found["Subject"] == "The Brief, Monday, 23 November 2026"
    assert found["From"].addresses[0].display_name == "The Brief"
    assert found["Date"] == "Mon, 23 Nov 2026 00:00:00 +0100"
    assert re.fullmatch(r"<[0-9a-f-]{36}@brief\.invalid>", found["Message-ID"])
    assert (found["X-Unsent"], found["Content-Language"], found["Auto-Submitted"]) == ("1", "en", "auto-generated")


def test_an_edition_keeps_its_message_id_and_no_other_has_it():
    found = [
        mail(5)["Message-ID"],
        mail()["Message-ID"],
        mail(day=date(2026, 11, 24))["Message-ID"],
        mail(title="x")["Message-ID"],
    ]
    assert (found[0] == found[1], len(set(found))) == (True, 3)


@pytest.mark.parametrize("title", ["A\r\nBcc: you@x.example", "A\nBcc: you@x.example", "A\u2028\rBcc: you@x.example"])
def test_a_title_can_add_no_head(title):
    found = mail(title=title)
    assert found["Bcc"] is None
    assert found["Subject"].startswith("A Bcc: you@x.example, Monday")
    assert len(found["From"].addresses) == 1


@pytest.mark.parametrize(
    "title", ["Æ" * 110, "晨报" * 50, 'A "quoted" <title>, with; (signs)', "صباح الخير", "\ud800 x"]
)
def test_the_subject_comes_back_as_it_is(title):
    content = render(edition(title=title), "eml")
    assert read(content)["Subject"] == f"{title}, Monday, 23 November 2026".replace("\ud800", "\ufffd")
    assert max(map(len, content.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Morning Brief", "The Morning Brief"),
        ("News, <you@x.example>; the “best”", "News you x example the “best”"),
        (f'{"x" * 100}, "y" <z@x.example>', f"{'x' * 39}…"),
        ("晨报, " * 40, f"{'晨报 ' * 5}晨…"),
        ("Æ " * 50, f"{'Æ ' * 12}Æ…"),
        ("=?utf-8?q?a=2C_b?= x", "utf-8 q a 2C b x"),
        ("<>", ""),
    ],
)
def test_a_title_names_one_sender_whatever_it_holds(title, name):
    senders = mail(title=title)["From"].addresses
    assert [(one.display_name, one.addr_spec) for one in senders] == [(name, "brief@brief.invalid")]


def test_the_lines_end_as_mail_wants_and_are_ascii():
    content = render(edition(title="晨报"), "eml")
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n")


def test_the_plain_part_is_the_plain_text():
    plain = mail().get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert plain == render(edition(), "txt").decode()


class Elements(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def test_every_style_is_inside_its_element_and_only_dark_mode_outside():
    text = page()
    outside = "".join(re.findall(r"<style>(.*?)</style>", text, re.DOTALL))
    assert outside.strip().startswith("@media (prefers-color-scheme: dark)")
    assert outside.count("@media") == 1
    found = Elements(text).found
    assert all(
        "style" in attributes
        for tag, attributes in found
        if tag in {"h1", "h2", "h3", "p", "li", "ul", "td"} and tag != "td"
    )
    assert all("color" in attributes["style"] for tag, attributes in found if tag == "a")


def test_there_is_nothing_that_mail_programs_do_not_know():
    text = page()
    assert (
        re.search(r"var\(|display:\s*(flex|grid)|<(script|link|img|iframe|form)\b|url\(|@import|@font-face", text)
        is None
    )
    assert "max-width:600px" in text
    assert '<meta name="color-scheme" content="light dark">' in text


def test_the_first_words_are_the_headlines():
    text = page(30)
    first = re.search(r'<div class="preview"[^>]*>(.*?)</div>', text)[1]
    assert first == "Title 1. · Title 2. · Title 3. · Title 4."


def test_a_right_to_left_edition_is_one():
    assert '<html lang="ar" dir="rtl">' in page(language="ar")


def test_a_usual_edition_is_whole():
    text = page(24)
    assert len(text.encode()) <= LIMIT
    assert "This edition is large" not in text
    assert text.count("Who said what") == 24


@pytest.mark.parametrize(("told", "listed"), [(70, 0), (70, 400), (700, 300)])
def test_a_large_edition_is_cut_so_that_mail_programs_show_its_end(told, listed):
    text = page(told, listed)
    assert LIMIT * 0.8 < len(text.encode()) <= LIMIT
    assert "This edition is large" in text
    assert "Title 1." in text
    assert "No text was written by a machine." in text


def test_headlines_go_before_stories_do():
    text = page(20, 400)
    assert text.count("Who said what") == 20
    assert "395 of its headlines are left out." in text


def test_the_first_stories_are_whole_where_not_all_can_be():
    text = page(70)
    whole = int(re.search(r"Its first (\d+) stories are told whole here", text)[1])
    assert 10 < whole < 70
    assert text.count("Who said what") == whole
    assert text.count("<h3") == 70


def test_what_is_cut_is_in_the_plain_part_or_at_an_address():
    assert "The plain text of this mail is whole." in page(70)
    known = replace(edition(70), address="https://x.example/today")
    assert 'href="https://x.example/today"' in read(render(known, "eml")).get_body(("html",)).get_content()
    inert = replace(edition(70), address="javascript:alert(1)")
    assert "javascript" not in read(render(inert, "eml")).get_body(("html",)).get_content()
    assert "Title 70" in mail(70).get_body(("plain",)).get_content()


def test_sentences_link_to_their_passages():
    links = [attributes["href"] for tag, attributes in Elements(page(1)).found if tag == "a"]
    assert "https://a1.example/news#:~:text=The%20bridge%20over%20the,cost%2014%20million%20crowns." in links
    assert "https://a1.example/news" in links


def test_a_briefing_of_nothing_is_a_mail():
    assert "The Brief" in page(0)
    assert replace(edition(), sections=()) != edition()
