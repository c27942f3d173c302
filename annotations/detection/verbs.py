"""Which words of a sentence report: a form of a reporting verb that is a verb here, not a noun or a passive."""

from typing import NamedTuple

from annotations.detection.clauses import Clause
from annotations.detection.cue_words import CUES, Form, Frame
from annotations.detection.function_words import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    FORMS_OF_BE,
    PREPOSITIONS,
    PRONOUNS,
    QUOTED,
)
from annotations.detection.words import QUOTE

_POSSESSIVES = ("'s", "’s", "s'", "s’")
_NEAR = 5  # tokens between "with" and the participle of "with the mayor saying …"
_TITLE_CASE = 0.7  # share of capitalised longer words from which a line is a headline


class Verb(NamedTuple):
    """A reporting verb in a sentence, its auxiliaries and adverbs included.

    Attributes:
        first: Index of its first token.
        after: Index after its last one.
        frame: What it is followed by.
        is_participle: Whether it is an ing-form without an auxiliary, or an infinitive: it has no subject of its own.
    """

    first: int
    after: int
    frame: Frame
    is_participle: bool


def verb_at(clause: Clause, index: int) -> Verb | None:
    """The reporting verb whose main word is token `index`, or nothing if it is none here."""
    cue = CUES.get(clause.word(index))
    if cue is None:
        return None
    after = index + 1
    frame = cue.frame
    if clause.word(after) in cue.particles:
        frame = cue.particles[clause.word(after)]
        after += 1
    first = index
    while first > 0 and clause.word(first - 1) in ADVERBS | AUXILIARIES:
        first -= 1
    if not frame or not _is_verb(clause, index, first, cue.form, frame):
        return None
    return _framed(clause, first, after, frame, cue.form)


def _framed(clause: Clause, first: int, after: int, frame: Frame, form: Form) -> Verb:
    before = clause.word(first - 1)
    if before == "to":
        return Verb(first, after, frame | Frame.STRICT, is_participle=True)
    if form is Form.ING and not any(clause.word(each) in AUXILIARIES for each in range(first, after)):
        absolute = any(clause.word(each) == "with" for each in range(max(0, first - _NEAR), first))
        sure = before in (",", "as") or absolute or clause.has_quote(after, clause.end)
        return Verb(first, after, frame if sure else frame | Frame.STRICT, is_participle=True)
    looks_like_noun = form is Form.PLAIN and frame & Frame.NOUN and first == after - 1 and before not in PRONOUNS
    if looks_like_noun and not clause.word(first).endswith("s"):
        frame |= Frame.STRICT
    return Verb(first, after, frame, is_participle=False)


def _is_verb(clause: Clause, index: int, first: int, form: Form, frame: Frame) -> bool:
    before = clause.word(first - 1)
    if clause.tokens[index].capital and index > 0 and not _is_headline(clause):
        return False
    if before == "that" and clause.word(index + 1) == "," and clause.tokens[first - 1].capital:  # "That said, …"
        return False
    if before == "to":
        return form is Form.PLAIN and clause.word(index + 1) in ("that", QUOTE, ",", ":")
    if (before in ARTICLES and before not in PRONOUNS) or before in ("its", "so"):
        return False
    if before == "as" and not _is_quoted_as(clause, index):
        return False
    if form is not Form.PAST and before.endswith(_POSSESSIVES):
        return False
    return form is Form.ING or _is_finite(clause, index, first, form, frame)


def _is_quoted_as(clause: Clause, index: int) -> bool:
    """Whether "saying" follows "quoted her as"."""
    return clause.word(index) == "saying" and any(clause.word(each) in QUOTED for each in range(index))


def _is_finite(clause: Clause, index: int, first: int, form: Form, frame: Frame) -> bool:
    helpers = {clause.word(position) for position in range(first, index)} & AUXILIARIES
    if clause.word(first - 1) in PREPOSITIONS:
        return False
    if form is Form.PAST:
        return not helpers & FORMS_OF_BE and clause.word(index + 1) != "by" and bool(first or helpers)
    if form is Form.PARTICIPLE or helpers:
        return bool(helpers) and not helpers & FORMS_OF_BE
    return _has_subject(clause, index, first) if frame & Frame.NOUN else first > 0


def _has_subject(clause: Clause, index: int, first: int) -> bool:
    """Whether "claims", "reports" follows what can be its subject."""
    if first == 0:
        return False
    before = clause.tokens[first - 1]
    if before.word in PRONOUNS:
        return True
    if not before.word[0].isalpha():
        return False
    if clause.word(index).endswith("s"):
        return before.capital
    return before.word.endswith("s") and not before.word.endswith("ss")


def _is_headline(clause: Clause) -> bool:
    words = [token for token in clause.tokens if token.word[0].isalpha() and len(token.word) > 3]
    return sum(token.capital for token in words) > _TITLE_CASE * len(words)
