"""Leaving in good order, whatever ends the program: a key, a signal, a lost terminal, an error that nobody foresaw."""

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import platformdirs
from textual.app import App
from textual.driver import Driver
from textual.worker import WorkerFailed

from annotations.errors import StoreError
from annotations.project import Project
from tui import __version__
from tui.layers import Layered
from tui.widgets.wrapping import printable

if TYPE_CHECKING:  # nothing is lent before the first key
    import subprocess

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")  # Windows has not all of them
_FROM_KEYS = (signal.SIGINT, getattr(signal, "SIGQUIT", None))
_WORK = "newsreader-work"  # what the threads of the workers are called
_PATIENCE = 3.0  # seconds after a signal until the program ends, whatever hangs
_AGAIN = 2.0  # seconds within which a second ctrl+c belongs to the first
_SETTLE = 0.05  # seconds until the answer of a dialog has arrived
_LAST_KEY = 1.0  # seconds that a key in work may still take after a signal
_GRACE = 0.2  # seconds that the workers have once the screen is gone


class LeavingApp(Layered, App[None], layer=True):
    """An app that leaves in good order.

    ctrl+c in raw mode is a key, so it asks: what takes long is stopped, and who presses it again leaves.

    Args:
        project: What is to be on the disk in the end.
        options: Textual's.

    Attributes:
        failure: The error that nobody foresaw, if there was one.
    """

    def __init__(self, project: Project, **options: Any) -> None:
        self._guest: subprocess.Popen[bytes] | None = None
        self.failure: BaseException | None = None
        self._project = project
        self._ended_by = 0
        self._last_interrupt = -_AGAIN
        self._task_of_all: asyncio.Task[None] | None = None
        super().__init__(**options)

    def get_driver_class(self) -> type[Driver]:
        """Ours, where Textual would take that of a POSIX terminal."""
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        from tui.driver import TerminalDriver

        return TerminalDriver

    def run_to_end(self) -> int:
        """Run until something ends the app, and give the terminal back; returns the exit status.

        What workers have begun may go on in their threads.
        """
        for name in _SIGNALS:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._on_signal)
        loop = asyncio.new_event_loop()
        workers = ThreadPoolExecutor(thread_name_prefix=_WORK)
        loop.set_default_executor(workers)
        self._task_of_all = loop.create_task(self.run_async())
        loop.run_until_complete(self._task_of_all)
        workers.shutdown(wait=False, cancel_futures=True)
        return self.return_code or 0

    def on_load(self) -> None:
        """A signal may have come before there was anything to end."""
        if self._ended_by:
            self.exit(return_code=128 + self._ended_by)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        """Runs between any two steps of the main thread, also while an editor has the terminal."""
        del frame
        if not (self._guest and number in _FROM_KEYS):  # ctrl+c in an editor is for the editor
            self.end_by(signal.Signals(number))

    def end_by(self, number: signal.Signals) -> None:
        """End as a signal wants it; of several the first counts."""
        if self._ended_by:
            return
        self._ended_by = number
        last_resort = threading.Timer(_PATIENCE, self._end_at_once)
        last_resort.daemon = True
        last_resort.start()
        if self._guest:
            self._guest.terminate()
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._leave)

    def lend_to(self, guest: "subprocess.Popen[bytes] | None") -> None:
        """Know which program has the terminal, if one has, so that it ends with the app."""
        self._guest = guest
        if guest and self._ended_by:
            guest.terminate()

    def _leave(self) -> None:
        self._project.stop()
        self.call_later(self._keep_and_leave)
        if self._loop:
            self._loop.call_later(_LAST_KEY, self._interrupt)

    def _keep_and_leave(self) -> None:
        """Leave; what stands in the fields of a dialog is kept, because nobody can be asked."""
        leave = partial(self.exit, return_code=128 + self._ended_by)
        keep = getattr(self.screen, "action_keep", None)
        if keep:
            keep()
            self.set_timer(_SETTLE, leave)
        else:
            leave()

    def _interrupt(self) -> None:
        """A key that still waits for a worker waits no longer."""
        if self._task_of_all and self._running:
            self.exit(return_code=128 + self._ended_by)
            self._task_of_all.cancel()

    def _end_at_once(self) -> None:
        """The last resort where something hangs: what is unsaved is written, and the system does the rest."""
        if self._guest:
            self._guest.kill()
        with suppress(StoreError):
            self._project.save()
        os._exit(128 + self._ended_by)

    def action_interrupt(self) -> None:
        """Stop what takes long; say how to leave; leave, once everything is on the disk, if it is asked for again."""
        if self.stop_work():
            self.notify("Stopped. What was done is kept.", timeout=_AGAIN)
        elif time.monotonic() - self._last_interrupt < _AGAIN:
            self.leave()
        else:
            self._last_interrupt = time.monotonic()
            self.notify("ctrl+c once more leaves; everything you did is kept.", timeout=_AGAIN)

    def stop_work(self) -> bool:
        """Stop what takes long; returns whether anything does. A subclass knows what."""
        return False

    def leave(self) -> None:
        """Leave; a subclass knows what is to be done before."""
        self.exit()

    def _handle_exception(self, error: Exception) -> None:
        """An error that nobody foresaw ends the app; Textual's picture of it would show parts of the article."""
        if self._ended_by:
            self._return_code = 128 + self._ended_by
        elif not self._exit:  # who leaves while the screen is still being made may leave it half made
            self.failure = self.failure or (error.error if isinstance(error, WorkerFailed) else error)
            self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()


def run(
    app: LeavingApp,
    project: Project,
    end: Callable[[int], Any] | None = None,
    closed: Callable[[], None] | None = None,
) -> int:
    """Run an app until it ends; on return everything is on the disk, or is said not to be.

    Args:
        app: Shows the project.
        project: Is closed. Where a worker still looks at it, it is left as the next start finds it after a kill.
        end: Ends the process with a status; `os._exit` if not given, because Python itself would wait for every worker.
        closed: Is called before anything is said, when everything is on the disk.

    Returns:
        The exit status, where `end` returns.
    """
    status = app.run_to_end()
    try:
        problem = _close(project)
        if closed:
            closed()
    finally:
        failure = _tell_failure(app.failure) if app.failure else ""
    for sentence in filter(None, (failure, problem)):
        print(f"newsreader: {printable(sentence)}", file=sys.stderr)
    with suppress(OSError, ValueError):  # the terminal may be gone
        sys.stdout.flush()
        sys.stderr.flush()
    (end or os._exit)(status)
    return status


def _close(project: Project) -> str:
    """Write what is not written yet, and let go of the database; returns what is wrong, if anything is."""
    project.stop()
    problem = ""
    try:
        project.save()
    except StoreError as error:
        problem = f"{project.unsaved} changes could not be saved. {error}"
    if _work_is_done():
        project.close()
    return problem


def _work_is_done() -> bool:
    """Whether no worker works any more; waits for them a moment."""
    deadline = time.monotonic() + _GRACE
    working = [thread for thread in threading.enumerate() if thread.name.startswith(_WORK)]
    for thread in working:
        thread.join(max(0.0, deadline - time.monotonic()))
    return not any(thread.is_alive() for thread in working)


def _tell_failure(error: BaseException) -> str:
    """What happened, and where the traceback is, as a sentence for a person."""
    import platform  # heavy, and seldom needed
    import traceback

    what = f"this should not have happened: {type(error).__name__}: {error}"
    trace = "".join(traceback.format_exception(error))
    about = f"newsreader {__version__}, Python {platform.python_version()}, {platform.platform()}\n\n"
    try:
        path = platformdirs.user_log_path("newsreader", ensure_exists=True) / f"error-{time.time_ns()}.txt"
        Path(path).write_text(about + trace, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return f"{what}. {trace}"
    return f"{what}. What you did before is kept. Please report it with what is written in {path}."
