"""A look at a database and at the program, as it is typed: doctor."""

import json
import shutil
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from commanding import run
from keeping import CONFLICT, note, save

from annotations.journal.checkup import Level
from tui.commands.doctor import bytecode, cache


def test_the_doctor_finds_nothing_wrong_with_a_copied_file(
    database: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    save(database, note(1))
    copied = Path(shutil.copy(database, tmp_path / "copied.json"))
    assert run("doctor", "--database", copied) == 0
    assert "There is no second copy yet" in capsys.readouterr().out
    assert not list(tmp_path.glob("copied.json.*"))


def test_the_doctor_finds_a_sound_database_sound(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(database, note(1))
    assert run("doctor", "--database", database) == 0
    lines = capsys.readouterr().out.splitlines()
    subjects = {line[9:].split("  ")[0] for line in lines}
    assert {"database", "journal", "second copy", "history", "backups", "rows", "start"} <= subjects
    assert not [line for line in lines if line.startswith("PROBLEM")]


def test_the_doctor_exits_with_1_where_something_is_wrong(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(database, note(1))
    database.with_name(CONFLICT).write_text("{}")
    assert run("doctor", "--database", database, "--json") == 1
    findings = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["sentence"] for each in findings if each["level"] == "problem"] == [
        f"{CONFLICT} is a conflict copy that has not been merged."
    ]


def test_the_doctor_changes_nothing(database: Path) -> None:
    save(database, note(1))
    database.write_bytes(database.read_bytes()[:-20])
    before = {path.name: path.read_bytes() for path in database.parent.iterdir() if path.is_file()}
    assert run("doctor", "--database", database) == 1
    assert {path.name: path.read_bytes() for path in database.parent.iterdir() if path.is_file()} == before


def test_the_doctor_names_the_command_that_compiles(tmp_path: Path) -> None:
    package = tmp_path / "site packages" / "screen"
    package.mkdir(parents=True)
    (package / "app.py").write_text("")
    found = bytecode(package)
    assert found.level is Level.NOTE
    assert found.sentence.endswith(f"-m compileall -q '{package.parent}'")
    compiled = Path(cache_from_source(str(package / "app.py")))
    compiled.parent.mkdir(parents=True)
    compiled.touch()
    assert bytecode(package).level is Level.GOOD


def test_the_doctor_does_without_the_screens_library(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    save(database, note(1))
    monkeypatch.setattr("tui.commands.doctor.find_spec", lambda _: None)
    assert run("doctor", "--database", database) == 0
    assert "start" not in capsys.readouterr().out


def test_the_doctor_says_where_the_cache_cannot_be_written_and_makes_no_folder(tmp_path: Path) -> None:
    assert cache(tmp_path / "cache").level is Level.GOOD
    assert not list(tmp_path.iterdir())
    (tmp_path / "cache").write_text("")
    found = cache(tmp_path / "cache" / "newsreader")
    assert found.level is Level.NOTE
    assert f"{tmp_path / 'cache' / 'newsreader'} cannot be written (Not a directory)" in found.sentence
