"""Sources become documents: files, folders, globs, mail, standard input, functions; one document an article.

`locate` turns what the user named into single sources, `read` opens one of them; what lies on the web is located as it
is, fetched by another room, and taken apart by `web.documents`. All raise `Unreadable` for what cannot be read; what is
inside a document is the next room's to judge.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.ingest import own
from brief.ingest.addresses import WEB, canonical
from brief.ingest.files import begins_like_address, is_own, locate
from brief.model import Document, Source
from brief.registry import is_foreign, load

#: Reader of a kind of source: `read(source) -> Iterator[Document]`. A kind `package.module:function` is read by `own`.
READERS: dict[str, str] = {
    "files": "brief.ingest.files:read",
    "maildir": "brief.ingest.mail:read_maildir",
    WEB: "brief.ingest.web:unfetched",
}

__all__ = ["READERS", "WEB", "canonical", "is_own", "is_path", "locate", "read"]


def read(source: Source) -> Iterator[Document]:
    """Return the documents of one located source, in their order. Raises Unreadable where it cannot be read."""
    if is_foreign(source.kind) and source.kind not in READERS:
        return own.read(source)
    documents: Iterator[Document] = load("kind of source", READERS, source.kind)(source)
    return documents


def is_path(location: str) -> bool:
    """Return whether a location names something in a folder, and not the web, standard input or a function."""
    return location != "-" and not begins_like_address(location) and not own.names_function(location)
