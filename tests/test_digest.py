"""One summary of several articles: central sentences, nothing twice, the order of the lead article."""

import random

import pytest

from brief.model import Article, Source
from brief.summarize import Length, digest
from brief.summarize.digest import USUAL
from brief.text import content_stems, language, paragraphs, sentences


def article(name, *lines):
    text = "\n\n".join(lines)
    return Article(name, Source("files", name), name, None, "", text, sentences(text, paragraphs(text), language("en")))


FELL = "A crane fell into the harbour of Melby on Friday."
FELL_TOO = "The crane of Melby harbour fell into the water on Friday."
LIFT = "Divers will lift the crane from the harbour on Sunday."
SHIPS = "Thirty ships wait outside Melby until the harbour opens."
CAKE = "The baker on the square sold poppy seed rolls for charity."


def told(articles, **length):
    return [(pick.article, pick.sentence.text) for pick in digest(articles, Length(**length))]


def test_no_article_no_digest():
    assert digest([], Length()) == ()
    assert digest([article("a")], Length()) == ()


def test_one_article_with_one_sentence():
    assert told([article("a", FELL)]) == [("a", FELL)]


def test_articles_without_a_sentence_are_passed_over():
    assert told([article("a"), article("b", FELL)]) == [("b", FELL)]


def test_what_both_say_is_told_once():
    found = told([article("a", FELL, LIFT), article("b", FELL, SHIPS)], sentences=4)
    assert [text for _, text in found].count(FELL) == 1
    assert {text for _, text in found} == {FELL, LIFT, SHIPS}


def test_what_both_say_in_other_words_is_told_once():
    found = {text for _, text in told([article("a", FELL, SHIPS), article("b", FELL_TOO, LIFT)], sentences=4)}
    assert len(found & {FELL, FELL_TOO}) == 1


def test_what_nobody_else_mentions_is_left_out():
    found = told([article("a", FELL, LIFT, CAKE), article("b", FELL_TOO, SHIPS)], sentences=2)
    assert CAKE not in {text for _, text in found}


def test_sentences_of_the_lead_keep_their_order():
    found = told([article("a", FELL, SHIPS, LIFT)], sentences=3)
    assert [text for _, text in found] == [FELL, SHIPS, LIFT]


def test_a_sentence_of_another_stands_where_the_lead_says_the_like():
    lead = article("a", FELL, "Bread prices rose in Norby.", "Divers came on Sunday to lift it and its steel.")
    other = article("b", "Divers lift tons of steel from the harbour on Sunday with a ship of Tollen.")
    found = [text for _, text in told([lead, other], sentences=4)]
    assert found.index(other.sentences[0].text) > found.index(FELL)


@pytest.mark.parametrize("words", [9, 10, 15, 20, 30, 100])
def test_never_more_than_so_many_words(words):
    found = told([article("a", FELL, LIFT, CAKE), article("b", FELL_TOO, SHIPS)], sentences=None, words=words)
    assert 0 < sum(len(text.split()) for _, text in found) <= words


def test_nothing_fits_nothing_is_told():
    assert told([article("a", FELL)], sentences=None, words=3) == []


def test_a_sentence_that_leans_comes_only_after_the_one_it_leans_on():
    lead = article("a", "Ann Lund runs the harbour of Melby.", "She saw the crane of the harbour of Melby fall.", FELL)
    for amount in (1, 2, 3):
        found = [text for _, text in told([lead], sentences=amount)]
        leaning, support = lead.sentences[1].text, lead.sentences[0].text
        assert leaning not in found or support in found


def test_fragments_are_left_out_unless_there_is_nothing_else():
    assert told([article("a", "Crane falls in Melby harbour", FELL)], sentences=2) == [("a", FELL)]
    assert told([article("a", "Crane falls in Melby harbour")]) == [("a", "Crane falls in Melby harbour")]


def test_scores_lie_between_0_and_1():
    picks = digest([article("a", FELL, LIFT, CAKE), article("b", FELL_TOO, SHIPS)], Length(5))
    assert all(0 <= pick.score <= 1 for pick in picks)
    assert all(pick.why for pick in picks)


def test_stop_words_alone_are_no_fault():
    assert len(told([article("a", "It is what it is, and so it was."), article("b", FELL)])) >= 1


def test_the_order_of_the_other_articles_does_not_change_what_is_told():
    lead, others = (
        article("a", FELL, LIFT),
        [article(n, line) for n, line in (("b", SHIPS), ("c", CAKE), ("d", FELL_TOO))],
    )
    assert set(told([lead, *others], sentences=3)) == set(told([lead, *others[::-1]], sentences=3))


def test_no_article_is_told_backwards_and_what_leans_stays_behind_what_it_leans_on():
    lead = article(
        "lead",
        "Divers found the engine of the ferry in the bay on Monday. The bridge of Melby was closed to trucks on Tuesday.",
    )
    other = article(
        "other",
        "The bridge of Melby was closed to trucks by the port on Tuesday night. "
        "They found that its steel had rusted through in eleven places. "
        "Divers found parts of the engine of the old ferry deep in the bay.",
    )
    told = [(pick.article, pick.sentence.index) for pick in digest([lead, other], Length(5))]
    indexes = [index for name, index in told if name == "other"]
    assert indexes == sorted(indexes)
    if ("other", 1) in told:
        assert told[told.index(("other", 1)) - 1] == ("other", 0)


MAYOR = "Mayor Ida Holm of Melby spoke to the owners of the thirty ships on Saturday."
SPEECH = '"The harbour opens when the crane is out of the water. Nobody will be paid for waiting," she said.'


def test_a_quotation_is_told_whole_and_behind_the_one_who_speaks():
    lead = article("a", FELL, f"{MAYOR} {SPEECH}")
    assert [s.text.count('"') for s in lead.sentences] == [0, 0, 1, 1]
    for most in range(1, 5):
        indexes = [pick.sentence.index for pick in digest([lead], Length(most))]
        assert (2 in indexes) == (3 in indexes)
        assert 2 not in indexes or indexes[indexes.index(2) - 1 :] == [1, 2, 3]
    assert 3 in [pick.sentence.index for pick in digest([lead], Length(4))]


def test_what_the_reader_knows_gives_way_to_what_is_new():
    lead = article("a", FELL, LIFT, SHIPS)
    first = [pick.sentence for pick in digest([lead], Length(1))]
    known = [frozenset(content_stems(sentence.text, language("en"))) for sentence in first]
    found = digest([lead], Length(2), known)
    assert first[0] not in [pick.sentence for pick in found]
    assert len(found) == 2


def test_what_the_reader_knows_is_told_where_nothing_new_is_left():
    lead = article("a", FELL, LIFT, SHIPS)
    known = [frozenset(content_stems(text, language("en"))) for text in (FELL, LIFT)]
    found = {pick.sentence.text: pick.why for pick in digest([lead], Length(3), known)}
    assert set(found) == {FELL, LIFT, SHIPS}
    assert {text for text, why in found.items() if "told before" in why} == {FELL, LIFT}


def test_a_sentence_with_the_words_of_a_known_one_and_many_more_is_new():
    known = [frozenset(content_stems("The crane fell.", language("en")))]
    found = digest([article("a", FELL, LIFT)], Length(5), known)
    assert not any("told before" in pick.why for pick in found)


def test_one_figure_is_told_once():
    one = (
        "The port of Melby lost 194,000 crowns last week because thirty ships with grain and timber from the north had to "
        "wait outside the harbour while divers searched its bottom for the crane."
    )
    other = (
        "Losses of 194,000 crowns were counted by Sunday, the director of the port wrote to the owners of the ships, whose "
        "grain was sold to mills abroad at half of what Melby used to pay for timber."
    )
    assert len(told([article("a", one), article("b", other)], sentences=5)) == 1
    assert len(told([article("a", one), article("b", other.replace("194,000", "many"))], sentences=5)) == 2


def test_the_reason_says_how_many_articles_tell_the_like_and_what_else_counted():
    picks = digest([article("a", FELL, SHIPS), article("b", FELL_TOO, LIFT), article("c", CAKE)], Length(5))
    reasons = {pick.sentence.text: pick.why for pick in picks}
    crane = reasons.get(FELL) or reasons[FELL_TOO]
    assert crane == "told by 2 of 3 articles, early in its article"


def test_the_article_that_comes_first_opens_where_an_early_sentence_of_it_was_taken():
    other = article("b", SHIPS, LIFT)
    for lead in (article("a", FELL), article("a", "In Melby the baker opened late.", FELL)):
        found = [name for name, _ in told([lead, other], sentences=5)]
        assert found[0] == "a"


def test_what_stands_under_a_picture_is_left_out():
    caption = "Divers look at the crane in the harbour of Melby in Norby, Friday, May 2, 2014."
    shown = "The crane of the harbour of Melby is shown in this May 2 photo by the port."
    found = {text for _, text in told([article("a", caption, FELL, shown, LIFT)], sentences=5)}
    assert found == {FELL, LIFT}


def test_what_has_nothing_to_do_with_the_story_is_left_out():
    lines = [f"The crane of Melby harbour {what}." for what in ("was old", "had rusted", "stood on rails", "will go")]
    found = {text for _, text in told([article("a", FELL, LIFT, *lines), article("b", *lines, CAKE)], sentences=30)}
    assert CAKE not in found
    assert LIFT in found


def test_copies_do_not_fill_a_digest():
    articles = [article(f"{n:02}", FELL, LIFT, SHIPS) for n in range(30)]
    found = told(articles, sentences=5, words=120)
    assert sorted(text for _, text in found) == sorted([FELL, LIFT, SHIPS])


@pytest.mark.parametrize(
    "lines",
    [
        ["The crane fell again today.", "Ships wait outside the harbour.", "Bread prices rose in Norby."],
        ["港口的起重机在星期五倒塌了。", "潜水员将在星期天把它吊起来。", "三十艘船在港口外等待。"],
        [
            "سقطت رافعة في ميناء المدينة يوم الجمعة.",
            "سيرفع الغواصون الرافعة يوم الأحد.",
            "تنتظر ثلاثون سفينة خارج الميناء.",
        ],
        [
            FELL,
            "Der Kran im Hafen von Melby ist gefallen.",
            "La grue du port est tombée vendredi.",
            "港口的起重机倒塌了。",
        ],
        ["?", "!", "..."],
    ],
)
def test_any_text_gives_a_digest_within_its_length(lines):
    picks = digest([article(str(n), line) for n, line in enumerate(lines)], USUAL)
    assert len(picks) >= 1
    assert sum(len(pick.sentence.text.split()) for pick in picks) <= USUAL.words


def test_unrelated_articles_are_told_beside_each_other():
    found = told([article("a", FELL), article("b", CAKE)], sentences=5)
    assert len(found) == 2


def test_two_calls_give_the_same():
    articles = [article("a", FELL, LIFT, CAKE), article("b", FELL_TOO, SHIPS, MAYOR)]
    assert digest(articles, USUAL) == digest(articles, USUAL)


def test_a_long_digest_of_many_long_articles_keeps_to_its_length():
    dice = random.Random(3)
    stock = (
        "harbour crane bridge river market council school strike train budget storm harvest museum vote prison".split()
    )
    lines = [" ".join(dice.choices(stock, k=12)).capitalize() + "." for _ in range(400)]
    articles = [article(str(n), *lines[20 * n : 20 * n + 20]) for n in range(20)]
    picks = digest(articles, Length(None, 300))
    assert 0 < sum(len(pick.sentence.text.split()) for pick in picks) <= 300
    assert len({(pick.article, pick.sentence.index) for pick in picks}) == len(picks)


def test_an_update_opens_with_what_is_new():
    lead = article("a", FELL, LIFT, "The port of Melby will be open again from Monday morning, its master said.")
    known = [frozenset(content_stems(text, language("en"))) for text in (FELL, LIFT)]
    found = [pick.sentence.text for pick in digest([lead], Length(3), known)]
    assert found[0].startswith("The port of Melby will be open")
    assert sorted(found[1:]) == sorted([FELL, LIFT])
    assert next(pick.sentence.text for pick in digest([lead], Length(3))) == FELL
