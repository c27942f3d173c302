"""What a comparison has lined up with a passage: also what says it in other words, or says otherwise."""

from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from annotations.comparison.comparison import Comparison
from annotations.comparison.groups import Group, Member
from annotations.detection.sentences import sentence_at
from annotations.model import Article, Quantity, Span


class LinedUp(NamedTuple):
    """A sentence of another article that speaks of the same thing.

    Attributes:
        article: Index of the article in the comparison.
        span: The sentence, in code points.
        differing: The figure in it, if it is another one.
    """

    article: int
    span: Span
    differing: tuple[Span, ...]


def lined_up(comparison: Comparison, article: Article, span: Span, target: Span) -> list[LinedUp]:
    """One sentence of each other article that is in a group with a passage.

    Args:
        comparison: Of articles among which this one may be.
        article: Where the passage stands.
        span: The passage, in code points.
        target: The words in it that the reader has in view; groups of these come first, those of few words before
            those of whole sentences.
    """
    number = next((n for n, each in enumerate(comparison.articles) if each.sha256 == article.sha256), -1)
    found: dict[int, LinedUp] = {}
    groups = sorted(_groups(comparison, number, span), key=lambda pair: _distance(pair[1].span, target))
    for group, here in groups:
        for member in group.members:
            if member.article != number and member.article not in found:
                text = comparison.articles[member.article]
                found[member.article] = LinedUp(member.article, _sentence(text, member.span), _differing(here, member))
    return list(found.values())


def _distance(span: Span, target: Span) -> tuple[bool, int]:
    return not span.overlaps(target), span.end - span.start


def _groups(comparison: Comparison, number: int, span: Span) -> Iterator[tuple[Group, Member]]:
    """The groups in which a passage of an article is, with its member in each."""
    for group in comparison.groups:
        here = (each for each in group.members if each.article == number and each.span.overlaps(span))
        if (member := next(here, None)) is not None:
            yield group, member


def _sentence(article: Article, span: Span) -> Span:
    line = article.lines[max(0, bisect_right(article.lines, span.start, key=attrgetter("start")) - 1)]
    sentence = sentence_at(article.text, span.start, line.start, line.end)
    return Span(min(sentence.start, span.start), max(sentence.end, span.end))


def _differing(here: Member, there: Member) -> tuple[Span, ...]:
    ours, theirs = here.quantity, there.quantity
    if ours is None or theirs is None or _read(ours) == _read(theirs):
        return ()
    return (Span(theirs.start, theirs.end),)


def _read(figure: Quantity) -> tuple[object, ...]:
    return figure.value, figure.low, figure.high, figure.modifier
