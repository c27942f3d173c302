"""The smallest Textual program: one widget that counts the key `j`. Everything is compared with it in the same run."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget


class Counter(Widget):
    """A screenful that says how often it was told to count."""

    count = 0

    def render(self) -> str:
        """One short line; the rest of the screen is blank."""
        return f"Row {self.count}"


class BareApp(App[None]):
    """One `Counter`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("j", "count", "Count")]

    def compose(self) -> ComposeResult:
        """Nothing but the counter."""
        yield Counter()

    def action_count(self) -> None:
        """Count, and paint again."""
        counter = self.query_one(Counter)
        counter.count += 1
        counter.refresh()


if __name__ == "__main__":
    BareApp().run()
