"""What is wrong with a database's files, in words."""

import fcntl
import json
from pathlib import Path

import pytest
from versions import DAY, FILES, opened, spoil, two_rows_in, version

from annotations.journal.backups import back_up
from annotations.journal.checkup import Level, check
from annotations.journal.files import Paths
from annotations.journal.records import FileMark, Record
from annotations.journal.snapshot import parse_tables, write_tables


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return two_rows_in(tmp_path)


def sentences(path: Path, level: Level) -> list[str]:
    return [finding.sentence for finding in check(path, FILES) if finding.level is level]


def test_a_sound_database_has_no_problems(path: Path) -> None:
    back_up(path, DAY, FILES)
    assert sentences(path, Level.PROBLEM) == []
    assert sentences(path, Level.NOTE) == []
    assert [finding.subject for finding in check(path)] == [
        "database", "journal", "second copy", "history", "backups"
    ]  # fmt: skip


def test_the_checkup_counts_what_is_pending_and_what_is_missing(path: Path) -> None:
    storage = opened(path)
    storage.commit({"t": {"3": {}}})
    storage._connection.close()
    notes = sentences(path, Level.NOTE)
    assert "1 changes are in the journal" in notes[0]
    assert notes[1] == "There are no backups yet."


def test_the_checkup_tells_damage_and_changes_nothing(path: Path) -> None:
    back_up(path, DAY, FILES).write_text("no")
    path.with_name("annotations.sync-conflict-1.json").write_text("{}")
    path.with_name("annotations.json.damaged-1").write_text("{}")
    path.write_bytes(path.read_bytes()[:-9])
    history = next(Paths.of(path).history.iterdir())
    history.unlink()
    history.write_bytes(bytes(30) + b"\n" + bytes(30))
    before = {other: other.stat().st_mtime_ns for other in path.parent.rglob("*")}
    problems = " ".join(sentences(path, Level.PROBLEM))
    for words in (
        "restored from the second copy",
        "cannot be restored",
        "conflict copy",
        "missing in the history",
    ):
        assert words in problems
    assert "1 copies of damaged files are kept" in " ".join(sentences(path, Level.NOTE))
    assert {other: other.stat().st_mtime_ns for other in path.parent.rglob("*")} == before


def test_the_checkup_tells_what_does_not_open(path: Path, tmp_path: Path) -> None:
    (none,) = check(tmp_path / "none.json")
    assert (none.level, "There is no database" in none.sentence) == (Level.NOTE, True)
    spoil(path)
    assert "cannot be opened" in check(path)[0].sentence


def test_the_checkup_tells_a_second_copy_that_is_not_whole_or_differs(path: Path) -> None:
    sound = Paths.of(path).previous.read_bytes()
    Paths.of(path).previous.write_bytes(b"{")
    next(Paths.of(path).history.iterdir()).unlink()
    Paths.of(path).previous_journal.write_bytes(b"")
    assert "The second copy is not whole" in sentences(path, Level.PROBLEM)[0]
    Paths.of(path).previous.write_bytes(sound)
    path.write_text(json.dumps({"t": {"1": version(1, "a")}}))
    Paths.of(path).journal.unlink()
    assert sentences(path, Level.NOTE)[0].startswith("There is no journal")


def test_the_checkup_tells_a_second_copy_that_differs(path: Path) -> None:
    paths = Paths.of(path)
    tables = parse_tables(path.read_bytes())
    tables["t"]["1"]["note"] = "another"
    content = write_tables(tables)
    path.write_bytes(content)
    mark = Record(9, file=FileMark.of(content))
    paths.journal.write_bytes(Record(4, file=FileMark.of(b"{}\n")).line() + mark._replace(n=5).line())
    assert "documents differ" in " ".join(sentences(path, Level.PROBLEM))


def test_a_file_that_was_never_opened_has_no_problem(tmp_path: Path) -> None:
    plain = tmp_path / "copied.json"
    plain.write_bytes(write_tables({"t": {"1": version(1, "a")}}))
    assert sentences(plain, Level.PROBLEM) == []
    assert any("There is no second copy yet" in sentence for sentence in sentences(plain, Level.NOTE))
    assert [path.name for path in tmp_path.iterdir()] == ["copied.json"]


def test_nobody_writes_while_the_checkup_reads(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.journal.connection.PATIENCE", 0.02)
    with Paths.of(path).lock.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BlockingIOError, match="another program is writing"):
            check(path)
        fcntl.flock(lock, fcntl.LOCK_SH)
        assert check(path)


def test_the_checkup_tells_a_folder_that_may_not_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    assert "may not be written" in sentences(path, Level.PROBLEM)[0]
