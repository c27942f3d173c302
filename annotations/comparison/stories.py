"""Which articles of a library report one happening.

Two articles are of one story if the names and words that tell them from the rest of the library are largely the same,
and they appeared within two weeks of each other. What all articles share says nothing, so the larger the library, the
sharper the line.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from annotations.comparison.clusters import Edge, clusters
from annotations.comparison.figures import days_of
from annotations.comparison.names import Names
from annotations.comparison.wordings import NAME, words_of
from annotations.model import Article, Role, Span

_READ = frozenset({Role.HEADLINE, Role.BODY})
_BEGINNING = 3000  # code points of an article that say what it is about
_SIGNATURE = 40  # terms of an article that are compared
_FETCHING = 10  # of them, the strongest, by which others are found
_IN_COMMON = 2  # of those, at least
_ALIKE = 0.35  # cosine of two signatures; the sample articles have more than .5
_ALIKE_EACH_TO_EACH = 0.3  # share of the pairs of two parts of a story that are so alike
_APART = 14  # days at most between two reports of one happening
_NAME_COUNTS = 2.0
_UNSEEN = 200  # articles of other events that a library is held against, at least …
_SAMPLED = 10  # … and so many for each of its own, or what a story of 500 has in common would tell nothing

Signature = Mapping[str, float]
"""The terms that tell an article from the others, and what they weigh; the squares sum up to 1."""


def stories(articles: Sequence[Article], names: Names) -> list[tuple[int, ...]]:
    """The articles in groups of one happening each, as ascending indexes; an article of its own is a story.

    Args:
        articles: The library.
        names: The spellings of all of them.
    """
    signatures = _signatures([_terms(article, names) for article in articles])
    days = [days_of(article.published) for article in articles]
    edges = (
        edge
        for edge in _edges(signatures)
        if (one := days[edge[1]]) is None or (other := days[edge[2]]) is None or abs(one.low - other.low) <= _APART
    )
    return [tuple(group) for group in clusters(len(articles), edges, share=_ALIKE_EACH_TO_EACH)]


def _terms(article: Article, names: Names) -> Counter[str]:
    found: Counter[str] = Counter()
    read = 0
    for line in article.lines:
        if line.role in _READ and read < _BEGINNING:
            span = Span(line.start, min(line.end, line.start + _BEGINNING))
            found.update(word.term for word in words_of(article, span, names) if word.term)
            read += span.end - span.start
    return found


def _signatures(counted: Sequence[Counter[str]]) -> list[Signature]:
    held = Counter(term for terms in counted for term in terms)
    return [_signature(terms, held, len(counted)) for terms in counted]


def _signature(terms: Counter[str], held: Mapping[str, int], articles: int) -> Signature:
    weights = {
        term: (1 + math.log(count))
        * math.log1p((articles + max(_UNSEEN, _SAMPLED * articles)) / held[term])
        * (_NAME_COUNTS if term[0] == NAME else 1.0)
        for term, count in terms.items()
    }
    strongest = dict(sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_SIGNATURE])
    length = math.sqrt(math.fsum(weight * weight for weight in strongest.values()))
    return {term: weight / length for term, weight in strongest.items()}


def _edges(signatures: Sequence[Signature]) -> Iterator[Edge]:
    holders: dict[str, list[int]] = defaultdict(list)
    held = Counter(term for signature in signatures for term in signature)
    for index, signature in enumerate(signatures):
        for term in [term for term in signature if held[term] > 1][:_FETCHING]:
            holders[term].append(index)
    common: Counter[tuple[int, int]] = Counter()
    for indexes in holders.values():
        common.update(combinations(indexes, 2))
    for (one, other), count in common.items():
        if count >= _IN_COMMON:
            likeness = _cosine(signatures[one], signatures[other])
            if likeness >= _ALIKE:
                yield likeness, one, other


def _cosine(one: Signature, other: Signature) -> float:
    return math.fsum(weight * other[term] for term, weight in one.items() if term in other)
