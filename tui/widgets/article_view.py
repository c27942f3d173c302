"""An article on screen: rows, marks and scrolling, on Textual's Line API; what the keys do is in `article_pane`."""

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from annotations.findings import Findings
from annotations.model import Annotation, Article, Line, Role, Span
from tui.widgets.glyphs import SIGNS
from tui.widgets.graphemes import grapheme_at
from tui.widgets.highlights import Intervals, Mark, anybodys, of_annotations, of_mentions
from tui.widgets.hyperlinks import linked
from tui.widgets.looks import styles_for
from tui.widgets.pane_paint import GUTTER, LOOKS, ROW_LOOKS, Palette, gutter_text, paint_row
from tui.widgets.row_view import RowView
from tui.widgets.wrapping import printable

if TYPE_CHECKING:  # nobody asks for letters before the first key
    from tui.widgets.hints import Hint

_STRIPS_KEPT = 512
_MATCH_REACH = 200  # code points beyond a row in which a match that touches it may begin or end


class ArticleView(RowView, layer=True):
    """One article, with its mentions, annotations and matches marked."""

    ALLOW_SELECT = False  # dragging selects a passage to judge, see `article_pane`

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self.is_mine: Callable[[Annotation], bool] = anybodys  # what others judge is not painted as judged
        self.links = False  # whether the terminal has hyperlinks
        self.annotations: tuple[Annotation, ...] = ()
        self.findings: Findings | None = None
        self.mentions = Intervals()
        self.sources = Intervals()  # who speaks, and the saying words
        self.hidden = 0  # union of the marks of mentions that are not shown
        self.pattern: re.Pattern[str] | None = None
        self.target: Span | None = None
        self.target_is_sentence = False
        self.cursor = 0
        self.preview = Intervals()
        self.hints: Sequence[Hint] = ()
        self.marked = Intervals()
        self._line_starts = array("I")
        self._palette = Palette(self._row_style, self._mark_style)
        self._strips: LRUCache[int, Strip] = LRUCache(_STRIPS_KEPT)

    def show(self, article: Article, annotations: tuple[Annotation, ...] = ()) -> None:
        """Show another article from its first row; its mentions follow with `set_findings`."""
        self.article = article
        self.border_title = linked(f" {_heading(article)} ", article.url, links=self.links)
        self.findings, self.mentions, self.sources = None, Intervals(), Intervals()
        self._line_starts = array("I", [line.start for line in article.lines])
        self.annotations, self.marked = annotations, of_annotations(annotations, self.is_mine)
        self.target, self.cursor = None, 0
        self.preview = Intervals()
        self._rewrap(0)
        self.scroll_row(0)

    def rename(self, article: Article) -> None:
        """Show what is known now of the article on screen, whose text is the same."""
        self.article = article
        self.border_title = linked(f" {_heading(article)} ", article.url, links=self.links)

    def set_findings(self, findings: Findings, sources: Intervals | None = None) -> None:
        """Mark the mentions found in the article on screen, and `of_sources` of them."""
        self.findings = findings
        self.sources = sources or Intervals()
        self.mentions = of_mentions(findings)
        self._repaint()

    def set_annotations(self, annotations: tuple[Annotation, ...]) -> None:
        """Show these annotations, sorted by start; only the rows of those that changed are painted again."""
        before, self.annotations = self.annotations, annotations
        self.marked = of_annotations(annotations, self.is_mine)
        kept = {id(each) for each in before} & {id(each) for each in annotations}
        for span in {each.span for each in (*before, *annotations) if id(each) not in kept}:
            self.refresh_span(span)

    def set_preview(self, spans: Sequence[Span]) -> None:
        """Show passages, sorted by start, as those that a change in the making would touch; none clears them."""
        before = self.preview
        starts, ends = [each.start for each in spans], [each.end for each in spans]
        self.preview = Intervals(starts, ends, [Mark.PREVIEW] * len(spans))
        for each in (*map(before.span, range(len(before))), *spans):
            self.refresh_span(each)

    def set_hints(self, hints: "Sequence[Hint]") -> None:
        """Lay letters over the text, by start; none takes them away. Meanwhile nothing shows the target."""
        before, self.hints = self.hints, hints
        self._repaint_target()
        for at in {each.at for each in (*before, *hints)}:
            self.refresh_span(Span(at, at + 1))

    def set_pattern(self, pattern: re.Pattern[str] | None) -> None:
        """Mark whatever matches `pattern`; nothing if it is nothing."""
        self.pattern = pattern
        self._repaint()

    def hide(self, marks: int) -> int:
        """Hide the mentions with these marks, or show them where they are hidden; returns how many are hidden now."""
        self.hidden ^= marks
        self._repaint()
        # each kind is held against the flags once: Python takes a microsecond for that, and 5 MB have 60,000 mentions
        return sum(count for mark, count in Counter(self.mentions.marks).items() if mark & self.hidden)

    def line_at(self, offset: int) -> Line:
        """The line that holds `offset`, or the last one before it."""
        assert self.article
        return self.article.lines[max(0, bisect_right(self._line_starts, offset) - 1)]

    def lines_from(self, offset: int, direction: int) -> Iterator[Line]:
        """The lines from that at `offset` on, or backwards if `direction` is negative, without those folded away."""
        assert self.article
        number = max(0, bisect_right(self._line_starts, offset) - 1)
        while 0 <= number < len(self.article.lines):
            line = self.article.lines[number]
            if not self.is_folded(line):
                yield line
            number += direction

    def is_folded(self, line: Line) -> bool:
        """Whether a line is folded away with what stands around the article."""
        return line.role is Role.FURNITURE and not self._show_furniture

    def offset_at(self, x: int, row: int) -> int:
        """The code point shown in cell `x` (of the widget's content) of row `row`, or the nearest one in that row."""
        assert self.article
        start, end = self.rows.span(row)
        return start + grapheme_at(printable(self.article.pages[start:end]), x - GUTTER)

    def refresh_span(self, span: Span) -> None:
        """Paint the rows that show a part of `span` again: now where they are in sight, else when they are."""
        first = max(self.rows.about(span.start), self.rows.first)
        last = min(self.rows.about(max(span.start, span.end - 1)), self.rows.stop - 1)
        if last - first < _STRIPS_KEPT:
            for row in range(first, last + 1):
                self._strips.discard(row)
        else:
            self._strips.clear()
        self.refresh_rows(first, last)

    def render_line(self, y: int) -> Strip:
        """One row of the article, as Textual asks for it; `y` counts from the top of the widget."""
        if self._wrapped_to != self.scrollable_content_region.width:
            self.rewrap_in_place()  # the first paint comes before the first resize event
        row = self.top + y
        strip = self._strips.get(row)
        if strip is None:
            strip = self._paint(row)
            self._strips[row] = strip
        return strip

    def notify_style_update(self) -> None:
        """Mix the styles again: the theme has changed."""
        super().notify_style_update()
        self._palette = Palette(self._row_style, self._mark_style)
        self._strips.clear()

    def on_focus(self) -> None:
        """Show what a key would act on."""
        self._repaint_target()

    def on_blur(self) -> None:
        """Stop showing what a key would act on: keys go elsewhere."""
        self._repaint_target()

    def _repaint_target(self) -> None:
        if self.target:
            self.refresh_span(self.target)

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def _rewrap(self, anchor: int) -> None:
        super()._rewrap(anchor)
        self.hints = ()
        self._strips.clear()

    def _paint(self, row: int) -> Strip:
        width = self.scrollable_content_region.width
        if not self.article or not self.rows.has(row):
            return Strip.blank(width, self._palette.style(5, 0))
        span = self.rows.span(row)
        hints = [hint for hint in self.hints if span.start <= hint.at < span.end]
        return paint_row(
            self.article.pages, self.rows, row, self._marks_in(span), self._gutter(span), self._palette, width, hints
        )

    def _gutter(self, row: Span) -> str:
        """What stands left of the row that shows these code points."""
        starting = [self.annotations[number] for number in self.marked.overlapping(*row)]
        target = self.target if self.has_focus else None
        return gutter_text(row, target, [each for each in starting if each.start >= row.start])

    def _marks_in(self, span: Span) -> Iterator[tuple[int, int, int]]:
        for found in (self.mentions, self.sources):
            yield from (each for each in found.within(*span) if not each[2] & self.hidden)
        yield from self.marked.within(*span)
        yield from self.preview.within(*span)
        if self.pattern and self.article:
            first = max(0, span.start - _MATCH_REACH)
            for match in self.pattern.finditer(self.article.pages[first : span.end + _MATCH_REACH]):
                yield first + match.start(), first + match.end(), Mark.MATCH
        if self.target and self.has_focus and not self.hints:
            yield *self.target, Mark.SENTENCE if self.target_is_sentence else Mark.TARGET
            yield self.cursor, self.cursor + 1, Mark.CURSOR

    def _row_style(self, name: str) -> Style:
        return self.rich_style + styles_for(self)(ROW_LOOKS[name])

    def _mark_style(self, mark: Mark) -> Style:
        return styles_for(self)(LOOKS[mark])


def _heading(article: Article) -> str:
    return f" {SIGNS.dot} ".join(part for part in (article.outlet, article.published, article.title) if part)
