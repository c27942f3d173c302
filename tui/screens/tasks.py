"""Work beside the messages of a screen."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from textual.app import App

_begun: set[asyncio.Task[None]] = set()  # kept, so that none is collected as garbage


def start(app: App[Any], work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    """Start work that nobody waits for; an error in it that nobody foresaw ends the app, as one in a handler does."""
    task = asyncio.ensure_future(work)
    _begun.add(task)
    task.add_done_callback(partial(_look, app))
    return task


def in_thread(app: App[Any], act: Callable[[], object], done: Callable[[Exception | None], None]) -> None:
    """Do something in a thread, and then call `done` with the error in it, if there was one.

    An error in `done` that nobody foresaw ends the app, and so does what is no `Exception`, of which `done` is told
    nothing. This takes no task, which would be woken twice.
    """

    def look(future: asyncio.Future[object]) -> None:
        if future.cancelled():
            return
        error = future.exception()
        if error is None or isinstance(error, Exception):
            _guarded(app, partial(done, error))
        else:
            _end(app, error)

    asyncio.get_running_loop().run_in_executor(None, act).add_done_callback(look)


def after(app: App[Any], seconds: float, act: Callable[[], None]) -> asyncio.TimerHandle:
    """Do something so many seconds later; an error in it that nobody foresaw ends the app.

    One of Textual's timers is a task, and then a message: a third of a millisecond, which a key cannot spare.
    """
    return asyncio.get_running_loop().call_later(seconds, _guarded, app, act)


def _guarded(app: App[Any], act: Callable[[], None]) -> None:
    try:
        act()
    except Exception as error:  # noqa: BLE001 - whatever it is
        _end(app, error)


def _look(app: App[Any], task: asyncio.Task[None]) -> None:
    _begun.discard(task)
    error = None if task.cancelled() else task.exception()
    if isinstance(error, Exception):
        _end(app, error)


def _end(app: App[Any], error: BaseException) -> None:
    app._handle_exception(error)  # type: ignore[arg-type]  # noqa: SLF001 - Textual calls it so, and bears any
