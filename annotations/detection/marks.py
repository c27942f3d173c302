"""Passages between quotation marks, whatever the marks: one pass over the marks of a line, no backtracking.

What tells an opening mark from a closing one is what stands beside it, not its shape: pages mix shapes (`“…"`, `„…“`,
`»…«`, `”…”`), so any closing mark closes any opening one. Single marks are looked at last, because most of them are
apostrophes.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

# Double marks of all shapes ('' and `` are how wire copy spells them), single ones, and tags, whose attributes are
# quoted by other rules. A tag ends at the next angle bracket or is none, so that no character is looked at more than
# twice.
_MARK = re.compile(r"'''?|``|[\"“”„‟«»〝〞]|(?:(?<!\w)[‘’‚‛'‹›]|[‘’‚‛'‹›](?!\w))|<[/a-zA-Z!][^<>\n]*>")
_SINGLE = frozenset("‘’‚‛'‹›")
_CERTAIN_OPENERS = frozenset("“„‟")
_BEFORE_OPENING = frozenset(" \t\u00a0\u2009\u202f([{—–-/:;,>…\u200b\ufeff=|*•‘‚“„«'\"`")
_NOT_OPENED = frozenset(" \t\u00a0\u2009\u202f.,;!?)]}")
_STOPS = frozenset('.,!?…)”"»')
# ’90s, ’em, ’tis open nothing.
_CLIPPED = re.compile(r"[’'‘](?:\d\ds\b|(?:em|tis|twas|til|till|cause|n|round|bout|cuz|kay)\b)", re.IGNORECASE)
_WORD_CHARACTER = re.compile(r"[^\W_]")
_LINE = re.compile(r"[^\r\n]+")
_NEXT_LINE = re.compile(r"\s*(\S?)")


class Marked(NamedTuple):
    """A passage in quotation marks.

    Attributes:
        start: First code point of the opening mark.
        end: One past the closing mark, or the end of the line where nothing closes it.
        inner_start: First code point of what is quoted.
        inner_end: One past what is quoted.
        closed: Whether a mark closes it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True


def find_marked(text: str, start: int = 0, end: int | None = None) -> Iterator[Marked]:
    """The passages in quotation marks in `text[start:end]`, in order; nested ones stay inside the outer one.

    The state begins anew with each line: a passage that nothing closes ends with its line.

    Args:
        text: The article's text.
        start: Where to begin, in code points.
        end: Where to stop; the end of the text if not given.
    """
    for line in _LINE.finditer(text, start, len(text) if end is None else end):
        yield from _in_line(text, *line.span())


def _in_line(text: str, start: int, end: int) -> list[Marked]:
    marks = [match.span() for match in _MARK.finditer(text, start, end) if text[match.start()] != "<"]
    if not marks:
        return []
    found = _outermost(_doubles(text, [mark for mark in marks if not _is_single(text, mark)], start, end))
    singles = [mark for mark in marks if _is_single(text, mark)]
    if singles:
        found = _outermost(sorted([*found, *_singles(text, _outside(singles, found), start, end)]))
    return [passage for passage in found if _WORD_CHARACTER.search(text, passage.inner_start, passage.inner_end)]


def _is_single(text: str, mark: tuple[int, int]) -> bool:
    return mark[1] - mark[0] == 1 and text[mark[0]] in _SINGLE


def _outermost(passages: list[Marked]) -> list[Marked]:
    kept: list[Marked] = []
    for passage in passages:
        if not kept or passage.start >= kept[-1].end:
            kept.append(passage)
    return kept


def _outside(marks: list[tuple[int, int]], passages: list[Marked]) -> list[tuple[int, int]]:
    kept = []
    following = iter(passages)
    passage = next(following, None)
    for mark in marks:
        while passage and passage.end <= mark[0]:
            passage = next(following, None)
        if not passage or mark[0] < passage.start:
            kept.append(mark)
    return kept


def _doubles(text: str, marks: list[tuple[int, int]], start: int, end: int) -> list[Marked]:
    """Pair the double marks; one that nothing closes reaches to the next opening one or to the end of the line."""
    found: list[Marked] = []
    open_marks: list[tuple[int, int]] = []
    for mark in marks:
        if _opens(text, mark, start, end, nested=bool(open_marks)):
            open_marks.append(mark)
        elif open_marks:
            opening = open_marks.pop()
            found.append(Marked(opening[0], mark[1], opening[1], mark[0]))
    for opening, following in zip(open_marks, [*open_marks[1:], (end, end)], strict=False):
        found.append(Marked(opening[0], following[0], opening[1], following[0], closed=False))
    # An unclosed passage must not hide the closed ones after it.
    found.sort(key=lambda each: (each.start, -each.end))
    return _cut_unclosed(found)


def _cut_unclosed(found: list[Marked]) -> list[Marked]:
    cut = list(found)
    for index, (each, following) in enumerate(pairwise(found)):
        if not each.closed and following.start < each.end:
            cut[index] = each._replace(end=following.start, inner_end=following.start)
    return cut


def _opens(text: str, mark: tuple[int, int], start: int, end: int, *, nested: bool) -> bool:
    before, after = mark
    at_boundary = before == start or text[before - 1] in _BEFORE_OPENING
    faces_word = after < end and text[after] not in _NOT_OPENED
    if nested:
        return at_boundary and faces_word
    return after < end and (at_boundary or (faces_word and text[before] in _CERTAIN_OPENERS))


def _singles(text: str, marks: list[tuple[int, int]], start: int, end: int) -> Iterator[Marked]:
    """Pair the single marks; an apostrophe at a word's end closes only where no better mark follows."""
    strong = _strong_closer_follows(text, marks, start, end)
    opening: tuple[int, int] | None = None
    for index, mark in enumerate(marks):
        if opening is None:
            if _opens_single(text, mark, start, end):
                opening = mark
        elif _closes_single(text, mark, end) and not (_may_be_apostrophe(text, mark) and strong[index]):
            yield Marked(opening[0], mark[1], opening[1], mark[0])
            opening = None
    if opening and opening[0] == start and _next_line_begins_with(text, end, text[start]):
        yield Marked(start, end, opening[1], end, closed=False)


def _opens_single(text: str, mark: tuple[int, int], start: int, end: int) -> bool:
    before, after = mark
    if before > start and text[before - 1] not in _BEFORE_OPENING:
        return False
    return after < end and text[after] not in _NOT_OPENED and not _CLIPPED.match(text, before)


def _closes_single(text: str, mark: tuple[int, int], end: int) -> bool:
    before, after = mark
    return not text[before - 1].isspace() and (after == end or not text[after].isalnum())


def _may_be_apostrophe(text: str, mark: tuple[int, int]) -> bool:
    return text[mark[0] - 1] == "s" or text[mark[0] - 2 : mark[0]] in ("in", "an", "'n", "’n")


def _strong_closer_follows(text: str, marks: list[tuple[int, int]], start: int, end: int) -> list[bool]:
    """For each mark, whether a mark that can only close comes before the next one that opens."""
    follows = [False] * len(marks)
    strong = False
    for index in range(len(marks) - 1, -1, -1):
        follows[index] = strong
        before = marks[index][0]
        if _opens_single(text, marks[index], start, end):
            strong = False
        elif _closes_single(text, marks[index], end):
            strong = strong or text[before - 1] in _STOPS or not _may_be_apostrophe(text, marks[index])
    return follows


def _next_line_begins_with(text: str, end: int, mark: str) -> bool:
    following = _NEXT_LINE.match(text, end)
    return following is not None and following[1] == mark
