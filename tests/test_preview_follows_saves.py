"""However an editor saves a file, the page becomes that of what was saved last, and is made no more often than need be."""

import asyncio
import hashlib
import json
import shutil
from pathlib import Path

import pytest
import watchfiles.main

from brief.errors import BriefError
from brief.preview import Watched
from brief.preview.watching import follow


@pytest.fixture
def folder(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "a.txt").write_text("first")
    return home


@pytest.fixture
def pages(previewed, folder):
    return previewed.Pages(folder)


def key_of(content):
    return hashlib.sha256(content).hexdigest()[:16]


async def until(desk, content):
    """Wait until the page has this content."""
    async for _ in desk.states("", paper=False):
        if (await desk.shot("")).content == content.encode():
            return


def swap_and_backup(file, text):
    swap, backup = file.with_name(".a.txt.swp"), file.with_name("a.txt~")
    swap.write_text("swap")
    file.rename(backup)
    file.write_text(text)
    backup.unlink()
    swap.unlink()


def rename_over(file, text):
    new = file.with_name(".a.txt.new")
    new.write_text(text)
    new.replace(file)


def gone_and_back(file, text):
    file.unlink()
    file.write_text(text)


def in_two_writes(file, text):
    with file.open("w") as stream:
        stream.write(text[:3])
        stream.flush()
        stream.write(text[3:])


SAVES = {
    "truncate and write": Path.write_text,
    "rename over": rename_over,
    "swap file and backup": swap_and_backup,
    "gone and back": gone_and_back,
    "in two writes": in_two_writes,
}


@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)
def test_a_save_is_shown(previewed, pages, folder, save):
    async def saved():
        async with previewed.desk_of(pages) as desk:
            save(folder / "a.txt", "second")
            await until(desk, ": second")
            save(folder / "a.txt", "third")
            await until(desk, ": third")

    asyncio.run(asyncio.wait_for(saved(), 20))


def test_the_last_of_many_saves_is_shown(previewed, pages, folder):
    async def saved():
        async with previewed.desk_of(pages) as desk:
            for number in range(300):
                (folder / "a.txt").write_text(f"save {number}")
                await asyncio.sleep(0.001)
            await until(desk, ": save 299")

    asyncio.run(asyncio.wait_for(saved(), 30))
    assert len(pages.refreshed) < 100  # what comes together is made once


def test_what_is_saved_while_the_page_is_made_is_not_missed(previewed, pages, folder):
    async def saved():
        async with previewed.desk_of(pages) as desk:

            def save_meanwhile():
                pages.before_reading = None
                (folder / "a.txt").write_text("third")

            pages.before_reading = save_meanwhile
            (folder / "a.txt").write_text("second")
            await until(desk, ": third")

    asyncio.run(asyncio.wait_for(saved(), 20))


def test_files_that_do_not_concern_the_page_make_none(previewed, pages, folder):
    async def saved():
        async with previewed.desk_of(pages) as desk:
            await previewed.eventually(
                lambda: len(pages.refreshed) == 2
            )  # what came before it was watched is looked for
            before = len(pages.refreshed)
            (folder / "note.md").write_text("nothing")
            await asyncio.sleep(0.3)
            assert len(pages.refreshed) == before
            (folder / "a.txt").write_text("second")
            await until(desk, ": second")
            assert pages.refreshed[-1] == {folder / "a.txt"}

    asyncio.run(asyncio.wait_for(saved(), 20))


def test_a_folder_that_is_replaced_is_followed_on(previewed, pages, folder):
    async def saved():
        async with previewed.desk_of(pages) as desk:
            shutil.rmtree(folder)
            await asyncio.sleep(0.1)
            folder.mkdir()
            (folder / "a.txt").write_text("second")
            await until(desk, ": second")
            (folder / "a.txt").write_text("third")
            await until(desk, ": third")

    asyncio.run(asyncio.wait_for(saved(), 20))


def test_a_folder_that_is_missing_is_waited_for(previewed, tmp_path):
    async def followed():
        wanted, told = tmp_path / "to" / "come", []
        task = asyncio.create_task(follow(Watched(deep=frozenset({wanted})), lambda _path: False, told.append))
        await previewed.eventually(lambda: told)
        (tmp_path / "other").mkdir()
        (tmp_path / "to").mkdir()
        await asyncio.wait_for(task, 10)
        return told

    assert asyncio.run(followed()) == [None, {tmp_path / "to"}]


def test_one_who_only_looks_again_at_the_same_page_is_told_nothing(previewed, pages, folder):
    async def saved():
        async with previewed.desk_of(pages) as desk:
            states = desk.states("", paper=False)
            await anext(states)
            await previewed.eventually(lambda: len(pages.refreshed) == 2)
            before = len(pages.refreshed)
            (folder / "a.txt").write_text("first")  # the same again
            await previewed.eventually(lambda: {folder / "a.txt"} in pages.refreshed[before:])
            (folder / "a.txt").write_text("second")
            told = await anext(states)
            await states.aclose()
            return told

    assert json.loads(asyncio.run(asyncio.wait_for(saved(), 20)))["page"] == key_of(b": second")


def test_a_file_that_is_emptied_first_and_filled_a_moment_later_is_never_shown_empty(previewed, pages, folder):
    async def saved():
        async with previewed.desk_of(pages) as desk:
            await previewed.eventually(lambda: len(pages.refreshed) == 2)
            shown = []
            reading = asyncio.create_task(collected(desk, shown))
            (folder / "a.txt").write_text("")
            await asyncio.sleep(0.06)  # longer than two changes are taken for one
            (folder / "a.txt").write_text("second")
            await until(desk, ": second")
            reading.cancel()
            return shown

    assert b": " not in asyncio.run(asyncio.wait_for(saved(), 20))


async def collected(desk, shown):
    """Put every page that is told of into a list."""
    async for _ in desk.states("", paper=False):
        shown.append((await desk.shot("")).content)


def refused(monkeypatch, *, ways):
    """Have the system refuse to watch files in some ways, by whether they are polled."""
    watching = watchfiles.main.RustNotify

    def watched(places, debug, polling, *rest):
        if polling in ways:
            raise OSError("OS file watch limit reached")
        return watching(places, debug, polling, *rest)

    monkeypatch.setattr(watchfiles.main, "RustNotify", watched)


def test_where_the_system_watches_no_more_files_they_are_polled_and_that_is_said_once(
    previewed, pages, folder, monkeypatch
):
    refused(monkeypatch, ways={False})
    said = []

    async def saved():
        async with previewed.desk_of(pages, said.append) as desk:
            await previewed.eventually(lambda: said)
            (folder / "a.txt").write_text("second")
            await until(desk, ": second")

    asyncio.run(asyncio.wait_for(saved(), 20))
    (line,) = said
    assert line.startswith("files cannot be watched: OS file watch limit reached; they are looked at again and again")


def test_where_files_cannot_be_watched_at_all_it_ends_with_a_line(previewed, pages, monkeypatch):
    refused(monkeypatch, ways={False, True})

    async def run():
        one, other = previewed.Background(), previewed.Background()
        desk = previewed.Desk(pages, one, other, previewed._fault_page, lambda _: None)
        await desk.start()
        await desk.run()

    with pytest.raises(BriefError, match="^files cannot be watched: OS file watch limit reached$"):
        asyncio.run(asyncio.wait_for(run(), 20))
