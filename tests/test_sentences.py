"""Sentences of news prose, with their offsets: abbreviations, initials, quotations, torn spacing."""

import time

import pytest

from brief.text import language, paragraphs, sentences

ENGLISH = language("en")


def split(text, code="en"):
    return [s.text for s in sentences(text, paragraphs(text), language(code))]


def parts(marked):
    """`One.| Two.` says: two sentences, `One.` and `Two.`."""
    return marked.replace("|", ""), [part.strip() for part in marked.split("|")]


ABBREVIATIONS = [
    "On Aug. 18, U.S. officials met in Rome.| They talked for an hour.",
    "It was a U.S. -Japan deal.| Then it ended.",
    "It was a U.S. –Japan deal.| Then it ended.",
    "He lives in the U.S.| He likes it there.",
    "The U.S. Government agreed.| So did others.",
    "It opens at 5 p.m. Monday in Rome.| All may come.",
    "It ended at 5 p.m.| The crowd left.",
    "It happened at 3 a.m. local time.| Nobody saw it.",
    "They met in Washington, D.C.| No deal was made.",
    "They met in Washington, D.C. on Friday.| It rained.",
    "See No. 3 on the list.| It is long.",
    "She was No. 1.| The next was No. 2.",
    "The answer is no.| We go home.",
    "Mr. Smith went to St. Louis.| Mrs. Jones stayed.",
    "Sen. John Hill, R-Ariz., left.| Gov. Lund came.",
    "The Rev. Al Moss spoke.| Nobody else did.",
    "Smith & Co. Ltd., an old firm, closed.| It was small.",
    "He got a Ph.D.| In 2010 he left.",
    "It beat Norby vs. Tollen.| That was all.",
    "It rose to $3.5 million.| That is much.",
    "Version 2.0 is out.| Buy it at melby.example today.",
    "He was born in 1990.| Then 20 people came.",
]

INITIALS = [
    "J. R. Smith met George W. Bush.| They ate.",
    "The book is by A. B. Lund.| It sold well.",
]

QUOTATIONS = [
    "He said, “We won.”| The crowd left.",
    'He said, "We won."| The crowd left.',
    "He said, ‘We won.’| The crowd left.",
    "“We will go.” he said.| Then he left.",
    '"We will go." he said.| Then he left.',
    '"Why now…?" Mary asked.| Nobody knew.',
    "“Why now?” Mary Kay Ash asked.| Nobody knew.",
    '"Why?" asked Tom.| Nobody knew.',
    '"Go!" he cried.| He ran.',
    'He asked, "Who?"| Police came.',
    "“I am here.”| “I am too.”| They left.",
    "“We lost the U.S.”| “We did not.”",
    "He said: “I will go.| I will not stay.”| Then he left.",
    'He won.| "It is great," he said.',
    "(He left.)| She stayed.",
    "He left (at 5 p.m.).| She stayed.",
    "He (the man from St. Louis) left.| She stayed.",
    "Is this it?!| Yes.| No!!!| Well.",
]

ELLIPSES = [
    "Well ... maybe not.| We will see.",
    "He waited…| Then he left.",
    "He waited…and left.| She stayed.",
    "They … left.| She stayed.",
]

NAMES = [
    "Yahoo! News said so.| It was wrong.",
    "She bought Yahoo! Mail in May.| It failed.",
    "On “Jeopardy!” he won.| She lost.",
    "The shop ended sales.| iPhone makers lost.",
    "The shop ended sales.| eBay won.",
]


@pytest.mark.parametrize("marked", ABBREVIATIONS + INITIALS + QUOTATIONS + ELLIPSES + NAMES)
def test_splits(marked):
    text, expected = parts(marked)
    assert split(text) == expected


JOINED = [
    "J.R. Smith left.| He ate.",
    "D.J. Lund of Melby won.| She cheered.",
    "Mr. and Mrs. A. B. Jones left.| They ate.",
    "She works at Yahoo!| It is big.",
]


@pytest.mark.parametrize("marked", JOINED)
def test_initials_and_names_with_a_mark(marked):
    text, expected = parts(marked)
    assert split(text) == expected


def test_a_quotation_that_the_next_sentence_touches():
    assert split("“It is good.”She left. He stayed.") == ["“It is good.”", "She left.", "He stayed."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il est parti. « Pourquoi ? » a-t-il dit. Rien.", ["Il est parti.", "« Pourquoi ? » a-t-il dit.", "Rien."]),
        ("Il a dit : « Je pars. » Elle est restée.", ["Il a dit : « Je pars. »", "Elle est restée."]),
        ("Quoi ! Rien ? Non.", ["Quoi !", "Rien ?", "Non."]),
    ],
)
def test_french_spaces_before_marks_and_inside_quotes(text, expected):
    assert split(text, "fr") == expected


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_french_no_break_spaces(space):
    text = f"Il a dit{space}: «{space}Je pars.{space}» Elle est restée."
    assert split(text, "fr") == [text[: text.index(" Elle")], "Elle est restée."]


def test_torn_spacing_is_printed_as_it_stands():
    text = "The U.S. -Japan  pact ,  signed in Rome ."
    assert split(text) == [text]


def test_offsets_are_of_the_whole_text_and_indices_count_on_over_paragraphs():
    text = "  One is here. Two is there.\n\n\tThree is gone."
    found = sentences(text, paragraphs(text), ENGLISH)
    assert [(s.index, s.paragraph, s.start, s.end) for s in found] == [(0, 0, 2, 14), (1, 0, 15, 28), (2, 1, 31, 45)]


def test_a_wrapped_sentence_keeps_its_line_break():
    text = "The harbour of Melby was closed on Friday after a crane\nfell into the water, the port said. Ships wait."
    assert [s.text for s in sentences(text, [(0, len(text))], ENGLISH)] == [text[:-12], "Ships wait."]


def test_only_the_given_paragraphs_are_split():
    text = "Head line. The story. The tail."
    assert [s.text for s in sentences(text, [(11, 21)], ENGLISH)] == ["The story."]


def test_no_paragraphs_no_sentences():
    assert sentences("Some text.", [], ENGLISH) == ()


def test_marks_alone_are_no_sentence_of_their_own():
    assert split("He left. ... She stayed.")[0].startswith("He left.")
    assert all(any(c.isalpha() for c in s) for s in split("He left. ... She stayed. *** !"))


@pytest.mark.parametrize("unit", ["a", "a.", "A. ", "“", "”", '"', "?! ", "a b ", "…", "A.B.", "\u00a0", "中。"])
def test_long_texts_of_any_kind_take_little_time(unit):
    text = unit * (60_000 // len(unit))
    began = time.perf_counter()
    found = sentences(text, paragraphs(text), ENGLISH)
    assert all(text[s.start : s.end] == s.text for s in found)
    assert time.perf_counter() - began < 5


def test_a_paragraph_longer_than_any_prose_is_split_all_the_same():
    text = "The ferry left at noon. " * 5_000
    found = split(text)
    assert set(found) == {"The ferry left at noon."}
    assert len(found) == 5_000
