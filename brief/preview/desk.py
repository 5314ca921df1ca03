"""What is shown now, and how it comes to be: one change after the other, each page swapped when it is finished."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from brief.errors import BriefError
from brief.preview.building import Builder, Told, Watched
from brief.preview.faults import Fault, fault_of, in_words
from brief.preview.paper import Paper, printed
from brief.preview.watching import follow
from brief.workers.background import Background

R = TypeVar("R")
#: Seconds without a further change before a PDF is begun: it takes the processor from the page that is being edited.
PAUSE = 0.4
#: Seconds that a file which was emptied has to be filled: on a busy machine editors take longer than `watching.QUIET`.
HALF_SAVED = 0.1
#: Seconds without news after which those who wait are told that there is none.
AT_REST = 15
#: Seconds after which work is told of that is not done yet; what is quicker would only flicker.
LONG = 1.0


@dataclass(frozen=True, slots=True)
class Shot:
    """A page that is finished.

    Attributes:
        content: the page.
        key: stands for the content; another content has another one.
        seconds: how long it took from when a change was seen.
        fault: what is wrong, where the page says so.
    """

    content: bytes
    key: str
    seconds: float = 0.0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a change: what is told of it, and a page or a fault in each theme that is looked at."""

    told: Told
    watched: Watched
    shots: dict[str, Shot]


class Desk:
    """The pages of a builder, made again as their sources change, and the news of that.

    Arguments: the builder; what it works in; what the tools are made in, which do not wait for it; what makes a page of
    a fault; what is told that a person should know.
    """

    def __init__(
        self,
        builder: Builder,
        background: Background,
        tools: Background,
        fault_page: Callable[[Fault], bytes],
        warn: Callable[[str], None],
    ) -> None:
        self._builder = builder
        self._background = background
        self._tools = tools
        self._is_working = False
        self._fault_page = fault_page
        self._warn = warn
        self._shots: dict[str, Shot] = {}
        self._looked_at: Counter[str] = Counter()
        self._papers: dict[str, Paper | str] = {}
        self._printing: dict[str, asyncio.Task[None]] = {}
        self._printed: dict[str, tuple[str, int]] = {}
        self._revision = 0
        self._changed: set[Path] | None = set()
        self._is_wanted = asyncio.Event()
        self._has_moved = asyncio.Event()
        self._news = asyncio.Event()
        self._watched = Watched()
        self._told_key = ""
        self.told = Told()

    async def start(self) -> None:
        """Make the first page."""
        self._take(await self._in_background(lambda: self._made(None, ())))

    async def run(self) -> None:
        """Follow the sources and make what changes, until cancelled."""
        tasks = [asyncio.create_task(self._watch()), asyncio.create_task(self._work())]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in [*tasks, *self._printing.values()]:
                task.cancel()
            await asyncio.gather(*tasks, *self._printing.values(), return_exceptions=True)

    async def shot(self, theme: str) -> Shot:
        """Return the page in a theme, made now where nobody has looked at it yet."""
        if theme not in self._shots:
            self._take(await self._in_background(lambda: self._made((), {theme})), only=theme)
        return self._shots[theme]

    def paper(self, theme: str) -> Paper | None:
        """Return the PDF that was finished last in a theme."""
        found = self._papers.get(theme)
        return found if isinstance(found, Paper) else None

    async def file(self, place: str) -> Path | bytes | None:
        """Return a file that pages lead to."""
        return await self.beside(lambda: self._builder.file(place))

    async def beside(self, work: Callable[[], R]) -> R:
        """Return what some work of the tools makes, while the builder may be at its own."""
        return await asyncio.wrap_future(self._tools.submit(work))

    async def states(self, theme: str, *, paper: bool) -> AsyncIterator[str | None]:
        """Yield the state of the pages in a theme, whenever it is another one; None where none is for a while.

        Arguments: the theme; whether its PDF is wanted.
        """
        if isinstance(self._papers.get(theme), str):
            self._printed.pop(theme, None)  # who asks anew has what failed tried once more
        with self._looking(theme):
            last = ""
            while True:
                await self.shot(theme)
                if paper:
                    self._print(theme)
                news, state = self._news, self._state(theme, paper=paper)
                if state != last:
                    yield state
                    last = state
                    continue
                try:
                    await asyncio.wait_for(news.wait(), AT_REST)
                except TimeoutError:
                    await self._look_again()
                    yield None

    async def _look_again(self) -> None:
        """Take notice of what is beside the page and not watched: editions that came or went."""
        with suppress(BriefError, OSError):
            told = await self._in_background(self._builder.told)
            if told.editions != self.told.editions:
                self.told = replace(self.told, editions=told.editions)
                self._wake()

    @contextmanager
    def _looking(self, theme: str) -> Iterator[None]:
        self._looked_at[theme] += 1
        try:
            yield
        finally:
            self._looked_at[theme] -= 1

    def _state(self, theme: str, *, paper: bool) -> str:
        shot = self._shots[theme]
        state: dict[str, Any] = {
            "page": shot.key,
            "seconds": round(shot.seconds, 3),
            "fault": shot.fault,
            "working": self._is_working,
            "told": self._told_key,
            "title": self.told.title,
            "theme": self.told.theme,
            "day": self.told.day,
            "troubles": len(self.told.troubles),
            "editions": self.told.editions,
        }
        if paper:
            found = self._papers.get(theme)
            state["paper"] = {
                "key": _key(found.content) if isinstance(found, Paper) else "",
                "pages": found.pages if isinstance(found, Paper) else 0,
                "seconds": round(found.seconds, 1) if isinstance(found, Paper) else 0,
                "fault": found if isinstance(found, str) else "",
                "working": theme in self._printing,
            }
        return json.dumps(state)

    async def _watch(self) -> None:
        is_polling = False
        while True:
            self._has_moved.clear()
            following = asyncio.create_task(
                follow(self._watched, self._builder.concerns, self._tell, polling=is_polling)
            )
            moved = asyncio.create_task(self._has_moved.wait())
            try:
                await asyncio.wait({following, moved}, return_when=asyncio.FIRST_COMPLETED)
                if following.done():
                    following.result()
                    await asyncio.sleep(0.05)  # a folder that is replaced is gone for a moment
            except BriefError as error:
                if is_polling:
                    raise
                is_polling = True
                self._warn(f"{error}; they are looked at again and again instead, and changes are seen a little later")
            finally:
                following.cancel()
                moved.cancel()
                await asyncio.gather(following, moved, return_exceptions=True)

    def _tell(self, changed: set[Path] | None) -> None:
        """Note that some files have changed, or perhaps any where it is None."""
        self._changed = None if changed is None or self._changed is None else self._changed | changed
        self._is_wanted.set()

    async def _work(self) -> None:
        while True:
            await self._is_wanted.wait()
            if self._changed and any(map(_is_emptied, self._changed)):
                await asyncio.sleep(HALF_SAVED)
            self._is_wanted.clear()
            changed, self._changed = self._changed, set()
            themes = {theme for theme, number in self._looked_at.items() if number}
            with self._long_work_told():
                made = await self._in_background(partial(self._made, changed, themes))
            self._take(made)

    @contextmanager
    def _long_work_told(self) -> Iterator[None]:
        """Tell of work that is still under way when a reader begins to wonder."""

        def tell() -> None:
            self._is_working = True
            self._wake()

        waiting = asyncio.get_running_loop().call_later(LONG, tell)
        try:
            yield
        finally:
            waiting.cancel()
            self._is_working = False

    def _made(self, changed: Collection[Path] | None, themes: Collection[str]) -> Made:
        """Make what some files changed, in the themes that are looked at, else in the one there is without a choice."""
        started = time.perf_counter()
        told, watched, fault = self.told, self._watched, None
        try:
            self._builder.refresh(changed)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next save may mend it
            fault = self._fault(error)
        try:
            told, watched = self._builder.told(), self._builder.watched()
        except Exception as error:  # noqa: BLE001 - as above
            fault = fault or self._fault(error)
        if fault:
            return Made(told, watched, dict.fromkeys(themes or [""], fault))
        return Made(told, watched, {theme: self._shot(theme, started) for theme in themes or [""]})

    def _shot(self, theme: str, started: float) -> Shot:
        try:
            content = self._builder.page(theme)
        except Exception as error:  # noqa: BLE001 - as above
            return self._fault(error)
        return Shot(content, _key(content), time.perf_counter() - started)

    def _fault(self, error: Exception) -> Shot:
        content = self._fault_page(fault_of(error))
        return Shot(content, _key(content), fault=in_words(error))

    def _take(self, made: Made, only: str | None = None) -> None:
        """Show what was made, and tell those who wait for it."""
        before = self._shots
        if only is None:
            self._revision += 1
        # The same page took as long as it took when it was new.
        same = {
            name: replace(shot, seconds=before[name].seconds)
            for name, shot in made.shots.items()
            if name in before and before[name].key == shot.key
        }
        self._shots = ({} if only is None else before) | made.shots | same
        if made.told != self.told:
            self.told = made.told
            self._told_key = _key(json.dumps([made.told.why, made.told.troubles, made.told.sources]).encode())
        if made.watched != self._watched:
            self._watched = made.watched
            self._has_moved.set()
        self._wake()

    def _wake(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()

    def _print(self, theme: str) -> None:
        """Have the PDF made where it is not of what there is now: the styles of paper are in none of the pages."""
        shot = self._shots[theme]
        current = shot.key, self._revision
        if shot.fault or self._printed.get(theme) == current:
            return
        self._printed[theme] = current
        if theme in self._printing:
            self._printing[theme].cancel()
        self._printing[theme] = asyncio.create_task(self._paper(theme))
        self._wake()

    async def _paper(self, theme: str) -> None:
        me = asyncio.current_task()
        try:
            await asyncio.sleep(PAUSE if theme in self._papers else 0)
            work = await self._in_background(lambda: self._builder.paper(theme))
            self._papers[theme] = await printed(work)
        except Exception as error:  # noqa: BLE001 - as where a page is made
            self._papers[theme] = in_words(error)
        finally:
            if self._printing.get(theme) is me:
                del self._printing[theme]
                self._wake()

    async def _in_background(self, work: Callable[[], R]) -> R:
        return await asyncio.wrap_future(self._background.submit(work))


def _is_emptied(path: Path) -> bool:
    """Whether a file is empty, as one is between the two steps of a save that truncates it and then writes."""
    try:
        return path.stat().st_size == 0
    except OSError:
        return False


def _key(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
