"""Where the other articles say what a passage says: an index over the sentences of a library."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from annotations.comparison.names import Names
from annotations.comparison.wordings import NAME, Word, words_of
from annotations.detection.findings import READ_ROLES
from annotations.detection.sentences import sentences
from annotations.model import Article, Role, Span

_Term = TypeVar("_Term", int, str)

_TOLD = READ_ROLES - {Role.HEADLINE}  # a headline says what its article says again
FETCHING = 8
"""Terms of a passage, the rarest, by which sentences are found."""

LEAST = 0.25
"""Likeness, from 0 to 1, below which two sentences say different things."""

LOOKED_AT = 150
"""Sentences that are fetched and compared: each takes a tenth of a millisecond."""

MOST_HELD = 5_000
"""Sentences that hold a term, beyond which it finds too much to tell anything."""

_SHORTER = 0.75  # how much more the shorter of two passages counts: a long sentence says other things too


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence of another article that says what the passage says.

    Attributes:
        article: Index of the article.
        span: The sentence.
        likeness: How much of what both say is the same, from 0 to 1.
        differing: The names and figures in it that the passage does not have.
    """

    article: int
    span: Span
    likeness: float
    differing: tuple[Span, ...]


class PassageIndex:
    """The sentences of some articles, to be asked where a passage stands in the others.

    Args:
        articles: The library; the cost is that of its text.
        names: The spellings of all of them.
    """

    def __init__(self, articles: Sequence[Article], names: Names) -> None:
        self._articles = articles
        self._names = names
        self._places: list[tuple[int, Span]] = []
        self._holders: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for index, article in enumerate(articles):
            for span in told_sentences(article):
                for term in {word.term for word in words_of(article, span, names) if word.term}:
                    self._holders[term].append(len(self._places))
                self._places.append((index, span))

    def elsewhere(self, article: int, span: Span) -> list[Match]:
        """The best sentence of each other article that says what a passage says, the most alike first.

        Args:
            article: Index of the article that the passage stands in.
            span: The passage, in code points.
        """
        terms = _terms(words_of(self._articles[article], span, self._names))
        best: dict[int, Match] = {}
        for place in self._fetched(terms):
            other, sentence = self._places[place]
            if other != article:
                match = self._match(other, sentence, terms)
                if match.likeness >= max(LEAST, best[other].likeness if other in best else 0.0):
                    best[other] = match
        return sorted(best.values(), key=lambda match: (-match.likeness, match.article))

    def _fetched(self, terms: Iterable[str]) -> list[int]:
        """The sentences that hold two of the rarest terms, or the only one; those that hold most, if they are many."""
        held = [self._holders[term] for term in terms if 0 < len(self._holders.get(term, ())) <= MOST_HELD]
        rarest = sorted(held, key=len)[:FETCHING]
        counts = Counter(place for places in rarest for place in places)
        found = [(-count, place) for place, count in counts.items() if count >= min(2, len(rarest))]
        return [place for _, place in sorted(found)[:LOOKED_AT]]

    def _match(self, article: int, span: Span, terms: frozenset[str]) -> Match:
        words = words_of(self._articles[article], span, self._names)
        theirs = _terms(words)
        alike = likeness(terms, theirs, self._weight)
        differing = tuple(
            Span(word.start, word.end) for word in words if word.term not in terms and _is_fact(word.term)
        )
        return Match(article, span, alike, differing)

    def _weight(self, terms: Iterable[str]) -> float:
        count = len(self._places)
        return math.fsum(math.log1p(count / max(1, len(self._holders.get(term, ())))) for term in terms)


def likeness(terms: frozenset[_Term], theirs: frozenset[_Term], weight: Callable[[Iterable[_Term]], float]) -> float:
    """How much of what two sentences say is the same, from 0 to 1.

    Args:
        terms: Those of the one.
        theirs: Those of the other.
        weight: What some terms tell together.
    """
    less, more = sorted((weight(terms), weight(theirs)))
    return weight(terms & theirs) / (_SHORTER * less + (1 - _SHORTER) * more)


def told_sentences(article: Article) -> Iterator[Span]:
    """The sentences in which an article tells something, in order; its headline says again what they say."""
    for line in article.lines:
        if line.role in _TOLD:
            yield from sentences(article.text, line.start, line.end)


def _terms(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(word.term for word in words if word.term)


def _is_fact(term: str) -> bool:
    return term.startswith(NAME) or term[:1].isdigit()
