"""Which passages of a text are marked, and how overlapping marks become runs of one style: plain values, no screen."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntFlag
from itertools import accumulate, islice, pairwise

from annotations.findings import Findings
from annotations.model import Annotation, MentionKind, Span, Status


class Mark(IntFlag):
    """The ways a code point can be marked; several at once are the union of the bits.

    Those of what detection found have room in a byte: a long article has tens of thousands.
    """

    QUANTITY = 1 << 0
    QUOTATION = 1 << 1
    REPORT = 1 << 2
    TERM = 1 << 3
    MIXED = 1 << 4
    SPEAKER = 1 << 5
    CUE = 1 << 6
    AGREED = 1 << 8
    DISPUTED = 1 << 9
    UNCLEAR = 1 << 10
    CONTEXT = 1 << 11
    NOTED = 1 << 12
    MATCH = 1 << 13
    SENTENCE = 1 << 14
    TARGET = 1 << 15
    CURSOR = 1 << 16
    PREVIEW = 1 << 17
    HINT = 1 << 18
    ALTERED = 1 << 19
    CHANGED = 1 << 20
    ONLY_HERE = 1 << 21
    MISSING = 1 << 22


MARK_OF_MENTION = {
    MentionKind.QUANTITY: Mark.QUANTITY,
    MentionKind.DIRECT: Mark.QUOTATION,
    MentionKind.MIXED: Mark.MIXED,
    MentionKind.INDIRECT: Mark.REPORT,
    MentionKind.TERM: Mark.TERM,
}

_MARKS_BY_KIND = bytes(MARK_OF_MENTION[kind] for kind in MentionKind).ljust(256, b"\0")

CLASSES = {
    "quantity": Mark.QUANTITY,
    "quotation": Mark.QUOTATION | Mark.MIXED | Mark.REPORT | Mark.TERM | Mark.SPEAKER | Mark.CUE,
}
"""What can be hidden at once, and the marks it is."""

MARK_OF_STATUS = {
    None: Mark.NOTED,
    Status.AGREED: Mark.AGREED,
    Status.DISPUTED: Mark.DISPUTED,
    Status.UNCLEAR: Mark.UNCLEAR,
    Status.CONTEXT: Mark.CONTEXT,
}


_BITS = 32
_FIELD = (1 << _BITS) - 1
_GROUP = 16  # spans of which it is known together how far they and those before them reach


class Intervals:
    """Marked spans sorted by start, found by bisection.

    Arrays are kept as they are given, not copied: they may not change any more.

    Attributes:
        starts: First code points, ascending.
        ends: One past the last code point of each.
        marks: A `Mark` value for each.
    """

    def __init__(self, starts: Sequence[int] = (), ends: Sequence[int] = (), marks: Sequence[int] = ()) -> None:
        self.starts, self.ends, self.marks = map(_as_array, (starts, ends, marks))
        # Ends are not sorted where spans nest; their running maximum is, so it can be bisected.
        self._reach = array("I", islice(accumulate(self.ends, max), _GROUP - 1, None, _GROUP))

    def __len__(self) -> int:
        return len(self.starts)

    def overlapping(self, start: int, end: int) -> Iterator[int]:
        """The numbers of the spans that share a code point with `[start, end)`, in order."""
        for number in range(bisect_right(self._reach, start) * _GROUP, bisect_left(self.starts, end)):
            if self.ends[number] > start:
                yield number

    def at(self, offset: int, hidden: int = 0) -> Iterator[Span]:
        """The spans that hold `offset` and are not `hidden`, in order."""
        for number in self.overlapping(offset, offset + 1):
            if not self.marks[number] & hidden:
                yield self.span(number)

    def span(self, number: int) -> Span:
        """The span of that number."""
        return Span(self.starts[number], self.ends[number])

    def within(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Start, end and mark of the spans that share a code point with `[start, end)`."""
        for number in self.overlapping(start, end):
            yield self.starts[number], self.ends[number], self.marks[number]


def _as_array(values: Sequence[int]) -> "array[int]":
    return values if isinstance(values, array) else array("I", values)


def of_mentions(findings: Findings) -> Intervals:
    """The mentions of an article, marked by their kinds."""
    marks = array("B", findings.kinds.tobytes().translate(_MARKS_BY_KIND))
    return Intervals(findings.starts, findings.ends, marks)


def of_sources(findings: Findings) -> Intervals:
    """Who speaks and in which saying words, wherever a quotation tells it; takes a while for a long article."""
    sources = findings.sources
    named = _packed(sources.speaker_starts, sources.speaker_ends, Mark.SPEAKER)
    rows = sorted({*named, *_packed(sources.cue_starts, sources.cue_ends, Mark.CUE)})
    starts, ends = (array("I", (row >> at & _FIELD for row in rows)) for at in (2 * _BITS, _BITS))
    return Intervals(starts, ends, array("B", (row & _FIELD for row in rows)))


def _packed(starts: Iterable[int], ends: Iterable[int], mark: Mark) -> Iterator[int]:
    """A number for each span that is not empty: it sorts as the span and its mark do, and is a third of their size."""
    for start, end in zip(starts, ends, strict=True):
        if start < end:
            yield (start << _BITS | end) << _BITS | mark.value


def anybodys(annotation: Annotation) -> bool:
    """Whose annotation it is makes no difference."""
    del annotation
    return True


def of_annotations(annotations: Iterable[Annotation], counts: Callable[[Annotation], bool] = anybodys) -> Intervals:
    """The intervals of an article's annotations, marked by status, in the order of `annotations` (by start).

    A judgement of words that were changed since is none of the words that stand there now, nor is that of somebody who
    does not count: these are marked as notes are.
    """
    rows = [
        (each.start, each.end, MARK_OF_STATUS[each.status if each.stands and counts(each) else None])
        for each in annotations
    ]
    return Intervals(*zip(*rows, strict=True)) if rows else Intervals()


def runs(start: int, end: int, marked: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Flatten overlapping marks into runs.

    Args:
        start: First code point of the row.
        end: One past its last.
        marked: Start, end and mark of each span that touches the row, in any order.

    Returns:
        Start, end and union of marks of consecutive, non-empty runs that cover `[start, end)` exactly.
    """
    clipped = [(max(low, start), min(high, end), mark) for low, high, mark in marked if low < end and high > start]
    edges = sorted({start, end, *(low for low, _, _ in clipped), *(high for _, high, _ in clipped)})
    flat: list[tuple[int, int, int]] = []
    for left, right in pairwise(edges):
        union = 0
        for low, high, mark in clipped:
            if low <= left < high:
                union |= mark
        flat.append((left, right, union))
    return flat
