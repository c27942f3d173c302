"""Marked words whose verb no table holds: `"…," she posted`, "styled itself as a “global town square”"."""

import re
from collections.abc import Sequence

from annotations.detection.clauses import Clause
from annotations.detection.cue_words import CUES, Frame
from annotations.detection.function_words import ARTICLES, DASHES, DETERMINERS, FORMS_OF_BE, PRONOUNS
from annotations.detection.speakers import Range, subject_after
from annotations.detection.statement import Statement
from annotations.detection.words import Token

_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_SINGLE = frozenset("'‘")
_SPEECH_WORDS = 3
_FRAGMENT_WORDS = 4
_LONG_FRAGMENT_WORDS = 10
_SUBHEAD_WORDS = 8
_FAR = 8  # tokens between a verb and its "as"


def said_after(clause: Clause, quote: int) -> Statement | None:
    """Who says a marked sentence, by what follows it, without what is said.

    Args:
        clause: The sentence.
        quote: Index of the marked passage.
    """
    start = quote + 1
    if start >= clause.end:
        return None
    if clause.word(start) in DASHES:  # `"…" — Ann Keller, mayor`
        subject = subject_after(clause.tokens, start + 1, clause.end)
        return Statement((start, start + 1), subject) if subject and clause.tokens[start + 1].capital else None
    if not clause.tokens[start].capital and clause.word(start).endswith("ed"):
        subject = subject_after(clause.tokens, start + 1, clause.end)
        return Statement((start, start + 1), subject) if subject else None
    if not clause.tokens[start].capital and clause.word(start) not in PRONOUNS | DETERMINERS:
        return None
    pronoun = clause.word(start) in PRONOUNS
    subject = (start, start + 1) if pronoun else subject_after(clause.tokens, start, clause.end)
    if not subject or not clause.word(subject[1]).isalpha():
        return None
    return Statement((subject[1], subject[1] + 1), subject)


def description(clause: Clause, quote: int) -> tuple[Range, Range] | None:
    """The verb and the object of "heralded the deal as a “breakthrough”", or nothing.

    Args:
        clause: The sentence.
        quote: Index of the marked passage.
    """
    position = quote - 1
    if clause.word(position) in ARTICLES:
        position -= 1
    if clause.word(position) != "as":
        return None
    for verb in range(position - 1, max(0, position - _FAR), -1):
        word = clause.word(verb)
        passive = clause.word(verb - 1) in FORMS_OF_BE
        if word.endswith(("ed", "ing")) and (passive or word not in CUES):
            return (verb, verb + 1), (verb + 1, clause.content_end(verb + 1, Frame.OBJECT))
    return None


def reads_as_speech(sentence: Sequence[Token], index: int, said: str, *, goes_on: bool, alone: bool) -> bool:
    """Whether marked words that no cue claims are somebody's words, not a title, a nickname or scare quotes.

    Args:
        sentence: The tokens of the sentence.
        index: Index of the marked passage.
        said: Its text, marks included.
        goes_on: Whether it follows what somebody said.
        alone: Whether nothing else stands in its line.
    """
    token = sentence[index]
    words = len(_WORD.findall(said))
    written = index + 1 < len(sentence) and sentence[index + 1].word == "by"  # `"Dam fails," by Ann Keller`
    subhead = alone and said[0] in _SINGLE and not said.startswith("''") and words <= _SUBHEAD_WORDS
    if written or subhead or (token.title and token.ending == ","):
        return False
    speech = token.speech and bool(token.ending) and token.ending in ".,!?…—"
    whole = speech and words >= (1 if goes_on else _SPEECH_WORDS)
    return whole or words >= _LONG_FRAGMENT_WORDS or (words >= _FRAGMENT_WORDS and not token.capital)
