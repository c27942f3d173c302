"""The desk with a line to type in: filtering the list, searching in an article."""

import asyncio
import re
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import BindingType

from annotations.articles.queries import Order, parse_query
from annotations.errors import InputError
from annotations.project import Project
from tui.screens.desk import DeskScreen
from tui.settings import Settings
from tui.widgets.bindings import binding

if TYPE_CHECKING:  # a line to type in is heavy, and not needed before the first key
    from textual.timer import Timer

    from tui.widgets.prompt import Prompt

_HINT = "outlet: after: before: status: unread, words"
_AGAIN = 1.0  # seconds between two looks for what passes the filter while articles are read
_ORDERS = {
    Order.FILE: "file",
    Order.OUTLET: "outlet",
    Order.DATE: "date, the newest first",
    Order.TITLE: "title",
    Order.LENGTH: "length, the longest first",
    Order.ORIGIN: "origin: copies together, then the agency credited",
    Order.PROGRESS: "progress, what is judged first",
}


class _Wanted(NamedTuple):
    """Which articles are to be shown, and in which order."""

    filter: str
    order: Order
    backwards: bool


class FindingScreen(DeskScreen, layer=True):
    """The list beside the panes, and finding things in both."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("slash", "search", "Search", "search.open", "Search in this article"),
        binding("F", "filter", "Filter", "list.filter", "Filter the list of articles by what stands in them"),
        binding("s", "sort", "Sort", "list.sort", "Sort the list of articles"),
    ]

    def __init__(self, project: Project, settings: Settings) -> None:
        super().__init__(project, settings)
        self._search_from = 0
        self._filter = ""
        self._order, self._backwards = Order.FILE, False
        self._searching_again: Timer | None = None
        self._searching = threading.Lock()
        self._sought: _Wanted | None = None
        self.prompt: Prompt

    async def action_filter(self) -> None:
        """Ask what the list is to be filtered by."""
        self.remove_class("-text-only")
        self.run_worker(asyncio.to_thread(self.project.expect_search))
        await self.ask("filter", "Filter", self._filter)
        if not self._filter:
            self.prompt.tell(_HINT)

    def action_clear_filter(self) -> None:
        """Show the whole list again."""
        self.filter("")

    def action_sort(self) -> None:
        """Ask what the list is to be sorted by; what it is sorted by already turns it round."""
        from tui.screens.dialogs import ChoiceDialog

        def sort(choice: str | None) -> None:
            if choice:
                self._backwards = choice == self._order and not self._backwards
                self._order = Order(choice)
                self.show_list()

        choices = [(order.value, words) for order, words in _ORDERS.items()]
        asked = f"Sort by (now {_ORDERS[self._order]}{', backwards' * self._backwards}; the same again turns it round)"
        self.app.push_screen(ChoiceDialog(asked, choices), sort)

    def filter(self, text: str) -> None:
        """Show only the articles that a query wants; what is no query yet is told, and the last one stays in force.

        Raises:
            InputError: The sentence says what is wrong with it.
        """
        text += '"' * (text.count('"') % 2)  # while it is typed, a phrase is open
        parse_query(text)
        self._filter = text
        self.show_list()

    def show_list(self) -> None:
        """Show the articles that pass the filter, sorted; those that are to be looked for come when they are found."""
        if self._filter or self._order is not Order.FILE or self._backwards:
            self.run_worker(self._find_articles(), group="find articles", exclusive=True)
        else:
            self.workers.cancel_group(self, "find articles")
            self._show_found(None)

    async def _find_articles(self) -> None:
        wanted = self._sought = _Wanted(self._filter, self._order, self._backwards)
        found = await asyncio.to_thread(self._search, wanted)
        if found is not None:
            self._show_found(found)

    def _search(self, wanted: "_Wanted") -> Sequence[int] | None:
        """Runs in a thread, one at a time: looking for what was typed two letters ago would only be in the way."""
        with self._searching:
            if wanted is not self._sought:
                return None
            return self.project.search(parse_query(wanted.filter), wanted.order, backwards=wanted.backwards)

    def _show_found(self, numbers: Sequence[int] | None) -> None:
        """Show the articles of these numbers, or all; the cursor stays on its article where that is among them."""
        current = self.articles.shown[self.articles.cursor] if self.articles.current else -1
        self.articles.set_items(self.project.summaries, numbers)
        self.articles.put_cursor_on(current)
        count = len(self.articles.shown)
        by = f"by {_ORDERS[self._order]}{', backwards' * self._backwards}"
        told = [f"{count} of {len(self.project.files)}: {self._filter}"] if self._filter else []
        told += [by] if self._order is not Order.FILE or self._backwards else []
        self.articles.tell(", ".join(told))

    def known_better(self) -> None:
        """What is known now may pass the filter, or stand elsewhere; once a second, because it is looked for anew."""
        if self._searching_again is None:
            self._searching_again = self.set_timer(_AGAIN, self._search_again)

    def _search_again(self) -> None:
        self._searching_again = None
        if self._filter or self._order is not Order.FILE:
            self.show_list()

    async def action_search(self) -> None:
        """Ask what to search for in the active pane."""
        self._search_from = self.active.cursor
        await self.ask("search", "Search")

    async def ask(self, purpose: str, label: str, text: str = "") -> None:
        """Ask for a line at the bottom of the screen; its messages carry the purpose."""
        from tui.widgets.prompt import Prompt

        await self.query(Prompt).remove()
        self.prompt = Prompt(purpose, label, text)
        await self.mount(self.prompt, before=self.status)

    def on_prompt_changed(self, message: "Prompt.Changed") -> None:
        """Search and filter follow the typing."""
        if message.purpose == "filter":
            try:
                self.filter(message.text)
                self.prompt.tell("")
            except InputError as error:
                self.prompt.tell(str(error))
        elif message.purpose == "search":
            found = self.active.search(search_pattern(message.text), self._search_from)
            self.prompt.tell("" if found or not message.text else f"not found: {message.text}")

    def on_prompt_closed(self, message: "Prompt.Closed") -> None:
        """Back to the list or the text; what was left with escape is undone."""
        if message.purpose == "filter":
            if not message.accepted:
                self.filter("")
            self.go_to_list()
        elif message.purpose == "search":
            if not message.accepted:
                self.active.search(None, 0)
                self.active.go_to(self._search_from)
            self.set_focus(self.active)


def search_pattern(text: str) -> re.Pattern[str] | None:
    """What finds `text`: any white space between its words, and any case unless it holds a capital letter."""
    words = text.split()
    if not words:
        return None
    return re.compile(r"\s+".join(map(re.escape, words)), 0 if text != text.lower() else re.IGNORECASE)
