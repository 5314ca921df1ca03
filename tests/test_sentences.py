"""Sentences of news prose, with their offsets: abbreviations, initials, quotations, torn spacing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

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

MORE_ABBREVIATIONS = [
    "They met in Washington, D.C.| No deal was reached.",
    "The firm sank four percent in Sept.| Profits fell.",
    "It rained from Sept. 3 to Oct. 4.| Then it froze.",
    "They left on Fri. Sept. 4 at noon.| It rained.",
    "They sat.| Police came.",
    "She fell ill.| Doctors came.",
    "He moved to Peoria, Ill.| He likes it.",
    "He moved to Peoria, Ill. Governor Lund did too.| It rained.",
    "He works for Melby Inc.| The firm is small.",
    "Melby Inc. Chairman Al Moss left.| She stayed.",
    "He said it of Melby Bros.| “It is a good firm, and old.”",
    "He knew Lund Jr. “Bo” Moss.| She did not.",
    "It opens at 5 p.m. (noon in Rome).| All may come.",
    "It opens at 5 p.m. Monday.| Rain fell.",
    "He said no.| Neither man left.",
    "He said: “No.”| Melby agreed.",
    "See Vol. 3 and p. 7.| It is long.",
    "She ran 5 hrs.| Lund ran two.",
    "It was Melby vs. “The Rest of Us All.”| It rained.",
    "He met Gov. You and Dr. No.| They ate.",
    "Brig. Gen. Al Moss and former Gens. Bo Lund and Ed Fay left.| They ate.",
    "She sang on the “Mrs. Moss” tour.| It sold well.",
    "Her friend (a.k.a. Bo) left.| She stayed.",
    "(CNN)Sen. Al Moss left.| She stayed.",
    "Shares of AT&T.| Norby fell too.",
    "It was made with Jay-Z.| Norby sang too.",
    "WASHINGTON, D.C. (AP) — The vote was 5-4.| It rained.",
    "COLUMBIA, S.C. - The sheriff left.| It rained.",
    "The F.B.I. Director came.| The N.S.A. chief did not.",
]

NUMBERS = [
    "1. Buy milk.| 2. Buy bread.| 10. Go home.",
    "A. The first way is long.| B. The other is short.",
    "He came in 1990.| In 1991 he left.",
    "It costs $12.4.| Prices rose 3.5 percent to £2.1 million.",
    "It is No. 10 on the list.| They were Nos. 3 and 4.",
    "It is at https://melby.example/a.b?c=1. Then it moved to www.melby.example.| Norby has none.".replace(
        "1. Then", "1.| Then"
    ),
]

INITIALS = [
    "Justice Ruth B. Ginsburg and J. R. R. Tolkien dissented.| They ate.",
    "It is by Samuel L. “Sam” Moss.| It sold well.",
    "Bo Lund, M.D., M.B. A., left.| She stayed.",
    "He took the name of Malcolm X.| He was young.",
    "It plays in Serie A.| “Look at the team that we had,” he said.",
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

MORE_QUOTATIONS = [
    "“Why now?” Deputy Public Defender Mary Kay Ash asked.| Nobody knew.",
    '"Why now?" Norby thought it odd.'.replace('" N', '"| N'),
    'She said: "I won. "| The crowd left.',
    "She said: “He asked, ‘Who is rich?’ ”| The crowd left.",
    "She said: 'He is here. ' \"| The crowd left.",
    'He left.|"It is good," she said.',
    "He left.|“It is good,” she said.",
    "(How long is it?)|They did not know.",
    "It is (that dress!); and it sold.| She stayed.",
    "“Oh, what a day! The Musical!” — a play — closed.| She stayed.".replace("day! The", "day!| The"),
    "They won -- boom! -- and left.| She stayed.",
    "“We came.| We saw.| We left.”| She stayed.",
    "He left. — she stayed.",
    "He left.| — The others stayed.",
    "Follow us.| @melby has more.| #melby too.",
]

ELLIPSES = [
    "“It was wrong.| ... We did not know,” she said.",
    "“It was wrong.”| “... We did not know.”",
    "He won an “award ...”| Norby lost.",
    "The harbor after the storm... (Melby Press).",
    "The film is called Look... Get Me Out.| It rained.",
    "They waited...| But nobody came.",
    "It was no fault of theirs. . . .| Norby knew.",
    "Lund dining at the Raven …| Moss at the Swan …| Fay at home.",
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


@pytest.mark.parametrize(
    "marked",
    ABBREVIATIONS + MORE_ABBREVIATIONS + NUMBERS + INITIALS + QUOTATIONS + MORE_QUOTATIONS + ELLIPSES + NAMES,
)
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


HOSTILE = [
    "a", "a.", "A. ", "“", "”", '"', "'", "?! ", "a b ", "…", "A.B.", "\u00a0", "中。", ".", "!", ". ", "... ", "One. ", "No. ",
    '"Why?" Al B. ', '. "', ". ' ", "J.R. ", "U.S. “", "… x", "- ", ") ", "(", "[.] ", ".\u00a0A",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.processor_seconds(3)
def test_long_texts_of_any_kind_take_little_time(unit):
    text = unit * (400_000 // len(unit))
    found = sentences(text, [(0, len(text))], ENGLISH)
    assert all(text[s.start : s.end] == s.text for s in found)


@pytest.mark.parametrize("unit", ["a", "a.", "A. ", "“", '"', "?! ", "a b ", "…", "A.B.", "中。"])
@pytest.mark.processor_seconds(5)
def test_long_texts_of_a_language_without_word_lists_take_little_time(unit):
    text = unit * (60_000 // len(unit))
    found = sentences(text, [(0, len(text))], language("xx"))
    assert all(text[s.start : s.end] == s.text for s in found)


@given(st.text(alphabet="aAb .!?…\"“”'’()-0。\n\u00a0", max_size=60), st.sampled_from(["en", "fr"]))
def test_sentences_are_verbatim_in_order_and_hold_every_letter(text, code):
    found = sentences(text, [(0, len(text))], language(code))
    assert all(text[s.start : s.end] == s.text for s in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert "".join("".join(s.text.split()) for s in found) == "".join(text.split())


@given(st.text(alphabet="aAb .!?…\"“”'’()-0。\n\u00a0", max_size=60))
def test_english_sentences_have_no_outer_white_space(text):
    assert all(s.text and s.text == s.text.strip() for s in sentences(text, [(0, len(text))], ENGLISH))


def test_white_space_around_a_paragraph_belongs_to_no_sentence():
    text = " \t The ferry left.  It was noon. \n"
    assert [s.text for s in sentences(text, [(0, len(text))], ENGLISH)] == ["The ferry left.", "It was noon."]


@pytest.mark.parametrize("code", ["ja", "en"])
def test_a_full_stop_of_chinese_and_japanese_needs_no_space(code):
    assert split("今日は雨。明日は晴れ！「はい。」と言った。", code)[:2] == ["今日は雨。", "明日は晴れ！"]


def test_a_paragraph_longer_than_any_prose_is_split_all_the_same():
    text = "The ferry left at noon. " * 5_000
    for code in ("en", "xx"):
        found = split(text, code)
        assert set(found) == {"The ferry left at noon."}
        assert len(found) == 5_000


def test_an_empty_text_has_no_sentence():
    assert sentences(" \n ", [(0, 3)], ENGLISH) == ()


@pytest.mark.parametrize(
    ("code", "first", "second"),
    [
        ("de", "Sie kostet 40 Mio. Euro und soll am 3. November fertig sein.", "Max Weber wartet."),
        ("de", "Dr. Max Weber fährt Lkw bzw. Busse.", "Am 1. Mai wird gefeiert."),
        ("de", "Das war 2019.", "Danach kam der Winter."),
        ("fr", "M. Dupont a vu Mme. Durand au quai.", "Le port est fermé."),
        ("es", "El Sr. García llegó a Melby.", "El puerto está cerrado."),
        ("it", "Il prof. Rossi parla del porto.", "Il porto è chiuso."),
        ("nl", "De heer dr. Jansen woont in Melby.", "De haven is dicht."),
    ],
)
def test_abbreviations_of_other_languages_do_not_end_a_sentence(code, first, second):
    text = f"{first} {second}"
    assert [s.text for s in sentences(text, paragraphs(text), language(code))] == [first, second]


@pytest.mark.processor_seconds(5)
def test_a_long_run_of_marks_before_many_ellipses_takes_little_time():
    text = "-" * 100_000 + " " + "B ... " * 16_000
    assert sentences(text, [(0, len(text))], language("en"))
