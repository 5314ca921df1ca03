"""The briefing for programs: its schema, and that it says what the briefing says."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from brief.model import (
    Article,
    Briefing,
    Figure,
    Moment,
    Pick,
    Picture,
    Problem,
    Published,
    Quote,
    Section,
    Sentence,
    Source,
    Statistics,
    Story,
)
from brief.render import render

ARTICLE = Article(
    id="a1",
    source=Source("files", "in"),
    location="in/a.jsonl:3",
    url="https://a.example/news",
    title="Straße „frei“",
    text="One.\nTwo\nlines.",
    sentences=(Sentence(0, 0, "One.", 0, 4), Sentence(1, 1, "Two\nlines.", 5, 15)),
    byline="A. Writer",
    site="Post",
    published=Published(date(2026, 11, 22)),
    picture=Picture("https://a.example/p.jpg", "A quay"),
)
BARE = Article("a2", Source("files", "in"), "in/b.txt", None, "Bare", "It rained.", ())
STORY = Story(
    id="s1",
    title="Straße „frei“",
    label="street",
    topic=2,
    section="world",
    articles=(ARTICLE, BARE),
    duplicates=(BARE,),
    keywords=("street",),
    why="shared words",
    digest=(Pick("a1", ARTICLE.sentences[1], 0.75, "central"),),
    importance=1.5,
)
BRIEFING = Briefing(
    title="The Morning Brief",
    day=date(2026, 11, 23),
    zone="Europe/Berlin",
    language="en",
    generated=datetime(2026, 11, 22, 23, tzinfo=UTC),
    sections=(Section("world", "World", (STORY,), (Story("s2", "Bare", "", 0, "world", (BARE,)),)),),
    problems=(Problem("read", "in/c.bin", "not text"),),
    statistics=Statistics(articles=3),
)


@pytest.fixture
def text():
    return render(BRIEFING, "json").decode("utf-8")


def test_the_whole_briefing_is_there(text):
    found = json.loads(text)
    others = found["sections"][0].pop("others")
    assert [other["id"] for other in others] == ["s2"]
    assert found.pop("statistics")["articles"] == 3
    assert (found.pop("left_out"), found.pop("number"), found.pop("sources")) == ([], None, [])
    assert found == {
        "schema": "brief/1",
        "title": "The Morning Brief",
        "day": "2026-11-23",
        "zone": "Europe/Berlin",
        "language": "en",
        "generated": "2026-11-22T23:00:00+00:00",
        "sections": [
            {
                "slug": "world",
                "title": "World",
                "stories": [
                    {
                        "id": "s1",
                        "title": "Straße „frei“",
                        "label": "street",
                        "topic": 2,
                        "section": "world",
                        "keywords": ["street"],
                        "importance": 1.5,
                        "signals": [],
                        "first_seen": None,
                        "update_of": None,
                        "listed": "",
                        "edits": [],
                        "why": "shared words",
                        "articles": [
                            {
                                "id": "a1",
                                "title": "Straße „frei“",
                                "url": "https://a.example/news",
                                "outlet": "Post",
                                "published": "2026-11-22",
                                "byline": "A. Writer",
                                "language": "en",
                                "location": "in/a.jsonl:3",
                                "kind": "news",
                                "picture": {"url": "https://a.example/p.jpg", "alt": "A quay", "credit": ""},
                            },
                            {
                                "id": "a2",
                                "title": "Bare",
                                "url": None,
                                "outlet": "b.txt",
                                "published": None,
                                "byline": None,
                                "language": "en",
                                "location": "in/b.txt",
                                "kind": "news",
                                "picture": None,
                            },
                        ],
                        "duplicates": ["a2"],
                        "digest": [
                            {
                                "text": "Two\nlines.",
                                "article": "a1",
                                "start": 5,
                                "end": 15,
                                "score": 0.75,
                                "why": "central",
                            },
                        ],
                        "quotes": [],
                        "figures": [],
                        "timeline": [],
                    },
                ],
            },
        ],
        "problems": [{"stage": "read", "where": "in/c.bin", "why": "not text", "empty": False, "slight": False}],
    }


def test_every_sentence_is_a_piece_of_its_article(text):
    for pick in json.loads(text)["sections"][0]["stories"][0]["digest"]:
        assert ARTICLE.text[pick["start"] : pick["end"]] == pick["text"]


def test_letters_stand_as_they_are_and_the_file_ends_with_a_line_feed(text):
    assert "Straße „frei“" in text
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")


def test_same_briefing_same_bytes():
    assert render(BRIEFING, "json") == render(BRIEFING, "json")


def test_half_a_surrogate_pair_does_not_stop_it():
    broken = Briefing("half \ud83d pair", date(2026, 11, 23), "UTC", "en", datetime(2026, 11, 23, tzinfo=UTC), ())
    assert json.loads(render(broken, "json"))["title"] == "half \ufffd pair"


def test_the_keys_are_documented():
    import brief.render.json as module

    documentation = module.__doc__

    def keys(value):
        if isinstance(value, dict):
            yield from value
            for part in value.values():
                yield from keys(part)
        elif isinstance(value, list):
            for part in value:
                yield from keys(part)

    found = json.loads(render(BRIEFING, "json"))
    found.pop("statistics")
    assert [key for key in set(keys(found)) if key not in documentation] == []


def test_what_stands_beside_the_digest_is_there():
    pick = STORY.digest[0]
    beside = {
        "quotes": (Quote("Ada Holm", pick),),
        "figures": (Figure("people", ("12", "14"), (pick, pick), agree=False),),
        "timeline": (Moment(date(2026, 11, 21), pick),),
    }
    briefing = replace(BRIEFING, sections=(Section("world", "World", (replace(STORY, **beside),)),))
    (found,) = json.loads(render(briefing, "json"))["sections"][0]["stories"]
    (sentence,) = found["digest"]
    assert found["quotes"] == [{"speaker": "Ada Holm", "pick": sentence}]
    values = [{"value": "12", "pick": sentence}, {"value": "14", "pick": sentence}]
    assert found["figures"] == [{"what": "people", "agree": False, "values": values}]
    assert found["timeline"] == [{"day": "2026-11-21", "pick": sentence}]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("https://a.example/ä b.jpg", "https://a.example/%C3%A4%20b.jpg"),
        ("pictures/quay.jpg", "pictures/quay.jpg"),
        ("https://user:secret@a.example/p.jpg", None),
        ("javascript:alert(1)", None),
        ("//user:secret@a.example/p.jpg", None),
    ],
)
def test_a_picture_is_named_where_a_link_may_lead_to_it(given, told):
    article = replace(ARTICLE, picture=Picture(given, "A quay", "E. Ferry"))
    section = Section("world", "World", (replace(STORY, articles=(article, BARE)),), ())
    found = json.loads(render(replace(BRIEFING, sections=(section,)), "json"))["sections"][0]["stories"][0]["articles"]
    assert found[0]["picture"] == (told and {"url": told, "alt": "A quay", "credit": "E. Ferry"})
    assert found[1]["picture"] is None
