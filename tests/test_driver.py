"""The terminal as the driver takes it and gives it back, without a program around it."""

import asyncio
import io
import os
import pty
import signal
import sys
import termios
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from threading import Event
from typing import Any

import pytest
from textual import events
from textual.message import Message

from tui.driver import Output, TerminalDriver

PATIENCE = 10.0


class FakeApp:
    """Hears what the driver says."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self.heard: list[Message] = []
        self.ended_by = 0
        self.repaints = 0
        self.something = Event()

    def end_by(self, number: signal.Signals) -> None:
        self.ended_by = number
        self.something.set()

    def refresh(self, *, layout: bool) -> None:
        assert layout
        self.repaints += 1

    async def _post_message(self, message: Message) -> None:
        """A size: nobody asks here."""


class HeardDriver(TerminalDriver):
    """Tells the app of events in the thread of the keys."""

    def process_message(self, message: Message) -> None:
        self._app.heard.append(message)
        self._app.something.set()


class Place:
    """A terminal that stands in the place of standard input and standard error."""

    def __init__(self) -> None:
        self.outer, self.inner = pty.openpty()
        self.before = termios.tcgetattr(self.inner)
        self.file = os.fdopen(os.dup(self.inner), "w")

    @property
    def as_it_was(self) -> bool:
        return termios.tcgetattr(self.inner) == self.before

    @property
    def is_raw(self) -> bool:
        return not self.as_it_was

    def written(self) -> bytes:
        return os.read(self.outer, 1 << 16)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """A terminal; the process's handlers of signals are as they were afterwards."""
    numbers = (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH, signal.SIGTTIN, signal.SIGTTOU)
    handlers = [(number, signal.getsignal(number)) for number in numbers]
    made = Place()
    with os.fdopen(os.dup(made.inner)) as keys, made.file:
        monkeypatch.setattr(sys, "__stdin__", keys)
        monkeypatch.setattr(sys, "__stderr__", made.file)
        yield made
    for number, handler in handlers:
        signal.signal(number, handler)
    for descriptor in (made.outer, made.inner):
        os.close(descriptor)


async def happens(app: FakeApp) -> None:
    """Something is heard."""
    assert await asyncio.to_thread(app.something.wait, PATIENCE)
    app.something.clear()


@asynccontextmanager
async def taken() -> AsyncIterator[tuple[FakeApp, Any]]:
    """A driver that has the terminal, and its app."""
    app = FakeApp()
    app._loop = asyncio.get_running_loop()
    driver = HeardDriver(app, debug=False, mouse=True, size=None)
    driver.start_application_mode()
    with driver._heard, driver._bell:
        yield app, driver


async def test_keys_are_heard_whatever_bytes_come_between(place: Place) -> None:
    async with taken() as (app, driver):
        assert place.is_raw
        for typed in (b"a", b"\xc3", b"\xa9", b"\xff"):
            os.write(place.outer, typed)
            if typed != b"\xc3":  # half of a letter says nothing yet
                await happens(app)
        driver.suspend_application_mode()
        keys = [each.character for each in app.heard if isinstance(each, events.Key)]
        assert keys == ["a", "é", "\ufffd"]
        assert place.as_it_was


async def test_after_a_stop_it_is_taken_anew_by_one_reader(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    stops: list[int] = []
    monkeypatch.setattr(os, "kill", lambda _, number: stops.append(int(number)))
    async with taken() as (app, driver):
        driver._sigtstp_application()
        await asyncio.sleep(0)
        assert stops == [signal.SIGSTOP]
        assert place.as_it_was
        driver._sigcont_application()
        await asyncio.sleep(0)
        assert place.is_raw
        driver._sigcont_application()  # stopped by force, it had no chance to give the terminal back
        await asyncio.sleep(0)
        assert app.repaints == 2
        os.write(place.outer, b"k")
        await happens(app)
        driver.suspend_application_mode()
        assert place.as_it_was
        assert len(app.heard) == 1
        driver._sigcont_application()
        await asyncio.sleep(0)
        assert place.as_it_was, "who has left does not come back"


async def test_a_stop_while_an_editor_has_the_terminal_touches_nothing(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    stops: list[int] = []
    monkeypatch.setattr(os, "kill", lambda _, number: stops.append(int(number)))
    async with taken() as (app, driver):
        driver.suspend_application_mode()
        with driver.no_automatic_restart():
            driver._sigtstp_application()
            driver._sigcont_application()
            await asyncio.sleep(0)
        assert stops == [signal.SIGSTOP]
        assert place.as_it_was
        assert app.repaints == 0


async def test_a_terminal_that_cannot_be_read_any_more_ends_the_app(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with taken() as (app, driver):
        driver._read = lambda: b""
        os.write(place.outer, b"k")
        await happens(app)
        assert app.ended_by == signal.SIGHUP
        driver.suspend_application_mode()
        assert place.as_it_was
        with monkeypatch.context() as context:
            context.setattr(os, "read", lambda *_: (_ for _ in ()).throw(OSError))
            assert TerminalDriver._read(driver) == b""


class Gone(io.StringIO):
    """A terminal that is gone."""

    def write(self, text: str) -> int:
        raise OSError(text)


def test_what_is_written_to_a_terminal_that_is_gone_is_written_nowhere() -> None:
    lost: list[bool] = []
    output = Output(Gone(), lambda: lost.append(True))
    output.write("a")
    output.write("b")
    output.flush()
    assert lost == [True]


def test_what_is_written_to_a_terminal_stands_there(place: Place) -> None:
    output = Output(place.file, lambda: None)
    output.write("a")
    output.flush()
    assert place.written() == b"a"
    assert os.isatty(output.fileno())
