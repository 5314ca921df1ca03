"""Words, content words, stems, and the seam between the program and a language."""

import pytest

from brief.text import content_stems, content_words, language, stem, stems, words
from brief.text.language import SNOWBALL
from brief.text.rules import LONGEST_ABBREVIATION, LONGEST_WORD

ENGLISH = language("en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port closed.", ["The", "port", "closed"]),
        ("It cost 1,200 or 3.5, not 76%.", ["It", "cost", "1,200", "or", "3.5", "not", "76%"]),
        ("$1.13bn and 5pm", ["1.13bn", "and", "5pm"]),
        ("don't say Lund’s", ["don't", "say", "Lund’s"]),
        ("a well-known U.S. firm", ["a", "well", "known", "U", "S", "firm"]),
        ("Zürich, Łódź, Москва", ["Zürich", "Łódź", "Москва"]),
        ("snake_case and x2", ["snake", "case", "and", "x", "2"]),
        ("… — “”!", []),
        ("", []),
    ],
)
def test_words_in_order_as_written(text, expected):
    assert words(text) == expected


def test_content_words_are_lower_case_without_stop_words_and_possessives():
    assert content_words("The Port's crane fell on Lund’s ship", ENGLISH) == ["port", "crane", "fell", "lund", "ship"]


def test_a_plural_possessive_loses_its_apostrophe():
    assert content_words("the ships' crews", ENGLISH) == ["ships", "crews"]


def test_single_letters_tell_nothing_and_single_figures_do():
    assert content_words("b x 7 cranes", ENGLISH) == ["7", "cranes"]


def test_contractions_are_stop_words_with_either_apostrophe():
    assert content_words("They don't, they don’t", ENGLISH) == []


def test_a_text_of_stop_words_has_no_content():
    assert content_words("It is what it was, and so on.", ENGLISH) == []


def test_stems_join_the_forms_of_a_word():
    assert len(set(content_stems("connect connected connecting connection connections", ENGLISH))) == 1


def test_stems_of_porter_2():
    assert content_stems("Ponies generously falling", ENGLISH) == ["poni", "generous", "fall"]


def test_stems_are_those_of_the_snowball_project_today():
    assert stems(["added", "organization", "organ", "evening", "vying"], ENGLISH) == [
        "add",
        "organiz",
        "organ",
        "evening",
        "vie",
    ]


def test_stems_of_many_words_are_the_stems_of_each():
    listed = "ponies generously falling ships' 1,200 zürich".split()
    assert stems(iter(listed), ENGLISH) == [stem(word, ENGLISH) for word in listed]
    assert stems(listed, language("xx")) == listed


@pytest.mark.parametrize("code", sorted(SNOWBALL))
def test_every_stemmer_that_is_named_is_there(code):
    assert stem("a", language(code)) is not None


def test_a_language_has_its_own_stemmer():
    assert stem("häuser", language("de")) == "haus"


def test_a_language_without_a_stemmer_leaves_words_as_they_are():
    assert stem("kapaler", language("xx")) == "kapaler"
    assert content_stems("Kapal kapaler", language("xx")) == ["kapal", "kapaler"]


@pytest.mark.parametrize("code", ["en", "EN", "en-GB", "en_US", "en-us"])
def test_all_kinds_of_english_are_english(code):
    assert language(code) is ENGLISH


def test_an_unknown_language_has_no_word_lists():
    unknown = language("tlh")
    assert unknown.code == "tlh"
    assert not unknown.stop_words
    assert not unknown.abbreviations
    assert unknown.stemmer is None


@pytest.mark.parametrize(
    "field",
    "abbreviations titles proper numbered dates calendar starters names stop_words pronouns connectives bonus".split(),
)
def test_word_lists_are_in_lower_case(field):
    listed = getattr(ENGLISH, field)
    assert listed
    assert [word for word in listed if word != word.lower()] == []


def test_abbreviations_are_written_without_their_last_period():
    assert [word for word in ENGLISH.abbreviations if word.endswith(".")] == []


def test_cue_words_speak_either_for_a_sentence_or_against_it():
    assert ENGLISH.bonus & ENGLISH.stigma == frozenset()


@pytest.mark.parametrize("field", ["titles", "proper", "numbered", "dates"])
def test_kinds_of_abbreviations_are_abbreviations(field):
    assert getattr(ENGLISH, field) < ENGLISH.abbreviations


def test_no_abbreviation_without_a_period_in_it_is_longer_than_the_rules_think():
    assert max(len(word) for word in ENGLISH.abbreviations if word.isalpha()) <= LONGEST_ABBREVIATION
    assert max(map(len, ENGLISH.abbreviations | ENGLISH.names)) < LONGEST_WORD
