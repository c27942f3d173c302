"""A program in a real terminal: a pty that pyte draws, typed into and waited upon."""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

ROOT = Path(__file__).parent.parent
NEWSREADER = (sys.executable, "-m", "tui")
"""The command, whether or not it is installed."""

PATIENCE = 60.0  # seconds until what does not happen is said not to happen
_READ = 1 << 16
_TYPED = 256  # bytes that a terminal takes at a time while nobody reads
_SWITCHES = [
    (b"\x1b[?%dh" % number, b"\x1b[?%dl" % number) for number in (1049, 1000, 1003, 1004, 1006, 1015, 2004, 2048)
] + [(b"\x1b[?25l", b"\x1b[?25h"), (b"\x1b[?7l", b"\x1b[?7h"), (b"\x1b[>", b"\x1b[<u")]
"""What switches something on, and off again: other screen, mouse, focus, paste, size; cursor, line wrap, keyboard."""

# What pyte would draw as text: private modes, key protocols, queries, device control strings.
_UNKNOWN = re.compile(rb"\x1bP.*?\x1b\\|\x1b_.*?\x1b\\|\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p", re.DOTALL)
_UNFINISHED = re.compile(rb"\x1b(?:[\[\]P_][^\x1b\x07@-~]*)?\Z|[\xc0-\xff][\x80-\xbf]{0,2}\Z")


class Terminal:
    """A command in a terminal of its own.

    Args:
        command: Program and arguments.
        size: Columns and rows.
        environment: Added to that of the process.
        folder: Where the command is started.
    """

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int] = (100, 30),
        environment: Mapping[str, str] | None = None,
        folder: Path = ROOT,
    ) -> None:
        self._emulator = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._emulator)
        self._rest = b""
        self.draws = True  # the emulator fails at some of what a shell would echo of random keys
        self.output = b""
        self._terminal, inner = os.openpty()
        self._set_size(*size)
        known = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        self._process = subprocess.Popen(
            command,
            stdin=inner,
            stdout=inner,
            stderr=inner,
            cwd=folder,
            env=os.environ | known | dict(environment or {}),
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no thread is running in the child
        )
        self.modes_before = termios.tcgetattr(inner)
        self._inner = inner

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self.hang_up()

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without the spaces at their ends."""
        return [line.rstrip() for line in self._emulator.display]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def cells(self) -> list[list[pyte.screens.Char]]:
        """The screen with its colours."""
        rows = (self._emulator.buffer[y] for y in range(self._emulator.lines))
        return [[row[x] for x in range(self._emulator.columns)] for row in rows]

    @property
    def modes(self) -> list[object]:
        """The terminal's settings: echo, line editing and the like."""
        return termios.tcgetattr(self._inner)

    @property
    def local_modes(self) -> int:
        """Of the settings, the flags for echo, line editing and signals from keys."""
        return int(termios.tcgetattr(self._inner)[3])

    @property
    def is_as_it_was(self) -> bool:
        """Whether everything that was switched on is off again, and the settings are those of before."""
        return self.modes == self.modes_before and all(
            self.output.rfind(on) < self.output.rfind(off) for on, off in _SWITCHES if on in self.output
        )

    @property
    def is_stopped(self) -> bool:
        """Whether the program waits to be continued."""
        if self.has_ended:
            return False
        state = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        return state == "T"

    def type(self, keys: str | bytes) -> None:
        """Type keys; special ones as a terminal sends them. What the program writes meanwhile is drawn."""
        self.type_if_it_runs(keys.encode() if isinstance(keys, str) else keys)

    def hang_up(self) -> None:
        """Take the terminal away, as a lost connection does."""
        for descriptor in (self._terminal, self._inner):
            with suppress(OSError):
                os.close(descriptor)

    def type_if_it_runs(self, keys: bytes) -> None:
        """Type keys, unless the program has left meanwhile; then whoever types next gets them."""
        while keys and not self.has_ended:
            if select.select([], [self._terminal], [], 0.05)[1]:
                keys = keys[os.write(self._terminal, keys[:_TYPED]) :]
            self._draw(0.005)

    def go_on(self) -> bool:
        """Continue a program that a ctrl+z has stopped while it did not read keys itself, as `fg` in a shell does."""
        stopped = self.is_stopped
        if stopped:
            self.signal(signal.SIGCONT)
        return stopped

    def settle(self) -> None:
        """Draw until nothing more comes for a moment."""
        while self._draw(0.3):
            pass

    def clear(self) -> None:
        """Wipe the screen, as whoever has the terminal meanwhile may do."""
        self._emulator.reset()

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self._emulator.resize(rows, columns)
        self._set_size(columns, rows)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def wait_until(self, condition: Callable[..., object], patience: float = PATIENCE) -> None:
        """Draw what the program writes until `condition()` holds."""
        deadline = time.monotonic() + patience
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"did not happen within {patience} s; the screen:\n{self.text}")
            self._draw(0.05)

    def rest(self) -> None:
        """Draw until nothing has come for a while: everything that is shown by itself is shown."""
        deadline = time.monotonic() + PATIENCE
        while self._draw(0.6):
            assert time.monotonic() < deadline, f"the screen never rests:\n{self.text}"

    def wait_for(self, text: str) -> None:
        """Draw until `text` stands on the screen."""
        self.wait_until(lambda: text in self.text)

    def status_after_hanging_up(self) -> int:
        """Wait for the end of a program without a terminal; its status."""
        return self._process.wait(PATIENCE)

    @property
    def has_ended(self) -> bool:
        """Whether the program is gone."""
        return self._process.poll() is not None

    def exit_status(self) -> int:
        """Wait for the program's end; its status, or a signal's number below zero."""
        self.wait_until(lambda: self.has_ended)
        while self._draw(0.05):
            pass
        return self._process.wait()

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _draw(self, seconds: float) -> bool:
        """Draw what comes within some seconds; returns whether something came."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        data = os.read(self._terminal, _READ)
        self.output += data
        if not self.draws:
            return True
        data = self._rest + data
        unfinished = _UNFINISHED.search(data)
        self._rest = unfinished[0] if unfinished else b""
        self._stream.feed(_UNKNOWN.sub(b"", data[: len(data) - len(self._rest)]))
        return True


Start = Callable[..., Terminal]
"""Starts the command in a terminal: the fixture `start`, with arguments, size, and variables of the environment."""
