"""The desk with a line to type in: filtering the list, searching in an article."""

import re
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from annotations.project import Project
from tui.screens.desk import DeskScreen
from tui.settings import Settings
from tui.widgets.bindings import binding

if TYPE_CHECKING:  # a line to type in is heavy, and not needed before the first key
    from tui.widgets.prompt import Prompt


class FindingScreen(DeskScreen):
    """The list beside the panes, and finding things in both."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("slash", "search", "Search", "search.open", "Search in this article"),
        binding("F", "filter", "Filter", "list.filter", "Filter the list of articles"),
    ]

    def __init__(self, project: Project, settings: Settings) -> None:
        super().__init__(project, settings)
        self._search_from = 0
        self.prompt: Prompt

    async def action_filter(self) -> None:
        """Ask what the list is to be filtered by."""
        self.remove_class("-text-only")
        await self.ask("filter", "Filter", self.articles.query_text)

    def action_clear_filter(self) -> None:
        """Show the whole list again."""
        self.articles.filter("")

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
            self.articles.filter(message.text)
        elif message.purpose == "search":
            found = self.active.search(search_pattern(message.text), self._search_from)
            self.prompt.tell("" if found or not message.text else f"not found: {message.text}")

    def on_prompt_closed(self, message: "Prompt.Closed") -> None:
        """Back to the list or the text; what was left with escape is undone."""
        if message.purpose == "filter":
            if not message.accepted:
                self.articles.filter("")
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
