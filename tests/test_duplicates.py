"""Near-duplicates: complete, cut and edited copies are found, other texts on the same event are not."""

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date, time, timedelta, timezone

import numpy as np
import pytest

from brief.group.duplicates import FEWEST, copies, is_copy, overlap, shingles
from brief.model import Article, Published, Source
from brief.text import language, paragraphs, sentences

WIRE = (
    "The harbour of Melby was closed on Friday after a crane fell into the water. Nobody was hurt, the port said in a "
    "statement. Work will begin again on Monday, said Ann Lund, who runs the port. Ships wait outside the bay until then, "
    "and some have turned to Norby. The crane was built in 1962 and was to be replaced next year. Divers will look at the "
    "wreck before it is lifted by a ship from Tollen. The port of Melby handles a third of the trade of Norland. "
    "Last year 4,000 ships came to its quays, most of them with steel and wheat."
)
OTHER = (
    "Melby counts its losses after the fall of a crane on Friday. Traders put them at 3 million a day. Ann Lund, who has "
    "run the port since May, told the council that a new crane would come next week. The council had put off its purchase "
    "twice. Ferries to Norby leave from the beach for now."
)
SENTENCES = [s.text for s in sentences(WIRE, paragraphs(WIRE), language("en"))]


def article(name, text, day=None, title=""):
    return Article(
        name,
        Source("files", name),
        name,
        None,
        title,
        text,
        sentences(text, paragraphs(text), language("en")),
        published=Published(day) if day else None,
    )


def groups(*texts):
    return copies([article(f"a{n}", text) for n, text in enumerate(texts)])


def test_nothing_and_one():
    assert copies([]) == []
    assert groups(WIRE) == [[0]]


def test_a_complete_copy():
    assert groups(WIRE, WIRE) == [[0, 1]]


@pytest.mark.parametrize("kept", range(2, 8))
def test_a_copy_that_is_cut_off(kept):
    assert groups(WIRE, " ".join(SENTENCES[:kept])) == [[0, 1]]


@pytest.mark.parametrize("dropped", range(8))
def test_a_copy_without_one_sentence(dropped):
    assert groups(WIRE, " ".join(s for n, s in enumerate(SENTENCES) if n != dropped)) == [[0, 1]]


EDITS = [
    ("Friday", "Saturday"),
    ("said Ann Lund, who runs the port", "the harbour master said"),
    ("4,000", "4000"),
    ("Melby", "MELBY"),
    (". ", ".\n\n"),
    ("Nobody was hurt", "No one was hurt"),
]


@pytest.mark.parametrize(("old", "new"), EDITS)
def test_a_lightly_edited_copy(old, new):
    edited = WIRE.replace(old, new)
    assert edited != WIRE
    assert groups(WIRE, edited) == [[0, 1]]


def test_an_edited_copy_in_another_order_with_a_new_opening():
    assert groups(WIRE, "A crane fell in Melby. " + " ".join(SENTENCES[3:] + SENTENCES[:3]))[0] in ([0, 1], [1, 0])


def test_another_text_on_the_same_event_is_no_copy():
    assert groups(WIRE, OTHER) == [[0], [1]]


def test_texts_that_share_one_quotation_are_no_copies():
    quotation = "“We will mend it as soon as we can,” said Ann Lund."
    assert groups(f"{quotation} {OTHER}", f"{quotation} {WIRE}") == [[0], [1]]


def test_random_texts_are_no_copies():
    dice = random.Random(1)
    stock = "harbour crane bridge river market council school strike train budget storm harvest".split()
    texts = [" ".join(dice.choices(stock, k=10)).capitalize() + "." for _ in range(60)]
    texts = [" ".join(texts[n : n + 4]) for n in range(0, 60, 4)]
    assert groups(*texts) == [[n] for n in range(15)]


def test_texts_of_a_few_words_are_never_copies():
    short = "A crane fell into the harbour of Melby."  # eight words, six shingles
    assert len(numbered(article("a", short))) < FEWEST
    assert groups(short, short) == [[0], [1]]


def test_copies_of_one_original_are_one_group_though_they_share_nothing():
    half = len(SENTENCES) // 2
    assert groups(" ".join(SENTENCES[:half]), OTHER, " ".join(SENTENCES[half:]), WIRE) == [[3, 0, 2], [1]]


def test_the_partition_does_not_depend_on_the_order():
    texts = {"wire": WIRE, "cut": " ".join(SENTENCES[:3]), "other": OTHER, "again": WIRE}
    expected = {frozenset({"wire", "cut", "again"}), frozenset({"other"})}
    for seed in range(6):
        names = random.Random(seed).sample(sorted(texts), 4)
        found = copies([article(name, texts[name]) for name in names])
        assert {frozenset(names[i] for i in group) for group in found} == expected
        assert next(names[group[0]] for group in found if len(group) == 3) == "again"


def first(*articles):
    (group,) = copies(articles)
    return articles[group[0]].id


def test_the_fullest_is_the_original():
    assert first(article("a", " ".join(SENTENCES[:4]), date(2017, 8, 18)), article("b", WIRE, date(2017, 8, 19))) == "b"


def test_among_texts_as_full_the_earliest_is_the_original():
    assert first(article("a", WIRE, date(2017, 8, 20)), article("b", WIRE, date(2017, 8, 19))) == "b"
    almost = " ".join(SENTENCES[1:]) + " Melby is a town of ten thousand."
    assert first(article("a", WIRE, date(2017, 8, 20)), article("b", almost, date(2017, 8, 19))) == "b"


def test_an_undated_copy_is_not_the_original():
    assert first(article("a", WIRE), article("b", WIRE, date(2017, 8, 19))) == "b"


def test_among_texts_alike_in_all_the_id_decides():
    assert first(article("b", WIRE), article("a", WIRE)) == "a"


def test_a_moment_counts_in_its_zone_and_not_by_its_digits():
    def at(name, hour, offset):
        moment = Published(date(2017, 8, 19), time(hour, tzinfo=timezone(timedelta(hours=offset))))
        return replace(article(name, WIRE), published=moment)

    later, earlier = at("later", 9, -7), at("earlier", 12, 2)  # 16:00 and 10:00 in UTC
    assert first(later, earlier) == "earlier"


def numbered(*articles, left_out=()):
    """The shingles of articles, words numbered together; of one article, its own."""
    numbers = defaultdict()
    numbers.default_factory = numbers.__len__
    found = [shingles(one, numbers, left_out) for one in articles]
    return found if len(found) > 1 else found[0]


def test_shingles_are_runs_of_three_words_in_lower_case():
    assert len(numbered(article("a", "The crane fell. It sank."))) == 3
    one, other = numbered(article("a", "The crane fell. It sank."), article("b", "the CRANE fell? It did."))
    assert overlap(one, other) == (2, 3)
    assert len(numbered(article("a", "Crane fell."))) == 0


def test_a_sentence_that_does_not_count_makes_no_shingle():
    assert len(numbered(article("a", "The crane fell. It sank."), left_out={0})) == 0


def runs(*numbers):
    return np.array(sorted(numbers), dtype=np.int64)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (range(8), range(4, 100), True),  # 4 of 8
        (range(8), range(5, 100), False),  # 3 of 8
        (range(7), range(100), False),  # too few to tell
        (range(0), range(100), False),
        (range(20), range(10, 30), True),
    ],
)
def test_half_of_the_smaller_set_decides(one, other, expected):
    assert is_copy(*overlap(runs(*one), runs(*other))) is expected
    assert is_copy(*overlap(runs(*other), runs(*one))) is expected


@pytest.mark.processor_seconds(5)
def test_three_hundred_copies_take_little_time():
    many = [article(f"{n:03}", WIRE) for n in range(300)]
    assert len(copies(many)) == 1


def test_a_later_take_of_the_same_outlet_takes_the_place_of_an_earlier_one_that_is_as_full():
    """The corrected text is printed, whoever else has the wrong one."""
    corrected = WIRE.replace("4,000 ships", "4,500 ships")
    wrong = replace(article("a", WIRE, date(2026, 11, 19)), site="Wire")
    right = replace(article("b", corrected, date(2026, 11, 20)), site="Wire")
    elsewhere = replace(article("c", WIRE, date(2026, 11, 20)), site="Echo")
    assert copies([wrong, right, elsewhere])[0][0] == 1
    # Another outlet's later copy does not.
    assert copies([wrong, elsewhere])[0][0] == 0


def test_a_later_and_longer_take_is_the_original():
    longer = WIRE + " " + OTHER
    found = copies([article("a", WIRE, date(2026, 11, 19)), article("b", longer, date(2026, 11, 20))])
    assert [group[0] for group in found] == [1]
