"""What leaving does, piece by piece, without a terminal; test_leaving.py does it as a whole."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from making import REPORT, articles_in
from piloting import desk, reader, type_text, wait_for

from annotations.errors import NotSavedError
from annotations.model import Span, Status
from annotations.project import Project
from tui import leaving
from tui.app import NewsreaderApp
from tui.screens.dialogs import NoteDialog


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return articles_in(tmp_path / "articles", {"flood.txt": REPORT})


@pytest.fixture
def last_resorts(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What would end the process after a while, and does not here."""
    made: list[Any] = []

    class NoTimer(threading.Timer):
        def start(self) -> None:
            made.append(self.function)

    monkeypatch.setattr(threading, "Timer", NoTimer)
    monkeypatch.setattr(os, "_exit", made.append)
    return made


def judged(project: Project) -> None:
    project.judge(project.read(project.files[0]), Span(0, 5), Status.AGREED)


async def test_a_signal_keeps_what_stands_in_a_dialog(project: Project, last_resorts: list[Any]) -> None:
    async with desk(project) as pilot:
        app = pilot.app
        assert isinstance(app, NewsreaderApp)
        await pilot.press("enter", "a", "semicolon")
        await wait_for(pilot, lambda: isinstance(app.screen, NoteDialog))
        await type_text(pilot, "two sources")
        app.end_by(signal.SIGTERM)
        app.end_by(signal.SIGHUP)
        await wait_for(pilot, lambda: not app.is_running)
    assert app.return_code == 128 + signal.SIGTERM
    assert [each.note for each in project.all_annotations()] == ["two sources"]
    assert len(last_resorts) == 1
    assert app.failure is None
    project.close()


async def test_ctrl_c_twice_leaves(project: Project) -> None:
    async with desk(project) as pilot:
        await wait_for(pilot, lambda: not reader(pilot.app)._works)
        await pilot.press("ctrl+c", "ctrl+c")
        await wait_for(pilot, lambda: not pilot.app.is_running)
    assert pilot.app.return_code == 0


def test_the_last_resort_writes_what_is_unsaved(project: Project, last_resorts: list[Any]) -> None:
    app = NewsreaderApp(project)
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as guest:
        app.lend_to(guest)
        app.end_by(signal.SIGTERM)
        assert guest.wait(10) == -signal.SIGTERM
        app.lend_to(guest)  # as if it had begun at the same moment
    judged(project)
    last_resorts.pop()()
    assert last_resorts == [128 + signal.SIGTERM]
    assert project.unsaved == 0
    project.close()


class Ended:
    """An app that has ended."""

    def __init__(self, status: int = 0, failure: BaseException | None = None) -> None:
        self._status = status
        self.failure = failure

    def run_to_end(self) -> int:
        return self._status


def run(project: Project, app: Any) -> int:
    ends: list[int] = []
    status = leaving.run(app, project, ends.append)
    assert ends == [status]
    return status


def test_what_is_unsaved_is_written_in_the_end(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    judged(project)
    assert run(project, Ended(3)) == 3
    assert project.unsaved == 0
    assert capsys.readouterr().err == ""


def test_what_cannot_be_saved_is_told(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Project) -> None:
        raise NotSavedError("The disk is full.")

    monkeypatch.setattr(Project, "save", refuse)
    judged(project)
    run(project, Ended())
    assert "changes could not be saved. The disk is full." in capsys.readouterr().err


def test_who_still_works_is_not_waited_for(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []
    monkeypatch.setattr(Project, "close", lambda _: closed.append(True))
    go = threading.Event()
    working = threading.Thread(target=go.wait, name="newsreader-work_0")
    working.start()
    run(project, Ended())
    assert closed == []
    go.set()
    working.join()
    run(project, Ended())
    assert closed == [True]


def fail() -> None:
    raise LookupError("no \x1b[2J such thing")


def failed() -> LookupError:
    with pytest.raises(LookupError) as caught:
        fail()
    return caught.value


def test_an_error_is_told_with_the_place_of_its_traceback(
    project: Project, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(project, Ended(1, failed()))
    said = capsys.readouterr().err
    (report,) = (home / ".local" / "state" / "newsreader" / "log").iterdir()
    assert said.startswith("newsreader: this should not have happened: LookupError: no ␛[2J such thing.")
    assert str(report) in said
    assert "in fail" in report.read_text(encoding="utf-8")


def test_an_error_is_told_whole_where_no_file_can_be_written(
    project: Project, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / ".local").write_text("not a folder")
    run(project, Ended(1, failed()))
    assert "in fail" in capsys.readouterr().err
