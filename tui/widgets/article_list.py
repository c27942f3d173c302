"""The list of articles: outlet, date, title, progress."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from annotations.model import Summary
from tui.widgets.bindings import binding
from tui.widgets.glyphs import SIGNS
from tui.widgets.row_list import RowList, fit

_WIDE = 64  # cells from which on an article fits on one row


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
        self.query_text = ""
        self._open: frozenset[str] = frozenset()
        self._haystack: list[str] = []

    def chosen(self, item: Summary) -> None:
        """Tell that the article is to be opened."""
        del item
        self.post_message(self.Chosen())

    def mark_open(self, files: frozenset[str]) -> None:
        """Mark the articles that are in a pane."""
        if files != self._open:
            self._open = files
            self.refresh()

    def replace(self, number: int, item: Summary) -> None:
        """Show another article in the place of that number, and let the filter know what it is called now."""
        super().replace(number, item)
        if self._haystack:
            self._haystack[number] = _searched(item)

    def set_items(self, items: Sequence[Summary], shown: Sequence[int] | None = None) -> None:
        """Show other articles, through the filter in force."""
        self._haystack = []
        super().set_items(items, shown)
        if self.query_text:
            query, self.query_text = self.query_text, ""
            self.filter(query)

    def filter(self, query: str) -> None:
        """Show the articles whose outlet, date, title or file name holds every word of `query`, in any case."""
        words = query.casefold().split()
        if not self._haystack:
            self._haystack = [_searched(item) for item in self.items]
        narrower = query.startswith(self.query_text)
        numbers = self.shown if self.query_text and narrower else range(len(self.items))
        self.query_text = query
        self.set_shown([number for number in numbers if all(word in self._haystack[number] for word in words)])
        self.border_title = Content(f" {len(self.shown)} of {len(self.items)}: {query} ") if words else None

    def parts(self, item: Summary, width: int) -> list[list[tuple[str, bool]]]:
        """One row for an article where the list is wide, else two: where it is from, and its title."""
        mark = SIGNS.opened if item.file in self._open else SIGNS.read if item.read else " "
        progress = progress_text(item)
        if self.row_height == 1:
            title = max(1, width - 2 - 18 - 11 - 8)
            source = f"{fit(item.outlet, 17)} {fit(item.published, 10)} "
            return [
                [(f"{mark} ", False), (source, True), (fit(item.title, title), False), (f"{progress:>8}", True)],
            ]
        source = " ".join(part for part in (item.published, item.outlet) if part)
        return [
            [(f"{mark} ", False), (fit(item.title, max(1, width - 2)), False)],
            [("  ", False), (fit(source, max(1, width - 10)), True), (f"{progress:>8}", True)],
        ]

    def on_resize(self) -> None:
        """Give an article one row where that is wide enough, else two."""
        self.row_height = 1 if self.scrollable_content_region.width >= _WIDE else 2


def progress_text(item: Summary) -> str:
    """How far the reader is with an article: judged / checkable sentences, or why it cannot be read."""
    if item.problem:
        return "! "
    return f"{item.judged}/{item.checkable} " if item.checkable >= 0 else f"{SIGNS.unknown} "


def _searched(item: Summary) -> str:
    return f"{item.outlet} {item.published} {item.title} {item.file}".casefold()
