"""What is to be exported, asked on the screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from piloting import Alone, screen_text, wait_for
from textual.pilot import Pilot
from textual.widgets import Button, Input, Select, Static

from annotations.exporting import Export
from annotations.filters import parse_filter
from tui.screens.export_dialog import ExportDialog, PathSuggester, Wanted


@asynccontextmanager
async def asked(
    dialog: ExportDialog, answers: list[Wanted | None], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[None]]:
    """The dialog on the screen; what it gives back is put into `answers`."""
    app = Alone(Static("below"))
    async with app.run_test(size=size) as pilot:
        await app.push_screen(dialog, answers.append)
        await pilot.pause()
        yield pilot
        await wait_for(pilot, lambda: answers)


def field(pilot: Pilot[None], name: str) -> Input:
    return pilot.app.screen.query_one(f"#{name}", Input)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def test_enter_alone_writes_all_annotations_as_a_table(here: Path) -> None:
    answers: list[Wanted | None] = []
    async with asked(ExportDialog("a1"), answers) as pilot:
        assert all(words in screen_text(pilot.app) for words in ("all articles", "any program", "enter writes"))
        await pilot.press("enter")
    assert answers == [Wanted(Export(), here / "annotations.csv")]


async def test_everything_can_be_chosen_by_keys(here: Path) -> None:
    answers: list[Wanted | None] = []
    async with asked(ExportDialog("a1", "tag:check"), answers) as pilot:
        await pilot.press("tab", "tab", "enter")
        program = pilot.app.screen.query_one("#program", Select)
        await wait_for(pilot, lambda: program.expanded)
        await pilot.press("down", "enter")
        await wait_for(pilot, lambda: program.value == "Excel" and program.has_focus)
        await pilot.press("tab", "enter")
        articles = pilot.app.screen.query_one("#articles", Select)
        await wait_for(pilot, lambda: articles.expanded)
        await pilot.press("down", "enter")
        await wait_for(pilot, lambda: articles.value == "this article" and articles.has_focus)
        await pilot.press("ctrl+s")
    wanted = parse_filter("tag:check")
    assert answers == [Wanted(Export(excel=True, wanted=wanted, only={"a1"}), here / "annotations.csv")]


async def test_the_file_follows_the_format(here: Path) -> None:
    answers: list[Wanted | None] = []
    async with asked(ExportDialog(""), answers) as pilot:
        form = pilot.app.screen.query_one("#form", Select)
        for choice, name in (("CSV, claims", "claims.csv"), ("JSON lines", "annotations.jsonl")):
            form.value = choice
            await wait_for(pilot, lambda name=name: field(pilot, "file").value == name)
        assert pilot.app.screen.query_one("#program", Select).disabled
        field(pilot, "file").value = "mine.jsonl"
        form.value = "ClaimReview"
        await wait_for(pilot, lambda: field(pilot, "file").value == "mine.claimreview.json")
        field(pilot, "file").value = "mine.txt"
        form.value = "Markdown report"
        await wait_for(pilot, lambda: not field(pilot, "filter").value)
        await pilot.pause()
        await pilot.press("enter")
    assert answers == [Wanted(Export("markdown"), here / "mine.txt")]


async def test_a_name_without_an_ending_gets_that_of_the_format(here: Path) -> None:
    answers: list[Wanted | None] = []
    async with asked(ExportDialog(""), answers) as pilot:
        field(pilot, "file").value = "mine"
        await pilot.press("enter")
    assert answers == [Wanted(Export(), here / "mine.csv")]


async def test_what_is_wrong_is_said_and_the_dialog_stays() -> None:
    answers: list[Wanted | None] = []
    async with asked(ExportDialog(""), answers) as pilot:
        for name, text, told in (
            ("filter", "mood:good", "There is no filter “mood”"),
            ("file", " ", "Which file?"),
            ("file", "~nobody-of-this-name/a.csv", "nobody of that name"),
        ):
            field(pilot, name).value = text
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda told=told: told in screen_text(pilot.app))
            field(pilot, name).value = ""
        await pilot.press("escape")
    assert answers == [None]


@pytest.mark.parametrize(("button", "written"), [("write", True), ("cancel", False)])
async def test_the_mouse_writes_and_leaves(button: str, written: bool) -> None:
    answers: list[Wanted | None] = []
    async with asked(ExportDialog(""), answers) as pilot:
        assert not pilot.app.screen.query_one(f"#{button}", Button).disabled
        await pilot.click(f"#{button}")
    assert [answer is not None for answer in answers] == [written]


async def test_files_and_folders_are_completed(here: Path) -> None:
    (here / "folder").mkdir()
    (here / "folder" / "annotations.csv").touch()
    suggest = PathSuggester().get_suggestion
    assert await suggest("fol") == "folder/"
    assert await suggest("folder/an") == "folder/annotations.csv"
    for unknown in ("folder/", "x", "nowhere/a", "~nobody-of-this-name/a", ""):
        assert await suggest(unknown) is None


async def test_a_place_where_no_file_can_stand_is_told(here: Path) -> None:
    (here / "folder").mkdir()
    answers: list[Wanted | None] = []
    async with asked(ExportDialog(""), answers) as pilot:
        for name, told in (("folder", "is a folder"), ("nowhere/a.csv", "no such folder"), ("a.md", "Markdown report")):
            field(pilot, "file").value = name
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda told=told: told in screen_text(pilot.app))
        field(pilot, "file").value = "a.txt"
        await pilot.press("ctrl+s")
    assert answers == [Wanted(Export(), here / "a.txt")]
