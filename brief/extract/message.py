"""Mail messages: newsletters above all, and articles that someone wrote or forwarded. One message is one article.

A newsletter of several stories stays one article: where one story ends and the next begins is marked in as many ways
as there are senders, and a wrong cut would put a sentence under another outlet's or story's headline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message

from brief.errors import Unreadable
from brief.extract.assemble import Found, assemble_text, made_id
from brief.extract.dates import parse_date
from brief.extract.mail_furniture import FORWARDED, REPLIED, SENDERS
from brief.extract.mail_html import Line, lines_of
from brief.extract.mail_parts import Part, alternatives, enclosed, header, parse
from brief.extract.mail_text import copy_of, first_heading, lines_of_plain, split_enclosed, text_of
from brief.model import Article, Document, Published

# A plain part that says less than this share of what the HTML part says is a stub, or leaves stories out.
REAL_SHARE = 0.5
# A forwarded message is what is told, unless more than this is written over it: then it is quoted below a reply.
LONGEST_NOTE = 400
# Three times the longest newsletters; each line is looked at by some 30 rules.
MOST_LINES = 10_000
MOST_TEXT = 1_000_000

#: Headers that only mail to many has.
_TO_MANY = ("List-Unsubscribe", "List-Id", "List-Post", "Feedback-ID", "X-Campaign-Id", "X-Mailgun-Tag", "X-MC-User")
# The forms of a sender, looked for in a decoded header: the parser of the standard library fails on a row of brackets.
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>\s]*)>?")
_COMMENTED = re.compile(r"(?P<address>[^\s()<>]+@[^\s()<>]+)\s*\((?P<name>[^()]*)\)")
_BARE = re.compile(r"(?P<name>)(?P<address>\S+@\S+)$")
_COMMENT = re.compile(r"\s*\([^()]{0,80}\)\s*$")
_LIST_TAG = re.compile(r"\s*\[(?P<name>[^\[\]]{1,60})\]\s*(?=\S)")
_WEB = re.compile(r"<?\s*(?P<url>https?://[^\s<>]{1,2000})\s*>?", re.IGNORECASE)
_HOST = re.compile(r"@(?:(?:e?mail|news(?:letters?)?|info|mg|send|em|e|m)\d*\.)*(?P<host>[\w-]+(?:\.[\w-]+)+)$")


@dataclass(frozen=True, slots=True)
class _Sender:
    """Who sent a message: an author, an outlet, or both."""

    byline: str | None = None
    site: str | None = None


def extract(document: Document, language: str) -> Article:
    """Return the article that a mail message is.

    Raises Empty where it shows no text, Unreadable where it is made to be slow.
    """
    message = parse(document.location, document.content)
    return _article(document, message, language, depth=0)


def _article(document: Document, message: Message, language: str, depth: int) -> Article:
    texts = [_read(document.location, forms) for forms in alternatives(message)]
    lines = [line for forms in texts for line in _chosen(forms)]
    before, said, within = split_enclosed(lines)
    subject, replied, forwarded = _subject(header(message, "Subject"))
    text, note = text_of(within), text_of(before)
    if not text.strip() and not note.strip() and not replied and depth == 0 and (inner := enclosed(message)):
        return _article(document, inner, language, depth + 1)
    is_passed_on = bool(text) and (forwarded or (not replied and len(note) <= LONGEST_NOTE))
    told = within if is_passed_on else before
    sender = _sender(header(message, "From"), to_many=any(message.get(name) for name in _TO_MANY))
    published = _date(header(message, "Date"))
    if is_passed_on:
        subject = _subject(said["subject"])[0] if said.get("subject") else subject
        sender = _sender(said["from"], to_many=True) if said.get("from") else sender
        published = _date(said.get("date", "")) or published
    given = header(message, "Message-ID")
    found = Found(
        text=text if is_passed_on else note,
        id=made_id(given) if given else None,
        title=_without_tag(subject, sender, message) or first_heading(told),
        byline=sender.byline,
        site=sender.site,
        published=published,
        url=_address(message, [lines for forms in texts for lines in forms]),
        language=header(message, "Content-Language").partition(",")[0].strip() or None,
    )
    return assemble_text(document, found, language, "is a message without a text of its own")


def _read(where: str, forms: Sequence[Part]) -> list[list[Line]]:
    """The lines of a text in each of its forms. Raises Unreadable where there are more than anybody reads."""
    plain = "".join(form.text for form in forms if not form.html)
    read: list[list[Line]] = []
    if plain.count("\n") <= 2 * MOST_LINES:
        read = [_lines(where, form.text) if form.html else lines_of_plain(form.text) for form in forms]
    if (
        not read
        or sum(map(len, read)) > MOST_LINES
        or sum(len(line.text) for lines in read for line in lines) > MOST_TEXT
    ):
        raise Unreadable(where, f"is a message of more than {MOST_LINES:,} lines or {MOST_TEXT:,} characters")
    return read


def _lines(where: str, html: str) -> list[Line]:
    """The lines of HTML: what is marked as quoted only where a message was forwarded there, or where it is all."""
    everything = lines_of(where, html, quotes=True)
    if len(everything) > MOST_LINES or split_enclosed(everything)[1]:
        return everything
    own = lines_of(where, html)
    return own if text_of(own) else everything


def _chosen(forms: list[list[Line]]) -> list[Line]:
    """The lines in the form that reads best: the plain one, where that is no stub; else HTML."""
    if len(forms) == 1:
        return forms[0]
    lengths = [len(_all_text(lines)) for lines in forms]
    return next(lines for lines, length in zip(forms, lengths, strict=True) if length >= REAL_SHARE * max(lengths))


def _all_text(lines: Sequence[Line]) -> str:
    """The text of all lines, those of a message within among them."""
    before, _, within = split_enclosed(lines)
    return text_of(before) + text_of(within)


def _subject(subject: str) -> tuple[str, bool, bool]:
    """A subject without what mail programs put before it, whether it is a reply's, and whether a forwarded one's."""
    replied = forwarded = False
    while True:
        reply, forward = REPLIED.match(subject), FORWARDED.match(subject)
        match = reply or forward
        if match is None:
            return subject.strip(), replied, forwarded
        replied, forwarded = replied or bool(reply), forwarded or bool(forward)
        subject = subject[match.end() :]


def _without_tag(subject: str, sender: _Sender, message: Message) -> str:
    """A subject without the name of its list or outlet in brackets before it."""
    tag = _LIST_TAG.match(subject)
    if not tag:
        return subject
    name = tag["name"].casefold()
    known = [sender.site or "", sender.byline or "", header(message, "List-Id").partition("<")[0].strip(' "')]
    listed = header(message, "List-Id").rpartition("<")[2].partition(".")[0]
    return subject[tag.end() :] if name in [one.casefold() for one in (*known, listed)] else subject


def _sender(given: str, *, to_many: bool) -> _Sender:
    """Who a header `From` names: the outlet that a newsletter is named for, the author of any other message."""
    found = _NAMED.match(given) or _COMMENTED.match(given) or _BARE.match(given)
    name, address = (found["name"], found["address"]) if found else (given, "")
    name = " ".join(name.replace('"', " ").replace("\\", "").split()).strip("' ")
    if not name or "@" in name:
        host = _HOST.search(address.lower())
        return _Sender(site=host["host"] if host and to_many else None)
    if not to_many:
        return _Sender(byline=name)
    both = next((found for rule in SENDERS if (found := rule.pattern.fullmatch(name))), None)
    return _Sender(both["byline"], both["site"]) if both else _Sender(site=name)


def _date(text: str) -> Published | None:
    return parse_date(_COMMENT.sub("", text), "mail") if text else None


def _address(message: Message, forms: Sequence[Sequence[Line]]) -> str | None:
    """Where the message is to be found on the web: in an archive (RFC 5064), as a copy, as a post of a list."""
    for given in (header(message, "Archived-At"), *map(copy_of, forms), header(message, "List-Post")):
        found = _WEB.match((given or "").strip())
        if found:
            return found["url"]
    return None
