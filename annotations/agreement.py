"""How far two annotators agree, beyond chance, on the passages that both have judged.

Written here because the known libraries (krippendorff, scikit-learn, statsmodels) all bring numpy, which
costs more at start than these formulas take to read.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotations.model import Annotation, Span, Status

Pairs = Sequence[tuple[Status, Status]]
"""What the first and the second annotator decided, passage by passage."""


class Figure(NamedTuple):
    """A coefficient, or why there is none."""

    value: float | None
    reason: str = ""

    def __str__(self) -> str:
        return f"undefined, because {self.reason}" if self.value is None else f"{self.value:.3f}"


class Disagreement(NamedTuple):
    """One passage that the two judged differently."""

    first: Annotation
    second: Annotation


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two annotators compared.

    Attributes:
        shared: How many passages both have judged.
        only_first: How many only the first has judged.
        only_second: How many only the second has judged.
        percent: Share of the shared passages with the same status, from 0 to 1.
        kappa: Cohen's kappa.
        alpha: Krippendorff's alpha for nominal data.
        disagreements: The passages judged differently, by article and place.
    """

    shared: int
    only_first: int
    only_second: int
    percent: Figure
    kappa: Figure
    alpha: Figure
    disagreements: tuple[Disagreement, ...]


def compare(first: Iterable[Annotation], second: Iterable[Annotation]) -> Agreement:
    """Compare two annotators on passages with the same article, start and end; unjudged ones do not count.

    Where somebody judged a passage more than once, the judgement changed last counts.
    """
    one, other = _judged(first), _judged(second)
    shared = sorted(one.keys() & other.keys())
    both = [Disagreement(one[place], other[place]) for place in shared]
    pairs = [(a.status, b.status) for a, b in both if a.status and b.status]
    return Agreement(
        len(shared),
        len(one.keys() - other.keys()),
        len(other.keys() - one.keys()),
        percent(pairs),
        cohens_kappa(pairs),
        krippendorffs_alpha(pairs),
        tuple(pair for pair in both if pair.first.status != pair.second.status),
    )


def _judged(annotations: Iterable[Annotation]) -> dict[tuple[str, Span], Annotation]:
    judged = (annotation for annotation in annotations if annotation.status)
    return {(a.article_id, a.span): a for a in sorted(judged, key=lambda a: a.updated_at)}


def percent(pairs: Pairs) -> Figure:
    """Share of equal decisions, from 0 to 1; chance is not taken off."""
    if not pairs:
        return Figure(None, "no passage was judged by both")
    return Figure(sum(one == other for one, other in pairs) / len(pairs))


def cohens_kappa(pairs: Pairs) -> Figure:
    """Agreement beyond what each annotator's own habits explain: (observed - expected) / (1 - expected).

    J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20
    (1960).
    """
    if not pairs:
        return Figure(None, "no passage was judged by both")
    firsts, seconds = (Counter(side) for side in zip(*pairs, strict=True))
    chance = sum(firsts[status] * seconds[status] for status in firsts)
    if chance == len(pairs) ** 2:
        return Figure(None, "both gave every passage the same status, which chance alone explains")
    expected = chance / len(pairs) ** 2
    observed = sum(one == other for one, other in pairs) / len(pairs)
    return Figure((observed - expected) / (1 - expected))


def krippendorffs_alpha(pairs: Pairs) -> Figure:
    """Agreement beyond what all decisions together explain: 1 - observed / expected disagreement, nominal.

    K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C.
    """
    if not pairs:
        return Figure(None, "no passage was judged by both")
    counts = Counter(status for pair in pairs for status in pair)
    decisions = counts.total()
    expected = decisions**2 - sum(count**2 for count in counts.values())
    if not expected:
        return Figure(None, "only one status was given, and without variation there is nothing to agree on")
    observed = 2 * sum(one != other for one, other in pairs)
    return Figure(1 - (decisions - 1) * observed / expected)
