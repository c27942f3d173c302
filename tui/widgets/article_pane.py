"""The reading pane: what is found in an article, by searching, and the keys that judge."""

import re
from typing import ClassVar

from textual.binding import BindingType

from tui.widgets.pane_keys import FINDS, JUDGEMENTS, TAGS
from tui.widgets.progress import next_unjudged
from tui.widgets.selecting_view import SelectingView

_WINDOW = 1 << 16  # code points searched at a time when searching backwards


class ArticlePane(SelectingView):
    """One article to read and judge.

    The keys that judge are bound here, because they act on what the cursor is on, but to actions of the screen: the
    pane itself changes nothing.

    Args:
        sentence_at: Finds the sentence under the cursor.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*FINDS, *JUDGEMENTS, *TAGS]

    def action_match(self, direction: int) -> None:
        """Move to the next match of the search, or the one before; round the end of the article."""
        found = self._next_match(direction)
        if found is None:
            self.app.bell()
        else:
            self.go_to(found)

    def action_unjudged(self, direction: int) -> None:
        """Move to the next checkable sentence that nobody has judged, or to the one before; all of it is the target."""
        found = next_unjudged(self.findings, self.marked, self.cursor, direction) if self.findings else None
        if found is None:
            self.app.bell()
        else:
            self.go_to_passage(found, found.start)

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
        match = pattern.search(self.article.text, origin) or pattern.search(self.article.text)
        if match:
            self.go_to(match.start())
        return match is not None

    def _next_match(self, direction: int) -> int | None:
        if not self.pattern or not self.article:
            return None
        text = self.article.text
        if direction > 0:
            match = self.pattern.search(text, self.cursor + 1) or self.pattern.search(text)
            return match.start() if match else None
        before = self._last_match(self.cursor)
        return self._last_match(len(text)) if before is None else before

    def _last_match(self, end: int) -> int | None:
        """The start of the last match that begins before `end`."""
        assert self.pattern
        assert self.article
        while end > 0:
            start = max(0, end - _WINDOW)
            # a match may begin in the window and end after it
            matches = self.pattern.finditer(self.article.text, start, end + _WINDOW)
            before = [match.start() for match in matches if match.start() < end]
            if before:
                return before[-1]
            end = start
        return None
