"""Groups of nodes that are alike each to each, in large numbers too."""

import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from making import body

from annotations.comparison.clusters import alike_in, clusters, each_to_each, pairs_in
from annotations.comparison.names import Names
from annotations.comparison.stories import stories
from annotations.model import Article

MANY = 400
SYLLABLES = [one + other for one in "bdklm" for other in "aeio"]


def test_a_chain_of_strangers_is_no_group() -> None:
    edges = [(0.9, 0, 1), (0.8, 1, 2), (0.7, 2, 3)]
    assert clusters(4, edges, alike_in(edges, 0.6)) == [[0, 1], [2, 3]]


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1])))
def test_a_few_nodes_are_joined_alike_whether_pairs_are_listed_or_asked_for(pairs: set[tuple[int, int]]) -> None:
    edges = [(1.0, *pair) for pair in pairs]
    asked = each_to_each(lambda one, other: (one, other) in pairs, 0.5)
    assert clusters(10, edges, asked) == clusters(10, edges, alike_in(edges, 0.5))


@given(st.lists(st.sets(st.integers(0, 30), max_size=8).map(sorted), max_size=6), st.integers(1, 3))
def test_few_nodes_with_something_in_common_are_all_paired(groups: list[list[int]], least: int) -> None:
    expected = {
        pair
        for pair in combinations(range(31), 2)
        if sum(set(pair) <= set(group) for group in groups) >= least
    }  # fmt: skip
    assert set(pairs_in(groups, least)) == expected


def test_the_pairs_of_many_nodes_grow_with_their_number() -> None:
    counts = [len(list(pairs_in([list(range(MANY * times))]))) for times in (1, 2)]
    assert counts[1] < 2.1 * counts[0]
    assert clusters(MANY, ((1.0, *pair) for pair in pairs_in([list(range(MANY))])), each_to_each(lambda *_: True, 1))[
        0
    ] == list(range(MANY))


def report(chance: random.Random, place: str, number: int) -> Article:
    """A report in words of every day, between which stands what its happening is about."""
    own = [f"{place}{syllable}" for syllable in SYLLABLES[:14]]
    things = [f"{place.lower()}{syllable}th" for syllable in SYLLABLES]
    daily = [
        f"{one}{two}{three}n"
        for one, two, three in zip(*(chance.choices(SYLLABLES, k=200) for _ in "abc"), strict=True)
    ]
    told = [
        word
        for each in daily
        for word in (each, chance.choice((chance.choice(own), chance.choice(things), "", "", "")))
    ]
    return body(f"In {place} {' '.join(told)}.", f"{place}{number}.txt")


def test_a_story_of_hundreds_does_not_fall_apart_and_takes_in_no_other() -> None:
    chance = random.Random(5)
    articles = [
        report(chance, place, number) for place, count in (("Vardo", 120), ("Oslo", 3)) for number in range(count)
    ]
    found = stories(articles, Names.build(articles))
    assert max(map(len, found)) == 120
    assert all(group[-1] < 120 or group[0] >= 120 for group in found)
