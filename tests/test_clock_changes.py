"""The days on which clocks change: whose day it is, and which time it takes, whatever zone the machine is in."""

import time as clock
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from brief.cli import edition as settling
from brief.config import Config
from brief.model import Past

#: Zone -> the day on which an hour is skipped, and that on which one comes twice.
CHANGES = {
    "Europe/Zurich": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
}
DAYS = [(zone, day) for zone, days in CHANGES.items() for day in days]
NOTHING = {"title": None, "since": None, "max_stories": None, "minutes": None}


@pytest.fixture(params=["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York"])
def _machine(request, monkeypatch):
    """The zone that the machine is set to."""
    monkeypatch.setenv("TZ", request.param)
    clock.tzset()
    yield
    monkeypatch.undo()
    clock.tzset()


@pytest.fixture
def at(monkeypatch):
    """Set the clock that the command line reads to a moment."""

    def set_to(moment):
        class Clock(datetime):
            @classmethod
            def now(cls, tz=None):
                return moment.astimezone(tz)

        monkeypatch.setattr(settling, "datetime", Clock)

    return set_to


def local(day, hour, minute, zone, fold=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone), fold=fold)


def config(zone, **more):
    return Config.model_validate({"edition": {"zone": zone, **more}})


@pytest.mark.usefixtures("_machine")
@pytest.mark.parametrize(("hour", "minute"), [(0, 30), (1, 30), (2, 30), (3, 30), (23, 30)])
@pytest.mark.parametrize(("zone", "day"), DAYS)
def test_the_day_is_that_of_the_zone(at, zone, day, hour, minute):
    for fold in (0, 1):  # 02:30 comes twice in autumn, and not at all in spring: then it is 01:30 or 03:30
        at(local(day, hour, minute, zone, fold).astimezone(UTC))
        assert settling.day_of(config(zone), None) == day


@pytest.mark.usefixtures("_machine")
@pytest.mark.parametrize(("zone", "day"), DAYS)
def test_it_changes_at_midnight_there(at, zone, day):
    midnight = local(day, 0, 0, zone).astimezone(UTC)
    for moment, expected in ((midnight, day), (midnight - timedelta(seconds=1), day - timedelta(days=1))):
        at(moment)
        assert settling.day_of(config(zone), None) == expected
    at(local(day + timedelta(days=1), 0, 0, zone).astimezone(UTC))
    assert settling.day_of(config(zone), None) == day + timedelta(days=1)


@pytest.mark.usefixtures("_machine")
@pytest.mark.parametrize(("zone", "day"), DAYS)
def test_feeds_are_taken_from_36_hours_before_that_day_to_its_end(zone, day):
    edition = settling.edition_of(config(zone), NOTHING, day, Past(), numbered=False)
    first, last = (moment.astimezone(UTC) for moment in settling.window_of(edition))
    hours = 23 if day == CHANGES[zone][0] else 25
    begin = local(day, 0, 0, zone).astimezone(UTC)
    assert last - begin == timedelta(hours=hours)
    assert first == local(day - timedelta(days=2), 12, 0, zone).astimezone(UTC)


@pytest.mark.usefixtures("_machine")
@pytest.mark.parametrize("since", ["36h", "3d"])
@pytest.mark.parametrize("after", [0, 1])
@pytest.mark.parametrize(("zone", "day"), DAYS)
def test_a_span_is_counted_back_by_the_clock_on_the_wall(zone, day, since, after):
    day += timedelta(days=after)
    edition = settling.edition_of(config(zone, since=since), NOTHING, day, Past(), numbered=False)
    expected = {"36h": local(day - timedelta(days=2), 12, 0, zone), "3d": local(day - timedelta(days=3), 0, 0, zone)}
    assert edition.since.astimezone(UTC) == expected[since].astimezone(UTC)


@pytest.mark.usefixtures("_machine")
@pytest.mark.parametrize(("zone", "day"), DAYS)
def test_the_edition_s_own_time_stamp_is_its_midnight(zone, day):
    edition = settling.edition_of(config(zone), NOTHING, day, Past(), numbered=False)
    assert edition.generated.astimezone(UTC) == local(day, 0, 0, zone).astimezone(UTC)


@pytest.mark.usefixtures("_machine")
@pytest.mark.parametrize(("zone", "day"), DAYS)
def test_a_morning_of_such_a_day_is_made_once(at, command_line, inside, zone, day):
    (inside / "a.txt").write_text("Ferry sails again\n\nThe Lune ferry is running again. Tickets cost two crowns.\n")
    (inside / "brief.toml").write_text(
        f'store = "s.sqlite"\n[edition]\nzone = "{zone}"\n[output]\nformats = ["json"]\n[[source]]\nlocation = "a.txt"\n'
    )
    said = []
    for hour, fold in ((0, 0), (1, 0), (2, 0), (2, 1), (23, 0)):
        at(local(day, hour, 30, zone, fold).astimezone(UTC))
        said.append(command_line("build", "--once")[2])
    assert said[0].startswith(f"{day}: 1 article")
    assert said[1:] == [f"{day}: this edition was made already; without --once it is made again\n"] * 4
    assert [path.name for path in (inside / "output").iterdir() if path.is_dir()] == [day.isoformat()]
