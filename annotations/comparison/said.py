"""Words of one speaker in several articles: quotations that share a run of words, however much of it each outlet took.

What stands in marks is compared sentence by sentence, for one outlet quotes three and another a half. A report without
marks that has the run too is the same words retold.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotations.comparison.clusters import clusters, each_to_each, pairs_in
from annotations.comparison.passages import Sentence
from annotations.comparison.weights import Weights
from annotations.comparison.wordings import NAME, Word
from annotations.heeding import Heed, heeded, unheeded
from annotations.model import Quotation, QuotationKind, Span

RUN = 4
"""Words in a row that two outlets do not write by chance."""

_ENOUGH = 1.15  # what those of them must weigh that are neither small words nor names


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A part of a quotation that stands in one sentence.

    Attributes:
        sentence: The sentence.
        quotation: The quotation.
        span: Where the part stands.
        words: Its words.
    """

    sentence: Sentence
    quotation: Quotation
    span: Span
    words: tuple[Word, ...]

    @property
    def marked(self) -> bool:
        """Whether some of it stands in quotation marks."""
        return self.quotation.kind is not QuotationKind.INDIRECT

    def runs(self) -> Iterator[tuple[tuple[str, ...], tuple[Word, ...]]]:
        """All runs of its words, by their stems."""
        for first in range(len(self.words) - RUN + 1):
            run = self.words[first : first + RUN]
            yield tuple(word.stem for word in run), run


def said_in(sentences: Sequence[Sentence]) -> list[Said]:
    """The quotations of some sentences, sentence by sentence."""
    return [_part(sentence, quotation) for sentence in sentences for quotation in sentence.quotations]


def _part(sentence: Sentence, quotation: Quotation) -> Said:
    span = Span(max(sentence.span.start, quotation.start), min(sentence.span.end, quotation.end))
    return Said(sentence, quotation, span, tuple(word for word in sentence.words if span.contains(word.start)))


def with_one_run(found: Sequence[Said], weights: Weights, heed: Heed = unheeded) -> list[list[Said]]:
    """The quotations that share telling runs with one of another article, in groups.

    Args:
        found: The quotations.
        weights: What their terms weigh.
        heed: Is asked before each step.
    """
    runs = [{run: _telling(words) for run, words in said.runs()} for said in found]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, own in enumerate(runs):
        for run in own:
            holders[run].append(index)

    def weight(one: int, other: int) -> float:
        common = runs[one].keys() & runs[other].keys()
        return weights.of(frozenset[str]().union(*(runs[other][run] for run in common)))

    def alike(one: int, other: int) -> bool:
        heed(0)
        return weight(one, other) >= _ENOUGH

    weighed = ((weight(*pair), *pair) for pair in heeded(pairs_in(holders.values()), heed))
    edges = [edge for edge in weighed if edge[0] >= _ENOUGH]
    groups = clusters(len(found), edges, each_to_each(alike, share=0.5))
    named = ([found[index] for index in group] for group in groups)
    return [group for group in named if len({said.sentence.article for said in group}) > 1]


def _telling(words: Sequence[Word]) -> frozenset[str]:
    """What a run says, names left out."""
    return frozenset(word.term for word in words if word.term and not word.term.startswith(NAME))


def common_run(group: Sequence[Said]) -> tuple[Said, Span]:
    """The longest stretch of one of them that most of the others have too, to name the group by."""
    counts = Counter(run for said in group for run in {run for run, _ in said.runs()})
    most = max(counts.values())
    said = next(said for said in group if any(counts[run] == most for run, _ in said.runs()))
    common = [words for run, words in said.runs() if counts[run] == most]
    return said, Span(common[0][0].start, common[-1][-1].end)
