"""The program's own ranker: what it takes, what it never takes, and that nothing about the machine changes that."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.model import Article, Source
from brief.summarize import Length, summarize
from brief.summarize.standing import Standing, Standings
from brief.summarize.trained import MOST_SENTENCES, choice, choose, rank, read
from brief.summarize.trained.sets import SET_TRAITS, every_set
from brief.summarize.trained.terms import Vocabulary, count_terms, split
from brief.summarize.trained.traits import TRAITS
from brief.summarize.trained.weights import FARTHEST, Linear, model, vocabulary
from brief.text import language, paragraphs, sentences

STORY = """The port of Melby closed on Friday after a crane fell into the harbor, the mayor said.

Nobody was hurt when the crane fell at night. Divers from Tollen will look at the crane on Sunday.

He did not say more. Melby has had a port since 1850, and its fish is sold in all of Norway.

"We hope to open the port again next week," said Ann Lund, the mayor of Melby. But the divers need calm water.

A bakery in Tollen won a prize for its bread. Sailors on nine ships wait for the port to open."""


def article(text, title="", code="en"):
    return Article("a", Source("files", "a"), "a", None, title, text, sentences(text, paragraphs(text), language(code)))


def told(text, length=None, title=""):
    return [p.sentence.text for p in summarize(article(text, title), "brief", length or Length()).picks]


def test_a_story_is_told_by_its_event_and_not_by_its_bakery():
    summary = told(STORY)
    assert summary[0].startswith("The port of Melby closed")
    assert not any("bakery" in sentence for sentence in summary)


def test_three_sentences_at_most_are_two_or_three():
    assert len(told(STORY)) in (2, 3)


@pytest.mark.parametrize("wanted", [1, 2, 4, 5, 6])
def test_as_many_sentences_as_are_wanted(wanted):
    assert len(told(STORY, Length(wanted))) == wanted


def test_a_budget_of_words_is_kept_and_used():
    for words in (12, 25, 40, 60):
        used = sum(len(sentence.split()) for sentence in told(STORY, Length(None, words)))
        assert words - 20 < used <= words


def test_a_budget_that_holds_the_news_holds_no_asides_instead():
    news = (
        "A container ship with 166 people on board ran aground off Melby on Thursday, and six tugs failed to move it."
    )
    text = f"{news} Nobody was hurt at all on board. The crew is from Tollen and from Norby. Ships wait for the tide."
    assert told(text, Length(None, len(news.split()) + 3)) == [news]


def test_what_cannot_be_read_alone_is_never_taken():
    everything = Standings(article(STORY))
    taken = {p.sentence.index for p in choose(article(STORY), Length(9)).picks}
    assert not any(everything[index] is Standing.BROKEN for index in taken)
    assert all(everything.reads(index, taken) for index in taken)
    broken = next(s.index for s in article(STORY).sentences if s.text == "He did not say more.")
    assert not everything.reads(broken, taken - {broken - 1})


def test_nothing_is_told_twice():
    again = STORY + "\n\nThe port of Melby closed on Friday after the crane fell into the harbor, the mayor said again."
    summary = told(again, Length(3))
    assert sum("closed on Friday" in sentence for sentence in summary) == 1


def test_the_headline_speaks_for_the_sentences_that_tell_it():
    plain, titled = (rank(article(STORY, title)) for title in ("", "Bakery wins prize for bread"))
    bakery = next(s.index for s in article(STORY).sentences if "bakery" in s.text)
    assert titled[bakery] > plain[bakery]


def test_a_language_without_word_lists_is_told_too():
    text = "Der Hafen von Melby ist seit Freitag zu. Ein Kran fiel nachts ins Wasser. Taucher kommen am Sonntag aus Tollen."
    picks = summarize(replace(article(text, code="de"), language="de"), "brief", Length(2)).picks
    assert len(picks) == 2


@pytest.mark.parametrize("text", ["No.", "...", "港が再び開いた。", "no mark at all"])
def test_a_text_with_nothing_to_choose_is_told_by_what_there_is(text):
    assert told(text) == [article(text).sentences[0].text]


def test_what_stands_far_down_gets_the_lowest_score_and_costs_nothing():
    long = " ".join(f"Ship {n} of Melby waits for the port to open on day {n}." for n in range(MOST_SENTENCES + 20))
    scores = rank(article(long))
    assert len(scores) == MOST_SENTENCES + 20
    assert set(scores[MOST_SENTENCES:]) == {min(scores)}


@given(st.lists(st.sampled_from(STORY.replace("\n\n", " ").split(". ")), min_size=1, max_size=12))
def test_any_text_is_told_in_order_and_verbatim(parts):
    text = ". ".join(parts) + "."
    made = article(text)
    picks = choose(made, Length()).picks
    assert picks
    places = [p.sentence.index for p in picks]
    assert places == sorted(set(places))
    assert all(text[p.sentence.start : p.sentence.end] == p.sentence.text for p in picks)
    assert all(0 <= p.score <= 1 for p in picks)


def test_the_same_choice_under_any_hash_seed_and_whatever_was_read_before():
    code = (
        "import sys\nfrom tests.test_trained import STORY, article, rank, choose, Length\n"
        "for other in sys.argv[1:]: rank(article(other))\n"
        "print(rank(article(STORY)), [p.sentence.index for p in choose(article(STORY), Length()).picks])"
    )
    seen = set()
    for seed, others in (
        ("0", []),
        ("1", ["Cats sleep. Port wine flows in Melby."]),
        ("2", [STORY[::-1], STORY.upper()]),
    ):
        ran = subprocess.run(
            [sys.executable, "-c", code, *others],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        seen.add(ran.stdout)
    assert len(seen) == 1


def test_a_vocabulary_that_is_full_forgets_and_goes_on(monkeypatch):
    known = Vocabulary(language("en"), {"port": 1.5}, 3.0)
    before = count_terms(["The port is open."], "", known).known.tolist()
    monkeypatch.setattr("brief.summarize.trained.terms.MOST_KNOWN", 2)
    count_terms(["Ships wait outside."], "", known)
    after = count_terms(["The port is open."], "", known)
    assert after.known[:, 1:].tolist() == [row[1:] for row in before]


def test_words_are_counted_by_stem_and_sentence():
    found = count_terms(["Ships wait.", "A ship waits and waits."], "Waiting", Vocabulary(language("en"), {}, 3.0))
    assert found.lengths.tolist() == [2, 5]
    assert found.counts.tolist() == [[1, 1, 0, 0], [1, 2, 1, 1]]
    assert found.title.tolist() == [0, 1, 0, 0]
    assert split("Don't—stop, 3.5%!") == ["Don", "t", "stop", "3", "5"]


def test_sets_are_the_pairs_and_triples():
    found = every_set(4)
    assert found.member.sum(1).tolist() == [2] * 6 + [3] * 4
    assert found.each[0].tolist() == [0, 1, 1]
    assert found.each[-1].tolist() == [1, 2, 3]
    assert every_set(1).member.tolist() == [[1]]
    assert len(every_set(0)) == 0


def test_a_sentence_that_leans_comes_into_the_running_with_what_it_leans_on():
    made = article(STORY)
    marks = Standings(made)
    seen = read(made, model(), vocabulary("en"))
    scores = np.zeros(len(made.sentences), np.float32)
    leaning = next(s.index for s in made.sentences if s.text.startswith("But the divers"))
    scores[leaning] = 5
    running = choice.field(scores, marks, seen.words)
    assert {leaning - 1, leaning} <= set(running.pool.tolist())
    place = running.pool.tolist().index(leaning)
    assert all(row[place - 1] == 1 for row in running.sets.member if row[place] == 1)


def test_the_parts_of_a_score_are_its_sum():
    made = article(STORY)
    seen = read(made, model(), vocabulary("en"))
    learned = model().sentences
    parts = learned.parts(seen.view.traits)
    assert parts.shape == (len(made.sentences), len(TRAITS))
    assert np.allclose(parts.sum(1) + learned.bias, seen.scores, atol=1e-4)


def test_a_trait_far_from_the_usual_says_no_more_than_one_a_little_far():
    scale = Linear(np.array([1.0], np.float32), np.array([2.0], np.float32), np.array([3.0], np.float32), 1.0)
    assert scale(np.array([[3.0], [1000.0]], np.float32)).tolist() == [4.0, 1 + 3 * FARTHEST]


def test_the_model_file_says_what_it_was_learned_from_and_how_good_it_is():
    learned = json.loads((files("brief.summarize.trained") / "model.json").read_text(encoding="utf-8"))
    about = learned["about"]
    assert about["made_by"] == "benchmarks/train.py"
    assert sum(about["articles"].values()) > 3000
    assert len(about["sha256_of_their_texts"]) == 64
    assert about["gains_over_the_lead_in_four_folds"]["CNN"].startswith("954 articles: ROUGE-1 +")
    assert set(learned["sets"]["traits"]) == set(SET_TRAITS)
    numbers = sum(3 * len(learned[part]["traits"]) + 1 for part in ("words", "sentences", "sets"))
    assert numbers + len(learned["rarity"]) < 700
