"""Annotations from one copy of a text to another: onto the same words, and onto others only where they say the same."""

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from annotations.comparison.changed_words import ChangedWords
from annotations.comparison.fingerprints import word_spans
from annotations.comparison.names import Names
from annotations.comparison.shared_copy import SharedPassage
from annotations.comparison.twins import Twins
from annotations.detection.sentences import sentence_at
from annotations.model import Annotation, Article, Span
from annotations.wording import fold, negates, tells

_SAME = 0.5  # least share of the passage's words that its counterpart has
_EDGE = 3  # code points between a passage and a word put in before or after it: a space, perhaps a mark


class Obstacle(StrEnum):
    """Why an annotation is not carried over, as words that follow a count."""

    MISSING = "not in the other text"
    QUOTED = "with quoted words that were changed"
    TELLING = "with another figure, negation, day or direction"
    NAMED = "naming somebody else"
    TAKEN = "already annotated there"


class Carried(NamedTuple):
    """An annotation and what becomes of it.

    Attributes:
        annotation: On a passage of the one article.
        span: The counterpart of the passage in the other, in code points; nothing where there is none to be taken.
        obstacle: Why it is left out, if it is.
        changes: What differs between the two passages, where it is carried.
    """

    annotation: Annotation
    span: Span | None = None
    obstacle: Obstacle | None = None
    changes: tuple[ChangedWords, ...] = ()


def carried(annotations: Iterable[Annotation], twins: Twins, taken: Collection[Span] = ()) -> list[Carried]:
    """What becomes of the annotations of `twins.a` in `twins.b`.

    An annotation is left out where its words are not there, and where what differs is a figure, a negation, a day or a
    direction, the name of somebody else, or within quotation marks; also where a negation was put into its sentence.

    Args:
        annotations: Those that stand in the text of `twins.a`.
        twins: The two articles.
        taken: Passages of `twins.b` of which something is said already.

    Returns:
        One for each annotation, in the order given.
    """
    names = Names.build([twins.a, twins.b])
    passages = [_Passage(twins, passage, names) for passage in twins.passages]
    return [_carried(each, passages, taken) for each in annotations]


def _carried(annotation: Annotation, passages: Iterable["_Passage"], taken: Collection[Span]) -> Carried:
    found = [passage.carried(annotation) for passage in passages if passage.holds(annotation.span)]
    best = min(found, key=lambda each: (each.span is None, len(each.changes)), default=None)
    if best is None:
        return Carried(annotation, obstacle=Obstacle.MISSING)
    return Carried(annotation, obstacle=Obstacle.TAKEN) if best.span in taken else best


class _Passage:
    """A passage of both articles, its words beside their counterparts."""

    def __init__(self, twins: Twins, passage: SharedPassage, names: Names) -> None:
        self._a, self._b, self._passage, self._names = twins.a, twins.b, passage, names

    @cached_property
    def _same(self) -> dict[int, Span]:
        """By the start of a word of `a`, the same word of `b`."""
        return {ours.start: theirs for ours, theirs in self._passage.same}

    @cached_property
    def _changes(self) -> tuple[ChangedWords, ...]:
        return self._passage.changes

    def holds(self, span: Span) -> bool:
        """Whether this passage has a part of that one."""
        return self._passage.a.overlaps(span)

    def carried(self, annotation: Annotation) -> Carried:
        """The annotation on its counterpart, or why there is none."""
        ours = annotation.span
        words = [span for _, span in word_spans(self._a.text, *ours)]
        whole = all(self._passage.a.start <= word.start and word.end <= self._passage.a.end for word in words)
        changes = [each for each in self._changes if _touches(each, ours)]
        replaced = [each for each in changes if each.a.text and each.b.text]
        there = [self._same[word.start] for word in words if word.start in self._same]
        renamed = sum(len(word_spans(each.a.text, 0, len(each.a.text))) for each in replaced if self._renames(each))
        enough = len(there) + renamed > _SAME * len(words)
        if not (whole and enough and all(_within(each, ours) for each in changes)):
            return Carried(annotation, obstacle=_obstacle(replaced) or Obstacle.MISSING)
        there += [Span(each.b.start, each.b.end) for each in replaced]
        theirs = self._with_marks(ours, words, Span(min(there).start, max(each.end for each in there)))
        between = [each for each in self._changes if each not in changes and _put_into(each, theirs)]
        obstacle = _obstacle([*changes, *between]) or self._obstacle_around(ours, theirs)
        if obstacle:
            return Carried(annotation, obstacle=obstacle)
        return Carried(annotation, theirs, None, (*changes, *between))

    def _renames(self, change: ChangedWords) -> bool:
        """Whether the same is named in other letters."""
        named = self._named(self._a, Span(change.a.start, change.a.end))
        return bool(named) and named == self._named(self._b, Span(change.b.start, change.b.end))

    def _with_marks(self, ours: Span, words: Sequence[Span], theirs: Span) -> Span:
        """The counterpart with the marks before and after it that the passage has too."""
        before = fold(self._a.text[ours.start : words[0].start])
        after = fold(self._a.text[words[-1].end : ours.end])
        start, end = theirs.start - len(before), theirs.end + len(after)
        same_before = start >= 0 and fold(self._b.text[start : theirs.start]) == before
        same_after = fold(self._b.text[theirs.end : end]) == after
        return Span(start if same_before else theirs.start, end if same_after else theirs.end)

    def _obstacle_around(self, ours: Span, theirs: Span) -> Obstacle | None:
        """What makes the two passages say different things although their words are the same."""
        if _marks(self._a, ours) != _marks(self._b, theirs):
            return Obstacle.QUOTED
        sentence = sentence_at(self._a.text, max(ours.start, self._passage.a.start), *self._passage.a)
        near = Span(sentence.start, max(sentence.end, ours.end))
        for each in self._changes:
            told = tells if _beside(each, ours, theirs) else negates if _touches(each, near) else None
            if told and (told(each.a.text) or told(each.b.text)):
                return Obstacle.TELLING
        return None if self._named(self._a, ours) == self._named(self._b, theirs) else Obstacle.NAMED

    def _named(self, article: Article, span: Span) -> set[str]:
        return {key for _, key in self._names.mentions(article, span)}


def _obstacle(changes: Sequence[ChangedWords]) -> Obstacle | None:
    """Why words that differ so may not be taken for each other."""
    if any(each.inside_quotation for each in changes):
        return Obstacle.QUOTED
    told = any(tells(each.a.text) or tells(each.b.text) for each in changes)
    return Obstacle.TELLING if told else None


def _touches(change: ChangedWords, span: Span) -> bool:
    """Whether words of a passage were changed, or some put in between them."""
    if change.a.text:
        return span.overlaps(Span(change.a.start, change.a.end))
    return span.start < change.a.start < span.end


def _within(change: ChangedWords, span: Span) -> bool:
    return span.start <= change.a.start and change.a.end <= span.end


def _put_into(change: ChangedWords, theirs: Span) -> bool:
    return theirs.start < change.b.start and change.b.end < theirs.end


def _beside(change: ChangedWords, ours: Span, theirs: Span) -> bool:
    """Whether what was changed stands right before or after the passage in one of the articles."""
    return any(
        abs(words.end - span.start) <= _EDGE or abs(words.start - span.end) <= _EDGE
        for words, span in ((change.a, ours), (change.b, theirs))
    )


def _marks(article: Article, span: Span) -> int:
    return fold(article.text[slice(*span)]).count('"')
