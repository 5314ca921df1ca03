"""What speaks for a sentence of a story: what the other articles say of it, how near the middle it is, who speaks."""

import numpy as np
import pytest

from brief.model import Article, Source
from brief.summarize.story_traits import (
    LEAST_DENSITY,
    TRAITS,
    cosine,
    densities,
    from_traits,
    learned,
    read_words,
    survey,
    unit,
)
from brief.text import content_stems, language, paragraphs, sentences

FELL = "A crane fell into the harbour of Melby."
CAKE = "Bakers sold poppy seed rolls."


def article(name, *lines):
    text = "\n\n".join(lines)
    return Article(name, Source("files", name), name, None, "", text, sentences(text, paragraphs(text), language("en")))


def traits(name, *articles):
    return survey(articles).traits[:, TRAITS.index(name)].tolist()


@pytest.mark.parametrize("text", [FELL, "Holm’s 1,200 ships won’t wait for 3.5 days.", "", "I am."])
def test_content_stems_are_those_of_the_text_package(text):
    assert read_words(text, language("en")).content == set(content_stems(text, language("en")))


def test_pairs_are_neighbors_of_which_one_carries_meaning():
    assert read_words("of the crane", language("en")).pairs == {("the", "crane")}


@pytest.mark.parametrize("name", ["pairs_told", "words_told", "to_others"])
def test_what_other_articles_tell_counts(name):
    same, alone = traits(name, article("a", FELL, CAKE), article("b", FELL), article("c", FELL))[:2]
    assert same > 0
    assert alone == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("name", ["pairs_told", "words_told", "to_others"])
def test_one_article_is_told_by_no_other(name):
    assert traits(name, article("a", FELL, CAKE)) == pytest.approx([0, 0], abs=1e-6)


def test_shares_are_of_the_other_articles():
    found = traits("words_told", article("a", FELL), article("b", FELL), article("c", CAKE))
    assert found == pytest.approx([0.5, 0.5, 0.0])


def test_an_article_without_sentences_is_passed_over():
    seen = survey([article("a"), article("b", FELL)])
    assert seen.rows == ((1, 0),)


def test_each_article_weighs_the_same():
    long = article("a", *[CAKE] * 9)
    near = traits("to_story", long, article("b", FELL))
    assert near[0] == pytest.approx(near[-1], abs=1e-6)


def test_no_expectation_is_below_the_least():
    model = from_traits({"bias": -1.0, "traits": {name: [0.0, 1.0, 0.0] for name in TRAITS}})
    assert densities(survey([article("a", FELL, CAKE)]), model) == [LEAST_DENSITY] * 2


def test_the_model_that_ships_holds_for_what_others_tell():
    assert np.all(learned().weight > 0)
    assert np.all(learned().spread > 0)


def test_a_model_without_a_trait_is_refused():
    with pytest.raises(KeyError):
        from_traits({"bias": 0.0, "traits": {}})


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
