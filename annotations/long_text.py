"""A long text in a file: read where somebody looks at it, as a pager reads, so that it takes no memory."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import SupportsIndex

_BLOCK = 1 << 14  # code points that are kept of what was read last: some screens
_AHEAD = 4  # one part in so many of a block lies before what was asked for

# As wide as the widest code point: what is at an offset is found without looking for it. UTF-16 and UTF-32 without a
# byte order mark; only the last takes the halves of surrogate pairs, which a text may hold that was decoded badly.
_ENCODINGS = (("latin-1", "strict", 1), ("utf-16-le", "strict", 2), ("utf-32-le", "surrogatepass", 4))


class LongText:
    """A text that is kept in a file of its own, which has no name and is gone with it.

    May be used in any thread. Slices of it are strings; `str` of it is all of it, which is read for that.

    Args:
        folder: Where the file is made.
        text: The text.

    Raises:
        OSError: It cannot be written there, or later, when somebody looks at it, not be read.
    """

    def __init__(self, folder: Path, text: str) -> None:
        self._length = len(text)
        self._encoding, self._errors, self._width, content = _encoded(text)
        self._near = (0, "")  # an offset, and what was read there last
        self._file = _nameless(folder, content)

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            os.close(self._file)

    def __len__(self) -> int:
        return self._length

    def __str__(self) -> str:
        return self._read(0, self._length)

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        if isinstance(key, slice):
            start, stop, step = key.indices(self._length)
            return self._passage(start, stop) if step == 1 else str(self)[key]
        at = range(self._length)[key]
        return self._passage(at, at + 1)

    def _passage(self, start: int, stop: int) -> str:
        if stop - start > _BLOCK // _AHEAD:
            return self._read(start, stop)
        first, block = self._near
        if not first <= start <= stop <= first + len(block):
            first = max(0, start - _BLOCK // _AHEAD)
            block = self._read(first, first + _BLOCK)
            self._near = first, block
        return block[start - first : max(0, stop - first)]

    def _read(self, start: int, stop: int) -> str:
        """The code points from `start` to `stop`, or to the end.

        Raises:
            OSError: The file is not what was written.
        """
        content = b"".join(self._pieces(self._width * start, self._width * (min(stop, self._length) - start)))
        return content.decode(self._encoding, self._errors)

    def _pieces(self, at: int, size: int) -> Iterator[bytes]:
        while size > 0:
            piece = os.pread(self._file, size, at)
            if not piece:
                raise OSError("a text that was put aside has been cut off")
            yield piece
            at, size = at + len(piece), size - len(piece)


def _encoded(text: str) -> tuple[str, str, int, bytes]:
    """The encoding, its way with errors, the bytes of a code point, and the text in it."""
    for encoding, errors, width in _ENCODINGS[:-1]:
        try:
            content = text.encode(encoding, errors)
        except UnicodeEncodeError:
            continue
        if len(content) == width * len(text):
            return encoding, errors, width, content
    encoding, errors, width = _ENCODINGS[-1]
    return encoding, errors, width, text.encode(encoding, errors)


def _nameless(folder: Path, content: bytes) -> int:
    """A descriptor of a file that holds `content`, and whose name is taken away at once.

    Raises:
        OSError: It cannot be written.
    """
    path = folder / f"{os.getpid()}-{os.urandom(8).hex()}"
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        path.unlink()
        left = memoryview(content)
        while left:
            left = left[os.write(descriptor, left) :]
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
