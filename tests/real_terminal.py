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
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

ROOT = Path(__file__).parent.parent
NEWSREADER = (sys.executable, "-m", "tui")
"""The command, whether or not it is installed."""

PATIENCE = 20.0  # seconds until what does not happen is said not to happen
_READ = 1 << 16

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
        os.close(self._terminal)
        os.close(self._inner)

    @property
    def lines(self) -> list[str]:
        """The rows of the screen, without the spaces at their ends."""
        return [line.rstrip() for line in self._emulator.display]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def modes(self) -> list[object]:
        """The terminal's settings: echo, line editing and the like."""
        return termios.tcgetattr(self._inner)

    def type(self, keys: str) -> None:
        """Type keys; special ones as a terminal sends them."""
        os.write(self._terminal, keys.encode())

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

    def wait_for(self, text: str) -> None:
        """Draw until `text` stands on the screen."""
        self.wait_until(lambda: text in self.text)

    def exit_status(self) -> int:
        """Wait for the program's end; its status, or a signal's number below zero."""
        self.wait_until(lambda: self._process.poll() is not None)
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
        data = self._rest + data
        unfinished = _UNFINISHED.search(data)
        self._rest = unfinished[0] if unfinished else b""
        self._stream.feed(_UNKNOWN.sub(b"", data[: len(data) - len(self._rest)]))
        return True
