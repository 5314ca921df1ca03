"""The pipeline: what becomes an article, what a problem, and when a run has nothing to publish."""

import json
from datetime import UTC, date, datetime

import pytest

from brief import pipeline
from brief.compose import Edition, Limits
from brief.errors import NothingReadable, NothingToPublish
from brief.model import Article, Problem, Source, Story
from brief.pipeline import Gathered, Reading, Telling
from brief.summarize import Length
from brief.text import language, sentences

DAY = date(2026, 11, 20)
EDITION = Edition("The Morning Brief", DAY, "UTC", "en", datetime(2026, 11, 20, tzinfo=UTC))
FERRY = "The Lune ferry is running again after eleven weeks of repair. A second boat was bought for the Oxmoor landing."
CHESS = "The chess club of Tarn won the northern cup on Sunday. Rut Sand, the youngest player, is nine years old."


def article(name, text=FERRY, **fields):
    spans = [(0, len(text))] if text else []
    return Article(
        name,
        Source("files", "in"),
        f"in/{name}.txt",
        None,
        name,
        text,
        sentences(text, spans, language("en")),
        **fields,
    )


@pytest.fixture
def write(inside):
    def put(name, *records):
        (inside / name).write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        return Source("files", name)

    return put


def test_articles_come_in_the_order_of_the_sources_and_of_their_records(write):
    second = write("b.jsonl", {"id": "3", "text": FERRY}, {"id": "1", "text": CHESS})
    first = write("a.jsonl", {"id": "2", "text": CHESS})
    found = pipeline.gather([second, first])
    assert [a.id for a in found.articles] == ["3", "1", "2"]
    assert found.problems == ()


def test_what_fails_becomes_a_problem_in_its_place_and_the_others_go_on(write):
    good = write("good.jsonl", {"id": "1", "text": FERRY}, {"id": "2"}, {"id": "3", "text": CHESS})
    found = pipeline.gather([Source("files", "missing"), good, write("zero.txt")])
    assert [a.id for a in found.articles] == ["1", "3"]
    assert [(p.stage, p.where, p.empty) for p in found.problems] == [
        ("read", "missing", False),
        ("extract", "good.jsonl:2", False),
        ("extract", "zero.txt", True),
    ]


def test_a_file_that_two_sources_name_is_read_once(write):
    source = write("a.jsonl", {"id": "1", "text": FERRY})
    assert len(pipeline.gather([source, source, Source("files", "a.json*")]).articles) == 1


def test_ids_that_come_again_are_numbered(write):
    source = write("a.jsonl", *({"id": name, "text": FERRY} for name in ("x", "x", "x-2", "x")))
    ids = [a.id for a in pipeline.gather([source]).articles]
    assert ids[:2] == ["x", "x-2"]
    assert len(set(ids)) == 4


def test_a_language_is_given_to_articles_that_neither_name_nor_show_theirs(write):
    source = write("a.jsonl", {"text": "Melby 2, Tollen 1."}, {"text": FERRY}, {"text": FERRY, "language": "nb-NO"})
    assert [a.language for a in pipeline.gather([source], Reading("de")).articles] == ["de", "en", "nb"]


def test_the_watch_follows_the_files(write):
    seen = []

    def watch(items, what):
        seen.append((what, [item.location for item in items]))
        return items

    write("b.jsonl", {"text": FERRY})
    write("a.jsonl", {"text": FERRY})
    pipeline.gather([Source("files", "*.jsonl")], watch=watch)
    assert seen == [("opening", ["a.jsonl", "b.jsonl"]), ("reading", ["a.jsonl:1", "b.jsonl:1"])]


BROKEN = Problem("read", "x", "is binary")
EMPTY = Problem("extract", "y", "is empty", empty=True)


@pytest.mark.parametrize(
    ("gathered", "error"),
    [
        (Gathered((), (BROKEN,)), NothingReadable),
        (Gathered((), (BROKEN, EMPTY)), NothingToPublish),
        (Gathered((), (EMPTY,)), NothingToPublish),
        (Gathered((), ()), NothingToPublish),
        (Gathered((article("a", ""),), (BROKEN,)), NothingToPublish),
    ],
)
def test_no_article_is_one_of_two_errors(gathered, error):
    with pytest.raises(error):
        gathered.require_articles()
    with pytest.raises(error):
        pipeline.edit(gathered, EDITION, Telling())


def test_one_article_with_a_sentence_is_enough():
    Gathered((article("a", ""), article("b")), (BROKEN,)).require_articles()


def test_a_briefing_tells_every_article_in_one_story():
    made = pipeline.edit(Gathered((article("a"), article("b", CHESS), article("c")), ()), EDITION, Telling())
    told = [story for section in made.sections for story in section.stories]
    assert sorted(a.id for story in told for a in story.articles) == ["a", "b", "c"]
    assert all(story.digest for story in told)
    assert made.statistics.articles == 3
    assert made.statistics.stories == len(told) == 2


def test_an_article_without_a_sentence_is_a_problem_of_the_briefing():
    made = pipeline.edit(Gathered((article("a"), article("void", "")), (BROKEN,)), EDITION, Telling())
    assert made.problems == (BROKEN, Problem("extract", "in/void.txt", "holds no sentence", empty=True))
    assert made.statistics.problems == 2
    assert made.statistics.articles == 1


def test_the_same_articles_in_another_order_make_the_same_briefing():
    articles = [article("a"), article("b", CHESS), article("c", FERRY + " Tickets cost two crowns.")]
    one = pipeline.edit(Gathered(tuple(articles), ()), EDITION, Telling())
    assert pipeline.edit(Gathered(tuple(reversed(articles)), ()), EDITION, Telling()) == one


def test_only_told_stories_are_summarized():
    seen = []

    def watch(items, what):
        seen.append((what, len(items)))
        return items

    edition = Edition("T", DAY, "UTC", "en", EDITION.generated, limits=Limits(stories=1))
    made = pipeline.edit(Gathered((article("a"), article("b", CHESS)), ()), edition, Telling(), watch)
    assert seen == [("summarizing", 1)]
    assert [len(section.others) for section in made.sections if section.others] == [1]


def story(*articles, duplicates=()):
    return Story("s", "T", "", 0, "world", tuple(articles), duplicates=tuple(duplicates))


def test_a_story_of_one_article_is_told_by_the_method():
    picks = pipeline.tell(story(article("a")), Telling("lead", Length(1))).digest
    assert [p.sentence.index for p in picks] == [0]


def test_copies_are_not_told_twice():
    one, copy = article("a"), article("b")
    assert {p.article for p in pipeline.tell(story(one, copy, duplicates=[copy]), Telling()).digest} == {"a"}


def test_a_story_of_several_articles_is_told_from_all_of_them():
    picks = pipeline.tell(story(article("a"), article("b", CHESS)), Telling(length=Length(4))).digest
    assert {p.article for p in picks} == {"a", "b"}
    assert len(picks) <= 4
