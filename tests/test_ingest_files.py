"""What a path, folder, glob or `-` stands for, and the bytes in a file: compressed, binary, of unknown kind."""

import gzip
import io
import os
import sys
from pathlib import Path

import pytest
import zstandard

from brief.errors import Empty, UnknownName, Unreadable
from brief.ingest import files, locate, read
from brief.model import Source

TEXT = b"One man left. Two stayed."


def source(location, **more):
    return Source("files", str(location), **more)


def only(path):
    (document,) = read(source(path))
    return document


def put(folder, *names, content=TEXT):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def located(folder, location=None):
    found = locate(source(location or folder))
    return [Path(s.location).relative_to(folder).as_posix() for s in found]


def test_a_file_stands_for_itself_whatever_its_kind(tmp_path):
    path = put(tmp_path, "story.odd") / "story.odd"
    assert locate(source(path)) == [source(path)]


def test_a_path_is_kept_as_it_was_typed(inside):
    put(inside, "a/b.txt")
    assert [s.location for s in locate(source("./a/../a/b.txt"))] == ["./a/../a/b.txt"]


def test_a_folder_stands_for_its_files_of_known_kinds_sorted_and_deep(tmp_path):
    put(tmp_path, "b.txt", "a.md", "c.pdf", "no_ending", "sub/e.html", "d.jsonl.gz", "Z.TXT", "e.zst", "f.json.zst")
    assert located(tmp_path) == ["Z.TXT", "a.md", "b.txt", "d.jsonl.gz", "f.json.zst", "sub/e.html"]


def test_hidden_files_and_folders_are_left_out(tmp_path):
    put(tmp_path, ".h.txt", ".git/a.txt", "sub/.x/b.txt", "sub/c.txt")
    assert located(tmp_path) == ["sub/c.txt"]


def test_a_folder_in_a_loop_of_links_is_walked_once(tmp_path):
    put(tmp_path, "sub/c.txt")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert located(tmp_path) == ["sub/c.txt"]


def test_a_folder_without_a_file_of_a_known_kind_is_empty(tmp_path):
    put(tmp_path, "a.pdf", ".hidden.txt")
    with pytest.raises(Empty, match=r"holds no file of a known kind \(\.txt, "):
        locate(source(tmp_path))


def test_a_glob_stands_for_what_it_matches_sorted(tmp_path):
    put(tmp_path, "b.txt", "a.txt", "c.md", "sub/d.txt")
    assert located(tmp_path, tmp_path / "*.txt") == ["a.txt", "b.txt"]


def test_a_glob_with_two_stars_is_deep_and_names_each_file_once(tmp_path):
    put(tmp_path, "a.txt", "sub/d.txt", "sub/deep/e.txt")
    assert located(tmp_path, tmp_path / "**") == ["a.txt", "sub/d.txt", "sub/deep/e.txt"]
    assert located(tmp_path, tmp_path / "**" / "*.txt") == ["a.txt", "sub/d.txt", "sub/deep/e.txt"]


def test_a_glob_leaves_files_of_other_kinds_out(tmp_path):
    put(tmp_path, "a.txt", "c.pdf", "picture.png")
    assert located(tmp_path, tmp_path / "*") == ["a.txt"]


def test_a_name_with_brackets_that_exists_is_no_glob(tmp_path):
    path = put(tmp_path, "story[1].txt") / "story[1].txt"
    assert locate(source(path)) == [source(path)]


def test_a_missing_path_is_unreadable(tmp_path):
    with pytest.raises(Unreadable, match="no such file or folder") as caught:
        locate(source(tmp_path / "gone.txt"))
    assert caught.value.where == str(tmp_path / "gone.txt")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("www.example.org", "write https://www.example.org"),
        ("example.org/feed", "write https://example.org/feed"),
        ("localhost.example:8080/feed.xml", "write https://localhost.example:8080/feed.xml"),
    ],
)
def test_an_address_without_its_scheme_is_told_how_to_be_written(typed, said):
    with pytest.raises(Unreadable, match="no such file or folder; ") as caught:
        locate(source(typed))
    assert said in caught.value.why


@pytest.mark.parametrize("path", ["gone.txt", "../gone/notes.txt", "/gone/www.txt", "gone", "C:/gone.txt"])
def test_a_missing_path_is_not_taken_for_an_address(path):
    with pytest.raises(Unreadable) as caught:
        locate(source(path))
    assert caught.value.why == "no such file or folder"


def test_a_glob_that_matches_nothing_is_unreadable(tmp_path):
    put(tmp_path, "a.md")
    with pytest.raises(Unreadable, match="matches"):
        locate(source(tmp_path / "*.txt"))


def test_files_keep_the_name_and_section_of_their_source(tmp_path):
    put(tmp_path, "a.txt")
    (found,) = locate(source(tmp_path, name="My wire", section="world"))
    assert (found.name, found.section) == ("My wire", "world")


def test_a_pipe_in_a_folder_is_left_out(tmp_path):
    put(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert located(tmp_path) == ["a.txt"]


def test_standard_input_stands_for_itself():
    assert locate(source("-")) == [source("-")]


def test_standard_input_is_read_and_named(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT)))
    document = only("-")
    assert (document.location, document.content, document.media_type) == ("standard input", TEXT, "text/plain")


def test_records_on_standard_input_are_found_by_their_look(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "One."}\n{"text": "Two."}\n')))
    assert [document.location for document in read(source("-"))] == ["standard input:1", "standard input:2"]


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.txt", "text/plain"),
        ("a.text", "text/plain"),
        ("a.md", "text/markdown"),
        ("a.markdown", "text/markdown"),
        ("a.html", "text/html"),
        ("A.HTM", "text/html"),
        ("a.xhtml", "text/html"),
        ("a.b.txt", "text/plain"),
        ("a.md.gz", "text/markdown"),
    ],
)
def test_the_ending_tells_the_kind(tmp_path, name, media_type):
    content = gzip.compress(TEXT) if name.endswith(".gz") else TEXT
    assert only(put(tmp_path, name, content=content) / name).media_type == media_type


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"Just a text.", "text/plain"),
        (b"[Laughter] broke out.", "text/plain"),
        (b'\n  {"text": "One."}', "application/json"),
        (b'[{"text": "One."}]', "application/json"),
        (b'\xef\xbb\xbf{"text": "One."}', "application/json"),
        (b"<!DOCTYPE html><p>One.", "text/html"),
        (b"\n<HTML><p>One.", "text/html"),
        (b'<?xml version="1.0"?><html/>', "text/html"),
        (b"<b>bold</b> words of a text.", "text/plain"),
    ],
)
def test_content_of_unknown_name_is_known_by_its_look(tmp_path, content, media_type):
    assert only(put(tmp_path, "page", content=content) / "page").media_type == media_type


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_a_document(tmp_path, content):
    assert only(put(tmp_path, "a.txt", content=content) / "a.txt").content == content


@pytest.mark.parametrize(
    "content", [b"\0\1\2" * 50, b"%PDF-1.7\ntext", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", bytes(range(256)) * 20]
)
def test_binaries_are_unreadable_under_any_name(tmp_path, content):
    for name in ("a.txt", "a.json", "a.bin"):
        with pytest.raises(Unreadable, match="is binary, not text"):
            read(source(put(tmp_path, name, content=content) / name))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "shift_jis", "gb18030", "koi8-r"])
def test_texts_in_old_encodings_are_no_binaries(tmp_path, encoding):
    text = {
        "shift_jis": "港の工事は月曜日に再開する。",
        "gb18030": "港口的起重机掉进海里。",
        "koi8-r": "Кран упал в воду.",
    }
    content = text.get(encoding, "The café in Melby closed.").encode(encoding)
    assert only(put(tmp_path, "a.txt", content=content) / "a.txt").content == content


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_unreadable(tmp_path):
    path = put(tmp_path, "a.txt") / "a.txt"
    path.chmod(0)
    with pytest.raises(Unreadable, match="permission denied"):
        read(source(path))


def test_a_link_to_nowhere_is_unreadable(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    with pytest.raises(Unreadable, match="no such file"):
        read(source(tmp_path / "a.txt"))


def test_a_file_larger_than_the_cap_is_unreadable_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 2 * 1024**2)
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(2 * 1024**2 + 1)
    with pytest.raises(Unreadable, match="is larger than 2 MB; split it"):
        read(source(path))


COMPRESS = {".gz": gzip.compress, ".zst": zstandard.compress}


@pytest.mark.parametrize("ending", COMPRESS)
def test_a_compressed_text_is_read(tmp_path, ending):
    put(tmp_path, f"a.txt{ending}", content=COMPRESS[ending](TEXT))
    assert only(tmp_path / f"a.txt{ending}").content == TEXT


@pytest.mark.parametrize("ending", COMPRESS)
def test_compressed_pieces_one_after_the_other_are_one_text(tmp_path, ending):
    put(tmp_path, f"a.txt{ending}", content=COMPRESS[ending](TEXT) + COMPRESS[ending](TEXT))
    assert only(tmp_path / f"a.txt{ending}").content == TEXT + TEXT


@pytest.mark.parametrize("ending", COMPRESS)
@pytest.mark.parametrize("content", [b"no such thing", TEXT * 4, b"\x1f\x8b"])
def test_what_is_not_compressed_at_all_is_unreadable(tmp_path, ending, content):
    put(tmp_path, f"a.txt{ending}", content=content)
    with pytest.raises(Unreadable, match=rf"is not a sound {ending} file"):
        read(source(tmp_path / f"a.txt{ending}"))


@pytest.mark.parametrize("ending", COMPRESS)
@pytest.mark.parametrize("kept", [0.999, 0.5])
def test_a_compressed_file_that_is_cut_off_is_unreadable(tmp_path, ending, kept):
    whole = COMPRESS[ending](bytes((i * i * 31 + i // 7) % 251 for i in range(400_000)))
    put(tmp_path, f"a.txt{ending}", content=whole[: int(len(whole) * kept)])
    with pytest.raises(Unreadable, match=rf"is not a sound {ending} file"):
        read(source(tmp_path / f"a.txt{ending}"))


@pytest.mark.parametrize("ending", COMPRESS)
def test_a_bomb_is_unreadable_and_not_unfolded(tmp_path, monkeypatch, ending):
    monkeypatch.setattr(files, "LARGEST", 1024**2)
    bomb = COMPRESS[ending](b" " * 64 * 1024**2)
    assert len(bomb) < 1024**2
    put(tmp_path, f"a.txt{ending}", content=bomb)
    with pytest.raises(Unreadable, match="unfolds to more than 1 MB; split it"):
        read(source(tmp_path / f"a.txt{ending}"))


def test_a_binary_inside_a_compressed_file_is_unreadable(tmp_path):
    put(tmp_path, "a.txt.gz", content=gzip.compress(b"\0\1\2" * 100))
    with pytest.raises(Unreadable, match="is binary, not text"):
        read(source(tmp_path / "a.txt.gz"))


def test_compressed_records_are_read_one_by_one(tmp_path):
    put(tmp_path, "a.jsonl.zst", content=zstandard.compress(b'{"text": "One."}\n{"text": "Two."}\n'))
    assert [document.content for document in read(source(tmp_path / "a.jsonl.zst"))] == [
        b'{"text": "One."}',
        b'{"text": "Two."}',
    ]


def test_a_kind_of_source_that_nobody_knows_names_those_that_are():
    with pytest.raises(UnknownName, match="unknown kind of source 'feeed'.*known: files"):
        read(Source("feeed", "x"))


@pytest.mark.parametrize(
    "content",
    [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b'<?xml version="1.0"?><urlset/>', b"{\\rtf1 The ferry left.}"],
)
def test_a_file_of_another_kind_is_no_text(tmp_path, content):
    path = tmp_path / "news.xyz"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match="kind that is not known"):
        list(read(Source("files", str(path))))


RSS = (
    b"<rss version='2.0'><channel><title>Wire</title><link>https://wire.example/</link>"
    b"<item><title>One</title><link>/1</link></item><item><title>Two</title></item></channel></rss>"
)
JSON_FEED = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "title": "One", "url": "https://wire.example/1"}, {"id": 2, "title": "Two"}]}'


@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.atom", "a.rdf", "a", "a.xyz", "a.xml.gz"])
def test_the_items_of_a_feed_in_a_file_are_documents(tmp_path, name):
    path = put(tmp_path, name, content=gzip.compress(RSS) if name.endswith(".gz") else RSS) / name
    found = list(read(source(path)))
    assert {one.media_type for one in found} == {"application/vnd.brief.item+json"}
    assert [one.location for one in found] == ["https://wire.example/1", f"{path}#2"]


def test_a_json_feed_in_a_file_is_known_by_its_content(tmp_path):
    path = put(tmp_path, "a.json", content=JSON_FEED) / "a.json"
    assert [one.location for one in read(source(path))] == ["https://wire.example/1", f"{path}#2"]


def test_a_page_that_is_named_as_xml_is_a_page(tmp_path):
    assert (
        only(put(tmp_path, "a.xml", content=b"<?xml version='1.0'?><html><p>One.</p></html>") / "a.xml").media_type
        == "text/html"
    )


@pytest.mark.parametrize(("content", "why"), [(TEXT, "is not XML"), (b"<opml><body/></opml>", "is a list of feeds")])
def test_what_only_a_file_of_its_own_can_be_is_told(tmp_path, content, why):
    with pytest.raises(Unreadable, match=why):
        read(source(put(tmp_path, "a.rss", content=content) / "a.rss"))


@pytest.mark.parametrize("location", ["https://wire.example/feed", "http://wire.example", "HTTPS://wire.example/*.xml"])
def test_an_address_on_the_web_is_a_source_as_it_is(location):
    assert locate(source(location, name="Wire")) == [Source("web", location, "Wire")]


def test_what_is_on_the_web_is_not_read_from_this_machine():
    with pytest.raises(Unreadable, match=r"https://wire.example/feed: is on the web") as caught:
        list(read(Source("web", "https://ada:secret@wire.example/feed")))
    assert "secret" not in str(caught.value)


def test_a_readme_in_a_folder_is_no_article_and_one_that_is_named_is(inside):
    (inside / "news").mkdir()
    for name in ("README.md", "readme.txt", "crane.txt"):
        (inside / "news" / name).write_text("The crane of Melby fell on Friday.", encoding="utf-8")
    assert [Path(one.location).name for one in locate(Source("files", "news"))] == ["crane.txt"]
    assert [Path(one.location).name for one in locate(Source("files", "news/README.md"))] == ["README.md"]
