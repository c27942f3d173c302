"""What is wrong with a database's files, in words; nothing is changed."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from annotations.errors import StoreError
from annotations.journal.backups import backups_of, documents_in
from annotations.journal.connection import reading
from annotations.journal.files import Files, Paths
from annotations.journal.history import journals
from annotations.journal.records import consecutive, last_mark, read_journal
from annotations.journal.recovery import State, examine, has_had_a_journal, second_copy
from annotations.journal.syncing import conflict_copies
from annotations.journal.values import difference, number_of_documents


class Level(StrEnum):
    """How much a finding matters."""

    GOOD = "good"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        level: Whether it is as it should be, worth knowing, or wrong.
        subject: What was looked at: `database`, `journal`, `second copy`, `history`, `backups`, `folder`.
        sentence: What was found, and what to do about it.
    """

    level: Level
    subject: str
    sentence: str


def check(path: Path | str, files: Files | None = None) -> list[Finding]:
    """Look at all files of a database; nobody writes while those are read that belong together.

    Raises:
        OSError: The disk refuses to be read.
    """
    disk, paths = files or Files(), Paths.of(path)
    if all(disk.stat(path) is None for path in (paths.file, paths.journal)) and not has_had_a_journal(disk, paths):
        return [Finding(Level.NOTE, "database", f"There is no database at {paths.file} yet.")]
    with reading(disk, paths):
        found = [*_contents(disk, paths), *_history(disk, paths)]
    return [*found, *_backups(paths), *_folder(paths)]


def _contents(files: Files, paths: Paths) -> Iterator[Finding]:
    try:
        state = examine(files, paths)
    except StoreError as error:
        yield Finding(Level.PROBLEM, "database", str(error))
        return
    yield from _database(paths, state)
    yield from _journal(state)
    yield from _second_copy(files, paths, state)


def _database(paths: Paths, state: State) -> Iterator[Finding]:
    for sentence in state.tellings:
        remedy = "Opening the database puts it right and keeps a copy of what was found."
        yield Finding(Level.PROBLEM, "database", f"{sentence} {remedy}")
    counts = ", ".join(f"{len(rows)} in {name}" for name, rows in sorted(state.tables.items())) or "no documents"
    yield Finding(Level.GOOD, "database", f"{paths.file} can be read: {counts}.")


def _journal(state: State) -> Iterator[Finding]:
    if state.journal is None:
        yield Finding(Level.NOTE, "journal", "There is no journal; opening the database begins one.")
        return
    pending = state.journal.records[last_mark(state.journal.records) or 0 :]
    number = sum(record.is_history for record in pending)
    if number:
        sentence = f"{number} changes are in the journal and not yet in the JSON file; closing puts them there."
        yield Finding(Level.NOTE, "journal", sentence)
    else:
        yield Finding(Level.GOOD, "journal", "All changes are in the JSON file.")


def _second_copy(files: Files, paths: Paths, state: State) -> Iterator[Finding]:
    copy = second_copy(files, paths)
    if state.journal is None and not has_had_a_journal(files, paths):
        sentence = "There is no second copy yet; closing the database after a change makes one."
        yield Finding(Level.NOTE, "second copy", sentence)
    elif copy is None:
        sentence = "The second copy is not whole; closing the database after a change makes a new one."
        yield Finding(Level.PROBLEM, "second copy", sentence)
    elif differing := number_of_documents(difference(copy, state.tables)):
        sentence = f"{differing} documents differ between the JSON file and its second copy."
        yield Finding(Level.PROBLEM, "second copy", sentence)
    else:
        yield Finding(Level.GOOD, "second copy", "The second copy is whole and says the same.")


def _folder(paths: Paths) -> Iterator[Finding]:
    if not os.access(paths.folder, os.W_OK):
        yield Finding(Level.PROBLEM, "folder", f"{paths.folder} may not be written; nothing can be saved.")
    for copy in conflict_copies(paths.file):
        yield Finding(Level.PROBLEM, "folder", f"{copy.name} is a conflict copy that has not been merged.")
    damaged = sorted(paths.folder.glob(f"{paths.file.name}*.damaged-*"))
    if damaged:
        sentence = f"{len(damaged)} copies of damaged files are kept, the last one {damaged[-1].name}."
        yield Finding(Level.NOTE, "folder", sentence)


def _history(files: Files, paths: Paths) -> Iterator[Finding]:
    read = [read_journal(files.contents(path) or b"") for path in journals(paths)]
    records = {record.n: record for journal in read for record in journal.records}
    number = sum(record.is_history for record in records.values())
    if not consecutive([records[n] for n in sorted(records)]) or any(journal.lost for journal in read):
        sentence = f"Some changes are missing in the history; {number} can be listed and undone."
        yield Finding(Level.PROBLEM, "history", sentence)
    else:
        yield Finding(Level.GOOD, "history", f"The history holds {number} changes without a gap.")


def _backups(paths: Paths) -> Iterator[Finding]:
    backups = backups_of(paths.file)
    if not backups:
        yield Finding(Level.NOTE, "backups", "There are no backups yet.")
        return
    for backup in backups:
        try:
            documents_in(backup.path)
        except StoreError as error:
            yield Finding(Level.PROBLEM, "backups", str(error))
    yield Finding(Level.GOOD, "backups", f"{len(backups)} kept, the latest {backups[0].path.name}.")
