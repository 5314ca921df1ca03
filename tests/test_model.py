"""The values that travel: dates no more precise than their source, outlets, frozen data."""

import dataclasses
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from brief import model
from brief.model import Article, Document, Pick, Problem, Published, Section, Sentence, Source, Story, Summary

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = timezone(timedelta(hours=-5))


def article(*, site=None, name=None, url=None, location="news/crane.txt", title="Crane falls"):
    return Article("a", Source("files", "news", name), location, url, title, "", (), site=site)


def test_a_bare_date_is_midnight_in_the_zone_of_the_edition():
    assert Published(date(2017, 8, 19)).instant(BERLIN) == datetime(2017, 8, 18, 22, 0, tzinfo=UTC)


def test_a_time_without_an_offset_is_in_the_zone_of_the_edition():
    assert Published(date(2017, 1, 2), time(9, 30)).instant(BERLIN) == datetime(2017, 1, 2, 8, 30, tzinfo=UTC)


def test_a_time_with_an_offset_is_that_moment_in_every_zone():
    published = Published(date(2017, 8, 19), time(10, 0, tzinfo=NEW_YORK))
    assert published.instant(BERLIN) == published.instant(UTC) == datetime(2017, 8, 19, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize("zone", [UTC, BERLIN, ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Pacific/Pago_Pago")])
def test_a_bare_date_is_that_day_everywhere(zone):
    assert Published(date(2017, 8, 19)).day_in(zone) == date(2017, 8, 19)
    assert Published(date(2017, 8, 19), time(23, 59)).day_in(zone) == date(2017, 8, 19)


def test_the_evening_in_one_zone_is_the_next_day_in_another():
    published = Published(date(2017, 8, 19), time(23, 30, tzinfo=NEW_YORK))
    assert published.day_in(BERLIN) == date(2017, 8, 20)
    assert published.day_in(NEW_YORK) == date(2017, 8, 19)


@pytest.mark.parametrize(
    ("published", "printed"),
    [
        (Published(date(2017, 8, 19)), "2017-08-19"),
        (Published(date(2017, 8, 19), time(7, 5)), "2017-08-19T07:05:00"),
        (Published(date(2017, 8, 19), time(7, 5, tzinfo=UTC)), "2017-08-19T07:05:00+00:00"),
        (Published(date(2017, 8, 19), time(7, 5, tzinfo=NEW_YORK)), "2017-08-19T07:05:00-05:00"),
    ],
)
def test_a_date_is_printed_as_far_as_it_is_known(published, printed):
    assert published.isoformat() == printed


def test_the_outlet_is_the_name_the_article_gives():
    assert article(site="Melby Post", name="My feed", url="https://www.melby.example/a").outlet == "Melby Post"


def test_the_outlet_is_else_the_name_of_the_source():
    assert article(name="My feed", url="https://www.melby.example/a").outlet == "My feed"


def test_the_outlet_is_else_the_host_without_www():
    assert article(url="https://www.melby.example/a").outlet == "melby.example"
    assert article(url="https://news.melby.example:8080/a").outlet == "news.melby.example"


def test_the_outlet_is_else_the_name_of_the_file_without_its_folder():
    assert article().outlet == "crane.txt"


def test_the_lead_of_a_story_is_its_first_article():
    first, second = article(title="One"), article(title="Two")
    assert Story("s", "t", "l", 0, "world", (first, second)).lead is first


VALUES = [
    Source("files", "x"),
    Document(Source("files", "x"), "x", "text/plain", b""),
    Published(date(2017, 8, 19)),
    Sentence(0, 0, "a", 0, 1),
    article(),
    Pick("a", Sentence(0, 0, "a", 0, 1), 1.0),
    Summary("a", "lead", ()),
    Story("s", "t", "l", 0, "world", (article(),)),
    Section("world", "World", ()),
    Problem("read", "x", "y"),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_no_value_can_be_changed(value):
    name = dataclasses.fields(value)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, name, "other")


def test_every_value_of_the_model_is_a_frozen_dataclass():
    classes = [getattr(model, name) for name in model.__all__]
    assert {type(value) for value in VALUES} <= set(classes)
    assert all(dataclasses.is_dataclass(cls) and cls.__dataclass_params__.frozen for cls in classes)
