"""The same story on another day: known again by its articles or words, left out unless it has news."""

from datetime import UTC, date, datetime, timedelta

import pytest

from brief.compose import Edition, plan
from brief.group import group, printed, recall
from brief.model import Article, Edit, Past, Published, Source
from brief.text import language, sentences

DAY = date(2026, 11, 20)
FERRY = (
    "The Lune ferry is running again after eleven weeks of repair. The harbor board of Oxmoor bought a second boat. "
    "Tickets for the crossing stay at two crowns, the harbor board said."
)
SINKING = (
    "The Lune ferry was towed to the Oxmoor shipyard after its engine caught fire. "
    "Investigators found scorched wiring behind the galley stove. "
    "Forty passengers spent the night in a gymnasium, wrapped in blankets. "
    "The harbor board of Oxmoor halted every crossing of the ferry."
)
AGAIN = "The Lune ferry runs again after weeks of repair. Oxmoor's harbor board bought a second boat for the crossing."
CHESS = "The chess club of Tarn won the northern cup on Sunday. Rut Sand, the youngest player, is nine years old."


def article(name, text, url=None, **fields):
    title = fields.pop("title", text.split(".")[0])
    spans = sentences(text, [(0, len(text))], language("en"))
    return Article(name, Source("files", "in"), f"{name}.txt", url, title, text, spans, **fields)


def edition(day=DAY, *edits):
    return Edition("T", day, "UTC", "en", datetime(2026, 11, 20, tzinfo=UTC), edits=edits)


def remembered(*articles, day=DAY - timedelta(days=1), told=True, page=None):
    return tuple(printed(story, day, told=told, page=page) for story in group(articles))


def planned(articles, *records, settled=None):
    stories = group(articles)
    return plan(stories, settled or edition(), recall(stories, Past(tuple(records), 1)))


def test_nothing_is_recalled_where_nothing_was_printed():
    assert recall(group([article("a", FERRY)]), Past()) == {}


def test_an_article_that_was_printed_is_not_printed_again():
    chosen = planned([article("a", FERRY), article("c", CHESS)], *remembered(article("a", FERRY)))
    assert [s.lead.id for s in chosen.told] == ["c"]
    [left] = chosen.left_out
    assert (left.article.id, left.reason) == ("a", "printed before")
    assert left.why.startswith("told on 2026-11-19 as 'The Lune ferry is running again")


def test_the_same_words_under_another_address_are_no_news():
    chosen = planned([article("x", AGAIN, "https://echo.example/1")], *remembered(article("a", FERRY)))
    assert chosen.told == ()
    assert [one.reason for one in chosen.left_out] == ["printed before"]


def test_a_story_with_news_goes_on_under_its_id_as_an_update():
    before = remembered(article("a", FERRY), page="2026-11-19/briefing.html#story-1")
    [told] = planned([article("b", SINKING)], *before).told
    assert told.id == before[0].story
    assert (told.first_seen, told.update_of) == (DAY - timedelta(days=1), DAY - timedelta(days=1))
    assert told.before == "2026-11-19/briefing.html#story-1"


def test_an_update_is_measured_against_all_that_was_told_before():
    """What was news yesterday is none today, though an older edition did not have it."""
    first = remembered(article("a", FERRY), day=DAY - timedelta(days=2))
    [update] = planned([article("b", SINKING)], *first, settled=edition(DAY - timedelta(days=1))).told
    second = printed(update, DAY - timedelta(days=1), told=True, page=None)
    assert second.first_seen == DAY - timedelta(days=2)
    chosen = planned([article("d", SINKING, "https://echo.example/2")], *first, second)
    assert chosen.told == ()
    assert "told on 2026-11-19" in chosen.left_out[0].why


def test_another_event_is_a_story_of_its_own():
    [told] = planned([article("c", CHESS)], *remembered(article("a", FERRY))).told
    assert (told.first_seen, told.update_of) == (None, None)


def test_the_number_of_a_record_does_not_make_two_articles_one():
    """Files made every day count their records from 1."""
    [told] = planned([article("1", CHESS)], *remembered(article("1", FERRY))).told
    assert told.update_of is None


def test_two_stories_that_go_on_from_one_have_two_ids():
    before = remembered(article("a", FERRY + " " + SINKING + " " + CHESS))
    stories = group(
        [article("b", SINKING + " Divers searched the hull."), article("c", CHESS + " The cup is silver.")], 4
    )
    found = recall(stories, Past(before, 1))
    assert [one.printed.story for one in found.values()] == [before[0].story] * 2
    assert sum(one.keeps_id for one in found.values()) == 1
    chosen = plan(stories, edition(), found)
    ids = [s.id for s in (*chosen.told, *chosen.listed)]
    assert len(ids) == len(set(ids))


def test_what_was_only_listed_is_not_listed_again_either():
    chosen = planned([article("a", FERRY)], *remembered(article("a", FERRY), told=False))
    assert (chosen.told, chosen.listed) == ((), ())
    assert chosen.left_out[0].why.startswith("listed on 2026-11-19")


def test_the_editor_may_print_a_story_again():
    settled = edition(DAY, Edit("ferry", "pin"))
    [told] = planned([article("a", FERRY)], *remembered(article("a", FERRY)), settled=settled).told
    assert told.update_of == DAY - timedelta(days=1)


def test_what_is_known_goes_with_an_update():
    before = remembered(article("a", FERRY))
    chosen = planned([article("b", SINKING)], *before)
    assert chosen.known == {before[0].story: before[0].sentences}


@pytest.mark.parametrize("text", ["", "…", "文章很短。"])
def test_an_article_of_no_words_is_remembered_and_known_again(text):
    one = Article("a", Source("files", "in"), "a.txt", "https://x.example/1", "", text, (), published=Published(DAY))
    stories = group([one])
    record = printed(stories[0], DAY, told=True, page=None)
    assert recall(stories, Past((record,), 1))[stories[0].id].likeness == 1.0


def test_the_order_of_what_is_remembered_does_not_matter():
    records = (*remembered(article("a", FERRY)), *remembered(article("c", CHESS), day=DAY - timedelta(days=3)))
    stories = group([article("b", SINKING), article("d", CHESS + " The cup is silver.")])
    assert recall(stories, Past(records, 2)) == recall(stories[::-1], Past(records[::-1], 2))
