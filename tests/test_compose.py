"""The editor: who is admitted, who comes first, who is told, and in which section."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from brief.compose import Admitted, Edition, Plan, admit, compose, plan
from brief.model import Article, Pick, Problem, Published, Sentence, Source, Story

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


def composed(told, listed=(), **changes):
    digests = {s.id: (Pick(s.articles[0].id, s.articles[0].sentences[0], 1.0),) for s in told}
    everything = tuple(a for s in (*told, *listed) for a in s.articles)
    given = {"problems": (), "admitted": Admitted(everything, 0)} | changes
    return compose(Plan(tuple(told), tuple(listed)), digests, edition(), given["problems"], given["admitted"], TITLES)


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
    assert found.too_new == (not stays)


def test_the_day_of_an_article_is_that_of_the_editions_zone():
    late = article("a", Published(date(2026, 11, 20), time(20, tzinfo=UTC)))
    assert admit([late], edition("Asia/Tokyo")).too_new == 1
    assert admit([late], edition("America/New_York")).too_new == 0


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
    chosen = plan(given, edition(max_stories=most))
    assert [s.id for s in chosen.told] == ["2", "1", "0"][:most]
    assert [s.id for s in (*chosen.told, *chosen.listed)] == ["2", "1", "0"]


def test_the_order_in_which_stories_come_does_not_matter():
    given = [story(name) for name in "abcd"]
    assert plan(given, edition()) == plan(given[::-1], edition())


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
        admitted=Admitted((one, copy, other), 4),
    )
    figures = made.statistics
    assert (figures.articles, figures.sources, figures.stories) == (3, 2, 2)
    assert (figures.told, figures.listed, figures.duplicates) == (1, 1, 1)
    assert (figures.too_new, figures.undated, figures.problems, figures.words) == (4, 2, 1, len(TEXT.split()))
    assert made.problems == (Problem("read", "x", "is binary"),)
