"""An article's text broken into rows of a given width: plain arrays, no screen.

A row is one visual line of the reading pane. Rows are kept as parallel arrays of code-point offsets, because a 5 MB
article has a hundred thousand of them and is wrapped again at every resize; nothing of the text is copied.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from enum import IntEnum
from itertools import groupby

from rich.cells import cell_len, split_graphemes

from annotations.model import Line, Role, Span

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


class Rows:
    """The rows of one article at one width.

    Attributes:
        starts: Offset of each row's first code point, ascending.
        ends: Offset one past each row's last code point.
        kinds: A `RowKind` per row.
        folded: For each fold row, how many lines it hides.
    """

    def __init__(self) -> None:
        self.starts = array("I")
        self.ends = array("I")
        self.kinds = array("B")
        self.folded: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, start: int, end: int, kind: RowKind) -> None:
        """Append one row."""
        self.starts.append(start)
        self.ends.append(end)
        self.kinds.append(kind)

    def span(self, row: int) -> Span:
        """The code points that row number `row` shows."""
        return Span(self.starts[row], self.ends[row])

    def row_at(self, offset: int) -> int:
        """The number of the row that shows `offset`, or the last one before it; 0 where there is none."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def shows_text(self, row: int) -> bool:
        """Whether the cursor can stand on the row."""
        return self.kinds[row] < RowKind.GAP


def wrap(text: str, lines: Sequence[Line], width: int, *, show_furniture: bool = False) -> Rows:
    """Break an article into rows.

    Args:
        text: The article's text as read.
        lines: Its lines, in order.
        width: Cells per row, at least 1.
        show_furniture: Whether lines of furniture are rows of their own; otherwise a run of them is one fold row.
    """
    rows = Rows()
    narrow = is_narrow(text)
    before: Role | None = None
    for role, block in groupby(lines, key=lambda line: line.role):
        if role is Role.FURNITURE and not show_furniture:
            _fold(rows, list(block))
            before = role
            continue
        for line in block:
            if len(rows) and not (role is before and role in _SMALL_PRINT):
                rows.add(rows.ends[-1], rows.ends[-1], RowKind.GAP)
            kind = _KIND_OF_ROLE[role]
            if narrow or not _NOT_NARROW.search(text, line.start, line.end):
                _wrap_narrow(rows, text, line, width, kind)
            else:
                _wrap_graphemes(rows, text, line, width, kind)
            before = role
    return rows


def _fold(rows: Rows, block: list[Line]) -> None:
    if len(rows):
        rows.add(rows.ends[-1], rows.ends[-1], RowKind.GAP)
    rows.folded[len(rows)] = len(block)
    rows.add(block[0].start, block[-1].end, RowKind.FOLD)


def _wrap_narrow(rows: Rows, text: str, line: Line, width: int, kind: RowKind) -> None:
    start, end = line.start, line.end
    add_start, add_end, rfind = rows.starts.append, rows.ends.append, text.rfind
    first = len(rows.starts)
    while end - start > width:
        cut = rfind(" ", start, start + width + 1)
        if cut <= start:  # no space to break at: cut the word
            cut = start + width
            following = cut
        else:
            following = cut + 1
        add_start(start)
        add_end(cut)
        start = following
    add_start(start)
    add_end(end)
    rows.kinds.extend([kind] * (len(rows.starts) - first))


def _wrap_graphemes(rows: Rows, text: str, line: Line, width: int, kind: RowKind) -> None:
    start, used = line.start, 0
    space, used_at_space = -1, 0
    for first, _, size in split_graphemes(printable(text[line.start : line.end]))[0]:
        at = line.start + first
        if used + size > width and at > start:
            if space > start:
                rows.add(start, space, kind)
                start, used = space + 1, used - used_at_space
            else:
                rows.add(start, at, kind)
                start, used = at, 0
            space = -1
        used += size
        if text[at] == " ":
            space, used_at_space = at, used
        elif size == 2:  # scripts of wide characters break anywhere: an older space is no better place
            space = -1
    rows.add(start, line.end, kind)
