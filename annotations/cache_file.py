"""A SQLite file of the cache: an engine, not a store.

Everything in it can be had again. It is thrown away and begun anew when it is damaged, or when another version of the
program made it, and it does without waiting for the disk.
"""

import os
import re
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # loaded with the first question
    import sqlite3

_Result = TypeVar("_Result")

_PATIENCE = 5.0  # seconds that one window waits while another writes
_PAGES = 500  # KiB of the file that each connection keeps in memory: the system keeps it, too
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
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._generation = 0

    @property
    def path(self) -> Path | None:
        """The file, if it is not in memory."""
        return self._path

    @property
    def is_there(self) -> bool:
        """Whether anybody has put something into it; does not open it."""
        return bool(self._opened) or (self._path is not None and self._path.exists())

    def ask(self, question: "Callable[[sqlite3.Connection], _Result]", otherwise: _Result) -> _Result:
        """The answer to a question; a damaged file is begun anew, and one that cannot be had knows nothing.

        Args:
            question: Asked of the database; what it changes it must commit.
            otherwise: The answer of a file that knows nothing.
        """
        import sqlite3

        try:
            return question(self._connection())
        except (sqlite3.OperationalError, sqlite3.ProgrammingError):
            return otherwise  # locked for too long, a full disk, closed by another thread: another time
        except sqlite3.DatabaseError:
            self._begin_anew()
            return otherwise

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._generation += 1
            while self._opened:
                self._opened.pop().close()

    def _connection(self) -> "sqlite3.Connection":
        if self._path is None:
            with self._lock:
                return self._opened[0] if self._opened else self._open()
        if getattr(self._here, "generation", None) != self._generation:
            with self._lock:
                self._here.connection, self._here.generation = self._open(), self._generation
        connection: sqlite3.Connection = self._here.connection
        return connection

    def _open(self) -> "sqlite3.Connection":
        import sqlite3

        if self._path:
            with suppress(OSError):  # connecting says so
                self._path.parent.mkdir(parents=True, exist_ok=True)
        # closed by whichever thread ends the program
        db = sqlite3.connect(self._path or ":memory:", timeout=_PATIENCE, check_same_thread=False)
        self._opened.append(db)
        db.execute("PRAGMA synchronous = OFF")
        db.execute(f"PRAGMA cache_size = -{_PAGES}")
        if db.execute("PRAGMA user_version").fetchone()[0] != self._version():
            db.execute("PRAGMA journal_mode = WAL")  # stays so
            lay_out(db, self._schema, self._version())
        return db

    def _begin_anew(self) -> None:
        self.close()
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                os.unlink(f"{self._path}{ending}")  # noqa: PTH108 - an ending is added to the whole name


def lay_out(db: "sqlite3.Connection", schema: str, version: int) -> None:
    """Make empty tables, in one window while others wait; those of this version stay as they are.

    Args:
        db: Where to.
        schema: The statements that lay them out, with a semicolon after each.
        version: What the tables are of.
    """
    db.execute("BEGIN IMMEDIATE")
    if db.execute("PRAGMA user_version").fetchone()[0] != version:
        for table in _TABLE.findall(schema):
            db.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in filter(str.strip, schema.split(";")):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {version}")
    db.commit()


def version_of(*folders: Path) -> int:
    """A number that changes with every change of the modules in some folders."""
    import hashlib

    found = [path.stat() for folder in folders for path in sorted(folder.glob("*.py"))]
    stamps = repr([(each.st_size, each.st_mtime_ns) for each in found])
    return int(hashlib.sha256(stamps.encode()).hexdigest()[:7], 16)
