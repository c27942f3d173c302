"""What a pattern matches in an article, found a stretch at a time: a long text is not read as a whole."""

import re
from collections.abc import Iterator

from annotations.model import Span, Text

_STRETCH = 1 << 16  # code points in which matches are looked for at a time
_LONGEST = 1 << 12  # code points of a match that begins at the end of a stretch


def matches(pattern: re.Pattern[str], text: Text, start: int, end: int) -> Iterator[Span]:
    """What matches and begins in `[start, end)`, in order, none overlapping another."""
    while start < end:
        stop = following = min(start + _STRETCH, end)
        for match in pattern.finditer(text[start : stop + _LONGEST]):
            found = Span(start + match.start(), start + match.end())
            if found.start >= stop:
                break
            yield found
            following = max(stop, found.end)
        start = following


def next_match(pattern: re.Pattern[str], text: Text, offset: int) -> int | None:
    """Where the first match begins from `offset` on, or from the beginning of the text if there is none."""
    below = next(matches(pattern, text, offset, len(text)), None)
    found = below or next(matches(pattern, text, 0, len(text)), None)
    return found.start if found else None


def match_before(pattern: re.Pattern[str], text: Text, offset: int) -> int | None:
    """Where the last match begins before `offset`, or before the end of the text if there is none."""
    before = _last_match(pattern, text, offset)
    return _last_match(pattern, text, len(text)) if before is None else before


def _last_match(pattern: re.Pattern[str], text: Text, end: int) -> int | None:
    while end > 0:
        start = max(0, end - _STRETCH)
        if before := [found.start for found in matches(pattern, text, start, end)]:
            return before[-1]
        end = start
    return None
