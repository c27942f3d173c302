"""Finding documents by the text in one of their fields without looking at each."""

from collections.abc import Mapping

from annotations.journal.values import Changes, Document, Tables


class Indexes:
    """At most one indexed field per table, kept in step with the documents.

    Args:
        fields: Table name → the field whose text is indexed; documents without text there are not.
    """

    def __init__(self, fields: Mapping[str, str]) -> None:
        self._fields = dict(fields)
        self._ids: dict[str, dict[str, dict[str, None]]] = {name: {} for name in fields}

    def build(self, tables: Tables) -> None:
        """Index all documents anew."""
        for name, field in self._fields.items():
            by_value: dict[str, dict[str, None]] = {}
            for doc_id, document in tables.get(name, {}).items():
                value = document.get(field)
                if isinstance(value, str):
                    by_value.setdefault(value, {})[doc_id] = None
            self._ids[name] = by_value

    def update(self, changes: Changes, tables: Tables) -> None:
        """Follow changes that are about to be made in `tables`."""
        for name in changes.keys() & self._fields.keys():
            rows = tables.get(name, {})
            for doc_id, document in changes[name].items():
                self._move(name, doc_id, rows.get(doc_id), document)

    def ids(self, table: str, field: str, value: str) -> list[str] | None:
        """Ids of the documents with this text, or nothing where the field is not indexed."""
        if self._fields.get(table) != field:
            return None
        return list(self._ids[table].get(value, ()))

    def _move(self, name: str, doc_id: str, old: Document | None, new: Document | None) -> None:
        field, by_value = self._fields[name], self._ids[name]
        was, is_now = (document.get(field) if document else None for document in (old, new))
        if was == is_now:
            return
        if isinstance(was, str):
            by_value[was].pop(doc_id, None)
            if not by_value[was]:
                del by_value[was]
        if isinstance(is_now, str):
            by_value.setdefault(is_now, {})[doc_id] = None
