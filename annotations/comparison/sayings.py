"""All that one person says in several articles, the variants of one quotation together.

Quotations are taken sentence by sentence: one outlet prints three and another a half. Two sentences are variants if
the larger holds enough of the smaller one's runs of three words, as for copies (`shared_copy.py`), names in whatever
spelling; where they are credited to different speakers, more of them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from annotations.comparison.changed_words import changed_words
from annotations.comparison.clusters import Edge, clusters, each_to_each, pairs_in
from annotations.comparison.fingerprints import word_spans
from annotations.comparison.names import Names
from annotations.comparison.spelling import folded
from annotations.detection.sentences import sentences
from annotations.model import Article, MentionKind, Span

_RUN = 3  # words
_ALIKE = 0.3  # of the smaller one's runs, for the same speaker
_ALIKE_ELSEWHERE = 0.6  # for another one
_ENOUGH = 4  # runs that two speakers share
_SHORTEST = 3  # words of a name at the end of a description: "the so-called Regional Flood Office"
_INDEFINITE = re.compile(r"(?:an?|the)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\b")


class Saying(NamedTuple):
    """What somebody says in one sentence of one article.

    Attributes:
        article: The place of the article in the list that was asked about.
        span: Where it stands.
        kind: How it is said.
        speaker: Who says it, as far as the article tells.
    """

    article: int
    span: Span
    kind: MentionKind
    speaker: str


class Wording(NamedTuple):
    """Sayings of the very same words, whatever the marks and the case.

    Attributes:
        sayings: At least one, in the order of the articles.
        differing: In the first of them, the words that the quotation's first wording has not; an empty span where it
            has words between that are missing here. What is cut off at either end is no difference.
    """

    sayings: tuple[Saying, ...]
    differing: tuple[Span, ...] = ()


Variants = tuple[Wording, ...]
"""The wordings of one quotation: first what most voices have."""


class Sayings:
    """Who says what in some articles.

    Args:
        articles: The articles.
        quotations: Their quotations of which somebody is the speaker, by the articles' places.
        names: Says which speakers are one.
        voices: For each article, the number of its origin: articles of one are one voice.
    """

    def __init__(
        self, articles: Sequence[Article], quotations: Iterable[Saying], names: Names, voices: Sequence[int]
    ) -> None:
        self.articles = tuple(articles)
        self.voices = tuple(voices)
        self._names = names
        self._sayings = [part for each in quotations for part in self._by_sentence(each)]
        self._keys = [self.key(each.article, each.speaker) for each in self._sayings]
        self._words = [self._words_of(each) for each in self._sayings]
        self._runs = [_runs(tuple(map(_spelling, words))) for words in self._words]
        self._groups = clusters(len(self._sayings), self._edges(), each_to_each(self._alike, share=0.5))

    def key(self, article: int, speaker: str) -> str:
        """Who is meant by a speaker of an article; equal in all articles where it is a name."""
        bare = _INDEFINITE.sub("", speaker, count=1) if _INDEFINITE.match(speaker) else speaker
        if not any(letter.isupper() for letter in bare):  # "officials" are others in every article
            return f"{article}: {bare}"
        return self._named_at_the_end(article, bare) or self._names.key_in(self.articles[article], bare)

    def speaker(self, key: str) -> list[str]:
        """How the articles call the speaker of a key, the most frequent form first; nothing where nobody has it."""
        found = zip(self._sayings, self._keys, strict=True)
        forms = Counter(saying.speaker for saying, its in found if its == key)
        return sorted(forms, key=lambda form: (-forms[form], form))

    def of(self, key: str) -> list[Variants]:
        """All that a speaker says: what most voices carry first, then as it stands in the articles."""
        found = [self._variants(group) for group in self._groups if any(self._keys[each] == key for each in group)]
        return sorted(found, key=lambda variants: -self._carried([each for one in variants for each in one.sayings]))

    def is_of(self, saying: Saying, key: str) -> bool:
        """Whether a saying is credited to this speaker."""
        return self.key(saying.article, saying.speaker) == key

    def _carried(self, sayings: Iterable[Saying]) -> int:
        """By how many voices."""
        return len({self.voices[each.article] for each in sayings})

    def _named_at_the_end(self, article: int, speaker: str) -> str:
        """The key of a long name that ends a description, "the so-called Regional Flood Office", or nothing."""
        words = speaker.split()
        for first in range(len(words) - _SHORTEST + 1):
            key = self._names.key_in(self.articles[article], " ".join(words[first:]))
            if self._names.is_known(key) and not _POSSESSIVE.search(" ".join(words[:first])):
                return key
        return ""

    def _by_sentence(self, quotation: Saying) -> Iterator[Saying]:
        text = self.articles[quotation.article].text
        for sentence in sentences(text, *quotation.span):
            if word_spans(text, *sentence):
                yield quotation._replace(span=sentence)

    def _words_of(self, saying: Saying) -> tuple[str, ...]:
        return tuple(word for word, _ in word_spans(self.articles[saying.article].text, *saying.span))

    def _edges(self) -> Iterator[Edge]:
        """The sayings that are variants of each other, pair by pair."""
        holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, runs in enumerate(self._runs):
            for run in runs:
                holders[run].append(number)
        for one, other in pairs_in(holders.values()):
            if likeness := self._likeness(one, other):
                yield likeness, one, other

    def _likeness(self, one: int, other: int) -> float:
        """How much of the smaller one's runs the larger one has; 0 if they are no variants of each other."""
        shared = len(self._runs[one] & self._runs[other])
        share = shared / min(len(self._runs[one]), len(self._runs[other]))
        if self._keys[one] == self._keys[other]:
            return share if share >= _ALIKE else 0.0
        return share if share >= _ALIKE_ELSEWHERE and shared >= _ENOUGH else 0.0

    def _alike(self, one: int, other: int) -> bool:
        return self._likeness(one, other) > 0

    def _variants(self, group: Sequence[int]) -> Variants:
        together: defaultdict[tuple[str, ...], list[Saying]] = defaultdict(list)
        for number in group:
            together[self._words[number]].append(self._sayings[number])
        ordered = sorted(together.items(), key=lambda item: (-self._carried(item[1]), -len(item[0])))
        first = ordered[0][1][0]
        return tuple(Wording(tuple(each), self._differing(first, each[0])) for _, each in ordered)

    def _differing(self, first: Saying, other: Saying) -> tuple[Span, ...]:
        if first is other:
            return ()
        a, b = self.articles[first.article].text, self.articles[other.article].text
        words = word_spans(b, *other.span)
        begin, end = words[0][1].start, words[-1][1].end
        changes = changed_words(a, b, [(first.span, other.span)])
        return tuple(
            Span(change.b.start, change.b.end)
            for change in changes
            if (change.a.text and change.b.text) or (change.b.start > begin and change.b.end < end)
        )


@lru_cache(1 << 14)
def _spelling(word: str) -> str:
    """A word as all outlets spell it: Raqqa and Raqa break no run."""
    return folded(word) or word


def _runs(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The runs of words; fewer words than a run has are one."""
    return {words[at : at + _RUN] for at in range(max(1, len(words) - _RUN + 1))}
