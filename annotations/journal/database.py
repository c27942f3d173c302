"""Opening a database: TinyDB with the journal's storage and table."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from tinydb import TinyDB

from annotations.journal.files import Files
from annotations.journal.formats import Format
from annotations.journal.records import Record
from annotations.journal.storage import JournalStorage
from annotations.journal.table import JournalTable
from annotations.journal.values import Changes, Ids

if TYPE_CHECKING:  # opening changes nothing, as a rule
    from annotations.journal.drafts import Draft

_T = TypeVar("_T")


class JournalDB(TinyDB):
    """A TinyDB that loses nothing; `change` makes one change over any number of documents and tables."""

    table_class = JournalTable
    default_storage_class = JournalStorage  # type: ignore[assignment]  # TinyDB asks for its own

    @property
    def journal(self) -> JournalStorage:
        """The storage: what it has to tell, whether it can save, what others changed."""
        return cast("JournalStorage", self.storage)

    def tables(self) -> set[str]:
        """The names of all tables that hold documents."""
        return set(self.journal.memory.tables)

    def change(self, edit: "Callable[[Draft], _T]", meta: Mapping[str, Any] | None = None) -> _T:
        """Make a change over any number of documents and tables; see `JournalStorage.change`."""
        return self.journal.change(edit, meta)

    def commit(self, changes: Changes, meta: Mapping[str, Any] | None = None) -> Record | None:
        """Make changes that are known already; see `JournalStorage.commit`."""
        return self.journal.commit(changes, meta)

    def refresh(self) -> Ids:
        """What other processes have changed since this was last asked; see `JournalStorage.refresh`."""
        return self.journal.refresh()

    def tellings(self) -> list[str]:
        """What happened to the files and what was done about it, as sentences; each is given once."""
        return self.journal.tellings()


def open_database(
    path: Path | str,
    *,
    read_only: bool = False,
    indexes: Mapping[str, str] | None = None,
    newest_by: str = "updated_at",
    format: Format | None = None,  # noqa: A002 - the word of the domain
    files: Files | None = None,
) -> JournalDB:
    """Open a database, repairing what has to be; the arguments are those of `JournalStorage`.

    Raises:
        DamagedError: The files cannot be read whole; nothing was changed.
        NewerFormatError: A newer version of the program wrote them; nothing was changed.
        StoreError: The system does not let us read them.
    """
    return JournalDB(path, read_only=read_only, indexes=indexes, newest_by=newest_by, format=format, files=files)
