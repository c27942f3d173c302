"""The terminal: taken and given back, also where it is lost or the program is stopped meanwhile.

Textual's driver starts a second reader of keys at SIGCONT and then forgets how the terminal was; it spins where the
terminal is gone, and ends the program at a byte that is not UTF-8.
"""

import os
import selectors
import signal
import socket
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, TextIO

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

_READ = 1 << 12  # bytes of what is typed or pasted, at a time
_LOOK = 0.1  # seconds after which an escape that nothing followed is a key of its own


class Output:
    """What is written to the terminal; where that is gone, it is written nowhere.

    Args:
        file: The terminal.
        lose: Is called when the terminal is gone; in the thread that writes.
    """

    def __init__(self, file: TextIO, lose: Callable[[], None]) -> None:
        self._file = file
        self._lose = lose
        self.lost = False

    def write(self, text: str) -> None:
        """Write text."""
        self._do(lambda: self._file.write(text))

    def flush(self) -> None:
        """Send what was written."""
        self._do(self._file.flush)

    def fileno(self) -> int:
        """The file's number."""
        return self._file.fileno()

    def _do(self, act: Callable[[], object]) -> None:
        if self.lost:
            return
        try:
            act()
        except OSError:
            self.lost = True
            self._lose()


class TerminalDriver(LinuxDriver):
    """Takes the terminal and gives it back; the app is asked to end (`end_by`) where the terminal is gone."""

    _app: Any

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        # Who sends errors elsewhere still wants to see the screen.
        terminal = sys.__stderr__ if sys.__stderr__ and sys.__stderr__.isatty() else sys.__stdout__
        self._file: Any = Output(terminal, self._lose)  # type: ignore[arg-type]  # there is one of them, on a terminal
        self._taken = self._lent_to_shell = False
        self._heard, self._bell = socket.socketpair()
        self._bell.setblocking(False)
        self._heard.setblocking(False)

    def start_application_mode(self) -> None:
        """Take the terminal; not from the background, where the program is stopped until it comes to the front."""
        before = self._writer_thread
        self._forget_bell()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._taken = self._writer_thread is not before

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._taken = self._lent_to_shell = False
        super().stop_application_mode()

    def disable_input(self) -> None:
        """Stop reading keys, at once."""
        with suppress(BlockingIOError):  # it rings already
            self._bell.send(b"\0")
        super().disable_input()

    def _forget_bell(self) -> None:
        with suppress(BlockingIOError):
            self._heard.recv(_READ)

    def _lose(self) -> None:
        self._in_the_loop(self._app.end_by, signal.SIGHUP)

    def _in_the_loop(self, act: Callable[..., None], *arguments: object) -> None:
        loop = self._app._loop  # noqa: SLF001 - Textual names it so, and has no other way from a signal
        if loop and not loop.is_closed():
            loop.call_soon_threadsafe(act, *arguments)

    def _sigtstp_application(self, *_: object) -> None:
        """Stop, as ctrl+z in a shell does; first give the terminal back, unless somebody else has it."""
        if self._auto_restart:
            self._in_the_loop(self._stop)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _stop(self) -> None:
        if self._taken:
            self.suspend_application_mode()
            self._lent_to_shell = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        if self._auto_restart:
            self._in_the_loop(self._go_on)

    def _go_on(self) -> None:
        """Take the terminal anew: whoever had it meanwhile may have left it in any state and of any size."""
        if self._taken:  # stopped by a signal that nobody can answer
            self.suspend_application_mode()
        elif not self._lent_to_shell:  # it was about to leave
            return
        self._lent_to_shell = False
        self.resume_application_mode()
        self._app.refresh(layout=True)

    def run_input_thread(self) -> None:
        """Turn what is typed into events, until the bell rings or the terminal is gone."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._heard, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                for key, _ in selector.select(_LOOK):
                    if key.fileobj is self._heard:
                        return
                    data = self._read()
                    if not data:
                        self._lose()
                        return
                    if text := decode(data):  # nothing is the end, to the parser
                        self._tell_all(parser.feed(text))
                self._tell_all(parser.tick())

    def _tell_all(self, events: Iterable[Message]) -> None:
        for event in events:
            self.process_message(event)

    def _read(self) -> bytes:
        """What was typed; nothing where the terminal is gone."""
        try:
            return os.read(self.fileno, _READ)
        except OSError:
            return b""
