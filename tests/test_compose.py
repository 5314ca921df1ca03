"""The editor: who is admitted, who comes first, who is told, and in which section."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from brief.compose import Admitted, Edition, Limits, Plan, admit, compose, fit, plan, reasons
from brief.model import Article, LeftOut, Pick, Problem, Published, Sentence, Source, Story

TITLES = {"world": "World", "sport": "Sport", "general": "General"}
TEXT = "Snow fell in Tarn."


def edition(zone="UTC", day=date(2026, 11, 20), **changes):
    return Edition("The Morning Brief", day, zone, "en", datetime(2026, 11, 20, tzinfo=UTC), **changes)


def article(name, published=None, **fields):
    text = Sentence(0, 0, TEXT, 0, len(TEXT))
    return Article(
        name, Source("files", "in"), f"in/{name}.txt", None, name, TEXT, (text,), published=published, **fields
    )


def story(name, importance=0.0, section="world", published=None, articles=None):
    return Story(name, name, "", 0, section, articles or (article(name, published),), importance=importance)


def composed(told, listed=(), admitted=None, problems=()):
    everything = tuple(a for s in (*told, *listed) for a in s.articles)
    with_digests = tuple(replace(s, digest=(Pick(s.articles[0].id, s.articles[0].sentences[0], 1.0),)) for s in told)
    return compose(Plan(with_digests, tuple(listed)), edition(), problems, admitted or Admitted(everything), TITLES)


# ---------------------------------------------------------------------------------------------- admit


@pytest.mark.parametrize(
    ("published", "stays"),
    [
        (None, True),
        (Published(date(2026, 11, 20)), True),
        (Published(date(1999, 1, 1)), True),
        (Published(date(2026, 11, 21)), False),
        (Published(date(2026, 11, 20), time(23, 59)), True),
        (Published(date(2026, 11, 20), time(23, 59, tzinfo=UTC)), True),
        # One o'clock of the 21st in Tokyo is the 20th in Greenwich, half past eleven at night in New York the 21st.
        (Published(date(2026, 11, 21), time(1, tzinfo=timezone(timedelta(hours=9)))), True),
        (Published(date(2026, 11, 20), time(23, 30, tzinfo=timezone(timedelta(hours=-5)))), False),
    ],
)
def test_what_is_dated_after_the_edition_is_left_out_and_counted(published, stays):
    found = admit([article("a", published), article("b")], edition())
    assert [a.id for a in found.articles] == (["a", "b"] if stays else ["b"])
    assert [one.reason for one in found.left_out] == ([] if stays else ["too new"])


def test_the_day_of_an_article_is_that_of_the_editions_zone():
    late = article("a", Published(date(2026, 11, 20), time(20, tzinfo=UTC)))
    assert admit([late], edition("Asia/Tokyo")).left_out
    assert not admit([late], edition("America/New_York")).left_out


@pytest.mark.parametrize(
    ("published", "stays"),
    [
        (None, True),
        (Published(date(2026, 11, 18)), True),  # perhaps of the evening
        (Published(date(2026, 11, 17)), False),
        (Published(date(2026, 11, 18), time(11, 59)), False),
        (Published(date(2026, 11, 18), time(12)), True),
    ],
)
def test_what_is_older_than_the_edition_reaches_is_left_out(published, stays):
    since = datetime(2026, 11, 18, 12, tzinfo=UTC)
    assert bool(admit([article("a", published)], edition(since=since)).articles) == stays


@pytest.mark.parametrize(
    ("embargo", "stays"),
    [
        (Published(date(2026, 11, 19), time(6)), True),
        (Published(date(2026, 11, 20)), True),
        (Published(date(2026, 11, 20), time(0, 1)), False),
        (Published(date.max), False),
        (Published(date.max, time(23, 59, tzinfo=timezone(timedelta(hours=-12)))), False),
    ],
)
def test_what_is_under_embargo_when_the_day_begins_is_left_out(embargo, stays):
    found = admit([article("a", embargo=embargo)], edition())
    assert bool(found.articles) == stays
    assert stays or found.left_out[0].reason == "embargoed"


def test_a_notice_of_withdrawal_and_what_it_kills_are_left_out():
    notice, killed, other = article("n", withdrawn=True), article("k"), article("o")
    found = admit([notice, killed, other], edition(), {"k": "n"})
    assert [a.id for a in found.articles] == ["o"]
    assert [(one.reason, one.why) for one in found.left_out] == [
        ("withdrawn", "a notice of withdrawal"),
        ("withdrawn", "by the notice n"),
    ]


def test_a_muted_phrase_in_a_headline_leaves_an_article_out():
    found = admit([article("Your horoscopes for Friday"), article("Horror on stage")], edition(mute=("horoscope",)))
    assert [a.id for a in found.articles] == ["Horror on stage"]
    assert found.left_out[0].why == "has 'horoscope' in its headline"


# ---------------------------------------------------------------------------------------------- plan


def test_the_most_important_story_comes_first_then_the_newest_then_by_id():
    new, old = Published(date(2026, 11, 20)), Published(date(2026, 11, 1))
    given = [
        story("d"),
        story("c", published=old),
        story("z", 2.0),
        story("b", published=new),
        story("a", published=new),
    ]
    assert [s.id for s in plan(given, edition()).told] == ["z", "a", "b", "c", "d"]


def test_a_story_is_as_new_as_its_newest_article():
    mixed = story(
        "m", articles=(article("x", Published(date(2026, 11, 1))), article("y", Published(date(2026, 11, 19))))
    )
    other = story("a", published=Published(date(2026, 11, 18)))
    assert [s.id for s in plan([other, mixed], edition()).told] == ["m", "a"]


@pytest.mark.parametrize("most", [1, 2, 3, 9])
def test_no_more_stories_are_told_than_the_edition_allows_and_none_is_lost(most):
    given = [story(str(n), float(n)) for n in range(3)]
    chosen = plan(given, edition(limits=Limits(stories=most)))
    assert [s.id for s in chosen.told] == ["2", "1", "0"][:most]
    assert [s.id for s in (*chosen.told, *chosen.listed)] == ["2", "1", "0"]


def test_the_order_in_which_stories_come_does_not_matter():
    given = [story(name) for name in "abcd"]
    assert plan(given, edition()) == plan(given[::-1], edition())


def why_listed(chosen):
    return {one.id: one.listed for one in chosen.listed}


def test_a_section_tells_no_more_than_its_cap_and_the_others_go_on():
    given = [story("a", 5, "sport"), story("b", 4, "sport"), story("c", 3, "world")]
    chosen = plan(given, edition(limits=Limits(sections={"sport": 1})))
    assert [s.id for s in chosen.told] == ["a", "c"]
    assert why_listed(chosen) == {"b": "beyond the cap of 1 for the section"}


def test_a_section_may_tell_nothing():
    chosen = plan([story("a", 5, "sport")], edition(limits=Limits(sections={"sport": 0})))
    assert (chosen.told, [s.id for s in chosen.listed]) == ((), ["a"])


def test_an_outlet_leads_no_more_stories_than_its_cap():
    given = [story(n, float(i), articles=(article(n, site="Post"),)) for i, n in enumerate("abc")] + [story("d")]
    chosen = plan(given, edition(limits=Limits(source=2)))
    assert [s.id for s in chosen.told] == ["c", "b", "d"]
    assert why_listed(chosen) == {"a": "beyond the cap of 2 for Post"}


def test_what_does_not_fit_says_so():
    chosen = plan([story("a", 1), story("b")], edition(limits=Limits(stories=1)))
    assert why_listed(chosen) == {"b": "beyond the edition's cap of 1"}


def long_story(name, words, importance=0.0):
    text = " ".join(["word"] * (words - 1))
    return replace(story(name, importance), digest=(Pick(name, Sentence(0, 0, text, 0, len(text)), 1.0),))


@pytest.mark.parametrize(("minutes", "told"), [(1, "a"), (2, "ab"), (3, "ab"), (4, "abc"), (None, "abc")])
def test_as_much_is_told_as_can_be_read_in_the_minutes(minutes, told):
    """230 words a minute: 200, 230 and 450 words are .87, 1.87 and 3.8 minutes in all."""
    settled = edition(limits=Limits(minutes=minutes))
    given = plan([long_story("a", 200, 3), long_story("b", 230, 2), long_story("c", 450, 1)], settled)
    chosen = fit(given, settled)
    assert "".join(s.id for s in chosen.told) == told
    assert [s.id for s in (*chosen.told, *chosen.listed)] == ["a", "b", "c"]
    assert all(s.listed == f"beyond the reading time of {minutes} min" for s in chosen.listed)
    assert not any(s.digest for s in chosen.listed)


def test_no_shorter_story_overtakes_one_that_does_not_fit():
    settled = edition(limits=Limits(minutes=1))
    given = plan([long_story("a", 100, 3), long_story("b", 200, 2), long_story("c", 20, 1)], settled)
    assert [s.id for s in fit(given, settled).told] == ["a"]


def test_one_story_is_told_however_long_it_is():
    settled = edition(limits=Limits(minutes=1))
    assert [s.id for s in fit(plan([long_story("a", 900)], settled), settled).told] == ["a"]


# ---------------------------------------------------------------------------------------------- compose


def test_a_section_stands_where_its_most_important_story_puts_it_and_the_last_one_last():
    made = composed([story("a", 3, "general"), story("b", 2, "sport"), story("c", 1, "world"), story("d", 0, "sport")])
    assert [section.slug for section in made.sections] == ["sport", "world", "general"]
    assert [section.title for section in made.sections] == ["Sport", "World", "General"]
    assert [s.id for s in made.sections[0].stories] == ["b", "d"]


def test_a_section_that_is_only_listed_is_there():
    made = composed([story("a", 1, "world")], [story("b", 0, "sport"), story("c", 0, "world")])
    assert [(s.slug, len(s.stories), len(s.others)) for s in made.sections] == [("world", 1, 1), ("sport", 0, 1)]


def test_a_section_without_a_title_is_called_by_its_slug():
    assert composed([story("a", section="gardening")]).sections[0].title == "Gardening"


def test_stories_that_are_told_carry_their_digest_and_listed_ones_none():
    made = composed([story("a")], [story("b")])
    assert [pick.article for pick in made.sections[0].stories[0].digest] == ["a"]
    assert made.sections[0].others[0].digest == ()


def test_the_edition_goes_into_the_briefing_as_it_was_settled():
    made = composed([story("a")])
    settled = edition()
    assert (made.title, made.day, made.zone, made.language, made.generated) == (
        settled.title, settled.day, settled.zone, settled.language, settled.generated,
    )  # fmt: skip


def test_the_figures_are_those_of_the_briefing():
    dated = Published(date(2026, 11, 19))
    one, copy, other = article("a", dated, site="Post"), article("b", site="Post"), article("c", site="Echo")
    told = Story("s", "s", "", 0, "world", (one, copy), duplicates=(copy,))
    made = composed(
        [told],
        [story("l", articles=(other,))],
        problems=(Problem("read", "x", "is binary"),),
        admitted=Admitted((one, copy, other), tuple(LeftOut(article(n), "too new", "") for n in "wxyz")),
    )
    figures = made.statistics
    assert (figures.articles, figures.sources, figures.stories) == (3, 2, 2)
    assert (figures.told, figures.listed, figures.duplicates) == (1, 1, 1)
    assert (figures.read, figures.left_out) == (7, {"too new": 4})
    assert (figures.too_new, figures.undated, figures.problems, figures.words) == (4, 2, 1, len(TEXT.split()))
    assert made.problems == (Problem("read", "x", "is binary"),)


def test_why_nothing_is_printed_is_said_with_a_case_of_each_reason():
    left_out = (
        LeftOut(article("a"), "too new", "x"),
        LeftOut(article("b"), "muted", "y"),
        LeftOut(article("c"), "muted", "z"),
    )
    made = composed([], admitted=Admitted((), left_out))
    assert reasons(made) == "3 articles left out: 2 muted (y), 1 too new (x)"
