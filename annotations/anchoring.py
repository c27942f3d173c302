"""Span → W3C selectors, and selectors → span in a text that has changed.

A passage is described by its words and the 32 characters on each side (TextQuoteSelector,
https://www.w3.org/TR/annotation-model/#text-quote-selector). It is looked for again in three steps:

1. *Seeds*: short pieces of the description are looked up in the new text; each hit votes for a place,
   the rarer the more.
2. *Candidates*: at each of the best places the passage is found letter by letter, or else by aligning words.
3. *Judgement*: similarity of the words and of their surroundings decides whether it is the passage at all; a
   figure, a negation or quoted words that differ make it `changed`, which nobody may accept silently.

White space and the shape of quotation marks and dashes never count.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from annotations.model import Anchor, Annotation, Kind, Span, Text
from annotations.wording import (
    Letters,
    beginning_differs,
    fold,
    has_figure,
    occurrences,
    passage_differs,
    quoted_stretches,
    rest_differs,
    sentence_head,
    sentence_tail,
    squeeze,
    tokens,
)

CONTEXT = 32
"""Characters kept on each side of a passage."""

SIMILAR = 0.70
"""Passage and surroundings must each be at least this similar (1 is equal)."""

SELF_EVIDENT = 32
"""So many letters in a row, passage included, prove a place when the rest of the surroundings is gone."""

TOO_CLOSE = 0.02
"""Two candidates whose scores differ by no more than this cannot be told apart."""

_SEED = 10  # letters of a piece that is looked up: long enough to be rare, short enough to survive an edit nearby
_SEEDS = 16  # pieces looked up per passage, however long it is
_PLACES = 8  # places looked at closely
_LONG = 600  # letters of two passages together from which words are compared instead
_SLACK = 64  # characters that may have been inserted around or inside a passage


_Opcode = tuple[str, int, int, int, int]  # of `difflib`


@dataclass(frozen=True, slots=True)
class Place:
    """Where an annotation stands in the text as it is now.

    Attributes:
        span: The passage, or nothing when it is ambiguous or an orphan.
        anchor: How sure that is.
        old: For `changed`: the words that were annotated, with their surroundings where only those differ.
        new: For `changed`: the words that stand there now, likewise.
        candidates: For `ambiguous`: the passages it might be, best first.
    """

    span: Span | None
    anchor: Anchor
    old: str = ""
    new: str = ""
    candidates: tuple[Span, ...] = ()


class Description(NamedTuple):
    """A passage as its words and up to `CONTEXT` characters on each side."""

    exact: str
    prefix: str
    suffix: str


def describe(text: Text, span: Span) -> Description:
    """The passage at `span` (code points) in words that can be found again."""
    start, end = span
    return Description(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def find(text: str, text_sha256: str, annotation: Annotation) -> Place:
    """Find an annotation again in `text`, whose SHA-256 is `text_sha256`; for many, `find_all` is faster."""
    return next(find_all(text, text_sha256, (annotation,)))


def find_all(text: str, text_sha256: str, annotations: Iterable[Annotation]) -> Iterator[Place]:
    """Find each annotation again in `text`, in the order given; the text is prepared once."""
    letters = Letters(text)
    for annotation in annotations:
        start, end = annotation.span
        if annotation.text_sha256 == text_sha256 and text[start:end] == annotation.exact:
            yield Place(annotation.span, Anchor.EXACT)
        else:
            yield _Search(letters, annotation).place()


def placed(annotation: Annotation, place: Place, text: Text, text_sha256: str) -> Annotation:
    """The annotation as it stands in `text`, in which it was found at `place`.

    Where it is exact or moved it is described anew. Where it has changed, is ambiguous or an orphan, only its
    anchor says so: it keeps the passage it was made on until somebody decides.
    """
    if place.span is None or place.anchor is Anchor.CHANGED:
        return annotation._replace(anchor=place.anchor)
    start, end = place.span
    described = describe(text, place.span)._asdict()
    return annotation._replace(anchor=place.anchor, start=start, end=end, text_sha256=text_sha256, **described)


class _Candidate(NamedTuple):
    """A passage that may be the one looked for; `score` is how similar it and its surroundings are."""

    score: float
    span: Span
    changed: bool


class _Search:
    """The search for one annotation in one text."""

    def __init__(self, letters: Letters, annotation: Annotation) -> None:
        self.letters = letters
        self.text = letters.text
        self.old = Description(fold(annotation.exact), fold(annotation.prefix), fold(annotation.suffix))
        self.exact, self.prefix, self.suffix = map(squeeze, self.old)
        self.annotation = annotation

    def place(self) -> Place:
        """The rules of the anchors, in their order."""
        if not self.exact:
            return Place(None, Anchor.ORPHAN)
        verbatim = self._verbatim()
        if self.annotation.span in verbatim:
            return Place(self.annotation.span, Anchor.MOVED)
        if verbatim:
            twins = [span for span in self._between() if not any(map(span.overlaps, verbatim))]
            return _settle([*verbatim, *twins], Anchor.MOVED)
        candidates = sorted(self._candidates(), reverse=True)
        if not candidates:
            return Place(None, Anchor.ORPHAN)
        best = candidates[0]
        close = [c.span for c in candidates if c.score >= best.score - TOO_CLOSE]
        apart = [best.span, *(span for span in close if not span.overlaps(best.span))]
        if best.changed and len(apart) == 1:
            return self._changed(best.span)
        return _settle(apart, Anchor.MOVED)

    def _changed(self, span: Span) -> Place:
        """Old → new; with the surroundings where it is they that differ."""
        old, (start, end) = self.annotation, span
        if squeeze(fold(self.text[start:end])) != self.exact:
            return Place(span, Anchor.CHANGED, old.exact, self.text[start:end])
        now = self.text[max(0, start - CONTEXT) : end + CONTEXT]
        return Place(span, Anchor.CHANGED, old.prefix + old.exact + old.suffix, now)

    def _verbatim(self) -> list[Span]:
        """Where all stands to the letter, if that is enough to be sure."""
        prefix, exact = len(self.annotation.prefix), len(self.annotation.exact)
        whole = self.annotation.prefix + self.annotation.exact + self.annotation.suffix
        if len(whole) < SELF_EVIDENT:
            return []
        spans = (Span(at + prefix, at + prefix + exact) for at in occurrences(self.text, whole))
        return [span for span in spans if not self._cuts_a_word(span)]

    def _between(self) -> list[Span]:
        """What stands between the same surroundings: the passage, or what it was changed into."""
        joined, length = self.letters.joined, len(self.exact)
        if min(len(self.prefix), len(self.suffix)) < _SEED:
            return []
        spans = []
        for at in occurrences(joined, self.prefix):
            start = at + len(self.prefix)
            ends = occurrences(joined, self.suffix, start + 1, start + length + _SLACK + len(self.suffix))
            if ends:
                spans.append(self._within(start, min(ends, key=lambda end: abs(end - start - length))))
        return spans

    def _within(self, start: int, end: int) -> Span:
        """The passage itself among the letters `[start, end)`, or all of them."""
        at = self.letters.joined.find(self.exact, start, end)
        passage = self.letters.span(at, at + len(self.exact))
        return self.letters.span(start, end) if at < 0 or self._cuts_a_word(passage) else passage

    def _candidates(self) -> set[_Candidate]:
        """Passages between the very surroundings; only without one is the search widened."""
        return self._judged(self._between()) or self._judged(self._nearby())

    def _judged(self, spans: Iterable[Span]) -> set[_Candidate]:
        judged = (self._judge(span) for span in set(spans) if span.start < span.end)
        return {candidate for candidate in judged if candidate}

    def _nearby(self) -> Iterator[Span]:
        """In each likely place the passage by its letters, and by the words around it."""
        letters = self.letters
        for low, high in self._windows():
            for at in occurrences(letters.joined, self.exact, low, high):
                yield letters.span(at, at + len(self.exact))
            yield self._aligned(letters.position(low), letters.position(high))

    def _windows(self) -> list[tuple[int, int]]:
        """The places that the seeds vote for, as ranges of letters with room for what was inserted."""
        whole = self.prefix + self.exact + self.suffix
        votes: defaultdict[int, float] = defaultdict(float)
        last = max(0, len(whole) - _SEED)
        for offset in range(0, last + 1, max(1, last // _SEEDS)):
            hits = occurrences(self.letters.joined, whole[offset : offset + _SEED])
            for hit in hits:
                votes[(hit - offset) // _SLACK] += 1 / len(hits)
        best = sorted(votes, key=votes.__getitem__, reverse=True)[:_PLACES]
        wanted = [place * _SLACK for place in best if votes[place] >= votes[best[0]] / 4]
        return [(start - _SLACK, start + len(whole) + 2 * _SLACK) for start in wanted]

    def _aligned(self, low: int, high: int) -> Span:
        """The passage between `low` and `high` whose words stand where those of the annotation stood."""
        parts = [tokens(part) for part in (self.old.prefix, self.old.exact, self.old.suffix)]
        old = [token.key for part in parts for token in part]
        window = fold(self.text[low:high])
        new = tokens(window)
        matcher = SequenceMatcher(None, old, [token.key for token in new])
        first, last = _carry(matcher.get_opcodes(), len(parts[0]), len(parts[0]) + len(parts[1]))
        if first >= last:
            return Span(low, low)
        return Span(low + new[first].start, low + new[last - 1].end)

    def _judge(self, span: Span) -> _Candidate | None:
        """Whether the words at `span` are the passage, and whether they say the same."""
        before, exact, after = self._around(span)
        if exact == self.exact and self._cuts_a_word(span):
            return None
        now = fold(self.text[slice(*span)])
        words = 1.0 if exact == self.exact else _similarity(self.old.exact, now)
        context = _context_similarity((self.prefix, before), (self.suffix, after))
        if words < SIMILAR and not (context >= SIMILAR and has_figure(self.old.exact) and has_figure(now)):
            return None
        if context < SIMILAR and not (words == 1 and self._run(before, after) >= SELF_EVIDENT):
            return None
        around = len(self.prefix) + len(self.suffix)
        score = (words * len(self.exact) + context * around) / (len(self.exact) + around)
        return _Candidate(score, span, words < SIMILAR or self._says_something_else(span))

    def _around(self, span: Span) -> tuple[str, str, str]:
        """Letters before the passage, of it and after it; before and after as many as the annotation has."""
        start, end = span
        before = squeeze(fold(self.text[max(0, start - CONTEXT - _SLACK) : start]))
        after = squeeze(fold(self.text[end : end + CONTEXT + _SLACK]))
        exact = squeeze(fold(self.text[start:end]))
        return before[max(0, len(before) - len(self.prefix)) :], exact, after[: len(self.suffix)]

    def _run(self, before: str, after: str) -> int:
        """Letters in a row, the passage included, that are the same as they were."""
        return _equal(self.prefix[::-1], before[::-1]) + len(self.exact) + _equal(self.suffix, after)

    def _cuts_a_word(self, span: Span) -> bool:
        """Whether the passage begins or ends inside a word and the annotation did not (10 in 100)."""
        first, last = self.old.exact[:1], self.old.exact[-1:]
        before, after = self.text[max(0, span.start - 1) : span.start], self.text[span.end : span.end + 1]
        begins = _joins(before, first) and not _joins(self.old.prefix[-1:], first)
        ends = _joins(last, after) and not _joins(last, self.old.suffix[:1])
        return begins or ends

    def _says_something_else(self, span: Span) -> bool:
        """Whether a figure, a negation or quoted words differ, in the passage or in its sentence."""
        wide = CONTEXT + _SLACK
        new = Description(
            fold(self.text[slice(*span)]),
            fold(self.text[max(0, span.start - wide) : span.start]),
            fold(self.text[span.end : span.end + wide]),
        )
        quotation = self.annotation.kind is Kind.QUOTATION
        stretches = [span] if quotation else quoted_stretches(self.text, span)
        quoted = [Span(start - span.start, end - span.start) for start, end in stretches]
        return (
            passage_differs(self.old.exact, new.exact, quoted)
            or self._beginning_differs(new)
            or self._rest_differs(new)
        )

    def _beginning_differs(self, new: Description) -> bool:
        open_end = len(self.old.prefix) >= CONTEXT
        in_sentence = sentence_tail(self.old.prefix), sentence_tail(new.prefix)
        return all(
            beginning_differs(old, now, open_end=open_end and old == self.old.prefix)
            for old, now in (in_sentence, (self.old.prefix, new.prefix))
        )

    def _rest_differs(self, new: Description) -> bool:
        open_end = len(self.old.suffix) >= CONTEXT
        in_sentence = sentence_head(self.old.exact, self.old.suffix), sentence_head(new.exact, new.suffix)
        return all(
            rest_differs(old, now, open_end=open_end and old == self.old.suffix)
            for old, now in (in_sentence, (self.old.suffix, new.suffix))
        )


def _settle(spans: list[Span], anchor: Anchor) -> Place:
    """One span is the place; several are ambiguous."""
    if len(spans) == 1:
        return Place(spans[0], anchor)
    return Place(None, Anchor.AMBIGUOUS, candidates=tuple(spans))


def _joins(left: str, right: str) -> bool:
    """Whether two neighbouring characters are in one word."""
    return left.isalnum() and right.isalnum()


def _equal(one: str, other: str) -> int:
    """How many characters the two begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _similarity(one: str, other: str) -> float:
    """From 0 to 1 (Ratcliff and Obershelp); by words where letters, which cost the square, are many."""
    if len(one) + len(other) > _LONG:
        words, others = ([token.key for token in tokens(text)] for text in (one, other))
        return SequenceMatcher(None, words, others).ratio()
    return SequenceMatcher(None, squeeze(one), squeeze(other), autojunk=False).ratio()


def _context_similarity(*sides: tuple[str, str]) -> float:
    """Mean similarity of old and new surroundings; a side that the annotation has not is no witness."""
    known = [_similarity(old, new) for old, new in sides if old]
    return sum(known) / len(known) if known else 1.0


def _carry(opcodes: Sequence[_Opcode], first: int, last: int) -> tuple[int, int]:
    """The old range `[first, last)` of an alignment in the new; words put in beside it stay outside."""
    start = end = 0
    for tag, i1, i2, j1, j2 in opcodes:
        stretch = 1.0 if tag == "equal" or i1 == i2 else (j2 - j1) / (i2 - i1)
        if i1 <= first < i2:
            start = j1 + round((first - i1) * stretch)
        if i1 < last <= i2:
            end = j1 + round((last - i1) * stretch)
    return start, end
