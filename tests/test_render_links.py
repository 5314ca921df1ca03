"""What may be linked, how a link opens a passage, and how text is printed."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.render.links import passage, safe_href
from brief.render.prose import clean, prose

LINKED = {
    "https://news.example/a?b=c#d": "https://news.example/a?b=c#d",
    "http://news.example": "http://news.example",
    "HTTPS://News.Example/A": "https://news.example/A",
    " https://news.example/a ": "https://news.example/a",
    "https://news.example:8443/a": "https://news.example:8443/a",
    "https://[2001:db8::1]/a": "https://[2001:db8::1]/a",
    "https://news.example/a b/ü\"'<x>": "https://news.example/a%20b/%C3%BC%22'%3Cx%3E",
    "https://news.example/100%25": "https://news.example/100%25",
    "https://news.example/100%/%zz?a[]=1#b#c": "https://news.example/100%25/%25zz?a%5B%5D=1#b%23c",
    "https://bücher.example/": "https://xn--bcher-kva.example/",
}
REFUSED = [
    None,
    "",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://news.example/a",
    "//news.example/a",
    "/a",
    "news.example/a",
    "https:",
    "https:///a",
    "https:news.example",
    "https://user@news.example/",
    "https://user:secret@news.example/",
    "https://news.example\\@evil.example/",
    "https://news.example/\\a",
    "https://news.example/a\x00",
    "https://news.example/a\tb",
    "https://news.example/a\u0085b",
    "https://news.example/\ud800",
    "https://news.example:port/",
    "https://[broken/",
    "https://news example/",
    "https://news.example%00/",
    "https://" + "a" * 70 + ".example/",
]


@pytest.mark.parametrize("url", LINKED)
def test_web_addresses_are_linked(url):
    assert safe_href(url) == LINKED[url]


@pytest.mark.parametrize("url", REFUSED)
def test_anything_else_is_not_linked(url):
    assert safe_href(url) is None


@given(st.text())
def test_what_is_linked_is_plain_and_stays_what_it_is(text):
    for url in (text, f"https://news.example/{text}", f"https://{text}"):
        href = safe_href(url)
        if href is not None:
            assert re.fullmatch(r"https?://[!-~]+", href)
            assert not set(href) & set('"<>\\^`{|}')
            assert safe_href(href) == href


def test_a_short_sentence_is_named_whole():
    assert (
        passage("https://news.example/a", "It rained all day.")
        == "https://news.example/a#:~:text=It%20rained%20all%20day."
    )


def test_a_long_sentence_is_named_by_its_ends():
    sentence = "The first four words stand here, and these are the last four."
    link = passage("https://news.example/a", sentence)
    assert link == "https://news.example/a#:~:text=The%20first%20four%20words,are%20the%20last%20four."


def test_what_has_a_meaning_in_a_fragment_is_encoded():
    link = passage("https://news.example/a", "A 19-day, one & only #1 50% café.")
    text = link.partition("text=")[2]
    assert not set(text) & set("-,& #é")
    assert unquote(text) == "A 19-day, one & only #1 50% café."


def test_line_breaks_within_a_sentence_are_spaces():
    assert passage("https://news.example/a", " It\n  rained\u00a0hard.\n").endswith("text=It%20rained%20hard.")


@pytest.mark.parametrize(
    ("url", "start"),
    [
        ("https://news.example/a#comments", "https://news.example/a#:~:text="),
        ("https://news.example/a#:~:text=old", "https://news.example/a#:~:text="),
        ("https://news.example/#!/a", "https://news.example/#!/a:~:text="),
        ("https://news.example/#/a:~:text=old", "https://news.example/#/a:~:text="),
    ],
)
def test_a_part_gives_way_and_a_route_stays(url, start):
    assert passage(url, "It rained.") == start + "It%20rained."


def test_a_sentence_without_words_adds_nothing():
    assert passage("https://news.example/a", " ") == "https://news.example/a"


def test_half_a_surrogate_pair_is_left_out_of_a_link():
    assert passage("https://news.example/a", "It \ud83d rained.").endswith("text=It%20%20rained.")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("one\ntwo\r\n\n three\tfour", "one two three four"),
        ("  edges \n", "edges"),
        ("U.S. -Japan", "U.S. -Japan"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("left \u202eright\u202c \u2066x\u2069", "left right x"),
        ("\ufeffmark", "mark"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("whole \U0001f600 pair", "whole \U0001f600 pair"),
        ("family \U0001f468\u200d\U0001f469 stays", "family \U0001f468\u200d\U0001f469 stays"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("10\u00a0000 «\u202fmots\u202f»", "10\u00a0000 «\u202fmots\u202f»"),
        ("two\u00a0\u00a0spaces", "two spaces"),
        ("page\x0cbreak\u2028line\u2029end", "page break line end"),
        ("", ""),
    ],
)
def test_text_is_printed_on_one_line_with_nothing_hidden(text, printed):
    assert prose(text) == printed


@given(st.text(st.characters()))
def test_printing_twice_changes_nothing_and_can_be_encoded(text):
    assert prose(prose(text)) == prose(text)
    assert clean(clean(text)) == clean(text)
    prose(text).encode("utf-8")
    assert "".join(prose(text).split()) == "".join(clean(text).split())


def test_what_has_a_meaning_in_a_text_fragment_is_encoded():
    link = passage("https://post.example/a?b=1&c=2", "Salt-and-pepper, ham & eggs: 5% off")
    assert link == "https://post.example/a?b=1&c=2#:~:text=Salt%2Dand%2Dpepper%2C%20ham%20%26%20eggs%3A%205%25%20off"
