"""TinyDB's table over a journal: a change costs what it touches, ids never repeat, searches use an index."""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from annotations.journal.storage import JournalStorage
from annotations.journal.values import copied, new_uuid

if TYPE_CHECKING:  # opening changes nothing, as a rule
    from annotations.journal.drafts import RowsDraft

_T = TypeVar("_T")
_Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


class JournalTable(Table):
    """A table whose documents are in memory and whose changes are on disk when a method returns.

    It is used as TinyDB's table is. Ids are UUIDs of version 7 as decimal numbers: those that TinyDB counts
    up are given out twice by two processes, and again after a deletion; as numbers they are ids for a plain
    `TinyDB` too.
    """

    default_query_cache_capacity = 0

    @property
    def _journal(self) -> JournalStorage:
        return cast("JournalStorage", self._storage)

    def search(self, cond: QueryLike) -> list[Document]:
        """All documents that fit; an indexed field that is to equal a text spares looking at the others."""
        return [self._document(doc_id, raw) for doc_id, raw in self._matches(cond)]

    def get(  # type: ignore[override]  # one signature for TinyDB's five overloads
        self,
        cond: QueryLike | None = None,
        doc_id: Any = None,
        doc_ids: Iterable[Any] | None = None,
    ) -> Document | list[Document] | None:
        """One document by condition or id, or several by their ids.

        Raises:
            RuntimeError: Nothing was asked for.
        """
        if doc_id is not None:
            raw = self._rows().get(str(doc_id))
            return None if raw is None else self._document(str(doc_id), raw)
        if doc_ids is not None:
            return [self._document(key, raw) for key in map(str, doc_ids) if (raw := self._rows().get(key)) is not None]
        if cond is None:
            raise RuntimeError("You have to pass either cond or doc_id or doc_ids")
        return next((self._document(key, raw) for key, raw in self._matches(cond)), None)

    def update(self, fields: _Fields, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None) -> list[Any]:
        """Change the documents that fit, or those with these ids, or all; returns the ids of those."""
        wanted = None if doc_ids is None else list(doc_ids)

        def updater(rows: "RowsDraft") -> list[Any]:
            found = self._chosen(rows, cond, wanted)
            for doc_id in found:
                _change(rows[doc_id], fields)
            return found

        return self._change_rows(updater)

    def update_multiple(self, updates: Iterable[tuple[_Fields, QueryLike]]) -> list[Any]:
        """Several updates as one change; each condition sees what the ones before it did."""
        wanted = list(updates)

        def updater(rows: "RowsDraft") -> list[Any]:
            changed = []
            for fields, cond in wanted:
                for doc_id in [key for key in rows if cond(rows.look(key))]:
                    _change(rows[doc_id], fields)
                    changed.append(doc_id)
            return changed

        return self._change_rows(updater)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[Any]:
        """Update the documents that fit or insert this one, as one change.

        Raises:
            ValueError: There is neither a condition nor an id.
        """
        doc_ids = [document.doc_id] if isinstance(document, self.document_class) else None
        if doc_ids is None and cond is None:
            raise ValueError("Upserting takes a condition, or a table.Document with its id.")

        def updater(rows: "RowsDraft") -> list[Any]:
            found = self._chosen(rows, cond, doc_ids)
            for doc_id in found:
                rows[doc_id].update(document)
            if not found:
                found = doc_ids or [self._get_next_id()]
                rows[found[0]] = dict(document)
            return found

        return self._change_rows(updater)

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None) -> list[Any]:
        """Delete the documents that fit, or those with these ids; returns the ids of the deleted ones.

        Raises:
            RuntimeError: Nothing was asked for.
        """
        if cond is None and doc_ids is None:
            raise RuntimeError("Use truncate() to remove all documents")
        wanted = None if doc_ids is None else list(doc_ids)

        def updater(rows: "RowsDraft") -> list[Any]:
            found = self._chosen(rows, cond, wanted)
            for doc_id in found:
                del rows[doc_id]
            return found

        return self._change_rows(updater)

    def __len__(self) -> int:
        return len(self._rows())

    def __iter__(self) -> Iterator[Document]:
        return (self._document(doc_id, raw) for doc_id, raw in self._all())

    def _get_next_id(self) -> Any:
        return self.document_id_class(str(new_uuid().int))

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return {doc_id: copied(raw) for doc_id, raw in self._all()}

    def _update_table(self, updater: Callable[[Any], Any]) -> None:
        self._change_rows(updater)

    def _change_rows(self, updater: "Callable[[RowsDraft], _T]") -> _T:
        return self._journal.change(lambda draft: updater(draft.rows(self.name, self.document_id_class)))

    def _rows(self) -> dict[str, dict[str, Any]]:
        return self._journal.memory.rows(self.name)

    def _all(self) -> list[tuple[str, dict[str, Any]]]:
        return list(self._rows().items())  # in one step, so that another thread may write meanwhile

    def _document(self, doc_id: str, raw: dict[str, Any]) -> Document:
        return self.document_class(copied(raw), self.document_id_class(doc_id))

    def _chosen(self, rows: "RowsDraft", cond: QueryLike | None, doc_ids: list[Any] | None) -> list[Any]:
        if doc_ids is not None:
            return [doc_id for doc_id in dict.fromkeys(doc_ids) if doc_id in rows]
        if cond is None:
            return list(rows)
        return [self.document_id_class(doc_id) for doc_id, _ in self._matches(cond)]

    def _matches(self, cond: QueryLike) -> Iterator[tuple[str, dict[str, Any]]]:
        candidates = self._candidates(cond)
        if candidates is None:
            return ((doc_id, raw) for doc_id, raw in self._all() if cond(raw))
        rows = self._rows()
        found = ((doc_id, rows.get(doc_id)) for doc_id in candidates)
        return ((doc_id, raw) for doc_id, raw in found if raw is not None and cond(raw))

    def _candidates(self, cond: QueryLike) -> list[str] | None:
        """Ids among which all matches are, by the index; what a query asks is only in its private hash."""
        for asked in _conditions(getattr(cond, "_hash", None)):
            match asked:
                case ("==", (str(field),), str(value)):
                    ids = self._journal.memory.ids_with(self.name, field, value)
                    if ids is not None:
                        return ids
        return None


def _conditions(asked: object) -> Iterator[object]:
    """The conditions that must all hold, of a query's hash."""
    match asked:
        case ("and", frozenset() as parts):
            for part in parts:
                yield from _conditions(part)
        case _:
            yield asked


def _change(document: dict[str, Any], fields: _Fields) -> None:
    if callable(fields):
        fields(document)
    else:
        document.update(fields)
