"""Plain text: 72 columns, no word broken that fits a line, no address broken at all."""

import re
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.model import Article, Briefing, Pick, Published, Section, Sentence, Source, Story
from brief.render import render
from brief.render.prose import prose
from brief.render.text import WIDTH, columns, wrapped

LONG = "https://a.example/" + "very-long-path/" * 12
CHINESE = (
    "大桥星期一开通，市民可以步行、骑车或乘坐电车通过这座跨越河流的新桥梁，汽车仍须经由隧道通行，直到明年春天为止，市政府表示。"
    * 2
)


def test_a_wide_letter_is_two_columns_and_a_mark_upon_a_letter_none():
    assert [columns(text) for text in ("bridge", "大桥", "ｂ", "cafe\u0301", "שָׁלוֹם", "🌉")] == [6, 4, 2, 4, 4, 2]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_no_line_is_wider_than_a_page(text):
    line = prose(text)
    for found in wrapped(line, "- ", "  ").split("\n"):
        assert columns(found) <= WIDTH or "http" in found


@given(st.text(st.sampled_from("ab大桥，。é\u0301（） -"), max_size=400))
def test_nothing_is_lost_or_added_but_breaks(text):
    line = prose(text)
    assert wrapped(line).replace("\n", "").replace(" ", "") == line.replace(" ", "")


@given(st.lists(st.text("abcdefg", min_size=1, max_size=WIDTH), min_size=1, max_size=30))
def test_a_word_that_fits_a_line_is_never_broken(words):
    assert wrapped(" ".join(words)).split() == words


def test_a_word_longer_than_a_line_is_cut():
    assert [len(line) for line in wrapped("x" * 150).split("\n")] == [72, 72, 6]


def test_an_address_is_left_whole():
    assert LONG in wrapped(f"It stands at {LONG} for all to read.", "- ", "  ")
    assert LONG in wrapped(f"大桥星期一开通（{LONG}）市民可以步行")


def test_chinese_breaks_between_letters_and_no_line_begins_with_a_comma():
    lines = wrapped(CHINESE).split("\n")
    assert len(lines) > 2
    assert all(68 <= columns(line) <= WIDTH for line in lines[:-1])
    assert [line for line in lines if line[0] in "，、。"] == []


def test_a_mark_stays_upon_its_letter():
    lines = wrapped("e\u0301" * 100).split("\n")
    assert [line for line in lines if unicodedata.category(line[0]) == "Mn"] == []


def story(name, *articles, **changes):
    picks = tuple(Pick(one.id, sentence, 0.5) for one in articles for sentence in one.sentences)
    return Story(name, f"Title {name}", "", 0, "world", articles, **({"digest": picks} | changes))


def article(name, text, site="Post", url=LONG):
    sentences = (Sentence(0, 0, text, 0, len(text)),)
    return Article(
        name,
        Source("files", "in"),
        "in/a.txt",
        url,
        "T",
        text,
        sentences,
        site=site,
        published=Published(date(2026, 11, 22)),
    )


def told(*stories, others=()):
    section = Section("world", "World", stories, others)
    day, stamp = date(2026, 11, 23), datetime(2026, 11, 23, tzinfo=UTC)
    return render(Briefing("The Brief", day, "UTC", "en", stamp, (section,)), "txt").decode()


def test_addresses_stand_below_the_story_each_on_its_line():
    text = told(story("a", article("a1", "It rained.")))
    assert f"\n- It rained. [Post]\n\nSources\n- Post, 22 Nov\n  {LONG}\n" in text


def test_two_articles_of_an_outlet_are_told_apart():
    text = told(story("a", article("a1", "It rained."), article("a2", "It stopped.", url="https://b.example/")))
    assert "- It rained. [Post]\n- It stopped. [Post (2)]\n" in text
    assert "- Post (2), 22 Nov\n  https://b.example/\n" in text


def test_addresses_of_what_is_not_quoted_stand_at_the_end():
    quoted, named = article("a1", "It rained."), article("a2", "Rain.", site="Echo", url="https://echo.example/rain")
    text = told(story("a", quoted, named, digest=story("x", quoted).digest))
    assert "\nAlso in Echo, 22 Nov\n" in text
    assert text.index(
        "WHERE ELSE TO READ IT\n\n1. Title a\n- Echo, 22 Nov\n  https://echo.example/rain\n"
    ) > text.index("Sources\n")


def test_stories_carry_the_numbers_of_the_contents():
    text = told(*(story(name, article(f"{name}1", "It rained.")) for name in "abc"))
    assert re.findall(r"^(\d)\. Title (\w)$", text, re.MULTILINE) == [("1", "a"), ("2", "b"), ("3", "c")] * 2


@pytest.mark.parametrize("text", ["", "\u202e\x00", "\u2028\u2029"])
def test_a_sentence_of_nothing_does_no_harm(text):
    assert "\n- [Post]\n" in told(story("a", article("a1", text)))
