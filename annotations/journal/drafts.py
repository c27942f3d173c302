"""A change while it is being made: mappings that copy what is looked at and collect what is done."""

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

from annotations.journal.values import Changes, Document, Rows, Tables, as_stored, copied, same


class RowsDraft(MutableMapping[Any, Document]):
    """A table in the making.

    A document taken out is a copy that may be modified; the table that everybody reads stays as it is.

    Args:
        rows: The table as it is.
        as_id: What ids look like to whoever makes the change; stored they are text.
    """

    def __init__(self, rows: Rows, as_id: Callable[[str], Any] = str) -> None:
        self._rows = rows
        self._touched: dict[str, Document | None] = {}
        self._as_id = as_id

    def __getitem__(self, doc_id: Any) -> Document:
        key = str(doc_id)
        if key not in self._touched:
            self._touched[key] = copied(self._rows[key])
        document = self._touched[key]
        if document is None:
            raise KeyError(doc_id)
        return document

    def __setitem__(self, doc_id: Any, document: Document) -> None:
        self._touched[str(doc_id)] = document

    def __delitem__(self, doc_id: Any) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._touched[str(doc_id)] = None

    def __contains__(self, doc_id: object) -> bool:
        key = str(doc_id)
        return self._touched[key] is not None if key in self._touched else key in self._rows

    def __iter__(self) -> Iterator[Any]:
        kept = (key for key in self._rows if key not in self._touched or self._touched[key] is not None)
        new = (key for key, document in self._touched.items() if document is not None and key not in self._rows)
        return (self._as_id(key) for keys in (kept, new) for key in list(keys))

    def __len__(self) -> int:
        gone = sum(document is None and key in self._rows for key, document in self._touched.items())
        new = sum(document is not None and key not in self._rows for key, document in self._touched.items())
        return len(self._rows) - gone + new

    def look(self, doc_id: Any) -> Document:
        """The document as it is by now, for reading only.

        Raises:
            KeyError: There is none.
        """
        key = str(doc_id)
        return self[key] if key in self._touched else self._rows[key]

    def clear(self) -> None:
        """Delete every document."""
        self._touched = dict.fromkeys(self._rows)

    def changes(self) -> dict[str, Document | None]:
        """What became different: id → the document as it will be stored, or nothing where it is deleted.

        Raises:
            TypeError: A document holds what JSON cannot say.
            ValueError: It holds a number that is none (NaN, infinity).
        """
        stored = {key: None if document is None else as_stored(document) for key, document in self._touched.items()}
        return {key: document for key, document in stored.items() if not same(self._rows.get(key), document)}


class Draft:
    """A change over any number of tables in the making: `draft["annotations"][doc_id] = {…}`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._drafts: dict[str, RowsDraft] = {}

    def __getitem__(self, name: str) -> RowsDraft:
        return self.rows(name)

    def rows(self, name: str, as_id: Callable[[str], Any] = str) -> RowsDraft:
        """The table, empty where there is none yet."""
        if name not in self._drafts:
            self._drafts[name] = RowsDraft(self._tables.get(name, {}), as_id)
        return self._drafts[name]

    def make(self, changes: Changes) -> None:
        """Make changes that are known already."""
        for name, documents in changes.items():
            rows = self.rows(name)
            for doc_id, document in documents.items():
                if document is not None:
                    rows[doc_id] = document
                elif doc_id in rows:
                    del rows[doc_id]

    def changes(self) -> Changes:
        """What became different, table by table.

        Raises:
            TypeError: A document holds what JSON cannot say.
            ValueError: It holds a number that is none.
        """
        made = {name: draft.changes() for name, draft in self._drafts.items()}
        return {name: documents for name, documents in made.items() if documents}
