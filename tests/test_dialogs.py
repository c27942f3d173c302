"""Questions over the reader."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from piloting import Alone, screen_text, wait_for
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static, TextArea

from tui.screens.dialogs import ChoiceDialog, LineDialog, NoteDialog


@asynccontextmanager
async def asked(
    dialog: ModalScreen[str | None], answers: list[str | None], size: tuple[int, int] = (70, 24)
) -> AsyncIterator[Pilot[None]]:
    """A dialog on the screen; what it gives back is put into `answers`."""
    app = Alone(Static("below"))
    async with app.run_test(size=size) as pilot:
        await app.push_screen(dialog, answers.append)
        await pilot.pause()
        yield pilot
        await wait_for(pilot, lambda: answers)


async def test_a_note_is_kept_with_ctrl_s() -> None:
    answers: list[str | None] = []
    async with asked(NoteDialog("the [b]passage[/b]", "first"), answers) as pilot:
        assert "the [b]passage[/b]" in screen_text(pilot.app)
        await pilot.press("!", "enter", "x", "ctrl+s")
    assert answers == ["first!\nx"]


async def test_a_note_is_left_with_escape() -> None:
    answers: list[str | None] = []
    async with asked(NoteDialog("passage", "first"), answers) as pilot:
        assert pilot.app.screen.query_one(TextArea).text == "first"
        await pilot.press("x", "escape", "escape")
    assert answers == [None]


async def test_what_is_typed_and_what_keeps_it_are_seen_on_the_smallest_screen() -> None:
    notes: list[str | None] = []
    async with asked(NoteDialog("a long passage", ""), notes, (20, 5)) as pilot:
        await pilot.press(*"seen", "enter", *"too")
        await wait_for(pilot, lambda: "seen" in screen_text(pilot.app) and "too" in screen_text(pilot.app))
        assert "ctrl+s keeps" in screen_text(pilot.app)
        await pilot.press("ctrl+s")
    lines: list[str | None] = []
    async with asked(LineDialog("Tag"), lines, (20, 5)) as pilot:
        await pilot.press(*"seen")
        await wait_for(pilot, lambda: "seen" in screen_text(pilot.app))
        assert "enter takes" in screen_text(pilot.app)
        await pilot.press("enter")
    assert (notes, lines) == (["seen\ntoo"], ["seen"])


async def test_a_note_on_a_screen_that_has_grown_stands_beside_its_passage() -> None:
    answers: list[str | None] = []
    async with asked(NoteDialog("a long passage", ""), answers, (70, 12)) as pilot:
        assert "a long passage" not in screen_text(pilot.app)
        await pilot.resize_terminal(70, 13)
        await wait_for(pilot, lambda: "a long passage" in screen_text(pilot.app))
        await pilot.press("escape")


async def test_a_line_is_completed_and_given_back() -> None:
    answers: list[str | None] = []
    async with asked(LineDialog("Tag", known=["copied", "check"]), answers) as pilot:
        assert "→ completes" in screen_text(pilot.app)
        await pilot.press("c", "h")
        field = pilot.app.screen.query_one(Input)
        await wait_for(pilot, lambda: field._suggestion == "check")
        await pilot.press("right", "enter")
    assert answers == ["check"]


async def test_an_empty_line_is_nothing() -> None:
    for keys in (("enter",), ("space", "enter"), ("x", "escape")):
        answers: list[str | None] = []
        async with asked(LineDialog("Where?"), answers) as pilot:
            assert "completes" not in screen_text(pilot.app)
            await pilot.press(*keys)
        assert answers == [None]


async def test_a_choice_gives_back_its_id() -> None:
    answers: list[str | None] = []
    async with asked(ChoiceDialog("[Really]?", [("a", "The [first]"), ("b", "The second")]), answers) as pilot:
        assert "[Really]?" in screen_text(pilot.app)
        assert "The [first]" in screen_text(pilot.app)
        assert pilot.app.screen.query_one(OptionList).has_focus
        await pilot.press("down", "enter")
    assert answers == ["b"]


async def test_a_choice_is_left_with_escape() -> None:
    answers: list[str | None] = []
    async with asked(ChoiceDialog("Really?", [("a", "Yes")]), answers) as pilot:
        assert "enter chooses · escape goes back" in screen_text(pilot.app)
        await pilot.press("escape")
    assert answers == [None]


async def test_of_two_answers_at_once_the_first_counts_and_nothing_below_is_left() -> None:
    answers: list[str | None] = []
    dialog = LineDialog("Tag", "check")
    async with asked(dialog, answers) as pilot:
        below = pilot.app.screen_stack[0]
        dialog.dismiss("first")
        dialog.dismiss("second")
        await pilot.pause()
        assert answers == ["first"]
        assert pilot.app.screen is below
