"""Words of a text, for the keys that go from one to the next: found around an offset, without looking further.

A word is letters and digits with what is written over them, an apostrophe or hyphen inside, and the points and commas
of a figure. A script that is written without spaces is one word from one mark to the next, or as far as `_LONGEST`
goes: a line may be five million letters.
"""

import re
from unicodedata import category

from annotations.model import Span, Text
from tui.widgets.graphemes import edges
from tui.widgets.wrapping import printable

_JOINS = frozenset("'’-‐‑\u200c\u200d")  # between letters; the last two are the joiners of Persian and Indic scripts
_POINTS = frozenset(".,")  # between digits
_REACH = 64  # code points: longer than any grapheme that is written
_LONGEST = 512  # code points of a word on each side of the offset where it is found: longer than any that is written
_WINDOW = 1 << 12  # code points that are read at a time on the way to the next word
_QUOTED = 1 << 13  # code points to a quotation mark, at most: a longer quotation is written in paragraphs
_FIRST = re.compile(r"[^\W_]")  # letters and digits, of which every word has one
_LAST = re.compile(r"(?s:.*)[^\W_]")
_OPENING = re.compile(r'(?<=\s)"(?!\s)')


def in_word(text: Text, at: int) -> bool:
    """Whether the code point at `at` belongs to a word."""
    letter = text[at]
    if letter.isalnum():
        return True
    before = at - 1
    if letter in _JOINS or letter in _POINTS:
        kind = str.isalnum if letter in _JOINS else str.isdigit
        following = text[at + 1 : at + 2]
        return before >= 0 and kind(following) and (kind(text[before]) or category(text[before])[0] == "M")
    while before >= max(0, at - _REACH) and category(text[before + 1])[0] == "M":
        if text[before].isalnum():
            return True
        before -= 1
    return False


def word_at(text: Text, offset: int, line: Span) -> Span | None:
    """The word of the line that holds `offset`, or nothing."""
    if not line.contains(offset):
        return None
    first, last = max(line.start, offset - _LONGEST), min(line.end, offset + _LONGEST)
    before = max(0, first - _REACH)
    near = text[before : last + 1]  # read at once: a letter of a long text takes its time
    start, end = offset - before, offset + 1 - before
    if not in_word(near, start):
        return None
    while start > first - before and in_word(near, start - 1):
        start -= 1
    while end < last - before and in_word(near, end):
        end += 1
    return Span(before + start, before + end)


def word_after(text: Text, offset: int, line: Span) -> Span | None:
    """The first word of the line that begins after `offset`."""
    here = word_at(text, offset, line)
    start = here.end if here else max(offset + 1, line.start)
    if start < line.end and not in_word(text, start):
        start = _letter_from(text, start + 1, line.end)
    return word_at(text, start, line)


def word_before(text: Text, offset: int, line: Span) -> Span | None:
    """The last word of the line that begins before `offset`."""
    at = min(offset, line.end) - 1
    if at >= line.start and not in_word(text, at):
        at = _letter_before(text, at, line.start)
    return word_at(text, at, line)


def _letter_from(text: Text, start: int, end: int) -> int:
    """Where the first letter or digit of `[start, end)` stands; `end` if there is none."""
    for first in range(start, end, _WINDOW):
        if found := _FIRST.search(text[first : min(first + _WINDOW, end)]):
            return first + found.start()
    return end


def _letter_before(text: Text, end: int, start: int) -> int:
    """Where the last letter or digit of `[start, end)` stands; one before `start` if there is none."""
    while end > start:
        first = max(start, end - _WINDOW)
        if found := _LAST.match(text[first:end]):
            return first + found.end() - 1
        end = first
    return start - 1


def word_ending_after(text: Text, offset: int, line: Span) -> Span | None:
    """The first word of the line whose last grapheme begins after `offset`."""
    here = word_at(text, offset, line)
    return here if here and last_grapheme(text, here) > offset else word_after(text, offset, line)


def grapheme_at(text: Text, offset: int) -> Span:
    """The grapheme that begins at `offset`."""
    following = text[offset + 1 : offset + 2]
    if not following or following < "\u0300":
        return Span(offset, offset + 1)
    return Span(offset, offset + edges(printable(text[offset : offset + _REACH]))[1])


def last_grapheme(text: Text, span: Span) -> int:
    """Where the last grapheme of a passage begins."""
    start = max(span.start, span.end - _REACH)
    return start + edges(printable(text[start : span.end]))[-2]


def trimmed(text: Text, span: Span) -> Span:
    """The passage without the white space around it; as it is if it is nothing else."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else span


def quoted_around(text: Text, offset: int, line: Span) -> Span | None:
    """What stands in the quotation marks around `offset`, without them, if the line has such marks not far away."""
    first = max(line.start, offset - _QUOTED)
    before, after = text[first:offset], text[offset : min(line.end, offset + _QUOTED)]
    for opening, closing in ("“”", "«»", "„“", '""'):
        start, end = before.rfind(opening), after.find(closing)
        if opening == closing and _is_closed(before, whole=first == line.start):
            continue
        found = Span(first + start + 1, offset + end)
        if start >= 0 and end >= 0 and found.start < found.end and closing not in before[start + 1 :]:
            return found
    return None


def _is_closed(before: str, *, whole: bool) -> bool:
    """Whether the last straight mark closes; where the line began further away, counted from the first that opens."""
    opening = None if whole else _OPENING.search(before)
    return (not whole and not opening) or before.count('"', opening.start() if opening else 0) % 2 == 0
