"""The promise of the product: every sentence is the very passage of its article, whatever the text and its kind."""

import html
import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.errors import ItemError
from brief.extract import extract
from brief.model import Document, Source
from brief.summarize import RANKERS, Length, digest, summarize

PIECES = st.sampled_from(
    """The |port |closed|. |.|, |U.S. |-Japan |Aug. 18, |“|”|" |"|' |’ |? |! |…|... |(|) |— |-- | - |\n|\n\n|\r\n|\t|  |\u00a0|\u2028
    TOKYO (AP) — |(CNN) |By Ann Lund|August 19, 2017|Published: |Like this:|Share this:|Continue reading…|[+12 chars]|ADVERTISEMENT
    (Reporting by Ann Moss)| contributed to this report.|Image caption |« |» |Crane falls|1.|No. 3 |p.m. |J. |Yahoo! |* |# |> |`|_|&amp;|<b>|---\n
    https://a.example |é|中。|\U0001f600|\u0301|x\u200dy|\0""".replace("\n    ", "|").split("|")
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=120)

KINDS = {
    "text/plain": str.encode,
    "text/markdown": str.encode,
    "text/html": lambda text: f"<html><body><article><p>{html.escape(text)}</p></article></body></html>".encode(),
    "application/json": lambda text: json.dumps({"text": text, "title": "Crane falls"}).encode(),
}


def read(text, kind, language="en"):
    """The article in a text given as a kind of file, or None where there is none in it."""
    try:
        return extract(Document(Source("files", "a"), "a", kind, KINDS[kind](text)), language)
    except ItemError:
        return None


def hold(article):
    """The promise, and the order that goes with it."""
    for number, sentence in enumerate(article.sentences):
        assert article.text[sentence.start : sentence.end] == sentence.text
        assert sentence.text
        assert sentence.text == sentence.text.strip()
        assert sentence.index == number
    for before, after in pairwise(article.sentences):
        assert before.end <= after.start
        assert before.paragraph <= after.paragraph <= before.paragraph + 1


@pytest.mark.parametrize("kind", KINDS)
@given(text=TEXTS)
def test_every_sentence_is_the_very_passage(kind, text):
    article = read(text, kind)
    if article is not None:
        hold(article)


@pytest.mark.parametrize("language", ["fr", "de", "xx", "zh"])
@given(text=TEXTS)
@settings(max_examples=40)
def test_every_sentence_is_the_very_passage_in_any_language(language, text):
    hold(read(text, "application/json", language))


@given(text=TEXTS)
def test_the_text_of_a_record_is_never_repaired(text):
    assert read(text, "application/json").text == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@given(text=TEXTS.filter(lambda text: not text.startswith("\ufeff")))
def test_the_text_of_a_file_is_never_repaired(text):
    article = read(text, "text/plain")
    assert article is None or article.text == text


@given(text=TEXTS, amount=st.integers(1, 5), words=st.none() | st.integers(1, 40))
@settings(max_examples=60)
def test_a_summary_is_sentences_of_its_article_in_order(text, amount, words):
    article = read(text, "application/json")
    for method in ("lead", "luhn", "sum-basic"):
        picks = summarize(article, method, Length(amount, words)).picks
        assert all(pick.sentence == article.sentences[pick.sentence.index] for pick in picks)
        assert all(pick.article == article.id for pick in picks)
        assert all(before.sentence.end <= after.sentence.start for before, after in pairwise(picks))
        assert len(picks) <= amount
        assert words is None or sum(len(pick.sentence.text.split()) for pick in picks) <= words
        assert all(0 <= pick.score <= 1 for pick in picks)


@given(texts=st.lists(TEXTS, min_size=1, max_size=4), words=st.integers(1, 60))
@settings(max_examples=60)
def test_a_digest_is_sentences_of_its_articles(texts, words):
    read_ones = [read(f"{number} {text}", "application/json") for number, text in enumerate(texts)]
    articles = {article.id: article for article in read_ones}
    picks = digest(list(articles.values()), Length(None, words))
    assert all(pick.sentence == articles[pick.article].sentences[pick.sentence.index] for pick in picks)
    assert len({(pick.article, pick.sentence.index) for pick in picks}) == len(picks)
    assert sum(len(pick.sentence.text.split()) for pick in picks) <= words


def test_every_method_tells_the_very_passages():
    text = (
        "TOKYO (AP) — The port of Melby closed on Friday after a crane fell. Nobody was hurt, the U.S. -Japan firm said.\n\n"
        "Ann Lund runs the port. “We mend it,” she said.  Ships wait\nin the bay until the quay is free again on Monday."
    )
    article = read(text, "application/json")
    hold(article)
    assert len(article.sentences) == 5
    for method in RANKERS:
        picks = summarize(article, method, Length(2)).picks
        assert len(picks) == 2
        assert all(text[pick.sentence.start : pick.sentence.end] == pick.sentence.text for pick in picks)
