"""Questions that somebody is asked: "Asked whether he would stay, …", "was asked by the court about …"."""

from annotations.detection.clauses import CONTENT_WORDS, Clause
from annotations.detection.cue_words import Frame
from annotations.detection.function_words import COMMAS, FORMS_OF_BE
from annotations.detection.speakers import subject_after
from annotations.detection.statement import Statement

_OPENING = frozenset({"", "when", "if"})
_NEAR = 16  # tokens between "asked" and the question


def is_asked(clause: Clause, index: int) -> bool:
    """Whether "asked" is a passive here: somebody is asked, and who asks is not its subject."""
    return clause.word(index) == "asked" and clause.word(index - 1) in FORMS_OF_BE | _OPENING


def question_at(clause: Clause, index: int) -> Statement | None:
    """The question after a passive "asked"; whose question it is is told only by "by".

    Args:
        clause: The sentence.
        index: Index of "asked".
    """
    start = _start(clause, index + 1)
    if start is None:
        return None
    by = clause.word(index + 1) == "by"
    speaker = subject_after(clause.tokens, index + 2, start, apposition=False) if by else None
    opens = clause.word(index - 1) in _OPENING
    end = clause.object_end(start) if opens else clause.content_end(start, Frame.CLAUSE)
    return Statement((index, index + 1), speaker, [(start, end)])


def _start(clause: Clause, after: int) -> int | None:
    """Where a question begins: "asked about …", "asked in Leeds whether …", "asked to name …"."""
    for position in range(after, min(clause.end, after + _NEAR)):
        word = clause.word(position)
        if word in CONTENT_WORDS or (word == "to" and position == after):
            return position
        if word == "about":
            return position + 1
        if word in COMMAS:
            return None
    return None
