"""A list that paints only what is on screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from piloting import alone, screen_lines, wait_for
from textual.strip import Strip

from tui.widgets import row_list
from tui.widgets.row_list import RowList, fit
from tui.widgets.wrapping import cells, printable


class Numbers(RowList[int]):
    """A list of numbers that remembers what was opened, and how often it painted a line."""

    DEFAULT_CSS = """
    Numbers {
        overflow-x: hidden;
    }
    """

    def __init__(self, height: int = 1) -> None:
        super().__init__()
        self.row_height = height
        self.opened: list[int] = []
        self.painted = 0

    def parts(self, item: int, width: int) -> list[list[tuple[str, bool]]]:
        return [[(fit(f"number {item}", width - 4), False), (" dim", True)], [(fit("second", width), True)]]

    def chosen(self, item: int) -> None:
        self.opened.append(item)

    def render_line(self, y: int) -> Strip:
        self.painted += 1
        return super().render_line(y)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 20))
def test_a_text_is_made_exactly_as_wide_as_asked(text: str, width: int) -> None:
    shown = fit(text, width)
    assert cells(shown) == width
    assert printable(shown) == shown
    if cells(text) <= width:
        assert shown.startswith(printable(text))
    elif width:
        assert shown.rstrip(" ").endswith("…")


@pytest.mark.parametrize("text", ["漢字" * 5000, "a" * 5000 + "👍" * 100])
def test_a_long_text_is_cut_in_a_few_steps(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = 0

    def count(part: str) -> int:
        nonlocal counted
        counted += 1
        assert counted < 200, "one step for every character that is cut off"
        return cells(part)

    monkeypatch.setattr(row_list, "cells", count)
    fit(text, 30)


async def test_keys_move_the_cursor_and_stop_at_the_ends() -> None:
    numbers = Numbers()
    async with alone(numbers) as pilot:
        numbers.set_items(range(100))
        for key, place in (
            ("k", 0), ("j", 1), ("down", 2), ("up", 1), ("G", 99), ("j", 99), ("g", 0), ("end", 99), ("home", 0),
        ):  # fmt: skip
            await pilot.press(key)
            assert numbers.cursor == place
            assert numbers.current == place


async def test_pages_leave_one_row_of_the_page_before() -> None:
    numbers = Numbers()
    async with alone(numbers, (40, 20)) as pilot:
        numbers.set_items(range(100))
        page = numbers.size.height - 1
        await pilot.press("space")
        assert numbers.cursor == page
        await pilot.press("pagedown", "pageup", "pageup")
        assert numbers.cursor == 0


async def test_the_cursor_stays_in_sight() -> None:
    numbers = Numbers(2)
    async with alone(numbers, (40, 11)) as pilot:
        numbers.set_items(range(100))
        for key in ("G", "g", *"jjjjjjjj", *"kkkkkkkk"):
            await pilot.press(key)
            await wait_for(pilot, lambda: any(f"number {numbers.cursor} " in line for line in screen_lines(pilot.app)))


async def test_enter_opens_the_item_under_the_cursor() -> None:
    numbers = Numbers()
    async with alone(numbers) as pilot:
        numbers.set_items(range(5, 10))
        await pilot.press("j", "enter")
        assert numbers.opened == [6]


async def test_a_click_moves_and_a_second_one_opens() -> None:
    numbers = Numbers(2)
    async with alone(numbers) as pilot:
        numbers.set_items(range(5, 10))
        await pilot.pause()
        await pilot.click(numbers, offset=(3, 5))
        assert (numbers.current, numbers.opened) == (7, [])
        await pilot.click(numbers, offset=(3, 4))
        assert numbers.opened[:1] == [7]
        before = list(numbers.opened)
        await pilot.click(numbers, offset=(3, 17))
        assert (numbers.current, numbers.opened) == (7, before), "below the last row is nothing"


async def test_only_some_items_are_shown() -> None:
    numbers = Numbers()
    async with alone(numbers) as pilot:
        numbers.set_items(range(100))
        await pilot.press("G")
        numbers.set_shown([3, 50, 70])
        assert (numbers.cursor, numbers.current) == (2, 70)
        numbers.put_cursor_on(50)
        assert numbers.current == 50
        numbers.put_cursor_on(4)
        assert numbers.current == 50


async def test_a_list_without_rows_takes_every_key() -> None:
    numbers = Numbers()
    async with alone(numbers) as pilot:
        numbers.set_items(range(100))
        numbers.set_shown([])
        await pilot.press("j", "G", "g", "enter", "space")
        assert numbers.current is None
        assert not numbers.opened
        await wait_for(pilot, lambda: not any("number" in line for line in screen_lines(pilot.app)))


async def test_an_item_is_replaced_in_its_place() -> None:
    numbers = Numbers()
    async with alone(numbers) as pilot:
        numbers.set_items(tuple(range(10)))
        numbers.set_shown([3, 4])
        numbers.items = [*range(4), 444, *range(5, 9), 999]
        numbers.repaint({4, 9})
        await wait_for(pilot, lambda: any("number 444" in line for line in screen_lines(pilot.app)))
        assert numbers.items[9] == 999
        assert not any("999" in line for line in screen_lines(pilot.app))


async def test_a_step_paints_no_more_than_four_lines() -> None:
    numbers = Numbers()
    async with alone(numbers, (40, 30)) as pilot:
        numbers.set_items(range(100_000))
        await pilot.pause()
        for key in ("j", "j", "k"):
            numbers.painted = 0
            await pilot.press(key)
            await pilot.pause()
            assert 0 < numbers.painted <= 4


async def test_opening_a_hundred_thousand_rows_paints_one_screen() -> None:
    numbers = Numbers()
    async with alone(numbers, (40, 30)) as pilot:
        numbers.painted = 0
        numbers.set_items(range(100_000))
        await wait_for(pilot, lambda: any("number 0" in line for line in screen_lines(pilot.app)))
        assert numbers.painted <= 3 * 30
        await pilot.press("G")
        await wait_for(pilot, lambda: any("number 99999" in line for line in screen_lines(pilot.app)))


async def test_the_cursor_looks_different_without_the_focus_and_in_another_theme() -> None:
    numbers = Numbers()
    async with alone(numbers) as pilot:
        numbers.set_items(range(3))

        def look() -> set[str]:
            return {str(segment.style) for segment in numbers.render_line(0)}

        focused = look()
        pilot.app.screen.set_focus(None)
        await wait_for(pilot, lambda: look() != focused)
        blurred = look()
        pilot.app.theme = "textual-light"
        await wait_for(pilot, lambda: look() != blurred)
