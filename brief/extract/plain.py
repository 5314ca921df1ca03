"""Plain text: a page that was scraped or saved, with its head and furniture in the text."""

from __future__ import annotations

from brief.errors import Empty
from brief.extract.assemble import Found, assemble
from brief.model import Article, Document
from brief.text import decode


def extract(document: Document, language: str) -> Article:
    """Return the article in a plain text. Raises Empty where it holds none."""
    text = decode(document.content)
    article = assemble(document, Found(text), language)
    if not article.sentences and not article.withdrawn:
        raise Empty(document.location, "is empty" if not text.strip() else "holds no article text")
    return article
