"""The first frame of a start, painted from what the last session kept, before anything is loaded.

Nothing is imported here but what Python has loaded by itself, or loads within a fraction of a millisecond: the frame is
to stand there three times as late as `python -c pass` ends, at most.

What is kept is looks and texts, not what is sent to the terminal: whoever can write the cache can show other words for
the third of a second until the screen is there, and cannot drive the terminal.
"""

import _signal  # type: ignore[import-not-found]  # `signal` without `enum`, which takes longer than all the rest here
import os
import sys
import zlib

from tui import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` takes half as long as `python -c pass`, and `collections.abc` a tenth
    from collections.abc import Iterable, Sequence
    from typing import Any

    Row = Sequence[tuple[str, str]]
    """A row of the screen: looks, which are parameters of an SGR sequence (ECMA-48, 8.3.117), and the texts in them."""

ENTER = "\x1b[?1049h"
"""Goes to the alternate screen and clears it."""

_PREPARE = f"{ENTER}\x1b[?25l\x1b[?7l"  # no cursor, and a character wider than it should be breaks no line
_LEAVE = "\x1b[?7h\x1b[?1049l\x1b[?25h"

_TITLE = "newsreader frame 1"
_MOST_KEPT = 64  # frames, each for a way to start, an environment and a size; another one may take its place
_LARGEST = 1 << 20  # bytes; the frame of 300 by 100 cells has a fifth of that
_NAMES = frozenset(
    ("COLORTERM", "COLUMNS", "HOME", "LANG", "LINES", "LNAME", "LOGNAME", "NO_COLOR", "TERM", "USER", "USERNAME")
)
_FAMILIES = ("LC_", "NEWSREADER_", "TERM_", "TEXTUAL", "XDG_")
_PARAMETERS = frozenset("0123456789;")
# Spaces and joiners that the reading pane shows as they are, and `str.isprintable` refuses.
_HARMLESS = dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x200C, 0x200D, 0x202F, 0x205F, 0x3000), " ")


class Terminal:
    """The terminal that the program was started in, until the screen is loaded.

    Args:
        start: How the program was started: arguments, folder and environment, in one line.
        modes: The settings of the terminal, as `termios.tcgetattr` gives them.
        size: Columns and rows.

    Attributes:
        modes: The settings of the terminal before the program changed them.
        size: Columns and rows at the start.
        painted: Whether a frame is on the screen that nobody else takes away.
        muted: Whether the screen must write nothing: what is drawn is not for now.
        held: Whether the program has kept the keys for its screen.
    """

    def __init__(self, start: str, modes: "list[Any]", size: tuple[int, int]) -> None:
        self._start = start
        self.modes = modes
        self.size = size
        self.painted = False
        self.muted = False
        self.held = False
        self._handed_over = False

    def show(self) -> None:
        """Show what the last session kept for this way to start, if it is still what the screen will show."""
        if frame := self.kept(self.size):
            self.take()
            self.painted = True
            _write(frame)

    def kept(self, size: tuple[int, int]) -> str:
        """What shows the frame that is kept for this way to start; nothing if there is none, or none that still holds.

        Args:
            size: Columns and rows.
        """
        key = self.key(size)
        return read(place_of(key), key, size)

    def take(self) -> None:
        """Keep the keys for the screen, which is being loaded: no echo, no line editing, no signals from keys."""
        import termios

        if not self.held:
            self.held = True
            for number in (_signal.SIGINT, _signal.SIGTERM, _signal.SIGHUP, _signal.SIGQUIT):
                _signal.signal(number, self._end)
            termios.tcsetattr(0, termios.TCSANOW, _raw(self.modes))

    def hand_over(self) -> None:
        """The running screen cleans up after itself; the terminal's settings are still for `leave` to put back."""
        self.painted = False
        self._handed_over = True

    def leave(self) -> None:
        """Put the terminal back as it was; may be called again."""
        import termios

        if self.painted:
            self.painted = False
            _write(_LEAVE)
        if self.held:
            try:
                termios.tcsetattr(0, termios.TCSANOW, self.modes)
            except termios.error:
                pass  # the terminal is gone

    def _end(self, number: int, _frame: object) -> None:
        """End as the running screen does; nothing is unsaved yet."""
        if self._handed_over:
            raise SystemExit(128 + number)  # Textual puts the screen back
        self.leave()
        os._exit(128 + number)  # an exception might be swallowed by what is being loaded

    def key(self, size: tuple[int, int]) -> str:
        """What a frame of so many columns and rows depends on beside files, in one line."""
        return f"{size[0]} {size[1]} {self._start}"


def terminal(arguments: "Sequence[str]") -> Terminal | None:
    """The terminal that the program was started in; nothing if input or output is none, or cannot be set.

    Args:
        arguments: Those of the command line.
    """
    if not all(map(os.isatty, (0, 1, 2))) or "TEXTUAL_DRIVER" in os.environ:
        return None
    try:
        import termios

        modes = termios.tcgetattr(0)
        return Terminal(_start(arguments), modes, os.get_terminal_size(1))
    except (ImportError, OSError, termios.error):
        return None


def _start(arguments: "Sequence[str]") -> str:
    """What the program shows first depends on this, beside files and size: program, arguments, folder, environment."""
    known = [each for each in os.environ.items() if each[0] in _NAMES or each[0].startswith(_FAMILIES)]
    return repr((__version__, __file__, sys.version, list(arguments), os.getcwd(), sorted(known)))


def place_of(key: str) -> str:
    """The path of the frame for a start, in the user's cache folder."""
    name = f"{zlib.crc32(key.encode(errors='surrogateescape')) % _MOST_KEPT:02}"
    return os.path.join(_cache_folder(), "frames", name)


def _cache_folder() -> str:
    """The folder that `platformdirs` gives, which takes as long to load as everything here."""
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches/newsreader")
    return os.path.join(os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache"), "newsreader")


def stamp_of(path: str) -> str:
    """When a file was changed and how long it is; `-` if it is not there, or empty, as what SQLite keeps meanwhile."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return "-"
    return f"{found.st_mtime_ns}:{found.st_size}" if found.st_size else "-"


def written(key: str, stamps: "Iterable[tuple[str, str]]", rows: "Iterable[Row]") -> bytes:
    """A frame as it is kept.

    Args:
        key: What it depends on, as `Terminal.key` tells it.
        stamps: Files that it depends on, each after its stamp.
        rows: The screen from top to bottom.
    """
    lines = [_TITLE, key, *(f"file {stamp} {path}" for stamp, path in stamps)]
    lines += ["row " + "\t".join(f"{look} {text}" for look, text in row) for row in rows]
    data = "\n".join(lines).encode(errors="surrogateescape")
    return b"%08x\n%s" % (zlib.crc32(data), data)


def read(path: str, key: str, size: tuple[int, int]) -> str:
    """What shows a frame that was kept; nothing if it is not there, of something else, out of date or damaged.

    Args:
        path: Where it is kept.
        key: What it depends on now.
        size: Columns and rows.
    """
    try:
        with open(path, "rb") as file:
            checksum, _, data = file.read(_LARGEST).partition(b"\n")
        if checksum != b"%08x" % zlib.crc32(data):
            return ""
        title, kept_for, *lines = data.decode(errors="surrogateescape").split("\n")
        if (title, kept_for) != (_TITLE, key):
            return ""
        return _frame(lines, size[1])
    except (OSError, ValueError):
        return ""


def _frame(lines: "Iterable[str]", height: int) -> str:
    """What shows the rows; nothing where a file has changed.

    Raises:
        ValueError: A line is none that `written` writes.
    """
    parts = [_PREPARE]
    for line in lines:
        kind, rest = line.split(" ", 1)
        if kind == "row":
            parts.append(f"\x1b[{len(parts)};1H{_row(rest)}")
        elif kind != "file" or rest.split(" ", 1)[0] != stamp_of(rest.split(" ", 1)[1]):
            return ""
    return "".join(parts) if len(parts) == height + 1 else ""


def _row(line: str) -> str:
    """What shows a row.

    Raises:
        ValueError: Something in it could do more than show text.
    """
    runs = [run.split(" ", 1) for run in line.split("\t")]
    for look, text in runs:
        if not _PARAMETERS.issuperset(look) or not is_harmless(text):
            raise ValueError(line)
    return "".join(f"\x1b[{look}m{text}\x1b[0m" for look, text in runs)


def is_harmless(text: str) -> bool:
    """Whether a text can do nothing to a terminal but stand on it."""
    return text.translate(_HARMLESS).isprintable()


def _raw(modes: "list[Any]") -> "list[Any]":
    """The settings in which keys come one by one and as they are: those of Textual's `LinuxDriver`."""
    import termios

    raw = [*modes[:6], list(modes[6])]
    raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    raw[6][termios.VMIN] = 1
    return raw


def _write(text: str) -> None:
    data = text.encode(errors="replace")
    try:
        while data:
            data = data[os.write(2, data) :]
    except OSError:
        pass  # the terminal is gone
