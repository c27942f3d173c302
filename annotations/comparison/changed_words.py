"""What was changed in a copied passage, word by word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from annotations.comparison.fingerprints import word_spans
from annotations.detection.marks import find_marked
from annotations.model import Span

_REACH = 2000  # code points looked at on each side for the marks of a quotation
_LONGEST = 300  # words aligned at once without a short cut


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one of two passages.

    Attributes:
        start: First code point; where they are missing, the place they would stand.
        end: One past the last.
        text: The words themselves, empty where they are missing.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """Words that two copies of a passage do not share.

    Attributes:
        a: The words of the one article, empty where the other has more.
        b: Those of the other.
        inside_quotation: Whether they stand in a quotation that both articles have, or in quotation marks in both.
    """

    a: Words
    b: Words
    inside_quotation: bool


def changed_words(a: str, b: str, pairs: Sequence[tuple[Span, Span]]) -> list[ChangedWords]:
    """What differs between passages of two texts, in order; marks, case and white space do not count.

    Args:
        a: The text of the one article.
        b: The text of the other.
        pairs: Passages that correspond, in order, short ones if possible: the cost of each is more than that of its
            length.
    """
    changes: list[ChangedWords] = []
    for one, other in pairs:
        if a[slice(*one)] != b[slice(*other)]:
            changes += _changes(a, b, one, other)
    return changes


def same_words(a: str, b: str, pairs: Sequence[tuple[Span, Span]]) -> Iterator[tuple[Span, Span]]:
    """The words that passages of two texts have in common, each beside its counterpart; arguments as above."""
    for one, other in pairs:
        ours, theirs = word_spans(a, *one), word_spans(b, *other)
        different = _different([word for word, _ in ours], [word for word, _ in theirs])
        left = _same(ours, [(i1, i2) for i1, i2, _, _ in different])
        yield from zip(left, _same(theirs, [(j1, j2) for _, _, j1, j2 in different]), strict=True)


def _changes(a: str, b: str, one: Span, other: Span) -> Iterator[ChangedWords]:
    ours, theirs = word_spans(a, *one), word_spans(b, *other)
    different = _different([word for word, _ in ours], [word for word, _ in theirs])
    left_quoted = _Quoted(a, one, _same(ours, [(i1, i2) for i1, i2, _, _ in different]))
    right_quoted = _Quoted(b, other, _same(theirs, [(j1, j2) for _, _, j1, j2 in different]))
    for i1, i2, j1, j2 in different:
        left, right = _words(a, one, ours, i1, i2), _words(b, other, theirs, j1, j2)
        altered = left_quoted.altered(left) or right_quoted.altered(right)
        yield ChangedWords(left, right, altered or (left_quoted.holds(left) and right_quoted.holds(right)))


def _same(words: list[tuple[str, Span]], different: list[tuple[int, int]]) -> list[Span]:
    """The places of the words between those that differ."""
    ends = [end for _, end in different]
    starts = [start for start, _ in different]
    return [
        words[at][1] for first, last in zip([0, *ends], [*starts, len(words)], strict=True) for at in range(first, last)
    ]


class _Quoted:
    """What stands between quotation marks in the lines of a passage, and whether both articles have some of it."""

    def __init__(self, text: str, passage: Span, same: list[Span]) -> None:
        low, high = max(0, passage.start - _REACH), passage.end + _REACH
        start, end = text.rfind("\n", low, passage.start) + 1, text.find("\n", passage.end, high)
        marked = find_marked(text, max(low, start), min(len(text), high) if end < 0 else end)
        self._spans = [Span(each.inner_start, each.inner_end) for each in marked]
        self._common = [span for span in self._spans if any(map(span.overlaps, same))]

    def holds(self, words: Words) -> bool:
        return any(span.overlaps(Span(words.start, words.end)) for span in self._spans)

    def altered(self, words: Words) -> bool:
        """Whether the words stand in a quotation of which both articles have some words."""
        return words.start < words.end and any(span.overlaps(Span(words.start, words.end)) for span in self._common)


def _different(ours: list[str], theirs: list[str]) -> list[tuple[int, int, int, int]]:
    """Where two lists of words differ, as ranges of both; the same whichever comes first."""
    if theirs < ours:
        return [(i1, i2, j1, j2) for j1, j2, i1, i2 in _different(theirs, ours)]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=max(len(ours), len(theirs)) > _LONGEST)
    return [places for kind, *places in matcher.get_opcodes() if kind != "equal"]  # type: ignore[misc]


def _words(text: str, passage: Span, words: list[tuple[str, Span]], first: int, last: int) -> Words:
    if first == last:
        at = words[first][1].start if first < len(words) else passage.end
        return Words(at, at, "")
    start, end = words[first][1].start, words[last - 1][1].end
    return Words(start, end, text[start:end])
