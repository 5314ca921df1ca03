"""Average linkage component by component: the partition of plain average linkage, and the threshold of a day."""

import math

import numpy as np
import pytest
from scipy import sparse
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from brief.group import linkage as ours
from brief.group import neighbors
from brief.group.linkage import TOPIC, clusters, threshold
from brief.group.vectors import similarities, terms, vectors
from brief.model import Article, Source
from brief.text import language, paragraphs, sentences


def rows(*lines):
    """Unit rows of a sparse matrix."""
    matrix = sparse.csr_matrix(np.array(lines, dtype=float))
    return sparse.diags(1 / np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1))).ravel()).dot(matrix).tocsr()


def drawn(count, terms_, seed):
    """Unit rows with a few positive terms each, as of short articles of several events."""
    dice = np.random.default_rng(seed)
    events = dice.random((max(count // 5, 1), terms_)) * (dice.random((max(count // 5, 1), terms_)) < 0.15)
    noise = dice.random((count, terms_)) * (dice.random((count, terms_)) < 0.08)
    matrix = events[dice.integers(len(events), size=count)] * dice.random((count, 1)) * 2 + noise
    matrix[:, 0] += 0.01  # no row is empty
    return rows(*matrix)


def partition(labels):
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels.tolist())}


def plain(matrix, cut):
    """Average linkage over all rows at once, as scipy does it."""
    if matrix.shape[0] == 1:
        return {frozenset({0})}
    distances = 1 - matrix.dot(matrix.T).toarray()
    np.fill_diagonal(distances, 0)
    tree = linkage(squareform(np.maximum(distances, 0), checks=False), "average")
    return partition(fcluster(tree, 1 - cut, "distance"))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("cut", [0.08, 0.2, 0.45])
def test_the_partition_of_plain_average_linkage(seed, cut):
    matrix = drawn(20 + 12 * seed, 120, seed)
    (labels,) = clusters(matrix, cut)
    assert partition(labels) == plain(matrix, cut)


def test_the_drawn_cases_are_neither_all_one_nor_all_apart():
    sizes = [len(plain(drawn(20 + 12 * seed, 120, seed), 0.2)) for seed in range(12)]
    assert all(1 < size < 20 + 12 * seed for seed, size in enumerate(sizes))


@pytest.mark.parametrize("block", [1, 3, 7])
def test_the_size_of_a_block_changes_nothing(monkeypatch, block):
    matrix = drawn(40, 120, 5)
    (expected,) = clusters(matrix, 0.2)
    monkeypatch.setattr(neighbors, "BLOCK", block)
    assert clusters(matrix, 0.2)[0].tolist() == expected.tolist()


def test_two_cuts_are_two_cuts_of_one_tree():
    matrix = drawn(60, 120, 9)
    fine, broad = clusters(matrix, 0.4, 0.1)
    assert partition(fine) == plain(matrix, 0.4)
    assert partition(broad) == plain(matrix, 0.1)
    assert all(any(small <= large for large in partition(broad)) for small in partition(fine))


def test_a_cluster_is_numbered_by_its_first_row():
    matrix = rows([1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 1], [0, 1, 0])
    assert clusters(matrix, 0.5)[0].tolist() == [0, 1, 0, 2, 1]


def test_average_and_not_nearest_decides():
    # cosines: a-b .8, b-c .6, a-c 0. After a and b are one, c has (.6 + 0) / 2 = .3 to them.
    matrix = rows([1, 0, 0], [0.8, 0.6, 0], [0, 1, 0])
    assert clusters(matrix, 0.31)[0].tolist() == [0, 0, 1]
    assert clusters(matrix, 0.29)[0].tolist() == [0, 0, 0]


def test_a_pair_exactly_at_the_cut_is_one():
    matrix = rows([1, 0], [0.6, 0.8])
    assert clusters(matrix, 0.6)[0].tolist() == [0, 0]
    assert clusters(matrix, 0.601)[0].tolist() == [0, 1]


def test_no_row_and_one_row():
    assert clusters(sparse.csr_matrix((0, 0)), 0.2, 0.1)[1].tolist() == []
    assert clusters(rows([1.0, 2.0]), 0.2)[0].tolist() == [0]


def test_rows_without_any_term_stay_apart():
    assert clusters(sparse.csr_matrix((3, 4)), 0.2)[0].tolist() == [0, 1, 2]


def test_equal_rows_are_one_cluster_at_the_highest_cut():
    assert clusters(rows(*[[1, 2, 3]] * 5), 1.0)[0].tolist() == [0] * 5


@pytest.mark.processor_seconds(5)
def test_many_small_events_take_little_time():
    matrix = sparse.kron(sparse.identity(1_500), np.ones((2, 1))).tocsr()
    (labels,) = clusters(matrix, 0.2)
    assert labels.max() == 1_499


# T(n) = .05 + .04 log10 n, at most .25


@pytest.mark.parametrize(
    ("count", "cosine"),
    [(0, 0.05), (1, 0.05), (10, 0.09), (100, 0.13), (1_000, 0.17), (100_000, 0.25), (1_000_000, 0.25)],
)
def test_the_threshold_grows_with_the_day(count, cosine):
    assert threshold(count) == pytest.approx(cosine, abs=1e-12)


def test_granularity_multiplies_the_threshold_and_never_passes_one():
    assert threshold(100, 0.5) == pytest.approx(0.065)
    assert threshold(100, 4) == pytest.approx(0.52)
    assert threshold(100_000, 4) == 1.0


def test_a_topic_is_broader_than_a_story():
    assert 0.5 <= TOPIC < 1


@pytest.mark.parametrize("seed", range(6))
def test_stages_give_what_one_look_gives(monkeypatch, seed):
    matrix = drawn(120, 120, seed)
    expected = [labels.tolist() for labels in clusters(matrix, 0.3, 0.12)]
    monkeypatch.setattr(ours, "LARGEST", 15)
    assert [labels.tolist() for labels in clusters(matrix, 0.3, 0.12)] == expected


def test_rare_terms_find_the_stories_that_all_pairs_find(monkeypatch):
    dice = np.random.default_rng(3)
    events = np.repeat(np.arange(60), 3)
    lines = np.zeros((180, 60 * 12 + 40))
    for row, event in enumerate(events):
        lines[row, event * 12 + dice.choice(12, 8, replace=False)] = 1.0
        lines[row, 60 * 12 + dice.choice(40, 6, replace=False)] = 0.4
    expected = partition(clusters(rows(*lines), 0.2)[0])
    monkeypatch.setattr(neighbors, "ALL_PAIRS", 0)
    assert partition(clusters(rows(*lines), 0.2)[0]) == expected
    assert len(expected) == 60


def test_days_apart_make_less_similar():
    matrix = rows([1, 0], [0.3, 0.954])
    assert clusters(matrix, 0.2, days=np.array([1.0, 1.0]))[0].tolist() == [0, 0]
    assert clusters(matrix, 0.2, days=np.array([1.0, 21.0]))[0].tolist() == [0, 1]
    assert clusters(matrix, 0.2, days=np.array([1.0, math.nan]))[0].tolist() == [0, 0]


# The vectors.


def article(name, text, title=""):
    return Article(
        name, Source("files", name), name, None, title, text, sentences(text, paragraphs(text), language("en"))
    )


def test_weights_worked_by_hand():
    # n = 2, and the background as 50 more; ferrol and quillon stand in none of its articles.
    matrix, names = vectors([article("a", "Ferrol ferrol quillon."), article("b", "Ferrol vessa.")])
    assert names == ["ferrol", "quillon", "vessa"]
    both, rare = math.log(53 / 3), math.log(53 / 2)
    first, second = np.array([(1 + math.log(2)) * both, rare, 0]), np.array([both, 0, rare])
    expected = [first / np.linalg.norm(first), second / np.linalg.norm(second)]
    assert matrix.toarray() == pytest.approx(np.array(expected))
    assert similarities(matrix)[0, 1] == pytest.approx(float(expected[0] @ expected[1]))


def test_the_title_counts_once_and_stop_words_not_at_all():
    assert terms(article("a", "The crane fell in May.", "A crane")) == ["crane", "crane", "fell"]


def test_only_the_first_300_words_count():
    assert terms(article("a", "crane " * 299 + "harbour steel.")) == ["crane"] * 299 + ["harbour"]


def test_an_article_of_stop_words_is_a_row_of_zeros():
    matrix, _ = vectors([article("a", "It is what it was."), article("b", "Crane.")])
    assert matrix.toarray()[0].tolist() == [0.0]
    assert vectors([article("a", "It is.")])[0].shape == (1, 0)


def test_rows_have_length_1():
    matrix, _ = vectors(
        [article("a", "Crane falls on steel ship."), article("b", "Ship sails."), article("c", "Bread.")]
    )
    assert np.linalg.norm(matrix.toarray(), axis=1) == pytest.approx(np.ones(3))
