"""Which sentence of one report says what a sentence of another one says."""

from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from annotations.comparison.elsewhere import Match, PassageIndex, told_sentences
from annotations.comparison.names import Names
from annotations.model import Article, Span

MOST = 200_000
"""Code points of two articles together, beyond which they are not aligned: that takes longer than a reader waits."""

_SURE = 0.6  # likeness from which on a sentence is taken that is more like another one: two were made one


class Alignment:
    """The sentences of one article that have a counterpart in another.

    Args:
        pairs: Sentences, each beside its counterpart, in the order of the first.
    """

    def __init__(self, pairs: Mapping[Span, Span]) -> None:
        self._pairs = sorted(pairs.items())
        self._starts = [ours.start for ours, _ in self._pairs]

    def __len__(self) -> int:
        return len(self._pairs)

    def at(self, offset: int) -> tuple[Span, Span] | None:
        """The sentence that holds a code point, and its counterpart in the other article; nothing where it has none."""
        number = bisect_right(self._starts, offset) - 1
        found = self._pairs[number] if number >= 0 else None
        return found if found and found[0].contains(offset) else None


class Aligned(NamedTuple):
    """Two articles aligned.

    Attributes:
        there: From the one to the other.
        back: From the other to the one.
    """

    there: Alignment
    back: Alignment


def align(a: Article, b: Article) -> Aligned:
    """Align two articles sentence by sentence; takes time, so ask in a worker.

    Two sentences are a pair if each is the most alike to the other in its article, or one is very much so to the other.
    Articles of more than `MOST` code points together have no pairs.
    """
    if len(a.pages) + len(b.pages) > MOST:
        return Aligned(Alignment({}), Alignment({}))
    index = PassageIndex([a, b], Names.build([a, b]))
    there = {span: match for span in told_sentences(a) for match in index.elsewhere(0, span)}
    back = {span: match for span in told_sentences(b) for match in index.elsewhere(1, span)}
    return Aligned(Alignment(_pairs(there, back)), Alignment(_pairs(back, there)))


def _pairs(there: Mapping[Span, Match], back: Mapping[Span, Match]) -> dict[Span, Span]:
    return {
        span: match.span
        for span, match in there.items()
        if match.likeness >= _SURE or (match.span in back and back[match.span].span == span)
    }
