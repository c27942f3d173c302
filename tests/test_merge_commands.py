"""Databases put together, as it is typed: merge, merge-driver, git with it and without."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commanding import run
from keeping import CONFLICT, lines_of, note, notes, save, with_conflict


def test_merge_alone_takes_in_conflict_copies(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(database, note(1, "first"))
    copy = Path(shutil.copy(database, database.with_name("other.json")))
    save(copy, note(20, "second"))
    copy.rename(database.with_name(CONFLICT))
    assert run("merge", "--database", database) == 0
    merged, kept = capsys.readouterr().out.splitlines()
    assert merged.startswith(f"{CONFLICT} was merged: 1 new annotation, ")
    assert kept.endswith(f"annotations.json.merged/{CONFLICT}.")
    assert notes(database) == {"first", "second"}
    assert run("merge", "--database", database) == 0
    assert capsys.readouterr().out == f"There is no conflict copy beside {database}.\n"


def test_a_conflict_copy_that_stays_is_an_exit_status(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(database, note(1, "first"))
    database.with_name(CONFLICT).write_text("{")
    assert run("merge", "--database", database) == 1
    assert f"{CONFLICT} was not merged." in capsys.readouterr().out


def test_git_is_served(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(database, note(1, "first"))
    base, ours, theirs = (Path(shutil.copy(database, tmp_path / name)) for name in "OAB")
    save(theirs, note(20, "second"))
    assert run("merge-driver", base, ours, theirs) == 0
    assert "2 annotations merged; 0 changed on both sides" in capsys.readouterr().err
    assert notes(ours) == {"first", "second"}
    theirs.write_text("{")
    before = ours.read_bytes()
    assert run("merge-driver", base, ours, theirs) == 1
    assert ours.read_bytes() == before


def git(folder: Path, *arguments: str) -> str:
    settings = ["-c", "user.name=ann", "-c", "user.email=ann@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        ["git", *settings, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=True, timeout=60
    )
    return done.stdout


@pytest.mark.skipif(not shutil.which("git"), reason="there is no git here")
def test_git_itself_merges_with_the_two_lines_of_configuration(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    database = folder / "annotations.json"
    save(database, note(1, "first"))
    driver = f"'{sys.executable}' -m tui merge-driver %O %A %B"
    git(folder, "init")
    git(folder, "config", "merge.newsreader.driver", f"PYTHONPATH='{Path(__file__).parent.parent}' {driver}")
    (folder / ".gitattributes").write_text("annotations.json merge=newsreader\n")
    (folder / ".gitignore").write_text("annotations.json.*\n")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "first")
    git(folder, "checkout", "-b", "other")
    save(database, note(20, "theirs"))
    git(folder, "commit", "-am", "theirs")
    git(folder, "checkout", "main")
    save(database, note(40, "ours"))
    git(folder, "commit", "-am", "ours")
    git(folder, "merge", "other")
    assert git(folder, "status", "--porcelain") == ""
    assert notes(database) == {"first", "ours", "theirs"}


@pytest.fixture
def conflicted(database: Path) -> Path:
    """A database in which git left its conflict markers, as a user without the merge driver finds it."""
    save(database, note(1, "first"))
    theirs = Path(shutil.copy(database, database.with_name("theirs.json")))
    save(theirs, note(20, "theirs"))
    save(database, note(40, "ours"))
    text = with_conflict(database, theirs)
    database.write_text(text)
    assert "<<<<<<< HEAD" in lines_of(database)
    return database


def test_a_file_with_conflict_markers_is_exported_whole(conflicted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "--database", conflicted) == 0
    outcome = capsys.readouterr()
    assert all(f",{words}," in outcome.out for words in ("first", "ours", "theirs"))
    assert "conflict markers" in outcome.err


def test_a_file_with_conflict_markers_is_listed(conflicted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("list", "--database", conflicted)
    assert "conflict markers in it; the documents of both sides were kept." in capsys.readouterr().err
    assert "<<<<<<<" in conflicted.read_text()  # looking changes nothing
