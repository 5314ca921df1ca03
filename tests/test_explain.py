"""Why a summary is as it is: what is explained is what is told, and every reason holds."""

from pathlib import Path

import numpy as np
import pytest

from brief.model import Article, Source
from brief.pipeline import gather
from brief.summarize import Length, summarize
from brief.summarize.explain import BEST_SETS, FAMILIES, Explanation, Reason, Why, by_family, explain
from brief.summarize.selection import size
from brief.summarize.standing import Standing
from brief.summarize.trained import MOST_SENTENCES
from brief.summarize.trained.choice import POOL
from brief.summarize.trained.sets import SET_TRAITS
from brief.summarize.trained.traits import TRAITS
from brief.text import language, paragraphs, sentences

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
LENGTHS = [
    Length(),
    Length(1),
    Length(2),
    Length(6),
    Length(3, 50),
    Length(None, 60),
    Length(None, 4),
    Length(None, None, 0.2),
    Length(None, None, 0.001),
]
TAKEN = {Why.TOGETHER, Why.BEST, Why.RESORT}

HARBOR = [
    "The harbor of Melby reopened on Monday after nine days of repairs to its quay.",
    "A crane had fallen into the water during the storm that hit Melby in October.",
    "Divers from Norby lifted the steel arm of the crane out of the harbor on Saturday.",
    "It weighed forty tonnes.",
    "The port of Melby lost some four million crowns while the harbor was closed.",
    "Grain prices at the exchange in Oxmoor fell by two percent in the same week.",
    "“It was old,” he said.",
    "Twelve ships that had waited in the bay left the harbor before noon on Monday.",
    "Insurers in Tollen will pay for the crane and for half of the repairs.",
    "The bakery on the square sold bread to the crews of the ships that waited.",
    "Ida Berg has run the harbor since the spring of last year.",
    "Berg thanked the divers at a dinner in the old customs house.",
]


def article(lines, title="Harbor of Melby reopens", code="en"):
    text = "\n\n".join(lines)
    split = sentences(text, paragraphs(text), language(code))
    assert [sentence.text for sentence in split] == list(lines)
    return Article("a", Source("files", "a"), "a", None, title, text, split, language=code)


def reasons(lines, method="brief", **length):
    return [one.reason for one in explain(article(lines), method, Length(**length)).sentences]


@pytest.fixture(scope="module")
def examples():
    found = gather([Source("files", str(EXAMPLES))]).articles
    assert len(found) >= 30
    return found


# ---------------------------------------------------------------------------------------------- on the examples


@pytest.mark.parametrize("method", ["brief", "lead", "luhn"])
@pytest.mark.parametrize("length", LENGTHS, ids=str)
def test_what_is_explained_is_what_is_told(examples, method, length):
    for told in examples:
        picks = summarize(told, method, length).picks
        found = explain(told, method, length)
        assert [(one.sentence, one.score) for one in found.sentences if one.taken] == [
            (pick.sentence, pick.score) for pick in picks
        ]
        assert [one.sentence for one in found.sentences] == list(told.sentences)
        assert sorted(one.rank for one in found.sentences) == list(range(1, len(told.sentences) + 1))


@pytest.mark.parametrize("method", ["brief", "lead", "luhn"])
@pytest.mark.parametrize("length", LENGTHS, ids=str)
def test_every_reason_holds(examples, method, length):
    for told in examples:
        found = explain(told, method, length)
        taken = {one.sentence.index for one in found.sentences if one.taken}
        for one in found.sentences:
            assert (one.reason.why in TAKEN) is one.taken
            assert taken.issuperset(one.reason.others) or one.reason.why in {Why.LEANS, Why.HELPLESS}
            assert holds(one, found, taken), (told.id, one)


def holds(one, found, taken):
    """Whether a reason is true of its sentence."""
    reason, index = one.reason, one.sentence.index
    used = sum(size(found.article.sentences[other]) for other in taken)
    leans = one.standing in {Standing.LEANING, Standing.COUNTING, Standing.NAMING}
    return {
        Why.TOGETHER: lambda: sorted([index, *reason.others]) == sorted(found.sets[0].sentences),
        Why.BROKEN: lambda: one.standing is Standing.BROKEN,
        Why.HELPLESS: lambda: leans,
        Why.LEANS: lambda: leans and taken.isdisjoint(reason.others),
        Why.OUTSIDE: lambda: index not in found.running and len(found.running) <= POOL,
        Why.LESS: lambda: index in found.running and index in reason.rival and reason.behind >= 0,
        Why.LONG: lambda: used + size(one.sentence) > found.length.words,
        Why.ENOUGH: lambda: found.length.sentences is not None,
    }.get(reason.why, lambda: True)()


@pytest.mark.parametrize("length", [Length(), Length(2), Length(None, 60)], ids=str)
def test_the_parts_and_the_mean_are_the_score(examples, length):
    for told in examples:
        found = explain(told, "brief", length)
        for one in found.sentences[:MOST_SENTENCES]:
            assert sum(one.traits.values()) + found.mean == pytest.approx(one.score, abs=1e-4)
            assert sum(one.parts.values()) == pytest.approx(sum(one.traits.values()))
            assert set(one.traits) == set(TRAITS)
        for one in found.sets:
            assert sum(one.traits.values()) + found.set_mean == pytest.approx(one.score, abs=2e-2)
            assert set(one.traits) == set(SET_TRAITS)


@pytest.mark.parametrize("length", LENGTHS, ids=str)
def test_the_sets_are_the_best_and_the_first_was_taken(examples, length):
    for told in examples:
        found = explain(told, "brief", length)
        scores = [one.score for one in found.sets]
        assert scores == sorted(scores, reverse=True)
        assert len(found.sets) == min(BEST_SETS, found.compared)
        taken = {one.sentence.index for one in found.sentences if one.taken}
        for one in found.sets[:1]:
            assert taken.issuperset(one.sentences)
        for one in found.sentences:
            if one.reason.behind is not None:
                known = {two.sentences: two.score for two in found.sets}
                best = known.get(one.reason.rival, found.sets[-1].score)
                assert one.reason.behind >= found.sets[0].score - best - 1e-6


def test_methods_that_do_not_tell_have_no_parts(examples):
    for method in ("lead", "luhn"):
        found = explain(examples[0], method)
        assert not any(one.traits or one.parts for one in found.sentences)
        assert (found.sets, found.running, found.compared) == ((), (), 0)
        assert found.mean == pytest.approx(np.mean([one.score for one in found.sentences]), abs=1e-6)


# ---------------------------------------------------------------------------------------------- each reason


def test_taken_together():
    found = explain(article(HARBOR))
    start = [one.sentence.index for one in found.sentences if one.taken]
    assert len(start) in {2, 3}
    assert found.sentences[start[0]].reason == Reason(Why.TOGETHER, tuple(start[1:]))
    assert found.sets[0].sentences == tuple(start)


def test_what_was_in_the_running_is_told_its_best_set_and_how_far_that_is_behind():
    found = explain(article(HARBOR))
    less = [one for one in found.sentences if one.reason.why is Why.LESS]
    assert less
    for one in less:
        assert one.sentence.index in one.reason.rival
        assert one.reason.behind > 0
        assert one.reason.room is None


def test_what_was_not_in_the_running():
    found = explain(article(HARBOR))
    assert len(found.running) == POOL
    outside = [one for one in found.sentences if one.reason.why is Why.OUTSIDE]
    assert outside
    assert all(one.sentence.index not in found.running for one in outside)


def test_broken():
    assert reasons(HARBOR)[6] == Reason(Why.BROKEN)
    assert reasons(HARBOR, "lead", sentences=50)[6] == Reason(Why.BROKEN)


def test_helpless():
    assert reasons(["He has run the port since May.", *HARBOR[:3]], "lead")[0] == Reason(Why.HELPLESS)
    lines = [HARBOR[0], HARBOR[6], "She did not agree with that.", *HARBOR[1:3]]
    assert reasons(lines, "lead")[2] == Reason(Why.HELPLESS, (1,))
    assert reasons(lines)[2] == Reason(Why.HELPLESS, (1,))


def test_leaning(monkeypatch):
    monkeypatch.setattr("brief.summarize.lead.rank", lambda _told: [1.0, 0.0, 0.9, 0.1])
    lines = [HARBOR[0], HARBOR[2], HARBOR[3], HARBOR[4]]
    assert reasons(lines, "lead", sentences=1)[2] == Reason(Why.LEANS, (1,))


def test_leaning_on_who_was_not_named(monkeypatch):
    monkeypatch.setattr("brief.summarize.lead.rank", lambda _told: [1.0, 0.0, 0.9])
    lines = [HARBOR[0], HARBOR[10], HARBOR[11]]
    found = explain(article(lines), "lead", Length(1))
    assert (found.sentences[2].reason, found.sentences[2].standing) == (Reason(Why.LEANS, (1,)), Standing.NAMING)


@pytest.mark.parametrize("method", ["brief", "lead"])
def test_repeating(method):
    again = "The harbor of Melby reopened Monday after repairs to its quay."
    found = explain(article([HARBOR[0], again, *HARBOR[1:3]]), method, Length(50))
    dropped = [one for one in found.sentences if not one.taken]
    assert len(dropped) == 1
    other = 1 - dropped[0].sentence.index
    assert (dropped[0].reason.why, dropped[0].reason.others) == (Why.REPEATS, (other,))


@pytest.mark.parametrize("method", ["brief", "lead", "luhn"])
def test_too_long(method):
    assert reasons(HARBOR[:3], method, sentences=None, words=9) == [Reason(Why.LONG, room=9)] * 3
    found = explain(article(HARBOR[:3]), method, Length(None, 20))
    assert [one.reason.why for one in found.sentences].count(Why.LONG) == 2
    used = sum(size(one.sentence) for one in found.sentences if one.taken)
    assert {one.reason.room for one in found.sentences if not one.taken} == {20 - used}


def test_too_long_to_be_added_and_its_set_tells_less():
    found = explain(article(HARBOR), "brief", Length(None, 32))
    less = [one for one in found.sentences if one.reason.why is Why.LESS]
    assert less
    assert all(one.reason.room is not None and one.reason.room < size(one.sentence) for one in less)


def test_one_by_one():
    assert reasons(HARBOR[:3], "lead", sentences=1) == [Reason(Why.BEST), Reason(Why.ENOUGH), Reason(Why.ENOUGH)]
    found = explain(article(HARBOR), "brief", Length(5))
    added = [one for one in found.sentences if one.reason.why is Why.BEST]
    assert [one.reason.others for one in added] == [found.sets[0].sentences] * len(added)
    assert len(added) == 5 - len(found.sets[0].sentences)
    assert Why.ENOUGH in {one.reason.why for one in found.sentences}


def test_the_last_resort():
    lines = ["Crane falls.", "Port shut.", "Ships wait."]
    found = explain(article(lines), "lead", Length(1))
    assert [one.reason.why for one in found.sentences] == [Why.RESORT, Why.BROKEN, Why.BROKEN]
    assert Why.RESORT in {reason.why for reason in reasons(lines)}


def test_a_single_sentence_and_none():
    assert reasons(HARBOR[:1]) == [Reason(Why.TOGETHER)]
    empty = Article("a", Source("files", "a"), "a", None, "Harbor", "", ())
    assert explain(empty) == Explanation(empty, "brief", Length(), (), 0.0)


def test_what_comes_after_those_that_are_ranked_has_no_parts():
    lines = [f"The harbor of Melby has {number} ships at its quay in the month of May." for number in range(100, 170)]
    found = explain(article(lines))
    late = found.sentences[MOST_SENTENCES:]
    assert late
    assert {(one.reason.why, one.score, len(one.traits)) for one in late} <= {
        (why, min(two.score for two in found.sentences), 0) for why in (Why.OUTSIDE, Why.REPEATS)
    }


# ---------------------------------------------------------------------------------------------- the families


def test_every_trait_has_a_family():
    assert {*TRAITS, *SET_TRAITS} == set(FAMILIES)


def test_a_family_is_the_sum_of_its_traits_the_largest_first():
    place, length = (next(name for name in TRAITS if TRAITS[name] == family) for family in ("place", "length"))
    more = [name for name in TRAITS if TRAITS[name] == "length"][1]
    assert list(by_family({place: 0.2, length: -0.25, more: -0.125}).items()) == [("length", -0.375), ("place", 0.2)]
