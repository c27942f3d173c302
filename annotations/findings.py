"""What detection found in an article, small enough to keep: parallel arrays, not readings."""

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import islice

from annotations.model import MentionKind, Span


def _offsets() -> "array[int]":
    return array("I")


@dataclass(frozen=True, slots=True)
class Sources:
    """Who says the quotations of an article and in which saying words, a source for each that has one.

    Where nobody is named, or no words tell it, the span is empty: `[0, 0)`. One speaker may serve several quotations.

    Attributes:
        numbers: The number of the mention in `Findings`, ascending.
        speaker_starts: First code point of who says it.
        speaker_ends: One past the last code point of who says it.
        cue_starts: First code point of the saying words.
        cue_ends: One past their last code point.
        named: For each source, which of `names` it is.
        names: Who speaks, as far as the text tells, each once, in order of first appearance.
    """

    numbers: "array[int]" = field(default_factory=_offsets)
    speaker_starts: "array[int]" = field(default_factory=_offsets)
    speaker_ends: "array[int]" = field(default_factory=_offsets)
    cue_starts: "array[int]" = field(default_factory=_offsets)
    cue_ends: "array[int]" = field(default_factory=_offsets)
    named: "array[int]" = field(default_factory=_offsets)
    names: dict[str, int] = field(default_factory=dict)

    def add(self, number: int, speaker: Span | None, cue: Span | None, name: str) -> None:
        """Keep the source of mention `number`; numbers ascend."""
        self.numbers.append(number)
        for span, starts, ends in (
            (speaker, self.speaker_starts, self.speaker_ends),
            (cue, self.cue_starts, self.cue_ends),
        ):
            starts.append(span.start if span else 0)
            ends.append(span.end if span else 0)
        self.named.append(self.names.setdefault(name, len(self.names)))

    def of(self, number: int) -> int | None:
        """Which source mention `number` has, as an index into the arrays, or nothing."""
        index = bisect_left(self.numbers, number)
        return index if index < len(self.numbers) and self.numbers[index] == number else None

    def name(self, index: int) -> str:
        """Who that source is, as far as the text tells."""
        return next(islice(self.names, self.named[index], None))


@dataclass(frozen=True, slots=True)
class Findings:
    """What detection found in one article, as parallel arrays: a 5 MB article has tens of thousands of mentions.

    The readings are not kept; they are read again from the words when somebody asks.

    Attributes:
        starts: First code point of each mention, ascending.
        ends: One past the last code point of each mention.
        kinds: A `MentionKind` for each mention.
        sources: Who says the quotations among them.
        checkable_starts: First code point of each sentence that holds a figure, a quotation or a cue, ascending.
        checkable_ends: One past the last code point of each of those sentences.
        unattributed: For each of those sentences, 1 where the outlet asserts it in its own voice: nobody is said to
            have said it.
    """

    starts: "array[int]" = field(default_factory=_offsets)
    ends: "array[int]" = field(default_factory=_offsets)
    kinds: "array[int]" = field(default_factory=lambda: array("B"))
    sources: Sources = field(default_factory=Sources)
    checkable_starts: "array[int]" = field(default_factory=_offsets)
    checkable_ends: "array[int]" = field(default_factory=_offsets)
    unattributed: "array[int]" = field(default_factory=lambda: array("B"))

    def quotation_at(self, span: Span) -> int | None:
        """The number of the quotation that is exactly this passage, or nothing."""
        first, after = bisect_left(self.starts, span.start), bisect_right(self.starts, span.start)
        same = (number for number in range(first, after) if self.ends[number] == span.end)
        return next((number for number in same if self.kinds[number] != MentionKind.QUANTITY), None)
