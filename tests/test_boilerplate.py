"""Boilerplate: what stands in many different articles glues none of them; copies and news that repeats itself stay."""

import pytest

from brief.group import group
from brief.group.boilerplate import boilerplate
from brief.model import Article, Source
from brief.text import language, paragraphs, sentences

BOX = "Sign up for our morning letter and get the day's best stories from the newsroom in your inbox before breakfast."
TEXTS = [
    "A crane fell into the harbor of Melby. Divers will look at the wreck before a ship from Tollen lifts it. Cargo waits on quays nearby.",
    "The chess club of Tarn won the northern cup. Rut Sand, nine years old, beat a grandmaster in the last round. Her trophy stands in a glass cabinet.",
    "Farmers of Oxmoor sowed barley a month early. The spring was the warmest since the mill began to count. Neighbors borrowed two tractors and a drill.",
    "A choir of bakers sang on the steps of the town hall. Their bread went to the shelter on Mill Street. Trombones joined for the refrain.",
]


def article(name, text, site=None):
    code = language("en")
    return Article(
        name, Source("files", "in"), name, None, "", text, sentences(text, paragraphs(text), code), site=site
    )


def test_a_sentence_of_several_different_articles_is_boilerplate():
    found = boilerplate([article(str(n), f"{BOX} {text}", f"Post {n}") for n, text in enumerate(TEXTS)])
    assert found == [frozenset({0})] * 4


def test_of_one_outlet_two_are_enough_and_of_two_outlets_not():
    pair = [f"{BOX} {text}" for text in TEXTS[:2]]
    assert boilerplate([article(str(n), text, "Post") for n, text in enumerate(pair)]) == [frozenset({0})] * 2
    assert boilerplate([article(str(n), text, f"Post {n}") for n, text in enumerate(pair)]) == [frozenset()] * 2


def test_what_copies_share_is_no_boilerplate():
    text = " ".join([BOX, *TEXTS])
    assert boilerplate([article(str(n), text, f"Post {n}") for n in range(4)]) == [frozenset()] * 4


def test_a_page_about_itself_does_not_count():
    text = "This page requires JavaScript. Please enable JavaScript in your browser to read it."
    assert boilerplate([article("a", text), article("b", TEXTS[0])]) == [frozenset({0, 1}), frozenset()]


def test_nothing_is_boilerplate_of_nothing():
    assert boilerplate([]) == []


@pytest.mark.parametrize("sites", [["Post"] * 4, ["Post", "Echo", "Herald", "Times"]])
def test_boilerplate_makes_neither_stories_nor_copies(sites):
    told = [article(str(n), f"{BOX} {text}", sites[n]) for n, text in enumerate(TEXTS)]
    stories = group(told)
    assert len(stories) == 4
    assert not any(story.duplicates for story in stories)
