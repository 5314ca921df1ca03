"""Mail that was kept is read as it lies: single messages, mbox files, maildir folders; nothing is changed or locked."""

import os
from pathlib import Path

import pytest

from brief.errors import Empty, Unreadable
from brief.ingest import locate, read
from brief.model import Source

HEADERS = b"From: Melby Post <post@melby.example>\nSubject: Harbor\nMessage-ID: <1@melby.example>\n"
MESSAGE = HEADERS + b"\nThe harbor of Melby reopened on Thursday.\n"
ENVELOPE = b"From post@melby.example Fri Nov 20 06:00:00 2026\n"


def documents(location):
    return [document for one in locate(Source("files", str(location))) for document in read(one)]


def told(location):
    return [(document.location, document.media_type, document.content) for document in documents(location)]


@pytest.fixture
def maildir(inside):
    for folder in ("cur", "new", "tmp"):
        (inside / "box" / folder).mkdir(parents=True)
    return inside / "box"


def state(folder):
    return {str(path): (path.stat().st_mtime_ns, path.is_file() and path.read_bytes()) for path in folder.rglob("*")}


def test_an_eml_file_is_one_message(inside):
    (inside / "a.eml").write_bytes(MESSAGE)
    assert told("a.eml") == [("a.eml", "message/rfc822", MESSAGE)]


def test_each_message_of_an_mbox_file_is_a_document(inside):
    (inside / "a.mbox").write_bytes(ENVELOPE + MESSAGE + b"\n" + ENVELOPE + MESSAGE)
    assert told("a.mbox") == [
        ("a.mbox#1", "message/rfc822", MESSAGE + b"\n"),
        ("a.mbox#2", "message/rfc822", MESSAGE),
    ]


@pytest.mark.parametrize("name", ["inbox", "2026-November.txt", "archive.gz"])
def test_an_mbox_file_is_known_by_how_it_begins(inside, name):
    import gzip

    content = ENVELOPE + MESSAGE
    (inside / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    assert [document.location for document in documents(name)] == [f"{name}#1"]


def test_a_message_is_known_by_how_it_begins(inside):
    (inside / "saved").write_bytes(MESSAGE)
    assert [document.media_type for document in documents("saved")] == ["message/rfc822"]


@pytest.mark.parametrize(
    "text", [b"From Melby with love.\nIt rained at 10:30 in 2026.\n", b"Note: rain\nThe pass: closed\n"]
)
def test_a_text_that_begins_like_mail_is_a_text(inside, text):
    (inside / "a.txt").write_bytes(text)
    (inside / "b").write_bytes(text)
    assert [document.media_type for name in ("a.txt", "b") for document in documents(name)] == ["text/plain"] * 2


def test_a_line_from_in_a_message_does_not_end_it(inside):
    body = b"\nFrom May on, cars use the bridge.\n\nFrom here\n it is far.\n"
    (inside / "a.mbox").write_bytes(ENVELOPE + HEADERS + body)
    assert [document.content for document in documents("a.mbox")] == [HEADERS + body]


def test_a_line_that_was_marked_is_as_it_was(inside):
    (inside / "a.mbox").write_bytes(ENVELOPE + HEADERS + b"\n>From May on\n>>From June on\n> From July on\n")
    assert documents("a.mbox")[0].content == HEADERS + b"\nFrom May on\n>From June on\n> From July on\n"


@pytest.mark.parametrize("line", [b"From - Fri Nov 20 06:00:00 2026", b"From ", b"From post@melby.example"])
def test_the_first_lines_of_mail_programs(inside, line):
    (inside / "a.mbox").write_bytes((line + b"\r\n" + MESSAGE.replace(b"\n", b"\r\n") + b"\r\n") * 3)
    assert len(documents("a.mbox")) == 3


def test_an_mbox_file_without_a_message_is_empty(inside):
    (inside / "a.mbox").write_bytes(b"\n")
    with pytest.raises(Empty, match="a.mbox: holds no message"):
        documents("a.mbox")


def test_an_mbox_file_that_is_none_is_said_to_be_none(inside):
    (inside / "a.mbox").write_bytes(b"The harbor reopened.\n")
    with pytest.raises(Unreadable, match="is not an mbox file"):
        documents("a.mbox")


def test_a_maildir_is_read_in_the_order_of_the_names_of_its_messages(maildir):
    (maildir / "cur" / "1763.M2.melby:2,S").write_bytes(b"second")
    (maildir / "new" / "1762.M1.melby").write_bytes(b"first")
    (maildir / "tmp" / "1764.M3.melby").write_bytes(b"half written")
    assert [(Path(where).name, kind, content) for where, kind, content in told("box")] == [
        ("1762.M1.melby", "message/rfc822", b"first"),
        ("1763.M2.melby:2,S", "message/rfc822", b"second"),
    ]


def test_drafts_the_trashed_hidden_files_and_folders_within_are_no_messages(maildir):
    for name in ("1.a:2,T", "2.a:2,DS", ".hidden"):
        (maildir / "cur" / name).write_bytes(MESSAGE)
    (maildir / ".Junk" / "cur").mkdir(parents=True)
    (maildir / ".Junk" / "cur" / "3.a:2,").write_bytes(MESSAGE)
    os.mkfifo(maildir / "cur" / "4.a:2,")
    with pytest.raises(Empty, match="box: is a maildir without a message"):
        documents("box")


def test_a_maildir_within_a_folder_is_one_source_among_its_files(maildir, inside):
    (maildir / "new" / "1.a").write_bytes(MESSAGE)
    (inside / "a.txt").write_bytes(b"The crane fell.")
    sources = locate(Source("files", str(inside)))
    assert [(source.kind, Path(source.location).name) for source in sources] == [("files", "a.txt"), ("maildir", "box")]


def test_a_message_that_is_moved_away_meanwhile_is_passed_over(maildir):
    for name in ("1.a", "2.a", "3.a"):
        (maildir / "new" / name).write_bytes(MESSAGE)
    found = read(locate(Source("files", "box"))[0])
    next(found)
    (maildir / "new" / "2.a").rename(maildir / "cur" / "2.a:2,S")
    assert [Path(document.location).name for document in found] == ["3.a"]


def test_a_message_that_is_too_large_is_named_when_the_others_are_read(maildir):
    with (maildir / "new" / "1.a").open("wb") as file:
        file.truncate(40 * 1024 * 1024)
    (maildir / "new" / "2.a").write_bytes(MESSAGE)
    found = read(locate(Source("files", "box"))[0])
    assert Path(next(found).location).name == "2.a"
    with pytest.raises(Unreadable, match="1.a: is larger than 32 MB"):
        next(found)


def test_nothing_is_changed_or_locked(maildir, inside):
    (maildir / "new" / "1.a").write_bytes(MESSAGE)
    (inside / "a.mbox").write_bytes(ENVELOPE + MESSAGE)
    before = state(inside)
    assert len(documents("box") + documents("a.mbox")) == 2
    assert state(inside) == before
