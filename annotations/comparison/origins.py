"""Articles of one origin: what several outlets took from one wire report is one voice."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from annotations.comparison.fingerprints import words
from annotations.comparison.shared_copy import SharedPassage
from annotations.model import Article, Role, Span

MOST = 0.5
"""More than this share of the shorter article's words makes two articles one origin."""


class Origin(NamedTuple):
    """Articles that share most of their bodies.

    Attributes:
        articles: Their places in the list that was asked about, ascending.
        shared: The share of the body that holds the group together, from 0 to 1: the least of the links without which
            it would fall apart; 0 for an article alone.
    """

    articles: tuple[int, ...]
    shared: float


def origins(articles: Sequence[Article], shared: Mapping[tuple[int, int], Sequence[SharedPassage]]) -> list[Origin]:
    """Group articles by whom they copy; an article alone is an origin of its own.

    Args:
        articles: All of them.
        shared: The passages that any two of them share, as `all_shared` gives them.

    Returns:
        Origins in the order of their first articles. Two articles of one origin need not share much with each other:
        both may do so with a third.
    """
    lengths = {number: _length(articles[number], _bodies(articles[number])) for number in {*chain(*shared)}}
    links = [
        (share, one, other)
        for (one, other), passages in shared.items()
        if (share := _share(articles[one], articles[other], passages, min(lengths[one], lengths[other]))) > MOST
    ]
    groups = {number: Origin((number,), 0.0) for number in range(len(articles))}
    for share, one, other in sorted(links, key=lambda link: (-link[0], link[1:])):
        if groups[one] is not groups[other]:
            joined = Origin(tuple(sorted(groups[one].articles + groups[other].articles)), share)
            groups.update(dict.fromkeys(joined.articles, joined))
    return [origin for number, origin in groups.items() if origin.articles[0] == number]


def _share(one: Article, other: Article, passages: Sequence[SharedPassage], shorter: int) -> float:
    """How much of the shorter article's words both have in passages that they share."""
    common = min(
        _length(one, _union([passage.a for passage in passages])),
        _length(other, _union([passage.b for passage in passages])),
    )
    return min(1.0, common / shorter) if shorter else 0.0


def _bodies(article: Article) -> list[Span]:
    return [Span(line.start, line.end) for line in article.lines if line.role is Role.BODY]


def _length(article: Article, spans: Sequence[Span]) -> int:
    text = article.text
    return sum(len(words(text[slice(*span)])) for span in spans)


def _union(spans: Sequence[Span]) -> list[Span]:
    """Spans that hold the same code points, each once."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
