"""Who said what: the speaker of a direct quotation, or none."""

import pytest

from brief.model import Article, Pick, Source
from brief.summarize.beside import beside, quotes
from brief.text import language, paragraphs, sentences

#: Introduces two persons in full and says something of the place.
OPENING = (
    "The council of Melby voted on Monday to close the harbor bridge.\n\n"
    "Ilse Kessler, the mayor of Melby, opened the meeting. Kessler left early. Tomas Brandt, 61, owns the ferry.\n\n"
)
SAID = "We cannot mend a bridge that nobody has paid for since the war"


def article(text, name="a", code="en", **changes):
    found = sentences(text, paragraphs(text), language(code))
    return Article(name, Source("files", name), name, None, "", text, found, language=code, **changes)


def said(text, **changes):
    """The speakers found in one article."""
    return [quote.speaker for quote in quotes([article(text, **changes)])]


@pytest.mark.parametrize(
    "sentence",
    [
        f'"{SAID}," said Ilse Kessler.',
        f"“{SAID},” said Ilse Kessler.",
        f"“{SAID}”, said Ilse Kessler.",
        f"‘{SAID},’ said Ilse Kessler.",
        f"«{SAID}», said Ilse Kessler.",
        f'"{SAID}," said Kessler.',
        f'"{SAID}," Kessler said.',
        f'"{SAID}," Mayor Ilse Kessler said.',
        f'"{SAID}," said the mayor, Ilse Kessler.',
        f'"{SAID}," said Mrs. Kessler, who left early.',
        f'"{SAID}," Kessler, who left early, told the Melby Post.',
        f'"{SAID}," Kessler told Reuters on Monday.',
        f'"{SAID}," according to Ilse Kessler.',
        f'Kessler said: "{SAID}."',
        f'Kessler said in a statement on Monday: "{SAID}."',
        f'Kessler told the council that "{SAID.lower()}."',
        f'After the vote, Kessler said, "{SAID}."',
        '"We cannot mend a bridge," Kessler said, "that nobody has paid for since the war."',
        f"\"{SAID}, or as my father put it, 'not a penny,'\" Kessler said.",
    ],
)
def test_a_named_speaker_is_found_and_named_in_full(sentence):
    assert said(OPENING + sentence) == ["Ilse Kessler"]


@pytest.mark.parametrize(
    "sentence",
    [
        f'"{SAID}," said a spokesman for Ilse Kessler.',
        f'"{SAID}," said a friend of Kessler.',
        f'"{SAID}," said those defending Ilse Kessler.',
        f"“{SAID},” said Kessler's brother.",
        f'"{SAID}," a lawyer for Kessler said.',
        f'"{SAID}," said Kessler and Brandt.',
        f'"{SAID}," said the harbor board.',
        f'"{SAID}," said the Melby Harbor Board.',
        f'"{SAID}," he said.',
        f'"{SAID}," said one woman on the quay.',
        f'"{SAID}," read a sign held by Kessler.',
        f'Kessler said a man had shouted "{SAID}."',
        f'Kessler said Brandt told her: "{SAID}."',
        f'"{SAID}."',
        f'"{SAID}," said Kessler, "but Brandt answered: ‘{SAID}.',
        f'"{SAID}," Northrop Fulmar said.',
        f'"{SAID}," said Lindqvist.',
    ],
)
def test_whoever_is_not_surely_the_speaker_is_not_named(sentence):
    assert said(OPENING + sentence) == []


def test_a_possessor_is_not_the_speaker():
    assert said(OPENING + f'"{SAID}," said Kessler\'s deputy, Jonas Holm, who stayed.') == ["Jonas Holm"]


def test_a_surname_of_two_persons_is_nobody_s():
    text = OPENING + "Hans Kessler, her brother, is an engineer.\n\n"
    assert said(text + f'"{SAID}," Kessler said.') == []
    assert said(text + f'"{SAID}," Hans Kessler said.') == ["Hans Kessler"]


def test_a_surname_may_be_introduced_by_another_article_of_the_story():
    other = article(f'The bridge stays open.\n\n"{SAID}," Kessler said.', "b")
    found = quotes([article(OPENING), other])
    assert [(quote.speaker, quote.pick.article) for quote in found] == [("Ilse Kessler", "b")]


def test_a_pronoun_is_who_spoke_in_the_sentence_before():
    assert said(OPENING + f'Kessler told the council that money was short. "{SAID}," she said.') == ["Ilse Kessler"]


@pytest.mark.parametrize(
    "before",
    [
        "Kessler told the council that money was short.\n\n",  # another paragraph
        "Kessler told Brandt that money was short. ",
        "The meeting with Kessler was short. ",
    ],
)
def test_a_pronoun_that_may_be_somebody_else_is_nobody(before):
    assert said(OPENING + before + f'"{SAID}," she said.') == []


@pytest.mark.parametrize("quotation", ["No", "We pay nothing at all", " ".join(["word"] * 41)])
def test_quotations_too_short_or_too_long_are_left_out(quotation):
    assert said(OPENING + f'"{quotation}," said Ilse Kessler.') == []


def test_a_few_quoted_words_in_a_long_sentence_are_no_quotation():
    long = 'Kessler said that "the old bridge over there will go" as the council of Melby, which had met three times '
    assert said(OPENING + long + "since the spring and heard twelve experts on it, voted to close it for good.") == []


def test_a_story_has_as_many_quotations_as_articles_and_three_at_most_each_of_another_speaker():
    people = ["Ilse Kessler", "Tomas Brandt", "Jonas Holm", "Ada Lund"]
    words = ["bridge", "ferry", "harbor", "council"]
    lines = [
        f'"The {word} of Melby is what we have to pay for this year," said {name}, the owner of a {word}.'
        for name, word in zip(people, words, strict=True)
    ]
    lines.append('"Nobody asked me about any of it before the vote," said Ilse Kessler, the owner of a boat.')
    articles = [article("\n\n".join(lines), name) for name in "abcd"]
    assert len(quotes(articles[:1])) == 1
    found = [quote.speaker for quote in quotes(articles)]
    assert len(found) == len(set(found)) == 3


def test_the_same_words_are_quoted_once():
    one = article(OPENING + f'"{SAID}," said Ilse Kessler, the mayor.')
    two = article(OPENING + f'"{SAID}," said Tomas Brandt, who owns the ferry.', "b")
    assert len(quotes([one, two])) == 1


def test_what_the_digest_tells_is_not_quoted_again():
    one = article(OPENING + f'"{SAID}," said Ilse Kessler.')
    assert quotes([one], [Pick("a", one.sentences[-1], 1.0)]) == ()


def test_the_sentence_is_whole_and_verbatim():
    one = article(OPENING + f'"{SAID},"\n   said   Ilse Kessler.')
    (quote,) = quotes([one])
    sentence = quote.pick.sentence
    assert one.text[sentence.start : sentence.end] == sentence.text
    assert sentence.text.startswith('"We cannot')


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "de",
            "Ilse Kessler ist Bürgermeisterin.\n\n„Das können wir alle zusammen nicht bezahlen“, sagte Ilse Kessler.",
        ),
        ("zh", "“我们今年没有钱修这座桥,也没有时间,”市长说。"),
        ("ar", "قالت رئيسة البلدية: «لا نستطيع إصلاح الجسر هذا العام»."),
    ],
)
def test_other_languages_give_nothing_rather_than_something_wrong(code, text):
    assert beside([article(text, code=code)]) == ((), (), ())


@pytest.mark.parametrize("articles", [[], [article("")], [article("One two three four five.")]])
def test_nothing_where_there_is_nothing(articles):
    assert beside(articles) == ((), (), ())


def test_thirty_identical_articles_quote_once():
    copies = [article(OPENING + f'"{SAID}," said Ilse Kessler.', f"a{n}") for n in range(30)]
    assert [quote.speaker for quote in quotes(copies)] == ["Ilse Kessler"]
