"""Nodes and how alike they are → groups of nodes that are alike each to each, not by a chain of strangers."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import product

Edge = tuple[float, int, int]
"""How alike two nodes are, and which."""

Joined = Callable[[Sequence[int], Sequence[int]], bool]
"""Whether two groups are to become one."""

_SAMPLE = 16  # nodes of a large group that speak for it
_WINDOW = 16  # nodes with something in common that each is held against


def clusters(count: int, edges: Iterable[Edge], joined: Joined) -> list[list[int]]:
    """Join the most alike first.

    Args:
        count: How many nodes there are, numbered from 0.
        edges: The pairs that may be joined; each once.
        joined: Whether two groups become one, as `alike_in` or `each_to_each` tell it.

    Returns:
        The groups, each in ascending order, those with the smallest node first; a node on its own is a group.
    """
    group_of = {node: [node] for node in range(count)}
    for _, one, other in sorted(edges, key=lambda edge: (-edge[0], edge[1], edge[2])):
        first, second = group_of[one], group_of[other]
        if first is not second and joined(first, second):
            first, second = sorted((first, second), key=len)
            second += first
            group_of |= dict.fromkeys(first, second)
    unique = {id(group): sorted(group) for group in group_of.values()}
    return sorted(unique.values())


def alike_in(edges: Iterable[Edge], share: float) -> Joined:
    """Whether enough of the pairs between two groups are among the edges.

    Args:
        edges: All pairs that are alike.
        share: How many of the pairs must be, from 0 to 1.
    """
    alike: dict[int, set[int]] = defaultdict(set)
    for _, one, other in edges:
        alike[one].add(other)
        alike[other].add(one)

    def joined(first: Sequence[int], second: Sequence[int]) -> bool:
        pairs = sum(len(alike[node].intersection(second)) for node in first)
        return pairs >= share * len(first) * len(second)

    return joined


def each_to_each(alike: Callable[[int, int], bool], share: float) -> Joined:
    """Whether enough of the pairs between two groups are alike, of which a large group asks only some nodes.

    Args:
        alike: Whether two nodes are.
        share: How many of the pairs must be, from 0 to 1.
    """
    known = cache(alike)

    def joined(first: Sequence[int], second: Sequence[int]) -> bool:
        pairs = list(product(sample(first), sample(second)))
        return sum(known(*sorted(pair)) for pair in pairs) >= share * len(pairs)

    return joined


def sample(group: Sequence[int]) -> Sequence[int]:
    """The nodes that speak for a group: all, or some from its beginning to its end."""
    return group[:: -(-len(group) // _SAMPLE)]


def pairs_in(groups: Iterable[Sequence[int]], least: int = 1) -> Iterator[tuple[int, int]]:
    """The pairs of nodes that have something in common; where hundreds have, of each and those that come next.

    Args:
        groups: The nodes that have one thing in common, in ascending order.
        least: How much two nodes must have in common.
    """
    counts = Counter(
        (one, other) for group in groups for at, one in enumerate(group) for other in group[at + 1 : at + 1 + _WINDOW]
    )
    return (pair for pair, count in counts.items() if count >= least)
