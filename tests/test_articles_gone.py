"""Articles that are gone from the disk leave the list, and take nothing with them."""

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from making import REPORT, articles_in
from piloting import PATIENCE, desk, reader, screen_text, wait_for
from textual.pilot import Pilot

from annotations.model import Article
from annotations.project import Project
from tui.app import NewsreaderApp

NAMES = list("abcdef")


class Looking(Project):
    """A project that looks for articles once the gate is open."""

    gate: threading.Event

    def find_more(self) -> Iterator[list[str]]:
        """As the project does."""
        self.gate.wait(PATIENCE)
        yield from super().find_more()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six articles; the index in the cache beside them knows them all."""
    return articles_in(tmp_path / "articles", {f"{name}.txt": f"{REPORT}\nThe {name} team.\n" for name in NAMES})


@pytest.fixture
async def known(folder: Path) -> None:
    """The index of a session before this one."""
    async with desk(opened(folder)) as pilot:
        project = reader(pilot.app).project
        await wait_for(pilot, lambda: all(each.checkable >= 0 for each in project.summaries))
    project.close()


def opened(folder: Path) -> Looking:
    beside = folder.parent
    project = Looking.open(beside / "annotations.json", [folder], annotator="tester", cache=beside / "cache")
    assert isinstance(project, Looking)
    project.gate = threading.Event()
    project.gate.set()
    return project


@asynccontextmanager
async def looking(folder: Path, *gone: str) -> AsyncIterator[tuple[Pilot[None], Looking]]:
    """The program, about to find that some articles are gone."""
    for name in gone:
        (folder / f"{name}.txt").unlink()
    project = opened(folder)
    project.gate.clear()
    app = NewsreaderApp(project)
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_for(pilot, reader(app).at_rest.is_set)
        yield pilot, project
    project.close()


def titles(pilot: Pilot[None]) -> str:
    """The names of the articles in the list, in its order."""
    articles = reader(pilot.app).articles
    return "".join(Path(articles.items[number].file).stem for number in articles.shown)


def under_cursor(pilot: Pilot[None]) -> str:
    current = reader(pilot.app).articles.current
    return Path(current.file).stem if current else ""


@pytest.mark.usefixtures("known")
async def test_the_cursor_stays_on_its_article_where_one_before_it_is_gone(folder: Path) -> None:
    async with looking(folder, "b") as (pilot, project):
        await pilot.press("G")
        assert (titles(pilot), under_cursor(pilot)) == ("abcdef", "f")
        project.gate.set()
        await wait_for(pilot, lambda: titles(pilot) == "acdef")
        assert under_cursor(pilot) == "f"


@pytest.mark.usefixtures("known")
async def test_the_cursor_stays_on_its_article_in_a_filtered_list(folder: Path) -> None:
    async with looking(folder, "b") as (pilot, project):
        screen = reader(pilot.app)
        screen.filter("team")
        await wait_for(pilot, lambda: "6 of 6: team" in screen_text(pilot.app))
        screen.articles.put_cursor_on(4)
        project.gate.set()
        await wait_for(pilot, lambda: "5 of 5: team" in screen_text(pilot.app))
        assert (titles(pilot), under_cursor(pilot)) == ("acdef", "e")


@pytest.mark.usefixtures("known")
async def test_articles_that_are_gone_do_not_come_back(folder: Path) -> None:
    async with looking(folder, "b", "f") as (pilot, project):
        project.gate.set()
        await wait_for(pilot, lambda: titles(pilot) == "acde")
        await pilot.app.workers.wait_for_complete([each for each in pilot.app.workers if each.group == "survey"])
        assert [Path(key).stem for key in project.index.texts()] == list("acde")
    again = opened(folder)
    assert [Path(file).stem for file in again.files] == list("acde")
    again.close()


@pytest.mark.usefixtures("known")
async def test_where_all_are_gone_the_one_on_screen_can_still_be_judged(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.catalogue.AT_ONCE", 0)  # the folder is looked into while one reads only
    async with looking(folder) as (pilot, project):
        for name in NAMES:
            (folder / f"{name}.txt").unlink()
        project.gate.set()
        await wait_for(pilot, lambda: "There is no article here." in screen_text(pilot.app))
        assert titles(pilot) == ""
        pilot.app.set_focus(reader(pilot.app).active)
        await pilot.press("full_stop", "d")
        await wait_for(pilot, lambda: not project.unsaved and project.all_annotations())


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("keys", [("j", "enter"), ("enter", "right_square_bracket")])
async def test_where_an_article_cannot_be_opened_the_next_keys_judge_no_other_one(
    folder: Path, keys: tuple[str, ...]
) -> None:
    async with looking(folder, "b") as (pilot, project):
        await pilot.press(*keys, "full_stop", "full_stop", "a")
        await wait_for(pilot, lambda: "does not exist" in screen_text(pilot.app))
        assert reader(pilot.app).articles.has_focus
        assert not list(project.all_annotations())
        await pilot.press("right_square_bracket", "full_stop", "a")
        (said,) = project.all_annotations()
        assert Path(project.file_of(said.article_id)).stem == "c"
        project.gate.set()


class Slow(Looking):
    """A project on a disk that gives an article once it is asked to."""

    def paged(self, file: str) -> Article:
        """As the project does, but for the second article."""
        if Path(file).stem == "b":
            self.gate.wait(PATIENCE)
        return super().paged(file)


async def test_an_article_on_a_slow_disk_is_gone_to_before_it_is_there(folder: Path) -> None:
    project = Slow.open(folder.parent / "annotations.json", [folder], cache=folder.parent / "cache")
    assert isinstance(project, Slow)
    project.gate = threading.Event()
    project.gate.set()
    async with desk(project) as pilot:
        project.gate.clear()
        pane = reader(pilot.app).active
        await pilot.press("j", "enter")
        await wait_for(pilot, lambda: pane.has_focus)
        assert pane.article
        assert Path(pane.article.file).stem == "a"
        project.gate.set()
        await wait_for(pilot, lambda: pane.article and Path(pane.article.file).stem == "b")
    project.close()
