"""Nodes and how alike they are → groups of nodes that are alike each to each, not by a chain of strangers."""

from collections import defaultdict
from collections.abc import Callable, Iterable

Edge = tuple[float, int, int]
"""How alike two nodes are, and which."""


def clusters(
    count: int, edges: Iterable[Edge], share: float, allowed: Callable[[int, int], bool] = lambda _one, _other: True
) -> list[list[int]]:
    """Join the most alike first; two groups only where enough of the pairs between them are alike.

    Args:
        count: How many nodes there are, numbered from 0.
        edges: The pairs that are alike; each once.
        share: How many of the pairs between two groups must be alike for the groups to become one, from 0 to 1.
        allowed: Whether two nodes may be in one group.

    Returns:
        The groups, each in ascending order, those with the smallest node first; a node on its own is a group.
    """
    ordered = sorted(edges, key=lambda edge: (-edge[0], edge[1], edge[2]))
    alike: dict[int, set[int]] = defaultdict(set)
    for _, one, other in ordered:
        alike[one].add(other)
        alike[other].add(one)
    group_of = {node: [node] for node in range(count)}
    for _, one, other in ordered:
        first, second = group_of[one], group_of[other]
        if first is not second and _joined(first, second, alike, share) and _all_allowed(first, second, allowed):
            first, second = sorted((first, second), key=len)
            second += first
            group_of |= dict.fromkeys(first, second)
    unique = {id(group): sorted(group) for group in group_of.values()}
    return sorted(unique.values())


def _joined(first: list[int], second: list[int], alike: dict[int, set[int]], share: float) -> bool:
    pairs = sum(len(alike[node].intersection(second)) for node in first)
    return pairs >= share * len(first) * len(second)


def _all_allowed(first: list[int], second: list[int], allowed: Callable[[int, int], bool]) -> bool:
    return all(allowed(one, other) for one in first for other in second)
