"""The reading pane: what is found in an article, by searching and by letters, and the keys that judge."""

import re
from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingsMap, BindingType

from annotations.model import Span
from tui.widgets.cursor_view import SentenceAt
from tui.widgets.pane_keys import FINDS, JUDGEMENTS, MOVES, SELECTIONS, TAGS
from tui.widgets.searching import match_before, next_match
from tui.widgets.selecting_view import SelectingView


class ArticlePane(SelectingView, can_focus=True, inherit_bindings=False):
    """One article to read and judge.

    The keys that judge are bound here, because they act on what the cursor is on, but to actions of the screen: the
    pane itself changes nothing.

    Args:
        sentence_at: Finds the sentence under the cursor.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*MOVES, *SELECTIONS, *FINDS, *JUDGEMENTS, *TAGS]

    def __init__(self, sentence_at: SentenceAt, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(sentence_at, id=id)
        self._hinting: list[ArticlePane] = []  # those that show letters, to which the keys of this one lead
        self._typed = ""
        self._usual_bindings = self._bindings

    def action_match(self, direction: int) -> None:
        """Move to the next match of the search, or the one before; round the end of the article."""
        found = self._next_match(direction)
        if found is None:
            self.app.bell()
        else:
            self.go_to(found)

    def action_unjudged(self, direction: int) -> None:
        """Move to the next checkable sentence that nobody has judged, or to the one before; all of it is the target."""
        from tui.widgets.progress import next_unjudged

        found = next_unjudged(self.findings, self.marked, self.cursor, direction) if self.findings else None
        if found is None:
            way = "below" if direction > 0 else "above"
            self.notify(f"Nothing {way} is left to judge.", timeout=2)
        else:
            self.go_to_passage(found, found.start)

    def advance(self) -> None:
        """Go on to what is to be judged next: from a whole sentence to the next unjudged one, else to a mention."""
        if self.target_is_sentence:
            self.action_unjudged(1)
        else:
            self.action_mention(1)

    def action_drop(self) -> None:
        """Drop the selection and the marks of the search."""
        self.set_pattern(None)
        self.drop_selection()

    def search(self, pattern: re.Pattern[str] | None, origin: int) -> bool:
        """Mark the matches of `pattern` and move to the first one from `origin` on.

        Returns:
            Whether there is one.
        """
        self.set_pattern(pattern)
        if not pattern or not self.article:
            return False
        found = next_match(pattern, self.article.pages, origin)
        if found is not None:
            self.go_to(found)
        return found is not None

    def _next_match(self, direction: int) -> int | None:
        if not self.pattern or not self.article:
            return None
        text = self.article.pages
        if direction > 0:
            return next_match(self.pattern, text, self.cursor + 1)
        return match_before(self.pattern, text, self.cursor)

    def action_hint(self) -> None:
        """Lay letters over the mentions on screen, or in this pane while selecting; the next keys are letters."""
        from tui.widgets.hints import labels, placed

        panes = [self] if self.selecting else sorted(self.screen.query(ArticlePane), key=lambda pane: pane is not self)
        rows = [(pane, list(pane.mentions_by_row())) for pane in panes]
        given = iter(labels(sum(len(spans) for _, in_pane in rows for _, spans in in_pane)))
        for pane, in_pane in rows:
            if in_pane and pane.article:
                self._hinting.append(pane)
                text = pane.article.pages
                # the spans first: `zip` stops before it takes a label too many
                pairs = [(row, zip(spans, given, strict=False)) for row, spans in in_pane]
                pane.set_hints([hint for row, mentions in pairs for hint in placed(text, row, mentions)])
        if self._hinting:
            self._take_every_key()
        else:
            self.app.bell()

    def mentions_by_row(self) -> Iterator[tuple[Span, list[Span]]]:
        """The rows in sight, each with the mentions that begin in it, the first one also with those that go on."""
        seen = -1
        for row in filter(self.rows.shows_text, range(self.top, self.top + self.size.height)):
            span = self.rows.span(row)
            numbers = [each for each in self.mentions.overlapping(*span) if each > seen]
            seen = max(seen, *numbers, -1)
            spans = [self.mentions.span(each) for each in numbers if not self.mentions.marks[each] & self.hidden]
            if spans:
                yield span, spans

    def _take_every_key(self) -> None:
        """Bind every key that does something here to the letters: at once, so that keys typed ahead stay in order."""
        from tui.widgets.hints import LETTERS

        keys = {*LETTERS, *self.screen.active_bindings}
        self._usual_bindings = self._bindings
        self._bindings = BindingsMap([Binding(key, f"hint_key('{key}')", priority=True) for key in keys])

    def action_hint_key(self, key: str) -> None:
        """Go where the letters lead, show fewer hints after the first of two; with any other key, leave the hints."""
        self._typed += key
        left = [(pane, [hint for hint in pane.hints if hint.label.startswith(self._typed)]) for pane in self._hinting]
        matching = [(pane, hint) for pane, hints in left for hint in hints]
        if matching and matching[0][1].label != self._typed:
            for pane, hints in left:
                pane.set_hints(hints)
            return
        self._leave_hints()
        for pane, hint in matching:
            self.screen.set_focus(pane)
            pane.go_to_passage(hint.mention, hint.at)

    def _leave_hints(self) -> None:
        for pane in self._hinting:
            pane.set_hints(())
        self._hinting.clear()
        self._typed = ""
        self._bindings = self._usual_bindings

    def on_key(self, event: events.Key) -> None:
        """A key that does nothing here takes the hints away."""
        if self._hinting:
            event.stop()
            event.prevent_default()
            self._leave_hints()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click takes the hints away."""
        del event
        if self._hinting:
            self._leave_hints()

    def on_blur(self) -> None:
        """Keys go elsewhere: the letters would not come here."""
        if self._hinting:
            self._leave_hints()
