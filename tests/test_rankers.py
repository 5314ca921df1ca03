"""Rankers: one score for each sentence, the same on every run, on the plainest and the oddest of articles."""

import math
import random
import subprocess
import sys
from pathlib import Path

import nltk.data
import pytest

import brief
from brief.errors import UnknownName, UsageError
from brief.model import Article, Source
from brief.registry import load
from brief.summarize import DEFAULT_METHOD, DESCRIPTIONS, RANKERS, Length, summarize
from brief.summarize.sumy_methods import MOST_SENTENCES
from brief.text import language, paragraphs, sentences

SUMY = [name for name in RANKERS if name not in ("brief", "lead")]
STORY = (
    "The harbour of Melby was closed on Friday after a crane fell into the water. "
    "The harbour crane fell at night, and nobody in Melby was hurt by the crane. "
    "A bakery in Tollen won a prize for its bread. "
    "Divers look at the harbour crane on Sunday before ships of Melby lift it."
)
STOP = "It is. They were. He was not there. You and I had been with them."


def article(text, title="Crane falls", code="en"):
    return Article(
        "a",
        Source("files", "a"),
        "a",
        None,
        title,
        text,
        sentences(text, paragraphs(text), language(code)),
        language=code,
    )


def rank(method, text, **more):
    return load("method", RANKERS, method)(article(text, **more))


def prose(count, seed=7):
    """So many sentences of twelve words each, drawn at random from sixty."""
    dice = random.Random(seed)
    stock = [
        f"{a}{b}"
        for a in ("har", "cra", "bri", "mar", "fer", "qua")
        for b in "bour ne dge ket ry y tor sel nit lom".split()
    ]
    return " ".join(" ".join(dice.choices(stock, k=12)).capitalize() + "." for _ in range(count))


@pytest.fixture(autouse=True)
def _no_nltk_data(monkeypatch):
    """The data of nltk is never looked for: where it were, this fails."""

    def refuse(*arguments, **options):
        message = f"nltk's data was looked for: {arguments}"
        raise AssertionError(message)

    for name in ("find", "load"):
        monkeypatch.setattr(nltk.data, name, refuse)


@pytest.mark.parametrize("method", RANKERS)
@pytest.mark.parametrize("count", [1, 2, 3, 30])
def test_one_finite_score_for_each_sentence(method, count):
    scores = rank(method, prose(count))
    assert len(scores) == count
    assert all(isinstance(score, float) and math.isfinite(score) for score in scores)


@pytest.mark.parametrize("method", RANKERS)
@pytest.mark.parametrize("title", ["", "Crane falls", "It is the"])
def test_any_title_will_do(method, title):
    assert len(rank(method, STORY, title=title)) == 4


@pytest.mark.parametrize("method", RANKERS)
@pytest.mark.parametrize("code", ["de", "xx"])
def test_any_language_will_do(method, code):
    assert len(rank(method, STORY, code=code)) == 4


def test_lead_falls_with_the_place():
    assert rank("lead", STORY) == [1.0, 0.75, 0.5, 0.25]


@pytest.mark.parametrize("method", ["edmundson", "luhn", "reduction"])
def test_what_has_nothing_to_do_with_the_rest_is_last(method):
    scores = rank(method, STORY)
    assert min(scores) == scores[2]
    assert max(scores) > scores[2]


@pytest.mark.parametrize("method", ["lex-rank", "reduction", "text-rank"])
def test_a_sentence_that_all_others_resemble_is_first(method):
    hub = "Crane, harbour, divers and bridge."
    scores = rank(method, f"Steel crane rusts. Cold harbour freezes. {hub} Brave divers swim. Stone bridge stands.")
    assert max(scores) == scores[2]
    assert sorted(scores)[-2] < scores[2]


def test_the_methods_do_not_all_say_the_same():
    orders = {tuple(sorted(range(12), key=lambda i: -scores[i])) for scores in (rank(m, prose(12)) for m in RANKERS)}
    assert len(orders) >= 5


@pytest.mark.parametrize("method", SUMY)
def test_stop_words_alone_fall_back_to_the_lead(method):
    assert rank(method, STOP) == rank("lead", STOP)


@pytest.mark.parametrize("method", RANKERS)
def test_a_sentence_without_words_among_others(method):
    assert len(rank(method, "7. The crane fell into the harbour. It was. Ships wait in the harbour.")) >= 3


@pytest.mark.parametrize("method", RANKERS)
def test_the_same_sentence_again_and_again(method):
    text = "The crane fell into the harbour of Melby. " * 6
    assert len(rank(method, text)) == 6
    assert [pick.sentence.index for pick in summarize(article(text), method, Length(3)).picks] == [0]


@pytest.mark.parametrize("method", RANKERS)
def test_a_summary_has_at_most_as_many_sentences_as_are_wanted(method):
    assert len(summarize(article(STORY), method, Length(2)).picks) == 2
    assert summarize(article(STORY), method).method == method


@pytest.mark.parametrize("method", RANKERS)
def test_no_sentence_no_summary(method):
    assert summarize(article(""), method).picks == ()


FAST = sorted(set(RANKERS) - {"kl"})


@pytest.mark.slow
@pytest.mark.parametrize("method", FAST)
@pytest.mark.processor_seconds(30)
def test_a_very_long_text_is_ranked_as_far_as_it_pays(method):
    count = MOST_SENTENCES + 50
    scores = rank(method, prose(count))
    assert len(scores) == count
    if method != "lead":
        assert set(scores[MOST_SENTENCES:]) == {min(scores)}


@pytest.mark.parametrize("method", RANKERS)
@pytest.mark.processor_seconds(10)
def test_a_long_text_takes_little_time(method):
    assert len(rank(method, prose(60))) == 60


@pytest.mark.parametrize("method", SUMY)
def test_what_comes_after_the_cap_gets_the_lowest_score(method, monkeypatch):
    monkeypatch.setattr("brief.summarize.sumy_methods.MOST_SENTENCES", 10)
    scores = rank(method, prose(14))
    assert scores[:10] == rank(method, prose(10))
    assert scores[10:] == [min(scores)] * 4


SCRIPT = """
import nltk.data
def refuse(*a, **k): raise SystemExit("nltk's data was looked for")
nltk.data.find = nltk.data.load = refuse
from brief.model import Article, Source
from brief.registry import load
from brief.summarize import RANKERS
from brief.text import language, paragraphs, sentences
import sys
text = sys.argv[1]
a = Article("a", Source("files", "a"), "a", None, "Crane falls", text, sentences(text, paragraphs(text), language("en")))
print({m: load("method", RANKERS, m)(a) for m in RANKERS})
"""


def test_the_same_scores_whatever_the_order_of_sets(plain_environment):
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, f"{STORY} {prose(20)}"],
            env=plain_environment | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(brief.__file__).parents[1])},
            capture_output=True,
            check=True,
            text=True,
            timeout=60,
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(outputs) == 1
    assert outputs.pop().count("[") == len(RANKERS)


def test_an_unknown_method_names_the_nearest_even_where_there_is_nothing_to_rank():
    for text in (STORY, ""):
        with pytest.raises(
            UnknownName, match=r"unknown method 'lexrank' \(did you mean 'lex-rank'\?\); known: brief, lead, "
        ):
            summarize(article(text), "lexrank")


def longest(told):
    return [float(len(sentence.text)) for sentence in told.sentences]


def too_few(told):
    return [1.0]


def test_a_method_of_a_third_party(monkeypatch):
    monkeypatch.setitem(sys.modules, "third_party", sys.modules[__name__])
    picks = summarize(article(STORY), "third_party:longest", Length(1)).picks
    assert [pick.sentence.index for pick in picks] == [0]
    with pytest.raises(UsageError, match="returned 1 scores for 4 sentences"):
        summarize(article(STORY), "third_party:too_few")


@pytest.mark.parametrize(
    "name", ["no_such_module:rank", "brief.summarize.lead:no_such_function", "brief.summarize.lead:annotations"]
)
def test_a_method_that_cannot_be_had_is_a_fault_of_usage(name):
    with pytest.raises(UsageError, match=r"cannot be imported|is not a function"):
        summarize(article(STORY), name)


def test_every_method_is_described():
    assert list(DESCRIPTIONS) == list(RANKERS)
    assert DEFAULT_METHOD in RANKERS


def _none(_article):
    return None


def _words(article):
    return ["x"] * len(article.sentences)


def _endless(article):
    return [float("inf")] * len(article.sentences)


@pytest.mark.parametrize("name", ["_none", "_words", "_endless"])
def test_a_method_that_returns_no_usual_numbers_is_told(name):
    with pytest.raises(UsageError, match="returned"):
        summarize(article(STORY), f"{__name__}:{name}")
