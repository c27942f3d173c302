"""The write path: lock, look what others did, one line, fsync, memory, unlock; then it is saved."""

import errno
import gc
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from tinydb.storages import Storage

from annotations.errors import NotSavedError, StoreError
from annotations.journal.connection import PATIENCE, Connection
from annotations.journal.files import Files, Paths
from annotations.journal.formats import Format
from annotations.journal.memory import Memory
from annotations.journal.records import LOSERS, Record
from annotations.journal.recovery import State
from annotations.journal.values import Changes, Document, Ids, Rows, Tables, difference, now

if TYPE_CHECKING:  # opening changes nothing, as a rule
    from annotations.journal.drafts import Draft

_T = TypeVar("_T")


_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR}
_REASONS = (
    {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "your share of the disk is full",
        errno.EFBIG: "the file may not grow any further",
        errno.EIO: "the disk reports an error",
    }
    | dict.fromkeys(_FORBIDDEN, "it may not be written")
    | dict.fromkeys(_NO_FOLDER, "its folder does not exist")
)


class JournalStorage(Storage):
    """One JSON file and its journal as TinyDB's storage.

    Documents are read from memory, by any thread and without waiting; memory holds nothing that is not on
    disk. A change is made with `change`, by one thread at a time; others wait. While a batch is being taken
    into memory, a reader may see some of its documents already and others not yet.

    Args:
        path: The JSON file; made if it is not there.
        read_only: Never write; without it the database is writable if the system lets us.
        indexes: Table name → the field whose text finds documents without looking at each.
        newest_by: The field by which the newer of two versions of a document is known.
        format: The format that the caller works with, and how older ones become it.
        files: The disk.

    Attributes:
        paths: Where the database's files are.
        memory: The documents, to be read by any thread and modified by none.

    Raises:
        DamagedError: The files cannot be read whole; nothing was changed.
        NewerFormatError: A newer version of the program wrote them; nothing was changed.
        StoreError: The system does not let us read them.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        read_only: bool = False,
        indexes: Mapping[str, str] | None = None,
        newest_by: str = "updated_at",
        format: Format | None = None,  # noqa: A002 - the word of the domain
        files: Files | None = None,
    ) -> None:
        super().__init__()
        self._disk = files or Files()
        self.paths = Paths.of(path)
        self._connection = Connection(self._disk, self.paths, read_only=read_only, newest_by=newest_by)
        self._format = format or Format()
        self.memory = Memory(indexes or {})
        self._is_loaded = False
        self._obstacle = "it was opened for reading only" if read_only else ""
        self._tellings: deque[str] = deque()
        self._outside: deque[Changes] = deque()
        self._mutex = RLock()
        self._open()

    @property
    def obstacle(self) -> str:
        """Why nothing can be saved at the moment, as half a sentence, or nothing if it can."""
        return self._obstacle

    def tellings(self) -> list[str]:
        """What happened to the files and what was done, as sentences; each is given once."""
        return [self._tellings.popleft() for _ in range(len(self._tellings))]

    def rows(self, table: str) -> Rows:
        """A table's documents as they are in memory: to be read, never to be modified."""
        return self.memory.rows(table)

    def change(self, edit: "Callable[[Draft], _T]", meta: Mapping[str, Any] | None = None) -> _T:
        """Make a change and give what `edit` gives: all of it is on disk by then, or none is anywhere.

        Args:
            edit: Makes it in the draft that it is given, knowing what other processes have saved by then; if
                it raises, nothing changes. It must not read or write this database otherwise.
            meta: What is to be remembered of the change in the history, as JSON can say it; with `losers` in it,
                also where nothing changes.

        Raises:
            NotSavedError: The disk refused; trying again later is safe.
            TypeError: A document holds what JSON cannot say.
            ValueError: It holds a number that is none (NaN, infinity).
        """
        return self._change(edit, meta)[0]

    def record(self, edit: "Callable[[Draft], object]", meta: Mapping[str, Any] | None = None) -> Record | None:
        """Make a change like `change`, and give what the history says of it, if anything changed."""
        return self._change(edit, meta)[1]

    def commit(self, changes: Changes, meta: Mapping[str, Any] | None = None) -> Record | None:
        """Make changes that are known already; see `record`."""
        return self.record(lambda draft: draft.make(changes), meta)

    def replace_all(self, tables: Tables, meta: Mapping[str, Any] | None = None) -> Record | None:
        """Let the database hold exactly these documents; see `record`."""
        return self.record(lambda draft: draft.make(difference(self.memory.tables, tables)), meta)

    def refresh(self) -> Ids:
        """Read what other processes have saved, and say what that changed since the last time this was asked.

        Two calls of stat(2) where nothing has changed; never waits for another process or thread that is
        writing.
        """
        if self._mutex.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._mutex.release()
        changed: Ids = {}
        while self._outside:
            for name, documents in self._outside.popleft().items():
                changed.setdefault(name, set()).update(documents)
        return changed

    def fold(self) -> None:
        """Write the JSON file anew from memory, where the journal holds changes.

        Raises:
            NotSavedError: The disk refused; the journal still has everything.
        """
        with self._mutex, self._saving(), self._connection.locked():
            self._make_ready()
            self._catch_up()
            if self._connection.has_changes:
                self._connection.fold(self.memory.tables)

    def read(self) -> dict[str, dict[str, Any]]:
        """All documents, copied; TinyDB's own way to read."""
        return self.memory.copy()

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Let the database hold exactly these documents; TinyDB's own way to write."""
        wanted = {name: {str(key): dict(document) for key, document in rows.items()} for name, rows in data.items()}
        self.replace_all(wanted)

    def close(self) -> None:
        """Fold, so that the JSON file says everything, and let go of the files; a refusal is told."""
        with self._mutex:
            try:
                if self._connection.is_ready and not self._connection.read_only:
                    self.fold()
            except StoreError as error:
                self._tell([f"{error} The journal still has every change."])
            finally:
                self._connection.close()

    def _open(self) -> None:
        try:
            with _collector_at_rest():
                self._first_look()
        except OSError as error:
            raise StoreError(f"{self.paths.file} cannot be opened: {_reason(error)}.") from error

    def _first_look(self) -> None:
        try:
            with self._connection.locked(PATIENCE):
                self._reload()
        except BlockingIOError as error:
            self._obstacle = self._obstacle or _reason(error)
            self._load(self._state())
        except OSError as error:
            if self._connection.read_only or error.errno in _NO_FOLDER:
                raise
            self._obstacle = _reason(error)
            self._connection.read_only = error.errno in _FORBIDDEN
            if self._connection.read_only:
                self._tell([f"{self.paths.file} is open for reading only: {self._obstacle}."])
            self._load(self._state())

    def _state(self) -> State:
        state = self._connection.examine()
        self._format.check(state.tables, self.paths.file)
        return state

    def _reload(self) -> None:
        """Read the files whole, and bring them into order if we may."""
        state = self._state()
        self._load(state)
        self._connection.prepare(state)
        if not self._connection.read_only:
            self._migrate()

    def _load(self, state: State) -> None:
        self._tell(state.tellings)
        if self._is_loaded:
            self._take_from_outside(difference(self.memory.tables, state.tables))
        else:
            self.memory.load(state.tables)
            self._is_loaded = True

    def _migrate(self) -> None:
        self._obstacle = ""
        migrated = self._format.migrated(self.memory.tables, self._disk, self.paths)
        if migrated is not self.memory.tables:
            self._commit(difference(self.memory.tables, migrated), {"format": self._format.number, "at": now()})

    def _make_ready(self) -> None:
        if self._connection.read_only:
            raise NotSavedError(f"Not saved in {self.paths.file}: {self._obstacle}.")
        if not self._connection.is_ready:
            self._reload()

    def _change(self, edit: "Callable[[Draft], _T]", meta: Mapping[str, Any] | None) -> tuple[_T, Record | None]:
        from annotations.journal.drafts import Draft

        with self._mutex, self._saving(), self._connection.locked():
            self._make_ready()
            self._catch_up()
            draft = Draft(self.memory.tables)
            result = edit(draft)
            changes, remembered = draft.changes(), dict(meta or {})
            return result, self._commit(changes, remembered) if changes or LOSERS in remembered else None

    def _commit(self, changes: Changes, meta: Document) -> Record:
        record = Record(0, changes, self.memory.replaced_by(changes), meta)
        numbered = self._connection.append(record)
        self.memory.take(changes)
        self._obstacle = ""
        return numbered

    def _take_from_outside(self, changes: Changes) -> None:
        if changes:
            self.memory.take(changes)
            self._outside.append(changes)

    def _look(self) -> None:
        if self._connection.is_current():
            return
        try:
            with self._connection.locked(patience=0):
                self._catch_up()
        except BlockingIOError:
            return  # somebody is writing: there will be more to see in a moment
        except OSError as error:
            self._obstacle = _reason(error)

    def _catch_up(self) -> None:
        if self._connection.is_current():
            return
        records = self._connection.follow()
        if records is None:
            self._reload()
        for record in records or ():
            self._take_from_outside(record.changes)

    def _tell(self, sentences: Sequence[str]) -> None:
        self._tellings.extend([sentence for sentence in sentences if sentence not in self._tellings])

    @contextmanager
    def _saving(self) -> Iterator[None]:
        """Turn the disk's refusal into a sentence, and begin afresh with the next change."""
        try:
            yield
        except OSError as error:
            self._obstacle = _reason(error)
            self._connection.after_refusal()
            raise NotSavedError(f"Not saved in {self.paths.file}: {self._obstacle}.") from error


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Load without looking for garbage: nothing loaded is any, and looking doubles the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
