"""Where the parts of a text stand: head, story, furniture. The text itself is never changed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from brief.extract.dates import parse_date
from brief.extract.furniture import ENDINGS, HEAD_LINES, NEVER, OPENINGS, TAIL, Rule
from brief.model import Published
from brief.text import paragraphs

Span = tuple[int, int]

# Heads of scraped pages have at most a dozen lines; furniture at the end begins in the last 15 % of a text, and on
# short texts within the last lines.
HEAD_LENGTH = 12
TAIL_SHARE = 0.15
TAIL_LINES = 3

# A headline is a short line without a period; the longest of 1,045 BBC headlines has 40 characters, of 5,391 at
# AllSides 180.
LONGEST_HEADLINE = 200
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_PERIOD_END = re.compile(r"[.;:,…][\"'”’)\]]*$")


@dataclass
class Layout:
    """What stands around a story, and where the story itself stands.

    Attributes:
        title, byline, site, section: as printed in the head, or None.
        published: the date in the head, or None.
        story: `(start, end)` offsets of the story's paragraphs.
    """

    title: str | None = None
    byline: str | None = None
    site: str | None = None
    section: str | None = None
    published: Published | None = None
    story: list[Span] = field(default_factory=list)


def layout(text: str, title: str | None = None) -> Layout:
    """Find the parts of a text.

    Arguments: the text; its title, where that is known already, so that a repetition in the text is left out.
    """
    found = Layout(title=title)
    spans = _without_head(text, paragraphs(text), found)
    spans = _without_tail(text, [span for span in spans if not _matches(NEVER, text[slice(*span)])])
    found.story = _trimmed(text, spans, found)
    return found


def _without_head(text: str, spans: list[Span], found: Layout) -> list[Span]:
    """Take the lines of the head off, and what they say into `found`."""
    rest: list[Span] = []
    given = _folded(found.title or "")
    for number, span in enumerate(spans[:HEAD_LENGTH]):
        line = text[slice(*span)].strip()
        if _head_line(line, found) or (_folded(line) and _folded(line) in (given, _folded(found.title or ""))):
            continue
        if not found.title and not rest and _is_headline(line, text, spans[number + 1 :]):
            found.title = " ".join(line.split())
            continue
        rest.append(span)
        if len(rest) > 1:  # two lines of story: the head is over
            return rest + spans[number + 1 :]
    return rest + spans[HEAD_LENGTH:]


def _head_line(line: str, found: Layout) -> bool:
    """Whether a line belongs to the head; what it says goes into `found`, the first of each kind wins."""
    for rule in HEAD_LINES:
        match = rule.pattern.match(line)
        if not match:
            continue
        said = {key: value.strip() for key, value in match.groupdict().items() if value}
        date = parse_date(said["published"], "text") if "published" in said else None
        if "published" in said and date is None:
            continue
        found.published = found.published or date
        found.byline = found.byline or said.get("byline")
        found.section = found.section or said.get("section")
        found.site = found.site or said.get("site")
        return True
    return False


def _is_headline(line: str, text: str, after: list[Span]) -> bool:
    """Whether a line can be the headline: short, without a period, and followed by prose."""
    if len(line) > LONGEST_HEADLINE or _PERIOD_END.search(line) or not any(c.isalpha() for c in line):
        return False
    following = [text[slice(*span)] for span in after[:4]]
    return any(_SENTENCE_END.search(line) and len(line.split()) > 3 for line in following)  # noqa: PLR2004 - shorter is a label


def _without_tail(text: str, spans: list[Span]) -> list[Span]:
    """Take the furniture at the end off: all from the first line of furniture that no prose follows."""
    border = len(text) * (1 - TAIL_SHARE)
    first = next((i for i, (start, _) in enumerate(spans) if start >= border), len(spans))
    first = min(first, max(len(spans) - TAIL_LINES, 0))
    end = len(spans)
    for number in range(len(spans) - 1, first - 1, -1):
        line = text[slice(*spans[number])]
        if _matches(TAIL, line):
            end = number
        elif _is_prose(line):
            break
    return spans[:end]


def _is_prose(line: str) -> bool:
    return bool(_SENTENCE_END.search(line)) and len(line.split()) > 5  # noqa: PLR2004 - links below a story are shorter


def _trimmed(text: str, spans: list[Span], found: Layout) -> list[Span]:
    """Take datelines off the first paragraph, and pointers off the last."""
    if not spans:
        return []
    start, end = spans[0]
    for _ in range(len(OPENINGS)):
        match = next((m for rule in OPENINGS if (m := rule.pattern.match(text, start, end)) and m.end() > start), None)
        if match is None:
            break
        found.site = found.site or match.groupdict().get("agency")
        start = match.end()
    spans = [(start, end), *spans[1:]]
    start, end = spans[-1]
    for rule in ENDINGS:
        match = rule.pattern.search(text, start, end)
        end = match.start() if match else end
    return [span for span in (*spans[:-1], (start, end)) if text[slice(*span)].strip()]


def _matches(rules: tuple[Rule, ...], line: str) -> bool:
    return any(rule.pattern.match(line) for rule in rules)


def _folded(line: str) -> str:
    """A line for comparison: letters and digits in lower case."""
    return "".join(c for c in line.casefold() if c.isalnum())
