"""A SQLite file of the cache: an engine, not a store.

Everything in it can be had again. It is thrown away and begun anew when it is damaged, or when another version of the
program made it, and it does without waiting for the disk. Where it cannot be written, its tables are in memory.
"""

import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # loaded with the first question
    import sqlite3

_Result = TypeVar("_Result")

TO_MEND = "Make room there, allow writing, or set XDG_CACHE_HOME to another folder."
"""What a person can do where the cache cannot be written."""

_PATIENCE = 5.0  # seconds that one window waits while another writes
_PAGES = 500  # KiB of the file that each connection keeps in memory: the system keeps it, too
_UNWRITABLE = (
    "The cache in {folder} cannot be written ({reason}). What is read of the articles is kept in memory only, and the"
    f" next start reads them again. {TO_MEND}"
)
_TABLE = re.compile(r"CREATE (?:VIRTUAL )?TABLE (\w+)")


class CacheFile:
    """Tables that may be gone tomorrow. May be used in any thread; each has a connection of its own.

    Args:
        path: The file; the tables are in memory, and gone with the program, if not given.
        schema: The statements that lay them out, with a semicolon after each.
        version: Gives a number that changes with whatever fills the tables, when it is first needed.
    """

    def __init__(self, path: Path | None, schema: str, version: Callable[[], int]) -> None:
        self._path = path
        self._schema = schema
        self._version = version
        self._here = threading.local()
        self._opened: list[_Connection] = []
        self._busy: list[_Connection] = []  # let go of while they were being asked
        self._is_damaged = False
        self._tellings: list[str] = []
        self._lock = threading.Lock()

    def tellings(self) -> list[str]:
        """What a person should know about the file and has not been told yet, as sentences."""
        told, self._tellings = self._tellings, []
        return told

    @property
    def path(self) -> Path | None:
        """The file, if it is not in memory."""
        return self._path

    @property
    def is_there(self) -> bool:
        """Whether anybody has put something into it; does not open it."""
        return bool(self._opened) or (self._path is not None and self._path.exists())

    def ask(self, question: "Callable[[sqlite3.Connection], _Result]", otherwise: _Result) -> _Result:
        """The answer to a question; a damaged file is begun anew, and one that cannot be had now knows nothing.

        Where the file can be neither made nor written, its tables are in memory from then on.

        Args:
            question: Asked of the database; what it changes it must commit.
            otherwise: The answer of a file that knows nothing.

        Raises:
            sqlite3.ProgrammingError: The question is wrong.
        """
        import sqlite3

        connection = None
        try:
            connection = self._connection()
            return connection.ask(question)
        except sqlite3.OperationalError as error:  # locked for too long: another time
            return self.ask(question, otherwise) if self._goes_on_without(connection, error) else otherwise
        except sqlite3.ProgrammingError:
            if connection and connection.is_retired:  # closed before it was asked: another time, too
                return otherwise
            raise
        except sqlite3.DatabaseError:
            self._give_up(connection)
            return otherwise

    def let_go(self) -> None:
        """Close this thread's connection until it asks again: SQLite keeps what it was given last, whole texts too."""
        found: _Connection | None = getattr(self._here, "connection", None)
        with self._lock:
            if found in self._opened:
                self._opened.remove(found)
                if not found.retire():
                    self._busy.append(found)

    def close(self) -> None:
        """Let go of the file, in any thread and as often as one likes; never waits.

        Questions that other threads are asking are answered, and the thread that has asked lets go then. Whoever asks
        later opens the file again.
        """
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        self._busy = [each for each in (*self._busy, *self._opened) if not each.retire()]
        self._opened.clear()

    def _connection(self) -> "_Connection":
        found: _Connection | None = getattr(self._here, "connection", None)
        if found is None or found.is_retired:
            with self._lock:
                if self._path is None:  # tables in memory are those of one connection
                    return self._opened[0] if self._opened else self._open()
                found = self._here.connection = self._open()
        return found

    def _open(self) -> "_Connection":
        import sqlite3

        if self._is_damaged:
            self._throw_away()
        if self._path:
            with suppress(OSError):  # connecting says so
                self._path.parent.mkdir(parents=True, exist_ok=True)
        # closed by whichever thread ends the program
        db = sqlite3.connect(self._path or ":memory:", timeout=_PATIENCE, check_same_thread=False)
        self._opened.append(_Connection(db, self._prepare))
        return self._opened[-1]

    def _prepare(self, db: "sqlite3.Connection") -> None:
        db.execute("PRAGMA synchronous = OFF")
        db.execute(f"PRAGMA cache_size = -{_PAGES}")
        if db.execute("PRAGMA user_version").fetchone()[0] != self._version():
            db.execute("PRAGMA journal_mode = WAL")  # stays so
            lay_out(db, self._schema, self._version())

    def _goes_on_without(self, failing: "_Connection | None", error: "sqlite3.OperationalError") -> bool:
        """Have the tables in memory if the file cannot be written; returns whether a question may be asked there."""
        if not _is_of_writing(error):
            return False
        with self._lock:
            if self._path:
                self._tellings.append(_UNWRITABLE.format(folder=self._path.parent, reason=error))
                self._move_into_memory(failing)
            return failing not in self._opened  # memory itself may be full

    def _move_into_memory(self, failing: "_Connection | None") -> None:
        left, self._opened = self._opened, []
        self._path, self._is_damaged = None, False
        memory = self._open()
        if failing:
            failing.copy_to(memory)
        self._busy = [each for each in (*self._busy, *left) if not each.retire()]

    def _give_up(self, damaged: "_Connection | None") -> None:
        """Have the file thrown away, unless it was closed or thrown away since the connection was made."""
        with self._lock:
            if damaged in self._opened:
                self._is_damaged = True
                self._let_go()

    def _throw_away(self) -> None:
        """Throw the file away, which nobody may be using: SQLite would mix what is written to it with the next one's.

        Raises:
            sqlite3.OperationalError: Another thread is still asking.
        """
        import sqlite3

        self._let_go()
        if self._busy:
            raise sqlite3.OperationalError("still asked")
        for ending in ("", "-wal", "-shm") if self._path else ():
            with suppress(OSError):
                os.unlink(f"{self._path}{ending}")  # noqa: PTH108 - an ending is added to the whole name
        self._is_damaged = False


class _Connection:
    """A connection that one thread after the other may use; SQLite crashes where one is closed while it is used."""

    def __init__(self, db: "sqlite3.Connection", prepare: "Callable[[sqlite3.Connection], None]") -> None:
        self._db = db
        self._prepare: Callable[[sqlite3.Connection], None] | None = prepare
        self._using = threading.RLock()  # a question may ask another one
        self._asked = 0  # how many questions are being asked, one inside the other
        self.is_retired = False

    def ask(self, question: "Callable[[sqlite3.Connection], _Result]") -> _Result:
        """The answer to a question, once other threads have theirs."""
        try:
            with self._using, self._counted():
                if self._prepare:
                    self._prepare(self._db)
                    self._prepare = None
                return question(self._db)
        finally:
            if self.is_retired:
                self.retire()

    def copy_to(self, other: "_Connection") -> None:
        """Copy what can still be read."""
        import sqlite3

        with suppress(sqlite3.Error):
            self._db.rollback()
            self._db.backup(other._db)  # noqa: SLF001 - another one of this class

    @contextmanager
    def _counted(self) -> Iterator[None]:
        self._asked += 1
        try:
            yield
        finally:
            self._asked -= 1

    def retire(self) -> bool:
        """Close it, now or when what is being asked of it is answered; returns whether it is closed."""
        self.is_retired = True  # first: who is asking looks at it after letting go of the lock
        if not self._using.acquire(blocking=False):
            return False
        is_closed = not self._asked
        if is_closed:
            self._db.close()
        self._using.release()
        return is_closed


def _is_of_writing(error: "sqlite3.OperationalError") -> bool:
    """Whether it says that a file cannot be made or written, now or a moment later."""
    import sqlite3

    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    kinds = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY)
    # where another window has thrown the file away, there is a new one
    return code & 0xFF in kinds and code != sqlite3.SQLITE_READONLY_DBMOVED


def lay_out(db: "sqlite3.Connection", schema: str, version: int) -> None:
    """Make empty tables, in one window while others wait; those of this version stay as they are.

    Args:
        db: Where to.
        schema: The statements that lay them out, with a semicolon after each.
        version: What the tables are of.
    """
    with db:  # or a full disk would leave the transaction open
        db.execute("BEGIN IMMEDIATE")
        if db.execute("PRAGMA user_version").fetchone()[0] == version:
            return
        for table in _TABLE.findall(schema):
            db.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in filter(str.strip, schema.split(";")):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {version}")


def version_of(*folders: Path) -> int:
    """A number that changes with every change of the modules in some folders."""
    import hashlib

    stamps = repr([_stamps(folder) for folder in folders])
    return int(hashlib.sha256(stamps.encode()).hexdigest()[:7], 16)


def _stamps(folder: Path) -> list[tuple[str, int, int]]:
    """Name, size and time of each module; every start asks, and `Path.glob` takes twice as long."""
    with os.scandir(folder) as entries:
        found = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py")]
    return sorted((name, each.st_size, each.st_mtime_ns) for name, each in found)
