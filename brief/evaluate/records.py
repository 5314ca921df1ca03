"""Articles with the summaries that people wrote of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from brief.errors import Empty, ItemError
from brief.extract import extract
from brief.ingest import locate, read
from brief.model import Article, Document, Problem, Source
from brief.text import language, paragraphs, sentences

#: The keys under which a record may keep its references; the first that holds one wins. Only `summaries` holds several.
REFERENCES = ("summaries", "summary", "highlights", "abstract")


@dataclass(frozen=True, slots=True)
class Record:
    """An article and its references, each with one sentence a line."""

    article: Article
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """What was found in some sources.

    Attributes:
        judged: the records with a reference, in their order.
        without_reference: how many records have none.
        problems: what could not be read.
    """

    judged: tuple[Record, ...]
    without_reference: int
    problems: tuple[Problem, ...]


def read_records(wanted: Sequence[Source], code: str = "en", limit: int | None = None) -> Records:
    """Return the records of some sources.

    Arguments: the sources; the language of records that do not say theirs; how many records with a reference are
    wanted: what comes after them is not looked at.
    """
    judged: list[Record] = []
    problems: list[Problem] = []
    without = 0
    for document in _documents(wanted, problems):
        try:
            article = extract(document, code)
            if not article.sentences:
                raise Empty(document.location, "holds no sentence")
        except ItemError as error:
            problems.append(Problem("extract", error.where, error.why, empty=isinstance(error, Empty)))
            continue
        references = references_of(_mapping(document), article.language)
        if references:
            judged.append(Record(article, references))
        else:
            without += 1
        if limit is not None and len(judged) >= limit:
            break
    return Records(tuple(judged), without, tuple(problems))


def references_of(record: Mapping[str, Any], code: str = "en") -> tuple[str, ...]:
    """Return the references of a record with one sentence a line; none where it has none.

    A text is a reference whose lines are its sentences; a text in one line is split. Of a list, `summaries` holds a
    reference in each item, the other keys hold a sentence in each.
    """
    for key in REFERENCES:
        value = record.get(key)
        several = value if key == "summaries" and isinstance(value, list) else [value]
        found = tuple(filter(None, (_lines(one, code) for one in several)))
        if found:
            return found
    return ()


def _lines(value: Any, code: str) -> str:
    """One reference with one sentence a line; empty for what is neither a text nor a list of texts."""
    if isinstance(value, list):
        lines = [line for line in value if isinstance(line, str)]
    elif isinstance(value, str):
        lines = value.strip().splitlines()
        if len(lines) == 1:
            lines = [sentence.text for sentence in sentences(value, paragraphs(value), language(code))]
    else:
        return ""
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _documents(wanted: Sequence[Source], problems: list[Problem]) -> Iterator[Document]:
    """The documents of all sources; a source or file that cannot be read becomes a problem."""
    seen: set[str] = set()
    for source in wanted:
        try:
            for file in locate(source):
                if file.location not in seen:
                    seen.add(file.location)
                    yield from _read(file, problems)
        except ItemError as error:
            problems.append(Problem("read", error.where, error.why, empty=isinstance(error, Empty)))


def _read(file: Source, problems: list[Problem]) -> Iterator[Document]:
    try:
        yield from read(file)
    except ItemError as error:
        problems.append(Problem("read", error.where, error.why, empty=isinstance(error, Empty)))


def _mapping(document: Document) -> Mapping[str, Any]:
    """The record itself; nothing for a text or a page, which have no place for a reference."""
    if document.media_type != "application/json":
        return {}
    record: Mapping[str, Any] = json.loads(document.content)
    return record
