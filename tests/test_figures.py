"""In numbers: what two outlets give for the same quantity, side by side."""

from datetime import date

import pytest

from brief.model import Article, Pick, Published, Source
from brief.summarize.beside import figures
from brief.summarize.beside.amounts import amounts
from brief.text import language, paragraphs, sentences

ENGLISH = language("en")
COUNTED = "The authority counted {} waiting ships at the mouth of the Sarne canal."
AGAIN = "By noon there were {} waiting ships off the canal of Sarne, more than the authority had ever seen there."


def article(name, *lines, code="en", day=None, site=None):
    text = "\n\n".join(lines)
    found = sentences(text, paragraphs(text), language(code))
    published = Published(day) if day else None
    return Article(
        name, Source("files", name), name, None, "", text, found, language=code, site=site or name, published=published
    )


def given(*articles, told=()):
    """What the figures of some articles are: whether they agree, and the values."""
    return [(figure.agree, figure.values) for figure in figures(articles, told)]


def values(text):
    return [(amount.printed, amount.value) for amount in amounts(text, ENGLISH)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Some 1,200 people left.", ("1,200", 1200)),
        ("The bridge cost $1.2bn to build.", ("$1.2bn", 1.2e9)),
        ("The bridge cost $1.2 billion to build.", ("$1.2 billion", 1.2e9)),
        ("The bridge cost US$40 million to build.", ("US$40 million", 4e7)),
        ("Prices rose 3.5 percent in May.", ("3.5 percent", 3.5)),
        ("Prices rose 3.5% in May.", ("3.5%", 3.5)),
        ("Twelve ships wait outside.", ("Twelve", 12)),
        ("Twenty-five ships wait outside.", ("Twenty-five", 25)),
        ("About 11 million customers had no service.", ("11 million", 1.1e7)),
        ("The 140-member choir sang.", ("140", 140)),
    ],
)
def test_a_figure_is_read_as_it_is_printed(text, found):
    assert values(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "It opened in 2011 and closed again.",
        "The vote is on March 12 at the town hall.",
        "The vote is on 12 March at the town hall.",
        "It closed at 5:40 a.m. on the day.",
        "It closed at 5 p.m. on the day.",
        "Ada Holm, 42, is the mayor.",
        "A 42-year-old man was seen.",
        "The man is 42 years old.",
        "Rovers won 3-2 after extra time.",
        "The council voted 151 to 148 for it.",
        "The budget fell by 151 votes to 148 last night.",
        "He lives at 12 Market Street in Melby.",
        "He lives in the 6600 block of the road.",
        "Flight 370 never came back.",
        "A 911 dispatcher took the call.",
        "It lasted 12 weeks in all.",
        "Between 10 and 20 people came.",
        "Two men came with one dog.",
        "The town lies 12 miles from the coast.",
        "A 30-pin plug fits it.",
        "The building is worth $380, 600 today.",
    ],
)
def test_dates_ages_times_scores_and_addresses_are_no_figures(text):
    assert values(text) == []


def test_outlets_that_differ_stand_side_by_side():
    one, two = article("a", COUNTED.format("163")), article("b", AGAIN.format("190"))
    (figure,) = figures([one, two])
    assert (figure.agree, figure.values, figure.what) == (False, ("163", "190"), "waiting ships")
    assert [pick.article for pick in figure.picks] == ["a", "b"]
    assert [pick.sentence.text for pick in figure.picks] == [COUNTED.format("163"), AGAIN.format("190")]


@pytest.mark.parametrize(
    ("one", "two"),
    [("12", "twelve"), ("1200", "1,200"), ("at least 12", "12"), ("1.2 million", "1,200,000"), ("about 170", "166")],
)
def test_the_same_in_other_signs_agrees(one, two):
    ((agree, _),) = given(article("a", COUNTED.format(one)), article("b", AGAIN.format(two)))
    assert agree


def test_a_third_outlet_that_differs_makes_them_differ():
    three = "Pilots saw 190 waiting ships near the mouth of the Sarne canal, where the authority closed a lock."
    found = given(article("a", COUNTED.format("163")), article("b", AGAIN.format("163")), article("c", three))
    assert found == [(False, ("163", "163", "190"))]


def test_tolls_are_compared_whatever_noun_they_stand_with():
    one = article("a", "The fire in the Melby mill killed 14 people on Sunday night, police said.")
    two = article("b", "At least 17 were killed in the fire at the Melby mill, police said on Sunday.")
    assert given(one, two) == [(False, ("14", "17"))]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The fire in the mill killed 14 people on Sunday.", "The fire in the mill injured 14 people on Sunday."),
        ("The fire in the mill killed 14 people on Sunday.", "The fire in the mill hurt 17 people on Sunday."),
        ("The navy took six rifles and 40 boxes.", "The navy has taken a total of 14 rifles and many boxes."),
        ("The mill has 40 looms in its hall.", "A museum in Oslo shows 40 paintings by Lund."),
        ("Prices rose 12 percent in the town.", "The mayor won 12 percent more than her rival did."),
        ("The navy met 30 ships off the cape.", "The line owns 400 ships, most of them new."),
        (
            "Sarne Telecom serves more than half of the 20 million people of the country with phone service.",
            "The failure left more than 11 million people of the country without phone service of Sarne Telecom.",
        ),
        (
            COUNTED.format("120"),
            AGAIN.format("240"),
        ),
    ],
)
def test_unlike_quantities_are_not_put_side_by_side(one, two):
    assert given(article("a", one), article("b", two)) == []


def test_a_figure_among_several_of_its_kind_in_an_article_is_not_compared():
    one = article("a", COUNTED.format("163"), "Another 88 waiting ships lie in the northern bay.")
    assert given(one, article("b", AGAIN.format("190"))) == []


def test_the_figure_of_a_later_day_is_news_and_does_not_differ():
    one = article("a", COUNTED.format("163"), day=date(2026, 11, 1))
    assert given(one, article("b", AGAIN.format("190"), day=date(2026, 11, 9))) == []
    assert given(one, article("b", AGAIN.format("190"), day=date(2026, 11, 2))) != []


def test_one_outlet_alone_gives_nothing():
    assert given(article("a", COUNTED.format("163"))) == []
    same = {"site": "Post"}
    assert given(article("a", COUNTED.format("163"), **same), article("b", AGAIN.format("190"), **same)) == []


def test_a_copied_sentence_is_no_second_source():
    assert given(article("a", COUNTED.format("163")), article("b", COUNTED.format("163"))) == []


def test_what_the_digest_tells_is_not_told_again_unless_sources_differ():
    one, agreeing = article("a", COUNTED.format("163")), article("b", AGAIN.format("163"))
    told = [Pick("a", one.sentences[0], 1.0)]
    assert given(one, agreeing, told=told) == []
    assert given(one, article("b", AGAIN.format("190")), told=told) == [(False, ("163", "190"))]


def test_there_are_three_at_most():
    things = ["ships", "barges", "cranes", "pilots", "tankers"]
    line = "The harbor of Melby said {} {} were kept off the quay by the storm."
    more = "Because of high waves and the storm, {} {} could not reach the quay in the harbor of Melby."
    one = article("a", *(line.format(20 + n, thing) for n, thing in enumerate(things)))
    two = article("b", *(more.format(20 + n, thing) for n, thing in enumerate(things)))
    assert len(figures([one, two])) == 3


def test_the_order_of_the_other_articles_does_not_matter():
    one, two, three = (article(name, COUNTED.format(n)) for name, n in (("a", "163"), ("b", "190"), ("c", "163")))
    extra = article("d", AGAIN.format("171"))
    found = {frozenset(values) for _, values in given(one, two, three, extra)}
    assert {frozenset(values) for _, values in given(one, extra, three, two)} == found


def test_other_languages_give_nothing():
    assert (
        figures([article("a", "Es sind 163 Schiffe.", code="de"), article("b", "Da sind 190 Schiffe.", code="de")])
        == ()
    )
