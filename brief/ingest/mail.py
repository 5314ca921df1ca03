"""Mail that was kept: mbox files and maildir folders, a document a message. They are read, never changed or locked.

The standard library's `mailbox` is not used: it makes the folders of a maildir that are missing, and ends a message at
every line that begins with "From ". Here such a line must follow a blank one, and a header must follow it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from brief.errors import Empty, Unreadable
from brief.model import Document, Source

MESSAGE = "message/rfc822"
MAILBOX = "application/mbox"

# Mail servers refuse messages of more than 25 to 50 MB.
LARGEST_MESSAGE = 32 * 1024 * 1024

# `From ada@example.org Fri Nov 20 06:00:00 2026`, `From - Fri, …` and the bare `From ` of Thunderbird; then a header.
_ENVELOPE = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From (?:[^\r\n]{0,400}\d\d:\d\d[^\r\n]{0,40}\b\d{4}\b[^\r\n]{0,40}|\S{0,320})"
    rb"\r?\n(?=>From |[A-Za-z][\w-]{0,80}:)"
)
#: A line of a message that would have looked like the start of the next one is kept with a mark before it (mboxrd).
_MARKED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
#: What a message begins with, where the name of its file does not tell it: two headers or more, one of them of mail.
_HEADERS = re.compile(rb"(?:[A-Za-z][\w-]{1,60}:[ \t][^\r\n]{0,1000}(?:\r?\n[ \t][^\r\n]{0,1000}){0,50}\r?\n){2}")
_OF_MAIL = re.compile(rb"^(?i:received|return-path|delivered-to|message-id|mime-version):[ \t]", re.MULTILINE)

#: The folders of a maildir.
FOLDERS = ("cur", "new", "tmp")
#: The flags behind a name in a maildir: `1763.M1.host:2,ST`. A draft and what was thrown away are not read.
_FLAGS = re.compile(r"[:;!]2,(?P<flags>[A-Za-z]*)$")
_DRAFT_OR_TRASHED = frozenset("DT")


def media_type_of(content: bytes) -> str | None:
    """Return the media type of content that is mail by the way it begins, or None."""
    if is_mailbox(content):
        return MAILBOX
    begin = content[:65536]
    return MESSAGE if _HEADERS.match(begin) and _OF_MAIL.search(begin.partition(b"\n\n")[0]) else None


def is_mailbox(content: bytes) -> bool:
    """Return whether content begins as an mbox file does: a line with a sender and a moment, then a header."""
    return content.startswith(b"From ") and bool(_ENVELOPE.match(content))


def documents_of_mailbox(source: Source, content: bytes) -> Iterator[Document]:
    """Return one document for each message of an mbox file; `location` is `path#n`.

    Raises Empty where there is none, Unreadable where the file does not begin with one.
    """
    if not content.strip():
        raise Empty(source.location, "holds no message")
    starts = list(_ENVELOPE.finditer(content))
    if not starts or content[: starts[0].start()].strip():
        raise Unreadable(source.location, "is not an mbox file: it does not begin with a line 'From …' and headers")
    ends = [following.start() for following in starts[1:]] + [len(content)]
    return (
        Document(source, f"{source.location}#{number}", MESSAGE, _MARKED.sub(b"", content[start.end() : end]))
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)
    )


def is_maildir(folder: str | Path) -> bool:
    """Return whether a folder is a maildir: it has the folders `cur`, `new` and `tmp`."""
    return all(Path(folder, name).is_dir() for name in FOLDERS)


def located(source: Source) -> Source:
    """Return a source with the kind of a maildir where it is one."""
    return replace(source, kind="maildir") if is_maildir(source.location) else source


def read_maildir(source: Source) -> Iterator[Document]:
    """Yield one document for each message of a maildir, in the order of their names, which begin with the time.

    What a mail program moves away meanwhile is passed over, and so are drafts, the trashed and folders within.
    Raises Empty where there is no message; Unreadable, when all others are read, for the first that cannot be.
    """
    found = sorted(path for folder in ("new", "cur") for path in _messages(Path(source.location, folder)))
    if not found:
        raise Empty(source.location, "is a maildir without a message")
    faults = []
    for _, path in found:
        try:
            if os.path.getsize(path) > LARGEST_MESSAGE:  # noqa: PTH202
                faults.append(Unreadable(path, f"is larger than {LARGEST_MESSAGE // 1024**2} MB"))
                continue
            content = Path(path).read_bytes()
        except FileNotFoundError:
            continue
        except OSError as error:
            faults.append(Unreadable(path, (error.strerror or str(error)).lower()))
            continue
        yield Document(source, path, MESSAGE, content)
    if faults:
        more = f" (and {len(faults) - 1} more like it)" if len(faults) > 1 else ""
        raise Unreadable(faults[0].where, faults[0].why + more)


def _messages(folder: Path) -> Iterator[tuple[str, str]]:
    """The name of each message without its flags, and its path."""
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        raise Unreadable(str(folder), (error.strerror or str(error)).lower()) from error
    for entry in entries:
        flags = _FLAGS.search(entry.name)
        if entry.name.startswith(".") or not entry.is_file() or (flags and _DRAFT_OR_TRASHED & set(flags["flags"])):
            continue
        yield (entry.name[: flags.start()] if flags else entry.name), entry.path
