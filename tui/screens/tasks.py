"""Work beside the messages of a screen."""

import asyncio
from collections.abc import Coroutine
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


def _look(app: App[Any], task: asyncio.Task[None]) -> None:
    _begun.discard(task)
    error = None if task.cancelled() else task.exception()
    if isinstance(error, Exception):
        app._handle_exception(error)  # noqa: SLF001 - Textual calls it so, for its own workers too
