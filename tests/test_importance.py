"""What a story weighs: how many outlets tell it, and how fresh it is."""

from datetime import UTC, date, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from brief.group import Weighing, weighed
from brief.model import Article, Published, Source, Story

DAY = date(2017, 8, 19)
TODAY = Weighing(DAY, UTC)


def article(name, published=DAY, site=None, weight=1.0, **fields):
    published = Published(published) if isinstance(published, date) else published
    source = Source("files", name, weight=weight)
    given = {"url": None, "title": ""} | fields
    return Article(name, source, f"{name}.txt", text="", sentences=(), site=site, published=published, **given)


def importance(told, weighing):
    return weighed(told, weighing).importance


def story(*articles, duplicates=()):
    return Story("s", "Crane falls", "", 0, "world", (*articles, *duplicates), tuple(duplicates))


def test_one_outlet_today_is_one():
    assert importance(story(article("a")), TODAY) == 1.0


def test_each_outlet_adds_one():
    assert importance(story(article("a", site="Post"), article("b", site="News"), article("c")), TODAY) == 3.0


def test_two_articles_of_one_outlet_are_one_outlet():
    assert importance(story(article("a", site="Post"), article("b", site="Post")), TODAY) == 1.0


def test_copies_add_nothing():
    assert importance(story(article("a", site="Post"), duplicates=[article("b", site="News")]), TODAY) == 1.0


@pytest.mark.parametrize(("age", "weight"), [(0, 1.0), (1, 0.686292), (2, 0.5), (4, 0.299119), (10, 0.106028)])
def test_weight_halves_in_two_days_and_never_vanishes(age, weight):
    assert importance(story(article("a", DAY - timedelta(days=age))), TODAY) == weight


def test_the_freshest_article_counts():
    assert (
        importance(story(article("a", DAY - timedelta(days=10)), article("b", DAY - timedelta(days=2))), TODAY) == 1.0
    )


def test_a_fresh_copy_keeps_a_story_fresh():
    assert importance(story(article("a", DAY - timedelta(days=2)), duplicates=[article("b", DAY)]), TODAY) == 1.0


def test_an_undated_story_weighs_as_one_of_two_days():
    assert importance(story(article("a", None)), TODAY) == 0.5


def test_a_date_after_the_day_is_as_fresh_as_the_day():
    assert importance(story(article("a", DAY + timedelta(days=3))), TODAY) == 1.0


def test_the_day_is_that_of_the_zone():
    evening = Published(DAY - timedelta(days=1), time(23, 30, tzinfo=timezone(timedelta(hours=-5))))
    assert importance(story(article("a", evening)), Weighing(DAY, ZoneInfo("Europe/Berlin"))) == 1.0
    assert importance(story(article("a", evening)), Weighing(DAY, timezone(timedelta(hours=-5)))) == 0.686292


def test_yesterdays_story_of_three_stands_before_todays_of_two():
    three = story(*(article(name, DAY - timedelta(days=1)) for name in "abc"))
    two = story(*(article(name) for name in "de"))
    assert importance(three, TODAY) > importance(two, TODAY)


def test_an_old_story_of_many_weighs_less_than_a_new_one():
    assert importance(story(*(article(n, date(2010, 1, 1)) for n in "abcdef")), TODAY) < importance(
        story(article("g")), TODAY
    )


def test_importance_is_the_product_of_its_signals():
    told = weighed(
        story(article("a", DAY - timedelta(days=1), position=0, title="Solar park opens"), article("b", weight=2.5)),
        Weighing(DAY, UTC, boost=("solar park",)),
    )
    assert {signal.name: signal.value for signal in told.signals} == {
        "sources": 3.5, "freshness": 1.0, "position": 1.5, "boost": 2.0,
    }  # fmt: skip
    assert told.importance == 3.5 * 1.5 * 2


def test_pages_of_one_domain_are_one_source():
    pages = [
        article("a", url="https://www.post.example/1", site="Post"),
        article("b", url="https://edition.post.example/2", site="Post International"),
        article("c", url="https://news.bbc.co.uk/3"),
        article("d", url="https://www.itv.co.uk/4"),
    ]
    told = weighed(story(*pages), TODAY)
    assert told.importance == 3.0
    assert told.signals[0].why.startswith("3 sources without copies: ")


def test_the_weight_that_counts_is_the_largest_of_a_source():
    assert importance(story(article("a", site="Post", weight=0.5), article("b", site="Post", weight=2)), TODAY) == 2.0


@pytest.mark.parametrize(("place", "value"), [(0, 1.5), (3, 1.25), (24, 1.1)])
def test_what_stands_first_in_its_feed_weighs_more(place, value):
    assert importance(story(article("a", position=place), article("b", site="Echo")), TODAY) == 2 * value


def test_a_boosted_phrase_is_found_whatever_its_ending_but_only_whole():
    boost = Weighing(DAY, UTC, boost=("solar panel",))
    assert importance(story(article("a", title="Solar panels for Tarn’s school")), boost) == 2.0
    assert importance(story(article("a", title="A panel on solar storms")), boost) == 1.0


def test_the_user_says_how_fast_news_ages():
    assert importance(story(article("a", DAY - timedelta(days=6))), Weighing(DAY, UTC, half_life=6)) == 0.5


def test_many_sources_are_counted_and_some_named():
    why = weighed(story(*(article(name, site=name.upper()) for name in "abcdef")), TODAY).signals[0].why
    assert why == "6 sources without copies: A, B, C, D and 2 more"
