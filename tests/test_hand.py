"""The editor's hand: what edits find, what they do, and that they are told apart from quotations."""

from datetime import UTC, date, datetime

import pytest

from brief.compose import Admitted, Edition, admit, compose, plan, unmatched
from brief.compose.hand import drops, edited
from brief.model import Article, Edit, Sentence, Source, Story

TEXT = "Snow fell in Tarn."
URL = "https://www.post.example/2026/snow"


def article(name, title="", url=None):
    sentence = Sentence(0, 0, TEXT, 0, len(TEXT))
    return Article(name, Source("files", "in"), f"in/{name}.txt", url, title, TEXT, (sentence,))


def story(name, *articles, title="", importance=0.0):
    told = articles or (article(f"{name}-1", title or name),)
    return Story(name, title or name, "", 0, "world", told, importance=importance)


def edition(*edits):
    return Edition("T", date(2026, 11, 20), "UTC", "en", datetime(2026, 11, 20, tzinfo=UTC), edits=tuple(edits))


@pytest.mark.parametrize(
    "match",
    [URL, "http://post.example/2026/snow/", f"{URL}#top", "a1", "s1", "snow tarn", "Tarn’s snows", "three roads"],
)
def test_an_edit_finds_its_story_by_address_id_or_words_of_a_headline(match):
    told = story(
        "s1", article("a1", "Snow closes Tarn", URL), article("a2", "Three roads are shut"), title="Snow in Tarn"
    )
    assert edited(told, [Edit(match, "pin")]).edits == (Edit(match, "pin"),)


@pytest.mark.parametrize("match", ["https://post.example/2026", f"{URL}?page=2", "a", "snow shut", "snowman", "…"])
def test_an_edit_finds_nothing_by_half_of_it(match):
    """Words of two headlines are no words of one; nor is an address the beginning of another."""
    told = story(
        "s1", article("a1", "Snow closes Tarn", URL), article("a2", "Three roads are shut"), title="Snow in Tarn"
    )
    assert edited(told, [Edit(match, "pin")]) is told


def test_the_last_new_title_holds_and_is_marked():
    told = edited(story("s1", title="Snow"), [Edit("snow", "retitle", "Ice"), Edit("snow", "retitle", "Sleet")])
    assert told.title == "Sleet"
    assert [edit.text for edit in told.edits] == ["Ice", "Sleet"]


def test_drop_by_an_articles_address_or_id_takes_that_article_only():
    page, other = article("a1", "Snow closes Tarn", URL), article("a2", "Snow shuts roads")
    for match in (URL, "a1"):
        settled = edition(Edit(match, "drop"))
        found = admit([page, other], settled)
        assert [a.id for a in found.articles] == ["a2"]
        assert [(one.reason, one.why) for one in found.left_out] == [("dropped", f"by the editor ({match})")]
        assert plan([story("s1", other)], settled).told


def test_drop_by_words_or_a_storys_id_takes_the_story():
    for match in ("s1", "snow tarn"):
        chosen = plan([story("s1", title="Snow in Tarn"), story("s2", title="Chess")], edition(Edit(match, "drop")))
        assert [s.id for s in chosen.told] == ["s2"]
        assert [(one.article.id, one.reason) for one in chosen.left_out] == [("s1-1", "dropped")]


def test_the_lead_comes_first_and_what_is_pinned_is_told_past_every_cap():
    settled = edition(Edit("snow", "lead"), Edit("chess", "pin"))
    given = [story("a", importance=9), story("b", title="Chess", importance=1), story("c", title="Snow")]
    chosen = plan(given, settled)
    assert [s.id for s in chosen.told] == ["c", "a", "b"]
    from dataclasses import replace

    from brief.compose import Limits

    chosen = plan(given, replace(settled, limits=Limits(stories=1)))
    assert [s.id for s in chosen.told] == ["c", "b"]
    assert [s.id for s in chosen.listed] == ["a"]


def test_edits_that_found_nothing_are_named():
    edits = [Edit("snow", "pin"), Edit("a2", "drop"), Edit("chess", "drop"), Edit("unicorn", "note", "n")]
    settled = edition(*edits)
    admitted = admit([article("a1", "Snow"), article("a2", "Fog"), article("a3", "Chess")], settled)
    stories = [story(a.id, a, title=a.title) for a in admitted.articles]
    made = compose(plan(stories, settled), settled, (), admitted, {"general": "General"})
    assert [edit.match for edit in unmatched(edits, made)] == ["unicorn"]
    assert isinstance(admitted, Admitted)


def test_an_address_that_is_none_matches_no_article_without_one():
    assert drops(article("a1"), [Edit("http://[::1", "drop"), Edit("", "drop")]) is None
