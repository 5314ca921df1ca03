"""What of an article can be read by itself: sentences, whole quotations, and either with what it leans on."""

import pytest

from brief.model import Article, Source
from brief.summarize.passages import Passages
from brief.text import language, paragraphs, sentences

HOLM = "Ida Holm is the mayor of Melby and of its harbour."


def passages(*lines):
    text = "\n\n".join(lines)
    made = Article("a", Source("files", "a"), "a", None, "", text, sentences(text, paragraphs(text), language("en")))
    return Passages(made, 60)


def test_no_sentence_no_passage():
    assert passages("").runs == ()


def test_sentences_beyond_the_most_are_passed_over():
    text = f"{HOLM} {HOLM} {HOLM}"
    made = Article("a", Source("files", "a"), "a", None, "", text, sentences(text, paragraphs(text), language("en")))
    assert Passages(made, 2).runs == ((0,), (1,))


@pytest.mark.parametrize(("opening", "closing"), ['""', "“”"])
def test_the_sentences_of_a_quotation_are_one_passage(opening, closing):
    said = f"{opening}The crane is out of the water. The ships may come,{closing} she said."
    assert passages(f"{HOLM} {said} The ships came.").runs == ((0,), (1, 2), (3,))


def test_a_quotation_goes_on_over_paragraphs_that_open_it_anew():
    assert passages("“The crane is out of the water.", "“The ships may come,” Ida Holm said.").runs == ((0, 1),)
    assert passages("“The crane is out of the water.", "The ships came on Monday.").runs == ((0,), (1,))


def test_a_quotation_that_never_closes_is_no_passage():
    lines = ["“The crane is out of the water."] + [f"It took {n} days to lift it." for n in range(2, 9)]
    found = passages(" ".join(lines))
    assert found.runs == tuple((n,) for n in range(8))
    assert found.whole(0) == ()


def test_a_long_quotation_is_told_in_part_or_not_at_all():
    long = " ".join(["“The crane is out", *["of the water and"] * 20, "gone. So is the ship,” Ida Holm said."])
    assert passages(long).runs == ((0,), (1,))


def test_a_quotation_without_a_name_needs_the_sentence_before_it():
    found = passages(f"{HOLM} “The crane is out of the water,” she said.")
    assert found.whole(0) == (0,)
    assert found.whole(1) == (0, 1)


def test_nothing_stands_before_the_first_sentence():
    assert passages("“The crane is out of the water,” she said.").whole(0) == ()


def test_what_needs_too_many_sentences_is_not_read():
    found = passages(HOLM + " She said that the harbour was open." * 5)
    assert found.whole(3) == (0, 1, 2, 3)
    assert found.whole(4) == ()


@pytest.mark.parametrize("text", ["She left.", "Crane falls in Melby harbour near the town", "Ida Holm of Melby ran."])
def test_fragments_and_short_sentences_are_no_passages(text):
    assert passages(f"{HOLM} {text}").whole(len(passages(f"{HOLM} {text}").runs) - 1) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Divers look at the crane in Melby, Friday, May 2, 2014.",
        "The crane of Melby harbour is shown in this May 2, 2014 photo.",
        "Ida Holm of Melby is pictured with the owners of ships.",
        "View Images The crane of Melby harbour fell into the water.",
    ],
)
def test_captions_are_no_passages(text):
    assert passages(text).whole(0) == ()


def test_news_with_a_date_is_no_caption():
    assert passages("The crane of Melby harbour fell on Friday, May 2, and nobody saw it.").whole(0) == (0,)


@pytest.mark.parametrize(
    ("text", "share"),
    [("Ida Holm ran to the harbour.", 0.0), ("“Come here now,” said Holm.", 0.6), ("“Come here now.”", 1.0)],
)
def test_the_share_that_is_quoted(text, share):
    assert passages(text).quoted(0) == pytest.approx(share)
