"""The lines of a message become its text: without quoted replies, signatures, footers, buttons and link targets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from brief.extract.mail_furniture import COPIES, ENCLOSED, FOOTERS, HEADERS, NEVER, QUOTED, is_one_of
from brief.extract.mail_html import Line
from brief.text.characters import CJK

Block = list[Line]

# A signature has four lines by custom, and at times a sentence that binds nobody.
LONGEST_SIGNATURE = 15
# Shorter lines that end no sentence are headlines, buttons and cells of tables.
SHORTEST_LINE = 60
SHORTEST_LINE_CJK = 20
# A footer is the end of a message where at most so many paragraphs of prose follow it: postal addresses, notices.
PROSE_AFTER = 2
PROSE_WORDS = 25
LONGEST_PARAGRAPH = 2_000

_ENDS = re.compile(r"[.!?…:;。！？：；][\"'”’»)\]*_]*$")
_ADDRESS = re.compile(
    r"\s?(?:<https?://[^\s<>]{1,2000}>|\(\s?https?://[^\s()]{1,2000}\s?\)|\[https?://[^\s\[\]]{1,2000}\])"
)
_BARE_ADDRESS = re.compile(r"https?://[^\s<>()\[\]]{1,2000}")
#: Notes with addresses, at the end of a plain text: `[2] https://…`; in the text stands `[2]`.
_NOTE = re.compile(r"\[(?P<number>\d{1,3})\]:? ?<?https?://\S+>?$")
_SENDER = next(rule.pattern for rule in HEADERS if rule.name == "from")
_ALL_HEADERS = frozenset({"from", "date", "subject"})
_BULLET = re.compile(r"[*•·▪◦‣–—-]\s+")
_QUOTE = re.compile(r"\s?>")


def lines_of_plain(text: str) -> list[Line]:
    """Return the lines of a plain text, and the addresses in them."""
    found, gap = [], True
    for raw in text.replace("\0", "").splitlines():
        line = " ".join(raw.split())
        if line:
            address = _BARE_ADDRESS.search(line)
            found.append(Line(line, gap, address=address.group().rstrip(".,;") if address else None))
        gap = not line
    return found


def copy_of(lines: Sequence[Line]) -> str | None:
    """Return the address behind the first link to a copy of the message on the web, or None."""
    for line, after in zip_longest(lines, lines[1:]):
        if is_one_of(COPIES, _ADDRESS.sub("", _BARE_ADDRESS.sub("", line.text)).strip()):
            return line.address or (after.address if after and _is_address(after.text) else None)
    return None


def split_enclosed(lines: Sequence[Line]) -> tuple[list[Line], dict[str, str], list[Line]]:
    """Return what stands before a message that is quoted whole, what that one's headers say, and what stands in it."""
    for number, line in enumerate(lines):
        marked = is_one_of(ENCLOSED, line.text)
        if marked or _SENDER.match(line.text):  # Outlook puts nothing but the headers before it
            said, rest = _headers(lines[number + marked :])
            if said if marked else said.keys() >= _ALL_HEADERS:
                return list(lines[:number]), said, rest
    return list(lines), {}, []


def text_of(lines: Sequence[Line]) -> str:
    """Return the text of some lines, paragraphs parted by a blank line, without what is no part of what it tells."""
    blocks = _blocks(_without_notes(_without_signature(_without_quotes(lines))))
    blocks = [kept for block in _without_footer(blocks) if (kept := _kept(block))]
    return "\n\n".join("\n".join(line.text for line in block) for block in blocks)


def first_heading(lines: Iterable[Line]) -> str | None:
    """Return the first line that is marked as a heading, or None."""
    return next((line.text for line in lines if line.heading), None)


def _headers(lines: Sequence[Line]) -> tuple[dict[str, str], list[Line]]:
    """What the headers at the start of some lines say, by the names of their rules, and the lines after them."""
    said: dict[str, str] = {}
    for number, line in enumerate(lines):
        rule = next(((rule, found) for rule in HEADERS if (found := rule.pattern.match(line.text))), None)
        if rule is None:
            return said, list(lines[number:])
        said.setdefault(rule[0].name, rule[1].groupdict().get("said") or "")
    return said, []


def _without_quotes(lines: Sequence[Line]) -> list[Line]:
    """The lines without those that quote, and the lines that say whom."""
    kept: list[Line] = []
    gap = False
    for line in lines:
        if _QUOTE.match(line.text):
            while kept and len(kept[-1].text) < LONGEST_PARAGRAPH and _introduces(kept):
                kept.pop()
            gap = True
        else:
            kept.append(Line(line.text, line.gap or gap, line.linked, line.heading, line.address))
            gap = False
    while kept and _introduces(kept):  # what they introduce was left out with the HTML
        kept.pop()
    return kept


def _introduces(kept: list[Line]) -> bool:
    """Whether the last line says whom what follows quotes; such a line may be broken in two."""
    if is_one_of(QUOTED, kept[-1].text):
        return True
    if len(kept) > 1 and not kept[-1].gap and is_one_of(QUOTED, f"{kept[-2].text} {kept[-1].text}"):
        kept.pop()
        return True
    return False


def _without_signature(lines: list[Line]) -> list[Line]:
    at = max((number for number, line in enumerate(lines) if line.text == "--"), default=len(lines))
    return lines[:at] if len(lines) - at <= LONGEST_SIGNATURE else lines


def _without_notes(lines: list[Line]) -> list[Line]:
    """The lines without notes that are addresses, and without the numbers that point there."""
    notes = {found["number"] for line in lines if (found := _NOTE.match(line.text))}
    if not notes:
        return lines
    pointer = re.compile(rf"\s?\[(?:{'|'.join(sorted(notes))})\]")
    return [
        Line(pointer.sub("", line.text), line.gap, line.linked, line.heading, line.address)
        for line in lines
        if not _NOTE.match(line.text)
    ]


def _blocks(lines: Iterable[Line]) -> list[Block]:
    blocks: list[Block] = []
    for line in lines:
        if line.gap or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _without_footer(blocks: list[Block]) -> list[Block]:
    """The blocks before the first one of a footer that hardly any prose follows."""
    prose = 0
    end = len(blocks)
    for number in range(len(blocks) - 1, -1, -1):
        if any(_is_footer(line.text) for line in blocks[number]) or _is_footer(_joined(blocks[number])):
            end = number
        else:
            prose += _is_prose(blocks[number])
        if prose > PROSE_AFTER:
            break
    return blocks[:end]


def _is_footer(text: str) -> bool:
    return len(text) < LONGEST_PARAGRAPH and is_one_of(FOOTERS, text)


def _is_prose(block: Block) -> bool:
    text = _joined(block)
    words = len(CJK.findall(text)) / 2 + len(text.split())
    return words >= PROSE_WORDS and bool(_ENDS.search(text))


def _kept(block: Block) -> Block:
    """A block without the lines and addresses that are no part of the text; empty for one that is none at all."""
    lines = [
        Line(_without_bullet(_ADDRESS.sub("", line.text)).strip(), line.gap, line.linked, line.heading)
        for line in block
    ]
    lines = [line for line in lines if any(map(str.isalnum, line.text)) and not _is_furniture(line)]
    return [] if all(map(_is_label, lines)) or _is_unwanted(_joined(lines)) else lines


def _without_bullet(text: str) -> str:
    mark = _BULLET.match(text)
    return text[mark.end() :] if mark else text


def _is_furniture(line: Line) -> bool:
    return line.heading or _is_unwanted(line.text)


def _is_unwanted(text: str) -> bool:
    return len(text) < LONGEST_PARAGRAPH and (is_one_of(NEVER, text) or is_one_of(COPIES, text))


def _is_label(line: Line) -> bool:
    """Whether a line that stands alone is a headline, a button or a cell of a table, and tells nothing."""
    if _ENDS.search(line.text):
        return False
    shortest = SHORTEST_LINE_CJK if len(CJK.findall(line.text)) * 2 > len(line.text) else SHORTEST_LINE
    return len(line.text) < shortest or line.linked * 10 > len("".join(line.text.split())) * 9


def _joined(block: Block) -> str:
    return " ".join(line.text for line in block)


def _is_address(text: str) -> bool:
    return bool(_BARE_ADDRESS.fullmatch(text.strip("<>")))
