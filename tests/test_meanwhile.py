"""What the reader does while the program is still at something: neither waits for the other, nor undoes it."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from making import REPORT, articles_in
from piloting import PATIENCE, desk, reader, wait_for
from textual.events import Key

import tui.screens.reader
from annotations.project import Project
from tui.app import NewsreaderApp
from tui.widgets.prompt import Prompt


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = f"{REPORT}\n" + "".join(f"The mayor said that {number} sheep were lost.\n\n" for number in range(11, 3000))
    return articles_in(tmp_path / "articles", {"flood.txt": pages, "other.txt": f"{REPORT}\nThis is another one.\n"})


@pytest.fixture
def gate() -> Iterator[Event]:
    """What waits for it in a thread goes on at the end, whatever the test finds."""
    made = Event()
    yield made
    made.set()


def held(work: Callable[..., Any], gate: Event, begun: Event | None = None) -> Callable[..., Any]:
    """The same work, once the gate is open."""

    def wait(*args: Any, **named: Any) -> Any:
        if begun:
            begun.set()
        gate.wait(PATIENCE)
        return work(*args, **named)

    return wait


async def until(happened: Callable[[], bool]) -> None:
    """Let the program work until something has happened."""
    while not happened():  # noqa: ASYNC110 - there is no event for what stands on the screen
        await asyncio.sleep(0)


@pytest.mark.parametrize("what", ["mentions of the first pages", "backups"])
async def test_a_key_is_answered_while_the_first_article_is_looked_through(
    project: Project, monkeypatch: pytest.MonkeyPatch, gate: Event, what: str
) -> None:
    begun = Event()
    if what == "backups":
        monkeypatch.setattr(tui.screens.reader, "_after_opening", held(lambda _: [], gate, begun))
    else:
        monkeypatch.setattr(project, "findings", held(project.findings, gate, begun))
    app = NewsreaderApp(project)
    async with app.run_test(size=(120, 40)):
        try:
            async with asyncio.timeout(PATIENCE / 2):  # `pilot.pause` would wait for the gate
                await until(begun.is_set)
                app.post_message(Key("F", "F"))
                await until(lambda: bool(reader(app).query(Prompt)))
        finally:
            gate.set()


async def test_an_article_that_was_written_anew_leaves_its_pane_to_another(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch, gate: Event
) -> None:
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        seen = Event()
        monkeypatch.setattr(screen, "_seen_outside", held(screen._seen_outside, gate, seen))
        (folder / "flood.txt").write_text(f"At last.\n\n{REPORT}")
        looking = asyncio.create_task(screen._look_outside())
        await wait_for(pilot, seen.is_set)
        await screen.open(str(folder / "other.txt"))
        gate.set()
        await looking
        assert screen.active.article
        assert screen.active.article.file == str(folder / "other.txt")


async def test_all_mentions_are_marked_in_an_article_that_was_corrected_meanwhile(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch, gate: Event
) -> None:
    all_findings = project.findings
    later = held(all_findings, gate)
    monkeypatch.setattr(
        project, "findings", lambda article, **how: (all_findings if how.get("beginning") else later)(article, **how)
    )
    async with desk(project) as pilot:
        screen = reader(pilot.app)
        first = len(screen.active.mentions)
        await screen._correct(str(folder / "flood.txt"), {"title": "Another"})
        gate.set()
        await wait_for(pilot, screen.at_rest.is_set)
        assert screen.active.article
        assert screen.active.article.title == "Another"
        assert first < len(screen.active.mentions) == len(all_findings(screen.active.article).starts)
