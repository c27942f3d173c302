"""A screen whose contents take long to find."""

from abc import abstractmethod
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar, TypeVar

from textual.binding import BindingType
from textual.screen import ScreenResultType

from tui.screens.one_answer import OneAnswer
from tui.widgets.bindings import INTERRUPT
from tui.widgets.long_work import LongWork, StoppedError

_Found = TypeVar("_Found")


class WaitingScreen(OneAnswer[ScreenResultType]):
    """Has something found in a thread, tells how far that is, and waits for it no longer once it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [INTERRUPT]

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._work: LongWork | None = None

    def find(self, what: str, find: Callable[[LongWork], Iterable[_Found]], show: Callable[[_Found], None]) -> None:
        """Have something found, and shown as often as more is known; what was looked for before is not wanted any more.

        Args:
            what: Such as `comparing`.
            find: Runs in a thread, tells the work how much there is to do, and heeds it.
            show: Is given what was found.
        """
        self._give_up()
        self.tell(what)
        work = self._work = LongWork(what, 0, lambda words: self._later(work, partial(self.tell, words)))
        self.run_worker(partial(self._find, work, find, show), thread=True)

    def _find(
        self, work: LongWork, find: Callable[[LongWork], Iterable[_Found]], show: Callable[[_Found], None]
    ) -> None:
        with suppress(StoppedError):
            for found in find(work):
                self._later(work, partial(show, found))
            self._later(work, self._give_up)

    def _later(self, work: LongWork, act: Callable[[], object]) -> None:
        """Do something in the screen's own thread, unless nobody waits for the work any more."""

        def act_if_wanted() -> None:
            if work is self._work and self.is_attached:
                act()

        self.call_later(act_if_wanted)

    def _give_up(self) -> bool:
        work, self._work = self._work, None
        if work:
            work.stop()
        return work is not None

    def stop_work(self) -> bool:
        """Wait no longer because the reader does not want to; returns whether anything was looked for."""
        stopped = self._give_up()
        if stopped:
            self.stopped()
        return stopped

    def on_unmount(self) -> None:
        """Let the thread end."""
        self._give_up()

    @abstractmethod
    def tell(self, words: str) -> None:
        """Show what is looked for, and how far that is."""

    def stopped(self) -> None:
        """Leave: there is nothing to be seen."""
        self.dismiss(None)
