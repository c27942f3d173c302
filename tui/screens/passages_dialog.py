"""The passages of a claim: to be made a claim of their own, or to be detached."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from annotations.claims import Claim
from annotations.model import Annotation
from tui.screens.dialogs import LineDialog
from tui.screens.one_answer import OneAnswer
from tui.widgets.bindings import binding
from tui.widgets.glyphs import dotted, sign_of
from tui.widgets.marked_list import MARK, MarkedList
from tui.widgets.row_list import fit
from tui.widgets.wrapping import printable

_SOURCE = 16  # cells for who says it
_STANCE = 9  # cells for what the passage does to the claim


class Chosen(NamedTuple):
    """What becomes of some passages: a claim of this text, or no claim where it is empty."""

    passages: list[Annotation]
    text: str


class PassageList(MarkedList[Annotation]):
    """Passages with their source, their stance and their words.

    Args:
        source_of: Who published the article of a passage.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("space", "mark", "Mark", "passages.mark", "Choose the passage, or not"),
    ]

    def __init__(self, source_of: Callable[[Annotation], str]) -> None:
        super().__init__()
        self._source_of = source_of

    def key_of(self, item: Annotation) -> str:
        """Its id."""
        return item.annotation_id

    def chosen(self, item: Annotation) -> None:
        """A second click marks."""
        del item
        self.action_mark()

    def parts(self, item: Annotation, width: int) -> list[list[tuple[str, bool]]]:
        """Mark, status, source, stance and words."""
        signs = f"{MARK if self.is_marked(item) else ' '}{sign_of(item)} "
        source = f"{fit(self._source_of(item), _SOURCE)} {fit(item.stance, _STANCE)} "
        words = " ".join(item.exact.split())
        return [
            [(signs, False), (source, True), (fit(words, max(1, width - len(signs) - _SOURCE - _STANCE - 2)), False)]
        ]


class PassagesDialog(ModalScreen[Chosen | None], OneAnswer[Chosen | None]):
    """The passages of a claim; gives back those chosen and what becomes of them, or nothing.

    Args:
        claim: The claim.
        passages: The annotations attached to it.
        source_of: Who published the article of a passage.
    """

    CSS_PATH = "dialogs.tcss"
    DEFAULT_CSS = """
    PassagesDialog { align: center middle; }
    PassageList { height: 15; max-height: 50vh; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        binding(
            "enter", "split", "Split", "passages.split", "Make the chosen passages a claim of their own", at_once=True
        ),
        binding("backspace", "detach", "Detach", "passages.detach", "Take the chosen passages from the claim"),
        binding("escape,q", "leave", "Cancel", "passages.cancel", "Leave the claim as it was"),
    ]

    def __init__(self, claim: Claim, passages: Sequence[Annotation], source_of: Callable[[Annotation], str]) -> None:
        super().__init__()
        self._claim = claim
        self._list = PassageList(source_of)
        self._list.set_items(passages)

    def compose(self) -> ComposeResult:
        """The claim, its passages and the keys."""
        with Vertical(classes="dialog"):
            yield Label(printable(self._claim.text), markup=False, classes="dialog--quote")
            yield self._list
            hint = dotted("space marks", "enter: another claim", "backspace: none", "escape leaves")
            yield Label(hint, markup=False, classes="dialog--hint")

    def action_split(self) -> None:
        """Ask what the new claim says, and give it back with the chosen passages."""
        chosen = self._chosen()

        def split(text: str | None) -> None:
            if text:
                self.dismiss(Chosen(chosen, text))

        if chosen:
            self.app.push_screen(LineDialog("What the other claim says", self._claim.text), split)

    def action_detach(self) -> None:
        """Give the chosen passages back, for no claim."""
        self.dismiss(Chosen(self._chosen(), ""))

    def action_leave(self) -> None:
        """Give nothing back."""
        self.dismiss(None)

    def _chosen(self) -> list[Annotation]:
        return self._list.marked or ([self._list.current] if self._list.current else [])
