"""The same passage in the other articles: to be chosen from."""

import asyncio
from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label

from annotations.comparison.hits import Hit
from annotations.model import Article, Span
from tui.screens.one_answer import OneAnswer
from tui.widgets.bindings import binding
from tui.widgets.glyphs import SIGNS, dotted
from tui.widgets.quoting import marked
from tui.widgets.row_list import RowList, fit

_KEYS = (
    "[@click=screen.choose]enter goes there[/]",
    "[@click=screen.beside]| opens it beside[/]",
    "[@click=screen.leave]escape leaves[/]",
)


class Chosen(NamedTuple):
    """A passage of an article to go to, perhaps beside what is on screen."""

    article: Article
    span: Span
    beside: bool


class FoundList(RowList[Hit]):
    """Passages of other articles: where from, and the words, in brackets what differs.

    Args:
        go: Goes to one.
    """

    row_height = 3

    def __init__(self, go: Callable[[Hit], None]) -> None:
        super().__init__()
        self._go = go

    def chosen(self, item: Hit) -> None:
        """Go there."""
        self._go(item)

    def parts(self, item: Hit, width: int) -> list[list[tuple[str, bool]]]:
        """The source, and whose copy it is; then two rows of words."""
        words = marked(item.article.pages, item.span, item.differing)
        first, *more = wrap(words, max(1, width - 2)) or [""]
        copy = f"{SIGNS.same} copy of {_name(item.copy_of)}" if item.copy_of else ""
        source = dotted(_name(item.article), copy, item.article.published)
        return [
            [(fit(source, width), True)],
            [(fit(f"  {first}", width), False)],
            [(fit(f"  {' '.join(more)}", width), False)],
        ]


def _name(article: Article) -> str:
    return article.outlet or article.title


class ElsewhereDialog(ModalScreen[Chosen | None], OneAnswer[Chosen | None]):
    """The passages, best first; gives back the chosen one, or nothing.

    Args:
        words: What the passage here says, printable.
        looking: Gives what is found.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("vertical_line", "beside", "Beside", "elsewhere.beside", "Open it beside the article here"),
        binding("escape,q", "leave", "Cancel", "elsewhere.cancel", "Stay where you are"),
    ]

    def __init__(self, words: str, looking: asyncio.Future[list[Hit]]) -> None:
        super().__init__()
        self._words = words
        self._looking = looking
        self._list = FoundList(self._go)

    def compose(self) -> ComposeResult:
        """What is said here, the passages, and the keys."""
        with Vertical(classes="dialog"):
            yield Label(f"Here: {self._words}", markup=False, classes="dialog--quote")
            yield Label("looking in the other articles", id="found", markup=False)
            yield self._list
            yield Label(dotted(*_KEYS), classes="dialog--hint")

    def on_mount(self) -> None:
        """Show what is found once it is: at once where it is already, so that keys typed ahead find it."""
        if self._looking.done():
            self._fill(self._looking.result())
        else:
            self.run_worker(self._wait())

    async def _wait(self) -> None:
        self._fill(await self._looking)

    def _fill(self, hits: Sequence[Hit]) -> None:
        self._list.set_items(hits)
        voices = sum(hit.copy_of is None for hit in hits)
        copies = len(hits) - voices
        told = f"{_count(voices, 'other voice')}, {_count(copies, 'copy', 'copies')}; in brackets what differs"
        self.query_one("#found", Label).update(told if hits else "No other article says this.")

    def _go(self, hit: Hit) -> None:
        self.dismiss(Chosen(hit.article, hit.span, beside=False))

    def action_choose(self) -> None:
        """Go to the passage under the cursor."""
        self._list.action_choose()

    def action_beside(self) -> None:
        """Give the passage under the cursor back, to be opened beside."""
        if hit := self._list.current:
            self.dismiss(Chosen(hit.article, hit.span, beside=True))

    def action_leave(self) -> None:
        """Give nothing back."""
        self.dismiss(None)


def _count(number: int, word: str, words: str = "") -> str:
    return f"{number} {word if number == 1 else words or f'{word}s'}"
