"""What several outlets state in their own words: an act and the name, the date or the thing that it is told of.

Two words that stand close together in several articles are a core ("captured … Mayadeen"). A core is worth a group if
it holds an act, or if its words are so rare that chance is out. Cores that stand in the same sentences are one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotations.comparison.clusters import Edge, alike_in, clusters
from annotations.comparison.passages import Sentence
from annotations.comparison.weights import Weights
from annotations.comparison.wordings import ACT, DATE, NAME
from annotations.detection.function_words import word_set
from annotations.heeding import Heed, heeded, unheeded

_CLOSE = 9  # words in which both words of a core stand
_SAME_CLAUSE = 24  # the same for a date, which may stand at either end of its clause
_ACT_AND_NAME, _ACT_AND_WORD, _TWO_WORDS = 0.85, 1.0, 1.2  # what a core must weigh at least
_MONTH = len("#2017-10")  # days are those of the reports themselves more often than of what they report
_TELLING_NAME = 0.42  # what the name or the date in it must weigh: Raqqa says nothing in reports about Raqqa
_TWO_ORIGINS = 1.12  # what a group of two origins must weigh whose act is told of no name
_WITHOUT_ACT = 2.2  # what all common words must weigh where none of them is an act …
_EACH_ORIGIN = 0.25  # … less this for every origin that has them
_OFTEN = 3  # sentences for each article, at most: what stands in more is a topic and no statement
_REPEATED = 0.5  # share of its sentences by which one statement repeats another
_COPIED = 0.6  # share of the shorter one's terms that two copies of a sentence have in common
_LONG_ENOUGH = 5  # terms of a sentence that can be told to be a copy
_ALIKE = 0.7  # share of their sentences that two cores have in common

Core = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stated:
    """Sentences that state one thing, and the terms that they have in common, the core's first."""

    sentences: tuple[Sentence, ...]
    terms: frozenset[str]


def statements(
    sentences: Sequence[Sentence], weights: Weights, origin_of: Mapping[int, int], heed: Heed = unheeded
) -> list[Stated]:
    """The statements that several origins make.

    Args:
        sentences: Of all articles of a story.
        weights: What their terms weigh.
        origin_of: Which origin an article belongs to.
        heed: Is told of each code point of the sentences.
    """

    def origins(indexes: frozenset[int]) -> int:
        return len({origin_of[sentences[index].article] for index in indexes})

    most = _OFTEN * len({sentence.article for sentence in sentences})
    cores = [
        (core, held)
        for core, held in sorted(_holders(sentences, heed).items())
        if origins(held) > 1 and len(held) <= most and _is_telling(core, weights)
    ]
    found = []
    place_of = {sentence: index for index, sentence in enumerate(sentences)}
    edges = _edges(cores, heed)
    for group in heeded(clusters(len(cores), edges, alike_in(edges, share=0.5)), heed):
        stated = _stated([cores[index] for index in group], sentences)
        held = frozenset(place_of[each] for each in stated.sentences)
        if origins(held) > 1 and _is_statement(stated, weights, origins(held)):
            found.append(stated)
    found.sort(key=lambda each: (-_origins(each, origin_of), -weights.of(each.terms), sorted(each.terms)))
    of_origin: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        of_origin[origin_of[sentence.article]].append(sentence)
    return [_with_twins(stated, of_origin, origin_of) for stated in heeded(_without_repeats(found), heed)]


def _origins(stated: Stated, origin_of: Mapping[int, int]) -> int:
    return len({origin_of[sentence.article] for sentence in stated.sentences})


def _without_repeats(found: Iterable[Stated]) -> list[Stated]:
    """The first statements first; one that a kept one has all of, or half of with a term in common, is left out."""
    kept: list[Stated] = []
    for stated in found:
        if not any(_repeats(stated, other) for other in kept):
            kept.append(stated)
    return kept


def _repeats(stated: Stated, other: Stated) -> bool:
    share = sum(each in other.sentences for each in stated.sentences) / len(stated.sentences)
    return share == 1 or (share >= _REPEATED and bool(stated.terms & other.terms))


def _with_twins(stated: Stated, of_origin: Mapping[int, Sequence[Sentence]], origin_of: Mapping[int, int]) -> Stated:
    """A statement with the copies of its sentences, where words were put between those that it is known by."""
    there = set(stated.sentences)
    articles = {sentence.article for sentence in there}
    copies = {
        each
        for own in stated.sentences
        for each in of_origin[origin_of[own.article]]
        if each.article not in articles and _is_copy(each, own)
    }
    kept = sorted(there | copies, key=lambda each: (each.article, each.span))
    return Stated(tuple(kept), stated.terms)


def _is_copy(one: Sentence, other: Sentence) -> bool:
    shorter = min(len(one.claimed), len(other.claimed))
    return shorter >= _LONG_ENOUGH and len(one.claimed & other.claimed) >= _COPIED * shorter


def _holders(sentences: Sequence[Sentence], heed: Heed) -> dict[Core, frozenset[int]]:
    """The sentences in which two terms stand close together, by the terms."""
    holders: dict[Core, set[int]] = defaultdict(set)
    for index, sentence in enumerate(sentences):
        heed(sentence.span.end - sentence.span.start)
        terms = [word.term if word.term in sentence.claimed else "" for word in sentence.words]
        for first, term in enumerate(terms):
            for distance, other in enumerate(terms[first + 1 : first + _SAME_CLAUSE] if term else (), 1):
                if other and other != term and (distance < _CLOSE or DATE in (term[0], other[0])):
                    holders[min(term, other), max(term, other)].add(index)
    return {core: frozenset(held) for core, held in holders.items() if len(held) > 1}


def _is_telling(core: Core, weights: Weights) -> bool:
    """Whether two words say something of something, and not only what the whole story is about."""
    dates = [term for term in core if term.startswith(DATE)]
    names = [term for term in core if term.startswith(NAME)]
    acts = [term for term in core if term.startswith(ACT)]
    if len(names) == 2 or any(len(date) > _MONTH for date in dates) or any(term[0].isdigit() for term in core):
        return False
    if dates:
        return bool(names or acts) and weights.of(core) >= _ACT_AND_NAME
    if names and weights.of(names) < _TELLING_NAME:
        return False
    return weights.of(core) >= (_ACT_AND_NAME if acts and names else _ACT_AND_WORD if acts else _TWO_WORDS)


def _edges(cores: Sequence[tuple[Core, frozenset[int]]], heed: Heed) -> list[Edge]:
    together: Counter[tuple[int, int]] = Counter()
    of_sentence: dict[int, list[int]] = defaultdict(list)
    for index, (_, held) in enumerate(cores):
        for sentence in held:
            of_sentence[sentence].append(index)
    for indexes in heeded(of_sentence.values(), heed):
        together.update(combinations(indexes, 2))
    likeness = {(a, b): count / len(cores[a][1] | cores[b][1]) for (a, b), count in together.items()}
    return [(value, one, other) for (one, other), value in likeness.items() if value >= _ALIKE]


def _stated(cores: Sequence[tuple[Core, frozenset[int]]], sentences: Sequence[Sentence]) -> Stated:
    """The sentences that hold more than half of the cores, and what is common to them."""
    counts = Counter(index for _, held in cores for index in held)
    kept = tuple(sentences[index] for index in sorted(counts) if counts[index] > 0.5 * len(cores))
    terms = {term for core, _ in cores for term in core}
    return Stated(kept, frozenset(terms.intersection(*(each.claimed for each in kept))))


def _is_statement(stated: Stated, weights: Weights, origins: int) -> bool:
    signs = {term[0] for term in stated.terms}
    if DATE in signs or {ACT, NAME} <= signs:
        return len(stated.terms) > 1
    if ACT in signs and len(stated.terms) > 1:
        return origins > 2 or weights.of(stated.terms) >= _TWO_ORIGINS
    return weights.of(stated.terms) >= _WITHOUT_ACT - _EACH_ORIGIN * origins


_DENYING = word_set("""
    not no never neither nor without cannot deny denies denied denying refute refutes refuted refuted exclude excludes
    excluded excluding bar bars barred ban bans banned forbid forbids forbade prevent prevents prevented
""")
_SMALL_BETWEEN = 4  # words between a denial and what it denies


def denies(sentence: Sentence, terms: frozenset[str], text: str) -> bool:
    """Whether a sentence denies what the terms say: a denying word whose first word of weight is one of them.

    "Not allowed to leave" denies that somebody is allowed; "does not condone a deal" does not deny the deal.
    """
    words = sentence.words
    for index, word in enumerate(words):
        written = text[word.start : word.end].lower()
        if written in _DENYING or written.endswith(("n't", "n’t")):
            denied = next((each.term for each in words[index + 1 : index + 1 + _SMALL_BETWEEN] if each.term), "")
            if denied in terms:
                return True
    return False
