"""Markdown: what an article says comes back letter for letter, whatever it says, and each sentence links to its passage."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from brief.model import Article, Briefing, Pick, Section, Sentence, Source, Story
from brief.render import render
from brief.render.markdown import escaped, link
from brief.render.prose import prose

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = "*_[]()<>#&;|~`!\\-+=.:\"'$ \t\n\u00a0é中0123x"
NASTY = (
    st.text(st.sampled_from(SIGNS))
    | st.text()
    | st.from_regex(r"(&(#\d{1,4}|amp|lt|copy);|\d{1,3}[.)] |- |# |---|===|~~~|```)+\w*", fullmatch=True)
)


def text_of(tokens):
    """What a reader of the file reads."""
    found = []
    for token in tokens:
        if token.type in {"text", "code_inline", "html_inline", "html_block", "fence", "code_block"}:
            found.append(token.content)
        found += text_of(token.children or [])
    return found


def kinds(tokens):
    return [kind for token in tokens for kind in (token.type, *kinds(token.children or []))]


@given(NASTY)
def test_a_text_comes_back_as_it_is(text):
    line = prose(text)
    tokens = READER.parse(f"- {escaped(line)}")
    assert "".join(text_of(tokens)) == line
    assert set(kinds(tokens)) <= {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
                                  "paragraph_open", "paragraph_close", "inline", "text"}  # fmt: skip


@pytest.mark.parametrize("frame", ["# {}", "- **{}:** and", "> {}", "a {} b", "**{}**"])
@given(text=NASTY)
def test_a_text_comes_back_from_every_place_it_stands_in(frame, text):
    line = prose(text) or "x"
    tokens = READER.parse(frame.format(escaped(line)))
    plain = re.sub(r"^(?:# |- |> )|\*\*", "", frame).format(line)
    assert "".join(text_of(tokens)) == plain
    assert not set(kinds(tokens)) & {"html_inline", "html_block", "link_open", "em_open", "code_inline", "image"}


@pytest.mark.parametrize(
    "href",
    ["https://a.example/x_(y)?a=*1*&copy=2&copy;3", "https://a.example/)", "https://a.example/#:~:text=a%2Db,c_d_"],
)
@given(text=NASTY)
def test_a_link_keeps_its_text_and_its_address(href, text):
    line = prose(text)
    tokens = READER.parse(f"- {link(line, href)} end")[3].children
    assert [token.attrs["href"] for token in tokens if token.type == "link_open"] == [href]
    assert "".join(text_of(tokens)) == f"{line} end"


def edition(text, title="Bridge opens", url="https://a.example/news"):
    article = Article(
        "a", Source("files", "in"), "in/a.txt", url, title, text, (Sentence(0, 0, text, 0, len(text)),), site="Post"
    )
    story = Story("s", title, "", 0, "world", (article,), digest=(Pick("a", article.sentences[0], 0.5),))
    section = Section("world", "World", (story,))
    return Briefing("The Brief", date(2026, 11, 23), "UTC", "en", datetime(2026, 11, 23, tzinfo=UTC), (section,))


@given(text=NASTY, title=NASTY)
def test_sentences_and_titles_come_back_from_the_file(text, title):
    tokens = READER.parse(render(edition(text, title), "md").decode())
    inlines = ["".join(text_of(token.children)) for token in tokens if token.type == "inline"]
    assert (prose(title) or "Untitled, Post") in inlines
    assert f"{prose(text)} Post".strip() in inlines


def test_a_sentence_links_to_its_passage():
    text = render(edition("The bridge\nopened on Monday."), "md").decode()
    assert (
        "\n- The bridge opened on Monday. [Post](https://a.example/news#:~:text=The%20bridge%20opened%20on%20Monday.)\n"
        in text
    )


def test_a_sentence_of_an_article_without_an_address_names_the_paragraph():
    for url in (None, "javascript:alert(1)"):
        assert "\n- It rained. (Post, paragraph 1)\n" in render(edition("It rained.", url=url), "md").decode()


def test_the_headings_have_no_gaps():
    briefing = edition("It rained.")
    tokens = READER.parse(render(replace(briefing, sections=briefing.sections * 3), "md").decode())
    assert [token.tag for token in tokens if token.type == "heading_open"][:4] == ["h1", "h2", "h2", "h3"]
