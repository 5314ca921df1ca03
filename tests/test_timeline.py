"""A story day by day: the days that sentences name, and one sentence for each."""

from datetime import date

import pytest

from brief.model import Article, Pick, Published, Source
from brief.summarize.beside import timeline
from brief.summarize.beside.days import day_of
from brief.text import language, paragraphs, sentences

FRIDAY = date(2026, 11, 20)
ENGLISH = language("en")

CLOSED = "The council of Melby closed the harbor bridge on Monday."
FOUND = "Divers found cracks in two pillars of the bridge on Wednesday."
QUIT = "The chief engineer of the town resigned on Thursday evening."


def article(name, *lines, day=FRIDAY):
    text = "\n\n".join(lines)
    published = Published(day) if day else None
    found = sentences(text, paragraphs(text), ENGLISH)
    return Article(name, Source("files", name), name, None, "", text, found, site=name, published=published)


def days(*articles, told=()):
    return [(moment.day, moment.pick.sentence.text) for moment in timeline(articles, told)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("She resigned on Thursday.", date(2026, 11, 19)),
        ("She resigned Thursday.", date(2026, 11, 19)),
        ("On Monday she resigned.", date(2026, 11, 16)),
        ("She resigned on Friday.", date(2026, 11, 20)),
        ("She resigned on March 3.", date(2026, 3, 3)),
        ("She resigned on Dec. 30.", None),  # 325 days ago: it would have its year
        ("She resigned on December 30, 2025.", date(2025, 12, 30)),
        ("She resigned on 3 March.", date(2026, 3, 3)),
        ("She resigned on May 3.", date(2026, 5, 3)),
        ("She resigned on Thursday, Nov. 19.", date(2026, 11, 19)),
        ("She resigned on 3 March 2024 in Melby.", date(2024, 3, 3)),
        ("After the vote, she resigned on Thursday.", date(2026, 11, 19)),
    ],
)
def test_a_day_is_the_nearest_before_the_article(text, day):
    assert day_of(text, FRIDAY, ENGLISH) == day


@pytest.mark.parametrize(
    "text",
    [
        "She will resign on Thursday.",
        "She is expected to resign on Thursday.",
        "She wanted to stay until Thursday.",
        "She waited from Monday.",
        "She resigned last Thursday.",
        "She called them to a meeting on Saturday.",
        "She called them to a meeting on Sunday.",
        "She resigned on Monday and came back on Tuesday.",
        "She wrote a Thursday column.",
        "She spoke of the Good Friday Agreement.",
        "She joined the inquiry into the March 3 fire.",
        "She resigned after the bridge fell on Thursday.",
        "The fire that killed her on Thursday was put out.",
        'She said: "We met on Thursday."',
        "She resigned on February 30.",
        "She resigned.",
        "In May she resigned.",
    ],
)
def test_what_is_not_surely_a_day_of_the_past_is_none(text):
    assert day_of(text, FRIDAY, ENGLISH) is None


def test_without_a_date_of_the_article_only_a_year_helps():
    assert day_of("She resigned on Thursday.", None, ENGLISH) is None
    assert day_of("She resigned on March 3.", None, ENGLISH) is None
    assert day_of("She resigned on March 3, 2026.", None, ENGLISH) == date(2026, 3, 3)


def test_the_turn_of_the_year_is_minded():
    assert day_of("She resigned on Dec. 30.", date(2027, 1, 2), ENGLISH) == date(2026, 12, 30)


def test_other_languages_have_no_days():
    assert day_of("Sie trat am Thursday, 3 March 2026 ab.", FRIDAY, language("de")) is None


def test_the_days_of_a_story_stand_in_order():
    found = days(article("a", QUIT, CLOSED), article("b", FOUND))
    assert found == [(date(2026, 11, 16), CLOSED), (date(2026, 11, 18), FOUND), (date(2026, 11, 19), QUIT)]


def test_one_day_is_no_timeline():
    assert days(article("a", QUIT)) == []
    assert days(article("a", QUIT), article("b", "The mayor of Melby thanked him on Thursday.")) == []


def test_a_day_is_told_by_its_most_central_sentence():
    aside = "The baker on the square sold poppy seed rolls on Wednesday."
    found = dict(days(article("a", CLOSED, aside, FOUND, "Two pillars of the bridge have cracks.")))
    assert found[date(2026, 11, 18)] == FOUND


def test_what_the_digest_tells_is_not_told_again():
    one = article("a", CLOSED, FOUND, QUIT)
    told = [Pick("a", one.sentences[0], 1.0)]
    assert [day.day for day, _ in days(one, told=told)] == [18, 19]


def test_a_sentence_that_leans_on_another_is_no_moment():
    leaning = "He resigned from all his offices on Thursday evening."
    assert days(article("a", CLOSED, leaning)) == []


def test_there_are_five_days_at_most():
    things = ["bridge", "school", "market", "church", "quarry", "bakery"]
    lines = [f"The {thing} closed its doors and gates on November {n}." for n, thing in enumerate(things, 2)]
    assert len(days(article("a", *lines))) == 5


def test_the_day_of_an_article_counts_for_what_no_earlier_one_had_told():
    first = article("a", CLOSED, day=date(2026, 11, 17))
    later = article("b", "Ferries carry schoolchildren across the bay in the rain.", day=date(2026, 11, 19))
    assert [day.day for day, _ in days(first, later)] == [16, 19]


def test_an_article_that_tells_again_what_happened_adds_no_day():
    first = article("a", CLOSED, day=date(2026, 11, 17))
    later = article("b", "The harbor bridge of Melby is closed by the council.", day=date(2026, 11, 19))
    assert days(first, later) == []


def test_what_lies_more_than_a_year_back_is_no_part_of_it():
    old = "The council of Melby opened the harbor bridge on June 3, 1988."
    assert days(article("a", CLOSED, old)) == []
