"""An article's rows on screen, and scrolling in them, on Textual's Line API."""

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.scroll_view import ScrollView

from tui.layers import Layered
from tui.widgets.pane_paint import GUTTER
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from annotations.model import Article

MEASURE = 92
"""Cells of text in a row at most: longer rows are hard to follow with the eye."""


class RowView(Layered, ScrollView, layer=True):
    """The rows of one article, scrolled by their numbers.

    Only the rows around those on screen are broken, so how many stand above and below is estimated for the scroll bar.
    A row keeps its number; where it stands on the scroll bar changes once more is known, together with the scroll
    offset, so that nothing on screen moves.

    Attributes:
        article: What is shown.
        rows: Its rows at the width of the widget.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self.article: Article | None = None
        self.rows = Rows()
        self._above = self._below = 0  # rows that are taken to stand above row number 0, and from it on
        self._kept = 0  # the offset that was brought to the top when rows were last broken again
        self._show_furniture = False
        self._wrapped_to = 0

    @property
    def top(self) -> int:
        """The number of the first row on screen."""
        return self.scroll_offset.y - self._above

    def action_toggle_furniture(self) -> None:
        """Unfold or fold what stands around the article; the text at the top stays at the top."""
        self._show_furniture = not self._show_furniture
        self.rewrap_in_place()

    def refresh_rows(self, first: int, last: int) -> None:
        """Paint the rows from `first` to `last` again, as far as they are in sight."""
        first, last = max(first, self.top), min(last, self.top + self.size.height)
        if first <= last:
            self.refresh_lines(first + self._above, last - first + 1)

    def scroll_row(self, row: int) -> None:
        """Scroll so that `row` is the first one on screen, as far as the text allows."""
        self._look_around(row)
        self.scroll_to(y=row + self._above, animate=False, force=True, immediate=True)

    def show_offset(self, offset: int, row_on_screen: int) -> None:
        """Scroll so that the row that shows `offset` is so many rows below the first one, as far as the text allows.

        Where that is far from what is broken, rows are begun anew there: the numbers of rows are others then.
        """
        self.scroll_row(self._row_at(offset) - row_on_screen)

    def _row_at(self, offset: int) -> int:
        if self.rows.is_far(offset):
            self._rewrap(offset)
        return self.rows.row_at(offset)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Rows come into sight: there may be more of them around, or less, than was thought."""
        super().watch_scroll_y(old_value, new_value)
        row = round(new_value) - self._above
        if new_value <= 0 < self.max_scroll_y and not self.rows.has_first:  # dragged to the top
            row = self._row_at(0)
        self._look_around(row)
        y = row + self._above
        if y != round(new_value) or new_value > self.max_scroll_y:
            self.scroll_target_y = self.scroll_y = y  # `scroll_to` would stop what may be doing this

    def on_resize(self) -> None:
        """Break the rows again where the width is another one."""
        if self._wrapped_to != self.scrollable_content_region.width:
            self.rewrap_in_place()

    def rewrap_in_place(self) -> None:
        """Break the rows again; the text at the top stays at the top."""
        if self.rows.about(self._kept) != self.top:
            self._kept = self.rows.span(self.top).start if self.rows.has(self.top) else 0
        self._rewrap(self._kept)
        self.show_offset(self._kept, 0)

    def _rewrap(self, anchor: int) -> None:
        """Break the rows around an offset again; until something scrolls there, any of them may be on screen."""
        self._wrapped_to = self.scrollable_content_region.width if self.size else 0
        if not self.size:  # before the first layout there is no width to wrap to
            return
        if self.article:
            width = min(MEASURE, max(1, self._wrapped_to - GUTTER - 1))
            self.rows = Rows(
                self.article.pages, self.article.lines, width, anchor=anchor, show_furniture=self._show_furniture
            )
        self._fit(self.rows.above, self.rows.below)
        self.refresh()

    def _look_around(self, top: int) -> None:
        """Before `top` is the first row on screen, let there be as many rows to scroll on both sides as there are."""
        near = 2 * self.size.height
        self.rows.has(top - near)
        self.rows.has(top + near)
        above, below = self._above, self._below
        if self.rows.has_first or top - near <= -above:
            above = self.rows.above
        if self.rows.has_last or top + near >= below:
            below = self.rows.below
        if (above, below) != (self._above, self._below):
            self._fit(above, below)

    def _fit(self, above: int, below: int) -> None:
        """Let so many rows stand above row number 0 on the scroll bar, and so many from it on."""
        if above != self._above:
            self.refresh()
            if self.is_vertical_scrollbar_grabbed:
                self.vertical_scrollbar.grabbed_position += above - self._above
        self._above, self._below = above, below
        self.virtual_size = Size(self.scrollable_content_region.width, above + below)
