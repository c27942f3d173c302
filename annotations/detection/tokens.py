"""A text cut into tokens once, so that every rule afterwards is a look-up in a table.

A token is a run of letters, a figure with its separators ("1,500", "14.10.2017") or one mark. Letters and
digits never share a token: "45km" is two without a gap between them. Neither pattern can backtrack, so the
cost is linear.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from itertools import accumulate, chain

_GAP_AND_TOKEN = re.compile(r"(\s*)(\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|_)")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_LONGEST = 20_000  # code points looked at in one go: bounds the memory that a text without paragraphs takes
_PADDING = 12  # empty tokens after the last one, so that rules may look ahead and behind without asking


class Tokens:
    """The tokens of one stretch of text, as parallel lists.

    Attributes:
        text: The whole text; offsets are code points of it.
        words: Tokens in lower case, followed by empty ones; `words[-1]` is empty too.
        starts: First code point of each token.
        ends: One past the last.
        count: How many tokens there are, without the padding.
        published: The day the text was published, if known: relative dates are resolved against it.
        moment: When it was published, if that is known better than the day: for "in five minutes".
        told: The day, or the minute of it, that the stretch has named last, as ISO text: for "a week later".
    """

    __slots__ = ("count", "ends", "moment", "published", "starts", "text", "told", "words")

    def __init__(self, text: str, start: int, end: int, published: date | None) -> None:
        written = text[start:end].rstrip()  # white space is always followed by a token, so it is looked at once
        pairs = _GAP_AND_TOKEN.findall(_lowered(written))
        edges = list(accumulate(map(len, chain.from_iterable(pairs)), initial=start))
        self.text = text
        self.told = ""
        self.words: list[str] = [word for _, word in pairs]
        self.starts = edges[1::2]
        self.ends = edges[2::2]
        self.count = len(pairs)
        self.moment = published if isinstance(published, datetime) else None
        self.published = self.moment.date() if self.moment else published
        self.words.extend([""] * _PADDING)
        self.starts.extend([end] * _PADDING)
        self.ends.extend([end] * _PADDING)

    def glued(self, index: int) -> bool:
        """Whether token `index` touches the one before it."""
        return 0 < index < self.count and self.starts[index] == self.ends[index - 1]

    def raw(self, index: int) -> str:
        """Token `index` as written, empty outside the stretch."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < self.count else ""

    def is_figure(self, index: int) -> bool:
        """Whether token `index` is written in digits."""
        return self.words[index][:1].isdecimal()

    def is_capital(self, index: int) -> bool:
        """Whether token `index` begins with a capital letter."""
        return self.raw(index)[:1].isupper()

    def between(self, first: int, last: int) -> str:
        """The text from token `first` up to but without token `last`, white space made single."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split()) if first < last else ""


def _lowered(text: str) -> str:
    """The text in lower case, no longer than it was: "İ" would become two code points."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(min(mark.lower(), mark, key=len) for mark in text)


def stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut `[start, end)` at blank lines, and very long paragraphs at the end of a sentence or word."""
    for match in _BLANK_LINE.finditer(text, start, end):
        if match.start() > start:
            yield from _pieces(text, start, match.start())
        start = match.end()
    yield from _pieces(text, start, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cut = max(text.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in (". ", " ", "\n"))
        stop = cut + 1 if cut > 0 else start + _LONGEST
        yield start, stop
        start = stop
    yield start, end
