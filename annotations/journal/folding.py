"""The files made anew: the journal folded into the JSON file, the second copy kept, damage repaired.

Whoever calls holds the lock. A crash or a power cut between any two steps leaves files that `recovery` reads
right.
"""

import errno
import os
from pathlib import Path

from annotations.journal.files import Files, Paths
from annotations.journal.records import FileMark, Record, read_journal
from annotations.journal.recovery import State
from annotations.journal.snapshot import EMPTY, write_tables
from annotations.journal.values import Tables

_CLOSED = -1
_FOLD_FROM = 4 * 1024 * 1024
"""Bytes of journal from which opening a database folds it, unless a quarter of the JSON file is more."""


class OpenJournal:
    """The journal that changes are appended to, and read from when others append.

    Args:
        files: The disk.
        path: The journal's path.
        writable: Whether it may be appended to.

    Attributes:
        inode: Tells it from the journal that a fold puts in its place.
        size: How many bytes of it have been read or written here.
        first_n: The number of its first record.
        next_n: The number of the next record.
        has_changes: Whether there is anything to fold.
        is_spent: Whether it must not be appended to any more, but made anew.
    """

    def __init__(self, files: Files, path: Path, *, writable: bool) -> None:
        self._files = files
        self._descriptor = files.open(path, os.O_RDWR | os.O_APPEND if writable else os.O_RDONLY)
        self.inode = os.fstat(self._descriptor).st_ino
        self.size = 0
        self.next_n = 1
        self.first_n = 0
        self.has_changes = False
        self.is_spent = False

    def read(self) -> tuple[Record, ...] | None:
        """The records that were appended since the last time, or nothing where they are damaged."""
        data = self._files.read(self._descriptor, self.size)
        journal = read_journal(data)
        if journal.sound != data:
            return None
        self._advance(journal.records, len(data))
        return journal.records

    def append(self, record: Record) -> Record:
        """Write the record with the next number and give that; it is on the disk when this returns.

        Raises:
            OSError: It is not. What the system took of it is cut off again. After a failed fsync the journal
            is spent: the
                system may have dropped what it could not write, and would not say so a second time (Rebello
                et al., "Can applications recover from fsync failures?", 2020).
        """
        numbered = record._replace(n=self.next_n)
        line = numbered.line()
        self._write(line)
        self._sync()
        self._advance((numbered,), len(line))
        return numbered

    def close(self) -> None:
        """Give the descriptor back, once."""
        descriptor, self._descriptor = self._descriptor, _CLOSED
        if descriptor != _CLOSED:
            self._files.close(descriptor)

    def _write(self, line: bytes) -> None:
        self.is_spent = True  # until the file is known to be as it was
        try:
            if self._files.write(self._descriptor, line) < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # noqa: TRY301 - cut off here as well
        except OSError:
            self._files.truncate(self._descriptor, self.size)
            self.is_spent = False
            raise

    def _sync(self) -> None:
        self.is_spent = True  # until all of it is known to be on the disk
        try:
            self._files.sync(self._descriptor)
        except OSError:
            self._files.truncate(self._descriptor, self.size)
            raise
        self.is_spent = False

    def _advance(self, records: tuple[Record, ...], size: int) -> None:
        self.size += size
        for record in records:
            self.first_n = self.first_n or record.n
            self.next_n = record.n + 1
            self.has_changes = self.has_changes or record.is_history


def make_writable(files: Files, paths: Paths, state: State, *, renew: bool) -> OpenJournal:
    """Bring the files into the order that `state` describes, and open the journal.

    Everything that is damaged is copied first. `renew` asks for a new journal file with the same lines.

    Raises:
        OSError: The disk refuses; calling it again later is safe.
    """
    _set_damaged_aside(files, paths, state)
    mark = state.mark
    if not mark.size and not state.tables and state.file_is_sound:
        mark = _replace(files, paths.file, EMPTY)
    if state.journal is None or not state.journal.records:
        _start_journal(files, paths, state.next_n, mark)
    elif renew or not state.journal_is_sound:
        _replace(files, paths.journal, state.journal.sound)
    journal = OpenJournal(files, paths.journal, writable=True)
    journal.read()
    try:
        return _settle(files, paths, state, journal)
    except OSError:
        journal.close()
        raise


def fold(files: Files, paths: Paths, journal: OpenJournal, tables: Tables) -> OpenJournal:
    """Write the JSON file anew, keep the old pair and begin another journal; the old one is in the history.

    Raises:
        OSError: The disk refuses; whatever was reached, nothing is lost, and the files must be examined anew.
    """
    mark = _write_aside(files, paths, tables, journal)
    files.make_folder(paths.history)
    _second_name(files, paths.journal, paths.history / f"{journal.first_n:010}.jsonl")
    files.sync_folder(paths.history)
    _second_name(files, paths.file, paths.previous)
    _second_name(files, paths.journal, paths.previous_journal)
    _put_in_place(files, paths)
    journal.close()  # Windows replaces no file that is open
    _start_journal(files, paths, journal.next_n, mark)
    newer = OpenJournal(files, paths.journal, writable=True)
    newer.read()
    return newer


def _settle(files: Files, paths: Paths, state: State, journal: OpenJournal) -> OpenJournal:
    if state.adoption is not None:
        journal.append(state.adoption)
    if not state.file_is_sound:
        _write_aside(files, paths, state.tables, journal)
        _put_in_place(files, paths)
        return journal
    if state.adoption is not None or journal.size > max(_FOLD_FROM, state.mark.size // 4):
        return fold(files, paths, journal, state.tables)
    return journal


def _set_damaged_aside(files: Files, paths: Paths, state: State) -> None:
    damaged = {
        paths.file: not state.file_is_sound,
        paths.journal: not state.journal_is_sound and state.journal,
    }
    for path, is_damaged in damaged.items():
        content = files.contents(path) if is_damaged else None
        if content is not None:
            files.create(paths.set_aside(path, "damaged"), content)
            files.sync_folder(paths.folder)


def _start_journal(files: Files, paths: Paths, n: int, mark: FileMark) -> None:
    if files.stat(paths.previous) is None:
        files.create(paths.previous, files.contents(paths.file) or b"")
    _replace(files, paths.journal, Record(n, file=mark).line())


def _write_aside(files: Files, paths: Paths, tables: Tables, journal: OpenJournal) -> FileMark:
    """Write the new JSON file under another name, and in the journal that it counts once it is in place."""
    content = write_tables(tables)
    written = files.create(paths.beside(".new"), content)
    mark = FileMark.of(content, written.st_mtime_ns)
    journal.append(Record(0, file=mark))
    return mark


def _put_in_place(files: Files, paths: Paths) -> None:
    files.rename(paths.beside(".new"), paths.file)
    files.sync_folder(paths.folder)


def _replace(files: Files, path: Path, content: bytes) -> FileMark:
    new = path.with_name(path.name + ".new")
    written = files.create(new, content)
    files.rename(new, path)
    files.sync_folder(path.parent)
    return FileMark.of(content, written.st_mtime_ns)


def _second_name(files: Files, path: Path, name: Path) -> None:
    """Let `name` be another name of the file, never for a moment missing."""
    new = name.with_name(name.name + ".new")
    files.unlink(new)
    files.link(path, new)
    files.rename(new, name)
    files.unlink(new)  # where both were the same file already, rename leaves both names (rename(2))
