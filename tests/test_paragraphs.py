"""Where paragraphs begin and end: blank lines, line breaks, and lines typed at a fixed width."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.text import paragraphs


def split(text):
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n\r\n", " \t \n \u00a0 \n"])
def test_nothing_holds_no_paragraph(text):
    assert paragraphs(text) == []


def test_offsets_leave_outer_white_space_out():
    assert paragraphs("  One.  \n\n\tTwo. \n") == [(2, 6), (11, 15)]


@pytest.mark.parametrize("break_", ["\n\n", "\r\n\r\n", "\r\r", "\n \n", "\n\t\n\n", "\n", "\r\n", "\r"])
def test_every_kind_of_line_break_ends_a_paragraph(break_):
    assert split(f"The port closed.{break_}Ships wait.") == ["The port closed.", "Ships wait."]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_the_line_breaks_of_unicode_end_a_paragraph(separator):
    assert split(f"The port closed.{separator}Ships wait.") == ["The port closed.", "Ships wait."]


WRAPPED = """\
The harbour of Melby was closed on Friday after a crane fell into the
water, and nobody was hurt, the port said in a statement. Work will begin
again on Monday, said Ann Lund, who runs the port and its ferries.

Ships wait outside the bay until then, and some of them have turned to the
quay of Norby, which is free."""


def test_lines_typed_at_a_fixed_width_are_one_paragraph():
    first, second = split(WRAPPED)
    assert first.startswith("The harbour")
    assert first.endswith("its ferries.")
    assert second.startswith("Ships wait")
    assert second.endswith("is free.")


def test_lines_typed_at_a_fixed_width_with_windows_line_ends_are_one_paragraph():
    assert len(split(WRAPPED.replace("\n", "\r\n"))) == 2


def test_a_name_at_the_start_of_a_wrapped_line_does_not_break_the_paragraph():
    name_first = (
        "Ships wait outside the bay until then, and some of them have turned to\nNorby, where the quay is free."
    )
    assert split(f"{WRAPPED}\n\n{name_first}")[-1] == name_first


def test_narrow_columns_are_wrapped_too():
    narrow = "The harbour of Melby was closed on\nFriday after a crane fell into it,\nand nobody was hurt, the port has\nsaid."
    assert split(narrow) == [narrow]


def test_long_lines_are_a_paragraph_each():
    line = "The harbour of Melby was closed on Friday after a crane fell into the water, and nobody was hurt, it said"
    assert len(line) > 100
    assert split(f"{line}\nand {line}\nand {line}") == [line, f"and {line}", f"and {line}"]


def test_short_lines_are_a_paragraph_each():
    assert split("Crane falls\nby Ann Lund\nMelby") == ["Crane falls", "by Ann Lund", "Melby"]


def test_lines_that_all_end_a_sentence_are_a_paragraph_each():
    lines = [
        "The harbour of Melby was closed on Friday morning.",
        "A crane fell into the water at the northern quay.",
        "Nobody was hurt, the port said in a short statement.",
    ]
    assert split("\n".join(lines)) == lines


def test_a_headline_above_a_wrapped_paragraph_stays_apart():
    assert split(f"Crane falls in Melby\n\n{WRAPPED}")[0] == "Crane falls in Melby"


@given(st.text(alphabet="ab. \t\n\r\u2028\u00a0A", max_size=80))
def test_paragraphs_are_in_order_apart_trimmed_and_hold_every_letter(text):
    found = paragraphs(text)
    assert all(start < end for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert all(part == part.strip(" \t\n\r\u2028\u00a0") for part in split(text))
    assert "".join("".join(part.split()) for part in split(text)) == "".join(text.split())
