"""Pages made to be slow end soon: with their text, or with one clear problem; what stands deep is found."""

import json
from datetime import UTC, datetime

import pytest

from brief.errors import Empty, ItemError, Unreadable
from brief.extract import extract
from brief.model import Document, Source

SENTENCES = [
    f"Crane number {n} of Melby harbour fell into the water on Friday, and nobody was hurt, said the port."
    for n in ("one", "two", "three", "four", "five")
]
STORY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
ATTRIBUTES = 100_000


def read(content):
    content = content if isinstance(content, bytes) else content.encode()
    return extract(Document(Source("files", "a.html"), "a.html", "text/html", content))


def told(content):
    return [sentence.text for sentence in read(content).sentences]


def tag(name, attribute, joint=" "):
    return f"<{name} " + joint.join(attribute.format(n) for n in range(ATTRIBUTES)) + ">"


@pytest.mark.parametrize(
    "content",
    [
        tag("p", "a{}=1"),
        tag("p", "a{}"),
        tag("p", "a{}='>'"),
        tag("p", 'a{}="<"', ""),
        tag("p", "a{}", "/"),
        tag("p", "=a{}="),
        tag("p", "a{}=1")[:-1],
        tag("/p", "a{}=1"),
        "<textarea>" + tag("p", "a{}=1"),
        "<script>if (a < b) c</script>" + tag("p", "a{}=1"),
    ],
)
def test_a_tag_with_many_attributes_is_refused(content):
    with pytest.raises(Unreadable, match="has a tag with more than 2,000 attributes"):
        read(f"<html><body>{STORY}{content}")


@pytest.mark.parametrize("hidden", [tag("script", "a{}=1") + "</script>", f"<!-- {tag('p', 'a{}=1')} -->"])
def test_attributes_that_are_never_read_do_no_harm(hidden):
    assert told(f"<html><body>{hidden}{STORY}") == SENTENCES


@pytest.mark.parametrize("form", ["a page", "a message", "an item"])
def test_a_quoted_bracket_hides_no_attributes_in_any_form(form):
    body = STORY + tag("p title='>'", "a{}=1")
    kinds = {
        "a page": ("text/html", body),
        "a message": ("message/rfc822", f"Subject: Crane\nContent-Type: text/html\n\n{body}".replace(" a", "\na")),
        "an item": ("application/vnd.brief.item+json", json.dumps({"key": "1", "title": "Crane", "html": body})),
    }
    media_type, content = kinds[form]
    document = Document(Source("files", "a"), "a", media_type, content.encode(), datetime(2026, 6, 1, tzinfo=UTC))
    with pytest.raises(Unreadable, match="has a tag with more than 2,000 attributes"):
        extract(document, "en")


def test_the_same_attribute_many_times_does_no_harm():
    assert told(f"<html><body><p {'a=1 ' * ATTRIBUTES}></p>{STORY}") == SENTENCES


@pytest.mark.parametrize("depth", [300, 3_000, 100_000])
@pytest.mark.parametrize("name", ["div", "blockquote", "x-card"])
def test_the_article_inside_many_nested_elements_is_found(depth, name):
    assert told(f"<html><body>{f'<{name}>' * depth}{STORY}{f'</{name}>' * depth}") == SENTENCES


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("<p>word</p>" * 2_000_000, "more than 20 MB"),
        ("<p>word</p>" * 600_000, "more than 5 MB"),
        ("".join(f'<a href="/{n}">{n}</a>' for n in range(300_000)), "more than 5 MB"),
        ("<a>l</a>" * 300_000, "more than 50,000 elements"),
        (f"<p>{'word ' * 600_000}</p>", "more than 2,000,000 characters"),
        (bytes(range(1, 256)) * 300, "is not text"),
    ],
    ids=["22 MB", "6 MB", "links", "short links", "text", "binary"],
)
def test_a_page_out_of_all_proportion_is_refused(content, why):
    with pytest.raises(Unreadable, match=why):
        read(content)


def test_pictures_written_into_a_page_do_not_count():
    assert told(f"<html><body>{STORY}<img src='data:image/png;base64,{'A' * 8_000_000}'>") == SENTENCES


@pytest.mark.parametrize(
    "content",
    [
        "<a" * 1_000_000,
        "<a " * 1_000_000,
        '<a b="' * 700_000,
        "<!--" * 1_000_000,
        "<script>" * 500_000,
        "<style" * 600_000,
        "&amp;" * 400_000,
        "<table><tr><td>" * 10_000 + STORY,
        "<ul><li>" * 10_000 + STORY,
        '<script type="application/ld+json">{"@type": "X"}</script>' * 20_000 + STORY,
    ],
)
@pytest.mark.processor_seconds(10)
def test_a_hostile_page_ends_soon(content):
    try:
        article = read(content)
    except ItemError:
        pass  # one clear problem
    else:
        assert [sentence.text for sentence in article.sentences] == SENTENCES


def test_invalid_bytes_become_replacement_characters_and_the_article_stays():
    content = f"<html><body><p>Ann Lund of Zürich and Łódź said so: é.</p>{STORY}".encode()
    found = read(content.replace(b"one", b"o\xffne"))
    assert found.sentences[1].text == SENTENCES[0].replace("one", "o\ufffdne")
    assert len(found.sentences) == 1 + len(SENTENCES)


@pytest.mark.parametrize("content", ["", "\0\0", " \n\t"])
def test_nothing_is_said_to_be_nothing(content):
    with pytest.raises(Empty, match="is empty"):
        read(content)


LAYOUT = f"<table><tr><td>Menu</td><td>{STORY}</td></tr></table>"
FIGURES = "<table><tr><th>Crane</th><th>Year</th></tr><tr><td>One</td><td>1962</td></tr></table>"


def test_a_table_that_places_the_story_is_read_and_one_of_figures_is_no_sentence():
    assert told(f"<html><body>{LAYOUT}{FIGURES}")[-len(SENTENCES) :] == SENTENCES
    assert told(f"<html><body><article>{STORY}{FIGURES}</article>") == SENTENCES


def test_a_long_paragraph_that_comes_twice_is_told_once():
    assert told(f"<html><body><article>{STORY}<p>{SENTENCES[0]}</p></article>") == SENTENCES


def test_links_to_other_stories_are_no_part_of_the_story():
    related = "".join(f'<p><a href="/{n}">Another crane falls in harbour number {n}</a></p>' for n in range(3))
    half = len(STORY) // 2 + STORY[len(STORY) // 2 :].index("<p>")
    assert told(f"<html><body><article>{STORY[:half]}{related}{STORY[half:]}</article>") == SENTENCES
