"""The system calls that the journal makes, one method each, and the names of the files.

Everything that touches the disk goes through `Files`, so that a test can hand in one that fails at a chosen
call or that records what a power cut would leave.
"""

import errno
import os
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_ALWAYS = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS, errno.EXDEV}


class Files:
    """The real disk.

    Every method raises `OSError` as the system gives it.
    """

    def open(self, path: Path, flags: int) -> int:
        """A descriptor for the path; a new file is readable and writable as the user's umask allows."""
        return os.open(path, flags | _ALWAYS, 0o666)

    def close(self, descriptor: int) -> None:
        """Give the descriptor back, and the lock that it holds."""
        os.close(descriptor)

    def read(self, descriptor: int, offset: int) -> bytes:
        """Everything from the offset to the end of the file."""
        os.lseek(descriptor, offset, os.SEEK_SET)
        with open(descriptor, "rb", closefd=False) as stream:
            return stream.read()

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        """Write at the descriptor's position and say how many bytes the system took, which may be fewer."""
        return os.write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        """Return when the file's content is on the disk.

        On macOS fsync leaves it in the drive's cache; F_FULLFSYNC does not (Apple's fsync(2)).
        """
        if sys.platform == "darwin":
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        else:
            os.fsync(descriptor)

    def truncate(self, descriptor: int, size: int) -> None:
        """Cut the file to `size` bytes."""
        os.ftruncate(descriptor, size)

    def stat(self, path: Path) -> os.stat_result | None:
        """What the folder says of the file, or nothing where there is none."""
        try:
            return os.stat(path)  # noqa: PTH116 - the method costs twice as much, in every change
        except FileNotFoundError:
            return None

    def rename(self, old: Path, new: Path) -> None:
        """Give the file another name, replacing what has it, in one step."""
        old.replace(new)

    def link(self, path: Path, other: Path) -> None:
        """A second name for the file; where the file system has none, a copy that is on the disk."""
        try:
            other.hardlink_to(path)
        except OSError as error:
            if error.errno not in _NO_HARD_LINKS:
                raise
            self.create(other, path.read_bytes())

    def unlink(self, path: Path) -> None:
        """Take the name away, if it is there."""
        path.unlink(missing_ok=True)

    def make_folder(self, path: Path) -> None:
        """A folder, if it is not there yet."""
        path.mkdir(exist_ok=True)

    def sync_folder(self, path: Path) -> None:
        """Return when names given, changed and taken in this folder are on the disk.

        Windows has no such call and needs none: NTFS journals its names.
        """
        if sys.platform == "win32":
            return
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def lock(self, descriptor: int, *, wait: bool = True, shared: bool = False) -> None:
        """Hold the file against other processes until the descriptor is closed.

        flock(2); on Windows its first byte, never shared, and the wait ends after ten seconds.

        Raises:
            BlockingIOError: Another process holds it and `wait` is false.
        """
        if sys.platform == "win32":
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except PermissionError as error:
                raise BlockingIOError(error.errno, error.strerror) from error
        else:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))

    def contents(self, path: Path) -> bytes | None:
        """The whole file, or nothing where there is none."""
        try:
            descriptor = self.open(path, os.O_RDONLY)
        except FileNotFoundError:
            return None
        with self.closing(descriptor):
            return self.read(descriptor, 0)

    def create(self, path: Path, data: bytes) -> os.stat_result:
        """A file with this content, on the disk when this returns; its name may not be yet."""
        descriptor = self.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        with self.closing(descriptor):
            rest = memoryview(data)
            while rest:
                rest = rest[self.write(descriptor, rest) :]
            self.sync(descriptor)
            return os.fstat(descriptor)

    @contextmanager
    def closing(self, descriptor: int) -> "Iterator[None]":
        """Close the descriptor at the end."""
        try:
            yield
        finally:
            self.close(descriptor)


def contents_for_person(path: Path, files: Files) -> bytes:
    """The whole of a file that somebody named.

    Raises:
        StoreError: There is none, or the system does not let us read it.
    """
    try:
        content = files.contents(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}.") from error
    if content is None:
        raise StoreError(f"There is no file {path}.")
    return content


class Paths:
    """Where a database's files are.

    Args:
        file: The JSON file itself, links followed, so that replacing it does not replace a link.

    Attributes:
        file: The JSON file.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    @classmethod
    def of(cls, path: Path | str) -> "Paths":
        """The files of the database at `path`."""
        return cls(Path(path).expanduser().resolve())

    def beside(self, suffix: str) -> Path:
        """A file beside the database, named after it."""
        return self.file.with_name(self.file.name + suffix)

    @cached_property
    def journal(self) -> Path:
        """The changes since the JSON file was written."""
        return self.beside(".journal")

    @cached_property
    def lock(self) -> Path:
        """An empty file that whoever writes holds; never renamed, never deleted."""
        return self.beside(".lock")

    @property
    def folder(self) -> Path:
        """The folder that they all are in."""
        return self.file.parent

    @property
    def previous(self) -> Path:
        """The JSON file before this one."""
        return self.beside(".previous")

    @property
    def previous_journal(self) -> Path:
        """The journal that led from the previous JSON file to this one."""
        return self.beside(".journal.previous")

    @property
    def history(self) -> Path:
        """The folder of all journals there have been."""
        return self.beside(".history")

    @property
    def backups(self) -> Path:
        """The folder of dated copies."""
        return self.beside(".backups")

    def set_aside(self, path: Path, why: str) -> Path:
        """A name that is still free for a copy of one of the files, such as `annotations.json.damaged-…`."""
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        name = path.with_name(f"{path.name}.{why}-{stamp}")
        number = 1
        while name.exists():
            number += 1
            name = path.with_name(f"{path.name}.{why}-{stamp}-{number}")
        return name
