"""A paragraph's quotations, read with what the paragraphs before it have left open."""

import re
from collections.abc import Iterator, Sequence

from annotations.detection.attribution import statements
from annotations.detection.clauses import Clause
from annotations.detection.cue_words import CUES
from annotations.detection.function_words import COMMAS, COMMENTS, RELATIVES
from annotations.detection.headings import head_colon, speaks
from annotations.detection.hearsay import hearsay
from annotations.detection.marks import Marked, find_marked
from annotations.detection.names import Names
from annotations.detection.sentences import sentence_ends
from annotations.detection.statement import Statement
from annotations.detection.turns import turn_at
from annotations.detection.unlisted import reads_as_speech
from annotations.detection.words import GLOSS, QUOTE, Token, tokens
from annotations.model import Quotation, QuotationKind, Span

_EDGES = COMMAS | {":", ";", ".", "…"}
# A name and the next word, within one line.
_NAME_AND_VERB = re.compile(r"(?:[A-Z][^\s,.]{0,30}\.?[^\S\r\n]+){1,5}([a-z]+)")
# "KOBANE/BEIRUT:", "NEW YORK, Nov. 19 (UPI) —": where a report is filed from is no part of what is said.
_DATELINE = re.compile(r"\s*[A-Z][A-Z/.’ -]{2,40}(?:,[^\r\n:—–()]{1,30})?(?:\([^()\r\n]{1,30}\)\s*)?(?::|—|–|-{1,2})\s")
_SENTENCE = re.compile(r"\s*[^\W\d_][^<>]{20,}\Z")
_MARKS = "\"'“”‘’«»"
_LINE_ENDS = ("", "\n", "\r")
_LOOK_BEHIND = 200  # code points before the colon that introduces a statement
_LONGEST_SENTENCE = 250  # tokens read at once: what has no end is no sentence


class Reader:
    """Reads an article paragraph by paragraph, in order; the cost of each is that of its own length.

    It keeps who spoke last, so that a quotation without a cue has a speaker; a quotation that its paragraph leaves
    open; whether a paragraph ended by announcing a statement; and the names that were given.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._names = Names()
        self._last: Quotation | None = None
        self._open: Quotation | None = None
        self._announced: Quotation | None = None
        self._in_turns = False
        self._is_first = True
        self._before: list[Token] = []  # the sentence before, if nobody speaks there

    def read(self, start: int, end: int) -> list[Quotation]:
        """The quotations of the paragraph `text[start:end]`, sorted by start, the longer one first."""
        self._names.learn(self._text, start, end)
        self._before = []
        found = self._turn(start, end) or self._announced_block(start, end)
        if not found:
            marked = list(find_marked(self._text, start, end))
            found = [each for sentence in self._sentences(start, end, marked) for each in self._in_sentence(sentence)]
            found = self._continued(found, marked, start)
            self._open = self._left_open(found, marked)
        self._announced = self._announcement(start, end)
        self._is_first = False
        found.sort(key=lambda each: (each.start, -each.end))
        return found

    # Sentences, with marked passages whole

    def _sentences(self, start: int, end: int, marked: Sequence[Marked]) -> Iterator[list[Token]]:
        dateline = _DATELINE.match(self._text, start, end)
        first = dateline.end() if dateline else start
        passages = iter(marked)
        passage = next(passages, None)
        for stop in self._stops(start, end, marked):
            inside = []
            while passage and passage.start < stop:
                inside.append(passage)
                passage = next(passages, None)
            sentence = tokens(self._text, first, stop, inside)
            for piece in range(0, len(sentence), _LONGEST_SENTENCE):
                yield sentence[piece : piece + _LONGEST_SENTENCE]
            first = stop

    def _stops(self, start: int, end: int, marked: Sequence[Marked]) -> Iterator[int]:
        passages = iter(marked)
        passage = next(passages, None)
        for stop, following in sentence_ends(self._text, start, end):
            while passage and passage.end < stop:
                passage = next(passages, None)
            inside = passage and passage.start < stop < passage.end
            if not inside and not (passage and passage.end == stop and self._is_answered(stop, following)):
                yield stop
        yield end

    def _is_answered(self, stop: int, following: int) -> bool:
        """Whether a marked question is followed by who asked it: `"Really?" Bush said`."""
        asks = self._text[max(0, stop - 5) : stop].rstrip(_MARKS).endswith(("?", "!"))
        match = _NAME_AND_VERB.match(self._text, following) if asks else None
        return match is not None and match[1] in CUES

    # Quotations of a sentence

    def _in_sentence(self, sentence: list[Token]) -> list[Quotation]:
        found: list[Quotation] = []
        claimed: set[int] = set()
        for statement in statements(sentence, self._head(sentence)):
            parts = [part for content in statement.contents if (part := self._part(sentence, statement, content))]
            claimed.update(index for content in statement.contents for index in range(*content))
            found += _grouped(parts)
        self._remember(found)
        found += [
            self._unclaimed(sentence, index)
            for index, token in enumerate(sentence)
            if token.word == GLOSS or (token.word == QUOTE and index not in claimed)
        ]
        self._before = [] if found else sentence
        return found or self._hearsay(sentence)

    def _head(self, sentence: list[Token]) -> int | None:
        """Index of the colon behind who speaks; in the first line somebody who speaks below, too."""
        colon = head_colon(Clause(sentence))
        if colon is None or not self._is_first:
            return colon if colon and any(token.word == QUOTE for token in sentence[colon:]) else None
        name = sentence[colon - 1]
        return colon if speaks(self._text, self._text[name.start : name.end], name.end) else None

    def _part(self, sentence: list[Token], statement: Statement, content: tuple[int, int]) -> Quotation | None:
        first, last = content
        while first < last and (
            sentence[first].word in _EDGES or (sentence[first].word in COMMENTS and sentence[first + 1].word == ",")
        ):
            first += 1
        while first < last and sentence[last - 1].word in _EDGES:
            last -= 1
        if first == last:
            return None
        inside = sentence[first:last]
        quoted = any(token.word == QUOTE for token in inside)
        plain = any(token.word != QUOTE and token.word[0].isalnum() for token in inside)
        kind = QuotationKind.INDIRECT
        if quoted:
            kind = QuotationKind.MIXED if plain else QuotationKind.DIRECT
        speaker = self._speaker(sentence, statement)
        if speaker is None and self._last and sentence[0].word.endswith("ing"):  # "Adding, “…”"
            speaker = self._last.speaker
        name = self._name(speaker) if speaker else ""
        return self._quotation(inside[0].start, inside[-1].end, kind, speaker, name, _cue(sentence, statement))

    def _quotation(
        self, start: int, end: int, kind: QuotationKind, speaker: Span | None, name: str, cue: Span | None
    ) -> Quotation:
        return Quotation(start, end, self._text[start:end], kind, speaker, name, cue)

    @staticmethod
    def _speaker(sentence: list[Token], statement: Statement) -> Span | None:
        if statement.speaker is None:
            return None
        first, last = statement.speaker
        while last > first + 1 and sentence[last - 1].word in COMMAS:
            last -= 1
        return Span(sentence[first].start, sentence[last - 1].end)

    def _name(self, speaker: Span) -> str:
        return self._names.suggest(self._words(speaker))

    def _remember(self, found: list[Quotation]) -> None:
        """Keep who spoke last: in a sentence the first direct quotation counts, before what is told beside it."""
        named = [
            each for each in found if each.speaker and self._words(each.speaker).lower() not in RELATIVES | {"they"}
        ]
        direct = [each for each in named if each.kind is QuotationKind.DIRECT]
        if named:
            self._last = direct[0] if direct else named[-1]

    def _words(self, span: Span) -> str:
        return self._text[span.start : span.end]

    def _unclaimed(self, sentence: list[Token], index: int) -> Quotation:
        """A marked passage that no cue claims: the last speaker's if it reads like speech, or a term."""
        token = sentence[index]
        last = self._last
        goes_on = index == 0 and last is not None and last.kind is QuotationKind.DIRECT
        said = self._text[token.start : token.end]
        if not reads_as_speech(sentence, index, said, goes_on=goes_on, alone=self._is_line(token)):
            return self._quotation(token.start, token.end, QuotationKind.TERM, None, "", None)
        kind = QuotationKind.DIRECT if token.capital and token.speech else QuotationKind.MIXED
        actor = self._actor() if index == 0 else None
        if actor:
            return self._quotation(token.start, token.end, kind, actor, self._name(actor), None)
        if not last:
            return self._quotation(token.start, token.end, kind, None, "", None)
        return self._quotation(token.start, token.end, kind, last.speaker, last.speaker_name, last.cue)._replace(
            group=_group(last) if goes_on else None,
        )

    def _actor(self) -> Span | None:
        """Who does something in the sentence before and then speaks: `Keller shook her head. "Never."`."""
        named = 0
        while named < len(self._before) and self._before[named].capital and self._before[named].word[0].isalpha():
            named += 1
        if not named or named == len(self._before) or not self._before[named].word.isalpha():
            return None
        last = self._before[named - 1]
        known = self._before[0].word in ("he", "she") or self._names.knows(self._text[last.start : last.end])
        return Span(self._before[0].start, last.end) if known else None

    def _is_line(self, token: Token) -> bool:
        before, after = self._text[max(0, token.start - 1) : token.start], self._text[token.end : token.end + 1]
        return before in _LINE_ENDS and after in _LINE_ENDS

    def _hearsay(self, sentence: list[Token]) -> list[Quotation]:
        found = hearsay(sentence)
        if not found:
            return []
        cue = Span(sentence[found.cue[0]].start, sentence[found.cue[1] - 1].end)
        start, end = sentence[found.content[0]].start, sentence[found.content[1] - 1].end
        return [self._quotation(start, end, QuotationKind.INDIRECT, None, "", cue)]

    # Quotations that go on from paragraph to paragraph

    @staticmethod
    def _left_open(found: list[Quotation], marked: list[Marked]) -> Quotation | None:
        if not found or not marked or marked[-1].closed or found[-1].kind is QuotationKind.TERM:
            return None
        return found[-1]

    def _continued(self, found: list[Quotation], marked: list[Marked], start: int) -> list[Quotation]:
        """Join the first quotation of a paragraph to the one that the paragraph before left open."""
        if not (self._open and found and marked and not self._text[start : marked[0].start].strip()):
            return found
        first, before = found[0], self._open
        if first.kind is QuotationKind.TERM:
            first = first._replace(kind=QuotationKind.DIRECT)
        if first.speaker and first.speaker.start > start:  # the cue comes with the last paragraph
            return [first._replace(group=_group(before)), *found[1:]]
        joined = first._replace(
            speaker=before.speaker, speaker_name=before.speaker_name, cue=before.cue, group=_group(before)
        )
        return [joined, *found[1:]]

    # Speech without marks

    def _announcement(self, start: int, end: int) -> Quotation | None:
        """What a paragraph that ends with "said in a statement:" tells of the next one."""
        tail = max(start, end - _LOOK_BEHIND)
        if not self._text[tail:end].rstrip().endswith(":"):
            return None
        words = tokens(self._text, tail, end, list(find_marked(self._text, tail, end)))
        # Read the announcement as if a quotation followed.
        words.append(Token(QUOTE, end, end, capital=True, speech=True))
        followed = (len(words) - 1, len(words))
        for statement in statements(words):
            known = words[statement.cue[0]].word.isalpha()
            if known and statement.speaker and statement.contents[-1] == followed:
                speaker = self._speaker(words, statement)
                name = self._name(speaker) if speaker else ""
                return self._quotation(end, end, QuotationKind.DIRECT, speaker, name, _cue(words, statement))
        return None

    def _announced_block(self, start: int, end: int) -> list[Quotation]:
        announced = self._announced
        if not announced:
            return []
        self._last = announced
        if next(find_marked(self._text, start, end), None) or not _SENTENCE.match(self._text, start, end):
            return []
        return [announced._replace(start=start, end=end, text=self._text[start:end])]

    def _turn(self, start: int, end: int) -> list[Quotation]:
        """A turn of an interview or a transcript: "Q: …"."""
        turn = turn_at(self._text, start, end, in_turns=self._in_turns)
        self._in_turns = turn is not None
        if not turn:
            return []
        speaker = Span(*turn.span(1))
        return [self._quotation(turn.end(), end, QuotationKind.DIRECT, speaker, turn[1], None)]


def _cue(sentence: list[Token], statement: Statement) -> Span | None:
    """The saying words, without the "however" before them; nothing where a colon alone tells it."""
    first, last = statement.cue
    while first + 1 < last and sentence[first].word in COMMENTS:
        first += 1
    return Span(sentence[first].start, sentence[last - 1].end) if sentence[first].word[0].isalnum() else None


def _group(part: Quotation) -> int:
    return part.start if part.group is None else part.group


def _grouped(parts: list[Quotation]) -> list[Quotation]:
    return [part._replace(group=parts[0].start) for part in parts] if len(parts) > 1 else parts
