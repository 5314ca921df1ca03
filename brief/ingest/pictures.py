"""Pictures that lie beside the articles they belong to."""

from __future__ import annotations

from pathlib import Path

from brief.errors import Unreadable
from brief.ingest.files import begins_like_address
from brief.model import Article, Document

#: The kind of source whose articles lie in files of the user's own.
FILES = "files"
# A photograph as a camera of 24 million pixels gives it has some 12 MB.
LARGEST = 20_000_000
#: Files of records, and texts with front matter.
_STATING = (".md", ".markdown", ".json", ".jsonl", ".ndjson")


def names_its_picture(article: Article) -> bool:
    """Return whether the picture of an article may be fetched from the web.

    That is so for what comes from the web itself, and for records and front matter, whose picture somebody wrote there.
    A page that was saved names pictures too; that it is read again must not be told to the site it came from.
    """
    stating = not begins_like_address(article.file) and article.file.lower().endswith(_STATING)
    return article.source.kind != FILES or stating


def read_picture(article: Article, path: str) -> Document:
    """Return the picture of an article that lies in a file.

    Arguments: the article; the path of its picture, relative to the file that the article stands in. Whoever wrote that
    file may be a stranger: it can name no picture outside of its folder.
    Raises Unreadable for any other path, and where there is no picture to read.
    """
    if article.source.kind != FILES or begins_like_address(path):
        raise Unreadable(path, "is no picture on the web, nor one beside a file of yours")
    home = Path(article.file).parent
    place = home / path
    try:
        if not place.resolve().is_relative_to(home.resolve()):
            raise Unreadable(str(place), "is a picture outside of the folder of its article")
        if not place.is_file():
            raise Unreadable(str(place), "no such picture")
        if place.stat().st_size > LARGEST:
            raise Unreadable(str(place), f"is a picture of more than {LARGEST // 1_000_000} MB")
        return Document(article.source, str(place), "image/*", place.read_bytes())
    except (OSError, ValueError, RuntimeError) as error:  # a name that no file can have, a circle of links
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise Unreadable(path, f"is a picture that cannot be read: {why}") from error
