"""An article's text broken into rows of a given width: plain arrays, no screen.

A row is one visual line of the reading pane. Which rows are broken, and when, is for `rows` to say.
"""

import re
import sys
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from enum import IntEnum
from itertools import accumulate

from rich.cells import cell_len

from annotations.model import Line, Role, Text
from tui.widgets.graphemes import advances

_UNSURE = 16  # cells that the last grapheme of a piece may take, whose end is not in sight
PIECE = 4096
"""Code points of a line that are broken at a time: a paragraph may be a whole article."""

# Code points that surely take one cell: Latin, Greek, Cyrillic, Armenian, Arabic letters, punctuation, currency signs.
# Controls are among them because they are shown as one-cell symbols. Everything else goes the slower way, by grapheme.
_NOT_NARROW = re.compile(
    "[^\u0000-\u02ff\u0370-\u0482\u048a-\u0590\u060c-\u060f\u061b-\u064a\u0660-\u066f\u0671-\u06d5"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]"
)

# What could drive the terminal or hide text: C0, DEL, C1, soft hyphen, zero-width marks, bidi marks, overrides and
# isolates (Unicode 16, Bidi_Control and Default_Ignorable_Code_Point), line and paragraph separators, surrogates. The
# zero-width joiners U+200C and U+200D stay: Persian, Indic scripts and emoji are written with them.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff"
    "\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)


def _symbol(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code in (0x09, 0x0A, 0x0D):
        return " "
    if code < 0x20:
        return chr(0x2400 + code)  # Unicode's control pictures
    return "\u2421" if code == 0x7F else "\u00b7" if code in (0xAD, 0x200B, 0x2060, 0xFEFF) else "\ufffd"


def printable(text: str) -> str:
    """The text with everything that could drive a terminal replaced by a visible symbol, one code point for one.

    Tabs and line breaks become spaces. Offsets into the result are offsets into `text`.
    """
    return _UNSAFE.sub(_symbol, text) if _UNSAFE.search(text) else text


def visible(text: str) -> str:
    """The text in one line, without what is not seen: as it is to be pasted elsewhere, and safe for any terminal."""
    return " ".join(_UNSAFE.sub(_seen, text).split())


def _seen(match: re.Match[str]) -> str:
    return " " if match[0].isspace() else match[0] if match[0] == "\ufffd" else ""


def is_narrow(text: str) -> bool:
    """Whether every code point surely takes one cell."""
    return text.isascii() or not _NOT_NARROW.search(text)


def cells(text: str) -> int:
    """The number of terminal cells that `text` takes once it is made printable."""
    return len(text) if is_narrow(text) else cell_len(printable(text))


class RowKind(IntEnum):
    """What a row shows: a line of some role, the gap between two paragraphs, or the place of folded furniture."""

    HEADLINE = 0
    BYLINE = 1
    DATELINE = 2
    CAPTION = 3
    SUBHEAD = 4
    BODY = 5
    FURNITURE = 6
    GAP = 7
    FOLD = 8


_KIND_OF_ROLE = {role: RowKind[role.name] for role in Role}
_SMALL_PRINT = {Role.BYLINE, Role.DATELINE, Role.FURNITURE}


class Stretch:
    """The rows of some lines that follow one another, broken from the first one on, as far down as is asked for.

    Rows are kept as parallel arrays of code-point offsets, because a 5 MB article has a hundred thousand of them;
    nothing of the text is kept.

    Args:
        text: The article's text as read.
        lines: Its lines, in order.
        width: Cells per row, at least 1.
        first: The number of the line to begin with, which is none that is folded together with the one before.
        stop: One past the number of the last line.
        show_furniture: Whether lines of furniture are rows of their own; otherwise a run of them is one fold row.

    Attributes:
        starts: Offset of each row's first code point, ascending; like the others, of the rows that are broken.
        ends: Offset one past each row's last code point.
        kinds: A `RowKind` per row.
    """

    def __init__(
        self, text: Text, lines: Sequence[Line], width: int, first: int, stop: int, *, show_furniture: bool
    ) -> None:
        self.starts = array("I")
        self.ends = array("I")
        self.kinds = array("B")
        self._text = text
        self._lines = lines
        self._width = width
        self._show_furniture = show_furniture
        self._line = first  # the number of the line that is to be broken next
        self._stop = stop
        self._at = -1  # the offset in it to go on from, if a part of it is broken
        self._before = lines[first - 1].end if first else 0

    @property
    def complete(self) -> bool:
        """Whether all rows are broken."""
        return self._line >= self._stop

    @property
    def reach(self) -> int:
        """Offset one past the last code point of the rows that are broken."""
        return self.ends[-1] if self.ends else self._before

    def make(self, count: int) -> None:
        """Break lines until there are `count` rows at least, or all."""
        while len(self.starts) < count and not self.complete:
            line = self._lines[self._line]
            if line.role is Role.FURNITURE and not self._show_furniture:
                self._fold()
            else:
                self._break(line)

    def make_all(self) -> None:
        """Break all lines."""
        self.make(sys.maxsize)

    def prepend(self, above: "Stretch") -> None:
        """Put the rows of the lines right above before these; all of them are broken."""
        self.starts[:0] = above.starts
        self.ends[:0] = above.ends
        self.kinds[:0] = above.kinds

    def _fold(self) -> None:
        """One row for this line and all lines of furniture after it."""
        first = self._line
        self._set_apart()
        while not self.complete and self._lines[self._line].role is Role.FURNITURE:
            self._line += 1
        self._add(self._lines[first].start, self._lines[self._line - 1].end, RowKind.FOLD)

    def _set_apart(self) -> None:
        if self._line:
            self._add(self.reach, self.reach, RowKind.GAP)

    def _add(self, start: int, end: int, kind: RowKind) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.kinds.append(kind)

    def _break(self, line: Line) -> None:
        """Rows for the next piece of a line; most lines are one."""
        start = self._at
        if start < 0:
            start = line.start
            if not (line.role in _SMALL_PRINT and self._line and self._lines[self._line - 1].role is line.role):
                self._set_apart()
        first = len(self.starts)
        piece = self._text[start : min(start + PIECE, line.end)]
        self._at = (self._break_narrow if is_narrow(piece) else self._break_wide)(piece, start, line.end)
        self.kinds.extend([_KIND_OF_ROLE[line.role]] * (len(self.starts) - first))
        if self._at == line.end:
            self._line, self._at = self._line + 1, -1

    def _break_narrow(self, piece: str, start: int, end: int) -> int:
        """Break a piece in which every code point takes one cell; returns where the next one begins, or `end`."""
        width, at, size = self._width, 0, len(piece)
        add_start, add_end, rfind = self.starts.append, self.ends.append, piece.rfind
        while size - at > width:
            cut = following = rfind(" ", at, at + width + 1)
            if cut > at:
                following += 1
            else:  # no space to break at: cut the word
                cut = following = at + width
            add_start(start + at)
            add_end(start + cut)
            at = following
        if start + size == end:
            add_start(start + at)
            add_end(end)
            return end
        return start + at

    def _break_wide(self, piece: str, start: int, end: int) -> int:
        """Break a piece by what its graphemes take; returns where the next one begins, or `end`."""
        is_last = start + len(piece) == end
        cells = advances(printable(piece))
        used = list(accumulate(cells, initial=0))
        room = self._width if is_last else self._width + _UNSURE
        at = 0
        while used[-1] - used[at] > room:
            cut, following = _cut(piece, cells, used, at, self._width)
            if cut == len(piece):
                break
            self.starts.append(start + at)
            self.ends.append(start + cut)
            at = following
        if is_last or not at:
            self.starts.append(start + at)
            self.ends.append(start + len(piece))
            return start + len(piece)
        return start + at


def _cut(piece: str, cells: bytes, used: Sequence[int], at: int, width: int) -> tuple[int, int]:
    """Where a row that begins at `at` ends, at the last space or after the last grapheme, and where the next begins.

    Args:
        piece: A part of a text, with more from `at` on than has room in the row.
        cells: The `advances` of its code points.
        used: Their sums before each code point.
        at: First code point of the row.
        width: Cells.
    """
    cut = bisect_right(used, used[at] + width, at) - 1
    if used[cut] == used[at]:  # not even one has room
        cut = bisect_right(used, used[bisect_right(used, used[at])]) - 1
        return cut, cut
    space = piece.rfind(" ", at, cut + 1)
    while space > at and cells[space + 1 : space + 2] == b"\0":  # something is written over it
        space = piece.rfind(" ", at, space)
    # Scripts of wide characters break anywhere: an older space is no better place.
    return (space, space + 1) if space > at and 2 not in cells[space + 1 : cut] else (cut, cut)
