"""Work that takes long is told, and can be stopped."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from making import REPORT, articles_in
from piloting import PATIENCE, desk, reader, screen_lines, screen_text, wait_for

from annotations.exporting import Export
from annotations.model import Span, Status
from annotations.project import Project
from tui.screens.export_dialog import Wanted
from tui.widgets.long_work import LongWork, StoppedError


class Clock:
    """Seconds that pass when somebody says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def told(seconds: float, count: int, total: int) -> list[str]:
    """What is told of work whose every step takes some seconds."""
    clock, words = Clock(), list[str]()
    for _ in LongWork("counting", total, words.append, clock).over(range(count)):
        clock.now += seconds
    return words


def test_it_says_what_how_many_and_how_long() -> None:
    assert told(2, 3, 9) == ["counting 1/9, 16 s, ctrl+c stops", "counting 2/9, 14 s, ctrl+c stops"]
    assert told(60, 2, 10_000)[-1] == "counting 1/10,000, 9999 min, ctrl+c stops"


def test_of_millions_of_things_it_says_how_many_millions() -> None:
    clock, words = Clock(), list[str]()
    work = LongWork("comparing", 10_000_000, words.append, clock)
    clock.now = 2
    work.heed(2_500_000)
    assert words == ["comparing 2.5/10.0 million, 6 s, ctrl+c stops"]


def test_what_is_done_at_once_is_not_told() -> None:
    assert told(0.001, 100, 100) == []


def test_it_is_told_twice_a_second() -> None:
    assert len(told(0.1, 100, 100)) == pytest.approx(18, abs=2)


def test_what_comes_after_the_last_thing_is_told_without_a_time() -> None:
    clock, words = Clock(), list[str]()
    work = LongWork("exporting", 1, words.append, clock)
    assert list(work.over("a")) == ["a"]
    clock.now = 2
    work.heed()
    assert words == ["exporting 1/1, ctrl+c stops"]


def test_who_stops_it_sees_it_end_before_the_next_thing() -> None:
    work = LongWork("counting", 3, print)
    steps = work.over("abc")
    assert next(steps) == "a"
    work.stop()
    with pytest.raises(StoppedError):
        next(steps)
    with pytest.raises(StoppedError):
        work.heed()


@pytest.fixture
def project(database: Path, tmp_path: Path) -> Iterator[Project]:
    texts = {f"{number:02}.txt": f"{REPORT}\nThis is {number}.\n" for number in range(20)}
    folder = articles_in(tmp_path / "articles", texts)
    made = Project.open(database, [folder], annotator="tester")
    yield made
    made.close()


async def test_reading_a_library_is_told_and_stopped_with_what_was_read(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, look_at = Event(), Project.look_at
    looked: list[str] = []

    def slowly(slow: Project, file: str, stamp: Any, *, count: bool) -> Any:
        looked.append(file)
        assert len(looked) < 3 or go.wait(PATIENCE)
        return look_at(slow, file, stamp, count=count)

    monkeypatch.setattr(Project, "look_at", slowly)
    monkeypatch.setattr("tui.widgets.long_work._UNTOLD", 0.0)
    monkeypatch.setattr("tui.widgets.long_work._AGAIN", 0.0)
    async with desk(project) as pilot:
        await wait_for(pilot, lambda: "reading 2/20" in screen_lines(pilot.app)[-1])
        assert "ctrl+c stops" in screen_lines(pilot.app)[-1]
        await pilot.press("ctrl+c")
        go.set()
        await wait_for(pilot, lambda: "Stopped. What was done is kept." in screen_text(pilot.app))
        await wait_for(pilot, lambda: "reading" not in screen_lines(pilot.app)[-1])
        await pilot.press("ctrl+c")
        await wait_for(pilot, lambda: "ctrl+c once more leaves" in screen_text(pilot.app))
    assert len(looked) == 3


def tables_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if "csv" in path.name]


@pytest.mark.parametrize("stage", ["over", "heed"])
async def test_an_export_that_is_stopped_writes_no_file(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, stage: str
) -> None:
    for file in project.files[:3]:
        article = project.read(file)
        project.judge(article, Span(0, 5), Status.AGREED)
    go, step = Event(), getattr(LongWork, stage)

    def waiting(work: LongWork, *items: Any) -> Any:
        assert go.wait(PATIENCE)
        return step(work, *items)

    path = tmp_path / "annotations.csv"
    async with desk(project) as pilot:
        await wait_for(pilot, lambda: not reader(pilot.app)._works)
        monkeypatch.setattr(LongWork, stage, waiting)
        reader(pilot.app)._export(Wanted(Export(), path))
        await wait_for(pilot, lambda: reader(pilot.app)._works)
        await pilot.press("j", "ctrl+c")
        go.set()
        await wait_for(pilot, lambda: f"Nothing was written to {path}" in screen_text(pilot.app))
        assert not tables_in(tmp_path), "not even a part"
        reader(pilot.app)._export(Wanted(Export(), path))
        await wait_for(pilot, lambda: "3 annotations written to" in screen_text(pilot.app))
        assert tables_in(tmp_path) == ["annotations.csv"]
