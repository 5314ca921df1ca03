"""Sources become documents: files, folders, globs, standard input, one document an article.

`locate` turns what the user named into single sources, `read` opens one of them; what lies on the web is located as it
is, fetched by another room, and taken apart by `web.documents`. All raise `Unreadable` for what cannot be read; what is
inside a document is the next room's to judge.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.ingest.files import is_own, locate
from brief.model import Document, Source
from brief.registry import load

#: Reader of a kind of source: `read(source) -> Iterator[Document]`.
READERS: dict[str, str] = {"files": "brief.ingest.files:read", "web": "brief.ingest.web:unfetched"}

__all__ = ["READERS", "is_own", "locate", "read"]


def read(source: Source) -> Iterator[Document]:
    """Return the documents of one located source, in their order. Raises Unreadable where it cannot be read."""
    documents: Iterator[Document] = load("kind of source", READERS, source.kind)(source)
    return documents
