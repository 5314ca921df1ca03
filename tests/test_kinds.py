"""News, opinion, analysis: told by what the source says of an article, never by its words."""

import json

import pytest

from brief.extract import extract
from brief.extract.kinds import kind_in_title, kind_named, kind_of
from brief.model import Document, Source

TEXT = "The port of Melby closed on Monday. Twelve ships wait outside the harbor."

NAMES = {
    "Opinion": "opinion", "opinions": "opinion", "OPINION": "opinion", "Op-Ed": "opinion", "op-eds": "opinion",
    "oped": "opinion", "Editorial": "opinion", "Editorials": "opinion", "Comment": "opinion", "commentary": "opinion",
    "commentisfree": "opinion", "Columnists": "opinion", "Column": "opinion", "Viewpoint": "opinion",
    "Kommentar": "opinion", "Meinung": "opinion", "Leitartikel": "opinion", "Tribune": "opinion",
    "Opinión": "opinion", "Opinie": "opinion", "Letters to the editor": "opinion", "Comment & debate": "opinion",
    "Opinion | Guest essay": "opinion", "News > Opinion": "opinion", "Sports opinion": "opinion",
    "OpinionNewsArticle": "opinion", "Opinion & analysis": "opinion",
    "Analysis": "analysis", "News analysis": "analysis", "Analyse": "analysis", "AnalysisNewsArticle": "analysis",
    "World / Analysis": "analysis",
    "news": "news", "News": "news",
}  # fmt: skip
NO_NAMES = [
    "", "World", "article", "text", "NewsArticle", "Sport", "Business analysis of the year in seven long parts",
    "Comment on the harbor", "Columns of smoke", "Chicago Tribune", "Voices of the harbor", "Breaking news",
]  # fmt: skip

TITLES = {
    "Opinion: The port must open": "opinion",
    "OPINION | The port must open": "opinion",
    "Opinion - The port must open": "opinion",
    "Op-Ed: The port must open": "opinion",
    "Editorial | The port must open": "opinion",
    "Editorial: Open the port": "opinion",
    "Comment: Open the port": "opinion",
    "Column: Open the port": "opinion",
    "Commentary: Open the port": "opinion",
    "Kommentar: Macht den Hafen auf": "opinion",
    "Tribune : Ouvrons le port": "opinion",
    "[Opinion] The port must open": "opinion",
    "The port must open | Opinion": "opinion",
    "The port must open - Editorial": "opinion",
    "The port must open (Opinion)": "opinion",
    "Analysis: What the port cost": "analysis",
    "News Analysis: What the port cost": "analysis",
    "What the port cost – Analysis": "analysis",
    "Analyse: Was der Hafen kostet": "analysis",
}
NEWS_TITLES = [
    "Opinion polls show a close race", "Editorial staff of the Post walk out", "Analysis finds lead in Melby's water",
    "Column of tanks enters Tollen", "Public opinion turns on the mayor", "Comment sections close at the Post",
    "Opinion of the court: port may stay", "Commentary team named for the cup", "DNA analysis clears the captain",
    "Op-ed writer arrested", "Mayor: opinion is divided", "Tribune: Melby paper sold", "Trial - the opinion of a juror",
    "",
]  # fmt: skip

ADDRESSES = {
    "https://post.example/opinion/open-the-port": "opinion",
    "https://post.example/opinions/2026/11/20/open-the-port/": "opinion",
    "https://post.example/commentisfree/2026/nov/20/open-the-port": "opinion",
    "https://post.example/2026/11/20/opinion/port.html": "opinion",
    "https://post.example/op-ed/port": "opinion",
    "https://opinion.post.example/port": "opinion",
    "https://post.example/voices/port": "opinion",
    "https://post.example/meinung/hafen": "opinion",
    "https://post.example/world/analysis/port": "analysis",
    "https://post.example/news-analysis/port": "analysis",
    "https://post.example/news/opinion-polls-show-a-close-race": "news",
    "https://post.example/news/analysis": "news",
    "https://post.example/public-opinion-on-bridges/port": "news",
    "https://post.example/world/port": "news",
    "https://post.example": "news",
}


@pytest.mark.parametrize(("name", "kind"), NAMES.items(), ids=NAMES)
def test_names_that_say_a_kind(name, kind):
    assert kind_named(name) == kind


@pytest.mark.parametrize("name", NO_NAMES)
def test_names_that_say_none(name):
    assert kind_named(name) is None


@pytest.mark.parametrize(("title", "kind"), TITLES.items(), ids=TITLES)
def test_headlines_that_are_marked(title, kind):
    assert kind_in_title(title) == kind


@pytest.mark.parametrize("title", NEWS_TITLES)
def test_headlines_that_only_use_the_word(title):
    assert kind_in_title(title) is None


@pytest.mark.parametrize(("url", "kind"), ADDRESSES.items(), ids=ADDRESSES)
def test_addresses(url, kind):
    assert kind_of(None, "The port", (), None, url) == kind


def test_the_editorial_board_has_an_opinion():
    assert kind_of(None, "Open the port", (), "The Editorial Board", None) == "opinion"
    assert kind_of(None, "Open the port", (), "Ada Holm", None) == "news"


def test_the_best_mark_decides():
    opinion = "https://post.example/opinion/port"
    assert kind_of("news", "Opinion: Open it", ("Opinion",), None, opinion) == "news"
    assert kind_of("article", "Analysis: What it cost", ("Opinion",), None, opinion) == "analysis"
    assert kind_of(None, "What it cost", (None, "Analysis"), None, opinion) == "analysis"
    assert kind_of(None, "What it cost", ("News",), None, opinion) == "opinion"


# ------------------------------------------------------------------------------------------- of articles


def article(content, kind="application/json", section=None):
    content = json.dumps(content) if isinstance(content, dict) else content
    return extract(Document(Source("files", "a", section=section), "a", kind, content.encode()), "en")


@pytest.mark.parametrize("key", ["kind", "type", "genre"])
def test_a_record_names_its_kind(key):
    assert article({"text": TEXT, key: "Opinion"}).kind == "opinion"
    assert article({"text": TEXT, key: "article"}).kind == "news"


def test_the_genre_of_ninjs_is_a_list_of_names_beside_a_type():
    record = {"text": TEXT, "type": "text", "genre": [{"code": "x:1", "name": "Analysis"}]}
    assert article(record).kind == "analysis"


def test_a_record_may_say_nothing():
    assert article({"text": TEXT}).kind == "news"


def test_the_section_of_a_record_or_source_tells():
    assert article({"text": TEXT, "section": "Commentary"}).kind == "opinion"
    assert article({"text": TEXT}, section="Opinion").kind == "opinion"


@pytest.mark.parametrize("head", ["OPINION", "Section: Opinion", "Opinion | By Ada Holm"])
def test_the_head_of_a_text_tells(head):
    found = article(f"{head}\n\nThe port must open\n\n{TEXT}\n", "text/plain")
    assert (found.kind, found.title) == ("opinion", "The port must open")
    assert found.sentences[0].text == "The port of Melby closed on Monday."


def test_markdown_tells_in_its_front_matter():
    assert article(f"---\ngenre: analysis\n---\n\n{TEXT}\n", "text/markdown").kind == "analysis"


def page(head="", title="The port must open"):
    return f'<html lang="en"><head>{head}</head><body><article><h1>{title}</h1><p>{TEXT} {TEXT}</p></article></body></html>'


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ('<script type="application/ld+json">{"@type": "OpinionNewsArticle", "headline": "Port"}</script>', "opinion"),
        (
            '<script type="application/ld+json">{"@type": "AnalysisNewsArticle", "headline": "Port"}</script>',
            "analysis",
        ),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Port"}</script>', "news"),
        ('<meta property="article:section" content="Opinion">', "opinion"),
        ('<link rel="canonical" href="https://post.example/opinion/port">', "opinion"),
        ('<meta property="og:title" content="Open the port of Melby | Opinion">', "opinion"),
        ("", "news"),
    ],
)
def test_a_page_tells(head, kind):
    assert article(page(head), "text/html").kind == kind


def test_a_kind_after_a_title_is_no_outlet():
    found = article(page('<meta property="og:title" content="Open the port of Melby | Opinion">'), "text/html")
    assert found.site != "Opinion"
