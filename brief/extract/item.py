"""Items of feeds: their HTML becomes text, what the feed says of them becomes the rest. The only user of nh3 here.

nh3 (html5ever) parses like a browser and is fast; what it leaves is a handful of tags without attributes, so that
paragraphs can be told by a pattern.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from typing import Any

from brief.errors import Unreadable
from brief.extract.assemble import Found, assemble
from brief.extract.dates import is_ahead, parse_date
from brief.extract.kinds import kind_named
from brief.extract.markup import refuse_large_tags, without_scripts
from brief.model import Article, Document, Picture, Published
from brief.text.characters import without_surrogates

#: Elements that begin and end a paragraph.
_BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt", "footer", "h1", "h2",
     "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "section", "summary", "table", "tbody", "td",
     "tfoot", "th", "thead", "tr", "ul"]
)  # fmt: skip
#: Elements that go with all that is in them.
_OUT = frozenset(
    ["audio", "button", "canvas", "caption", "embed", "figcaption", "figure", "form", "head", "iframe", "map", "math",
     "nav", "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title", "video"]
)  # fmt: skip
_TAG = re.compile(r"</?([a-z][a-z0-9]*)>")
# Marks that turn the direction of all that follows, and what no eye sees; joiners of emoji and of Persian stay.
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\u00ad\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LEAST_MARKUP = re.compile(r"[<&]")
_AGAIN = re.compile(r"&(?!lt;|gt;|#0*6[02];|#x0*3[ce];)(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,31});", re.IGNORECASE)
_PAIR = re.compile(
    r"<(b|i|em|strong|span|u|a|sup|sub|cite|small)(?:\s[^<>]{0,200})?>(.{0,500}?)</\1>", re.IGNORECASE | re.DOTALL
)
#: How a teaser breaks off, and what may stand after that.
_BREAKS_OFF = ("…", "...", "[…", "[...")
_ENDS = (".", "!", "?", "…", "。", '"', "”", "’", "»")
_CLOSING = ']) "”’»'
# Deeper markup than any page's costs more than its share: of 986 real items, the deepest has 13 in one another.
DEEPEST = 2_000
# The longest text of 986 real items has 21,644 characters, the longest markup 58,631.
LARGEST_MARKUP = 2_000_000
MOST_TEXT = 500_000
# So long is only a tag that holds a picture, or is made to be slow: 100,000 attributes take 6 s.
_LONG = 20_000
_LONG_TAG = re.compile(rf"<[^<>]{{{_LONG},}}>")
# Longer ones are no titles; what is behind this is not read.
LONGEST_TITLE = 5_000
_OPENING = re.compile(r"<(/?)[a-z][^<>]*>", re.IGNORECASE)

#: Categories that name a part of a newspaper; others are tags of a story.
_SECTION_WORDS = """
    world international global nation national local region regional metro us usa uk europe africa asia americas
    politics policy government elections law justice crime
    business economy economics finance money markets companies industry work jobs energy
    technology tech science space environment climate nature health medicine wellness
    sport sports football soccer cricket tennis basketball baseball hockey rugby
    culture arts art entertainment music film movies television tv books theater theatre media style fashion food
    travel education religion society life lifestyle opinion commentary editorial analysis weather
    politik wirtschaft ausland inland panorama wissenschaft wissen kultur gesellschaft technik gesundheit netzwelt
    politique économie monde société santé culture sciences planète
    política economía mundo sociedad deportes cultura ciencia salud tecnología internacional
    politica economia mondo scienza salute esteri cronaca
"""
_SECTIONS = frozenset(_SECTION_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+")
_NAME_WORDS = 3


def extract(document: Document, language: str) -> Article:
    """Return the article of a feed's item; one that is a headline alone has no sentence.

    Raises Unreadable for what is no item, and for markup that is made to be slow.
    """
    try:
        item = json.loads(document.content)
    except (ValueError, RecursionError) as error:
        raise Unreadable(document.location, "is not an item of a feed") from error
    if not isinstance(item, dict):
        raise Unreadable(document.location, "is not an item of a feed")
    said = {name: without_surrogates(value) for name, value in item.items() if isinstance(value, str)}
    body = _LONG_TAG.sub(" ", said.get("html", ""))
    if len(body) > LARGEST_MARKUP:
        raise Unreadable(document.location, f"is an item of more than {LARGEST_MARKUP // 1_000_000} MB")
    if len(body) > _LONG:
        refuse_large_tags(document.location, without_scripts(body)[0])
    if _is_deep(body):
        raise Unreadable(document.location, f"has markup of more than {DEEPEST:,} elements inside one another")
    text = text_of(body)
    if len(text) > MOST_TEXT:
        raise Unreadable(document.location, f"is an item of more than {MOST_TEXT:,} characters")
    categories = [line for name in item.get("categories") or () if isinstance(name, str) if (line := line_of(name))]
    code = said.get("language", "")
    # Programs write "en" where nobody told them; another language is one that somebody chose.
    is_english = code[:2].lower() == "en"
    found = Found(
        text=text,
        title=title_of(said.get("title", "")) or None,
        byline=_byline(said.get("author", "")),
        site=said.get("site") or (None if document.source.name else said.get("feed")),
        section=next(filter(_names_section, categories), None),
        published=_published(document, said),
        url=said.get("url"),
        language=None if is_english else code or None,
        kind=next(filter(kind_named, categories), None),
        position=item["position"] if isinstance(item.get("position"), int) else None,
        picture=_picture(item.get("picture")),
    )
    return _without_cut_sentence(assemble(document, found, "en" if is_english else language))


def _without_cut_sentence(article: Article) -> Article:
    """An article without its last sentence, where that breaks off as a teaser does and others are whole."""
    if len(article.sentences) < 2:  # noqa: PLR2004 - one alone is better than none
        return article
    *whole, last = article.sentences
    # The mark may stand behind the sentence: `for the last [...]`.
    end = last.text if last.text.endswith(_ENDS) else f"{last.text}{article.text[last.end :].strip()}"
    return replace(article, sentences=tuple(whole)) if end.rstrip(_CLOSING).endswith(_BREAKS_OFF) else article


def text_of(markup: str) -> str:
    """Return the text of some HTML: paragraphs with a blank line between them, a `<br>` as a line break.

    What is no text goes: scripts, frames, figures with their captions, forms; what is typed as it stands (`<pre>`),
    which is code, unless it is most of the text, as in letters; and the marks that override the direction of a text.
    """
    if not _LEAST_MARKUP.search(markup):
        return _paragraph(markup)
    import nh3

    clean = nh3.clean(
        markup,
        tags=set(_BLOCKS | {"br", "pre"}),
        clean_content_tags=set(_OUT),
        attributes={},
        link_rel=None,
        strip_comments=True,
    )
    blocks: list[tuple[str, bool]] = []
    lines: list[list[str]] = [[]]
    inside_pre, at = 0, 0
    for tag in _TAG.finditer(clean):
        lines[-1].append(clean[at : tag.start()])
        at = tag.end()
        name = tag[1]
        if name == "br":
            lines.append([])
            continue
        blocks += _blocks(lines, as_typed=inside_pre > 0)
        lines = [[]]
        inside_pre = max(inside_pre + (-1 if tag[0].startswith("</") else 1), 0) if name == "pre" else inside_pre
    lines[-1].append(clean[at:])
    blocks += _blocks(lines, as_typed=inside_pre > 0)
    typed = sum(len(block) for block, as_typed in blocks if as_typed)
    keeps = 2 * typed > sum(len(block) for block, _ in blocks)
    return "\n\n".join(block for block, as_typed in blocks if keeps or not as_typed)


def title_of(markup: str) -> str:
    """Return a title given as HTML as one line of text.

    Entities are decoded once; what then still reads as an entity or a pair of tags was escaped twice, and is decoded
    too. A lone `<b>` may be what the title is about, and stays.
    """
    line = line_of(markup[:LONGEST_TITLE])
    line = _AGAIN.sub(lambda entity: html.unescape(entity.group()), line)
    return " ".join(_UNSEEN.sub("", _PAIR.sub(r"\2", line)).split())


def line_of(markup: str) -> str:
    """Return the text of some HTML as one line."""
    return " ".join(text_of(markup).split())


def _blocks(lines: list[list[str]], *, as_typed: bool) -> list[tuple[str, bool]]:
    """The paragraphs of the lines between two tags of blocks, and whether they are typed; two line breaks end one."""
    given = [html.unescape("".join(line)) for line in lines]
    if as_typed:
        given = [part for line in given for part in line.split("\n")]
    found: list[list[str]] = [[]]
    for line in given:
        told = _paragraph(line)
        found[-1].append(told) if told else found.append([])
    return [("\n".join(block), as_typed) for block in found if block]


def _paragraph(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text).split())


def _is_deep(markup: str) -> bool:
    """Whether elements stand deeper in one another than in any page."""
    if markup.count("<") < DEEPEST:
        return False
    depth = 0
    for tag in _OPENING.finditer(markup):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > DEEPEST:
            return _deepest(markup) > DEEPEST
    return False


def _deepest(markup: str) -> int:
    """The depth of the elements that contain others: not counting those that HTML never closes."""
    depth = deepest = 0
    for tag in re.finditer(r"<(/?)([a-z][a-z0-9]{0,20})[^<>]*?(/?)>", markup, re.IGNORECASE):
        if tag[2].lower() in {"br", "img", "hr", "input", "wbr", "source", "p", "li", "td", "tr", "dt", "dd"} or tag[3]:
            continue
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _byline(author: str) -> str | None:
    name = line_of(author)
    return name.removeprefix("By ").removeprefix("by ") or None


def _names_section(category: str) -> bool:
    """Whether a category is the name of a part of a newspaper, or begins with one: `World news`, `Sport/Tennis`."""
    words = _WORD.findall(category.casefold())
    return 0 < len(words) <= _NAME_WORDS and words[0] in _SECTIONS


def _published(document: Document, said: dict[str, str]) -> Published | None:
    """The date that the feed states, unless it lies ahead of when it was fetched."""
    found = next(
        (date for name in ("published", "moment") if name in said and (date := parse_date(said[name], "feed"))), None
    )
    return None if found is None or is_ahead(document, found) else found


def _picture(given: Any) -> Picture | None:
    if not isinstance(given, dict) or not isinstance(given.get("url"), str):
        return None
    alt, credit = (line_of(str(given.get(name) or "")) for name in ("alt", "credit"))
    return Picture(given["url"], alt, credit)
