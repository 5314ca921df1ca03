"""An article as bytes and back, exactly: how a store keeps what was fetched.

Compact JSON. Sentences are kept as `[paragraph, start, end]`, since their texts stand in the article's; fields with
their usual value are left out. The source and the place an article was read from belong to who reads it, not to it.
"""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

from brief.errors import Unreadable
from brief.model import Article, Document, Picture, Published, Sentence

MEDIA_TYPE = "application/vnd.brief.article+json"
#: Of the form of what is written; another one is not read, since its meaning is not known.
VERSION = 1

_TEXTS = ("id", "title", "text", "language", "kind")
_TEXTS_OR_NONE = ("url", "byline", "site", "section")
#: Half a surrogate pair stays half a pair: as an escape of JSON, two of them would come back as one character.
_HALVES = "surrogatepass"
_USUAL: dict[str, Any] = {"language": "en", "kind": "news", **dict.fromkeys(_TEXTS_OR_NONE)}


class _Broken(Exception):
    """What is wrong with some content."""


def write(article: Article) -> bytes:
    """Return an article as bytes; `read` makes the same article of them, but for its source and location."""
    kept = {
        "version": VERSION,
        **{
            name: value
            for name in (*_TEXTS, *_TEXTS_OR_NONE)
            if (value := getattr(article, name)) != _USUAL.get(name, 0)
        },
        "sentences": [[one.paragraph, one.start, one.end] for one in article.sentences],
        "published": _date_written(article.published),
        "embargo": _date_written(article.embargo),
        "position": article.position,
        "withdrawn": article.withdrawn or None,
        "picture": article.picture and [article.picture.url, article.picture.alt, article.picture.credit],
    }
    sparse = {key: value for key, value in kept.items() if value is not None}
    return json.dumps(sparse, ensure_ascii=False, separators=(",", ":")).encode("utf-8", _HALVES)


def read(document: Document, language: str) -> Article:  # noqa: ARG001 - all extractors are called alike
    """Return the article that was written into a document, with that document's source and location.

    Arguments: the document; the language of articles that do not say theirs, which all of these do.
    Raises Unreadable for content that `write` has not written.
    """
    try:
        kept = json.loads(document.content.decode("utf-8", _HALVES))
        return _article(document, kept)
    except (ValueError, RecursionError) as error:
        raise Unreadable(document.location, f"holds no stored article ({type(error).__name__})") from error
    except _Broken as broken:
        raise Unreadable(document.location, f"holds no stored article ({broken})") from broken


def _article(document: Document, kept: Any) -> Article:
    if not isinstance(kept, dict):
        raise _Broken("no object")
    if kept.get("version") != VERSION:
        raise Unreadable(document.location, "holds an article written by another version of brief")
    texts = {name: _checked(name, kept.get(name, _USUAL.get(name)), str) for name in _TEXTS}
    more = {name: _checked(name, kept.get(name), str, type(None)) for name in _TEXTS_OR_NONE}
    return Article(
        source=document.source,
        location=document.location,
        **texts,
        **more,
        sentences=_sentences(texts["text"], _checked("sentences", kept.get("sentences"), list)),
        published=_date_read("published", kept.get("published")),
        embargo=_date_read("embargo", kept.get("embargo")),
        position=_checked("position", kept.get("position"), int, type(None)),
        withdrawn=_checked("withdrawn", kept.get("withdrawn", False), bool),
        picture=_picture(kept.get("picture")),
    )


def _checked(name: str, value: Any, *kinds: type) -> Any:
    """The value of a field, which must be of one of some types; a bool is no number."""
    if type(value) not in kinds:
        raise _Broken(f"its {name}")
    return value


def _sentences(text: str, spans: list[Any]) -> tuple[Sentence, ...]:
    found = []
    for index, span in enumerate(spans):
        paragraph, start, end = _row("sentences", span, int, int, int)
        if not 0 <= start <= end <= len(text):
            raise _Broken("its sentences")
        found.append(Sentence(index, paragraph, text[start:end], start, end))
    return tuple(found)


def _row(name: str, value: Any, *kinds: type) -> list[Any]:
    """The values of a list of a given length, each of its type."""
    if not isinstance(value, list) or len(value) != len(kinds):
        raise _Broken(f"its {name}")
    return [_checked(name, one, kind) for one, kind in zip(value, kinds, strict=True)]


def _date_written(published: Published | None) -> list[Any] | None:
    """A date as day, time or an empty text, origin, and which of two equal clock times is meant (PEP 495)."""
    if published is None:
        return None
    clock = published.time
    return [published.day.isoformat(), clock.isoformat() if clock else "", published.origin, clock.fold if clock else 0]


def _date_read(name: str, value: Any) -> Published | None:
    if value is None:
        return None
    day, clock, origin, fold = _row(name, value, str, str, str, int)
    moment = time.fromisoformat(clock).replace(fold=fold) if clock else None
    return Published(date.fromisoformat(day), moment, origin)


def _picture(value: Any) -> Picture | None:
    return None if value is None else Picture(*_row("picture", value, str, str, str))
