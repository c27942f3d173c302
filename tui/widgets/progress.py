"""Which checkable sentences nobody has judged yet: plain values, no screen."""

from bisect import bisect_left, bisect_right

from annotations.findings import Findings
from annotations.model import Span
from tui.widgets.highlights import Intervals, Mark


def next_unjudged(findings: Findings, marked: Intervals, offset: int, direction: int) -> Span | None:
    """The next checkable sentence without a judgement, or the one before.

    Args:
        findings: Where the checkable sentences are.
        marked: The article's annotations.
        offset: Where to start, a code point; the sentence that begins there is passed over.
        direction: 1 forwards, -1 backwards.
    """
    starts, ends = findings.checkable_starts, findings.checkable_ends
    number = bisect_right(starts, offset) if direction > 0 else bisect_left(starts, offset) - 1
    while 0 <= number < len(starts):
        if not _is_judged(marked, starts[number], ends[number]):
            return Span(starts[number], ends[number])
        number += direction
    return None


def _is_judged(marked: Intervals, start: int, end: int) -> bool:
    return any(marked.marks[number] != Mark.NOTED for number in marked.overlapping(start, end))
