"""Notices that withdraw a story: a wire's KILL, a withdrawal, a retraction. They are never printed, nor is that story.

News about withdrawals ("Bill withdrawn in parliament", "Journal retracts vaccine study") is news. So a notice must say
it in a form that headlines do not have: a slug in capitals set off by a mark, or words that an editor says to editors.
"""

from __future__ import annotations

import re
from typing import Any

#: What a status says of a story that must not be used any more (IPTC's `pubStatus` has `canceled`).
_GONE_WORD_LIST = "canceled cancelled killed kill withdrawn retracted deleted removed unpublished annulled revoked"
_GONE = frozenset(_GONE_WORD_LIST.split())
#: IPTC's status of a story that may be used later, nobody knows when.
_WITHHELD = frozenset(["withheld", "embargoed", "held"])

# A notice stands in the headline or in the first lines; this much is looked at.
_FIRST_CHARACTERS = 400
_LONGEST_TITLE = 120
#: Besides, one of these stands in the text of a notice, in lower case, or one of those as it is written.
_ADDRESSED = (
    "eds", "editors", "attention", "clients", "subscribers", "customers", "please ", "mandatory", "substitute", "story",
    "stories", "article", "item", "slug", "bc-", "dispatch", "notice",
)  # fmt: skip
_CAPITALS = ("KILL", "WITHDRAWN", "RETRACT", "Retraction")

_STORY = r"(?:story|article|item|dispatch|news alert)"
_GONE_WORDS = r"(?:withdrawn|killed|retracted|removed|cancell?ed|deleted)"
_MARK = r"\s*(?:[:|]|--|[–—]|\s-\s|-(?=[A-Z]))"
#: Headlines, as they are written: the slugs of wires are in capitals.
_IN_TITLE = re.compile(
    # KILL · MANDATORY KILL: … · WITHDRAWN - …
    rf"[\s*_\[(]*(?:(?:AP|AFP|REUTERS|URGENT|BULLETIN|MANDATORY|ADVISORY|ATTENTION|EDS|EDITORS|STORY|BC)[\s:,-]+)*"
    rf"(?:KILL|KILLED|WITHDRAWN|WITHDRAWAL|RETRACTED|RETRACTION|(?:KILL|WITHDRAWAL|RETRACTION) NOTICE)"
    rf"[\s*_\])]*(?:{_MARK}|$)"
    rf"|\s*(?i:(?:mandatory|bulletin|bureau) kill|retraction(?: notice)?|kill notice|withdrawal notice)(?:{_MARK}|\s*$)"
    # STORY REMOVED: … · Story withdrawn
    rf"|\s*(?i:(?:AP |Reuters |AFP )?{_STORY} {_GONE_WORDS})(?:{_MARK}|\s*[.!]?\s*$)"
    # ADVISORY: story on the harbor withdrawn
    rf"|\s*(?:ADVISORY|Advisory|ATTENTION|NOTE TO EDITORS|Note to editors|EDITORS|Editors|EDS|Eds)\b[\s:–—-]+"
    rf"(?:(?i:{_STORY})\b.{{0,120}}\b(?i:{_GONE_WORDS})\b|.{{0,120}}\b(?i:{_GONE_WORDS} {_STORY})\b"
    r"|(?i:please (?:kill|withdraw|disregard))\b)"
    # BC-US--Harbor-KILL
    r"|.*(?:\b[A-Z]{2}-[\w.-]*|--?)KILL\b",
    re.DOTALL,
)
#: At the end of a headline that is not all in capitals: `Harbor reopens - WITHDRAWN`.
_AT_END_OF_TITLE = re.compile(
    r"(?:\s[-–—|:]\s?|:\s|[\[(])"
    r"(?:KILL|KILLED|WITHDRAWN|RETRACTED|STORY (?:REMOVED|WITHDRAWN|KILLED))[\])]?\s*$"
)
_EDITORS = r"(?:^|[.!?]\s)\W*(?:(?:eds|editors|note to editors|attention|clients|subscribers|customers)\s*)+[:,.–—-]"
_THE_STORY = rf"(?:(?:the|this|our|its|that|all|both)\s+(?:\w+\s+){{0,2}}?(?:{_STORY}|stories|versions?|slug)|BC-|slug)"
_IN_TEXT = re.compile(
    rf"{_EDITORS}\s*(?:please |mandatory )?(?:kill|withdraw|disregard|retract)\b"
    rf"|{_EDITORS}.{{0,80}}?\b(?:kill|withdraw|disregard|do not (?:use|publish|run)) {_THE_STORY}"
    rf"|{_EDITORS}.{{0,80}}?\bplease (?:kill|withdraw|disregard)\b"
    rf"|\bplease (?:kill|withdraw|disregard)\b.{{0,40}}?\b(?:{_STORY}|slug\w*|headline\w*|BC-)"
    rf"|(?:^|[.!?:]\s|\n)(?:kill|withdraw|disregard|do not (?:use|publish|run)|stop using) {_THE_STORY}"
    r"|\ba kill is mandatory\b|\bmake certain (?:that )?the story is not (?:published|used)\b"
    rf"|\bno (?:substitute|replacement|sub) {_STORY}\b|\b{_STORY} (?:must|should|may) not be (?:used|published)\b"
    r"|^\W*(?:mandatory|bulletin) kill\W*$"
    rf"|\A\W*this {_STORY}\b[^.!?]{{0,80}}? (?:has been|was|is|is being) (?:\w+ly )?{_GONE_WORDS}\b"
    r"(?! from (?:sale|the market))",
    re.IGNORECASE | re.MULTILINE,
)
#: Single lines of capitals in a text: `KILL`, `STORY REMOVED`.
_LINE = re.compile(
    r"^\W*(?:KILL|KILLED|WITHDRAWN|RETRACTED|RETRACTION|(?:STORY|ARTICLE) (?:REMOVED|WITHDRAWN|KILLED))\W*$",
    re.MULTILINE,
)


def is_gone(status: Any) -> bool:
    """Return whether the value of a status or of a mark such as `withdrawn` says that a story must not be used."""
    return isinstance(status, str) and status.strip().rpartition(":")[2].lower() in _GONE


def is_withheld(status: Any) -> bool:
    """Return whether the value of a status says that a story may be used later, without saying when."""
    return isinstance(status, str) and status.strip().rpartition(":")[2].lower() in _WITHHELD


def is_marked(value: Any) -> bool:
    """Return whether the value of a field `withdrawn` says yes: true, a text that says so, a date, a reason."""
    if isinstance(value, str):
        said = value.strip().lower()
        return said not in ("", "false", "no", "n", "0", "none", "null", "off", "usable")
    return bool(value)


def is_notice(title: str, text: str) -> bool:
    """Return whether an article withdraws a story, by its headline or its first lines."""
    title = title[: 2 * _LONGEST_TITLE]
    if _is_notice_title(title):
        return True
    beginning = text[:_FIRST_CHARACTERS]
    lower = beginning.lower()
    if not _may_withdraw(lower) or not (
        any(word in lower for word in _ADDRESSED) or any(word in beginning for word in _CAPITALS)
    ):
        return False
    first = beginning.lstrip().partition("\n")[0]
    return bool(
        _LINE.search(beginning)
        or (len(first) <= _LONGEST_TITLE and _is_notice_title(first))
        or _IN_TEXT.search(beginning)
    )


def _is_notice_title(title: str) -> bool:
    lower = title.lower()
    if not _may_withdraw(lower) and "cancel" not in lower:
        return False
    at_end = title != title.upper() and _AT_END_OF_TITLE.search(title[-40:])
    return bool(_IN_TITLE.match(title) or at_end)


def _may_withdraw(lower: str) -> bool:
    """Whether a text in lower case has a word that every notice has; a chain, since every article passes here."""
    return (
        "kill" in lower
        or "withdr" in lower
        or "retract" in lower
        or "remove" in lower
        or "disregard" in lower
        or "substitute" in lower
    )
