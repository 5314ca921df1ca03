"""A style sheet as the page at hand needs it on paper.

WeasyPrint parses, checks and compiles every rule in Python, and looks up every `var()` of every element: 6 % of the
time of ten stories. What is for screens, or for classes or languages that the page does not have, is left out before;
custom properties that only `:root` sets are written in their place; families that stand by for letters which the
theme's own fonts lack are named where there are such letters. Whatever is not understood is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

_COMMENT = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?\*/""", re.DOTALL)
#: What the end of a rule may hide behind, and what ends it.
_MARK = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{};]""", re.DOTALL)
_SCREEN = re.compile(r"@media\s+screen\b", re.IGNORECASE)
_PRINT = re.compile(r"@media\s+print\s*$", re.IGNORECASE)
#: In a selector, what says nothing of the classes that an element must have.
_ASIDE = re.compile(r"\[[^\]]*\]|:[\w-]+\([^()]*(?:\([^()]*\)[^()]*)*\)")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_LANGUAGE = re.compile(r"\[lang\|=([A-Za-z]+)\]")
_CLASSES = re.compile(r"""\bclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_LANGUAGES = re.compile(r"""\blang\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_SET = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]*)")
_USED = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
#: A list of families that begins with a name in quotes, and what it is the value of.
_FAMILIES = re.compile(r"""(\bfont(?:-family)?\s*:[^;{}"]*)("[^"]+"(?:\s*,\s*(?:"[^"]+"|[\w-]+))+)""")
_FAMILY = re.compile(r""""([^"]+)"|[\w-]+""")
_FACE = re.compile(r'''font-family\s*:\s*"([^"]+)"''')
_GENERIC = frozenset({"serif", "sans-serif", "monospace"})
#: Letters that every font of the shipped themes has: Latin for the languages of Europe, and what news is set with.
COMMON: Final = frozenset(
    [*map(chr, range(0x20, 0x7F)), *map(chr, range(0xA0, 0x17F)), *"\n\t\u2010–—‘’‚“”„†‡•…‰′″‹›⁄€™−≈≠≤≥"]
) - {*"\u00ad\u012c\u012d\u0132\u0133\u0149\u0166\u0167"}
#: A custom property that leads to another, and so on.
_DEPTH: Final = 8

#: A rule: what stands before its braces and what between them, or a statement and None.
_Rule = tuple[str, str | None]


def trimmed(style: str, page: str) -> str:
    """Return the part of a style sheet that the page needs on paper; the order of the rules stays."""
    plain = _COMMENT.sub(lambda match: match[1] or " ", style)
    rules = [rule for rule in _rules(plain) if not _SCREEN.match(rule[0])]
    rules = [inner for rule in rules for inner in (_rules(rule[1] or "") if _PRINT.match(rule[0]) else [rule])]
    classes, languages = _values_of(_CLASSES, page), _values_of(_LANGUAGES, page)
    if classes is not None and languages is not None:
        main = frozenset(name.partition("-")[0].lower() for name in languages)
        rules = [(met, body) for before, body in rules for met in [_met(before, body, classes, main)] if met]
    values = _root_values(rules)
    written = "".join(_written(before, body, values) for before, body in rules)
    return _own_families(written) if is_common(page.replace(style, "")) else written


def is_common(page: str) -> bool:
    """Return whether the fonts of the shipped themes have every letter of a page, which is given without its style."""
    return COMMON.issuperset(unescape(page))


def _own_families(style: str) -> str:
    """Return a style sheet without the families that stand by for those whose fonts it brings."""
    brought = {*_FACE.findall("".join(body for before, body in _rules(style) if before == "@font-face" and body))}

    def kept(match: re.Match[str]) -> str:
        names = [(found[0], found[1] or found[0]) for found in _FAMILY.finditer(match[2])]
        if names[0][1] not in brought:
            return match[0]
        return match[1] + ",".join(written for written, name in names if name in brought or name in _GENERIC)

    return _FAMILIES.sub(kept, style)


def _rules(text: str) -> Iterator[_Rule]:
    """Yield the rules and statements of a style sheet, or of what stands in a block of it."""
    depth = start = opened = 0
    for mark in _MARK.finditer(text):
        if mark[0] == "{":
            depth += 1
            opened = mark.end() if depth == 1 else opened
        elif mark[0] == "}" and depth:
            depth -= 1
            if not depth:
                yield text[start : opened - 1].strip(), text[opened : mark.start()]
                start = mark.end()
        elif mark[0] == ";" and not depth:
            yield text[start : mark.end()].strip(), None
            start = mark.end()
    if text[start:].strip():
        yield text[start:].strip(), None


def _values_of(attribute: re.Pattern[str], page: str) -> frozenset[str] | None:
    """Return the words of an attribute of a page's elements, or None where they are not to be read from its text."""
    found = ["".join(match.groups("")) for match in attribute.finditer(page)]
    return None if any("&" in value for value in found) else frozenset(" ".join(found).split())


def _met(before: str, body: str | None, classes: frozenset[str], languages: frozenset[str]) -> str:
    """Return the selectors of a rule that may select something; other rules, and statements, as they are."""
    if body is None or before.startswith("@") or "\\" in before or "{" in body:
        return before
    bare = _ASIDE.sub(lambda match: " " * len(match[0]), before)
    ends = [at for at, letter in enumerate(bare) if letter == ","]
    parts = [(start, end) for start, end in zip([0, *(at + 1 for at in ends)], [*ends, len(bare)], strict=True)]
    return ",".join(
        before[start:end]
        for start, end in parts
        if classes.issuperset(_CLASS.findall(bare[start:end]))
        and languages.issuperset(map(str.lower, _LANGUAGE.findall(before[start:end])))
    )


def _root_values(rules: list[_Rule]) -> dict[str, str]:
    """Return the values of the custom properties that only `:root` sets, the same for every element."""
    values: dict[str, str] = {}
    elsewhere: set[str] = set()
    for before, body in rules:
        if body is None or before.startswith(("@page", "@font-face")):
            continue
        found = dict(_SET.findall(body))
        if before == ":root":
            values |= found
        else:
            elsewhere |= found.keys()
    return {name: value.strip() for name, value in values.items() if name not in elsewhere and "!" not in value}


def _written(before: str, body: str | None, values: dict[str, str]) -> str:
    if body is None:
        return f"{before}\n"
    if not before.startswith("@"):
        for _ in range(_DEPTH):
            if not _USED.search(body):
                break
            body = _USED.sub(lambda match: values.get(match[1], match[0]), body)
    return f"{before}{{{body}}}\n"
