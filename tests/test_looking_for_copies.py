"""Looking for copies of an article: told, stopped, and not done where there is nothing to compare with."""

import threading
from pathlib import Path

import pytest
from making import REPORT, WIRE, articles_in
from piloting import PATIENCE, desk, reader, screen_lines, screen_text, wait_for

from annotations.project import Project
from tui.screens.twins import TwinsScreen
from tui.widgets.long_work import LongWork

TEXTS = {"1": WIRE, "2": WIRE.replace("12", "a dozen"), "3": "Grapes froze in Champagne, growers said.\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    named = {f"{name}.txt": f"Report number {name}\n\n{text}" for name, text in TEXTS.items()}
    return articles_in(tmp_path / "articles", named)


async def test_an_article_without_a_copy_says_so(project: Project, folder: Path) -> None:
    async with desk(project) as pilot:
        await pilot.press("j", "j", "W")
        await wait_for(pilot, lambda: "No other article of the list is a copy" in screen_text(pilot.app))
        (folder / "3.txt").unlink()
        await pilot.press("W")
        await wait_for(pilot, lambda: "3.txt" in "".join(note.message for note in pilot.app._notifications))


async def test_of_a_list_of_one_article_nothing_is_read(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.compared.Compared.twins_of", None)
    (tmp_path / "1.txt").write_text(REPORT)
    async with desk(Project.open(database, [tmp_path / "1.txt"])) as pilot:
        await pilot.press("enter", "W")
        await wait_for(pilot, lambda: "No other article of the list is a copy" in screen_text(pilot.app))


async def test_looking_for_copies_is_told_and_stopped(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    go, steps, heed = threading.Event(), list[int](), LongWork.heed

    def slowly(work: LongWork, more: int = 0) -> None:
        steps.append(more)
        assert not sum(steps) or go.wait(PATIENCE)
        heed(work, more)

    async with desk(project) as pilot:
        await wait_for(pilot, lambda: not reader(pilot.app)._works)
        await pilot.press("enter")
        monkeypatch.setattr("tui.widgets.long_work._UNTOLD", 0.0)
        monkeypatch.setattr("tui.widgets.long_work._AGAIN", 0.0)
        monkeypatch.setattr(LongWork, "heed", slowly)
        await pilot.press("W")
        await wait_for(pilot, lambda: "comparing 0/" in screen_lines(pilot.app)[-1])
        await pilot.press("j", "ctrl+c")
        go.set()
        await wait_for(pilot, lambda: not reader(pilot.app)._works)
        await wait_for(pilot, lambda: "comparing" not in screen_lines(pilot.app)[-1])
        assert sum(map(bool, steps)) == 1, "it went no further"
        assert "No other article" not in screen_text(pilot.app)
        monkeypatch.setattr(LongWork, "heed", heed)
        await pilot.press("W")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, TwinsScreen))


async def test_of_a_long_list_the_first_articles_are_compared(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.twinning._MOST", 1)
    async with desk(project) as pilot:
        await pilot.press("enter", "W")
        await wait_for(pilot, lambda: "The first 1 articles are compared" in screen_text(pilot.app))
