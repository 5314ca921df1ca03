"""A wire's KILL, withdrawals and retractions are told from news about them, and take their story with them."""

import json
from dataclasses import replace
from datetime import UTC, date, time

import pytest

from brief.extract import extract
from brief.extract.notices import is_notice
from brief.group.notices import killed
from brief.model import Article, Document, Published, Source

NOTICES = [
    ("KILL", ""),
    ("MANDATORY KILL", ""),
    ("MANDATORY KILL: Harbor of Melby reopens", ""),
    ("BULLETIN KILL", ""),
    ("Kill notice", "The story on the harbor."),
    ("URGENT - KILL - Harbor of Melby reopens", ""),
    ("BC-NO--Harbor-KILL", ""),
    ("STORY REMOVED: BC-NO--Harbor", ""),
    ("AP Story removed: Harbor of Melby reopens", ""),
    ("Harbor of Melby reopens (STORY REMOVED)", ""),
    ("WITHDRAWN: Harbor of Melby reopens", ""),
    ("Harbor of Melby reopens - WITHDRAWN", ""),
    ("RETRACTED: Harbor of Melby reopens", ""),
    ("Retraction", "The story of 19 November on the harbor was wrong."),
    ("Retraction: Harbor of Melby reopens", ""),
    ("ADVISORY: story withdrawn", ""),
    ("ADVISORY-Story on the harbor of Melby withdrawn", ""),
    ("Note to editors: please withdraw Harbor of Melby", ""),
    ("Harbor of Melby", "Eds: please kill BC-NO--Harbor, which moved at 9:04."),
    ("Harbor of Melby", "EDITORS: Kill the story slugged BC-Harbor. A kill is mandatory."),
    ("Harbor of Melby", "Editors, please disregard our 9:04 story headlined “Harbor reopens”."),
    ("Harbor of Melby", "This story has been withdrawn because our source was not who he said."),
    ("Harbor of Melby", "The story was wrong. There will be no substitute story."),
    ("", "KILL\n\nThe story slugged HARBOR moved in error."),
    ("", "MANDATORY KILL\n\nHarbor of Melby reopens"),
]
NEWS = [
    ("Bill withdrawn in parliament after protests", "The government has withdrawn the bill."),
    ("Drug withdrawn from sale", "The drug was withdrawn from sale on Monday."),
    ("Kill Bill returns to cinemas", "The film is back."),
    ("To Kill a Mockingbird opens in Melby", "The play opened."),
    ("KILL OR CURE? THE PRICE OF DRUGS", "A look at both."),
    ("Storm kills 12 in Melby", "Twelve people died."),
    ("KILLED IN ACTION: a village remembers", "Ten names stand on the stone."),
    ("Kill switch fails: trains stop", "Trains stood for an hour."),
    ("Frost kills apple blossom - growers", "Growers lost half of the harvest."),
    ("License to kill: the wolves of Tollen", "Farmers may kill the wolves."),
    ("Journal retracts vaccine study", "The article was retracted by the journal on Tuesday."),
    ("Retraction of study shakes science", "The retraction came late."),
    ("Retractions are rising", "More papers are withdrawn each year."),
    ("Candidate withdrawn: what happens next", "The list is closed."),
    ("WITHDRAWN TROOPS RETURN", "Troops were withdrawn in May."),
    ("Troops withdrawn from the border", "The last left at noon."),
    ("Statue removed after vote", "The statue was removed at night."),
    ("Removed: the last phone box", "It was removed on Monday."),
    ("Concert cancelled: fans wait", "The concert was cancelled an hour before."),
    ("Tsunami alert cancelled", "The alert was cancelled at noon."),
    ("Advisory: swimming warning withdrawn", "The advisory was withdrawn at noon."),
    ("Report withdrawn by ministry", "The report was withdrawn after criticism."),
    ("Article 50 withdrawn, court told", "Article 50 was withdrawn, the court heard."),
    ("Story removed from school reading list", "Parents had asked for it."),
    ("Newspaper removes story", "The paper removed the story. “This story was withdrawn in error,” the editor said."),
    (
        "Editors killed the story, reporter says",
        "Editors at the paper killed a story about the mayor, two people said.",
    ),
    (
        "AP withdraws story about mayor",
        "The Associated Press has withdrawn a story about the mayor, it said on Monday.",
    ),
    ("Rivals asked to withdraw", "“Please withdraw the motion,” the leader told them. They did not kill it."),
    (
        "Attention turns to the border",
        "The film “Kill the Lights” has drawn attention. Do not use it as a guide, critics say.",
    ),
    ("", ""),
]


@pytest.mark.parametrize(("title", "text"), NOTICES)
def test_notices(title, text):
    assert is_notice(title, text)


@pytest.mark.parametrize(("title", "text"), NEWS)
def test_news_about_withdrawals(title, text):
    assert not is_notice(title, text)


def test_only_the_beginning_counts():
    assert not is_notice("Harbor", "The harbor reopened on Monday.\n\n" * 30 + "KILL")


def test_a_hostile_headline_takes_no_time():
    assert not is_notice("kill A-" + "aa-" * 100_000, "EDS " * 100_000)
    assert not is_notice("kill " + "story " * 50_000, "this story " * 50_000)


# ------------------------------------------------------------------------------------------- of articles


def read(content, kind="application/json"):
    content = json.dumps(content) if isinstance(content, dict) else content
    return extract(Document(Source("files", "a"), "a", kind, content.encode()), "en")


TEXT = "The port of Melby reopened on Monday. Twelve ships left at noon."


@pytest.mark.parametrize(
    "said",
    [
        {"status": "canceled"},
        {"pubStatus": "Cancelled"},
        {"pubstatus": "stat:canceled"},
        {"status": "withdrawn"},
        {"withdrawn": True},
        {"withdrawn": "yes"},
        {"withdrawn": "2026-11-20T09:00:00Z"},
        {"killed": 1},
        {"retracted": True},
        {"title": "WITHDRAWN: Port of Melby reopens"},
    ],
)
def test_a_record_says_that_it_is_withdrawn(said):
    assert read({"text": TEXT, "language": "en"} | said).withdrawn


@pytest.mark.parametrize(
    "said",
    [
        {"status": "usable"},
        {"status": 7},
        {"pubStatus": "withheld"},
        {"withdrawn": False},
        {"withdrawn": "no"},
        {"withdrawn": None},
        {"withdrawn": 0},
        {},
    ],
)
def test_a_record_that_does_not(said):
    assert not read({"text": TEXT, "language": "en"} | said).withdrawn


def test_a_canceled_record_needs_no_text():
    found = read({"id": "x", "status": "canceled", "language": "en"})
    assert (found.id, found.text, found.sentences, found.withdrawn) == ("x", "", (), True)


def test_a_notice_without_a_sentence_is_a_notice_all_the_same():
    assert read("KILL\n", "text/plain").withdrawn
    assert read("# KILL\n", "text/markdown").withdrawn
    page = '<html lang="en"><head><title>STORY REMOVED: Port</title></head><body><p>x</p></body></html>'
    assert read(page, "text/html").withdrawn


def test_texts_pages_and_markdown_say_it():
    assert read(f"STORY WITHDRAWN\n\n{TEXT}", "text/plain").withdrawn
    assert read(f"---\nstatus: killed\n---\n\n{TEXT}", "text/markdown").withdrawn
    assert read(f"---\nwithdrawn: true\n---\n\n{TEXT}", "text/markdown").withdrawn
    page = (
        f'<html lang="en"><body><article><h1>RETRACTED: Port reopens</h1><p>{TEXT} {TEXT}</p></article></body></html>'
    )
    assert read(page, "text/html").withdrawn
    assert not read(page.replace("RETRACTED: ", ""), "text/html").withdrawn


@pytest.mark.parametrize(("value", "place"), [(0, 0), (7, 7), ("3", 3), (2.0, 2)])
def test_the_position_in_a_feed(value, place):
    assert read({"text": TEXT, "language": "en", "position": value}).position == place


@pytest.mark.parametrize("value", [None, -1, "first", "", True, 1.5, [1], "²"])
def test_what_is_no_position(value):
    assert read({"text": TEXT, "language": "en", "position": value}).position is None


# ------------------------------------------------------------------------------------------- what is killed


def article(name, title="", day=None, at=None, **given):
    published = Published(date(2026, 11, day), at) if day else None
    given = {"site": "Melby Wire", "text": TEXT, "url": None, "published": published} | given
    return Article(id=name, source=Source("files", "a"), location="a", title=title, sentences=(), **given)


PORT = article("port-1", "Port of Melby reopens after nine days", day=20, url="https://wire.example/port-of-melby")
CHESS = article("chess-1", "Chess club of Tollen wins the title", day=20)
KILL = article("kill-1", "KILL", day=20, text="", withdrawn=True)


def taken(notice, *articles):
    """The ids of the articles that a notice kills, the notice itself left out."""
    found = killed([*articles, notice])
    assert found.pop(notice.id) == notice.id
    assert set(found.values()) <= {notice.id}
    return sorted(found)


def test_a_notice_kills_itself_alone_where_it_names_nothing():
    assert taken(KILL, PORT, CHESS) == []


@pytest.mark.parametrize(
    "title",
    [
        "KILL: Port of Melby reopens after nine days",
        "MANDATORY KILL - Port of Melby reopens after nine days",
        "Port of Melby reopens after nine days - WITHDRAWN",
        "STORY REMOVED: Port of Melby reopens after 9 days",
        "WITHDRAWN: Melby port reopens after nine days",
        "port of melby reopens after nine days",
    ],
)
def test_the_headline_names_the_story(title):
    assert taken(replace(KILL, title=title), PORT, CHESS) == ["port-1"]


@pytest.mark.parametrize(
    "text",
    [
        "Eds: please kill https://wire.example/port-of-melby.",
        "Eds: please kill port-1, which moved at 9:04.",
        "Editors: please disregard our story headlined “Port of Melby reopens after nine days”.",
        "Kill the story slugged port-of-melby.",
    ],
)
def test_the_text_names_the_story(text):
    assert taken(replace(KILL, text=text), PORT, CHESS) == ["port-1"]


def test_a_slug_names_the_story_with_or_without_its_kill():
    story = replace(PORT, id="BC-NO--Port")
    assert taken(replace(KILL, title="BC-NO--Port-KILL"), story, CHESS) == ["BC-NO--Port"]
    assert taken(replace(KILL, title="STORY REMOVED: BC-NO--Port"), story, CHESS) == ["BC-NO--Port"]


def test_the_same_address_or_id_is_the_same_story():
    assert taken(replace(KILL, url=PORT.url), PORT, CHESS) == ["port-1"]
    story = replace(PORT, id="urn:x")
    assert taken(replace(KILL, id="urn:x-2"), story, CHESS) == ["urn:x"]


def test_neighbors_in_a_series_of_ids_are_other_stories():
    assert taken(replace(KILL, id="port-2"), PORT) == []
    assert taken(replace(KILL, id="port-10"), PORT) == []
    assert taken(replace(KILL, text="Eds: please kill port-12."), PORT) == []


def test_another_outlet_keeps_its_story_unless_its_address_is_named():
    other = replace(PORT, site="Tollen Post")
    assert taken(replace(KILL, title=f"KILL: {PORT.title}"), other) == []
    assert taken(replace(KILL, text=f"Kill {PORT.url}"), other) == ["port-1"]


def test_a_later_version_lives():
    notice = replace(KILL, title=f"KILL: {PORT.title}")
    later = replace(PORT, published=Published(date(2026, 11, 21)))
    assert taken(notice, later) == []
    at_nine, at_ten = time(9, tzinfo=UTC), time(10, tzinfo=UTC)
    notice = replace(notice, published=Published(date(2026, 11, 20), at_nine))
    assert taken(notice, replace(PORT, published=Published(date(2026, 11, 20), at_ten))) == []
    assert taken(notice, replace(PORT, published=Published(date(2026, 11, 20), at_nine))) == ["port-1"]
    assert taken(notice, replace(PORT, published=None)) == ["port-1"]
    assert taken(replace(notice, published=None), later) == ["port-1"]


def test_short_headlines_must_be_the_same():
    story = replace(PORT, title="Port reopens")
    assert taken(replace(KILL, title="KILL: Port closes"), story) == []
    assert taken(replace(KILL, title="KILL: Port reopens"), story) == ["port-1"]


def test_untitled_articles_are_not_meant():
    assert taken(KILL, replace(PORT, title=""), replace(CHESS, title="")) == []


def test_the_order_does_not_matter_and_the_first_notice_is_named():
    first, second = (replace(KILL, id=name, title=f"KILL: {PORT.title}") for name in ("kill-1", "kill-2"))
    wanted = {"kill-1": "kill-1", "kill-2": "kill-2", "port-1": "kill-1"}
    assert killed([PORT, second, CHESS, first]) == killed([first, CHESS, PORT, second]) == wanted


def test_a_day_without_notices():
    assert killed([]) == killed([PORT, CHESS]) == {}
