"""The screen in a window of a browser: Textual's driver, which would lose keys and outlive its server."""

from textual.drivers.web_driver import WebDriver
from textual.events import AppFocus
from textual.messages import ExitApp


class BrowserWindow(WebDriver):
    """Has the focus from the beginning, and leaves when its input ends."""

    def start_application_mode(self) -> None:
        """Begin; Textual takes the focus away until the page is clicked, and so would lose the first keys."""
        super().start_application_mode()
        self._app.call_later(self._app.post_message, AppFocus())

    def run_input_thread(self) -> None:
        """Read input until it ends; then the server is gone, and nobody could ever reach the program again."""
        super().run_input_thread()
        self._app.post_message(ExitApp())
