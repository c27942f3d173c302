"""The sentences of some articles by their runs of three words, and which of them are copies of which.

Copied text is lightly edited, merged and cut, so what is asked is containment: how many of the smaller sentence's runs
of three words stand in the larger one. Edit ratio, Jaccard and sets of words fail there. A run that only one sentence
holds joins nothing and is not kept; the rarest of the others fetch candidates.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from statistics import median_low
from typing import NamedTuple

from annotations.detection.sentences import sentences
from annotations.heeding import Heed, heeded, unheeded
from annotations.model import Article, Role, Span
from annotations.wording import fold

_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|\w+(?:'\w+)*|[%$€£]")
# What has no stop for so long is cut at white space.
_PIECE = re.compile(r"\S(?:.{0,998}\S)?(?!\S)|\S{1,1000}", re.DOTALL)
_FEWEST = 4  # shared runs: two sentences that share three name the same office
_RAREST = 8  # runs of a sentence that fetch candidates
_PHRASE = 8  # times as many sentences hold a phrase as hold what stands around it
_MOST = 1000  # sentences, or articles: what more of them say is no copy of one another
_BUCKETS = 16  # for each run, so that hardly two fall into one …
_MOST_BUCKETS = 1 << 24  # … but no more megabytes than that
_SEVERAL = -1  # articles, which hold a wording


class Sentence(NamedTuple):
    """A sentence of an article's body.

    Attributes:
        start: First code point.
        end: One past the last.
        line: Which of the article's lines it stands in.
        wording: A number that sentences of the same words have in common.
    """

    start: int
    end: int
    line: int
    wording: int


class Fingerprints:
    """The sentences of articles and their copies.

    Args:
        articles: Which to read.
        heed: Is told of every code point twice: when it is read, and when its copies are looked for.

    Attributes:
        articles: For each article, the sentences of its body in order.
    """

    def __init__(self, articles: Iterable[Article], heed: Heed = unheeded) -> None:
        self._heed = heed
        self._numbers: dict[str, int] = {}
        self._runs: list[array[int]] = []
        self._lengths = array("q")  # code points of all that is worded so
        self._homes = array("q")  # the article in which alone a wording stands
        self.articles = [list(self._sentences(article, number)) for number, article in enumerate(articles)]

    def _sentences(self, article: Article, home: int) -> Iterator[Sentence]:
        text = article.text
        for number, line in enumerate(article.lines):
            if line.role is Role.BODY:
                for start, end in _pieces(text, line.start, line.end):
                    self._heed(end - start)
                    wording = self._wording(words(text[start:end]), home)
                    self._lengths[wording] += end - start
                    yield Sentence(start, end, number, wording)

    def _wording(self, of: list[str], home: int) -> int:
        number = self._numbers.setdefault(" ".join(of), len(self._runs))
        if number == len(self._runs):
            self._runs.append(array("q", {hash(run) for run in zip(of, of[1:], of[2:], strict=False)}))
            self._lengths.append(0)
            self._homes.append(home)
        elif self._homes[number] != home:
            self._homes[number] = _SEVERAL
        return number

    def places(self) -> dict[int, list[tuple[int, int]]]:
        """Where each wording stands: the number of the article, that of the sentence."""
        found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, article in enumerate(self.articles):
            for at, sentence in enumerate(article):
                found[sentence.wording].append((number, at))
        return {wording: places for wording, places in found.items() if len(places) <= _MOST}

    def containment(self, some: Iterable[int], others: Iterable[int]) -> float:
        """How much of the smaller of two groups of wordings stands in the larger one, from 0 to 1."""
        left, right = (set(chain.from_iterable(self._runs[each] for each in group)) for group in (some, others))
        smaller = min(len(left), len(right))
        return len(left & right) / smaller if smaller else 0.0

    def copies(self, least: float, enough: int = _FEWEST) -> Iterator[tuple[int, int]]:
        """The pairs of wordings of which the larger contains at least `least` of the smaller, each at least once.

        A wording is a copy of itself. What only one article says, and says twice, is left out. Those of fewer than four
        runs are copies of nothing: they say too little. Phrases that many sentences use do not count.

        Args:
            least: From 0 to 1.
            enough: How many runs must be shared where less than half is.
        """
        holders = self._holders()
        telling = [_telling(runs, holders) for runs in heeded(self._runs, self._heed)]
        for number, runs in enumerate(telling):
            self._heed(self._lengths[number])
            own, home = set(runs), self._homes[number]
            for other in _candidates(runs, holders):
                if home == self._homes[other] != _SEVERAL:
                    continue
                common, smaller = sum(run in own for run in telling[other]), min(len(own), len(telling[other]))
                if common >= max(_FEWEST, least * smaller, min(enough, smaller / 2)):
                    yield number, other
            if home == _SEVERAL and len(self._runs[number]) >= _FEWEST:
                yield number, number

    def _holders(self) -> dict[int, "array[int]"]:
        """The wordings that hold a run, for the runs that more than one holds."""
        buckets = min(_BUCKETS * sum(map(len, self._runs)), _MOST_BUCKETS)
        counts = bytearray(buckets)
        for run in chain.from_iterable(heeded(self._runs, self._heed)):
            counts[run % buckets] = min(counts[run % buckets] + 1, 2)
        holders: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
        for number, runs in enumerate(heeded(self._runs, self._heed)):
            for run in runs:
                if counts[run % buckets] > 1:
                    holders[run].append(number)
        return {run: held for run, held in holders.items() if len(held) > 1}


def _telling(runs: "array[int]", holders: Mapping[int, "array[int]"]) -> "array[int]":
    """The runs of a sentence without its phrases: those that far more sentences hold than hold the rest of it."""
    counts = [len(holders.get(run, ())) for run in runs]
    limit = _PHRASE * max(1, median_low(counts)) if counts else 0
    return array("q", [run for run, count in zip(runs, counts, strict=True) if count <= limit])


def _candidates(runs: "array[int]", holders: Mapping[int, "array[int]"]) -> set[int]:
    """The wordings that hold one of the rarest runs."""
    rarest = sorted((len(holders[run]), run) for run in runs if 0 < len(holders.get(run, ())) <= _MOST)[:_RAREST]
    return set(chain.from_iterable(holders[run] for _, run in rarest))


def words(text: str) -> list[str]:
    """The words and figures of a text as they are compared: without marks, in one case."""
    return _WORD.findall(fold(text).casefold())


def word_spans(text: str, start: int, end: int) -> list[tuple[str, Span]]:
    """The words of `text[start:end]` as they are compared, with their places in code points."""
    folded = fold(text[start:end])
    return [(match[0].casefold(), Span(start + match.start(), start + match.end())) for match in _WORD.finditer(folded)]


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    for sentence in sentences(text, start, end):
        for piece in _PIECE.finditer(text, *sentence):
            yield Span(*piece.span())
