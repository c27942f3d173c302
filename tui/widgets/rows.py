"""The rows of an article, broken only where somebody looks."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import partial
from operator import attrgetter

from annotations.model import Line, Role, Span, Text
from tui.widgets.wrapping import PIECE, RowKind, Stretch

_AT_ONCE = 128  # rows that are broken at first: two tall screens
_MANY = 2048  # rows that are broken at a time on the way to somewhere
_FAR = 1 << 16  # code points between: breaking so many takes less than a millisecond

_start = attrgetter("start")


class Rows:
    """The rows of one article at one width, in order; broken from an anchor on, both ways, as far as somebody looks.

    What is asked for by its number or by an offset is broken then, and all that lies between it and the anchor. So
    opening an article, and changing the width wherever one is in it, cost the same whatever its size. A line is always
    broken from its beginning on, because where a row ends depends on those above it, and whole where it stands above
    the anchor.

    Rows are numbered from the anchor: number 0 is the first row of its line, or the gap above it, and the rows above
    have negative numbers. So a row keeps its number, whatever is broken later.

    Args:
        text: The article's text as read.
        lines: Its lines, in order.
        width: Cells per row, at least 1.
        anchor: The offset near which somebody looks first.
        show_furniture: Whether lines of furniture are rows of their own; otherwise a run of them is one fold row.

    Attributes:
        first: The number of the first row that is broken.
        starts: Offset of the first code point of each row that is broken, from number `first` on, ascending.
    """

    def __init__(
        self,
        text: Text = "",
        lines: Sequence[Line] = (),
        width: int = 1,
        *,
        anchor: int = 0,
        show_furniture: bool = False,
    ) -> None:
        self._stretch = partial(Stretch, text, lines, width, show_furniture=show_furniture)
        self._lines = lines
        self._end = lines[-1].end if lines else 0
        self._show_furniture = show_furniture
        self._line = self._line_to_break(anchor)  # the number of the first line that is broken
        self._broken = self._stretch(self._line, len(lines))
        self.first = 0
        self.starts = self._broken.starts
        self._broken.make(_AT_ONCE)
        self.has(self.stop - _AT_ONCE)

    def __len__(self) -> int:
        """How many rows there are, for which all of them have to be broken."""
        self._broken.make_all()
        while not self.has_first:
            self._break_above(0)
        return len(self.starts)

    def __bool__(self) -> bool:
        return bool(self.starts)

    @property
    def stop(self) -> int:
        """One past the number of the last row that is broken."""
        return self.first + len(self.starts)

    @property
    def has_first(self) -> bool:
        """Whether the first row of the article is broken."""
        return not self._line

    @property
    def has_last(self) -> bool:
        """Whether the last row of the article is broken."""
        return self._broken.complete

    @property
    def above(self) -> int:
        """How many rows there are above number 0, estimated by those that are broken if it is not known."""
        return -self.about(0)

    @property
    def below(self) -> int:
        """How many rows there are from number 0 on, estimated likewise."""
        return self.about(self._end) + 1 if self else 0

    def has(self, row: int) -> bool:
        """Whether there is a row of that number."""
        if row >= self.stop:
            self._broken.make(row + 1 - self.first)
        while row < self.first and not self.has_first:
            self._break_above(self.starts[0] - int((self.first - row) / self._density))
        return self.first <= row < self.stop

    def nearest(self, row: int) -> int:
        """The row, of which there is one at least, or the first or the last one, if there is none of that number."""
        self.has(row)
        return min(max(row, self.first), self.stop - 1)

    def span(self, row: int) -> Span:
        """The code points that row number `row`, which is broken, shows."""
        return Span(self.starts[row - self.first], self._broken.ends[row - self.first])

    def kind(self, row: int) -> int:
        """The `RowKind` of row number `row`, which is broken."""
        return self._broken.kinds[row - self.first]

    def shows_text(self, row: int) -> bool:
        """Whether the cursor can stand on the row."""
        return self.has(row) and self._broken.kinds[row - self.first] < RowKind.GAP

    def hidden_lines(self, row: int) -> int:
        """How many lines a fold row hides."""
        start, end = self.span(row)
        return bisect_right(self._lines, end, key=_start) - bisect_left(self._lines, start, key=_start)

    def row_at(self, offset: int) -> int:
        """The number of the row that shows `offset`, or the last one before it, else the first one; 0 if none is."""
        while not self.has_first and offset < self.starts[0]:
            self._break_above(offset)
        while not self.has_last and offset >= self._broken.reach:
            self._broken.make(len(self.starts) + _MANY)
        return self.about(offset)

    def about(self, offset: int) -> int:
        """As `row_at`, but nothing is broken: the number of a row that is not broken is estimated."""
        if not self.has_first and offset < self.starts[0]:
            return self.first - 1 - int((self.starts[0] - offset) * self._density)
        if not self.has_last and offset >= self._broken.reach:
            return self.stop + int((offset - self._broken.reach) * self._density)
        return self.first + max(0, bisect_right(self.starts, offset) - 1)

    def is_far(self, offset: int) -> bool:
        """Whether much less would have to be broken to get to `offset` if rows were begun anew there."""
        reach = self._broken.reach
        if offset < reach:
            return not self.has_first and self.starts[0] - offset > _FAR
        return not self.has_last and self._lines[self._line_to_break(offset)].start - reach > _FAR

    @property
    def _density(self) -> float:
        """Rows per code point."""
        return len(self.starts) / (self._broken.reach - self.starts[0] + 1)

    def _break_above(self, offset: int) -> None:
        """Break the lines above, up to the one that holds `offset`, and some at any rate."""
        line = self._line_to_break(min(offset, self.starts[0] - PIECE))
        above = self._stretch(line, self._line)
        above.make_all()
        self._broken.prepend(above)
        self.first -= len(above.starts)
        self._line = line

    def _line_to_break(self, offset: int) -> int:
        """The number of the line that holds `offset`, or of the first one that is folded together with it."""
        line = max(0, bisect_right(self._lines, offset, key=_start) - 1)
        while line and self._is_folded(line) and self._is_folded(line - 1):
            line -= 1
        return line

    def _is_folded(self, line: int) -> bool:
        return not self._show_furniture and self._lines[line].role is Role.FURNITURE
