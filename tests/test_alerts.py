"""A source that fails is said loudly when it has failed in some editions in a row, not once."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from brief.compose import Alert, asked, failing
from brief.model import Briefing, Health, Past, Statistics
from brief.render.markdown import escaped
from brief.store import Store

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
BAD = Health("https://bad.example/feed", "https://bad.example/feed", visited=NOON, failures=1, why="answers 500")
GOOD = Health("https://good.example/feed", "https://good.example/feed", visited=NOON, succeeded=NOON)


def before(days):
    return DAY - timedelta(days=days)


def briefing(*health, zone="UTC"):
    return Briefing(
        title="Tarn", day=DAY, zone=zone, language="en", generated=NOON, sections=(), statistics=Statistics(), health=health
    )  # fmt: skip


def test_it_takes_the_editions_and_not_the_visits():
    often = replace(BAD, failures=40)  # asked every hour between two editions
    assert failing(briefing(often, GOOD), {}, 3) == []
    assert failing(briefing(often, GOOD), {BAD.source: [before(1)]}, 3) == []
    found = failing(briefing(often, GOOD), {BAD.source: [before(1), before(4)]}, 3)
    assert found == [Alert(often, 3, before(4))]


def test_a_source_that_answers_again_is_no_alert():
    assert failing(briefing(GOOD), {GOOD.source: [before(1), before(2), before(3)]}, 1) == []


def test_one_is_loud_at_once_where_that_is_asked_for():
    assert failing(briefing(BAD), {}, 1) == [Alert(BAD, 1, DAY)]


def test_what_was_not_asked_for_this_edition_says_nothing_of_it():
    stale = replace(BAD, visited=NOON - timedelta(days=1))
    never = replace(BAD, visited=None)
    assert asked(briefing(stale, never)) == {}
    assert failing(briefing(stale), {BAD.source: [before(1), before(2)]}, 1) == []


def test_the_day_is_that_of_the_editions_zone():
    late = replace(BAD, visited=datetime(2026, 11, 19, 23, 30, tzinfo=UTC))
    assert asked(briefing(late, zone="Europe/Oslo")) == {BAD.source: True}
    assert asked(briefing(late)) == {}


@pytest.fixture
def store(tmp_path):
    with Store(str(tmp_path / "store.sqlite")) as found:
        yield found


def record(store, days, **failed):
    store.record(before(days), "T", [], {f"{name}\ud800": has_failed for name, has_failed in failed.items()})


def test_the_store_counts_editions_in_a_row(store):
    record(store, 9, a=True, b=True)
    record(store, 7, a=False, b=True)
    record(store, 4, a=True, b=True, c=True)
    record(store, 2, a=True, b=True, c=False)
    assert store.past(DAY).failing == {
        "a\ud800": (before(2), before(4)),
        "b\ud800": (before(2), before(4), before(7), before(9)),
    }
    assert store.past(before(9)) == Past()
    assert store.past(before(8)).failing == {"a\ud800": (before(9),), "b\ud800": (before(9),)}


def test_an_edition_that_is_made_again_is_counted_once_and_by_what_was_asked_then(store):
    record(store, 2, a=True, b=True)
    record(store, 1, a=True, b=True)
    record(store, 1, a=False)  # it answers now; the other was not asked this time
    assert store.past(DAY).failing == {"b\ud800": (before(1), before(2))}
    record(store, 2)
    assert store.past(DAY).failing == {"b\ud800": (before(1), before(2))}


def test_pruning_forgets_what_is_long_ago(store):
    record(store, 100, a=True)
    record(store, 50, a=False)
    record(store, 1, a=True)
    store.prune(before(10))
    assert store.past(DAY).failing == {"a\ud800": (before(1),)}
    assert store.past(before(50)).failing == {}


def test_pruning_does_not_forget_since_when_a_source_fails(store):
    record(store, 300, a=True, b=True)
    record(store, 250, a=False, b=True)
    for days in range(200, 0, -1):
        record(store, days, a=True, b=True)
        store.prune(before(days - 60))
    failed = store.past(DAY).failing
    assert (len(failed["a\ud800"]), failed["a\ud800"][-1]) == (200, before(200))
    assert (len(failed["b\ud800"]), failed["b\ud800"][-1]) == (202, before(300))
    assert store.past(before(260)).failing == {"b\ud800": (before(300),)}
    record(store, 0, a=False, b=False)
    store.prune(DAY + timedelta(days=1))
    assert store.past(before(100)).failing == {}


def test_a_workflow_says_it_too(run, site, inside, monkeypatch):
    (inside / "brief.toml").write_text('store = "s.sqlite"\n[output]\nformats = ["json"]\n[web]\nalert_after = 1\n')
    good = site.put_feed("/good.xml", site.item("Market closes in Melby", site.whole("Melby"), when=datetime.now(UTC)))
    site.put("/bad.xml", "broken", status=500)
    bad, today = site.url("/bad.xml"), datetime.now(UTC).date()
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    words = ("build", good, bad, "--date", today.isoformat())
    said = f"{bad} failed in 1 edition in a row, since {today}: answers 500"
    _, _, err = run(*words, "--summary", "s.md")
    assert f"::error title=A source keeps failing::{said}\n" in err
    text = (inside / "s.md").read_text(encoding="utf-8")
    assert f"**1 source keeps failing**\n\n- {escaped(said)}\n" in text
    lines = map(json.loads, run(*words, "--log-format", "json")[2].splitlines())
    (told,) = (one for one in lines if "edition in a row" in one["message"])
    assert (told["level"], told["where"], told["alert"]) == ("warning", bad, said)


def test_a_build_says_it_from_the_third_edition_on(run, site, inside):
    (inside / "brief.toml").write_text('store = "s.sqlite"\n[output]\nformats = ["json"]\n')
    good = site.put_feed("/good.xml", site.item("Market closes in Melby", site.whole("Melby"), when=datetime.now(UTC)))
    site.put("/bad.xml", "broken", status=500)
    today = datetime.now(UTC).date()
    with Store("s.sqlite") as kept:
        kept.record(today - timedelta(days=1), "T", [], {site.url("/bad.xml"): True})
    words = ("build", good, site.url("/bad.xml"), "--date", today.isoformat())
    assert "editions in a row" not in run(*words)[2]
    with Store("s.sqlite") as kept:
        kept.record(today - timedelta(days=3), "T", [], {site.url("/bad.xml"): True})
    code, _, err = run(*words)
    assert code == 3
    assert (
        f"brief: WARNING: {site.url('/bad.xml')} failed in 3 editions in a row, since {today - timedelta(days=3)}: "
        "answers 500; brief sources --check asks it now\n"
    ) in err
    (inside / "brief.toml").write_text('store = "s.sqlite"\n[output]\nformats = ["json"]\n[web]\nalert_after = 4\n')
    assert "editions in a row" not in run(*words)[2]
