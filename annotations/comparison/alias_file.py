"""The aliases that a reader writes down, read again whenever their file has changed."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a file that nobody reads yet costs the start nothing
    from annotations.comparison.aliases import Aliases

EXAMPLE = """\
# Who is one under several names: a line each, the name first. What follows a # is a remark.
# Riverton Flood Authority = RFA; Flood Authority
"""
"""A file to begin with."""

_Stamp = tuple[int, int, int]


class AliasFile:
    """A reader's file of aliases, laid over the common ones; may be asked in any thread.

    Args:
        path: The file; it need not be there. Nothing where only the common aliases are wanted.
        tell: Is given each sentence about what is wrong in the file, once for every time it has changed.
    """

    def __init__(self, path: Path | None = None, tell: Callable[[str], object] = lambda _: None) -> None:
        self.path = path
        self._tell = tell
        self._lock = Lock()
        self._known: tuple[_Stamp | None, Aliases] | None = None

    def read(self) -> "Aliases":
        """The aliases in force: the same object for as long as the file stays the same."""
        from annotations.comparison.aliases import read_aliases

        with self._lock:
            stamp = _stamp(self.path) if self.path else None
            if self._known is None or stamp != self._known[0]:
                self._known = stamp, read_aliases(self.path)
                for problem in self._known[1].problems:
                    self._tell(problem)
            return self._known[1]


def _stamp(path: Path) -> _Stamp | None:
    """What changes when the file does; nothing where it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
