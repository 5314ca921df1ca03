"""Dates as pages print them, in a dozen forms; what is not surely a date stays undated."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.extract.dates import MONTHS, date_in_address, from_number, parse_date
from brief.model import Published

DAY = date(2017, 8, 19)


def hours(number):
    return timezone(timedelta(hours=number))


PRINTED = {
    "2017-08-19": None,
    "20170819": None,
    "2017/08/19": None,
    "2017.08.19": None,
    " 2017-08-19 ": None,
    "2017-08-19T10:30:00Z": time(10, 30, tzinfo=UTC),
    "2017-08-19T10:30:00+02:00": time(10, 30, tzinfo=hours(2)),
    "2017-08-19T10:30:00-0500": time(10, 30, tzinfo=hours(-5)),
    "2017-08-19 10:30": time(10, 30),
    "2017-08-19T10:30": time(10, 30),
    "Sat, 19 Aug 2017 10:30:00 +0000": time(10, 30, tzinfo=UTC),
    "Sat, 19 Aug 2017 10:30:00 GMT": time(10, 30, tzinfo=UTC),
    "19 Aug 2017 10:30:00 -0700": time(10, 30, tzinfo=hours(-7)),
    "Sat, August 19, 2017": None,
    "Saturday, 19 August 2017": None,
    "August 19, 2017": None,
    "August 19 2017": None,
    "Aug. 19, 2017": None,
    "aug 19, 2017": None,
    "AUGUST 19, 2017": None,
    "August 19th, 2017": None,
    "19 August 2017": None,
    "19 August, 2017": None,
    "19th of August 2017": None,
    "the 19th August 2017": None,
    "19 August 2017, 10.30": time(10, 30),
    "10:30 GMT, 19 August 2017": time(10, 30, tzinfo=UTC),
    "10:30 EST, 19 August 2017": time(10, 30, tzinfo=hours(-5)),
    "10:30 BST, 19 August 2017": time(10, 30, tzinfo=hours(1)),
    "August 19, 2017 at 5:30 pm": time(17, 30),
    "12:05 a.m. August 19, 2017": time(0, 5),
    "12:05 p.m. August 19, 2017": time(12, 5),
    "25:00 August 19, 2017": None,
    "Updated 19 August 2017 for all readers": None,
}


@pytest.mark.parametrize(("text", "moment"), PRINTED.items())
def test_forms_of_a_date(text, moment):
    assert parse_date(text, "text") == Published(DAY, moment, "text")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Aug 19, 2017, 5:30 p.m.", time(17, 30)),
        ("Aug 19, 2017 5:30 PM", time(17, 30)),
        ("Aug 19, 2017, 5:30 p.m. EDT", time(17, 30, tzinfo=hours(-4))),
        ("Aug 19, 2017 5:30 PM ET", time(17, 30, tzinfo=hours(-5))),
    ],
)
def test_the_afternoon_after_a_date(text, moment):
    assert parse_date(text, "text") == Published(DAY, moment, "text")


def test_a_date_with_hyphens_around_the_month():
    assert parse_date("19-Aug-2017", "text") == Published(DAY, None, "text")


@pytest.mark.parametrize("name", MONTHS)
def test_every_name_of_a_month(name):
    assert parse_date(f"{name} 3, 2016", "text") == Published(date(2016, MONTHS[name], 3), None, "text")


NOT_DATES = [
    "",
    "now",
    "yesterday",
    "3 hours ago",
    "2017",
    "August 2017",
    "May 5",
    "5 May",
    "Monday",
    "10:30",
    "08/19/2017",  # in some countries the 8th day of a 19th month
    "04/05/2017",
    "19.08.2017",
    "17-08-19",
    "version 1.2.2017",
    "2017-13-01",
    "2017-02-30",
    "20170230",
    "30 February 2017",
    "Feb 29, 2015",
    "0 May 2017",
    "Maybe 3, 2017",
    "1970-01-01",
    "1970-01-01T00:00:00Z",
    "1904-01-01",
    "1699-12-31",
    "2200-01-01",
    "0001-01-01",
    "9999-12-31",
    "+1 555 0100 2017",
]


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_is_not_surely_a_date_is_none(text):
    assert parse_date(text, "text") is None


def test_a_leap_day():
    assert parse_date("Feb 29, 2016", "record") == Published(date(2016, 2, 29))


def test_a_date_is_no_more_precise_than_its_text():
    assert parse_date("2017-08-19", "record").isoformat() == "2017-08-19"
    assert parse_date("2017-08-19 10:30", "record").isoformat() == "2017-08-19T10:30:00"


def test_a_date_says_where_it_stands():
    assert parse_date("2017-08-19", "page").origin == "page"
    assert date_in_address("/2017/08/19/", "address").origin == "address"
    assert from_number(1_503_138_600, "record").origin == "record"


@pytest.mark.parametrize(
    "address",
    [
        "/2017/08/19/crane-falls",
        "/world/2017/8/19",
        "/2017/aug/19/crane-falls",
        "2017-08-19-crane.txt",
        "crane-2017-08-19.txt",
        "/news/2017-08-19/",
        "/2016/13/40/2017/08/19/",
    ],
)
def test_dates_in_addresses(address):
    assert date_in_address(address, "address") == Published(DAY, None, "address")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/crane",
        "/2017/08/crane",
        "/12017-08-19",
        "/2017/08/191",
        "/2017/13/01/",
        "/2017/02/30/",
        "/1817/08/19/",
        "1970-01-01.txt",
    ],
)
def test_addresses_without_a_date(address):
    assert date_in_address(address, "address") is None


@pytest.mark.parametrize("number", [1_503_138_600, 1_503_138_600.0, 1_503_138_600_000])
def test_unix_times_in_seconds_and_milliseconds(number):
    assert from_number(number, "record") == Published(DAY, time(10, 30, tzinfo=UTC), "record")


@pytest.mark.parametrize("number", [0, 2017, 1e20, -1e20, 10**400, float("nan"), float("inf"), -float("inf")])
def test_numbers_that_are_no_unix_time(number):
    assert from_number(number, "record") is None


def test_a_day_written_as_a_number_is_no_day_of_1970():
    found = from_number(20_170_819, "record")
    assert found is None or found.day == DAY


@given(st.datetimes(datetime(1971, 1, 1), datetime(2199, 12, 31)))  # noqa: DTZ001
def test_every_day_is_read_back_as_it_is_printed(moment):
    day = moment.date()
    month = next(name for name, number in MONTHS.items() if number == day.month)
    for text in (
        day.isoformat(),
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month.upper()} {day.year}",
        moment.isoformat(),
    ):
        assert parse_date(text, "record").day == day


@given(st.text(alphabet="0123456789-:/., +TZaApPmMJunGST", max_size=40))
def test_any_text_gives_a_date_or_none(text):
    found = parse_date(text, "record")
    assert found is None or 1700 <= found.day.year < 2200


@pytest.mark.parametrize("unit", ["1", "1 ", "12:", "jan ", "1 jan ", "2017-", " ", "a.m", "(", "+"])
@pytest.mark.processor_seconds(2)
def test_long_texts_take_little_time(unit):
    parse_date(unit * (100_000 // len(unit)), "text")
    date_in_address(unit * (100_000 // len(unit)), "address")
