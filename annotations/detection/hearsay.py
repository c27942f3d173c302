"""Reports without a source: "reportedly", "it is understood that …", "is said to …"."""

from collections.abc import Sequence
from typing import NamedTuple

from annotations.detection.clauses import Clause
from annotations.detection.cue_words import HEARSAY, HEARSAY_PARTICIPLES
from annotations.detection.function_words import ADVERBS, COMMAS, FORMS_OF_BE
from annotations.detection.speakers import Range
from annotations.detection.words import Token

_SHORTEST = 3  # tokens


class Hearsay(NamedTuple):
    """A report whose source is not told: its saying words and what is reported, as ranges of tokens."""

    cue: Range
    content: Range


def hearsay(tokens: Sequence[Token]) -> Hearsay | None:
    """The first report without a source in a sentence, or nothing.

    After "it is reported that" the content follows; otherwise it is the clause around the cue, cue included.
    """
    clause = Clause(tokens)
    for index in range(clause.end):
        word = clause.word(index)
        if word in HEARSAY:
            return _around(clause, index, index + 1)
        if word == "," and clause.word(index + 1) == "it":
            found = _parenthetical(clause, index)
            if found:
                return found
        if word in ("rumour", "rumor") and clause.word(index + 1) == "has" and clause.word(index + 3) == "that":
            return Hearsay((index, index + 3), (index + 4, clause.end)) if index + 4 < clause.end else None
        if word in HEARSAY_PARTICIPLES and clause.word(index + 1) in ("that", "to"):
            return _passive(clause, index)
    return None


def _passive(clause: Clause, index: int) -> Hearsay | None:
    first = index
    while clause.word(first - 1) in ADVERBS | FORMS_OF_BE | {"widely"}:
        first -= 1
    if first == index:
        return None
    if clause.word(index + 1) == "to":
        return _around(clause, first, index + 1)
    if clause.word(first - 1) != "it" or index + 2 >= clause.end:
        return None
    return Hearsay((first - 1, index + 1), (index + 2, clause.end))


def _parenthetical(clause: Clause, comma: int) -> Hearsay | None:
    """Read "…, it is claimed, …": the sentence around it is the report."""
    said = comma + 3
    stands = clause.word(comma + 2) in FORMS_OF_BE and clause.word(said) in HEARSAY_PARTICIPLES
    if not stands or clause.word(said + 1) not in COMMAS | {""}:
        return None
    return Hearsay((comma + 1, said + 1), (0, clause.end if clause.word(said + 1) else comma))


def _around(clause: Clause, first: int, after: int) -> Hearsay | None:
    start = first
    while start > 0 and clause.word(start - 1) not in COMMAS | {";", ":"}:
        start -= 1
    end = clause.find(COMMAS | {";", ":"}, after)
    return Hearsay((first, after), (start, end)) if end - start >= _SHORTEST else None
