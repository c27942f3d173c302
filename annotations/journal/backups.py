"""Dated copies of a database, thinned as they grow old; restoring one keeps what it replaces."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from annotations.errors import DamagedError, NotSavedError, StoreError
from annotations.journal.connection import reading
from annotations.journal.files import Files, Paths, contents_for_person
from annotations.journal.records import FileMark, anchor, read_journal
from annotations.journal.recovery import examine
from annotations.journal.snapshot import parse_tables, write_tables
from annotations.journal.storage import JournalStorage
from annotations.journal.values import Tables, number_of_documents

DAILY, WEEKLY, MONTHLY = 7, 4, 12
"""How many days, weeks and months with a copy keep one; of a week and a month, the last."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy.

    Attributes:
        path: The file, a plain TinyDB database.
        day: The day whose state it holds, or nothing for copies made before something was replaced.
        size: In bytes.
    """

    path: Path
    day: date | None
    size: int


def days_to_keep(days: Iterable[date]) -> set[date]:
    """Which of the days with a copy keep it."""
    latest_first = sorted(set(days), reverse=True)
    return {
        *latest_first[:DAILY],
        *_last_of_each(latest_first, lambda day: day.isocalendar()[:2])[:WEEKLY],
        *_last_of_each(latest_first, lambda day: (day.year, day.month))[:MONTHLY],
    }


def backups_of(path: Path | str) -> list[Backup]:
    """The copies there are, the latest first, those without a day last."""
    found = [Backup(file, _day_of(file), file.stat().st_size) for file in Paths.of(path).backups.glob("*.json")]
    return sorted(found, key=lambda backup: (backup.day or date.min, backup.path.name), reverse=True)


def back_up(path: Path | str, day: date, files: Files | None = None) -> Path:
    """Keep the database as it is now as this day's copy, and thin the others.

    Returns:
        The copy.

    Raises:
        DamagedError: The database cannot be read.
        StoreError: The copy cannot be written.
    """
    disk, paths = files or Files(), Paths.of(path)
    try:
        copy = _keep(disk, paths, f"{day.isoformat()}.json")
    except OSError as error:
        raise StoreError(f"No backup could be written in {paths.backups}: {error.strerror}.") from error
    dated = {backup.day: backup.path for backup in backups_of(path) if backup.day}
    for old in dated.keys() - days_to_keep(dated):
        disk.unlink(dated[old])
    return copy


def restore(path: Path | str, backup: Path, meta: Mapping[str, Any] | None = None, files: Files | None = None) -> Path:
    """Let the database hold what a copy holds, as one change that can be undone.

    A database that is damaged beyond reading is moved aside, file by file, and begun anew.

    Args:
        path: The database.
        backup: The copy.
        meta: What is to be remembered of the change in the history, besides the copy's name.
        files: The disk.

    Returns:
        Where what was replaced is kept; of several files the one that says most, or the folder of the history
        where nothing else is left.

    Raises:
        NewerFormatError: The database has a newer format than this program knows.
        NotSavedError: The disk refused.
        StoreError: The copy cannot be read.
    """
    disk, paths = files or Files(), Paths.of(path)
    tables = _read(disk, backup)
    try:
        storage, kept = _make_way(disk, paths, tables)
    except OSError as error:
        raise NotSavedError(f"{backup.name} was not restored: {error.strerror}.") from error
    try:
        storage.replace_all(tables, {**(meta or {}), "restored": backup.name})
    finally:
        storage.close()
    return kept


def documents_in(path: Path) -> int:
    """How many documents a copy holds.

    Raises:
        StoreError: It cannot be read.
    """
    return number_of_documents(_read(Files(), path))


def _last_of_each(latest_first: list[date], period: Callable[[date], object]) -> list[date]:
    last: dict[object, date] = {}
    for day in latest_first:
        last.setdefault(period(day), day)
    return list(last.values())


def _day_of(path: Path) -> date | None:
    try:
        return date.fromisoformat(path.stem)
    except ValueError:
        return None


def _content(files: Files, paths: Paths) -> bytes:
    """The database as one JSON file; the very file, where everything is in it."""
    with reading(files, paths):
        raw = files.contents(paths.file) or b""
        records = read_journal(files.contents(paths.journal) or b"").records
        start = anchor(records, FileMark.of(raw))
        if start is not None and not any(record.changes for record in records[start:]):
            return raw
        return write_tables(examine(files, paths).tables)


def _write(files: Files, path: Path, content: bytes) -> Path:
    files.create(path.with_suffix(".new"), content)
    files.rename(path.with_suffix(".new"), path)
    files.sync_folder(path.parent)
    return path


def _keep(files: Files, paths: Paths, name: str) -> Path:
    files.make_folder(paths.backups)
    return _write(files, paths.backups / name, _content(files, paths))


def _read(files: Files, path: Path) -> Tables:
    try:
        return parse_tables(contents_for_person(path, files))
    except ValueError as error:
        raise StoreError(f"{path} cannot be restored: {error}.") from error


def _make_way(files: Files, paths: Paths, tables: Tables) -> tuple[JournalStorage, Path]:
    """Keep what is there; one that is damaged beyond reading is replaced at once."""
    try:
        storage = JournalStorage(paths.file, files=files)
    except DamagedError:
        kept = _move_aside(files, paths)
        _write(files, paths.file, write_tables(tables))
        return JournalStorage(paths.file, files=files), kept
    try:
        return storage, _keep(files, paths, f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.json")
    except OSError:
        storage.close()
        raise


def _move_aside(files: Files, paths: Paths) -> Path:
    kept: list[Path] = []
    for path in paths.file, paths.journal, paths.previous, paths.previous_journal:
        if files.stat(path) is not None:
            kept.append(paths.set_aside(path, "damaged"))
            files.rename(path, kept[-1])
    files.sync_folder(paths.folder)
    return kept[0] if kept else paths.history
