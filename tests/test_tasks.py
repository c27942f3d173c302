"""Work beside the messages of a screen, and what becomes of errors in it."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import pytest
from piloting import wait_for
from textual.app import App
from textual.pilot import Pilot

from tui.screens.tasks import after, in_thread, start


class Failing(App[None]):
    """An app that keeps the errors that would end it."""

    def __init__(self) -> None:
        super().__init__()
        self.errors: list[BaseException] = []

    def _handle_exception(self, error: Exception) -> None:
        self.errors.append(error)


@asynccontextmanager
async def failing() -> AsyncIterator[tuple[Pilot[None], Failing]]:
    app = Failing()
    async with app.run_test() as pilot:
        yield pilot, app


def fail(*_: object) -> None:
    raise LookupError("no such thing")


async def test_what_is_done_later_is_done_once_unless_it_is_called_off() -> None:
    done: list[str] = []
    async with failing() as (pilot, app):
        after(app, 0, lambda: done.append("called off")).cancel()
        after(app, 0, lambda: done.append("once"))
        await wait_for(pilot, lambda: done)
        assert not app.errors
    assert done == ["once"]


async def test_an_error_in_what_is_done_later_ends_the_app() -> None:
    async with failing() as (pilot, app):
        after(app, 0, fail)
        await wait_for(pilot, lambda: app.errors)
        assert type(app.errors[0]) is LookupError


async def test_an_error_in_work_that_nobody_waits_for_ends_the_app() -> None:
    async def work() -> None:
        fail()

    async with failing() as (pilot, app):
        start(app, work())
        await wait_for(pilot, lambda: app.errors)
        assert type(app.errors[0]) is LookupError


@pytest.mark.parametrize(("act", "outcome"), [(fail, LookupError), (threading.get_ident, type(None))])
async def test_what_is_done_in_a_thread_tells_how_it_went(act: Callable[[], object], outcome: type) -> None:
    told: list[Exception | None] = []
    async with failing() as (pilot, app):
        in_thread(app, act, told.append)
        await wait_for(pilot, lambda: told)
        assert [type(error) for error in told] == [outcome]
        assert not app.errors


@pytest.mark.parametrize("error", [SystemExit, KeyboardInterrupt, asyncio.CancelledError])
async def test_work_in_a_thread_that_was_broken_off_is_not_done_and_ends_the_app(error: type[BaseException]) -> None:
    def break_off() -> None:
        raise error

    told: list[Exception | None] = []
    async with failing() as (pilot, app):
        in_thread(app, break_off, told.append)
        await wait_for(pilot, lambda: app.errors)
        assert type(app.errors[0]) is error
    assert told == []


async def test_an_error_after_work_in_a_thread_ends_the_app() -> None:
    async with failing() as (pilot, app):
        in_thread(app, threading.get_ident, fail)
        await wait_for(pilot, lambda: app.errors)
        assert type(app.errors[0]) is LookupError


async def test_work_in_a_thread_that_was_never_begun_tells_nothing() -> None:
    told: list[object] = []
    workers, busy, loop = ThreadPoolExecutor(1), threading.Event(), asyncio.get_running_loop()
    loop.set_default_executor(workers)
    loop.set_exception_handler(lambda _, context: told.append(context))
    async with failing() as (pilot, app):
        last = workers.submit(busy.wait)
        in_thread(app, threading.get_ident, told.append)
        workers.shutdown(wait=False, cancel_futures=True)
        busy.set()
        await wait_for(pilot, last.done)
        await pilot.pause(0.01)
        assert not app.errors
    assert told == []
