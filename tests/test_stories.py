"""Which articles tell the same event: the same partition for any order, languages apart, every article once."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.errors import UsageError
from brief.group import as_one, group
from brief.group.stories import BROADEST, NARROWEST
from brief.model import Article, Published, Source
from brief.text import language, paragraphs, sentences

EVENTS = {
    "crane": [
        (
            "Crane falls in Melby",
            "A crane fell into the harbour of Melby on Friday. Nobody was hurt, said the port of Melby.",
        ),
        (
            "Melby harbour shut after crane falls",
            "The harbour of Melby stays shut. Divers will lift the crane that fell there.",
        ),
        (
            "Crane accident closes Melby port",
            "Ships wait outside Melby after a crane fell into its harbour. The port opens soon.",
        ),
    ],
    "cup": [
        (
            "Norby wins the cup",
            "Norby beat Tollen in the final of the cup. Ida Berg scored both goals of Norby in extra time.",
        ),
        (
            "Berg takes Norby to cup victory",
            "Ida Berg scored twice as Norby won the final against Tollen. It was the first cup for Norby.",
        ),
    ],
    "bees": [
        (
            "Bees return to city roofs",
            "Beekeepers count 400,000 bees and much honey on roofs. Lime trees feed the hives.",
        ),
    ],
}


def article(name, title="", text="", code="en", day=None):
    return Article(
        name,
        Source("files", name),
        f"{name}.txt",
        None,
        title,
        text,
        sentences(text, paragraphs(text), language(code)),
        language=code,
        published=Published(day) if day else None,
    )


def day():
    return [
        article(f"{event}-{number}", *told)
        for event, versions in EVENTS.items()
        for number, told in enumerate(versions)
    ]


def partition(stories):
    return {frozenset(a.id for a in story.articles) for story in stories}


EXPECTED = {
    frozenset({"crane-0", "crane-1", "crane-2"}),
    frozenset({"cup-0", "cup-1"}),
    frozenset({"bees-0"}),
}


def test_a_small_day():
    assert partition(group(day())) == EXPECTED


@pytest.mark.parametrize("seed", range(8))
def test_the_same_stories_for_any_order_of_the_articles(seed):
    shuffled = day()
    random.Random(seed).shuffle(shuffled)
    assert group(shuffled) == group(day())


def test_stories_of_most_articles_come_first_then_by_id():
    stories = group(day())
    assert [len(story.articles) for story in stories] == [3, 2, 1]
    loners = group([article("a", "Crane falls"), article("b", "Bread rises"), article("c", "Trains run")])
    assert [story.id for story in loners] == sorted(story.id for story in loners)


def test_the_same_articles_give_the_same_id_whatever_else_there_is():
    def crane(stories):
        return next(story.id for story in stories if len(story.articles) == 3)

    assert crane(group(day())) == crane(group(day()[:3]))
    assert len({story.id for story in group(day())}) == 3


def test_no_article_no_story():
    assert group([]) == []


def test_one_article_is_one_story():
    (story,) = group([article("a", *EVENTS["bees"][0])])
    assert (story.title, story.articles[0].id, story.duplicates, story.topic) == (
        "Bees return to city roofs",
        "a",
        (),
        0,
    )
    assert story.why == "told by one article"


def test_two_articles_on_one_event_and_on_two():
    crane, bees = EVENTS["crane"], EVENTS["bees"]
    assert partition(group([article("a", *crane[0]), article("b", *crane[1])])) == {frozenset("ab")}
    assert partition(group([article("a", *crane[0]), article("b", *bees[0])])) == {frozenset("a"), frozenset("b")}


def test_thirty_identical_articles_are_one_story_with_29_copies():
    text = f"{EVENTS['crane'][0][1]} {EVENTS['crane'][1][1]}"
    (story,) = group([article(f"a{n:02}", "Crane falls", text, day=date(2017, 8, 1 + n % 20)) for n in range(30)])
    assert len(story.articles) == 30
    assert len(story.duplicates) == 29
    assert story.lead.id == "a00"
    assert story.lead not in story.duplicates
    assert set(story.duplicates) < set(story.articles)


def test_unrelated_articles_are_a_story_each():
    words = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in ("lm", "nd", "rt", "sk")]
    unrelated = [article(f"a{n:02}", "", " ".join(words[n * 4 : n * 4 + 4]).capitalize() + ".") for n in range(25)]
    assert len(group(unrelated)) == 25


def test_articles_of_five_words_each():
    few = [
        article("a", "", "Crane falls into Melby harbour."),
        article("b", "", "Melby harbour crane falls down."),
        article("c", "", "Norby wins cup in Tollen."),
    ]
    assert partition(group(few)) == {frozenset("ab"), frozenset("c")}
    assert all(not story.duplicates for story in group(few))


def test_articles_of_stop_words_or_nothing_are_a_story_each():
    stories = group([article("a", "", "It is what it was."), article("b", "", "It is what it was."), article("c")])
    assert partition(stories) == {frozenset("a"), frozenset("b"), frozenset("c")}
    assert all(story.section and story.title for story in stories)


def test_languages_are_kept_apart():
    title, text = EVENTS["crane"][0]
    stories = group([article("a", title, text), article("b", title, text), article("c", title, text, "de")])
    assert partition(stories) == {frozenset("ab"), frozenset("c")}
    assert len({story.topic for story in stories}) == 2


@given(
    st.lists(
        st.sampled_from(sorted((e, n, c) for e, v in EVENTS.items() for n in range(len(v)) for c in ("en", "fr"))),
        max_size=9,
    )
)
@settings(max_examples=25)
def test_every_article_is_in_exactly_one_story(drawn):
    articles = [article(f"a{n}", *EVENTS[event][number], code) for n, (event, number, code) in enumerate(drawn)]
    stories = group(articles)
    assert sorted(a.id for story in stories for a in story.articles) == sorted(a.id for a in articles)
    assert all(set(story.duplicates) < set(story.articles) for story in stories)
    assert all(len({a.language for a in story.articles}) == 1 for story in stories)
    assert sorted({story.topic for story in stories}) == list(range(len({story.topic for story in stories})))


def test_granularity_makes_more_stories_or_fewer():
    near = article("near", "Bread is dear in Melby", "Bakers raise prices. Wheat cannot land while the port is shut.")
    counts = [len(group([*day(), near], granularity)) for granularity in (BROADEST, 0.5, 1.0, 2.0, NARROWEST)]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


@pytest.mark.parametrize("granularity", [0, 0.24, 4.01, -1, float("nan"), float("inf")])
def test_a_granularity_out_of_range_is_a_fault_of_usage(granularity):
    with pytest.raises(UsageError, match=r"--granularity must lie between 0.25 \(broad\) and 4.0 \(fine\), not"):
        group(day(), granularity)


def test_a_story_says_why_it_is_one():
    story = group(day())[0]
    assert story.why.startswith("3 articles with a mean similarity of 0.")
    assert story.keywords
    assert story.label == ", ".join(story.keywords)
    assert all(word in story.why for word in story.keywords)
    assert story.title in {title for title, _ in EVENTS["crane"]}


def test_copies_come_last_and_the_lead_is_an_original():
    full = f"{EVENTS['crane'][0][1]} {EVENTS['crane'][1][1]}"
    cut = full[: full.index(" The harbour of")]
    (story,) = group([article("a", "Crane", cut), article("b", "Crane", full), article("c", *EVENTS["crane"][2])])
    assert [a.id for a in story.duplicates] == ["a"]
    assert story.articles[-1].id == "a"


def test_among_articles_as_central_the_latest_leads():
    versions = ["The crane fell at ten. Divers came.", "The crane sank at ten. Divers left."]
    told = [article(f"a{n}", "Crane of Melby", versions[n], day=date(2017, 8, 18 + n)) for n in range(2)]
    (story,) = group(told)
    assert story.lead.id == "a1"


def test_as_one_is_one_story_however_little_its_articles_share():
    story = as_one([article("b", *EVENTS["bees"][0]), article("a", *EVENTS["cup"][0])])
    assert {a.id for a in story.articles} == {"a", "b"}
    assert story == as_one([article("a", *EVENTS["cup"][0]), article("b", *EVENTS["bees"][0])])
