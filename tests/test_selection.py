"""From scores to a summary: how much, nothing twice, nothing half, in reading order."""

import pytest

from brief.errors import UsageError
from brief.model import Article, Sentence, Source
from brief.summarize.selection import Length, repeats, scaled, select
from brief.text import language, paragraphs, sentences

LINES = [
    "A crane fell into the harbour of Melby.",
    "The bakery on the square sold bread.",
    "Trains to Norby run again.",
    "Ida Berg won the race in the snow.",
    "Wheat prices rose by four percent.",
]


def article(lines=LINES):
    text = "\n\n".join(lines)
    return Article("a", Source("files", "a"), "a", None, "", text, sentences(text, paragraphs(text), language("en")))


def picked(scores, lines=LINES, **length):
    told = article(lines)
    assert len(told.sentences) == len(scores)
    return [pick.sentence.index for pick in select(told, scores, Length(**length))]


def test_the_best_in_reading_order():
    assert picked([0.1, 0.9, 0.2, 0.8, 0.7]) == [1, 3, 4]


def test_among_equals_the_first():
    assert picked([1, 1, 1, 1, 1], sentences=2) == [0, 1]


def test_at_most_so_many():
    assert picked([5, 4, 3, 2, 1], sentences=1) == [0]
    assert picked([5, 4, 3, 2, 1], sentences=9) == [0, 1, 2, 3, 4]


def test_at_most_so_many_words():
    # 8, 7, 5, 8 and 6 words: the best three that fit are 8 + 7, and then 5.
    assert picked([5, 4, 3, 2, 1], sentences=None, words=20) == [0, 1, 2]
    assert picked([5, 4, 3, 2, 1], sentences=None, words=19) == [0, 1]


def test_what_does_not_fit_makes_room_for_what_does():
    assert picked([5, 1, 3, 4, 2], sentences=None, words=13) == [0, 2]


def test_words_and_sentences_both_hold():
    assert picked([5, 4, 3, 2, 1], sentences=2, words=100) == [0, 1]
    assert picked([5, 4, 3, 2, 1], sentences=2, words=13) == [0, 2]


def test_nothing_fits_nothing_is_picked():
    assert picked([5, 4, 3, 2, 1], sentences=None, words=4) == []


def test_nothing_is_told_twice():
    lines = ["A crane fell into the harbour of Melby.", "Crane fell into harbour.", *LINES[1:3]]
    assert picked([4, 3, 2, 1], lines, sentences=3) == [0, 2, 3]


def test_a_sentence_that_leans_comes_only_beside_the_one_before():
    lines = ["Ann Lund runs the port.", "She has done so since May.", *LINES[1:3]]
    assert picked([1, 4, 3, 2], lines, sentences=2) == [2, 3]
    assert picked([3, 4, 2, 1], lines, sentences=2) == [0, 1]


def test_one_that_leans_on_one_that_leans():
    lines = [
        "Ann Lund runs the port.",
        "She has done so since May.",
        "She came from Norby.",
        "Trains to Norby run again.",
    ]
    assert picked([1, 2, 4, 3], lines, sentences=3) == [0, 1, 3]
    assert picked([4, 3, 2, 1], lines, sentences=3) == [0, 1, 2]


def test_fragments_are_left_out():
    assert picked([4, 3, 2, 1], ["Crane falls", "“It is old,” he said.", *LINES[1:3]], sentences=2) == [2, 3]


def test_where_nothing_stands_alone_the_best_is_better_than_none():
    assert picked([1, 3, 2], ["Crane falls", "Port shut", "Ships wait"]) == [1]
    assert picked([1, 3], ["Crane falls", "Port shut for the day"], sentences=None, words=2) == [0]


def test_a_pick_says_whose_it_is_and_why():
    told = article()
    pick = select(told, [0.1, 0.2, 1.0, 0.4, 0.5], Length(1))[0]
    assert (pick.article, pick.sentence, pick.score) == ("a", told.sentences[2], 1.0)
    assert pick.why == "stands alone; 1. of 5 by score"


@pytest.mark.parametrize(
    ("scores", "expected"),
    [([2.0, 4.0, 3.0], [0.0, 1.0, 0.5]), ([5.0], [1.0]), ([0.0, 0.0], [1.0, 1.0]), ([-1.0, -3.0], [1.0, 0.0])],
)
def test_scores_are_stretched_to_one(scores, expected):
    assert scaled(scores) == expected


@pytest.mark.parametrize(("name", "value"), [("sentences", 0), ("sentences", -1), ("words", 0), ("words", -5)])
def test_less_than_one_is_a_fault_of_usage(name, value):
    with pytest.raises(UsageError, match=f"--{name} must be at least 1, not {value}"):
        Length(**{name: value})


def test_three_sentences_are_usual():
    assert (Length().sentences, Length().words) == (3, None)


def test_what_still_fits():
    more = Sentence(1, 0, "Three more words", 10, 26)
    assert Length(2).takes(1, 2, more)
    assert not Length(1).takes(1, 2, more)
    assert Length(None, 5).takes(1, 2, more)
    assert not Length(None, 4).takes(1, 2, more)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("abcdefghij", "abcdefgxyz", True),  # 7 of 10
        ("abcdefghij", "abcdefwxyz", False),  # 6 of 10
        ("ab", "abcdefghij", True),  # all of the shorter
        ("", "abc", False),
        ("", "", False),
    ],
)
def test_two_sentences_say_the_same_from_seven_tenths_on(one, other, same):
    assert repeats(frozenset(one), frozenset(other)) is same
    assert repeats(frozenset(other), frozenset(one)) is same
