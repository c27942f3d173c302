"""How much a shared word says: a rare one much, one that stands in every other sentence next to nothing."""

import math
from collections import Counter
from collections.abc import Iterable

from annotations.comparison.passages import Sentence


class Weights:
    """The inverse document frequency of every term over the sentences of a story, from 0 to 1."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        terms = [sentence.terms() for sentence in sentences]
        counts = Counter(term for each in terms for term in each)
        most = math.log1p(max(len(terms), 2))
        self._weights = {term: math.log1p(len(terms) / count) / most for term, count in counts.items()}

    def of(self, terms: Iterable[str]) -> float:
        """What the terms weigh together; summed in one order, so that the result is the same every time."""
        return math.fsum(self._weights[term] for term in terms)
