"""What is painted when something changes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from piloting import wait_for
from textual._compositor import Compositor
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.painting import NarrowCompositor

HEIGHT = 10


class Counting(Widget):
    """A widget that keeps which of its rows it was asked for."""

    DEFAULT_CSS = "Counting { width: 1fr; height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[int] = set()

    def render_lines(self, crop: Region) -> list[Strip]:
        self.asked.update(crop.line_range)
        return super().render_lines(crop)

    def render(self) -> str:
        return "\n".join(f"row {number} of it" for number in range(HEIGHT))


class Narrow(Screen[None]):
    """Two widgets side by side, which share a container."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = NarrowCompositor()

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Counting()
            yield Counting()


class NarrowApp(App[None]):
    def get_default_screen(self) -> Screen[None]:
        return Narrow()


@asynccontextmanager
async def side_by_side() -> AsyncIterator[tuple[Pilot[None], Counting, Counting]]:
    async with NarrowApp().run_test(size=(40, HEIGHT)) as pilot:
        await pilot.pause()
        left, right = pilot.app.screen.query(Counting)
        left.asked.clear()
        right.asked.clear()
        yield pilot, left, right


async def test_a_row_that_changes_asks_no_other_row_and_no_other_widget() -> None:
    async with side_by_side() as (pilot, left, right):
        left.refresh(Region(0, 3, left.size.width, 2))
        await wait_for(pilot, lambda: left.asked)
        assert (left.asked, right.asked) == ({3, 4}, set())


@pytest.mark.parametrize(
    "crop", [Region(0, 0, 40, HEIGHT), Region(3, 2, 5, 4), Region(15, 1, 10, 1), Region(39, 9, 1, 1)]
)
async def test_what_has_changed_is_painted_as_if_everything_were(crop: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    async with side_by_side() as (pilot, *_):
        compositor = pilot.app.screen._compositor
        painted = compositor._render_chops(crop, crop.line_range.__contains__)
        monkeypatch.setattr(NarrowCompositor, "_get_renders", Compositor._get_renders)
        whole = compositor._render_chops(crop, crop.line_range.__contains__)
        for y in crop.line_range:
            ends = dict(zip(compositor.cuts[y], compositor.cuts[y][1:], strict=False))
            touched = [at for at, end in ends.items() if at < crop.right and end > crop.x]
            assert touched
            assert [painted[y][at] for at in touched] == [whole[y][at] for at in touched]
