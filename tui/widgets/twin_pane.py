"""One of two copies of a text: what was changed is marked in the words, and by signs beside the rows."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType

from annotations.model import Span
from tui.widgets.cursor_view import CursorView, SentenceAt
from tui.widgets.glyphs import SIGNS
from tui.widgets.highlights import Intervals, Mark
from tui.widgets.pane_keys import MOVES

_SHOWN = ("move.", "word.", "sentence.", "paragraph.", "view.furniture")
_KINDS = (Mark.ALTERED, Mark.CHANGED, Mark.ONLY_HERE, Mark.MISSING)


class TwinPane(CursorView, can_focus=True, inherit_bindings=False):
    """One article to read beside its copy; nothing is judged here, so it has the keys that move and no others.

    Args:
        sentence_at: Finds the sentence under the cursor.
    """

    DEFAULT_CSS = """
    TwinPane {
        width: 1fr;
        height: 1fr;
        background: $background;
        border-top: solid $panel;
        border-title-color: $text-muted;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        &:focus { border-top: heavy $primary; border-title-color: $foreground; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [each for each in MOVES if str(each.id).startswith(_SHOWN)]

    def __init__(self, sentence_at: SentenceAt) -> None:
        super().__init__(sentence_at)
        self.changes = Intervals()

    def set_changes(self, changes: Sequence[tuple[Span, Mark]]) -> None:
        """Mark what was changed; a change without words stands between two of them, and the space there is marked."""
        marked = sorted((*self._visible(span), mark) for span, mark in changes)
        self.changes = Intervals(*zip(*marked, strict=True)) if marked else Intervals()
        self._repaint()

    def bring(self, span: Span, row_on_screen: int) -> None:
        """Show a change as the one that is looked at, its beginning on a row counted from the top of the pane."""
        shown = self._visible(span)
        self.set_preview([shown])
        self._place(shown.start)
        self.show_offset(shown.start, row_on_screen)

    def _visible(self, span: Span) -> Span:
        """The change, or the code point before the place where words are missing; the next one in an empty row."""
        assert self.article
        text = self.article.pages
        if span.start < span.end or not text:
            return span
        before = max(0, span.start - 1)
        at = before + 1 if text[before] == "\n" and before + 1 < len(text) else before
        return Span(at, at + 1)

    def _gutter(self, row: Span) -> str:
        """The bar, signs for two kinds of change in the row, and what is said of a passage that begins in it."""
        marks = {self.changes.marks[number] for number in self.changes.overlapping(*row)}
        signs = "".join(sign_of_change(mark) for mark in _KINDS if mark in marks)
        usual = super()._gutter(row)
        return f"{usual[0]}{signs:<2.2}{usual[1]}"

    def _marks_in(self, span: Span) -> Iterator[tuple[int, int, int]]:
        yield from super()._marks_in(span)
        yield from self.changes.within(*span)


def sign_of_change(mark: Mark) -> str:
    """The sign of a kind of change, one cell."""
    return {Mark.ALTERED: '"', Mark.ONLY_HERE: "+", Mark.MISSING: "-"}.get(mark, SIGNS.changed)
