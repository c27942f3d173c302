"""Work that takes long: what, how much of it is done, how long it still takes, and whether somebody has stopped it."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")

_UNTOLD = 1.0  # seconds that work may take before anybody needs to hear of it
_AGAIN = 0.5  # seconds between two words on it
_MILLION = 1_000_000


class StoppedError(Exception):
    """Somebody does not want to wait any longer; raised in the thread that works."""


class LongWork:
    """One piece of work, done in one thread and stopped from another.

    Args:
        what: Such as `counting`.
        total: How many things there are to do.
        tell: Is told now and then, in the thread that works, how far it is.
        clock: Seconds that only grow.

    Attributes:
        total: The same; may be set before the first is done.
    """

    def __init__(
        self, what: str, total: int, tell: Callable[[str], object], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._what = what
        self.total = total
        self._tell = tell
        self._clock = clock
        self._done = 0
        self._begun = clock()
        self._told = self._begun + _UNTOLD - _AGAIN
        self._stopped = False

    def stop(self) -> None:
        """Let it end before its next step."""
        self._stopped = True

    def over(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """The things to do, counted as they are done.

        Raises:
            StoppedError: Somebody has stopped it.
        """
        for item in items:
            self.heed()
            yield item
            self._done += 1

    def heed(self, more: int = 0) -> None:
        """Say how far it is, if it is time to; call it often.

        Args:
            more: How many things more are done.

        Raises:
            StoppedError: Somebody has stopped it.
        """
        if self._stopped:
            raise StoppedError
        self._done += more
        if self._clock() - self._told > _AGAIN:
            self._told = self._clock()
            self._tell(f"{self._what} {self._how_far()}{self._how_long()}, ctrl+c stops")

    def _how_far(self) -> str:
        if self.total < _MILLION:
            return f"{self._done:,}/{self.total:,}"
        return f"{self._done / _MILLION:.1f}/{self.total / _MILLION:.1f} million"

    def _how_long(self) -> str:
        if not 0 < self._done < self.total:
            return ""
        left = (self._clock() - self._begun) / self._done * (self.total - self._done)
        minutes, seconds = divmod(round(left), 60)
        return f", {minutes} min" if minutes else f", {seconds} s"
