"""Wire copy: which passages two articles share, and what was changed in them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise, product

from annotations.comparison.changed_words import ChangedWords, changed_words, same_words
from annotations.comparison.fingerprints import Fingerprints, Sentence
from annotations.heeding import Heed, heeded, unheeded
from annotations.model import Article, Span

SHARED = 0.30
"""Least containment of a shared passage: it finds all copied paragraphs of the sample articles and no other."""

ECHO = 0.15
"""Least containment of an echo, in which some of the words are the same."""

_ENOUGH = 7  # runs of three words, where less than half is shared: an office with its spokesman has fewer
_REACH = 3  # sentences from one copied one to the next of the same passage: two may have been dropped
_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage that two articles have in common, word for word or lightly edited; within one paragraph of each.

    Attributes:
        a: Where it stands in the one article.
        b: Where it stands in the other.
        containment: How much of the smaller one's runs of three words the larger one holds, from 0 to 1.
    """

    a: Span
    b: Span
    containment: float
    _texts: tuple[str, str] = field(repr=False, compare=False)
    _pieces: tuple[tuple[Span, Span], ...] = field(repr=False, compare=False)

    @property
    def changes(self) -> tuple[ChangedWords, ...]:
        """What differs, in order; dropped sentences are words that one side does not have. Aligned when asked."""
        return tuple(changed_words(*self._texts, self._pieces))

    @property
    def same(self) -> tuple[tuple[Span, Span], ...]:
        """The words that both have, each beside its counterpart, in order. Aligned when asked."""
        return tuple(same_words(*self._texts, self._pieces))


def shared_passages(a: Article, b: Article, least: float = SHARED, heed: Heed = unheeded) -> list[SharedPassage]:
    """The passages that two articles share, in the order of `a`.

    Args:
        a: The one article.
        b: The other.
        least: Least containment; with `ECHO`, passages in which only some words are the same come too.
        heed: Is told of every code point twice, as by `Fingerprints`.
    """
    return all_shared([a, b], least, heed).get((0, 1), [])


def all_shared(
    articles: Iterable[Article], least: float = SHARED, heed: Heed = unheeded
) -> dict[_Pair, list[SharedPassage]]:
    """The passages that any two of some articles share.

    Args:
        articles: Which to look at. The cost is that of their text and of what they share.
        least: As for `shared_passages`.
        heed: Is told of every code point twice, as by `Fingerprints`.

    Returns:
        By the places of two articles in `articles`, the lower first; only pairs that share something.
    """
    read = list(articles)
    if len(read) < 2:  # nothing is read where there is nothing to hold it against
        return {}
    prints = Fingerprints(read, heed)
    shared = {}
    for (one, other), pairs in sorted(_copied(prints, least).items()):
        texts = read[one].text, read[other].text
        found = _passages(prints, texts, prints.articles[one], prints.articles[other], pairs)
        shared[one, other] = list(heeded(found, heed))
    return shared


def _copied(prints: Fingerprints, least: float) -> dict[_Pair, set[_Pair]]:
    """For two articles, the sentences that are copies, each by its place."""
    places = prints.places()
    copied: defaultdict[_Pair, set[_Pair]] = defaultdict(set)
    for wording, other in prints.copies(least, _ENOUGH if least >= SHARED else 0):
        for (one, i), (two, j) in product(places.get(wording, ()), places.get(other, ())):
            if one != two:
                copied[min(one, two), max(one, two)].add((i, j) if one < two else (j, i))
    return copied


def _passages(
    prints: Fingerprints, texts: tuple[str, str], a: list[Sentence], b: list[Sentence], pairs: set[_Pair]
) -> Iterator[SharedPassage]:
    for group in sorted(map(sorted, _groups(a, b, _with_neighbours(prints, a, b, pairs)))):
        containment = prints.containment({a[i].wording for i, _ in group}, {b[j].wording for _, j in group})
        pieces = _pieces(a, b, group)
        one, other = (Span(pieces[0][side].start, pieces[-1][side].end) for side in (0, 1))
        yield SharedPassage(one, other, containment, texts, tuple(pieces))


def _with_neighbours(prints: Fingerprints, a: list[Sentence], b: list[Sentence], pairs: set[_Pair]) -> set[_Pair]:
    """The pairs, and beside them sentences too short or too much edited to tell anything by themselves."""
    found = set(pairs)
    for step in (1, -1):
        for one, other in pairs:
            i, j = one + step, other + step
            while (i, j) not in found and 0 <= i < len(a) and 0 <= j < len(b) and _echoes(prints, a[i], b[j]):
                found.add((i, j))
                i, j = i + step, j + step
    return found


def _echoes(prints: Fingerprints, one: Sentence, other: Sentence) -> bool:
    return one.wording == other.wording or prints.containment({one.wording}, {other.wording}) >= ECHO


def _groups(a: list[Sentence], b: list[Sentence], pairs: set[_Pair]) -> Iterator[set[_Pair]]:
    """The pairs that belong to one passage: near each other, in one paragraph of each article."""
    left = set(pairs)
    while left:
        waiting = [left.pop()]
        group = set(waiting)
        while waiting:
            here = waiting.pop()
            near = [pair for pair in _near(*here) if pair in left and _in_one_paragraph(a, b, here, pair)]
            left.difference_update(near)
            group.update(near)
            waiting += near
        yield group


def _near(i: int, j: int) -> Iterator[_Pair]:
    """The pairs that may belong to the passage of another: both sentences come later, or both before."""
    steps = range(_REACH + 1)
    for one, two in product(steps, steps):
        yield i + one, j + two
        yield i - one, j - two


def _in_one_paragraph(a: list[Sentence], b: list[Sentence], one: _Pair, other: _Pair) -> bool:
    return a[one[0]].line == a[other[0]].line and b[one[1]].line == b[other[1]].line


def _pieces(a: list[Sentence], b: list[Sentence], group: list[_Pair]) -> list[tuple[Span, Span]]:
    """A passage cut before sentences that are copies of each other alone, so that words are aligned in short pieces."""
    cuts = _cuts(group)
    ours = _cut_spans(a, group[0][0], [i for i, _ in cuts], max(i for i, _ in group))
    theirs = _cut_spans(b, min(j for _, j in group), [j for _, j in cuts], max(j for _, j in group))
    return list(zip(ours, theirs, strict=True))


def _cuts(group: list[_Pair]) -> list[_Pair]:
    if any(later[1] < earlier[1] for earlier, later in pairwise(group)):
        return []  # sentences have changed places
    ours, theirs = Counter(i for i, _ in group), Counter(j for _, j in group)
    return [(i, j) for i, j in group[1:] if ours[i] == theirs[j] == 1]


def _cut_spans(sentences: list[Sentence], first: int, cuts: list[int], last: int) -> list[Span]:
    starts, ends = [first, *cuts], [*(cut - 1 for cut in cuts), last]
    return [Span(sentences[start].start, sentences[end].end) for start, end in zip(starts, ends, strict=True)]
