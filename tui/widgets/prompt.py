"""A one-row question at the bottom of the screen: search, filter."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from tui.widgets.wrapping import printable


class Prompt(Horizontal):
    """Asks for one line of text and tells of every change while it is typed.

    Args:
        purpose: What is asked for; comes back with every message.
        label: What stands before the text.
        text: What the line holds at first.
    """

    DEFAULT_CSS = """
    Prompt {
        height: 1;
        background: $surface;
        & > Static { width: auto; text-style: bold; padding: 0 0 0 1; }
        & > Input { width: 1fr; min-width: 24; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "cancel",
            "Cancel",
            id="prompt.cancel",
            tooltip="Leave the line and undo what it did",
            show=False,
        ),
        Binding("down,up", "accept", "Accept", id="prompt.accept", tooltip="Back to the text", show=False),
    ]

    @dataclass
    class Changed(Message):
        """The text is another one now."""

        purpose: str
        text: str

    @dataclass
    class Closed(Message):
        """The reader is done; `accepted` unless the line was left with escape."""

        purpose: str
        text: str
        accepted: bool

    def __init__(self, purpose: str, label: str, text: str = "") -> None:
        super().__init__(id="prompt")
        self.purpose = purpose
        self._label = label
        self._text = text
        self._told = ""

    def compose(self) -> ComposeResult:
        """A label and the line."""
        yield Static(f"{self._label} ", markup=False)
        yield Input(self._text, compact=True)
        yield Static(id="said", markup=False)

    def on_mount(self) -> None:
        """The line is ready for typing."""
        self.screen.set_focus(self.query_one(Input))  # at once: `focus` would come behind the letters typed ahead

    def tell(self, sentence: str) -> None:
        """Say something at the end of the line."""
        if sentence == self._told:  # a letter after the other: it would lay out the whole screen
            return
        self._told = sentence
        self.query_one("#said", Static).update(f"{printable(sentence)} " if sentence else "")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the text on."""
        event.stop()
        self.post_message(self.Changed(self.purpose, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter accepts."""
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Done."""
        self._close(accepted=True)

    def action_cancel(self) -> None:
        """Never mind."""
        self._close(accepted=False)

    def _close(self, *, accepted: bool) -> None:
        self.post_message(self.Closed(self.purpose, self.query_one(Input).value, accepted))
        self.remove()
