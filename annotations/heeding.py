"""Work that takes long tells whoever waits for it how far it is, and ends when nobody waits any longer."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")

Heed = Callable[[int], object]
"""Is told often how many code points more are done; what it raises ends the work."""


def unheeded(_: int) -> None:
    """Nobody wants to know."""


def heeded(items: Iterable[_Item], heed: Heed) -> Iterator[_Item]:
    """The items of what takes long; before each, whoever waits may end it."""
    for item in items:
        heed(0)
        yield item
