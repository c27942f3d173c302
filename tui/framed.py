"""An app that begins with a frame on the terminal that the last session kept, and keeps one for the next start."""

import asyncio
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Any

from textual import events
from textual.driver import Driver

from annotations.project import Project
from tui.leaving import LeavingApp
from tui.screens.reader import ReaderScreen
from tui.settings import Settings

if TYPE_CHECKING:  # not needed where nothing is shown, or without a terminal
    from collections.abc import Sequence

    from tui.splash import Row, Terminal

_LONGEST = 1.0  # seconds that the frame stands, or a key waits for the first article
_MOST_DRAWING = 0.3  # seconds that drawing the next one may take


def _driver_for(terminal: "Terminal") -> type[Driver]:
    from tui.held_driver import driver_for

    return driver_for(terminal)


async def _patiently(event: asyncio.Event) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), _LONGEST)


class FramedApp(LeavingApp, layer=True):
    """An app whose first frame may be there before it is.

    Args:
        project: The articles and what was said of them.
        settings: What the reader has chosen.
        terminal: Where the program was started; that in which Textual finds itself, if not given.
        options: Textual's.

    Attributes:
        settings: What the reader has chosen.
        drawn: What the next start shows first, once the reader has left.
    """

    def __init__(self, project: Project, settings: Settings, terminal: "Terminal | None", **options: Any) -> None:
        super().__init__(project, driver_class=_driver_for(terminal) if terminal else None, **options)
        self.settings = settings
        self._terminal = terminal
        self._shows_frame = terminal is not None and terminal.painted
        self._still = ExitStack()  # open as long as the frame is left standing
        self._has_left = False
        self._first_theme = ""
        self.drawn: Sequence[Row] = ()

    @property
    def reader(self) -> ReaderScreen:
        """The reader's screen, whatever stands over it."""
        return next(screen for screen in self.screen_stack if isinstance(screen, ReaderScreen))

    def on_mount(self) -> None:
        """Leave the frame standing until the screen has something to show."""
        self._first_theme = self.theme
        if self._shows_frame:
            self._still.enter_context(self.batch_update())
            self.run_worker(self._move_after(self.reader.at_rest))

    async def _move_after(self, shown: asyncio.Event) -> None:
        """Leave the frame standing until something is there, or for as long as a reader can be asked to wait."""
        await _patiently(shown)
        if self._shows_frame:
            self.reader.settle()
            self._move()

    def _move(self) -> None:
        """Paint from now on what there is, and not what the last session has kept."""
        if self._shows_frame:
            self._shows_frame = False
            self._still.close()
            self.screen.refresh(layout=True)

    async def on_event(self, event: events.Event) -> None:
        """A key waits for the frame or the first article, and none is answered after the one that leaves."""
        if isinstance(event, events.InputEvent):
            if self._has_left or not self.screen_stack:
                return
            self.reader.heed_reader()  # from here, because a dialog and a line to type in keep their keys to themselves
            await self.be_legible()
        elif isinstance(event, events.Resize) and self._terminal and event.size != self._terminal.size:
            self._move()
        await super().on_event(event)

    async def be_legible(self) -> None:
        """Wait for what a key is to find: the first article, and somebody who has the focus."""
        if self._shows_frame:
            await self._move_after(self.reader.legible)
        elif self.screen_stack and not self.reader.begun.is_set():
            await _patiently(self.reader.begun)

    async def on_reader_screen_left(self) -> None:
        """Draw what the next start shows first, and leave."""
        if self._has_left:
            return
        self._has_left = True
        if self._terminal and self._keeps_frame and not self._terminal.kept(self.size):
            from tui.opening import draw

            self._terminal.muted = True
            with suppress(TimeoutError):
                self.drawn = await asyncio.wait_for(draw(self, self._project, self.settings), _MOST_DRAWING)
        self._project.stop()
        self.exit()

    @property
    def _keeps_frame(self) -> bool:
        return self.settings.splash and self.theme == self._first_theme and self.reader.at_rest.is_set()
