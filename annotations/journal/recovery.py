"""What the files say, whatever happened to them: reads, decides, writes nothing.

The order in which a damaged JSON file is read: as it is → without a byte-order mark → both sides of a git
conflict → line by line → filled from the second copy. When that is not enough it is refused, and nothing has
been touched.

The second copy is the pair of files that the last fold replaced: the JSON file before this one and the
journal that led from it to this one; after that the whole history, where it begins with an empty database.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from annotations.errors import DamagedError, NewerFormatError
from annotations.journal.files import Files, Paths
from annotations.journal.records import (
    LOSERS,
    VERSION,
    FileMark,
    Journal,
    Record,
    anchor,
    consecutive,
    last_mark,
    read_journal,
    replay,
    rewind,
)
from annotations.journal.snapshot import BOM, EMPTY, parse_tables, salvage, write_tables
from annotations.journal.values import Changes, Document, Tables, difference, now, number_of_documents

if TYPE_CHECKING:  # a database that nobody else has changed needs no merging
    from annotations.journal.merging import Merge

_SINGLE_BITS = {0, 1, 2, 4, 8, 16, 32, 64, 128}


class State(NamedTuple):
    """A database as its files say it is.

    Attributes:
        tables: All documents.
        mark: The JSON file as it was found.
        journal: The journal, or nothing where there is none.
        next_n: The number that the next record gets.
        file_is_sound: Whether the JSON file can stay as it is.
        journal_is_sound: Whether the journal can be appended to.
        adoption: Where somebody else has written the JSON file: the record that makes that part of the
            history; its number is still missing.
        tellings: What a person should know about it, as sentences.
    """

    tables: Tables
    mark: FileMark
    journal: Journal | None
    next_n: int
    file_is_sound: bool = True
    journal_is_sound: bool = True
    adoption: Record | None = None
    tellings: Sequence[str] = ()


def examine(files: Files, paths: Paths, newest_by: str = "updated_at") -> State:
    """Read a database.

    Args:
        files: The disk.
        paths: Where the database is.
        newest_by: The field that says which of two versions of a document is newer.

    Raises:
        DamagedError: It cannot be read whole, and there is no whole second copy.
        NewerFormatError: A newer version of the program wrote its journal.
        OSError: The disk refuses to be read.
    """
    return _Examination(files, paths, newest_by).state()


def second_copy(files: Files, paths: Paths) -> Tables | None:
    """All documents as the second copy and the journal say; nothing where that is not whole.

    Raises:
        OSError: The disk refuses to be read.
    """
    return _Examination(files, paths, "").second_copy


def has_had_a_journal(files: Files, paths: Paths) -> bool:
    """Whether the database was ever written here, by what has been kept of it since.

    Raises:
        OSError: The disk refuses to be read.
    """
    return any(files.stat(path) is not None for path in (paths.previous, paths.previous_journal, paths.history))


class _Examination:
    def __init__(self, files: Files, paths: Paths, newest_by: str) -> None:
        self._files = files
        self._paths = paths
        self._newest_by = newest_by
        self._raw = files.contents(paths.file)
        self._content = (self._raw or b"").removeprefix(BOM)
        journal = files.contents(paths.journal)
        self._journal = read_journal(journal) if journal else None
        self._journal_is_sound = self._journal is not None and self._journal.sound == journal
        self._records = () if self._journal is None else self._journal.records
        self._tellings: list[str] = []

    def state(self) -> State:
        """Find the first reading that holds."""
        self._refuse_newer_journal()
        tables, reason = self._parsed()
        if tables is None:
            return self._from_damaged_file(reason)
        start = anchor(self._records, self._mark)
        if start is not None:
            return self._from_sound_file(tables, self._records[start:])
        return self._from_unknown_file(tables)

    @cached_property
    def _mark(self) -> FileMark:
        found = self._files.stat(self._paths.file)
        return FileMark.of(self._content, found.st_mtime_ns if found else 0)

    @cached_property
    def _older(self) -> tuple[Record, ...]:
        older = self._files.contents(self._paths.previous_journal)
        return read_journal(older or b"").records

    @cached_property
    def _all_older(self) -> tuple[Record, ...]:
        paths = sorted(self._paths.history.glob("*.jsonl"))
        records = [record for path in paths for record in read_journal(self._files.contents(path) or b"").records]
        first = self._records[0].n if self._records else None
        return tuple(record for record in records if first is None or record.n < first)

    def _refuse_newer_journal(self) -> None:
        if any(record.version > VERSION for record in self._records):
            raise NewerFormatError(
                f"{self._paths.file} was written by a newer version of this program. "
                "Nothing was changed; update the program to open it."
            )

    def _parsed(self) -> tuple[Tables | None, str]:
        """The tables, or why there are none."""
        if not self._content:
            is_new = self._journal is None and not has_had_a_journal(self._files, self._paths)
            return ({}, "") if is_new else (None, "it is missing" if self._raw is None else "it is empty")
        try:
            return parse_tables(self._content), ""
        except ValueError as error:
            return None, str(error)

    def _from_sound_file(self, tables: Tables, records: Sequence[Record]) -> State:
        if self._raw is not None and self._raw != self._content:
            self._tell("a byte-order mark was taken off its beginning")
        return self._finished(tables, records, file_is_sound=self._raw == self._content)

    def _from_unknown_file(self, tables: Tables) -> State:
        """The JSON file is none that the journal speaks of."""
        records = self._older + self._records
        start = anchor(records, self._mark)
        if self._journal is None:
            if tables and has_had_a_journal(self._files, self._paths):
                self._tell("its journal is missing or empty; changes since the last close are lost, if any")
            return self._finished(tables, ())
        if start is not None:
            return self._from_sound_file(tables, records[start:])
        expected = self.second_copy
        if expected is not None and self._is_rotten(expected):
            return self._from_rotten_file(expected)
        merge = self._merged(tables, expected)
        self._tell(f"another program changed it ({_summary(expected, merge)}); the changes were taken over")
        return self._adopted(tables, expected, merge, file_is_sound=self._raw == self._content)

    def _from_damaged_file(self, reason: str) -> State:
        from annotations.journal.merging import has_conflict_markers, merge_tables

        expected = self.second_copy
        if has_conflict_markers(self._content):
            return self._from_conflict(expected)
        if expected is not None and self._is_rotten(expected):
            return self._from_rotten_file(expected)
        found = salvage(self._content)
        if expected is None and not found.complete:
            raise DamagedError(self._refusal(reason, found.documents()))
        if expected is None:
            self._tell(f"{reason}; all {found.documents()} documents in it could be read line by line")
            merge = self._merged(found.tables, None)
        else:
            base = self._as_in_file(expected)
            filled = merge_tables(base, found.tables, newest_by=self._newest_by)
            merge = merge_tables(expected, filled.tables, base, self._newest_by)
            merge.losers = filled.losers + merge.losers
            self._tell(f"{reason}; its {number_of_documents(base)} documents were restored from the second copy")
        return self._adopted(found.tables, expected, merge, file_is_sound=False)

    def _from_rotten_file(self, expected: Tables) -> State:
        self._tell("some of its bits had flipped; it was restored from the second copy")
        return self._finished(expected, (), file_is_sound=False)

    def _from_conflict(self, expected: Tables | None) -> State:
        from annotations.journal.merging import merge_conflict

        try:
            both = merge_conflict(self._content, self._newest_by)
        except ValueError as error:
            raise DamagedError(self._refusal(f"git's conflict markers are in it, and {error}", 0)) from error
        merge = self._merged(both.tables, expected)
        merge.losers = both.losers + merge.losers
        self._tell("git had left conflict markers in it; the documents of both sides were kept")
        return self._adopted(both.tables, expected, merge, file_is_sound=False)

    def _merged(self, theirs: Tables, expected: Tables | None) -> "Merge":
        """The JSON file as somebody else left it, and the changes of the journal."""
        from annotations.journal.merging import merge_tables

        pending = self._pending()
        ours = expected
        if ours is None:
            ours = {name: dict(rows) for name, rows in theirs.items()}
            replay(pending, ours)
        return merge_tables(ours, theirs, self._as_in_file(ours), self._newest_by)

    def _pending(self) -> Sequence[Record]:
        """The records that are in no JSON file yet."""
        return self._records[last_mark(self._records) or 0 :]

    def _as_in_file(self, tables: Tables) -> Tables:
        base = {name: dict(rows) for name, rows in tables.items()}
        rewind(self._pending(), base)
        return base

    @cached_property
    def second_copy(self) -> Tables | None:
        """All documents by the second copy, or nothing where it is not whole."""
        return next(self._second_copies(), None)

    def _second_copies(self) -> Iterator[Tables]:
        if not self._records and not self._older:
            return
        contents = self._files.contents(self._paths.previous), EMPTY
        for older in "_older", "_all_older":
            records = (*getattr(self, older), *self._records)
            for content in contents:
                start = None if content is None else anchor(records, FileMark.of(content))
                if content is not None and start is not None and consecutive(records[start:]):
                    tables = parse_tables(content)
                    replay(records[start:], tables)
                    yield tables

    def _is_rotten(self, expected: Tables) -> bool:
        """Whether the disk changed the file and nobody else: same time, or nothing but single bits."""
        content = write_tables(self._as_in_file(expected))
        if len(content) != len(self._content):
            return False
        if any(record.file and record.file.mtime == self._mark.mtime for record in self._pending()):
            return True
        flipped = int.from_bytes(content) ^ int.from_bytes(self._content)
        return set(flipped.to_bytes(len(content))) <= _SINGLE_BITS

    def _finished(self, tables: Tables, records: Sequence[Record], *, file_is_sound: bool = True) -> State:
        replay(records, tables)
        complete = consecutive(records)
        self._tell_about_journal(complete)
        latest = self._records or self._older or self._all_older
        return State(
            tables,
            self._mark,
            self._journal,
            next_n=latest[-1].n + 1 if latest else 1,
            file_is_sound=file_is_sound and complete,
            journal_is_sound=self._journal_is_sound,
            tellings=self._tellings,
        )

    def _tell_about_journal(self, complete: bool) -> None:
        if self._journal is None:
            return
        if self._journal.torn:
            self._tell("its journal ends in a line that was never finished; that change was not reported as saved")
        if self._journal.mended:
            self._tell(f"flipped bits in {self._journal.mended} places of its journal were put right")
        if self._journal.lost or not complete:
            self._tell("part of its journal cannot be read; the changes in that part may be lost")

    def _adopted(self, theirs: Tables, expected: Tables | None, merge: "Merge", *, file_is_sound: bool) -> State:
        state = self._finished(merge.tables, (), file_is_sound=file_is_sound)
        before = theirs if expected is None else expected
        changes = difference(before, merge.tables)
        if file_is_sound:
            changes = _united(changes, difference(theirs, merge.tables), merge.tables)
        meta: Document = {"outside": True, "at": now()}
        if merge.losers:
            meta[LOSERS] = merge.losers_by_table()
        adoption = Record(0, changes, _selected(before, changes), meta, self._mark if file_is_sound else None)
        return state._replace(adoption=adoption)

    def _tell(self, what: str) -> None:
        self._tellings.append(f"{self._paths.file.name}: {what}.")

    def _refusal(self, reason: str, readable: int) -> str:
        if not readable and self._journal is None and not has_had_a_journal(self._files, self._paths):
            return (
                f"{self._paths.file} cannot be opened: {reason}, and no trace is left of annotations in it. "
                "It was not changed. Name another file, or restore a backup if this was your database."
            )
        return (
            f"{self._paths.file} cannot be opened: {reason}. {readable} documents can still be read in it, "
            "and no second copy is whole. Nothing was changed; restore one of the backups."
        )


def _united(one: Changes, other: Changes, tables: Tables) -> Changes:
    names = sorted(one.keys() | other.keys())
    return {
        name: {doc_id: tables.get(name, {}).get(doc_id) for doc_id in one.get(name, {}) | other.get(name, {})}
        for name in names
    }


def _selected(tables: Tables, changes: Changes) -> Tables:
    selected = {
        name: {doc_id: rows[doc_id] for doc_id in changes.get(name, {}) if doc_id in rows}
        for name, rows in tables.items()
    }
    return {name: rows for name, rows in selected.items() if rows}


def _summary(expected: Tables | None, merge: "Merge") -> str:
    if expected is None:
        return "what it changed is not known, because there is no second copy"
    number = number_of_documents(difference(expected, merge.tables))
    return f"{number} documents differ" + (f", {len(merge.losers)} lost to newer ones" if merge.losers else "")
