"""A database's files as one process holds them: lock, journal, and what others have done meanwhile."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from math import inf
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

from annotations.journal.files import Files, Paths
from annotations.journal.folding import OpenJournal, fold, make_writable
from annotations.journal.records import Record
from annotations.journal.recovery import State, examine
from annotations.journal.values import Tables

PATIENCE = 2.0
"""Seconds that opening and looking wait for a process that writes: a fold of 100,000 documents takes less than one."""

_MOMENT = 0.01


def reading(files: Files, paths: Paths) -> AbstractContextManager[None]:
    """Keep out those that write while several files are read; needs no right to write.

    Raises:
        BlockingIOError: Another process has been writing for `PATIENCE` seconds.
        OSError: The lock file cannot be read.
    """
    return Connection(files, paths, read_only=True, newest_by="").locked(PATIENCE)


class _Stamp(NamedTuple):
    """What stat(2) says of a file: another file, or another content, has another stamp."""

    inode: int
    size: int
    mtime: int


class Connection:
    """The files of one database.

    Args:
        files: The disk.
        paths: Where they are.
        read_only: Whether never to write.
        newest_by: The field by which the newer of two versions of a document is known.

    Attributes:
        paths: Where they are.
        read_only: Whether never to write; the owner sets it where the system forbids writing.
    """

    def __init__(self, files: Files, paths: Paths, *, read_only: bool, newest_by: str) -> None:
        self.paths = paths
        self.read_only = read_only
        self._files = files
        self._newest_by = newest_by
        self._journal: OpenJournal | None = None
        self._seen_file: _Stamp | None = None
        self._seen_journal: _Stamp | None = None
        self._renew = False
        self._is_locked = False

    @property
    def is_ready(self) -> bool:
        """Whether the journal is open."""
        return self._journal is not None

    @property
    def has_changes(self) -> bool:
        """Whether the journal holds changes that are worth a fold."""
        return self._journal is not None and self._journal.has_changes

    @contextmanager
    def locked(self, patience: float = inf) -> Iterator[None]:
        """Keep other processes from writing; who only reads keeps out only those that write.

        Args:
            patience: How many seconds to wait for another process that writes.

        Raises:
            BlockingIOError: Another process still writes.
            OSError: The lock file cannot be opened.
            RuntimeError: It is locked here already.
        """
        if self._is_locked:
            raise RuntimeError("A change of this database cannot be made inside another.")
        try:
            descriptor = self._files.open(self.paths.lock, os.O_RDONLY if self.read_only else os.O_RDWR | os.O_CREAT)
        except FileNotFoundError:
            if not self.read_only:
                raise
            yield  # nobody has ever written here
            return
        with self._files.closing(descriptor):
            self._lock(descriptor, patience)
            self._is_locked = True
            try:
                yield
            finally:
                self._is_locked = False

    def _lock(self, descriptor: int, patience: float) -> None:
        deadline = monotonic() + patience
        while True:
            try:
                return self._files.lock(descriptor, wait=patience == inf, shared=self.read_only)
            except BlockingIOError as error:
                if monotonic() >= deadline:
                    raise BlockingIOError(error.errno, "another program is writing") from error
                sleep(_MOMENT)

    def examine(self) -> State:
        """Read everything; see `recovery.examine`."""
        return examine(self._files, self.paths, self._newest_by)

    def prepare(self, state: State) -> None:
        """Bring the files into order if we may, and open the journal.

        Raises:
            OSError: The disk refuses; it may be tried again.
        """
        self.close()
        if not self.read_only:
            self._journal = make_writable(self._files, self.paths, state, renew=self._renew)
            self._renew = False
        elif state.journal is not None:
            self._journal = OpenJournal(self._files, self.paths.journal, writable=False)
            self._journal.read()
        self.note()

    def note(self) -> None:
        """Take the files as they are for known."""
        self._seen_file, self._seen_journal = self._stamps()

    def is_current(self) -> bool:
        """Whether nobody has written since; two calls of stat(2)."""
        return (self._seen_file, self._seen_journal) == self._stamps()

    def follow(self) -> list[Record] | None:
        """What others appended, through a fold of theirs too, or nothing where all must be read anew."""
        if self._journal is None:
            return None
        next_n = self._journal.next_n
        records = self._appended()
        if records is None or [record.n for record in records] != list(range(next_n, self._journal.next_n)):
            return None
        stamp = self._stamp(self.paths.file)
        if stamp != self._seen_file and not _is_named(stamp, records):
            return None
        self.note()
        return records

    def append(self, record: Record) -> Record:
        """Write the record and give it with its number; it is on the disk when this returns.

        Raises:
            OSError: It is not.
        """
        assert self._journal is not None
        numbered = self._journal.append(record)
        self._seen_journal = self._stamp(self.paths.journal)
        return numbered

    def fold(self, tables: Tables) -> None:
        """Write the JSON file anew; see `folding.fold`.

        Raises:
            OSError: The disk refuses; `prepare` brings the files into order.
        """
        assert self._journal is not None
        try:
            self._journal = fold(self._files, self.paths, self._journal, tables)
        except OSError:
            self.close()
            raise
        self.note()

    def after_refusal(self) -> None:
        """Let go of a journal that must not be appended to any more; `prepare` will make it anew."""
        if self._journal is not None and self._journal.is_spent:
            self._renew = True
            self.close()

    def close(self) -> None:
        """Let go of the journal."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def _appended(self) -> list[Record] | None:
        """The records since ours, of the journal we hold and of one that has taken its place."""
        held = self._journal
        assert held is not None
        next_n, records = held.next_n, held.read()
        stamp = self._stamp(self.paths.journal)
        if records is None or stamp is None:
            return None
        if stamp.inode == held.inode:
            return list(records)
        self._journal = OpenJournal(self._files, self.paths.journal, writable=not self.read_only)
        held.close()
        newer = self._journal.read()
        if newer is None:
            return None
        numbered = {record.n: record for record in (*records, *newer) if record.n >= next_n}
        return [numbered[n] for n in sorted(numbered)]

    def _stamps(self) -> tuple[_Stamp | None, _Stamp | None]:
        return self._stamp(self.paths.file), self._stamp(self.paths.journal)

    def _stamp(self, path: Path) -> _Stamp | None:
        found = self._files.stat(path)
        return found and _Stamp(found.st_ino, found.st_size, found.st_mtime_ns)


def _is_named(stamp: _Stamp | None, records: list[Record]) -> bool:
    """Whether the last JSON file that the records speak of is the one with this stamp."""
    marks = [record.file for record in records if record.file]
    return stamp is not None and bool(marks) and marks[-1][1:] == stamp[1:]
