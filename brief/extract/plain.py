"""Plain text: a page that was scraped or saved, with its head and furniture in the text."""

from __future__ import annotations

from brief.extract.assemble import Found, assemble_text, text_in
from brief.model import Article, Document


def extract(document: Document, language: str) -> Article:
    """Return the article in a plain text. Raises Empty where it holds none."""
    return assemble_text(document, Found(text_in(document)), language)
