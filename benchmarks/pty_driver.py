"""A program in a pseudo-terminal: press a key, and know when the screen shows it and what that cost.

Bytes are collected with a time stamp per read while the emulator rests; afterwards they are replayed through it, and
the time of the read that first shows what was expected counts. So the emulator's own time is in no figure. CPU is what
the kernel counted for the process and its children (`/proc/PID/task/TID/schedstat`, first field, in ns): other load on
the machine moves it far less than it moves the clock. This runs on Linux only.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyte

COLUMNS, ROWS = 120, 40
SILENCE = 0.12
"""Seconds without a byte after which a change counts as settled; newsreader's status line follows a key by 0.04 s."""

_SLOWEST = 10.0  # seconds
_QUERY = re.compile(rb"\x1b\[\?(\d+)\$p")
_SYNCHRONIZED = b"2026"  # synchronized output (DEC private mode 2026), the one mode that this terminal says it has


class Region(NamedTuple):
    """A rectangle of the screen in cells, half-open."""

    left: int = 0
    top: int = 0
    right: int = COLUMNS
    bottom: int = ROWS


@dataclass(frozen=True)
class Cost:
    """What a start or a key cost.

    Attributes:
        paint: Milliseconds until the screen showed it.
        cpu: Milliseconds of CPU: of a start until then, of a key until everything had settled.
        written: Bytes that came to the terminal in that time.
    """

    paint: float
    cpu: float
    written: int


class _Chunk(NamedTuple):
    at: float
    cpu: float
    data: bytes


class Terminal:
    """A program in a terminal of `COLUMNS` by `ROWS` cells.

    Args:
        command: The program and its arguments.
        environment: Its whole environment but for the type of the terminal.
        folder: Where it runs.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._has_ended = False
        self._started = time.perf_counter()
        self._pid, self._file = pty.fork()
        if self._pid == 0:
            _become(command, {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"}, folder)
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def text(self, region: Region = Region()) -> str:  # noqa: B008 - immutable
        """What the region shows, without its colours."""
        return "\n".join("".join(cell.data for cell in row) for row in self._cells(region))

    def wait_for(self, *shown: Callable[[], bool], seconds: float = 30) -> list[Cost]:
        """Wait until each of `shown` has held once; what each had cost by then since the start.

        Raises:
            TimeoutError: One of them did not come to hold.
        """
        reached: dict[int, Cost] = {}
        written = 0
        while len(reached) < len(shown) and time.perf_counter() - self._started < seconds:
            for chunk in self._collect(with_cpu=True):
                written += len(chunk.data)
                self._stream.feed(chunk.data)
                for number, holds in enumerate(shown):
                    if number not in reached and holds():
                        reached[number] = Cost((chunk.at - self._started) * 1e3, chunk.cpu, written)
        if len(reached) < len(shown):
            raise TimeoutError(f"not shown after {seconds} s; the screen:\n{self.text()}")
        return [reached[number] for number in range(len(shown))]

    def press(self, key: str, region: Region) -> Cost:
        """Press a key that changes what the region shows, text or colours.

        Raises:
            TimeoutError: Nothing changed there.
        """
        before, cpu_before = self._cells(region), self.cpu()
        pressed = time.perf_counter()
        os.write(self._file, key.encode())
        chunks = self._collect()
        cpu = self.cpu() - cpu_before
        painted = None
        for chunk in chunks:
            self._stream.feed(chunk.data)
            if painted is None and self._cells(region) != before:
                painted = chunk.at
        if painted is None:
            raise TimeoutError(f"the key {key!r} changed nothing; the screen:\n{self.text()}")
        return Cost((painted - pressed) * 1e3, cpu, sum(len(chunk.data) for chunk in chunks))

    def resize(self, columns: int) -> Cost:
        """Make the terminal as wide as that; the cost until the first bytes come, and its CPU until it has settled.

        Raises:
            TimeoutError: Nothing came.
        """
        cpu_before, resized = self.cpu(), time.perf_counter()
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))
        chunks: list[_Chunk] = []
        while not chunks and time.perf_counter() - resized < _SLOWEST:
            chunks = self._collect()
        if not chunks:
            raise TimeoutError(f"nothing came after the terminal was made {columns} wide")
        cpu = self.cpu() - cpu_before
        self._screen.resize(ROWS, columns)
        for chunk in chunks:
            self._stream.feed(chunk.data)
        return Cost((chunks[0].at - resized) * 1e3, cpu, sum(len(chunk.data) for chunk in chunks))

    def quit(self, keys: str) -> float:
        """Press the keys that leave the program; milliseconds until it has ended.

        Raises:
            TimeoutError: It did not end.
        """
        pressed = time.perf_counter()
        self.write(keys)
        while time.perf_counter() - pressed < _SLOWEST:
            if select.select([self._file], [], [], 0.001)[0]:
                with suppress(OSError):  # its side of the terminal is closed already
                    os.read(self._file, 1 << 16)
            if os.waitpid(self._pid, os.WNOHANG)[0]:
                self._has_ended = True
                return (time.perf_counter() - pressed) * 1e3
        raise TimeoutError(f"it did not end by {keys!r}")

    def write(self, keys: str) -> None:
        """Press keys, and wait for nothing."""
        os.write(self._file, keys.encode())

    def send(self, keys: str) -> None:
        """Press keys, and wait until the program has nothing more to do."""
        self.write(keys)
        self.rest()

    def rest(self, seconds: float = 90) -> None:
        """Wait until the program uses no CPU: what it reads in the background is read."""
        deadline = time.perf_counter() + seconds
        busy = True
        while busy and time.perf_counter() < deadline:
            before = self.cpu()
            for _ in range(4):
                for chunk in self._collect():
                    self._stream.feed(chunk.data)
            busy = abs(self.cpu() - before) > 3  # less than before where a child has ended

    def cpu(self) -> float:
        """CPU milliseconds that the program and its children have used so far."""
        files = (task / "schedstat" for pid in _family(self._pid) for task in Path(f"/proc/{pid}/task").iterdir())
        return sum(int(file.read_text().split()[0]) for file in files) / 1e6

    def memory(self) -> float:
        """Resident megabytes of the program and its children."""
        pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in _family(self._pid))
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def leave(self, key: str) -> float:
        """Press the key that leaves, and wait; milliseconds until the process is gone. Then only `close` may follow."""
        pressed = time.perf_counter()
        self.write(key)
        os.waitid(os.P_PID, self._pid, os.WEXITED | os.WNOWAIT)  # `close` waits for it again
        return (time.perf_counter() - pressed) * 1e3

    def close(self) -> None:
        """End the program at once."""
        if not self._has_ended:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        os.close(self._file)

    def _cells(self, region: Region) -> list[list[pyte.screens.Char]]:
        rows = (self._screen.buffer[y] for y in range(region.top, region.bottom))
        return [[row[x] for x in range(region.left, region.right)] for row in rows]

    def _collect(self, *, with_cpu: bool = False) -> list[_Chunk]:
        """What the program writes until it is silent, two seconds at most."""
        chunks: list[_Chunk] = []
        deadline = time.perf_counter() + 2
        while time.perf_counter() < deadline and select.select([self._file], [], [], SILENCE)[0]:
            data = os.read(self._file, 1 << 16)
            chunks.append(_Chunk(time.perf_counter(), self.cpu() if with_cpu else 0.0, data))
            for query in _QUERY.finditer(data):
                known = 2 if query[1] == _SYNCHRONIZED else 0
                os.write(self._file, b"\x1b[?%b;%d$y" % (query[1], known))
        return chunks


def _become(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    try:
        os.chdir(folder)
        os.execve(command[0], list(command), environment)
    finally:
        os._exit(127)


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _family(int(child))
