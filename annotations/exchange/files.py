"""Files that go out: text, written whole or not at all, and never over something else than a file."""

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO, TextIO, TypeVar

from annotations.durable import write_whole
from annotations.errors import ExchangeError

_Result = TypeVar("_Result")


def write_file(path: Path, write: Callable[[TextIO], _Result]) -> _Result:
    """Write a UTF-8 text file atomically: beside it, flushed to the disk, then renamed over it.

    Args:
        path: The file; an existing regular file is replaced and keeps its permissions.
        write: Is given the open file and writes to it; line ends are left as written.

    Returns:
        What `write` returned.

    Raises:
        ExchangeError: If the path is a link or no regular file, or the disk refuses; what was there stays.
    """
    _refuse_surprises(path)
    try:
        return write_whole(path, partial(_write_text, write))
    except (OSError, UnicodeEncodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "the text holds half a character"
        raise ExchangeError(f"{path} cannot be written: {reason}. Choose another place.") from error


def _write_text(write: Callable[[TextIO], _Result], file: BinaryIO) -> _Result:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    try:
        result = write(text)
        text.flush()
    finally:
        text.detach()
    return result


def _refuse_surprises(path: Path) -> None:
    if path.is_symlink():
        target = path.readlink()
        raise ExchangeError(f"{path} is a link to {target} and was left alone. Name the file itself.")
    if path.exists() and not path.is_file():
        raise ExchangeError(f"{path} is not a file that can be replaced. Choose another name.")
