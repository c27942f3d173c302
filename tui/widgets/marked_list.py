"""A list whose rows can be marked, so that a key acts on all of them."""

from abc import abstractmethod
from collections.abc import Hashable, Iterable
from typing import ClassVar, TypeVar

from textual.binding import BindingType

from tui.widgets.bindings import binding
from tui.widgets.row_list import RowList

Item = TypeVar("Item")

MARK = ">"
"""The sign of a marked row, one cell."""


class MarkedList(RowList[Item]):
    """Items one below the other, some of them marked.

    Marks go by a key of the item, so that they stay when the items are shown anew.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("v", "mark", "Mark", "list.mark", "Mark the row, or take the mark off: keys act on all marked rows"),
        binding("asterisk", "mark_all", "Mark all", "list.mark-all", "Mark all rows, or none"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._marked: set[Hashable] = set()

    @abstractmethod
    def key_of(self, item: Item) -> Hashable:
        """What an item is known by."""

    def is_marked(self, item: Item) -> bool:
        """Whether an item is marked."""
        return self.key_of(item) in self._marked

    @property
    def marked(self) -> list[Item]:
        """The marked items among those shown, in order."""
        return [item for number in self.shown if self.is_marked(item := self.items[number])]

    def mark(self, items: Iterable[Item]) -> None:
        """Mark these items, and no others."""
        self._marked = set(map(self.key_of, items))
        self.refresh()

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark off, and go on to the next."""
        if self.current is not None:
            self._marked ^= {self.key_of(self.current)}
            self._refresh_row(self.cursor)
            self.action_move(1)

    def action_mark_all(self) -> None:
        """Mark all rows, or none if all are marked."""
        items = [self.items[number] for number in self.shown]
        self.mark(() if all(map(self.is_marked, items)) else items)
