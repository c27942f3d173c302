"""An article on screen in which passages are selected by hand: with keys that extend, step by step, with the mouse."""

from collections.abc import Callable
from itertools import takewhile

from textual import events

from annotations.model import Annotation, Article, Span, Text
from tui.widgets.cursor_view import CursorView, SentenceAt
from tui.widgets.words import grapheme_at, last_grapheme, quoted_around, trimmed, word_at, word_before
from tui.widgets.wrapping import visible

_COUNTED = 1 << 15  # code points of a selection of which the words are counted, in less than a millisecond


class SelectingView(CursorView, layer=True):
    """One article in which a passage can be selected, which then is the target.

    From `action_select` on, every motion extends the selection: it reaches from the passage where it began to the word
    under the cursor. Any other selection ends with the next motion.

    Args:
        sentence_at: Finds the sentence under the cursor.
    """

    def __init__(self, sentence_at: SentenceAt, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(sentence_at, id=id)
        self._anchor: Span | None = None  # the end of a selection that stays where it is while motions extend the other
        self._smaller: list[Span | None] = []  # the selections before each growth
        self._drag_from: int | None = None

    @property
    def selecting(self) -> bool:
        """Whether motions extend the selection."""
        return self._anchor is not None

    def telling(self) -> str:
        """How much is selected, or which of several passages under the cursor is the target."""
        if not self.article or not self.target:
            return ""
        if self.selection:
            return f"selecting: {_how_many_words(self.article.pages, self.selection)}"
        if not self._pick and len(self._passages()) < 2:
            return ""
        count = len(self._stops())
        return f"{min(self._pick + 1, count)} of {count}"

    def show(self, article: Article, annotations: tuple[Annotation, ...] = ()) -> None:
        """Show another article, nothing selected."""
        self._anchor = None
        super().show(article, annotations)

    def drop_selection(self) -> None:
        """Select nothing."""
        self._anchor = None
        self._smaller.clear()
        self.select(None)

    def finish_selection(self) -> None:
        """What was selected is judged: select nothing; the passage stays the target while the cursor stays on it."""
        if passage := self.selection:
            self.drop_selection()
            self.pick(passage)

    def go_to_passage(self, passage: Span, offset: int) -> None:
        """Make a passage the target, the cursor on `offset` in it; while selecting, select as far as its far end."""
        if self._anchor and self.article and offset > self._anchor.start:
            self._place(last_grapheme(self.article.pages, passage))
        else:
            self.go_to(offset)
            self.pick(passage)

    def action_select(self) -> None:
        """Begin a selection, or drop it: with the mention at whose beginning the cursor is, or else with the word."""
        if self._anchor:
            self.drop_selection()
        elif self.target:
            self._smaller.clear()
            meant = self.selection or self._pick > 0 or self.target.start == self.cursor
            self._anchor = self.target if meant and not self.target_is_sentence else self._word()
            self.select(self._anchor)

    def action_other(self) -> None:
        """Go to the other end of the selection; without one, pick another passage under the cursor."""
        if not self.selection or not self.article:
            super().action_other()
            return
        ends = [self._unit(at) for at in (self.selection.start, last_grapheme(self.article.pages, self.selection))]
        first, last = (Span(max(each.start, self.selection.start), min(each.end, self.selection.end)) for each in ends)
        stays, there = (first, last.start) if self.cursor <= first.start else (last, first.start)
        self._anchor = self.selection
        self._place(there)
        self._anchor = stays

    def action_grow(self) -> None:
        """Select the next larger of word, quotation, sentence and paragraph."""
        if not self.target:
            return
        here = self.target
        if larger := [each for each in self._rungs(here) if _inside(here, each)]:
            self._smaller.append(self.selection)
            self._resize(larger[0])
        else:
            self.app.bell()

    def action_shrink(self) -> None:
        """Take the last growth back; where there was none, select the next smaller passage under the cursor."""
        if not self.target:
            return
        if self._smaller:
            self._resize(self._smaller.pop())
            return
        here = self.target
        inside = [each for each in self._rungs(self._unit(self.cursor)) if _inside(each, here)]
        self._resize(inside[-1]) if inside else self.app.bell()

    def selected_text(self) -> str:
        """What is selected and seen, as it is to be pasted: a line for each paragraph, a blank one between two."""
        if not self.selection or not self.article:
            return ""
        start, end = self.selection
        lines = takewhile(lambda line: line.start < end, self.lines_from(start, 1))
        parts = (self.article.pages[max(line.start, start) : min(line.end, end)] for line in lines)
        return "\n\n".join(filter(None, map(visible, parts)))

    def _resize(self, selection: Span | None) -> None:
        self._anchor = selection if self._anchor else None
        self.select(selection)

    def _rungs(self, reach: Span) -> list[Span]:
        """What a selection can be, the shortest first: what holds the cursor, and the sentences `reach` touches."""
        assert self.article
        text, line = self.article.pages, self._paragraph(self.cursor)
        parts = [_hull(part(reach.start), part(reach.end - 1)) for part in (self._sentence, self._paragraph)]
        found = {self._unit(self.cursor), *self._passages(), *parts}
        quoted = quoted_around(text, self.cursor, line)
        if quoted and Span(quoted.start - 1, quoted.end + 1) not in found:  # else the marks are one step with it
            found.add(quoted)
        return sorted((trimmed(text, each) for each in found), key=lambda span: (span.end - span.start, span))

    def _paragraph(self, offset: int) -> Span:
        line = self.line_at(offset)
        return Span(line.start, line.end)

    def _unit(self, offset: int) -> Span:
        """The word at `offset`, or the grapheme."""
        assert self.article
        text = self.article.pages
        return word_at(text, offset, self._paragraph(offset)) or grapheme_at(text, offset)

    def _word(self) -> Span:
        """The word under the cursor, or before the white space under it."""
        assert self.article
        text = self.article.pages
        before = word_before(text, self.cursor, self._paragraph(self.cursor)) if text[self.cursor].isspace() else None
        return before or self._unit(self.cursor)

    def _place(self, offset: int, *, keep_column: bool = False, row_on_screen: int | None = None) -> None:
        self._smaller.clear()
        self.selection = self._reaching(offset)
        super()._place(offset, keep_column=keep_column, row_on_screen=row_on_screen)

    def _reaching(self, offset: int) -> Span | None:
        if not self._anchor or not self.article:
            return None
        return trimmed(self.article.pages, _hull(self._anchor, self._unit(offset)))

    def _lean(self, direction: int) -> None:
        """A selection just begun is extended from the end to which the motion goes."""
        if self._anchor and self._anchor == self.selection and self.article:
            self._place(self._anchor.start if direction < 0 else last_grapheme(self.article.pages, self._anchor))

    def action_word(self, direction: int, at_end: bool = False) -> None:
        """Move by words; while selecting, one word more or less."""
        self._lean(direction)
        super().action_word(direction, at_end and not self._anchor)

    def action_mention(self, direction: int) -> None:
        """Move by mentions; while selecting, to the far end of the mention."""
        self._lean(direction)
        super().action_mention(direction)
        if self._anchor and direction > 0 and self.article and (found := self._passages()):
            self._place(last_grapheme(self.article.pages, found[0]))

    def action_sentence(self, direction: int) -> None:
        """Move by sentences; while selecting, forward to the end of the sentence."""
        self._lean(direction)
        if self._anchor and direction > 0:
            self._reach_end(self._sentence)
        else:
            super().action_sentence(direction)

    def action_paragraph(self, direction: int, *, at_end: bool = False) -> None:
        """Move by paragraphs; while selecting, to the end or the beginning of this one first."""
        self._lean(direction)
        if self._anchor and direction > 0:
            self._reach_end(self._paragraph)
        elif self._anchor and not at_end and self.cursor > (start := self._paragraph(self.cursor).start):
            self._place(start)
        else:
            super().action_paragraph(direction, at_end=at_end)

    def _reach_end(self, part: Callable[[int], Span]) -> None:
        """Select to the end of the part under the cursor, or of the one after it."""
        assert self.article
        text = self.article.pages
        here = trimmed(text, part(self.cursor))
        if self.cursor >= last_grapheme(text, here):
            following = (
                self._text_after(max(here.end, line.start), line.end) for line in self.lines_from(self.cursor, 1)
            )
            offset = next((each for each in following if each is not None), self.cursor)
            here = trimmed(text, part(offset))
        self._place(last_grapheme(text, here))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor under the mouse."""
        offset = self._offset_under(event)
        if offset is not None:
            self._anchor = None
            self._place(offset)
            self._drag_from = offset
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select what the mouse is dragged over."""
        if self._drag_from is not None and self.article and (offset := self._offset_under(event)) is not None:
            first, last = sorted((self._drag_from, offset))
            self.select(Span(first, grapheme_at(self.article.pages, last).end) if first != last else None)

    def on_mouse_up(self) -> None:
        """The mouse is let go: the selection stands."""
        self._drag_from = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select the word on a double click, the sentence on a triple one."""
        if event.chain > 1 and self._offset_under(event) is not None:
            self.select(self._word() if event.chain == 2 else self._sentence(self.cursor))

    def _offset_under(self, event: events.MouseEvent) -> int | None:
        place = event.get_content_offset_capture(self)
        row = self.top + max(0, min(place.y, self.size.height - 1))
        return self.offset_at(place.x, row) if self.rows.shows_text(row) else None


def _how_many_words(text: Text, span: Span) -> str:
    """A number of words; of a long passage, more than so many."""
    start, end = span
    count = len(text[start : min(end, start + _COUNTED)].split())
    if end - start > _COUNTED:
        return f"more than {max(1, count - 1)} {'word' if count < 3 else 'words'}"  # the last one may be cut
    return f"{count} {'word' if count == 1 else 'words'}"


def _hull(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


def _inside(one: Span, other: Span) -> bool:
    return one != other and other.start <= one.start and one.end <= other.end
