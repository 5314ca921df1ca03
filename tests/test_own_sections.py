"""The user's own sections win where their keywords tell a story."""

import itertools

import pytest

from brief.group.own_sections import own_section
from brief.group.sections import OwnSection, classify
from brief.model import Article, Source

ENERGY = OwnSection("energy", "Energy", ("solar", "grid", "offshore wind"), 6)
HARBORS = OwnSection("harbors", "Harbors", ("harbor", "quay"))
ROBOTS = OwnSection("robots", "Robots", ("AI", "machine learning"))
SPORT = OwnSection("sport", "Sport", ("curling",))
CHINESE = OwnSection("ports", "港口", ("港口",))

PLAIN = "The council of Melby met on Monday. It spoke about the year to come."


def article(title="", text=PLAIN, *, name="a", section=None, feed=None, language="en"):
    return Article(
        name, Source("files", "a", section=feed), name, None, title, text, (), section=section, language=language
    )


@pytest.mark.parametrize(
    "title",
    [
        "Solar park opens in Tollen",
        "SOLAR PARK OPENS",
        "Grids fail in the storm",
        "The grid’s long winter",
        "Offshore winds bring jobs",
        "Off the coast: offshore wind",
        "Off-shore? No: solar-powered",
    ],
)
def test_a_keyword_in_the_headline_in_any_form(title):
    assert classify([article(title)], [ENERGY]) == "energy"


@pytest.mark.parametrize(
    "title", ["Offshore banks and the wind", "Wind offshore", "Gridlock in Melby", "Solarium closes", ""]
)
def test_a_phrase_stands_together_and_a_word_alone(title):
    assert classify([article(title)], [ENERGY]) != "energy"


def test_once_in_a_text_is_in_passing_and_twice_is_a_subject():
    once = f"{PLAIN} A solar roof was one of the ideas."
    assert classify([article("Council meets", once)], [ENERGY]) == "general"
    assert classify([article("Council meets", f"{once} The grid was another.")], [ENERGY]) == "energy"


def test_only_the_first_words_are_read():
    assert classify([article("Council meets", "word " * 300 + "solar grid solar grid")], [ENERGY]) == "general"


def test_half_of_the_articles_must_tell_it():
    solar, other = article("Solar park opens", name="a"), article("A quiet day", name="b")
    for articles, slug in [([solar, other], "energy"), ([solar, other, other], None), ([other], None)]:
        assert {own_section(order, [ENERGY]) for order in itertools.permutations(articles)} == {slug}


def test_the_section_with_more_keywords_wins_then_the_first_of_the_file():
    both = article("Solar roof for the harbor")
    assert classify([both], [ENERGY, HARBORS]) == "energy"
    assert classify([both], [HARBORS, ENERGY]) == "harbors"
    more = article("Solar roof for the harbor", "The harbor pays. A quay is first.")
    assert classify([more], [ENERGY, HARBORS]) == classify([more], [HARBORS, ENERGY]) == "harbors"


def test_it_stands_above_what_the_source_says():
    assert classify([article("Solar park opens", section="Sport")], [ENERGY]) == "energy"
    assert classify([article("Park opens", section="Sport")], [ENERGY]) == "sport"


def test_keywords_may_be_added_to_a_section_of_the_program():
    assert classify([article("Curling returns to Melby")], [SPORT]) == "sport"
    assert classify([article("Curling returns to Melby")]) == "general"


def test_a_source_may_name_the_section():
    assert classify([article("A quiet day", section="Energy")], [ENERGY]) == "energy"
    assert classify([article("A quiet day", feed="energy")], [ENERGY]) == "energy"


def test_an_abbreviation_is_met_in_capitals_only():
    assert classify([article("AI reads the tides")], [ROBOTS]) == "robots"
    assert classify([article("Ai Weiwei opens a show")], [ROBOTS]) != "robots"


def test_other_languages():
    wind = OwnSection("wind", "Wind", ("windpark",))
    assert classify([article("Drei neue Windparks vor Melby", language="de")], [wind]) == "wind"
    assert classify([article("十二艘船离开港口", "港口", language="zh")], [CHINESE]) == "ports"
    assert classify([article("十二艘船离开", "晴", language="zh")], [CHINESE]) == "general"


@pytest.mark.parametrize("keywords", [(), ("",), ("?!",), ("", "solar")])
def test_empty_keywords_tell_nothing(keywords):
    own = OwnSection("x", "X", keywords)
    assert own_section([article("A quiet day, ?!")], [own]) is None


def test_nothing_to_go_by():
    assert own_section([], [ENERGY]) is None
    assert own_section([article("Solar")], []) is None
    assert classify([], [ENERGY]) == "general"
    assert classify([article("", "")], [ENERGY]) == "general"
