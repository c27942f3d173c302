"""Where in a sentence that begins which is said: behind the cue, its addressee, and when and where it was said."""

from collections.abc import Sequence

from annotations.detection.cue_words import CUES, Frame
from annotations.detection.function_words import (
    ARTICLES,
    AUXILIARIES,
    COMMAS,
    DASHES,
    DAYS,
    DETERMINERS,
    PERIODS,
    PERSONAL,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    word_set,
)
from annotations.detection.words import QUOTE, Token

CONTENT_WORDS = word_set("that whether if how why what who when where")
"""Words that open a reported clause or question."""

_OBJECT_PRONOUNS = PRONOUNS - {"that", "this"} | word_set("him her them me us")
_SOURCES = word_set("source sources official officials witness witnesses analysts experts")
_NOTHING = word_set("nothing little almost anything something so than")
_ADJUNCTS = PREPOSITIONS - {"for", "to"} | COMMAS | word_set("after before via when as")
_APART = (
    PREPOSITIONS
    | DAYS
    | PRONOUNS
    | SUBORDINATORS
    | COMMAS
    | word_set("; . : via reporters him her them me us and but afp reuters")
    | {"", QUOTE}
)
_OCCASIONS = word_set("statement interview tweet letter email report speech briefing conference post article memo")
_NEED_A_PERIOD = word_set("last this next late early")
_LISTING = ARTICLES | word_set("and or but , as of")
_SENTENCE_MARKS = word_set(", : ; .") | {QUOTE}
_LIST_WORDS = 3  # between the parts of a list: `"thugs," and even "criminals"`
_SHORTEST = 3  # tokens that are left where a date or a place at the end is none of what is said
_LONGEST_TERM = 16  # code points
_LOOK_AHEAD = 16  # tokens
_LONGEST_ADDRESSEE = 12  # tokens


class Clause:
    """The tokens of one sentence, without its last stop.

    Attributes:
        tokens: The tokens.
        end: How many of them count.
    """

    __slots__ = ("end", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.end = len(tokens)
        while self.end and tokens[self.end - 1].word in (".", "!", "?", "…"):
            self.end -= 1

    def word(self, index: int) -> str:
        """Token `index` in lower case, empty outside the sentence."""
        return self.tokens[index].word if 0 <= index < self.end else ""

    def is_quote(self, index: int) -> bool:
        """Whether token `index` is a marked passage."""
        return self.word(index) == QUOTE

    def has_quote(self, start: int, end: int) -> bool:
        """Whether a marked passage stands in `[start, end)`."""
        return any(self.is_quote(index) for index in range(start, min(end, self.end)))

    def find(self, words: frozenset[str], start: int) -> int:
        """Index of the first of some words from `start` on, or the sentence's end."""
        return next((index for index in range(start, self.end) if self.tokens[index].word in words), self.end)

    def stands_apart(self, after: int) -> bool:
        """Whether nothing that is reported follows a cue, so that it must stand before the cue."""
        word = self.word(after)
        return word in _APART or word in CUES or word.endswith("ly")

    def content_start(self, after: int, frame: Frame) -> int | None:
        """Where that begins which a cue reports to its right, or nothing.

        Args:
            after: Index after the cue.
            frame: What the cue is followed by.
        """
        position = self.after_addressee(after) if frame & Frame.ADDRESSEE else after
        if self.word(position) in (":", ",") and self.is_quote(position + 1):
            return position + 1
        if self.word(position) == ":":
            return position + 1
        if frame & Frame.OBJECT and self.word(position) in ("on", "in"):  # "posted on her page: …"
            return self._behind_adjunct(position)
        start = self._clause_start(position) if frame & Frame.CLAUSE else position
        return start if start is not None and self._tells(start, frame) else None

    def _tells(self, start: int, frame: Frame) -> bool:
        """Whether what begins at `start` is what a cue reports."""
        if self.word(start) in AUXILIARIES | COMMAS | _NOTHING | {"", ";"}:
            return False
        if frame & Frame.QUOTED:
            return self.is_quote(start)
        if self._is_mere_term(start) if frame & Frame.CLAUSE else self._is_mere_object(start):
            return False
        if frame & Frame.STRICT and not self._is_plain(start, frame):
            return self.has_quote(start, min(self.content_end(start, frame), self._first_part(start)))
        return True

    def _is_mere_object(self, start: int) -> bool:
        """Whether an object is no report: "criticized him", "citing a military source", "quoted him as saying …"."""
        end = self.object_end(start)
        quoted = any(self.word(each) == "as" and self.word(each + 1) == "saying" for each in range(start, end))
        return quoted or self.word(end - 1) in _SOURCES or (end - start == 1 and not self.is_quote(start))

    def _is_plain(self, start: int, frame: Frame) -> bool:
        """Whether a strict cue needs no marks: "replied that …", "called it a mistake"."""
        if frame & Frame.CLAUSE:
            return self.word(start) in PERSONAL | {"that"}
        return self.word(start) in _OBJECT_PRONOUNS and self.word(start + 1) in ARTICLES

    def _first_part(self, start: int) -> int:
        """Where the clause ends in which a strict cue needs its marks: after another verb nothing is the cue's."""
        comma = self.find(COMMAS, start)
        joined = self.word(comma + 1) in ("and", "but")
        return comma if joined else self.end

    def _is_mere_term(self, start: int) -> bool:
        """Whether the object is one marked word: "declared a “caliphate” and …" quotes nobody."""
        if self.word(start) not in DETERMINERS or not self.is_quote(start + 1):
            return False
        token = self.tokens[start + 1]
        return token.end - token.start <= _LONGEST_TERM and self.word(start + 2) in ("", "and", "in", ",")

    def _clause_start(self, position: int) -> int | None:
        plain = position
        while self._dates(plain):
            plain += 1
        if self.word(plain) in CONTENT_WORDS or self.is_quote(plain):
            return plain
        if self.word(plain) == "to" and self.word(plain + 1) not in _OBJECT_PRONOUNS | DETERMINERS:
            return self._behind_addressee(plain)
        if self.word(plain) == "to":  # "explained to the court that …"
            return self._behind_adjunct(plain)
        return self._behind_adjunct(plain) if self.word(plain) in _ADJUNCTS else plain

    def _behind_addressee(self, start: int) -> int:
        """What is said after "to his followers,", or what begins with "to"."""
        mark = self.find(_SENTENCE_MARKS, start)
        near = mark - start < _LOOK_AHEAD
        return mark + 1 if near and self.word(mark) in (",", ":") and self.is_quote(mark + 1) else start

    def _dates(self, index: int) -> bool:
        """Whether a word says when or where it was said: "Saturday", "last week", but not "last fighters"."""
        word, following = self.word(index), self.word(index + 1)
        if word in _NEED_A_PERIOD:
            return following in PERIODS | DAYS
        return word in DAYS | PERIODS and not (word == "there" and following in AUXILIARIES)

    def _behind_adjunct(self, start: int) -> int | None:
        """What is said after "on Sunday", "in a statement"."""
        for position in range(start, min(self.end, start + _LOOK_AHEAD)):
            word, before = self.word(position), self.word(position - 1)
            if word in (".", "!", "?", ";"):
                return None
            if word == "that" and (self.word(start) != "," or before == ","):
                return position
            if word in (",", ":") and self.is_quote(position + 1):
                return position + 1
            if word in PERSONAL and position > start + 1 and before not in PREPOSITIONS:
                return None if before in SUBORDINATORS | {","} else position
        return None

    def after_addressee(self, start: int) -> int:
        """Index after who is told: "AFP" in "told AFP that …"."""
        if self.word(start) in _OBJECT_PRONOUNS:
            return start + 1
        position = start
        limit = min(self.end, start + _LONGEST_ADDRESSEE)
        while position < limit and not self._ends_addressee(position, start):
            position += 1
        return position

    def _ends_addressee(self, position: int, start: int) -> bool:
        word = self.word(position)
        if word in CONTENT_WORDS | DAYS or word in (QUOTE, ",", ":", ";"):
            return True
        if word in PREPOSITIONS - {"of", "for"} or word in ("during", "after", "before"):
            return True
        begins_clause = word in PERSONAL or (word in DETERMINERS and self.tokens[position - 1].capital)
        return position > start and begins_clause

    def object_end(self, start: int) -> int:
        """Where an object ends that begins at `start`: at a comma, or after marked words that another verb follows."""
        for position in range(start, self.end):
            if self.word(position) in COMMAS or self.word(position) == ";":
                return position
            if self.is_quote(position) and self._ends_object(position):
                return position + 1
        return self.end

    def _ends_object(self, quote: int) -> bool:
        """Whether an object ends with marked words: another verb follows, and no more marked words in a list."""
        ends = self.tokens[quote].ending == "," or self.word(quote + 1) in SUBORDINATORS | {"and", "but"}
        following = quote + 1
        while following <= quote + _LIST_WORDS and self.word(following) in _LISTING:
            following += 1
        return ends and not self.is_quote(following)

    def content_end(self, start: int, frame: Frame) -> int:
        """Where that ends which begins at `start`: a clause with the sentence, an object with the next comma."""
        if not frame & Frame.CLAUSE:
            return self._without_occasion(start, self.object_end(start))
        turn = self._turn(start)
        for position in range(turn - 1, start - 1, -1):
            if self.is_quote(position):
                closes = self.tokens[position].ending in (",", "?", "!")
                goes_on = self.word(position + 1) in ("by", "of", "and", QUOTE)
                ends = (closes and not goes_on) or self._begins_occasion(position + 1)
                return position + 1 if ends else turn
        return self._without_occasion(start, turn)

    def _begins_occasion(self, index: int) -> bool:
        """Whether it goes on with where it was said: "said she was “done” at a rally", "… on Monday"."""
        word = self.word(index)
        return word in ("on", "during") or (word in ("at", "in") and self.word(index + 1) in ("a", "an"))

    def _turn(self, start: int) -> int:
        """Where the outlet's own voice takes over again: ", but he sounded …", ", though she did not …"."""
        for position in range(start + 1, self.end - 2):
            comma = self.word(position) == "," or self.tokens[position].ending == ","
            turns = comma and self.word(position + 1) in ("but", "though", "although")
            if turns and self.word(position + 2) in PERSONAL:
                return position + self.is_quote(position)
            silent = self.word(position) == "," and self.word(position + 1) in ("without", "not")
            if silent and self.word(position + 2).endswith("ing"):  # "…, without saying when"
                return position
            if self.word(position) in DASHES and self.word(position + 1) in ("but", "though", "although", "and"):
                return position
        return self.end

    def _without_occasion(self, start: int, end: int) -> int:
        """Leave out "in a statement" at the end: it says where it was said."""
        if end - start > _SHORTEST and self.word(end - 1) in _OCCASIONS and self.word(end - 2) in DETERMINERS:
            return end - 3 if self.word(end - 3) in ("in", "at", "on", "during") else end
        return end
