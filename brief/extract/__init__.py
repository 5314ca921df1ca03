"""Documents become articles: one extractor for each media type.

An extractor finds the text and what stands around it (title, byline, date, outlet, section); `assemble` then decides,
by the rules in `furniture`, which parts of the text belong to the story, and splits those into sentences.
"""

from __future__ import annotations

from brief.errors import UnknownName, Unreadable
from brief.model import Article, Document
from brief.registry import load

#: Extractor of a media type: `extract(document, language) -> Article`.
EXTRACTORS: dict[str, str] = {
    "text/plain": "brief.extract.plain:extract",
    "text/markdown": "brief.extract.markdown:extract",
    "text/html": "brief.extract.html:extract",
    "application/json": "brief.extract.record:extract",
    "application/vnd.brief.item+json": "brief.extract.item:extract",
    "application/vnd.brief.article+json": "brief.extract.stored:read",
    "message/rfc822": "brief.extract.message:extract",
    "text/x-cnn-story": "brief.extract.story_file:extract",
}

# No article is so long; a larger one is a mistake or an attack, and would take minutes to read.
LARGEST = 20 * 1024 * 1024

__all__ = ["EXTRACTORS", "extract"]


def extract(document: Document, language: str = "en") -> Article:
    """Return the article in a document.

    Arguments: the document; the language it is taken to be in where it does not say so itself.
    Raises Unreadable where the document is broken or of a kind that is not read, Empty where there is no article in it.
    """
    if len(document.content) > LARGEST:
        raise Unreadable(document.location, f"is a text of more than {LARGEST // 1024**2} MB")
    try:
        extractor = load("media type", EXTRACTORS, document.media_type)
    except UnknownName as error:
        raise Unreadable(document.location, f"is of a kind that is not read: {document.media_type}") from error
    article: Article = extractor(document, language)
    return article
