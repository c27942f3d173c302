"""Disks for the tests: one does not wait, one refuses a chosen call, one remembers what a power cut loses."""

import errno
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotations.journal.files import Files

SECTOR = 512


class QuickFiles(Files):
    """Real files without waiting for the disk."""

    def sync(self, descriptor: int) -> None:
        os.fstat(descriptor)

    def sync_folder(self, path: Path) -> None:
        path.stat()


class FailingFiles(QuickFiles):
    """Files of which the call number `fails_at` fails, or is cut short where `error` is 0 and it writes."""

    def __init__(self, fails_at: int, error: int) -> None:
        self.calls: list[str] = []
        self._fails_at = fails_at
        self._error = error

    def _count(self, name: str) -> bool:
        self.calls.append(name)
        fails = len(self.calls) - 1 == self._fails_at
        if fails and self._error:
            raise OSError(self._error, os.strerror(self._error))
        return fails

    def open(self, path: Path, flags: int) -> int:
        self._count("open")
        return super().open(path, flags)

    def read(self, descriptor: int, offset: int) -> bytes:
        self._count("read")
        return super().read(descriptor, offset)

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        short = self._count("write")
        return super().write(descriptor, data[: len(data) // 2] if short else data)

    def sync(self, descriptor: int) -> None:
        self._count("sync")
        super().sync(descriptor)

    def truncate(self, descriptor: int, size: int) -> None:
        self._count("truncate")
        super().truncate(descriptor, size)

    def stat(self, path: Path) -> os.stat_result | None:
        self._count("stat")
        return super().stat(path)

    def rename(self, old: Path, new: Path) -> None:
        self._count("rename")
        super().rename(old, new)

    def link(self, path: Path, other: Path) -> None:
        self._count("link")
        super().link(path, other)

    def unlink(self, path: Path) -> None:
        self._count("unlink")
        super().unlink(path)

    def make_folder(self, path: Path) -> None:
        self._count("make_folder")
        super().make_folder(path)

    def sync_folder(self, path: Path) -> None:
        self._count("sync_folder")
        super().sync_folder(path)

    def lock(self, descriptor: int, *, wait: bool = True, shared: bool = False) -> None:
        self._count("lock")
        super().lock(descriptor, wait=wait, shared=shared)


class BrokenFiles(QuickFiles):
    """Files whose named calls fail for as long as they stand in `errors`."""

    def __init__(self, **errors: int) -> None:
        self.errors = errors

    def _refuse(self, name: str) -> None:
        if name in self.errors:
            raise OSError(self.errors[name], os.strerror(self.errors[name]))

    def open(self, path: Path, flags: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            self._refuse("open")
        return super().open(path, flags)

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        self._refuse("write")
        return super().write(descriptor, data)

    def sync(self, descriptor: int) -> None:
        self._refuse("sync")
        super().sync(descriptor)

    def truncate(self, descriptor: int, size: int) -> None:
        self._refuse("truncate")
        super().truncate(descriptor, size)

    def read(self, descriptor: int, offset: int) -> bytes:
        self._refuse("read")
        return super().read(descriptor, offset)

    def lock(self, descriptor: int, *, wait: bool = True, shared: bool = False) -> None:
        self._refuse("lock")
        super().lock(descriptor, wait=wait, shared=shared)


@dataclass
class _Inode:
    durable: bytes = b""
    pending: list[tuple[str, int, bytes]] = field(default_factory=list)

    def write(self, offset: int, data: bytes) -> None:
        self.pending.append(("write", offset, data))

    def truncate(self, size: int) -> None:
        self.pending.append(("truncate", size, b""))

    def content(self) -> bytes:
        return _done(self.durable, self.pending)

    def sync(self) -> None:
        self.durable, self.pending = self.content(), []

    def after_cut(self, chance: random.Random) -> bytes:
        content = self.durable
        for operation in self.pending:
            content = _survived(content, operation, chance)
        return content


def _done(content: bytes, operations: list[tuple[str, int, bytes]]) -> bytes:
    for kind, number, data in operations:
        if kind == "truncate":
            content = content[:number].ljust(number, b"\0")
        else:
            content = content[:number].ljust(number, b"\0") + data + content[number + len(data) :]
    return content


def _survived(content: bytes, operation: tuple[str, int, bytes], chance: random.Random) -> bytes:
    """What a power cut leaves of one operation that nobody waited for: nothing, all, or some sectors."""
    fate = chance.choice(["none", "all", "sectors", "sectors"])
    if fate == "none":
        return content
    if fate == "all" or operation[0] == "truncate":
        return _done(content, [operation])
    _, offset, data = operation
    after = bytearray(_done(content, [operation]))
    for start in range(offset - offset % SECTOR, offset + len(data), SECTOR):
        sector = slice(max(start, offset), min(start + SECTOR, offset + len(data)))
        what = chance.choice(["new", "old", "zero"])
        if what != "new":
            old = content[sector] if what == "old" else b""
            after[sector] = old.ljust(sector.stop - sector.start, b"\0")
    return bytes(after[: chance.choice([len(after), max(len(content), offset + len(data) // 2)])])


class PowerCutFiles(QuickFiles):
    """Files that remember the order of calls, so that what a power cut after any of them leaves can be built.

    What was written and not synced survives per sector as it is, as zeroes, as before, or not at all; of the
    names given and taken in a folder that was not synced, any first few survive.
    """

    def __init__(self) -> None:
        self.trace: list[tuple[Any, ...]] = []
        self._inodes: dict[int, int] = {}
        self._files = 0

    def note(self, *event: Any) -> None:
        self.trace.append(event)

    def find(self, folder: Path) -> None:
        """Take the files that are there already for safe."""
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.stat().st_ino not in self._inodes:
                self._files += 1
                self._inodes[path.stat().st_ino] = self._files
                self.trace += [("name", path, self._files), ("write", self._files, 0, path.read_bytes())]
                self.trace += [("sync", self._files), ("sync_folder", path.parent)]
            elif path.is_file():
                self.trace += [("name", path, self._inodes[path.stat().st_ino]), ("sync_folder", path.parent)]

    def open(self, path: Path, flags: int) -> int:
        is_new = not path.exists()
        descriptor = super().open(path, flags)
        inode = os.fstat(descriptor).st_ino
        if is_new:  # the system may give it the number of a file that is gone
            self._files += 1
            self._inodes[inode] = self._files
            self.note("name", path, self._files)
        elif flags & os.O_TRUNC:
            self.note("truncate", self._file(descriptor), 0)
        return descriptor

    def write(self, descriptor: int, data: bytes | memoryview) -> int:
        position = os.lseek(descriptor, 0, os.SEEK_CUR)
        written = super().write(descriptor, data)
        position = os.lseek(descriptor, 0, os.SEEK_CUR) - written if position == 0 else position
        self.note("write", self._file(descriptor), position, bytes(data[:written]))
        return written

    def sync(self, descriptor: int) -> None:
        self.note("sync", self._file(descriptor))

    def truncate(self, descriptor: int, size: int) -> None:
        super().truncate(descriptor, size)
        self.note("truncate", self._file(descriptor), size)

    def rename(self, old: Path, new: Path) -> None:
        is_same = new.exists() and new.samefile(old)
        super().rename(old, new)
        if not is_same:
            self.note("rename", old, new)

    def link(self, path: Path, other: Path) -> None:
        super().link(path, other)
        self.note("name", other, self._inodes[other.stat().st_ino])

    def unlink(self, path: Path) -> None:
        if path.exists():
            self.note("unlink", path)
        super().unlink(path)

    def sync_folder(self, path: Path) -> None:
        self.note("sync_folder", path)

    def _file(self, descriptor: int) -> int:
        return self._inodes[os.fstat(descriptor).st_ino]


@dataclass
class _Folder:
    durable: dict[Path, int] = field(default_factory=dict)
    pending: list[Callable[[dict[Path, int]], None]] = field(default_factory=list)

    def names(self, number: int) -> dict[Path, int]:
        names = dict(self.durable)
        for operation in self.pending[:number]:
            operation(names)
        return names


class CutDisk:
    """The disk after the first `length` events of a trace, with what is safe on it and what is not."""

    def __init__(self, trace: list[tuple[Any, ...]], length: int) -> None:
        self.inodes: dict[int, _Inode] = {}
        self.folders: dict[Path, _Folder] = {}
        for event in trace[:length]:
            getattr(self, f"_{event[0]}", lambda *_: None)(*event[1:])

    def build(self, where: Path, original: Path, chance: random.Random) -> None:
        """Make one of the states that the cut may leave, in another folder."""
        contents = {number: inode.after_cut(chance) for number, inode in self.inodes.items()}
        for folder in self.folders.values():
            for path, inode in folder.names(chance.randint(0, len(folder.pending))).items():
                copy = where / path.relative_to(original)
                copy.parent.mkdir(exist_ok=True)
                copy.write_bytes(contents[inode])

    def _folder(self, path: Path) -> _Folder:
        return self.folders.setdefault(path.parent, _Folder())

    def _name(self, path: Path, inode: int) -> None:
        self.inodes.setdefault(inode, _Inode())
        self._folder(path).pending.append(lambda names: names.update({path: inode}))

    def _rename(self, old: Path, new: Path) -> None:
        self._folder(old).pending.append(lambda names: names.update({new: names.pop(old)}))

    def _unlink(self, path: Path) -> None:
        def take(names: dict[Path, int]) -> None:
            names.pop(path, None)

        self._folder(path).pending.append(take)

    def _write(self, inode: int, position: int, data: bytes) -> None:
        self.inodes[inode].write(position, data)

    def _truncate(self, inode: int, size: int) -> None:
        self.inodes[inode].truncate(size)

    def _sync(self, inode: int) -> None:
        self.inodes[inode].sync()

    def _sync_folder(self, path: Path) -> None:
        folder = self.folders.setdefault(path, _Folder())
        folder.durable, folder.pending = folder.names(len(folder.pending)), []


ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, 0)
"""What a refused call says; 0 is a write that is cut short."""
