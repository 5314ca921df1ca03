"""An article that was stored and read back is the same article, whatever it holds; broken content is said."""

import json
from dataclasses import replace
from datetime import UTC, date, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.errors import Unreadable
from brief.extract import extract, stored
from brief.model import Article, Document, Picture, Published, Sentence, Source

SOURCE = Source("web", "https://melby.example/feed", name="Melby Post", section="World", weight=2.0)
GIVEN = [
    (
        "text/plain",
        "Crane falls in Melby\n\nBy Ann Lund\n\nThe crane fell on Friday. Nobody was hurt, said Ann Lund.\n",
    ),
    (
        "text/markdown",
        "---\ndate: 2017-08-19\n---\n# Crane falls\n\nThe crane fell on Friday. Nobody was hurt at all.\n",
    ),
    ("application/json", '{"text": "The crane fell. Nobody was hurt.", "embargo": "2017-08-20T06:00:00+02:00"}'),
    ("application/json", '{"title": "KILL: Crane", "text": "", "status": "canceled", "position": 0}'),
    ("application/json", '{"text": "\\ud83d crane \\ud83c\\udfd7 fell.", "date": "2017-08-19 10:30"}'),
    (
        "text/html",
        '<html lang="fr"><head><meta property="og:image" content="https://melby.example/a.jpg"></head><body><article>'
        + "<p>La grue est tombée vendredi dans le port de Melby, a dit Ann Lund.</p>" * 2
        + "<p>Personne n’a été blessé, a dit le port dans un communiqué de presse.</p></article></body></html>",
    ),
]


def back(article):
    document = Document(article.source, article.location, stored.MEDIA_TYPE, stored.write(article))
    return extract(document, "xx")


@pytest.mark.parametrize(("media_type", "text"), GIVEN)
def test_what_an_extractor_made_comes_back_the_same(media_type, text):
    article = extract(Document(SOURCE, "melby.example/1", media_type, text.encode()))
    assert back(article) == article


TEXTS = st.text(max_size=40)
SOME = st.none() | TEXTS
OFFSETS = st.none() | st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))) | st.just(UTC)
CLOCKS = st.builds(time.replace, st.times(), tzinfo=OFFSETS, fold=st.sampled_from([0, 1]))
DATES = st.none() | st.builds(
    Published, st.dates(), st.none() | CLOCKS, st.sampled_from(["page", "guessed", "unreadable"])
)


@st.composite
def articles(draw):
    text = draw(st.text(st.characters(), max_size=80))  # halves of surrogate pairs among them
    ends = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(ends[::2], ends[1::2], strict=False))
    sentences = tuple(Sentence(i, i // 2, text[start:end], start, end) for i, (start, end) in enumerate(spans))
    return Article(
        id=draw(TEXTS),
        source=SOURCE,
        location="a",
        url=draw(SOME),
        title=draw(TEXTS),
        text=text,
        sentences=sentences,
        byline=draw(SOME),
        site=draw(SOME),
        published=draw(DATES),
        language=draw(TEXTS),
        section=draw(SOME),
        kind=draw(st.sampled_from(["news", "opinion", "analysis", ""])),
        position=draw(st.none() | st.integers(0, 10**9)),
        embargo=draw(DATES),
        withdrawn=draw(st.booleans()),
        picture=draw(st.none() | st.builds(Picture, TEXTS, TEXTS, TEXTS)),
    )


@given(articles())
def test_any_article_comes_back_the_same(article):
    found = back(article)
    assert found == article
    for before, after in ((article.published, found.published), (article.embargo, found.embargo)):
        # `==` holds for equal moments; what is printed must be the same, too
        assert (before and before.isoformat()) == (after and after.isoformat())
        assert (before and before.time and before.time.fold) == (after and after.time and after.time.fold)
    assert stored.write(found) == stored.write(article)


SOUND = Article("a", SOURCE, "a", None, "", "One. Two.", (Sentence(0, 0, "One.", 0, 4), Sentence(1, 0, "Two.", 5, 9)))


def test_what_is_stored_is_compact_and_names_its_version():
    kept = json.loads(stored.write(SOUND))
    assert kept == {"version": 1, "id": "a", "title": "", "text": "One. Two.", "sentences": [[0, 0, 4], [0, 5, 9]]}


def test_text_of_any_script_is_stored_as_it_is():
    assert "港の起重機" in stored.write(replace(SOUND, title="港の起重機")).decode()


def test_the_source_and_the_place_are_those_of_the_document():
    other = Source("web", "https://norby.example")
    document = Document(other, "https://norby.example/1", stored.MEDIA_TYPE, stored.write(SOUND))
    found = extract(document)
    assert (found.source, found.location) == (other, "https://norby.example/1")


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b"{",
        b"[" * 100_000,
        {"text": None},
        {"text": 5},
        {"id": None},
        {"sentences": None},
        {"sentences": 5},
        {"sentences": [[0, 0]]},
        {"sentences": [[0, 0, 10]]},
        {"sentences": [[0, 3, 2]]},
        {"sentences": [[0, -1, 2]]},
        {"sentences": [[0, True, 2]]},
        {"sentences": ["abc"]},
        {"published": "2017-08-19"},
        {"published": ["soon", "", "page", 0]},
        {"published": ["2017-08-19", "25:00", "page", 0]},
        {"published": ["2017-08-19", "10:00", "page", 7]},
        {"embargo": 5},
        {"position": "3"},
        {"position": True},
        {"withdrawn": "yes"},
        {"picture": "https://melby.example/a.jpg"},
        {"picture": ["https://melby.example/a.jpg", None, ""]},
        {"url": 5},
        {"language": None},
    ],
)
def test_broken_content_is_said(broken):
    if isinstance(broken, dict):
        broken = json.dumps(json.loads(stored.write(SOUND)) | broken).encode()
    with pytest.raises(Unreadable, match="holds no stored article"):
        extract(Document(SOURCE, "a", stored.MEDIA_TYPE, broken))


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_another_version_is_said(version):
    content = json.dumps(json.loads(stored.write(SOUND)) | {"version": version}).encode()
    with pytest.raises(Unreadable, match="another version"):
        extract(Document(SOURCE, "a", stored.MEDIA_TYPE, content))


def test_a_date_keeps_its_origin():
    dated = replace(SOUND, published=Published(date(2017, 8, 19), None, "first seen"))
    assert back(dated).published.origin == "first seen"
