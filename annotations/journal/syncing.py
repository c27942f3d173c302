"""Copies of a database that other programs make, such as conflict copies in sync folders."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotations.errors import StoreError
from annotations.journal.drafts import Draft
from annotations.journal.files import Files, Paths, contents_for_person
from annotations.journal.merging import Merge, has_conflict_markers, merge_conflict, merge_tables
from annotations.journal.records import LOSERS
from annotations.journal.snapshot import parse_leniently
from annotations.journal.storage import JournalStorage
from annotations.journal.values import Document, Tables, difference

_MARKS = (
    r"\.sync-conflict-[\w-]+",  # Syncthing: annotations.sync-conflict-20261121-014654-ABCDEFG.json
    r" \(.*conflicted copy.*\)",  # Dropbox, Nextcloud: annotations (Ann's conflicted copy 2026-11-21).json
)


def is_conflict_copy(name: str, database: str) -> bool:
    """Whether a file's name is that of a conflict copy of the database with the other name."""
    stem, suffix = re.escape(Path(database).stem), re.escape(Path(database).suffix)
    return any(re.fullmatch(stem + mark + suffix, name) for mark in _MARKS)


def conflict_copies(path: Path | str) -> list[Path]:
    """The conflict copies beside a database, by name."""
    file = Paths.of(path).file
    return sorted(other for other in file.parent.iterdir() if is_conflict_copy(other.name, file.name))


def read_copy(path: Path, files: Files | None = None) -> Tables:
    """The documents in a copy, which may have git's conflict markers or lack a comma.

    Raises:
        StoreError: It cannot be read whole.
    """
    content = contents_for_person(path, files or Files())
    try:
        return merge_conflict(content).tables if has_conflict_markers(content) else parse_leniently(content)
    except ValueError as error:
        raise StoreError(f"{path} cannot be read: {error}. Nothing was changed.") from error


def merge_copy(
    storage: JournalStorage, theirs: Tables, meta: Mapping[str, Any], newest_by: str = "updated_at"
) -> Merge:
    """Merge another copy of the database into it as one change, by document id.

    The newer version of a document wins; the other is kept in the history, in the change's `meta` under
    `losers`, also where ours wins everywhere and nothing changes.

    Args:
        storage: The database.
        theirs: The documents of the copy; see `read_copy`.
        meta: What is to be remembered of the change in the history.
        newest_by: The field by which the newer of two versions of a document is known.

    Raises:
        NotSavedError: The disk refused.
    """
    remembered: Document = dict(meta)

    def edit(draft: Draft) -> Merge:
        ours = storage.memory.tables
        merge = merge_tables(ours, theirs, newest_by=newest_by)
        draft.make(difference(ours, merge.tables))
        if merge.losers:
            remembered[LOSERS] = merge.losers_by_table()
        return merge

    return storage.change(edit, remembered)


def move_aside(path: Path, database: Path | str, files: Files | None = None) -> Path:
    """Put a copy that has been merged into a folder beside the database; it is never deleted."""
    disk, folder = files or Files(), Paths.of(database).beside(".merged")
    disk.make_folder(folder)
    aside = folder / path.name
    number = 1
    while aside.exists():
        number += 1
        aside = folder / f"{path.stem}-{number}{path.suffix}"
    disk.rename(path, aside)
    return aside
