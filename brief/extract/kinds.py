"""Whether an article is news, opinion or analysis, as its source marks it; nothing is concluded from its words.

Marks stand, best first, in a field of their own, around the title (`Opinion: …`, `… | Analysis`), in the section, in
the byline (`The Editorial Board`), in the address. The names are those that newsrooms put over such pages in English,
German, French, Spanish, Italian, Dutch and Portuguese.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote, urlsplit

NEWS = "news"

#: Names that mark a kind wherever they stand in the name of a section, which has at most LONGEST_NAME words.
_MARKS = {
    "opinion": """opinion opinions oped opeds editorial editorials commentary commentaries commentisfree columnist
        columnists viewpoint viewpoints kommentar kommentare meinung leitartikel kolumne kolumnen editoriale éditorial
        éditoriaux édito opinión opiniones opinione opinioni opinie opinião""",
    "analysis": "analysis analyses analyse analysen análisis analisi análise",
}
#: Names that mark a kind only where they are the whole name: these words have other uses.
_WHOLE = {
    "comment": "opinion", "comment debate": "opinion",
    "comment and debate": "opinion", "comment is free": "opinion", "column": "opinion",
    "columns": "opinion", "op ed": "opinion", "op eds": "opinion", "guest essay": "opinion", "tribune": "opinion",
    "tribunes": "opinion", "chronique": "opinion", "chroniques": "opinion", "commento": "opinion",
    "commenti": "opinion", "views": "opinion", "voices": "opinion", "perspective": "opinion",
    "perspectives": "opinion", "letters": "opinion", "letters to the editor": "opinion", "news": NEWS,
}  # fmt: skip
_NAMES = {name: kind for kind, names in _MARKS.items() for name in names.split()}
LONGEST_NAME = 4
#: Of an address, only what names a section: `/opinion/`, `/op-ed/`; not `/public-opinion-on-bridges/`.
_SEGMENTS = {name.replace(" ", "-"): kind for name, kind in (_NAMES | _WHOLE).items() if kind != NEWS} | {
    "news-analysis": "analysis"
}

_WORD = re.compile(r"[^\W_]+")
_LEVELS = re.compile(r"[/>|:»›]+|\s[-–—]\s")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")  # OpinionNewsArticle

_TITLE_NAMES = "|".join(
    [
        *sorted(_NAMES, key=len, reverse=True),
        r"op[- ]eds?", "news analysis", "comment(?:o)?", "column", "guest essay", r"letters? to the editor",
        "perspective", r"tribune(?=\s[:|])", r"chronique(?=\s[:|])",
    ]
)  # fmt: skip
_TITLE_START = re.compile(
    rf"\s*(?:(?P<name>{_TITLE_NAMES})\s*(?:[:|]|\s[-–—]\s)|[\[(](?P<bracketed>{_TITLE_NAMES})[\])])\s*\S", re.IGNORECASE
)
_TITLE_END = re.compile(
    rf"(?:[|]|\s[-–—])\s*(?P<name>{_TITLE_NAMES})\s*$|[\[(](?P<bracketed>{_TITLE_NAMES})[\])]\s*$", re.IGNORECASE
)
_BOARD = re.compile(r"\b(?:editorial board|editors of)\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def kind_named(name: str) -> str | None:
    """Return the kind that the name of a field, section or type says, or None where it says none.

    Of several levels (`News > Opinion`) the narrowest that says one decides.
    """
    for level in reversed(_LEVELS.split(_CAMEL.sub(" ", name))):
        words = _WORD.findall(level.replace("-ed", " ed").lower())
        kind = _WHOLE.get(" ".join(words))
        if kind is None and len(words) <= LONGEST_NAME:
            kind = next((_NAMES[word] for word in words if word in _NAMES), None)
        if kind:
            return kind
    return None


def kind_in_title(title: str) -> str | None:
    """Return the kind that stands before or after a headline, marked off from it, or None."""
    found = _TITLE_START.match(title) or _TITLE_END.search(title[-40:])
    return kind_named(found["name"] or found["bracketed"]) if found else None


def kind_of(said: str | None, title: str, sections: Iterable[str | None], byline: str | None, url: str | None) -> str:
    """Return the kind of an article: `"news"`, `"opinion"` or `"analysis"`.

    Arguments: the kind that its source names; its title; the sections it is in; its byline; its address.
    """
    kind = (kind_named(said) if said else None) or kind_in_title(title)
    if kind:
        return kind
    named = next((found for name in sections if name and (found := kind_named(name))), None)
    if named and named != NEWS:
        return named
    if byline and _BOARD.search(byline):
        return "opinion"
    return (_kind_of_address(url) if url else None) or NEWS


def _kind_of_address(url: str) -> str | None:
    """The kind that a folder of the path names, or the first label of the host."""
    parts = urlsplit(url)
    path = (unquote(parts.path) if "%" in parts.path else parts.path).lower().replace("_", "-")
    folders = [(parts.hostname or "").partition(".")[0], *path.split("/")[:-1]]
    return next((_SEGMENTS[name] for name in folders if name in _SEGMENTS), None)
