"""Files that are written whole or not at all."""

import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TextIO, TypeVar

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
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        result = _write_beside(beside, path, write)
        beside.replace(path)
        _sync_folder(path.parent)
    except (OSError, UnicodeEncodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "the text holds half a character"
        raise ExchangeError(f"{path} cannot be written: {reason}. Choose another place.") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return result


def _refuse_surprises(path: Path) -> None:
    if path.is_symlink():
        target = path.readlink()
        raise ExchangeError(f"{path} is a link to {target} and was left alone. Name the file itself.")
    if path.exists() and not path.is_file():
        raise ExchangeError(f"{path} is not a file that can be replaced. Choose another name.")


def _write_beside(beside: Path, path: Path, write: Callable[[TextIO], _Result]) -> _Result:
    # O_EXCL never follows a link that somebody has put there; 0o666 leaves the rights to the user's umask.
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        if path.exists():
            os.fchmod(descriptor, stat.S_IMODE(path.stat().st_mode))
        result = write(file)
        file.flush()
        os.fsync(descriptor)
    return result


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
