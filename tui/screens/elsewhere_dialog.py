"""The same passage in the other articles: to be chosen from."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from annotations.model import Article, Span
from tui.widgets.bindings import binding
from tui.widgets.glyphs import dotted
from tui.widgets.row_list import RowList, fit

Found = tuple[Article, Span, tuple[Span, ...]]
"""An article, the passage in it, and the names and figures in it that the other one has not."""


class FoundList(RowList[Found]):
    """Passages of other articles: where from, and the words, in brackets what differs."""

    row_height = 3

    def chosen(self, item: Found) -> None:
        """Give the passage back."""
        self.screen.dismiss(item[:2])

    def parts(self, item: Found, width: int) -> list[list[tuple[str, bool]]]:
        """The source, and two rows of words."""
        article, span, differing = item
        words = marked(article.text, span, differing)
        source = fit(article.outlet or article.title, width)
        return [
            [(source, True)],
            [(fit(f"  {words[: width - 2]}", width), False)],
            [(fit(f"  {words[width - 2 :]}", width), False)],
        ]


def marked(text: str, span: Span, differing: Sequence[Span]) -> str:
    """The words of a passage on one line, what differs in brackets."""
    pieces, at = [], span.start
    for each in differing:
        pieces += [text[at : each.start], f"[{text[slice(*each)]}]"]
        at = each.end
    return " ".join("".join([*pieces, text[at : span.end]]).split())


class ElsewhereDialog(ModalScreen[tuple[Article, Span] | None]):
    """The passages, best first; gives back the chosen one, or nothing.

    Args:
        found: At least one.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("escape,q", "leave", "Cancel", "elsewhere.cancel", "Stay where you are"),
    ]

    def __init__(self, found: Sequence[Found]) -> None:
        super().__init__()
        self._list = FoundList()
        self._list.set_items(found)

    def compose(self) -> ComposeResult:
        """The passages and the keys."""
        with Vertical(classes="dialog"):
            yield Label("The same in the other articles; in brackets what differs", markup=False)
            yield self._list
            yield Label(dotted("enter opens it beside", "escape leaves"), classes="dialog--hint")

    def action_leave(self) -> None:
        """Give nothing back."""
        self.dismiss(None)
