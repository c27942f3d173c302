"""The documents in memory: read by any thread without waiting, replaced whole by the one that writes."""

from collections.abc import Mapping

from annotations.journal.indexes import Indexes
from annotations.journal.values import Changes, Rows, Tables, apply, copied


class Memory:
    """All documents of a database, and their index.

    Args:
        indexes: Table name → the field whose text is indexed.

    Attributes:
        tables: The documents; a table that holds none does not exist.
    """

    def __init__(self, indexes: Mapping[str, str]) -> None:
        self.tables: Tables = {}
        self._indexes = Indexes(indexes)

    def load(self, tables: Tables) -> None:
        """Hold these documents from now on."""
        self.tables = tables
        self._indexes.build(tables)

    def take(self, changes: Changes) -> None:
        """Make changes."""
        self._indexes.update(changes, self.tables)
        apply(changes, self.tables)

    def rows(self, table: str) -> Rows:
        """A table's documents: to be read, never to be modified."""
        return self.tables.get(table, {})

    def ids_with(self, table: str, field: str, value: str) -> list[str] | None:
        """Ids of the documents with this text in this field, or nothing where it is not indexed."""
        return self._indexes.ids(table, field, value)

    def replaced_by(self, changes: Changes) -> Tables:
        """The documents that the changes would replace or delete."""
        replaced = {
            name: {doc_id: rows[doc_id] for doc_id in documents if doc_id in rows}
            for name, documents in changes.items()
            if (rows := self.rows(name))
        }
        return {name: rows for name, rows in replaced.items() if rows}

    def copy(self) -> Tables:
        """All documents, sharing nothing with those in memory."""
        return {name: copied(dict(rows)) for name, rows in list(self.tables.items())}
