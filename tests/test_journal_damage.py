"""Files damaged at rest: what opens again whole, what is refused untouched, and that each damage is told."""

import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from disks import QuickFiles
from tinydb import TinyDB

from annotations.errors import DamagedError, NewerFormatError
from annotations.journal.files import Paths
from annotations.journal.records import FileMark, Record
from annotations.journal.storage import JournalStorage

Documents = dict[str, dict[str, object]]
FILES = QuickFiles()


def opened(path: Path) -> JournalStorage:
    return JournalStorage(path, files=FILES)


def document(number: int, note: str = "first") -> dict[str, object]:
    return {
        "number": number,
        "note": f"{note} “words” of a reader, {number}",
        "updated_at": "2026-01-01T00:00:00Z",
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "annotations.json"


def closed_database(path: Path) -> Documents:
    """A database closed twice, so that file, journal and second copy all exist; its documents."""
    for note in "first", "second":
        storage = opened(path)
        storage.commit({"t": {str(n): document(n, note) for n in range(30)}})
        storage.commit({"t": {"3": None} if note == "second" else {}})
        storage.close()
    return dict(storage.rows("t"))


def unfolded_database(path: Path) -> Documents:
    """A database whose program was killed: its last changes are in the journal alone."""
    closed_database(path)
    storage = opened(path)
    storage.commit({"t": {"4": document(4, "third"), "5": None, "50": document(50)}})
    documents = dict(storage.rows("t"))
    storage._connection.close()
    return documents


def flipped(content: bytes, number: int, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(number):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def zeroed(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(0, len(content), 512)
    return content[:start] + bytes(len(content[start : start + 512])) + content[start + 512 :]


def without_a_comma(content: bytes) -> bytes:
    return content.replace(b"},\n", b"}\n", 1)


DAMAGES: dict[str, Callable[[bytes], bytes | None]] = {
    "missing": lambda _: None,
    "empty": lambda _: b"",
    "half": lambda content: content[: len(content) // 2],
    "a cut tail": lambda content: content[:-3],
    "a zeroed block": lambda content: zeroed(content, random.Random(5)),
    "all zeroes": lambda content: bytes(len(content)),
    "a comma removed": without_a_comma,
    "a byte-order mark": lambda content: b"\xef\xbb\xbf" + content,
    "something else": lambda _: b"[1, 2, 3]\n",
    "tables of something else": lambda _: b'{"t": [1]}\n',
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("build", [closed_database, unfolded_database])
def test_a_damaged_json_file_loses_nothing_and_is_told(
    damage: str, build: Callable[[Path], Documents], path: Path
) -> None:
    documents = build(path)
    content = DAMAGES[damage](path.read_bytes())
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    storage = opened(path)
    assert storage.rows("t") == documents
    assert storage.tellings()
    copies = list(path.parent.glob("annotations.json.damaged-*"))
    assert [copy.read_bytes() for copy in copies] == ([] if content is None else [content])
    storage.close()
    again = opened(path)
    assert (again.rows("t"), again.tellings()) == (documents, [])
    again.close()


@pytest.mark.parametrize("number", [1, 2, 8])
def test_flipped_bits_of_the_json_file_are_put_right(number: int, path: Path) -> None:
    documents = closed_database(path)
    sound = path.read_bytes()
    for seed in range(40):
        path.write_bytes(flipped(sound, number, random.Random(seed)))
        storage = opened(path)
        assert storage.rows("t") == documents
        assert storage.tellings()
        storage._connection.close()


def test_a_change_of_the_disk_is_known_by_the_unchanged_time(path: Path) -> None:
    documents = closed_database(path)
    time = path.stat().st_mtime_ns
    path.write_bytes(path.read_bytes().replace(b"second", b"sEcOnD"))
    os.utime(path, ns=(time, time))
    storage = opened(path)
    assert storage.rows("t") == documents
    assert "bits had flipped" in storage.tellings()[0]
    storage.close()


def test_flipped_bits_of_the_journal_are_put_right(path: Path) -> None:
    documents = unfolded_database(path)
    journal = Paths.of(path).journal
    sound = journal.read_bytes()
    for seed in range(60):
        journal.write_bytes(flipped(sound, 1, random.Random(seed)))
        storage = opened(path)
        assert storage.rows("t") == documents
        assert "its journal were put right" in storage.tellings()[0]
        storage._connection.close()


def test_a_torn_last_line_is_dropped_and_told(path: Path) -> None:
    unfolded_database(path)
    journal = Paths.of(path).journal
    journal.write_bytes(journal.read_bytes() + Record(99, {"t": {"1": {"a": "b" * 700}}}).line()[:500])
    damaged = journal.read_bytes()
    storage = opened(path)
    assert "never finished" in storage.tellings()[0]
    assert [copy.read_bytes() for copy in path.parent.glob("*.journal.damaged-*")] == [damaged]
    storage.close()


def test_a_lost_part_of_the_journal_is_told_and_the_rest_is_kept(path: Path) -> None:
    storage = opened(path)
    for number in range(6):
        storage.commit({"t": {str(number): {"text": "x" * 900}}})
    storage._connection.close()
    journal = Paths.of(path).journal
    lines = journal.read_bytes().split(b"\n")
    lines[3] = bytes(len(lines[3]))
    journal.write_bytes(b"\n".join(lines))
    storage = opened(path)
    assert set(storage.rows("t")) == {"0", "1", "3", "4", "5"}
    assert "part of its journal cannot be read" in storage.tellings()[0]
    storage.close()
    again = opened(path)
    assert (set(again.rows("t")), again.tellings()) == ({"0", "1", "3", "4", "5"}, [])
    again.close()


def test_a_journal_whose_beginning_is_lost_keeps_the_rest(path: Path) -> None:
    documents = unfolded_database(path)
    journal = Paths.of(path).journal
    content = journal.read_bytes()
    journal.write_bytes(bytes(40) + content[40:])
    storage = opened(path)
    assert storage.rows("t") == documents
    assert storage.tellings()
    storage.close()


@pytest.mark.parametrize("damage", [Path.unlink, lambda journal: journal.write_bytes(b"")])
def test_a_missing_or_empty_journal_is_told(damage: Callable[[Path], object], path: Path) -> None:
    documents = closed_database(path)
    damage(Paths.of(path).journal)
    storage = opened(path)
    assert storage.rows("t") == documents
    assert "its journal is missing or empty" in storage.tellings()[0]
    storage.close()


def test_a_journal_of_nothing_but_damage_begins_anew(path: Path) -> None:
    documents = closed_database(path)
    Paths.of(path).journal.write_bytes(bytes(50))
    storage = opened(path)
    assert storage.rows("t") == documents
    assert storage.tellings()
    storage.close()


def test_a_json_file_alone_is_a_database(path: Path) -> None:
    path.write_text('{"t": {"1": {"a": 1}}}')
    storage = opened(path)
    assert (storage.rows("t"), storage.tellings()) == ({"1": {"a": 1}}, [])
    storage.close()


def test_the_whole_history_is_a_third_copy(path: Path) -> None:
    documents = closed_database(path)
    path.write_bytes(b"{")
    Paths.of(path).previous.write_bytes(b"{")
    Paths.of(path).previous_journal.unlink()
    storage = opened(path)
    assert storage.rows("t") == documents
    storage.close()


def test_what_cannot_be_read_whole_is_refused_untouched(path: Path) -> None:
    closed_database(path)
    for other in path.parent.glob("annotations.json.*"):
        if other.is_file():
            other.unlink()
    for other in Paths.of(path).history.iterdir():
        other.unlink()
    path.write_bytes(path.read_bytes()[:-40])
    before = {other: other.stat().st_mtime_ns for other in path.parent.rglob("*")}
    with pytest.raises(DamagedError, match="documents can still be read in it"):
        opened(path)
    after = {other: other.stat().st_mtime_ns for other in path.parent.rglob("*")}
    assert after.keys() - before.keys() == {Paths.of(path).lock}
    assert {other: after[other] for other in before if other.is_file()} == {
        other: time for other, time in before.items() if other.is_file()
    }


def test_a_lone_file_without_a_comma_is_read_line_by_line(path: Path) -> None:
    path.write_bytes(b'{\n"t": {\n"1": {"a": 1}\n"2": {"a": 2}\n}\n}\n')
    storage = opened(path)
    assert storage.rows("t") == {"1": {"a": 1}, "2": {"a": 2}}
    assert "all 2 documents in it could be read line by line" in storage.tellings()[0]
    storage.close()
    assert json.loads(path.read_text()) == {"t": {"1": {"a": 1}, "2": {"a": 2}}}


def test_documents_of_a_damaged_file_that_are_newer_than_the_second_copy_are_taken(path: Path) -> None:
    closed_database(path)
    edited = document(7, "by hand") | {"updated_at": "2027-01-01T00:00:00Z"}
    lines = path.read_text().splitlines()
    lines = [f'"7": {json.dumps(edited)}' if line.startswith('"7":') else line for line in lines]
    path.write_text("\n".join(lines))
    storage = opened(path)
    assert storage.rows("t")["7"] == edited
    storage.close()


def test_a_change_by_plain_tinydb_is_taken_over_told_and_remembered(path: Path) -> None:
    closed_database(path)
    with TinyDB(path, encoding="utf-8") as plain:
        plain.table("t").update({"note": "plain"}, doc_ids=[1])
        plain.table("t").remove(doc_ids=[2])
    storage = opened(path)
    assert storage.rows("t")["1"]["note"] == "plain"
    assert "2" not in storage.rows("t")
    assert "another program changed it (2 documents differ)" in storage.tellings()[0]
    storage.close()


def test_a_change_from_outside_and_the_journals_changes_are_merged(path: Path) -> None:
    unfolded_database(path)
    tables = json.loads(path.read_text())
    tables["t"]["4"] = document(4, "outside") | {"updated_at": "2025-01-01T00:00:00Z"}
    tables["t"]["6"] = document(6, "outside")
    path.write_text(json.dumps(tables))
    storage = opened(path)
    assert storage.rows("t")["4"] == document(4, "third")
    assert storage.rows("t")["6"] == document(6, "outside")
    assert "5" not in storage.rows("t")
    assert "50" in storage.rows("t")
    assert "1 lost to newer ones" in storage.tellings()[0]
    storage.close()


def test_a_change_from_outside_without_a_second_copy_is_merged_too(path: Path) -> None:
    unfolded_database(path)
    Paths.of(path).previous.unlink()
    for other in Paths.of(path).history.iterdir():
        other.unlink()
    tables = json.loads(path.read_text())
    tables["t"]["6"] = document(6, "outside")
    path.write_text(json.dumps(tables))
    storage = opened(path)
    assert storage.rows("t")["6"] == document(6, "outside")
    assert storage.rows("t")["4"] == document(4, "third")
    assert "there is no second copy" in storage.tellings()[0]
    storage.close()


def test_both_sides_of_a_git_conflict_are_kept(path: Path) -> None:
    documents = closed_database(path)
    ours = document(1, "ours") | {"updated_at": "2026-02-02T00:00:00Z"}
    theirs = document(1, "theirs") | {"updated_at": "2026-03-03T00:00:00Z"}
    lines = path.read_text().splitlines()
    at = next(index for index, line in enumerate(lines) if line.startswith('"1":'))
    lines[at : at + 1] = [
        "<<<<<<< HEAD", f'"1": {json.dumps(ours)},', f'"70": {json.dumps(document(70))},', "=======",
        f'"1": {json.dumps(theirs)},', f'"71": {json.dumps(document(71))},', ">>>>>>> branch",
    ]  # fmt: skip
    path.write_text("\n".join(lines) + "\n")
    storage = opened(path)
    assert storage.rows("t") == documents | {"1": theirs, "70": document(70), "71": document(71)}
    assert "git had left conflict markers" in storage.tellings()[0]
    storage.close()
    assert json.loads(path.read_text())["t"]["1"] == theirs


def test_an_unreadable_git_conflict_is_refused(path: Path) -> None:
    path.write_bytes(b"<<<<<<< HEAD\n{\n=======\n}}\n>>>>>>> branch\n")
    with pytest.raises(DamagedError, match="git's conflict markers are in it"):
        opened(path)


def test_a_journal_of_a_newer_version_is_refused(path: Path) -> None:
    closed_database(path)
    line = Record(9, file=FileMark(0, 0, 0), version=2).line()
    Paths.of(path).journal.write_bytes(line)
    with pytest.raises(NewerFormatError, match="newer version of this program"):
        opened(path)
    assert Paths.of(path).journal.read_bytes() == line


ANY_DAMAGE: list[Callable[[bytes, random.Random], bytes]] = [
    lambda content, chance: flipped(content, chance.randint(1, 20), chance),
    lambda content, chance: content[: chance.randrange(len(content))],
    zeroed,
    lambda content, _: content * 2,
    lambda *_: b"",
]


def damage_anything(paths: Paths, chance: random.Random) -> None:
    """Damage one to three of the four files, or take them away."""
    files = [paths.file, paths.journal, paths.previous, paths.previous_journal]
    for file in chance.sample(files, chance.choice([1, 1, 2, 3])):
        if chance.random() < 0.1:
            file.unlink()
        else:
            file.write_bytes(chance.choice(ANY_DAMAGE)(file.read_bytes(), chance))


def silent_differences(folder: Path, rounds: int) -> list[int]:
    """Seeds after whose damage something is missing without a word, or is told at the next opening too."""
    documents = unfolded_database(folder / "sound" / "annotations.json")
    silent = []
    for seed in range(rounds):
        path = folder / str(seed) / "annotations.json"
        shutil.copytree(folder / "sound", path.parent)
        damage_anything(Paths.of(path), random.Random(seed))
        try:
            storage = opened(path)
        except DamagedError:
            continue
        found, told = dict(storage.rows("t")), storage.tellings()
        storage.close()
        again = opened(path)
        if (found != documents and not told) or again.rows("t") != found or again.tellings():
            silent.append(seed)
        again.close()
    return silent


def test_whatever_is_damaged_nothing_differs_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "sound").mkdir()
    assert silent_differences(tmp_path, 150) == []


@pytest.mark.long
def test_whatever_is_damaged_three_thousand_times(tmp_path: Path) -> None:
    (tmp_path / "sound").mkdir()
    assert silent_differences(tmp_path, 3000) == []
