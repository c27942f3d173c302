"""An article on screen with a cursor: what it stands on, and the keys that move it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from textual.message import Message

from annotations.model import Annotation, Article, Span, Text
from tui.widgets.article_view import ArticleView
from tui.widgets.highlights import CLASSES
from tui.widgets.pane_paint import GUTTER
from tui.widgets.words import last_grapheme, word_after, word_before, word_ending_after
from tui.widgets.wrapping import cells

SentenceAt = Callable[[Text, int, int, int], Span]
"""Text, offset, and start and end of its paragraph, to the sentence that holds the offset."""

_MARGIN = 2  # rows kept in sight above and below the cursor


class CursorView(ArticleView, layer=True):
    """One article with a cursor.

    The *target* is what a key would act on: the passage selected by hand, else the mention or annotation under the
    cursor (the shortest one, unless another was picked), else the sentence.

    Args:
        sentence_at: Finds the sentence under the cursor.
    """

    class Moved(Message):
        """The cursor, or what a key would act on, is another one now."""

    class Wheeled(Message):
        """The wheel has moved the text of `pane`."""

        def __init__(self, pane: "CursorView") -> None:
            super().__init__()
            self.pane = pane

    class Hidden(Message):
        """A class of mentions was hidden or shown; `count` of them are hidden now."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    def __init__(self, sentence_at: SentenceAt, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.selection: Span | None = None
        self._pick = 0  # which of the passages under the cursor is the target; the sentence comes after the last
        self._sentence_at = sentence_at
        self._last_sentence = Span(0, 0)
        self._column = GUTTER

    def show(self, article: Article, annotations: tuple[Annotation, ...] = ()) -> None:
        """Show another article, the cursor on its first row."""
        self._last_sentence = Span(0, 0)
        super().show(article, annotations)
        self.selection = None
        self.action_edge(-1)

    def rewrap_in_place(self) -> None:
        """Break the rows again; once there are some, the cursor stands on one."""
        super().rewrap_in_place()
        if self.target is None:
            self.action_edge(-1)
        elif self.is_folded(self.line_at(self.cursor)):  # with the furniture it stood in
            self._go_to_row(self._text_row_near(self.rows.row_at(self.cursor), 1))

    @property
    def offset_in_sight(self) -> int:
        """The cursor, or where it is out of sight, the first code point of the row a third from the top."""
        height = self.size.height
        if not self.rows or 0 <= self.rows.about(self.cursor) - self.top < height:
            return self.cursor
        return self.rows.span(self.rows.nearest(self.top + height // 3)).start

    def go_to(self, offset: int) -> None:
        """Put the cursor on a code point; where that was not well in sight, a third of the screen stays above it."""
        self._place(offset, row_on_screen=self.size.height // 3)

    def select(self, selection: Span | None) -> None:
        """Make a passage the target, or none again."""
        self.selection, self._pick = selection, 0
        self._find_target()

    def pick(self, passage: Span) -> None:
        """Make one of the passages under the cursor the target, if it is there."""
        found = self._passages()
        self._pick = found.index(passage) if passage in found else 0
        self._find_target()

    def action_other(self) -> None:
        """Pick the next longer passage under the cursor, then the sentence, then the shortest again."""
        if self.target:
            self._pick = (self._pick + 1) % len(self._stops())
            self._find_target()

    def on_mouse_scroll_down(self) -> None:
        """Tell it once the text has moved."""
        self.call_after_refresh(self.screen.post_message, self.Wheeled(self))

    def on_mouse_scroll_up(self) -> None:
        """Tell it once the text has moved."""
        self.on_mouse_scroll_down()

    def on_resize(self) -> None:
        """Rows break elsewhere, so the cursor stands in another one."""
        if self.article:
            self.screen.post_message(self.Moved())

    def _place(self, offset: int, *, keep_column: bool = False, row_on_screen: int | None = None) -> None:
        if not self.rows:  # a pane without room for a row
            return
        before, target_before = self.cursor, self.target
        self.cursor, self._pick = offset, 0
        self._find_target()
        if target_before and self.target and target_before.overlaps(self.target):
            for place in {before, offset}:  # else both targets are painted, the cursor with them
                self.refresh_span(Span(place, place + 1))
        self._keep_in_sight(row_on_screen)
        if not keep_column:
            assert self.article
            start, _ = self.rows.span(self.rows.row_at(offset))
            self._column = GUTTER + cells(self.article.pages[start:offset])

    def _find_target(self) -> None:
        before, was_sentence = self.target, self.target_is_sentence
        self.target, self.target_is_sentence = self._target()
        same_look = was_sentence == self.target_is_sentence
        for span in _differing(before, self.target) if same_look else (before, self.target):
            if span:
                self.refresh_span(span)
        self.screen.post_message(self.Moved())  # not through the containers between

    def _target(self) -> tuple[Span | None, bool]:
        if self.selection:
            return self.selection, False
        if not self.article or not self.article.lines:
            return None, False
        found = self._passages()
        return (found[self._pick], False) if self._pick < len(found) else (self._sentence(self.cursor), True)

    def _passages(self) -> list[Span]:
        """The mentions and annotations under the cursor, the shortest first, each place once."""
        found = {*self.mentions.at(self.cursor, self.hidden), *self.marked.at(self.cursor)}
        return sorted(found, key=lambda span: (span.end - span.start, span))

    def _stops(self) -> list[Span]:
        """Everything under the cursor that can be the target."""
        found, sentence = self._passages(), self._sentence(self.cursor)
        return found if sentence in found else [*found, sentence]

    def _sentence(self, offset: int) -> Span:
        assert self.article
        if not self._last_sentence.contains(offset):  # the next key often stays in it, and it may be 5 MB long
            line = self.line_at(offset)
            self._last_sentence = self._sentence_at(self.article.pages, offset, line.start, line.end)
        return self._last_sentence

    def _keep_in_sight(self, row_on_screen: int | None) -> None:
        row, height = self.rows.about(self.cursor) - self.top, self.size.height
        margin = min(_MARGIN, max(0, (height - 1) // 2))
        if margin <= row < height - margin:
            return
        if row_on_screen is None:  # else not by a row or two: the whole pane is painted again
            row_on_screen = margin if row < margin else height - 1 - margin
        self.show_offset(self.cursor, row_on_screen)

    def _text_row(self, row: int, step: int) -> int | None:
        """The first row with text from `row` on, in the direction of `step`."""
        while self.rows.has(row):
            if self.rows.shows_text(row):
                return row
            row += step
        return None

    def _text_row_near(self, row: int, step: int) -> int | None:
        """The first row with text from `row` on, in the direction of `step`, else in the other one."""
        found = self._text_row(row, step)
        return self._text_row(row, -step) if found is None else found

    def _go_to_row(self, row: int | None) -> None:
        if row is not None:
            self._place(self.offset_at(self._column, row), keep_column=True)

    def action_rows(self, count: int) -> None:
        """Move by rows, down if `count` is positive."""
        row = self._text_row(self.rows.row_at(self.cursor) + count, count)
        if row is None:
            self.scroll_row(self.top + count)
        self._go_to_row(row)

    def action_pages(self, count: float) -> None:
        """Move by pages, down if `count` is positive; one row of the page before stays in sight."""
        distance = round((self.size.height - 1) * count)
        row = self.rows.nearest(self.rows.row_at(self.cursor) + distance)
        self.scroll_row(self.top + distance)
        self._go_to_row(self._text_row_near(row, -1 if count < 0 else 1))

    def action_edge(self, direction: int) -> None:
        """Move to the first row if `direction` is negative, else to the last one."""
        edge = 0 if direction < 0 or not self.article else len(self.article.pages)
        self.show_offset(edge, 0)
        self._go_to_row(self._text_row(self.rows.row_at(edge), -direction))

    def action_mention(self, direction: int) -> None:
        """Move to the next mention, or to the one before if `direction` is negative."""
        starts = self.mentions.starts
        number = bisect_right(starts, self.cursor) if direction > 0 else bisect_left(starts, self.cursor) - 1
        while 0 <= number < len(starts) and self.mentions.marks[number] & self.hidden:
            number += direction
        if 0 <= number < len(starts):
            self.go_to(starts[number])
        else:
            self.app.bell()

    def action_toggle_class(self, name: str) -> None:
        """Hide a class of mentions, or show it again, and tell how many are hidden now."""
        self.post_message(self.Hidden(self.hide(CLASSES[name])))
        self._find_target()

    def action_word(self, direction: int, at_end: bool = False) -> None:
        """Move to the next word, to its end if `at_end`, or to the word before if `direction` is negative."""
        if not self.article:
            return
        text = self.article.pages
        find = word_before if direction < 0 else word_ending_after if at_end else word_after
        for line in self.lines_from(self.cursor, direction):
            if word := find(text, self.cursor, Span(line.start, line.end)):
                self._place(last_grapheme(text, word) if at_end else word.start)
                return

    def action_sentence(self, direction: int) -> None:
        """Move to the next sentence; if `direction` is negative, to the start of this one or to the one before."""
        if not self.rows:
            return
        here, line = self._sentence(self.cursor), self.line_at(self.cursor)
        if direction < 0 and self.cursor > here.start:
            self._place(here.start)
        elif direction < 0:
            offset = self._text_before(here.start, line.start)
            self._place(self._sentence(offset).start) if offset is not None else self.action_paragraph(-1, at_end=True)
        else:
            offset = self._text_after(here.end, line.end)
            self._place(offset) if offset is not None else self.action_paragraph(1)

    def _text_after(self, offset: int, end: int) -> int | None:
        assert self.article
        return next((at for at in range(offset, end) if not self.article.pages[at].isspace()), None)

    def _text_before(self, offset: int, start: int) -> int | None:
        assert self.article
        return next((at for at in range(offset - 1, start - 1, -1) if not self.article.pages[at].isspace()), None)

    def action_paragraph(self, direction: int, *, at_end: bool = False) -> None:
        """Move to the next paragraph, or the one before: to its start, or to its last sentence."""
        if not self.rows:
            return
        line = self.line_at(self.cursor)
        edge = line.end if direction > 0 else line.start
        row = self._text_row(self.rows.row_at(edge - (direction > 0)) + direction, direction)
        if row is not None:
            line = self.line_at(self.rows.span(row).start)
            self._place(self._sentence(line.end - 1).start if at_end else line.start)


def _differing(before: Span | None, after: Span | None) -> list[Span]:
    """What lies in one of two passages only: that much looks another way now."""
    if not (before and after and before.overlaps(after)):
        return [each for each in (before, after) if each]
    edges = ((before.start, after.start), (before.end, after.end))
    return [Span(min(pair), max(pair)) for pair in edges if pair[0] != pair[1]]
