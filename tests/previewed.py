"""A builder that makes pages of a few files, and counts what it is asked: for the tests of the preview."""

import asyncio
from ast import literal_eval
from contextlib import asynccontextmanager
from functools import partial

from aiohttp.test_utils import TestClient, TestServer

from brief.errors import BriefError, ThemeError
from brief.preview import Address, Told, Watched
from brief.preview.desk import Desk
from brief.preview.serving import Preview, _fault_page
from brief.workers.background import Background


class Pages:
    """Pages of the texts in a folder; one that holds "wrong" is a theme that is wrong, at the line where it says so."""

    def __init__(self, folder):
        self.folder = folder
        self.refreshed = []
        self.files = {}
        self.before_reading = None
        self.text = ""
        self.style = ""
        self.editions = ()

    def watched(self):
        return Watched(deep=frozenset({self.folder}))

    def concerns(self, path):
        return path.suffix == ".txt"

    def refresh(self, changed):
        self.refreshed.append(changed)
        self.text = "".join(file.read_text() for file in sorted(self.folder.glob("*.txt")))
        if self.before_reading:
            self.before_reading()
        if "in a circle" in self.text:
            raise RuntimeError("Symlink loop from 'a.txt'")
        if "unreadable" in self.text:
            raise BriefError("brief.toml: edition.zone: no time zone is called 'Mars'")

    def told(self):
        return Told(
            title="The Harbor Brief",
            day="2026-11-20",
            theme="morning",
            themes=("dispatch",),
            editions=(("2026-11-19", True, True), ("2026-11-18", False, False), *self.editions),
            troubles=(("gone.txt", "no such file"),),
            why={"told": [], "words": len(self.text)},
        )

    def page(self, theme):
        if "wrong" in self.text:
            file = next(file for file in sorted(self.folder.glob("*.txt")) if "wrong" in file.read_text())
            line = file.read_text()[: file.read_text().index("wrong")].count("\n") + 1
            raise ThemeError(f"theme 'ours': {file.name}, line {line}: wrong is undefined", str(file), line)
        return f"{theme}: {self.text}".encode()

    def paper(self, theme):  # noqa: ARG002 - a builder's
        if "no paper" in self.text + self.style:
            return partial(literal_eval, "no sheets")
        return partial(literal_eval, repr((b"%PDF of " + (self.text + self.style).encode(), 3)))

    def file(self, place):
        return self.files.get(place)


@asynccontextmanager
async def desk_of(builder, warn=print):
    """A desk that follows its builder's files."""
    background = Background()
    tools = Background()
    desk = Desk(builder, background, tools, _fault_page, warn)
    await desk.start()
    running = asyncio.create_task(desk.run())
    try:
        yield desk
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        background.close()
        tools.close()


@asynccontextmanager
async def client_of(builder, *, is_open=False, paper=False):
    """A desk, and a client of its server on this machine."""
    async with desk_of(builder) as desk:
        server = TestServer(Preview(desk, paper=paper).app(Address("127.0.0.1", 8000, is_open)), port=0)
        async with TestClient(server) as client:
            yield client


async def eventually(condition):
    """Wait for what happens in another thread."""
    while not condition():  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0.01)
