"""What detection found in an article, small enough to keep: parallel arrays, not readings."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import overload

from annotations.model import MentionKind, Span


def _offsets() -> "array[int]":
    return array("I")


class NameTable(Sequence[str]):
    """Names in order, each made when somebody asks for it: kept as one text, in a fifth of what a list of them takes.

    Args:
        names: The names.
    """

    __slots__ = ("_ends", "_text")

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._text = ""
        self._ends = _offsets()
        self.extend(names)

    def extend(self, names: Iterable[str]) -> None:
        """Put more names behind the others; takes as long as there are names already."""
        new, length = list(names), len(self._text)
        self._ends.extend(length + end for end in accumulate(map(len, new)))
        self._text += "".join(new)

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = range(len(self))[index]
        return self._text[self._ends[number - 1] if number else 0 : self._ends[number]]

    def __eq__(self, other: object) -> bool:
        """Whether they are the same names, whatever keeps the other ones."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # names may be added


class _Arrays:
    """Parallel arrays, equal to others that hold the same. No dataclass: making one takes 25 times as long."""

    __slots__: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and all(
            getattr(self, name) == getattr(other, name) for name in self.__slots__
        )

    __hash__ = None  # type: ignore[assignment]  # they grow


class Sources(_Arrays):
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

    __slots__ = ("cue_ends", "cue_starts", "named", "names", "numbers", "speaker_ends", "speaker_starts")

    def __init__(self, names: NameTable | None = None) -> None:
        self.numbers = _offsets()
        self.speaker_starts = _offsets()
        self.speaker_ends = _offsets()
        self.cue_starts = _offsets()
        self.cue_ends = _offsets()
        self.named = _offsets()
        self.names = NameTable() if names is None else names

    def add(self, number: int, speaker: Span | None, cue: Span | None, named: int) -> None:
        """Keep the source of mention `number`; numbers ascend. Whoever adds it sees to its name in `names`."""
        self.numbers.append(number)
        for span, starts, ends in (
            (speaker, self.speaker_starts, self.speaker_ends),
            (cue, self.cue_starts, self.cue_ends),
        ):
            starts.append(span.start if span else 0)
            ends.append(span.end if span else 0)
        self.named.append(named)

    def of(self, number: int) -> int | None:
        """Which source mention `number` has, as an index into the arrays, or nothing."""
        index = bisect_left(self.numbers, number)
        return index if index < len(self.numbers) and self.numbers[index] == number else None

    def name(self, index: int) -> str:
        """Who that source is, as far as the text tells."""
        return self.names[self.named[index]]


class Findings(_Arrays):
    """What detection found in one article, as parallel arrays: a 5 MB article has tens of thousands of mentions.

    The readings are not kept; they are read again from the words when somebody asks. What is not given is empty.

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

    __slots__ = ("checkable_ends", "checkable_starts", "ends", "kinds", "sources", "starts", "unattributed")

    def __init__(
        self,
        starts: "array[int] | None" = None,
        ends: "array[int] | None" = None,
        kinds: "array[int] | None" = None,
        sources: Sources | None = None,
        checkable_starts: "array[int] | None" = None,
        checkable_ends: "array[int] | None" = None,
    ) -> None:
        self.starts = _offsets() if starts is None else starts
        self.ends = _offsets() if ends is None else ends
        self.kinds = array("B") if kinds is None else kinds
        self.sources = Sources() if sources is None else sources
        self.checkable_starts = _offsets() if checkable_starts is None else checkable_starts
        self.checkable_ends = _offsets() if checkable_ends is None else checkable_ends
        self.unattributed = array("B")

    def quotation_at(self, span: Span) -> int | None:
        """The number of the quotation that is exactly this passage, or nothing."""
        first, after = bisect_left(self.starts, span.start), bisect_right(self.starts, span.start)
        same = (number for number in range(first, after) if self.ends[number] == span.end)
        return next((number for number in same if self.kinds[number] != MentionKind.QUANTITY), None)
