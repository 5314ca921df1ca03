"""Which section of the briefing a story stands in: by name, by address, by its words."""

import hashlib
import itertools
import json
import os
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from brief.group import lexicon
from brief.group.sections import (
    GENERAL,
    SECTIONS,
    classify,
    evidence,
    section_of_address,
    section_of_name,
    section_of_texts,
)
from brief.model import Article, Sentence, Source

SLUGS = [slug for slug, _ in SECTIONS]

NAMED = {
    "Global Media": "world",
    "World": "world",
    "World news": "world",
    "/news/world/europe": "world",
    "Middle East": "world",
    "NYT > World News": "world",
    "Étranger": "world",
    "UK Politics": "politics",
    "us-politics": "politics",
    "Politik": "politics",
    "Election 2026": "politics",
    "Money": "business",
    "Business & Tech": "business",
    "Economy, Finance": "business",
    "Wirtschaft": "business",
    "Tech": "technology",
    "TECH": "technology",
    "Science & Technology": "technology",
    "Tech policy": "technology",
    "Environment": "science",
    "Science + Environment": "science",
    "Health": "health",
    "Health care": "health",
    "Sports": "sport",
    "Football": "sport",
    "College football": "sport",
    "Outlet – Sport": "sport",
    "Fußball": "sport",
    "Arts & Life": "culture",
    "Entertainment": "culture",
    "TV and Radio": "culture",
    "Politics > Sport": "sport",
    "General": "general",
}
UNNAMED = ["", " ", "opinion", "Top stories", "News", "UK", "US news", "India", "Media", "Local", "Crime", "Video", "/"]

ADDRESSES = {
    "https://news.example/world/europe/2026/a-title-of-some-words": "world",
    "https://news.example/news/world-europe-12345678": "world",
    "https://news.example/2026/07/01/us/politics/senate-vote.html": "politics",
    "https://news.example/sport/football/12345": "sport",
    "https://news.example/sports": "sport",
    "https://news.example/science-environment-991.html": "science",
    "https://news.example/arts%2Dculture/a/b": "culture",
    "https://news.example/world/business/article/77": "business",
    "https://news.example/opinion/what-the-money-said": None,
    "https://news.example/september-jobs-report/index.html": None,
    "https://news.example/us-news/2026/jul/01/a-title": None,
    "https://news.example/web/2017/mobile/story": None,
    "https://world.example/a": None,
    "https://news.example/": None,
    "https://news.example": None,
    "http://[broken/world/": None,
    "": None,
}

STORIES = {
    "world": (
        "Ceasefire holds as aid reaches the besieged city",
        "Rebel troops pulled back from the frontline and the United Nations sent a convoy. The foreign minister met diplomats at the embassy.",
    ),
    "politics": (
        "Minister survives revolt over housing bill",
        "The prime minister told parliament that the vote would go ahead. Opposition MPs want an amendment before the general election.",
    ),
    "business": (
        "Shares slide as carmaker cuts its forecast",
        "Investors sold the stock after quarterly earnings fell. The chief executive blamed inflation and weak demand.",
    ),
    "technology": (
        "Smartphone maker fixes flaw that let hackers in",
        "The software update closes a hole in the browser. Users should change passwords, the developers wrote on their website.",
    ),
    "science": (
        "Telescope finds water on a distant planet",
        "Astronomers at the observatory measured the atmosphere of the exoplanet. The scientists publish their study this week.",
    ),
    "health": (
        "Hospitals offer new vaccine against winter flu",
        "Doctors hope that patients with chronic illness will need less treatment. Nurses begin vaccinations on Monday.",
    ),
    "sport": (
        "Late goal sends the visitors to the semi-final",
        "The striker scored in injury time and the goalkeeper saved a penalty. The coach praised his squad after the 2-1 win.",
    ),
    "culture": (
        "Debut film takes the top prize at the festival",
        "The actress thanked the director on the red carpet. Critics praised the screenplay and the soundtrack.",
    ),
    "general": (
        "Man arrested after robbery at a village shop",
        "Police said that detectives were looking for witnesses. The suspect is to appear at the crown court.",
    ),
}


def article(name="a", title="", text="", *, section=None, feed=None, url=None, language="en", sentences=()):
    source = Source("files", "news", section=feed)
    return Article(name, source, name, url, title, text, sentences, section=section, language=language)


def told(slug, **more):
    title, text = STORIES[slug]
    return article(slug, title, text, **more)


@pytest.mark.parametrize(("name", "slug"), NAMED.items())
def test_names_of_sections(name, slug):
    assert section_of_name(name) == slug


@pytest.mark.parametrize("name", UNNAMED)
def test_names_that_tell_nothing(name):
    assert section_of_name(name) is None


def test_a_long_name_is_the_name_of_something_else():
    assert section_of_name("The world is not a desktop") is None


def test_every_title_of_ours_names_itself():
    assert [(section_of_name(title), section_of_name(slug)) for slug, title in SECTIONS] == [(s, s) for s in SLUGS]


@pytest.mark.parametrize(("url", "slug"), ADDRESSES.items())
def test_addresses(url, slug):
    assert section_of_address(url) == slug


@pytest.mark.parametrize("slug", SLUGS)
def test_words_tell_the_section(slug):
    assert section_of_texts([STORIES[slug]]) == slug


@pytest.mark.parametrize("slug", SLUGS)
def test_capitals_and_typography_change_nothing(slug):
    title, text = STORIES[slug]
    assert section_of_texts([(title.upper(), text.upper().replace("'", "’").replace("-", "‑"))]) == slug


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("", ""),
        ("?!", "…"),
        ("A note", "Nothing much happened here, and nobody minded."),
        ("", "The minister spoke."),  # one word of politics is not enough
        ("", "The senator and the golfer."),  # nor are two that disagree
        ("", "A senator, a golfer, a ballot, a referee."),
    ],
)
def test_weak_or_tied_evidence_is_general(title, text):
    assert section_of_texts([(title, text)]) == GENERAL


def test_no_text_is_general():
    assert section_of_texts([]) == GENERAL
    assert classify([]) == GENERAL


def test_a_two_word_term_takes_its_words_away():
    points = dict(zip(SLUGS, evidence("", "The foreign minister."), strict=True))
    assert points["world"] == 3
    assert points["politics"] == 0


def test_plurals_and_possessives_count_as_the_word():
    assert evidence("", "astronomer") == evidence("", "astronomers") == evidence("", "the astronomer’s")
    assert evidence("", "embassy") == evidence("", "embassies")


def test_words_of_the_title_count_more():
    assert sum(evidence("Telescope", "")) > sum(evidence("", "Telescope")) > 0


def test_a_word_said_again_and_again_has_an_end():
    assert evidence("", "telescope " * 3) == evidence("", "telescope " * 30)


def test_only_the_beginning_of_a_text_is_read():
    assert evidence("", "word " * 500 + "telescope") == [0] * len(SECTIONS)


@pytest.mark.parametrize(
    ("text", "points"), [("won 3-1", 2), ("won 102-98", 2), ("2004-05", 0), ("2026-07-01", 0), ("01-07-26", 0)]
)
def test_a_score_leans_to_sport_and_a_date_does_not(text, points):
    assert evidence("", text.replace("won", ""))[SLUGS.index("sport")] == points


def test_what_an_article_says_itself_comes_first():
    assert classify([told("sport", section="Money", url="https://news.example/culture/x")]) == "business"


def test_what_the_user_says_of_a_source_stands_in_for_it():
    assert classify([told("sport", feed="Science")]) == "science"
    assert classify([told("sport", section="Top stories", feed="Science")]) == "science"


def test_the_address_comes_before_the_words():
    assert classify([told("sport", section="opinion", url="https://news.example/culture/x")]) == "culture"


def test_the_words_come_last():
    assert classify([told("sport", section="opinion", url="https://news.example/a/1")]) == "sport"


def test_the_majority_of_names_decides():
    articles = [told("sport", section=name) for name in ("World", "Politics", "Top stories", "UK politics")]
    assert {classify(order) for order in itertools.permutations(articles)} == {"politics"}


def test_among_equals_the_lead_article_decides():
    one, two = told("sport", section="World"), told("sport", section="Politics")
    assert classify([one, two]) == "world"
    assert classify([two, one]) == "politics"


def test_one_name_outweighs_silent_articles_and_addresses():
    silent = [told("sport", url=f"https://news.example/sport/{number}") for number in range(3)]
    assert classify([*silent, told("sport", section="World")]) == "world"


def test_the_words_of_all_articles_decide_in_any_order():
    articles = [article("weak", "A quiet day"), told("science"), told("health"), told("science")]
    assert {classify(order) for order in itertools.permutations(articles)} == {"science"}


def test_words_of_another_language_are_not_read():
    assert classify([told("sport", language="de")]) == GENERAL
    assert classify([told("sport", language="de"), told("science")]) == "science"
    assert classify([told("sport", language="de", section="Kultur")]) == "culture"


def test_furniture_of_a_page_is_not_read():
    menu, story = "Football Tennis Golf Rugby Cricket. ", "Astronomers at the observatory found a planet."
    text = menu + story
    found = article(text=text, sentences=(Sentence(0, 0, story, len(menu), len(text)),))
    assert classify([found]) == "science"


def test_the_lists_name_our_sections_and_every_term_once():
    assert list(dict.fromkeys(slug for _, slug, _ in lexicon.terms())) == SLUGS
    assert list(dict.fromkeys(lexicon.names().values())) == SLUGS
    counts = Counter(term for term, _, _ in lexicon.terms())
    assert [term for term, count in counts.items() if count > 1] == []
    lists = tomllib.loads((files("brief.group") / "section_names.toml").read_text(encoding="utf-8"))["names"]
    assert sum(text.count(",") + 1 for text in lists.values()) == len(lexicon.names())


def test_terms_are_one_or_two_words_as_they_are_found():
    assert {(slug, weight) for _, slug, weight in lexicon.terms()} == set(itertools.product(SLUGS, (1, 2, 3)))
    for term, _, _ in lexicon.terms():
        assert term == term.lower()
        assert all(word.isalnum() for word in term.split())
        assert 1 <= len(term.split()) <= 2


DATA = os.environ.get("BRIEF_NEWS_DATA")
DESKS = {
    "business": "business",
    "entertainment": "culture",
    "politics": "politics",
    "sport": "sport",
    "tech": "technology",
}


@pytest.mark.skipif(not DATA, reason="BRIEF_NEWS_DATA names no folder with bbc_summary.jsonl")
@pytest.mark.parametrize("half", [0, 1])
def test_real_articles_match_their_desks(half):
    """Title and text alone. The lists were tuned on half 0 (match .905, General .032); half 1 was held out and measured
    once, at the end (.923, .026).
    """
    lines = Path(DATA, "bbc_summary.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    records = [one for one in records if int(hashlib.sha1(one["id"].encode()).hexdigest(), 16) % 2 == half]  # noqa: S324
    pairs = Counter(
        (DESKS[one["id"].split("-")[1]], classify([article(title=one["title"], text=one["text"])])) for one in records
    )
    match = sum(count for (desk, slug), count in pairs.items() if desk == slug) / len(records)
    general = sum(count for (_, slug), count in pairs.items() if slug == GENERAL) / len(records)
    assert match >= 0.85, pairs
    assert general <= 0.08, pairs


def test_what_the_user_says_of_a_source_goes_before_what_its_articles_say():
    assert classify([article("a", "Trams cross the bridge", section="World", feed="Sport")]) == "sport"
