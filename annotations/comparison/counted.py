"""Figures of the same thing, whatever their values: that is what finds 85 percent against 90.

Two figures are of one thing if they measure the same, count the same, speak of the same time, and stand beside the same
act. Figures with one value need less beside them than figures with two.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from annotations.comparison.clusters import Edge, clusters, each_to_each, pairs_in
from annotations.comparison.figures import Bounds, Likeness, days_of, likeness, measure_of
from annotations.comparison.passages import Sentence
from annotations.comparison.weights import Weights
from annotations.comparison.wordings import ACT, DATE, NAME, fold
from annotations.detection.function_words import ARTICLES
from annotations.heeding import Heed, heeded, unheeded
from annotations.model import Quantity

_REACH = 9  # words to each side of a figure that may tell what it is about
_SAME_VALUE, _OTHER_VALUE, _NOTHING_COUNTED = 0.4, 0.6, 1.0  # what the words in reach of both must weigh
_OFTEN = 2.0  # one period may be so many times the other before they are two
_ANY_WHOLE = frozenset({"city", "country", "territory", "area", "total", "it", "them"})
_MORE = frozenset({"mor", "other"})  # stems
_TELLING = 100  # a figure of this size, of one noun, is hardly another by chance


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """A figure and what it is about.

    Attributes:
        sentence: Where it stands.
        quantity: The figure.
        head: What is counted, folded; what the figure before counts for "thousands more"; else empty.
        near: The terms in reach, of the thing counted only what distinguishes it.
        period: The days that the sentence speaks of, if it says so.
    """

    sentence: Sentence
    quantity: Quantity
    head: str
    near: frozenset[str]
    period: Bounds | None


def counted_in(sentences: Sequence[Sentence]) -> list[Counted]:
    """The figures of some sentences, in order."""
    found: list[Counted] = []
    for sentence in sentences:
        for quantity in sentence.figures:
            head = _head(sentence, quantity, found[-1] if found else None)
            found.append(Counted(sentence, quantity, head, _near(sentence, quantity) - {head}, _period(sentence)))
    return found


def _head(sentence: Sentence, quantity: Quantity, before: Counted | None) -> str:
    if quantity.counted:
        return fold(quantity.counted.split()[-1].lower())
    following = next((word.stem for word in sentence.words if word.start >= quantity.end), "")
    goes_on = before is not None and (before.sentence.article, before.sentence.line) == (
        sentence.article,
        sentence.line,
    )
    return before.head if before and goes_on and following in _MORE else ""


def _near(sentence: Sentence, quantity: Quantity) -> frozenset[str]:
    words = sentence.words
    inside = [index for index, word in enumerate(words) if quantity.start <= word.start < quantity.end] or [0]
    reach = words[max(0, inside[0] - _REACH) : inside[0]] + words[inside[-1] + 1 : inside[-1] + 1 + _REACH]
    return frozenset(word.term for word in reach if word.term in sentence.claimed)


def _period(sentence: Sentence) -> Bounds | None:
    periods = [days_of(str(date.value)) for date in sentence.dates if "/" in str(date.value)]
    return periods[0] if periods else None


def lined_up(found: Sequence[Counted], weights: Weights, heed: Heed = unheeded) -> list[list[Counted]]:
    """The figures in groups of one thing each; two of one article are in one group only if they can both be right.

    Args:
        found: The figures.
        weights: What the terms beside them weigh.
        heed: Is asked before each step.
    """

    def alike(one: int, other: int) -> bool:
        of_one_measure = measure_of(found[one].quantity) == measure_of(found[other].quantity)
        return of_one_measure and _alike(found[one], found[other], weights) > 0

    def joined(first: Sequence[int], second: Sequence[int]) -> bool:
        heed(0)
        return share(first, second) and _all_right([found[index] for index in chain(first, second)])

    share = each_to_each(alike, 0.5)
    return [[found[index] for index in group] for group in clusters(len(found), _edges(found, weights, heed), joined)]


def _all_right(group: Iterable[Counted]) -> bool:
    """Whether all figures can be right: two of one article must count one thing, and not contradict each other."""
    of_article: defaultdict[int, list[Counted]] = defaultdict(list)
    for each in group:
        of_article[each.sentence.article].append(each)
    return all(_both_right(*pair) for several in of_article.values() for pair in combinations(several, 2))


def _both_right(one: Counted, other: Counted) -> bool:
    conflicting = likeness(one.quantity, other.quantity)[0] is Likeness.CONFLICTING
    return bool(one.head) and one.head == other.head and not conflicting


def _edges(found: Sequence[Counted], weights: Weights, heed: Heed) -> Iterator[Edge]:
    holders: defaultdict[tuple[str, object], list[int]] = defaultdict(list)
    for index, each in enumerate(found):
        measure = measure_of(each.quantity)
        for common in (each.quantity.value, *each.near):
            if common is not None:
                holders[measure, common].append(index)
    for one, other in heeded(pairs_in(holders.values()), heed):
        if weight := _alike(found[one], found[other], weights):
            yield weight, one, other


def _alike(one: Counted, other: Counted, weights: Weights) -> float:
    """How surely two figures are of one thing; 0 if they are not."""
    heads = {one.head, other.head} - {""}
    if len(heads) > 1 or not _one_whole(one.quantity.of, other.quantity.of) or not _one_time(one, other):
        return 0.0
    shared = one.near & other.near
    weight = weights.of(shared)
    of_one_thing = bool(one.head and other.head) or bool(one.quantity.unit)
    if one.quantity.value is not None and one.quantity.value == other.quantity.value:
        telling = bool(heads) and one.head == other.head and isinstance(one.quantity.value, float)
        least = _SAME_VALUE if of_one_thing else _NOTHING_COUNTED
        return 1 + weight if weight >= least or (telling and float(one.quantity.value) >= _TELLING) else 0.0
    beside_one_act = any(term.startswith(ACT) for term in shared)
    if one.sentence.article == other.sentence.article and not beside_one_act:
        return 0.0
    words = weights.of(term for term in shared if not term.startswith((NAME, DATE)))
    return weight if of_one_thing and (beside_one_act or words >= _OTHER_VALUE) else 0.0


def _one_whole(one: str, other: str) -> bool:
    """Whether what two figures are parts of may be one: "the city" may be any."""
    wholes = [{fold(word) for word in whole.lower().split() if word not in ARTICLES} for whole in (one, other)]
    return not all(wholes) or any(whole & _ANY_WHOLE for whole in wholes) or bool(wholes[0] & wholes[1])


def _one_time(one: Counted, other: Counted) -> bool:
    """Whether two figures may speak of one time: 200 in five days and 100 in 24 hours do not."""
    if one.period is None or other.period is None:
        return True
    lengths = sorted(each.high - each.low for each in (one.period, other.period))
    return one.period.meets(other.period) and lengths[1] <= _OFTEN * lengths[0]
