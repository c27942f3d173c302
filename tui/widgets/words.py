"""Words of a text, for the keys that go from one to the next: found around an offset, without looking further.

A word is letters and digits with what is written over them, an apostrophe or hyphen inside, and the points and commas
of a figure. A script that is written without spaces is one word from one mark to the next.
"""

from unicodedata import category

from annotations.model import Span, Text
from tui.widgets.graphemes import edges
from tui.widgets.wrapping import printable

_JOINS = frozenset("'’-‐‑\u200c\u200d")  # between letters; the last two are the joiners of Persian and Indic scripts
_POINTS = frozenset(".,")  # between digits
_REACH = 64  # code points: longer than any grapheme that is written


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
    while before >= 0 and category(text[before + 1])[0] == "M":
        if text[before].isalnum():
            return True
        before -= 1
    return False


def word_at(text: Text, offset: int, line: Span) -> Span | None:
    """The word of the line that holds `offset`, or nothing."""
    if not line.contains(offset) or not in_word(text, offset):
        return None
    start, end = offset, offset + 1
    while start > line.start and in_word(text, start - 1):
        start -= 1
    while end < line.end and in_word(text, end):
        end += 1
    return Span(start, end)


def word_after(text: Text, offset: int, line: Span) -> Span | None:
    """The first word of the line that begins after `offset`."""
    here = word_at(text, offset, line)
    start = here.end if here else max(offset + 1, line.start)
    while start < line.end and not in_word(text, start):
        start += 1
    return word_at(text, start, line)


def word_before(text: Text, offset: int, line: Span) -> Span | None:
    """The last word of the line that begins before `offset`."""
    at = min(offset, line.end) - 1
    while at >= line.start and not in_word(text, at):
        at -= 1
    return word_at(text, at, line)


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
    """What stands in the quotation marks around `offset`, without them, if the line has such marks."""
    before, after = text[line.start : offset], text[offset : line.end]
    for opening, closing in ("“”", "«»", "„“", '""'):
        start, end = before.rfind(opening), after.find(closing)
        if opening == closing and before.count(opening) % 2 == 0:
            continue
        found = Span(line.start + start + 1, offset + end)
        if start >= 0 and end >= 0 and found.start < found.end and closing not in before[start + 1 :]:
            return found
    return None
