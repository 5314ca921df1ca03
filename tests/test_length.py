"""How much is wanted: sentences, words, a share of the article, each method alike; no sentence is ever cut."""

import json

import pytest

from brief.errors import UsageError
from brief.model import Article, Source
from brief.summarize import Length, summarize
from brief.summarize.selection import size
from brief.text import language, paragraphs, sentences

METHODS = ["brief", "lead", "lex-rank"]
# 9, 11, 10, 9, 11, 12, 10 and 8 words, each of which can be read alone.
TEXT = (
    "The harbor of Melby reopened on Monday after repairs. "
    "A crane had fallen into the water during the October storm. "
    "Divers from Norby lifted the steel arm within nine days. "
    "The port of Melby lost some four million crowns. "
    "Ida Berg, the harbor master, thanked the divers at a dinner. "
    "Twelve ships that had waited in the bay left before noon yesterday. "
    "Grain prices at the Oxmoor exchange fell by two percent. "
    "Insurers in Tollen will pay for the crane."
)
SIZES = [9, 11, 10, 9, 11, 12, 10, 8]


def article(text=TEXT):
    return Article(
        "a", Source("files", "a"), "a", None, "Harbor reopens", text, sentences(text, paragraphs(text), language("en"))
    )


def told(method, length, text=TEXT):
    return [pick.sentence for pick in summarize(article(text), method, length).picks]


def words_of(picked):
    return sum(size(sentence) for sentence in picked)


def test_the_text_is_as_this_page_says():
    assert [size(sentence) for sentence in article().sentences] == SIZES


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("number", [1, 2, 3, 5, 8, 50])
def test_so_many_sentences(method, number):
    picked = told(method, Length(number))
    assert len(picked) <= number
    if method != "brief" or number not in (2, 3):  # of which it may find two to tell more than three
        assert len(picked) == min(number, len(SIZES))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("words", [*range(8, 90, 7), 1000])
def test_so_many_words_and_no_sentence_that_would_have_fitted(method, words):
    picked = told(method, Length(None, words))
    assert picked
    assert words_of(picked) <= words
    left = [sentence for sentence in article().sentences if sentence not in picked]
    assert all(words_of(picked) + size(sentence) > words for sentence in left)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("ratio", [0.12, 0.25, 0.3, 0.5, 0.75, 1])
def test_such_a_share_of_the_words(method, ratio):
    picked = told(method, Length(None, None, ratio))
    assert 0 < words_of(picked) <= ratio * sum(SIZES)
    assert picked == told(method, Length(None, int(ratio * sum(SIZES))))
    assert ratio < 1 or words_of(picked) == sum(SIZES)


@pytest.mark.parametrize("method", METHODS)
def test_of_several_limits_the_smallest_holds(method):
    assert told(method, Length(2, 1000, 1.0)) == told(method, Length(2))
    assert told(method, Length(50, 30, 1.0)) == told(method, Length(None, 30))
    assert told(method, Length(50, 1000, 0.25)) == told(method, Length(None, None, 0.25))
    for limits in ((2, 30, 0.5), (1, 40, 0.3), (4, 25, 0.9), (3, 60, 0.2)):
        number, words, ratio = limits
        picked = told(method, Length(*limits))
        assert picked
        assert len(picked) <= number
        assert words_of(picked) <= min(words, ratio * sum(SIZES))


@pytest.mark.parametrize("method", METHODS)
def test_words_for_no_sentence_give_none_and_a_share_gives_one(method):
    assert told(method, Length(None, 7)) == []
    assert told(method, Length(3, 1)) == []
    assert len(told(method, Length(None, None, 0.01))) == 1
    assert told(method, Length(None, None, 0.01)) == told(method, Length(1))
    assert len(told(method, Length(3, 40, 0.01))) == 1
    assert told(method, Length(None, 7, 0.01)) == []  # the words were said in so many words


@pytest.mark.parametrize("method", METHODS)
def test_where_more_is_wanted_than_can_be_read_all_that_can_be_read_is_given(method):
    text = f"{TEXT} “It is old,” he said. Crane lifted by divers (pictured)"
    picked = told(method, Length(50), text)
    assert [sentence.index for sentence in picked] == list(range(len(SIZES)))


@pytest.mark.parametrize("ratio", [0, -0.5, 1.01, float("nan"), float("inf")])
def test_a_share_is_above_0_and_at_most_1(ratio):
    with pytest.raises(UsageError, match="--ratio must be above 0 and at most 1, not "):
        Length(None, None, ratio)


# ---------------------------------------------------------------------------------------------- the command line


@pytest.fixture
def picked(command_line, inside):
    """The sentences that `brief summarize` picks from an article."""
    (inside / "a.jsonl").write_text(json.dumps({"title": "Harbor reopens", "text": TEXT}), encoding="utf-8")

    def call(*words):
        code, out, err = command_line("summarize", "a.jsonl", "--format", "jsonl", *words)
        assert (code, err) == (0, "")
        return [sentence["text"] for sentence in json.loads(out)["sentences"]]

    return call


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("words", "length"),
    [
        ((), Length(3)),
        (("--ratio", "0.5"), Length(None, None, 0.5)),
        (("--ratio", "1"), Length(None, None, 1)),
        (("--ratio", "0.001"), Length(1)),
        (("--words", 60), Length(None, 60)),
        (("--words", 3), Length(None, 3)),
        (("--ratio", "0.5", "-n", 2), Length(2, None, 0.5)),
        (("--ratio", "0.5", "--words", 20), Length(None, 20)),
        (("--ratio", "0.25", "--words", 70, "-n", 5), Length(5, 20)),
    ],
    ids=str,
)
def test_the_options_mean_what_the_program_means(picked, method, words, length):
    assert picked("--method", method, *words) == [sentence.text for sentence in told(method, length)]


@pytest.mark.parametrize("command", [("summarize",), ("explain", "article"), ("evaluate",)], ids=" ".join)
@pytest.mark.parametrize("ratio", ["0", "-1", "1.5", "nan", "half"])
def test_a_share_that_is_none_is_said_in_one_line_before_any_work(command_line, command, ratio):
    code, out, err = command_line(*command, "missing.jsonl", f"--ratio={ratio}")
    assert (code, out) == (2, b"")
    assert len(err.splitlines()) == 1
    assert "--ratio" in err
