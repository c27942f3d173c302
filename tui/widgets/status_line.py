"""The line at the bottom: what was saved, where the reader is, what the mention under the cursor says."""

from typing import TypedDict, Unpack

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.looks import Look, Styles
from tui.widgets.row_list import fit
from tui.widgets.wrapping import cells, printable

_LOOKS = {
    "saved": Look("text-success"),
    "unsaved": Look("text-warning", bold=True),
    "failed": Look("text-error", bold=True, reverse=True),
}
_MODE = Look(bold=True, reverse=True)
_PLAIN = Look()

_PLACE = 28  # cells that are left to the passage and the way to help where work is told
_MESSAGE = 30  # cells that a message has on any screen, and the way to help after it
_LEAST = 4  # cells in which a place says nothing


class Said(TypedDict, total=False):
    """What a status line is to say; what is left out stays as it is.

    Attributes:
        state: `saved`, `unsaved`, or `failed`.
        message: The state in words; `failed` says why.
        place: What the cursor is on.
        mode: What keys do otherwise than usual, in a word; empty as usual.
        work: What goes on in the background.
    """

    state: str
    message: str
    place: str
    mode: str
    work: str


class StatusLine(Widget):
    """One row: the state of saving at the left, the passage in the middle, the way to help at the right.

    Args:
        help_key: What opens the help.
    """

    ALLOW_SELECT = False

    def __init__(self, help_key: str = "?", *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._hint = f"{help_key} help "
        self.state = "saved"
        self.message = ""
        self.place = ""
        self.mode = ""
        self.work = ""
        self._styles = Styles(self)

    def notify_style_update(self) -> None:
        """The theme has changed."""
        super().notify_style_update()
        self._styles.clear()

    def tell(self, **said: Unpack[Said]) -> None:
        """Change what the line says."""
        if self.take(**said):
            self.refresh()

    def take(self, **said: Unpack[Said]) -> bool:
        """Change what the line says when it is painted the next time, which the screen sees to.

        Returns:
            Whether it says something else now.
        """
        differing = {name: words for name, words in said.items() if words != getattr(self, name)}
        for name, words in differing.items():
            setattr(self, name, words)
        if differing:
            self._set_dirty()
        return bool(differing)

    def render_line(self, y: int) -> Strip:
        """The line."""
        del y
        plain = self._styles[_PLAIN]
        state = f" {self._message()} "
        mode = f" {self.mode} " if self.mode else ""
        work = f"{self.work}  " if 0 < cells(self.work) < self.size.width - cells(state) - _PLACE else ""
        room = self.size.width - cells(state) - len(mode) - cells(work) - cells(self._hint)
        segments = [Segment(state, self._styles[_LOOKS[self.state]]), Segment(mode, self._styles[_MODE])]
        if room >= 0:
            place = fit(f" {self.place}" if room > _LEAST else "", room)
            segments += [Segment(place, plain), Segment(work + self._hint, plain)]
            return Strip(segments, self.size.width)
        return Strip(segments).adjust_cell_length(self.size.width, plain)

    def _message(self) -> str:
        """What is wrong, else the state; cut where it would cover the way to help, but not to a word or two."""
        told = printable(self.message) or self.state
        room = max(self.size.width - cells(self._hint), _MESSAGE) - 2
        return told if cells(told) <= room else fit(told, room)
