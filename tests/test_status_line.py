"""The line at the bottom."""

import pytest
from piloting import alone, screen_lines, wait_for

from tui.widgets.status_line import StatusLine
from tui.widgets.wrapping import cells, printable


async def test_it_says_state_and_place_and_the_way_to_help() -> None:
    status = StatusLine()
    async with alone(status, (40, 3)) as pilot:
        assert screen_lines(pilot.app)[0].startswith(" saved ")
        status.tell(state="unsaved", place="number: 5")
        await wait_for(pilot, lambda: screen_lines(pilot.app)[0].startswith(" unsaved  number: 5 "))
        assert screen_lines(pilot.app)[0].endswith("? help ")
        status.tell(state="failed", message="not saved: disk full")
        await wait_for(pilot, lambda: screen_lines(pilot.app)[0].startswith(" not saved: disk full "))
        assert "number: 5" in screen_lines(pilot.app)[0]
        status.tell(message="", state="saved")
        await wait_for(pilot, lambda: screen_lines(pilot.app)[0].startswith(" saved "))


async def test_each_state_looks_different() -> None:
    status = StatusLine()
    async with alone(status, (40, 3)):
        looks = set()
        for state in ("saved", "unsaved", "failed"):
            status.tell(state=state, message="the same words")
            looks.add(str(next(iter(status.render_line(0))).style))
        assert len(looks) == 3


@pytest.mark.parametrize("width", [1, 5, 14, 20, 80])
async def test_it_is_as_wide_as_the_screen_whatever_it_says(width: int) -> None:
    status = StatusLine()
    async with alone(status, (width, 3)):
        for place in ("", "漢字" * 40, "a \x1b[31m b"):
            status.tell(place=place, message="saved\x07" if place else "")
            line = status.render_line(0).text
            assert cells(line) == width
            assert printable(line) == line


async def test_a_long_message_leaves_room_for_the_way_to_help() -> None:
    status = StatusLine()
    async with alone(status, (60, 3)):
        status.tell(state="failed", message="not saved: " + "annotations of the whole year" * 3, place="number: 5")
        assert status.render_line(0).text.startswith(" not saved: annotations of the whole year")
        assert status.render_line(0).text.endswith("… ? help ")


async def test_on_a_narrow_screen_a_message_goes_before_the_way_to_help() -> None:
    status = StatusLine()
    async with alone(status, (30, 3)):
        status.tell(state="failed", message="not saved: the disk is full")
        assert status.render_line(0).text == " not saved: the disk is full  "
