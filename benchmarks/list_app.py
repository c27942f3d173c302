"""The list of articles alone, with as many rows as the command line says."""

import sys
from collections.abc import Sequence
from typing import overload

from textual.app import App, ComposeResult

from annotations.model import Summary
from tui.widgets.article_list import ArticleList


class Articles(Sequence[Summary]):
    """Articles that are made when somebody looks at them: to make them all would be measured too.

    Args:
        count: How many there are.
    """

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> Summary: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Summary]: ...
    def __getitem__(self, number: int | slice) -> Summary | Sequence[Summary]:
        if isinstance(number, slice):
            return [self[each] for each in range(self._count)[number]]
        return Summary(f"{number}.txt", title=f"Article {number}", outlet="Example News")


class ListApp(App[None]):
    """One `ArticleList`.

    Args:
        count: How many articles it shows.
    """

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def compose(self) -> ComposeResult:
        """Nothing but the list."""
        yield ArticleList()

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one(ArticleList).set_items(Articles(self._count))


if __name__ == "__main__":
    ListApp(int(sys.argv[1])).run()
