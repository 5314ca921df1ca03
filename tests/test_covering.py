"""The set of passages that tells most within a length, and repeats least."""

import numpy as np
import pytest

from brief.summarize import Length
from brief.summarize.covering import LONG, Pool, best_set


def pool(density, sizes, passages=None, similar=(), alike=()):
    count = len(density)
    passages = passages or [[n] for n in range(count)]
    member, similarity, same = (
        np.zeros((len(passages), count), bool),
        np.zeros((count, count)),
        np.zeros((count, count), bool),
    )
    for number, passage in enumerate(passages):
        member[number, passage] = True
    for one, other, value in similar:
        similarity[one, other] = similarity[other, one] = value
    for one, other in alike:
        same[one, other] = same[other, one] = True
    return Pool(member, np.array(density), np.array(sizes), similarity, same)


def test_the_budget_is_filled_with_what_tells_most():
    assert best_set(pool([0.3, 0.2, 0.2], [60, 50, 50]), Length(None, 100)) == (1, 2)
    assert best_set(pool([0.4, 0.2, 0.2], [60, 50, 50]), Length(None, 100)) == (0,)


def test_where_sentences_are_counted_the_densest_are_taken():
    assert best_set(pool([0.3, 0.1, 0.2], [5, 90, 10]), Length(2)) == (0, 2)


def test_nothing_fits():
    assert best_set(pool([0.3], [60]), Length(None, 50)) == ()


def test_both_limits_hold():
    given = pool([0.1] * 10, [20] * 10)
    assert len(best_set(given, Length(3, 1000))) == 3
    assert len(best_set(given, Length(9, 90))) == 4


def test_what_is_alike_is_never_taken_together():
    assert best_set(pool([0.3, 0.29, 0.1], [10, 10, 10], alike=[(0, 1)]), Length(2)) == (0, 2)


def test_what_is_similar_counts_less():
    given = [0.3, 0.2, 0.15], [10, 10, 10]
    assert best_set(pool(*given), Length(2)) == (0, 1)
    assert best_set(pool(*given, similar=[(0, 1, 0.9)]), Length(2)) == (0, 2)


def test_a_passage_is_taken_whole_and_its_sentences_once():
    given = pool([0.1, 0.3, 0.05], [10, 10, 10], passages=[[0], [0, 1], [2]])
    assert best_set(given, Length(2)) == (0, 1)
    assert best_set(given, Length(1)) == (0,)


def test_what_was_taken_already_stays_and_counts():
    given = pool([0.05, 0.3, 0.2], [40, 60, 50])
    assert best_set(given, Length(None, 100), [0]) == (0, 1)
    assert best_set(given, Length(None, 90), [0]) == (0, 2)
    assert best_set(given, Length(None, 40), [0]) == (0,)


@pytest.mark.parametrize("count", [3, LONG + 5])
def test_a_large_pool_is_searched_too(count):
    found = best_set(pool([0.1 + n / 1000 for n in range(count)], [10] * count), Length(2))
    assert found == (count - 2, count - 1)
