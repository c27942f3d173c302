"""Files that are written whole or not at all."""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

_Result = TypeVar("_Result")


def write_whole(path: Path, write: Callable[[BinaryIO], _Result]) -> _Result:
    """Write a file atomically: beside it, flushed to the disk, then renamed over it.

    Args:
        path: The file; an existing one is replaced and keeps its permissions.
        write: Is given the open file and writes to it.

    Returns:
        What `write` returned.

    Raises:
        OSError: The disk refuses; what was there stays.
    """
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        result = _write_beside(beside, path, write)
        beside.replace(path)
        _sync_folder(path.parent)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return result


def write_lightly(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write a file of a cache whole or not at all, without waiting for the disk; nothing where it cannot be written.

    Args:
        path: The file; its folder is made if it is not there.
        content: What is to be in it.
        mode: The rights of the file, less what the user's umask takes.
    """
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.touch(mode=mode)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()


def _write_beside(beside: Path, path: Path, write: Callable[[BinaryIO], _Result]) -> _Result:
    # O_EXCL never follows a link that somebody has put there; 0o666 leaves the rights to the user's umask.
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(descriptor, "wb") as file:
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
