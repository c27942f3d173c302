"""The library compared while nobody types, and the story of the article on screen."""

from pathlib import Path

import pytest
from making import articles_in
from piloting import desk, reader, screen_text, wait_for
from telling import ALL
from textual.pilot import Pilot

from annotations import compared_library
from annotations.project import Project
from tui.screens.board import BoardScreen
from tui.screens.elsewhere import ElsewhereScreen
from tui.widgets.article_list import ArticleList


@pytest.fixture
def project(tmp_path: Path, database: Path) -> Project:
    folder = articles_in(tmp_path / "articles", ALL)
    return Project.open(database, [folder], cache=tmp_path / "cache" / "parsed")


async def board(pilot: Pilot[None]) -> BoardScreen:
    await pilot.press("C")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, BoardScreen))
    shown = pilot.app.screen
    assert isinstance(shown, BoardScreen)
    await wait_for(pilot, lambda: shown.comparison)
    return shown


def names(shown: BoardScreen) -> list[str]:
    assert shown.comparison
    return [Path(each.file).name for each in shown.comparison.articles]


async def test_the_list_shows_whose_copy_an_article_is_once_the_library_is_compared(project: Project) -> None:
    async with desk(project) as pilot:
        await wait_for(pilot, lambda: len(project.index.copies()) > 0)
        articles = pilot.app.screen.query_one(ArticleList)
        await wait_for(pilot, lambda: sum("(2)" in line for line in screen_text(pilot.app).splitlines()) == 2)
        assert {Path(item.file).name for item in articles.items if item.copies} == {"ferry.txt", "ferry copy.txt"}
        assert reader(pilot.app).status.work == ""


async def test_the_board_is_of_the_story_on_screen_and_can_be_widened(project: Project) -> None:
    async with desk(project, (160, 45)) as pilot:
        await pilot.press("enter")
        shown = await board(pilot)
        assert names(shown) == ["ferry again.txt", "ferry copy.txt", "ferry.txt"]
        assert " 3 articles, " in screen_text(pilot.app)
        await pilot.press("w")
        await wait_for(pilot, lambda: " 5 articles, " in screen_text(pilot.app))
        assert len(names(shown)) == 5


async def test_before_a_large_library_is_compared_it_is_said_how_far_the_answer_goes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compared_library, "_AT_ONCE", 1)
    async with desk(project, (160, 45)) as pilot:
        monkeypatch.setattr(reader(pilot.app), "while_idle", lambda _: iter(()))
        await pilot.press("enter", "full_stop", "equals_sign")
        await wait_for(pilot, lambda: "1 of 5 articles are looked through so far." in screen_text(pilot.app))
        await board(pilot)
        await wait_for(pilot, lambda: "looked for in 1 of 5 articles so far." in screen_text(pilot.app))
        shown = pilot.app.screen
        assert isinstance(shown, BoardScreen)
        await wait_for(pilot, lambda: len(names(shown)) == 1)
        list(reader(pilot.app).compared.library.ahead())
        reader(pilot.app).post_message(ElsewhereScreen.Ahead(()))
        await wait_for(pilot, lambda: len(names(shown)) == 3)


async def test_a_key_does_not_wait_long_for_a_thread_that_computes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[float] = []
    monkeypatch.setattr("sys.setswitchinterval", turns.append)
    async with desk(project):
        assert turns
        assert max(turns) <= 0.001
