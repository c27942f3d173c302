"""The command line: what it prints, where, and with which exit status."""

import csv
import io
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from making import HOSTILE, REPORT, article, span_of
from real_terminal import NEWSREADER, ROOT

from annotations.model import Status
from annotations.project import Project
from tui import __version__
from tui.cli import main
from tui.commands.arguments import default_database
from tui.commands.config import EXAMPLE
from tui.settings import Settings
from tui.widgets.wrapping import printable

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def own_database(monkeypatch: pytest.MonkeyPatch, database: Path) -> None:
    """What names no database works on that of the test."""
    monkeypatch.setenv("NEWSREADER_DATABASE", str(database))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "articles" / "report.txt"
    path.parent.mkdir()
    path.write_text(REPORT, encoding="utf-8")
    return path


def judged(database: Path, report: Path, words: str = "$30 million") -> None:
    """Judge a passage of a report, as the screen does."""
    project = Project.open(database, [report], annotator="tester")
    project.judge(project.read(str(report)), span_of(REPORT, words), Status.DISPUTED)
    project.save()
    project.close()


def test_version_is_printed(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"newsreader {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["list", "--help"],
        ["export", "--help"],
        ["mentions", "--help"],
        ["keys", "--help"],
        ["config", "--help"],
    ],
)
def test_help_is_printed(arguments: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: newsreader {'' if len(arguments) == 1 else arguments[0]}")


@pytest.mark.parametrize(
    "arguments",
    [["--nonsense"], ["export", "--table", "nonsense"], ["mentions"], ["list", "--nonsense"], ["keys", "too", "much"]],
)
def test_wrong_usage_is_status_2_and_says_so_on_stderr(arguments: list[str], capsys: Captured) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "usage: newsreader" in printed.err


def test_list_without_paths_lists_the_samples(seeds: Path, capsys: Captured) -> None:
    assert main(["list"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) == len(list(seeds.glob("*.txt"))) == 5
    assert sum("Raqqa" in row for row in rows) >= 2
    assert all(len(row.split()[0]) == 16 for row in rows)


def test_list_shows_how_much_is_judged(report: Path, database: Path, capsys: Captured) -> None:
    judged(database, report)
    assert main(["list", str(report)]) == 0
    (row,) = capsys.readouterr().out.splitlines()
    assert " 1/" in row


def test_list_tells_of_files_that_cannot_be_read_and_lists_the_rest(report: Path, capsys: Captured) -> None:
    (report.parent / "binary.txt").write_bytes(b"\0\1" * 400)
    assert main(["list", str(report.parent)]) == 1
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 1
    assert printed.err.startswith("newsreader: ")
    assert "no text" in printed.err


def test_list_of_an_empty_folder_says_so(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["list", str(tmp_path / "empty")]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "there is no article here" in printed.err


def test_a_database_may_be_named_before_the_command_or_after(report: Path, tmp_path: Path, capsys: Captured) -> None:
    other = tmp_path / "other.json"
    judged(other, report)
    for arguments in (["--database", str(other), "export"], ["export", "--database", str(other)]):
        assert main(arguments) == 0
        assert len(list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))) == 1


def test_settings_may_be_named_before_a_command(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setenv("NEWSREADER_ANNOTATOR", "tester")
    monkeypatch.setenv("NEWSREADER_THEME", "dark")
    assert main(["--annotator", "anna", "--theme=light", "config"]) == 0
    rows = {row.split()[0]: row.split()[1:] for row in capsys.readouterr().out.partition("\n\n")[0].splitlines()}
    assert rows["annotator"][0] == "anna"
    assert rows["theme"][0] == "light"


def test_a_flag_before_a_command_that_does_not_take_it_is_named(database: Path, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--with", "other.json", "--database", str(database), "export"])
    assert left.value.code == 2
    assert "newsreader export: error: unrecognized arguments: --with" in capsys.readouterr().err


def test_export_writes_a_table_to_stdout(report: Path, database: Path) -> None:
    judged(database, report)
    done = subprocess.run([*NEWSREADER, "export"], cwd=ROOT, capture_output=True, check=True, timeout=60)
    header, row = done.stdout.decode().split("\r\n")[:2]
    assert header.startswith("annotation_id,outlet,article_title,")
    assert "disputed" in row
    assert done.stderr == b""


def test_export_to_a_file_says_how_many_on_stderr(
    report: Path, database: Path, tmp_path: Path, capsys: Captured
) -> None:
    judged(database, report)
    out = tmp_path / "out.csv"
    assert main(["export", "--table", "annotations", "-o", str(out)]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "1 annotation written" in printed.err
    (row,) = csv.DictReader(out.read_text(encoding="utf-8").splitlines())
    assert (row["status"], row["quote"], row["annotator"]) == ("disputed", "$30 million", "tester")


def test_export_of_some_articles_leaves_the_others_out(report: Path, database: Path, tmp_path: Path) -> None:
    judged(database, report)
    other = tmp_path / "other.txt"
    other.write_text("Another\n\nThere were 3 of them.\n")
    out = tmp_path / "out.csv"
    for path, count in ((other, 0), (report, 1)):
        assert main(["export", "-o", str(out), str(path)]) == 0
        assert len(list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))) == count


def test_an_export_that_cannot_be_written_is_status_1(tmp_path: Path, capsys: Captured) -> None:
    assert main(["export", "-o", str(tmp_path / "no folder" / "out.csv")]) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith("newsreader: ")
    assert "cannot be written" in printed.err


def test_an_export_finds_annotations_again_in_an_article_that_changed(
    report: Path, database: Path, tmp_path: Path
) -> None:
    judged(database, report)
    text = "A first line that was not there before.\n\n" + REPORT
    report.write_text(text, encoding="utf-8")
    assert main(["export", "-o", str(tmp_path / "out.csv")]) == 0
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert rows
    assert {row["anchor"] for row in rows} == {"moved"}
    assert all(text[int(row["start"]) : int(row["end"])] == row["quote"] for row in rows)


def test_mentions_prints_a_row_for_each(report: Path, capsys: Captured) -> None:
    assert main(["mentions", str(report)]) == 0
    title, *rows = capsys.readouterr().out.splitlines()
    assert title.startswith(str(report))
    assert any("quantity" in row or "money" in row for row in rows)
    assert any("$30 million" in row for row in rows)
    assert all(len(row) < 100 for row in rows)


def test_mentions_as_json_has_a_line_per_article(report: Path, capsys: Captured) -> None:
    assert main(["mentions", "--json", str(report)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert told["text"] == REPORT
    assert told["id"] == article().article_id
    assert {line["role"] for line in told["lines"]} >= {"body"}
    for each in told["quantities"] + told["quotations"]:
        assert REPORT[each["start"] : each["end"]] == each["text"]
    assert told["quantities"]
    assert told["quotations"]


def test_mentions_goes_on_after_a_file_that_cannot_be_read(report: Path, capsys: Captured) -> None:
    (report.parent / "a.txt").write_bytes(b"\0\1" * 400)
    assert main(["mentions", str(report.parent)]) == 1
    printed = capsys.readouterr()
    assert "$30 million" in printed.out
    assert "newsreader: " in printed.err


@pytest.mark.parametrize("command", [[], ["list"], ["export"], ["mentions"]])
def test_a_path_that_is_missing_is_named(command: list[str], tmp_path: Path, capsys: Captured) -> None:
    assert main([*command, str(tmp_path / "gone.txt")]) == 1
    assert capsys.readouterr().err == f"newsreader: {tmp_path / 'gone.txt'}: there is no such file or folder.\n"


@pytest.mark.parametrize("command", [["list"], ["export"]])
def test_a_database_that_is_none_is_status_1(command: list[str], database: Path, capsys: Captured) -> None:
    database.write_text("prose")
    assert main(command) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("newsreader: ")
    assert str(database) in printed.err


@pytest.mark.parametrize("command", ["list", "mentions"])
def test_escape_sequences_of_an_article_are_not_printed(command: str, tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "\x1b[31mhostile.txt"
    path.write_text(HOSTILE + "\nHe called it “a \x1b[31mred herring”.\n", encoding="utf-8")
    assert main([command, str(path)]) == 0
    out = capsys.readouterr().out
    assert all(line == printable(line) for line in out.splitlines())


def test_the_screen_needs_a_terminal(capsys: Captured) -> None:
    assert main([]) == 1
    assert "the screen needs a terminal" in capsys.readouterr().err


class FakeApp:
    """Stands in the place of the app: opens no screen."""

    status = 0
    failure: BaseException | None = None
    opened: "FakeApp | None" = None

    def __init__(self, project: Project, settings: Settings, _terminal: object) -> None:
        self.project = project
        self.settings = settings
        FakeApp.opened = self

    def run_to_end(self) -> int:
        """Nothing to show."""
        return self.status


class TerminalText(io.StringIO):
    """Text that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes standard input and output say that they are terminals (pytest sets its own before each call)."""
    monkeypatch.setattr("tui.app.NewsreaderApp", FakeApp)
    monkeypatch.setattr("os._exit", lambda _: None)

    def begin() -> None:
        monkeypatch.setattr(sys, "stdin", TerminalText())
        monkeypatch.setattr(sys, "stdout", TerminalText())

    return begin


def test_the_screen_is_opened_on_what_is_named(
    report: Path, in_a_terminal: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_a_terminal()
    assert main(["--theme", "textual-light", str(report.parent)]) == 0
    assert FakeApp.opened
    assert FakeApp.opened.settings.theme == "textual-light"
    assert FakeApp.opened.project.annotator == "tester"
    assert [each.file for each in FakeApp.opened.project.summaries] == [str(report)]
    monkeypatch.setattr(FakeApp, "status", 3)
    monkeypatch.delenv("NEWSREADER_ANNOTATOR")
    monkeypatch.setenv("LOGNAME", "somebody")
    assert main([str(report)]) == 3
    assert FakeApp.opened.project.annotator == "somebody"


def test_ctrl_c_is_status_130(in_a_terminal: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    in_a_terminal()

    def interrupt(_app: FakeApp) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(FakeApp, "run_to_end", interrupt)
    assert main([]) == 130


def test_the_database_lives_in_the_users_data_folder(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert default_database() == tmp_path / "annotations.json"
    monkeypatch.delenv("NEWSREADER_DATABASE")
    assert default_database().is_relative_to(home)
    assert default_database().name == "annotations.json"


def test_keys_are_printed_with_their_ids(capsys: Captured) -> None:
    assert main(["keys"]) == 0
    out = capsys.readouterr().out
    assert any(row.split()[0] == "d" and row.endswith("claim.dispute") for row in out.splitlines() if row.strip())
    assert "in an article" in out


def test_python_m_tui_is_newsreader(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr(sys, "argv", ["newsreader", "--version"])
    with pytest.raises(SystemExit):
        runpy.run_module("tui", run_name="__main__")
    assert __version__ in capsys.readouterr().out


def test_a_reader_who_leaves_early_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for number in range(60):
        (tmp_path / "articles" / f"{number}.txt").write_text(REPORT * 20, encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*NEWSREADER, "mentions", str(tmp_path / "articles")],
        cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    os.close(writing)
    assert done.returncode == 1
    assert done.stderr == b""


def test_keys_tell_what_a_file_has_changed_and_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "newsreader.toml").write_text('keymap = "prodigy"\n[keys]\nclaim.agree = "A"\nclaim.unclear = "u"\n')
    assert main(["keys"]) == 0
    printed = capsys.readouterr()
    rows = {row.split()[-1]: row for row in printed.out.splitlines() if row.startswith("  ")}
    assert rows[f"{tmp_path / 'newsreader.toml'}:3"].split()[0] == "A"
    assert rows["claim.unclear"].split()[0] == "i"
    assert any(row.split()[:2] == ["space", "."] and row.endswith("keymap prodigy") for row in printed.out.splitlines())
    assert f"{tmp_path / 'newsreader.toml'}:4: u already belongs to history.undo." in printed.err


def test_config_prints_every_setting_and_where_it_comes_from(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSREADER_GLYPHS", "ascii")
    file = tmp_path / "newsreader.toml"
    file.write_text(
        'theme = "light"\nadvance = true\n[statuses]\nagreed.sign = "+"\n[keys]\nclaim.agree = ["A", "x"]\nx = 1\n'
    )
    assert main(["config"]) == 0
    printed = capsys.readouterr()
    rows = {row.split()[0]: row.split()[1:] for row in printed.out.partition("\n\n")[0].splitlines()}
    assert rows["annotator"] == ["tester", "NEWSREADER_ANNOTATOR"]
    assert rows["database"][-1] == "NEWSREADER_DATABASE"
    assert rows["theme"] == ["light", f"{file}:1"]
    assert rows["glyphs"] == ["ascii", "NEWSREADER_GLYPHS"]
    assert rows["advance"] == ["true", f"{file}:2"]
    assert rows["keymap"] == ["vim", "default"]
    assert rows["tags"][:2] == ["figure,", "quote,"]
    assert rows["statuses.agreed.word"] == ["agreed", "default"]
    assert rows["statuses.agreed.sign"] == ["+", f"{file}:4"]
    assert rows["keys.claim.agree"] == ["A", "x", f"{file}:6"]
    assert f"{file}\n" in printed.out
    assert f"{home}/.config/newsreader/settings.toml  (not there)\n" in printed.out
    assert printed.err.startswith(f"newsreader: {file}:7: ")
    assert len(printed.err.splitlines()) == 1


def test_config_prints_an_example_file(capsys: Captured) -> None:
    assert main(["config", "--example"]) == 0
    assert capsys.readouterr().out == EXAMPLE


def test_commands_work_on_the_database_of_the_settings_and_tell_what_is_wrong_with_them(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSREADER_DATABASE")
    (tmp_path / "newsreader.toml").write_text('database = "case.json"\nteme = "light"\n')
    judged(tmp_path / "case.json", report)
    assert main(["export"]) == 0
    printed = capsys.readouterr()
    assert "$30 million" in printed.out
    assert "newsreader.toml:2: there is no setting 'teme'" in printed.err
    assert main(["export", "--database", str(tmp_path / "case.json")]) == 0
    assert capsys.readouterr().err == ""


def test_flags_are_settings_too(report: Path, tmp_path: Path, in_a_terminal: Callable[[], None]) -> None:
    in_a_terminal()
    assert main(["--annotator", "anna", "--database", str(tmp_path / "other.json"), str(report)]) == 0
    assert FakeApp.opened
    assert FakeApp.opened.project.annotator == "anna"
    assert FakeApp.opened.project.store.path == tmp_path / "other.json"
    assert FakeApp.opened.settings.origin("annotator") == "--annotator"


def test_a_theme_that_is_not_there_is_a_sentence(in_a_terminal: Callable[[], None], capsys: Captured) -> None:
    in_a_terminal()
    assert main(["--theme", "nonsense"]) == 1
    assert "nonsense" in capsys.readouterr().err


def test_an_unreadable_file_does_not_stop_the_export_of_the_others(
    report: Path, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)
    assert main(["export", "--database", str(database), str(report), str(tmp_path / "broken.txt")]) == 1
    written = capsys.readouterr()
    assert written.out.startswith("annotation_id,")
    assert "broken.txt" in written.err
