"""CNN's story files: the highlights that an editor wrote are no part of the story."""

import pytest

from brief.errors import Empty
from brief.extract import extract
from brief.ingest import locate, read
from brief.model import Document, Source

BODY = "Melby (CNN) -- The harbor reopened on Thursday.\n\nTwo ferries left before noon.\n"


def story(text):
    return extract(Document(Source("files", "a.story"), "a.story", "text/x-cnn-story", text.encode()))


def told(text):
    return [sentence.text for sentence in story(text).sentences]


@pytest.mark.parametrize(
    "text",
    [
        BODY + "\n@highlight\n\nHarbor reopened\n\n@highlight\n\nFerries left\n",
        BODY + "\n@highlight\nHarbor reopened\n@highlight\nFerries left",
        (BODY + "\n@highlight\n\nHarbor reopened\n").replace("\n", "\r\n"),
        BODY + "\n@highlight\n\n@highlight\n\nFerries left\n",
        BODY + "\n@highlight",
        "@highlight\n\nHarbor reopened\n\n" + BODY,
        BODY,
    ],
)
def test_highlights_are_not_body(text):
    assert told(text) == ["The harbor reopened on Thursday.", "Two ferries left before noon."]
    assert "@highlight" not in story(text).text


def test_the_text_is_the_body_as_it_stands():
    article = story(BODY + "\n@highlight\n\nHarbor reopened\n")
    assert article.text == BODY
    assert article.site == "CNN"


def test_a_word_that_begins_like_the_mark_is_text():
    assert "@highlighter" in story(BODY + "\nWrite to @highlighter at once.\n").text


@pytest.mark.parametrize("text", ["", "@highlight\n\nHarbor reopened\n"])
def test_highlights_alone_are_no_article(text):
    with pytest.raises(Empty):
        story(text)


def test_a_file_is_known_by_its_ending(inside):
    (inside / "a.story").write_text(BODY, encoding="utf-8")
    (source,) = locate(Source("files", "."))
    assert [document.media_type for document in read(source)] == ["text/x-cnn-story"]
