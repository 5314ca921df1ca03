"""What a story is called: the most central headline, and keywords as they are written."""

import pytest

from brief.group import as_one
from brief.group.titles import LONGEST, opening
from brief.model import Article, Source
from brief.text import language, paragraphs, sentences


def article(name, title="", text="", location="a.txt"):
    return Article(
        name, Source("files", name), location, None, title, text, sentences(text, paragraphs(text), language("en"))
    )


def title(*articles):
    return as_one(articles).title


def test_the_headline_that_shares_most_with_the_story():
    told = [
        article("a", "A dark day at sea", "A crane falls in Melby at night."),
        article("b", "Crane falls in Melby", "Nobody was hurt."),
        article("c", "Bakers give bread away", "The crane of Melby falls, bakers help."),
    ]
    # crane, fall and Melby stand in all three; the words of the other headlines in one each.
    assert title(*told) == "Crane falls in Melby"


def test_a_headline_is_held_against_the_texts_too():
    told = [
        article("a", "A dark day", "Nobody saw how it fell."),
        article("b", "Crane falls", "Nobody saw how it happened."),
        article("c", "", "The crane falls at night."),
    ]
    assert title(*told) == "Crane falls"


def test_an_article_without_a_headline_leaves_it_to_the_others():
    assert title(article("a", "", "The crane fell at night."), article("b", "Crane falls")) == "Crane falls"


def test_one_headline_is_the_headline():
    assert title(article("a", "It is what it is")) == "It is what it is"


def test_without_any_headline_the_lead_opens():
    assert title(article("a", "", "The crane fell at night. Nobody saw it.")) == "The crane fell at night."


@pytest.mark.parametrize("names", ["abc", "cab", "bca"])
def test_the_order_of_the_articles_does_not_change_the_title(names):
    titles = {"a": "Crane falls in Melby", "b": "Melby harbour shut", "c": "Divers lift crane"}
    assert title(*(article(name, titles[name]) for name in names)) == title(*(article(n, titles[n]) for n in "abc"))


def test_an_opening_is_one_line():
    told = article("a", "", "The crane fell at night, and it was dark; nobody in the\nharbour saw it.")
    assert opening(told) == "The crane fell at night, and it was dark; nobody in the harbour saw it."


def test_a_long_opening_is_cut_after_a_word():
    told = article("a", "", "The harbour crane, " * 8 + "fell.")
    found = opening(told)
    assert len(found) <= LONGEST + 1
    assert found == "The harbour crane, " * 5 + "The…"


def test_without_a_sentence_the_place_is_named():
    assert opening(article("a", "", "", "news/crane.txt")) == "news/crane.txt"


def keywords(*texts):
    return as_one([article(f"a{n}", "", text) for n, text in enumerate(texts)]).keywords


def test_keywords_stand_in_two_articles_at_least():
    found = keywords("Crane falls at Melby, divers come.", "Crane sinks at Melby, bakers watch.")
    assert set(found) == {"Crane", "Melby"}


def test_there_are_three_keywords_at_most():
    assert len(keywords("Crane harbour Melby steel ferry bridge.", "Crane harbour Melby steel ferry bridge.")) == 3


def test_a_keyword_is_written_as_the_articles_write_it_most():
    assert keywords("NATO and Nato meet. NATO ends.", "NATO waits.") == ("NATO",)


def test_keywords_are_whole_words_without_their_possessive():
    assert "Norland" in keywords("Norland’s port shut.", "Norland's port opened.")


def test_figures_are_no_keywords():
    assert keywords("4,000 cranes in 1962.", "4,000 cranes in 1962.") == ("cranes",)


def test_articles_that_share_no_word_have_no_keywords():
    assert keywords("Crane falls.", "Bread rises.") == ()


def test_a_single_article_has_its_own_keywords():
    assert len(keywords("Crane falls into the harbour of Melby.")) == 3


@pytest.mark.parametrize("text", ["It is what it was.", "", "…"])
def test_an_article_of_no_content_has_no_keywords(text):
    assert keywords(text) == ()


def test_a_word_that_only_the_titles_share_is_a_keyword():
    told = [article("a", "Zeppelin lands", "Nobody saw it."), article("b", "Zeppelin is back", "It was seen.")]
    assert "Zeppelin" in as_one(told).keywords


@pytest.mark.parametrize("prefix", ["LIVE: ", "WATCH: ", "UPDATE 1-", "Breaking news - ", "CORRECTED: "])
def test_a_headline_with_a_notice_before_it_gives_way(prefix):
    told = [
        article("a", f"{prefix}Crane falls in Melby harbor on Friday", "The crane of Melby fell into the harbor."),
        article("b", "Crane of Melby falls into the water", "The crane of Melby fell into the harbor on Friday."),
    ]
    assert title(*told) == "Crane of Melby falls into the water"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Crane falls in Melby harbor - BBC News", "Crane falls in Melby harbor"),
        ("Crane falls in Melby harbor | Reuters", "Crane falls in Melby harbor"),
        ("Crane falls in Melby harbor – The Norby Times", "Crane falls in Melby harbor"),
        ("Crane falls in Melby - and nobody saw it", "Crane falls in Melby - and nobody saw it"),
        ("Melby | Norby", "Melby | Norby"),
    ],
)
def test_the_name_of_an_outlet_is_no_part_of_a_headline(given, shown):
    assert title(article("a", given, "The crane fell.")) == shown


def test_a_headline_of_usual_length_is_preferred_to_a_word_and_to_a_paragraph():
    told = [
        article("a", "Crane", "The crane of Melby fell into the harbor."),
        article("b", "Crane of Melby falls into the harbor", "The crane of Melby fell into the harbor on Friday."),
    ]
    assert title(*told) == "Crane of Melby falls into the harbor"
