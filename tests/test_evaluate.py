"""Methods are judged by references: records, ROUGE, intervals, words, flaws, time."""

import itertools
import json

import pytest

from brief.errors import NothingToPublish, UnknownName, UsageError
from brief.evaluate import KINDS, Flaw, Record, cut, evaluate, read_records
from brief.evaluate.bootstrap import Difference, difference, mean
from brief.evaluate.records import references_of
from brief.evaluate.rouge import score
from brief.model import Article, Sentence, Source
from brief.summarize import RANKERS, Length

BRIDGE = (
    "The bridge at Oxmoor opened on Monday. Thousands walked across the new bridge at noon. "
    "A brass band played for an hour. The old ferry will stop in June. Tickets for the ferry stay valid until then."
)
SNOW = (
    "Snow closed the pass above Tarn on Friday. Two lorries blocked the road for six hours. "
    "The pass reopened at midnight. Plows worked through the night in heavy wind."
)


def lay(folder, *records, name="news.jsonl"):
    """A file of records, and the source that names it."""
    path = folder / name
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return Source("files", str(path))


@pytest.fixture
def records(tmp_path):
    bridge = {"id": "a", "text": BRIDGE, "summary": "The new bridge at Oxmoor opened. The ferry stops in June."}
    snow = {"id": "b", "text": SNOW, "summary": "Snow closed the pass above Tarn. It reopened at midnight."}
    return read_records([lay(tmp_path, bridge, snow)]).judged


# --- references ---


@pytest.mark.parametrize(
    ("record", "found"),
    [
        ({"summary": "One cat sat. Two dogs ran."}, ("One cat sat.\nTwo dogs ran.",)),
        ({"summary": "One cat sat. Then it ran.\nTwo dogs ran."}, ("One cat sat. Then it ran.\nTwo dogs ran.",)),
        ({"summary": ["One cat sat.", "Two dogs ran."]}, ("One cat sat.\nTwo dogs ran.",)),
        ({"highlights": ["One cat  sat.", " "]}, ("One cat sat.",)),
        ({"abstract": "One cat sat."}, ("One cat sat.",)),
        ({"summaries": ["One cat sat.", "Two dogs ran."]}, ("One cat sat.", "Two dogs ran.")),
        ({"summaries": [["One cat sat.", "It ran."], ["Two dogs."]]}, ("One cat sat.\nIt ran.", "Two dogs.")),
        ({"summaries": "One cat sat."}, ("One cat sat.",)),
        ({"summaries": [], "highlights": "One cat sat."}, ("One cat sat.",)),
        ({"summaries": ["One cat sat."], "summary": "Two dogs ran."}, ("One cat sat.",)),
        ({"summary": "", "abstract": None}, ()),
        ({"summary": 5, "summaries": [5, {}]}, ()),
        ({}, ()),
    ],
    ids=str,
)
def test_references_are_found_where_records_keep_them(record, found):
    assert references_of(record) == found


def test_records_without_a_reference_are_counted(tmp_path):
    found = read_records([lay(tmp_path, {"text": BRIDGE}, {"text": SNOW, "summary": "Snow closed the pass."})])
    assert [record.article.text for record in found.judged] == [SNOW]
    assert (found.without_reference, found.problems) == (1, ())


def test_what_cannot_be_read_becomes_a_problem_and_the_rest_goes_on(tmp_path):
    source = lay(
        tmp_path, {"summary": "No text."}, {"text": "", "summary": "Empty."}, {"text": SNOW, "summary": "Snow."}
    )
    missing = Source("files", str(tmp_path / "missing.jsonl"))
    found = read_records([missing, source])
    assert len(found.judged) == 1
    assert [(problem.stage, problem.empty) for problem in found.problems] == [
        ("read", False),
        ("extract", False),
        ("extract", True),
    ]


def test_the_limit_counts_records_with_a_reference(tmp_path):
    source = lay(tmp_path, {"text": BRIDGE}, {"text": SNOW, "summary": "a"}, {"text": SNOW, "summary": "b"}, {"x": 1})
    found = read_records([source], limit=1)
    assert [record.references for record in found.judged] == [("a",)]
    assert (found.without_reference, found.problems) == (1, ())


def test_a_file_named_twice_is_read_once(tmp_path):
    source = lay(tmp_path, {"text": SNOW, "summary": "Snow."})
    assert len(read_records([source, source]).judged) == 1


def test_a_text_that_is_no_record_has_no_reference(tmp_path):
    (tmp_path / "a.txt").write_text(SNOW, encoding="utf-8")
    found = read_records([Source("files", str(tmp_path))])
    assert (found.judged, found.without_reference) == ((), 1)


# --- ROUGE ---


def test_rouge_of_a_pair_worked_by_hand():
    # Words: 5 of 6 shared. Pairs: "the cat", "on the", "the mat", 3 of 5. Longest common subsequence: 5 of 6.
    found = score(["the cat sat on the mat"], "the cat lay on the mat")
    assert found == {"rouge1": pytest.approx(500 / 6), "rouge2": pytest.approx(60), "rougeLsum": pytest.approx(500 / 6)}


def test_rouge_is_the_harmonic_mean_of_precision_and_recall():
    # 2 of 2 words are right, 2 of 4 are found: 2 * 1 * 0.5 / 1.5.
    assert score(["red fish blue fish"], "red fish")["rouge1"] == pytest.approx(200 / 3)


def test_several_references_count_by_their_mean():
    found = score(["the cat sat on the mat", "the cat lay on the mat"], "the cat lay on the mat")
    assert found["rouge1"] == pytest.approx((500 / 6 + 100) / 2)


def test_lines_are_sentences_for_rouge_lsum():
    # In one line the order is wrong and only one half is common; line by line both are.
    assert score(["red fish\nblue bird"], "blue bird\nred fish")["rougeLsum"] == pytest.approx(100)
    assert score(["red fish blue bird"], "blue bird red fish")["rougeLsum"] == pytest.approx(50)


def test_words_are_compared_by_stems():
    assert score(["bridges opening"], "bridge opened")["rouge1"] == pytest.approx(100)


def test_another_language_keeps_its_letters_and_has_its_own_stems():
    assert score(["Brücken öffnen"], "Brücke öffnet", "de")["rouge1"] == pytest.approx(100)
    assert score(["мост открыт"], "мост закрыт", "ru")["rouge1"] == pytest.approx(50)


def test_an_empty_text_scores_nothing():
    assert set(score(["a cat"], "").values()) == {0.0}


# --- statistics ---


def test_a_mean_is_exact():
    assert mean([0.1] * 10) == pytest.approx(0.1, abs=0)


def test_a_constant_difference_has_no_width():
    assert difference([3.0, 5.0, 9.0], [1.0, 3.0, 7.0]) == Difference(2.0, 2.0, 2.0)


def test_an_interval_holds_the_mean_and_is_the_same_on_every_run():
    ours, theirs = [float(n % 7) for n in range(60)], [float(n % 5) for n in range(60)]
    found = difference(ours, theirs)
    assert found.low < found.mean < found.high
    assert found == difference(ours, theirs)
    assert difference(theirs, ours).mean == -found.mean


def test_an_interval_narrows_with_the_number_of_articles():
    few = difference([float(n % 2) for n in range(10)], [0.0] * 10)
    many = difference([float(n % 2) for n in range(1000)], [0.0] * 1000)
    assert many.high - many.low < (few.high - few.low) / 4


# --- judging ---


def test_all_methods_are_judged_and_the_best_comes_first(records):
    found = evaluate(records)
    scores = [one.rouge["rouge1"] for one in found.judgments]
    assert {one.method for one in found.judgments} == set(RANKERS)
    assert scores == sorted(scores, reverse=True)
    assert found.records == 2


def test_the_lead_is_judged_in_any_case_and_gains_nothing_on_itself(records):
    found = {one.method: one for one in evaluate(records, ["luhn", "luhn"]).judgments}
    assert set(found) == {"lead", "luhn"}
    assert all(found["lead"].gain[kind] == Difference(0.0, 0.0, 0.0) for kind in KINDS)
    assert found["luhn"].gain["rouge1"].mean == pytest.approx(
        found["luhn"].rouge["rouge1"] - found["lead"].rouge["rouge1"]
    )


def last(article):
    """A ranker of a third party: the last sentences."""
    return list(range(len(article.sentences)))


@pytest.fixture
def last_method(monkeypatch):
    monkeypatch.setitem(RANKERS, "last", f"{__name__}:last")
    monkeypatch.setattr("brief.evaluate.load", lambda *_: last)
    monkeypatch.setattr("brief.summarize.load", lambda _kind, _table, name: last if name == "last" else lead)
    return "last"


def lead(article):
    return [-place for place in range(len(article.sentences))]


def record_of(*texts):
    """A record of some sentences, the last of which is the reference."""
    whole, sentences = "", []
    for place, text in enumerate(texts):
        sentences.append(Sentence(place, place, text, len(whole), len(whole) + len(text)))
        whole += text + "\n\n"
    return Record(Article("x", Source("files", "x"), "x:1", None, "", whole, tuple(sentences)), texts[-1:])


def test_a_worked_example(last_method):
    record = record_of("Red fish swim fast today.", "Blue birds fly very high.", "Green frogs jump quite far.")
    ticks = itertools.count()
    found = evaluate([record], [last_method], Length(1), clock=lambda: float(next(ticks)))
    best, baseline = found.judgments
    assert (best.method, best.rouge["rouge1"], baseline.rouge["rouge1"]) == ("last", 100.0, 0.0)
    assert best.gain["rouge2"] == Difference(100.0, 100.0, 100.0)
    assert best.at_equal_words == Difference(100.0, 100.0, 100.0)
    assert (best.words, best.flawed, best.milliseconds) == (5.0, 0.0, 1000.0)


def test_at_equal_words_a_longer_summary_has_no_advantage(tmp_path):
    source = lay(tmp_path, {"text": BRIDGE, "summary": BRIDGE})
    found = evaluate(read_records([source]).judged, ["lead"], Length(4)).judgments[0]
    assert found.at_equal_words.mean == pytest.approx(0)


def test_a_budget_of_words_is_kept(records):
    assert all(one.words <= 16 for one in evaluate(records, length=Length(None, 16)).judgments)


def test_flaws_are_counted_by_summary(records, monkeypatch):
    def found_flaws(_told, article):
        return (Flaw("caption", 0), Flaw("caption", 1), Flaw("marks", 1)) if article.id == "b" else ()

    monkeypatch.setattr("brief.evaluate.flaws", found_flaws)
    found = evaluate(records, ["lead"]).judgments[0]
    assert found.flawed == 50.0
    assert {name: count for name, count in found.flaws.items() if count} == {"caption": 1, "marks": 1}


def test_two_runs_agree_in_all_but_time(records):
    assert evaluate(records) == evaluate(records)


def test_an_unknown_method_is_named(records):
    with pytest.raises(UnknownName, match="did you mean 'lex-rank'"):
        evaluate(records, ["lexrank"])


def test_without_records_there_is_nothing_to_judge():
    with pytest.raises(NothingToPublish, match="summaries, summary, highlights, abstract"):
        evaluate([])


def test_a_missing_package_is_said_with_the_command_that_mends_it(records, monkeypatch):
    from brief.evaluate import rouge

    monkeypatch.setitem(__import__("sys").modules, "rouge_score", None)
    rouge.scorer.cache_clear()
    with pytest.raises(UsageError, match=r"rouge.score.* -m pip install rouge-score$"):
        evaluate(records)


def test_a_cut_keeps_whole_words():
    assert cut("One cat\nsat down.", 3) == "One cat sat"
