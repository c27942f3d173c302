"""A small database with two rows that have versions, for the tests of what happens to a database's files."""

from datetime import date
from pathlib import Path

from disks import QuickFiles

from annotations.journal.files import Paths
from annotations.journal.formats import Format
from annotations.journal.storage import JournalStorage

FILES = QuickFiles()
DAY = date(2026, 11, 21)


def two_rows_in(folder: Path) -> Path:
    """A closed database with two rows; returns its path."""
    storage = JournalStorage(folder / "annotations.json", files=FILES)
    storage.commit({"t": {"1": version(1, "a"), "2": version(1, "b")}})
    storage.close()
    return folder / "annotations.json"


def version(day: int, note: str) -> dict[str, object]:
    return {"note": note, "updated_at": f"2026-01-{day:02}T00:00:00Z"}


def opened(path: Path, form: Format | None = None) -> JournalStorage:
    return JournalStorage(path, files=FILES, format=form)


def rows(path: Path) -> dict[str, object]:
    storage = JournalStorage(path, files=FILES, read_only=True)
    storage.close()
    return dict(storage.rows("t"))


def spoil(path: Path) -> None:
    """Damage a database beyond what any second copy can fill."""
    paths = Paths.of(path)
    for other in paths.previous, paths.previous_journal, *paths.history.iterdir():
        other.unlink()
    path.write_bytes(b"{")
