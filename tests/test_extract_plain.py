"""Scraped and wired plain text: heads, datelines, tails, teasers, captions; the text itself stays as it is."""

import contextlib
import re
from datetime import UTC, date
from datetime import time as clock

import pytest

from brief.errors import Empty
from brief.extract import extract, furniture
from brief.model import Document, Published, Source

FIRST = "The harbour of Melby was closed on Friday after a crane fell into the water."
SECOND = "Nobody was hurt, the port said."
THIRD = "Work will begin again on Monday, said Ann Lund, who runs the port."
FOURTH = "Ships wait outside the bay until then, and some have turned to Norby."
STORY = f"{FIRST} {SECOND}\n\n{THIRD} {FOURTH}"
ALL = [FIRST, SECOND, THIRD, FOURTH]
LONG_STORY = "\n\n".join([STORY] * 6)
LONG = ALL * 6


def read(text, location="story.txt", **source):
    content = text if isinstance(text, bytes) else text.encode()
    return extract(Document(Source("files", location, **source), location, "text/plain", content))


def told(text):
    return [sentence.text for sentence in read(text).sentences]


# Heads: what stands above the story, and what is learned from it.

HEADS = {
    "Published: Sat, August 19, 2017\nGlobal Media | By Ann Lund\n\nCrane falls\n\nCrane falls\n\n": {
        "title": "Crane falls",
        "byline": "Ann Lund",
        "section": "Global Media",
        "day": date(2017, 8, 19),
    },
    "Crane falls\n\n": {"title": "Crane falls"},
    "Who fell into the harbour?\n\n": {"title": "Who fell into the harbour?"},
    "Crane falls, a port stands still\n\n": {"title": "Crane falls, a port stands still"},
    "Crane falls\nBy Ann Lund\nAugust 19, 2017\n\n": {
        "title": "Crane falls",
        "byline": "Ann Lund",
        "day": date(2017, 8, 19),
    },
    "Crane falls\nBy ANN LUND and BO DE MOSS\n\n": {"title": "Crane falls", "byline": "ANN LUND and BO DE MOSS"},
    "Crane falls\nBy Ann Lund, BBC News\n\n": {"title": "Crane falls", "byline": "Ann Lund", "site": "BBC News"},
    "Crane falls\nBy Ann Lund | August 19, 2017\n\n": {
        "title": "Crane falls",
        "byline": "Ann Lund",
        "day": date(2017, 8, 19),
    },
    "By Ann Lund - 19 August 2017\n\nCrane falls\n\n": {
        "title": "Crane falls",
        "byline": "Ann Lund",
        "day": date(2017, 8, 19),
    },
    "Crane falls\n\nPosted on 19 August 2017\n\n": {"title": "Crane falls", "day": date(2017, 8, 19)},
    "Crane falls\nSource: Melby Post\nSection: Port life\n\n": {
        "title": "Crane falls",
        "site": "Melby Post",
        "section": "Port life",
    },
    "Crane falls\n3 min read\nShare Tweet Print\n\n": {"title": "Crane falls"},
    "Crane falls\n\nCRANE FALLS!\n\n": {"title": "Crane falls"},
    "\ufeffCrane falls\r\n\r\n": {"title": "Crane falls"},
}


@pytest.mark.parametrize(("head", "known"), HEADS.items())
def test_the_head_is_learned_from_and_no_part_of_the_story(head, known):
    article = read(head + STORY)
    assert [sentence.text for sentence in article.sentences] == ALL
    found = {
        "title": article.title,
        "byline": article.byline,
        "site": article.site,
        "section": article.section,
        "day": article.published.day if article.published else None,
    }
    assert found == {"title": "", "byline": None, "site": None, "section": None, "day": None} | known


def test_the_time_in_a_head_is_kept():
    assert read(f"Crane falls\n19 August 2017 10:30 GMT\n\n{STORY}").published == Published(
        date(2017, 8, 19), clock(10, 30, tzinfo=UTC), "text"
    )


def test_a_story_without_a_head_has_no_title():
    article = read(STORY)
    assert (article.title, article.byline, article.published) == ("", None, None)
    assert [sentence.text for sentence in article.sentences] == ALL


def test_a_section_of_the_source_wins_over_the_head():
    assert read(f"Global Media | By Ann Lund\n\nCrane falls\n\n{STORY}", section="world").section == "world"


def test_a_date_that_cannot_be_read_leaves_the_article_undated():
    article = read(f"Crane falls\n\nPublished: 45 Nonember 2017\n\n{STORY}")
    assert article.published is None
    assert [sentence.text for sentence in article.sentences][-4:] == ALL


def test_a_date_in_the_name_of_the_file_is_the_last_resort():
    assert read(STORY, "2017-08-19-crane.txt").published == Published(date(2017, 8, 19), None, "file name")
    dated = read(f"Crane falls\n\nAugust 20, 2017\n\n{STORY}", "2017-08-19-crane.txt")
    assert dated.published == Published(date(2017, 8, 20), None, "text")


@pytest.mark.parametrize("opening", ["By noon the harbour was empty.", "By Friday, all ships had left Melby."])
def test_prose_that_begins_with_by_is_no_byline(opening):
    article = read(f"{opening}\n\n{STORY}")
    assert article.byline is None
    assert article.sentences[0].text == opening


def test_a_date_in_the_middle_of_a_story_is_story():
    text = f"Crane falls\n\n{STORY}\n\nIt was built on May 3, 1962, and last mended on 4 June 2015, the port said.\n\n{STORY}"
    article = read(text)
    assert article.published is None
    assert len(article.sentences) == 9


# Datelines and other openings.

DATELINES = {
    "TOKYO (AP) — ": "AP",
    "TOKYO (AP) - ": "AP",
    "(CNN) ": "CNN",
    "(CNN)": "CNN",
    "(CNN) -- ": "CNN",
    "LONDON, England (CNN) -- ": "CNN",
    "New Delhi, Jul 31 (PTI) ": "PTI",
    "LONDON (Reuters) - ": "Reuters",
    "MELBY, Norland, Aug 19 (Reuters) - ": "Reuters",
    "ST. LOUIS (AP) — ": "AP",
    "MELBY — ": None,
    "MELBY, Norland — ": None,
    "MELBY, Norland -- ": None,
    "NEW MELBY – ": None,
    "PORT-AU-MELBY, Norland — ": None,
    "(The Melby Herald) -- ": "The Melby Herald",
    "(Melby.example) — ": "Melby.example",
    "(Harbour News)": "Harbour News",
}


@pytest.mark.parametrize(("dateline", "agency"), DATELINES.items())
def test_a_dateline_is_no_part_of_the_first_sentence(dateline, agency):
    article = read(dateline + STORY)
    assert [sentence.text for sentence in article.sentences] == ALL
    assert article.site == agency


@pytest.mark.parametrize("how", ["not supported", "unsupported", "supported"])
def test_a_word_of_the_player_is_no_part_of_the_first_sentence(how):
    article = read(f"Media playback is {how} on this device {STORY}")
    assert [sentence.text for sentence in article.sentences] == ALL


@pytest.mark.parametrize(
    "opening", ["(Nobody was hurt.) The crane fell on Friday.", "(Ann) Lund fell on Friday at two."]
)
def test_brackets_at_the_opening_without_a_dash_or_a_run_on_are_no_dateline(opening):
    article = read(f"Crane falls\n\n{opening} {SECOND}\n\n{THIRD}")
    assert article.sentences[0].text[:4] == opening[:4]


def test_a_quotation_after_a_dateline_keeps_its_marks():
    assert told(f"TOKYO (AP) — “We will go,” said Lund of Melby. {STORY}")[0] == "“We will go,” said Lund of Melby."


@pytest.mark.parametrize(
    "opening",
    [
        "The World Health Organization (WHO) warned the port of Melby.",
        "On Monday, the Harbour Workers Union (HWU) called a strike.",
        "Sen. Carla Moss (D-N.J.) asked for a new crane.",
        "Melby Heavy Cranes (MHC) built it in 1962.",
        "A top Norland Port Authority (NPA) engineer resigned.",
        "Senior Harbour Guard (United) leaders met on Friday.",
        "On Tuesday (Jan 6) the port opened again.",
    ],
)
def test_a_name_with_its_short_form_is_no_dateline(opening):
    article = read(f"Crane falls\n\n{opening} {SECOND}\n\n{THIRD}")
    assert article.sentences[0].text == opening
    assert article.site is None


@pytest.mark.parametrize(
    "opening",
    [
        "Melby - a town of 4,000 - has one harbour.",
        "“Nobody - but nobody - was hurt,” said Ann Lund.",
        "The crane - built in 1962 - fell on Friday.",
        "NATO - the alliance of 32 states - sent divers.",
    ],
)
def test_a_dash_in_the_first_sentence_is_no_dateline(opening):
    assert told(f"{opening}\n\n{STORY}")[0] == opening


RUN_TOGETHER = [
    "By . Ann Lund . PUBLISHED: . 10:30 EST, 19 August 2017 . | . UPDATED: . 11:00 EST, 19 August 2017 . ",
    "By . Ann Lund . and . Bo Moss . PUBLISHED: . 10:30 EST, 19 August 2017 . ",
    "By . Ann Lund and Bo Moss . ",
    "By . Ann Lund . Last updated at 11:00 AM on 19th August 2017 . ",
    "PUBLISHED: . 10:30 EST, 19 August 2017 . ",
    "Updated: 19 Aug 2017 11:25 ",
    "19 August 2017 Last updated at 11:25 GMT ",
    "Media playback is unsupported on your device ",
]


@pytest.mark.parametrize("head", RUN_TOGETHER)
def test_a_head_that_runs_into_the_story_is_no_sentence(head):
    assert told(head + FIRST + " " + SECOND + " " + THIRD) == [FIRST, SECOND, THIRD]


def test_a_head_that_runs_into_the_story_is_learned_from():
    article = read(f"By . Ann Lund . PUBLISHED: . 10:30 EST, 19 August 2017 . {FIRST} {SECOND}")
    assert article.byline == "Ann Lund"
    assert article.published.day == date(2017, 8, 19)


def test_a_date_that_runs_into_the_story_is_no_sentence():
    assert told(f"Saturday, August 19, 2017, 12:41 AM {FIRST} {SECOND}")[0] == FIRST


# Tails.

TAILS = [
    "Like this:\n\nLike Loading...",
    "Share this:\nTwitter\nFacebook",
    "Share this:\n\nClick to share on Twitter\n\nRelated",
    "Sign up for our newsletter to get the news in your inbox.",
    "Subscribe to the Melby Post podcast.",
    "Follow us on Twitter @melby",
    "Ann Moss contributed to this report.",
    "Associated Press writers Ann Moss in Melby and Bo Hill contributed to this report.",
    "CNN's Ann Moss contributed to this report.",
    "(Reporting by Ann Moss; Editing by Bo Hill)",
    "Reporting by Ann Moss; editing by Bo Hill",
    "(Additional reporting by Ann Moss in Norby; Writing by Bo Hill)",
    "Ann Moss is a reporter at the Melby Post.",
    "Ann Moss can be reached at ann@melby.example.",
    "© 2017 Melby Post. All rights reserved.",
    "Copyright 2017 Melby Post. All rights reserved.",
    "This article was originally published in the Melby Post.",
    "Read more: Ten cranes to see",
    "Related: Cranes of the world",
    "Tags: cranes, ports",
    "Continue reading…",
    "The post Crane falls appeared first on Melby Post.",
    "-30-",
    "***",
]


@pytest.mark.parametrize("tail", TAILS)
def test_furniture_below_the_story_is_no_part_of_it(tail):
    assert told(f"Crane falls\n\n{STORY}\n\n{tail}\n") == ALL


@pytest.mark.parametrize("tail", TAILS)
def test_furniture_in_a_pile_is_no_part_of_the_story(tail):
    assert told(f"Crane falls\n\n{LONG_STORY}\n\n{tail}\n\nShare this:\n\nTwitter\n\nFacebook\n") == LONG


def test_furniture_in_a_pile_is_no_part_of_a_short_story():
    pile = "Share this:\nTwitter\nFacebook\n\nLike this:\nLike Loading..."
    assert told(f"Crane falls\n\n{STORY}\n\n{pile}\n") == ALL


ENDINGS = [
    "Continue reading…",
    "Continue reading...",
    "Continue reading →",
    "[…] Read more",
    "Read more »",
    "Read the full story",
    "[+1234 chars]",
    "(Reporting by Ann Moss; Editing by Bo Hill)",
    "(Editing by Bo Hill)",
    "CNN's Ann Moss contributed to this report.",
    "Follow us on Twitter and Facebook.",
]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_pointer_after_the_last_sentence_is_no_part_of_it(ending):
    assert told(f"{STORY} {ending}") == ALL


def test_a_teaser_that_is_cut_keeps_what_there_is():
    assert told(f"{FIRST} The crane was… [+1234 chars]") == [FIRST, "The crane was…"]


def test_the_end_of_an_excerpt_is_no_sentence():
    assert told(f"{FIRST} {SECOND} [&#8230;] The post Crane falls appeared first on Melby Post.") == [FIRST, SECOND]


def test_a_short_story_of_one_paragraph_with_a_credit_at_its_end_is_kept():
    assert told(f"(CNN) -- {FIRST} {SECOND} CNN's Ann Moss contributed to this report.") == [FIRST, SECOND]


def test_the_last_paragraph_is_kept_without_the_credit_at_its_end():
    assert told(f"{STORY}\n\nDivers look at the wreck on Sunday. Ann Moss contributed to this report.") == [
        *ALL,
        "Divers look at the wreck on Sunday.",
    ]


PROSE = [
    "More divers are on the way, the port said.",
    "Follow-up work will take until May, said Ann Lund of the port.",
    "Share prices of crane makers fell by 3 percent on Monday.",
    "The post of harbour master is free since May, the port said.",
    "Print shops in Melby made 400 signs in one night, said Ann Lund.",
    "Sources close to the port said that the crane was old.",
    "Tags on the crane showed that it was last checked in 1999.",
    "It ends an era, said Ann Lund.",
]


@pytest.mark.parametrize("last", PROSE)
def test_prose_with_the_words_of_furniture_is_story(last):
    assert told(f"Crane falls\n\n{STORY}\n\n{last}\n") == [*ALL, last]


@pytest.mark.parametrize(
    "last",
    [
        "Get the crane out of the water and help us, Ann Lund asked the divers.",
        "Ann Lund, who is a former writer, has run the port since May.",
        "Find the money soon, Lund told us.",
    ],
)
def test_prose_that_looks_like_furniture_is_story(last):
    assert told(f"Crane falls\n\n{STORY}\n\n{last}\n") == [*ALL, last]


def test_words_of_furniture_in_the_middle_of_a_long_story_are_story():
    text = f"Crane falls\n\n{STORY}\n\nLike this:\n\n" + "\n\n".join([STORY] * 5)
    assert len(told(text)) == 4 * 6 + 1


# What stands between the paragraphs.

INSIDE = [
    "ADVERTISEMENT",
    "Story continues below advertisement",
    "READ MORE: Ten cranes to see",
    "Related: Cranes of the world",
    "Scroll down for video",
    "___",
    "* * *",
    "Image caption The crane lies in the bay",
    "The crane lies in the bay. (AP Photo/Bo Hill)",
    "FILE - In this May 3, 2015, file photo, the crane of Melby lifts a ship.",
    "Continue reading the main story",
    "Click here for the latest news of the port",
    "Loading...",
]


@pytest.mark.parametrize("line", INSIDE)
def test_furniture_between_paragraphs_is_no_part_of_the_story(line):
    assert told(f"Crane falls\n\n{FIRST} {SECOND}\n\n{line}\n\n{THIRD} {FOURTH}\n") == ALL


@pytest.mark.parametrize(
    "line",
    [
        "Media playback is unsupported on your device Media caption The mayor of Melby says that the port will open soon",
        "JUST WATCHED Crane falls in Melby Replay More Videos ... MUST WATCH Crane falls in Melby 02:38",
        "Story highlights",
        "Crane of Melby to be lifted on Sunday Read more",
    ],
)
def test_labels_of_players_and_links_are_no_part_of_the_story(line):
    assert told(f"Crane falls\n\n{FIRST} {SECOND}\n\n{line}\n\n{THIRD} {FOURTH}\n") == ALL


def test_a_caption_that_runs_into_the_story_does_not_take_it_along():
    text = f"Image copyright Melby Port Image caption The crane lies in the bay {FIRST}\n\n{THIRD}"
    assert any(FIRST in sentence for sentence in told(text))


def test_a_paragraph_that_ends_with_its_source_is_story():
    assert told(f"Crane falls\n\n{FIRST} The loss is put at $3 million (Reuters).\n\n{THIRD}")[0] == FIRST


# Laws.


def test_the_text_is_the_decoded_text_never_repaired():
    text = "Crane falls\r\n\r\nMELBY (AP) —  The U.S. -built crane ,  old , fell .\r\n\r\nLike this:\r\n"
    assert read(text).text == text


def test_hard_wrapped_paragraphs_are_sentences_with_their_line_breaks():
    text = (
        "The harbour of Melby was closed on Friday after a crane fell into the\n"
        "water, and nobody was hurt, the port said in a statement. Work will begin\n"
        "again on Monday.\n"
    )
    assert told(text) == [text[: text.index(" Work")], "Work will begin\nagain on Monday."]


def test_a_wrapped_sentence_without_a_headline_is_no_headline():
    text = "Ships wait outside the bay, said Ann Lund, who has run the port since\nthe spring.\n"
    assert read(text).title == ""


def test_the_same_text_has_the_same_id_wherever_it_lies():
    assert read(STORY, "a.txt").id == read(STORY, "b/c.txt").id
    assert read(STORY).id != read(STORY + " More.").id


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "is empty"), ("\ufeff", "is empty"), (" \n\t\n", "is empty"), ("***\n\n---", "holds no article text")],
)
def test_a_text_without_an_article_is_empty(text, why):
    with pytest.raises(Empty, match=why):
        read(text)


@pytest.mark.parametrize("text", ["Crane falls", "Crane falls.", "7 cranes", "Melby!\n"])
def test_the_shortest_text_is_an_article(text):
    assert told(text) == [text.strip()]


def test_each_rule_of_furniture_has_a_name_of_its_own_in_its_table():
    for table in (furniture.HEAD_LINES, furniture.OPENINGS, furniture.NEVER, furniture.TAIL, furniture.ENDINGS):
        names = [rule.name for rule in table]
        assert len(set(names)) == len(names)


LONG_LINES = {
    "words": "word " * 20_000,
    "capitals": "WORD, " * 16_000,
    "names": "By " + "Ann Lund and " * 8_000,
    "dots": "By . " * 20_000,
    "brackets": "(AP " * 25_000,
    "figures": "1 " * 50_000,
    "marks": "... " * 25_000,
    "dashes": "A - " * 25_000,
    "dates": "PUBLISHED: . 1 Aug 2017 . " * 4_000,
    "credits": "said. (Reporting by Ann " * 4_000,
    "follow": "sign up for alerts " * 5_000,
    "one word": "a" * 100_000,
}


@pytest.mark.parametrize("line", LONG_LINES.values(), ids=LONG_LINES)
@pytest.mark.processor_seconds(10)
def test_long_lines_of_any_kind_take_little_time(line):
    with contextlib.suppress(Empty):
        read(f"{line}\n\n{STORY}\n\n{line}\n")


HEADS_THAT_TAKE_TIME = {
    "published": f"Updated {' ' * 1_000}now",
    "byline": f"By A {'van de ' * 14}1",
    "byline and date": f"By A {'and ' * 28}1",
    "section and byline": f"World | By A {'van de ' * 14}1",
    "dateline in capitals": f"{'AB-' * 44}! The crane fell.",
}


@pytest.mark.parametrize("line", HEADS_THAT_TAKE_TIME.values(), ids=HEADS_THAT_TAKE_TIME)
@pytest.mark.processor_seconds(0.2)
def test_a_line_made_to_last_takes_little_time(line):
    told(f"{line}\n\n{STORY}")


@pytest.mark.parametrize("rule", [*furniture.NEVER, *furniture.TAIL, *furniture.ENDINGS], ids=lambda rule: rule.name)
def test_what_a_rule_needs_is_in_lower_case_and_in_its_pattern(rule):
    pattern = rule.pattern.pattern.lower().replace("\\", "")
    assert all(text == text.lower() for text in rule.needs)
    assert all(text.strip("( ") in pattern for text in rule.needs)


def test_a_rule_without_a_need_is_tried_everywhere():
    assert furniture.Rule("any", re.compile("x")).may_match("")
    assert not furniture.Rule("some", re.compile("x"), ("x",)).may_match("y")
