"""Which articles of a library report one happening.

Two articles are of one story if the names and words that tell them from the rest of the library are largely the same,
and they appeared within two weeks of each other. What all articles share says nothing, so the larger the library, the
sharper the line. Reports of one happening may each tell it in words of their own, so a large story is known by what its
reports have in common.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeVar

from annotations.comparison.clusters import Edge, clusters, each_to_each, pairs_in, sample
from annotations.comparison.figures import Bounds, days_of
from annotations.comparison.names import Names
from annotations.comparison.wordings import NAME, words_of
from annotations.model import Article, Role, Span

_READ = frozenset({Role.HEADLINE, Role.BODY})
_BEGINNING = 3000  # code points of an article that say what it is about
_SIGNATURE = 40  # terms of an article that are compared
_IN_COMMON = 2  # terms that fetch, at least, of two articles that are compared
_ALIKE = 0.35  # cosine of two signatures; the sample articles have more than .5
_ALIKE_EACH_TO_EACH = 0.3  # share of the pairs of two parts of a story that are so alike
_NEAR = 0.2  # cosine from which on two articles may be of one large story
_LARGE = 16  # articles that have enough in common to be known by
_ALIKE_AS_WHOLES = 0.35  # cosine of what a large story has in common and what joins it
_APART = 14  # days at most between two reports of one happening
_NAME_COUNTS = 2.0
_UNSEEN = 200  # articles of other events that a library is held against, at least …
_SAMPLED = 10  # … and so many for each of its own, or what a story of 500 has in common would tell nothing

FETCHING = 10
"""Terms of a signature, the strongest that others have too, by which others are found."""

Term = TypeVar("Term", bound=Hashable)

Signature = Mapping[Term, float]
"""The terms that tell an article from others, the strongest first, and their weights, of squares that sum up to 1."""


def stories(articles: Sequence[Article], names: Names) -> list[tuple[int, ...]]:
    """The articles in groups of one happening each, as ascending indexes; an article of its own is a story.

    Args:
        articles: The library.
        names: The spellings of all of them.
    """
    counted = [terms_of(article, names) for article in articles]
    held = Counter(term for terms in counted for term in terms)
    signatures = [signature(terms, held, len(articles), _is_name) for terms in counted]
    days = [days_of(article.published) for article in articles]
    return grouped(signatures, days, _edges(signatures, days))


def grouped(
    signatures: Sequence[Signature[Term]], days: Sequence[Bounds | None], edges: Iterable[Edge]
) -> list[tuple[int, ...]]:
    """The stories of articles, as ascending indexes.

    Args:
        signatures: Of each article.
        days: When each appeared.
        edges: The pairs that are near, as `nearness` tells it.
    """

    def alike(one: int, other: int) -> bool:
        return nearness(signatures[one], signatures[other], days[one], days[other]) >= _ALIKE

    def whole(group: Sequence[int]) -> Mapping[Term, float]:
        return _in_common([signatures[index] for index in sample(group)])

    def joined(first: Sequence[int], second: Sequence[int]) -> bool:
        large = max(len(first), len(second)) >= _LARGE
        return share(first, second) or (large and _cosine(whole(first), whole(second)) >= _ALIKE_AS_WHOLES)

    share = each_to_each(alike, _ALIKE_EACH_TO_EACH)
    return [tuple(group) for group in clusters(len(signatures), edges, joined)]


def terms_of(article: Article, names: Names) -> Counter[str]:
    """What the beginning of an article is about, and how often it says so."""
    found: Counter[str] = Counter()
    read = 0
    for line in article.lines:
        if line.role in _READ and read < _BEGINNING:
            span = Span(line.start, min(line.end, line.start + _BEGINNING))
            found.update(word.term for word in words_of(article, span, names) if word.term)
            read += span.end - span.start
    return found


def signature(
    counts: Mapping[Term, int], held: Mapping[Term, int], articles: int, is_name: Callable[[Term], bool]
) -> Signature[Term]:
    """What tells an article from the others of its library.

    Args:
        counts: Its terms, and how often each stands in it.
        held: How many articles hold a term.
        articles: How many there are.
        is_name: Whether a term is a name, which counts twice.
    """
    weights = {
        term: (1 + math.log(count))
        * math.log1p((articles + max(_UNSEEN, _SAMPLED * articles)) / held[term])
        * (_NAME_COUNTS if is_name(term) else 1.0)
        for term, count in counts.items()
    }
    return _of_length_one(dict(sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_SIGNATURE]))


def nearness(
    one: Signature[Term], other: Signature[Term], first: Bounds | None = None, second: Bounds | None = None
) -> float:
    """How alike two articles are, from 0 to 1; 0 where they are too unlike, or too far apart in time, for one story.

    Args:
        one: The signature of the one article.
        other: That of the other.
        first: When the one appeared, if that is known.
        second: When the other did.
    """
    if first and second and abs(first.low - second.low) > _APART:
        return 0.0
    likeness = _cosine(one, other)
    return likeness if likeness >= _NEAR else 0.0


def _is_name(term: str) -> bool:
    return term[0] == NAME


def _of_length_one(weights: Mapping[Term, float]) -> dict[Term, float]:
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()}


def _in_common(signatures: Sequence[Signature[Term]]) -> Mapping[Term, float]:
    """What some articles are about together: what several of them have, so that their own words do not count."""
    total: dict[Term, float] = defaultdict(float)
    for term, weight in chain.from_iterable(each.items() for each in signatures):
        total[term] += weight
    held = Counter(chain.from_iterable(signatures))
    return _of_length_one({term: weight for term, weight in total.items() if held[term] > 1 or len(signatures) == 1})


def _edges(signatures: Sequence[Signature[str]], days: Sequence[Bounds | None]) -> Iterator[Edge]:
    holders: dict[str, list[int]] = defaultdict(list)
    held = Counter(term for signature in signatures for term in signature)
    for index, each in enumerate(signatures):
        for term in [term for term in each if held[term] > 1][:FETCHING]:
            holders[term].append(index)
    for one, other in pairs_in(holders.values(), _IN_COMMON):
        if likeness := nearness(signatures[one], signatures[other], days[one], days[other]):
            yield likeness, one, other


def _cosine(one: Mapping[Term, float], other: Mapping[Term, float]) -> float:
    return math.fsum(weight * other[term] for term, weight in one.items() if term in other)
