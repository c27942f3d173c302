"""Several windows and several threads on one database."""

import fcntl
import gc
import threading
from pathlib import Path

import pytest
from disks import QuickFiles
from tinydb import where

from annotations.errors import DamagedError, NotSavedError
from annotations.journal.database import JournalDB, open_database
from annotations.journal.drafts import Draft
from annotations.journal.files import Files, Paths
from annotations.journal.storage import JournalStorage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "db.json"


def opened(path: Path, *, read_only: bool = False) -> JournalStorage:
    return JournalStorage(path, files=QuickFiles(), read_only=read_only)


def test_two_windows_see_each_others_changes(path: Path) -> None:
    one, other = opened(path), opened(path)
    one.commit({"t": {"1": {"a": 1}}, "u": {"5": {}}})
    assert other.refresh() == {"t": {"1"}, "u": {"5"}}
    other.commit({"t": {"1": None, "2": {"a": 2}}})
    assert one.refresh() == {"t": {"1", "2"}}
    assert one.rows("t") == other.rows("t") == {"2": {"a": 2}}
    assert one.refresh() == {}
    one.close()
    other.close()


def test_no_update_of_two_windows_is_lost(path: Path) -> None:
    one, other = opened(path), opened(path)
    one.commit({"t": {"1": {"a": 1}}})

    def set_field(name: str, draft: Draft) -> None:
        draft["t"]["1"][name] = 2

    other.change(lambda draft: set_field("b", draft))
    one.change(lambda draft: set_field("c", draft))
    assert one.rows("t") == {"1": {"a": 1, "b": 2, "c": 2}}
    assert one.refresh() == {"t": {"1"}}
    one.close()
    other.close()


def test_a_window_follows_through_the_folds_of_another(path: Path) -> None:
    one = opened(path)
    one.commit({"t": {"1": {"a": 1}}})
    for number in 2, 3:
        other = opened(path)
        other.commit({"t": {str(number): {"a": number}}})
        other.close()
        one.commit({"t": {str(number * 10): {"a": 0}}})
    assert set(one.rows("t")) == {"1", "2", "20", "3", "30"}
    one.close()
    assert one.tellings() == []


def test_a_window_that_missed_two_folds_reads_everything_anew(path: Path) -> None:
    one = opened(path)
    one.commit({"t": {"1": {"a": 1}}})
    for number in 2, 3:
        other = opened(path)
        other.commit({"t": {str(number): {"a": number}}})
        other.close()
    assert one.refresh() == {"t": {"2", "3"}}
    one.close()


def test_a_file_written_by_another_program_is_seen_in_the_open_window(path: Path) -> None:
    one = opened(path)
    one.commit({"t": {"1": {"a": 1}}})
    path.write_text('{"t": {"9": {"a": 9}}}')
    assert one.refresh() == {"t": {"9"}}
    assert one.rows("t") == {"9": {"a": 9}, "1": {"a": 1}}
    assert "another program changed it" in one.tellings()[0]
    one.close()


def test_a_deleted_file_is_written_again(path: Path) -> None:
    one = opened(path)
    one.commit({"t": {"1": {"a": 1}}})
    path.unlink()
    one.commit({"t": {"2": {"a": 2}}})
    assert path.exists()
    assert "it is missing" in one.tellings()[0]
    one.close()


def test_a_deleted_journal_is_told_and_begun_anew(path: Path) -> None:
    one = opened(path)
    one.commit({"t": {"1": {"a": 1}}})
    one.fold()
    Paths.of(path).journal.unlink()
    one.commit({"t": {"2": {"a": 2}}})
    assert one.rows("t") == {"1": {"a": 1}, "2": {"a": 2}}
    assert "its journal is missing or empty" in one.tellings()[0]
    one.close()


def test_damage_while_it_is_open_leaves_memory_alone(path: Path) -> None:
    path.write_text('{"t": {"1": {"a": 1}}}')
    one = opened(path)
    for other in Paths.of(path).previous, path:
        other.write_text('{"t"')
    with pytest.raises(DamagedError):
        one.commit({"t": {"2": {}}})
    assert one.rows("t") == {"1": {"a": 1}}


def test_a_line_that_another_process_never_finished_is_dropped(path: Path) -> None:
    one = opened(path)
    one.commit({"t": {"1": {"a": 1}}})
    with Paths.of(path).journal.open("ab") as journal:
        journal.write(b'{"crc":"00000000","n":')
    one.commit({"t": {"2": {"a": 2}}})
    assert set(one.rows("t")) == {"1", "2"}
    one.close()


def test_a_journal_replaced_by_a_damaged_one_is_read_anew(path: Path) -> None:
    one, other = opened(path), opened(path)
    other.commit({"t": {"1": {"a": 1}}})
    other.close()
    with Paths.of(path).journal.open("ab") as journal:
        journal.write(b"torn")
    one.commit({"t": {"2": {"a": 2}}})
    assert set(one.rows("t")) == {"1", "2"}
    one.close()


def test_folding_without_changes_does_nothing(path: Path) -> None:
    storage = opened(path)
    before = path.stat().st_mtime_ns
    storage.fold()
    storage.close()
    assert path.stat().st_mtime_ns == before


def test_a_garbage_collector_that_was_off_stays_off(path: Path) -> None:
    gc.disable()
    try:
        opened(path).close()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_look_does_not_wait_for_a_writer(path: Path) -> None:
    one, other = opened(path), opened(path)
    other.commit({"t": {"1": {"a": 1}}})
    with Paths.of(path).lock.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert one.refresh() == {}
    assert one.refresh() == {"t": {"1"}}
    one.close()
    other.close()


def test_a_look_does_not_wait_for_a_thread_that_saves(path: Path) -> None:
    storage = opened(path)
    seen: list[object] = []

    def edit(draft: Draft) -> None:
        thread = threading.Thread(target=lambda: seen.append(storage.refresh()))
        thread.start()
        thread.join()
        draft["t"]["1"] = {}

    storage.change(edit)
    assert seen == [{}]
    storage.close()


class RefusingLock(QuickFiles):
    refuses = False

    def lock(self, descriptor: int, *, wait: bool = True, shared: bool = False) -> None:
        if self.refuses:
            raise OSError(5, "I/O error")
        super().lock(descriptor, wait=wait, shared=shared)


def test_a_look_that_the_disk_refuses_says_so_in_the_obstacle(path: Path) -> None:
    files = RefusingLock()
    one, other = JournalStorage(path, files=files), opened(path)
    other.commit({"t": {"1": {}}})
    files.refuses = True
    assert one.refresh() == {}
    assert one.obstacle == "the disk reports an error"
    other.close()
    one.close()


def test_a_reader_follows_writers_and_never_writes(path: Path) -> None:
    reader = opened(path, read_only=True)
    assert not path.exists()
    writer = opened(path)
    writer.commit({"t": {"1": {"a": 1}}})
    assert reader.refresh() == {"t": {"1"}}
    writer.commit({"t": {"2": {"a": 2}}})
    writer.close()
    assert reader.refresh() == {"t": {"2"}}
    with pytest.raises(NotSavedError, match="it was opened for reading only"):
        reader.commit({"t": {"3": {}}})
    before = {other: other.stat().st_mtime_ns for other in path.parent.iterdir()}
    reader.close()
    assert {other: other.stat().st_mtime_ns for other in path.parent.iterdir()} == before


def test_a_change_inside_a_change_is_a_mistake_and_is_said_so(path: Path) -> None:
    storage = opened(path)
    with pytest.raises(RuntimeError, match="inside another"):
        storage.change(lambda _: storage.commit({"t": {"1": {}}}))
    storage.close()


def test_threads_read_while_a_thread_writes(path: Path) -> None:
    db: JournalDB = open_database(path, indexes={"t": "char"}, files=QuickFiles())
    table = db.table("t")
    done = threading.Event()

    def write() -> None:
        for number in range(300):
            table.insert({"char": "ab"[number % 2]})
            if number % 7 == 0:
                table.remove(doc_ids=[table.all()[0].doc_id])
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    looks = 0
    while not done.is_set() or not looks:
        looks += all(document["char"] in "ab" for document in table)
        assert len(table.search(where("char") == "a")) <= 300
    thread.join()
    db.close()


def test_threads_take_turns_writing(path: Path) -> None:
    storage = opened(path)
    storage.commit({"t": {"1": {"count": 0}}})

    def count() -> None:
        for _ in range(50):
            storage.change(lambda draft: draft["t"]["1"].update(count=draft["t"]["1"]["count"] + 1))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert storage.rows("t") == {"1": {"count": 200}}
    storage.close()


def test_a_link_to_a_database_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "real" / "db.json")
    storage = JournalStorage(link, files=Files())
    storage.commit({"t": {"1": {}}})
    storage.close()
    assert link.is_symlink()
    assert (tmp_path / "real" / "db.json.history").is_dir()


def test_a_long_journal_is_folded_when_the_database_is_opened(path: Path) -> None:
    storage = opened(path)
    storage.commit({"t": {str(number): {"text": "x" * 1000} for number in range(4500)}})
    storage._connection.close()
    again = opened(path)
    assert Paths.of(path).journal.stat().st_size < 200
    assert len(again.rows("t")) == 4500
    again.close()
