"""The commands that look after the database, as they are typed: log, backup, restore, doctor, merge, merge-driver."""

import fcntl
import io
import json
import re
import shutil
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from keeping import edit, lines_of, note, notes, save, with_conflict

from annotations.history import Change, Step
from annotations.journal.checkup import Level
from annotations.journal.database import open_database
from annotations.model import Status
from annotations.store import key_of
from tui.cli import main
from tui.commands.arguments import annotator
from tui.commands.doctor import bytecode

CONFLICT = "annotations.sync-conflict-20261121-014654-ABCDEFG.json"


class Keyboard(io.StringIO):
    """A terminal on which somebody types."""

    def isatty(self) -> bool:
        return True


def run(*arguments: object) -> int:
    return main([str(each) for each in arguments])


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


def without_times(text: str) -> list[str]:
    return [re.sub(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  ", "", line) for line in text.splitlines()]


def test_the_log_says_who_changed_what_newest_last(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = note(1, "look\x1b[2J again", tags=("money", "old"))
    second = note(1, tags=("money", "new"), status=Status.AGREED)
    made, changed = Step((Change(None, first),)), Step((Change(first, second),))
    back = Step((Change(second, first),), undoes=changed)
    again = Step((Change(first, second),), redoes=changed)
    save(database, made, changed, back, again, Step((Change(second, None),)))
    assert run("log", "--database", database) == 0
    end = "“xxxxxxxxxx”  Flood cuts off ␛[31mthree villages"
    assert without_times(capsys.readouterr().out) == [
        f"ann         none → disputed, +money, +old, note “look␛[2J again”  {end}",
        f"ann         disputed → agreed, +new, -old, note removed  {end}",
        f"ann         undo: agreed → disputed, +old, -new, note “look␛[2J again”  {end}",
        f"ann         redo: disputed → agreed, +new, -old, note removed  {end}",
        f"ann         deleted, agreed → none, -money, -new  {end}",
    ]


def test_the_log_names_what_it_has_no_words_for(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blank = note(1, status=None)
    save(database, blank, Step((Change(blank, note(1, status=None, unit="kg")),)))
    run("log", "--database", database)
    out = capsys.readouterr().out.splitlines()
    assert "  new  " in out[0]
    assert "  other details  " in out[1]


def test_the_log_is_json_lines_too(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(database, note(1, "first"), Step((Change(note(1, "first"), None),)))
    assert run("--database", database, "log", "--json") == 0
    made, deleted = map(json.loads, capsys.readouterr().out.splitlines())
    assert made["by"] == "ann"
    assert made["at"].endswith("+00:00")
    assert made["n"] < deleted["n"]
    (change,) = made["changes"]
    assert change["id"] == "id-000001-000011"
    assert change["title"] == "Flood cuts off \x1b[31mthree villages"
    assert change["before"] is None
    assert change["after"]["note"] == "first"
    assert deleted["changes"][0]["after"] is None


def test_the_log_says_what_another_program_changed(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(database, note(1, "first"))
    edit(database, "annotations", "7", {"id": "x"})
    save(database, note(20, "second"))
    run("log", "--database", database)
    by_another = without_times(capsys.readouterr().out)[1]
    assert by_another == f"{'-':<10}  by another program: a row that is not one of ours  “”  "


def test_the_log_does_without_who_and_when(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save(database, note(1, "first"))
    with open_database(database) as opened:
        opened.commit({"annotations": {key_of("id-000001-000011"): None}})
    run("log", "--database", database)
    assert capsys.readouterr().out.splitlines()[-1].startswith(f"{'-':<19}  {'-':<10}  deleted, ")


def test_a_database_without_a_history_has_an_empty_log(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("log", "--database", database) == 0
    outcome = capsys.readouterr()
    assert not outcome.out
    assert "remembers no change of an annotation." in outcome.err


def test_a_merge_is_in_the_log_with_the_versions_that_it_gave_up(
    database: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    save(database, note(1, "old"))
    copy = Path(shutil.copy(database, tmp_path / "colleague.json"))
    save(copy, Step((Change(note(1, "old"), note(1, "newer", day=2)),)))
    assert run("merge", copy, "--database", database) == 0
    assert "1 newer than ours (taken over)" in capsys.readouterr().out
    run("log", "--database", database)
    merged, given_up = capsys.readouterr().out.splitlines()[-2:]
    assert "merged from colleague.json: note “newer”" in merged
    assert "given up for a newer version: none → disputed, note “old”" in given_up
    assert all(re.fullmatch(r"\d{4}-.*  tester  .*", line) for line in (merged, given_up))


def test_a_merge_in_which_ours_is_newer_everywhere_is_in_the_log(
    database: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    save(database, note(1, "old"))
    copy = Path(shutil.copy(database, tmp_path / "colleague.json"))
    save(database, Step((Change(note(1, "old"), note(1, "newer", day=2)),)))
    run("merge", copy, "--database", database)
    capsys.readouterr()
    run("log", "--database", database)
    last = without_times(capsys.readouterr().out)[-1]
    assert last.startswith("tester      merged from colleague.json: given up for a newer version: none → disputed")
    run("log", "--json", "--database", database)
    merged = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (merged["merged"], merged["changes"], list(merged["losers"])) == ("colleague.json", [], ["annotations"])


def test_a_restored_backup_is_in_the_log_with_who_and_when(
    database: Path, backed_up: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("restore", backed_up.stem, "--yes", "--database", database)
    capsys.readouterr()
    run("log", "--database", database)
    last = capsys.readouterr().out.splitlines()[-1]
    assert re.fullmatch(rf"\d{{4}}-.*  tester      restored from {backed_up.name}: deleted, .*", last)


def test_who_has_no_name_annotates_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    assert annotator() == "tester"
    monkeypatch.delenv("NEWSREADER_ANNOTATOR")
    monkeypatch.setattr("getpass.getuser", unknown)
    assert annotator() == ""


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


def test_the_doctor_finds_nothing_wrong_with_a_copied_file(
    database: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    save(database, note(1))
    copied = Path(shutil.copy(database, tmp_path / "copied.json"))
    assert run("doctor", "--database", copied) == 0
    assert "There is no second copy yet" in capsys.readouterr().out
    assert not list(tmp_path.glob("copied.json.*"))


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
    monkeypatch.setattr(sys, "stdin", Keyboard(answer))
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
    monkeypatch.setattr(sys, "stdin", Keyboard("yes\n"))
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
