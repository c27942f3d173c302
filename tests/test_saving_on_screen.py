"""Saving and exporting from the screen, and leaving, whatever the disk does."""

import asyncio
import csv
from pathlib import Path
from typing import Any

import pytest
from making import MemoryStore, files_in
from piloting import desk, reader, screen_lines, screen_text, wait_for
from textual.widgets import Input

from annotations.project import Project
from tui.screens.dialogs import ChoiceDialog, NoteDialog
from tui.screens.export_dialog import ExportDialog
from tui.screens.reader import _RETRY


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


async def test_export_from_the_screen_says_what_was_written(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with desk(project) as pilot:
        await pilot.press("enter", "full_stop", "d", "E")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ExportDialog))
        await pilot.press("enter")
        table = tmp_path / "annotations.csv"
        await wait_for(pilot, lambda: f"1 annotation written to {table}" in screen_text(pilot.app))
        assert [row["status"] for row in rows_of(table)] == ["disputed"]


async def test_export_asks_before_it_replaces_a_file(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    table = tmp_path / "annotations.csv"
    table.write_text("precious")
    async with desk(project) as pilot:
        for answers, content in ((("down", "enter"), "precious"), (("enter",), "annotation_id")):
            await pilot.press("E")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ExportDialog))
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChoiceDialog))
            await pilot.press(*answers)
            await wait_for(pilot, lambda content=content: table.read_text().startswith(content))
        assert "precious" not in table.read_text()


async def test_an_export_that_cannot_be_written_says_why(project: Project, tmp_path: Path) -> None:
    async with desk(project) as pilot:
        await pilot.press("E")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ExportDialog))
        pilot.app.screen.query_one("#file", Input).value = str(tmp_path / "no folder" / "a.csv")
        await pilot.press("enter")
        await wait_for(pilot, lambda: "there is no such folder" in screen_text(pilot.app))
        (tmp_path / "a.csv").symlink_to(tmp_path / "b.csv")
        pilot.app.screen.query_one("#file", Input).value = str(tmp_path / "a.csv")
        await pilot.press("enter")
        await wait_for(pilot, lambda: "is a link" in screen_text(pilot.app))


async def test_an_export_left_with_escape_writes_nothing(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with desk(project) as pilot:
        await pilot.press("E")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ExportDialog))
        await pilot.press("escape")
        await pilot.pause()
    assert not (tmp_path / "annotations.csv").exists()


async def test_ctrl_s_says_when_and_where_it_was_saved(project: Project, database: Path) -> None:
    async with desk(project, size=(160, 40)) as pilot:
        await pilot.press("enter", "ctrl+s")
        await wait_for(pilot, lambda: f"nothing to save yet, in {database}" in screen_text(pilot.app))
        await pilot.press("full_stop", "d")
        await wait_for(pilot, lambda: not project.unsaved and reader(pilot.app)._saved_at)
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: "saved at " in screen_text(pilot.app))


async def test_a_disk_that_refuses_keeps_the_change_and_is_tried_again(folder: Path) -> None:
    store = MemoryStore()
    project = Project(store, files_in(folder))
    async with desk(project) as pilot:
        store.refusing = True
        await pilot.press("enter", "full_stop", "d")
        await wait_for(pilot, lambda: "not saved: memory.json: the disk is full." in screen_lines(pilot.app)[-1])
        assert project.unsaved
        await pilot.press("ctrl+s")
        await wait_for(pilot, lambda: "changes not saved yet" in screen_text(pilot.app))
        store.refusing = False
        reader(pilot.app)._save_again()
        await wait_for(pilot, lambda: screen_lines(pilot.app)[-1].startswith(" saved"))
        assert store.writes == 1
        reader(pilot.app)._save_again()
        assert not project.unsaved


async def test_a_database_for_reading_only_says_in_one_sentence_that_nothing_is_saved(
    folder: Path, database: Path
) -> None:
    project = Project.open(database, [folder], read_only=True)
    async with desk(project) as pilot:
        await pilot.press("enter", "full_stop", "d")
        told = f" not saved: {database.name}: it was opened for reading only. "
        await wait_for(pilot, lambda: screen_lines(pilot.app)[-1].startswith(told))
        assert screen_lines(pilot.app)[-1].endswith("? help ")


async def test_what_a_disk_refuses_is_tried_again_once_however_often_it_was_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = MemoryStore()
    store.refusing = True
    async with desk(Project(store, files_in(folder))) as pilot:
        screen = reader(pilot.app)
        timers: list[object] = []

        def set_timer(delay: float, callback: object) -> object:
            timers.append((delay, callback))
            return callback

        monkeypatch.setattr(screen, "set_timer", set_timer)
        for key in ("enter", "full_stop", "d", "a", "d"):
            await pilot.press(key)
            await wait_for(pilot, lambda: not screen._saving)
        assert timers == [(_RETRY, screen._save_again)]


async def test_the_status_line_says_unsaved_until_the_disk_has_it(folder: Path) -> None:
    store = MemoryStore()
    project = Project(store, files_in(folder))
    async with desk(project) as pilot:
        store.gate.clear()
        await pilot.press("enter", "full_stop", "d")
        await wait_for(pilot, lambda: screen_lines(pilot.app)[-1].startswith(" unsaved"))
        await pilot.press("full_stop", "a")  # changed while the first change is being written
        store.gate.set()
        await wait_for(pilot, lambda: screen_lines(pilot.app)[-1].startswith(" saved"))
        assert {each.status for each in store.annotations()} == {"disputed", "agreed"}


async def test_what_follows_a_judgement_is_painted_without_a_task_of_its_own(folder: Path) -> None:
    project = Project(MemoryStore(), files_in(folder))
    made: list[str] = []

    def task(loop: asyncio.AbstractEventLoop, work: Any, **options: Any) -> asyncio.Task[Any]:
        made.append(work.__qualname__)
        return asyncio.Task(work, loop=loop, **options)

    async with desk(project) as pilot:
        shown = reader(pilot.app)
        await pilot.press("enter", "full_stop", "d")
        await wait_for(pilot, lambda: "disputed" in shown.status.place and not project.unsaved)
        asyncio.get_running_loop().set_task_factory(task)
        shown.action_judge("agreed")
        await wait_for(pilot, lambda: "agreed" in shown.status.place and not project.unsaved)
        assert not shown.status._repaint_regions
        assert not [name for name in made if name.startswith(("Timer.", "ReaderScreen."))]


async def test_what_the_cursor_is_on_is_told_again_when_more_was_found(project: Project) -> None:
    async with desk(project) as pilot:
        shown, pane = reader(pilot.app), reader(pilot.app).active
        await pilot.press("enter", "full_stop")
        await wait_for(pilot, lambda: shown.status.place)
        found, pane.findings = pane.findings, None
        shown.status.take(place="")
        assert pane.article
        assert found
        shown._mark_mentions(pane.article, found, pane.sources)
        await wait_for(pilot, lambda: shown.status.place)


async def test_leaving_waits_for_the_disk(folder: Path) -> None:
    store = MemoryStore()
    project = Project(store, files_in(folder))
    async with desk(project) as pilot:
        store.gate.clear()
        await pilot.press("enter", "full_stop", "d", "q", "q")
        assert pilot.app.is_running
        store.gate.set()
        await wait_for(pilot, lambda: not pilot.app.is_running)
    assert len(list(store.annotations())) == 1


async def test_leaving_with_a_disk_that_refuses_asks_what_to_do(folder: Path) -> None:
    store = MemoryStore()
    project = Project(store, files_in(folder))
    async with desk(project) as pilot:
        store.refusing = True
        await pilot.press("enter", "full_stop", "d", "q")
        for answer in (("enter",), ("escape",), ("down", "enter"), ("down", "down", "enter")):
            await wait_for(pilot, lambda: not reader(pilot.app)._saving)
            if not isinstance(pilot.app.screen, ChoiceDialog):
                await pilot.press("q")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChoiceDialog))
            assert "are not saved" in screen_text(pilot.app)
            assert "escape goes back" in screen_text(pilot.app)
            assert pilot.app.is_running
            await pilot.press(*answer)
        await wait_for(pilot, lambda: not pilot.app.is_running)
    assert project.unsaved


async def test_ctrl_q_over_a_dialog_does_not_lose_unsaved_work(folder: Path) -> None:
    store = MemoryStore()
    project = Project(store, files_in(folder))
    async with desk(project) as pilot:
        store.refusing = True
        await pilot.press("enter", "full_stop", "d", "semicolon")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, NoteDialog))
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert pilot.app.is_running
        store.refusing = False


async def test_ctrl_q_leaves_from_the_text(project: Project) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "ctrl+q")
        await wait_for(pilot, lambda: not pilot.app.is_running)


async def test_what_happened_to_the_database_is_told(folder: Path) -> None:
    store = MemoryStore()
    store.told = ["The database was put in order."]
    async with desk(Project(store, files_in(folder))) as pilot:
        await wait_for(pilot, lambda: "The database was put in order." in screen_text(pilot.app))
