"""Work that takes long tells whoever waits for it how far it is, and ends when nobody waits any longer."""

from collections.abc import Callable

Heed = Callable[[int], object]
"""Is told often how many code points more are done; what it raises ends the work."""


def unheeded(_: int) -> None:
    """Nobody wants to know."""
