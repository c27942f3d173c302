"""Questions over the reader: a note, a line of text, a choice. Each gives back its answer, or nothing."""

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label, OptionList, TextArea
from textual.widgets.option_list import Option

from annotations.errors import NewsreaderError
from tui.screens.one_answer import OneAnswer
from tui.widgets.glyphs import SIGNS, dotted
from tui.widgets.hyperlinks import linked, page_address
from tui.widgets.wrapping import printable


def _escape(tooltip: str) -> Binding:
    return Binding("escape", "dismiss_nothing", "Cancel", id="dialog.cancel", tooltip=tooltip, show=False)


_HEIGHTS = [(0, "-short"), (13, "-tall")]  # cells from which on there is room for a note with all around it

NOT_KEPT = "not kept yet: ctrl+s keeps it, escape once more throws it away"
"""What is said at the first escape from a field that was typed in."""


def showable(text: str) -> str:
    """A text of several lines as a field can show it: nothing in it can drive the terminal."""
    return "\n".join(map(printable, text.split("\n")))


def as_typed(shown: str, before: str) -> str:
    """What a field says that showed `before`: exactly that where nobody has typed."""
    return before if shown == showable(before) else shown


def write_in_editor(screen: Screen[Any], area: TextArea) -> None:
    """Have the text of a field written in the reader's own editor; it stays as it was where that fails."""
    from tui.screens.editor import edit_in_editor

    try:
        area.text = showable(edit_in_editor(screen.app, area.text))
    except NewsreaderError as error:
        screen.notify(str(error), severity="error", markup=False)
    area.move_cursor(area.document.end)


class Address(Label):
    """The address of a page, on a line of its own; a click opens it.

    Args:
        url: The address, as it was given.
        links: Whether the terminal has hyperlinks.
    """

    def __init__(self, url: str, *, links: bool) -> None:
        super().__init__(linked(url, url, links=links), classes="address")
        self._url = page_address(url)

    def on_click(self) -> None:
        """Open the page."""
        if self._url:
            self.app.open_url(self._url)


class NoteDialog(ModalScreen[str | None], OneAnswer[str | None]):
    """A note of several lines; gives back the text, or nothing if it was left.

    Args:
        quote: The passage it is about.
        text: The note so far.
    """

    CSS_PATH = "dialogs.tcss"
    VERTICAL_BREAKPOINTS = _HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        # not priority bindings: what is typed before them is to be in the note first
        Binding("ctrl+s", "keep", "Keep", id="note.keep", tooltip="Keep the note", show=False),
        Binding("ctrl+o", "edit", "Editor", id="note.editor", tooltip="The note in $EDITOR", show=False),
        _escape("Leave the note as it was"),
    ]

    def __init__(self, quote: str, text: str) -> None:
        super().__init__()
        self._quote = quote
        self._text = text
        self._warned = False

    def compose(self) -> ComposeResult:
        """The passage, the note, and the keys."""
        with Vertical(classes="dialog"):
            yield Label(self._quote, markup=False, classes="dialog--quote")
            yield TextArea(showable(self._text), id="note")
            hint = dotted("ctrl+s keeps the note", "escape leaves it", "ctrl+o opens $EDITOR")
            yield Label(hint, id="hint", classes="dialog--hint")

    def on_mount(self) -> None:
        """Type at the end."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def action_keep(self) -> None:
        """Give the note back."""
        self.dismiss(as_typed(self.query_one(TextArea).text, self._text))

    def action_edit(self) -> None:
        """Write the note in the reader's own editor."""
        write_in_editor(self, self.query_one(TextArea))

    def action_dismiss_nothing(self) -> None:
        """Give nothing back; what was typed is thrown away only at the second time."""
        typed = self.query_one(TextArea).text != showable(self._text)
        if typed and not self._warned:
            self._warned = True
            self.query_one("#hint", Label).update(NOT_KEPT)
        else:
            self.dismiss(None)


class LineDialog(ModalScreen[str | None], OneAnswer[str | None]):
    """One line of text, completed as one types; gives back the text, or nothing if it was left or is empty.

    Args:
        question: What is asked.
        text: What the line holds at first.
        known: What it completes to, by the right arrow.
    """

    CSS_PATH = "dialogs.tcss"
    VERTICAL_BREAKPOINTS = _HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [_escape("Never mind")]

    def __init__(self, question: str, text: str = "", known: Iterable[str] = ()) -> None:
        super().__init__()
        self._question = question
        self._text = text
        self._known = list(known)

    def compose(self) -> ComposeResult:
        """The question and the line."""
        with Vertical(classes="dialog"):
            yield Label(self._question, markup=False)
            yield Input(
                self._text,
                suggester=SuggestFromList(self._known, case_sensitive=False) if self._known else None,
            )
            completes = f"{SIGNS.right} completes" if self._known else ""
            yield Label(dotted("enter takes what is typed", completes, "escape leaves"), classes="dialog--hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line back."""
        self.dismiss(event.value.strip() or None)

    def action_dismiss_nothing(self) -> None:
        """Give nothing back."""
        self.dismiss(None)


class ChoiceDialog(ModalScreen[str | None], OneAnswer[str | None]):
    """A choice of a few; gives back the id of the one chosen, or nothing.

    Args:
        question: What is asked.
        choices: Id and words of each.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [_escape("Never mind")]

    def __init__(self, question: str, choices: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._question = question
        self._choices = list(choices)

    def compose(self) -> ComposeResult:
        """The question and the choices."""
        with Vertical(classes="dialog"):
            yield Label(self._question, markup=False)
            yield OptionList(*[Option(words, id=choice) for choice, words in self._choices], markup=False)
            yield Label(dotted("enter chooses", "escape goes back"), classes="dialog--hint")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the choice back."""
        self.dismiss(event.option_id)

    def action_dismiss_nothing(self) -> None:
        """Give nothing back."""
        self.dismiss(None)
