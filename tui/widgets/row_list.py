"""A list of a hundred thousand rows that paints only what is on screen and repaints only what changed (Line API)."""

from abc import abstractmethod
from collections.abc import Container, Sequence
from typing import ClassVar, Generic, TypeVar

from rich.cells import set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.bindings import binding
from tui.widgets.glyphs import SIGNS
from tui.widgets.looks import Look, Styles
from tui.widgets.wrapping import cells, printable

Item = TypeVar("Item")

_ROW = Look()
_DIM = Look(muted=0.4)
_CURSOR = Look(bold=True, reverse=True)
_WAITING = Look(background="panel", bold=True)


def fit(text: str, width: int) -> str:
    """The text made printable and exactly `width` cells wide: cut with an ellipsis, or padded with spaces."""
    shown = printable(text)
    if (used := cells(shown)) <= width:
        return shown + " " * (width - used)
    if width < 1:
        return ""
    # a cell seldom holds more than a few code points, so no more of a long text is looked at
    return set_cell_size(shown[: 4 * width], width - 1) + SIGNS.cut


def beside_css(name: str, width: int) -> str:
    """The CSS of a list that stands beside the panes, so many cells wide, or under them on a narrow screen."""
    return f"""
    {name} {{
        width: {width};
        height: 1fr;
        background: $background;
        border-top: solid $panel;
        border-title-color: $text-muted;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        &:focus {{ border-top: heavy $primary; border-title-color: $foreground; }}
    }}
    .-narrow {name} {{ width: 1fr; height: 8; }}
    """


class RowList(ScrollView, Generic[Item], can_focus=True, inherit_bindings=False):
    """Items one below the other, one of them under the cursor, some of them perhaps filtered out.

    A subclass says what an item looks like. Items are immutable; `shown` holds the numbers of those that pass.
    """

    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("j,down", "move(1)", "Down", "list.down", "One row down", at_once=True),
        binding("k,up", "move(-1)", "Up", "list.up", "One row up", at_once=True),
        binding("space,pagedown,ctrl+d", "page(1)", "Page down", "list.page-down", "One page down", at_once=True),
        binding("pageup,ctrl+u", "page(-1)", "Page up", "list.page-up", "One page up", at_once=True),
        binding("g,home", "edge(-1)", "Top", "list.top", "To the first row", at_once=True),
        binding("G,end", "edge(1)", "Bottom", "list.bottom", "To the last row", at_once=True),
        binding("enter", "choose", "Go there", "list.choose", "Go to what the cursor is on"),
    ]

    row_height = 1
    """Rows of the terminal that an item takes."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.items: Sequence[Item] = ()
        self.shown: Sequence[int] = range(0)
        self.cursor = 0
        self._styles = Styles(self)

    @abstractmethod
    def parts(self, item: Item, width: int) -> list[list[tuple[str, bool]]]:
        """For each row of the terminal that `item` takes, its texts and whether each is dim; together `width` cells."""

    @abstractmethod
    def chosen(self, item: Item) -> None:
        """The reader opens an item."""

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.shown[self.cursor]] if self.cursor < len(self.shown) else None

    def set_items(self, items: Sequence[Item], shown: Sequence[int] | None = None) -> None:
        """Show other items; the cursor stays on its number as far as there are so many."""
        self.items = items
        self.set_shown(range(len(items)) if shown is None else shown)

    def set_shown(self, shown: Sequence[int]) -> None:
        """Show only the items of these numbers."""
        self.shown = shown
        self.cursor = max(0, min(self.cursor, len(shown) - 1))
        self._resize_rows()

    def repaint(self, numbers: Container[int]) -> None:
        """Paint the items of these numbers again, those of them that are in sight."""
        first = self.scroll_offset.y // self.row_height
        for row in range(first, min(len(self.shown), first + self.size.height // self.row_height + 1)):
            if self.shown[row] in numbers:
                self._refresh_row(row)

    def put_cursor_on(self, number: int) -> None:
        """Move the cursor to the item of that number, if the filter shows it."""
        if number in self.shown:
            self._go_to(self.shown.index(number))

    def render_line(self, y: int) -> Strip:
        """One row of the terminal, as Textual asks for it."""
        width = self.scrollable_content_region.width
        row, part = divmod(self.scroll_offset.y + y, self.row_height)
        if row >= len(self.shown):
            return Strip.blank(width, self._styles[_ROW])
        texts = self.parts(self.items[self.shown[row]], width)[part]
        if row == self.cursor:
            style = self._styles[_CURSOR if self.has_focus else _WAITING]
            return Strip([Segment(text, style) for text, _ in texts], width)
        return Strip(
            [Segment(text, self._styles[_DIM if dim else _ROW]) for text, dim in texts],
            width,
        )

    def notify_style_update(self) -> None:
        """The theme has changed."""
        super().notify_style_update()
        self._styles.clear()

    def on_resize(self) -> None:
        """Count the rows again: their height may depend on the width, as a subclass has settled just before."""
        self._resize_rows()

    def on_focus(self) -> None:
        """Paint the cursor as the one that keys move."""
        self._refresh_row(self.cursor)

    def on_blur(self) -> None:
        """Paint the cursor as one that waits."""
        self._refresh_row(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click opens."""
        row = (self.scroll_offset.y + event.get_content_offset_capture(self).y) // self.row_height
        if row < len(self.shown):
            again = row == self.cursor
            self._go_to(row)
            if again or event.chain > 1:
                self.action_choose()

    def action_move(self, count: int) -> None:
        """Move the cursor by rows."""
        self._go_to(self.cursor + count)

    def action_page(self, count: int) -> None:
        """Move the cursor by pages."""
        self._go_to(self.cursor + count * max(1, self.size.height // self.row_height - 1))

    def action_edge(self, direction: int) -> None:
        """Move the cursor to the first row if `direction` is negative, else to the last."""
        self._go_to(0 if direction < 0 else len(self.shown) - 1)

    def action_choose(self) -> None:
        """Open the item under the cursor."""
        if (item := self.current) is not None:
            self.chosen(item)

    def _go_to(self, row: int) -> None:
        before, self.cursor = self.cursor, max(0, min(row, len(self.shown) - 1))
        if before == self.cursor:
            return
        self._refresh_row(before)
        self._refresh_row(self.cursor)
        top, height = self.scroll_offset.y, self.size.height
        first, last = self.cursor * self.row_height, (self.cursor + 1) * self.row_height
        if first < top:
            self.scroll_to(y=first, animate=False, force=True, immediate=True)
        elif last > top + height:
            self.scroll_to(y=last - height, animate=False, force=True, immediate=True)

    def _refresh_row(self, row: int) -> None:
        self.refresh_lines(row * self.row_height, self.row_height)

    def _resize_rows(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.shown) * self.row_height)
        self.refresh()
