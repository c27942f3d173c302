"""The commands that keep the database, as they are typed: backup, restore, and what only reads it."""

import fcntl
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commanding import TerminalText, run
from keeping import edit, note, notes, save


@pytest.fixture
def broken(database: Path) -> Path:
    """A database with one good annotation, and one in which somebody wrote a status that there is not."""
    save(database, note(1, "first"))
    row = {"id": "x", "article_id": "0123456789abcdef", "start": 0, "end": 4, "status": "maybe"}
    edit(database, "annotations", "7", row)
    save(database)
    return database


def test_an_export_leaves_a_broken_row_out_and_says_so(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", "--database", broken) == 1
    outcome = capsys.readouterr()
    assert outcome.out.count("\n") == 2
    assert outcome.err == (
        'newsreader: annotations.json: Row 7 of annotations is not one of ours (status): "maybe" cannot stand here. '
        "It is left out, and kept in the file as it is; mend it by hand or restore a backup.\n"
    )
    assert '"maybe"' in broken.read_text()


def test_the_list_says_that_an_article_cannot_be_read(
    broken: Path, capsys: pytest.CaptureFixture[str], seeds: Path
) -> None:
    edit(broken, "articles", "9", {"title": "no id"})
    assert run("list", seeds, "--database", broken) == 0
    outcome = capsys.readouterr()
    assert len(outcome.out.splitlines()) == 5
    assert "Row 9 of articles is not one of ours: article_id missing." in outcome.err


def test_the_commands_that_only_read_make_no_files_on_a_fresh_home(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("list") == 0
    assert run("export") == 0
    run("log")
    assert len(capsys.readouterr().out.splitlines()) == 5 + 1
    assert not list(home.rglob("annotations*"))


def test_the_commands_that_only_read_do_not_wait_for_a_lock_that_is_kept(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    save(database, note(1, "first"))
    monkeypatch.setattr("annotations.journal.storage.PATIENCE", 0.02)
    with database.with_name("annotations.json.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert run("export", "--database", database) == 0
    assert ",first," in capsys.readouterr().out


def test_a_backup_says_where_it_is_and_what_it_holds(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(database, note(1), note(20))
    assert run("backup", "--database", database) == 0
    assert re.fullmatch(
        r".*annotations\.json\.backups/\d{4}-\d\d-\d\d\.json holds 2 annotations\.\n", capsys.readouterr().out
    )


def test_without_a_database_there_is_no_backup(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("backup", "--database", database) == 1
    assert "newsreader: There is no database at" in capsys.readouterr().err


def test_restore_alone_lists_what_there_is(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(database, note(1))
    assert run("restore", "--database", database) == 0
    assert "there are no backups" in capsys.readouterr().err
    run("backup", "--database", database)
    folder = database.with_name("annotations.json.backups")
    (folder / "2020-02-29.json").write_text("{")
    (folder / "before-restore-1.json").write_text("{}")
    capsys.readouterr()
    assert run("restore", "--database", database) == 0
    latest, old, undated = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d {8}1 annotations  .*\.json", latest)
    assert old == f"2020-02-29  cannot be read  {folder.resolve() / '2020-02-29.json'}"
    assert undated.startswith("no day            0 annotations  ")


@pytest.fixture
def backed_up(database: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A database with “first” in its backup, and “second” as well in itself; gives the backup."""
    save(database, note(1, "first"))
    run("backup", "--database", database)
    save(database, note(20, "second"))
    capsys.readouterr()
    (copy,) = database.with_name("annotations.json.backups").iterdir()
    return copy


def test_restore_with_yes_does_not_ask(database: Path, backed_up: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("restore", backed_up.stem, "--yes", "--database", database) == 0
    holds, kept = capsys.readouterr().out.splitlines()
    assert holds == f"{database} holds the 1 annotations of {backed_up.name}."
    assert notes(Path(kept.removeprefix("What it held before is kept in ").removesuffix("."))) == {"first", "second"}
    assert notes(database) == {"first"}


@pytest.mark.parametrize(
    ("answer", "left"), [("y\n", {"first"}), ("\n", {"first", "second"}), ("", {"first", "second"})]
)
def test_restore_asks_first(
    database: Path,
    backed_up: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: str,
    left: set[str],
) -> None:
    monkeypatch.setattr(sys, "stdin", TerminalText(answer))
    status = run("restore", backed_up.name, "--database", database)
    out = capsys.readouterr().out
    assert f"Replace the 2 annotations in {database} by the 1 of {backed_up.name}? They will be kept. [y/N] " in out
    assert notes(database) == left
    assert (status, "Nothing was changed." in out) == ((0, False) if answer == "y\n" else (1, True))


def test_restore_asks_for_a_damaged_database_too(
    database: Path, backed_up: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = database.with_name("damaged.json")
    elsewhere.write_text("{")
    monkeypatch.setattr(sys, "stdin", TerminalText("yes\n"))
    assert run("restore", backed_up, "--database", elsewhere) == 0
    assert "Replace what is left of the annotations in" in capsys.readouterr().out
    assert notes(elsewhere) == {"first"}
    assert list(elsewhere.parent.glob("damaged.json.damaged-*"))


def test_restore_without_a_terminal_and_without_yes_refuses(
    database: Path, backed_up: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    assert run("restore", backed_up.stem, "--database", database) == 1
    assert "is not replaced without asking, and this is no terminal; --yes does it." in capsys.readouterr().err
    assert notes(database) == {"first", "second"}


def test_a_restored_backup_is_in_the_log_with_who_and_when(
    database: Path, backed_up: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("restore", backed_up.stem, "--yes", "--database", database)
    capsys.readouterr()
    run("log", "--database", database)
    last = capsys.readouterr().out.splitlines()[-1]
    assert re.fullmatch(rf"\d{{4}}-.*  tester      restored from {backed_up.name}: deleted, .*", last)


def program(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, and look whether it loaded a screen."""
    code = (
        "import sys; from tui.cli import main; status = main(sys.argv[1:]); "
        "sys.exit('Textual was loaded' if 'textual' in sys.modules else status)"
    )
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(
        command, cwd=Path(__file__).parent.parent, capture_output=True, encoding="utf-8", check=False, timeout=60
    )


def test_every_command_works_as_a_program_and_loads_no_screen(database: Path, tmp_path: Path) -> None:
    save(database, note(1, "first"))
    copies = [shutil.copy(database, tmp_path / name) for name in "OAB"]
    option = ("--database", database)
    assert "holds 1 annotations" in program("backup", *option).stdout
    assert "1 annotations" in program(*option, "restore").stdout
    assert program("restore", copies[0], "--yes", *option).returncode == 0
    assert "disputed" in program(f"--database={database}", "log").stdout
    assert "0 new annotations" in program("merge", copies[0], *option).stdout
    assert "1 annotation merged" in program("merge-driver", *copies).stderr
    checked = program("doctor", *option)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert program("export", *option).stdout.count("\n") == 2


def test_the_help_names_every_command() -> None:
    text = program("--help").stdout
    for name in ("list", "export", "mentions", "log", "backup", "restore", "doctor", "merge", "merge-driver", "keys"):
        assert f"newsreader {name} " in text
