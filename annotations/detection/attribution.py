"""Who says what in one sentence: a cue, the noun phrase that is its subject, and the words that are reported.

Four arrangements cover nearly all of what newspapers do: `X said that …`, `"…," X said`, `"…," said X` and
`according to X, …`. There is no model and no parser behind them, only the tables of `cue_words` and `function_words`.
"""

from collections.abc import Sequence

from annotations.detection.clauses import Clause
from annotations.detection.cue_nouns import noun_at
from annotations.detection.cue_words import CUES, Frame
from annotations.detection.function_words import (
    ADVERBS,
    AUXILIARIES,
    COMMAS,
    CONJUNCTIONS,
    DASHES,
    DAYS,
    FORMS_OF_BE,
    PERSONAL,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    word_set,
)
from annotations.detection.nesting import cut_earlier, free_from, is_told
from annotations.detection.questions import is_asked, question_at
from annotations.detection.speakers import subject_after, subject_before
from annotations.detection.statement import Statement
from annotations.detection.subjects import subject_of_clause, subject_of_participle
from annotations.detection.unlisted import description, said_after
from annotations.detection.verbs import Verb, verb_at
from annotations.detection.words import QUOTE, Token

_AFTER_PARENTHESIS = CONJUNCTIONS | word_set("who which where when after before according referring noting using")
_NO_SOURCES = word_set("plan schedule")  # "according to plan"
_LATE = word_set("ago later yet addition")
_NEAR = 16  # tokens between a cue and the second half of what is said
_CLOSING_WORDS = 3  # tokens: ", on Monday"
_SHORT = 5  # tokens: less before a cue is no clause of its own


def statements(tokens: Sequence[Token], head: int | None = None) -> list[Statement]:
    """The statements of one sentence, in the order of their cues; marked words without a known cue come last.

    Args:
        tokens: The tokens of the sentence.
        head: Index of the colon behind a name that begins the sentence, where that is who speaks.
    """
    reading = _Reading(Clause(tokens))
    reading.read()
    if head is not None:
        reading.read_head(head)
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
            if statement and statement.contents and not is_told(self.clause, self.found, statement):
                cut_earlier(self.clause, self.found, statement)
                self.found.append(statement)
                index = max(index, statement.cue[1] - 1)
            index += 1
        self._claim_marked()

    def read_head(self, colon: int) -> None:
        """Let who is named before a colon say all that follows, unless a cue tells it otherwise."""
        if not any(each.contents[0][0] <= colon + 1 for each in self.found):
            self.found = [Statement((colon, colon + 1), (0, colon), [(colon + 1, self.clause.end)])]

    def _at(self, index: int) -> Statement | None:
        word = self.clause.word(index)
        if word == "according" and self.clause.word(index + 1) == "to":
            return self._according(index)
        if is_asked(self.clause, index):
            return question_at(self.clause, index)
        verb = verb_at(self.clause, index)
        if not verb:
            return self._noun(index)
        if verb.is_participle:
            speaker = subject_of_participle(self.clause, self.found, verb.first)
            return self._right(Statement((verb.first, verb.after), speaker), verb)
        return self._inverted(verb) or self._finite(verb)

    # Arrangements

    def _noun(self, index: int) -> Statement | None:
        statement = noun_at(self.clause, index)
        if statement and statement.speaker is None:
            subject = subject_of_clause(self.clause, self.found, index)
            statement.speaker = subject if subject and subject[1] < index else None
        return statement

    def _according(self, index: int) -> Statement | None:
        clause = self.clause
        subject = subject_after(clause.tokens, index + 2, clause.end, apposition=index > 1)
        if not subject or clause.word(index + 2) in _NO_SOURCES:
            return None
        statement = Statement((index, index + 2), subject)
        before = index - 1 if clause.word(index - 1) in COMMAS else index
        if clause.word(before - 1) == "that":  # "the paper reported that, according to …"
            return None
        earlier = self.found[-1].contents[-1] if self.found else (0, 0)
        start = 0 if earlier[1] >= before else free_from(self.clause, self.found, before)
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
        if before != QUOTE and not self._ends_with_name(verb) and subject_before(clause.tokens, verb.first):
            return None
        if before != QUOTE and clause.word(verb.after) == "that":
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

    def _ends_with_name(self, verb: Verb) -> bool:
        """Whether only a name and who that is follows a cue: "…, said Ann Keller, a pollster"."""
        clause = self.clause
        named = subject_after(clause.tokens, verb.after, clause.end)
        ends = named is not None and named[1] == clause.end and clause.tokens[named[0]].capital
        return ends and not verb.frame & Frame.ADDRESSEE

    def _finite(self, verb: Verb) -> Statement | None:
        clause = self.clause
        joined = clause.word(verb.first - 1) in ("and", "but", "or")
        own = None if joined else subject_before(clause.tokens, verb.first)
        speaker = own or subject_of_clause(self.clause, self.found, verb.first)
        if speaker is None:
            return None
        statement = Statement((verb.first, verb.after), speaker)
        if own is None:
            return self._right(statement, verb)
        border = own[0]
        if self._follows_speech(border) or self._interrupts(border, verb.after):
            return self._both_sides(statement, border, verb.after)
        apart = clause.stands_apart(verb.after) and clause.word(verb.after) != "that"
        if clause.word(border - 1) == "as" and apart:
            return self._behind_comma(statement, border, verb.after)
        self._right(statement, verb)
        if statement.contents:
            start, end = statement.contents[0]
            statement.contents[0] = (start, min(end, self._end_of_subordinate(border, start)))
        told = clause.after_addressee(verb.after) if verb.frame & Frame.ADDRESSEE else verb.after
        if not statement.contents and verb.frame & Frame.CLAUSE and clause.stands_apart(told):
            return self._both_sides(statement, border, verb.after)
        return statement

    def _end_of_subordinate(self, border: int, start: int) -> int:
        """Where that ends at the latest which a subordinate clause reports whose subject begins at `border`."""
        clause = self.clause
        before = clause.word(border - 1)
        if before == "what":  # "what he called “…”"
            return clause.find(frozenset({QUOTE}), start) + 1
        if clause.word(border) in RELATIVES and before in DASHES:
            return clause.find(frozenset({before}), start)
        while clause.word(border - 1) in ADVERBS:
            border -= 1
        return clause.find(COMMAS, start) if clause.word(border - 1) in SUBORDINATORS else clause.end

    def _follows_speech(self, border: int) -> bool:
        return self.clause.is_quote(border - 1) and self.clause.tokens[border - 1].speech

    def _interrupts(self, border: int, after: int) -> bool:
        """Whether the cue stands inside what is said: "The harbour was closed, she said, “and …”"."""
        clause = self.clause
        if clause.word(border - 1) != "," or clause.word(after) not in (",", ";"):
            return False
        start = free_from(self.clause, self.found, border - 1)
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
            start = border - 1 if alone else free_from(self.clause, self.found, border - 1)
            statement.contents.append((start, border))
        elif clause.word(border - 1) in COMMAS:
            start, end = free_from(self.clause, self.found, border - 1), border - 1
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
        elif clause.word(mark) == "," and self._is_dated(after, mark):
            self._unmarked_half(statement, mark + 1)

    def _is_dated(self, after: int, mark: int) -> bool:
        """Whether nothing stands between a cue and a comma but when it was said."""
        return mark == after or (mark - after <= _CLOSING_WORDS and self.clause.word(mark - 1) in DAYS)

    def _unmarked_half(self, statement: Statement, start: int) -> None:
        clause = self.clause
        follows = clause.word(start)
        quoted = statement.contents and clause.is_quote(statement.contents[0][1] - 1)
        if follows in CUES or (quoted and follows not in AUXILIARIES):
            return
        if follows in _AFTER_PARENTHESIS and not clause.has_quote(start, clause.end):
            return
        if clause.end - start <= _CLOSING_WORDS and follows in PREPOSITIONS | DAYS:
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

    # Verbs that no table holds

    def _claim_marked(self) -> None:
        """Find who says marked words that no cue claims."""
        claimed = {index for each in self.found for content in each.contents for index in range(*content)}
        for index in range(self.clause.end):
            if self.clause.is_quote(index) and index not in claimed:
                statement = self._spoken(index) or self._described(index)
                if statement:
                    self.found.append(statement)

    def _spoken(self, index: int) -> Statement | None:
        """Read a marked sentence with who says it beside: `"…," she posted`."""
        token = self.clause.tokens[index]
        if token.title or not (token.speech or self.clause.word(index + 1) in DASHES):
            return None
        statement = said_after(self.clause, index) or self._unknown_before(index)
        if statement:
            statement.contents.append((index, index + 1))
        return statement

    def _described(self, index: int) -> Statement | None:
        found = description(self.clause, index)
        if not found:
            return None
        verb, content = found
        passive = self.clause.word(verb[0] - 1) in FORMS_OF_BE
        return Statement(verb, None if passive else subject_of_clause(self.clause, self.found, verb[0]), [content])

    def _unknown_before(self, index: int) -> Statement | None:
        if self.clause.word(index - 1) not in (",", ":"):
            return None
        subject = subject_of_clause(self.clause, self.found, index - 1)
        return Statement((index - 1, index), subject) if subject else None


def _sets_scene(clause: Clause, first: int, last: int) -> bool:
    """Whether a few words only say when or where: "In contrast", "Six months ago"."""
    opens = clause.word(first) in PREPOSITIONS | SUBORDINATORS | DAYS
    return opens or clause.word(last - 1) in _LATE or last - first <= 2
