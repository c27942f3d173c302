"""Every change ever made, and how to take one back.

A change that takes another back says so in its `meta`: `{"undoes": n}`; one that makes it again, `{"redoes":
n}`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotations.journal.drafts import Draft
from annotations.journal.files import Files, Paths
from annotations.journal.records import REDOES, UNDOES, Record, read_journal
from annotations.journal.values import Changes, Ids, same


def read_history(path: Path | str, files: Files | None = None) -> Iterator[Record]:
    """All changes that a database remembers, oldest first, those of the present journal included.

    Raises:
        OSError: The disk refuses to be read.
    """
    paths, disk = Paths.of(path), files or Files()
    last = 0
    for journal in journals(paths):
        for record in read_journal(disk.contents(journal) or b"").records:
            if record.is_history and record.n > last:
                last = record.n
                yield record


def journals(paths: Paths) -> list[Path]:
    """The journals of a database in order, the present one last."""
    return [*sorted(paths.history.glob("*.jsonl")), paths.journal]


@dataclass
class UndoList:
    """Which changes can be taken back, and which made again.

    Attributes:
        undoable: The latest last.
        redoable: The one taken back last, last.
    """

    undoable: list[Record] = field(default_factory=list)
    redoable: list[Record] = field(default_factory=list)

    @classmethod
    def of(cls, records: Iterable[Record]) -> "UndoList":
        """What a history says, oldest record first; whose changes count is the caller's choice."""
        undo_list = cls()
        for record in records:
            undo_list.add(record)
        return undo_list

    def add(self, record: Record) -> None:
        """Follow one more change."""
        if UNDOES in record.meta:
            self.redoable += _taken(self.undoable, record.meta[UNDOES])
        elif REDOES in record.meta:
            self.undoable += _taken(self.redoable, record.meta[REDOES])
        else:
            self.undoable.append(record)
            self.redoable.clear()


def undo(record: Record, draft: Draft) -> Ids:
    """Take a change back in a draft, except in documents that have been changed again since.

    Returns:
        The ids of those documents, which stay as they are.
    """
    return _exchange(record.changes, record.inverse(), draft)


def redo(record: Record, draft: Draft) -> Ids:
    """Make a change again that was taken back, except in documents that have been changed again since.

    Returns:
        The ids of those documents, which stay as they are.
    """
    return _exchange(record.inverse(), record.changes, draft)


def _exchange(expected: Changes, wanted: Changes, draft: Draft) -> Ids:
    skipped: Ids = {}
    for name, documents in wanted.items():
        rows = draft[name]
        for doc_id, document in documents.items():
            if same(rows.look(doc_id) if doc_id in rows else None, expected[name][doc_id]):
                draft.make({name: {doc_id: document}})
            else:
                skipped.setdefault(name, set()).add(doc_id)
    return skipped


def _taken(records: list[Record], n: object) -> list[Record]:
    """Take the record with this number out, if it is there."""
    index = next((i for i in reversed(range(len(records))) if records[i].n == n), None)
    return [] if index is None else [records.pop(index)]
