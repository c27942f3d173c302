"""Whose words they are where a verb of reporting has no subject right before it: "…, adding that …"."""

from collections.abc import Sequence

from annotations.detection.clauses import Clause
from annotations.detection.function_words import (
    ADVERBS,
    AUXILIARIES,
    DASHES,
    DAYS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTED,
    RELATIVES,
    SUBORDINATORS,
    word_set,
)
from annotations.detection.speakers import Range, subject_after, subject_before
from annotations.detection.statement import Statement

_BEFORE_SUBJECT = ADVERBS | DAYS | word_set("and but so or meanwhile however")


def subject_of_participle(clause: Clause, found: Sequence[Statement], first: int) -> Range | None:
    """Give "with the mayor calling it …" a subject of its own."""
    if clause.word(first - 1) == "as":
        return _quoted_source(clause, first - 1)
    own = subject_before(clause.tokens, first) if clause.word(first - 1) != "," else None
    if own and clause.word(own[0]) == "with" and own[1] - own[0] > 1:
        return own[0] + 1, own[1]
    if own and (clause.word(own[0] - 1) == "with" or _is_absolute(clause, own, first)):
        return own
    return subject_of_clause(clause, found, first)


def _quoted_source(clause: Clause, as_: int) -> Range | None:
    """Who is quoted before "as saying": the object of "quoted", or the subject of "was quoted"."""
    tokens = clause.tokens
    first = quoted = max(each for each in range(as_) if tokens[each].word in QUOTED)
    while clause.word(first - 1) in AUXILIARIES | ADVERBS:
        first -= 1
    return subject_before(tokens, first) if quoted + 1 == as_ else subject_after(tokens, quoted + 1, as_)


def _is_absolute(clause: Clause, own: Range, first: int) -> bool:
    """Whether a participle has a name for its subject: "– Ryan saying he was pleased and Keller calling it …"."""
    joined = clause.word(own[0] - 1) in DASHES | {"and", "while"}
    return joined and all(token.capital for token in clause.tokens[own[0] : first])


def subject_of_clause(clause: Clause, found: Sequence[Statement], first: int) -> Range | None:
    """The subject of a verb that has none of its own: that of the cue before it, or of the sentence."""
    earlier = found[-1].speaker if found else None
    if earlier and earlier[0] < first and clause.word(earlier[0]) not in RELATIVES:
        return earlier
    start = 0
    if clause.word(0) in PREPOSITIONS | SUBORDINATORS or clause.word(0).endswith(("ing", "ed")):
        comma = clause.find(frozenset(","), 0)
        start = comma + 1 if comma < first else 0
    while start < first and (clause.word(start) in _BEFORE_SUBJECT or not clause.word(start)[0].isalnum()):
        start += 1
    if clause.word(start) in PRONOUNS:
        return start, start + 1
    return subject_after(clause.tokens, start, first)
