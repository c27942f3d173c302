"""A screen that is left once."""

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType


class OneAnswer(Screen[ScreenResultType]):
    """Gives back the first answer; Textual would leave the screen below for the second, where two are typed at once."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave with an answer; nothing where it was left already."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
