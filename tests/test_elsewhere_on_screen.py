"""The same passage in the other articles, as a person goes there."""

import threading
from pathlib import Path

import pytest
from making import RIVER, WIRE, articles_in
from piloting import desk, go_to, reader, screen_text, wait_for
from textual.pilot import Pilot

from annotations.comparison.hits import Hit
from annotations.project import Project
from tui.screens.elsewhere_dialog import ElsewhereDialog

CLAIM = "The river Elbe rose by 5 metres in the night, the mayor of Meissen claimed. Nobody minded the cats at all."


@pytest.fixture
def project(tmp_path: Path, database: Path) -> Project:
    texts = {"1": WIRE, "2": WIRE.replace("gym", "hall"), "3": f"{CLAIM}\n"}
    articles_in(tmp_path, {f"{name}.txt": f"Report number {name}\n\n{text}" for name, text in texts.items()})
    return Project.open(database, [tmp_path])


async def asked(pilot: Pilot[None], words: str = "The river") -> ElsewhereDialog:
    """The dialog on what the first article says, the answer in it."""
    await pilot.press("enter")
    go_to(reader(pilot.app).active, words)
    await pilot.press("equals_sign")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, ElsewhereDialog))
    dialog = pilot.app.screen
    assert isinstance(dialog, ElsewhereDialog)
    await wait_for(pilot, lambda: dialog._list.items)
    return dialog


async def test_what_is_said_here_stays_in_sight_above_what_the_others_say(project: Project) -> None:
    async with desk(project, (80, 24)) as pilot:
        await asked(pilot)
        text = screen_text(pilot.app)
        for words in ("Here: The river Elbe", "1 other voice, 1 copy", "= copy of 1", "[5]", "[claimed]"):
            assert words in text


async def test_enter_goes_there_in_the_active_pane(project: Project) -> None:
    async with desk(project) as pilot:
        await asked(pilot)
        await pilot.press("j", "enter")
        await wait_for(pilot, lambda: there(pilot, 0) == CLAIM[: CLAIM.index(" Nobody")])
        assert len(reader(pilot.app).panes) == 1


def there(pilot: Pilot[None], number: int) -> str:
    """What the pane of that number acts on."""
    panes = reader(pilot.app).panes
    pane = panes[number] if number < len(panes) else None
    return pane.article.text[slice(*pane.target)] if pane and pane.article and pane.target else ""


async def test_a_bar_opens_it_beside_and_an_open_article_is_gone_to(project: Project) -> None:
    async with desk(project) as pilot:
        await asked(pilot)
        await pilot.press("vertical_line")
        await wait_for(pilot, lambda: there(pilot, 1) == RIVER)
        screen = reader(pilot.app)
        assert screen.panes[1].has_focus
        await pilot.press("g", "tab", "tab")
        screen.set_focus(screen.panes[0])
        await asked_again(pilot)
        await pilot.press("enter")
        await wait_for(pilot, lambda: there(pilot, 1) == RIVER)
        await asked_again(pilot)
        await pilot.press("j", "vertical_line")  # beside the second is the first
        await wait_for(pilot, lambda: there(pilot, 0).startswith("The river Elbe rose by 5"))
        assert len(screen.panes) == 2


async def asked_again(pilot: Pilot[None]) -> None:
    await pilot.press("equals_sign")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, ElsewhereDialog))
    await wait_for(pilot, lambda: "other voice" in screen_text(pilot.app))


async def test_it_works_by_mouse(project: Project) -> None:
    async with desk(project, (80, 24)) as pilot:
        dialog = await asked(pilot)
        await pilot.click("FoundList", offset=(5, 4))
        assert dialog._list.cursor == 1
        await pilot.click("FoundList", offset=(5, 4))
        await wait_for(pilot, lambda: there(pilot, 0).startswith("The river Elbe rose by 5"))
        for number, action in enumerate(("choose", "beside", "leave")):
            await asked_again(pilot)
            await pilot.click(".dialog--hint", offset=(8 + 20 * number, 0))
            await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))
            assert len(reader(pilot.app).panes) == (1 if action == "choose" else 2)


async def test_a_slow_answer_is_waited_for_in_the_dialog(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    found: list[Hit] = []

    def slowly(*_: object) -> list[Hit]:
        assert gate.wait(20)
        return found

    monkeypatch.setattr("annotations.comparison.hits.find_hits", slowly)
    async with desk(project) as pilot:
        await pilot.press("enter", "equals_sign")
        await wait_for(pilot, lambda: "looking in the other articles" in screen_text(pilot.app))
        await pilot.press("enter", "vertical_line")
        assert isinstance(pilot.app.screen, ElsewhereDialog)
        gate.set()
        await wait_for(pilot, lambda: "No other article says this" in screen_text(pilot.app))
        await pilot.press("q")
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))


async def test_of_a_text_that_has_changed_on_the_disk_nothing_is_found(project: Project, tmp_path: Path) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter")
        (tmp_path / "1.txt").write_text("Another text altogether.\n", encoding="utf-8")
        await pilot.press("equals_sign")
        await wait_for(pilot, lambda: "No other article says this" in screen_text(pilot.app))


async def test_it_can_be_left_before_the_answer(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    monkeypatch.setattr("annotations.comparison.hits.find_hits", lambda *_: gate.wait(20) and [])
    async with desk(project) as pilot:
        await pilot.press("enter", "equals_sign")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ElsewhereDialog))
        await pilot.press("escape", "j")
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))
        gate.set()
        await pilot.pause()


@pytest.mark.parametrize("size", [(20, 5), (200, 50)])
async def test_it_fits_every_screen(project: Project, size: tuple[int, int]) -> None:
    async with desk(project, size) as pilot:
        await asked(pilot)
        await pilot.press("j", "k", "G", "escape")
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))
