"""CNN's `.story` files, as research uses them (Hermann et al. 2015): a text, then what an editor wrote to sum it up.

Each such highlight is a paragraph behind a line `@highlight`. It is no part of the story: taken along, it would be
chosen before every sentence that it sums up.
"""

from __future__ import annotations

import re

from brief.extract.assemble import Found, assemble_text, text_in
from brief.model import Article, Document

_HIGHLIGHT = re.compile(r"^[ \t]*@highlight[ \t]*(?:\n\s*(?!\s|@highlight)[^\n]*)?(?:\n|\Z)", re.MULTILINE)


def extract(document: Document, language: str) -> Article:
    """Return the article in a story file, without its highlights. Raises Empty where it holds none."""
    given = text_in(document).replace("\r\n", "\n")
    return assemble_text(document, Found(_HIGHLIGHT.sub("", given).rstrip() + "\n"), language)
