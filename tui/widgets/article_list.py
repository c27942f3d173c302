"""The list of articles: outlet, origin, date, title, length, progress."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from annotations.model import Summary
from tui.widgets.bindings import binding
from tui.widgets.glyphs import SIGNS
from tui.widgets.row_list import RowList, fit
from tui.widgets.wrapping import printable

_WIDE = 72  # cells from which on an article fits on one row
_LONG = 100_000  # code points from which on a length is told in thousands


class ArticleList(RowList[Summary]):
    """The articles of the project; those on screen in a pane carry a mark."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # an action of the screen, so that the next key already finds the article open
        binding("enter,l,right", "screen.open_current", "Open", "list.open", "Open the article", at_once=True),
        binding("escape", "screen.clear_filter", "Whole list", "list.all", "Drop the filter"),
    ]

    class Chosen(Message):
        """The reader opens the article under the cursor."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._open: frozenset[str] = frozenset()

    def chosen(self, item: Summary) -> None:
        """Tell that the article is to be opened."""
        del item
        self.post_message(self.Chosen())

    def mark_open(self, files: frozenset[str]) -> None:
        """Mark the articles that are in a pane."""
        if files != self._open:
            self._open = files
            self.refresh()

    def tell(self, words: str) -> None:
        """Say above the list how it is filtered and sorted; nothing if it is whole and in its own order."""
        self.border_title = Content(f" {printable(words)} ") if words else None

    def parts(self, item: Summary, width: int) -> list[list[tuple[str, bool]]]:
        """One row for an article where the list is wide, else two: where it is from, and its title."""
        mark = SIGNS.opened if item.file in self._open else SIGNS.read if item.read else " "
        figures = f"{f'{_length(item)} {progress_text(item):>7}':>15}"
        if self.row_height == 1:
            title = max(1, width - 2 - 18 - 11 - len(figures))
            source = f"{fit(_outlet(item), 17)} {fit(item.published, 10)} "
            return [
                [
                    (f"{mark} ", False),
                    (source, True),
                    (fit(item.title, title), False),
                    (figures, True),
                ],
            ]
        source = " ".join(part for part in (item.published, _outlet(item)) if part)
        return [
            [(f"{mark} ", False), (fit(item.title, max(1, width - 2)), False)],
            [("  ", False), (fit(source, max(1, width - 2 - len(figures))), True), (figures, True)],
        ]

    def on_resize(self) -> None:
        """Give an article one row where that is wide enough, else two."""
        self.row_height = 1 if self.scrollable_content_region.width >= _WIDE else 2


def _outlet(item: Summary) -> str:
    """Who published it, and in brackets how many print its text and who did first, or the agency that it credits."""
    first = item.copies.first or item.origin if item.copies else ""
    origin = f"{item.copies.articles} of {first}".removesuffix(" of ") if item.copies else item.origin
    return f"{item.outlet} ({origin})".lstrip() if origin else item.outlet


def _length(item: Summary) -> str:
    """Code points, from a hundred thousand on in thousands; nothing until it is counted."""
    return "" if not item.length else f"{item.length:,}" if item.length < _LONG else f"{item.length // 1000:,}k"


def progress_text(item: Summary) -> str:
    """How far the reader is with an article: judged / checkable sentences, or why it cannot be read."""
    if item.problem:
        return "! "
    return f"{item.judged}/{item.checkable} " if item.checkable >= 0 else f"{SIGNS.unknown} "
