"""The sentence around a passage, for those who read it without the article."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from annotations.model import Span

Sentences = Callable[[str], Sequence[Span]]
"""Text → its sentences in order, as half-open spans of code points."""


class SentenceFinder:
    """The sentence around a passage of one text, which is split when first asked.

    Args:
        text: The article's text as read; nothing where it cannot be.
        sentences: Finds the sentences of a text.
    """

    def __init__(self, text: str | None, sentences: Sentences) -> None:
        self._text = text or ""
        self._split = sentences
        self._sentences: Sequence[Span] | None = None

    def around(self, span: Span) -> str:
        """The sentence or sentences that `span` touches, as written, or nothing outside any sentence."""
        if self._sentences is None:
            self._sentences = self._split(self._text)
        last = bisect_right(self._sentences, span.end - 1, key=lambda s: s.start)
        first = bisect_right(self._sentences, span.start, key=lambda s: s.end)
        touched = self._sentences[first:last]
        return self._text[touched[0].start : touched[-1].end] if touched else ""
