"""The language of each article: the source's own word first, then what its text shows, then the configured one."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.extract import extract
from brief.model import Document, Source
from brief.text import detect
from brief.text.detect import KNOWN

ENGLISH = (
    "The harbor reopened on Monday after nine days of repairs, and twelve ships left at noon. The mayor said that the "
    "city would pay for the crane, which fell in the storm of last week."
)
# Headline and opening of an invented article, in its own words in each language.
OPENINGS = {
    "en": "Harbor reopens in Melby. Twelve ships left at noon after nine days of repairs.",
    "de": "Hafen wieder offen. Nach neun Tagen Reparatur haben am Montag zwölf Schiffe abgelegt.",
    "fr": "Le port rouvre. Après neuf jours de réparations, douze navires sont partis lundi à midi.",
    "es": "El puerto reabre. Tras nueve días de reparaciones, doce barcos zarparon el lunes a mediodía.",
    "it": "Il porto riapre. Dopo nove giorni di riparazioni, dodici navi sono partite lunedì a mezzogiorno.",
    "nl": "De haven is weer open. Na negen dagen herstel zijn maandag om twaalf uur de eerste schepen vertrokken.",
    "pt": "O porto reabriu. Depois de nove dias de reparações, doze navios partiram na segunda-feira.",
    "sv": "Hamnen öppnar igen. Efter nio dagars reparation lämnade tolv fartyg kajen i måndags.",
    "da": "Havnen er åben igen. Efter ni dages reparation sejlede tolv skibe ud mandag middag.",
    "no": "Havnen er åpen igjen. Etter ni dager med reparasjoner seilte tolv skip ut mandag formiddag.",
    "fi": "Satama avattiin taas. Kaksitoista laivaa lähti maanantaina yhdeksän päivän korjausten jälkeen.",
    "pl": "Port znów otwarty. Po dziewięciu dniach naprawy w poniedziałek wypłynęło dwanaście statków.",
    "tr": "Liman yeniden açıldı. Dokuz gün süren onarımdan sonra pazartesi günü on iki gemi ayrıldı.",
    "ru": "Порт снова открыт. После девяти дней ремонта в понедельник вышли двенадцать судов.",
    "uk": "Порт знову відкрито. Після дев’яти днів ремонту в понеділок вийшли дванадцять суден.",
    "el": "Το λιμάνι άνοιξε ξανά. Δώδεκα πλοία έφυγαν τη Δευτέρα μετά από εννέα ημέρες επισκευών.",
    "ar": "أعيد فتح الميناء يوم الاثنين بعد تسعة أيام من الإصلاحات، وغادرت اثنتا عشرة سفينة.",
    "he": "הנמל נפתח מחדש ביום שני לאחר תשעה ימי תיקונים, ושתים עשרה אוניות יצאו לדרך.",
    "hi": "नौ दिन की मरम्मत के बाद बंदरगाह सोमवार को फिर से खुल गया और बारह जहाज रवाना हुए।",
    "zh": "港口周一在维修九天后重新开放，十二艘船于中午离港。",
    "ja": "港は九日間の修理を終えて月曜日に再開し、正午に十二隻の船が出港した。",
    "ko": "항구가 아흐레 동안의 수리를 마치고 월요일에 다시 문을 열어 배 열두 척이 떠났다.",
    "vi": "Cảng mở cửa trở lại vào thứ Hai sau chín ngày sửa chữa, mười hai con tàu rời bến lúc trưa.",
    "id": "Pelabuhan dibuka kembali pada hari Senin setelah sembilan hari perbaikan dan dua belas kapal berangkat.",
}
TOO_SHORT = ["", " \n", "?", "12:30", "Melby 2, Tollen 1.", "Ja", "OK", "A. B. C.", "★ ★ ★", "FC Melby", "🚢🚢"]


def article(content, kind="application/json", language="en"):
    content = json.dumps(content) if isinstance(content, dict) else content
    return extract(Document(Source("files", "a"), "a", kind, content.encode()), language)


@pytest.mark.parametrize(("code", "text"), OPENINGS.items(), ids=OPENINGS)
@pytest.mark.parametrize("fallback", ["en", "hu"])
def test_an_opening_shows_its_language(code, text, fallback):
    assert detect(text, fallback) == code


@pytest.mark.parametrize("text", TOO_SHORT)
def test_what_is_too_short_is_in_the_configured_language(text):
    assert detect(text, "sw") == "sw"
    assert detect(text, "en") == "en"


def test_english_is_told_without_the_model(monkeypatch):
    def no_model():
        raise AssertionError("the model was asked")

    monkeypatch.setattr(sys.modules["brief.text.detect"], "_model", no_model)
    assert detect(ENGLISH, "de") == "en"
    with pytest.raises(AssertionError, match="the model was asked"):
        detect(OPENINGS["de"], "en")


# Related languages share short words with English: in, is, was, an; at, for, over, her; so, my, of, on.
@pytest.mark.parametrize(
    "text",
    [
        "Was in Melby so alles an einem Tag war: Der Hafen war offen, und an Bord war man in Form. So war das in Tollen am Montag.",
        "Der er over ni skibe for anker i havnen, men at her er for lidt plads til dem alle, har man vidst i et halvt år under byrådet.",
        "Dit is so dat die hawe in Melby op Maandag oop was, en my oom is een van die manne wat op die skepe in die hawe werk.",
        "Als de haven in de winter open is, was er op zo een dag in Melby werk voor een man of over de twintig in een ploeg.",
    ],
    ids=["German", "Danish", "Afrikaans", "Dutch"],
)
def test_words_that_english_shares_do_not_make_a_text_english(text):
    assert detect(text, "xx") != "en"


def test_a_quotation_in_another_language_does_not_count_beside_the_text():
    text = f"{OPENINGS['de']} „We will build it again“, sagte der Bürgermeister der Stadt am Abend vor den Arbeitern."
    assert detect(text, "en") == "de"


def test_capitals_and_line_breaks_do_not_matter():
    assert detect("LE PORT ROUVRE\nAPRÈS NEUF JOURS\nDE RÉPARATIONS, DOUZE NAVIRES SONT PARTIS", "en") == "fr"


@given(st.text(max_size=60))
def test_any_text_has_a_language_that_is_known_or_the_configured_one(text):
    assert detect(text, "xx") in {*KNOWN, "xx"}


# ------------------------------------------------------------------------------------------- of articles


@pytest.mark.parametrize("said", ["fr", "fr-CA", "FR", "fr_FR"])
def test_the_word_of_a_record_stands_above_its_text(said):
    assert article({"text": ENGLISH, "language": said}).language == "fr"
    assert article({"text": ENGLISH, "lang": said}).language == "fr"


@pytest.mark.parametrize("said", ["", None, "French, mostly", 7, "x"])
def test_a_record_that_names_no_language_shows_it(said):
    assert article({"text": OPENINGS["es"], "language": said}).language == "es"


def test_the_headline_counts():
    teaser = "Douze navires."
    assert (
        article({"title": "Le port de Melby rouvre après neuf jours de réparations", "text": teaser}).language == "fr"
    )


def test_the_head_and_furniture_of_a_text_do_not_count():
    text = f"By Ada Holm\n20 November 2026\n\n{OPENINGS['it']}\n\nShare this\n\nRead more: The best of our harbor news"
    assert article(text, "text/plain").language == "it"


def test_the_word_of_a_page_stands_above_its_text():
    body = f"<body><article><h1>Harbor</h1><p>{ENGLISH}</p><p>{ENGLISH}</p></article></body>"
    assert article(f'<html lang="nb">{body}</html>', "text/html").language == "nb"
    assert article(f"<html>{body}</html>", "text/html", language="de").language == "en"
    described = '<script type="application/ld+json">{"@type": "NewsArticle", "inLanguage": "da-DK"}</script>'
    assert article(f"<html><head>{described}</head>{body}</html>", "text/html").language == "da"


def test_markdown_says_it_in_its_front_matter_or_shows_it():
    assert article(f"---\nlang: da\n---\n\n{ENGLISH}\n", "text/markdown").language == "da"
    assert article(f"# Hafen\n\n{OPENINGS['de']}\n", "text/markdown").language == "de"


def test_sentences_are_split_by_the_language_that_was_found():
    text = "Der Kran kostet ca. 3 Mio. Euro. Die Stadt zahlt ihn. Am Montag haben zwölf Schiffe abgelegt."
    given = [sentence.text for sentence in article({"text": text, "language": "de"}).sentences]
    assert [sentence.text for sentence in article({"text": text}).sentences] == given


# ------------------------------------------------------------------------------------------- cost

READ = """
import json, sys
from brief.extract import extract
from brief.model import Document, Source
for line in sys.stdin:
    extract(Document(Source("files", "a"), "a", "application/json", line.encode()), "en")
print("py3langid" in sys.modules, "numpy" in sys.modules)
"""


def loads_the_model(*records):
    lines = "".join(json.dumps(record) + "\n" for record in records)
    done = subprocess.run([sys.executable, "-c", READ], input=lines, capture_output=True, text=True, check=True)
    return done.stdout.split() == ["True", "True"]


def test_records_that_name_their_language_load_no_model():
    assert not loads_the_model({"text": OPENINGS["en"], "language": "en"}, {"text": "Ja.", "lang": "nb"})


def test_english_records_of_some_length_load_no_model():
    assert not loads_the_model({"title": "Harbor reopens", "text": ENGLISH}, {"text": ENGLISH})


def test_others_load_it():
    assert loads_the_model({"text": OPENINGS["de"]})
