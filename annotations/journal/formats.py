"""The number of the format that the documents are in: newer ones are refused, older ones brought forward."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from annotations.errors import NewerFormatError, StoreError
from annotations.journal.files import Files, Paths
from annotations.journal.snapshot import write_tables
from annotations.journal.values import Tables, copied

TABLE = "format"
"""The table that holds the number, in its one document."""

Migration = Callable[[Tables], None]
"""Brings all tables from one format to the next, in place."""


class Format(NamedTuple):
    """The format that a program works with.

    Attributes:
        number: Its number, from 1 on; 0 where the program keeps no number. A database without one counts as
            1.
        migrations: Format number → what leads from it to the next; a number without one needs nothing done.
    """

    number: int = 0
    migrations: Mapping[int, Migration] = {}

    def check(self, tables: Tables, path: Path) -> None:
        """Refuse a database of a newer format.

        Raises:
            NewerFormatError: It is.
            StoreError: What stands in the format's place is no number.
        """
        if not self.number:
            return
        found = _number(tables)
        if type(found) is not int or found < 1:
            raise StoreError(
                f"{path} has a table “{TABLE}” whose number is {json.dumps(found)}, which is no format of this "
                "program. Nothing was changed; give that table another name to open the database."
            )
        if found > self.number:
            raise NewerFormatError(
                f"{path} has format {found}, and this program knows formats up to {self.number}. "
                "Nothing was changed; update the program to open it."
            )

    def migrated(self, tables: Tables, files: Files, paths: Paths) -> Tables:
        """The tables in this format; before documents are changed, a copy of them is put among the backups.

        Raises:
            OSError: The copy cannot be written.
        """
        if not self.number or _is_stamped(tables, self.number):
            return tables
        found = _number(tables)
        new: Tables = copied(tables)
        if tables and found < self.number:
            _keep(tables, files, paths, self.number)
        for number in range(found, self.number):
            self.migrations.get(number, _nothing)(new)
        new[TABLE] = {"1": {"number": self.number}}
        return new


def _number(tables: Tables) -> Any:
    return tables.get(TABLE, {}).get("1", {}).get("number", 1)


def _is_stamped(tables: Tables, number: int) -> bool:
    return TABLE in tables and _number(tables) == number


def _keep(tables: Tables, files: Files, paths: Paths, number: int) -> None:
    files.make_folder(paths.backups)
    files.create(paths.backups / f"before-format-{number}.json", write_tables(tables))
    files.sync_folder(paths.backups)


def _nothing(_tables: Tables) -> None:
    """Some formats differ only in what they allow."""
