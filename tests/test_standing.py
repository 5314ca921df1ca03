"""Whether a sentence can stand alone, for someone who reads nothing else."""

from dataclasses import replace

import pytest

from brief.model import Article, Source
from brief.summarize.standing import LONGEST, Standing, Standings
from brief.text import language, paragraphs, sentences


def article(text, code="en"):
    return Article(
        "a", Source("files", "a"), "a", None, "", text, sentences(text, paragraphs(text), language(code)), language=code
    )


def standing(sentence, code="en"):
    """How one sentence stands that is a paragraph of its own, after another."""
    told = article(f"The port of Melby closed on Friday.\n\n{sentence}", code)
    assert [s.text for s in told.sentences[1:]] == [sentence]
    return Standings(told)[1]


FIRM = [
    "A crane fell into the harbour.",
    "The mayor said that it was old.",
    "“We will mend it,” said Ann Lund.",
    "“We will mend it,” the mayor said.",
    '"We will mend it soon," a spokesman for the port said.',
    "“Titanic” was the ship that made all the others look small in every port of the world.",
    "This week the port will open again.",
    "This summer was the driest since 1976.",
    "That day all ships left the harbour.",
    "Is the port of Melby safe?",
    "The port (built in 1902) is old.",
    "In 1962 the port got its first crane.",
    "Ten ships wait outside, he said.",
    "Lund runs the port of Melby.",
]

LEANING = [
    "He has run the port since May.",
    "They wait outside the bay until then.",
    "It’s the largest of the three.",
    "Their ships wait outside the bay.",
    "This was the third in a year.",
    "But the port was closed all day.",
    "However, the port was closed all day.",
    "Meanwhile the ships wait outside the bay.",
    "As a result the port was closed all day.",
    "In addition, the port lost a ship.",
    "“But the port was closed all day,” said Ann Lund.",
    "“They lost it all,” said Ann Lund.",
    "On the other hand, ships are cheap.",
]

BROKEN = [
    "He did not.",
    "Crane falls",
    "The port of Melby was closed on",
    "The port of Melby was closed…",
    "The port of Melby was closed...",
    "The three ports are as follows:",
    "the port of Melby was closed.",
    "“The port of Melby was closed.",
    '"The port of Melby was closed.',
    "The port of Melby was closed.”",
    "The port (of Melby was closed.",
    "“We will mend it,” he said.",
    "“We will mend it as soon as we can.”",
    '"We will mend it as soon as we can."',
    "“We will mend it,” they told us.",
]


@pytest.mark.parametrize("sentence", FIRM)
def test_sentences_that_stand_alone(sentence):
    assert standing(sentence) is Standing.FIRM


@pytest.mark.parametrize("sentence", LEANING)
def test_sentences_that_lean_on_the_one_before(sentence):
    assert standing(sentence) is Standing.LEANING


@pytest.mark.parametrize("sentence", BROKEN)
def test_sentences_that_cannot_be_read_alone(sentence):
    assert standing(sentence) is Standing.BROKEN


def test_a_sentence_longer_than_any_of_prose_is_broken():
    assert standing(f"Ships {'and ships ' * (LONGEST // 2 - 1)}wait.") is Standing.FIRM
    assert standing(f"Ships {'and ships ' * (LONGEST // 2)}wait.") is Standing.BROKEN


def test_a_surname_leans_on_the_later_sentence_that_introduces_it():
    text = "Lund runs the port of Melby. Divers like Ann Lund for what she does. Lund likes divers too."
    told = Standings(article(text))
    assert list(told) == [Standing.LEANING, Standing.FIRM, Standing.NAMING]
    assert told.prop(0) == -1


def test_a_bare_surname_leans_on_the_sentence_that_introduces_it():
    text = "Ann Lund runs the port of Melby. It froze in May. Lund likes the divers. Ice is rare there, said Lund."
    told = Standings(article(text))
    assert [told.prop(index) for index in range(4)] == [None, 0, 0, 0]
    assert told[2] is Standing.NAMING
    assert told.reads(2, {0, 2})
    assert not told.reads(2, {1, 2})


def test_a_name_in_the_headline_needs_no_introduction():
    text = "Ann Lund runs the port of Melby. Lund likes the divers."
    assert list(Standings(replace(article(text), title="Lund goes diving"))) == [Standing.FIRM, Standing.FIRM]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Lund said the port will open.",
        "The mayor, Ann Lund, said the port will open.",
        "Ann Lund said the port will open.",
        "Melby said the port will open.",
    ],
)
def test_a_speaker_with_a_title_or_a_first_name_or_no_introduction_anywhere_stands_alone(sentence):
    assert Standings(article(f"The mayor Ann Lund was late. {sentence}"))[1] is Standing.FIRM


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor (pictured) opened the port on Friday.",
        "The mayor of Melby (left) opened the port with Ann Lund.",
        "Open again: the port of Melby after the storm.",
        "2. The port of Melby opens for all ships.",
        "Leave what you think in the comments below.",
        "Here's a look at ports that were closed this year.",
    ],
)
def test_captions_labels_lists_and_words_of_the_site_cannot_be_read_alone(sentence):
    assert standing(sentence) is Standing.BROKEN


@pytest.mark.parametrize(
    "sentence",
    [
        "It is clear that the port of Melby will stay shut.",
        "It was not yet known whether the port would open.",
        "When he was four, the diver Tom Berg saw his first ship.",
        "In her speech, Ann Lund spoke of the ice.",
    ],
)
def test_a_pronoun_that_stands_for_what_follows_points_at_nothing_before(sentence):
    assert standing(sentence) is Standing.FIRM


def test_a_number_of_them_counts_some_of_what_was_named_before():
    assert standing("Eight of them usually climb the tower of Melby.") is Standing.COUNTING


@pytest.mark.parametrize(
    "sentence",
    [
        "It said that the port of Melby would stay shut.",
        "It is expected to open in May.",
        "Her husband, Tom Berg, is a diver.",
        "Since May, they have slept on ships near Melby.",
    ],
)
def test_a_pronoun_that_stands_for_what_came_before_leans(sentence):
    assert standing(sentence) is Standing.LEANING


def test_a_line_break_in_a_sentence_changes_nothing():
    text = "The port of Melby was closed on Friday, said Ann\nLund, and as a\r\nresult all ships wait."
    told = article("").sentences
    assert told == ()
    whole = sentences(text, [(0, len(text))], language("en"))
    assert list(Standings(Article("a", Source("files", "a"), "a", None, "", text, whole))) == [Standing.FIRM]


def test_a_language_without_word_lists_knows_fragments_only():
    assert standing("Er hat den Hafen gebaut.", "de") is Standing.FIRM
    assert standing("Aber der Hafen war zu.", "de") is Standing.FIRM
    assert standing("Der Hafen war", "de") is Standing.BROKEN


def test_an_article_without_a_sentence():
    assert list(Standings(article(""))) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "“We will mend it,” she said on the radio.",
        "“We will mend it,” he added in a statement.",
        "“We will mend it as soon as we can,” he told the newspaper.",
        "“We will mend it as soon as we can,” she said in Norby.",
    ],
)
def test_a_quotation_whose_speaker_is_a_pronoun_cannot_be_read_alone(sentence):
    assert standing(sentence) is Standing.BROKEN


def test_a_speech_in_single_quotes_without_a_name_is_broken():
    assert standing("‘We will mend it as soon as we can,’ he said.") is Standing.BROKEN


@pytest.mark.parametrize(
    "sentence",
    [
        "On Monday he left the port for good.",
        "Since May, they have slept in tents.",
        "From its back seat her team saw the bay.",
    ],
)
def test_a_sentence_that_names_only_he_or_they_does_not_stand_alone(sentence):
    assert standing(sentence) is not Standing.FIRM


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor said he would mend the crane.",
        "Divers said they had found the engine.",
        "When Lund left, she took the plans.",
    ],
)
def test_a_pronoun_after_somebody_was_named_is_no_fault(sentence):
    assert standing(sentence) is Standing.FIRM
