"""What the cues of one sentence mean for each other: one reports the other, or ends what the other reports."""

from collections.abc import Sequence

from annotations.detection.clauses import Clause
from annotations.detection.cue_words import CUES, Frame
from annotations.detection.function_words import CONJUNCTIONS, PERSONAL, word_set
from annotations.detection.speakers import Range
from annotations.detection.statement import Statement

_BEFORE_CLAUSE = CONJUNCTIONS | word_set("before after when")


def free_from(clause: Clause, found: Sequence[Statement], before: int) -> int:
    """Where a clause may begin that ends at `before`: after the cues that were read."""
    start = max((each.cue[1] for each in found if each.cue[1] <= before), default=0)
    while start < before and clause.word(start) in ("and", "but", ",", "or"):
        start += 1
    return start


def is_told(clause: Clause, found: Sequence[Statement], statement: Statement) -> bool:
    """Whether an earlier cue tells the same, or reports it: "X said Y had said …"."""
    if any(first in each.contents for each in found for first in statement.contents[:1]):
        return True
    if not found or statement.speaker is None:
        return False
    earlier = found[-1]
    start, end = earlier.contents[-1]
    first = statement.cue[0]
    if earlier.cue[1] <= statement.speaker[0] < first:
        first = statement.speaker[0]
    if first < max(start, earlier.cue[1]) or statement.contents[0][0] <= first or end < statement.cue[1]:
        return False
    return first == start or not _begins_clause(clause, first) or _is_thought(clause, first, statement.cue)


def _is_thought(clause: Clause, first: int, cue: Range) -> bool:
    """Whether a pronoun only thinks: "said it was ready and it expected …" is still what is said."""
    thinks = CUES.get(clause.word(cue[1] - 1))
    strict = thinks is not None and thinks.frame & ~Frame.NOUN == Frame.OBJECT | Frame.STRICT
    return strict and clause.word(first) in PERSONAL


def _begins_clause(clause: Clause, first: int) -> bool:
    return clause.word(first - 1) in _BEFORE_CLAUSE | {":"} or clause.tokens[first - 1].ending == ","


def cut_earlier(clause: Clause, found: Sequence[Statement], statement: Statement) -> None:
    """End what an earlier cue reports where this one begins a clause of its own."""
    if not found:
        return
    earlier = found[-1]
    border = statement.cue[0]
    if statement.speaker and earlier.cue[1] <= statement.speaker[0] < border:
        border = statement.speaker[0]
    start, end = earlier.contents[-1]
    cut = border
    while cut > start and clause.word(cut - 1) in _BEFORE_CLAUSE:
        cut -= 1
    if start < cut < end and (cut < border or clause.tokens[cut - 1].ending == ","):
        earlier.contents[-1] = (start, cut)
