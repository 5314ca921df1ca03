"""A reader who reads nothing but the summary stumbles over these, and not over those."""

import pytest

from brief.evaluate.flaws import FLAWS, flaws
from brief.evaluate.people import bare_surname, names_somebody
from brief.model import Article, Sentence, Source

FIRST = "The town of Oxmoor opened its new bridge on Monday."


def article(*texts, language="en", more=""):
    """An article of one sentence a paragraph."""
    whole, sentences = "", []
    for place, text in enumerate(texts):
        sentences.append(Sentence(place, place, text, len(whole), len(whole) + len(text)))
        whole += text + "\n\n"
    return Article("x", Source("files", "x"), "x:1", None, "", whole + more, tuple(sentences), language=language)


def found(*texts, picked=None, language="en", more=""):
    """The flaws of a summary; without `picked`, of the last sentence alone, which is the article's third."""
    given = article(*texts, language=language, more=more)
    places = range(len(texts)) if picked is None else picked
    return {(flaw.name, flaw.place) for flaw in flaws([given.sentences[place] for place in places], given)}


def alone(text, language="en", more=""):
    """The names of the flaws of a sentence whose article has two others before it."""
    names = {
        name for name, _ in found(FIRST, "A band played for two hours.", text, picked=[2], language=language, more=more)
    }
    assert names <= set(FLAWS)
    return names


SOUND = [
    FIRST,
    "“We are glad that it is open,” said Mayor Ada Holm.",
    "The mayor said the ferry would stop in June, and that tickets stay valid.",
    "Some 340 people crossed the river on the first morning (a record).",
    "The bank’s shares fell 5.2 percent on Friday.",
    "Ada Holm, 41, said she would miss the ferry.",
    "The players' union asked for a later start of the season.",
    "It is unclear whether the ferry will be sold.",
    "It was raining when the first walkers came.",
    "It was the mayor that cut the ribbon.",
    "It took workers three years to build the bridge.",
    "This week the ferry sails for the last time.",
    "Those who hold a ticket may keep it.",
    "So far the bridge has cost 12 million crowns.",
    "Instead of a ferry the town has a bridge.",
    "In addition to a bridge the town wants a tunnel.",
    "The 6'2\" mayor crossed the bridge first.",
    "The town's “bridge of sighs” is nearly two hundred meters long.",
    "iPhones did not work in the tunnel on Monday.",
    "The result: a bridge that nobody can afford.",
    "Police said a man of 30 was arrested near the bridge.",
    "The mayor was pictured leaving her office on Friday.",
    "The right to cross the river is as old as the town.",
    "Then-mayor Bo Lie ordered the bridge in 2019.",
    "Elsewhere in the valley two roads stay closed.",
]  # fmt: skip


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_sentence_has_no_flaw(text):
    assert alone(text) == set()


FLAWED = {
    "pronoun": [
        "He cut the ribbon at noon.",
        "Their tickets stay valid until June.",
        "They've waited three years for the bridge.",
        "This will not bring the ferry back.",
        "Such a bridge had never been built.",
        "It cost the town 12 million crowns.",
        "Those were the last words of the day.",
        "“She was the first to cross the river,” said Bo Lie.",
        "After the speech, she cut the ribbon.",
        "The pair were released on Friday.",
    ],
    "connective": [
        "But the ferry will sail until June.",
        "However, tickets stay valid until June.",
        "Meanwhile the ferry sails as it always did.",
        "In addition, the town wants a tunnel.",
        "And the ferry sails on.",
        "As a result, the ferry was sold.",
        "The ferry, however, sails until June.",
        "Another man was hurt by a falling lamp.",
        "That night the band played once more.",
        "Because of this the ferry was sold.",
        "Some of them had never seen a bridge.",
    ],
    "marks": [
        "“We are glad that it is open, said Mayor Ada Holm.",
        "The bridge is open,” said Mayor Ada Holm.",
        'The mayor said: "We are glad that it is open at last.',
        "'We are glad of the new bridge, said Mayor Ada Holm.",
        "The bridge (the town's third is open to all.",
    ],
    "speaker": [
        '"We have waited three years for this bridge," he said.',
        "“We have waited three long years for this bridge.”",
        "“We have waited three long years,” she told the paper, “and it is worth it.”",
    ],
    "fragment": [
        "Two new bridges.",
        "and the ferry sails on every morning at six.",
        "The mayor had this to say on Monday:",
        "The mayor spoke on Monday about the bridge…",
        "The mayor spoke on Monday about the bridge...",
        "Mayor opens new bridge in Oxmoor on Monday",
        "A bridge of wood and of stone.",
    ],
    "furniture": [
        "Click here to see all the bridges of the valley.",
        "Read more about the bridge in our weekend issue.",
        "Sign up for our newsletter to get the morning's news.",
        "Follow us on Twitter for more news of the valley.",
        "Ada Holm contributed to this report.",
        "Photo: Ada Holm crosses the bridge on Monday.",
        "Scroll down to see the bridge from above.",
        "Copyright 2026 The Oxmoor Post.",
        "E-mail to a friend what happened in Oxmoor.",
        "OXMOOR, Tarn (Post) — The town opened a bridge on Monday.",
        "By Ada Holm, the town has opened its new bridge.",
        "10:45 GMT The mayor cuts the ribbon of the bridge.",
        "The opinions expressed in this column are solely those of the author.",
        "Write to news@post.example with pictures you took.",
    ],
    "caption": [
        "Mayor Ada Holm, pictured, cut the ribbon at noon.",
        "The mayor (left) cut the ribbon with a pair of scissors.",
        "Left: the mayor cuts the ribbon of the bridge.",
        "Proud day: the mayor cuts the ribbon of the bridge.",
        "The mayor is seen with the band on the bridge.",
        "The old ferry (file photo) will be sold in June.",
    ],
    "teaser": [
        "Here's what you need to know about the bridge.",
        "Watch the video of the bridge that was built in a year.",
        "The reasons are listed below.",
        "Find out more about the bridge below.",
    ],
    "surname": [
        "Holm cut the ribbon at noon.",
        "At noon the ribbon was cut by Holm and the band.",
        "“The bridge is a gift to all of us,” Holm said.",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in FLAWED.items() for text in texts])
def test_a_flaw_is_named(name, text):
    assert name in alone(text, more="The ribbon was cut by Mayor Ada Holm.")


def test_every_flaw_but_the_repeat_has_an_example():
    assert set(FLAWED) == set(FLAWS) - {"repeat"}


def test_what_follows_on_a_printed_sentence_may_lean_on_it():
    assert found(FIRST, "It cost the town 12 million crowns.", "But the mayor is glad.") == set()


def test_the_first_sentence_of_an_article_leans_on_nothing():
    assert found("She had waited three years for a bridge.", FIRST, picked=[0]) == set()


def test_the_place_is_that_in_the_summary():
    assert found(FIRST, "A band played.", "It cost the town 12 million crowns.", picked=[0, 2]) == {("pronoun", 1)}


def test_a_quotation_may_run_over_sentences_that_are_both_printed():
    texts = ["“We waited three years,” said Mayor Ada Holm.", "“The bridge is open.", "We thank the whole town.”"]
    assert found(*texts) == set()
    assert ("marks", 1) in found(*texts, picked=[0, 1])
    assert ("marks", 1) in found(*texts, picked=[0, 2])


def test_each_paragraph_of_a_long_quotation_opens_anew():
    assert found("Mayor Ada Holm said: “The bridge is open.", "“The town is glad of it.”") == set()


def test_a_speaker_may_be_named_in_the_sentence_before():
    said = "“We have waited three years for this bridge,” she said."
    assert found("Mayor Ada Holm cut the ribbon on Monday.", FIRST, said, picked=[0, 2]) == set()
    assert found(FIRST, "A band played for two hours.", said, picked=[0, 2]) == {("speaker", 1)}


def test_a_sentence_that_repeats_another_is_seen_once():
    again = "On Monday the new bridge of the town of Oxmoor was opened by a band of forty."
    first = "The town of Oxmoor opened its new bridge on Monday, and a band of forty played for hours."
    assert found(first, again) == {("repeat", 1)}
    assert found(first, "The ferry will sail until the last day of June, and then be sold to Tarn.") == set()


def test_another_language_is_judged_by_marks_form_and_repeats_only():
    assert alone("Er hat das Band um zwölf Uhr durchgeschnitten.", "de") == set()
    assert alone("Zwei neue Brücken.", "de") == {"fragment"}
    assert alone("„Wir freuen uns, sagte die Bürgermeisterin am Montag.", "de") == {"marks"}
    again = "Die Stadt Tarn eröffnete am Montag ihre neue Brücke über den Fluss Lune."
    assert found(again, again, language="de") == {("repeat", 1)}
    assert alone("橋が月曜日に開通した。", "ja") == set()


def test_a_summary_without_sentences_has_no_flaw():
    assert flaws([], article(FIRST)) == ()


@pytest.mark.parametrize(
    "sentences",
    [
        ["Ada Holm cut the ribbon.", "Holm left early."],
        ["Mayor Holm cut the ribbon."],
        ["Holm, the mayor of Oxmoor, cut the ribbon."],
        ["The ribbon was cut by engineer Holm."],
        ["Holm Bridge is open."],
        ["The Holm administration built a bridge."],
    ],
    ids=str,
)
def test_who_is_introduced_is_not_bare(sentences):
    assert bare_surname(sentences, "Ada Holm, 41, is mayor. Holm said she was glad.") is None


def test_who_is_called_by_a_particle_is_found_by_the_last_part():
    text = "The bridge was drawn by Anna van der Lune, an engineer."
    assert bare_surname(["Anna van der Lune drew the bridge."], text) is None
    assert bare_surname(["Lune drew the bridge."], text) == "Lune"


def test_a_place_or_firm_is_no_person():
    text = "The ferry left New Oxmoor for the Tarn Hotel. Oxmoor said it was glad. The Hotel said nothing."
    assert bare_surname(["Oxmoor said it was glad."], text) is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ada Holm cut the ribbon.", True),
        ("When Minister Tangen came, the band played.", True),
        ("Tangen said the bridge was open.", True),
        ("The bridge of Oxmoor is open.", False),
        ("It said the bridge was open.", False),
    ],
)
def test_a_person_is_told_by_first_name_title_or_verb(text, named):
    assert names_somebody(text) is named
