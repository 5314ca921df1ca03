"""One summary of several articles: central sentences, nothing twice, the order of the lead article."""

import random
import time

import pytest

from brief.model import Article, Source
from brief.summarize import Length, digest
from brief.summarize.story_traits import cosine, unit
from brief.text import language, paragraphs, sentences


def article(name, *lines):
    text = "\n\n".join(lines)
    return Article(name, Source("files", name), name, None, "", text, sentences(text, paragraphs(text), language("en")))


FELL = "A crane fell into the harbour of Melby on Friday."
FELL_TOO = "The crane of Melby harbour fell into the water on Friday."
LIFT = "Divers will lift the crane from the harbour on Sunday."
SHIPS = "Thirty ships wait outside Melby until the harbour opens."
CAKE = "The baker on the square sold poppy seed rolls for charity."


def told(articles, **length):
    return [(pick.article, pick.sentence.text) for pick in digest(articles, Length(**length))]


def test_no_article_no_digest():
    assert digest([], Length()) == ()
    assert digest([article("a")], Length()) == ()


def test_one_article_with_one_sentence():
    assert told([article("a", FELL)]) == [("a", FELL)]


def test_articles_without_a_sentence_are_passed_over():
    assert told([article("a"), article("b", FELL)]) == [("b", FELL)]


def test_what_both_say_is_told_once():
    found = told([article("a", FELL, LIFT), article("b", FELL, SHIPS)], sentences=4)
    assert [text for _, text in found].count(FELL) == 1
    assert {text for _, text in found} == {FELL, LIFT, SHIPS}


def test_what_both_say_in_other_words_is_told_once():
    found = {text for _, text in told([article("a", FELL, SHIPS), article("b", FELL_TOO, LIFT)], sentences=4)}
    assert len(found & {FELL, FELL_TOO}) == 1


def test_what_nobody_else_mentions_is_left_out():
    found = told([article("a", FELL, LIFT, CAKE), article("b", FELL_TOO, SHIPS)], sentences=2)
    assert CAKE not in {text for _, text in found}


def test_sentences_of_the_lead_keep_their_order():
    found = told([article("a", FELL, SHIPS, LIFT)], sentences=3)
    assert [text for _, text in found] == [FELL, SHIPS, LIFT]


def test_a_sentence_of_another_stands_where_the_lead_says_the_like():
    lead = article("a", FELL, "Bread prices rose in Norby.", "Divers came on Sunday to lift it and its steel.")
    other = article("b", "Divers lift tons of steel from the harbour on Sunday with a ship of Tollen.")
    found = [text for _, text in told([lead, other], sentences=4)]
    assert found.index(other.sentences[0].text) > found.index(FELL)


@pytest.mark.parametrize("words", [9, 10, 15, 20, 30, 100])
def test_never_more_than_so_many_words(words):
    found = told([article("a", FELL, LIFT, CAKE), article("b", FELL_TOO, SHIPS)], sentences=None, words=words)
    assert 0 < sum(len(text.split()) for _, text in found) <= words


def test_nothing_fits_nothing_is_told():
    assert told([article("a", FELL)], sentences=None, words=3) == []


def test_a_sentence_that_leans_comes_only_after_the_one_it_leans_on():
    lead = article("a", "Ann Lund runs the harbour of Melby.", "She saw the crane of the harbour of Melby fall.", FELL)
    for amount in (1, 2, 3):
        found = [text for _, text in told([lead], sentences=amount)]
        leaning, support = lead.sentences[1].text, lead.sentences[0].text
        assert leaning not in found or support in found


def test_fragments_are_left_out_unless_there_is_nothing_else():
    assert told([article("a", "Crane falls in Melby harbour", FELL)], sentences=2) == [("a", FELL)]
    assert told([article("a", "Crane falls in Melby harbour")]) == [("a", "Crane falls in Melby harbour")]


def test_scores_lie_between_0_and_1():
    picks = digest([article("a", FELL, LIFT, CAKE), article("b", FELL_TOO, SHIPS)], Length(5))
    assert all(0 <= pick.score <= 1 for pick in picks)
    assert all(pick.why for pick in picks)


def test_stop_words_alone_are_no_fault():
    assert len(told([article("a", "It is what it is, and so it was."), article("b", FELL)])) >= 1


def test_the_order_of_the_other_articles_does_not_change_what_is_told():
    lead, others = (
        article("a", FELL, LIFT),
        [article(n, line) for n, line in (("b", SHIPS), ("c", CAKE), ("d", FELL_TOO))],
    )
    assert set(told([lead, *others], sentences=3)) == set(told([lead, *others[::-1]], sentences=3))


def test_a_day_of_long_articles_takes_little_time():
    dice = random.Random(3)
    stock = (
        "harbour crane bridge river market council school strike train budget storm harvest museum vote prison".split()
    )
    lines = [" ".join(dice.choices(stock, k=12)).capitalize() + "." for _ in range(1_000)]
    articles = [article(str(n), *lines[50 * n : 50 * n + 50]) for n in range(20)]
    began = time.perf_counter()
    assert digest(articles, Length(None, 300))
    assert time.perf_counter() - began < 5


def test_unit_vectors():
    assert unit({"a": 3.0, "b": 4.0}) == {"a": 0.6, "b": 0.8}
    assert unit({}) == {}


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        ({"a": 0.6, "b": 0.8}, {"b": 1.0}, 0.8),
        ({"b": 1.0}, {"a": 0.6, "b": 0.8}, 0.8),
        ({"a": 1.0}, {"b": 1.0}, 0.0),
        ({}, {"b": 1.0}, 0.0),
        ({"a": 0.6, "b": 0.8}, {"a": 0.6, "b": 0.8}, 1.0),
    ],
)
def test_cosines(one, other, value):
    assert cosine(one, other) == pytest.approx(value)


def test_no_article_is_told_backwards_and_what_leans_stays_behind_what_it_leans_on():
    lead = article(
        "lead",
        "Divers found the engine of the ferry in the bay on Monday. The bridge of Melby was closed to trucks on Tuesday.",
    )
    other = article(
        "other",
        "The bridge of Melby was closed to trucks by the port on Tuesday night. "
        "They found that its steel had rusted through in eleven places. "
        "Divers found parts of the engine of the old ferry deep in the bay.",
    )
    told = [(pick.article, pick.sentence.index) for pick in digest([lead, other], Length(5))]
    indexes = [index for name, index in told if name == "other"]
    assert indexes == sorted(indexes)
    if ("other", 1) in told:
        assert told[told.index(("other", 1)) - 1] == ("other", 0)
