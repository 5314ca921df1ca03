"""An edition reaches the disk whole or not at all, and leaves nothing beside it."""

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from brief import publish
from brief.errors import PublishError


def tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_edition_has_its_folder_and_is_copied_to_latest():
    found = publish.edition_files("out", date(2026, 1, 2), {"html": b"page", "pdf": b"paper"})
    assert found == {
        Path("out/2026-01-02/briefing.html"): b"page",
        Path("out/2026-01-02/briefing.pdf"): b"paper",
        Path("out/latest.html"): b"page",
        Path("out/latest.pdf"): b"paper",
    }


def test_files_are_written_with_their_folders_and_nothing_beside_them(tmp_path):
    publish.write({tmp_path / "a" / "b" / "x.html": b"page", tmp_path / "y.json": b""})
    assert tree(tmp_path) == {"a/b/x.html": b"page", "y.json": b""}


def test_a_file_that_is_there_is_replaced(tmp_path):
    (tmp_path / "x").write_bytes(b"a longer old content")
    publish.write({tmp_path / "x": b"new"})
    assert tree(tmp_path) == {"x": b"new"}


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_file_has_the_rights_of_any_new_file(tmp_path, mask, mode):
    before = os.umask(mask)
    try:
        publish.write({tmp_path / "x": b"new"})
        assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == mode
        assert os.umask(mask) == mask
    finally:
        os.umask(before)


def test_a_folder_in_the_place_of_a_file_stops_all(tmp_path):
    (tmp_path / "one").write_bytes(b"old")
    (tmp_path / "two").mkdir()
    with pytest.raises(PublishError, match=r"two: cannot be written: is a folder"):
        publish.write({tmp_path / "one": b"new", tmp_path / "two": b"new"})
    assert tree(tmp_path) == {"one": b"old"}


def test_a_file_in_the_place_of_a_folder_stops_all(tmp_path):
    (tmp_path / "one").write_bytes(b"old")
    with pytest.raises(PublishError, match=r"x\.html: cannot be written"):
        publish.write({tmp_path / "new": b"new", tmp_path / "one" / "x.html": b"new"})
    assert tree(tmp_path) == {"one": b"old"}


def full(*_arguments):
    raise OSError(28, "No space left on device")


def stopped(*_arguments):
    raise KeyboardInterrupt


def test_a_full_disk_leaves_the_old_files_and_no_others(tmp_path, monkeypatch):
    (tmp_path / "x").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PublishError, match="x: cannot be written: no space left on device"):
        publish.write({tmp_path / "x": b"new", tmp_path / "y": b"new"})
    assert tree(tmp_path) == {"x": b"old"}


def test_a_disk_that_fills_up_at_the_second_file_leaves_the_old_ones(tmp_path, monkeypatch):
    (tmp_path / "x").write_bytes(b"old")
    calls = []

    def second_full(descriptor):
        calls.append(descriptor)
        if len(calls) > 1:
            full()

    monkeypatch.setattr(os, "fsync", second_full)
    with pytest.raises(PublishError, match="y: cannot be written"):
        publish.write({tmp_path / "x": b"new", tmp_path / "y": b"new"})
    assert tree(tmp_path) == {"x": b"old"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path):
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    with pytest.raises(PublishError, match="permission denied"):
        publish.write({shut / "x": b"new"})


def test_an_interruption_while_moving_leaves_whole_files_only(tmp_path, monkeypatch):
    (tmp_path / "x").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        publish.write({tmp_path / "x": b"new", tmp_path / "y": b"new"})
    assert tree(tmp_path) == {"x": b"old"}


def test_an_interruption_while_writing_leaves_nothing_behind(tmp_path, monkeypatch):
    (tmp_path / "x").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        publish.write({tmp_path / "x": b"new"})
    assert tree(tmp_path) == {"x": b"old"}


def test_nothing_to_write_writes_nothing(tmp_path):
    publish.write({})
    assert tree(tmp_path) == {}
