"""Articles that cannot be read, change while they are open, or would like to drive the terminal."""

import csv
import os
from pathlib import Path

import pytest
from making import HOSTILE, REPORT
from piloting import NOT_WITHOUT_ARTICLE, desk, reader, ready, screen_lines, screen_text, wait_for

from annotations.project import Project
from tui.app import NewsreaderApp
from tui.cli import main
from tui.screens.dialogs import NoteDialog
from tui.widgets.wrapping import printable


async def test_an_unreadable_file_says_so_in_the_list_and_when_opened(folder: Path, database: Path) -> None:
    (folder / "broken.txt").write_bytes(b"\0\1\2" * 400)
    async with desk(Project.open(database, [folder / "flood.txt", folder / "broken.txt"])) as pilot:
        screen = reader(pilot.app)
        await wait_for(pilot, lambda: screen.articles.items[1].problem)
        await pilot.press("j", "enter")
        await wait_for(pilot, lambda: "is no text: it holds bytes that no text has" in screen_text(pilot.app))
        assert screen.active.article
        assert screen.active.article.file.endswith("flood.txt")


async def test_a_first_file_that_is_unreadable_leaves_the_rest_usable(folder: Path, database: Path) -> None:
    (folder / "a.txt").write_bytes(b"\0\1\2" * 400)
    project = Project.open(database, [folder / "a.txt", folder / "flood.txt"])
    app = NewsreaderApp(project)
    async with app.run_test(size=(120, 30)) as pilot:
        await wait_for(pilot, lambda: "is no text" in screen_text(app))
        await pilot.press("z", *NOT_WITHOUT_ARTICLE, "z", "q", "j", "enter")
        await ready(pilot)
        await wait_for(pilot, lambda: reader(app).active.has_focus)
        await pilot.press("full_stop", "d")
        await wait_for(pilot, lambda: len(list(project.all_annotations())) == 1)


async def test_a_search_in_a_pane_without_an_article_is_left_with_escape(tmp_path: Path, database: Path) -> None:
    async with desk(Project.open(database, [tmp_path])) as pilot:
        await pilot.press("slash", "x", "escape")
        await wait_for(pilot, lambda: reader(pilot.app).active.has_focus)


async def test_a_file_that_vanishes_while_it_is_open_can_still_be_judged(
    project: Project, folder: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with desk(project) as pilot:
        await wait_for(pilot, lambda: all(each.checkable >= 0 for each in reader(pilot.app).articles.items))
        (folder / "flood.txt").unlink()
        (folder / "letter.txt").unlink()
        await pilot.press("enter", "full_stop", "d")
        await wait_for(pilot, lambda: not project.unsaved)
    assert main(["export", "--database", str(database)]) == 0
    (row,) = csv.DictReader(capsys.readouterr().out.splitlines())
    assert (row["status"], row["article_file"]) == ("disputed", str(folder / "flood.txt"))


async def test_a_file_that_became_shorter_is_shown_without_a_crash(
    project: Project, folder: Path, database: Path
) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", *["full_stop"] * 4, "d")
        await wait_for(pilot, lambda: not project.unsaved)
    (folder / "flood.txt").write_text("Short now\n\nOnly 3 words.\n", encoding="utf-8")
    again = Project.open(database, [folder])
    async with desk(again) as pilot:
        await pilot.press("enter", "full_stop", "a", "L", "enter", "u", "j", "k")
        assert pilot.app.is_running


async def test_an_article_full_of_escape_sequences_and_markup_is_harmless(tmp_path: Path, database: Path) -> None:
    (tmp_path / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    project = Project.open(database, [tmp_path / "hostile.txt"])
    async with desk(project) as pilot:
        await pilot.press("enter", "full_stop", "d", "full_stop", "a", "slash", *"words", "enter", "L", "j")
        await wait_for(pilot, lambda: "2 annotations" in screen_text(pilot.app))
        lines = screen_lines(pilot.app)
        assert all(line == printable(line) for line in lines)
        assert any("A line with ␛]0;title␇ and" in line for line in lines)


async def test_the_note_of_a_hostile_passage_is_harmless(tmp_path: Path, database: Path) -> None:
    (tmp_path / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    async with desk(Project.open(database, [tmp_path / "hostile.txt"])) as pilot:
        await pilot.press("enter", "semicolon")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, NoteDialog))
        await pilot.pause()
        assert all(line == printable(line) for line in screen_lines(pilot.app))


async def test_a_file_that_is_not_utf_8_is_read_with_a_warning(tmp_path: Path, database: Path) -> None:
    path = tmp_path / "caf\u00e9.txt"
    path.write_bytes("Caf\u00e9 closes\n\nThe 3 owners of the caf\u00e9 gave up.\n".encode("cp1252"))
    async with desk(Project.open(database, [path])) as pilot:
        await wait_for(pilot, lambda: "read as Windows-1252" in screen_text(pilot.app))


async def test_an_article_whose_file_name_is_not_utf_8_can_be_judged(tmp_path: Path, database: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(REPORT, encoding="utf-8")
    project = Project.open(database, [tmp_path])
    async with desk(project) as pilot:
        await pilot.press("enter", "full_stop", "d")
        await wait_for(pilot, lambda: not project.unsaved)
