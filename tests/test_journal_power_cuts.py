"""What is left on the disk after a power cut at any moment of the write path."""

import json
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import tinydb.storages
from disks import CutDisk, PowerCutFiles, QuickFiles
from tinydb.storages import JSONStorage

from annotations.errors import StoreError
from annotations.journal.database import open_database
from annotations.journal.files import Paths
from annotations.journal.storage import JournalStorage

Model = dict[str, dict[str, object]]


def some_changes(chance: random.Random, model: Model) -> dict[str, dict[str, object] | None]:
    """One to three documents put or deleted."""
    changes: dict[str, dict[str, object] | None] = {}
    for _ in range(chance.choice([1, 1, 3])):
        doc_id = str(chance.randint(1, 12))
        gone = doc_id in model and chance.random() < 0.3
        note = chance.choice(["short", "a longer note, “quoted” " * chance.randint(1, 40)])
        changes[doc_id] = None if gone else {"note": note, "number": chance.random()}
    return changes


def applied(model: Model, changes: dict[str, dict[str, object] | None]) -> Model:
    merged = model | changes
    return {doc_id: document for doc_id, document in merged.items() if document is not None}


def work(folder: Path, seed: int) -> tuple[PowerCutFiles, list[Model]]:
    """Two writers taking turns, folding and opening anew now and then; each acknowledged state in order."""
    chance, files = random.Random(seed), PowerCutFiles()
    models: list[Model] = [{}]
    path = folder / "annotations.json"
    writers = [JournalStorage(path, files=files), JournalStorage(path, files=files)]
    files.note("opened")
    for _ in range(25):
        number = chance.randrange(2)
        if chance.random() < 0.15:
            writers[number].close()
            writers[number] = JournalStorage(path, files=files)
        changes = some_changes(chance, models[-1])
        writers[number].commit({"_default": changes})
        models.append(applied(models[-1], changes))
        files.note("acknowledged")
    for writer in writers:
        writer.close()
    return files, models


def opened_after(state: Path) -> Model | None:
    try:
        database = open_database(state / "annotations.json", files=QuickFiles())
    except StoreError:
        return None
    return database.journal.read().get("_default", {})


def states(tmp_path: Path, number: int) -> tuple[int, int]:
    """How many of so many states lose something, and how many do not open."""
    lost = unopenable = 0
    for seed in range(number // 100):
        original = tmp_path / f"work{seed}"
        original.mkdir()
        files, models = work(original, seed)
        chance = random.Random(seed)
        for index in range(100):
            state = tmp_path / f"state{seed}-{index}"
            state.mkdir()
            length = chance.randint(0, len(files.trace))
            CutDisk(files.trace, length).build(state, original, chance)
            done = sum(event[0] == "acknowledged" for event in files.trace[:length])
            found = opened_after(state)
            unopenable += found is None
            lost += found is not None and found not in models[done : done + 2]
    return lost, unopenable


def test_a_power_cut_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert states(tmp_path, 300) == (0, 0)


@pytest.mark.long
def test_five_thousand_power_cuts_lose_nothing(tmp_path: Path) -> None:
    assert states(tmp_path, 6000) == (0, 0)


def test_what_was_opened_after_a_power_cut_opens_again_with_the_same_documents(tmp_path: Path) -> None:
    original, state = tmp_path / "work", tmp_path / "state"
    original.mkdir()
    files, _ = work(original, seed=7)
    for length in range(0, len(files.trace), 9):
        CutDisk(files.trace, length).build(state, original, random.Random(length))
        first, second = opened_after(state), opened_after(state)
        assert first == second
        for path in sorted(state.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()


def tear_journal(path: Path) -> None:
    with Paths.of(path).journal.open("ab") as journal:
        journal.write(b'{"crc":"0123')


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def edit(path: Path) -> None:
    tables = json.loads(path.read_text())
    tables["_default"]["99"] = {"note": "by hand"}
    path.write_text(json.dumps(tables))


@pytest.mark.parametrize("damage", [tear_journal, halve, edit, Path.unlink])
def test_a_power_cut_during_a_repair_loses_nothing(damage: Callable[[Path], None], tmp_path: Path) -> None:
    original, chance = tmp_path / "work", random.Random(3)
    original.mkdir()
    path = original / "annotations.json"
    _, models = work(original, seed=3)
    storage = JournalStorage(path, files=QuickFiles())
    storage.commit({"_default": {"50": {"a": 1}}})
    storage._connection.close()
    damage(path)
    files = PowerCutFiles()
    files.find(original)
    before = len(files.trace)
    repaired = JournalStorage(path, files=files)
    wanted = dict(repaired.rows("_default"))
    repaired.close()
    assert wanted.items() >= (models[-1] | {"50": {"a": 1}}).items()
    for length in range(before, len(files.trace) + 1):
        state = tmp_path / f"state{length}"
        state.mkdir()
        CutDisk(files.trace, length).build(state, original, chance)
        assert opened_after(state) == wanted


class TracedHandle:
    """The text file that TinyDB's own storage writes through, as calls of a recording disk."""

    def __init__(self, path: Path, files: PowerCutFiles) -> None:
        self._files = files
        self._descriptor = files.open(path, os.O_RDWR | os.O_CREAT)
        self._written = b""

    def seek(self, offset: int, whence: int = 0) -> None:
        os.lseek(self._descriptor, offset, whence)

    def tell(self) -> int:
        return os.lseek(self._descriptor, 0, os.SEEK_CUR)

    def read(self) -> str:
        return self._files.read(self._descriptor, 0).decode()

    def write(self, text: str) -> None:
        self._written = text.encode()

    def flush(self) -> None:
        self._files.write(self._descriptor, self._written)

    def fileno(self) -> int:
        return self._descriptor

    def truncate(self) -> None:
        self._files.truncate(self._descriptor, self.tell())

    def close(self) -> None:
        os.close(self._descriptor)


def test_the_same_cuts_destroy_tinydbs_own_storage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, chance = PowerCutFiles(), random.Random(1)
    models: list[Model] = [{}]
    path = tmp_path / "work" / "annotations.json"
    path.parent.mkdir()
    monkeypatch.setattr(os, "fsync", files.sync)
    monkeypatch.setattr("builtins.open", lambda name, *_, **__: TracedHandle(Path(name), files))
    monkeypatch.setattr(tinydb.storages, "touch", lambda *_, **__: None)
    storage = JSONStorage(str(path))
    monkeypatch.undo()
    monkeypatch.setattr(os, "fsync", files.sync)
    files.note("sync_folder", path.parent)
    for _ in range(25):
        changes = some_changes(chance, models[-1])
        models.append(applied(models[-1], changes))
        storage.write({"_default": models[-1]})
        files.note("acknowledged")
    storage.close()
    lost = 0
    for index in range(200):
        state = tmp_path / f"state{index}"
        state.mkdir()
        length = chance.randint(10, len(files.trace))
        CutDisk(files.trace, length).build(state, path.parent, chance)
        done = sum(event[0] == "acknowledged" for event in files.trace[:length])
        try:
            found = json.loads((state / "annotations.json").read_text())
        except ValueError:
            found = None
        lost += found is None or found.get("_default", {}) not in models[done : done + 2]
    assert lost > 10
