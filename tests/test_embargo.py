"""Embargoes: read where they stand and as they are written; what is in doubt is withheld for good."""

import json
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.extract import extract
from brief.extract.embargo import UNREADABLE, embargo_in_line, embargo_of, read_embargo
from brief.model import Document, Published, Source

TEXT = "The port of Melby closed on Monday. Twelve ships wait outside the harbor."

LINES = {
    "EMBARGOED UNTIL 06:00 GMT 21 November 2026": "2026-11-21T06:00:00+00:00",
    "EMBARGOED UNTIL 06:00 GMT – 21 November 2026": "2026-11-21T06:00:00+00:00",
    "EMBARGO: 0600 GMT, 21 November 2026": "2026-11-21T06:00:00+00:00",
    "Strictly embargoed for release until 00:01 BST on Saturday 21 November 2026": "2026-11-21T00:01:00+01:00",
    "UNDER EMBARGO UNTIL 6 a.m. EST, Nov. 21, 2026": "2026-11-21T06:00:00-05:00",
    "NOT FOR RELEASE OR PUBLICATION BEFORE noon ET Nov 21, 2026": "2026-11-21T12:00:00-05:00",
    "Not for publication before 21 November 2026": "2026-11-21",
    "Not to be published before 21 November 2026": "2026-11-21",
    "Hold for release until 2026-11-21T06:00:00Z": "2026-11-21T06:00:00+00:00",
    "*** EMBARGOED UNTIL 6pm GMT 21 November 2026 ***": "2026-11-21T18:00:00+00:00",
    "[Embargoed until 21 November 2026, 06:00 CET]": "2026-11-21T06:00:00+01:00",
    "Embargo lifts: 6 a.m. GMT 21 November 2026": "2026-11-21T06:00:00+00:00",
    "Embargo: 21 November 2026": "2026-11-21",
    "EMBARGOED UNTIL midnight 21 November 2026": "2026-11-21T23:59:00",
    "Embargoed until 06:00 UK time 21 November 2026": "2026-11-21T06:00:00+00:00",
    "Sperrfrist: 21.11.2026, 06:00 Uhr": "2026-11-21T06:00:00",
    "Sperrfrist: 21. November 2026, 6 Uhr": "2026-11-21T06:00:00",
    "EMBARGOED UNTIL 21 NOVEMBER 2026 -- MELBY (Reuters) -- The harbor closed.": "2026-11-21",
    "EMBARGOED UNTIL 06:00 GMT 21 November 2026: Harbor closes": "2026-11-21T06:00:00+00:00",
}
IN_DOUBT = [
    "Embargoed until further notice",
    "Embargoed until 6am Monday",
    "EMBARGOED UNTIL 06:00 GMT SATURDAY",
    "EMBARGOED UNTIL 06:00 HKT 21 November 2026",
    "EMBARGOED UNTIL 06:00 GMT+1 21 November 2026",
    "EMBARGOED UNTIL 06:00 local time 21 November 2026",
    "EMBARGOED UNTIL 6 on 21 November 2026",
    "Embargoed until 31 February 2026",
    "Embargoed until 25:00 GMT 21 November 2026",
    "Embargo: 6am Monday",
    # The date is that of another day.
    "Embargoed until 6am Monday – On 3 March 2020 the harbor closed for the first time.",
    "Embargoed until Monday. On 3 March 2020 the harbor closed for the first time.",
    "Sous embargo jusqu'au 21 novembre 2026 à 6h",
]
NEWS = [
    "Embargo on oil lifted", "Embargo: how sanctions work", "Embargo: 3 ships seized", "Embargo: Monday vote decides",
    "Embargo until 2029 on arms, says union", "Arms embargo until 21 November 2026", "Embargoed goods seized in port",
    "Under embargo, doctors improvise", "Embargo Monday: thousands march", "Not for sale before Christmas",
    "Embargo to end on 21 November 2026", "Not for publication, the minister said", "Strict embargo on arms",
    "Hold for ransom", "Not to be used before breakfast", "Holding for the ferry", "Union lifts embargo at 06:00",
    "The minister said it was not for release before 21 November 2026.", "",
]  # fmt: skip

VALUES = {
    "2026-11-21T06:00:00Z": "2026-11-21T06:00:00+00:00",
    "2026-11-21T06:00:00+01:00": "2026-11-21T06:00:00+01:00",
    "2026-11-21 06:00": "2026-11-21T06:00:00",
    "2026-11-21": "2026-11-21",
    "20261121": "2026-11-21",
    "Sat, 21 Nov 2026 06:00:00 +0000": "2026-11-21T06:00:00+00:00",
    "until 6 a.m. EST, Nov. 21, 2026": "2026-11-21T06:00:00-05:00",
    "06:00 GMT 21 November 2026": "2026-11-21T06:00:00+00:00",
    1795240800: "2026-11-21T06:00:00+00:00",
}


@pytest.mark.parametrize(("line", "moment"), LINES.items(), ids=LINES)
def test_lines_that_state_an_embargo(line, moment):
    found = embargo_in_line(line)
    assert found is not None
    assert found.isoformat() == moment


@pytest.mark.parametrize("line", IN_DOUBT)
def test_what_is_in_doubt_is_withheld_for_good(line):
    assert embargo_in_line(line) == UNREADABLE


@pytest.mark.parametrize("line", NEWS)
def test_news_about_embargoes_is_news(line):
    assert embargo_in_line(line) is None


@pytest.mark.parametrize(("value", "moment"), VALUES.items(), ids=map(str, VALUES))
def test_values_of_a_record(value, moment):
    assert embargo_of(value).isoformat() == moment


@pytest.mark.parametrize(
    "value", [True, "soon", "yes", "21/11/2026", "2026-13-40", "20261121T060000Z", [1], {"a": 1}, 1e30]
)
def test_values_that_cannot_be_read_withhold(value):
    assert embargo_of(value) == UNREADABLE


@pytest.mark.parametrize("value", [None, "", " ", False, 0, [], {}, "none", "false"])
def test_values_that_state_none(value):
    assert embargo_of(value) is None


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "UTC", "Etc/GMT+12"])
def test_the_unreadable_embargo_never_passes(zone):
    assert UNREADABLE.origin == "unreadable"
    assert UNREADABLE.day_in(ZoneInfo(zone)) == date.max
    assert UNREADABLE.instant(ZoneInfo(zone)).date() >= date.max - timedelta(days=1)
    assert UNREADABLE.instant(ZoneInfo(zone)).tzinfo == UTC


@given(st.text(max_size=80))
def test_an_embargo_of_any_text_is_a_date_of_that_text_or_unreadable(text):
    found = read_embargo(text, "record")
    assert found == UNREADABLE or str(found.day.year) in text.translate(
        {ord(d): str(int(d)) for d in text if d.isdecimal()}
    )


# ------------------------------------------------------------------------------------------- of articles


def article(content, kind="application/json"):
    content = json.dumps(content) if isinstance(content, dict) else content
    return extract(Document(Source("files", "a"), "a", kind, content.encode()), "en")


@pytest.mark.parametrize("key", ["embargo", "embargoed", "embargo_until"])
def test_a_record_states_its_embargo(key):
    found = article({"text": TEXT, "language": "en", key: "2026-11-21"})
    assert found.embargo == Published(date(2026, 11, 21), None, "record")


def test_a_record_that_is_withheld_waits_for_good():
    assert article({"text": TEXT, "language": "en", "pubStatus": "withheld"}).embargo == UNREADABLE
    assert article({"text": TEXT, "language": "en", "pubStatus": "usable"}).embargo is None


def test_the_title_of_a_record_states_it():
    found = article({"title": "EMBARGOED UNTIL 21 November 2026: Harbor closes", "text": TEXT, "language": "en"})
    assert found.embargo == Published(date(2026, 11, 21), None, "text")


@pytest.mark.parametrize(
    "head",
    [
        "EMBARGOED UNTIL 06:00 GMT 21 November 2026\n\nHarbor of Melby closes",
        "Harbor of Melby closes\n\nBy Ada Holm\n\nEmbargoed until 06:00 GMT 21 November 2026.",
        "Harbor of Melby closes\nNot for publication before 06:00 GMT 21 November 2026",
    ],
)
@pytest.mark.parametrize("kind", ["text/plain", "application/json"])
def test_the_head_of_a_text_states_it_and_is_not_told(head, kind):
    text = f"{head}\n\n{TEXT}\n"
    found = article({"text": text, "language": "en"} if kind == "application/json" else text, kind)
    assert found.embargo.isoformat() == "2026-11-21T06:00:00+00:00"
    assert found.title == "Harbor of Melby closes"
    assert [sentence.text for sentence in found.sentences] == TEXT.replace(". ", ".\n").split("\n")


def test_an_embargo_before_the_dateline_is_not_told_either():
    found = article(f"EMBARGOED UNTIL 21 NOVEMBER 2026 -- MELBY (Reuters) -- {TEXT}\n", "text/plain")
    assert found.embargo == Published(date(2026, 11, 21), None, "text")
    assert found.sentences[0].text == "The port of Melby closed on Monday."


def test_markdown_states_it_in_front_matter_or_text():
    assert article(f"---\nembargo: 2026-11-21\n---\n\n{TEXT}\n", "text/markdown").embargo.day == date(2026, 11, 21)
    assert article(f"---\nembargo: true\n---\n\n{TEXT}\n", "text/markdown").embargo == UNREADABLE
    assert article(
        f"# Harbor\n\n**Embargoed until 21 November 2026**\n\n{TEXT}\n", "text/markdown"
    ).embargo.day == date(2026, 11, 21)


def test_a_page_states_it():
    def page(head, first=""):
        return f'<html lang="en"><head>{head}</head><body><article><h1>Port</h1>{first}<p>{TEXT} {TEXT}</p></article></body></html>'

    assert article(page('<meta name="embargo" content="2026-11-21T06:00:00Z">'), "text/html").embargo.day == date(
        2026, 11, 21
    )
    assert article(page('<meta name="embargo" content="soon">'), "text/html").embargo == UNREADABLE
    assert article(page("", "<p>Embargoed until 21 November 2026</p>"), "text/html").embargo.day == date(2026, 11, 21)
    assert article(page(""), "text/html").embargo is None


def test_a_date_deep_in_the_text_is_none():
    text = "\n\n".join([TEXT] * 20 + ["Embargoed until 21 November 2026"])
    assert article(text, "text/plain").embargo is None
