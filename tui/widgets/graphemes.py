"""What a reader sees as one character, and the terminal cells it takes: plain values, no screen.

Which characters are one is told by UAX #29 (extended grapheme clusters, Unicode 16) as far as terminals follow it; how
many cells each takes, by Rich, because Textual lays out and cuts its lines by that.
"""

import re

from rich.cells import cell_len, get_character_cell_size

_LINKERS = "\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d"  # Indic_Conjunct_Break=Linker: what joins two consonants to one
_TIES = re.compile(
    "\u200d.?|\ufe0f|[\U0001f1e6-\U0001f1ff]{2}|[\u0e33\u0eb3]" + f"|(?<=[{_LINKERS}])[\u0904-\u0d7f]", re.DOTALL
)
_WIDEST = 16  # cells of one grapheme at most: a longer chain of consonants is not written


class _Widths(dict[str, int]):
    """Cells by code point, asked for once each."""

    def __missing__(self, letter: str) -> int:
        self[letter] = width = get_character_cell_size(letter)
        return width


_WIDTHS = _Widths()


def advances(shown: str) -> bytes:
    """The cells of each grapheme at its first code point, and 0 at its others: one number per code point.

    Args:
        shown: Text as the terminal gets it, see `wrapping.printable`.
    """
    if shown.isascii():
        return b"\x01" * len(shown)
    cells = bytearray(map(_WIDTHS.__getitem__, shown))
    for tie in _TIES.finditer(shown):
        first = tie[0][0]
        if first == "\u200d":
            cells[tie.start() : tie.end()] = bytes(len(tie[0]))  # what is joined takes no cell of its own
        elif first == "\ufe0f":
            _widen(shown, cells, tie.start())
        else:
            _join(cells, tie.end() - 1)
    return bytes(cells)


def _base(cells: bytearray, at: int) -> int:
    """Where the grapheme that goes on before `at` begins."""
    at -= 1
    while at > 0 and not cells[at]:
        at -= 1
    return at


def _widen(shown: str, cells: bytearray, at: int) -> None:
    """The variation selector at `at` asks for the picture of what would be a narrow sign."""
    base = _base(cells, at)
    if base >= 0 and cells[base] == 1:
        cells[base] = max(1, cell_len(f"{shown[base]}\ufe0f"))


def _join(cells: bytearray, at: int) -> None:
    """Make what begins at `at` a part of the grapheme before it."""
    base = _base(cells, at)
    if base >= 0 and cells[base] + cells[at] <= _WIDEST:
        cells[base], cells[at] = cells[base] + cells[at], 0


def edges(shown: str) -> list[int]:
    """Where each grapheme begins, and the end of the text."""
    if shown.isascii():
        return list(range(len(shown) + 1))
    return [at for at, cells in enumerate(advances(shown)) if cells or not at] + [len(shown)]


def grapheme_at(shown: str, cell: int) -> int:
    """Where the grapheme begins that stands in a cell, counted from the first of them, or the nearest to it."""
    if shown.isascii():
        return max(0, min(cell, len(shown) - 1))
    first = used = 0
    for at, size in enumerate(advances(shown)):
        if size and used > cell:
            break
        first, used = (at, used + size) if size else (first, used)
    return first
