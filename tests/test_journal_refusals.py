"""A disk that refuses: every call of the write path once, a full disk, a folder that may not be written."""

import errno
import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from disks import ERRORS, BrokenFiles, FailingFiles, QuickFiles

from annotations.errors import NotSavedError, StoreError
from annotations.journal.files import Files
from annotations.journal.storage import JournalStorage


def documents(path: Path) -> dict[str, object]:
    storage = JournalStorage(path, files=QuickFiles())
    found = storage.read().get("t", {})
    storage.close()
    return found


def opened(path: Path, files: Files) -> JournalStorage:
    """Open, and once more where the disk refuses the first time."""
    try:
        return JournalStorage(path, files=files)
    except StoreError:
        return JournalStorage(path, files=files)


def work_on_failing_disk(path: Path, files: FailingFiles) -> tuple[dict[str, object], dict[str, object]]:
    """Changes, a fold and a second opening; what was acknowledged, and what was refused."""
    acknowledged: dict[str, object] = {}
    refused: dict[str, object] = {}
    for part in range(2):
        storage = opened(path, files)
        for number in range(3):
            doc_id, document = f"{part}{number}", {"number": number}
            try:
                storage.commit({"t": {doc_id: document}})
            except NotSavedError:
                refused[doc_id] = document
                assert doc_id not in storage.rows("t")
            else:
                acknowledged[doc_id] = document
            assert dict(storage.rows("t")).items() >= acknowledged.items()
        storage.close()
    return acknowledged, refused


def calls_of_the_write_path(folder: Path) -> list[str]:
    files = FailingFiles(-1, 0)
    folder.mkdir()
    work_on_failing_disk(folder / "db.json", files)
    return files.calls


def lost_by_failing_calls(folder: Path, step: int) -> list[tuple[str, int, int]]:
    calls = calls_of_the_write_path(folder / "all")
    lost = []
    for index in range(0, len(calls), step):
        for error in ERRORS if calls[index] == "write" else ERRORS[:-1]:
            path = folder / f"{index}-{error}.json"
            acknowledged, refused = work_on_failing_disk(path, FailingFiles(index, error))
            found = documents(path)
            if not acknowledged.items() <= found.items() <= (acknowledged | refused).items():
                lost.append((calls[index], index, error))
    return lost


def test_no_single_refused_call_loses_what_was_acknowledged(tmp_path: Path) -> None:
    assert lost_by_failing_calls(tmp_path, step=3) == []


@pytest.mark.long
def test_no_refused_call_at_all_loses_what_was_acknowledged(tmp_path: Path) -> None:
    assert lost_by_failing_calls(tmp_path, step=1) == []


def test_the_write_path_was_recorded_with_all_its_kinds_of_calls(tmp_path: Path) -> None:
    kinds = "open read write sync stat rename link unlink make_folder sync_folder lock"
    assert set(calls_of_the_write_path(tmp_path / "all")) >= set(kinds.split())


def test_a_refused_change_is_nowhere_and_can_be_tried_again(tmp_path: Path) -> None:
    files = BrokenFiles()
    storage = JournalStorage(tmp_path / "db.json", files=files)
    storage.commit({"t": {"1": {"a": 1}}})
    files.errors["write"] = errno.ENOSPC
    with pytest.raises(NotSavedError, match="the disk is full"):
        storage.commit({"t": {"2": {"a": 2}}})
    assert storage.obstacle == "the disk is full"
    assert storage.rows("t") == {"1": {"a": 1}}
    files.errors.clear()
    storage.commit({"t": {"2": {"a": 2}}})
    assert storage.obstacle == ""
    storage.close()
    assert documents(tmp_path / "db.json") == {"1": {"a": 1}, "2": {"a": 2}}


def test_after_a_failed_fsync_the_journal_is_another_file(tmp_path: Path) -> None:
    files = BrokenFiles()
    storage = JournalStorage(tmp_path / "db.json", files=files)
    storage.commit({"t": {"1": {"a": 1}}})
    before = storage.paths.journal.stat().st_ino
    files.errors["sync"] = errno.EIO
    with pytest.raises(NotSavedError, match="the disk reports an error"):
        storage.commit({"t": {"2": {"a": 2}}})
    files.errors.clear()
    storage.commit({"t": {"3": {"a": 3}}})
    assert storage.paths.journal.stat().st_ino != before
    assert storage.rows("t") == {"1": {"a": 1}, "3": {"a": 3}}
    storage.close()
    assert documents(tmp_path / "db.json") == {"1": {"a": 1}, "3": {"a": 3}}


def test_a_line_that_can_neither_be_finished_nor_cut_off_does_no_harm(tmp_path: Path) -> None:
    files = BrokenFiles()
    storage = JournalStorage(tmp_path / "db.json", files=files)
    files.errors |= {"sync": errno.EIO, "truncate": errno.EIO}
    with pytest.raises(NotSavedError):
        storage.commit({"t": {"1": {"a": 1}}})
    files.errors.clear()
    storage.commit({"t": {"1": {"a": 2}}})
    assert storage.rows("t") == {"1": {"a": 2}}
    storage.close()
    assert documents(tmp_path / "db.json") == {"1": {"a": 2}}


def test_a_disk_that_refuses_the_fold_is_told_and_the_journal_keeps_everything(tmp_path: Path) -> None:
    files = BrokenFiles()
    storage = JournalStorage(tmp_path / "db.json", files=files)
    storage.commit({"t": {"1": {"a": 1}}})
    files.errors["sync"] = errno.ENOSPC
    storage.close()
    assert "the disk is full. The journal still has every change." in storage.tellings()[0]
    assert documents(tmp_path / "db.json") == {"1": {"a": 1}}


def test_after_a_refused_fold_changes_are_saved_again(tmp_path: Path) -> None:
    files = NoRoomFor(".journal.new")
    files.suffix = "nothing"
    storage = JournalStorage(tmp_path / "db.json", files=files)
    storage.commit({"t": {"1": {"a": 1}}})
    files.suffix = ".journal.new"
    with pytest.raises(NotSavedError):
        storage.fold()
    storage.commit({"t": {"2": {"a": 2}}})
    assert set(storage.rows("t")) == {"1", "2"}
    storage.close()
    assert set(documents(tmp_path / "db.json")) == {"1", "2"}


def test_a_file_that_may_not_grow_refuses_the_change_and_keeps_the_others(tmp_path: Path) -> None:
    storage = JournalStorage(tmp_path / "db.json", files=QuickFiles())
    storage.commit({"t": {"1": {"a": 1}}})
    with files_up_to(storage.paths.journal.stat().st_size + 50), pytest.raises(NotSavedError):
        storage.commit({"t": {"2": {"text": "x" * 500}}})
    storage.commit({"t": {"3": {"a": 3}}})
    storage.close()
    assert documents(tmp_path / "db.json") == {"1": {"a": 1}, "3": {"a": 3}}


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def fill(storage: JournalStorage) -> int:
    """Save until the disk is full; how many documents that were."""
    for number in range(10_000):
        try:
            storage.commit({"t": {str(number): {"text": "x" * 300}}})
        except NotSavedError:
            return number
    raise AssertionError("the disk never filled")


def test_a_full_disk_refuses_changes_and_loses_none(small_disk: Path) -> None:
    storage = JournalStorage(small_disk / "db.json")
    saved = fill(storage)
    assert storage.obstacle == "the disk is full"
    storage.close()
    assert storage.tellings()
    assert saved > 50
    again = JournalStorage(small_disk / "db.json")
    assert len(again.rows("t")) == saved
    again.close()


def test_a_folder_that_may_not_be_written_opens_for_reading_and_says_so(tmp_path: Path) -> None:
    storage = JournalStorage(tmp_path / "db.json", files=QuickFiles())
    storage.commit({"t": {"1": {"a": 1}}})
    reader = JournalStorage(tmp_path / "db.json", files=BrokenFiles(open=errno.EROFS))
    assert reader.rows("t") == {"1": {"a": 1}}
    assert reader.obstacle == "it may not be written"
    assert "is open for reading only" in reader.tellings()[0]
    with pytest.raises(NotSavedError, match=r"^Not saved in .*: it may not be written\.$"):
        reader.commit({"t": {"2": {}}})
    storage.commit({"t": {"2": {"a": 2}}})
    assert reader.refresh() == {"t": {"1", "2"}} or reader.rows("t")["2"] == {"a": 2}
    reader.close()
    storage.close()


def test_a_full_disk_at_opening_opens_and_saves_once_there_is_room(tmp_path: Path) -> None:
    files = BrokenFiles(write=errno.ENOSPC)
    (tmp_path / "db.json").write_text('{"t": {"1": {"a": 1}}}')
    storage = JournalStorage(tmp_path / "db.json", files=files)
    assert storage.rows("t") == {"1": {"a": 1}}
    assert storage.obstacle == "the disk is full"
    with pytest.raises(NotSavedError):
        storage.commit({"t": {"2": {"a": 2}}})
    files.errors.clear()
    storage.commit({"t": {"2": {"a": 2}}})
    storage.close()
    assert documents(tmp_path / "db.json") == {"1": {"a": 1}, "2": {"a": 2}}


def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "db.json").write_text("{}")
    with pytest.raises(StoreError, match="cannot be opened: the disk reports an error"):
        JournalStorage(tmp_path / "db.json", files=BrokenFiles(read=errno.EIO))


def test_a_folder_that_does_not_exist_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="its folder does not exist"):
        JournalStorage(tmp_path / "nowhere" / "db.json")


def test_another_error_is_told_in_the_systems_words(tmp_path: Path) -> None:
    (tmp_path / "db.json").write_text("{}")
    with pytest.raises(StoreError, match=os.strerror(errno.ENXIO)):
        JournalStorage(tmp_path / "db.json", files=BrokenFiles(read=errno.ENXIO), read_only=True)


def test_a_repair_that_the_disk_refuses_is_made_with_the_next_change(tmp_path: Path) -> None:
    storage = JournalStorage(tmp_path / "db.json", files=QuickFiles())
    storage.commit({"t": {"1": {"a": 1}}})
    storage.close()
    (tmp_path / "db.json").write_text('{"t": {"1": {"a": 5}}}')
    files = NoRoomFor(".new")
    again = JournalStorage(tmp_path / "db.json", files=files)
    assert (again.rows("t"), again.obstacle) == ({"1": {"a": 5}}, "the disk is full")
    files.suffix = "nothing"
    again.commit({"t": {"2": {}}})
    again.close()
    assert documents(tmp_path / "db.json") == {"1": {"a": 5}, "2": {}}


class NoRoomFor(QuickFiles):
    def __init__(self, suffix: str) -> None:
        self.suffix = suffix

    def open(self, path: Path, flags: int) -> int:
        if flags & os.O_CREAT and path.name.endswith(self.suffix):
            raise OSError(errno.ENOSPC, "full")
        return super().open(path, flags)


def test_a_file_that_never_was_a_database_is_not_said_to_be_a_damaged_one(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Ring the press office before noon.")
    with pytest.raises(StoreError, match=r"no trace is left of annotations in it.*Name another file"):
        JournalStorage(notes, read_only=True)
