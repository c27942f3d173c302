"""Who says what in one sentence: a cue, the noun phrase that is its subject, and the words that are reported.

Four arrangements cover nearly all of what newspapers do: `X said that …`, `"…," X said`, `"…," said X` and
`according to X, …`. There is no model and no parser behind them, only the tables of `cue_words` and `function_words`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotations.detection.clauses import CONTENT_WORDS, Clause
from annotations.detection.cue_words import CUES, Frame
from annotations.detection.function_words import (
    ADVERBS,
    AUXILIARIES,
    COMMAS,
    CONJUNCTIONS,
    DASHES,
    DAYS,
    DETERMINERS,
    FORMS_OF_BE,
    PERSONAL,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    word_set,
)
from annotations.detection.speakers import Range, subject_after, subject_before
from annotations.detection.verbs import Verb, verb_at
from annotations.detection.words import QUOTE, Token


@dataclass(slots=True)
class Statement:
    """One act of reporting, in tokens of its sentence.

    Attributes:
        cue: The saying words.
        speaker: Who says it, if the sentence tells.
        contents: What is said: one range, or two where the cue stands inside.
    """

    cue: Range
    speaker: Range | None
    contents: list[Range] = field(default_factory=list)


_BEFORE_SUBJECT = ADVERBS | DAYS | word_set("and but so or meanwhile however")
_AFTER_PARENTHESIS = CONJUNCTIONS | word_set("who which where when after before according referring noting using")
_BEFORE_ASKED = FORMS_OF_BE | {"", "when", "if"}
_NO_SOURCES = word_set("plan schedule")  # "according to plan"
_LATE = word_set("ago later yet addition")
_NEAR = 16  # tokens between a cue and the second half of what is said
_SHORT = 5  # tokens: less before a cue is no clause of its own


def statements(tokens: Sequence[Token]) -> list[Statement]:
    """The statements of one sentence, in the order of their cues; marked speech without a known cue comes last."""
    reading = _Reading(Clause(tokens))
    reading.read()
    return reading.found


class _Reading:
    """One pass over the cues of a sentence; what was found on the left bounds what is found on the right."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.found: list[Statement] = []

    def read(self) -> None:
        index = 0
        while index < self.clause.end:
            statement = self._at(index)
            if statement and statement.contents and not self._is_told(statement):
                self._cut_earlier(statement)
                self.found.append(statement)
                index = max(index, statement.cue[1] - 1)
            index += 1
        self._claim_speech()

    def _at(self, index: int) -> Statement | None:
        word = self.clause.word(index)
        if word == "according" and self.clause.word(index + 1) == "to":
            return self._according(index)
        if word == "asked" and self.clause.word(index - 1) in _BEFORE_ASKED:
            return _question(self.clause, index)
        verb = verb_at(self.clause, index)
        if not verb:
            return None
        if verb.is_participle:
            return self._right(Statement((verb.first, verb.after), self._subject_of_participle(verb.first)), verb)
        return self._inverted(verb) or self._finite(verb)

    # Arrangements

    def _according(self, index: int) -> Statement | None:
        clause = self.clause
        subject = subject_after(clause.tokens, index + 2, clause.end, apposition=index > 1)
        if not subject or clause.word(index + 2) in _NO_SOURCES:
            return None
        statement = Statement((index, index + 2), subject)
        before = index - 1 if clause.word(index - 1) in COMMAS else index
        earlier = self.found[-1].contents[-1] if self.found else (0, 0)
        start = 0 if earlier[1] >= before else self._free_from(before)
        after = subject[1] + 1 if clause.word(subject[1]) in (",", ":") else clause.end
        if start and clause.word(start) in PREPOSITIONS:  # "he said in his book, according to …"
            return None
        follows = before - start >= 2
        if follows:
            statement.contents.append((start, before))
        if after < clause.end and not (follows and clause.word(after) in _AFTER_PARENTHESIS):
            statement.contents.append((after, clause.end))
        return statement

    def _inverted(self, verb: Verb) -> Statement | None:
        """`"…," said X`: the cue comes right after what is said."""
        clause = self.clause
        before = clause.word(verb.first - 1)
        if (before != QUOTE and before not in COMMAS) or not verb.frame & (Frame.CLAUSE | Frame.QUOTED):
            return None
        if before != QUOTE and subject_before(clause.tokens, verb.first):
            return None
        ends = (",", "", QUOTE, "in", "on", "at")
        if clause.word(verb.after) in PERSONAL and clause.word(verb.after + 1) not in ends:
            return None
        subject = subject_after(clause.tokens, verb.after, clause.end)
        if not subject or clause.word(subject[1]) in AUXILIARIES:
            return None
        statement = Statement((verb.first, verb.after), subject)
        self._left(statement, verb.first)
        self._second_half(statement, subject[1])
        return statement

    def _finite(self, verb: Verb) -> Statement | None:
        clause = self.clause
        joined = clause.word(verb.first - 1) in ("and", "but", "or")
        own = None if joined else subject_before(clause.tokens, verb.first)
        speaker = own or self._subject_of_clause(verb.first)
        if speaker is None:
            return None
        statement = Statement((verb.first, verb.after), speaker)
        if own is None:
            return self._right(statement, verb)
        border = own[0]
        if self._follows_speech(border) or self._interrupts(border, verb.after):
            return self._both_sides(statement, border, verb.after)
        if clause.word(border - 1) == "as" and clause.stands_apart(verb.after):
            return self._behind_comma(statement, border, verb.after)
        self._right(statement, verb)
        if statement.contents and clause.word(border - 1) in SUBORDINATORS:
            start, end = statement.contents[0]
            statement.contents[0] = (start, min(end, clause.find(COMMAS, start)))
        if not statement.contents and verb.frame & Frame.CLAUSE and clause.stands_apart(verb.after):
            return self._both_sides(statement, border, verb.after)
        return statement

    def _follows_speech(self, border: int) -> bool:
        return self.clause.is_quote(border - 1) and self.clause.tokens[border - 1].speech

    def _interrupts(self, border: int, after: int) -> bool:
        """Whether the cue stands inside what is said: "The harbour was closed, she said, “and …”"."""
        clause = self.clause
        if clause.word(border - 1) != "," or clause.word(after) not in (",", ";"):
            return False
        start = self._free_from(border - 1)
        word = clause.word(start)
        return border - start >= _SHORT and not _sets_scene(clause, start, border) and not word.endswith(("ing", "ed"))

    # Contents

    def _both_sides(self, statement: Statement, border: int, after: int) -> Statement:
        self._left(statement, border)
        self._second_half(statement, after)
        return statement

    def _left(self, statement: Statement, border: int) -> None:
        clause = self.clause
        if clause.is_quote(border - 1):
            alone = clause.word(border - 2) in (":", ",", "")
            start = border - 1 if alone else self._free_from(border - 1)
            statement.contents.append((start, border))
        elif clause.word(border - 1) in COMMAS:
            start, end = self._free_from(border - 1), border - 1
            if clause.is_quote(start) and clause.tokens[start].speech and clause.word(start + 1) in PREPOSITIONS:
                end = start + 1  # `"… province," in eastern Syria, he said`
            if start < end:
                statement.contents.append((start, end))

    def _second_half(self, statement: Statement, after: int) -> None:
        """The second half of `"…," X said, "…"`."""
        clause = self.clause
        mark = clause.find(COMMAS | {":", ";", QUOTE}, after)
        if mark + 1 >= clause.end or mark - after > _NEAR or clause.word(mark) not in (",", ":"):
            return
        if clause.is_quote(mark + 1):
            statement.contents.append((mark + 1, clause.end))
        elif clause.word(mark) == "," and mark == after:
            self._unmarked_half(statement, mark + 1)

    def _unmarked_half(self, statement: Statement, start: int) -> None:
        clause = self.clause
        follows = clause.word(start)
        quoted = statement.contents and clause.is_quote(statement.contents[0][1] - 1)
        if quoted or follows in CUES:
            return
        if follows in _AFTER_PARENTHESIS and not clause.has_quote(start, clause.end):
            return
        statement.contents.append((start, clause.end))

    def _right(self, statement: Statement, verb: Verb) -> Statement:
        start = self.clause.content_start(verb.after, verb.frame)
        if start is not None and start < self.clause.end:
            statement.contents.append((start, self.clause.content_end(start, verb.frame)))
        return statement

    def _behind_comma(self, statement: Statement, border: int, after: int) -> Statement:
        """Take what stands beside "as X reported"."""
        comma = self.clause.find(COMMAS, after)
        if comma < self.clause.end:
            statement.contents.append((comma + 1, self.clause.end))
        else:
            self._left(statement, border - 1)
        return statement

    # Subjects

    def _subject_of_participle(self, first: int) -> Range | None:
        """Give "with the mayor calling it …" a subject of its own."""
        own = subject_before(self.clause.tokens, first) if self.clause.word(first - 1) != "," else None
        if own and self.clause.word(own[0] - 1) == "with":
            return own
        return self._subject_of_clause(first)

    def _subject_of_clause(self, first: int) -> Range | None:
        """The subject of a verb that has none of its own: that of the cue before it, or of the sentence."""
        clause = self.clause
        earlier = self.found[-1].speaker if self.found else None
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

    # What earlier and later cues mean for each other

    def _free_from(self, before: int) -> int:
        """Where a clause may begin that ends at `before`: after the cues that were read."""
        start = max((each.cue[1] for each in self.found if each.cue[1] <= before), default=0)
        while start < before and self.clause.word(start) in ("and", "but", ",", "or"):
            start += 1
        return start

    def _is_told(self, statement: Statement) -> bool:
        """Whether an earlier cue tells the same, or reports it: "X said Y had said …"."""
        if any(first in each.contents for each in self.found for first in statement.contents[:1]):
            return True
        if not self.found or statement.speaker is None:
            return False
        earlier = self.found[-1]
        start, end = earlier.contents[-1]
        first = min(statement.speaker[0], statement.cue[0])
        if first < max(start, earlier.cue[1]) or statement.contents[0][0] <= first or end < statement.cue[1]:
            return False
        return self.clause.word(first - 1) not in CONJUNCTIONS | {":"}

    def _cut_earlier(self, statement: Statement) -> None:
        """End what an earlier cue reports where this one begins a clause of its own."""
        if not self.found:
            return
        earlier = self.found[-1]
        border = statement.cue[0]
        if statement.speaker and earlier.cue[1] <= statement.speaker[0] < border:
            border = statement.speaker[0]
        start, end = earlier.contents[-1]
        cut = border
        while cut > start and self.clause.word(cut - 1) in CONJUNCTIONS:
            cut -= 1
        if start < cut < end and (cut < border or self.clause.tokens[cut - 1].ending == ","):
            earlier.contents[-1] = (start, cut)

    # Verbs that no table holds

    def _claim_speech(self) -> None:
        """Find who says a marked sentence that no cue claims: `"…," she posted`."""
        clause = self.clause
        claimed = {index for each in self.found for content in each.contents for index in range(*content)}
        for index in range(clause.end):
            token = clause.tokens[index]
            speech = token.speech or clause.word(index + 1) in DASHES
            if token.word == QUOTE and speech and not token.title and index not in claimed:
                statement = _unknown_after(clause, index) or self._unknown_before(index)
                if statement:
                    statement.contents.append((index, index + 1))
                    self.found.append(statement)

    def _unknown_before(self, index: int) -> Statement | None:
        if self.clause.word(index - 1) not in (",", ":"):
            return None
        subject = self._subject_of_clause(index - 1)
        return Statement((index - 1, index), subject) if subject else None


def _question(clause: Clause, index: int) -> Statement | None:
    """Read "Asked whether he would stay, …", "was asked about …": whose question it is is not told."""
    after = index + 1
    start = after + 1 if clause.word(after) == "about" else after
    if start == after and clause.word(after) not in CONTENT_WORDS:
        return None
    return Statement((index, start), None, [(start, clause.object_end(start))])


def _sets_scene(clause: Clause, first: int, last: int) -> bool:
    """Whether a few words only say when or where: "In contrast", "Six months ago"."""
    opens = clause.word(first) in PREPOSITIONS | SUBORDINATORS | DAYS
    return opens or clause.word(last - 1) in _LATE or last - first <= 2


def _unknown_after(clause: Clause, index: int) -> Statement | None:
    start = index + 1
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
