"""Screens whose contents take long to find: told, stopped, and left at once."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from making import WIRE, articles_in
from piloting import PATIENCE, board, desk, reader, screen_text, wait_for
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from annotations.project import Project
from tui.screens.board import BoardScreen
from tui.screens.names_dialog import NamesDialog
from tui.screens.twins import TwinsScreen
from tui.screens.waiting import WaitingScreen
from tui.widgets.long_work import LongWork, StoppedError


@pytest.fixture(autouse=True)
def told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.widgets.long_work._UNTOLD", 0.0)
    monkeypatch.setattr("tui.widgets.long_work._AGAIN", 0.0)


class Finder:
    """Finds something as soon as it may."""

    def __init__(self, found: str) -> None:
        self.go, self.ended = Event(), Event()
        self._found = found

    def __call__(self, work: LongWork) -> Iterator[str]:
        try:
            work.total = 3
            work.heed(1)
            assert self.go.wait(PATIENCE)
            work.heed(1)
            yield self._found
        finally:
            self.ended.set()


class Waiting(WaitingScreen[None]):
    def compose(self) -> ComposeResult:
        yield Static(id="told")

    def tell(self, words: str) -> None:
        self.query_one("#told", Static).update(words)

    def look(self, finder: Finder) -> None:
        self.find("looking", finder, self.tell)

    @property
    def told(self) -> str:
        return str(self.query_one("#told", Static).content)


@asynccontextmanager
async def waiting(finder: Finder) -> AsyncIterator[tuple[Pilot[Any], Waiting]]:
    app, screen = App[None](), Waiting()
    async with app.run_test() as pilot:
        await app.push_screen(screen)
        screen.look(finder)
        await wait_for(pilot, lambda: "1/3" in screen.told)
        yield pilot, screen


async def test_what_is_looked_for_is_told_and_then_shown() -> None:
    finder = Finder("here it is")
    async with waiting(finder) as (pilot, screen):
        finder.go.set()
        await wait_for(pilot, lambda: screen.told == "here it is")
        assert not screen.stop_work(), "nothing is looked for any longer"
        assert screen.is_attached


async def test_what_is_looked_for_last_is_shown_however_long_the_first_takes() -> None:
    first, second = Finder("first"), Finder("second")
    async with waiting(first) as (pilot, screen):
        second.go.set()
        screen.look(second)
        await wait_for(pilot, lambda: screen.told == "second")
        first.go.set()
        await wait_for(pilot, first.ended.is_set)
        await pilot.pause()
        assert screen.told == "second"


async def test_what_is_found_although_nobody_wants_it_is_not_shown() -> None:
    finder = Finder("here it is")
    async with waiting(finder) as (pilot, screen):
        screen.find("looking again", lambda _: iter(["another"]), screen.tell)
        screen._later(LongWork("looking", 1, print), lambda: screen.tell("stale"))
        await wait_for(pilot, lambda: screen.told == "another")
        finder.go.set()


async def test_whoever_stops_it_leaves_and_the_thread_ends() -> None:
    finder = Finder("here it is")
    async with waiting(finder) as (pilot, screen):
        assert screen.stop_work()
        await wait_for(pilot, lambda: pilot.app.screen is not screen)
        finder.go.set()
        await wait_for(pilot, finder.ended.is_set)


async def test_whoever_leaves_is_not_waited_for() -> None:
    finder = Finder("here it is")
    async with waiting(finder) as (pilot, screen):
        work = screen._work
        screen.dismiss(None)
        await wait_for(pilot, lambda: not screen.is_attached)
        assert work is not None
        with pytest.raises(StoppedError):
            work.heed()
        finder.go.set()


class SlowWork(LongWork):
    """Goes no further than its first step until it may."""

    begun, go, ended = Event(), Event(), Event()

    def heed(self, more: int = 0) -> None:
        self.begun.set()
        assert self.go.wait(PATIENCE)
        try:
            super().heed(more)
        except StoppedError:
            self.ended.set()
            raise


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> type[SlowWork]:
    class Slow(SlowWork):
        begun, go, ended = Event(), Event(), Event()

    monkeypatch.setattr("tui.screens.waiting.LongWork", Slow)
    return Slow


@pytest.mark.parametrize("leaving", ["q", "ctrl+c"])
@pytest.mark.parametrize(("key", "screen"), [("C", BoardScreen), ("K", NamesDialog)])
async def test_a_comparison_is_left_and_stopped_by_a_key(
    project: Project, slow: type[SlowWork], key: str, screen: type[Any], leaving: str
) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", key)
        await wait_for(pilot, slow.begun.is_set)
        assert isinstance(pilot.app.screen, screen)
        await pilot.press(leaving)
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))
        slow.go.set()
        await wait_for(pilot, slow.ended.is_set)


async def test_a_wider_comparison_that_is_stopped_leaves_the_board_as_it_was(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(project) as pilot:
        shown = await board(pilot)
        heads = str(shown.query_one("#voices", Static).content)
        begun, go = Event(), Event()

        def slowly(work: LongWork) -> Any:
            begun.set()
            assert go.wait(PATIENCE)
            work.heed()

        monkeypatch.setattr(shown, "_wider", slowly)
        await pilot.press("w")
        await wait_for(pilot, begun.is_set)
        await wait_for(pilot, lambda: "comparing" in screen_text(pilot.app))
        await pilot.press("ctrl+c")
        go.set()
        await wait_for(pilot, lambda: str(shown.query_one("#voices", Static).content) == heads)
        assert pilot.app.screen is shown
        await pilot.press("ctrl+c")
        await wait_for(pilot, lambda: "once more leaves" in screen_text(pilot.app))


async def test_two_texts_that_are_not_compared_to_the_end_stay_side_by_side(
    tmp_path: Path, database: Path, slow: type[SlowWork]
) -> None:
    texts = {"1.txt": f"One\n\n{WIRE}", "2.txt": f"Two\n\n{WIRE.replace('12', 'a dozen')}"}
    async with desk(Project.open(database, [articles_in(tmp_path / "copies", texts)])) as pilot:
        await pilot.press("enter", "W")
        await wait_for(pilot, slow.begun.is_set)
        await pilot.press("ctrl+c")
        slow.go.set()
        await wait_for(pilot, slow.ended.is_set)
        await wait_for(pilot, lambda: "not compared" in screen_text(pilot.app))
        assert isinstance(pilot.app.screen, TwinsScreen)
