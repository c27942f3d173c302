"""How a row of the reading pane becomes a strip: styles are mixed once per combination, never while painting."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from annotations.model import Annotation, Span, Text
from tui.widgets.glyphs import SIGNS, sign_of
from tui.widgets.graphemes import edges
from tui.widgets.highlights import Mark, runs
from tui.widgets.looks import Look
from tui.widgets.rows import Rows
from tui.widgets.wrapping import RowKind, cells, is_narrow, printable

if TYPE_CHECKING:  # nobody asks for letters before the first key
    from tui.widgets.hints import Hint

GUTTER = 4
"""Cells left of the text: a bar beside what a key would act on, and up to two signs of what was judged."""

NAME_OF_ROW = {
    RowKind.HEADLINE: "headline",
    RowKind.BYLINE: "small-print",
    RowKind.DATELINE: "small-print",
    RowKind.CAPTION: "caption",
    RowKind.SUBHEAD: "subhead",
    RowKind.BODY: "body",
    RowKind.FURNITURE: "furniture",
    RowKind.GAP: "body",
    RowKind.FOLD: "furniture",
}

ROW_LOOKS = {
    "headline": Look(bold=True),
    "small-print": Look(muted=0.4),
    "caption": Look(muted=0.3, italic=True),
    "subhead": Look(bold=True),
    "body": Look(),
    "furniture": Look(muted=0.6),
}

LOOKS = {
    Mark.REPORT: Look(italic=True, muted=0.2),
    Mark.MIXED: Look("text-primary", italic=True),
    Mark.QUOTATION: Look("text-primary", italic=True, bold=True),
    Mark.TERM: Look("text-secondary", muted=0.3),
    Mark.CUE: Look("text-accent", muted=0.3, upright=True),
    Mark.SPEAKER: Look("foreground", bold=True, upright=True),
    Mark.QUANTITY: Look("text-warning", bold=True, upright=True),
    Mark.NOTED: Look(background="panel", underline=True),
    Mark.AGREED: Look("text-success", "success-muted", underline=True),
    Mark.DISPUTED: Look("text-error", "error-muted", underline=True),
    Mark.UNCLEAR: Look("text-warning", "warning-muted", underline=True),
    Mark.CONTEXT: Look("text-primary", "primary-muted", underline=True),
    Mark.MATCH: Look(background="secondary-muted", bold=True, underline=True),
    Mark.SENTENCE: Look(background="boost"),
    Mark.ONLY_HERE: Look("text-success", underline=True),
    Mark.CHANGED: Look("text-warning", "warning-muted", bold=True, underline=True),
    Mark.ALTERED: Look("text-error", "error-muted", bold=True, italic=True, underline=True),
    Mark.MISSING: Look(reverse=True),
    Mark.PREVIEW: Look("text-accent", reverse=True, underline=True),
    Mark.TARGET: Look(reverse=True),
    Mark.CURSOR: Look(reverse=True, bold=True, underline=True),
    Mark.HINT: Look("text-accent", reverse=True, bold=True),
}
"""Later ones lie over earlier ones."""


class Palette:
    """The mixed style of every combination of row and marks, made when first needed.

    Args:
        style_of_row: Gives the style of a row by its name.
        style_of_mark: Gives the style of a mark, without what is beneath it.
    """

    def __init__(self, style_of_row: Callable[[str], Style], style_of_mark: Callable[[Mark], Style]) -> None:
        self._style_of_row = style_of_row
        self._style_of_mark = style_of_mark
        self._mixed: dict[tuple[int, int], Style] = {}

    def style(self, kind: int, marks: int) -> Style:
        """The style of text in a row of `kind` under a union of `marks`."""
        style = self._mixed.get((kind, marks))
        if style is None:
            style = self._style_of_row(NAME_OF_ROW[RowKind(kind)])
            for mark in LOOKS:
                if marks & mark:
                    style += self._style_of_mark(mark)
            self._mixed[kind, marks] = style
        return style


def paint_row(
    text: Text,
    rows: Rows,
    row: int,
    marked: Iterable[tuple[int, int, int]],
    gutter: str,
    palette: Palette,
    width: int,
    hints: "Iterable[Hint]" = (),
) -> Strip:
    """One row as a strip of exactly `width` cells.

    Args:
        text: The article's text.
        rows: Its rows.
        row: Which of them.
        marked: Start, end and mark of every span that touches the row.
        gutter: What stands left of the text, `GUTTER` cells.
        palette: The styles.
        width: Cells.
        hints: The letters that lie over its text, by start.
    """
    kind = rows.kind(row)
    plain = palette.style(kind, 0)
    segments = [Segment(gutter, plain)]
    if kind == RowKind.FOLD:
        segments.append(Segment(_fold_label(rows.hidden_lines(row)), plain))
    elif kind != RowKind.GAP:
        span = rows.span(row)
        marked = list(_whole_graphemes(text, span, marked))
        at = span.start
        for hint in hints:
            segments += _segments(text, Span(at, hint.start), marked, kind, palette)
            segments.append(Segment(hint.shown, palette.style(kind, Mark.HINT)))
            at = hint.end
        segments += _segments(text, Span(at, span.end), marked, kind, palette)
    used = sum(cells(segment.text) for segment in segments)
    return Strip(segments, used).adjust_cell_length(width, plain)


def _segments(
    text: Text, part: Span, marked: Iterable[tuple[int, int, int]], kind: int, palette: Palette
) -> Iterator[Segment]:
    for left, right, marks in runs(*part, marked):
        yield Segment(printable(text[left:right]), palette.style(kind, marks))


def _whole_graphemes(text: Text, row: Span, marked: Iterable[tuple[int, int, int]]) -> Iterable[tuple[int, int, int]]:
    """The marks grown to whole graphemes, where the row has characters of more than one code point or cell."""
    shown = text[row.start : row.end]
    if is_narrow(shown):
        return marked
    whole = [row.start + edge for edge in edges(printable(shown))]
    return [
        (whole[max(0, bisect_right(whole, low) - 1)], whole[min(bisect_left(whole, high), len(whole) - 1)], mark)
        for low, high, mark in marked
        if low < row.end and high > row.start
    ]


def _fold_label(lines: int) -> str:
    return f"{SIGNS.fold} {lines} {'line' if lines == 1 else 'lines'} around the article {SIGNS.dot} h shows"


def gutter_text(row: Span, target: Span | None, starting: list[Annotation]) -> str:
    """What stands left of a row.

    Args:
        row: The code points that the row shows.
        target: What a key would act on.
        starting: The annotations that begin in the row.
    """
    bar = SIGNS.bar if target and target.overlaps(row) else " "
    signs = "".join(sign_of(each) for each in starting[:2])
    more = "+" if len(starting) > 2 else " "
    return f"{bar}{signs:<2}{more}"
