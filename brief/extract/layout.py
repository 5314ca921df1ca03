"""Where the parts of a text stand: head, story, furniture. The text itself is never changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from brief.extract.dates import parse_date
from brief.extract.embargo import embargo_in_head, embargo_in_line
from brief.extract.furniture import ENDINGS, HEAD_LINES, NEVER, OPENINGS, TAIL, Rule
from brief.model import Published
from brief.text import paragraphs

Span = tuple[int, int]

# Heads of scraped pages have at most a dozen lines; furniture at the end begins in the last 15 % of a text, and on
# short texts within the last lines.
HEAD_LENGTH = 12
TAIL_SHARE = 0.15
TAIL_LINES = 6

# Bylines, dates and datelines are short; a limit on what is searched keeps a hostile line from taking long.
LONGEST_HEAD_LINE = 200
LONGEST_OPENING = 240

# A pointer after the last sentence is short.
LONGEST_ENDING = 400

# A paragraph that comes twice on a page is a teaser of itself, a pull quote, a copy for small screens; shorter ones,
# such as the lines of a list or of a poem, may well come twice.
LONG_PARAGRAPH = 80

# What a rule for whole paragraphs needs stands in their first characters, as its pattern says.
FURTHEST_NEED = 400

# A headline is a short line without a period; the longest of 1,045 BBC headlines has 40 characters, of 5,391 at
# AllSides 180.
LONGEST_HEADLINE = 200
_SENTENCE_ENDS = tuple(".!?…:;。！？")
_PERIODS = tuple(".;:,…。")
_CLOSING = "\"'”’)]"
_BETWEEN_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands around a story, and where the story itself stands.

    Attributes:
        story: `(start, end)` offsets of the story's paragraphs.
        title, byline, site, section: as printed in the head, or None.
        published: the date in the head, or None.
        kind: the line of the head that says what it is (`OPINION`), or None.
        embargo: the moment before which it must not be printed, as its first lines say, or None.
    """

    story: tuple[Span, ...]
    title: str | None = None
    byline: str | None = None
    site: str | None = None
    section: str | None = None
    published: Published | None = None
    kind: str | None = None
    embargo: Published | None = None


def layout(text: str, title: str | None = None, *, is_page: bool = False) -> Layout:
    """Find the parts of a text.

    Arguments: the text; its title, where that is known already, so that a repetition in the text is left out;
    whether it comes from a web page, where a paragraph that comes twice is a copy.
    """
    spans = paragraphs(text)
    embargo = embargo_in_head(text, spans[:HEAD_LENGTH])
    if embargo:
        spans = [
            span for number, span in enumerate(spans) if number >= HEAD_LENGTH or not _is_embargo(text[slice(*span)])
        ]
    head, spans = _without_head(text, spans, title)
    spans = _without_tail(text, [span for span in spans if not _is_never(text[slice(*span)])])
    if is_page:
        spans = _without_repeats(text, spans)
    spans = _without_ending(text, spans)
    said, spans = _without_opening(text, spans)
    head = said | head
    return Layout(
        story=tuple(spans),
        title=" ".join(head["title"].split()) if "title" in head else None,
        byline=head.get("byline"),
        site=head.get("site") or head.get("agency"),
        section=head.get("section"),
        published=parse_date(head["published"], "text") if "published" in head else None,
        kind=head.get("kind"),
        embargo=embargo,
    )


def _without_head(text: str, spans: list[Span], title: str | None) -> tuple[dict[str, str], list[Span]]:
    """What the lines of the head say, and the paragraphs after them."""
    head = {"title": title} if title else {}
    rest: list[Span] = []
    for number, span in enumerate(spans[:HEAD_LENGTH]):
        line = text[slice(*span)].strip()
        said = _head_line(line)
        if said is not None:
            head = said | head  # the first of each kind wins
        elif "title" in head and _repeats(line, head["title"]):
            continue
        elif "title" not in head and not rest and _is_headline(line, text, spans[number + 1 :]):
            head["title"] = line
        else:
            rest.append(span)
            if len(rest) > 1:  # two paragraphs of story: the head is over
                return head, rest + spans[number + 1 :]
    return head, rest + spans[HEAD_LENGTH:]


def _is_embargo(line: str) -> bool:
    """Whether a line states an embargo and nothing else; the story may begin in the same paragraph."""
    if len(line) > LONGEST_HEAD_LINE or (_ends_sentence(line) and any(rule.pattern.match(line) for rule in OPENINGS)):
        return False
    return embargo_in_line(line) is not None


def _head_line(line: str) -> dict[str, str] | None:
    """What a line of the head says, by field; None for a line that is none of the head's."""
    if len(line) > LONGEST_HEAD_LINE:
        return None
    line = " ".join(line.split())
    for rule in HEAD_LINES:
        match = rule.pattern.match(line)
        said = {key: value.strip() for key, value in match.groupdict().items() if value} if match else {}
        if match and ("published" not in said or parse_date(said["published"], "text")):
            return said
    return None


def _is_headline(line: str, text: str, after: list[Span]) -> bool:
    """Whether a line can be the headline: short, without a period, and followed by prose."""
    furniture = _is_never(line) or _is_tail(line)
    if (
        furniture
        or len(line) > LONGEST_HEADLINE
        or line.rstrip(_CLOSING).endswith(_PERIODS)
        or not any(c.isalpha() for c in line)
    ):
        return False
    following = [text[slice(*span)] for span in after[:4]]
    return any(_ends_sentence(line) and (len(line) > 40 or len(line.split()) > 3) for line in following)  # noqa: PLR2004 - shorter is a label


def _without_tail(text: str, spans: list[Span]) -> list[Span]:
    """Take the furniture at the end off: all from the first line of furniture that no prose follows."""
    border = len(text) * (1 - TAIL_SHARE)
    first = next((i for i, (start, _) in enumerate(spans) if start >= border), len(spans))
    first = min(first, max(len(spans) - TAIL_LINES, 0))
    end = len(spans)
    for number in range(len(spans) - 1, first - 1, -1):
        line = text[slice(*spans[number])]
        if _is_tail(line):
            end = number
        elif _is_prose(line):
            break
    return spans[:end]


def _without_repeats(text: str, spans: list[Span]) -> list[Span]:
    """The paragraphs without those that came before, to the letter."""
    seen: set[str] = set()
    kept = []
    for start, end in spans:
        if end - start >= LONG_PARAGRAPH:
            line = " ".join(text[start:end].split())
            if line in seen:
                continue
            seen.add(line)
        kept.append((start, end))
    return kept


def _is_prose(line: str) -> bool:
    return _ends_sentence(line) and len(line.split(maxsplit=5)) > 5  # noqa: PLR2004 - links below a story are shorter


def _ends_sentence(line: str) -> bool:
    return line.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def _without_opening(text: str, spans: list[Span]) -> tuple[dict[str, str], list[Span]]:
    """What stands before the first sentence in its paragraph, by field, and the paragraphs without it."""
    said: dict[str, str] = {}
    if not spans:
        return said, []
    start, end = spans[0]
    for _ in OPENINGS:
        reach = min(end, start + LONGEST_OPENING)
        match = next(
            (m for rule in OPENINGS if (m := rule.pattern.match(text, start, reach)) and m.end() > start), None
        )
        if match is None:
            break
        said = {key: value.strip() for key, value in match.groupdict().items() if value} | said
        start = match.end()
    return said, [(start, end), *spans[1:]]


def _without_ending(text: str, spans: list[Span]) -> list[Span]:
    """The paragraphs without the pointers after the last sentence."""
    if not spans:
        return []
    start, end = spans[-1]
    lower = text[max(start, end - LONGEST_ENDING) : end].lower()
    for rule in ENDINGS:
        match = rule.may_match(lower) and rule.pattern.search(text, max(start, end - LONGEST_ENDING), end)
        if match:
            end = match.start()
            lower = text[max(start, end - LONGEST_ENDING) : end].lower()
    return [span for span in (*spans[:-1], (start, end)) if text[slice(*span)].strip()]


def _finder(rules: tuple[Rule, ...]) -> Callable[[str], bool]:
    """Return what tells whether one of some rules finds a whole paragraph.

    The rules without needs are tried as one pattern: one by one they took a fifth of the time of reading an article.
    """
    quick = re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in rules if not rule.needs))
    slow = tuple(rule for rule in rules if rule.needs)
    needed = re.compile("|".join(re.escape(text) for rule in slow for text in rule.needs))

    def finds(line: str) -> bool:
        if quick.match(line):
            return True
        lower = line[:FURTHEST_NEED].lower()
        return bool(needed.search(lower)) and any(rule.may_match(lower) and rule.pattern.match(line) for rule in slow)

    return finds


_is_never = _finder(NEVER)
_is_tail = _finder(TAIL)


def _repeats(line: str, title: str) -> bool:
    """Whether a line says the title again, whatever its marks and capitals."""
    return len(line) <= max(LONGEST_HEADLINE, 2 * len(title)) and _folded(line) == _folded(title)


def _folded(line: str) -> str:
    """A line for comparison: letters and digits in lower case."""
    return _BETWEEN_LETTERS.sub("", line.casefold())
