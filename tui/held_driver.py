"""Textual's driver for a terminal that was held from the start, and may show a frame already."""

import select
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App

from tui.driver import TerminalDriver
from tui.splash import ENTER

if TYPE_CHECKING:
    from tui.splash import Terminal


class HeldDriver(TerminalDriver):
    """Lets the frame stand, and knows how the terminal was before."""

    terminal: ClassVar["Terminal"]

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._to_clear = not self.terminal.painted
        self._was_typed_ahead = False

    def write(self, data: str) -> None:
        """Write to the terminal, but never clear the frame, and nothing while a screen is drawn that is not for now."""
        if data == ENTER and not self._to_clear:
            self._to_clear = True
        elif not self.terminal.muted:
            super().write(data)

    def stop_application_mode(self) -> None:
        """Leave the screen."""
        self.terminal.muted = False
        super().stop_application_mode()

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        self._was_typed_ahead = bool(select.select([self.fileno], [], [], 0)[0])
        super().start_application_mode()
        self.attrs_before = self.terminal.modes
        self.terminal.hand_over()

    def _read(self) -> bytes:
        """What was typed; the terminal has made line feeds of the returns that came before the program."""
        typed = super()._read()
        if self._was_typed_ahead:
            self._was_typed_ahead = False
            return typed.replace(b"\n", b"\r")
        return typed


def driver_for(terminal: "Terminal") -> type[HeldDriver]:
    """The driver of an app on that terminal."""
    return type("HeldDriver", (HeldDriver,), {"terminal": terminal})
