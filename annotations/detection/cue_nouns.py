"""Nouns that report, where marked words follow: "his promise to be “neutral”", "chants of “Lock her up!”"."""

from annotations.detection.clauses import Clause
from annotations.detection.cue_words import Frame
from annotations.detection.function_words import ARTICLES, AUXILIARIES, FORMS_OF_BE, word_set
from annotations.detection.speakers import Range, subject_after
from annotations.detection.statement import Statement

_NOUNS = word_set("""
    accusation accusations admission allegation allegations announcement answer argument assertion assertions
    assessment belief call calls chant chants charge claim claims comment comments complaint complaints conclusion
    contention conviction cries criticism cry declaration demand demands denial description insistence message
    pledge plea pleas prediction promise promises question questions remark remarks reply request response shouts
    statement statements suggestion suggestions threat threats view vow warning warnings
""")
_OPENING = word_set("that to of about for whether")
_WHOSE = word_set("his her their my our its your")
_BETWEEN = 4  # words between a possessive and its noun, or before it
_POSSESSIVES = ("'s", "’s", "s'", "s’")


def noun_at(clause: Clause, index: int) -> Statement | None:
    """What a noun reports; who says it only where a possessive or "by" tells it.

    Args:
        clause: The sentence.
        index: Index of the noun.
    """
    if clause.word(index) not in _NOUNS:
        return None
    speaker = _owner(clause, index)
    position = index + 1
    if clause.word(position) == "by":
        speaker = subject_after(clause.tokens, position + 1, clause.end, apposition=False)
        position = speaker[1] if speaker else position
    while clause.word(position) in FORMS_OF_BE or (clause.word(position) == ":" and clause.is_quote(position + 1)):
        position += 1
    opens = clause.word(position) in _OPENING
    if not opens and not clause.is_quote(position):
        return None
    start = position + (opens and clause.word(position) not in ("that", "to", "whether"))
    end = _without_predicate(clause, start, clause.content_end(start, Frame.OBJECT))
    return Statement((index, index + 1), speaker, [(start, end)]) if clause.has_quote(start, end) else None


def _without_predicate(clause: Clause, start: int, end: int) -> int:
    """Where the content ends: before the verb whose subject the noun is, "was kept"."""
    last = max((index for index in range(start, end) if clause.is_quote(index)), default=end)
    return next((index for index in range(last, end) if clause.word(index) in AUXILIARIES), end)


def _owner(clause: Clause, index: int) -> Range | None:
    """Who stands before the noun: "his", "Mr. Comey's"."""
    first = index
    while first > max(0, index - _BETWEEN) and clause.word(first - 1).isalpha():
        first -= 1
        if clause.word(first) in _WHOSE:
            return first, first + 1
    if first == 0 or not clause.word(first - 1).endswith(_POSSESSIVES):
        return None
    start = first - 1
    if not clause.tokens[start].capital:  # "the old man's"
        near = range(start - 1, max(-1, start - _BETWEEN), -1)
        return next((each for each in near if clause.word(each) in ARTICLES), start), first
    while start > 0 and clause.tokens[start - 1].capital:
        start -= 1
    return start, first
