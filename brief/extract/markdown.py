"""Markdown with YAML front matter. The article's text is the prose, without the markup."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import yaml
from markdown_it import MarkdownIt

from brief.errors import Unreadable
from brief.extract.assemble import Found, assemble_text, text_in
from brief.extract.dates import parse_date
from brief.extract.record import known_of, picture_of, values_of
from brief.extract.values import plain
from brief.model import Article, Document

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


class _PlainLoader(yaml.SafeLoader):
    """Safe YAML without aliases, which a few lines can make unfold to gigabytes."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        node: yaml.Node | None = super().compose_node(parent, index)
        return node


def extract(document: Document, language: str) -> Article:
    """Return the article in a Markdown text.

    Raises Empty where it holds none, Unreadable where its front matter is not YAML.
    """
    given = text_in(document)
    front = _FRONT_MATTER.match(given)
    said = _front_matter(document.location, front["yaml"]) if front else None
    title, blocks = _prose(given[front.end() :] if front and said is not None else given)
    said = said or {}
    told = {key: value for key, value in said.items() if plain(value)}
    fields: dict[str, Any] = {name: text for name, value in values_of(told).items() if (text := plain(value))}
    fields |= known_of(said)
    fields.pop("text", None)
    fields["picture"] = picture_of(said, document.url)
    found = Found(
        text="\n\n".join(blocks),
        title=fields.pop("title", None) or title,
        published=parse_date(fields.pop("published", ""), "record"),
        **fields,
    )
    return assemble_text(document, found, language)


def _front_matter(location: str, text: str) -> dict[str, Any] | None:
    """The front matter's fields; None where it is prose between two rules."""
    try:
        said = yaml.load(text, _PlainLoader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Unreadable(
            location, f"has front matter that is not YAML: {' '.join(str(error).split())[:120]}"
        ) from error
    if isinstance(said, str):
        return None
    if not isinstance(said, dict):
        return {}
    return {str(key).lower(): value for key, value in said.items()}


def _prose(text: str) -> tuple[str | None, list[str]]:
    """The first heading of the first level, and the paragraphs and list items; no headings, code or tables."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    title, blocks = None, []
    for before, token in pairwise(tokens):
        if token.type != "inline" or before.type in ("td_open", "th_open"):
            continue
        text_of = "".join(_inline(child.type, child.content) for child in token.children or ()).strip()
        if before.type == "heading_open":
            title = title or (text_of if before.tag == "h1" else None)
        elif text_of:
            blocks.append(text_of)
    return title, blocks


def _inline(kind: str, content: str) -> str:
    """The text of one inline token; a picture's is left out."""
    if kind in ("softbreak", "hardbreak"):
        return " "
    return content if kind in ("text", "code_inline") else ""
