"""Letters painted over the mentions on screen, by which one can go to each of them: plain values, no screen."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotations.model import Span, Text
from tui.widgets.graphemes import advances
from tui.widgets.wrapping import printable

LETTERS = "fjdkslaghrueiwoqptyvnmcbxz"
"""The home row first, from the strong fingers to the weak ones, then the row above, then the one below."""


class Hint(NamedTuple):
    """A label over the beginning of a mention.

    Attributes:
        label: The letters to type.
        mention: Where they lead.
        at: The first code point of the mention that is on screen; the cursor goes there.
        start: The first code point that the label covers.
        end: One past the last: whole graphemes, as many as the label needs cells.
        shown: The label, filled up to the cells of what it covers.
    """

    label: str
    mention: Span
    at: int
    start: int
    end: int
    shown: str


def labels(count: int) -> list[str]:
    """`count` labels, none of which begins another: a letter each, or two for as many of the last ones as need be."""
    found, expanded = list(reversed(LETTERS)), 0
    while len(found) - expanded < count:
        found += [found[expanded] + letter for letter in LETTERS]
        expanded += 1
    return sorted(found[expanded:], key=lambda label: (len(label), [LETTERS.index(letter) for letter in label]))[:count]


def placed(text: Text, row: Span, mentions: Iterable[tuple[Span, str]]) -> Iterator[Hint]:
    """The hints of one row: each over the beginning of its mention, or after the hint before it.

    Where there is room, a code point stays free between two hints, or they would look like one of two letters.

    Args:
        text: The article's text.
        row: The code points that the row shows.
        mentions: Mentions in the row, by start, each with its label.
    """
    free = row.start
    for mention, label in mentions:
        at = max(mention.start, row.start)
        start = max(at, free)
        if row.start < start == free and start + len(label) < row.end:
            start += 1
        free, used = _covered(text, start, row.end, len(label))
        yield Hint(label, mention, at, start, free, label.ljust(used))


def _covered(text: Text, start: int, end: int, wanted: int) -> tuple[int, int]:
    """Where graphemes of at least `wanted` cells end, and how many cells they take; less at the end of the row."""
    shown = printable(text[start:end])
    if shown[: wanted + 1].isascii():
        return start + min(wanted, len(shown)), wanted
    used = 0
    for at, size in enumerate(advances(shown)):
        if size and used >= wanted:
            return start + at, used
        used += size
    return end, used
