"""The command line: what it prints, where, and with which exit status."""

import csv
import io
import runpy
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from commanding import Captured, TerminalText
from keeping import judged
from making import report_in

from annotations.project import Project
from tui import __version__
from tui.cli import main
from tui.commands.arguments import annotator, default_database
from tui.commands.config import EXAMPLE
from tui.settings import Settings

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return report_in(tmp_path / "articles")


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


def test_who_has_no_name_annotates_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    assert annotator() == "tester"
    monkeypatch.delenv("NEWSREADER_ANNOTATOR")
    monkeypatch.setattr("getpass.getuser", unknown)
    assert annotator() == ""


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
